"""What cells cost, each as many times as the first one does: a group of lines for each cell, all on one scale.

At the head of a group is room for its blocks of weights, each one unit wide. Below them is a line for each run in which a step
was timed: bricks of as many units as there are blocks, and a bar that would fill them were time a matter of numbers alone. The
first cell's step is the measure in every run: there it says how long it is.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from manim import Animation, Rectangle, VMobject

from scenes.mobjects.dots import SHADE, Bricks
from scenes.mobjects.light import mix
from scenes.mobjects.motion import Appear, Arrive
from scenes.mobjects.moves import Grow
from scenes.mobjects.passing import even
from scenes.mobjects.places import placed
from scenes.mobjects.reading import Display, Reading, phrase
from scenes.mobjects.sets.weight_rows import BESIDE, HIGH, NAMES
from scenes.mobjects.text import BOLD, NORMAL, Label, shrunk
from scenes.mobjects.theme import Theme
from scenes.mobjects.wires import Wire

__all__ = ["BRICKS", "COLD", "COUNT", "LEFT", "CostTable", "Line", "Run", "TimeBar", "Timed"]

COLD, COUNT, TIME = "cold_", "weights", "step_microseconds"
"""What goes before the names of times of steps before which caches were emptied; what is counted, and what is timed."""
LEFT, RIGHT, TOP, FOOT, ROOM, GAP = -4.4, 5.5, 2.67, -2.72, 0.4, 0.05
"""Where bars begin, and where the longest ends; from where to where lines go down; how much room is above a row of blocks for
names, and below it."""
ABOVE, NUMBER = 0.06, 1.1
"""How far below a group the rule is that ends it; how much room is for the number behind the longest bar."""
WIDEST = 1.25
"""The widest unit: behind four there is to be room for what is said of them."""
BRICK, BAR, TALLEST = 0.72, 0.46, 0.42
"""How much of a line a brick fills, and a bar over it; and the tallest line."""
SMALL, FOLD = 0.95, 0.95
"""How large names of lines are, and what is measured in them, in labels."""
BRICKS = 24.0
"""So many bricks have room side by side."""
COMES = 0.3
"""So long before the end of a race the last bar is there, in seconds: then its number comes."""


class Timed(NamedTuple):
    """A cell that was timed: its index in the study, that of its trace, its name and the role of its colour."""

    cell: int
    of: int
    name: str
    role: str


class Run(NamedTuple):
    """What was timed: steps in a size, an index in the study; of the kind :data:`COLD` such before which caches were emptied."""

    size: int
    kind: str = ""


class TimeBar(Rectangle):
    """The time of a step, as a bar from ``left``: as many times ``brick`` long as it is longer than that of a ``plain`` cell."""

    def __init__(self, time: Reading, plain: Reading, *, brick: float, height: float, left: float, y: float, paint: str) -> None:
        self.reading, self.plain, self.brick, self.home = time, plain, brick, left
        long = brick * float(time.value) / float(plain.value)
        super().__init__(width=long, height=height, stroke_width=0, fill_color=paint, fill_opacity=1)
        self.move_to((left + long / 2, y, 0))

    def displays(self) -> Iterator[Display]:
        """Yield both times, with the length that is really there."""
        time, plain, brick = float(self.reading.value), float(self.plain.value), self.brick
        yield Display(self.reading, "length", float(self.width), lambda value: brick * value / plain)
        yield Display(self.plain, "length", float(self.width), lambda value: brick * time / value)


class Line(NamedTuple):
    """A line of a group: what it is called, its bricks, what is measured, and what is said of that, behind it."""

    name: Label
    bricks: Bricks
    bar: TimeBar
    said: list[Label]

    @property
    def whole(self) -> list[VMobject]:
        """All of it."""
        return [self.name, self.bricks, self.bar, *self.said]


class CostTable:
    """The groups of some ``cells``, the first of which is the measure: ``value`` reads values, with ``of`` those of a trace.

    ``study`` is the ``of`` of the study, ``runs`` what was timed in it. One time the first cell is ``unit`` wide. By cell there
    are ``heads``, the heights of rows of blocks; by run and cell there are ``times``. ``rules`` are between groups.
    """

    def __init__(
        self, value: Callable[..., Reading], cells: Sequence[Timed], study: int, runs: Sequence[Run], *, theme: Theme
    ) -> None:
        self._value, self._cells, self._study, self._runs, self._theme = value, tuple(cells), study, tuple(runs), theme
        folds = [float(self._fold(cell, run).value) for cell in cells for run in runs]
        self.unit = min((RIGHT - LEFT) / max(folds), WIDEST)
        every = len(cells) * (HIGH + GAP) + (len(cells) - 1) * ROOM
        self._pitch = min((TOP - FOOT - every) / (len(cells) * len(runs)), TALLEST)
        tops = [TOP - number * (HIGH + GAP + ROOM + self._pitch * len(runs)) for number in range(len(cells))]
        self.heads = [top - HIGH / 2 for top in tops]
        ends = (NAMES, RIGHT + NUMBER), [top + ROOM - ABOVE for top in tops[1:]]
        self.rules = [Wire(*((x, y) for x in ends[0]), theme=theme, width=theme.thin, tip=False) for y in ends[1]]
        self._tops = {cell.cell: top - HIGH - GAP for cell, top in zip(cells, tops, strict=True)}
        self.times = [[self._timed(cell, number) for cell in cells] for number in range(len(runs))]

    # -- what it reads ---------------------------------------------------------------------------------------------------

    @property
    def _plain(self) -> Timed:
        """The cell that is the measure."""
        return self._cells[0]

    def _blocks(self, cell: Timed) -> Reading:
        return self._value("block_count", of=cell.of)

    def _measured(self, key: str, *index: int) -> Reading:
        return self._value(key, *index, of=self._study)

    def _time(self, cell: Timed, run: Run) -> Reading:
        return self._measured(f"{run.kind}{TIME}_median", cell.cell, run.size)

    def _fold(self, cell: Timed, run: Run) -> Reading:
        return self._measured(f"{run.kind}{TIME}_folds", self._plain.cell, cell.cell, run.size)

    # -- what it is made of ----------------------------------------------------------------------------------------------

    def _y(self, cell: Timed, number: int) -> float:
        """Return the middle of the line of a run."""
        return self._tops[cell.cell] - self._pitch * (number + 0.5)

    def _bricks(self, count: Reading, plain: Reading, cell: Timed, y: float) -> Bricks:
        theme, unit = self._theme, self.unit / float(plain.value)
        look: dict[str, Any] = {"unit": unit, "height": BRICK * self._pitch, "left": LEFT, "y": y}
        made = Bricks(count, self._blocks(cell), paint=mix(theme.ground, theme.colour(cell.role), SHADE), **look)
        made.set_z_index(-1)  # below the bars that they pass
        return made

    def _timed(self, cell: Timed, number: int) -> Line:
        """Return the line of a run of a cell."""
        run, y = self._runs[number], self._y(cell, number)
        count, plain = (self._measured(COUNT, each.cell, run.size) for each in (cell, self._plain))
        at: dict[tuple[int, ...], tuple[float, float]] = {(cell.cell, run.size): (LEFT, y)}
        bricks = placed(self._bricks(count, plain, cell, y), at.__getitem__, -1)
        time, least = (self._time(each, run) for each in (cell, self._plain))
        look: dict[str, Any] = {"height": BAR * self._pitch, "left": LEFT, "y": y, "paint": self._theme.colour(cell.role)}
        bar = placed(TimeBar(time, least, brick=self.unit, **look), at.__getitem__, -1)
        x = max(float(each.get_right()[0]) for each in (bricks, bar))
        return Line(self._called(run, y), bricks, bar, self._told(cell, run, x, y))

    def _called(self, run: Run, y: float) -> Label:
        """Return what a run is called."""
        said = "{units:0}, cache empty" if run.kind == COLD else "{units:0} unit{units:s}"
        told, room, theme = phrase(said, units=self._measured("units", run.size)), LEFT - NAMES - 2 * BESIDE, self._theme
        label = shrunk(told, theme=theme, size=SMALL * theme.label, room=room, colour="muted").sit_amid(NAMES, y, -1)
        at: dict[tuple[int, ...], tuple[float, float]] = {(run.size,): (NAMES, y)}
        return placed(label, at.__getitem__, -1)

    def _told(self, cell: Timed, run: Run, x: float, y: float) -> list[Label]:
        """Return how many times the first cell's a time is; and how long that is."""
        plain, theme = cell is self._plain, self._theme
        said = [(phrase("{fold:0} ×" if plain else "{fold:1} ×", fold=(fold := self._fold(cell, run))), fold, BOLD)]
        if plain:
            said.append((phrase("{time} µs", time=(time := self._time(cell, run))), time, NORMAL))
        made, pen = list[Label](), x + BESIDE
        for each, reading, weight in said:
            colour = "ink" if weight == BOLD else "muted"
            label = Label(each, theme=theme, size=FOLD * theme.label, weight=weight, colour=colour).sit_amid(pen, y, -1)
            made.append(placed(label, {reading.index: (pen, y)}.__getitem__, -1))
            pen = float(label.get_right()[0]) + BESIDE
        return made

    # -- what happens ----------------------------------------------------------------------------------------------------

    def lays(self, number: int, blocks: Sequence[Sequence[VMobject]], run_time: float) -> list[Animation]:
        """Return the animations in which bricks of a run come out of blocks."""
        made = list[Animation]()
        for line, own in zip(self.times[number], blocks, strict=True):
            made.append(Arrive(line.bricks, list(line.bricks), list(own), run_time=run_time, window=(0.0, 0.8)))
            made.append(Appear(line.name, run_time=run_time, window=(0.5, 1.0)))
        return made

    def long(self, number: int) -> float:
        """Return how many times the first cell's time the longest of a run is."""
        return max(float(self._fold(cell, self._runs[number]).value) for cell in self._cells)

    def races(self, number: int, pace: float) -> list[Animation]:
        """Return the animations in which the bars of a run grow side by side, and their numbers come where they stop.

        All are as fast: one time the first cell takes ``pace``, in seconds.
        """
        run_time, made = self.long(number) * pace + COMES, list[Animation]()
        for cell, line in zip(self._cells, self.times[number], strict=True):
            stop = float(self._fold(cell, self._runs[number]).value) * pace
            come = stop / run_time, (stop + COMES) / run_time
            made.append(Grow(line.bar, "left", run_time=run_time, window=(0.0, come[0]), rate_func=even))
            made += [Appear(each, run_time=run_time, window=come) for each in line.said]
        return made

    @property
    def seen(self) -> list[VMobject]:
        """All that stands when everything is measured."""
        return [each for run in self.times for line in run for each in line.whole]
