"""What trainings came to: a column of dots for each kind of network, a dot for each training, and below columns their gap.

The gap is a bar: wherever there are such columns on one chart a word is as long. Above columns it may be counted who recalls.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from manim import Animation, VGroup, VMobject

from scenes.mobjects.bars import Bar
from scenes.mobjects.curves import Reach, Spot
from scenes.mobjects.leaves import dimmed
from scenes.mobjects.light import mix
from scenes.mobjects.motion import Appear, Shade
from scenes.mobjects.moves import Path, Travel
from scenes.mobjects.places import kept_for, placed, stays
from scenes.mobjects.reading import Display, Phrase, Reading, Readings, phrase
from scenes.mobjects.sets.measured_table import Name
from scenes.mobjects.sets.run_chart import ABOVE, BESIDE, LEAST, RunChart
from scenes.mobjects.sets.score_ruler import MIDDLE, WHOLE
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import BOLD, Label

__all__ = ["Count", "RunDots", "Sizes", "recalls"]

HOW = "does not", "recalls"
"""What is counted."""
BELOW, SPAN, THICK, SAID = 0.32, 0.72, 0.08, 0.34
"""From the area to names below it, and to bars of gaps; how high one is; from there to what it says."""
FILLED = 0.8
"""So much of a column its dots may fill: more of them are closer, and smaller."""
PALE, LINE = 0.6, 0.06
"""How much of its colour the line has from the least run of a kind to the most, and how wide it is."""
AROUND, RISES = 0.1, 0.4
"""How far a frame is from a number in it; in which part of the time in which dots rise each of them does."""


class Sizes(NamedTuple):
    """How far apart columns are, and the dots in one, and the radius of a dot; how large names and counts are written."""

    pitch: float
    step: float
    radius: float
    written: float


def recalls(share: float) -> bool:
    """Tell whether a network recalls that ends such a share of sentences correctly."""
    return share >= float(LEAST.value)


class Count(Label):
    """How many of some ``runs``, of which there are ``many``, recall: it is held to each of them."""

    def __init__(self, runs: Sequence[Reading], many: Reading, **look: Any) -> None:
        self.runs = sorted(runs, key=lambda each: -float(each.value))
        count = WHOLE[MIDDLE + sum(recalls(float(each.value)) for each in runs)]
        super().__init__(phrase("{count:0} of {many:0}", count=count, many=many), **look)

    def displays(self) -> Iterator[Display]:
        """Yield each run, the best first: as many of them recall as is said, and no others."""
        yield from super().displays()
        count = int(self.text.split()[0])
        for rank, run in enumerate(self.runs):
            yield Display(run, "recall", HOW[rank < count], lambda value: HOW[recalls(value)])


class RunDots:
    """Columns of dots around the x ``middle``, by row of a chart and run: the ``values`` of a row at one gap.

    ``names`` are below columns. ``span`` is the ``gap``, and ``said`` is written below that. Of as many ``runs`` as there are of
    each row it is counted who recalls: ``counts`` are above columns. There are none if that is not told.
    """

    def __init__(
        self,
        chart: RunChart,
        values: Sequence[Readings],
        middle: float,
        sizes: Sizes,
        gap: Reading,
        said: Sequence[Phrase],
        runs: Reading | None = None,
    ) -> None:
        self._chart, self._theme, self.middle, self.sizes, self.values = chart, chart.theme, middle, sizes, tuple(values)
        self.dots = [self._dots(row, each) for row, each in enumerate(self.values)]
        self.names = [self._name(row) for row in range(len(self.values))]
        self.counts = [self._count(row, runs) for row in range(len(self.values)) if runs is not None]
        self.left = min(float(dot.get_left()[0]) for dot in self.dots[0])
        self.span = self._span(gap)
        self.said = self.says(*said)

    def x(self, row: int) -> float:
        """Return the middle of a column."""
        return self.middle + (row - (len(self.values) - 1) / 2) * self.sizes.pitch

    def _dots(self, row: int, values: Readings) -> list[Spot]:
        runs = [*values.flat()]
        step = min(self.sizes.step, FILLED * self.sizes.pitch / len(runs))
        xs = {each.index: self.x(row) + (at - (len(runs) - 1) / 2) * step for at, each in enumerate(runs)}
        radius = self.sizes.radius * step / self.sizes.step
        look: dict[str, Any] = {"paint": self._chart.paint(row), "radius": radius, "heights": self._chart.heights}
        return [placed(Spot(each, x=xs[each.index], **look), lambda index: (xs[index], None)) for each in runs]

    def _name(self, row: int) -> Name:
        own, theme = self._chart.rows[row], self._theme
        name = Name(own.named, own.name, theme=theme, size=self.sizes.written, weight=BOLD, colour=own.role)
        return stays(name.sit_amid(self.x(row), self._chart.area.bottom - BELOW))

    def _count(self, row: int, many: Reading) -> Count:
        look: dict[str, Any] = {"theme": self._theme, "size": self.sizes.written, "weight": BOLD}
        runs = [dot.reading for dot in self.dots[row]]
        made = Count(runs, many, colour=self._chart.rows[row].role, **look)
        return stays(made.sit_amid(self.x(row), self._chart.area.top + ABOVE))

    def _span(self, gap: Reading) -> Bar:
        chart, left = self._chart, self.left
        bar = Bar(gap, unit=chart.unit, height=THICK, left=left, y=chart.area.bottom - SPAN, paint=self._theme.focus)
        return placed(bar, lambda index: ({gap.index: left}[index], None), -1)

    def says(self, *said: Phrase) -> VGroup:
        """Return what is said below the bar of the gap, each of one number, one behind the other."""
        made, pen = VGroup(), self.left
        for each in said:
            label = Label(each, theme=self._theme, size=self._theme.caption)
            label.sit_amid(pen, self._chart.area.bottom - SPAN - SAID, -1)
            made.add(kept_for(label, *each.displays[0].reading.index))
            pen = float(label.get_right()[0]) + BESIDE
        return made

    @property
    def every(self) -> list[Spot]:
        """All dots."""
        return [dot for dots in self.dots for dot in dots]

    @property
    def written(self) -> list[VMobject]:
        """What there is beside dots and how many of them recall."""
        return [*self.names, self.span, self.said]

    @property
    def everything(self) -> list[VMobject]:
        """All that there is."""
        return [*self.every, *self.counts, *self.written]

    # -- what happens ------------------------------------------------------------------------------------------------------

    def rises(self, run_time: float, *, rows: Sequence[int] | None = None, but: Sequence[Spot] = ()) -> list[Animation]:
        """Return animations in which dots go up from nought to their places, column by column: of all rows, or of some.

        Some may be there.
        """
        told = range(len(self.dots)) if rows is None else rows
        coming = [dot for row in told for dot in self.dots[row] if dot not in but]
        starts = np.linspace(0.0, 1.0 - RISES, len(coming)).tolist()
        return [self._rise(dot, (at, at + RISES), run_time) for dot, at in zip(coming, starts, strict=True)]

    def _rise(self, dot: Spot, window: tuple[float, float], run_time: float) -> Travel:
        x, y = float(dot.get_x()), float(dot.get_y())
        return Travel(dot, Path((x, self._chart.area.bottom), (x, y)), window=window, run_time=run_time)

    def judged(self, run_time: float, window: tuple[float, float]) -> list[Animation]:
        """Return animations in which, row by row, dots are dimmed that do not recall, others are lit, and these are counted."""
        made, turns = list[Animation](), pairwise(np.linspace(*window, len(self.dots) + 1).tolist())
        for dots, count, own in zip(self.dots, self.counts, turns, strict=True):
            levels = (1.0 if _lit(dot) else self._theme.dimmed for dot in dots)
            made += [Shade(dot, level, window=own, run_time=run_time) for dot, level in zip(dots, levels, strict=True)]
            made.append(Appear(count, window=own, run_time=run_time))
        return made

    def follows(self, other: "RunDots", **how: Any) -> list[Animation]:
        """Return animations in which its dots, which are as quiet as those, come from where those of another are."""
        dimmed([new for new, old in zip(self.every, other.every, strict=True) if not _lit(old)], self._theme.dimmed)
        return [_comes(*pair, **how) for pair in zip(self.every, other.every, strict=True)]

    def hands_over(self, other: "RunDots", **how: Any) -> list[Animation]:
        """Return animations in which all of it but what is said comes from where it is in another panel."""
        pairs = zip([*self.names, *self.counts, self.span], [*other.names, *other.counts, other.span], strict=True)
        return [*self.follows(other, **how), *(_comes(*pair, **how) for pair in pairs)]

    def spread(self, row: int) -> Reach:
        """Return the line from the least run of a row to the most, behind its dots: a wide one would look like a bar."""
        runs = sorted(self.values[row].flat(), key=lambda each: float(each.value))
        look: dict[str, Any] = {"paint": mix(self._theme.ground, self._chart.paint(row), PALE), "heights": self._chart.heights}
        band = Reach(runs[0], runs[-1], x=self.x(row), width=LINE, **look)
        return placed(band, lambda _: (self.x(row), None)).set_z_index(-2)

    def framed(self, row: int) -> Box:
        """Return a frame around how many of a row recall."""
        count, theme = self.counts[row], self._theme
        look: dict[str, Any] = {"stroke_color": theme.focus, "stroke_width": theme.stroke, "corner_radius": AROUND / 2}
        box = Box(width=float(count.width) + 3 * AROUND, height=count.cap_height + 2 * AROUND, **look)
        box.move_to((float(count.get_x()), count.baseline + count.cap_height / 2, 0))
        return box


def _lit(dot: Spot) -> bool:
    """Tell whether a dot is of a network that recalls."""
    return recalls(float(dot.reading.value))


def _comes(new: VMobject, old: VMobject, **how: Any) -> Travel:
    """Return the animation in which a thing comes from the place and the size of another."""
    ends = ((float(each.get_x()), float(each.get_y())) for each in (old, new))
    return Travel(new, Path(*ends), there=True, start=float(old.width / new.width), **how)
