"""What trainings of two networks came to, a dot for each on one axis, in a row for each network: their spread is a band.

So it can be seen whether the bands have something in common.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from manim import Animation, Line, VGroup, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.dots import Band, Dot, Mark, Meeting, Scale
from scenes.mobjects.motion import Appear
from scenes.mobjects.moves import Grow, Path, Travel
from scenes.mobjects.places import placed, stays
from scenes.mobjects.reading import Phrase, Reading, Readings, phrase
from scenes.mobjects.text import BOLD, Label, settled
from scenes.mobjects.theme import Theme

__all__ = ["BESIDE", "LARGE", "Column", "Compared", "Measured", "Sizes", "Spread", "headed"]

PAD = 0.5
"""How far the ends of the axis are from the edges of the area."""
OVER, UNDER = 0.14, 0.16
"""How far what is said of the mean stands above a band, or below it."""
AXIS, NUMBERED, TICK = 0.62, 0.34, 0.1
"""How far below the last band the axis is, and below that the middle of its numbers; how far a line goes beyond it."""
FALL = 0.7
"""From how far above it a dot falls to its place."""
BESIDE = 0.14
"""How far a number is from the end of its bar."""
HEAD = 1.5
"""How far heads stand above the middle of the first row."""


class Sizes(NamedTuple):
    """How high a band is, from the first dot of a row down to the last one, and the radius of a dot that has so much room."""

    thick: float
    seeds: float
    radius: float


LARGE = Sizes(thick=1.2, seeds=0.8, radius=0.17)
"""Those of a picture that has the frame for itself."""


class Compared(NamedTuple):
    """A network that the table has a row for: its ``cell``'s index in the study, its name, and the role of its colour."""

    cell: int
    name: str
    role: str


class Measured(NamedTuple):
    """A measure of the study: its key, what stands above it, what it is in short, and with how many decimals it is told."""

    key: str
    head: Phrase
    short: str
    places: int


class Spread:
    """A measure of two networks: by row ``dots``, one for each run, the ``bands`` that they lie in, and ``marks`` of means."""

    def __init__(
        self,
        read: Callable[..., Readings],
        measure: Measured,
        rows: Sequence[Compared],
        heights: Sequence[float],
        area: Area,
        theme: Theme,
        sizes: Sizes,
    ) -> None:
        self._read, self._rows, self._theme, self._measure, self._area = read, rows, theme, measure, area
        self._sizes = sizes
        self.heights = {row.cell: y for row, y in zip(rows, heights, strict=True)}
        values = np.concatenate([read(measure.key, row.cell).values for row in rows])
        self.scale = Scale.over(values, area, PAD)
        self.dots = [self._dots(row) for row in rows]
        self.bands = [self._band(row) for row in rows]
        self.marks = [self._mark(row) for row in rows]

    @property
    def overlap(self) -> bool:
        """Whether the bands of both have something in common: then the spread allows no winner."""
        low, high = self._ends()
        return float(low.value) <= float(high.value)

    def _of(self, what: str, row: Compared) -> Reading:
        return self._read(f"{self._measure.key}_{what}")[row.cell]

    def _ends(self) -> tuple[Reading, Reading]:
        """Return the larger of the least values, and the smaller of the largest: from where to where both have something."""
        least, most = ([self._of(what, row) for row in self._rows] for what in ("least", "most"))
        return max(least, key=lambda each: float(each.value)), min(most, key=lambda each: float(each.value))

    def _dots(self, row: Compared) -> list[Dot]:
        values, paint, seeds = self._read(self._measure.key, row.cell), self._theme.colour(row.role), self._sizes.seeds
        apart = seeds / max(len(values) - 1, 1)

        def y(index: tuple[int, ...]) -> float:
            return self.heights[index[0]] + seeds / 2 * (len(values) > 1) - index[-1] * apart

        radius = min(self._sizes.radius, seeds / len(values))
        made = [Dot(value, scale=self.scale, y=y(value.index), paint=paint, radius=radius) for value in values.flat()]
        return [placed(dot, lambda index: (None, y(index))) for dot in made]

    def _band(self, row: Compared) -> Band:
        least, most = self._of("least", row), self._of("most", row)
        look: dict[str, Any] = {"height": self._sizes.thick, "paint": self._theme.colour(row.role), "theme": self._theme}
        band = Band(least, most, scale=self.scale, y=self.heights[row.cell], **look)
        return placed(band, lambda index: (None, self.heights[index[0]]))

    def _mark(self, row: Compared) -> Mark:
        look: dict[str, Any] = {"height": self._sizes.thick, "theme": self._theme}
        mark = Mark(self._of("mean", row), scale=self.scale, y=self.heights[row.cell], **look)
        return placed(mark, lambda index: (None, self.heights[index[0]]))

    def meets(self, high: float) -> Meeting:
        """Return the box between both rows, so high, of what the bands have in common, or of the gap between them."""
        low, top = self._ends()
        if not self.overlap:
            low, top = top, low
        y = sum(self.heights.values()) / len(self.heights)
        return stays(Meeting(low, top, scale=self.scale, y=y, height=high, theme=self._theme, common=self.overlap))


