"""A logarithmic axis of shares, with what tells that it is one: from line to line it is ten times as much."""

from collections.abc import Callable
from math import ceil, floor, log10
from typing import NamedTuple

import numpy as np
from manim import VGroup

from scenes.mobjects.places import placed, stays
from scenes.mobjects.reading import Readings, phrase
from scenes.mobjects.scales import LEAST_TENFOLD, MOST_TENFOLD, SCALE_ENDS
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme

__all__ = ["END", "FOOT", "TENFOLD", "Axis", "marks_of"]

FOOT, END = 1.76, 5.86
"""Where bars begin, and where the longest ends, from the middle."""
LONGEST = 2.0
"""A bar of one word alone is no longer than so many tenfolds."""
APART, BESIDE = 0.15, 0.1
"""How much is free between two numbers, and beside what stands between them, at the least."""
TENFOLD = "÷×"
"""What a mark between two lines begins with, left of the words and right of them."""
TENTHS = Readings("scale.tenths", (), np.array(SCALE_ENDS["scale.tenths"]))


class Axis(NamedTuple):
    """A logarithmic axis from ``least`` on, on which ten times as much is ``unit`` longer; ``most`` is as far as it goes."""

    least: float
    most: float
    unit: float

    @classmethod
    def over(cls, *shares: np.ndarray) -> "Axis":
        """Return the axis on which there is room for shares of all lanes: it begins at a power of ten, two below one or more."""
        every = np.concatenate(shares)
        low, high = float(min(every[every > 0].min(initial=1.0), 1.0)), float(max(every.max(initial=1.0), 1.0))
        least = 10.0 ** -min(max(ceil(-log10(low) - 1e-9), LONGEST), LEAST_TENFOLD)
        most = min(high, 10.0**MOST_TENFOLD)
        return cls(least, most, (END - FOOT) / log10(most / least))

    def tenths(self) -> range:
        """Return of which powers of a tenth there are lines: those that are on the axis."""
        return range(-floor(log10(self.most) + 1e-9), round(-log10(self.least)) + 1)

    @property
    def reach(self) -> float:
        """How long the longest bar is."""
        return END - FOOT

    def x(self, value: float) -> float:
        """Return how far from the middle a value is."""
        return FOOT + self.unit * log10(value / self.least)


def marks_of(axis: Axis, x: Callable[[float], float], y: float, side: int, theme: Theme) -> VGroup:
    """Return the number of every line at a height, or of every other, or third, where they are too near one another.

    Between each two stands how many times as much one is, where there is room. ``x`` is where what is so far from the middle is.
    """
    made = {number: _number(axis, x, y, number, theme) for number in axis.tenths()}
    wide = max(float(each.width) for each in made.values())
    apart = ceil((wide + APART) / axis.unit)
    between = [_tenfold(x(axis.x(10.0 ** -(number + 0.5))), y, side, theme) for number in [*made][:-1]]
    fits = between and wide + max(float(each.width) for each in between) + 2 * BESIDE < axis.unit
    return VGroup(*(each for number, each in made.items() if number % apart == 0), *(between if fits else []))


def _number(axis: Axis, x: Callable[[float], float], y: float, number: int, theme: Theme) -> Label:
    """Return the number of the line of a power of a tenth."""
    said = phrase(f"{{value:{max(number, 0)}}}", value=TENTHS[MOST_TENFOLD + number])
    label = Label(said, theme=theme, size=theme.numeral, colour="muted").sit_amid(x(axis.x(10.0**-number)), y)
    return placed(label, lambda index: (x(axis.x(10.0 ** (MOST_TENFOLD - index[0]))), None))


def _tenfold(x: float, y: float, side: int, theme: Theme) -> Label:
    """Return what stands between two lines: from left to right it is ten times less, or more."""
    said = phrase(f"{TENFOLD[side > 0]} {{tenfold:0}}", tenfold=TENTHS[MOST_TENFOLD - 1])
    return stays(Label(said, theme=theme, size=theme.numeral).sit_amid(x, y))
