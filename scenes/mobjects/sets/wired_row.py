"""A small cell that is wired in one of several ways: what it reads below, its h at every step, what it writes above.

The cell is one box with the print of its weights. It runs along the row from step to step, and leaves its h behind at each. The
row stands in a pose, and goes from one to another as it is, smaller or larger.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from manim import Animation, VGroup, VMobject

from scenes.mobjects.motion import Arrive, Reveal, Shade, Vanish
from scenes.mobjects.moves import Light, Path, Travel
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.passing import Go, Pass
from scenes.mobjects.places import placed
from scenes.mobjects.plays import Play
from scenes.mobjects.reading import Reading, Readings, phrase
from scenes.mobjects.sets.recurrent_cell import Column, Copy, Print
from scenes.mobjects.theme import Theme
from scenes.mobjects.tokens import Chip
from scenes.mobjects.wires import Point, Wire

__all__ = ["ASIDE", "CELL", "MAKING", "PRINTED", "Pose", "WiredRow", "laid_out"]

PITCH, GAP = 1.4, 0.5
"""From step to step at the most; between two rows side by side."""
UP, DOWN = 0.87, -0.87
"""Heights above the middle of the cells: of what is written, and of what is read."""
CELL, COLUMN = (1.02, 0.96), (0.42, 0.82)
STAMPS = (0.88, 0.82), (0.36, 0.82)
"""Sizes: of the cell, of h, and of the print of its weights: at first, and when it has made room for h, which is left of it."""
ASIDE, BESIDE = 0.2, 0.46
"""How far right of h the middle of the cell is, and that of the print."""
PRINTED = 4, 3
"""So many units have their weights in the print: those for so many entries of h, and those for all of x."""
FREE = 0.02
"""Between a wire and what it does not touch."""
HIGH, LARGE = 0.41, 1.15
"""How high a chip is, and how many times as large as elsewhere it is."""
LEAVES, COMES, ENTERS = 0.2, 0.66, 0.4
"""Parts of a step: when the cell has gone on, when what comes in has arrived; and when it has, at the first step."""
SENT, DOOR = (0.82, 0.16), (0.55, 1.0)
"""How large a digit is that goes into the cell, on its way and in the door, and between which parts of the way it shrinks."""
MAKING = 0.74
"""The part of a step in which h is made; in the rest it is written from."""


class Pose(NamedTuple):
    """How a row stands: where its first h is, how high the middle of its cells is, and how many times its size it has."""

    left: float
    y: float
    size: float = 1.0


class WiredRow:
    """One wiring: ``count`` steps, of which the first ``reads`` read and those from ``first`` on write.

    ``read`` and ``value`` return readings of its trace. Each step has its h a ``pitch`` further than the one before, in a
    row that has its own size.
    """

    def __init__(
        self,
        read: Callable[..., Readings],
        value: Callable[..., Reading],
        steps: tuple[int, int, int],
        pose: Pose,
        pitch: float,
        *,
        notation: Notation,
        theme: Theme,
    ) -> None:
        self._read, self._value, self._theme = read, value, theme
        self._look: dict[str, Any] = {"notation": notation, "theme": theme}
        self.count, self.reads, self.first = steps
        self.pose, self.pitch = pose, pitch
        self.columns: list[Column] = []
        self.outputs: list[Chip] = []
        times = range(self.count)
        self.inputs = [self._chip(value("read", time), DOWN, time, "source") for time in times[: self.reads]]
        self.copies = [self._copy(time, STAMPS[0], ASIDE) for time in times]
        self.cell = self._copy(0, STAMPS[1], BESIDE)
        self._at = -1  # the step at which the cell is
        self._gathered = False
        self.links = [self._link(time) for time in times[:-1]]
        self.entrances = [self._upright(time, DOWN + HIGH / 2 + FREE, -CELL[1] / 2, "source") for time in times[: self.reads]]
        self.exits = [self._upright(time, CELL[1] / 2, UP - HIGH / 2 - FREE, "target") for time in times[self.first :]]

    @property
    def wires(self) -> list[Wire]:
        """All wires, those that things lie on first."""
        return [*self.links, *self.entrances, *self.exits]

    def x(self, time: int) -> float:
        """Return the middle of h at a step, and of what is read and written there."""
        return self.pose.left + time * self.pitch * self.pose.size

    def up(self, above: float) -> float:
        """Return how high something is that is so far above the middle of the cells in a row of its own size."""
        return self.pose.y + above * self.pose.size

    def at(self, time: int) -> Point:
        """Return the middle of the cell at a step."""
        return self.x(time) + ASIDE * self.pose.size, self.pose.y

    # -- what there is -----------------------------------------------------------------------------------------------------

    def _copy(self, time: int, size: tuple[float, float], aside: float) -> Copy:
        weights = self._read("weight")
        units, stacked = weights.values.shape
        entries = [*range(PRINTED[1]), *range(units, stacked)]
        stamp = Print(weights, range(PRINTED[0]), entries, self._sized(size), **self._look)
        made = Copy(self.at(time), self._sized(CELL), stamp, theme=self._theme)
        made.stamp.move_to((self.x(time) + aside * self.pose.size, self.pose.y, 0))
        return made

    def _sized(self, size: tuple[float, float]) -> tuple[float, float]:
        """Return a size as it is in this pose."""
        return size[0] * self.pose.size, size[1] * self.pose.size

    def _chip(self, word: Reading, up: float, time: int, colour: str) -> Chip:
        chip = Chip(phrase("{word}", word=word), theme=self._theme, state="past", high=HIGH / LARGE)
        chip.scale(LARGE * self.pose.size)
        chip.box.set_stroke(self._theme.colour(colour), width=self._theme.stroke)
        skipped = time - word.index[-1]
        chip.shift((self.x(time) - float(chip.get_x()), self.up(up) - float(chip.box.get_y()), 0))
        rise = (float(chip.word.baseline + chip.word.cap_height / 2) - self.pose.y) / self.pose.size
        placed(chip.word, lambda index: (self.x(index[-1] + skipped), self.up(rise)))
        return chip

    def _upright(self, time: int, start: float, end: float, colour: str) -> Wire:
        x = self.x(time)
        return Wire((x, self.up(start)), (x, self.up(end)), theme=self._theme, colour=colour)

    def _link(self, time: int) -> Wire:
        """Return the wire from one h to the next one: it begins where the last one ends, below the first."""
        start, end = (self.x(each) - COLUMN[0] / 2 * self.pose.size for each in (time, time + 1))
        return Wire((start, self.pose.y), (end, self.pose.y), theme=self._theme, colour="state")

    def _column(self, time: int) -> Column:
        values = self._read("hidden", time)
        wide, high = self._sized(COLUMN)
        made = Column(values, range(len(values)), (self.x(time), self.pose.y), (wide, high / len(values)), **self._look)

        def rise(unit: int) -> float:
            return COLUMN[1] * (0.5 - (unit + 0.5) / len(values))

        for cell in made.cells.values():
            placed(cell.patch, lambda index: (self.x(index[0]), self.up(rise(index[-1]))))
        return made

    # -- what happens ------------------------------------------------------------------------------------------------------

    def shown(self) -> list[VMobject]:
        """Return all that is there at first: wires below, then what is to be read, and a copy of the cell at each step."""
        return [*self.wires, *self.inputs, *self.copies[::-1]]

    def woken(self, run_time: float, window: tuple[float, float]) -> list[Animation]:
        """Return animations in which it is lit, and its digits go in, one after the other, in a window of the time."""
        start, long = window[0], window[1] - window[0]
        each = 0.8 * long / self.reads
        begins = [start + 0.2 * long + number * each for number in range(self.reads)]
        coming = [self._sent(time, window=(begin, begin + each), run_time=run_time) for time, begin in enumerate(begins)]
        return [*coming, self.shade(1.0, run_time, window=(start, start + 0.4 * long))]

    def lit(self, run_time: float, window: tuple[float, float] = (0.0, 1.0)) -> list[Animation]:
        """Return animations in which light runs along the row, once through all steps, in a window of the run time."""
        start, each = window[0], (window[1] - window[0]) / self.count
        parts: list[list[VMobject]] = [[column.frame] for column in self.columns] or [[copy.box] for copy in self.copies]
        edges = [chip.box for chip in self.inputs]
        for found, first in (
            (edges, 0),
            (self.entrances, 0),
            (self.exits, self.first),
            (self.links, 0),
            (self._edges, self.first),
        ):
            for time, thing in enumerate(found, start=first):
                parts[time].append(thing)
        return [
            Light(thing, self._theme, window=(start + time * each, start + (time + 1) * each), run_time=run_time)
            for time, some in enumerate(parts)
            for thing in some
        ]

    @property
    def _edges(self) -> list[VMobject]:
        """The edges of what is written by now."""
        return [chip.box for chip in self.outputs]

    def gather(self, seconds: float) -> Iterator[Play]:
        """Yield what is to be played: all copies go to the first one, and are that one."""
        self._gathered = True
        others = self.copies[1:]
        if others:
            ways = [Path(self.at(time), self.at(0)) for time in range(1, self.count)]
            how: dict[str, Any] = {"leaves": True, "along": self.links, "run_time": seconds}
            yield Play([Go(copy, way, **how) for copy, way in zip(others, ways, strict=True)])

    def step(self, time: int, run_time: float) -> Play:
        """Return what is played as the cell goes on to a step, takes in what is there for it, and makes h of it.

        At the first step its print makes room for h when the digit has nearly come.
        """
        start, arrived = (LEAVES, COMES) if time else (0.0, ENTERS)
        how: dict[str, Any] = {"window": (start, arrived), "run_time": run_time}
        gone: list[VMobject] = []
        going: list[Animation] = []
        coming: list[Animation] = []
        if time:
            way = Path(self.at(time - 1), self.at(time))
            going.append(Go(self.cell, way, window=(0.0, start), along=self.links, run_time=run_time))
            coming.append(self._handed(time, **how))
        elif self._at < 0:
            gone.append(self.copies[0])
            late = {**how, "window": (0.5 * arrived, arrived)}
            going.append(Arrive(self.cell, [*self.cell.stamp], [*self.copies[0].stamp], **late))
        if time < self.reads:
            coming.append(self._sent(time, **how))
        self._at = time
        self.columns.append(column := self._column(time))
        lit = Light(self.cell.box, self._theme, window=(arrived - 0.04, 1.0), run_time=run_time)
        causes = [each.mobject for each in coming]
        made = Reveal(column, [*column.cells.values()], lag=0.2, causes=causes, window=(arrived, 1.0), run_time=run_time)
        return Play([*going, *coming, lit, made], replaced=gone)

    def _sent(self, time: int, **how: Any) -> Pass:
        """Return the move of a copy of a digit's chip into the cell: it comes out behind the chip, and covers the wire."""
        way = Path((self.x(time), self.up(DOWN)), (self.x(time), self.up(-CELL[1] / 2)))
        edge = self.up(DOWN + HIGH / 2)
        start, end = SENT
        return Pass(self.inputs[time].copy(), way, cut=("top", edge), start=start, end=end, sized=DOOR, leaves=True, **how)

    def _handed(self, time: int, **how: Any) -> Pass:
        """Return the move of a copy of the last h along its wire into the cell: it comes out behind that h."""
        start, size = self.x(time - 1), self.pose.size
        way = Path((start, self.pose.y), (self.x(time) + (ASIDE - CELL[0] / 2) * size, self.pose.y))
        cut = "right", start + COLUMN[0] / 2 * size + FREE
        along = [self.links[time - 1]]
        return Pass(self.columns[time - 1].copy(), way, cut=cut, end=SENT[1], sized=DOOR, leaves=True, along=along, **how)

    def write(self, time: int, run_time: float) -> list[Animation]:
        """Return the animation in which what is written at a step leaves h; none if nothing is."""
        if time < self.first:
            return []
        chip = self._chip(self._value("written", time - self.first), UP, time, "target")
        self.outputs.append(chip)
        way = Path((self.x(time), self.up(CELL[1] / 2)), (self.x(time), self.up(UP)))
        return [Travel(chip, way, start=0.2, run_time=run_time)]

    def run(self, times: Sequence[int], seconds: float) -> Iterator[Play]:
        """Yield what is to be played for some steps, so many seconds each, one play after the other."""
        for time in times:
            yield self.step(time, MAKING * seconds)
            if written := self.write(time, (1 - MAKING) * seconds):
                yield Play(written)

    def back(self, run_time: float) -> list[Animation]:
        """Return animations in which what it made and wrote is taken away, and the cell goes back to the first step."""
        gone: list[Animation] = [Vanish(each, window=(0.0, 0.6), run_time=run_time) for each in (*self.columns, *self.outputs)]
        way = Path(self.at(self.count - 1), self.at(0))
        self.columns, self.outputs = [], []
        return [*gone, Go(self.cell, way, window=(0.4, 1.0), along=self.links, run_time=run_time)] if self.links else gone

    def go(self, pose: Pose, run_time: float, **how: Any) -> Animation:
        """Return the animation in which all of it goes into another pose; its places are those of that pose from now on."""
        thing, old = VGroup(*self.everything), self.pose
        x, y = float(thing.get_x()), float(thing.get_y())
        ratio = pose.size / old.size
        self.pose = pose
        if self._at < 0:
            self.cell = self._copy(0, STAMPS[1], BESIDE)
        end = pose.left + (x - old.left) * ratio, pose.y + (y - old.y) * ratio
        sized = (0.0, 0.5) if ratio < 1 else (0.5, 1.0)
        return Pass(thing, bent((x, y), end, ratio), there=True, end=ratio, sized=sized, run_time=run_time, **how)

    @property
    def everything(self) -> list[VMobject]:
        """All that is there by now."""
        copies = [self.cell] if self._at >= 0 else self.copies[: 1 if self._gathered else None]
        return [*self.wires, *self.inputs, *copies, *self.columns, *self.outputs]

    def shade(self, level: Any, run_time: float, **how: Any) -> Animation:
        """Return the animation in which all of it is lit (1), or dimmed."""
        return Shade(VGroup(*self.everything), level, run_time=run_time, **how)


def bent(start: Point, end: Point, ratio: float) -> Path:
    """Return a way on which nothing is met: across first for what gets smaller, by a ``ratio``, else up or down."""
    return Path(start, (end[0], start[1]) if ratio < 1 else (start[0], end[1]), end)


def laid_out(
    counts: Sequence[int], names: Sequence[float], left: float, width: float
) -> tuple[float, Callable[[float], list[float]]]:
    """Return the largest pitch with which rows of so many steps fit side by side, each at least as wide as its name; and places.

    The function returns where the first h of each row is, for a pitch.
    """

    def needed(pitch: float) -> list[float]:
        return [max(count * pitch, name) for count, name in zip(counts, names, strict=True)]

    pitch = PITCH
    while sum(needed(pitch)) + GAP * (len(counts) - 1) > width:
        pitch -= 0.01

    def places(pitch: float) -> list[float]:
        wide = needed(pitch)
        free = (width - sum(wide)) / len(wide)
        found, pen = [], left + free / 2
        for each in wide:
            found.append(pen + CELL[0] / 2 - ASIDE)
            pen += each + free
        return found

    return pitch, places
