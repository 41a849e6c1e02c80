"""Values of many runs along an axis: how high each is, lines through some, the band that they lie in; and how these come."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from math import ceil, floor, log10
from typing import Any, NamedTuple

import numpy as np
from manim import Circle, Line

from scenes.mobjects.areas import Area
from scenes.mobjects.light import mix
from scenes.mobjects.motion import Own
from scenes.mobjects.moves import glide
from scenes.mobjects.reading import Display, Reading, Readings
from scenes.mobjects.scales import LEAST_TENFOLD, MOST_TENFOLD, SCALE_ENDS
from scenes.mobjects.shapes import Bundle, Shape
from scenes.mobjects.theme import Theme

__all__ = ["SHADE", "SHARES", "Across", "Draw", "Heights", "Spot", "Spread", "Through", "Widen", "polyline"]

RADIUS, SHADE = 0.06, 0.26
"""The radius of a dot, in units; how much of a role's colour is in a band."""
TENTHS = Readings("scale.tenths", (), np.array(SCALE_ENDS["scale.tenths"]))
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

    @classmethod
    def tenfolds(cls, area: Area, values: np.ndarray) -> "Heights":
        """Return the logarithmic axis that has room for all values, from a power of ten to another."""
        found = values[values > 0]
        low, high = (float(each(initial=1.0)) for each in (found.min, found.max))
        first, last = max(floor(log10(low) + 1e-9), -LEAST_TENFOLD), min(ceil(log10(high) - 1e-9), MOST_TENFOLD)
        first = min(first, last - 1)
        return cls(area.bottom, 10.0**first, 10.0**last, area.height / (last - first), tenfold=True)

    def long(self, value: float) -> float:
        """Return how far above ``home`` a value is."""
        if self.tenfold:
            return self.unit * log10(value / self.least) if value > self.least else 0.0
        return (value - self.least) * self.unit

    def y(self, value: float) -> float:
        """Return where a value is."""
        return self.home + self.long(value)

    def ticks(self) -> Iterator[tuple[Reading, str]]:
        """Yield the values of which there is a line, each with how it is printed."""
        if not self.tenfold:
            yield from ((end, "{tick:0}") for end in SHARES.flat())
            return
        for power in range(round(log10(self.least)), round(log10(self.most)) + 1):
            yield TENTHS[MOST_TENFOLD - power], f"{{tick:{max(-power, 0)}}}"


class Spot(Circle):
    """One run: as high as its value says."""

    def __init__(self, reading: Reading, *, heights: Heights, x: float, paint: str, radius: float = RADIUS) -> None:
        self.reading, self.heights = reading, heights
        super().__init__(radius=radius, stroke_width=0, fill_color=paint, fill_opacity=1)
        self.move_to((x, heights.y(float(reading.value)), 0))

    def displays(self) -> Iterator[Display]:
        """Yield the reading whose height it has, with how far above home it really is; on its way it is elsewhere."""
        yield Display(self.reading, "length", float(self.get_y()) - self.heights.home, self.heights.long)


class Across(Line):
    """A dashed line over the whole area at the height of a value."""

    def __init__(self, reading: Reading, *, heights: Heights, area: Area, theme: Theme) -> None:
        self.reading, self.heights = reading, heights
        y = heights.y(float(reading.value))
        super().__init__((area.left, y, 0), (area.right, y, 0), stroke_color=theme.muted, stroke_width=theme.stroke)

    def displays(self) -> Iterator[Display]:
        """Yield the reading whose height it has, with how far above home it really is."""
        yield Display(self.reading, "length", float(self.get_y()) - self.heights.home, self.heights.long)


class Through(Shape):
    """A line through some values from left to right, each over its coordinate; it is seen up to the one numbered ``reached``.

    ``where`` says how far from the axis' ``start`` a coordinate is.
    """

    def __init__(
        self,
        values: Sequence[Reading],
        along: Sequence[Reading],
        *,
        heights: Heights,
        start: float,
        where: Callable[[Any], float],
        paint: str,
        width: float,
    ) -> None:
        self.reading, self._values, self._along = values[0], tuple(values), tuple(along)
        self.heights, self._start, self._where = heights, start, where
        self.reached = len(values) - 1
        self.corners = np.array(
            [(start + where(at.value), heights.y(float(value.value)), 0) for at, value in zip(along, values, strict=True)]
        )
        super().__init__(polyline(self.corners), stroke_color=paint, stroke_width=width)

    def displays(self) -> Iterator[Display]:
        """Yield each value and its coordinate, as far as it is drawn, with where it really is."""
        ends = np.concatenate([self.points[:1], self.points[3::4]])
        for number, (value, at) in enumerate(zip(self._values, self._along, strict=True)):
            if number <= self.reached:
                yield Display(at, "length", float(ends[number][0]) - self._start, self._where)
                yield Display(value, "length", float(ends[number][1]) - self.heights.home, self.heights.long)


