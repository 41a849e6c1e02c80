"""The ramp of signed values: balanced steps in CAM02-UCS, blue below nought and orange above.

Both sides of it are as light and as colourful as one another, so that +0.3 and -0.3 are equally loud. What is beyond 1 is
compressed by one rule, everywhere: 16, or more, is the end.

CIECAM02 is that of CIE 159:2004, seen as sRGB is meant to be seen; CAM02-UCS is that of Luo, Cui and Li 2006.
"""

from functools import lru_cache
from math import log2

import numpy as np

from scenes.mobjects.theme import Ramp

__all__ = ["FAR", "colour_of", "hexadecimals", "light_of"]

FAR = 16.0
"""The value at which the ramp ends."""
STEPS = 512
"""So many colours are between nought and one, and as many from there to the end: more than 8 bits a channel can tell apart."""
TINGE = 1.5, 252.0
"""How colourful nought is, and its hue: a trace of blue, without which it would be a warm grey beside blue."""
LIGHTER, STRONGER = 0.6, 0.36
"""The powers of a value with which lightness and colourfulness go from nought to one."""

TO_SENSORS = np.array([[0.7328, 0.4296, -0.1624], [-0.7036, 1.6975, 0.0061], [0.0030, 0.0136, 0.9834]])
TO_CONES = np.array([[0.38971, 0.68898, -0.07868], [-0.22981, 1.18340, 0.04641], [0.0, 0.0, 1.0]])
TO_LIGHT = np.linalg.inv([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])  # IEC 61966-2-1
WHITE = np.array([95.047, 100.0, 108.883])
ADAPTING = 64 / np.pi / 5  # the light that the eye is used to, in cd/m²
SURROUND = 0.69
BEHIND = 0.2  # the light of what is behind, of that of white


def _adapted() -> tuple[np.ndarray, float]:
    """Return what each sensor's answer is multiplied by, ``(3,)``, and the factor of luminance."""
    degree = 1 - np.exp(-(ADAPTING + 42) / 92) / 3.6
    small = 1 / (5 * ADAPTING + 1)
    factor = small**4 * ADAPTING + 0.1 * (1 - small**4) ** 2 * np.cbrt(5 * ADAPTING)
    return 100 * degree / (TO_SENSORS @ WHITE) + 1 - degree, float(factor)


GAINS, LUMINANCE = _adapted()
INDUCTION = float(0.725 * BEHIND**-0.2)
EXPONENT = SURROUND * (1.48 + np.sqrt(BEHIND))
TO_SHARPENED = TO_CONES @ np.linalg.inv(TO_SENSORS)
BACK = np.array([[460.0, 451.0, 288.0], [460.0, -891.0, -261.0], [460.0, -220.0, -6300.0]]) / 1403


def _white() -> float:
    """Return the achromatic response to white."""
    answers = (LUMINANCE * (TO_SHARPENED @ (GAINS * (TO_SENSORS @ WHITE))) / 100) ** 0.42
    return float((400 * answers / (27.13 + answers) + 0.1) @ (2, 1, 0.05) - 0.305) * INDUCTION


RESPONSE = _white()


def light_of(places: np.ndarray) -> np.ndarray:
    """Return how much red, green and blue light, 0..1 each where a screen can show it, is at places J', a', b' in CAM02-UCS.

    Both are ``(n, 3)``.
    """
    lightness = places[:, 0] / (1.7 - 0.007 * places[:, 0])
    reach, hue = np.hypot(places[:, 1], places[:, 2]), np.arctan2(places[:, 2], places[:, 1])
    chroma = np.expm1(0.0228 * reach) / 0.0228 / LUMINANCE**0.25
    strong = (chroma / np.sqrt(lightness / 100) / (1.64 - 0.29**BEHIND) ** 0.73) ** (1 / 0.9)
    achromatic = RESPONSE * (lightness / 100) ** (1 / EXPONENT) / INDUCTION + 0.305
    eccentric = 50_000 / 13 * INDUCTION * (np.cos(hue + 2) + 3.8) / 4
    radius = strong * achromatic / (eccentric + strong * (671 * np.cos(hue) + 6588 * np.sin(hue)) / 1403)
    answers = np.stack([achromatic, radius * np.cos(hue), radius * np.sin(hue)], axis=1) @ BACK.T - 0.1
    size = np.abs(answers)
    sharpened = np.sign(answers) * 100 / LUMINANCE * (27.13 * size / (400 - size)) ** (1 / 0.42)
    sensed = sharpened @ np.linalg.inv(TO_SHARPENED).T / GAINS
    light: np.ndarray = sensed @ np.linalg.inv(TO_SENSORS).T @ TO_LIGHT.T / 100
    return light


def hexadecimals(light: np.ndarray) -> tuple[str, ...]:
    """Return the colours, ``#RRGGBB``, of amounts of red, green and blue light, ``(n, 3)``; what is beyond a screen is cut."""
    curved = 1.055 * np.maximum(light, 0.0031308) ** (1 / 2.4) - 0.055
    channels = np.clip(np.rint(255 * np.where(light <= 0.0031308, 12.92 * light, curved)), 0, 255).astype(int)
    return tuple(f"#{red:02X}{green:02X}{blue:02X}" for red, green, blue in channels.tolist())


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
