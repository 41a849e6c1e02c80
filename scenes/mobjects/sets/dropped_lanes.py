"""A network reads the words down a column while units are erased by chance: its state after each word, with holes in it."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from manim import Animation, VGroup, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.bars import Bar
from scenes.mobjects.motion import Appear
from scenes.mobjects.moves import Grow
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.notation.vectors import swatch
from scenes.mobjects.places import placed, stays
from scenes.mobjects.reading import Display, Reading, Readings, phrase
from scenes.mobjects.sets.word_lanes import bed_of, followed
from scenes.mobjects.sets.word_rows import Rows
from scenes.mobjects.shapes import Box, Bundle, Shape, rectangle
from scenes.mobjects.text import BOLD, Label, settled, shrunk
from scenes.mobjects.theme import Theme

__all__ = ["DroppedLane", "Hole"]

NEAR, FAR, PAD = 1.2, 6.68, 0.14
"""Where a lane begins and ends, from the middle of the picture; how far its cells are from its edges."""
NAME = 0.2
"""How high the lane's name stands above the rows."""
SPARED, BELOW, THICK, NUMBER, BESIDE = 0.28, 0.76, 0.38, 2.3, 0.16
"""How far what is said of spared units is below the rows, and the bar of all draws; how high that is, the room for what it
counts, and how far that is from it."""
FEWEST = 4
"""Cells are as wide as those of so many units at the most."""


class Hole(Shape):
    """The place of a unit that a mask erases."""

    def __init__(self, mask: Reading, *, width: float, height: float, theme: Theme) -> None:
        self.reading = mask
        look = {"fill_color": theme.ground, "stroke_color": theme.muted, "stroke_width": theme.thin}
        super().__init__(rectangle(width, height), fill_opacity=1, **look)  # type: ignore[arg-type]  # colours and a width

    def displays(self) -> Iterator[Display]:
        """Yield what the mask says of the unit: that it is erased."""
        yield Display(self.reading, "hole", "erased", lambda value: "left" if value else "erased")


