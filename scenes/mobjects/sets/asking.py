"""A question that is open: a mark over the words that it is about, and dots that run to all words that may be the answer."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from manim import Animation, VGroup

from scenes.mobjects.leaves import leaves_of, set_fill
from scenes.mobjects.motion import Own, Vanish
from scenes.mobjects.sets.attention_map import strand
from scenes.mobjects.sets.loom import Loom
from scenes.mobjects.sets.tags import Tag
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import BOLD, Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.weaving import edges, held

__all__ = ["Asking", "Ripple", "dots_along"]

PITCH, SIZE = 0.24, 0.055
"""From dot to dot, and how large a dot is, in units."""


class Ripple(Own):
    """Light runs along dots, from the first to the last, in each of some parts of the run time; they rest as they were."""

    RESTING, WIDE, LARGER = 0.45, 5.0, 1.2  # an opacity, over how many dots light reaches, by how much they grow

    def __init__(self, dots: VGroup, spans: Sequence[tuple[float, float]], **kwargs: Any) -> None:
        self._spans, self._dots = spans, leaves_of(dots)
        self._outlines = [(dot.get_center(), dot.points.copy()) for dot in self._dots]
        super().__init__(dots, **kwargs)

    def interpolate_mobject(self, alpha: float) -> None:
        dots = self._dots
        reach = len(dots) + 2 * self.WIDE
        done = [(alpha - start) / (end - start) for start, end in self._spans if start < alpha < end]
        at = (done[0] if done else 0.0) * reach - self.WIDE
        for number, dot in enumerate(dots):
            near = max(0.0, 1 - abs(number - at) / self.WIDE)
            set_fill(dot, self.RESTING + near * (1 - self.RESTING))
            middle, outline = self._outlines[number]
            dot.points = middle + (1 + self.LARGER * near) * (outline - middle)


def dots_along(curve: np.ndarray, *, theme: Theme) -> VGroup:
    """Return dots along a curve, ``(4, 3)``, such as a thread between two places has."""
    shares = np.linspace(0, 1, 60)[:, np.newaxis]
    powers = [(1 - shares) ** 3, 3 * shares * (1 - shares) ** 2, 3 * shares**2 * (1 - shares), shares**3]
    line = np.sum([power * point for power, point in zip(powers, curve, strict=True)], axis=0)
    reached = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    along = np.arange(PITCH, reached[-1], PITCH)
    places = np.column_stack([np.interp(along, reached, line[:, axis]) for axis in (0, 1)])
    made = [
        Box(width=SIZE, height=SIZE, corner_radius=SIZE / 2, fill_color=theme.ink, fill_opacity=Ripple.RESTING) for _ in places
    ]
    return VGroup(*(dot.move_to((*place, 0)) for dot, place in zip(made, places, strict=True)))


class Asking:
    """A question mark between two rows of words, over the ``asked`` ones. Dots claim nothing: they have no width."""

    RISE = 0.62  # over the words

    def __init__(self, loom: Loom, asked: Sequence[Tag], *, theme: Theme) -> None:
        self.tags = loom.sources
        x = float(np.mean([asked[0].box.get_left()[0], asked[-1].box.get_right()[0]]))
        y = float(asked[0].box.get_top()[1]) + self.RISE
        sign = Label("?", theme=theme, size=theme.title, weight=BOLD).sit_amid(x, y)
        frame = Box(width=0.62, height=0.62, corner_radius=0.14, stroke_color=theme.focus, stroke_width=theme.stroke)
        self.mark = VGroup(frame.move_to((x, y, 0)), sign)
        ends = [(float(tag.box.get_x()), float(tag.box.get_bottom()[1]) - 0.12) for tag in loom.sources]
        self.ways = [dots_along(strand((x, y + 0.42), end), theme=theme) for end in ends]

    def run(self, run_time: float) -> list[Animation]:
        """Return animations in which light runs along all dots from the mark to every word."""
        return [Ripple(way, [(0.0, 1.0)], run_time=run_time) for way in self.ways]

    def wonder(self, words: Sequence[int], run_time: float) -> list[Animation]:
        """Return animations in which light runs to one word after the other, which lights when it is there."""
        step = 1 / (len(words) + 0.6)
        spans: dict[int, list[tuple[float, float]]] = {}
        for turn, word in enumerate(words):
            spans.setdefault(word, []).append((turn * step, (turn + 1) * step))
        runs = [Ripple(self.ways[word], some, run_time=run_time) for word, some in spans.items()]
        lights = [
            (self.tags[word], held((end - 0.25 * step, end), (end + 0.3 * step, end + 0.6 * step)))
            for word, some in spans.items()
            for _, end in some
        ]
        return [*runs, *edges(lights, run_time)]

    def leave(self, run_time: float) -> list[Animation]:
        """Return animations in which all of it goes."""
        return [Vanish(each, run_time=run_time) for each in (self.mark, *self.ways)]
