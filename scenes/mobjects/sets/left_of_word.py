"""Two rows of a state's units: what a word wrote and what is held of it, or a state with the word and without; and a number."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from manim import Animation, AnimationGroup, VGroup, VMobject

from scenes.mobjects.motion import Appear, Arrive, Reveal, Shade
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.notation.vectors import swatch
from scenes.mobjects.places import kept_for, of_one, placed
from scenes.mobjects.plays import Play
from scenes.mobjects.reading import Phrase, Readings
from scenes.mobjects.sets.rows import Row
from scenes.mobjects.sets.word_bars import WordBars
from scenes.mobjects.shapes import Bundle
from scenes.mobjects.text import Label, settled
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import outline

__all__ = ["LeftOfWord", "Page", "ReadAgain"]

ROWS, EDGE, LEFT = (-1.64, -2.32), -6.7, -3.3
"""The heights of the two rows; where what they are called begins, and ends."""
CELL, APART = (0.7, 0.5), 0.45
"""How large a cell is; how far apart the sum and the share are, in units."""
BELOW = -0.5
"""What is held comes out from under what was written."""


class Page(NamedTuple):
    """The words of a text as they stand on a page, and the ``bars`` below them, in a ``theme``."""

    words: Sequence[VMobject]
    bars: WordBars
    theme: Theme

    def dims(self, turns: Sequence[Any], run_time: float) -> list[Animation]:
        """Return animations in which the words of some turns go dim, to be read anew."""
        words = {int(time) for some in turns for time in some}
        return [Shade(self.words[time], self.theme.dimmed, run_time=run_time) for time in sorted(words)]


class LeftOfWord:
    """Two rows of cells, of the same ``units`` each: what was written, and below it what is held of that, ``(unit,)``.

    ``names`` are what the rows are called. ``earlier`` are what the lower row is after words before the last one, each
    ``(unit,)``, in their order: with the last they are its ``steps``, each with what it comes to behind it, one of the
    ``totals``. ``share`` is said behind that in the end.
    """

    def __init__(
        self,
        upper: Readings,
        lower: Readings,
        units: Sequence[int],
        *,
        earlier: Sequence[Readings] = (),
        names: tuple[Phrase, Phrase],
        totals: Sequence[Phrase],
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
        right = LEFT + CELL[0] * len(units) + 0.3
        self.totals = [Label(said, theme=theme, size=theme.label).sit_amid(right, ROWS[1], -1) for said in totals]
        self.lower_rows = [*(self._cells(values, ROWS[1]) for values in earlier), self.rows[1]]
        for cells in self.lower_rows:
            VGroup(*cells).set_z_index(BELOW)
        self.steps = [VGroup(*cells, total) for cells, total in zip(self.lower_rows, self.totals, strict=True)]
        self.frames = [
            outline(Bundle(*cells), theme=theme, colour=notation.of(values.key, values.index).role, room=0.04)
            for cells, values in zip(self.rows, (upper, lower), strict=True)
        ]
        wide = max(float(each.width) for each in self.totals)
        self.share = Label(share, theme=theme, size=theme.label).sit_amid(right + wide + APART, ROWS[1], -1)
        for label in (*self.names, *self.totals, self.share):
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
        return VGroup(*self.frames, *self.rows[0], *self.steps[-1], *self.names, self.share)

    @property
    def lower(self) -> VGroup:
        """The lower row with all that belongs to it."""
        return VGroup(self.frames[1], *self.steps[-1], self.names[1], self.share)

    def comes_about(self, word: int, turns: Sequence[Any], page: Page, seconds: float) -> Iterator[Play]:
        """Yield the plays in which a word writes, what it wrote comes down, and later words are read, each of which changes it.

        ``turns`` are the words that are read until each of the :attr:`steps`.
        """
        written = page.bars.changes(word, [word], 0.3 * seconds)
        yield Play([*self._begins(0.3 * seconds), *written.animations], written.replaced)
        yield Play([*self._holds(0.2 * seconds), *page.dims(turns[1:], 0.2 * seconds)])
        yield from self._read_on(word, turns[1:], page, self.steps, 0.5 * seconds)

    def _begins(self, run_time: float) -> list[Animation]:
        """Return animations in which the upper row comes, unit by unit."""
        frame = Appear(VGroup(self.frames[0], self.names[0]), run_time=self._theme.quick)
        return [frame, Reveal(VGroup(*self.rows[0]), self.rows[0], lag=0.4, run_time=run_time)]

    def _holds(self, run_time: float) -> list[Animation]:
        """Return animations in which what is held of it at first comes down out of it, unit by unit."""
        frame, cells = Appear(VGroup(self.frames[1], self.names[1]), run_time=self._theme.quick), self.lower_rows[0]
        coming = Appear(self.totals[0], window=(0.7, 1.0), run_time=run_time)
        return [frame, Arrive(VGroup(*cells), cells, self.rows[0], lag=0.25, run_time=run_time), coming]

    @staticmethod
    def _read_on(word: int, turns: Sequence[Any], page: Page, steps: Sequence[VMobject], seconds: float) -> Iterator[Play]:
        """Yield plays in which words are lit in turn, and with each turn one of ``steps`` gives way to the next."""
        each = seconds / max(len(turns), 1)
        for some, (before, after) in zip(turns, pairwise(steps), strict=True):
            changed = page.bars.changes(int(some[-1]), [word], each)
            coming = Shade(after, 1.0, introducer=True, run_time=each)
            lit = [Shade(page.words[time], 1.0) for time in some if time != word]
            reading = [AnimationGroup(*lit, lag_ratio=0.5, run_time=each)] if lit else []
            yield Play([coming, *reading, *changed.animations], [*before, *changed.replaced])


class ReadAgain(LeftOfWord):
    """The same of a state at the end, and below it of what it would be without a word, as that comes about."""

    def comes_about(self, word: int, turns: Sequence[Any], page: Page, seconds: float) -> Iterator[Play]:
        """Yield the plays in which the text is read once more without a word, and the state becomes what it would be then."""
        opening = Appear(VGroup(self.frames[1], self.names[1]), run_time=0.15 * seconds)
        yield Play([opening, *page.dims([[word], *turns], 0.15 * seconds)])
        yield from self._read_on(word, turns, page, [VGroup(), *self.steps], 0.85 * seconds)

    def shares_upper(self, other: "ReadAgain") -> None:
        """Make the upper row of another one this one's own, which is the same."""
        self.rows[0], self.frames[0], self.names[0] = other.rows[0], other.frames[0], other.names[0]

    def out_of(self, row: Row, run_time: float) -> list[Animation]:
        """Return animations in which the upper row comes out of the cells of another row of its units, which is to be gone."""
        coming = Arrive(VGroup(*self.rows[0]), self.rows[0], list(row.cells.values()), window=(0.3, 1.0), run_time=run_time)
        return [coming, Appear(VGroup(self.frames[0], self.names[0]), window=(0.8, 1.0), run_time=run_time)]
