"""Films that nobody would watch: each is hard for a renderer in one way. Everything random in them is seeded.

They are scenes of the same base as the shipped films, so that both sides make them as they make those.
"""

import os
from functools import cache
from itertools import cycle
from typing import Any, ClassVar

import numpy as np
from manim import Dot, RoundedRectangle, ValueTracker, VGroup, VMobject, linear

from model.trace import ReaderTrace
from scenes.mobjects.motion import Appear, Vanish, ease
from scenes.mobjects.reading import Reading
from scenes.mobjects.text import Label, Numeral
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Vector
from scenes.telling.scene import TraceScene

__all__ = ["FILMS", "LENGTH", "Crowd", "Loop", "Numerals", "Still", "Synthetic"]

SEED = 20261121
LENGTH = "UNROLLED_BENCHMARK_SECONDS"
"""The variable of the environment that says how long :class:`Loop` shall be."""
ROLES = "keeps", "muted", "looks", "memory", "shows", "proposes"


class Synthetic(TraceScene):
    """A film of nothing in particular, in ``plays`` equal animations of ``seconds / plays``."""

    trace_type = ReaderTrace
    model: ClassVar[str] = "reviews"
    text: ClassVar[str] = "not good"
    seconds: ClassVar[float] = 15.0
    plays: ClassVar[int] = 6

    def looked(self, moving: Any = None) -> None:
        """Nobody looks: what moves here was computed by no model, and shows nothing of a trace."""

    def run(self, *, clock: ValueTracker) -> None:
        """Let a clock go from 0 to 1 while the film lasts."""
        for number in range(self.plays):
            to = (number + 1) / self.plays
            self.play(clock.animate.set_value(to), rate_func=linear, run_time=self.seconds / self.plays)


@cache
def printed(value: float, theme: Theme) -> np.ndarray:
    """Return the outline of a number, centred, ``(points, 3)``."""
    points = Numeral(Reading("", (), value), theme=theme, size=theme.label, ink=theme.ink).points
    centred: np.ndarray = points - (points.min(axis=0) + points.max(axis=0)) / 2
    return centred


class Numerals(Synthetic):
    """Numerals that move all the time, each on a way of its own, and whose values change with every frame."""

    title = "Numerals"
    count: ClassVar[int] = 60

    def construct(self) -> None:
        """Let all numerals move."""
        self.act("all of them move")
        clock, swarm = ValueTracker(0.0), self.swarm()
        swarm.add_updater(lambda group: self.place(group, float(clock.get_value())), call_updater=True)
        self.add(swarm, clock)
        self.run(clock=clock)

    def swarm(self) -> VGroup:
        """Return the numerals, and choose their ways: middles, sizes and speeds of ellipses, ``(count, 2)`` each."""
        rng = np.random.default_rng(SEED)
        self.middles = rng.uniform((-5.8, -2.9), (5.8, 2.2), (self.count, 2))
        self.radii = rng.uniform(0.2, 0.7, (self.count, 2))
        self.turns = rng.integers(2, 6, (self.count, 1)) + rng.uniform(0, 1, (self.count, 2))
        colours = cycle(self.theme.colour(role) for role in ROLES)
        return VGroup(*(VMobject(stroke_width=0, fill_color=next(colours), fill_opacity=1) for _ in range(self.count)))

    def place(self, swarm: VGroup, time: float) -> None:
        """Put every numeral where it is at ``time`` (0..1), and let it show the height it has on its way."""
        way = np.sin(2 * np.pi * self.turns * time + self.middles)
        places = np.column_stack([self.middles + self.radii * way, np.zeros(self.count)])
        for numeral, place, value in zip(swarm, places, 9.99 * way[:, 1], strict=True):
            numeral.points = printed(round(float(value), 2), self.theme) + place


class Crowd(Synthetic):
    """``count`` boxes, dots and letters in rows; one of them moves, or all of them if ``together``."""

    title = "Crowd"
    count: ClassVar[int] = 100
    together: ClassVar[bool] = False

    def construct(self) -> None:
        """Let one mobject of the crowd move, or all."""
        self.act("all move" if self.together else "one moves")
        crowd, clock = self.crowd(), ValueTracker(0.0)
        movers = crowd if self.together else VGroup(crowd[self.count // 2])
        home = [member.points.copy() for member in movers]

        def sway(group: Any) -> None:
            """Move all by where the clock is, from where they were."""
            shift = np.array([0.1 * np.sin(4 * np.pi * float(clock.get_value())), 0.0, 0.0])
            for member, points in zip(group, home, strict=True):
                member.points = points + shift

        movers.add_updater(sway)
        still = [] if self.together else [*crowd[: self.count // 2], *crowd[self.count // 2 + 1 :]]
        self.add(*still, movers, clock)
        self.run(clock=clock)

    def crowd(self) -> VGroup:
        """Return the members in rows that fill the picture below the header."""
        columns = int(np.ceil(np.sqrt(self.count * 2)))
        pitch = min(self.frame.width / columns, 5.6 / np.ceil(self.count / columns))
        made = VGroup(*(self.member(number, pitch * 0.7) for number in range(self.count)))
        for number, member in enumerate(made):
            row, column = divmod(number, columns)
            member.move_to((self.frame.stage.left + (column + 0.5) * pitch, 2.7 - (row + 0.5) * pitch, 0))
        return made

    def member(self, number: int, size: float) -> VMobject:
        """Return a box, a dot or a letter, by turns."""
        paint = self.theme.colour(ROLES[number % len(ROLES)])
        if number % 3 == 0:
            return RoundedRectangle(
                width=size, height=size, corner_radius=size / 5, color=paint, fill_opacity=0.4, stroke_width=1
            )
        if number % 3 == 1:
            return Dot(radius=size / 2, color=paint)
        return Label("abcdefgh"[number % 8], theme=self.theme, colour="muted").scale_to_fit_height(size)


class Still(Crowd):
    """A large scene that stands still but for one small motion."""

    title = "Still"
    count = 1500


class Loop(Synthetic):
    """Short beats with captions and readings, over and over, until the film is as long as the environment asks for."""

    title = "Loop"

    def construct(self) -> None:
        """Tell the beats until the film is long enough."""
        self.act("over and over")
        length = float(os.environ.get(LENGTH, self.seconds))
        while self.time < length - 0.1:
            for word in range(len(self.trace.given)):
                with self.beat("What the state is after “{word}”.", word=self.value("tokens", word)):
                    self.show(word)

    def show(self, word: int) -> None:
        """Let a vector come, stay and go."""
        vector = Vector(self.read("hidden", word), theme=self.theme, role="state")
        self.play(Appear(vector, run_time=self.theme.beat))
        self.play(vector.animate.shift((1.0, 0.0, 0.0)), rate_func=ease, run_time=self.theme.beat)
        self.play(Vanish(vector, run_time=self.theme.quick))


FILMS: dict[str, Any] = {"numerals": Numerals, "still": Still, "loop": Loop}
"""Every film here that can be made by its name."""
