"""Networks that learned over one gap are asked over the longest, beside those that learned over that: a column of dots for each.

It comes out of the chart of all networks: what was there goes aside, what is at the longest gap stays. From each network that
learned over the shorter gap a line goes on to how it does over the longest.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from manim import Animation, VGroup, VMobject

from scenes.mobjects.curves import Draw, Spot, Through
from scenes.mobjects.motion import Appear, Shade
from scenes.mobjects.places import kept_for, placed, stays
from scenes.mobjects.reading import Reading, Readings, phrase
from scenes.mobjects.sets.reach_curves import ReachCurves
from scenes.mobjects.sets.study_curves import UNDER
from scenes.mobjects.text import MEDIUM, Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.wires import Point

__all__ = ["Column", "LongerGap"]

TURNS = (0.0, 0.34), (0.34, 0.67), (0.67, 1.0)
"""When it is told of which column, as parts of a run time."""
LINE, BELOW = 0.36, 0.22
"""From the one line below a column to the other; how far below frames it is said what is in them."""


class Column(NamedTuple):
    """Dots of all networks: the ``key`` of how high they are, over which gap they ``learned`` and are ``asked``, by number."""

    key: str
    learned: int
    asked: int


class LongerGap:
    """The networks of a ``chart`` that ``learned`` over a gap, by its number, as they do over that and over the longest.

    ``far`` is the key of the study that has the latter. There are three columns: those over their own gap, the same ones over the
    longest, and those that learned over the longest, whose dots are the chart's own. ``own`` and ``far`` are dots by row, run by
    run; ``lines`` join the two; ``says`` is below each column over which gaps they learned and are asked.
    """

    def __init__(self, chart: ReachCurves, read: Callable[..., Readings], learned: int, far: str, *, theme: Theme) -> None:
        self._chart, self._read, self._theme, self.learned = chart, read, theme, learned
        last = len(chart.along) - 1
        self.columns = Column(chart.measure, learned, learned), Column(far, learned, last), Column(chart.measure, last, last)
        self.own, self.far = (self._dots(number) for number in (0, 1))
        self.asked = [chart.dots[row][last] for row in range(len(chart.rows))]
        self.lines = [self._lines(row) for row in range(len(chart.rows))]
        self.says = VGroup(*(label for number in range(3) for label in self._below(number)))

    # -- where things are --------------------------------------------------------------------------------------------------

    def middle(self, number: int) -> float:
        """Return the x amid a column: the last one is where the longest gap is in the chart, the first where the shortest is."""
        first, last = self._chart.middle(0), self._chart.middle(len(self._chart.along) - 1)
        return first + number * (last - first) / 2

    def _x(self, number: int, row: int, run: int) -> float:
        """Return where the dot of a run is in a column: beside its middle, as in the chart."""
        dot = self._chart.dots[row][self.learned][run]
        return self.middle(number) + float(dot.get_x()) - self._chart.middle(self.learned)

    # -- what it is made of ------------------------------------------------------------------------------------------------

    def _dots(self, number: int) -> list[list[Spot]]:
        return [self._row(number, row) for row in range(len(self._chart.rows))]

    def _row(self, number: int, row: int) -> list[Spot]:
        own, key, at = self._chart.rows[row], self.columns[number].key, self.learned
        paint = self._theme.colour(own.role)

        def where(index: tuple[int, ...]) -> tuple[float, None]:
            return {(*own.place, at): self._x(number, row, index[-1])}[index[:-1]], None

        look: dict[str, Any] = {"heights": self._chart.heights, "paint": paint}
        values = self._read(key, *own.place, at).flat()
        return [placed(Spot(each, x=self._x(number, row, each.index[-1]), **look), where) for each in values]

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
        says = ("trained at {gap:0}", column.learned), ("asked across {gap:0} words", column.asked)
        made = []
        for line, (said, gap) in enumerate(says):
            label = Label(phrase(said, gap=self._chart.along[gap]), theme=self._theme, weight=MEDIUM, colour="ink")
            made.append(kept_for(label.sit_amid(self.middle(number), y - line * LINE), gap))
        return made

    # -- what happens ------------------------------------------------------------------------------------------------------

    def opens(self, run_time: float, window: tuple[float, float]) -> list[Animation]:
        """Return animations in which those that learned over the shorter gap go aside, and it is said what columns are."""
        made: list[Animation] = []
        for row, dots in enumerate(self.own):
            for run, dot in enumerate(dots):
                made.append(self._goes(dot, self._chart.dots[row][self.learned][run], window, run_time, there=True))
        return [*made, Appear(self.says, window=(sum(window) / 2, window[1]), run_time=run_time)]

    def asks(self, row: int, window: tuple[float, float], run_time: float) -> list[Animation]:
        """Return animations in which those of a row go over to how they do over the longest gap; a line is drawn behind each."""
        made: list[Animation] = []
        for before, after, line in zip(self.own[row], self.far[row], self.lines[row], strict=True):
            made.append(self._goes(after, before, window, run_time))
            made.append(Draw(line, window=window, run_time=run_time))
        return made

    def _goes(self, dot: Spot, start: Spot, window: tuple[float, float], run_time: float, **how: Any) -> Animation:
        """Return the animation in which a dot comes from where another one is."""
        place: Point = (float(start.get_x()), float(start.get_y()))
        return self._chart.comes(dot, place, window=window, run_time=run_time, **how)

    def of(self, row: int) -> list[list[VMobject]]:
        """Return the dots of a row by column, and with the first the lines that go on from them."""
        return [[*self.own[row], *self.lines[row]], [*self.far[row]], [*self.asked[row]]]

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
