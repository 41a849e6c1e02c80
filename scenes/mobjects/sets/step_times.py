"""How long a step of some cells takes in several sizes: bricks, one for each block of weights, and a measured bar over them.

In each size a brick is as wide as the time of the first cell is long, which has one block: were time a matter of numbers alone,
the bar of each cell would fill its bricks.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple

from manim import Animation, Rectangle, VGroup, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.dots import JOINT, SHADE, Bricks
from scenes.mobjects.light import mix
from scenes.mobjects.motion import Appear, Arrive, Leave, Vanish
from scenes.mobjects.moves import Grow
from scenes.mobjects.places import placed, stays
from scenes.mobjects.reading import Display, Phrase, Reading, Readings, phrase
from scenes.mobjects.shapes import Box, Shape, rectangle
from scenes.mobjects.text import BOLD, Label
from scenes.mobjects.theme import Theme

__all__ = ["BRICKS", "COLD", "ColdRow", "StepTimes", "TimeBar", "Timed"]

COLD, COUNT = "cold_", "weights"
"""What goes before the names of times of steps before which caches were emptied; and what is counted."""
TIME, FOLDS = "step_microseconds_median", "step_microseconds_folds"
"""What is drawn of a step's time, and how many times that of another cell it is."""
SIZES, NAMES, COUNTS, LEFT = -6.6, -5.1, -2.0, -1.75
"""Where the sizes begin, and the names of cells; where counts end; and where bars begin."""
BRICK, BAR = 0.78, 0.34
"""How much of a row a brick fills, and a bar over it."""
NUMBER, GROUP, BESIDE, HEAD = 2.1, 0.5, 0.12, 0.42
"""The room of the numbers behind the longest bar; how many rows are free between sizes; how far a number is from what is before
it, and heads from the first row."""
BRICKS = 40.0
"""So many bricks have room side by side."""
WORTH, ASIDE, LINE = 4.1, 0.3, 0.36
"""How wide what is said of bricks is, how far it is from the longest row beside it, and from line to line."""
COMES = 0.15
"""In what part of the time in which bars grew longer their numbers come."""


class Timed(NamedTuple):
    """A cell with a row in each size: its ``cell``'s index in the study, its name, the role of its colour, its blocks."""

    cell: int
    name: str
    role: str
    blocks: Reading


class ColdRow(NamedTuple):
    """What stands in a row when caches were emptied before each step: bricks, the bar over them, and what is behind it."""

    bricks: Bricks
    bar: "TimeBar"
    fold: Label
    number: Label


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


