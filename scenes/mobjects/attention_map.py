"""The alignment map: source words across, written words down, every cell as light as its weight; and the same as threads."""

import numpy as np
from manim import Line, Rectangle, VGroup

from scenes.mobjects.cells import Cell
from scenes.mobjects.reading import Display, Reading, Readings
from scenes.mobjects.text import Label, fitted
from scenes.mobjects.theme import Theme

__all__ = ["AlignmentMap", "Thread"]


class AlignmentMap(VGroup):
    """The frame of a map of ``(target, source)`` weights, its source words above it; rows are made one by one.

    It fills the box of ``width`` by ``height`` units below ``top`` as far as cells of a pleasant size do, labels included, and is
    centred on ``x``. The words above are slanted; ``room`` is for those at the left.
    """

    LARGEST, SLANT = (0.86, 0.62), 45.0  # a cell at the most, its width and height; degrees
    NUMERAL = (0.56, 0.26)  # the least cell that has room for a number
    HEAD = 1.05  # room for the words above
    NARROW, LOW = 0.26, 0.2  # cells below this width have no words above them, below this height none at the left

    def __init__(
        self, words: Readings, targets: int, *, theme: Theme, x: float, top: float, width: float, height: float, room: float = 2.3
    ) -> None:
        super().__init__()
        self._theme = theme
        self._room = room
        self.wide = min(self.LARGEST[0], (width - room) / len(words))
        head = self.HEAD if self.wide >= self.NARROW else 0.0
        self.high = min(self.LARGEST[1], (height - head) / targets)
        self.left = x - (self.wide * len(words) + room) / 2 + room
        self.top = top - head - (height - head - self.high * targets) / 2
        self.size = theme.label if self.high > 0.36 else theme.small if self.high > 0.28 else theme.numeral
        self.frame = Rectangle(
            width=self.wide * len(words),
            height=self.high * targets,
            stroke_color=theme.line,
            stroke_width=theme.stroke,
            fill_color="#000000",
            fill_opacity=1,
        ).move_to((self.left + self.wide * len(words) / 2, self.top - self.high * targets / 2, 0))
        self.heads = [self._head(words, number) for number in range(len(words))] if head else []
        self.add(self.frame, *self.heads)

    def _head(self, words: Readings, number: int) -> Label:
        label = fitted(words[number], theme=self._theme, size=self.size, room=1.3, colour="encoder")
        x, foot = self.left + (number + 0.5) * self.wide, self.top + 0.12
        label.sit(x, foot, -1).rotate(np.radians(self.SLANT), about_point=(x, foot, 0))
        label.slanted = True
        return label.shift((-0.04, 0.04, 0))

    def middle(self, target: int, source: int) -> tuple[float, float]:
        """Return the middle of a cell."""
        return self.left + (source + 0.5) * self.wide, self.top - (target + 0.5) * self.high

    def row(self, target: int, weights: Readings) -> list[Cell]:
        """Return the cells of one row, ``(source,)``, at their place; with numbers where there is room."""
        size = (self.wide - 0.03, self.high - 0.03)
        numeral = self.wide >= self.NUMERAL[0] and self.high >= self.NUMERAL[1]
        cells = [Cell(each, theme=self._theme, scale="grey", size=size, numeral=numeral) for each in weights.flat()]
        for source, cell in enumerate(cells):
            cell.shift((*self.middle(target, source), 0))
        return cells

    def label(self, word: Reading, target: int) -> Label:
        """Return the word written in a row, at the left of it; where rows are too low for that, an empty label."""
        if self.high < self.LOW:
            return Label("", theme=self._theme)
        label = fitted(word, theme=self._theme, size=self.size, room=self._room - 0.2, colour="decoder")
        return label.sit_amid(self.left - 0.15, self.middle(target, 0)[1], 1)


class Thread(Line):
    """A line between two words, as wide as the weight of one for the other: ``unit`` is the stroke width of a weight of one."""

    def __init__(
        self, weight: Reading, start: tuple[float, float], end: tuple[float, float], *, theme: Theme, unit: float
    ) -> None:
        self._reading, self._unit = weight, unit
        super().__init__(
            (*start, 0.0), (*end, 0.0), stroke_color=theme.attention, stroke_width=self._rule(float(weight.value)), buff=0
        )

    def _rule(self, value: float) -> float:
        return value * self._unit

    def displays(self) -> "list[Display]":
        """Return the reading that its width shows."""
        return [Display(self._reading, "width", float(self.get_stroke_width()), self._rule)]
