"""Values of many runs on one axis: a dot for each, the band that they lie in, a mark at their mean, and pairs of them."""

from collections.abc import Iterator
from math import ceil, floor, log10
from typing import Any, NamedTuple

import numpy as np
from manim import Circle, Line, VGroup

from scenes.mobjects.areas import Area
from scenes.mobjects.colours import hexadecimal
from scenes.mobjects.light import mix
from scenes.mobjects.reading import Display, Reading, Readings
from scenes.mobjects.scales import FARTHEST_LINE, POWERS, SCALE_ENDS
from scenes.mobjects.shapes import Shape, rectangle
from scenes.mobjects.theme import Theme

__all__ = ["JOINT", "SHADE", "Band", "Bricks", "Dot", "Mark", "Pair", "Scale"]

SHADE = 0.34
"""How much of a role's colour is in a band."""
RIM = 1.5
"""How wide the edge of a dot is, as a stroke."""
JOINT = 0.05
"""Between two bricks, in units."""
STEPS, FARTHEST, NEARLY = 6, FARTHEST_LINE / 12, 1e-9
"""How many steps there are on an axis, or one more, and how many up to it from nought; what is nearly on a line is on it."""
LINES = Readings("scale.multiples", (), np.array(SCALE_ENDS["scale.multiples"]))


class Scale(NamedTuple):
    """An axis: ``least`` is at ``home``, and one more is ``unit`` to the right of it.

    It has lines at some ``numbers`` times a ``power`` of ten; of one over values both ends are lines.
    """

    home: float
    least: float
    unit: float
    numbers: range = range(0)
    power: int = 0

    @classmethod
    def over(cls, values: np.ndarray, area: Area, pad: float) -> "Scale":
        """Return the axis on which all values have room in an area, its ends ``pad`` from the edges."""
        low, high = float(values.min()), float(values.max())
        power, by = _step(low, high)
        step = by * 10.0**power
        first, last = floor(low / step + NEARLY), ceil(high / step - NEARLY)
        last = max(last, first + 1)
        unit = (area.width - 2 * pad) / ((last - first) * step)
        return cls(area.left + pad, first * step, unit, range(first * by, last * by + 1, by), power)

    def long(self, value: float) -> float:
        """Return how far from ``home`` a value is."""
        return (value - self.least) * self.unit

    def x(self, value: float) -> float:
        """Return where a value is."""
        return self.home + self.long(value)

    def line(self, number: int) -> Reading:
        """Return the value of a line."""
        return LINES[POWERS.index(self.power) * (FARTHEST_LINE + 1) + number]


def _step(low: float, high: float) -> tuple[int, int]:
    """Return how far apart the lines of an axis are: a power of ten, and how many times that: once, twice or five times."""
    rough = max((high - low) / STEPS, high / FARTHEST, 10.0 ** POWERS[0])
    power = floor(log10(rough) + NEARLY)
    by = next(each for each in (1, 2, 5, 10) if each * 10.0**power >= rough * (1 - NEARLY))
    return (power, by) if by < 10 else (power + 1, 1)


class Dot(Circle):
    """One run: as far to the right as its value says; of what, tells its height. Its ``edge`` parts it from others."""

    def __init__(self, reading: Reading, *, scale: Scale, y: float, paint: str, edge: str, radius: float) -> None:
        self.reading, self.scale_of = reading, scale
        super().__init__(radius=radius, stroke_width=RIM, stroke_color=edge, fill_color=paint, fill_opacity=1)
        self.move_to((scale.x(float(reading.value)), y, 0))

    def displays(self) -> Iterator[Display]:
        """Yield the reading whose place it has, with how far from home it really is; on its way it is elsewhere."""
        yield Display(self.reading, "length", float(self.get_x()) - self.scale_of.home, self.scale_of.long)


