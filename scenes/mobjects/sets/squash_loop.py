"""A recurrent cell as a loop: old numbers and a word become sums, these go up the curve of tanh, and come round again."""

from collections.abc import Iterator, Sequence
from typing import Any

from manim import Animation, VGroup

from scenes.mobjects.motion import Appear, Vanish
from scenes.mobjects.moves import Enter, Extend, Light, Path, Travel
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.places import stays
from scenes.mobjects.plays import Play
from scenes.mobjects.reading import Reading, Readings
from scenes.mobjects.sets.rows import Row
from scenes.mobjects.sets.squash_curve import Column, Curve, Through
from scenes.mobjects.shapes import plate
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.tokens import Chip
from scenes.mobjects.values import Swatch
from scenes.mobjects.wires import Wire

__all__ = ["SquashLoop"]

CURVE, SIZE = (-0.55, 0.85), (7.2, 2.7)
"""Where the curve is, and its size."""
SUMS, SIDE, WIDE, HIGH = -1.5, 5.3, 2.3, 0.62
"""The height of the sums and of the weights; the x of the weights and of the numbers above them; how large the weights are."""
UNDER, TURN, BETWEEN = -0.88, 3.95, -2.1
"""The height at which sums go to their places, the x at which results turn to theirs, the height of the way of a word."""
LAG, OUT = 0.4, 0.36
"""The part of its way that one sum is ahead of the next; how far from the weights it is when it comes out of them."""
ROOM = 0.4
"""The part of the way of a result after which the old number in its place is gone."""
PACKED, AWAY = 0.68, 0.24
"""How large numbers are that go round together, and how far below the others they set out."""