class Stretch(Shape):
    """The band between two neighbouring coordinates: at each of them from the least value to the most."""

    def __init__(self, ends: Sequence[tuple[Reading, float]], *, heights: Heights, paint: str) -> None:
        self.reading, self._ends, self.heights = ends[0][0], tuple(each for each, _ in ends), heights
        corners = np.array([(x, heights.y(float(each.value)), 0) for each, x in ends])
        super().__init__(polyline(np.concatenate([corners, corners[:1]])), fill_color=paint, fill_opacity=1)

    def displays(self) -> Iterator[Display]:
        """Yield the least and the most at both coordinates, with how far above home its corners really are."""
        for number, each in enumerate(self._ends):
            yield Display(each, "length", float(self.points[4 * number][1]) - self.heights.home, self.heights.long)


class Spread(Bundle):
    """The band that dots lie in: at each coordinate from the least value to the most, in a shade of their colour."""

    def __init__(
        self,
        least: Sequence[Reading],
        most: Sequence[Reading],
        xs: Sequence[float],
        *,
        heights: Heights,
        paint: str,
        theme: Theme,
    ) -> None:
        shade = mix(theme.ground, paint, SHADE)
        low, high = ([*zip(values, xs, strict=True)] for values in (least, most))
        turns = [(low[at], low[at + 1], high[at + 1], high[at]) for at in range(len(xs) - 1)]
        super().__init__(*(Stretch(each, heights=heights, paint=shade) for each in turns))


def polyline(corners: np.ndarray) -> np.ndarray:
    """Return the outline that goes straight from corner to corner, four points for each way, ``(4 * ways, 3)``."""
    shares = np.linspace(0.0, 1.0, 4)[:, np.newaxis]
    pairs = pairwise(corners) if len(corners) > 1 else [(corners[0], corners[0])]
    return np.concatenate([first + shares * (second - first) for first, second in pairs])


class Draw(Own):
    """A line is drawn from the value that it has ``reached``, or from its beginning, to the one numbered ``end``."""

    def __init__(self, line: Through, *, start: int = 0, end: int | None = None, **kwargs: Any) -> None:
        self._line, self._from, self._to = line, start, len(line.corners) - 1 if end is None else end
        self._whole = polyline(line.corners)
        kwargs.setdefault("rate_func", glide)
        super().__init__(line, introducer=True, **kwargs)

    def interpolate_mobject(self, alpha: float) -> None:
        """Draw every way up to where it has got by now, and nothing of those after that."""
        done = self._from + self.rate_func(alpha) * (self._to - self._from)
        way = min(int(done), max(len(self._line.corners) - 2, 0))
        points, share = self._whole.copy(), min(done - way, 1.0)
        first = points[4 * way].copy()
        points[4 * way : 4 * way + 4] = first + share * (points[4 * way : 4 * way + 4] - first)
        points[4 * way + 4 :] = points[4 * way + 3]
        self._line.points, self._line.reached = points, floor(done + 1e-9)


class Widen(Own):
    """A band widens from a ``line`` to where it reaches at each coordinate."""

    def __init__(self, band: Spread, line: Through, **kwargs: Any) -> None:
        self._parts = []
        for number, part in enumerate(band.submobjects):
            first, second = line.corners[number : number + 2]
            narrow = polyline(np.array([first, second, second, first, first]))
            self._parts.append((part, narrow, part.points.copy()))
        kwargs.setdefault("rate_func", glide)
        super().__init__(band, introducer=True, **kwargs)

    def interpolate_mobject(self, alpha: float) -> None:
        """Be as wide as it is by now."""
        share = self.rate_func(alpha)
        for part, narrow, whole in self._parts:
            part.points = narrow + share * (whole - narrow)
