"""Shares as lengths: bars that are as long as a probability or a weight is large."""

from collections.abc import Iterator, Sequence

import numpy as np
from manim import Rectangle, VGroup

from scenes.mobjects.reading import Display, Phrase, Reading, phrase
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme

__all__ = ["Bar", "Shares", "Verdict"]


class Bar(Rectangle):
    """A bar whose length is a value times ``unit`` (units of length for a value of one), starting at ``left``."""

    def __init__(self, reading: Reading, *, unit: float, height: float, left: float, y: float, paint: str) -> None:
        self.reading, self._unit = reading, unit
        super().__init__(width=self._rule(float(reading.value)), height=height, stroke_width=0, fill_color=paint, fill_opacity=1)
        self.move_to((left + self.width / 2, y, 0))

    def _rule(self, value: float) -> float:
        return max(value * self._unit, 1e-6)  # a width of nought would lose its place

    def displays(self) -> Iterator[Display]:
        """Yield the reading whose length it has, with the length that is really there."""
        yield Display(self.reading, "length", float(self.width), self._rule)


class Shares(VGroup):
    """Probabilities that add up to one, as segments of one bar ``width`` units long, in the theme's colours for classes."""

    def __init__(self, shares: Sequence[Reading], *, theme: Theme, width: float, height: float, left: float, y: float) -> None:
        super().__init__()
        for number, share in enumerate(shares):
            paint = theme.classes[number % len(theme.classes)]
            self.add(Bar(share, unit=width, height=height, left=left, y=y, paint=paint))
            left += width * float(share.value)


class Verdict(VGroup):
    """A bar for every label, one below the other: name, bar, number; the most probable one in full ink."""

    PITCH, HIGH = 0.52, 0.3

    def __init__(
        self, labels: Sequence[Reading], shares: Sequence[Reading], *, theme: Theme, left: float, top: float, width: float
    ) -> None:
        super().__init__()
        names = [phrase("{label}", label=label) for label in labels]
        winner = int(np.argmax([float(share.value) for share in shares]))
        for number, (name, share) in enumerate(zip(names, shares, strict=True)):
            ink = "ink" if number == winner else "muted"
            self.add(self._row(name, share, number, ink, theme, left, top - number * self.PITCH, width))

    def _row(
        self, name: Phrase, share: Reading, number: int, ink: str, theme: Theme, left: float, y: float, width: float
    ) -> VGroup:
        paint = theme.classes[number % len(theme.classes)]
        bar = Bar(share, unit=width, height=self.HIGH, left=left, y=y, paint=paint)
        label = Label(name, theme=theme, colour=ink).sit_amid(left - 0.2, y, 1)
        printed = Label(phrase("{share}", share=share), theme=theme, colour=ink)
        return VGroup(label, bar, printed.sit_amid(left + bar.width + 0.15, y, -1))
