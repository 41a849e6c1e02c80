"""How each named quantity of a trace is drawn: the colour of its meaning, and the scale of its values."""

from typing import Any, NamedTuple

from scenes.mobjects.reading import Readings
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Vector

__all__ = ["LOOKS", "Look", "vector"]


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
    **{f"{gate}_preactivation": Look(gate) for gate in ("input", "forget", "candidate", "output")},
}
"""Every quantity's look, by its name in the trace."""


def vector(values: Readings, *, theme: Theme, meaning: str = "", **options: Any) -> Vector:
    """Return a vector drawn as its quantity is always drawn; ``meaning`` names a colour for arrays that serve several."""
    look = LOOKS.get(values.key, Look(meaning))
    return Vector(values, theme=theme, meaning=meaning or look.meaning, scale=look.scale, **options)
