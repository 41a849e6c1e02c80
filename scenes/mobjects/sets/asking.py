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

__all__ = ["Asking", "Ripple", "Trail", "dots_along"]

PITCH, SIZE = 0.24, 0.055
"""From dot to dot, and how large a dot is, in units."""


class Ripple(Own):
    """Light runs along dots, from the first to the last, between two parts of the run time; they rest as they were."""

    RESTING, WIDE, LARGER = 0.45, 5.0, 1.2  # an opacity, over how many dots light reaches, by how much they grow

    def __init__(self, dots: VGroup, span: tuple[float, float] = (0.0, 1.0), **kwargs: Any) -> None:
        self._span, self._dots = span, leaves_of(dots)
        self._outlines = [(dot.get_center(), dot.points.copy()) for dot in self._dots]
        super().__init__(dots, **kwargs)

    def level(self, number: int, done: float) -> float:
        """Return how lit a dot is, 0..1, when so much of the time is over."""
        at = done * (len(self._dots) + 2 * self.WIDE) - self.WIDE
        return max(0.0, 1 - abs(number - at) / self.WIDE)

    def interpolate_mobject(self, alpha: float) -> None:
        start, end = self._span
        done = (alpha - start) / (end - start) if start < alpha < end else 0.0
        for number, dot in enumerate(self._dots):
            near = self.level(number, done)
            set_fill(dot, self.RESTING + near * (1 - self.RESTING))
            middle, outline = self._outlines[number]
            dot.points = middle + (1 + self.LARGER * near) * (outline - middle)


class Trail(Ripple):
    """Dots light up from the first to the last, and stay lit until light is at the last; then they all rest again."""

    WIDE, THERE = 3.0, 0.7  # over how many dots light comes on; the part of the time in which it gets there

    def level(self, number: int, done: float) -> float:
        at = done / self.THERE * (len(self._dots) + self.WIDE)
        return min(max((at - number) / self.WIDE, 0.0), 1.0) * min(1.0, (1 - done) / (1 - self.THERE))


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
        return [Trail(way, run_time=run_time) for way in self.ways]

    def wonder(self, run_time: float) -> list[Animation]:
        """Return animations in which light runs up to one word after the other, which lights when it is there."""
        step = 1 / (len(self.tags) + 0.5)
        spans = [(number * step, (number + 1.5) * step) for number in range(len(self.tags))]
        there = [start + Trail.THERE * (end - start) for start, end in spans]
        lights = [
            (tag, held((at - 0.2 * step, at), (end - 0.2 * step, end)))
            for tag, at, (_, end) in zip(self.tags, there, spans, strict=True)
        ]
        runs = [Trail(way, span, run_time=run_time) for way, span in zip(self.ways, spans, strict=True)]
        return [*runs, *edges(lights, run_time)]

    def leave(self, run_time: float) -> list[Animation]:
        """Return animations in which all of it goes."""
        return [Vanish(each, run_time=run_time) for each in (self.mark, *self.ways)]
