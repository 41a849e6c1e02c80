"""A recurrent network unrolled to the right: a cell a step, its states as strips between the cells, a word at each step."""

from collections.abc import Sequence
from typing import NamedTuple

from manim import Animation, VGroup, VMobject

from scenes.mobjects.motion import Vanish
from scenes.mobjects.moves import Path, Travel
from scenes.mobjects.notation.translation import NOTATION
from scenes.mobjects.notation.vectors import vector
from scenes.mobjects.places import placed
from scenes.mobjects.reading import Phrase, Reading, Readings, phrase
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import Label, within
from scenes.mobjects.theme import Theme
from scenes.mobjects.tokens import CUTS, Chip
from scenes.mobjects.values import Vector
from scenes.mobjects.wires import Point, Wire

__all__ = ["Chain", "Layout"]


class Layout(NamedTuple):
    """Where a chain lies: its ``left`` and ``right`` edges, the heights of its ``states`` and of its ``words``, in units.

    ``start`` leaves room at the left for the state before the first step.
    """

    left: float
    right: float
    states: float
    words: float
    start: bool


class Chain:
    """Places and things of a network of ``count`` steps, as many of them in view as there is room for: ``room``.

    It ends at the right edge, or begins at the left one where it has a ``start``. Steps are counted from 0, the state before the
    first one is -1. :meth:`scroll` brings the next step into view.
    """

    MOST, TALL, GAP = 8, 0.36, 0.2  # steps in view; the height of a strip; the length of a wire between a cell and a strip
    LONGEST, CELL, HIGH = 1.7, 0.78, 0.5  # the width of a strip at the most; a cell
    NARROW, ROOMY = 0.62, 1.1  # a cell where there are many; a strip beside which there is room for a letter

    def __init__(self, count: int, layout: Layout, *, theme: Theme, colour: str) -> None:
        self._theme, self._colour, self._layout = theme, colour, layout
        self.count, self.room = count, min(count, self.MOST - layout.start)
        self.cell_wide = self.CELL if self.room <= 5 else self.NARROW
        step, length = self.cell_wide + 2 * self.GAP, layout.right - layout.left
        self.wide = min((length - self.room * step) / (self.room + layout.start), self.LONGEST)
        self.pitch = step + self.wide
        self.first = 0  # the first step in view

    # -- places ----------------------------------------------------------------------------------------------------------

    def ends(self, step: int) -> tuple[float, float]:
        """Return the left and right edge of the strip of a step."""
        slot = step - self.first
        if self._layout.start:
            right = self._layout.left + self.wide + (slot + 1) * self.pitch
        else:
            right = self._layout.right - (self.room - 1 - slot) * self.pitch
        return right - self.wide, right

    def middle(self, step: int) -> float:
        """Return the x of the middle of a step's strip."""
        return sum(self.ends(step)) / 2

    def cell_at(self, step: int) -> Point:
        """Return the middle of a step's cell."""
        return self.ends(step)[0] - self.GAP - self.cell_wide / 2, self._layout.states

    def strip_at(self, step: int) -> Point:
        """Return the middle of a step's strip."""
        return self.middle(step), self._layout.states

    def word_at(self, step: int) -> Point:
        """Return the middle of a step's word: over the cell that reads it, or under the state from which it is written."""
        x = self.middle(step) if self._layout.start else self.cell_at(step)[0]
        return x, self._layout.words

    # -- things ----------------------------------------------------------------------------------------------------------

    def strip(self, step: int, values: Readings) -> Vector:
        """Return the state of a step as a strip of thin cells, at its place."""
        made = self.free_strip(values).move_to((*self.strip_at(step), 0))
        return placed(made, lambda _: self.strip_at(step))

    def free_strip(self, values: Readings) -> Vector:
        """Return a state as a strip that has no place of its own."""
        size = (self.wide / len(values), self.TALL)
        return vector(values, notation=NOTATION, theme=self._theme, across=True, size=size, numerals=False, role=self._colour)

    def slot(self, step: int) -> Box:
        """Return the empty frame in which a state stands, or stood, or will stand."""
        box = Box(width=self.wide + 0.06, height=self.TALL + 0.06, corner_radius=0.06, stroke_color=self._theme.line)
        return box.set_stroke(width=self._theme.thin).move_to((*self.strip_at(step), 0))

    def cell(self, step: int) -> VGroup:
        """Return the cell of a step: its box and its name."""
        x, y = self.cell_at(step)
        box = Box(
            width=self.cell_wide,
            height=self.HIGH,
            corner_radius=0.09,
            stroke_color=self._theme.colour(self._colour),
            stroke_width=self._theme.stroke,
            fill_color=self._theme.panel,
            fill_opacity=1,
        ).move_to((x, y, 0))
        size = self._theme.small if self.cell_wide == self.CELL else self._theme.numeral
        return VGroup(box, Label("GRU", theme=self._theme, size=size, colour=self._colour).sit_amid(x, y))

    def word(self, word: Reading | Phrase, step: int, *, known: bool = True, colour: str = "") -> Chip:
        """Return the word of a step as a chip, smaller if it is long, and cut before it would be too small to be read."""
        said = word if isinstance(word, Phrase) else phrase("{word}", word=word)
        room = min(self.pitch - self.cell_wide / 2 - self.GAP, self.wide + 2 * self.GAP)
        for most in CUTS:
            chip = Chip(said.shortened(most), theme=self._theme, state="past", known=known, high=0.46)
            if chip.width > room:
                chip.scale(room / chip.width)
            if chip.legible:
                break
        chip.box.set_stroke(self._theme.colour(colour or self._colour))
        chip.shift((*self.word_at(step), 0))
        placed(chip.word, lambda _: (self.word_at(step)[0], None))
        return chip

    def place_of(self, chip: Chip) -> Box:
        """Return the empty frame in which a word will stand."""
        wide, high, line = float(chip.box.width), float(chip.box.height), self._theme.line
        frame = Box(width=wide, height=high, corner_radius=0.1, stroke_color=line, stroke_width=self._theme.thin)
        return frame.move_to(chip.box.get_center())

    def below(self, gloss: Phrase, step: int) -> Label:
        """Return what a word means, in small type below it."""

        def place(index: tuple[int, ...]) -> Point:
            x, y = self.word_at(index[0])
            return x, y - 0.4

        made = within(gloss, theme=self._theme, size=self._theme.numeral, room=self.pitch - 0.1, colour="muted")
        return placed(made.sit_amid(*place((step,))), place)

    def beside_wire(self, share: Reading, step: int) -> Label:
        """Return how probable a word is, beside the wire on which it comes out."""
        x, y = self.middle(step) + 0.1, (self._layout.states + self._layout.words + (0.23 - self.TALL / 2)) / 2
        said = "p {share}" if self.wide > self.ROOMY else "{share}"
        return Label(phrase(said, share=share), theme=self._theme, size=self._theme.numeral, colour="muted").sit_amid(x, y, -1)

    def into_cell(self, step: int) -> Wire:
        """Return the wire on which the state before goes into a step's cell."""
        x, y = self.cell_at(step)
        return self._wire((self.ends(step - 1)[1] + 0.04, y), (x - self.cell_wide / 2, y))

    def out_of_cell(self, step: int) -> Wire:
        """Return the wire on which a state leaves its cell."""
        x, y = self.cell_at(step)
        return self._wire((x + self.cell_wide / 2, y), (self.ends(step)[0] - 0.04, y), tip=False)

    def read_wire(self, step: int, chip: Chip) -> Wire:
        """Return the wire on which a word goes into the cell below it."""
        x, y = self.cell_at(step)
        return self._wire((x, float(chip.get_bottom()[1])), (x, y + self.HIGH / 2))

    def write_wire(self, step: int, chip: Chip) -> Wire:
        """Return the wire on which a word comes out of the state above it."""
        x, y = self.strip_at(step)
        return self._wire((x, y - self.TALL / 2 - 0.04), (x, float(chip.get_top()[1])))

    def feed_path(self, step: int, chip: Chip) -> tuple[Point, ...]:
        """Return the points of the wire on which the word before goes into a step's cell, from below."""
        x, y = self.cell_at(step)
        return (float(chip.get_right()[0]), self._layout.words), (x, self._layout.words), (x, y - self.HIGH / 2)

    def feed_wire(self, step: int, chip: Chip) -> Wire:
        """Return that wire."""
        return self._wire(*self.feed_path(step, chip))

    def _wire(self, *points: Point, tip: bool = True) -> Wire:
        return Wire(*points, theme=self._theme, colour="line", width=self._theme.stroke, tip=tip)

    # -- scrolling -------------------------------------------------------------------------------------------------------

    def must_scroll(self, step: int) -> bool:
        """Tell whether a step is not in view yet."""
        return step >= self.first + self.room

    def scroll(self, rows: Sequence[Sequence[VMobject]], run_time: float) -> list[Animation]:
        """Bring the next step into view: all things of ``rows``, one for each step in view, move on, the first of them leave."""
        self.first += 1
        away: list[Animation] = [Vanish(each, run_time=run_time / 2) for each in rows[0]]
        return away + [self._moved_on(each, run_time) for row in rows[1:] for each in row]

    def _moved_on(self, thing: VMobject, run_time: float) -> Animation:
        """Bring a thing to the place of the step before, and return its way there."""
        x, y, _ = thing.get_center()
        return Travel(thing.shift((-self.pitch, 0, 0)), Path((x, y), (x - self.pitch, y)), there=True, run_time=run_time)
