"""The values that legends name on each scale of colours, those at the lines of rulers, and which scale some values need."""

from math import exp

import numpy as np

from scenes.mobjects.ramp import FAR

__all__ = ["SCALE_ENDS", "scale_of"]

RULER, POWERS = 1000, 8
"""How far whole numbers go on a ruler, to either side; how many powers of e are named."""

SCALE_ENDS: dict[str, tuple[float, ...]] = {
    "scale.signed": (-1.0, 1.0),
    "scale.sums": (-FAR, -1.0, 0.0, 1.0, FAR),
    "scale.share": (0.0, 1.0),
    "scale.weight": (0.0, 1.0),
    "scale.ruler": tuple(float(number) for number in range(-RULER, RULER + 1)),
    "scale.exp": tuple(exp(-number) for number in range(POWERS)),
}
"""The values that a legend names, from the low end of its scale to the high one, under the keys by which it reads
them; and those at the lines of rulers."""


def scale_of(*values: np.ndarray) -> str:
    """Return which legend some values of either sign need: ``signed``, or ``sums`` if one of them is beyond 1."""
    return "sums" if any(np.abs(each).max(initial=0.0) > 1 for each in values) else "signed"
