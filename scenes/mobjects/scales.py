"""The values that legends name on each scale of colours."""

from scenes.mobjects.ramp import FAR

__all__ = ["SCALE_ENDS"]

SCALE_ENDS: dict[str, tuple[float, float]] = {
    "scale.signed": (-1.0, 1.0),
    "scale.sums": (-FAR, FAR),
    "scale.share": (0.0, 1.0),
    "scale.weight": (0.0, 1.0),
}
"""The values at the ends of each scale of colours, under the keys by which a legend reads them."""
