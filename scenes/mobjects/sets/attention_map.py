"""The alignment map: source words across, written words down, every cell as light as its weight; and the same as threads."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Self

import numpy as np
from manim import Animation, Rectangle, VGroup, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.colours import colour_of_threads
from scenes.mobjects.notation.translation import NOTATION
from scenes.mobjects.notation.vectors import swatch
from scenes.mobjects.places import placed
from scenes.mobjects.reading import Display, Phrase, Reading, Readings, written
from scenes.mobjects.shapes import Shape
from scenes.mobjects.shifts import Swell
from scenes.mobjects.text import LONGEST, Label, fitted, settled
from scenes.mobjects.theme import Theme
from scenes.mobjects.tokens import hatched
from scenes.mobjects.values import Swatch

__all__ = ["AlignmentMap", "Thread", "levels_of_threads", "strand"]


class AlignmentMap(VGroup):
    """The frame of a map of ``(target, source)`` weights, its source words above it; rows are made one by one.

    It fills ``area`` as far as cells of a pleasant size do, labels included, in the middle of it. The words above are slanted,
    and hatched where they are not ``known``; ``room`` is for those at the left, and there is more if ``copies`` are among these.
    ``written`` are those at the left: in two columns where they would touch in one, and none where they would in two.
    """

    LARGEST, SLANT = (0.86, 0.62), 45.0  # a cell at the most, its width and height; degrees
    NUMERAL = (0.56, 0.26)  # the least cell that has room for a number
    HEAD = 1.05  # room for the words above
    HATCH = 0.4
    MARK = 0.75  # room for the mark of a copy
    NARROW = 0.26  # cells below this width have no words above them
    LOW, LEAST = 0.2, 0.13  # cells below these heights always have words in two columns at the left, and none

    def __init__(
        self,
        words: Readings,
        targets: int,
        area: Area,
        *,
        theme: Theme,
        room: float = 2.3,
        known: Sequence[bool] = (),
        copies: bool = False,
        written: Sequence[Phrase] = (),
    ) -> None:
        super().__init__()
        self._theme, self._written = theme, written
        self._room, self._mark = room, self.MARK * copies
        self.heads: list[Label] = []
        self._lay_out(words, targets, area, self.HEAD)
        if self.wide < self.NARROW:
            self._lay_out(words, targets, area, 0.0)
        self.frame = Rectangle(
            width=self.wide * len(words),
            height=self.high * targets,
            stroke_color=theme.line,
            stroke_width=theme.thin,
        ).move_to((self.left + self.wide * len(words) / 2, self.top - self.high * targets / 2, 0))
        self.add(self.frame, *self._slanted_heads(known))

    def _lay_out(self, words: Readings, targets: int, area: Area, head: float) -> None:
        """Choose the places and sizes of rows and columns within an area; words above need ``head``."""
        height, top = area.height, area.top
        self.high = min(self.LARGEST[1], (height - head) / targets)
        self.size = self._theme.label if self.high > 0.36 else self._theme.small if self.high > 0.28 else self._theme.numeral
        said = [word.shortened(LONGEST) for word in self._written]
        labels = [Label(word, theme=self._theme, size=self.size).sit_amid(0.0, 0.0) for word in said]
        self._staggered = self.high < self.LOW or self._touch(labels, 1)
        self._wordless = self.high < self.LEAST or self._touch(labels, 2)
        self._room, self._mark = self._room + self._mark * (not self._staggered), 0.0
        self.top = top - head - (height - head - self.high * targets) / 2
        heads = words.flat() if head else ()
        self.heads = [fitted(word, theme=self._theme, size=self.size, room=1.3, colour="source") for word in heads]
        reaches = np.array([label.width for label in self.heads]) * np.cos(np.radians(self.SLANT)) + 0.1
        middles = np.arange(len(self.heads)) + 0.5  # of columns, counted in columns
        room = area.width - self._room
        self.wide = float(min([self.LARGEST[0], room / len(words), *((room - reaches) / middles)]))
        right = float(max([len(words) * self.wide, *(middles * self.wide + reaches)]))
        self.left = area.x - (right + self._room) / 2 + self._room

    def _touch(self, labels: Sequence[Label], apart: int) -> bool:
        """Tell whether words at the left would touch those so many rows ``apart``."""
        pairs = zip(labels, labels[apart:], strict=False)
        return any(over.get_bottom()[1] < under.get_top()[1] - apart * self.high for over, under in pairs)

    def _slanted_heads(self, known: Sequence[bool]) -> list[VMobject]:
        """Turn the words above the columns; return them, and before them what hatches those that are not known."""
        strangers: list[VMobject] = []
        for number, label in enumerate(self.heads):
            x, foot = self.left + (number + 0.5) * self.wide, self.top + 0.12
            label.sit(x, foot, -1)
            label.slanted = True
            behind = self._behind(label) if known and not known[number] else []
            for each in (label, *behind):
                each.rotate(np.radians(self.SLANT), about_point=(x, foot, 0)).shift((-0.04, 0.04, 0))
            strangers += behind
        middles = [(float(label.get_x()), float(label.get_y())) for label in self.heads]
        return [*strangers, *(placed(label, lambda index: middles[index[-1]]) for label in self.heads)]

    def _behind(self, label: Label) -> list[VGroup]:
        """Return a hatched box, faint, since the word before it may be dimmed."""
        return [hatched(label, theme=self._theme, high=min(0.36, self.wide * 0.62)).set_stroke(opacity=self.HATCH)]

    def middle(self, target: int, source: int) -> tuple[float, float]:
        """Return the middle of a cell."""
        return self.left + (source + 0.5) * self.wide, self.top - (target + 0.5) * self.high

    def row(self, target: int, weights: Readings, *, least: float = 0.0) -> list[Swatch]:
        """Return the cells of one row, ``(source,)``, at their place; where there is room, with numbers of ``least`` or more."""
        size, theme = (self.wide - 0.03, self.high - 0.03), self._theme
        room = self.wide >= self.NUMERAL[0] and self.high >= self.NUMERAL[1]
        cells = [
            swatch(each, notation=NOTATION, theme=theme, size=size, numeral=room and float(each.value) >= least)
            for each in weights.flat()
        ]
        for source, cell in enumerate(cells):
            cell.shift((*self.middle(target, source), 0))
            placed(cell.patch, lambda index: self.middle(*index[-2:]))
        return cells

    def told(self, spans: Mapping[int, tuple[float, float]], run_time: float) -> list[Animation]:
        """Return animations in which words above, if there are any, swell for a moment, each in a part of the time."""
        return [Swell(self.heads[source], window=span, run_time=run_time) for source, span in spans.items() if self.heads]

    def label(self, word: Reading, target: int, *, copied: bool = False) -> Label:
        """Return the word written in a row, at the left of it; where rows are too low for that, an empty label.

        One that is ``copied`` has a mark, and is smaller where there is little room. Where rows are low, every second word stands
        further to the left.
        """
        if self._wordless:
            return Label("", theme=self._theme)
        room = self._room / (1 + self._staggered) - 0.2
        how: dict[str, Any] = {"theme": self._theme, "size": self.size, "room": room, "colour": "target"}
        label = settled(written(word, copied=True), **how) if copied else fitted(word, **how)
        x, y = self._beside(target)
        label.sit_amid(x, y, 1)
        return placed(label, lambda index: self._beside(index[-1]), 1)

    def _beside(self, target: int) -> tuple[float, float]:
        """Return where a word at the left ends, and its middle."""
        further = self._room / 2 if self._staggered and target % 2 else 0.0
        return self.left - 0.15 - further, self.middle(target, 0)[1]


class Thread(Shape):
    """A curve between two words, as wide as the weight of one for the other: ``unit`` is the stroke width of a weight of one.

    It leaves ``start`` and enters ``end`` upright. It is half transparent, ``told`` or not, so that threads are seen to cross.
    """

    THIN, MORE = 4.4, 0.2  # a stroke width below which a thread is more opaque, and by how much

    ends: Callable[[tuple[int, ...]], tuple[float, float]] | None = None

    def __init__(
        self,
        weight: Reading,
        start: tuple[float, float],
        end: tuple[float, float],
        *,
        theme: Theme,
        unit: float,
        told: bool = False,
    ) -> None:
        self.reading, self._unit = weight, unit
        self.whole = self._rule(float(weight.value))
        super().__init__(strand(start, end), stroke_color=colour_of_threads(theme), stroke_width=self.whole)
        self.levels = levels_of_threads(theme)[self.whole < self.THIN]
        self.stroke_rgbas[:, 3] = self.stroke_opacity = self.levels[told]

    def _rule(self, value: float) -> float:
        return value * self._unit

    def between(self, ends: Callable[[tuple[int, ...]], tuple[float, float]]) -> Self:
        """Say where it is to begin and to end, by the index of its weight: two x, in units; return it."""
        self.ends = ends
        return self

    def displays(self) -> "list[Display]":
        """Return the reading that its width shows."""
        return [Display(self.reading, "width", float(self.get_stroke_width()), self._rule)]


def levels_of_threads(theme: Theme) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return how opaque threads may be, those that are not told of and those that are: wide ones, then thin ones."""
    resting, told = theme.threads
    return (resting, told), (min(resting + Thread.MORE, 1.0), min(told + Thread.MORE, 1.0))


def strand(start: tuple[float, float], end: tuple[float, float]) -> np.ndarray:
    """Return the one curve that goes from a point to another and is upright at both, ``(4, 3)``."""
    (left, head), (right, foot) = start, end
    middle = (head + foot) / 2
    return np.array([[left, head, 0.0], [left, middle, 0.0], [right, middle, 0.0], [right, foot, 0.0]])
