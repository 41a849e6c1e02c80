"""A question between columns and what they are to become: a mark, dots to all of them, and the wire on which it is."""

from collections.abc import Sequence

from manim import Animation, VGroup, VMobject

from scenes.mobjects.sets.annotations import framed
from scenes.mobjects.sets.asking import Ripple, dots_along
from scenes.mobjects.text import BOLD, Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.wires import Point, Wire

__all__ = ["Wondering"]


class Wondering:
    """A question mark at ``at``, dots from it to ``ends``, and a wire from it through ``way``; ``parts`` are all of these."""

    def __init__(self, at: Point, ends: Sequence[Point], way: Sequence[Point], *, theme: Theme) -> None:
        sign = Label("?", theme=theme, size=theme.title, weight=BOLD).sit_amid(*at)
        mark = VGroup(framed(*at, 0.56, 0.62, theme=theme), sign)
        self._dots = [dots_along((at[0], at[1] - 0.34), end, theme=theme) for end in ends]
        lead = Wire((at[0] + 0.33, at[1]), *way, theme=theme, colour="looks")
        self.parts: list[VMobject] = [lead, *self._dots, mark]

    def run(self, run_time: float, times: int) -> list[Animation]:
        """Return animations in which light runs along the dots from the question to every column."""
        spans = [(number / times, (number + 1) / times) for number in range(times)]
        return [Ripple(dots, spans, run_time=run_time) for dots in self._dots]
