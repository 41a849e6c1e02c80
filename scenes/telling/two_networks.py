"""What films share of two networks that read one text, locked in step: words in the middle, a lane on either side."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from manim import Animation, VGroup

from scenes.mobjects.motion import Shade
from scenes.mobjects.sets.backward_lanes import Rows
from scenes.telling.networks import name_of

if TYPE_CHECKING:
    from scenes.telling.reader import ReaderFilm as Film
else:
    Film = object  # what films are is said where one is made, so that none is more than three classes deep

__all__ = ["TwoNetworks"]

Moves = Callable[[Any, int, float], list[Animation]]
"""Returns what happens in a lane at a word, in so many seconds."""


class TwoNetworks(Film):
    """What a film has of two traces of one text, beside what every film of a reader has.

    It makes the ``rows`` of words and a lane for each network, ``lanes``.
    """

    traces = 2
    rows: Rows
    lanes: list[Any]

    @property
    def last(self) -> int:
        """The index of the last word."""
        return self.count - 1

    def name(self, of: int) -> str:
        """Return what a network is called; two of one kind by their sides."""
        return name_of(self.networks, of)

    def in_step(self, times: Sequence[int], run_time: float, moves: Moves) -> None:
        """Let something happen at some words in both lanes, one after the other, ever faster."""
        paces = np.linspace(1.6, 0.4, len(times)) if len(times) > 1 else np.ones(len(times))
        for time, pace in zip(times, paces, strict=True):
            each = float(run_time * pace / paces.sum())
            self.play(*self.lit(time, each), *(move for lane in self.lanes for move in moves(lane, time, each)))

    def lit(self, time: int, run_time: float) -> list[Animation]:
        """Return the animation that lights a word, if it is written and has not left."""
        word = self.rows.words.get(time)
        return [] if word is None or word not in self.mobjects else [Shade(word, 1.0, run_time=run_time)]

    def swept(self, lanes: Sequence[Any], times: Sequence[int], run_time: float) -> None:
        """Let a shadow run over the rows of lanes, in a few steps, so that each is looked at."""
        parts = min(len(times), 8)
        for some in np.array_split(np.array(times), parts):
            rows = VGroup(*(lane[time] for time in some for lane in lanes))
            self.play(Shade(rows, self.theme.dimmed, run_time=run_time / parts / 2))
            self.play(Shade(rows, 1.0, run_time=run_time / parts / 2))
