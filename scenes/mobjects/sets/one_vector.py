"""A sentence, one vector, another sentence: dots run from all words into the vector, and out of it to what is written."""

from collections.abc import Sequence
from typing import Any

from manim import Animation, VGroup, VMobject

from scenes.mobjects.leaves import leaves_of, set_fill
from scenes.mobjects.moves import Extend
from scenes.mobjects.sets.annotations import framed
from scenes.mobjects.sets.asking import Ripple, dots_along
from scenes.mobjects.sets.attention_map import strand
from scenes.mobjects.text import BOLD, Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.tokens import Chip
from scenes.mobjects.wires import Point, Wire

__all__ = ["Funnel", "Strand", "open_question"]

APART = 0.14
"""Between dots and what they run to, in units."""


def open_question(at: Point, *, theme: Theme) -> VGroup:
    """Return the mark that stands where nobody knows yet what will be."""
    sign = Label("?", theme=theme, size=theme.title, weight=BOLD).sit_amid(*at)
    return VGroup(framed(*at, 0.7, 0.62, theme=theme), sign)


class Stream(Ripple):
    """Light runs along dots that come in where they are."""

    RISE = 0.15  # the part of the run time in which they do

    def __init__(self, dots: VGroup, spans: Sequence[tuple[float, float]], **kwargs: Any) -> None:
        super().__init__(dots, spans, introducer=True, **kwargs)

    def interpolate_mobject(self, alpha: float) -> None:
        super().interpolate_mobject(alpha)
        for dot in leaves_of(self.mobject):
            set_fill(dot, float(dot.get_fill_opacity()) * min(alpha / self.RISE, 1.0))


class Funnel:
    """Dots from words to the head of a vector, and from its ``foot`` to what is written: ``parts`` are all of these."""

    def __init__(self, words: Sequence[Point], head: Point, foot: Point, written: Sequence[Point], *, theme: Theme) -> None:
        self._ins = [dots_along(strand((x, y - APART), (head[0], head[1] + APART)), theme=theme) for x, y in words]
        self._outs = [dots_along(strand((foot[0], foot[1] - APART), (x, y + APART)), theme=theme) for x, y in written]
        self.parts: list[VMobject] = [*self._ins, *self._outs]

    def run(self, run_time: float, times: int = 1, *, coming: bool = False) -> list[Animation]:
        """Return animations in which light runs from the words into the vector, and then out of it, so many times.

        The dots are there already, or ``coming``.
        """
        turn = 1 / times
        ins = [(number * turn, (number + 0.55) * turn) for number in range(times)]
        outs = [((number + 0.45) * turn, (number + 1) * turn) for number in range(times)]
        kind = Stream if coming else Ripple
        return [
            *(kind(dots, ins, run_time=run_time) for dots in self._ins),
            *(kind(dots, outs, run_time=run_time) for dots in self._outs),
        ]


class Strand(Wire):
    """A curve between a word that was read and the one of the same meaning that was written."""

    def __init__(self, source: Chip, target: Chip, *, theme: Theme, colour: str) -> None:
        start = float(source.box.get_x()), float(source.box.get_bottom()[1]) - 0.03
        end = float(target.box.get_x()), float(target.box.get_top()[1]) + 0.03
        width = theme.bold if colour == "focus" else theme.stroke
        super().__init__(start, end, theme=theme, colour=colour, width=width, tip=False)
        self.line.points = strand(start, end)

    def draw(self, run_time: float) -> Animation:
        """Return the animation in which it is drawn."""
        return Extend(self, run_time=run_time)
