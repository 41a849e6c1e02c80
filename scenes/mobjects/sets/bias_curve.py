"""A sigmoid to which biases go up, and the gates that they become; beside them what gates of a network really are."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from manim import Animation, Line, VGroup, VMobject

from scenes.mobjects.motion import Appear
from scenes.mobjects.moves import Grow, Path, Travel
from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.places import named, stays
from scenes.mobjects.reading import Reading, phrase
from scenes.mobjects.sets.fading_lanes import VESSEL, vessel
from scenes.mobjects.sets.squash_curve import Curve, Dot
from scenes.mobjects.text import BOLD, Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Swatch
from scenes.mobjects.wires import Point

__all__ = ["BiasCurve", "Resting"]

MIDDLE, SIZE, REACH = (-1.5, 0.05), (8.2, 3.1), 4.4
"""Where the curve is, its size, and for how large sums."""
WAITING, GATE, LETTER, OVER, SAID = -2.12, 5.2, 3.45, 0.44, 0.34
"""The height of biases below the curve; the x of gates, and of their letter; how far above the curve that is, and beside it what
is said."""
LARGE, SMALL, NEAR, LOWER = 1.6, 0.8, 0.2, 0.42
"""How large the dots of resting gates are, and of real ones, times a dot; how far beside a bias it ends or begins whose
it is, and how far below."""
RISEN, CLEAR = 0.45, 0.42
"""After which part of its time a bias is at the curve; how far above the one that stays it sets out, so as not to strike it."""
KEY, LINES, BEGIN = -0.62, 0.36, 0.3
"""How high the first line is that says what a dot is; from it to the next; how far beside the curve they begin."""


class Resting(NamedTuple):
    """A forget gate at rest: its ``bias``, the ``gate`` that becomes of it, and its colour's role; and whose bias that is."""

    bias: Reading
    gate: Reading
    colour: str
    whose: str = ""


