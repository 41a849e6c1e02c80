"""Values to colours, and the ink that can be read on them."""

from collections.abc import Sequence
from functools import cached_property, lru_cache

import numpy as np

from scenes.mobjects.theme import Theme

__all__ = ["WIDE", "contrast", "diverging", "grey", "hexadecimal", "ink_on", "mix", "palette", "sequential", "wide"]

READABLE = 4.5
"""The least contrast of what is to be read (WCAG 2.1)."""
TO_CONES = np.array(
    [[0.41222147, 0.53633254, 0.05144599], [0.21190350, 0.68069955, 0.10739696], [0.08830246, 0.28171884, 0.62997870]]
)
FROM_CONES = np.array(
    [[0.21045426, 0.79361778, -0.00407205], [1.97799850, -2.42859221, 0.45059371], [0.02590404, 0.78277177, -0.80867577]]
)
WIDE = 16.0
"""The end of the map for sums that may be far beyond 1, such as a scorer's before its tanh."""


@lru_cache(maxsize=1024)
def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[start : start + 2], 16) for start in (1, 3, 5))


def mix(start: str, end: str, share: float) -> str:
    """Return the colour ``share`` (0..1) of the way from ``start`` to ``end``, mixed in sRGB and rounded to 8 bits."""
    ends = zip(_channels(start), _channels(end), strict=True)
    return "#" + "".join(f"{round(first + share * (last - first)):02X}" for first, last in ends)


def hexadecimal(paint: np.ndarray) -> str:
    """Return what a colour is on screen, its channels in 0..1 rounded to 8 bits; ``(3,)`` or more."""
    red, green, blue = paint[:3].tolist()
    return f"#{round(red * 255):02X}{round(green * 255):02X}{round(blue * 255):02X}"


def diverging(value: float, theme: Theme) -> str:
    """Return the colour of a value in -1..1: blue below nought, orange above; beyond the ends it stays the end."""
    end = theme.positive if value > 0 else theme.negative
    return mix(theme.nought, end, min(abs(value), 1.0))


def wide(value: float, theme: Theme) -> str:
    """Return the colour of a value in -16..16 (:data:`WIDE`), on the same map as :func:`diverging`."""
    return diverging(value / WIDE, theme)


def sequential(value: float, theme: Theme) -> str:
    """Return the colour of a value in 0..1, as a gate or a weight has it: shut is dark, open is light."""
    return mix(theme.shut, theme.open, min(max(value, 0.0), 1.0))


def grey(value: float, theme: Theme) -> str:
    """Return the grey of a weight in 0..1: every channel is round(255 * value), black for 0 and white for 1."""
    return mix("#000000", "#FFFFFF", min(max(value, 0.0), 1.0))


@lru_cache(maxsize=4096)
def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, 0..1 (WCAG 2.1)."""
    return float(_linear(np.array(_channels(colour))) @ np.array([0.2126, 0.7152, 0.0722]))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1..21 (WCAG 2.1)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


class Palette:
    """The colours ``given``, and after them such as can be read on ``ground``, each the farthest from all before.

    Distances are those of Oklab (Ottosson 2020). Each is found once, when it or a later one is asked for. There are more than two
    thousand; a number beyond begins again.
    """

    def __init__(self, given: Sequence[str], ground: str) -> None:
        self._found = list(given)
        self._others = _readable(ground)
        self._count = len(self._found) + len(self._others)

    @cached_property
    def _places(self) -> np.ndarray:
        """Where the other colours are in Oklab, ``(n, 3)``."""
        return _oklab(np.array([_channels(colour) for colour in self._others]))

    @cached_property
    def _far(self) -> np.ndarray:
        """How far each of the other colours is from the nearest of those that are found, ``(n,)``."""
        found = _oklab(np.array([_channels(colour) for colour in self._found]))
        far: np.ndarray = np.min([np.linalg.norm(self._places - place, axis=1) for place in found], axis=0)
        return far

    def __getitem__(self, number: int) -> str:
        number %= self._count
        while len(self._found) <= number:
            best = int(self._far.argmax())
            np.minimum(self._far, np.linalg.norm(self._places - self._places[best], axis=1), out=self._far)
            self._found.append(self._others[best])
        return self._found[number]


palette = lru_cache(maxsize=16)(Palette)
"""Returns the one palette of given colours, a tuple, on a ground."""


@lru_cache(maxsize=16)
def _readable(ground: str) -> tuple[str, ...]:
    """Return colours of a grid that text on ``ground`` may have."""
    steps = range(0, 256, 17)
    grid = (f"#{red:02X}{green:02X}{blue:02X}" for red in steps for green in steps for blue in steps)
    return tuple(colour for colour in grid if contrast(colour, ground) >= READABLE)


def _oklab(channels: np.ndarray) -> np.ndarray:
    """Return where colours of 8-bit channels, ``(n, 3)``, are in Oklab, ``(n, 3)``."""
    place: np.ndarray = np.cbrt(_linear(channels) @ TO_CONES.T) @ FROM_CONES.T
    return place


def _linear(channels: np.ndarray) -> np.ndarray:
    """Return how much light channels of 0..255 stand for, in 0..1."""
    scaled = channels / 255
    return np.where(scaled <= 0.04045, scaled / 12.92, ((scaled + 0.055) / 1.055) ** 2.4)


def ink_on(fill: str, theme: Theme) -> str:
    """Return whichever of the theme's two inks is easier to read on ``fill``."""
    return max((theme.ink_on_light, theme.ink_on_dark), key=lambda ink: contrast(ink, fill))
