"""What trainings of two networks came to, a dot for each on one axis, in a row for each network: their spread is a band.

Each run of the one may be paired with each of the other: then it can be seen how often either is ahead.
"""

from collections.abc import Callable, Sequence
from itertools import product
from typing import Any, NamedTuple

import numpy as np
from manim import Animation, Line, VGroup, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.dots import Band, Dot, Mark, Pair, Scale
from scenes.mobjects.motion import Appear, Shade
from scenes.mobjects.moves import Grow, Path, Travel
from scenes.mobjects.passing import in_turn
from scenes.mobjects.places import placed, stays
from scenes.mobjects.reading import Phrase, Reading, Readings, phrase
from scenes.mobjects.text import BOLD, Label, settled, shrunk
from scenes.mobjects.theme import Theme

__all__ = ["BESIDE", "EDGE", "LARGE", "Column", "Compared", "Measured", "Sizes", "Spread", "headed"]

PAD = 0.5
"""How far the ends of the axis are from the edges of the area."""
OVER, UNDER = 0.14, 0.16
"""How far what is said of the mean stands above a band, or below it."""
AXIS, NUMBERED, TICK = 0.62, 0.34, 0.1
"""How far below the last band the axis is, and below that the middle of its numbers; how far a line goes beyond it."""
HIDES = 0.7
"""Two dots whose middles are nearer than so many radii hide each other."""
NOUGHT, CUT, SLANT = 1.0, (0.55, 0.45), (0.05, 0.11)
"""How far before its first number nought is on an axis that is cut, and two strokes that cut it; how far one leans, and rises."""
FALL = 0.7
"""From how far above it a dot falls to its place."""
BESIDE = 0.14
"""How far a number is from the end of its bar."""
HEAD, EDGE, APART = 1.5, -6.6, 0.4
"""How far heads stand above the middle of the first row, where they begin, and how far off is what is counted beside them."""


class Sizes(NamedTuple):
    """How high a band is, and the radius of a dot that has room enough."""

    thick: float
    radius: float


LARGE = Sizes(thick=1.2, radius=0.16)
"""Those of a picture that has the frame for itself."""


class Compared(NamedTuple):
    """A network that the table has a row for: its ``cell``'s index in the study, its name, and the role of its colour."""

    cell: int
    name: str
    role: str


class Measured(NamedTuple):
    """A measure of the study: its key, what stands above it, what it is in short, and with how many decimals it is told.

    Whoever has more of it is ``ahead``, as that says, or whoever has the ``least``.
    """

    key: str
    head: Phrase
    short: str
    places: int
    ahead: str
    least: bool = True


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

    def _of(self, what: str, row: Compared) -> Reading:
        return self._read(f"{self._measure.key}_{what}")[row.cell]

    def _dots(self, row: Compared) -> list[Dot]:
        """Return the dots of a row, all on one line, but one that would hide another: it stands above that."""
        values, radius = self._read(self._measure.key, row.cell), self._sizes.radius
        levels = _levels([self.scale.x(float(value.value)) for value in values.flat()], HIDES * radius)
        step = min(2 * radius, (self._sizes.thick / 2 - radius) / max(*levels, 1))

        def y(index: tuple[int, ...]) -> float:
            return self.heights[index[0]] + step * levels[index[-1]]

        look: dict[str, Any] = {"paint": self._theme.colour(row.role), "edge": self._theme.ground, "radius": radius}
        made = [Dot(value, scale=self.scale, y=y(value.index), **look) for value in values.flat()]
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


