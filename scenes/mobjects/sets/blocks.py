"""What a cell is made of: its blocks of weights side by side, how many numbers each has, and one that is folded away."""

from collections.abc import Mapping
from typing import Any

from manim import Animation, VGroup, VMobject

from scenes.mobjects.motion import Appear, Reveal, Vanish
from scenes.mobjects.moves import Grow
from scenes.mobjects.notation import NOTATION
from scenes.mobjects.notation.equations import Equation, Symbol
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.notation.vectors import matrix
from scenes.mobjects.places import named, placed, stays
from scenes.mobjects.reading import Phrase, Reading, Readings, phrase
from scenes.mobjects.shapes import plate
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme

__all__ = ["Blocks"]

WIDE, HIGH, PITCH, FIRST = 2.05, 1.4, 2.3, -5.6
"""The width and height of a block, and from one to the next; the x of the middle of the first place."""
MIDDLE, NAMED, COUNTED, SUMMED = 1.2, 2.25, 0.17, -0.6
"""Heights: the blocks, their letters, how many numbers each has, and what they come to."""
APART = 0.35
"""From what is said of all blocks to what is said of those that are left."""
LAG = 0.5
"""How much later the next block comes, as a part of the time that one takes."""
MOST = 1024
"""So many weights are drawn of a block at the most; of larger ones none is, and their letters stand in them."""


class Blocks:
    """The blocks of weights of a cell, by the names of ``gates``, after a place for one that it lacks: that of ``missing``.

    ``weights`` are their readings, ``(unit, stacked)`` each, ``counts`` how many numbers each has, with its biases. In the first
    place is the block that a cell with all its gates has, until it is folded into its neighbour: then the equation of what
    needs no block. ``totals`` are what is said below all, before that and after it.
    """

    def __init__(
        self,
        weights: Mapping[str, Readings],
        counts: Readings,
        missing: str,
        totals: tuple[Phrase, Phrase],
        *,
        split: int,
        notation: Notation,
        theme: Theme,
    ) -> None:
        self._notation, self._theme, self._split = notation, theme, split
        self.blocks = [self._block(gate, values, number + 1) for number, (gate, values) in enumerate(weights.items())]
        self.letters = [self._letter(gate, values, number + 1) for number, (gate, values) in enumerate(weights.items())]
        self.counts = [self._count(each) for each in counts.flat()]
        self.spare, self.lack = self._spare(missing, counts[0]), self._lack(missing)
        before, after = (Label(total, theme=theme, size=theme.caption) for total in totals)
        x = FIRST - WIDE / 2
        self.totals = before.sit_amid(x, SUMMED, -1), after.sit_amid(x + float(before.width) + APART, SUMMED, -1)
        for each in self.totals:
            stays(each)

    @property
    def whole(self) -> VGroup:
        """All of it."""
        return VGroup(self.lack, *self.blocks, *self.letters, *self.counts, *self.totals)

    def come(self, seconds: float) -> list[Animation]:
        """Return the play in which the blocks come in, one a little after the other, and what all come to if none lacks."""
        each = 1 / (1 + LAG * (len(self.blocks) + 1))
        spans = [(number * LAG * each, min((number * LAG + 1) * each, 1.0)) for number in range(len(self.blocks) + 2)]
        plays: list[Animation] = [Appear(self.spare, window=spans[0], run_time=seconds)]
        for block, letter, count, span in zip(self.blocks, self.letters, self.counts, spans[1:-1], strict=True):
            plays.append(Reveal(block, list(getattr(block, "rows", [block])), lag=0.4, window=span, run_time=seconds))
            plays += [Appear(said, window=span, run_time=seconds) for said in (letter, count)]
        return [*plays, Appear(self.totals[0], window=spans[-1], run_time=seconds)]

    def fold(self, seconds: float) -> list[Animation]:
        """Return animations in which the spare block is folded into its neighbour, and it is said what is left, and why."""
        box, *said = self.spare
        return [
            Vanish(VGroup(*said), window=(0.0, 0.15), run_time=seconds),
            Grow(box, "right", leaves=True, window=(0.05, 0.6), run_time=seconds),
            Appear(VGroup(self.lack, self.totals[1]), window=(0.6, 1.0), run_time=seconds),
        ]

    @staticmethod
    def _x(number: int) -> float:
        return FIRST + number * PITCH

    def _block(self, gate: str, values: Readings, number: int) -> VMobject:
        units, stacked = values.values.shape
        if not _is_drawn(values):
            box = plate(WIDE, HIGH, self._notation[f"{gate}_weight"].role, theme=self._theme)
            return box.move_to((self._x(number), MIDDLE, 0))
        size = (WIDE - 0.1) / stacked, HIGH / units
        made = matrix(values, notation=self._notation, theme=self._theme, size=size, divide=self._split)
        return made.move_to((self._x(number), MIDDLE, 0))

    def _spare(self, name: str, count: Reading) -> VGroup:
        """Return the block that a cell has which computes the quantity of the missing one, its letter, and its count.

        It would have as many numbers as each of the others, so that the ``count`` is that of one of these.
        """
        quantity, theme = name.replace("gate", "weight"), self._theme
        role, place = NOTATION["lstm"][quantity].role, (FIRST, MIDDLE, 0)
        letter = Symbol(quantity, notation=NOTATION["lstm"], theme=theme, size=theme.symbol).move_to(place)
        box = plate(WIDE, HIGH, role, theme=theme).move_to((FIRST, MIDDLE, 0))
        made = Label(phrase("{count:0}", count=count), theme=theme, size=theme.label, colour="muted")
        return VGroup(box, named(stays(letter), quantity), stays(made.sit_amid(FIRST, COUNTED)))

    def _letter(self, gate: str, values: Readings, number: int) -> Symbol:
        made = Symbol(f"{gate}_weight", notation=self._notation, theme=self._theme, size=self._theme.symbol)
        y = NAMED if _is_drawn(values) else MIDDLE
        return named(stays(made.move_to((self._x(number), y, 0))), f"{gate}_weight")

    def _count(self, count: Reading) -> Label:
        made = Label(phrase("{count:0}", count=count), theme=self._theme, size=self._theme.label, colour="muted")
        return placed(made.sit_amid(self._x(count.index[-1] + 1), COUNTED), lambda index: (self._x(index[-1] + 1), COUNTED))

    def _lack(self, name: str) -> VGroup:
        look: dict[str, Any] = {"notation": self._notation, "theme": self._theme}
        formula = Equation(name, size=1.1 * self._theme.formula, **look)
        formula.move_to((FIRST, MIDDLE, 0))
        said = Label("no weights", theme=self._theme, size=self._theme.label, colour="muted").sit_amid(FIRST, COUNTED)
        return VGroup(named(stays(formula), name), stays(said))


def _is_drawn(values: Readings) -> bool:
    """Tell whether the weights of a block are drawn, one by one."""
    return bool(values.values.size <= MOST)
