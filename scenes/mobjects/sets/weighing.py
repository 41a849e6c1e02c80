"""The weights of an output step over the columns of a sentence: bars in outlines that are as wide as a weight of one."""

from collections.abc import Sequence
from typing import Any

from manim import Animation

from scenes.mobjects.bars import Bar
from scenes.mobjects.motion import Appear
from scenes.mobjects.moves import Grow
from scenes.mobjects.places import placed
from scenes.mobjects.reading import Reading, Readings, phrase
from scenes.mobjects.sets.annotations import Annotations
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme

__all__ = ["Part", "Weighing"]


class Part(Bar):
    """A weight as the part of a column's width that it takes."""


class Weighing:
    """A bar over each of the ``annotations``, from the left edge of its column: its ``weights``, ``(source,)``, as widths.

    ``frames`` are as wide as the columns, by their numbers, those with a name; ``bars`` are the weights; those that are ``told``,
    and have room, have a number in ``numbers``.
    """

    HIGH, OVER, ABOVE = 0.2, 0.07, 0.16  # a bar; how far it is over its column; how far its number is over it
    ROOM, EDGE = 0.42, 0.03  # room for a number; a bar is so much lower than its frame

    def __init__(self, weights: Readings, annotations: Annotations, told: Sequence[int], *, theme: Theme) -> None:
        self.y, wide = annotations.area.top + self.OVER + self.HIGH / 2, annotations.wide
        self._annotations, self._theme = annotations, theme
        self.frames, self.bars, self.numbers = dict[int, Box](), list[Bar](), dict[int, Label]()
        for source, reading in enumerate(weights.flat()):
            if source in annotations.slots.wide:
                frame = Box(width=wide, height=self.HIGH, corner_radius=0.04, stroke_color=theme.muted, stroke_width=theme.thin)
                self.frames[source] = frame.move_to((annotations.x(source), self.y, 0))
            high = self.HIGH - self.EDGE
            bar = Part(reading, unit=wide, height=high, left=self._left(source), y=self.y, paint=theme.looks)
            self.bars.append(placed(bar, lambda index: (self._left(index[-1]), self.y), -1))
            if source in told and annotations.slots.pitches[source] >= self.ROOM:
                self.numbers[source] = self._number(reading)

    def _left(self, source: int) -> float:
        return self._annotations.x(source) - self._annotations.widths[source] / 2

    def _number(self, reading: Reading) -> Label:
        said = Label(phrase("{weight:2}", weight=reading), theme=self._theme, size=self._theme.small, colour="looks")
        y = self.y + self.HIGH / 2 + self.ABOVE
        x = self._annotations.x(reading.index[-1])
        return placed(said.sit_amid(x, y), lambda index: (self._annotations.x(index[-1]), y))

    def renew(self) -> list[Label]:
        """Return the numbers anew, after they were taken away."""
        self.numbers = {source: self._number(self.bars[source].reading) for source in self.numbers}
        return list(self.numbers.values())

    def open(self, source: int, **how: Any) -> list[Animation]:
        """Return the animation in which the frame of a weight comes, if it has one."""
        return [Appear(self.frames[source], **how)] if source in self.frames else []

    def fill(self, source: int, **how: Any) -> list[Animation]:
        """Return animations in which a weight comes into its frame, with its number."""
        number = [Appear(self.numbers[source], **how)] if source in self.numbers else []
        return [Grow(self.bars[source], "left", **how), *number]
