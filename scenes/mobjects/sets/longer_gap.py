"""Networks that learned over one gap are asked over the longest, beside those that learned over that: a column of dots for each.

It comes out of the chart of all networks: dots at the shorter gap and at the longest stay where they are, as does what is below
them. Between the two a column opens, into which each network that learned over the shorter gap leaps.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from manim import Animation, VMobject

from scenes.mobjects.curves import Draw, Spot, Through, polyline
from scenes.mobjects.leaves import dimmed
from scenes.mobjects.motion import Appear, Shade
from scenes.mobjects.moves import Path, Travel
from scenes.mobjects.places import placed
from scenes.mobjects.reading import Display, Readings
from scenes.mobjects.sets.reach_curves import AROUND, AskedCurves
from scenes.mobjects.sets.recalled import Recalled, recalls
from scenes.mobjects.shapes import Box
from scenes.mobjects.theme import Theme

__all__ = ["Leap", "LongerGap"]

RISE, STEPS = 0.66, 24
"""How far the point that bends a leap is above its higher end, and of how many straight pieces a leap is made."""
TURNS = (0.0, 0.34), (0.34, 0.67), (0.67, 1.0)
"""When it is told of which column, as parts of a run time."""
LATE = 0.4
"""The part of a time in which the last of several that leap sets out."""


class Leap(Through):
    """A bow from how high a network is in one column to how high it is in the next."""

    def __init__(self, first: Spot, second: Spot, *, paint: str, width: float) -> None:
        ends = [np.array(each.get_center()[:2], float) for each in (first, second)]
        where: dict[str, Any] = {"heights": first.heights, "start": float(ends[0][0]), "where": lambda _: 0.0}
        readings = [first.reading, second.reading]
        super().__init__(readings, readings, paint=paint, width=width, **where)
        self._ends, self.corners = readings, bow(*ends)
        self.reached = len(self.corners) - 1
        self.points = polyline(self.corners)

    def displays(self) -> Iterator[Display]:
        """Yield how high it begins, and, once it is all drawn, how high it ends."""
        rule, home = self.heights.long, self.heights.home
        yield Display(self._ends[0], "length", float(self.points[0][1]) - home, rule)
        if self.reached == len(self.corners) - 1:
            yield Display(self._ends[1], "length", float(self.points[-1][1]) - home, rule)


def bow(start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Return places along a bow over two places, evenly apart, ``(place, 3)``."""
    bend = np.array([(start[0] + end[0]) / 2, max(start[1], end[1]) + RISE])
    shares = np.linspace(0.0, 1.0, 8 * STEPS)[:, np.newaxis]
    fine = (1 - shares) ** 2 * start + 2 * shares * (1 - shares) * bend + shares**2 * end
    reached = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(fine, axis=0), axis=1))])
    even = np.linspace(0.0, reached[-1], STEPS + 1)
    return np.stack([*(np.interp(even, reached, axis) for axis in fine.T), np.zeros(STEPS + 1)], axis=-1)


