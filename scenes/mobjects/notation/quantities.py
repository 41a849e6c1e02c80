"""How each named quantity of a trace is drawn: the colour of its meaning, and the scale of its values."""

from typing import Any, NamedTuple

from scenes.mobjects.colours import WIDE
from scenes.mobjects.reading import Readings
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Vector

__all__ = ["LOOKS", "SCALE_ENDS", "Look", "scale_of", "vector"]


class Look(NamedTuple):
    """The meaning whose colour outlines a quantity, and the scale (``signed`` or ``share``) of its cells."""

    meaning: str
    scale: str = "signed"


LOOKS: dict[str, Look] = {
    "inputs": Look("feature"),
    "hidden": Look("hidden"),
    "previous_hidden": Look("hidden"),
    "stacked": Look("hidden"),
    "cell": Look("cell"),
    "previous_cell": Look("cell"),
    "squashed_cell": Look("cell"),
    "input_gate": Look("input", "share"),
    "forget_gate": Look("forget", "share"),
    "candidate": Look("candidate"),
    "output_gate": Look("output", "share"),
    "kept": Look("forget"),
    "written": Look("input"),
    "projected_states": Look("decoder", "sums"),
    "projected_annotations": Look("encoder", "sums"),
    "scorer_preactivation": Look("attention", "sums"),
    "scorer_hidden": Look("attention"),
    "scorer_vector": Look("ink"),
    "scorer_products": Look("attention"),
    "weights": Look("attention", "grey"),
    **{f"{gate}_preactivation": Look(gate) for gate in ("input", "forget", "candidate", "output")},
}
"""Every quantity's look, by its name in the trace."""


SCALE_ENDS: dict[str, tuple[float, float]] = {
    "scale.signed": (-1.0, 1.0),
    "scale.sums": (-WIDE, WIDE),
    "scale.share": (0.0, 1.0),
    "scale.grey": (0.0, 1.0),
}
"""The values at the ends of each scale of colours, under the keys by which a legend reads them."""


def scale_of(key: str) -> str:
    """Return the name of the scale on which a quantity is coloured, whoever draws it; ``signed`` for those without a look."""
    return LOOKS[key].scale if key in LOOKS else "signed"


def vector(values: Readings, *, theme: Theme, meaning: str = "", **options: Any) -> Vector:
    """Return a vector drawn as its quantity is always drawn; ``meaning`` names a colour for arrays that serve several."""
    look = LOOKS.get(values.key, Look(meaning))
    return Vector(values, theme=theme, meaning=meaning or look.meaning, scale=look.scale, **options)
