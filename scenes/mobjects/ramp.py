"""The ramp of signed values: even steps in CAM02-UCS, blue below nought and orange above.

Both sides of it are as light and as colourful as one another, so that +0.3 and -0.3 are equally loud. What is beyond 1 is
compressed by one rule, everywhere: 16, or more, is the end.
"""

from functools import lru_cache
from math import log2

import numpy as np

from scenes.mobjects.appearance import hexadecimals, light_of
from scenes.mobjects.theme import Ramp

__all__ = ["FAR", "colour_of"]

FAR = 16.0
"""The value at which the ramp ends."""
STEPS = 512
"""So many colours are between nought and one, and as many from there to the end: more than 8 bits a channel can tell apart."""
TINGE = 1.5, 252.0
"""How colourful nought is, and its hue: a trace of blue, without which it would be a warm grey beside blue."""
LIGHTER, STRONGER = 0.6, 0.36
"""The powers of a value with which lightness and colourfulness go from nought to one."""


def colour_of(value: float, ramp: Ramp) -> str:
    """Return the colour of a signed value, ``#RRGGBB``."""
    size = abs(value)
    way = float(size**STRONGER) if size <= 1 else 1 + min(log2(size) / log2(FAR), 1.0)
    return _side(ramp, ramp.plus if value > 0 else ramp.minus)[round(way * STEPS)]


@lru_cache(maxsize=16)
def _side(ramp: Ramp, hue: float) -> tuple[str, ...]:
    """Return the colours of a side of a ramp, from nought through one to the end."""
    way = np.arange(2 * STEPS + 1) / STEPS
    strong, beyond = np.minimum(way, 1.0), np.maximum(way - 1.0, 0.0)
    near = strong ** (LIGHTER / STRONGER)
    (lightness, colourful), (far_lightness, far_colourful) = ramp.one, ramp.far
    light = ramp.nought + (lightness - ramp.nought) * near + (far_lightness - lightness) * beyond
    reach = colourful * strong + (far_colourful - colourful) * beyond
    plane = np.outer(reach, _direction(hue)) + np.outer(TINGE[0] * (1 - near), _direction(TINGE[1]))
    return hexadecimals(light_of(np.column_stack([light, plane])))


def _direction(hue: float) -> np.ndarray:
    """Return the direction of a hue, in degrees, in the plane of a' and b'."""
    return np.array([np.cos(np.radians(hue)), np.sin(np.radians(hue))])
