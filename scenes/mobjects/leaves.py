"""The leaves of a mobject, which have an outline, and how opaque they are: what animations of ours change."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from manim import VMobject

from scenes.mobjects.colours import hexadecimal
from scenes.mobjects.light import channels_of
from scenes.mobjects.shapes import Shape
from scenes.mobjects.text import Numeral
from scenes.mobjects.theme import Dimmed

__all__ = ["Tone", "dimmed", "leaves_of", "look_of", "opacities_of", "set_fill", "set_ink", "set_opacities", "shaded"]


def dimmed(mobjects: Iterable[VMobject], level: float | Dimmed) -> None:
    """Bring some mobjects to an opacity, or to how they look dimmed, at once, as ``Shade`` does over time."""
    for mobject in mobjects:
        for leaf in leaves_of(mobject):
            fill, stroke, ink = shaded(leaf, level)
            set_opacities(leaf, fill, stroke)
            if ink:
                set_ink(leaf, ink)


class Tone(NamedTuple):
    """How opaque the fill and the line of a leaf are; and the ink of a numeral on a cell, for others nothing."""

    fill: float
    stroke: float
    ink: str


def shaded(leaf: VMobject, level: float | Dimmed) -> Tone:
    """Return how a leaf looks at an opacity, or dimmed: what it does not draw stays away."""
    fill, stroke, ink = look_of(leaf)
    if not isinstance(level, Dimmed):
        return Tone(level if fill else 0.0, level if stroke else 0.0, str(leaf.ink) if ink else "")
    if ink:
        ink, opacity = level.numeral(str(leaf.below))
        return Tone(opacity if fill else 0.0, 0.0, ink)
    if isinstance(leaf, Shape) and leaf.fades:
        return Tone(level.faded if fill else 0.0, level.faded if stroke else 0.0, "")
    paints = ((fill, leaf.fill_rgbas), (stroke, leaf.stroke_rgbas))
    fill, stroke = (level.opacity(hexadecimal(paint[0])) if drawn else 0.0 for drawn, paint in paints)
    return Tone(fill, stroke, "")


def look_of(leaf: VMobject) -> Tone:
    """Return how a leaf looks now."""
    ink = hexadecimal(leaf.fill_rgbas[0]) if isinstance(leaf, Numeral) and leaf.below else ""
    return Tone(*opacities_of(leaf), ink)


def set_ink(leaf: VMobject, ink: str) -> None:
    """Give a leaf's fill another colour."""
    leaf.fill_rgbas[:, :3] = [channel / 255 for channel in channels_of(ink)]


def leaves_of(mobject: Any) -> list[VMobject]:
    """Return the members of a mobject's family that have an outline."""
    return [member for member in mobject.get_family() if isinstance(member, VMobject) and len(member.points)]


def opacities_of(leaf: VMobject) -> tuple[float, float]:
    """Return how opaque a leaf's fill is, and its line; 0 for a line without a width."""
    return float(leaf.get_fill_opacity()), float(leaf.get_stroke_opacity()) if leaf.get_stroke_width() else 0.0


def set_opacities(leaf: VMobject, fill: float, stroke: float) -> None:
    """Set how opaque a leaf's fill and line are; the gap around it, if it is lifted, is there as far as these are."""
    set_fill(leaf, fill)
    leaf.stroke_rgbas[:, 3] = leaf.stroke_opacity = stroke
    if leaf.background_stroke_width:
        leaf.background_stroke_rgbas[:, 3] = leaf.background_stroke_opacity = max(fill, stroke)


def set_fill(leaf: VMobject, opacity: float) -> None:
    """Set an opacity as manim's ``set_fill`` does, without the colours that it makes and throws away."""
    leaf.fill_rgbas[:, 3] = leaf.fill_opacity = opacity
