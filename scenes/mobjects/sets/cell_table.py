"""All numbers of one step of a plain recurrent cell: the stack over the weights, and beside them biases, sums and the new h."""

from collections.abc import Sequence
from typing import Any

from manim import Animation, VGroup, VMobject, rate_functions

from scenes.mobjects.motion import Appear, Arrive, Reveal
from scenes.mobjects.moves import Enter, Extend, Light, Path, Travel, glide, sent
from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.notation.vectors import swatch
from scenes.mobjects.places import named, of_one, placed, stays
from scenes.mobjects.reading import Readings
from scenes.mobjects.sets.rows import large_cell
from scenes.mobjects.shapes import Box, plate
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Swatch
from scenes.mobjects.wires import Wire

__all__ = ["CellTable"]

ROW = 0.4
"""The part of the time of all rows in which one row of weights comes out of the print."""


class CellTable:
    """A row of weights for each of the ``units``, a column for each of ``entries`` of the ``stack``, the first ``split`` of h.

    ``weights`` is ``(unit, stacked)``, ``bias``, ``sums`` and ``hidden`` are ``(unit,)``. Nothing of it is on screen yet.
    """

    LEFT, WIDE, GAP = -6.05, 8.3, 0.16  # of the weights: their left edge, all columns together, the gap between h and x
    HEAD, TOP, HIGH = 2.0, 1.5, 3.0  # heights: the stack, the head of the weights, and how high they are
    PLUS, BIAS, EQUAL, SUM, TANH, HIDDEN = 2.68, 3.2, 3.72, 4.28, 5.27, 6.22  # the x of what stands beside them
    CELL, STRIP, NARROW = 0.78, 0.44, 0.62  # widths: of a number's cell; the stack's height; the width of tanh

    def __init__(
        self,
        stack: Readings,
        weights: Readings,
        bias: Readings,
        sums: Readings,
        hidden: Readings,
        units: Sequence[int],
        entries: Sequence[int],
        split: int,
        *,
        notation: Notation,
        theme: Theme,
    ) -> None:
        self._look: dict[str, Any] = {"notation": notation, "theme": theme}
        self._theme, self.units, self.entries, self._split = theme, tuple(units), tuple(entries), split
        self.pitch = min((self.WIDE - self.GAP) / len(entries), 1.2), min(self.HIGH / len(units), 0.6)
        size = self.pitch[0] - 0.03, self.pitch[1] - 0.03
        self.stack = [self._cell(stack[entry], (size[0], self.STRIP)) for entry in entries]
        for cell, entry in zip(self.stack, entries, strict=True):
            placed(
                cell.move_to((self.column(entry), self.HEAD, 0)).patch, of_one(stack, lambda each: (self.column(each), self.HEAD))
            )
        self.weights = {unit: [self._cell(weights.row(unit)[entry], size) for entry in entries] for unit in units}
        for cell in (cell for row in self.weights.values() for cell in row):
            placed(cell.move_to((*self._weight_at(cell.patch.reading.index), 0)).patch, self._weight_at)
        self.bias, self.sums, self.hidden = (
            {unit: self._number(values, unit, x) for unit in units}
            for values, x in ((bias, self.BIAS), (sums, self.SUM), (hidden, self.HIDDEN))
        )
        self.heads = VGroup(*(self._framed(number) for number in range(2)))
        self.letters = VGroup(self._letter("weight", self.LEFT - 0.35, self.middle), *self._heads_of_columns())
        self.tanh = self._tanh()
        self.wires = [self._wire(unit) for unit in units]

    # -- places --------------------------------------------------------------------------------------------------------------

    def column(self, entry: int) -> float:
        """Return the middle of the column of an entry of the stack."""
        rank = self.entries.index(entry)
        return self.LEFT + (rank + 0.5) * self.pitch[0] + self.GAP * (entry >= self._split)

    def row(self, unit: int) -> float:
        """Return the height of a unit's row."""
        return self.TOP - (self.units.index(unit) + 0.5) * self.pitch[1]

    def _weight_at(self, index: tuple[int, ...]) -> tuple[float, float]:
        unit, entry = index
        return self.column(entry), self.row(unit)

    @property
    def middle(self) -> float:
        """The height of the middle of all rows."""
        return self.TOP - len(self.units) * self.pitch[1] / 2

    # -- pieces --------------------------------------------------------------------------------------------------------------

    def _cell(self, reading: Any, size: tuple[float, float]) -> Swatch:
        return swatch(reading, **self._look, size=size, numeral=False)

    def _number(self, values: Readings, unit: int, x: float) -> Swatch:
        made = large_cell(values[unit], (self.CELL, self.pitch[1] - 0.04), **self._look).move_to((x, self.row(unit), 0))
        placed(made.patch, of_one(values, lambda unit: (x, self.row(unit))))
        return made

    def _framed(self, number: int) -> Box:
        """Return the frame around h (0) or x (1) in the stack."""
        some = [entry for entry in self.entries if (entry >= self._split) == bool(number)]
        left, right = self.column(some[0]) - self.pitch[0] / 2, self.column(some[-1]) + self.pitch[0] / 2
        look = {"stroke_color": self._theme.colour(("state", "word")[number]), "stroke_width": self._theme.stroke}
        box = Box(width=right - left + 0.04, height=self.STRIP + 0.08, corner_radius=0.08, **look)
        return box.move_to(((left + right) / 2, self.HEAD, 0))

    def _letter(self, name: str, x: float, y: float) -> VMobject:
        return named(stays(Symbol(name, **self._look, size=self._theme.symbol).move_to((x, y, 0))), name)

    def _heads_of_columns(self) -> list[VMobject]:
        """Return the letters over the columns, and the signs between them."""
        made: list[VMobject] = [
            stays(Label(sign, theme=self._theme, size=self._theme.title).sit_amid(x, self.HEAD - 0.1))
            for sign, x in (("+", self.PLUS), ("=", self.EQUAL))
        ]
        for name, x in (("bias", self.BIAS), ("preactivation", self.SUM), ("hidden", self.HIDDEN)):
            made.append(self._letter(name, x, self.HEAD - 0.1))
        for number, name in enumerate(("previous_hidden", "inputs")):
            made.append(self._letter(name, float(self.heads[number].get_x()), self.HEAD + 0.5))
        return made

    def _tanh(self) -> VGroup:
        """Return tanh as one tall box that all sums go through, with its name over it."""
        high = len(self.units) * self.pitch[1] + 0.06
        box = plate(self.NARROW, high, "state", theme=self._theme, radius=0.1).move_to((self.TANH, self.middle, 0))
        sign = Symbol("tanh", theme=self._theme, colour="state", size=self._theme.symbol * 0.8)
        sign.move_to((self.TANH, self.HEAD - 0.1, 0))
        return VGroup(box, named(stays(sign), "tanh"))

    def _wire(self, unit: int) -> Wire:
        """Return the wire on which a unit's sum goes into tanh, and comes out as its new value."""
        ends = (self.SUM + self.CELL / 2, self.row(unit)), (self.HIDDEN - self.CELL / 2, self.row(unit))
        return Wire(*ends, theme=self._theme, colour="state", width=self._theme.thin, tip=False)

    def spot(self, unit: int) -> Box:
        """Return the frame around a unit's row of weights and its bias."""
        left, right = self.LEFT, self.BIAS + self.CELL / 2
        look = {"stroke_color": self._theme.focus, "stroke_width": self._theme.bold}
        box = Box(width=right - left + 0.12, height=self.pitch[1] + 0.06, corner_radius=0.09, **look)
        return box.move_to(((left + right) / 2, self.row(unit), 0))

    # -- what is played ------------------------------------------------------------------------------------------------------

    @property
    def matrix(self) -> VGroup:
        """All weights, unit by unit."""
        return VGroup(*(cell for row in self.weights.values() for cell in row))

    def unfold(self, stamp: VMobject, seconds: float) -> list[Animation]:
        """Return animations in which the print of the weights becomes their table, one unit's row soon after the other."""
        cells, begin, plays = iter(stamp), 0.0, list[Animation]()
        for row in self.weights.values():
            squished = rate_functions.squish_rate_func(glide, begin, begin + ROW)
            others = [next(cells) for _ in row]
            plays.append(Arrive(VGroup(*row), row, others, run_time=seconds, rate_func=squished))
            begin += (1 - ROW) / max(len(self.units) - 1, 1)
        return plays

    def pile(self, number: int, cells: Sequence[VMobject], seconds: float) -> list[Animation]:
        """Return animations in which h (0) or x (1) lies down in its part of the stack."""
        some = [cell for cell, entry in zip(self.stack, self.entries, strict=True) if (entry >= self._split) == bool(number)]
        return [Arrive(VGroup(*some), some, list(cells), run_time=seconds)]

    def part(self, number: int) -> list[int]:
        """Return the places in the stack of the entries of h (0) or of x (1) that are shown."""
        return [place for place, entry in enumerate(self.entries) if (entry >= self._split) == bool(number)]

    def add_up(self, units: Sequence[int], seconds: float) -> list[Animation]:
        """Return animations in which light runs through the rows of units, and their sums come beside the biases."""
        sums = [self.sums[unit] for unit in units]
        shown: list[Animation] = [Reveal(VGroup(*sums), sums, lag=0.3, wait=0.3, run_time=seconds)]
        each, count = 0.4, max(len(units) - 1, 1)
        for rank, unit in enumerate(units):
            begin = (1 - each) * rank / count
            frame = VGroup(*self.weights[unit])
            shown.append(Light(frame, self._theme, window=(begin, begin + each), run_time=seconds))
        return shown

    def squash(self, units: Sequence[int], seconds: float) -> list[Animation]:
        """Return animations in which the sums of units go into tanh, and come out as new values, all at once."""
        plays: list[Animation] = [Light(self.tanh[0], self._theme, window=(0.3, 0.7), run_time=seconds)]
        for unit in units:
            y, left, right = self.row(unit), self.TANH - self.NARROW / 2, self.TANH + self.NARROW / 2
            edge = self.SUM + self.CELL / 2  # what is sent begins small, there: digits over its own digits could not be read
            going = sent(self.sums[unit], (edge, y), (left, y), start=0.3, window=(0.0, 0.45), run_time=seconds)
            how: dict[str, Any] = {"start": Enter.SMALLEST, "window": (0.55, 1.0), "causes": [going.mobject]}
            way = Path((right, y), (self.HIDDEN, y))
            plays += [going, Travel(self.hidden[unit], way, run_time=seconds, **how)]
        return plays

    def beside(self, seconds: float) -> list[Animation]:
        """Return animations in which the wires to tanh, and tanh itself, come."""
        return [*(Extend(wire, run_time=seconds) for wire in self.wires), Appear(self.tanh, run_time=seconds)]
