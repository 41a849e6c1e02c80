"""How colours appear: CAM02-UCS, in which distances are as large as differences look, for eyes of four kinds.

CIECAM02 is that of CIE 159:2004, seen as sRGB is meant to be seen; CAM02-UCS is that of Luo, Cui and Li 2006; how colours look to
those who lack a kind of cone, that of Machado, Oliveira and Fernandes 2009. One unit can just be noticed side by side.
"""

from functools import lru_cache
from types import MappingProxyType

import numpy as np

from scenes.mobjects.light import channels_of, linear

__all__ = ["SIGHTS", "distance", "hexadecimals", "light_of", "places_of"]

TO_SENSORS = np.array([[0.7328, 0.4296, -0.1624], [-0.7036, 1.6975, 0.0061], [0.0030, 0.0136, 0.9834]])
TO_CONES = np.array([[0.38971, 0.68898, -0.07868], [-0.22981, 1.18340, 0.04641], [0.0, 0.0, 1.0]])
FROM_LIGHT = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])  # IEC 61966-2-1
WHITE = np.array([95.047, 100.0, 108.883])
ADAPTING = 64 / np.pi / 5  # the light that the eye is used to, in cd/m²
SURROUND = 0.69
BEHIND = 0.2  # the light of what is behind, of that of white
BENT, STRETCH = 0.0228, 0.007  # of CAM02-UCS: how colourfulness and lightness are compressed

SIGHTS = MappingProxyType(
    {
        "usual": np.eye(3),
        "protan": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
        "deutan": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]),
        "tritan": np.array([[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]),
    }
)
"""What light looks the same to an eye of each kind, ``(3, 3)``: the usual one, and such as lack one kind of cones."""


def _adapted() -> tuple[np.ndarray, float]:
    """Return what each sensor's answer is multiplied by, ``(3,)``, and the factor of luminance."""
    degree = 1 - np.exp(-(ADAPTING + 42) / 92) / 3.6
    small = 1 / (5 * ADAPTING + 1)
    factor = small**4 * ADAPTING + 0.1 * (1 - small**4) ** 2 * np.cbrt(5 * ADAPTING)
    return 100 * degree / (TO_SENSORS @ WHITE) + 1 - degree, float(factor)


GAINS, LUMINANCE = _adapted()
INDUCTION = float(0.725 * BEHIND**-0.2)
EXPONENT = SURROUND * (1.48 + np.sqrt(BEHIND))
CHROMA = float((1.64 - 0.29**BEHIND) ** 0.73)
TO_SHARPENED = TO_CONES @ np.linalg.inv(TO_SENSORS)
OPPONENTS = np.array([[2.0, 1.0, 0.05], [1.0, -12 / 11, 1 / 11], [1 / 9, 1 / 9, -2 / 9]])
"""The achromatic answer, and the places between red and green and between yellow and blue, of the three sharpened answers."""


def _answers(light: np.ndarray) -> np.ndarray:
    """Return the compressed answers of sharpened cones to light, ``(n, 3)``."""
    sharpened = (GAINS * (100 * light @ FROM_LIGHT.T @ TO_SENSORS.T)) @ TO_SHARPENED.T
    size = (LUMINANCE * np.abs(sharpened) / 100) ** 0.42
    answers: np.ndarray = np.sign(sharpened) * 400 * size / (27.13 + size)
    return answers


WHITEST = float((_answers(WHITE @ np.linalg.inv(FROM_LIGHT).T / 100) @ OPPONENTS.T)[0])
"""The achromatic answer to white."""


def places_of(light: np.ndarray) -> np.ndarray:
    """Return the places J', a', b' in CAM02-UCS of amounts of red, green and blue light in 0..1; both are ``(n, 3)``."""
    answers = _answers(light)
    achromatic, red, yellow = (answers @ OPPONENTS.T).T
    hue = np.arctan2(yellow, red)
    lightness = 100 * np.maximum(achromatic / WHITEST, 0.0) ** EXPONENT
    total = answers @ (1, 1, 1.05) + 0.305
    strong = 50_000 / 13 * INDUCTION * (np.cos(hue + 2) + 3.8) / 4 * np.hypot(red, yellow) / total
    reach = strong**0.9 * np.sqrt(lightness / 100) * CHROMA * LUMINANCE**0.25
    bent = np.log1p(BENT * reach) / BENT
    light = 1.7 * lightness / (1 + STRETCH * lightness)
    return np.stack([light, bent * np.cos(hue), bent * np.sin(hue)], axis=1)


def light_of(places: np.ndarray) -> np.ndarray:
    """Return how much red, green and blue light, 0..1 each where a screen can show it, is at places J', a', b' in CAM02-UCS.

    Both are ``(n, 3)``.
    """
    lightness = places[:, 0] / (1.7 - STRETCH * places[:, 0])
    reach, hue = np.expm1(BENT * np.hypot(places[:, 1], places[:, 2])) / BENT, np.arctan2(places[:, 2], places[:, 1])
    strong = (reach / LUMINANCE**0.25 / np.sqrt(lightness / 100) / CHROMA) ** (1 / 0.9)
    achromatic = WHITEST * (lightness / 100) ** (1 / EXPONENT)
    eccentric = 50_000 / 13 * INDUCTION * (np.cos(hue + 2) + 3.8) / 4
    radius = strong * (achromatic + 0.305) / (eccentric + strong * (671 * np.cos(hue) + 6588 * np.sin(hue)) / 1403)
    opposed = np.stack([achromatic, radius * np.cos(hue), radius * np.sin(hue)], axis=1)
    answers = opposed @ np.linalg.inv(OPPONENTS).T
    size = np.abs(answers)
    sharpened = np.sign(answers) * 100 / LUMINANCE * (27.13 * size / (400 - size)) ** (1 / 0.42)
    sensed = sharpened @ np.linalg.inv(TO_SHARPENED).T / GAINS
    light: np.ndarray = sensed @ np.linalg.inv(TO_SENSORS).T @ np.linalg.inv(FROM_LIGHT).T / 100
    return light


def hexadecimals(light: np.ndarray) -> tuple[str, ...]:
    """Return the colours, ``#RRGGBB``, of amounts of red, green and blue light, ``(n, 3)``; what is beyond a screen is cut."""
    curved = 1.055 * np.maximum(light, 0.0031308) ** (1 / 2.4) - 0.055
    channels = np.clip(np.rint(255 * np.where(light <= 0.0031308, 12.92 * light, curved)), 0, 255).astype(int)
    return tuple(f"#{red:02X}{green:02X}{blue:02X}" for red, green, blue in channels.tolist())


@lru_cache(maxsize=4096)
def _place(colour: str, sight: str) -> tuple[float, ...]:
    light = np.clip(SIGHTS[sight] @ [linear(channel) for channel in channels_of(colour)], 0, 1)
    return tuple(places_of(light[np.newaxis])[0].tolist())


def distance(one: str, other: str, sight: str = "usual") -> float:
    """Return how far two colours are apart in CAM02-UCS, for an eye of one of the :data:`SIGHTS`."""
    return float(np.linalg.norm(np.subtract(_place(one, sight), _place(other, sight))))
