"""Outlines as cairo has them: the calls of manim's ``Camera.set_cairo_context_path``, with arrays read as a whole."""

from math import isfinite
from typing import Any

import cairo
from manim import Camera, VMobject

__all__ = ["Outliner"]

CURVE = 4
"""Points of a cubic curve."""

ROW = 3
"""Numbers of a point."""

STEP = CURVE * ROW


class Outliner:
    """Makes cairo paths of mobjects; ``context`` has the transformation from manim units to pixels.

    ``plain`` says that the camera has no transformation of its own.
    """

    def __init__(self, camera: Camera, context: "cairo.Context[Any]") -> None:
        self._camera, self._context = camera, context
        self.plain = type(camera).transform_points_pre_display is Camera.transform_points_pre_display

    def trace(self, mobject: VMobject) -> cairo.Path:
        """Return the outline of a mobject, and leave it in the context; what is out of the common is left to manim."""
        numbers: list[float] = mobject.points.ravel().tolist()
        self._context.new_path()
        if self.plain and numbers and len(numbers) % STEP == 0 and isfinite(sum(numbers)):
            self._trace(mobject, numbers)
        else:
            self._camera.set_cairo_context_path(self._context, mobject)
        return self._context.copy_path()

    def _trace(self, mobject: VMobject, numbers: list[float]) -> None:
        """Trace curve by curve; where one does not begin at the end of the last, a new subpath begins."""
        curve_to, start = self._context.curve_to, 0
        x0 = y0 = 0.0
        for at in range(0, len(numbers), STEP):
            x, y, _, x1, y1, _, x2, y2, _, x3, y3, _ = numbers[at : at + STEP]
            if at == 0:
                self._begin(x, y)
            elif (x != x0 or y != y0) and not mobject.consider_points_equals_2d((x0, y0), (x, y)):
                self._end(mobject, numbers, start, at)
                self._begin(x, y)
                start = at
            curve_to(x1, y1, x2, y2, x3, y3)
            x0, y0 = x3, y3
        self._end(mobject, numbers, start, len(numbers))

    def _begin(self, x: float, y: float) -> None:
        self._context.new_sub_path()
        self._context.move_to(x, y)

    def _end(self, mobject: VMobject, numbers: list[float], start: int, end: int) -> None:
        """Close the subpath of the numbers ``start`` to ``end`` if it ends where it begins."""
        first, last = (numbers[start], numbers[start + 1]), (numbers[end - ROW], numbers[end - ROW + 1])
        if first == last or mobject.consider_points_equals_2d(first, last):
            self._context.close_path()
