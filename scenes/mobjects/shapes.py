"""Plain shapes, made by copying what manim once said of one without a look: to ask it each time takes ten times as long."""

from functools import lru_cache
from typing import Any

import numpy as np
from manim import ManimColor, Rectangle, RoundedRectangle, VGroup, VMobject

__all__ = ["Box", "Bundle", "Shape", "rectangle"]


class Shape(VMobject):
    """An outline with one fill and one line: as a ``VMobject`` of these colours (``#RRGGBB``), opacity and width."""

    def __init__(
        self,
        points: np.ndarray,
        *,
        fill_color: str | None = None,
        fill_opacity: float = 0.0,
        stroke_color: str | None = None,
        stroke_width: float = 0.0,
    ) -> None:
        _become_blank(self)
        self.points = points.copy()
        self.fill_opacity = self.fill_rgbas[0, 3] = fill_opacity
        self.stroke_width = stroke_width
        for rgbas, colour in ((self.fill_rgbas, fill_color), (self.stroke_rgbas, stroke_color)):
            if colour is not None:
                rgbas[0, :3] = _rgb(colour)


class Bundle(VGroup):
    """A group."""

    def __init__(self, *members: VMobject) -> None:
        _become_blank(self)
        self.add(*members)


class Box(Shape):
    """A rectangle with rounded corners."""

    def __init__(self, *, width: float, height: float, corner_radius: float, **look: Any) -> None:
        super().__init__(rectangle(width, height, corner_radius), **look)


@lru_cache(maxsize=1024)
def rectangle(width: float, height: float, radius: float = 0.0) -> np.ndarray:
    """Return the outline of a rectangle, its corners rounded by ``radius``; it is not to be changed."""
    shape: VMobject
    if radius:
        shape = RoundedRectangle(width=width, height=height, corner_radius=radius)
    else:
        shape = Rectangle(width=width, height=height)
    outline: np.ndarray = shape.points
    outline.flags.writeable = False
    return outline


def _become_blank(mobject: VMobject) -> None:
    """Give a mobject all that manim gives to each, with lists and arrays of its own."""
    vars(mobject).update({name: value.copy() if type(value) in (np.ndarray, list) else value for name, value in _blank()})
    mobject.name = type(mobject).__name__


@lru_cache(maxsize=1)
def _blank() -> tuple[tuple[str, Any], ...]:
    return tuple(vars(VMobject()).items())


@lru_cache(maxsize=4096)
def _rgb(colour: str) -> np.ndarray:
    return ManimColor(colour).to_rgb()
