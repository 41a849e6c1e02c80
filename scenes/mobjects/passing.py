"""Things that pass: into an operator and out of it, and from place to place.

Each goes in a window of its own within the run time that it shares with others, so that a whole convoy is played at once.
"""

from collections.abc import Sequence
from math import acos, pi
from typing import Any, cast

import numpy as np
from manim import Animation, AnimationGroup, VMobject, rate_functions

from scenes.mobjects.leaves import opacities_of, set_opacities
from scenes.mobjects.motion import ease
from scenes.mobjects.moves import Path, Travel

__all__ = ["Go", "Halt", "Pass", "Ride", "below", "even", "window"]

even = rate_functions.linear
"""How a convoy moves: all at one pace."""
EDGES = {"left": (0, 1), "right": (0, -1), "bottom": (1, 1), "top": (1, -1)}
"""The axis of an edge, and 1 where what is below it there is seen, -1 where it is what is above."""
NOTHING = 1e-6
"""Units that are no length."""
RESTS = 0.14
"""Such a part of its time a ride rests that does so on its way."""
LATE = 0.5
"""The part of its size that is cut away, at which a numeral is gone, and from which on shapes fade: so that no sliver is seen."""


def window(start: float, length: float, whole: float) -> tuple[float, float]:
    """Return a stretch of time, in seconds, as a part of the whole."""
    return start / whole, min((start + length) / whole, 1.0)


class Pass(Travel):
    """A thing goes along ``path``, its middle on it, wherever it is now.

    ``cut`` names an edge that it goes in at, or comes out of, and where that is: ("left", x) lets it be seen left of x only, so
    that it covers no operator that it goes into. ``start`` and ``end`` are sizes, as a share of what it has when this is made;
    from one to the other it goes between two shares of its way, ``sized``.
    """

    def __init__(
        self,
        thing: VMobject,
        path: Path,
        *,
        cut: tuple[str, float] | None = None,
        there: bool = False,
        sized: tuple[float, float] = (0.0, 1.0),
        **kwargs: Any,
    ) -> None:
        self.cut, self._sized = cut, sized
        super().__init__(thing, path, there=there, introducer=not there, **kwargs)

    def begin(self) -> None:
        """Remember how the thing lies about its middle."""
        self._last: float | None = None
        super().begin()

    def _here(self) -> np.ndarray:
        here: np.ndarray = self._middle[:2]
        return here

    def _grown(self, share: float) -> float:
        return float(np.interp(share, self._sized, (0.0, 1.0)))

    def interpolate_mobject(self, alpha: float) -> None:
        if alpha == self._last:
            return  # of a convoy, most are not on their way
        self._last = alpha
        super().interpolate_mobject(alpha)
        if self.cut is not None:
            self._cut(*self.cut)

    def _cut(self, side: str, edge: float) -> None:
        """Cut away what is beyond the edge: of shapes that, and of numerals, which cannot be cut, the paint."""
        axis, sign = EDGES[side]
        shapes = [leaf for leaf, *_ in self._home if not hasattr(leaf, "phrase")]
        ways = [-sign * leaf.points[:, axis] for leaf in shapes]  # so that what is to be seen is above the edge
        low, high, limit = min(map(np.min, ways)), max(map(np.max, ways)), -sign * edge
        gone = float(np.clip((limit - low) / max(high - low, NOTHING), 0.0, 1.0))
        for leaf, *_ in self._home:
            if hasattr(leaf, "phrase"):
                _fade(leaf, max(0.0, 1 - gone / LATE))
        for leaf, way in zip(shapes, ways, strict=True):
            if way.max() <= limit + NOTHING:
                _fade(leaf, 0.0)
                continue
            points = leaf.points.copy()
            points[:, axis] = (np.minimum if sign > 0 else np.maximum)(points[:, axis], edge)
            leaf.points = points
            _fade(leaf, min(1.0, (1 - gone) / LATE))


def _fade(leaf: VMobject, share: float) -> None:
    set_opacities(leaf, *(share * opacity for opacity in opacities_of(leaf)))


