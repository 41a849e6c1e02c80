"""What trainings of two networks came to, a dot for each on one axis, in a row for each network: their spread is a band.

So it can be seen whether the bands have something in common.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from manim import Animation, Line, VGroup, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.dots import Band, Dot, Mark, Meeting, Scale
from scenes.mobjects.motion import Appear
from scenes.mobjects.moves import Grow, Path, Travel
from scenes.mobjects.passing import in_turn
from scenes.mobjects.places import placed, stays
from scenes.mobjects.reading import Phrase, Reading, Readings, phrase
from scenes.mobjects.text import BOLD, Label, settled
from scenes.mobjects.theme import Theme

__all__ = ["BESIDE", "THICK", "Column", "Compared", "Measured", "headed"]

THICK, SEEDS = 1.1, 0.7
"""How high a band is; from the first dot of a row down to the last one."""
RADIUS = 0.15
"""How large a dot is, if so large ones have room."""
PAD = 0.5
"""How far the outermost dots are from the edges of the area."""
OVER, UNDER, END = 0.14, 0.16, 0.9
"""How far what is said of the mean stands above a band, or below it; and how far below the last one the ends of the axis are."""
FALL = 0.7
"""From how far above it a dot falls to its place."""
BESIDE = 0.14
"""How far a number is from the end of its bar."""
HEAD = 1.36
"""How far heads stand above the middle of the first row."""
APART = 0.5
"""The dots of one training move so much of the time after those of the first one, at the most, where they go elsewhere."""


class Compared(NamedTuple):
    """A network that the table has a row for: its ``cell``'s index in the study, its name, and the role of its colour."""

    cell: int
    name: str
    role: str


class Measured(NamedTuple):
    """A measure of the study: its key, what stands above it, how means and ends are printed, and what is kept below names."""

    key: str
    head: Phrase
    kept: str
    mean: str = ""
    end: str = ""


