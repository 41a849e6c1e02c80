"""A number that is written out, digit by digit, in lines that fill an area."""

from typing import Any

from manim import Animation, VGroup

from scenes.mobjects.areas import Area
from scenes.mobjects.motion import Reveal
from scenes.mobjects.places import placed
from scenes.mobjects.reading import Reading, Readings, phrase
from scenes.mobjects.text import Label, Numeral
from scenes.mobjects.theme import Theme
from scenes.mobjects.wires import Point

__all__ = ["DigitWall"]

PER_LINE, PITCH, LAG = 60, 0.46, 0.6
"""So many digits there are in a line; from line to line, in units; the part of a digit's time after which the next one comes."""
ABOVE, BELOW = 0.18, 0.17
"""How far above digits it is written what they are, and how far below how many."""


class DigitWall(VGroup):
    """``digits``, ``(digit,)``, in lines from the top of an ``area``: for what it has no room there is an ellipsis."""

    def __init__(self, digits: Readings, area: Area, *, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._area, most = area, PER_LINE * int(area.height / PITCH)
        look: dict[str, Any] = {"theme": theme, "size": theme.small, "ink": theme.ink, "places": 0}
        count = len(digits) if len(digits) <= most else most - 1
        for number in range(count):
            digit = Numeral(digits[number], **look).sit_amid(*self.place(number))
            self.add(placed(digit, lambda index: self.place(index[-1])))
        if count < len(digits):
            self.add(Label("…", theme=theme, colour="muted").sit_amid(*self.place(count)))

    def place(self, number: int) -> Point:
        """Return the middle of a digit."""
        line, column = divmod(number, PER_LINE)
        return self._area.left + (column + 0.5) * self._area.width / PER_LINE, self._area.top - (line + 0.5) * PITCH

    def head(self, factor: Reading, count: Reading) -> Label:
        """Return what the number is, above it: a ``factor`` so many times, by which all is multiplied."""
        said = "each number × {factor:0} × {factor:0} × {factor:0} …  ({count:0} times)  =  each number ×"
        label = Label(phrase(said, factor=factor, count=count), theme=self._theme)
        return label.sit_amid(self._area.left, self._area.top + ABOVE, -1)

    def length(self, digits: Reading) -> Label:
        """Return how many digits there are, below the last of them."""
        label = Label(phrase("a factor of {digits:0} digits", digits=digits), theme=self._theme, colour="muted")
        return label.sit_amid(self._area.right, self._area.bottom - BELOW, 1)

    def write(self, run_time: float) -> Animation:
        """Return the animation in which the number is written out from its first digit to its last."""
        return Reveal(self, list(self), lag=LAG, run_time=run_time)
