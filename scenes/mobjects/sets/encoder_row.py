"""A sentence that is read: words in a row, one encoder that goes along below them, and what it holds after each word."""

from collections.abc import Sequence

import numpy as np
from manim import Line, VGroup

from scenes.mobjects.notation.translation import NOTATION
from scenes.mobjects.notation.vectors import swatch
from scenes.mobjects.places import placed
from scenes.mobjects.reading import Phrase, Readings, fitting, phrase
from scenes.mobjects.sets.mosaic import Grid, Mosaic, around
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import LEGIBLE, Label, settled
from scenes.mobjects.theme import Theme
from scenes.mobjects.tokens import Chip
from scenes.mobjects.wires import Point, Wire

__all__ = ["EncoderRow", "Machine", "chips_in"]

LARGEST = 1.5
"""How many times its size a chip is where there is room."""


def chips_in(words: Sequence[Phrase], rooms: float | Sequence[float], *, theme: Theme, known: Sequence[bool] = ()) -> list[Chip]:
    """Return words as chips of one size, each at most as wide as its room: as large as all fit, and cut where they do not."""
    room = [rooms] * len(words) if isinstance(rooms, float) else list(rooms)
    made = [Chip(word, theme=theme, state="past") for word in words]
    least = LEGIBLE / made[0].word.cap_height * 1.001
    scale = max(least, min([LARGEST, *(own / chip.width for own, chip in zip(room, made, strict=True))]))
    said = [
        fitting(word, lambda each, own=own: bool(Chip(each, theme=theme, state="past").width * scale <= own))  # type: ignore[misc]
        for word, own in zip(words, room, strict=True)
    ]
    high = max(Chip(word, theme=theme, state="past").box.height for word in said)
    stated = known or [True] * len(words)
    chips = [Chip(word, theme=theme, state="past", known=own, high=high) for word, own in zip(said, stated, strict=True)]
    for chip in chips:
        chip.scale(scale, about_point=(0, 0, 0))
    return chips


class Machine(VGroup):
    """The encoder below the word of one column, ``at`` the middle of its box, with its wires: the word comes in from above.

    What it held before comes in from the left, from a column that is ``pitch`` away; what it holds then goes down to ``floor``.
    """

    WIDE, HIGH = 1.2, 0.56

    def __init__(self, at: Point, *, pitch: float, head: float, floor: float, theme: Theme) -> None:
        super().__init__()
        (x, y), half = at, self.HIGH / 2
        self.at = at
        self.box = Box(
            width=self.WIDE,
            height=self.HIGH,
            corner_radius=0.1,
            stroke_color=theme.source,
            stroke_width=theme.stroke,
            fill_color=theme.panel,
            fill_opacity=1,
        ).move_to((x, y, 0))
        self.name = Label("encoder", theme=theme, size=theme.small, colour="source").sit_amid(x, y)
        self.word = Wire((x, head), (x, y + half), theme=theme, colour="muted")
        self.before = Wire((x - pitch, floor), (x - pitch, y), (x - self.WIDE / 2, y), theme=theme, colour="muted")
        self.after = Wire((x, y - half), (x, floor), theme=theme, colour="muted")
        self.add(self.word, self.before, self.after, self.box, self.name)


class EncoderRow:
    """Places and things of a sentence of ``words``, ``(source,)``, read into a state of ``units`` numbers.

    A column for the state before the first word, step -1, and one for each word. ``chips`` are the words at the height ``WORDS``,
    ``language`` is said beside them.
    """

    WIDTH, PITCH, GAP = 13.2, 2.6, 0.24  # of all columns; of one at the most; between what stands in two
    WORDS, ENCODER, STATES, HIGH = 2.4, 1.4, 0.05, 1.6  # heights of words, encoder and states; how high a state is at the most
    TOLD = 0.42  # how far below a state its followed number is told

    def __init__(self, words: Readings, known: Sequence[bool], units: int, language: Phrase, *, theme: Theme) -> None:
        self._theme = theme
        self.count = len(words)
        self.pitch = min(self.WIDTH / (self.count + 1), self.PITCH)
        self.grid = Grid(units, self.pitch - self.GAP, self.HIGH)
        said = [phrase("{word}", word=word) for word in words.flat()]
        self.chips = chips_in(said, self.pitch - 0.12, theme=theme, known=known)
        for step, chip in enumerate(self.chips):
            chip.shift((self.x(step), self.WORDS, 0))
            chip.box.set_stroke(theme.source, theme.thin)
            placed(chip.word, lambda index: (self.x(index[-1]), None))
        named = settled(language, theme=theme, size=theme.label, room=self.pitch - 0.1, colour="muted")
        self.language = named.sit_amid(self.x(-1), self.WORDS)

    def x(self, step: int) -> float:
        """Return the middle of a column."""
        return (step + 1 - self.count / 2) * self.pitch

    @property
    def middle(self) -> float:
        """The middle of all words."""
        return (self.x(0) + self.x(self.count - 1)) / 2

    def at(self, step: int) -> Point:
        """Return the middle of the state after a word."""
        return self.x(step), self.STATES

    @property
    def head(self) -> float:
        """The height above states where wires end."""
        return self.STATES + self.grid.height / 2 + Mosaic.ROOM

    @property
    def door(self) -> float:
        """How many times its size a state is where it goes in and comes out."""
        return 0.8 * Machine.HIGH / self.grid.height

    def state(self, values: Readings, step: int) -> Mosaic:
        """Return the state after a word at its place."""
        return Mosaic(values, self.grid, self.at(step), theme=self._theme, colour="source")

    def slot(self, step: int) -> Box:
        """Return the frame of a state that is not there."""
        return around(self.grid, self.at(step), theme=self._theme, colour="muted")

    def machine(self, step: int) -> Machine:
        """Return the encoder below a word."""
        head = float(self.chips[0].box.get_bottom()[1]) - 0.03
        at = self.x(step), self.ENCODER
        return Machine(at, pitch=self.pitch, head=head, floor=self.head, theme=self._theme)

    def told(self, values: Readings, step: int, unit: int) -> VGroup:
        """Return the mark of a unit's square in a state, and below it the same number large enough to be read."""
        (x, y), theme = self.at(step), self._theme
        foot = y - self.grid.height / 2 - self.TOLD
        size = (min(0.72, self.pitch - 0.1), 0.4)
        cell_x, cell_y = self.grid.place(unit, (x, y))
        free = max((self.pitch - 0.06 - size[0]) / 2, 0.0)
        x = float(np.clip(cell_x, x - free, x + free))
        side = self.grid.side + 0.03
        look = {"stroke_color": theme.focus, "stroke_width": theme.stroke}
        spot = Box(width=side, height=side, corner_radius=0.02, **look).move_to((cell_x, cell_y, 0))
        large = swatch(values[unit], notation=NOTATION, theme=theme, size=size).move_to((x, foot, 0))
        around_it = Box(width=size[0] + 0.04, height=size[1] + 0.04, corner_radius=0.04, **look).move_to((x, foot, 0))
        line = Line((cell_x, cell_y - side / 2, 0), (x, foot + size[1] / 2 + 0.02, 0))
        line.set_stroke(theme.focus, theme.thin)
        return VGroup(line, spot, large, around_it)
