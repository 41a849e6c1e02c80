"""The values that legends name on each scale of colours, and those at the lines of rulers."""

from math import exp

from scenes.mobjects.ramp import FAR

__all__ = ["SCALE_ENDS"]

RULER, POWERS = 1000, 8
"""How far whole numbers go on a ruler, to either side; how many powers of e are named."""

SCALE_ENDS: dict[str, tuple[float, ...]] = {
    "scale.signed": (-1.0, 1.0),
    "scale.sums": (-FAR, FAR),
    "scale.share": (0.0, 1.0),
    "scale.weight": (0.0, 1.0),
    "scale.ruler": tuple(float(number) for number in range(-RULER, RULER + 1)),
    "scale.exp": tuple(exp(-number) for number in range(POWERS)),
}
"""The values at the ends of each scale of colours, under the keys by which a legend reads them; and those at the lines of rulers."""