class DroppedLane:
    """One side of the picture, left (``side`` -1) or right (1): the first draw of one kind of masks, and what all draws come to.

    ``kind`` is its index among the kinds of masks, ``units`` are drawn, ``name`` stands above. By word there are ``strips``.
    """

    def __init__(
        self,
        read: Callable[..., Readings],
        kind: int,
        *,
        side: int,
        name: str,
        units: Sequence[int],
        rows: Rows,
        notation: Notation,
        theme: Theme,
    ) -> None:
        self._read, self._kind, self._rows, self._notation, self._theme = read, kind, rows, notation, theme
        left = NEAR if side > 0 else -FAR
        self._area = Area(left + PAD, left + FAR - NEAR - PAD, rows.foot, rows.top)
        self.bed = bed_of(left, left + FAR - NEAR, rows.foot, rows.top, theme)
        head = settled(phrase(name), theme=theme, size=1.2 * theme.caption, room=self._area.width, colour="ink")
        bold = Label(head.phrase, theme=theme, size=0.95 * head.style[1], weight=BOLD)
        self.name = stays(bold.sit(self._area.x, rows.top + NAME))
        pitch = self._area.width / max(len(units), FEWEST)
        self.units = tuple(units)
        self._x = {unit: self._area.left + (number + 0.5) * pitch for number, unit in enumerate(units)}
        self._size = 0.94 * pitch, 1.3 * rows.high
        self.strips = [self._strip(time) for time in range(rows.count)]
        self.frames = [self._frame(unit) for unit in self._x if self._spared(unit)]
        self.spared = self._said_of_spared()
        self.track, self.bar, self.number = self._all_draws()

    def _strip(self, time: int) -> Bundle:
        """Return the units that are drawn after a word: cells, and holes where one is erased."""
        states, masks = (self._read(key, self._kind, time) for key in ("state_dropped", "first_masks"))
        cells = Bundle()
        for unit in self._x:
            if not float(masks[unit].value):
                made: Shape = Hole(masks[unit], width=self._size[0], height=self._size[1], theme=self._theme)
                cells.add(placed(made.move_to((self._x[unit], self._rows.y(time), 0)), self._place))
                continue
            cell = swatch(states[unit], notation=self._notation, theme=self._theme, size=self._size, numeral=False)
            cell.move_to((self._x[unit], self._rows.y(time), 0))
            placed(cell.patch, self._place)
            cells.add(cell)
        return cells

    def _place(self, index: tuple[int, ...]) -> tuple[float, float]:
        """Return where a unit is after a word, of this kind of masks."""
        kind, time, unit = index
        return {self._kind: self._x}[kind][unit], self._rows.y(time)

    def _all_draws(self) -> tuple[Box, Bar, Label]:
        """Return a frame as long as all draws below the rows, in it a bar of those that keep the verdict, and its number."""
        kept, count = self._read("kept_counts")[self._kind], self._read("draw_count").whole()
        theme, y, left, wide = self._theme, self._rows.foot - BELOW, self._area.left, self._area.width - NUMBER
        look: dict[str, Any] = {"stroke_color": theme.muted, "stroke_width": theme.thin, "fill_opacity": 0}
        track = Box(width=wide, height=THICK, corner_radius=0.0, **look).move_to((left + wide / 2, y, 0))
        bar = Bar(kept, unit=wide / float(count.value), height=THICK, left=left, y=y, paint=theme.ink)
        beside = left + wide + BESIDE
        said = phrase("{kept:0} of {count:0}", kept=kept, count=count)
        label = shrunk(said, theme=theme, size=theme.title, room=NUMBER - BESIDE, weight=BOLD)
        label.sit_amid(beside, y, -1)
        return (
            stays(track),
            placed(bar, lambda index: ({self._kind: left}[index[0]], y), -1),
            placed(label, lambda index: ({self._kind: beside}[index[0]], y), -1),
        )

    def _spared(self, unit: int) -> bool:
        """Tell whether no mask of the first draw erases a unit."""
        return bool(self._read("first_masks", self._kind).values[:, unit].all())

    def _frame(self, unit: int) -> Box:
        """Return a frame around all that a unit is, from the first word to the last."""
        top, foot = (self._rows.y(time) for time in (0, self._rows.count - 1))
        box = Box(
            width=self._size[0],
            height=top - foot + self._size[1],
            corner_radius=0.05,
            stroke_color=self._theme.focus,
            stroke_width=self._theme.bold,
        )
        return box.move_to((self._x[unit], (top + foot) / 2, 0))

    def _said_of_spared(self) -> Label:
        """Return how many units are never erased, below the rows."""
        count, units = self._read("spared_counts")[self._kind], self._read("sizes.unit").whole()
        framed = "framed: " if self.frames else ""
        said = phrase(framed + "{count:0} of {units:0} unit{units:s} never erased", count=count, units=units)
        label = settled(said, theme=self._theme, size=self._theme.label, room=self._area.width, colour="muted")
        y = self._rows.foot - SPARED
        return placed(label.sit_amid(self._area.left, y, -1), lambda index: ({self._kind: self._area.left}[index[0]], y), -1)

    @property
    def ground(self) -> list[VGroup | Shape]:
        """What stands before anything is read."""
        return [self.bed, self.name]

    def read_on(self, time: int, run_time: float) -> Animation:
        """Return the animation in which the state after a word comes out of the one before."""
        return followed(self.strips, time, run_time)

    def judged(self, run_time: float) -> list[Animation]:
        """Return the animations in which spared units are framed; then the bar of all draws grows, and what it counts comes."""
        marks = [Appear(each, run_time=run_time, window=(0.0, 0.3)) for each in (*self.frames, self.spared, self.track)]
        said = Appear(self.number, run_time=run_time, window=(0.75, 1.0))
        return [*marks, Grow(self.bar, "left", run_time=run_time, window=(0.35, 0.85)), said]

    @property
    def whole(self) -> list[VMobject]:
        """All of it."""
        return [*self.ground, *self.strips, *self.frames, self.spared, self.track, self.bar, self.number]
