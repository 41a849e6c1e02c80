"""A sentence that is read: words in a row, one encoder that goes along below them, and what it holds after each word."""

from collections.abc import Sequence

import numpy as np
from manim import Line, VGroup

from scenes.mobjects.notation.translation import NOTATION
from scenes.mobjects.notation.vectors import swatch
from scenes.mobjects.places import kept_for, placed
from scenes.mobjects.reading import Phrase, Readings, fitting, phrase
from scenes.mobjects.sets.mosaic import Grid, Mosaic
from scenes.mobjects.shapes import Box, plate
from scenes.mobjects.text import LEGIBLE, Label, settled
from scenes.mobjects.theme import Theme
from scenes.mobjects.tokens import Chip
from scenes.mobjects.wires import Point, Wire

__all__ = ["LARGEST", "EncoderRow", "Machine", "chips_in"]

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
    """The encoder below a word, ``at`` the middle of its box, with its wires: the word comes in from above, at ``head``.

    What it holds then goes down to ``floor``. It is ``wide``.
    """

    WIDE, NARROW, HIGH = 1.2, 0.9, 0.56  # where there is room, and where there is little

    def __init__(self, at: Point, *, wide: float, head: float, floor: float, theme: Theme) -> None:
        super().__init__()
        (x, y), half = at, self.HIGH / 2
        self.at = at
        self.box = plate(wide, self.HIGH, "source", theme=theme, radius=0.1).move_to((x, y, 0))
        size = theme.small if wide == self.WIDE else theme.numeral
        self.sign = Label("encoder", theme=theme, size=size, colour="source").sit_amid(x, y)
        self.word = Wire((x, head), (x, y + half), theme=theme, colour="muted")
        self.after = Wire((x, y - half), (x, floor), theme=theme, colour="muted")
        self.add(self.word, self.after, self.box, self.sign)


