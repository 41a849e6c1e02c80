"""Values of many runs on an axis upward: how high each is, and lines across at some."""

from collections.abc import Iterator
from math import log10
from typing import NamedTuple

import numpy as np
from manim import Circle, Line, Rectangle

from scenes.mobjects.areas import Area
from scenes.mobjects.reading import Display, Reading, Readings
from scenes.mobjects.scales import SCALE_ENDS
from scenes.mobjects.theme import Theme

__all__ = ["SHARES", "Across", "Heights", "Reach", "Spot"]

RADIUS = 0.06
"""The radius of a dot, in units."""
LEAST = 1e-6
"""How high a spread is at the least, in units: one of no height would lose its place."""
SHARES = Readings("scale.share", (), np.array(SCALE_ENDS["scale.share"]))


class Heights(NamedTuple):
    """An axis upward: ``least`` is at the height ``home``, ``most`` at the head.

    One more is ``unit`` higher, or on a ``tenfold`` axis ten times as much; there, what is less than ``least`` has no height.
    """

    home: float
    least: float
    most: float
    unit: float
    tenfold: bool = False

    @classmethod
    def of_shares(cls, area: Area) -> "Heights":
        """Return the axis from nought at the foot of an area to one at its head."""
        return cls(area.bottom, 0.0, 1.0, area.height)

    def long(self, value: float) -> float:
        """Return how far above ``home`` a value is."""
        if self.tenfold:
            return self.unit * log10(value / self.least) if value > self.least else 0.0
        return (value - self.least) * self.unit

    def y(self, value: float) -> float:
        """Return where a value is."""
        return self.home + self.long(value)


class Spot(Circle):
    """One run: as high as its value says."""

    def __init__(self, reading: Reading, *, heights: Heights, x: float, paint: str, radius: float = RADIUS) -> None:
        self.reading, self.heights = reading, heights
        super().__init__(radius=radius, stroke_width=0, fill_color=paint, fill_opacity=1)
        self.move_to((x, heights.y(float(reading.value)), 0))

    def displays(self) -> Iterator[Display]:
        """Yield the reading whose height it has, with how far above home it really is; on its way it is elsewhere."""
        yield Display(self.reading, "length", float(self.get_y()) - self.heights.home, self.heights.long)


class Reach(Rectangle):
    """The spread of some runs: from the least of them to the most, in a shade of their colour."""

    def __init__(self, least: Reading, most: Reading, *, heights: Heights, x: float, width: float, paint: str) -> None:
        self.reading, self.most, self.heights = least, most, heights
        low, high = (heights.y(float(each.value)) for each in (least, most))
        super().__init__(width=width, height=max(high - low, LEAST), stroke_width=0, fill_color=paint, fill_opacity=1)
        self.move_to((x, (low + high) / 2, 0))

    def displays(self) -> Iterator[Display]:
        """Yield the readings that it reaches from and to, with how far above home its ends really are."""
        home, rule = self.heights.home, self.heights.long
        yield Display(self.reading, "length", float(self.get_bottom()[1]) - home, rule)
        yield Display(self.most, "length", float(self.get_top()[1]) - home, rule)


class Across(Line):
    """A dashed line over the whole area at the height of a value."""

    def __init__(self, reading: Reading, *, heights: Heights, area: Area, theme: Theme) -> None:
        self.reading, self.heights = reading, heights
        y = heights.y(float(reading.value))
        super().__init__((area.left, y, 0), (area.right, y, 0), stroke_color=theme.muted, stroke_width=theme.stroke)

    def displays(self) -> Iterator[Display]:
        """Yield the reading whose height it has, with how far above home it really is."""
        yield Display(self.reading, "length", float(self.get_y()) - self.heights.home, self.heights.long)
