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

SHORT, AWAY = 0.55, 9.0
"""So far from the mark dots end; from so far away they come in from above, and the nearer they begin, the lower."""


class Wondering:
    """A question mark at ``at``, and dots to its left side from ``starts``, the heads of columns; ``parts`` are all of these."""

    def __init__(self, at: Point, starts: Sequence[Point], *, theme: Theme) -> None:
        sign = Label("?", theme=theme, size=theme.title, weight=BOLD).sit_amid(*at)
        self.mark = VGroup(framed(*at, 0.56, 0.62, theme=theme), sign)
        self.dots = [dots_along(_fanned(start, at), theme=theme) for start in starts]
        self.parts: list[VMobject] = [*self.dots, self.mark]

    def spans(self) -> list[tuple[float, float]]:
        """Return from when to when light runs from each of the columns, as parts of a run time: one a little after the other."""
        late = 0.45 / len(self.dots)
        return [(number * late, number * late + 0.5 + late) for number in range(len(self.dots))]

    def run(self, run_time: float) -> list[Animation]:
        """Return animations in which light runs along the dots from every column to the question."""
        return [Ripple(dots, [span], run_time=run_time) for dots, span in zip(self.dots, self.spans(), strict=True)]


def _fanned(start: Point, at: Point) -> np.ndarray:
    """Return the curve that leaves a point steeply and ends short of another one, from a side of its own, ``(4, 3)``."""
    first, last = np.array(start), np.array(at)
    side = np.array([-1.0, 0.9 * (1 - 2 * min((last[0] - first[0]) / AWAY, 1.0))])
    end = last + SHORT * side / np.linalg.norm(side) * np.array([1.0, -1.0])
    way = end - first
    points = np.array([first, first + way * (0.1, 0.4), first + way * (0.6, 0.78), end])
    return np.column_stack([points, np.zeros(4)])
