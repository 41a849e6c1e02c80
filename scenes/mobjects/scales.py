"""The values at the ends of each scale of colours."""

from scenes.mobjects.colours import WIDE

__all__ = ["SCALE_ENDS"]

SCALE_ENDS: dict[str, tuple[float, float]] = {
    "scale.signed": (-1.0, 1.0),
    "scale.sums": (-WIDE, WIDE),
    "scale.share": (0.0, 1.0),
    "scale.grey": (0.0, 1.0),
}
"""The values at the ends of each scale of colours, under the keys by which a legend reads them."""
