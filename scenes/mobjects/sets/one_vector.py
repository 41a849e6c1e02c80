"""A sentence, one vector, another sentence: dots run from all words into the vector, and out of it to what is written."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from manim import Animation, VGroup, VMobject

from scenes.mobjects.leaves import leaves_of, set_fill
from scenes.mobjects.moves import Extend, Light
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

    def __init__(self, dots: VGroup, span: tuple[float, float], **kwargs: Any) -> None:
        super().__init__(dots, span, introducer=True, **kwargs)

    def interpolate_mobject(self, alpha: float) -> None:
        super().interpolate_mobject(alpha)
        for dot in leaves_of(self.mobject):
            set_fill(dot, float(dot.get_fill_opacity()) * min(alpha / self.RISE, 1.0))


class Funnel:
    """Dots from words to the head of a vector, and from its ``foot`` to what is written: ``parts`` are all of these."""

    IN, LEAST, LONGER, BEAT = 0.66, 0.16, 0.24, 0.06  # parts of a run: for the words; a turn at the least; on the way; a beat

    def __init__(self, words: Sequence[Point], head: Point, foot: Point, written: Sequence[Point], *, theme: Theme) -> None:
        self._theme = theme
        self._ins = [dots_along(strand((x, y - APART), (head[0], head[1] + APART)), theme=theme) for x, y in words]
        self._outs = [dots_along(strand((foot[0], foot[1] - APART), (x, y + APART)), theme=theme) for x, y in written]
        self.parts: list[VGroup] = [*self._ins, *self._outs]

    @property
    def arrivals(self) -> list[float]:
        """When the light of each word is in the vector, as parts of a run (0..1)."""
        return [end for _, end in self._turns(self._ins, 0.0, self.IN)]

    @property
    def departures(self) -> list[tuple[float, float]]:
        """From when until when light is on its way to each of what is written, as parts of a run (0..1)."""
        return self._turns(self._outs, self.IN, 1.0)

    @staticmethod
    def _turns(ways: Sequence[VGroup], first: float, last: float) -> list[tuple[float, float]]:
        """Return the turns of ways that follow each other in a part of a run, each of which is long enough to be seen."""
        long = max((last - first) / len(ways), Funnel.LEAST)
        return [(float(start), float(start + long)) for start in np.linspace(first, last - long, len(ways))]

    def run(self, run_time: float, *, coming: bool = False) -> list[Animation]:
        """Return animations in which light runs from one word after the other into the vector, and then out of it.

        The dots are there already, or ``coming``.
        """
        kind = Stream if coming else Ripple
        turns = [(min(start, end - self.LONGER), end) for start, end in self._turns(self._ins, 0.0, self.IN)] + self.departures
        return [
            kind(dots, (max(start, 0.0), end), run_time=run_time) for dots, (start, end) in zip(self.parts, turns, strict=True)
        ]

    def asked(self, thing: VMobject, words: Sequence[VMobject], run_time: float) -> list[Animation]:
        """Return animations in which light runs from all words into a thing, which lights then, and out of it."""
        return [*self.run(run_time), self.beating(thing, run_time), *self.lighting(words, run_time)]

    def beating(self, thing: VMobject, run_time: float) -> Animation:
        """Return the animation in which a thing lights whenever the light of a word arrives."""
        return Light(thing, self._theme, rate_func=_beats(self.arrivals), run_time=run_time)

    def lighting(self, words: Sequence[VMobject], run_time: float) -> list[Animation]:
        """Return animations in which each word lights when light leaves it."""
        starts = [end - self.LONGER / 2 for end in self.arrivals]
        pairs = zip(words, starts, strict=True)
        return [Light(word, self._theme, rate_func=_beats([start]), run_time=run_time) for word, start in pairs]


def _beats(times: Sequence[float]) -> Callable[[float], float]:
    """Return how lit a thing is, 0..1, that lights up at some times."""
    return lambda alpha: max(0.0, 1 - min(abs(alpha - time) for time in times) / Funnel.BEAT)


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
