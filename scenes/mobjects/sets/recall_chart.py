"""How many new sentences networks complete: by gap a panel, in it a column for each kind of network, a dot for each training.

Below a panel is its gap, a bar: in all panels a word is as long.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from manim import Animation, Line, VGroup, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.bars import Bar
from scenes.mobjects.curves import SHARES, Across, Heights, Spot
from scenes.mobjects.leaves import dimmed
from scenes.mobjects.motion import Appear, Shade
from scenes.mobjects.moves import Path, Travel
from scenes.mobjects.places import kept_for, placed, stays
from scenes.mobjects.reading import Display, Phrase, Reading, Readings, phrase
from scenes.mobjects.scales import SCALE_ENDS
from scenes.mobjects.sets.measured_table import Name
from scenes.mobjects.sets.run_dots import Traced
from scenes.mobjects.sets.score_ruler import MIDDLE, WHOLE
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import BOLD, Label
from scenes.mobjects.theme import Theme

__all__ = ["BESIDE", "LEAST", "Count", "Panel", "RecallChart", "Sizes", "recalls"]

LEAST = Readings("scale.nearly_all", (), np.array(SCALE_ENDS["scale.nearly_all"]))[0]
"""Who ends so large a share of sentences correctly recalls."""
HOW, ENDS = ("does not", "recalls"), ("none", "all")
"""What is counted; and what shares of nought and of one are called."""
BESIDE, ABOVE, BELOW = 0.18, 0.46, 0.32
"""From the area to what its lines are, to how many recall, above it, and to names below it."""
SPAN, THICK, SAID, LONG = 0.72, 0.08, 0.34, 3.3
"""From the area to bars of gaps; how high one is; from there to what it says; and how long that of the longest gap is."""
AROUND, COMES = 0.1, 0.3
"""How far a frame is from a number in it; in which part of the time in which dots come in each of them does."""


class Sizes(NamedTuple):
    """How far apart columns are, and the dots in one, and the radius of a dot, in units; the size in which these are counted."""

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


class End(Label):
    """What the share at an end of the axis is called."""

    def __init__(self, reading: Reading, **look: Any) -> None:
        self.reading = reading
        super().__init__(ENDS[round(float(reading.value))], **look)

    def displays(self) -> Iterator[Display]:
        """Yield the share, with what it is called."""
        yield from super().displays()
        yield Display(self.reading, "name", self.text, lambda value: ENDS[round(value)])


class Panel:
    """Columns of dots around the x ``middle``, by row of a chart and run: the ``values`` of a row at one gap.

    ``names`` are below columns, ``counts`` above them. ``span`` is the ``gap``, and ``said`` is written below that.
    """

    def __init__(
        self,
        chart: "RecallChart",
        values: Sequence[Readings],
        middle: float,
        sizes: Sizes,
        gap: Reading,
        said: Sequence[Phrase],
    ) -> None:
        self._chart, self._theme, self.middle, self.sizes, self.values = chart, chart.theme, middle, sizes, tuple(values)
        self.dots = [self._dots(row, each) for row, each in enumerate(self.values)]
        self.names = [self._name(row) for row in range(len(self.values))]
        self.counts = [self._count(row) for row in range(len(self.values))]
        self.left = self.x(0) - (len(self.dots[0]) - 1) / 2 * sizes.step - sizes.radius
        self.span = self._span(gap)
        self.said = self.says(*said)

    def x(self, row: int) -> float:
        """Return the middle of a column."""
        return self.middle + (row - (len(self.values) - 1) / 2) * self.sizes.pitch

    def _dots(self, row: int, values: Readings) -> list[Spot]:
        runs = [*values.flat()]
        xs = {each.index: self.x(row) + (at - (len(runs) - 1) / 2) * self.sizes.step for at, each in enumerate(runs)}
        look: dict[str, Any] = {"paint": self._chart.paint(row), "radius": self.sizes.radius, "heights": self._chart.heights}
        return [placed(Spot(each, x=xs[each.index], **look), lambda index: (xs[index], None)) for each in runs]

    def _name(self, row: int) -> Name:
        own, theme = self._chart.rows[row], self._theme
        name = Name(own.named, own.name, theme=theme, size=theme.caption, weight=BOLD, colour=own.role)
        return stays(name.sit_amid(self.x(row), self._chart.area.bottom - BELOW))

    def _count(self, row: int) -> Count:
        look: dict[str, Any] = {"theme": self._theme, "size": self.sizes.written, "weight": BOLD}
        runs = [dot.reading for dot in self.dots[row]]
        made = Count(runs, self._chart.runs, colour=self._chart.rows[row].role, **look)
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

    def falls(self, run_time: float, *, but: Sequence[Spot] = ()) -> list[Animation]:
        """Return animations in which its dots come in at their places, column by column; but for some that are there."""
        coming = [dot for dot in self.every if dot not in but]
        starts = np.linspace(0.0, 1.0 - COMES, len(coming)).tolist()
        return [Appear(dot, window=(at, at + COMES), run_time=run_time) for dot, at in zip(coming, starts, strict=True)]

    def judged(self, run_time: float, window: tuple[float, float]) -> list[Animation]:
        """Return animations in which, row by row, dots are dimmed that do not recall, others are lit, and these are counted."""
        made, turns = list[Animation](), pairwise(np.linspace(*window, len(self.dots) + 1).tolist())
        for dots, count, own in zip(self.dots, self.counts, turns, strict=True):
            levels = (1.0 if _lit(dot) else self._theme.dimmed for dot in dots)
            made += [Shade(dot, level, window=own, run_time=run_time) for dot, level in zip(dots, levels, strict=True)]
            made.append(Appear(count, window=own, run_time=run_time))
        return made

    def follows(self, other: "Panel", **how: Any) -> list[Animation]:
        """Return animations in which its dots, which are as quiet as those, come from where those of another are."""
        dimmed([new for new, old in zip(self.every, other.every, strict=True) if not _lit(old)], self._theme.dimmed)
        return [_comes(*pair, **how) for pair in zip(self.every, other.every, strict=True)]

    def hands_over(self, other: "Panel", **how: Any) -> list[Animation]:
        """Return animations in which all of it but what is said comes from where it is in another panel."""
        pairs = zip([*self.names, *self.counts, self.span], [*other.names, *other.counts, other.span], strict=True)
        return [*self.follows(other, **how), *(_comes(*pair, **how) for pair in pairs)]

    def framed(self, row: int) -> Box:
        """Return a frame around how many of a row recall."""
        count, theme = self.counts[row], self._theme
        look: dict[str, Any] = {"stroke_color": theme.focus, "stroke_width": theme.stroke, "corner_radius": AROUND / 2}
        box = Box(width=float(count.width) + 3 * AROUND, height=count.cap_height + 2 * AROUND, **look)
        box.move_to((float(count.get_x()), count.baseline + count.cap_height / 2, 0))
        return box


class RecallChart:
    """The axis of shares in an ``area``, for panels of ``rows``. ``longest`` is the longest gap, ``guess`` what guessing does.

    There are so many ``runs`` of each. ``frame`` are its lines, ``line`` what dots must reach.
    """

    def __init__(
        self, rows: Sequence[Traced], area: Area, longest: Reading, guess: Reading, runs: Reading, *, theme: Theme
    ) -> None:
        self.theme, self.area, self.rows, self.runs, self.heights = theme, area, tuple(rows), runs, Heights.of_shares(area)
        self.unit = LONG / float(longest.value)
        self.top, self.foot = (self._end(each) for each in reversed([*SHARES.flat()]))
        self.guess = self._level(guess, "guessing")
        self.line = self._level(LEAST, phrase("recalls: {share:1}", share=LEAST))

    def paint(self, row: int) -> str:
        """Return the colour of a row."""
        return self.theme.colour(self.rows[row].role)

    @property
    def frame(self) -> list[VGroup]:
        """What is there before anything is counted."""
        return [self.top, self.guess, self.foot]

    def middles(self, count: int) -> list[float]:
        """Return the middles of so many panels side by side."""
        return [self.area.left + self.area.width * (at + 0.5) / count for at in range(count)]

    def counted(self, said: str) -> Label:
        """Return what is counted above panels, on the left of them."""
        return self._beside(Label(said, theme=self.theme, size=self.theme.label, colour="muted"), self.area.top + ABOVE)

    def _beside(self, label: Label, y: float) -> Label:
        return stays(label.sit_amid(self.area.left - BESIDE, y, 1))

    def _end(self, share: Reading) -> VGroup:
        """Return the line at an end of the axis, and what it is."""
        y, theme = self.heights.y(float(share.value)), self.theme
        line = Line((self.area.left, y, 0), (self.area.right, y, 0), stroke_color=theme.line, stroke_width=theme.thin)
        label = End(share, theme=theme, size=theme.label, colour="muted")
        return VGroup(line, self._beside(label, y)).set_z_index(-3)

    def _level(self, share: Reading, said: str | Phrase) -> VGroup:
        """Return a line at the height of a share, and what it is."""
        line = Across(share, heights=self.heights, area=self.area, theme=self.theme)
        label = Label(said, theme=self.theme, size=self.theme.label, colour="muted")
        return VGroup(line, self._beside(label, self.heights.y(float(share.value)))).set_z_index(-3)


def _lit(dot: Spot) -> bool:
    """Tell whether a dot is of a network that recalls."""
    return recalls(float(dot.reading.value))


def _comes(new: VMobject, old: VMobject, **how: Any) -> Travel:
    """Return the animation in which a thing comes from the place and the size of another."""
    ends = ((float(each.get_x()), float(each.get_y())) for each in (old, new))
    return Travel(new, Path(*ends), there=True, start=float(old.width / new.width), **how)
