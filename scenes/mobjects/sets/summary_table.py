"""All that was measured of two networks in one table: a row for each measure, with both as bars or bands, and what it decides."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from manim import Animation, Line, VGroup, VMobject
from manim.utils.rate_functions import there_and_back

from scenes.mobjects.areas import Area
from scenes.mobjects.bars import unit_for
from scenes.mobjects.dots import Bricks
from scenes.mobjects.motion import Appear, Arrive, Shade
from scenes.mobjects.moves import Grow, Path, Travel
from scenes.mobjects.places import placed, stays
from scenes.mobjects.reading import Readings, phrase
from scenes.mobjects.sets.dot_column import Column, Compared, Measured, Sizes, Spread
from scenes.mobjects.sets.measured_table import Name
from scenes.mobjects.text import BOLD, Label, shrunk
from scenes.mobjects.theme import Theme

__all__ = ["Found", "SummaryTable"]

SMALL = Sizes(thick=0.42, radius=0.06)
"""The sizes of bars, bands and dots."""
HEADS, TOP, PITCH, APART = 2.12, 1.15, 1.45, 0.27
"""The heights of heads and of the first row; from row to row, and from the middle of a row to its bars."""
SAID, ROOM = -6.6, 2.85
"""Where rows say what was measured, and how much room that has."""
PRINTED, WIDE, PRINT = (-3.05, -1.5), 1.4, 1.15
"""Where the numbers of both are, how wide they may be, and how large they are, in captions."""
PICTURE, FOUND = (-0.6, 4.25), (4.5, 6.65)
"""From where to where bars are, and what they decide."""
AXIS, BESIDE = 0.14, 0.1
"""How far below bands their axis is, and how far from its ends their numbers are."""


class Found(NamedTuple):
    """What a measure decides, in a word or two, in the colour of a role."""

    said: str
    role: str


class SummaryTable:
    """Two measures or more of two networks, a row for each: the ``counted`` one has bars of bricks, the others have bands.

    What was told last is the first row: it is there first. ``names`` are heads of the columns of ``printed`` numbers. ``spreads``
    are the pictures of all but the last row; ``found`` is what each row decides, the ``counted`` one's last.
    """

    def __init__(
        self,
        read: Callable[..., Readings],
        rows: Sequence[Compared],
        counted: Measured,
        measures: Sequence[Measured],
        found: Sequence[Found],
        *,
        blocks: str,
        theme: Theme,
    ) -> None:
        self._read, self._theme, self._rows = read, theme, rows
        self._columns = {row.cell: x for row, x in zip(rows, PRINTED, strict=True)}
        self.names = [self._name(row) for row in rows]
        every = [*measures, counted]
        self.heights = [TOP - PITCH * number for number in range(len(every))]
        keys = [*(f"{each.key}_mean" for each in measures), counted.key]
        self.said = [self._said(each.short, y) for each, y in zip(every, self.heights, strict=True)]
        self.printed = [self._numbers(*each) for each in zip(keys, every, self.heights, strict=True)]
        self.bricks = self._bricks(counted.key, blocks)
        self.spreads = [self._spread(*each) for each in zip(measures, self.heights[:-1], strict=True)]
        self.axes = [self._axis(*each) for each in zip(self.spreads, self.heights[:-1], strict=True)]
        self.found = self._decided(found)

    # -- what it is made of ----------------------------------------------------------------------------------------------

    def _name(self, row: Compared) -> Name:
        theme, x = self._theme, self._columns[row.cell]
        size = float(shrunk(row.name, theme=theme, size=theme.title, room=WIDE, weight=BOLD).style[1])
        name = Name(self._read("cell")[row.cell], row.name, theme=theme, size=size, weight=BOLD, colour=row.role)
        return placed(name.sit_amid(x, HEADS), lambda index: (self._columns[index[0]], HEADS))

    def _said(self, what: str, y: float) -> Label:
        label = shrunk(what, theme=self._theme, size=self._theme.caption, room=ROOM)
        return stays(label.sit_amid(SAID, y, -1))

    def _numbers(self, key: str, measure: Measured, y: float) -> list[Label]:
        """Return what was found of both networks: what they have, or the means of their trainings."""
        made = []
        for row in self._rows:
            words = phrase(f"{{found:{measure.places}}}", found=self._read(key)[row.cell])
            label = shrunk(words, theme=self._theme, size=PRINT * self._theme.caption, room=WIDE, weight=BOLD, colour=row.role)
            made.append(placed(label.sit_amid(self._columns[row.cell], y), lambda index: (self._columns[index[0]], y)))
        return made

    def _lanes(self, y: float) -> list[float]:
        return [y + APART, y - APART]

    def _bricks(self, key: str, blocks: str) -> list[Bricks]:
        left, right = PICTURE
        heights = {row.cell: y for row, y in zip(self._rows, self._lanes(self.heights[-1]), strict=True)}
        unit = unit_for(right - left, np.array([float(self._read(key)[row.cell].value) for row in self._rows]))
        made = []
        for row in self._rows:
            count, number, paint = self._read(key)[row.cell], self._read(blocks)[row.cell], self._theme.colour(row.role)
            bar = Bricks(count, number, unit=unit, height=SMALL.thick, left=left, y=heights[row.cell], paint=paint)
            made.append(placed(bar, lambda index: (left, heights[index[0]]), -1))
        return made

    def _spread(self, measure: Measured, y: float) -> Spread:
        area = Area(*PICTURE, y - PITCH / 2, y + PITCH / 2)
        return Spread(self._read, measure, self._rows, self._lanes(y), area, self._theme, SMALL)

    def _axis(self, spread: Spread, y: float) -> VGroup:
        """Return the axis below bands, between the numbers that it begins and ends with."""
        theme, scale, foot = self._theme, spread.scale, y - APART - SMALL.thick / 2 - AXIS
        ends = [scale.line(scale.numbers[at]) for at in (0, -1)]
        left, right = (scale.x(float(each.value)) for each in ends)
        made = VGroup(Line((left, foot, 0), (right, foot, 0), stroke_color=theme.muted, stroke_width=theme.thin))
        for value, x, side in zip(ends, (left - BESIDE, right + BESIDE), (1, -1), strict=True):
            said = phrase(f"{{value:{max(0, -scale.power)}}}", value=value)
            made.add(stays(Label(said, theme=theme, size=theme.small, colour="muted").sit_amid(x, foot, side)))
        return made

    def _decided(self, found: Sequence[Found]) -> list[Label]:
        """Return what each row decides, all in the size that the longest needs."""
        (left, right), made = FOUND, list[Label]()
        look: dict[str, Any] = {"theme": self._theme, "weight": BOLD}
        sizes = [shrunk(each.said, size=self._theme.title, room=right - left, **look).style[1] for each in found]
        for each, y in zip(found, self.heights, strict=True):
            label = Label(each.said, size=min(map(float, sizes)), colour=each.role, **look)
            made.append(stays(label.sit_amid(left, y, -1)))
        return made

    # -- what happens ----------------------------------------------------------------------------------------------------

    def takes(self, column: Column, names: Sequence[Name], run_time: float) -> list[Animation]:
        """Return the animations in which names of rows become heads, and what was measured last the first row."""
        spread, window = self.spreads[0], (0.15, 0.6)
        large = [*column.bands, *(dot for dots in column.dots for dot in dots)]
        small = [*spread.bands, *self._dots(0)]
        made: list[Animation] = [
            Arrive(new, [new], [old], window=window, run_time=run_time) for new, old in zip(small, large, strict=True)
        ]
        made += [_from(*pair, window=window, run_time=run_time) for pair in zip(self.names, names, strict=True)]
        words = [self.said[0], *self.printed[0], *self._within(0)]
        return [*made, *(Appear(each, window=(0.52, 0.66), run_time=run_time) for each in words)]

    def fills(self, run_time: float) -> list[Animation]:
        """Return the animations in which the other rows come, one after the other: what it is, the numbers, then the bars."""
        made, starts = list[Animation](), np.linspace(0.64, 0.75, len(self.said) - 1).tolist()
        for number, at in enumerate(starts, 1):
            words = [self.said[number], *self.printed[number]]
            made += [Appear(each, window=(at, at + 0.12), run_time=run_time) for each in words]
            made += [Grow(each, "left", window=(at + 0.05, at + 0.25), run_time=run_time) for each in self._bars(number)]
            marks = [*self._within(number), *self._dots(number)]
            made += [Appear(each, window=(at + 0.15, at + 0.25), run_time=run_time) for each in marks]
        return made

    def _bars(self, number: int) -> Sequence[VMobject]:
        return self.spreads[number].bands if number < len(self.spreads) else self.bricks

    def _within(self, number: int) -> list[VMobject]:
        if number == len(self.spreads):
            return []
        return [*self.spreads[number].marks, self.axes[number]]

    def _dots(self, number: int) -> list[VMobject]:
        return [dot for dots in self.spreads[number].dots for dot in dots] if number < len(self.spreads) else []

    def decides(self, run_time: float) -> list[Animation]:
        """Return the animations in which row by row it is pointed at the numbers of both, and then told what they decide."""
        made, part = list[Animation](), 1.0 / len(self.found)
        for number, (label, numbers) in enumerate(zip(self.found, self.printed, strict=True)):
            at, then = number * part, (number + 1) * part
            made.append(Appear(label, window=(at + 0.5 * part, then), run_time=run_time))
            look: dict[str, Any] = {"rate_func": there_and_back, "window": (at, at + 0.6 * part), "run_time": run_time}
            made += [Shade(each, self._theme.dimmed, **look) for each in (*numbers, *self._bars(number))]
        return made


def _from(new: Label, old: Label, window: tuple[float, float], run_time: float) -> Travel:
    """Return the animation in which a name comes from where the other is, as large as that."""
    ends = ((float(each.get_x()), float(each.get_y())) for each in (old, new))
    return Travel(new, Path(*ends), there=True, start=old.cap_height / new.cap_height, window=window, run_time=run_time)