class Column(Spread):
    """The same over the whole frame, of ``every`` so many pairs of runs: with ``head``, an ``axis`` and its ``numbers``.

    By row there is what is said of ``means``. ``pairs`` join each run of the one with each of the other, and ``counted`` says
    in how many of them who is ahead: ``count`` of them.
    """

    def __init__(
        self,
        read: Callable[..., Readings],
        measure: Measured,
        rows: Sequence[Compared],
        heights: Sequence[float],
        area: Area,
        theme: Theme,
        every: Reading,
    ) -> None:
        super().__init__(read, measure, rows, heights, area, theme, LARGE)
        self._all = every
        self.head = headed(measure.head, area, max(heights), theme)
        self.axis, self.lines, self.numbers = self._axis()
        self.cut = self._cut()
        self.means = [self._mean(row) for row in rows]
        self.pairs = self._paired()
        self.counted = self._counted()

    # -- what it is made of ----------------------------------------------------------------------------------------------

    def _axis(self) -> tuple[Line, list[VGroup], list[Label]]:
        """Return the axis, what goes up from it in each row at its steps, and the number of each step."""
        theme, scale = self._theme, self.scale
        y = min(self.heights.values()) - LARGE.thick / 2 - AXIS
        values = {number: scale.line(number) for number in scale.numbers}
        xs = {number: scale.x(float(value.value)) for number, value in values.items()}
        places = {values[number].index: (x, y - NUMBERED) for number, x in xs.items()}
        first, last = xs[scale.numbers[0]], xs[scale.numbers[-1]]
        axis = Line((first - NOUGHT * (scale.least > 0), y, 0), (last, y, 0), stroke_color=theme.muted, stroke_width=theme.thin)
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

    def _cut(self) -> list[VMobject]:
        """Return the nought of an axis that does not begin there, and two strokes between it and the first number."""
        if self.scale.least <= 0:
            return []
        (left, y, _), (lean, rise), theme = self.axis.get_start(), SLANT, self._theme
        strokes, first = VGroup(), self.scale.home
        for away in CUT:
            ends = (first - away - lean, y - rise, 0), (first - away + lean, y + rise, 0)
            strokes.add(Line(*ends, stroke_color=theme.muted, stroke_width=theme.stroke))
        said = phrase("{nought:0}", nought=self.scale.line(0))
        label = Label(said, theme=theme, size=theme.label, colour="muted").sit_amid(float(left), float(y) - NUMBERED)
        return [strokes, stays(label)]

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

    def _paired(self) -> list[Pair]:
        """Return a line from each run of the first row to each of the second."""
        paints = self._theme.colour(self._rows[0].role), self._theme.colour(self._rows[1].role)
        look: dict[str, Any] = {"least": self._measure.least, "theme": self._theme}
        return [stays(Pair((one, other), paints, **look)) for one, other in product(*self.dots)]

    def _counted(self) -> Label:
        """Return in how many pairs which network is ahead, over the right end of the picture: of two as often the first."""
        one, other = (row.cell for row in self._rows)
        more = self._read(f"{self._measure.key}_pairs")
        first, second = ((one, other), (other, one)) if not self._measure.least else ((other, one), (one, other))
        counts = [more.row(index[0])[index[1]] for index in (first, second)]
        who = int(float(counts[1].value) > float(counts[0].value))
        self.count = counts[who]
        row, area, size = self._rows[who], self._area, 1.1 * self._theme.caption
        places = 0 if float(self.count.value).is_integer() else 1
        what = f"{row.name} {self._measure.ahead} in {{count:{places}}} of {{all:0}} pairs"
        said = phrase(what, count=self.count, all=self._all)
        room = area.right - float(self.head.get_right()[0]) - APART
        label = shrunk(said, theme=self._theme, size=size, room=room, weight=BOLD, colour=row.role)
        return stays(label.sit(area.right, max(self.heights.values()) + HEAD, 1))

    @property
    def ground(self) -> list[VMobject]:
        """What is there before any dot: the head, and the axis with its numbers."""
        return [self.head, self.axis, *self.cut, *self.lines, *self.numbers]

    @property
    def said(self) -> list[VMobject]:
        """What is said of the bands: marks of means, and these."""
        return [*self.marks, *self.means]

    @property
    def everything(self) -> list[VMobject]:
        """All that there is."""
        dots = (dot for dots in self.dots for dot in dots)
        return [*self.ground, *dots, *self.bands, *self.said, *self.pairs, self.counted]

    # -- what happens ----------------------------------------------------------------------------------------------------

    def opens(self, run_time: float) -> list[Animation]:
        """Return the animations in which the head comes, the axis is drawn, and at each step of it its lines and its number."""
        starts = np.linspace(0.3, 0.75, len(self.lines)).tolist()
        made: list[Animation] = [
            Appear(self.head, run_time=run_time, window=(0.0, 0.4)),
            Grow(self.axis, "left", run_time=run_time, window=(0.2, 0.8)),
            *(Appear(each, run_time=run_time, window=(0.3, 0.55)) for each in self.cut),
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
        """Return the animations in which each run is paired with each of the other network, and then they are counted.

        Bands and means are dimmed for it.
        """
        back = [Shade(each, self._theme.dimmed, run_time=run_time, window=(0.0, 0.15)) for each in (*self.bands, *self.said)]
        starts = np.linspace(0.1, 0.75, len(self.pairs)).tolist()
        lines = [Appear(pair, run_time=run_time, window=(at, at + 0.1)) for pair, at in zip(self.pairs, starts, strict=True)]
        return [*back, *lines, Appear(self.counted, run_time=run_time, window=(0.85, 1.0))]

    def quiets(self, run_time: float) -> list[Animation]:
        """Return the animations in which all pairs are dimmed, so that they can be gone through."""
        return [Shade(pair, self._theme.dimmed, run_time=run_time) for pair in self.pairs]

    def tells(self, who: int | None, run_time: float) -> list[Animation]:
        """Return the animations in which pairs light one by one in which ``who`` is ahead, and then its band; or all of them."""
        lit = [pair for pair in self.pairs if who in (pair.ahead, None)]
        rows = [row for row in range(len(self._rows)) if who in (row, None)]
        bands = [each[row] for each in (self.bands, self.marks, self.means) for row in rows]
        back = [Shade(each, 1.0, run_time=run_time, window=(0.8, 1.0)) for each in bands]
        return [*in_turn(lit, 1.0, run_time=run_time), *back]


def _levels(places: Sequence[float], near: float) -> list[int]:
    """Return how many others each of some dots stands above: those before it that are so near, one above the other."""
    made = list[int]()
    for number, x in enumerate(places):
        under = {made[other] for other in range(number) if abs(places[other] - x) < near}
        made.append(next(level for level in range(number + 1) if level not in under))
    return made


def headed(said: Phrase, area: Area, top: float, theme: Theme) -> Label:
    """Return what stands above a picture of a measure: what was measured."""
    label = settled(said, theme=theme, size=1.1 * theme.caption, room=area.right - EDGE, colour="muted")
    return stays(label.sit(EDGE, top + HEAD, -1))
