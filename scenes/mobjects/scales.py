"""The values that legends name on each scale of colours, and those at the lines of rulers."""

from scenes.mobjects.ramp import FAR

__all__ = ["FARTHEST_LINE", "LEAST_TENFOLD", "LEAST_THOUSANDFOLD", "MOST_TENFOLD", "NEARLY_ALL", "POWERS", "SCALE_ENDS"]

RULER = 1000
"""How far whole numbers go on a ruler, to either side."""
MOST_TENFOLD, LEAST_TENFOLD = 3, 8
"""How many powers of ten a logarithmic axis goes above one, and below."""
LEAST_THOUSANDFOLD = 9
"""How many powers of a thousand one goes below one whose lines are a thousandfold apart."""
POWERS, FARTHEST_LINE = range(-5, 6), 6_000
"""Of which powers of ten lines of an axis are multiples, and of the largest multiple."""
NEARLY_ALL = 0.9
"""So large a share is nearly all."""

SCALE_ENDS: dict[str, tuple[float, ...]] = {
    "scale.signed": (-FAR, -1.0, 0.0, 1.0, FAR),
    "scale.tanh": (-1.0, 1.0),
    "scale.share": (0.0, 1.0),
    "scale.weight": (0.0, 1.0),
    "scale.strength": (0.0, 1.0),
    "scale.ruler": tuple(float(number) for number in range(-RULER, RULER + 1)),
    "scale.tenths": tuple(10.0**-number for number in range(-MOST_TENFOLD, LEAST_TENFOLD + 1)),
    "scale.multiples": tuple(10.0**power * number for power in POWERS for number in range(FARTHEST_LINE + 1)),
    "scale.parts": (0.0, 0.25, 0.5, 1.0),
    "scale.thousandths": tuple(1000.0**-number for number in range(LEAST_THOUSANDFOLD + 1)),
    "scale.nearly_all": (NEARLY_ALL,),
}
"""The values that a legend names, from the low end of its scale to the high one, under the keys by which it reads
them; and those at the lines of rulers."""
