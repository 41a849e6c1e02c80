"""Networks that learned over one gap are asked over the longest, beside those that learned over that: a column of dots for each.

It comes out of the chart of all networks: dots at the shorter gap and at the longest stay where they are, all else goes. From
each network that learned over the shorter gap a line goes on to how it does over the longest, between the two.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from manim import Animation, VGroup, VMobject

from scenes.mobjects.curves import Draw, Spot, Through
from scenes.mobjects.motion import Appear, Shade
from scenes.mobjects.places import kept_for, placed, stays
from scenes.mobjects.reading import Reading, Readings, phrase
from scenes.mobjects.sets.measured_table import Name
from scenes.mobjects.sets.reach_curves import ReachCurves
from scenes.mobjects.sets.study_curves import OVER, UNDER
from scenes.mobjects.text import BOLD, MEDIUM, Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.wires import Point

__all__ = ["Column", "LongerGap"]

TURNS = (0.0, 0.34), (0.34, 0.67), (0.67, 1.0)
"""When it is told of which column, as parts of a run time."""
LINE, BELOW, BETWEEN = 0.36, 0.22, 0.3
"""From the one line below a column to the other; how far below frames it is said what is in them; between two names."""


class Column(NamedTuple):
    """Dots of all networks: the ``key`` of how high they are, over which gap they ``learned`` and are ``asked``, by number."""

    key: str
    learned: int
    asked: int


class LongerGap:
    """The networks of a ``chart`` that ``learned`` over a gap, by its number, as they do over that and over the longest.

    ``far`` is the key of the study that has the latter. There are three columns: those over their own gap, the same ones over the
    longest, and those that learned over the longest. The first and the last have the chart's own dots. ``own`` and ``far`` are
    dots by row, run by run; ``lines`` join the two; ``says`` is below each column over which gaps they learned and are asked;
    ``names`` are in one row above, as no line ends beside the chart any more.
    """

    def __init__(self, chart: ReachCurves, read: Callable[..., Readings], learned: int, far: str, *, theme: Theme) -> None:
        self._chart, self._read, self._theme, self.learned = chart, read, theme, learned
        last = len(chart.along) - 1
        self.columns = Column(chart.measure, learned, learned), Column(far, learned, last), Column(chart.measure, last, last)
        self.own = [chart.dots[row][learned] for row in range(len(chart.rows))]
        self.far = [self._far(row) for row in range(len(chart.rows))]
        self.asked = [chart.dots[row][last] for row in range(len(chart.rows))]
        self.lines = [self._lines(row) for row in range(len(chart.rows))]
        self.says = VGroup(*(part for number in range(3) for part in (chart.brace(self.middle(number)), *self._below(number))))
        self.names = self._names()

    # -- where things are --------------------------------------------------------------------------------------------------

    def middle(self, number: int) -> float:
        """Return the x amid a column: that of the first and of the last gap in the chart, or a place before the last."""
        last = len(self._chart.along) - 1
        places = [self._chart.middle(at) for at in (self.learned, last - 1, last)]
        return {0: places[0], 1: (places[1] + places[2]) / 2, 2: places[2]}[number]

    def _x(self, number: int, row: int, run: int) -> float:
        """Return where the dot of a run is in a column: beside its middle, as in the chart."""
        dot = self._chart.dots[row][self.learned][run]
        return self.middle(number) + float(dot.get_x()) - self._chart.middle(self.learned)

    # -- what it is made of ------------------------------------------------------------------------------------------------

    def _far(self, row: int) -> list[Spot]:
        """Return dots of how those of a row that learned over the shorter gap do over the longest."""
        own, key, at = self._chart.rows[row], self.columns[1].key, self.learned

        def where(index: tuple[int, ...]) -> tuple[float, None]:
            return {(*own.place, at): self._x(1, row, index[-1])}[index[:-1]], None

        look: dict[str, Any] = {"heights": self._chart.heights, "paint": self._theme.colour(own.role)}
        values = self._read(key, *own.place, at).flat()
        return [placed(Spot(each, x=self._x(1, row, each.index[-1]), **look), where) for each in values]

    def _names(self) -> list[Name]:
        """Return the names of all rows in one line above the chart, up to its right edge."""
        made, right = list[Name](), self._chart.area.right
        for row in reversed(self._chart.rows):
            name = Name(row.named, row.name, theme=self._theme, size=self._theme.label, weight=BOLD, colour=row.role)
            made.insert(0, stays(name.sit_amid(right, self._chart.area.top + OVER, 1)))
            right = float(name.get_left()[0]) - BETWEEN
        return made

    def _lines(self, row: int) -> list[Through]:
        return [self._line(row, run, *ends) for run, ends in enumerate(zip(self.own[row], self.far[row], strict=True))]

    def _line(self, row: int, run: int, first: Spot, second: Spot) -> Through:
        along = [self._gap(number) for number in (0, 1)]
        places = {each.value: self._x(number, row, run) - self._chart.area.left for number, each in enumerate(along)}
        look: dict[str, Any] = {"paint": self._theme.colour(self._chart.rows[row].role), "width": self._theme.thin}
        where: dict[str, Any] = {"heights": self._chart.heights, "start": self._chart.area.left, "where": places.__getitem__}
        line: Through = Through([first.reading, second.reading], along, **where, **look).set_z_index(-1)
        return line

    def _gap(self, number: int) -> Reading:
        """Return over which gap those of a column are asked."""
        return self._chart.along[self.columns[number].asked]

    def _below(self, number: int) -> list[Label]:
        column, y = self.columns[number], self._chart.area.bottom - UNDER
        says = ("trained at {gap:0}", column.learned), ("asked across {gap:0}", column.asked)
        made = []
        for line, (said, gap) in enumerate(says):
            label = Label(phrase(said, gap=self._chart.along[gap]), theme=self._theme, weight=MEDIUM, colour="ink")
            made.append(kept_for(label.sit_amid(self.middle(number), y - line * LINE), gap))
        return made

    # -- what happens ------------------------------------------------------------------------------------------------------

    def opens(self, run_time: float, window: tuple[float, float]) -> list[Animation]:
        """Return animations in which it is said what columns are, and whose dots are of which colour."""
        return [Appear(each, window=window, run_time=run_time) for each in (*self.says, *self.names)]

    def asks(self, row: int, window: tuple[float, float], run_time: float) -> list[Animation]:
        """Return animations in which those of a row go over to how they do over the longest gap; a line is drawn behind each."""
        made: list[Animation] = []
        for before, after, line in zip(self.own[row], self.far[row], self.lines[row], strict=True):
            place: Point = (float(before.get_x()), float(before.get_y()))
            made.append(self._chart.comes(after, place, window=window, run_time=run_time))
            made.append(Draw(line, window=window, run_time=run_time))
        return made

    def of(self, row: int) -> list[list[VMobject]]:
        """Return the dots of a row by column, and with the first the lines that go on from them, and its name."""
        return [[self.names[row], *self.own[row], *self.lines[row]], [*self.far[row]], [*self.asked[row]]]

    def marks(self, row: int, least: float) -> list[VGroup]:
        """Return frames around those of a row that are at ``least`` so high in the middle column, and those not so in the last.

        In the one or the other of them there may be none.
        """
        high = [dot for dot in self.far[row] if float(dot.reading.value) >= least]
        low = [dot for dot in self.asked[row] if float(dot.reading.value) < least]
        return [VGroup(self._chart.around(dots)) if dots else VGroup() for dots in (high, low)]

    def tells(self, row: int, least: float, said: Sequence[str], run_time: float) -> list[Animation]:
        """Return animations in which all rows but one are dimmed, column by column, and of that it is said what it came to."""
        made: list[Animation] = []
        for other in (each for each in range(len(self.lines)) if each != row):
            for things, window in zip(self.of(other), TURNS, strict=True):
                made += [Shade(each, self._theme.dimmed, window=window, run_time=run_time) for each in things]
        for marks, text, number in zip(self.marks(row, least), said, (1, 2), strict=True):
            if len(marks):
                label = Label(text, theme=self._theme, weight=MEDIUM)
                marks.add(stays(label.sit_amid(self.middle(number), float(marks.get_bottom()[1]) - BELOW)))
                start, end = TURNS[number]
                made.append(Appear(marks, window=((start + end) / 2, end), run_time=run_time))
        return made

    def lights(self, row: int, least: float, run_time: float) -> list[Animation]:
        """Return animations in which the others are lit again, and framed as well."""
        made: list[Animation] = []
        for other in (each for each in range(len(self.lines)) if each != row):
            for things, window in zip(self.of(other), TURNS, strict=True):
                made += [Shade(each, 1.0, window=window, run_time=run_time) for each in things]
            for marks, (start, end) in zip(self.marks(other, least), TURNS[1:], strict=True):
                made += [Appear(each, window=((start + end) / 2, end), run_time=run_time) for each in marks]
        return made
