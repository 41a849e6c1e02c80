"""What many trainings came to along an axis: a dot for each, the band that they lie in, and a line through what is in the middle.

Each kind of network has a colour, and its name at the end of its line. Lines and bands are where the coordinates are; dots make
way for one another there, a little.
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from manim import Animation, Line, VGroup, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.curves import Across, Draw, Heights, Spot, Spread, Through, Widen
from scenes.mobjects.motion import Appear
from scenes.mobjects.moves import Path, Travel
from scenes.mobjects.places import placed, stays
from scenes.mobjects.reading import Phrase, Reading, Readings, phrase
from scenes.mobjects.sets.measured_table import Name
from scenes.mobjects.text import BOLD, Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.wires import Point

__all__ = ["BELOW", "BESIDE", "LINES", "OVER", "UNDER", "StudyCurves", "Traced", "apart"]

PAD, UNDER, BELOW, BESIDE, OVER = 0.75, 0.26, 0.66, 0.16, 0.64
"""From the edges of the area to the outermost places; to the numbers below it and to what they are; to those on its left, and to
names on its right; to what is measured, above it."""
LINES = 0.34
"""So far apart names are at the least, and numbers beside the area."""
AWAY, NEAR, BEHIND = 0.03, 0.06, 0.01
"""A name that is farther than the first from the height of its line's end has a leader, which ends so far from the name; and by
how much the band of a row is behind that of the row before it."""


class Traced(NamedTuple):
    """A kind of network that is shown: its ``place`` in the study, before the axis and the runs, its ``name``, its colour's role.

    ``named`` is the coordinate that says what kind it is, such as that of the axis "cell".
    """

    place: tuple[int, ...]
    named: Reading
    name: str | Phrase
    role: str


class StudyCurves:
    """A measure along an ``axis`` of a study, in an ``area`` beside which there is room for numbers and, on its right, names.

    By row there are ``dots`` (by coordinate and run), ``bands``, ``lines``, ``names``, and ``leaders`` of those names that made
    way for others; ``frame`` is what stands for itself, and of that ``below`` what is under the area. ``read`` reads what has a
    key in the study. The ``middle`` is the end of the key of what lines go through. ``spaced`` puts a coordinate on the axis, as
    it is, or its logarithm; coordinates are evenly apart without it. At each coordinate, dots of rows are ``apart`` and their
    runs side by side by ``step``, in units. Of the coordinates the ``first`` ones are shown, or all. Of the lines across, one
    in ``every`` so many has its number, from the topmost one on. An axis that goes ``back`` begins on the right, and all that is
    beside the area is on its other side.
    """

    def __init__(
        self,
        read: Callable[..., Readings],
        measure: str,
        axis: str,
        rows: Sequence[Traced],
        area: Area,
        *,
        theme: Theme,
        heads: tuple[str, str],
        spaced: Callable[[float], float] | None = None,
        tenfold: bool = False,
        middle: str = "mean",
        apart: float = 0.4,
        step: float = 0.07,
        first: int | None = None,
        every: int = 1,
        back: bool = False,
    ) -> None:
        self._side, self._begins, self._ends = (1, area.right, area.left) if back else (-1, area.left, area.right)
        self._read, self._theme, self.area, self.rows = read, theme, area, tuple(rows)
        self.measure, self._apart, self._step, self._every = measure, apart, step, every
        self.along = [*read(axis).flat()][:first]
        self._places = self._spaced([float(each.value) for each in self.along], spaced)
        values = [read(measure, *row.place) for row in rows]
        found = np.concatenate([each.values[:first].ravel() for each in values])
        self.heights = Heights.tenfolds(area, found) if tenfold else Heights.of_shares(area)
        self.dots = [self._dots(number, each) for number, each in enumerate(values)]
        self.lines = [self._line(number, f"{measure}_{middle}") for number in range(len(rows))]
        self.names = self.names_of(self.lines)
        self.leaders = {row: leader for row in range(len(rows)) if (leader := self._leader(row)) is not None}
        self.below: list[VMobject] = []
        self.frame = self._frame(heads)

    @cached_property
    def bands(self) -> list[Spread]:
        """The band of each row, from the least that its runs came to to the most; each is behind those of the rows before it."""
        return [self._band(row) for row in range(len(self.rows))]

    # -- where things are --------------------------------------------------------------------------------------------------

    def _spaced(self, values: list[float], spaced: Callable[[float], float] | None) -> list[float]:
        """Return where each coordinate is, from the left edge of the area."""
        found = np.array([spaced(each) for each in values] if spaced else range(len(values)), float)
        reach = float(np.ptp(found)) or 1.0
        shares = (found - found.min()) / reach
        places: list[float] = (PAD + (1 - shares if self._side > 0 else shares) * (self.area.width - 2 * PAD)).tolist()
        return places

    def middle(self, at: int) -> float:
        """Return the x of a coordinate, by its number."""
        x: float = self.area.left + self._places[at]
        return x

    def x(self, row: int, at: int) -> float:
        """Return the x amid the dots of a row at a coordinate, by their numbers."""
        return self.middle(at) + self._apart * (row - (len(self.rows) - 1) / 2)

    def y(self, value: Reading) -> float:
        """Return the height of a value."""
        return self.heights.y(float(value.value))

    # -- what it is made of ------------------------------------------------------------------------------------------------

    def _dots(self, row: int, values: Readings) -> list[list[Spot]]:
        runs, before = int(values.values.shape[1]), len(self.rows[row].place)
        paint = self._theme.colour(self.rows[row].role)

        def x(index: tuple[int, ...]) -> float:
            at, run = index[before:]
            return self.x(row, at) + self._step * (run - (runs - 1) / 2)

        def where(index: tuple[int, ...]) -> tuple[float, None]:
            return {self.rows[row].place: x(index)}[index[:before]], None

        made = [
            placed(Spot(each, heights=self.heights, x=x(each.index), paint=paint), where)
            for at in range(len(self.along))
            for each in values.row(at).flat()
        ]
        return [made[start : start + runs] for start in range(0, len(made), runs)]

    def _line(self, row: int, key: str) -> Through:
        values = [*self._read(key, *self.rows[row].place).flat()]
        return self.through(row, values[: len(self.along)], width=self._theme.bold)

    def through(self, row: int, values: Sequence[Reading], *, width: float) -> Through:
        """Return a line in the colour of a row through values, of which there is one for each coordinate."""
        places = dict(zip((each.value for each in self.along), self._places, strict=True))
        look = {"paint": self._theme.colour(self.rows[row].role), "width": width}
        where = {"heights": self.heights, "start": self.area.left, "where": lambda value: places[value]}
        return Through(values, self.along, **where, **look)  # type: ignore[arg-type]

    def _band(self, row: int) -> Spread:
        ends = [[*self._read(f"{self.measure}_{end}", *self.rows[row].place).flat()] for end in ("least", "most")]
        least, most = (each[: len(self.along)] for each in ends)
        xs = [self.area.left + place for place in self._places]
        paint = self._theme.colour(self.rows[row].role)
        band = Spread(least, most, xs, heights=self.heights, paint=paint, theme=self._theme)
        return band.set_z_index(-2 - BEHIND * row)

    def rims(self, row: int) -> list[Through]:
        """Return thin lines through the least and the most of a row, where its band lies behind others."""
        ends = [[*self._read(f"{self.measure}_{end}", *self.rows[row].place).flat()] for end in ("least", "most")]
        return [self.through(row, each[: len(self.along)], width=self._theme.thin) for each in ends]

    def names_of(self, lines: Sequence[Through]) -> list[Name]:
        """Return the names of the first rows, each at the height of its line's end, or as near to that as others let it be."""
        ends = [float(line.corners[-1][1]) for line in lines]
        heights = dict(zip(np.argsort(ends, kind="stable").tolist(), apart(sorted(ends), self.area), strict=True))
        made = []
        for number, row in enumerate(self.rows[: len(lines)]):
            look: dict[str, Any] = {"theme": self._theme, "size": self._theme.label, "weight": BOLD, "colour": row.role}
            name = Name(row.named, row.name, **look)
            made.append(stays(name.sit_amid(self._ends - self._side * BESIDE, heights[number], self._side)))
        return made

    def _leader(self, row: int) -> Line | None:
        """Return a thin line from the end of a row's line to its name; None where they are at one height."""
        name, end = self.names[row], self.lines[row].corners[-1]
        if abs(float(name.get_y()) - float(end[1])) < AWAY:
            return None
        look: dict[str, Any] = {"stroke_color": self._theme.colour(self.rows[row].role), "stroke_width": self._theme.thin}
        near = float((name.get_right() if self._side > 0 else name.get_left())[0]) + self._side * NEAR
        return Line(end, (near, float(name.get_y()), 0), **look).set_z_index(-1)

    def _frame(self, heads: tuple[str, str]) -> VGroup:
        """Return the lines of the axes with their numbers, and what they are: along, and upward."""
        theme, area = self._theme, self.area
        look: dict[str, Any] = {"theme": theme, "colour": "muted"}
        parts: list[VMobject] = []
        for at, each in enumerate(self.along):
            label = Label(phrase("{value:0}", value=each), **look).sit_amid(self.middle(at), area.bottom - UNDER)
            self.below.append(placed(label, lambda index: (self.middle(index[-1]), None)))
        last = -LINES
        ticks = [*self.heights.ticks()]
        for number, (tick, said) in enumerate(ticks, 1 - len(ticks)):
            y = self.y(tick)
            parts.append(Line((area.left, y, 0), (area.right, y, 0), stroke_color=theme.line, stroke_width=theme.thin))
            if not number % self._every and y - area.bottom - last >= LINES:
                parts.append(
                    stays(Label(phrase(said, tick=tick), **look).sit_amid(self._begins + self._side * BESIDE, y, -self._side))
                )
                last = y - area.bottom
        self.below.append(stays(Label(heads[0], **look).sit_amid(area.x, area.bottom - BELOW)))
        self.ruled = parts
        self.head = stays(Label(heads[1], **look).sit_amid(self._begins, area.top + OVER, self._side))
        return VGroup(*parts, *self.below, self.head).set_z_index(-3)

    def level(self, value: Reading, said: str | Phrase) -> VGroup:
        """Return a line over the whole area at the height of a value, with what it is beside it, as a number of the axis."""
        line = Across(value, heights=self.heights, area=self.area, theme=self._theme)
        label = Label(said, theme=self._theme, size=self._theme.small, colour="muted")
        label.sit_amid(self._begins + self._side * BESIDE, self.y(value), -self._side)
        return VGroup(line.set_z_index(-3), stays(label))

    # -- what happens ------------------------------------------------------------------------------------------------------

    def falls(self, row: int, run_time: float, *, but: Sequence[Spot] = ()) -> list[Animation]:
        """Return animations in which the dots of a row come in at their places, run by run; but for some that are there."""
        runs = len(self.dots[row][0])
        made: list[Animation] = []
        for each in (dot for dots in self.dots[row] for dot in dots if dot not in but):
            start = 0.6 * each.reading.index[-1] / max(runs - 1, 1)
            made.append(Appear(each, window=(start, start + 0.4), run_time=run_time))
        return made

    def comes(self, dot: Spot, *way: Point, run_time: float, **how: Any) -> Travel:
        """Return the animation in which a dot comes to its place from elsewhere, through the points of its way."""
        x, y = map(float, dot.get_center()[:2])
        return Travel(dot, Path(*way, (x, y)), run_time=run_time, **how)

    def draws(self, row: int, run_time: float, *, was: Name | None = None) -> list[Animation]:
        """Return animations in which a row's line grows through what is in the middle, and its name comes at the end of it.

        The name comes from where it ``was``, if it was somewhere: that one is to go.
        """
        drawn = Draw(self.lines[row], window=(0.0, 0.8), run_time=run_time)
        leaders = [self.leaders[row]] if row in self.leaders else []
        if was is None:
            return [drawn, *(Appear(each, window=(0.8, 1.0), run_time=run_time) for each in (self.names[row], *leaders))]
        places = [(float(each.get_x()), float(each.get_y())) for each in (was, self.names[row])]
        name = Travel(self.names[row], Path(*places), there=True, window=(0.4, 0.9), run_time=run_time)
        return [drawn, name, *(Appear(each, window=(0.9, 1.0), run_time=run_time) for each in leaders)]

    def spreads(self, row: int, run_time: float) -> list[Animation]:
        """Return the animation in which the band of a row widens from its line; what it lies behind is to be there."""
        return [Widen(self.bands[row], self.lines[row], run_time=run_time)]


def apart(heights: Sequence[float], area: Area, between: float = LINES) -> list[float]:
    """Return rising heights as near to some as they can be, none nearer to the next than ``between``, all within an area.

    What would be too near to one another makes way upward and downward alike.
    """
    groups: list[list[float]] = []
    for number, height in enumerate(heights):
        groups.append([height - number * between])
        while len(groups) > 1 and np.mean(groups[-2]) > np.mean(groups[-1]):
            last = groups.pop()
            groups[-1] += last
    feet = np.array([float(np.mean(group)) for group in groups for _ in group])
    if len(feet):
        low, high = min(area.bottom, heights[0]), max(area.top, heights[-1])
        feet = np.clip(feet, low, max(high - (len(feet) - 1) * between, low))
    made: list[float] = (feet + between * np.arange(len(feet))).tolist()
    return made
