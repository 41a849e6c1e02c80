"""A memory as a stream: as wide as what it holds, in the colour of its sign; it narrows where some of it is forgotten."""

from collections.abc import Iterator
from functools import partial

import numpy as np

from scenes.mobjects.colours import ink_on, signed
from scenes.mobjects.reading import Display, Reading
from scenes.mobjects.shapes import Bundle
from scenes.mobjects.text import Numeral
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Patch, Swatch

__all__ = ["Held", "Neck", "Pool"]

LEAST = 1e-6
"""What holds nothing is so wide, in units: one without a width would lose its place."""
RIM, ROOM = 0.03, 0.07
"""How much of a stream must be left on both sides of a numeral on it; how far from it a numeral is that stands beside it."""
SMALLER = 0.8
"""A numeral that has no room on a stream is smaller than others by this, or as small as any if that helps."""


class Held(Patch):
    """What a memory holds after a word: as wide as the size of the value times ``unit``, which a lens may change."""

    def __init__(self, reading: Reading, *, theme: Theme, unit: float, height: float) -> None:
        self.unit = unit
        super().__init__(reading, theme=theme, scale="signed", width=_wide(float(reading.value), unit), height=height)

    def displays(self) -> Iterator[Display]:
        """Yield the reading as a colour and as a width, as they really are."""
        yield from super().displays()
        yield Display(self.reading, "width", float(self.width), partial(_wide, unit=self.unit))


class Neck(Patch):
    """What comes down of a memory: at its head as wide as what was held ``before``, at its foot as what is kept of it.

    It has the colour of what is kept, the ``reading``.
    """

    def __init__(self, reading: Reading, before: Reading, *, theme: Theme, unit: float, height: float) -> None:
        self.before, self.unit = before, unit
        super().__init__(reading, theme=theme, scale="signed", width=1.0, height=height)
        for level, half in (
            (self._upper(), _wide(float(before.value), unit) / 2),
            (~self._upper(), _wide(float(reading.value), unit) / 2),
        ):
            self.points[level, 0] = np.sign(self.points[level, 0]) * half
        self._straighten()

    def _upper(self) -> np.ndarray:
        upper: np.ndarray = self.points[:, 1] > (self.points[:, 1].max() + self.points[:, 1].min()) / 2
        return upper

    def _straighten(self) -> None:
        """Put the handles of every side a third of the way along it."""
        starts, ends = self.points[::4], self.points[3::4]
        self.points[1::4], self.points[2::4] = (2 * starts + ends) / 3, (starts + 2 * ends) / 3

    def _between(self, *, upper: bool) -> float:
        """Return how wide it is now, at its head or at its foot: between the corners there."""
        corners = self.points[::4]
        heights = corners[:, 1]
        ends = corners[(heights > (heights.max() + heights.min()) / 2) == upper, 0]
        return float(np.ptp(ends))

    def displays(self) -> Iterator[Display]:
        """Yield what is kept, as a colour and as a width, and what was held before, as a width."""
        yield from super().displays()
        rule = partial(_wide, unit=self.unit)  # the measure of now: a lens may change it
        yield Display(self.reading, "width", self._between(upper=False), rule)
        yield Display(self.before, "width", self._between(upper=True), rule)


def _wide(value: float, unit: float) -> float:
    return max(abs(value) * unit, LEAST)


class Pool(Swatch):
    """What a memory holds, with its numeral on it where there is room, else ``beside`` it, to the right; or without one."""

    def __init__(self, reading: Reading, *, theme: Theme, unit: float, height: float, size: float | None) -> None:
        Bundle.__init__(self)
        self.patch: Held = Held(reading, theme=theme, unit=unit, height=height)
        self.beside: Numeral | None = None
        self.add(self.patch)
        if size is None:
            return
        fill, smaller = signed(float(reading.value), theme), max(SMALLER * size, theme.numeral)
        ink = ink_on(signed(round(float(reading.value), 2), theme), theme)
        for each in (size, smaller, theme.numeral):
            printed = Numeral(reading, theme=theme, size=each, ink=ink)
            if printed.width + 2 * RIM <= self.patch.width:
                self.numeral, printed.below = printed.sit_amid(*self.patch.get_center()[:2]), fill
                self.add(self.numeral)
                return
        self.beside = Numeral(reading, theme=theme, size=min(size, theme.label), ink=theme.ink)
        self.add(self.beside.sit_amid(self.patch.width / 2 + ROOM, 0.0, -1))

    def hush(self) -> None:
        """Go without the numeral beside it."""
        if self.beside is not None:
            self.remove(self.beside)
            self.beside = None
