"""Shares as lengths: bars that are as long as a probability or a weight is large."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from math import log10
from weakref import ref

import numpy as np
from manim import Rectangle, VGroup

from scenes.mobjects.colours import signed
from scenes.mobjects.places import Entry, placed
from scenes.mobjects.reading import Display, Reading, Readings, phrase
from scenes.mobjects.text import Label, settled_alike
from scenes.mobjects.theme import Theme

__all__ = ["Bar", "Link", "LogBar", "Pillar", "Push", "Shares", "Swing", "Verdict", "unit_for"]

LEAST = 1e-290
"""What is smaller cannot be divided by."""


class Bar(Rectangle):
    """A bar whose length is a value times ``unit`` (units of length for a value of one), starting at ``left``."""

    def __init__(self, reading: Reading, *, unit: float, height: float, left: float, y: float, paint: str) -> None:
        self.reading, self.unit, self.home = reading, unit, left
        super().__init__(width=self._rule(float(reading.value)), height=height, stroke_width=0, fill_color=paint, fill_opacity=1)
        self.move_to((left + self.width / 2, y, 0))

    @property
    def foot(self) -> float:
        """The x of its left end, which is to be ``home``."""
        return float(self.get_left()[0])

    def _rule(self, value: float) -> float:
        return max(value * self.unit, 1e-6)  # a width of nought would lose its place

    def displays(self) -> Iterator[Display]:
        """Yield the reading whose length it has, with the length that is really there."""
        yield Display(self.reading, "length", float(self.width), self._rule)


class Pillar(Rectangle):
    """A bar that stands on ``floor`` with its middle at ``x``, as high as a value times ``unit``.

    ``column`` is the number of its floor, where there are several.
    """

    def __init__(
        self, reading: Reading, *, unit: float, width: float, x: float, floor: float, paint: str, column: int = 0
    ) -> None:
        self.reading, self.unit, self.home, self.column = reading, unit, floor, column
        super().__init__(width=width, height=self._rule(float(reading.value)), stroke_width=0, fill_color=paint, fill_opacity=1)
        self.move_to((x, floor + self.height / 2, 0))

    @property
    def foot(self) -> float:
        """The y of its lower end, which is to be ``home``."""
        return float(self.get_bottom()[1])

    def _rule(self, value: float) -> float:
        return max(value * self.unit, 1e-6)

    def displays(self) -> Iterator[Display]:
        """Yield the reading whose height it has, with the height that is really there."""
        yield Display(self.reading, "length", float(self.height), self._rule)


class Swing(Rectangle):
    """A bar that goes up from the line ``y`` for a value above nought, and down for one below; in the colour of its sign."""

    def __init__(self, reading: Reading, *, unit: float, width: float, x: float, y: float, theme: Theme) -> None:
        self.reading, self.unit, self.home = reading, unit, y
        long = self._rule(float(reading.value))
        paint = signed(1.0 if long > 0 else -1.0, theme)
        super().__init__(width=width, height=max(abs(long), 1e-6), stroke_width=0, fill_color=paint, fill_opacity=1)
        self.move_to((x, y + long / 2, 0))

    @property
    def foot(self) -> float:
        """The y of the end at the line that it stands on or hangs from, which is to be ``home``."""
        return float((self.get_bottom() if self.stands else self.get_top())[1])

    @property
    def stands(self) -> bool:
        """Whether it stands on its line, rather than hangs from it: as it is seen, by where its middle is."""
        return bool(self.get_y() >= self.home)

    def _rule(self, value: float) -> float:
        return value * self.unit

    def displays(self) -> Iterator[Display]:
        """Yield the reading whose length it has, with the length that is really there, below nought if it hangs."""
        yield Display(self.reading, "length", float(self.height) * (1 if self.stands else -1), self._rule)


class Push(Rectangle):
    """A bar that goes to the right of the axis ``home`` for a value above nought, to the left for one below, in its colour.

    ``column`` is the number of its axis, where there are several side by side. ``loud`` ones have the colour of one, however
    small they are.
    """

    def __init__(
        self,
        reading: Reading,
        *,
        unit: float,
        height: float,
        home: float,
        y: float,
        theme: Theme,
        column: int = 0,
        loud: bool = False,
    ) -> None:
        self.reading, self.unit, self.home, self.column = reading, unit, home, column
        long = self._rule(float(reading.value))
        paint = signed((1.0 if long > 0 else -1.0) if loud else float(reading.value), theme)
        super().__init__(width=max(abs(long), 1e-6), height=height, stroke_width=0, fill_color=paint, fill_opacity=1)
        self.move_to((home + long / 2, y, 0))

    @property
    def foot(self) -> float:
        """The x of the end at the axis, which is to be ``home``."""
        return float((self.get_left() if self.is_for else self.get_right())[0])

    @property
    def is_for(self) -> bool:
        """Whether it goes to the right of its axis: as it is seen, by where its middle is."""
        return bool(self.get_x() >= self.home)

    @property
    def edge(self) -> str:
        """The edge that it grows from, as a move names it."""
        return "left" if self.is_for else "right"

    def _rule(self, value: float) -> float:
        return value * self.unit

    def displays(self) -> Iterator[Display]:
        """Yield the reading whose length it has, with the length that is really there, below nought if it goes to the left."""
        yield Display(self.reading, "length", float(self.width) * (1 if self.is_for else -1), self._rule)


class Link(Rectangle):
    """A signed value as a bar that begins where another one ends, at ``home``: a link of a chain that is a sum, tip to tail.

    It is as long as the value times ``unit``, upward or to the right if that is above nought; ``along`` is "x" or "y". ``across``
    is where its middle is on the other axis, ``thick`` how wide it is there. ``after`` is the link at whose end it begins, of
    which it knows no more than that; the first one of a chain, and a copy that goes elsewhere, has none.
    """

    def __init__(
        self,
        reading: Reading,
        *,
        unit: float,
        home: float,
        across: float,
        thick: float,
        along: str,
        theme: Theme,
        after: "Link | None" = None,
    ) -> None:
        self.reading, self.unit, self.home, self.along = reading, unit, home, along
        self.after = after and ref(after)
        long = self._rule(float(reading.value))
        paint = signed(float(reading.value), theme)
        width, height = max(abs(long), 1e-6), thick
        if along == "y":
            width, height = height, width
        super().__init__(width=width, height=height, stroke_width=0, fill_color=paint, fill_opacity=1)
        middle = home + long / 2
        self.move_to((middle, across, 0) if along == "x" else (across, middle, 0))

    @property
    def foot(self) -> float:
        """Where it begins, which is to be ``home``."""
        return self._middle - self._sign * self._long / 2

    @property
    def tip(self) -> float:
        """Where it ends."""
        return self._middle + self._sign * self._long / 2

    @property
    def edge(self) -> str:
        """The edge that it grows from, as a move names it."""
        ends = ("left", "right") if self.along == "x" else ("bottom", "top")
        return ends[float(self.reading.value) <= 0]

    @property
    def _middle(self) -> float:
        return float(self.get_x() if self.along == "x" else self.get_y())

    @property
    def _long(self) -> float:
        return float(self.width if self.along == "x" else self.height)

    @property
    def _sign(self) -> int:
        return 1 if self._middle >= self.home else -1

    def _rule(self, value: float) -> float:
        return value * self.unit

    def displays(self) -> Iterator[Display]:
        """Yield the reading whose length it has, with the length that is really there, below nought if it goes down or left."""
        yield Display(self.reading, "length", self._sign * self._long, self._rule)


class LogBar(Rectangle):
    """A bar on a logarithmic axis, from ``home``, where ``least`` is, to its value: each ten times as much is ``unit`` longer.

    It goes to the right with a ``side`` of 1, to the left with -1; what is below ``least`` has no length. ``column`` is the
    number of its axis, where there are several side by side.
    """

    def __init__(
        self,
        reading: Reading,
        *,
        unit: float,
        least: float,
        height: float,
        home: float,
        y: float,
        paint: str,
        side: int = 1,
        column: int = 0,
    ) -> None:
        self.reading, self.unit, self.least, self.home, self.side, self.column = reading, unit, least, home, side, column
        long = self._rule(float(reading.value))
        super().__init__(width=long, height=height, stroke_width=0, fill_color=paint, fill_opacity=1)
        self.move_to((home + side * long / 2, y, 0))

    @property
    def foot(self) -> float:
        """The x of the end at the least value, which is to be ``home``."""
        return float((self.get_left() if self.side > 0 else self.get_right())[0])

    @property
    def edge(self) -> str:
        """The edge that it grows from, as a move names it."""
        return "left" if self.side > 0 else "right"

    def _rule(self, value: float) -> float:
        return max(self.unit * log10(value / self.least), 1e-6) if value > self.least else 1e-6

    def displays(self) -> Iterator[Display]:
        """Yield the reading whose logarithm its length has, with the length that is really there."""
        yield Display(self.reading, "length", float(self.width), self._rule)


def unit_for(longest: float, values: np.ndarray) -> float:
    """Return how long a bar of one is, if that of the largest value is to be ``longest``; if all are nought, any will do."""
    largest = float(np.abs(values).max())
    return longest / largest if largest > LEAST else longest


class Shares(VGroup):
    """Probabilities that add up to one, as segments of one bar ``width`` units long; the largest is lit, the others are quiet."""

    def __init__(self, shares: Sequence[Reading], *, theme: Theme, width: float, height: float, left: float, y: float) -> None:
        super().__init__()
        starts = list(accumulate((width * float(share.value) for share in shares), initial=left))
        largest = max(range(len(shares)), key=lambda number: float(shares[number].value))
        for number, share in enumerate(shares):
            paint = theme.ink if number == largest else theme.others
            made = Bar(share, unit=width, height=height, left=starts[number], y=y, paint=paint)
            made.set_stroke(theme.ground, width=theme.thin)
            self.add(placed(made, lambda index: (starts[index[-1]], None), -1))


class Verdict(VGroup):
    """A bar for every label, one below the other: name, bar, number; the most probable one in full ink, all names in one size.

    Both arrays are ``(label,)``. Of more than :data:`MOST` labels the most probable ones are shown. ``room`` is for the names;
    ``tallest`` is how high all are at the most.
    """

    PITCH, HIGH, FILLED, MOST, TALLEST = 0.52, 0.3, 0.8, 5, 1.9

    def __init__(
        self,
        labels: Readings,
        shares: Readings,
        *,
        theme: Theme,
        left: float,
        middle: float,
        width: float,
        room: float,
        tallest: float = TALLEST,
    ) -> None:
        super().__init__()
        ranked = sorted(range(len(shares)), key=lambda label: -float(shares[label].value))
        shown = sorted(ranked[: self.MOST])
        pitch = 2 * self.half(len(shares), tallest) / max(len(shown) - 1, 1) or self.PITCH
        heights = {label: middle + pitch * ((len(shown) - 1) / 2 - row) for row, label in enumerate(shown)}
        inks = {label: "ink" if label == ranked[0] else "muted" for label in shown}
        names = settled_alike([labels[label] for label in shown], inks.values(), theme=theme, size=theme.label, room=room)
        for name, (label, y) in zip(names, heights.items(), strict=True):
            placed(name.sit_amid(left - 0.2, y, 1), lambda index: (left - 0.2, heights[index[-1]]), 1)
            paint = theme.ink if label == ranked[0] else theme.others
            bar = Bar(shares[label], unit=width, height=min(self.HIGH, self.FILLED * pitch), left=left, y=y, paint=paint)
            placed(bar, lambda index: (left, heights[index[-1]]), -1)
            share = Label(phrase("{share}", share=shares[label]), theme=theme, colour=inks[label])
            self.add(Entry(name, bar, share.sit_amid(left + bar.width + 0.15, y, -1)))

    @classmethod
    def half(cls, labels: int, tallest: float = TALLEST) -> float:
        """Return how far from their middle the outermost bars of so many labels are."""
        return min(cls.PITCH * (min(labels, cls.MOST) - 1), tallest - cls.HIGH) / 2
