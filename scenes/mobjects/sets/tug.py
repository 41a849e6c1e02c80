"""Which way a verdict is pulled, before a word and beside it after: by one unit, by all others, and by both together.

To the left of an axis is pulled towards one label, to the right towards another one: a side is no sign, so that bars have quiet
colours, and blue and orange are left to a push on one label alone. What the unit pulls is shown to be what it shows, times its
weight.
"""

from collections.abc import Sequence
from operator import mul
from typing import Any, ClassVar, NamedTuple

from manim import Animation, Line, VGroup, rate_functions

from scenes.mobjects.arithmetic import MOST, holding, summing
from scenes.mobjects.bars import Link
from scenes.mobjects.motion import Appear
from scenes.mobjects.moves import Grow, Light, Path, glide
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.passing import Pass
from scenes.mobjects.places import stays, tells
from scenes.mobjects.reading import Phrase, Reading, phrase
from scenes.mobjects.sets.rows import Row, large_cell
from scenes.mobjects.text import Label, alike, settled
from scenes.mobjects.theme import Theme

__all__ = ["BEYOND", "FACTORS", "LINES", "Half", "Pull", "Swung", "Tug", "late"]

LINES = 0.3, -0.31, -0.92
"""Heights of the bars: of the unit, of all others, of both together."""
FACTORS, RAIL, SIDES, VERDICT = 1.05, 1.5, -1.4, -1.88
"""Heights: the product of the unit, the way to it, what is pulled towards, and the verdict."""
MIDDLES = -3.8, 3.8
"""The middles of both halves."""
WIDE, BARS = 2.8, 1.9
"""From the middle of a half: how far its texts reach, and its bars."""
THICK, DIGIT, BEYOND = 0.46, 0.172, 1.05
"""How thick bars are; how wide a digit of a factor is, and the number beyond the end of a bar at most."""
EDGE, TIMES, BESIDE, LINE, LARGER = 0.07, 0.1, 0.14, 0.2, 1.2
"""From the left of a half to the value that the unit shows; around the sign, and before what is said of the weight; how far its
two lines are from theirs, and how many times as large as labels."""
WEIGHT = ("weight for “{label:short}”", "minus for “{label:short}”"), ("for “{label:short}”", "minus “{label:short}”")
"""What is said of the weight, in two lines, at length and in short."""
NAMES, START, END, SHARE = -4.75, -4.5, 1.4, 4.9
"""The x of what is told of the swing: names, the bars from and to, and the share."""
SWING, PART, TOLD, BROAD = 0.45, -0.75, 1.22, 0.85
"""Heights, below h before and after: all that changes, the unit's part of it, what is written over both; how broad bars are."""


class Pull(NamedTuple):
    """What one unit, all ``others`` and both together, ``whole``, pull at a time, or change at a word."""

    own: Reading
    others: Reading
    whole: Reading