class Column:
    """A measure of two networks: by row ``dots``, one for each run, the ``bands`` that they lie in, ``marks`` and ``means``.

    ``ground`` are the lines on which dots lie; ``meeting`` is what both bands have in common, or the gap between them.
    """

    def __init__(
        self,
        read: Callable[..., Readings],
        measure: Measured,
        rows: Sequence[Compared],
        heights: Sequence[float],
        area: Area,
        theme: Theme,
    ) -> None:
        self._read, self._rows, self._theme, self._measure, self._area = read, rows, theme, measure, area
        self.heights = {row.cell: y for row, y in zip(rows, heights, strict=True)}
        values = np.concatenate([read(measure.key, row.cell).values for row in rows])
        self.scale = Scale.over(values, area, PAD)
        self.head = self._head()
        self.ground = VGroup(*(self._line(y) for y in heights))
        self.dots = [self._dots(row) for row in rows]
        self.bands = [self._band(row) for row in rows]
        self.marks = [self._mark(row) for row in rows]
        self.means = [self._mean(row) for row in rows]
        self.ends = VGroup(self._end("least", self._furthest("least", min)), self._end("most", self._furthest("most", max)))
        self.meeting = self._meeting()
        self.meeting_name = self._meeting_name()

    @property
    def overlap(self) -> bool:
        """Whether the bands of both have something in common: then the spread allows no winner."""
        low, high = self._ends()
        return float(low.value) <= float(high.value)

    def _of(self, what: str, row: Compared) -> Reading:
        return self._read(f"{self._measure.key}_{what}")[row.cell]

    def _furthest(self, what: str, least: Callable[..., Compared]) -> Compared:
        """Return the row in which a value is the least of all, or the most."""
        return least(self._rows, key=lambda row: float(self._of(what, row).value))

    def _ends(self) -> tuple[Reading, Reading]:
        """Return the larger of the least values, and the smaller of the largest: from where to where both have something."""
        least, most = ([self._of(what, row) for row in self._rows] for what in ("least", "most"))
        return max(least, key=lambda each: float(each.value)), min(most, key=lambda each: float(each.value))

    # -- what it is made of ----------------------------------------------------------------------------------------------

    def _head(self) -> Label:
        return headed(self._measure.head, self._area, max(self.heights.values()), self._theme)

    def _line(self, y: float) -> Line:
        area, theme = self._area, self._theme
        return Line((area.left, y, 0), (area.right, y, 0), stroke_color=theme.line, stroke_width=theme.thin)

    def _dots(self, row: Compared) -> list[Dot]:
        values, paint = self._read(self._measure.key, row.cell), self._theme.colour(row.role)
        apart = SEEDS / max(len(values) - 1, 1)

        def y(index: tuple[int, ...]) -> float:
            return self.heights[index[0]] + SEEDS / 2 * (len(values) > 1) - index[-1] * apart

        radius = min(RADIUS, SEEDS / len(values))
        made = [Dot(value, scale=self.scale, y=y(value.index), paint=paint, radius=radius) for value in values.flat()]
        return [placed(dot, lambda index: (None, y(index))) for dot in made]

    def _band(self, row: Compared) -> Band:
        least, most = self._of("least", row), self._of("most", row)
        paint = self._theme.colour(row.role)
        y = self.heights[row.cell]
        band = Band(least, most, scale=self.scale, y=y, height=THICK, paint=paint, theme=self._theme)
        return placed(band, lambda index: (None, self.heights[index[0]]))

    def _mark(self, row: Compared) -> Mark:
        mark = Mark(self._of("mean", row), scale=self.scale, y=self.heights[row.cell], height=THICK, theme=self._theme)
        return placed(mark, lambda index: (None, self.heights[index[0]]))

    def _mean(self, row: Compared) -> Label:
        """Return what is said of the mean: above the band of the first row, below that of the second."""
        said, theme = phrase(self._measure.mean, mean=self._of("mean", row)), self._theme
        label = Label(said, theme=theme, size=1.1 * theme.caption, weight=BOLD, colour=row.role)
        above, below = THICK / 2 + OVER + label.cap_height / 2, -THICK / 2 - UNDER - label.cap_height / 2
        places = {
            each.cell: (self._within(self._of("mean", each), label), self.heights[each.cell] + (below if number else above))
            for number, each in enumerate(self._rows)
        }
        return placed(label.sit_amid(*places[row.cell]), lambda index: places[index[0]])

    def _within(self, value: Reading, label: Label) -> float:
        """Return the x of a label at a value, or as near to it as the label is within the column."""
        area, half = self._area, float(label.width) / 2
        return min(max(self.scale.x(float(value.value)), area.left + half), area.right - half)

    def _end(self, what: str, row: Compared) -> Label:
        """Return the number at an end of the axis: the least of all dots, or the most."""
        value, theme = self._of(what, row), self._theme
        x, y = self.scale.x(float(value.value)), min(self.heights.values()) - THICK / 2 - END
        label = Label(phrase(self._measure.end, value=value), theme=theme, colour="muted").sit(x, y)
        places = {each.cell: self.scale.x(float(self._of(what, each).value)) for each in self._rows}
        return placed(label, lambda index: (places[index[0]], y + label.cap_height / 2))

    def _meeting(self) -> Meeting:
        low, high = self._ends()
        if not self.overlap:
            low, high = high, low
        upper, lower = max(self.heights.values()), min(self.heights.values())
        look = {"theme": self._theme, "common": self.overlap}
        high_, y = upper - lower - THICK - 2 * OVER, (upper + lower) / 2
        return stays(Meeting(low, high, scale=self.scale, y=y, height=high_, **look))  # type: ignore[arg-type]

    def _meeting_name(self) -> Label:
        """Return what the box between the rows is, beside it where there is room."""
        box, area, theme = self.meeting, self._area, self._theme
        label = Label("overlap" if self.overlap else "gap", theme=theme, size=theme.caption, colour="ink")
        right = float(box.get_right()[0]) + BESIDE
        x, align = (right, -1) if right + label.width <= area.right else (float(box.get_left()[0]) - BESIDE, 1)
        return stays(label.sit_amid(x, float(box.get_y()), align))

    @property
    def said(self) -> list[VMobject]:
        """What is said of the bands: marks of means, these, and the ends of the axis."""
        return [*self.marks, *self.means, self.ends]

    @property
    def found(self) -> list[VMobject]:
        """All but the dots and the lines on which they lie."""
        return [self.head, *self.bands, *self.said, self.meeting, self.meeting_name]

    # -- what happens ----------------------------------------------------------------------------------------------------

    def falls(self, run: int, run_time: float) -> list[Animation]:
        """Return the animations in which the dots of one run fall into their places, in each row."""
        coming: list[Animation] = []
        for number, dots in enumerate(self.dots):
            x, y = map(float, dots[run].get_center()[:2])
            window = (0.3 * number, 0.7 + 0.3 * number)
            coming.append(Travel(dots[run], Path((x, y + FALL), (x, y)), run_time=run_time, window=window))
        return coming

    def follows(self, other: "Column", run_time: float) -> list[Animation]:
        """Return animations in which the dots of the same trainings come from where they are in another column, one by one."""
        made, last = list[Animation](), max(len(self.dots[0]) - 1, 1)
        for run, pair in enumerate(zip(zip(*self.dots, strict=True), zip(*other.dots, strict=True), strict=True)):
            late = APART * run / last
            for dot, was in zip(*pair, strict=True):
                path = Path(*((float(each.get_x()), float(each.get_y())) for each in (was, dot)))
                made.append(Travel(dot, path, there=True, window=(late, late + 1 - APART), run_time=run_time))
        return made

    def spreads(self, run_time: float) -> list[Animation]:
        """Return the animations in which bands grow around the dots, and the means come; bands are to be put behind them."""
        bands = [Grow(band, "left", run_time=run_time, window=(0.0, 0.7)) for band in self.bands]
        said = self.said
        return [*bands, *(Appear(each, run_time=run_time, window=(0.6, 1.0)) for each in said)]

    def meets(self, run_time: float) -> list[Animation]:
        """Return the animations in which it is shown what the bands have in common, or that there is a gap."""
        named = Appear(self.meeting_name, run_time=run_time, window=(0.7, 1.0))
        return [Grow(self.meeting, "left", run_time=run_time), named]

    def parts(self, run_time: float) -> list[Animation]:
        """Return animations in which dots are dimmed, one by one, that do not lie in both bands; a gap is shown once more."""
        low, high = (float(each.value) for each in self._ends())
        outside = [dot for dots in self.dots for dot in dots if not low <= float(dot.reading.value) <= high]
        if not self.overlap:
            return [Grow(self.meeting, "left", run_time=run_time)]
        return in_turn(outside, self._theme.dimmed, run_time=run_time)


def headed(said: Phrase, area: Area, top: float, theme: Theme) -> Label:
    """Return what stands above a picture of a measure: what was measured."""
    label = settled(said, theme=theme, size=theme.caption, room=area.width, colour="muted")
    return stays(label.sit(area.left, top + HEAD, -1))