class SquashLoop:
    """What some ``units`` of a cell do, with a curve for sums as large as ``reach``.

    ``curve`` and ``weights`` are there before any number; ``row`` and ``column`` are the sums and the numbers that are held.
    """

    def __init__(self, reach: float, units: Sequence[int], *, notation: Notation, theme: Theme) -> None:
        self._look: dict[str, Any] = {"notation": notation, "theme": theme}
        self._theme, self.units = theme, tuple(units)
        self.curve = Curve("tanh", reach, CURVE, SIZE, theme=theme, colour="proposes")
        box = plate(WIDE, HIGH, "memory", theme=theme, radius=0.1).move_to((SIDE, SUMS, 0))
        said = Label("weighted sum", theme=theme, colour="memory").sit_amid(SIDE, SUMS)
        self.weights = VGroup(box, stays(said))
        self.column: Column | None = None
        self.row: Row | None = None
        self._old: dict[int, Swatch] = {}
        self._back: Wire | None = None
        self._wire: Wire | None = None

    @property
    def held(self) -> VGroup:
        """The numbers that are held, and their way down, if there are any."""
        return VGroup(self.column.body, *self.column.cells.values()) if self.column else VGroup()

    def hold(self, results: Sequence[Reading]) -> Column:
        """Let numbers be those that the loop holds from now on; return them as a column."""
        before, self.column = self.column, Column(results, (SIDE, CURVE[1]), called="squashed", **self._look)
        if before is not None:
            self.column.body, self._old = before.body, before.cells
        return self.column

    def take_in(self, chip: Chip, values: Readings, run_time: float) -> Iterator[Play]:
        """Yield the plays in which a word, and what is held, go through the weights, and new sums come of them."""
        theme, old = self._theme, [each for each in (self.row, self._wire) if each is not None]
        x, head, foot = float(chip.get_x()), float(chip.get_top()[1]) + 0.04, SUMS - HIGH / 2
        self._wire = Wire((x, head), (x, BETWEEN), (SIDE, BETWEEN), (SIDE, foot), theme=theme, colour="word")
        gone = [Vanish(each, run_time=theme.beat) for each in old]
        yield Play([Extend(self._wire, run_time=theme.beat), *self._closing(theme.beat), *gone])
        word = chip.copy().move_to((SIDE, foot, 0))
        way = Path((x, BETWEEN), (SIDE, BETWEEN), (SIDE, foot))
        seconds = max((run_time - theme.beat) / 2, 1.2)
        yield Play([Enter(word, way, start=0.8, run_time=seconds), *self._going_round(seconds)])
        yield Play([Light(self.weights, theme, run_time=seconds), *self._summed(values, seconds)])

    def go_round(self, run_time: float) -> Iterator[Play]:
        """Yield the plays in which what is held goes down into the weights."""
        yield Play(self._closing(self._theme.beat))
        yield Play(self._going_round(run_time - self._theme.beat))

    def _going_round(self, run_time: float) -> list[Animation]:
        """Return the animation in which all that is held goes down into the weights, if there is anything."""
        if self.column is None:
            return []
        bundle = VGroup(*(cell.copy() for cell in self.column.cells.values())).arrange(buff=0.06)
        start, door = float(self.column.body[0].get_bottom()[1]) - AWAY, SUMS + HIGH / 2
        way = Path((SIDE, start), (SIDE, door))
        return [Enter(bundle.move_to((SIDE, door, 0)), way, start=PACKED, run_time=run_time)]

    def _closing(self, run_time: float) -> list[Animation]:
        """Return the animation in which the way down from what is held is drawn, if it is not there yet."""
        if self.column is None or self._back is not None:
            return []
        foot = float(self.column.body[0].get_bottom()[1]) - 0.06
        self._back = Wire((SIDE, foot), (SIDE, SUMS + HIGH / 2), theme=self._theme, colour="state")
        return [Extend(self._back, run_time=run_time)]

    def _summed(self, values: Readings, run_time: float) -> list[Animation]:
        """Return animations in which sums come out of the weights one after the other, to their places from left to right."""
        self.row = row = Row(values, self.units, at=(CURVE[0], SUMS), where="left", note="sums", letter=False, **self._look)
        long = 1 / (1 + LAG * (len(self.units) - 1))
        made: list[Animation] = [Appear(row.body, window=(0.0, 0.2), run_time=run_time)]
        for turn, cell in enumerate(row.cells.values()):
            way = Path((SIDE - WIDE / 2 - OUT, SUMS), (float(cell.get_x()), SUMS))
            start = turn * LAG * long
            made.append(Travel(cell, way, start=0.75, window=(start, min(start + long, 1.0)), run_time=run_time))
        return made

    def squash(self, first: int, results: Sequence[Reading], run_time: float) -> Iterator[Play]:
        """Yield the plays in which the sum of one unit goes up to the curve, and across: it is the first that is held."""
        assert self.row is not None
        empty, column = self.column is None, self.hold(results)
        self._through = Through(self.row, self.curve, column, under=UNDER, turn=TURN, theme=self._theme)
        _, rising = self._through.up(first, 0.5 * run_time)
        yield Play(rising)
        body = [Appear(column.body, window=(0.3, 0.5), run_time=0.5 * run_time)] if empty else []
        yield Play([*body, *self._replacing([self._through.across(first, 0.5 * run_time)])])

    def squash_others(self, first: int, run_time: float) -> list[Animation]:
        """Return animations in which all other sums go up and across, from left to right."""
        return self._replacing(self._through.convoy([unit for unit in self.units if unit != first], run_time))

    def _replacing(self, moves: Sequence[Any]) -> list[Animation]:
        """Return moves, and with each that goes to a place in the column one in which the old number there makes room."""
        assert self.column is not None
        units = {id(cell): unit for unit, cell in self.column.cells.items() if unit in self._old}
        made: list[Animation] = list(moves)
        for each in moves:
            if id(each.mobject) in units:
                (start, end), old = each.window, self._old[units[id(each.mobject)]]
                made.append(Vanish(old, window=(start, start + ROOM * (end - start)), run_time=each.run_time))
        return made
