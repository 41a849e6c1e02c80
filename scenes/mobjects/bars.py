"""Shares as lengths: bars that are as long as a probability or a weight is large."""

from collections.abc import Iterator, Sequence

from manim import Rectangle, VGroup

from scenes.mobjects.reading import Display, Reading, Readings, phrase
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme

__all__ = ["Bar", "Shares", "Verdict", "class_colour"]


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
            self.add(Bar(share, unit=width, height=height, left=left, y=y, paint=class_colour(number, theme)))
            left += width * float(share.value)


class Verdict(VGroup):
    """A bar for every label, one below the other: name, bar, number; the most probable one in full ink.

    Both arrays are ``(label,)``. Of more than :data:`MOST` labels the most probable ones are shown.
    """

    PITCH, HIGH, MOST = 0.52, 0.3, 5

    def __init__(self, labels: Readings, shares: Readings, *, theme: Theme, left: float, middle: float, width: float) -> None:
        super().__init__()
        ranked = sorted(range(len(shares)), key=lambda label: -float(shares[label].value))
        shown = sorted(ranked[: self.MOST])
        for row, label in enumerate(shown):
            y = middle + self.PITCH * ((len(shown) - 1) / 2 - row)
            ink = "ink" if label == ranked[0] else "muted"
            name = Label(phrase("{label}", label=labels[label]), theme=theme, colour=ink).sit_amid(left - 0.2, y, 1)
            bar = Bar(shares[label], unit=width, height=self.HIGH, left=left, y=y, paint=class_colour(label, theme))
            printed = Label(phrase("{share}", share=shares[label]), theme=theme, colour=ink)
            self.add(name, bar, printed.sit_amid(left + bar.width + 0.15, y, -1))


def class_colour(number: int, theme: Theme) -> str:
    """Return the colour of a label by its number; past the last colour they begin again."""
    return theme.classes[number % len(theme.classes)]