class StepTimes:
    """A group of rows for each of some ``sizes`` (indices in the study), one below the other in an area; in it a row a cell.

    ``ground`` is what stands before anything is measured; by size there are ``bricks``, ``bars`` and ``numbers``, a row each;
    ``filled`` are the bricks that were stretched, by size and row. If they are to be ``cooled``, there are ``cold`` rows of the
    last size: what was measured with emptied caches, against bricks as wide as that time of the first cell is long.
    """

    def __init__(
        self,
        read: Callable[..., Readings],
        rows: Sequence[Timed],
        sizes: Sequence[int],
        area: Area,
        *,
        cooled: bool,
        theme: Theme,
    ) -> None:
        self._cooled = cooled
        self._read, self._rows, self._sizes, self._theme, self._area = read, rows, sizes, theme, area
        self._pitch = (area.top - area.bottom) / (len(rows) * len(sizes) + GROUP * (len(sizes) - 1))
        self.brick = (area.right - LEFT - NUMBER) / max(map(self._bricks_wide, sizes))
        self.lay()
        self.filled: dict[tuple[int, int], Bricks] = {}
        self.folds = [[self._fold(row, size) for row in rows] for size in sizes]
        self.numbers = [
            [self._number(row, size, fold) for row, fold in zip(rows, folds, strict=True)]
            for size, folds in zip(sizes, self.folds, strict=True)
        ]
        self.cold = [self._cold_row(row, sizes[-1]) for row in rows if cooled]
        self.said = [self._said(size) for size in sizes]
        timed = phrase(
            "time of a step, median of {rounds:0} round{rounds:s}; in each size, a brick is the plain RNN’s",
            rounds=read("round_count").whole(),
        )
        self.heads = VGroup(self._head(phrase("numbers"), COUNTS, 1), self._head(timed, LEFT, -1))
        self.key = self._key()

    def _folds(self, row: Timed, size: int, kind: str = "") -> float:
        """Return how many times as long as that of the first cell a step takes."""
        return float(self._time(row, size, kind).value) / float(self._time(self._rows[0], size).value)

    def _wide(self, row: Timed, size: int, kind: str = "") -> float:
        """Return how many bricks wide a row is, of the longer of its bar and its bricks."""
        return max(self._folds(row, size, kind), float(row.blocks.value) * self._folds(self._rows[0], size, kind))

    def _bricks_wide(self, size: int) -> float:
        """Return how many bricks wide the widest row of a size is."""
        kinds = ("", COLD) if self._cooled and size == self._sizes[-1] else ("",)
        return max(self._wide(row, size, kind) for row in self._rows for kind in kinds)

    def _time(self, row: Timed, size: int, kind: str = "") -> Reading:
        return self._read(kind + TIME, row.cell)[size]

    def y(self, cell: int, size: int) -> float:
        """Return the height of a row, by the indices of its cell and its size in the study."""
        group = self._sizes.index(size)
        number = [row.cell for row in self._rows].index(cell)
        return self._area.top - self._pitch * (group * (len(self._rows) + GROUP) + number + 0.5)

    # -- what it is made of ----------------------------------------------------------------------------------------------

    def _head(self, said: Phrase, x: float, align: int) -> Label:
        label = Label(said, theme=self._theme, size=self._theme.small, colour="muted")
        return stays(label.sit(x, self._area.top + 0.16, align))

    def _said(self, size: int) -> VGroup:
        """Return what stands before the rows of a size: how many units, the names of the cells, how many numbers they have."""
        theme, made = self._theme, VGroup()
        first = self._rows[0].cell
        units = Label(phrase("{units:0} unit{units:s}", units=self._read("units")[size]), theme=theme, weight=BOLD)
        made.add(placed(units.sit_amid(SIZES, self.y(first, size), -1), lambda index: (SIZES, self.y(first, index[0])), -1))
        for row in self._rows:
            y = self.y(row.cell, size)
            made.add(stays(Label(row.name, theme=theme, colour=row.role).sit_amid(NAMES, y, -1)))
            count = Label(phrase("{count:0}", count=self._read(COUNT, row.cell)[size]), theme=theme)
            made.add(placed(count.sit_amid(COUNTS, y, 1), lambda index: (COUNTS, self.y(*index)), 1))
        return made

    def _bricks(self, row: Timed, size: int, kind: str = "") -> Bricks:
        """Return the bricks of a cell: as long as it has times as many numbers as the first one."""
        plain, theme = float(self._read(COUNT, self._rows[0].cell)[size].value), self._theme
        brick = self.brick * self._folds(self._rows[0], size, kind)
        made = Bricks(
            self._read(COUNT, row.cell)[size],
            row.blocks,
            unit=brick / plain,
            height=BRICK * self._pitch,
            left=LEFT,
            y=self.y(row.cell, size),
            paint=mix(theme.ground, theme.colour(row.role), SHADE),
        )
        return placed(made, lambda index: (LEFT, self.y(*index)), -1)

    def _filling(self, row: Timed, size: int) -> Bricks:
        """Return the bricks of a cell as they fill its bar: as long as a step takes times as long as that of the first one."""
        theme, height = self._theme, BRICK * self._pitch
        paint = mix(theme.ground, theme.colour(row.role), SHADE)
        place: dict[str, Any] = {"height": height, "left": LEFT, "y": self.y(row.cell, size), "paint": paint}
        fold = self._read(FOLDS, self._rows[0].cell, row.cell)[size]
        made = Bricks(fold, row.blocks, unit=self.brick, **place).set_z_index(-1)
        return placed(made, lambda index: (LEFT, self.y(*index[1:])), -1)

    def _bar(self, row: Timed, size: int, kind: str = "") -> TimeBar:
        time, plain = self._time(row, size, kind), self._time(self._rows[0], size)
        look = {"height": BAR * self._pitch, "left": LEFT, "y": self.y(row.cell, size)}
        bar = TimeBar(time, plain, brick=self.brick, paint=self._theme.colour(row.role), **look)
        return placed(bar, lambda index: (LEFT, self.y(*index)), -1)

    def _fold(self, row: Timed, size: int, kind: str = "") -> Label:
        """Return how many bricks long a bar is, behind bar and bricks: that of the first cell is one."""
        plain = self._rows[0].cell
        fold = self._read(kind + FOLDS, plain, row.cell)[size]
        label = Label("one brick" if row.cell == plain else phrase("× {fold:1}", fold=fold), theme=self._theme, weight=BOLD)
        label.sit_amid(LEFT + self._wide(row, size, kind) * self.brick + BESIDE + JOINT, self.y(row.cell, size), -1)
        return stays(label) if row.cell == plain else placed(label, lambda index: ({plain: None}[index[0]], self.y(*index[1:])))

    def _number(self, row: Timed, size: int, fold: Label, kind: str = "") -> Label:
        said = phrase("{time} µs", time=self._time(row, size, kind))
        label = Label(said, theme=self._theme, size=self._theme.small, colour="muted")
        label.sit_amid(float(fold.get_right()[0]) + 1.4 * BESIDE, self.y(row.cell, size), -1)
        return placed(label, lambda index: (None, self.y(*index)))

    def _cold_row(self, row: Timed, size: int) -> ColdRow:
        fold = self._fold(row, size, COLD)
        return ColdRow(self._bricks(row, size, COLD), self._bar(row, size, COLD), fold, self._number(row, size, fold, COLD))

    def framed(self, column: int) -> list[Box]:
        """Return frames of what one looks at in the last cell's rows: its counts (0), or how many times as long it takes (1)."""
        last, theme, frames = len(self._rows) - 1, self._theme, list[Box]()
        for place, size in enumerate(self._sizes):
            label = (self.said[place][2 + 2 * last], self.folds[place][last])[column]
            look: dict[str, Any] = {"stroke_color": theme.focus, "stroke_width": theme.stroke}
            frame = Box(width=float(label.width) + 0.16, height=0.86 * self._pitch, corner_radius=0.06, **look)
            frames.append(frame.move_to((float(label.get_x()), self.y(self._rows[last].cell, size), 0)))
        return frames

    @property
    def free(self) -> Area | None:
        """What is free to the right of all sizes but the last, if that is wide enough for a few words."""
        wide = max((self._bricks_wide(size) for size in self._sizes[:-1]), default=0.0)
        left = LEFT + wide * self.brick + NUMBER + ASIDE
        foot = self.y(self._rows[0].cell, self._sizes[-1]) + self._pitch
        if len(self._sizes) < 2 or self._area.right - left < WORTH:
            return None
        return Area(left, self._area.right, foot, self._area.top)

    def _key(self) -> VGroup:
        """Return what is said of bricks and bars, as long as bricks are of one length in a size, where there is room."""
        room, theme, made = self.free, self._theme, VGroup()
        if room is None:
            return made
        said = ("the time of the plain RNN,", "once for each block of weights"), ("the time that was measured",)
        y = room.y + 1.5 * LINE
        for lines, high, paint in zip(said, (BRICK, BAR), (mix(theme.ground, theme.muted, SHADE), theme.muted), strict=True):
            sample = Shape(rectangle(0.5, high * self._pitch), fill_color=paint, fill_opacity=1)
            made.add(sample.move_to((room.left + 0.25, y, 0)))
            for line in lines:
                label = Label(line, theme=theme, size=theme.small, colour="muted").sit_amid(room.left + 0.7, y, -1)
                made.add(stays(label))
                y -= LINE
            y -= 0.5 * LINE
        return made

    # -- what happens ----------------------------------------------------------------------------------------------------

    def laid(self, blocks: Sequence[Sequence[VMobject]], run_time: float) -> list[Animation]:
        """Return the animations in which blocks of weights become the bricks of the first size; then come those of the others."""
        first = [
            Arrive(bricks, list(bricks), list(each), run_time=run_time, window=(0.0, 0.6))
            for bricks, each in zip(self.bricks[0], blocks, strict=True)
        ]
        later = [self.heads, self.key, *self.said, *(each for bricks in self.bricks[1:] for each in bricks)]
        return [*first, *(Appear(each, run_time=run_time, window=(0.55, 1.0)) for each in later)]

    def measured(self, number: int, run_time: float) -> list[Animation]:
        """Return the animations in which the bars of one size grow, and their numbers come."""
        bars = [Grow(bar, "left", run_time=run_time, window=(0.0, 0.8)) for bar in self.bars[number]]
        behind = (*self.folds[number], *self.numbers[number])
        return [*bars, *(Appear(each, run_time=run_time, window=(0.7, 1.0)) for each in behind)]

    def stretches(self, number: int, row: int, run_time: float, window: tuple[float, float]) -> list[Animation]:
        """Return the animations in which the bricks of a row become as long as its bar, as many as they are; they stay so."""
        before, after = self.bricks[number][row], self._filling(self._rows[row], self._sizes[number])
        self.bricks[number][row] = self.filled[number, row] = after
        gone = Vanish(before, run_time=run_time, window=(window[0], window[0] + 0.01))
        return [gone, Arrive(after, list(after), list(before), run_time=run_time, window=window)]

    def cools(self, run_time: float, window: tuple[float, float]) -> list[Animation]:
        """Return the animations in which bars and bricks of the last size become those of steps with emptied caches."""
        made, (start, stop) = list[Animation](), window
        rows = zip(self.cold, self.bricks[-1], self.bars[-1], self.folds[-1], self.numbers[-1], strict=True)
        for cold, bricks, bar, *labels in rows:
            made += [Vanish(each, run_time=run_time, window=(start, start + 0.01)) for each in (bricks, bar)]
            made += [Leave(each, run_time=run_time, window=(0.0, start)) for each in labels]
            made.append(Arrive(cold.bricks, list(cold.bricks), list(bricks), run_time=run_time, window=window))
            made.append(Arrive(cold.bar, [cold.bar], [bar], run_time=run_time, window=window))
            made += [Appear(each, run_time=run_time, window=(stop, stop + COMES)) for each in (cold.fold, cold.number)]
        return made

    def lay(self) -> None:
        """Make bricks, all as long as a plain cell’s, and bars: anew if some became others, while none is on screen."""
        self.bricks = [[self._bricks(row, size) for row in self._rows] for size in self._sizes]
        self.bars = [[self._bar(row, size) for row in self._rows] for size in self._sizes]

    def beside(self, number: int, rows: Sequence[int], sizes: Sequence[int]) -> VGroup:
        """Return all bricks, bars and numbers that stand when sizes are measured, up to one, but for those of rows of sizes."""
        others = list[VMobject]()
        for size in range(len(self._sizes)):
            for row in range(len(self._rows)):
                if size not in sizes or row not in rows:
                    others.append(self.bricks[size][row])
                    others += [self.bars[size][row], self.folds[size][row], self.numbers[size][row]] if size <= number else []
        return VGroup(*others)

    @property
    def ground(self) -> list[VMobject]:
        """What stands before anything is measured, but for what is said of bricks."""
        return [self.heads, *self.said, *chain.from_iterable(self.bricks)]

    @property
    def seen(self) -> list[VMobject]:
        """All that stands when everything is measured, but for what is said of bricks."""
        measured = [*chain.from_iterable(self.bars), *chain.from_iterable(self.folds), *chain.from_iterable(self.numbers)]
        return [*self.ground, *measured]