class Half:
    """One time of a :class:`Tug`: what a unit shows, ``factors`` times its weight, and the ``bars`` of a ``pull``.

    ``unit`` is how long a bar of one is, ``low`` the least that any bar has, in both halves; the factors have so many ``digits``
    behind the point, and so many the ``parts`` of the sum; ``verdict`` is what is said of it.
    """

    def __init__(
        self,
        middle: float,
        pull: Pull,
        factors: tuple[Reading, Reading],
        *,
        labels: tuple[Reading, Reading],
        verdict: Phrase,
        unit: float,
        low: float,
        parts: int,
        digits: tuple[int, ...],
        notation: Notation,
        theme: Theme,
    ) -> None:
        self._theme, self._parts, zero = theme, parts, middle - BARS - low * unit
        look: dict[str, Any] = {"unit": unit, "home": zero, "thick": THICK, "along": "x", "theme": theme}
        self.bars = [
            stays(Link(each, across=y, **look)).set_fill(theme.ink if each is pull.own else theme.others)
            for each, y in zip(pull, LINES, strict=True)
        ]
        self.numbers = [self._number(bar, zero) for bar in self.bars]
        self.axis = Line((zero, LINES[0] + 0.34, 0), (zero, LINES[-1] - 0.34, 0), stroke_color=theme.muted)
        self.axis.set_stroke(width=theme.thin)
        self.factors = [
            large_cell(each, (_width(each, places), Row.CELL[1]), notation=notation, theme=theme, places=places)
            for each, places in zip(factors, digits, strict=True)
        ]
        self.times = Label("×", theme=theme, size=theme.title)
        told = self._laid_out(middle - WIDE + EDGE) + BESIDE
        self.weight = VGroup(self.times, self.factors[1], *self._whose(labels, told, middle + WIDE))
        self.sides = VGroup()
        for label, side in zip(labels, (-1, 1), strict=True):
            to = phrase("to “{label:short}”", label=label)
            made = settled(to, theme=theme, size=theme.label, room=WIDE - 0.1, colour="muted")
            self.sides.add(stays(made.sit_amid(middle + side * WIDE, SIDES, side)))
        self.verdict = settled(verdict, theme=theme, size=1.15 * theme.caption, room=2 * WIDE, colour="ink").sit_amid(
            middle, VERDICT
        )

    def _laid_out(self, pen: float) -> float:
        """Put both factors and the sign between them side by side, from an x on; return where they end."""
        shown, weight = self.factors
        shown.move_to((pen + shown.width / 2, FACTORS, 0))
        pen += shown.width + TIMES
        self.times.sit_amid(pen + self.times.width / 2, FACTORS)
        pen += self.times.width + TIMES
        weight.move_to((pen + weight.width / 2, FACTORS, 0))
        return float(pen + weight.width)

    def _whose(self, labels: tuple[Reading, Reading], left: float, right: float) -> list[Label]:
        """Return what is said of the weight, in two lines between two x: it is that for one label minus that for the other."""
        look: dict[str, Any] = {"theme": self._theme, "size": LARGER * self._theme.label, "room": right - left, "colour": "ink"}
        for lines in WEIGHT:
            said = [settled(phrase(line, label=of), **look) for line, of in zip(lines, reversed(labels), strict=True)]
            if min(each.enlargement for each in said) >= 1.0:
                break
        return [stays(each.sit_amid(left, FACTORS + y, -1)) for each, y in zip(alike(said), (LINE, -LINE), strict=True)]

    def _number(self, bar: Link, zero: float) -> Label:
        """Return what is pulled as a number, beyond the end of its bar."""
        way = 1 if bar.tip >= zero else -1
        said = "{pull}" if bar is self.bars[-1] else f"{{pull:{self._parts}}}"
        made = Label(phrase(said, pull=bar.reading), theme=self._theme, size=self._theme.caption)
        made.scale(min(1.0, BEYOND / made.width))
        return tells(stays(made.sit_amid(bar.tip + way * 0.12, float(bar.get_y()), -way)), bar)

    def weigh(self, row: Row, unit: int, seconds: float) -> list[list[Animation]]:
        """Return the plays in which what a unit shows comes down from its row, its weight comes, and they become its bar."""
        goal, (x, y) = self.factors[0], row.place(unit)
        way = Path((x, y), (x, RAIL), (float(goal.get_x()), RAIL), (float(goal.get_x()), FACTORS))
        return [
            [Pass(goal, way, start=Row.CELL[0] / goal.width, sized=(0.7, 1.0), run_time=0.35 * seconds)],
            [Appear(self.weight, run_time=0.25 * seconds)],
            self.grow(0, 0.4 * seconds),
        ]

    def grow(self, line: int, run_time: float) -> list[Animation]:
        """Return animations in which a bar grows, and its number comes."""
        bar = self.bars[line]
        return [Grow(bar, bar.edge, run_time=run_time), late(self.numbers[line], run_time)]

    def tell(self, row: Row, unit: int, seconds: float) -> list[list[Animation]]:
        """Return all plays of this half, in so many seconds; ``row`` is what all units show."""
        lit = Light(row.frame, self._theme, run_time=0.2 * seconds)  # all others count at once
        said = Appear(self.verdict, run_time=0.1 * seconds)
        others = [*self.grow(1, 0.2 * seconds), lit]
        return [*self.weigh(row, unit, 0.5 * seconds), others, self.grow(2, 0.2 * seconds), [said]]

    @property
    def whole(self) -> VGroup:
        """All that is there once it is told to the end."""
        return VGroup(self.axis, self.sides, *self.bars, *self.numbers, self.factors[0], self.weight, self.verdict)


