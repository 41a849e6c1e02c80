"""Colours as light: how they mix, how far they stand out from one another, and how far what is dimmed does."""

from collections.abc import Callable
from functools import lru_cache

__all__ = ["BLACK", "READABLE", "WHITE", "channels_of", "contrast", "linear", "luminance", "mix", "opacity_for", "standing_out"]

BLACK, WHITE = "#000000", "#FFFFFF"
READABLE = 4.5
"""The least contrast of what is to be read (WCAG 2.1)."""
STEPS = 256
"""So many opacities are tried."""


@lru_cache(maxsize=4096)
def channels_of(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue of ``#RRGGBB``, 0..255 each."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(start: str, end: str, share: float) -> str:
    """Return the colour ``share`` (0..1) of the way from ``start`` to ``end``, mixed in sRGB and rounded to 8 bits."""
    ends = zip(channels_of(start), channels_of(end), strict=True)
    return "#" + "".join(f"{round(first + share * (last - first)):02X}" for first, last in ends)


def linear(channel: float) -> float:
    """Return how much light a channel of 0..255 stands for, in 0..1 (IEC 61966-2-1)."""
    scaled = channel / 255
    return scaled / 12.92 if scaled <= 0.04045 else float(((scaled + 0.055) / 1.055) ** 2.4)


@lru_cache(maxsize=4096)
def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, 0..1 (WCAG 2.1)."""
    red, green, blue = map(linear, channels_of(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1..21 (WCAG 2.1)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@lru_cache(maxsize=4096)
def opacity_for(colour: str, ground: str, wanted: float) -> float:
    """Return the least opacity at which a colour stands out from what is below it with a contrast; 1 if it never does."""
    fits: Callable[[int], bool] = lambda step: contrast(mix(ground, colour, step / STEPS), ground) >= wanted  # noqa: E731
    return next((step / STEPS for step in range(STEPS) if fits(step)), 1.0)


def standing_out(fill: str, ground: str) -> str:
    """Return black or white, to be read on ``fill``: whichever stands out from ``ground``, and the other where that is lost."""
    usual, other = sorted((BLACK, WHITE), key=lambda ink: -contrast(ink, ground))
    return usual if contrast(usual, fill) >= READABLE else other
