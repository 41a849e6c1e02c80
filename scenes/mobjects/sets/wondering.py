"""A question between columns and what they are to become: a mark, and dots that run to it from all of them."""

from collections.abc import Sequence

import numpy as np
from manim import Animation, VGroup, VMobject

from scenes.mobjects.sets.annotations import framed
from scenes.mobjects.sets.asking import Ripple, dots_along
from scenes.mobjects.text import BOLD, Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.wires import Point

__all__ = ["Wondering"]


class Wondering:
    """A question mark at ``at``, and dots to its left side from ``starts``, the heads of columns; ``parts`` are all of these."""

    def __init__(self, at: Point, starts: Sequence[Point], *, theme: Theme) -> None:
        sign = Label("?", theme=theme, size=theme.title, weight=BOLD).sit_amid(*at)
        self.mark = VGroup(framed(*at, 0.56, 0.62, theme=theme), sign)
        self.dots = [dots_along(_up_and_over(start, (at[0] - 0.42, at[1])), theme=theme) for start in starts]
        self.parts: list[VMobject] = [*self.dots, self.mark]

    def run(self, run_time: float, times: int) -> list[Animation]:
        """Return animations in which light runs along the dots from every column to the question."""
        spans = [(number / times, (number + 1) / times) for number in range(times)]
        return [Ripple(dots, spans, run_time=run_time) for dots in self.dots]


def _up_and_over(start: Point, end: Point) -> np.ndarray:
    """Return the curve that leaves a point upright and enters another one from the left, ``(4, 3)``."""
    (x, y), (right, top) = start, end
    return np.array([[x, y, 0.0], [x, y + 0.8 * (top - y), 0.0], [x + 0.3 * (right - x), top, 0.0], [right, top, 0.0]])
