"""Softmax as a place: sums go in on the left, each to its height on the curve of exp, and probabilities come out on the right."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from manim import Animation, Line, VGroup, VMobject

from scenes.mobjects.motion import Appear
from scenes.mobjects.moves import Extend, Path
from scenes.mobjects.places import stays
from scenes.mobjects.plays import Play
from scenes.mobjects.reading import Reading
from scenes.mobjects.sets.squash_curve import Dot
from scenes.mobjects.shapes import plate
from scenes.mobjects.shifts import Slide
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.wires import Point, Wire

__all__ = ["SoftShares"]

STEPS, WAY = 61, 0.22
"""From so many places the curve is drawn; how long a wire is."""
BEFORE, LEAST = 0.15, 0.5
"""How far the curve begins below the least sum, as a part of how far sums are apart, and at least."""
ROOM, HIGH, BELOW = 0.2, 1.9, 0.6
"""Between the curve and the sides of the plate; how high the curve goes at the most; how far below the first sum its name is."""
NAME, DOT = 0.45, 0.3
"""How far from the left side that is; how far from the middle of a dot, which it is above."""


class SoftShares:
    """The ``sums`` of some labels on their way to their ``shares`` of one, on a plate between two ``sides``.

    It reaches from ``foot`` to ``top``, its name is on the line ``head``, and rows are at the height ``y`` of their label. A
    share is exp of its sum, as a part of all of these: on the curve each is as high as its share, over its sum.
    """

    def __init__(
        self,
        sums: Sequence[Reading],
        shares: Sequence[Reading],
        y: Callable[[int], float],
        *,
        sides: tuple[float, float],
        foot: float,
        top: float,
        head: float,
        paints: Sequence[str],
        theme: Theme,
    ) -> None:
        (left, right), self._theme = sides, theme
        values, largest = [float(each.value) for each in sums], max(float(each.value) for each in shares)
        first = min(values) - max(BEFORE * (max(values) - min(values)), LEAST)
        self._left, self._first, self._floor = left + ROOM, first, (foot + top - HIGH) / 2
        self._unit, self._rise = (right - left - 2 * ROOM) / (max(values) - first), HIGH / max(largest, 1e-9)
        self.box = plate(right - left, top - foot, "line", theme=theme).move_to(((left + right) / 2, (foot + top) / 2, 0))
        look: dict[str, Any] = {"theme": theme, "size": theme.label, "colour": "muted"}
        name, inside = Label("softmax", **look).sit((left + right) / 2, head), Label("exp", **look)
        rows = [y(each.index[-1]) for each in sums]
        tops = [(self.x(float(one.value)), self.y(float(other.value))) for one, other in zip(sums, shares, strict=True)]
        near = max([high for x, high in tops if abs(x - left - NAME) < (inside.width + DOT) / 2], default=self._floor)
        self.names = VGroup(stays(name), stays(inside.sit_amid(left + NAME, max(rows[0] - BELOW, near + DOT))))
        self.floor = Line((left + ROOM, self._floor, 0), (right - ROOM, self._floor, 0)).set_stroke(theme.line, theme.thin)
        self.curve = self._curve(np.linspace(first, max(values), STEPS), max(values), largest)
        self.dots = [Dot(one, other, self, theme=theme) for one, other in zip(sums, shares, strict=True)]
        for dot, paint in zip(self.dots, paints, strict=True):
            dot.set_fill(paint)
        self.into = [Wire((left - WAY, row), (left, row), theme=theme, colour="line") for row in rows]
        self.out = [Wire((right, row), (right + WAY, row), theme=theme, colour="line") for row in rows]

    def _curve(self, values: np.ndarray, last: float, share: float) -> VMobject:
        """Return the curve of exp over some values, in the measure in which the ``last`` one has a ``share``."""
        curve = VMobject(stroke_color=self._theme.muted, stroke_width=self._theme.stroke, fill_opacity=0)
        heights = self._floor + self._rise * share * np.exp(values - last)
        across = self._left + self._unit * (values - self._first)
        return curve.set_points_as_corners(np.column_stack([across, heights, np.zeros(len(values))]))

    def x(self, value: float) -> float:
        """Return where a sum is."""
        return self._left + self._unit * (value - self._first)

    def y(self, share: float) -> float:
        """Return the height of a share."""
        return self._floor + self._rise * share

    def spot(self, value: Reading, result: Reading) -> Point:
        """Return the place on the curve of a sum and its share."""
        return self.x(float(value.value)), self.y(float(result.value))

    def passing(self, run_time: float) -> list[Play]:
        """Return plays in which sums reach the plate, and each goes up to its place on the curve."""
        comes: list[Animation] = [Appear(VGroup(self.box, self.names, self.floor, self.curve), run_time=0.3 * run_time)]
        comes += [Extend(wire, run_time=0.4 * run_time) for wire in self.into]
        rises = [
            Slide(dot, Path((float(dot.get_x()), self._floor), (float(dot.get_x()), float(dot.get_y()))), run_time=0.6 * run_time)
            for dot in self.dots
        ]
        return [Play(comes), Play(rises)]

    def leaving(self, run_time: float) -> list[Animation]:
        """Return animations in which wires lead out of the plate."""
        return [Extend(wire, run_time=run_time) for wire in self.out]