class EncoderRow:
    """Places and things of a sentence of ``words``, ``(source,)``, read into a state of ``units`` numbers.

    A column for the state before the first word, step -1, and one for each word. ``chips`` are the words at the height ``WORDS``,
    ``language`` is said beside them.
    """

    WIDTH, PITCH, GAP = 13.2, 2.6, 0.24  # of all columns; of one at the most; between what stands in two
    WORDS, ENCODER, STATES, HIGH = 2.4, 1.4, 0.05, 1.6  # heights of words, encoder and states; how high a state is at the most
    LARGE, START, NARROW, BESIDE = 0.95, 0.9, 0.66, 0.12  # words as large as that; columns; beside a word in its column
    TOLD = 0.42  # how far below a state its followed number is told
    RIGHTMOST = 0.7  # the x of a vector amid the words at the most: what stands beside it needs room

    def __init__(self, words: Readings, known: Sequence[bool], units: int, language: Phrase, *, theme: Theme) -> None:
        self._theme = theme
        self.count = len(words)
        said = [phrase("{word}", word=word) for word in words.flat()]
        columns = self._columns([Chip(word, theme=theme, state="past") for word in said])
        ends = np.cumsum([0.0, *columns]) - sum(columns) / 2
        self._middles = ((ends[:-1] + ends[1:]) / 2).tolist()
        self.least = float(min(columns))
        self.grid = Grid(units, self.least - self.GAP, self.HIGH)
        self.chips = chips_in(said, [wide - self.BESIDE for wide in columns[1:]], theme=theme, known=known)
        for step, chip in enumerate(self.chips):
            chip.shift((self.x(step), self.WORDS, 0))
            chip.box.set_stroke(theme.source, theme.thin)
            placed(chip.word, lambda index: (self.x(index[-1]), None))
        named = settled(language, theme=theme, size=theme.label, room=columns[0] - 0.1, colour="muted")
        self.language = named.sit_amid(-self.WIDTH / 2, self.WORDS, -1)
        placed(self.language, lambda _: (None, float(self.chips[0].box.get_y())))

    def x(self, step: int) -> float:
        """Return the middle of a column."""
        return float(self._middles[step + 1])

    def _columns(self, chips: Sequence[Chip]) -> list[float]:
        """Return how wide columns are: all alike if words are large then, else as each word needs it."""
        alike, widths = min(self.WIDTH / (len(chips) + 1), self.PITCH), [chip.width for chip in chips]
        if alike - self.BESIDE >= self.LARGE * max(widths):
            return [alike] * (len(chips) + 1)
        for scale in np.linspace(self.LARGE, LEGIBLE / chips[0].word.cap_height, 12):
            columns = [self.START, *(max(scale * wide + self.BESIDE, self.NARROW) for wide in widths)]
            if (left := self.WIDTH - sum(columns)) >= 0:
                return [wide + left / len(columns) for wide in columns]
        most = next(each for each in np.linspace(max(columns), self.NARROW, 60) if np.minimum(columns, each).sum() <= self.WIDTH)
        return [min(wide, float(most)) for wide in columns]

    @property
    def middle(self) -> float:
        """The middle of all words, where one vector is made of them; of a few words it is not quite so far right."""
        return min((self.x(0) + self.x(self.count - 1)) / 2, self.RIGHTMOST)

    def at(self, step: int) -> Point:
        """Return the middle of the state after a word."""
        return self.x(step), self.STATES

    @property
    def head(self) -> float:
        """The height above states where wires end."""
        return self.STATES + self.grid.height / 2 + Mosaic.ROOM

    @property
    def small(self) -> float:
        """How many times its size a state is that goes in."""
        return 0.8 * Machine.HIGH / self.grid.height

    def state(self, values: Readings, step: int) -> Mosaic:
        """Return the state after a word at its place."""
        return Mosaic(values, self.grid, self.at(step), theme=self._theme, colour="source")

    def track(self) -> Line:
        """Return the line on which states stand, from the one before the first word to the last."""
        start, end = ((self.x(step), self.STATES, 0) for step in (-1, self.count - 1))
        return Line(start, end, stroke_color=self._theme.line, stroke_width=self._theme.stroke)

    def machine(self, step: int) -> Machine:
        """Return the encoder below a word."""
        head = float(self.chips[0].box.get_bottom()[1]) - 0.03
        return Machine((self.x(step), self.ENCODER), wide=self.wide, head=head, floor=self.head, theme=self._theme)

    @property
    def wide(self) -> float:
        """How wide the encoder is."""
        return Machine.WIDE if self.least > Machine.WIDE * 0.7 else Machine.NARROW

    def before(self, step: int) -> Wire:
        """Return the wire on which the state before goes into the encoder."""
        return Wire(*self.way_in(step), theme=self._theme, colour="muted")

    def way_in(self, step: int) -> list[Point]:
        """Return the points of that wire."""
        x, y = self.x(step - 1), self.ENCODER
        return [(x, self.head), (x, y), (self.x(step) - self.wide / 2, y)]

    def told(self, values: Readings, step: int, unit: int) -> VGroup:
        """Return the mark of a unit's square in a state, and below it the same number large enough to be read."""
        (x, y), theme = self.at(step), self._theme
        foot = y - self.grid.height / 2 - self.TOLD
        size = (min(0.72, self.least - 0.06), 0.4)
        cell_x, cell_y = self.grid.place(unit, (x, y))
        free = max((self.grid.width - size[0]) / 2, 0.0)
        x = float(np.clip(cell_x, x - free, x + free))
        side = self.grid.side + 0.03
        look = {"stroke_color": theme.focus, "stroke_width": theme.stroke}
        spot = Box(width=side, height=side, corner_radius=0.02, **look).move_to((cell_x, cell_y, 0))
        large = swatch(values[unit], notation=NOTATION, theme=theme, size=size).move_to((x, foot, 0))
        kept_for(large.patch, *values.index, unit)
        around_it = Box(width=size[0] + 0.04, height=size[1] + 0.04, corner_radius=0.04, **look).move_to((x, foot, 0))
        line = Line((cell_x, cell_y - side / 2, 0), (x, foot + size[1] / 2 + 0.02, 0))
        line.set_stroke(theme.focus, theme.thin)
        return VGroup(line, spot, large, around_it)
