"""The scale of each quantity of a trace, whoever draws it, and the values at the ends of each scale."""

from scenes.mobjects.colours import WIDE
from scenes.mobjects.notation import NOTATION

__all__ = ["SCALE_ENDS", "scale_of"]

SCALE_ENDS: dict[str, tuple[float, float]] = {
    "scale.signed": (-1.0, 1.0),
    "scale.sums": (-WIDE, WIDE),
    "scale.share": (0.0, 1.0),
    "scale.grey": (0.0, 1.0),
}
"""The values at the ends of each scale of colours, under the keys by which a legend reads them."""


def scale_of(key: str) -> str | None:
    """Return the name of the scale on which a quantity is coloured in every notation that knows it, or None if none does."""
    scales = {each.scale for notation in NOTATION.values() for each in notation.values() if each.key == key}
    return scales.pop() if len(scales) == 1 else None
