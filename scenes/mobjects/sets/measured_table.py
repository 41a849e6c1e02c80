"""A table of what was measured: a row for each network, a column for each measure, a dot for each run, their spread as a band.

Of two networks all dots are drawn, on one axis, so that it can be seen whether their bands have something in common; of others
the mean is printed below them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from manim import Animation, Line, VGroup, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.bars import unit_for
from scenes.mobjects.dots import Band, Bricks, Dot, Mark, Meeting, Scale
from scenes.mobjects.motion import Appear, Reveal
from scenes.mobjects.moves import Grow, Path, Travel
from scenes.mobjects.places import placed, stays
from scenes.mobjects.reading import Display, Phrase, Reading, Readings, phrase
from scenes.mobjects.text import BOLD, NORMAL, Label, settled
from scenes.mobjects.theme import Theme

__all__ = ["Column", "Compared", "Measured", "MeasuredTable", "Name"]

NAMES = -6.6
"""Where names begin."""
TALL, THICK, SEEDS = 1.5, 0.72, 0.46
"""From row to row; how high a band is; from the first dot of a row down to the last one."""
PAD = 0.45
"""How far the outermost dots are from the edges of their column."""
OVER, UNDER, END = 0.12, 0.14, 0.68
"""How far what is said of the mean stands above a band, or below it; and how far below the last one the ends of the axis are."""
SMALL, BELOW = 0.38, 1.0
"""From row to row of those whose means alone are told; and how far below the last band the first of them is."""
FALL = 0.5
"""From how far above it a dot falls to its place."""
BESIDE = 0.12
"""How far a number is from the end of its bar."""
LAG = 0.8
"""How much later the next brick comes, as a part of the time that one takes."""
HEAD = 1.0
"""How far heads stand above the middle of the first row."""


class Compared(NamedTuple):
    """A network that the table has a row for: its ``cell``'s index in the study, its name, and the role of its colour."""

    cell: int
    name: str
    role: str


class Measured(NamedTuple):
    """A measure of the study that has a column: its key, the ``area``, what stands above it, how means and ends are printed."""

    key: str
    area: Area
    head: Phrase
    mean: str = ""
    end: str = ""


class Name(Label):
    """What a kind of cell is called, where the study has the kind."""

    def __init__(self, reading: Reading, said: str | Phrase, **look: Any) -> None:
        self.reading, self._said = reading, {str(reading.value): said if isinstance(said, str) else said.text}
        super().__init__(said, **look)

    def displays(self) -> Iterator[Display]:
        """Yield the kind of cell, with what it is called."""
        yield from super().displays()
        yield Display(self.reading, "name", self.text, lambda value: self._said.get(value, ""))


class Column:
    """A measure of two networks: by row ``dots``, one for each run, the ``bands`` that they lie in, ``marks`` and ``means``.

    ``ground`` are the lines on which dots lie; ``meeting`` is what both bands have in common, or the gap between them.
    """

    def __init__(
        self, read: Callable[..., Readings], measure: Measured, rows: Sequence[Compared], heights: Sequence[float], theme: Theme
    ) -> None:
        self._read, self._rows, self._theme, self._measure = read, rows, theme, measure
        self.heights = {row.cell: y for row, y in zip(rows, heights, strict=True)}
        values = np.concatenate([read(measure.key, row.cell).values for row in rows])
        self.scale = Scale.over(values, measure.area, PAD)
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

    @property
    def ahead(self) -> int:
        """The row whose mean is larger."""
        means = [float(self._of("mean", row).value) for row in self._rows]
        return int(np.argmax(means))

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
        area, theme = self._measure.area, self._theme
        label = settled(self._measure.head, theme=theme, size=theme.label, room=area.width, colour="muted")
        return stays(label.sit(area.left, max(self.heights.values()) + HEAD, -1))

    def _line(self, y: float) -> Line:
        area, theme = self._measure.area, self._theme
        return Line((area.left, y, 0), (area.right, y, 0), stroke_color=theme.line, stroke_width=theme.thin)

    def _dots(self, row: Compared) -> list[Dot]:
        values, paint = self._read(self._measure.key, row.cell), self._theme.colour(row.role)
        apart = SEEDS / max(len(values) - 1, 1)

        def y(index: tuple[int, ...]) -> float:
            return self.heights[index[0]] + SEEDS / 2 * (len(values) > 1) - index[-1] * apart

        made = [Dot(value, scale=self.scale, y=y(value.index), paint=paint) for value in values.flat()]
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
        label = Label(phrase(self._measure.mean, mean=self._of("mean", row)), theme=self._theme)
        above, below = THICK / 2 + OVER + label.cap_height / 2, -THICK / 2 - UNDER - label.cap_height / 2
        places = {
            each.cell: (self._within(self._of("mean", each), label), self.heights[each.cell] + (below if number else above))
            for number, each in enumerate(self._rows)
        }
        return placed(label.sit_amid(*places[row.cell]), lambda index: places[index[0]])

    def _within(self, value: Reading, label: Label) -> float:
        """Return the x of a label at a value, or as near to it as the label is within the column."""
        area, half = self._measure.area, float(label.width) / 2
        return min(max(self.scale.x(float(value.value)), area.left + half), area.right - half)

    def _end(self, what: str, row: Compared) -> Label:
        """Return the number at an end of the axis: the least of all dots, or the most."""
        value, theme = self._of(what, row), self._theme
        x, y = self.scale.x(float(value.value)), min(self.heights.values()) - THICK / 2 - END
        label = Label(phrase(self._measure.end, value=value), theme=theme, size=theme.small, colour="muted").sit(x, y)
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
        box, area, theme = self.meeting, self._measure.area, self._theme
        label = Label("overlap" if self.overlap else "gap", theme=theme, size=theme.small, colour="ink")
        right = float(box.get_right()[0]) + BESIDE
        x, align = (right, -1) if right + label.width <= area.right else (float(box.get_left()[0]) - BESIDE, 1)
        return stays(label.sit_amid(x, float(box.get_y()), align))

    # -- what happens ----------------------------------------------------------------------------------------------------

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
        said = (*self.marks, *self.means, self.ends)
        return [*bands, *(Appear(each, run_time=run_time, window=(0.6, 1.0)) for each in said)]

    def meets(self, run_time: float) -> list[Animation]:
        """Return the animations in which it is shown what the bands have in common, or that there is a gap."""
        named = Appear(self.meeting_name, run_time=run_time, window=(0.7, 1.0))
        return [Grow(self.meeting, "left", run_time=run_time), named]


