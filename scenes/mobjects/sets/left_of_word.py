"""Rows of a state's units: what a word wrote, what was kept since and is held, or a state with the word and without; a number."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import mul
from typing import Any

from manim import Animation, AnimationGroup, VGroup, VMobject

from scenes.mobjects.arithmetic import holding
from scenes.mobjects.legend import Legend
from scenes.mobjects.motion import Appear, Arrive, Reveal, Shade
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.places import kept_for, of_one, placed
from scenes.mobjects.plays import Play
from scenes.mobjects.reading import Phrase, Readings
from scenes.mobjects.sets.fading_page import FadingPage
from scenes.mobjects.sets.rows import Row, large_cell
from scenes.mobjects.shapes import Bundle
from scenes.mobjects.shifts import pointed
from scenes.mobjects.text import Label, settled
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import outline

__all__ = ["LeftOfWord", "ReadAgain"]

UPPER, AMID, LOWER = -1.3, -1.93, -2.56
"""The heights of the rows: of two, the upper one and the lower one are there."""
EDGE, LEFT = -6.8, -4.2
"""Where what rows are called begins, and ends."""
CELL, LARGE, APART = (0.78, 0.52), (0.94, 0.52), 0.3
"""How large a cell is, and one in which a number may have many decimals; how far apart the sum and the share are, in units."""
LONG = 1.0
"""What is kept by a turn that takes longer, in seconds, is pointed at meanwhile, number by number."""
BELOW = -0.5
"""What is held comes out from under what was written, and from under what was kept."""
SLOWER = 8.0
"""A turn that is looked at takes so many times as long as another one."""
MOST = 4
"""So many decimals what was written and kept has at the most: as many as it takes for the product to be what is printed below."""
WIDE, WIDEST = 0.62, 0.9
"""How much room a numeral has in a cell, and where there is one of the most decimals."""


class LeftOfWord:
    """Rows of cells, of the same ``units`` each: what was written, below it what was kept since, and below that their product.

    ``names`` are what the rows are called, from the top. ``held`` is what the lowest row is after each of some words, ``(unit,)``
    each, in their order, and with each goes what it comes to, one of the ``totals``; ``kept`` is what there is in the row between
    after each of them but the first, which writes. ``share`` is said behind that in the end. ``slow`` are those of these words,
    by their number among them, that are looked at.
    """

    def __init__(
        self,
        upper: Readings,
        held: Sequence[Readings],
        units: Sequence[int],
        *,
        kept: Sequence[Readings] = (),
        slow: Sequence[int] = (),
        names: Sequence[Phrase],
        totals: Sequence[Phrase],
        share: Phrase,
        notation: Notation,
        theme: Theme,
    ) -> None:
        self._theme, self._notation, self._units, self._slow = theme, notation, units, slow
        places = [_places_of(upper, kept, held[1:], unit) for unit in units] if kept else []
        self._cell, self._wide = (LARGE if kept else CELL), (WIDEST if MOST in map(max, places) else WIDE)
        heights = [UPPER, AMID, LOWER] if len(names) > 2 else [UPPER, LOWER]
        self.names = [
            settled(said, theme=theme, size=theme.label, room=LEFT - EDGE - 0.2, colour="ink").sit_amid(LEFT - 0.2, y, 1)
            for said, y in zip(names, heights, strict=True)
        ]
        self.written = self._cells(upper, UPPER, [each for each, _ in places])
        self.kept = [VGroup(*self._cells(values, AMID, [each for _, each in places])) for values in kept]
        self.held = [self._cells(values, LOWER) for values in held]
        for cells in self.held:
            VGroup(*cells).set_z_index(BELOW)
        right = LEFT + self._cell[0] * len(units) + 0.25
        self.totals = [Label(said, theme=theme, size=theme.label).sit_amid(right, LOWER, -1) for said in totals]
        self.steps = [VGroup(*cells, total) for cells, total in zip(self.held, self.totals, strict=True)]
        self.frames = [self._frame(self.written, upper), self._frame(self.held[-1], held[-1])]
        self.key = VGroup(*([Legend("", scale=self._role(kept[0]), theme=theme)] if kept else []))
        self.key.shift((right - float(self.key.get_left()[0]), AMID, 0))
        wide = max(float(each.width) for each in self.totals)
        self.share = Label(share, theme=theme, size=theme.label).sit_amid(right + wide + APART, LOWER, -1)
        for label in (*self.names, *self.totals, self.share):
            if label.phrase.displays:
                kept_for(label, held[-1].index[-1])  # all of it is of the one word

    def _role(self, values: Readings) -> str:
        return self._notation.of(values.key, values.index).role

    def _frame(self, cells: Sequence[VMobject], values: Readings) -> VMobject:
        return outline(Bundle(*cells), theme=self._theme, colour=self._role(values), room=0.04)

    def _cells(self, values: Readings, y: float, places: Sequence[int] = ()) -> list[VMobject]:
        """Return cells side by side, at their places, and their numbers with so many decimals."""
        made: list[VMobject] = []
        xs = {unit: LEFT + (number + 0.5) * self._cell[0] for number, unit in enumerate(self._units)}
        numbers: Sequence[int | None] = places or [None] * len(self._units)
        for unit, shown in zip(self._units, numbers, strict=True):
            cell = large_cell(values[unit], self._cell, notation=self._notation, theme=self._theme, wide=self._wide, places=shown)
            cell.move_to((xs[unit], y, 0))
            placed(cell.patch, of_one(values, lambda unit: (xs[unit], y)))
            made.append(cell)
        return made

    @property
    def whole(self) -> VGroup:
        """All of it, as it is in the end."""
        return VGroup(*self.frames, *self.written, *self.kept[-1:], self.key, *self.steps[-1], *self.names, self.share)

    def comes_about(self, word: int, turns: Sequence[Any], page: FadingPage, seconds: float) -> Iterator[Play]:
        """Yield the plays in which a word writes, and later words are read, of each of which the gates leave a part of that.

        ``turns`` are the words that are read until each of the steps, the first of which is the word itself.
        """
        frame = Appear(VGroup(self.frames[0], self.names[0]), run_time=self._theme.quick)
        writes = 0.16 if self.kept else 0.4
        yield Play([frame, Reveal(VGroup(*self.written), self.written, lag=0.4, run_time=writes * seconds)])
        if not self.kept:
            yield Play(self._comes_down(0, (1 - writes) * seconds))
            return
        first = int(turns[1][0])
        called = Appear(VGroup(self.names[1], self.key), run_time=self._theme.quick)
        kept = Reveal(self.kept[0], list(self.kept[0]), lag=0.4, run_time=0.13 * seconds)
        yield Play([called, page.light(first, 0.1 * seconds), kept])
        yield Play(self._comes_down(1, 0.16 * seconds))
        yield from self._reads_on(word, turns, page, 0.5 * seconds)
        yield Play(_lit(page, (), turns[-1], word, 0.05 * seconds))

    def _reads_on(self, word: int, turns: Sequence[Any], page: FadingPage, seconds: float) -> Iterator[Play]:
        """Yield the plays of all words after the first that is read, those that are looked at slowly."""
        paces = [SLOWER if step in self._slow else 1.0 for step in range(2, len(turns))]
        for step, pace in enumerate(paces, start=2):
            each = seconds * pace / sum(paces)
            how: dict[str, Any] = {"introducer": True, "run_time": each}
            kept = pointed(list(self.kept[step - 1]), **how) if each > LONG else [Shade(self.kept[step - 1], 1.0, **how)]
            new = [*kept, Shade(self.steps[step], 1.0, **how)]
            yield Play([*_lit(page, turns[step], turns[step - 1], word, each), *new], replaced=self._until(step))

    def _until(self, step: int) -> list[VMobject]:
        """Return what gives way to a step: what was kept until the one before, what was held, and what that came to."""
        return [*self.kept[step - 2], *self.steps[step - 1]]

    def _comes_down(self, step: int, run_time: float) -> list[Animation]:
        """Return animations in which what is held comes down out of what was written, from under what was kept, unit by unit."""
        frame, cells = Appear(VGroup(self.frames[1], self.names[-1]), run_time=self._theme.quick), self.held[step]
        coming = Appear(self.totals[step], window=(0.7, 1.0), run_time=run_time)
        return [frame, Arrive(VGroup(*cells), cells, self.written, lag=0.25, run_time=run_time), coming]


def _places_of(written: Readings, kept: Sequence[Readings], held: Sequence[Readings], unit: int) -> tuple[int, ...]:
    """Return with how many decimals what was written into a unit and kept is printed: they make what is held, as printed."""
    products = [
        (mul, (float(written.values[unit]), float(part.values[unit])), float(left.values[unit]))
        for part, left in zip(kept, held, strict=True)
    ]
    return holding(products, MOST)


def _lit(page: FadingPage, some: Sequence[int], before: Sequence[int], word: int, run_time: float) -> list[Animation]:
    """Return animations in which some words are lit, one after the other, and those before them are as they were again."""
    lit = [page.light(int(time), run_time) for time in some if time != word]
    out = [page.fade(int(time), run_time) for time in before if time != word]
    return [*out, *([AnimationGroup(*lit, lag_ratio=0.5, run_time=run_time)] if lit else [])]


class ReadAgain(LeftOfWord):
    """The same of a state at the end, and below it of what it would be without a word, as that comes about."""

    def comes_about(self, word: int, turns: Sequence[Any], page: FadingPage, seconds: float) -> Iterator[Play]:
        """Yield the plays in which the text is read once more without a word, and the state becomes what it would be then."""
        yield Play([Appear(VGroup(self.frames[1], self.names[1]), run_time=0.15 * seconds)])
        each, before = 0.8 * seconds / len(turns), ()
        for some, (old, new) in zip(turns, pairwise([VGroup(), *self.steps]), strict=True):
            yield Play([Shade(new, 1.0, introducer=True, run_time=each), *_lit(page, some, before, word, each)], replaced=[*old])
            before = some
        if out := _lit(page, (), before, word, 0.05 * seconds):
            yield Play(out)

    @property
    def lower(self) -> VGroup:
        """The lower row with all that belongs to it."""
        return VGroup(self.frames[1], *self.steps[-1], self.names[1], self.share)

    def shares_upper(self, other: "ReadAgain") -> None:
        """Make the upper row of another one this one's own, which is the same."""
        self.written, self.frames[0], self.names[0] = other.written, other.frames[0], other.names[0]

    def out_of(self, row: Row, run_time: float) -> list[Animation]:
        """Return animations in which the upper row comes out of the cells of another row of its units, which is to be gone."""
        coming = Arrive(VGroup(*self.written), self.written, list(row.cells.values()), window=(0.3, 1.0), run_time=run_time)
        return [coming, Appear(VGroup(self.frames[0], self.names[0]), window=(0.8, 1.0), run_time=run_time)]
