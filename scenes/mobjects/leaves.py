"""The leaves of a mobject, which have an outline, and how opaque they are: what animations of ours change."""

from typing import Any

from manim import VMobject

__all__ = ["leaves_of", "opacities_of", "set_fill", "set_opacities"]


def leaves_of(mobject: Any) -> list[VMobject]:
    """Return the members of a mobject's family that have an outline."""
    return [member for member in mobject.get_family() if isinstance(member, VMobject) and len(member.points)]


def opacities_of(leaf: VMobject) -> tuple[float, float]:
    """Return how opaque a leaf's fill is, and its line; 0 for a line without a width."""
    return float(leaf.get_fill_opacity()), float(leaf.get_stroke_opacity()) if leaf.get_stroke_width() else 0.0


def set_opacities(leaf: VMobject, fill: float, stroke: float) -> None:
    """Set how opaque a leaf's fill and line are."""
    set_fill(leaf, fill)
    leaf.stroke_rgbas[:, 3] = leaf.stroke_opacity = stroke


def set_fill(leaf: VMobject, opacity: float) -> None:
    """Set an opacity as manim's ``set_fill`` does, without the colours that it makes and throws away."""
    leaf.fill_rgbas[:, 3] = leaf.fill_opacity = opacity
