"""Wires at right angles with round corners, and the operators that they join."""

from collections.abc import Sequence
from itertools import groupby
from typing import ClassVar

import numpy as np
from manim import Circle, Line, Polygon, VGroup, VMobject

from scenes.mobjects.notation.common import COMMON
from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.places import named, stays
from scenes.mobjects.shapes import plate
from scenes.mobjects.theme import Theme

__all__ = ["Operator", "Point", "Squash", "Wire"]

Point = tuple[float, float]


class Wire(VGroup):
    """A line through ``points`` (x, y), its corners rounded; ``tip`` puts an arrow head on its end.

    Of points that are equal to the one before one counts. ``colour`` is the meaning whose colour it has.
    """

    CORNER = 0.14
    HEAD = 0.13

    def __init__(self, *points: Point, theme: Theme, colour: str = "line", width: float | None = None, tip: bool = True) -> None:
        super().__init__()
        self.colour = colour
        paint, path = theme.colour(colour), [np.array([*point, 0.0]) for point, _ in groupby(points)]
        end, way = path[-1], _direction(path[-2], path[-1])
        if tip:
            path[-1] = end - way * self.HEAD * 0.8
        self.line = VMobject(stroke_color=paint, stroke_width=theme.stroke if width is None else width, fill_opacity=0)
        _rounded(self.line, path, self.CORNER)
        self.add(self.line)
        if tip:
            self.add(_head(end, way, self.HEAD, paint))

    @property
    def corners(self) -> np.ndarray:
        """The places between which it is drawn, ``(place, 2)``, from its start to its end, which is that of its tip."""
        return self.through(self.line)

    def through(self, line: VMobject) -> np.ndarray:
        """Return the places between which it is drawn if its line is this one, ``(place, 2)``."""
        tips = [head.points[:1] for head in self.submobjects if head is not self.line]
        places: np.ndarray = np.concatenate([line.points[::4], line.points[-1:], *tips])[:, :2]
        return places


class Operator(VGroup):
    """A point-wise operation, ``times`` or ``plus``: a circle with its sign and a port on each side."""

    RADIUS = 0.2
    SIGNS: ClassVar = {"times": 45.0, "plus": 0.0}  # the sign is a cross, turned by so many degrees

    def __init__(self, sign: str, at: Point, *, theme: Theme, colour: str) -> None:
        super().__init__()
        paint, middle = theme.colour(colour), np.array([*at, 0.0])
        ring = Circle(radius=self.RADIUS, stroke_color=paint, stroke_width=theme.stroke, fill_color=theme.ground, fill_opacity=1)
        arm = 0.11 * np.array([1.0, 0.0, 0.0])
        strokes = VGroup(
            *(
                Line(-arm, arm, stroke_color=paint, stroke_width=theme.stroke).rotate(np.radians(turn + self.SIGNS[sign]))
                for turn in (0, 90)
            )
        )
        self.add(ring, strokes).move_to(middle)
        self.at, self._ring = at, ring

    @property
    def circle(self) -> tuple[float, float, float]:
        """Where the middle of its circle is now, x and y, and how large its radius is."""
        return float(self._ring.get_x()), float(self._ring.get_y()), float(self._ring.width) / 2

    def port(self, side: str) -> Point:
        """Return where a wire joins it: at its ``left``, ``right``, ``top`` or ``bottom``."""
        return _port(self.at, side, self.RADIUS, self.RADIUS)

    def edge(self, side: str) -> float:
        """Return the x of its circle at the ``left`` or ``right``, or the y at its ``top`` or ``bottom``, where it is now."""
        x, y, radius = self.circle
        across, up = SIDES[side]
        return x + across * radius if across else y + up * radius


class Squash(VGroup):
    """A squashing function with its weights, ``sigmoid`` or ``tanh``, as a labelled box with ports; or weights of a notation."""

    WIDE, HIGH = 0.78, 0.44

    def __init__(
        self, function: str, at: Point, *, theme: Theme, colour: str, wide: float = WIDE, notation: Notation = COMMON
    ) -> None:
        super().__init__()
        self._wide = wide
        box = plate(wide, self.HIGH, colour, theme=theme, radius=0.1)
        self.sign = Symbol(function, notation=notation, theme=theme, colour=colour, size=theme.symbol * 0.9)
        if self.sign.width > wide - 0.12:
            self.sign.scale_to_fit_width(wide - 0.12)
        self.add(box, self.sign).move_to((*at, 0.0))
        named(stays(self.sign), function)
        self.at = at

    def port(self, side: str) -> Point:
        """Return where a wire joins it: at its ``left``, ``right``, ``top`` or ``bottom``."""
        return _port(self.at, side, self._wide / 2, self.HIGH / 2)


SIDES: dict[str, Point] = {"left": (-1, 0), "right": (1, 0), "top": (0, 1), "bottom": (0, -1)}


def _port(at: Point, side: str, half_width: float, half_height: float) -> Point:
    across, up = SIDES[side]
    return at[0] + across * half_width, at[1] + up * half_height


def _direction(start: np.ndarray, end: np.ndarray) -> np.ndarray:
    way: np.ndarray = (end - start) / np.linalg.norm(end - start)
    return way


def _rounded(line: VMobject, path: Sequence[np.ndarray], radius: float) -> None:
    """Draw ``path`` into ``line``, each inner corner as a curve that begins and ends ``radius`` before and after it."""
    line.start_new_path(path[0])
    for before, corner, after in zip(path, path[1:], path[2:], strict=False):
        room = min(radius, np.linalg.norm(corner - before) / 2, np.linalg.norm(after - corner) / 2)
        line.add_line_to(corner - room * _direction(before, corner))
        line.add_quadratic_bezier_curve_to(corner, corner + room * _direction(corner, after))
    line.add_line_to(path[-1])


def _head(end: np.ndarray, way: np.ndarray, size: float, paint: str) -> Polygon:
    side = np.array([-way[1], way[0], 0.0]) * size * 0.5
    foot = end - way * size
    return Polygon(end, foot + side, foot - side, stroke_width=0, fill_color=paint, fill_opacity=1)