class BiasCurve:
    """The curve of a sigmoid, below it the biases of some gates at ``rest``, and on its right, as high as the curve, the gates.

    ``real`` has by gate the sums of its real units, with what they become: dots on the curve; lines of a ``key`` say what one is.
    ``said`` is what gates are, ``called`` what biases are.
    """

    def __init__(
        self,
        rest: Sequence[Resting],
        real: Sequence[Sequence[tuple[Reading, Reading]]],
        *,
        said: str,
        called: str,
        key: Sequence[str],
        notation: Notation,
        theme: Theme,
    ) -> None:
        self._theme, self._rest = theme, tuple(rest)
        self.curve = Curve("sigmoid", REACH, MIDDLE, SIZE, theme=theme, colour="keeps")
        self.dots = [self._dot(each.bias, each.gate, each.colour) for each in rest]
        self.lines = [self._line(dot, each.colour) for dot, each in zip(self.dots, rest, strict=True)]
        self.biases = [self._bias(each) for each in rest]
        self.whose = [self._whose(number, each) for number, each in enumerate(rest) if each.whose]
        self.gates = [self._gate(each, notation) for each in rest]
        self.real = [
            [self._dot(total, gate, each.colour, SMALL) for total, gate in found] for each, found in zip(rest, real, strict=True)
        ]
        self.key = [self._line_of(number, each) for number, each in enumerate(key)]
        letter = Symbol("forget_bias", notation=notation, theme=theme)
        letter.move_to((self.curve.left - 0.2 - letter.width / 2, WAITING, 0))
        name = Label(called, theme=theme, size=theme.small, colour="keeps")
        self.called = stays(name.sit_amid(float(letter.get_x()), WAITING - LOWER))
        gate = Symbol("forget_gate", notation=notation, theme=theme)
        gate.move_to((LETTER, self.curve.top + OVER, 0))
        self.said = stays(Label(said, theme=theme, colour="keeps").sit_amid(LETTER + SAID, self.curve.top + OVER, -1))
        self.letters = VGroup(named(stays(letter), "forget_bias"), named(stays(gate), "forget_gate"))

    # -- what it is made of ------------------------------------------------------------------------------------------------

    def _dot(self, total: Reading, gate: Reading, colour: str, size: float = LARGE) -> Dot:
        dot = Dot(total, gate, self.curve, theme=self._theme)
        dot.scale(size).set_fill(self._theme.colour(colour))
        return dot

    def _line(self, dot: Dot, colour: str) -> VGroup:
        """Return a thin line from a dot to the gate at its height."""
        x, y = (float(each) for each in dot.get_center()[:2])
        look: dict[str, Any] = {"stroke_color": self._theme.colour(colour), "stroke_width": self._theme.thin}
        return VGroup(Line((x, y, 0), (GATE - VESSEL[0] / 2 - 0.08, y, 0), **look).set_z_index(-1))

    def _bias(self, each: Resting) -> Label:
        return self._number(each, (self.curve.x(float(each.bias.value)), WAITING))

    def _number(self, each: Resting, at: Point) -> Label:
        label = Label(
            phrase("{bias:0}", bias=each.bias), theme=self._theme, size=self._theme.title, weight=BOLD, colour=each.colour
        )
        return stays(label.sit_amid(*at))

    def _whose(self, number: int, each: Resting) -> Label:
        """Return whose a bias is, below it: the first one's ends there, others' begin there, so that there is room."""
        side = -1 if number else 1
        label = Label(each.whose, theme=self._theme, size=self._theme.small, colour="muted")
        return stays(label.sit_amid(self.curve.x(float(each.bias.value)) + side * NEAR, WAITING - LOWER, side))

    def _gate(self, each: Resting, notation: Notation) -> Swatch:
        return vessel(each.gate, (GATE, self.curve.y(float(each.gate.value))), notation=notation, theme=self._theme)

    def _line_of(self, number: int, said: str) -> Label:
        label = Label(said, theme=self._theme, size=self._theme.label, colour="muted")
        return stays(label.sit_amid(self.curve.right + BEGIN, KEY - number * LINES, -1))

    @property
    def everything(self) -> list[VMobject]:
        """All that there is of it."""
        real = [dot for dots in self.real for dot in dots]
        marks: list[VMobject] = [*self.lines, *self.dots, *real, *self.biases, *self.whose, *self.gates]
        return [self.curve, self.letters, self.called, self.said, *self.key, *marks]

    # -- what happens ------------------------------------------------------------------------------------------------------

    def asks(self, start: Point, run_time: float) -> list[Animation]:
        """Return animations in which the letter of gates comes from elsewhere, and it is said what they are."""
        x, y = map(float, self.letters[1].get_center()[:2])
        there = Travel(self.letters[1], Path(start, (start[0], y), (x, y)), window=(0.0, 0.7), run_time=run_time)
        return [there, Appear(self.said, window=(0.7, 1.0), run_time=run_time)]

    def opens(self, number: int, run_time: float) -> list[Animation]:
        """Return animations in which a bias goes up to the curve, and from there across as the gate that it becomes."""
        each, dot = self._rest[number], self.dots[number]
        x, y = (float(place) for place in dot.get_center()[:2])
        rising = self._number(each, (x, y))
        vars(rising).pop("place")
        up = Travel(rising, Path((x, WAITING + CLEAR), (x, y)), end=0.6, leaves=True, window=(0.0, RISEN), run_time=run_time)
        came = Appear(dot, window=(RISEN - 0.04, RISEN), run_time=run_time)
        across = Travel(self.gates[number], Path((x, y), (GATE, y)), start=0.5, window=(RISEN, 1.0), run_time=run_time)
        return [up, came, across, Grow(self.lines[number], "left", window=(RISEN, 1.0), run_time=run_time)]

    def scatter(self, number: int, run_time: float) -> list[Animation]:
        """Return animations in which the real gates of a network come out of its resting one, along the curve."""
        start, dots, made = float(self.dots[number].get_x()), self.real[number], list[Animation]()
        for rank, dot in enumerate(dots):
            late = 0.5 * rank / max(len(dots) - 1, 1)
            made.append(Travel(dot, self._along(start, float(dot.get_x())), window=(late, late + 0.5), run_time=run_time))
        return made

    def _along(self, start: float, end: float) -> Path:
        """Return the way along the curve from one x to another."""
        height: Callable[[float], float] = self.curve.value
        zero, unit = self.curve.x(0), self.curve.x(1) - self.curve.x(0)
        places = [start + (end - start) * number / 6 for number in range(7)]
        return Path(*((x, self.curve.y(height((x - zero) / unit))) for x in places))