class Go(Travel):
    """A thing that is there goes along ``path``, which begins where it is, to the end of it, and stays; or it ``leaves``.

    ``end`` is its size there, as a share of that at the beginning.
    """

    def __init__(self, thing: VMobject, path: Path, *, end: float = 1.0, leaves: bool = False, **kwargs: Any) -> None:
        super().__init__(thing, path, end=end, leaves=leaves, there=True, introducer=False, **kwargs)

    def _here(self) -> np.ndarray:
        return self.path.at(0.0)


class Ride:
    """A way from left to right, from the x ``start`` to ``goal``, in a part of so many ``seconds``: at rest at both ends.

    All that goes along with it, in stretches of its own, goes as one: it is where the ride is at every moment, or aside of it.
    """

    def __init__(self, start: float, goal: float, seconds: float, window: tuple[float, float] = (0.0, 1.0)) -> None:
        self.start, self.goal, self.seconds, self._window = start, goal, seconds, window

    def at(self, reached: float) -> float:
        """Return the x after a part of the run time."""
        first, last = self._window
        done = float(np.clip((reached - first) / (last - first), 0.0, 1.0))
        return self.start + ease(done) * (self.goal - self.start)

    def when(self, x: float) -> float:
        """Return after which part of the run time an x is reached."""
        first, last = self._window
        share = float(np.clip((x - self.start) / (self.goal - self.start), 0.0, 1.0))
        return first + (last - first) * acos(1 - 2 * share) / pi

    def along(self, thing: VMobject, first: float, last: float, *, aside: float = 0.0, **how: Any) -> Pass:
        """Return the animation in which a thing goes with it from an x to another, ``aside`` of it; ``how`` is for the pass."""
        span, y = (self.when(first), self.when(last)), float(thing.get_y())

        def rate(share: float) -> float:
            return float(np.clip((self.at(span[0] + share * (span[1] - span[0])) - first) / (last - first), 0.0, 1.0))

        way = Path((first + aside, y), (last + aside, y))
        return Pass(thing, way, window=span, rate_func=rate, run_time=self.seconds, **how)

    def through(
        self, x: float, old: VMobject, new: VMobject, causes: Sequence[VMobject] = (), *, there: bool = False
    ) -> list[Pass]:
        """Return animations in which something passes an x and is something ``new``, as wide, on the other side of it.

        What is ``there`` already is on screen when it sets out.
        """
        half = float(new.width) / 2
        return [
            self.along(old, self.start, x + half, cut=("left", x), there=there, leaves=True),
            self.along(new, x - half, self.goal, cut=("right", x), causes=causes),
        ]


class Halt(Ride):
    """A ride that rests on its way at the x ``halt``, for :data:`RESTS` of its time; when that is reached it begins to rest."""

    def __init__(self, start: float, halt: float, goal: float, seconds: float, window: tuple[float, float] = (0.0, 1.0)) -> None:
        super().__init__(start, goal, seconds, window)
        first, last = window
        rests = RESTS * (last - first)
        arrives = first + (last - first - rests) * (halt - start) / (goal - start)
        self.halt, self.departs = halt, arrives + rests
        self._legs = Ride(start, halt, seconds, (first, arrives)), Ride(halt, goal, seconds, (self.departs, last))

    def at(self, reached: float) -> float:
        """Return the x after a part of the run time."""
        return self._legs[int(reached >= self.departs)].at(reached)

    def when(self, x: float) -> float:
        """Return after which part of the run time an x is reached."""
        return self._legs[int((x - self.halt) * (self.goal - self.start) > NOTHING)].when(x)


def below(moves: Sequence[Animation]) -> list[Animation]:
    """Let copies that are on their way pass below what is written; return the animations."""
    for move in moves:
        if isinstance(move, AnimationGroup):
            below(move.animations)
        elif move.is_remover():
            cast(VMobject, move.mobject).set_z_index(-1)
    return list(moves)
