"""Plain shapes, made by copying what manim once said of one without a look: to ask it each time takes ten times as long."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import numpy as np
from manim import PI, Arc, ManimColor, Rectangle, RoundedRectangle, VGroup, VMobject

from scenes.mobjects.theme import Theme

__all__ = ["RIM", "Box", "Bundle", "Shape", "lift", "plate", "rectangle"]

RIM = 7.0
"""How wide the gap is around what is lifted off what is below it, in hundredths of a unit, as lines are measured."""

CORNERS = np.array([(1, 1, 0), (-1, 1, 0), (-1, -1, 0), (1, -1, 0)])
"""Where the middles of the quarters are, seen from the middle of a box."""


class Shape(VMobject):
    """An outline with one fill and one line: as a ``VMobject`` of these colours (``#RRGGBB``), opacity and width.

    One that ``fades`` is a cell, or part of one: its colour is a value's, and is dimmed by one measure whatever it is.
    """

    fades = False

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
        super().__init__(rounded(width, height, corner_radius), **look)


def lift(shapes: Iterable[VMobject], theme: Theme, opacity: float = 1.0) -> None:
    """Put a gap around shapes, a rim of the ground, so that they do not fuse with what they are copied from; at 0 it is gone."""
    for shape in shapes:
        wide = float(shape.get_stroke_width()) + 2 * RIM if opacity else 0.0
        shape.set_stroke(theme.ground, width=wide, opacity=opacity, background=True, family=False)


def plate(width: float, height: float, colour: str, *, theme: Theme, radius: float = 0.12, ground: str = "panel") -> Box:
    """Return a box, in units, in which a part of a network stands: an outline and a ground in colours of the theme, by name."""
    return Box(
        width=width,
        height=height,
        corner_radius=radius,
        stroke_color=theme.colour(colour),
        stroke_width=theme.stroke,
        fill_color=theme.colour(ground),
        fill_opacity=1,
    )


@lru_cache(maxsize=1024)
def rectangle(width: float, height: float) -> np.ndarray:
    """Return the outline of a rectangle; it is not to be changed."""
    return _constant(Rectangle(width=width, height=height).points)


@lru_cache(maxsize=1024)
def rounded(width: float, height: float, radius: float) -> np.ndarray:
    """Return the outline of a rectangle with round corners, as manim draws it, which takes it a millisecond."""
    if 2 * radius > min(width, height):  # no room for whole quarters
        return _constant(RoundedRectangle(width=width, height=height, corner_radius=radius).points)
    centres = CORNERS * ((width / 2 - radius, height / 2 - radius, 0.0))
    arcs = _quarters() * radius + centres[:, np.newaxis]
    starts, ends = arcs[:, -1:], np.roll(arcs[:, :1], -1, axis=0)
    sides = np.concatenate([starts, (2 * starts + ends) / 3, (starts + 2 * ends) / 3, ends], axis=1)
    return _constant(np.concatenate([arcs, sides], axis=1).reshape(-1, 3))


@lru_cache(maxsize=1)
def _quarters() -> np.ndarray:
    """Return the four quarters of a circle around the origin, against the clock, one curve each, as ``(4, 4, 3)``."""
    x, y, z = np.moveaxis(Arc(angle=PI / 2, num_components=2).points, -1, 0)
    return np.stack([np.stack(turned, axis=-1) for turned in ((x, y, z), (-y, x, z), (-x, -y, z), (y, -x, z))])


def _constant(outline: np.ndarray) -> np.ndarray:
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