class Tug:
    """Two halves, ``before`` a word and ``after`` it; ``names`` are those of the lines, between them.

    ``pulls`` are those before and after, ``shown`` what the ``unit``, a number, showed before and shows after, ``weight`` what
    both are times; ``labels`` are those that are pulled towards, to the left and to the right; ``verdicts`` are what is said.
    What else is given goes to both halves.
    """

    half: ClassVar[type[Half]] = Half

    def __init__(
        self,
        pulls: tuple[Pull, Pull],
        shown: tuple[Reading, Reading],
        weight: Reading,
        *,
        labels: tuple[Reading, Reading],
        verdicts: tuple[Phrase, Phrase],
        unit: Reading,
        notation: Notation,
        theme: Theme,
        **options: Any,
    ) -> None:
        ends = [0.0, *(float(each.value) for pull in pulls for each in pull)]
        look: dict[str, Any] = {"labels": labels, "low": min(ends), "notation": notation, "theme": theme, **options}
        products = zip(shown, pulls, strict=True)
        worked = [(mul, (float(own.value), float(weight.value)), float(pull.own.value)) for own, pull in products]
        look.setdefault("parts", summing([[float(each.value) for each in pull] for pull in pulls]))
        look["digits"] = holding(worked, MOST, look["parts"])  # so that the printed product holds, and the sum
        look["unit"] = 2 * BARS / max(max(ends) - min(ends), 1e-9)
        self.before, self.after = (
            self.half(middle, pull, (own, weight), verdict=verdict, **look)
            for middle, pull, own, verdict in zip(MIDDLES, pulls, shown, verdicts, strict=True)
        )
        names: list[str | Phrase] = [phrase("unit {unit:0}", unit=unit), "the others", "in all"]
        self.names = VGroup(*(stays(Label(each, theme=theme).sit_amid(0, y)) for each, y in zip(names, LINES, strict=True)))

    @property
    def halves(self) -> tuple[Half, Half]:
        """Both, in their order."""
        return self.before, self.after

    def come(self, half: Half, run_time: float) -> Animation:
        """Return the animation in which the axis of a half comes, and with the first one the names of the lines."""
        names = [self.names] if half is self.before else []
        return Appear(VGroup(half.axis, half.sides, *names), run_time=run_time)

    @property
    def whole(self) -> VGroup:
        """All that is there once it is told to the end."""
        return VGroup(self.before.whole, self.after.whole, self.names)


class Swung:
    """How much of the swing, ``whole``, is that of one unit, ``own``: two bars from one line on, and its ``part`` in percent.

    ``ends`` are what is pulled in all before the word and after it.
    """

    def __init__(
        self, own: Reading, whole: Reading, ends: tuple[Reading, Reading], *, part: Reading | None, unit: Reading, theme: Theme
    ) -> None:
        values = [0.0, float(own.value), float(whole.value)]
        each = (END - START) / max(max(values) - min(values), 1e-9)
        home = START - min(values) * each
        look: dict[str, Any] = {"unit": each, "home": home, "thick": BROAD, "along": "x", "theme": theme}
        self.bars = [
            stays(Link(reading, across=y, **look)).set_fill(paint)
            for reading, y, paint in ((whole, SWING, theme.others), (own, PART, theme.ink))
        ]
        names: Sequence[str | Phrase] = ("the swing", phrase("unit {unit:0}", unit=unit))
        self.names = [
            Label(name, theme=theme).sit_amid(NAMES, bar.get_y(), 1) for name, bar in zip(names, self.bars, strict=True)
        ]
        self.numbers = [self._number(bar, theme) for bar in self.bars]
        before, after = ends
        told = phrase("in all: from {before} to {after}", before=before, after=after)
        self.told = stays(Label(told, theme=theme, colour="muted").sit_amid(START, TOLD, -1))
        self.share = VGroup()
        if part is not None:
            self.share.add(Label(phrase("{part:0} %", part=part), theme=theme, size=2.4 * theme.title).sit_amid(SHARE, PART))
            self.share.add(Label("of the swing", theme=theme, colour="muted").sit_amid(SHARE, PART - 0.75))

    @staticmethod
    def _number(bar: Link, theme: Theme) -> Label:
        right = max(bar.tip, bar.foot)
        made = Label(phrase("{change}", change=bar.reading), theme=theme, size=1.2 * theme.caption)
        return tells(stays(made.sit_amid(right + 0.16, float(bar.get_y()), -1)), bar)

    def begin(self, run_time: float) -> Animation:
        """Return the animation in which, in the second half of the time, it comes what the bars will be of."""
        soon = rate_functions.squish_rate_func(rate_functions.linear, 0.5, 1)
        return Appear(VGroup(self.told, *self.names), run_time=run_time, rate_func=soon)

    def tell(self, seconds: float) -> list[list[Animation]]:
        """Return the plays in which the swing comes, the unit's part of it below, and how much that is."""
        plays: list[list[Animation]] = []
        for bar, number in zip(self.bars, self.numbers, strict=True):
            plays.append([Grow(bar, bar.edge, run_time=0.35 * seconds), late(number, 0.35 * seconds)])
        return [*plays, [Appear(each, run_time=0.3 * seconds) for each in self.share]]

    @property
    def whole(self) -> VGroup:
        """All that is there once it is told to the end."""
        return VGroup(*self.bars, *self.names, *self.numbers, self.told, self.share)


def late(number: Label, run_time: float) -> Animation:
    """Return the animation in which a number comes once its bar is nearly as long as it will be."""
    return Appear(number, run_time=run_time, rate_func=rate_functions.squish_rate_func(glide, 0.7, 1))


def _width(factor: Reading, places: int) -> float:
    """Return how wide the cell of a factor is that is printed with so many digits behind the point."""
    return max(Row.CELL[0], DIGIT * len(f"{float(factor.value):.{places}f}"))