class LongerGap:
    """The networks of a ``chart`` that ``learned`` over a gap, by its number, as they do over that and over the longest.

    ``far`` is the key of the study that has the latter. ``own``, ``far`` and ``asked`` are dots by row, run by run: of those over
    their own gap, of the same ones over the longest, and of those that learned over the longest; the first and the last are the
    chart's. ``leaps`` go from the first to the second, ``counts`` are below these, as the ``recalled`` ones of the others.
    """

    def __init__(
        self, chart: AskedCurves, recalled: Recalled, read: Callable[..., Readings], learned: int, far: str, *, theme: Theme
    ) -> None:
        self._chart, self._theme, self.learned, last = chart, theme, learned, len(chart.along) - 1
        self.middle = (chart.middle(last - 1) + chart.middle(last)) / 2
        rows = range(len(chart.rows))
        self.own, self.asked = ([chart.dots[row][at] for row in rows] for at in (learned, last))
        self.far = [self._far(row, read(far, *chart.rows[row].place, learned)) for row in rows]
        self.leaps = [[self._leap(row, *ends) for ends in zip(self.own[row], self.far[row], strict=True)] for row in rows]
        self.counts = [recalled.count(row, self.far[row], self.middle + chart.x(row, last) - chart.middle(last)) for row in rows]
        self._counts = [(self.counts[row], recalled.counts[row][last], recalled.counts[row][learned]) for row in rows]
        self.under = [chart.brace(self.middle), *(chart.number(at, self.middle, line) for line, at in enumerate((learned, last)))]

    # -- what it is made of ------------------------------------------------------------------------------------------------

    def _far(self, row: int, values: Readings) -> list[Spot]:
        """Return dots of how those of a row that learned over the shorter gap do over the longest, each dimmed as it was."""

        def x(run: int) -> float:
            return self.middle + float(self.own[row][run].get_x()) - self._chart.middle(self.learned)

        def where(index: tuple[int, ...]) -> tuple[float, None]:
            return {values.index: x(index[-1])}[index[:-1]], None

        look: dict[str, Any] = {"heights": self._chart.heights, "paint": self._theme.colour(self._chart.rows[row].role)}
        made = [placed(Spot(each, x=x(each.index[-1]), **look), where) for each in values.flat()]
        dimmed([dot for dot, own in zip(made, self.own[row], strict=True) if not _recalls(own)], self._theme.dimmed)
        return made

    def _leap(self, row: int, first: Spot, second: Spot) -> Leap:
        lit, theme = _recalls(first), self._theme
        made = Leap(first, second, paint=theme.colour(self._chart.rows[row].role), width=theme.stroke if lit else theme.thin)
        dimmed([] if lit else [made], theme.dimmed)
        made.set_z_index(-1)
        return made

    # -- what happens ------------------------------------------------------------------------------------------------------

    def opens(self, run_time: float, window: tuple[float, float]) -> list[Animation]:
        """Return animations in which it is said what the column is."""
        return [Appear(each, window=window, run_time=run_time) for each in self.under]

    def runs(self, rows: Sequence[int], *, lit: bool) -> list[tuple[int, int]]:
        """Return those of some rows that recall over the gap that they learned, or all others, each as its row and its run."""
        return [(row, run) for row in rows for run, dot in enumerate(self.own[row]) if _recalls(dot) == lit]

    def leap(self, who: Sequence[tuple[int, int]], run_time: float) -> list[Animation]:
        """Return animations in which some leap, one after the other, each drawing its bow behind it."""
        made: list[Animation] = []
        for turn, (row, run) in enumerate(who):
            start = LATE * turn / max(len(who) - 1, 1)
            line, look = self.leaps[row][run], {"window": (start, start + 1 - LATE), "run_time": run_time}
            way = Path(*((float(x), float(y)) for x, y, _ in line.corners))
            made += [Travel(self.far[row][run], way, **look), Draw(line, **look)]  # type: ignore[arg-type]
        return made

    def counted(self, run_time: float, window: tuple[float, float]) -> list[Animation]:
        """Return animations in which it is counted who recalls over the longest gap."""
        return [Appear(each, window=window, run_time=run_time) for each in self.counts]

    def bright(self, row: int) -> list[VMobject]:
        """Return what of a row is not dimmed where no row is, but for its name."""
        return [each for column in self._columns(row) for each in column]

    def _columns(self, row: int) -> list[list[VMobject]]:
        """Return that by column, with the first the bows that go on from it."""
        pairs = [each for each in zip(self.own[row], self.leaps[row], self.far[row], strict=True) if _recalls(each[0])]
        own, leaps, far = ([each[part] for each in pairs] for part in range(3))
        asked = [dot for dot in self.asked[row] if _recalls(dot)]
        middle, last, first = self._counts[row]
        return [[*own, *leaps, first], [*far, middle], [*asked, last]]

    def marks(self, row: int) -> list[Box]:
        """Return frames around how many of a row recall over the longest gap that learned over the shorter, and over it."""
        made = []
        for count in self._counts[row][:2]:
            look: dict[str, Any] = {
                "stroke_color": self._theme.focus,
                "stroke_width": self._theme.stroke,
                "corner_radius": AROUND / 2,
            }
            box = Box(width=float(count.width) + 3 * AROUND, height=count.cap_height + 2 * AROUND, **look)
            box.move_to((float(count.get_x()), count.baseline + count.cap_height / 2, 0))
            made.append(box)
        return made

    def tells(self, row: int, run_time: float) -> list[Animation]:
        """Return animations in which all rows but one are dimmed, and of that it is framed what it came to."""
        quiet = [
            Shade(each, self._theme.dimmed, window=window, run_time=run_time)
            for other in range(len(self.leaps))
            if other != row
            for column, window in zip(self._columns(other), TURNS, strict=True)
            for each in column
        ]
        names = [self._chart.names[other] for other in range(len(self.leaps)) if other != row]
        quiet += [Shade(each, self._theme.dimmed, window=TURNS[0], run_time=run_time) for each in names]
        marks = zip(self.marks(row), TURNS[1:], strict=True)
        return [*quiet, *(Appear(each, window=((start + end) / 2, end), run_time=run_time) for each, (start, end) in marks)]

    def lights(self, rows: Sequence[int], run_time: float, window: tuple[float, float]) -> list[Animation]:
        """Return animations in which what was dimmed of some rows is lit again."""
        lit = [each for row in rows for each in (self._chart.names[row], *self.bright(row))]
        return [Shade(each, 1.0, window=window, run_time=run_time) for each in lit]


def _recalls(dot: Spot) -> bool:
    """Tell whether a dot is of a network that recalls."""
    return recalls(float(dot.reading.value))