class Mark(Line):
    """A line across a band where a value is, such as the mean of all dots in it."""

    def __init__(self, reading: Reading, *, scale: Scale, y: float, height: float, theme: Theme) -> None:
        self.reading, self.scale_of = reading, scale
        x = scale.x(float(reading.value))
        super().__init__((x, y - height / 2, 0), (x, y + height / 2, 0), stroke_color=theme.ink, stroke_width=theme.bold)

    def displays(self) -> Iterator[Display]:
        """Yield the reading whose place it has, with how far from home it really is."""
        yield Display(self.reading, "place", float(self.get_x()) - self.scale_of.home, self.scale_of.long)


class Band(Shape):
    """The spread of some dots, from the middle of the least of them to that of the most, in a shade of their colour."""

    def __init__(self, least: Reading, most: Reading, *, scale: Scale, y: float, height: float, paint: str, theme: Theme) -> None:
        self.reading, self.high, self.scale_of = least, most, scale
        left, right = scale.x(float(least.value)), scale.x(float(most.value))
        look: dict[str, Any] = {"fill_color": mix(theme.ground, paint, SHADE), "stroke_color": paint, "stroke_width": theme.thin}
        super().__init__(rectangle(right - left, height), fill_opacity=1, **look)
        self.move_to(((left + right) / 2, y, 0))

    def displays(self) -> Iterator[Display]:
        """Yield the readings that it reaches from and to, with how far from home its ends really are.

        On its way it is shorter, as a bar is: so these are lengths.
        """
        home, rule = self.scale_of.home, self.scale_of.long
        yield Display(self.reading, "length", float(self.get_left()[0]) - home, rule)
        yield Display(self.high, "length", float(self.get_right()[0]) - home, rule)


class Pair(Line):
    """A line from the run of one network to that of another, in the colour of the one that came to more, or to the ``least``."""

    def __init__(self, ends: tuple[Dot, Dot], paints: tuple[str, str], *, least: bool, theme: Theme) -> None:
        self.reading, self.other = (dot.reading for dot in ends)
        self.scale_of, self._paints, self._muted, self._least = ends[0].scale_of, paints, theme.muted, least
        paint = self._colour(float(self.reading.value))
        start, end = (dot.get_center() for dot in ends)
        super().__init__(start, end, stroke_color=paint, stroke_width=theme.stroke)

    @property
    def ahead(self) -> int | None:
        """Which of its two runs is ahead, 0 or 1; None if they are equal."""
        return self._foremost(float(self.reading.value))

    def _foremost(self, value: float) -> int | None:
        more = value - float(self.other.value)
        return None if more == 0 else int((more < 0) != self._least)

    def _colour(self, value: float) -> str:
        """Return the colour of a line from such a value to that of the other run."""
        who = self._foremost(value)
        return self._muted if who is None else self._paints[who]

    def displays(self) -> Iterator[Display]:
        """Yield the readings that it goes from and to, with how far from home its ends really are, and whose colour it has."""
        home, rule = self.scale_of.home, self.scale_of.long
        yield Display(self.reading, "place", float(self.get_start()[0]) - home, rule)
        yield Display(self.other, "place", float(self.get_end()[0]) - home, rule)
        yield Display(self.reading, "paint", hexadecimal(self.stroke_rgbas[0]), self._colour)


class Bricks(VGroup):
    """A count as a bar from ``left``, in as many bricks side by side as there are ``blocks``."""

    def __init__(self, count: Reading, blocks: Reading, *, unit: float, height: float, left: float, y: float, paint: str) -> None:
        super().__init__()
        self.reading, self.blocks, self.unit, self.home = count, blocks, unit, left
        number, wide = self._rule(float(blocks.value)), float(count.value) * unit
        each = (wide - JOINT * (number - 1)) / number
        for place in range(number):
            brick = Shape(rectangle(each, height), fill_color=paint, fill_opacity=1)
            self.add(brick.move_to((left + (place + 0.5) * each + place * JOINT, y, 0)))

    @staticmethod
    def _rule(value: float) -> int:
        return max(round(value), 1)

    def displays(self) -> Iterator[Display]:
        """Yield the readings that it is as long as, and that its bricks count."""
        yield Display(self.reading, "length", float(self.width), lambda value: float(value) * self.unit)
        yield Display(self.blocks, "count", len(self.submobjects), self._rule)
