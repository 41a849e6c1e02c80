"""A context vector as it comes about: parts of columns fill a box that is one wide, and level out to a column of its own."""

from collections.abc import Iterable, Sequence
from itertools import accumulate

import numpy as np

from scenes.mobjects.areas import Area
from scenes.mobjects.bars import Bar
from scenes.mobjects.blending import Level
from scenes.mobjects.notation.translation import NOTATION
from scenes.mobjects.notation.vectors import swatch
from scenes.mobjects.places import placed, tells
from scenes.mobjects.reading import Phrase, Reading, Readings, phrase
from scenes.mobjects.sets.annotations import Annotations, Slice, framed
from scenes.mobjects.shapes import Box, plate
from scenes.mobjects.text import Label, settled
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Swatch

__all__ = ["Blend"]


class Blend:
    """The box of a context vector, in ``area``, and over it a bar of length one: weights are widths in both.

    ``weights`` are those of the step, ``(source,)``, ``told`` the words that fill it one by one, from its right end, so that
    they lie in the order of the sentence; at its left end are all others, as one.
    """

    OVER, BAR, ABOVE, UNDER = 0.05, 0.2, 0.16, 0.2  # over the box, the bar's height; where numbers and names are
    APART = 0.1  # between two texts

    def __init__(
        self,
        annotations: Annotations,
        words: Readings,
        weights: Readings,
        told: Sequence[int],
        area: Area,
        *,
        others: Reading,
        theme: Theme,
    ) -> None:
        self.area, self._annotations, self._words, self.weights, self._theme = area, annotations, words, weights, theme
        self.told, self._others = tuple(told), others
        self.rest = [source for source in range(annotations.count) if source not in told]
        self.order = [*self.rest, *self.told]
        shares = [float(weights[source].value) for source in self.order]
        ends = list(accumulate(shares, initial=0.0))
        self._starts = dict(zip(self.order, ends, strict=False))
        self.shares = np.array(shares)
        self.frame = plate(area.width + 0.06, area.height + 0.06, "looks", theme=theme, radius=0.06).move_to((area.x, area.y, 0))
        self.lies = area.top + self.OVER + self.BAR / 2
        self.gauge = Box(width=area.width, height=self.BAR, corner_radius=0.04, fill_color=theme.blank, fill_opacity=1).move_to(
            (area.x, self.lies, 0)
        )
        self.parts: dict[int, Slice] = {}
        self.pieces: list[Bar] = []
        self.names: list[Label] = []
        self.numbers: list[Label] = []
        self.cells: list[Swatch] = []
        self.letter = Label("c", theme=theme, size=theme.title, colour="looks")
        self.letter.sit_amid(area.left - 0.24, area.y)

    def lens(self, unit: int) -> tuple[Box, Label]:
        """Return the frame around one number of the context vector, and the number beside it."""
        high = self.area.height / len(self._annotations.units)
        y = self.area.top - (self._annotations.units.index(unit) + 0.5) * high
        number = Label(phrase("{number:2}", number=self._context[unit]), theme=self._theme, size=self._theme.title)
        number.sit_amid(self.area.right + 0.25, y, -1)
        return framed(self.area.x, y, self.area.width, high, theme=self._theme), number

    def x(self, source: int) -> float:
        """Return the middle of a word's part."""
        share = float(self.weights[source].value)
        return self.area.left + (self._starts[source] + share / 2) * self.area.width

    def _weight(self, source: int) -> float:
        return float(self.weights[source].value)

    def part(self, source: int) -> Slice:
        """Return a word's part of the box."""
        made = self._annotations.part(source, self._weight(source), at=(self.x(source), self.area.y), wide=self.area.width)
        self.parts[source] = made
        return made

    def piece(self, reading: Reading, left: float) -> Bar:
        """Return a weight as a piece of the bar of one, from ``left`` on."""
        bar = Bar(reading, unit=self.area.width, height=self.BAR, left=left, y=self.lies, paint=self._theme.looks)
        bar.set_stroke(self._theme.ground, width=self._theme.thin if bar.width > 0.06 else 0)
        return bar

    def left(self, source: int) -> float:
        """Return where a word's part begins."""
        return self.area.left + self._starts[source] * self.area.width

    def rest_piece(self) -> Bar:
        """Return the weight of all others as the first piece of the bar of one."""
        return self.piece(self._others, self.left(self.rest[0]))

    def number(self, bar: Bar) -> Label:
        """Return the number over a piece of the bar."""
        label = Label(phrase("{share:2}", share=bar.reading), theme=self._theme, size=self._theme.small, colour="looks")
        return tells(label.sit_amid(float(bar.get_x()), self.lies + self.BAR / 2 + self.ABOVE), bar)

    def numbered(self, bar: Bar) -> Label | None:
        """Return the number over a piece that is in the box, or a little before that if another one is there; remember it."""
        label = self.number(bar)
        if self._aside(label, self.numbers, float(bar.width)):
            self.numbers.append(label)
            return label
        return None

    def _aside(self, label: Label, there: Iterable[Label], wide: float) -> bool:
        """Bring a text before those in its row that are there; tell whether it is still at what it belongs to, so ``wide``."""
        x = float(label.get_x())
        ends = [float(each.get_left()[0]) - self.APART - label.width / 2 for each in there]
        aside = min([x, *ends])
        label.shift((aside - x, 0, 0))
        return x - aside <= (wide + label.width) / 2

    def name(self, source: int) -> Label | None:
        """Return a word's name below its part of the box, or a little before that if another one is there; remember it.

        It is right of all columns, which come up past it.
        """
        said, first = phrase("{word}", word=self._words[source]), self._annotations.area.right + self.APART / 2
        label = settled(said, theme=self._theme, size=self._theme.small, room=1.4, colour="source")
        label.sit_amid(max(self.x(source), first + label.width / 2), self.area.bottom - self.UNDER)
        if self._aside(label, self.names, self._weight(source) * self.area.width) and label.get_left()[0] > first - 1e-6:
            self.names.append(label)
            return label
        return None

    @property
    def others_said(self) -> Phrase:
        """What all others are called: the only one by its name."""
        if len(self.rest) == 1:
            return phrase("{word:short}", word=self._words[self.rest[0]])
        return Phrase("the others", "the others")

    def strip(self) -> tuple[Box, Label]:
        """Return what marks the part of all others, however thin that is: a frame of its own, and its name before it."""
        theme, area = self._theme, self.area
        wide = self.area.width * float(self._others.value)
        frame = Box(
            width=wide + 0.06, height=area.height + 0.1, corner_radius=0.03, stroke_color=theme.ink, stroke_width=theme.thin
        )
        frame.move_to((area.left + wide / 2, area.y, 0))
        label = Label(self.others_said, theme=theme, size=theme.small, colour="source")
        return frame, label.sit_amid(float(frame.get_left()[0]) - 0.1, area.y, 1)

    def level(self, context: Readings, run_time: float) -> Level:
        """Return the animation in which all rows level out to the numbers of the context vector."""
        self._context = context
        units, high = self._annotations.units, self.area.height / len(self._annotations.units)
        for number, unit in enumerate(units):
            cell = swatch(context[unit], notation=NOTATION, theme=self._theme, size=(self.area.width, high), numeral=False)
            placed(cell.patch, lambda index: (None, self.area.top - (units.index(index[-1]) + 0.5) * high))
            self.cells.append(cell.shift((self.area.x, self.area.top - (number + 0.5) * high, 0)))
        annotations = self._annotations
        values = np.array([[float(annotations.value(source, unit).value) for source in self.order] for unit in units])
        return Level(self.cells, values, self.shares, theme=self._theme, run_time=run_time)
