"""How long a step of some cells takes, large: bricks, one for each block of weights, and a measured bar over them.

A brick is as wide as the time of the first cell is long, which has one block: were time a matter of numbers alone, the bar of
each cell would fill its bricks. What is compared has one scale: where that cell takes longer, its bricks are as much wider.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from manim import Animation, Rectangle, VGroup, VMobject
from manim.utils.rate_functions import there_and_back_with_pause

from scenes.mobjects.areas import Area
from scenes.mobjects.dots import JOINT, SHADE, Bricks
from scenes.mobjects.light import mix
from scenes.mobjects.motion import Appear, Arrive, Leave, Shade, Vanish
from scenes.mobjects.moves import Extend, Grow
from scenes.mobjects.passing import even
from scenes.mobjects.places import kept_for, placed, stays
from scenes.mobjects.reading import Display, Phrase, Reading, Readings, phrase
from scenes.mobjects.shapes import Box
from scenes.mobjects.shifts import pointed
from scenes.mobjects.text import BOLD, Label, shrunk
from scenes.mobjects.theme import Theme
from scenes.mobjects.wires import Wire

__all__ = ["BRICKS", "COLD", "Measured", "StepTimes", "TimeBar", "Timed"]

COLD, COUNT = "cold_", "weights"
"""What goes before the names of times of steps before which caches were emptied; and what is counted."""
TIME, FOLDS = "step_microseconds_median", "step_microseconds_folds"
"""What is drawn of a step's time, and how many times that of another cell it is."""
BEFORE, NUMBER = 3.1, 3.45
"""How much room there is for names, and for the numbers behind the longest bar."""
BRICK, BAR = 0.62, 0.28
"""How much of a row a brick fills, and a bar over it."""
UP, DOWN, OVER, BESIDE = 0.2, 0.3, 0.14, 0.16
"""How far a name is above the middle of its row, what it counts is below, and a head is above the rows; and how far a number is
from what is before it."""
BRICKS = 40.0
"""So many bricks have room side by side."""
HANDED, RACED, COMES = 0.35, 0.9, 0.1
"""In what part of the time other bars make way; when the longest bar is there; in what part numbers of a bar come then."""
RISES, WORKS, EDGE, LEAST = 0.2, 0.25, 0.06, 0.1
"""How high a wire rises over bricks, how opaque one is that waits, how far a frame is from what is in it, and how long
that is at the least."""
EARLIER, THIN = 0.2, 0.13
"""How far below bricks the bar of an earlier time is, and how high."""


class Timed(NamedTuple):
    """A cell that was timed: its ``cell``'s index in the study, its name, the role of its colour, its blocks."""

    cell: int
    name: str
    role: str
    blocks: Reading


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


class Measured:
    """What was measured of ``cells``, the first of which is the plain one: ``read`` reads it, of all that is told of ``sizes``.

    All times have one scale, at which the longest row has room; if they are ``cooled``, also that of the last size with emptied
    caches. Or bricks are ``alike``, as wide in all sizes: then a time is only compared with that of the plain cell of its size.
    """

    def __init__(
        self,
        read: Callable[..., Readings],
        cells: Sequence[Timed],
        sizes: Sequence[int],
        area: Area,
        *,
        cooled: bool = False,
        alike: bool = False,
    ) -> None:
        self.read, self.cells, self.sizes, self.area = read, tuple(cells), tuple(sizes), area
        kinds = [(size, "") for size in sizes] + [(sizes[-1], COLD)] * cooled
        self.left, self.alike, self._scale = area.left + BEFORE, alike, 1.0
        self._scale = (area.right - self.left - NUMBER) / max(self.long(row, *of) for row in cells for of in kinds)

    @property
    def plain(self) -> Timed:
        """The cell whose time is a brick."""
        return self.cells[0]

    def time(self, row: Timed, size: int, kind: str = "") -> Reading:
        """Return how long a step takes."""
        return self.read(kind + TIME, row.cell)[size]

    def brick(self, size: int, kind: str = "") -> float:
        """Return how wide a brick is."""
        return self._scale * (1.0 if self.alike else float(self.time(self.plain, size, kind).value))

    def long(self, row: Timed, size: int, kind: str = "") -> float:
        """Return how long a row is, the longer of its bar and its bricks."""
        folds = float(self.time(row, size, kind).value) / float(self.time(self.plain, size, kind).value)
        return max(folds, float(row.blocks.value)) * self.brick(size, kind)