class Column(Spread):
    """The same over the whole frame: with ``head``, an ``axis`` and its ``numbers``, and by row what is said of ``means``.

    ``meeting`` is what both bands have in common, or the gap between them.
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
        super().__init__(read, measure, rows, heights, area, theme, LARGE)
        self.head = headed(measure.head, area, max(heights), theme)
        self.axis, self.lines, self.numbers = self._axis()
        self.means = [self._mean(row) for row in rows]
        self.meeting = self.meets(max(heights) - min(heights) - LARGE.thick - 2 * OVER)
        self.meeting_name = self._meeting_name()

    # -- what it is made of ----------------------------------------------------------------------------------------------

    def _axis(self) -> tuple[Line, list[VGroup], list[Label]]:
        """Return the axis, what goes up from it in each row at its steps, and the number of each step."""
        theme, scale = self._theme, self.scale
        y = min(self.heights.values()) - LARGE.thick / 2 - AXIS
        values = {number: scale.line(number) for number in scale.numbers}
        xs = {number: scale.x(float(value.value)) for number, value in values.items()}
        places = {values[number].index: (x, y - NUMBERED) for number, x in xs.items()}
        first, last = xs[scale.numbers[0]], xs[scale.numbers[-1]]
        axis = Line((first, y, 0), (last, y, 0), stroke_color=theme.muted, stroke_width=theme.thin)
        lines, numbers = [], []
        for number, x in xs.items():
            spans = [(y - TICK, y), *((each - LARGE.thick / 2, each + LARGE.thick / 2) for each in self.heights.values())]
            up = (Line((x, foot, 0), (x, top, 0), stroke_color=theme.line, stroke_width=theme.thin) for foot, top in spans)
            lines.append(VGroup(*up))
            lines[-1][0].set_stroke(theme.muted)
            said = phrase(f"{{value:{max(0, -scale.power)}}}", value=values[number])
            label = Label(said, theme=theme, size=theme.label, colour="muted").sit_amid(x, y - NUMBERED)
            numbers.append(placed(label, lambda index: places[index]))
        return axis, lines, numbers

    def _mean(self, row: Compared) -> Label:
        """Return what is said of the mean: above the band of the first row, below that of the second."""
        said, theme = phrase(f"mean {{mean:{self._measure.places}}}", mean=self._of("mean", row)), self._theme
        label = Label(said, theme=theme, size=1.1 * theme.caption, weight=BOLD, colour=row.role)
        above, below = LARGE.thick / 2 + OVER + label.cap_height / 2, -LARGE.thick / 2 - UNDER - label.cap_height / 2
        places = {
            each.cell: (self._within(self._of("mean", each), label), self.heights[each.cell] + (below if number else above))
            for number, each in enumerate(self._rows)
        }
        return placed(label.sit_amid(*places[row.cell]), lambda index: places[index[0]])

    def _within(self, value: Reading, label: Label) -> float:
        """Return the x of a label at a value, or as near to it as the label is within the column."""
        area, half = self._area, float(label.width) / 2
        return min(max(self.scale.x(float(value.value)), area.left + half), area.right - half)

    def _meeting_name(self) -> Label:
        """Return what the box between the rows is, beside it where there is room."""
        box, area, theme = self.meeting, self._area, self._theme
        label = Label("overlap" if self.overlap else "gap", theme=theme, size=theme.title, colour="ink")
        right = float(box.get_right()[0]) + BESIDE
        x, align = (right, -1) if right + label.width <= area.right else (float(box.get_left()[0]) - BESIDE, 1)
        return stays(label.sit_amid(x, float(box.get_y()), align))

    @property
    def ground(self) -> list[VMobject]:
        """What is there before any dot: the head, and the axis with its numbers."""
        return [self.head, self.axis, *self.lines, *self.numbers]

    @property
    def said(self) -> list[VMobject]:
        """What is said of the bands: marks of means, and these."""
        return [*self.marks, *self.means]

    @property
    def everything(self) -> list[VMobject]:
        """All that there is."""
        dots = (dot for dots in self.dots for dot in dots)
        return [*self.ground, *dots, *self.bands, *self.said, self.meeting, self.meeting_name]

    # -- what happens ----------------------------------------------------------------------------------------------------

    def opens(self, run_time: float) -> list[Animation]:
        """Return the animations in which the head comes, the axis is drawn, and at each step of it its lines and its number."""
        starts = np.linspace(0.3, 0.75, len(self.lines)).tolist()
        made: list[Animation] = [
            Appear(self.head, run_time=run_time, window=(0.0, 0.4)),
            Grow(self.axis, "left", run_time=run_time, window=(0.2, 0.8)),
        ]
        for at, line, number in zip(starts, self.lines, self.numbers, strict=True):
            made += [Appear(each, run_time=run_time, window=(at, at + 0.25)) for each in (line, number)]
        return made

    def falls(self, run: int, run_time: float) -> list[Animation]:
        """Return the animations in which the dots of one run fall into their places, in each row."""
        coming: list[Animation] = []
        for number, dots in enumerate(self.dots):
            x, y = map(float, dots[run].get_center()[:2])
            window = (0.3 * number, 0.7 + 0.3 * number)
            coming.append(Travel(dots[run], Path((x, y + FALL), (x, y)), run_time=run_time, window=window))
        return coming

    def spreads(self, run_time: float) -> list[Animation]:
        """Return the animations in which bands grow around the dots, and the means come; bands are to be put behind them."""
        bands = [Grow(band, "left", run_time=run_time, window=(0.0, 0.7)) for band in self.bands]
        said = self.said
        return [*bands, *(Appear(each, run_time=run_time, window=(0.6, 1.0)) for each in said)]

    def compares(self, run_time: float) -> list[Animation]:
        """Return the animations in which it is shown what the bands have in common, or that there is a gap."""
        named = Appear(self.meeting_name, run_time=run_time, window=(0.7, 1.0))
        return [Grow(self.meeting, "left", run_time=run_time), named]


def headed(said: Phrase, area: Area, top: float, theme: Theme) -> Label:
    """Return what stands above a picture of a measure: what was measured."""
    label = settled(said, theme=theme, size=1.1 * theme.caption, room=area.width, colour="muted")
    return stays(label.sit(area.left, top + HEAD, -1))
