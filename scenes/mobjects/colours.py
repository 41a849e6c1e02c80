"""Values to colours, and the ink that can be read on them."""

from functools import lru_cache

import numpy as np

from scenes.mobjects.ramp import colour_of, hexadecimals
from scenes.mobjects.theme import Theme

__all__ = ["contrast", "hexadecimal", "ink_on", "luminance", "mix", "signed", "weight"]

READABLE = 4.5
"""The least contrast of what is to be read (WCAG 2.1)."""
TO_CONES = np.array(
    [[0.41222147, 0.53633254, 0.05144599], [0.21190350, 0.68069955, 0.10739696], [0.08830246, 0.28171884, 0.62997870]]
)
FROM_CONES = np.array(
    [[0.21045426, 0.79361778, -0.00407205], [1.97799850, -2.42859221, 0.45059371], [0.02590404, 0.78277177, -0.80867577]]
)
BLACK, WHITE = "#000000", "#FFFFFF"
STEPS = 1024
"""So many colours are between a weight of nought and one of one."""
SMALL = 0.8
"""The power of a weight with which its colour goes: small ones are seen."""


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


def signed(value: float, theme: Theme) -> str:
    """Return the colour of a value of either sign on the theme's ramp: blue below nought, orange above."""
    return colour_of(value, theme.ramp)


def weight(value: float, theme: Theme) -> str:
    """Return the colour of a weight in 0..1: from ``blank`` to what ``looks``, or the grey of which a channel is 255 * value."""
    share = min(max(value, 0.0), 1.0)
    if theme.weights == "grey":
        return mix(BLACK, WHITE, share)
    return _way(theme.blank, theme.looks)[round(share**SMALL * STEPS)]


@lru_cache(maxsize=16)
def _way(start: str, end: str) -> tuple[str, ...]:
    """Return the colours from one to another, in even steps of Oklab (Ottosson 2020)."""
    first, last = (np.cbrt(_linear(np.array(_channels(each))) @ TO_CONES.T) @ FROM_CONES.T for each in (start, end))
    places = first + np.linspace(0, 1, STEPS + 1)[:, None] * (last - first)
    return hexadecimals((places @ np.linalg.inv(FROM_CONES).T) ** 3 @ np.linalg.inv(TO_CONES).T)


@lru_cache(maxsize=4096)
def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, 0..1 (WCAG 2.1)."""
    return float(_linear(np.array(_channels(colour))) @ np.array([0.2126, 0.7152, 0.0722]))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1..21 (WCAG 2.1)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _linear(channels: np.ndarray) -> np.ndarray:
    """Return how much light channels of 0..255 stand for, in 0..1."""
    scaled = channels / 255
    return np.where(scaled <= 0.04045, scaled / 12.92, ((scaled + 0.055) / 1.055) ** 2.4)


def ink_on(fill: str, theme: Theme) -> str:
    """Return black or white, to be read on ``fill``: what stands out from the theme's ground, and the other where that is lost."""
    usual, other = sorted((BLACK, WHITE), key=lambda ink: -contrast(ink, theme.ground))
    return usual if contrast(usual, fill) >= READABLE else other