class StepTimes:
    """A row for each of some ``cells`` in each of some ``sizes`` (indices in the study), one below the other in an area.

    Of several sizes names are those, of one those of the cells. By row there are ``names``, ``counts``, ``bricks``, ``bars``,
    ``folds`` and ``numbers``; the ``head`` is above. ``kind`` may be :data:`COLD`: what was measured with emptied caches.
    ``notes`` are what was added to say why.
    """

    def __init__(self, measured: Measured, cells: Sequence[Timed], sizes: Sequence[int], *, kind: str = "", theme: Theme) -> None:
        self._measured, self._kind, self._theme, area = measured, kind, theme, measured.area
        self._rows = [(row, size) for size in sizes for row in cells]
        self._pitch = area.height / len(self._rows)
        self._heights: dict[tuple[int, ...], float] = {
            (row.cell, size): area.top - self._pitch * (at + 0.5) for at, (row, size) in enumerate(self._rows)
        }
        self._by_size = len(sizes) > 1
        self.head = self._head()
        self.names = [self._name(*row) for row in self._rows]
        self.counts = [self._count(*row) for row in self._rows]
        self.bricks = [self._bricks(*row) for row in self._rows]
        self.bars = [self._bar(*row) for row in self._rows]
        self.folds = [self._fold(*row) for row in self._rows]
        self.numbers = [self._number(*row, fold) for row, fold in zip(self._rows, self.folds, strict=True)]
        self.notes: list[VMobject] = []

    # -- what it is made of ----------------------------------------------------------------------------------------------

    def _y(self, row: Timed, size: int) -> float:
        return self._heights[row.cell, size]

    def _named(self, said: str | Phrase, colour: str) -> Label:
        theme = self._theme
        return shrunk(said, theme=theme, size=theme.title, room=BEFORE - 2 * BESIDE, colour=colour, weight=BOLD)

    def _head(self) -> Label:
        """Return of which size all rows are, or of which cell."""
        (row, size), area, theme = self._rows[0], self._measured.area, self._theme
        emptied = ", cache emptied" if self._kind == COLD else ""
        said = phrase(f"{{units:0}} unit{{units:s}}{emptied}", units=self._measured.read("units")[size])
        if self._by_size:
            said = phrase(row.name)
        made = Label(said, theme=theme, size=1.2 * theme.title, weight=BOLD, colour=row.role if self._by_size else "ink")
        made.sit(area.left, area.top + OVER, -1)
        return stays(made) if self._by_size else kept_for(made, size)

    def _name(self, row: Timed, size: int) -> Label:
        """Return what a row is called: its size, or its cell."""
        left = self._measured.area.left
        if not self._by_size:
            made = self._named(row.name, row.role).sit_amid(left, self._y(row, size) + UP, -1)
            return stays(made)
        made = self._named(phrase("{units:0} unit{units:s}", units=self._measured.read("units")[size]), "ink")
        made.sit_amid(left, self._y(row, size) + UP, -1)
        return placed(made, lambda index: (left, self._heights[row.cell, index[0]] + UP), -1)

    def _count(self, row: Timed, size: int) -> Label:
        left, theme = self._measured.area.left, self._theme
        said = phrase("{count:0} numbers", count=self._measured.read(COUNT, row.cell)[size])
        made = shrunk(said, theme=theme, size=1.1 * theme.label, room=BEFORE - 2 * BESIDE, colour="muted")
        made.sit_amid(left, self._y(row, size) - DOWN, -1)
        return placed(made, lambda index: (left, self._heights[index] - DOWN), -1)

    def _bricks(self, row: Timed, size: int) -> Bricks:
        """Return the bricks of a cell: as long as it has times as many numbers as the first one."""
        of, theme = self._measured, self._theme
        plain = float(of.read(COUNT, of.plain.cell)[size].value)
        made = Bricks(
            of.read(COUNT, row.cell)[size],
            row.blocks,
            unit=of.brick(size, self._kind) / plain,
            height=BRICK * self._pitch,
            left=of.left,
            y=self._y(row, size),
            paint=mix(theme.ground, theme.colour(row.role), SHADE),
        )
        return placed(made, lambda index: (of.left, self._heights[index]), -1)

    def _bar(self, row: Timed, size: int) -> TimeBar:
        of, y = self._measured, self._y(row, size)
        look: dict[str, Any] = {"height": BAR * self._pitch, "paint": self._theme.colour(row.role), "left": of.left, "y": y}
        time, plain = (of.time(each, size, self._kind) for each in (row, of.plain))
        bar = TimeBar(time, plain, brick=of.brick(size, self._kind), **look)
        return placed(bar, lambda index: (of.left, self._heights[index]), -1)

    def _fold(self, row: Timed, size: int) -> Label:
        """Return how many times the first cell's a time is, behind bar and bricks: that of the first cell is one brick."""
        of, plain, theme = self._measured, self._measured.plain.cell, self._theme
        fold = of.read(self._kind + FOLDS, plain, row.cell)[size]
        said = phrase("one brick") if row.cell == plain else phrase(f"{{fold:1}} × {of.plain.name}", fold=fold)
        label = shrunk(said, theme=theme, size=theme.title, room=NUMBER - BESIDE - JOINT, weight=BOLD)
        x = of.left + of.long(row, size, self._kind) + BESIDE + JOINT
        label.sit_amid(x, self._y(row, size) + UP, -1)
        return stays(label) if row.cell == plain else placed(label, lambda index: (x, self._heights[index[1:]] + UP), -1)

    def _number(self, row: Timed, size: int, fold: Label) -> Label:
        """Return a time, or where bricks are alike how long each of them is."""
        of, theme = self._measured, self._theme
        said = phrase("{time} µs", time=of.time(row, size, self._kind))
        if of.alike:
            said = phrase("a brick: {time} µs", time=of.time(of.plain, size, self._kind))
        label = Label(said, theme=theme, size=1.15 * theme.caption, colour="muted")
        x = float(fold.get_left()[0])
        label.sit_amid(x, self._y(row, size) - DOWN, -1)
        return placed(label, lambda index: (x, self._heights[row.cell, index[1]] - DOWN), -1)

    # -- what happens ----------------------------------------------------------------------------------------------------

    def laid(self, blocks: Sequence[Sequence[VMobject]], run_time: float) -> list[Animation]:
        """Return the animations in which blocks of weights become bricks."""
        bricks = [
            Arrive(bricks, list(bricks), list(each), run_time=run_time, window=(0.0, 0.7))
            for bricks, each in zip(self.bricks, blocks, strict=True)
        ]
        said = (self.head, *self.names, *self.counts)
        return [*bricks, *(Appear(each, run_time=run_time, window=(0.55, 1.0)) for each in said)]

    def runs(self, run_time: float, window: tuple[float, float] = (0.0, 1.0)) -> list[Animation]:
        """Return the animations in which bars grow side by side, as fast as each other; their numbers come where they stop."""
        start, longest = window[0], max(float(bar.width) for bar in self.bars)
        long = RACED * (window[1] - start)
        made = list[Animation]()
        for bar, *said in zip(self.bars, self.folds, self.numbers, strict=True):
            stop = start + long * float(bar.width) / longest
            made.append(Grow(bar, "left", run_time=run_time, window=(start, stop), rate_func=even))
            made += [Appear(each, run_time=run_time, window=(stop, stop + COMES * (window[1] - start))) for each in said]
        return made

    def goes(self, run_time: float) -> list[Animation]:
        """Return the animations in which what was measured makes way."""
        return [Leave(each, run_time=run_time) for each in (*self.bars, *self.folds, *self.numbers, *self.notes)]

    def follows(self, other: "StepTimes", run_time: float) -> list[Animation]:
        """Return the animations in which these bars run after others of the same cells, which have gone; their names stay."""
        same, look = other._rows == self._rows, {"run_time": run_time}
        self.names, self.counts = other.names, other.counts if same else self.counts
        going, coming = [[each.head, *([] if same else each.counts)] for each in (other, self)]
        made: list[Animation] = [Leave(each, window=(0.0, HANDED / 2), **look) for each in going]
        for new, old in zip(self.bricks, other.bricks, strict=True):
            made.append(Vanish(old, window=(HANDED / 3, HANDED / 3 + 0.01), **look))
            made.append(Arrive(new, list(new), list(old), window=(HANDED / 3, HANDED), **look))
        made += [Appear(each, window=(HANDED / 2, HANDED), **look) for each in coming]
        return [*made, *self.runs(run_time, (HANDED, 1.0))]

    # -- what it tells ---------------------------------------------------------------------------------------------------

    def waits(self, waiting: tuple[int, int], other: tuple[int, int], letter: VMobject, run_time: float) -> list[Animation]:
        """Return the animations in which all bricks but those of the first cell work; one waits, (row, brick), for an ``other``.

        All go dark, and are lit at work: last the one that waits, to which a wire leads with the ``letter`` of what it brings.
        """
        late, early = (self.bricks[row][place] for row, place in (waiting, other))
        start, end = (float(each.get_x()) for each in (early, late))
        foot = float(early.get_top()[1])
        top = foot + RISES
        wire = Wire((start, foot), (start, top), (end, top), (end, foot), theme=self._theme, colour="muted")
        stays(letter.next_to((max(start, end), top, 0.0), buff=BESIDE))
        self.notes += [wire, letter]
        first = [brick for brick in self.bricks[waiting[0]] if brick is not late] + self.bricks[waiting[0] + 1 :]
        turns = [*((each, (0.0, 0.45)) for each in first), (late, (0.0, 1.0))]
        return [
            *(Shade(each, WORKS, window=own, run_time=run_time, rate_func=there_and_back_with_pause) for each, own in turns),
            Appear(letter, run_time=run_time, window=(0.4, 0.5)),
            Extend(wire, run_time=run_time, window=(0.4, 0.8)),
        ]

    def differs(self, row: int, run_time: float) -> list[Animation]:
        """Return the animations in which bricks and bar of a row are pointed at, and what that is longer or shorter than they."""
        bricks, bar = self.bricks[row], self.bars[row]
        ends = sorted(float(each.get_right()[0]) for each in (bricks, bar))
        things, long = [bricks, bar, self.folds[row]], ends[1] - ends[0]
        if long < LEAST:
            return pointed(things, run_time)
        look: dict[str, Any] = {"stroke_color": self._theme.focus, "stroke_width": self._theme.bold, "fill_opacity": 0}
        frame = Box(width=long + EDGE, height=float(bar.height) + 2 * EDGE, corner_radius=0.05, **look)
        self.notes.append(frame.move_to(((ends[0] + ends[1] + EDGE) / 2, float(bar.get_y()), 0)))
        return [*pointed(things, run_time), Grow(frame, "left", run_time=run_time, window=(0.35, 0.75))]

    def since(self, size: int, row: int, run_time: float) -> list[Animation]:
        """Return the animations in which the time of a row in an earlier size grows below it, to be compared."""
        of, theme, (cell, now) = self._measured, self._theme, self._rows[row]
        time, y = of.time(cell, size), float(self.bricks[row].get_bottom()[1]) - EARLIER
        look: dict[str, Any] = {"brick": of.brick(now), "height": THIN, "left": of.left, "y": y, "paint": theme.muted}
        homes: dict[tuple[int, ...], tuple[float, float]] = {(cell.cell, size): (of.left, y)}
        bar = placed(TimeBar(time, of.time(of.plain, now), **look), homes.__getitem__, -1)
        said = Label(phrase("{time} µs with {units:0} unit{units:s}", time=time, units=of.read("units")[size]), theme=theme)
        self.notes += [bar, stays(said.sit_amid(float(bar.get_right()[0]) + BESIDE, y, -1))]
        grows = Grow(bar, "left", run_time=run_time, window=(0.0, 0.8))
        return [grows, Appear(said, run_time=run_time, window=(0.8, 1.0))]

    def beside(self, rows: Sequence[int]) -> VGroup:
        """Return all bricks, bars and numbers but those of some rows."""
        every = enumerate(zip(self.bricks, self.bars, self.folds, self.numbers, strict=True))
        return VGroup(*(part for row, parts in every if row not in rows for part in parts))

    @property
    def ground(self) -> list[VMobject]:
        """What stands before anything is measured."""
        return [self.head, *self.names, *self.counts, *self.bricks]

    @property
    def seen(self) -> list[VMobject]:
        """All that stands when everything is measured."""
        return [*self.ground, *self.bars, *self.folds, *self.numbers, *self.notes]
