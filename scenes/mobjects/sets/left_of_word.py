"""Two rows of a state's units: what a word wrote and what is held of it, or a state with the word and without; and a number."""

from collections.abc import Sequence
from typing import Any

from manim import Animation, VGroup, VMobject

from scenes.mobjects.motion import Appear, Arrive, Reveal
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.notation.vectors import swatch
from scenes.mobjects.places import kept_for, of_one, placed
from scenes.mobjects.reading import Phrase, Readings
from scenes.mobjects.sets.rows import Row
from scenes.mobjects.shapes import Bundle
from scenes.mobjects.text import Label, settled
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import outline

__all__ = ["LeftOfWord", "ReadAgain"]

ROWS, EDGE, LEFT = (-1.78, -2.46), -6.7, -3.3
"""The heights of the two rows; where what they are called begins, and ends."""
CELL, APART = (0.7, 0.5), 0.45
"""How large a cell is; how far apart the sum and the share are, in units."""
BELOW = -0.5
"""What is held comes out from under what was written."""


class LeftOfWord:
    """Two rows of cells, of the same ``units`` each: what was written, and below it what is held of that, ``(unit,)``.

    ``names`` are what the rows are called, ``total`` and ``share`` what is said behind them.
    """

    def __init__(
        self,
        upper: Readings,
        lower: Readings,
        units: Sequence[int],
        *,
        names: tuple[Phrase, Phrase],
        total: Phrase,
        share: Phrase,
        notation: Notation,
        theme: Theme,
    ) -> None:
        self._theme, self._notation, self._units = theme, notation, units
        self.names = [
            settled(said, theme=theme, size=theme.label, room=LEFT - EDGE - 0.2, colour="ink").sit_amid(LEFT - 0.2, y, 1)
            for said, y in zip(names, ROWS, strict=True)
        ]
        self.rows = [self._cells(values, y) for values, y in zip((upper, lower), ROWS, strict=True)]
        for cell in self.rows[1]:
            cell.set_z_index(BELOW)
        self.frames = [
            outline(Bundle(*cells), theme=theme, colour=notation.of(values.key, values.index).role, room=0.04)
            for cells, values in zip(self.rows, (upper, lower), strict=True)
        ]
        right = LEFT + CELL[0] * len(units) + 0.3
        self.total = Label(total, theme=theme, size=theme.label).sit_amid(right, ROWS[1], -1)
        self.share = Label(share, theme=theme, size=theme.label).sit_amid(right + self.total.width + APART, ROWS[1], -1)
        for label in (*self.names, self.total, self.share):
            if label.phrase.displays:
                kept_for(label, lower.index[-1])  # all of it is of the one word

    def _cells(self, values: Readings, y: float) -> list[VMobject]:
        """Return cells side by side, at their places."""
        made: list[VMobject] = []
        xs = {unit: LEFT + (number + 0.5) * CELL[0] for number, unit in enumerate(self._units)}
        for unit in self._units:
            cell = swatch(values[unit], notation=self._notation, theme=self._theme, size=CELL).move_to((xs[unit], y, 0))
            placed(cell.patch, of_one(values, lambda unit: (xs[unit], y)))
            made.append(cell)
        return made

    @property
    def whole(self) -> VGroup:
        """All of it."""
        return VGroup(*self.frames, *self.rows[0], *self.rows[1], *self.names, self.total, self.share)

    @property
    def lower(self) -> VGroup:
        """The lower row with all that belongs to it."""
        return VGroup(self.frames[1], *self.rows[1], self.names[1], self.total, self.share)

    def begin(self, run_time: float) -> list[Animation]:
        """Return animations in which the upper row comes, unit by unit."""
        cells = VGroup(*self.rows[0])
        frame = Appear(VGroup(self.frames[0], self.names[0]), run_time=self._theme.quick)
        return [frame, Reveal(cells, self.rows[0], lag=0.4, run_time=run_time)]

    def holds(self, run_time: float) -> list[Animation]:
        """Return animations in which what is still held of it comes down out of it, unit by unit."""
        frame = Appear(VGroup(self.frames[1], self.names[1]), run_time=self._theme.quick)
        return [frame, Arrive(VGroup(*self.rows[1]), self.rows[1], self.rows[0], lag=0.25, run_time=run_time)]


class ReadAgain(LeftOfWord):
    """The same of a state at the end, and below it of what it would be without a word, as that comes about.

    ``earlier`` are what the lower row would be after words before the last one, each ``(unit,)``, in their order.
    """

    def __init__(
        self, upper: Readings, lower: Readings, units: Sequence[int], *, earlier: Sequence[Readings], **look: Any
    ) -> None:
        super().__init__(upper, lower, units, **look)
        self.steps = [VGroup(*self._cells(values, ROWS[1])) for values in earlier]
        self.steps.append(VGroup(*self.rows[1]))

    def shares_upper(self, other: "ReadAgain") -> None:
        """Make the upper row of another one this one's own, which is the same."""
        self.rows[0], self.frames[0], self.names[0] = other.rows[0], other.frames[0], other.names[0]

    def out_of(self, row: Row, run_time: float) -> list[Animation]:
        """Return animations in which the upper row comes out of the cells of another row of its units, which is to be gone."""
        coming = Arrive(VGroup(*self.rows[0]), self.rows[0], list(row.cells.values()), window=(0.3, 1.0), run_time=run_time)
        return [coming, Appear(VGroup(self.frames[0], self.names[0]), window=(0.8, 1.0), run_time=run_time)]

    def opens(self, run_time: float) -> Animation:
        """Return the animation in which the lower row's frame comes, and its name."""
        return Appear(VGroup(self.frames[1], self.names[1]), run_time=run_time)
