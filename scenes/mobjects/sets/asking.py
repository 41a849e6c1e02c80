"""A question that is open: a mark over the words that it is about, and dots that run to all words that may be the answer."""

from collections.abc import Sequence

import numpy as np
from manim import Animation, VGroup

from scenes.mobjects.motion import Reveal, Vanish
from scenes.mobjects.sets.attention_map import strand
from scenes.mobjects.sets.loom import Loom, Tag
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import BOLD, Label
from scenes.mobjects.theme import Theme

__all__ = ["Asking"]


class Asking:
    """A question mark between two rows of words, over the ``asked`` ones. Dots claim nothing: they have no width."""

    RISE, PITCH, SIZE = 0.62, 0.24, 0.055  # over the words, from dot to dot, and how large a dot is

    def __init__(self, loom: Loom, asked: Sequence[Tag], *, theme: Theme) -> None:
        x = float(np.mean([asked[0].box.get_left()[0], asked[-1].box.get_right()[0]]))
        y = float(asked[0].box.get_top()[1]) + self.RISE
        sign = Label("?", theme=theme, size=theme.title, weight=BOLD).sit_amid(x, y)
        frame = Box(width=0.62, height=0.62, corner_radius=0.14, stroke_color=theme.focus, stroke_width=theme.stroke)
        self.mark = VGroup(frame.move_to((x, y, 0)), sign)
        self.ways = [self._dots((x, y + 0.42), tag, theme) for tag in loom.sources]

    def _dots(self, start: tuple[float, float], tag: Tag, theme: Theme) -> VGroup:
        end = float(tag.box.get_x()), float(tag.box.get_bottom()[1]) - 0.12
        curve = strand(start, end)
        shares = np.linspace(0, 1, 60)[:, np.newaxis]
        powers = [(1 - shares) ** 3, 3 * shares * (1 - shares) ** 2, 3 * shares**2 * (1 - shares), shares**3]
        line = np.sum([power * point for power, point in zip(powers, curve, strict=True)], axis=0)
        reached = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
        along = np.arange(self.PITCH, reached[-1], self.PITCH)
        places = np.column_stack([np.interp(along, reached, line[:, axis]) for axis in (0, 1)])
        size = self.SIZE
        made = [Box(width=size, height=size, corner_radius=size / 2, fill_color=theme.muted, fill_opacity=1) for _ in places]
        return VGroup(*(dot.move_to((*place, 0)) for dot, place in zip(made, places, strict=True)))

    def run(self, run_time: float) -> list[Animation]:
        """Return animations in which dots run from the mark to every word."""
        return [Reveal(way, list(way), lag=0.6, run_time=run_time) for way in self.ways]

    def leave(self, run_time: float) -> list[Animation]:
        """Return animations in which all of it goes."""
        return [Vanish(each, run_time=run_time) for each in (self.mark, *self.ways)]