class MeasuredTable:
    """A table over a whole study: two networks in large rows, from ``top`` downward, and ``others`` in small ones below.

    ``counted`` is the measure that is the same in every run: a bar of ``bricks`` with a ``number``; ``columns`` are the others.
    """

    def __init__(
        self,
        read: Callable[..., Readings],
        rows: Sequence[Compared],
        others: Sequence[Compared],
        counted: Measured,
        measures: Sequence[Measured],
        *,
        blocks: str,
        theme: Theme,
        top: float,
    ) -> None:
        self._read, self._theme, self._counted, self._measures = read, theme, counted, measures
        self.rows, self.others = rows, others
        heights = [top - TALL * number for number in range(len(rows))]
        first = heights[-1] - THICK / 2 - BELOW
        self._heights = {row.cell: y for row, y in zip(rows, heights, strict=True)}
        self._heights |= {row.cell: first - SMALL * number for number, row in enumerate(others)}
        self.names = self._named(theme.caption)
        self.columns = [Column(read, measure, rows, heights, theme) for measure in measures]
        unit = unit_for(counted.area.width - 0.75, np.array([float(read(counted.key)[row.cell].value) for row in rows]))
        self.bricks = [self._bricks(row, blocks, unit) for row in rows]
        self.numbers = [self._number(row, bar) for row, bar in zip(rows, self.bricks, strict=True)]
        self.head = stays(
            settled(counted.head, theme=theme, size=theme.label, room=counted.area.width, colour="muted").sit(
                counted.area.left, top + HEAD, -1
            )
        )
        self.small = [each for row in others for each in self._small(row)]

    @property
    def lines(self) -> VGroup:
        """What stands for itself from the beginning: heads and the lines on which dots will lie."""
        return VGroup(self.head, *(each for column in self.columns for each in (column.head, column.ground)))

    def _at(self, index: tuple[int, ...]) -> float:
        return self._heights[index[0]]

    def _named(self, size: float) -> list[Name]:
        """Return the names of all networks in their rows, in a smaller size if one has no room beside what is counted."""
        for each in (size, self._theme.label, self._theme.small):
            names = [self._name(row, each, BOLD) for row in self.rows]
            if max(float(name.get_right()[0]) for name in names) <= self._counted.area.left - BESIDE:
                break
        return names

    def _name(self, row: Compared, size: float, weight: str) -> Name:
        look: Mapping[str, Any] = {"theme": self._theme, "size": size, "weight": weight, "colour": row.role}
        name = Name(self._read("cell")[row.cell], row.name, **look).sit_amid(NAMES, self._heights[row.cell], -1)
        return placed(name, lambda index: (NAMES, self._at(index)), -1)

    def _bricks(self, row: Compared, blocks: str, unit: float) -> Bricks:
        count, number, y = self._read(self._counted.key)[row.cell], self._read(blocks)[row.cell], self._heights[row.cell]
        left, paint = self._counted.area.left, self._theme.colour(row.role)
        bricks = Bricks(count, number, unit=unit, height=THICK * 0.7, left=left, y=y, paint=paint)
        return placed(bricks, lambda index: (left, self._at(index)), -1)

    def _number(self, row: Compared, bar: VMobject) -> Label:
        said = phrase("{count:0}", count=self._read(self._counted.key)[row.cell])
        label = Label(said, theme=self._theme, size=self._theme.caption)
        label.sit_amid(float(bar.get_right()[0]) + BESIDE, self._heights[row.cell], -1)
        return placed(label, lambda index: (None, self._at(index)))

    def _small(self, row: Compared) -> list[Label]:
        """Return the row of a network that is not compared: its name, its count, and its means."""
        theme, y = self._theme, self._heights[row.cell]
        said = [(self._counted.area.left, phrase("{count:0}", count=self._read(self._counted.key)[row.cell]))]
        for measure in self._measures:
            mean = self._read(f"{measure.key}_mean")[row.cell]
            said.append((measure.area.left, phrase(measure.mean, mean=mean)))
        made = [Label(each, theme=theme, size=theme.small, colour="muted").sit_amid(x, y, -1) for x, each in said]
        name = self._name(row, theme.small, NORMAL)
        return [name, *(placed(each, lambda index: (None, self._at(index))) for each in made)]

    def builds(self, run_time: float) -> list[Animation]:
        """Return the animations in which the bars of what is counted are laid, brick by brick, and then their numbers come."""
        bars = [Reveal(bar, list(bar), lag=LAG, run_time=run_time, window=(0.0, 0.85)) for bar in self.bricks]
        return [*bars, *(Appear(each, run_time=run_time, window=(0.75, 1.0)) for each in self.numbers)]
