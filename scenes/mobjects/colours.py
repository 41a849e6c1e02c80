"""Values to colours, and the ink that can be read on them."""

from functools import lru_cache

import numpy as np

from scenes.mobjects.appearance import hexadecimals
from scenes.mobjects.light import BLACK, WHITE, channels_of, linear, mix, standing_out
from scenes.mobjects.ramp import colour_of
from scenes.mobjects.theme import Theme

__all__ = ["colour_of_threads", "filling", "hexadecimal", "ink_on", "signed", "strength", "weight"]

TO_CONES = np.array(
    [[0.41222147, 0.53633254, 0.05144599], [0.21190350, 0.68069955, 0.10739696], [0.08830246, 0.28171884, 0.62997870]]
)
FROM_CONES = np.array(
    [[0.21045426, 0.79361778, -0.00407205], [1.97799850, -2.42859221, 0.45059371], [0.02590404, 0.78277177, -0.80867577]]
)
STEPS = 1024
"""So many colours are between a weight of nought and one of one."""
SMALL = 0.8
"""The power of a weight with which its colour goes: small ones are seen."""
TRACE = 0.1
"""How much ink a word has that has no strength: where it stood can be seen."""


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
    return _way(theme.blank, theme.looks)[round(float(share**SMALL) * STEPS)]


def strength(value: float, theme: Theme) -> str:
    """Return the ink of a word of a strength in 0..1: from a trace on the ground, which is all but gone, to the full ink."""
    return mix(theme.ground, theme.ink, TRACE + (1 - TRACE) * min(max(value, 0.0), 1.0))


@lru_cache(maxsize=16)
def _way(start: str, end: str) -> tuple[str, ...]:
    """Return the colours from one to another, in even steps of Oklab (Ottosson 2020)."""
    light = np.array([[linear(channel) for channel in channels_of(each)] for each in (start, end)])
    first, last = np.cbrt(light @ TO_CONES.T) @ FROM_CONES.T
    places = first + np.linspace(0, 1, STEPS + 1)[:, np.newaxis] * (last - first)
    return hexadecimals((places @ np.linalg.inv(FROM_CONES).T) ** 3 @ np.linalg.inv(TO_CONES).T)


def filling(role: str, theme: Theme, *, calm: bool = False) -> str:
    """Return the colour of what is in a gate's vessel; a ``calm`` one is in a table."""
    return mix(theme.ground, theme.colour(role), theme.calm if calm else theme.filled)


def ink_on(fill: str, theme: Theme) -> str:
    """Return black or white, to be read on ``fill``."""
    return standing_out(fill, theme.ground)


def colour_of_threads(theme: Theme) -> str:
    """Return the colour of threads: that of what looks, or, where weights are grey, that of the ink."""
    return theme.ink if theme.weights == "grey" else theme.looks
