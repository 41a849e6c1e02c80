"""The frame around what is looked at: one cell, or one row, of a column."""

from manim import VMobject

from scenes.mobjects.shapes import Box
from scenes.mobjects.theme import Theme

__all__ = ["loupe"]


def loupe(cell: VMobject, *, theme: Theme) -> Box:
    """Return a bright frame around one cell, or one row, of a column."""
    return Box(
        width=cell.width + 0.04,
        height=cell.height - 0.01,
        corner_radius=0.05,
        stroke_color=theme.ink,
        stroke_width=theme.stroke,
        fill_opacity=0,
    ).move_to(cell)
