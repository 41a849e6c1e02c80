"""Values to colours, and the ink that can be read on them."""

from functools import lru_cache

import numpy as np

from scenes.mobjects.theme import Theme

__all__ = ["WIDE", "contrast", "diverging", "grey", "hexadecimal", "ink_on", "mix", "sequential", "wide"]

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
    return "#" + "".join(f"{round(float(channel) * 255):02X}" for channel in paint[:3])


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
    channels = np.array(_channels(colour)) / 255
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return float(linear @ np.array([0.2126, 0.7152, 0.0722]))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1..21 (WCAG 2.1)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def ink_on(fill: str, theme: Theme) -> str:
    """Return whichever of the theme's two inks is easier to read on ``fill``."""
    return max((theme.ink_on_light, theme.ink_on_dark), key=lambda ink: contrast(ink, fill))
