"""Things that pass: into an operator and out of it, and from place to place.

Each goes in a window of its own within the run time that it shares with others, so that a whole convoy is played at once.
"""

from collections.abc import Sequence
from math import acos, pi
from typing import Any, cast

import numpy as np
from manim import Animation, AnimationGroup, VMobject, rate_functions

from scenes.mobjects.leaves import opacities_of, set_opacities
from scenes.mobjects.motion import Shade, ease
from scenes.mobjects.moves import Enter, Path, Travel, turns
from scenes.mobjects.theme import Dimmed
from scenes.mobjects.wires import Operator, Point

__all__ = ["Dock", "Fold", "Go", "Halt", "Pass", "Ride", "below", "docked", "emitted", "even", "in_turn", "window"]

even = rate_functions.linear
"""How a convoy moves: all at one pace."""
EDGES = {"left": (0, 1), "right": (0, -1), "bottom": (1, 1), "top": (1, -1)}
"""The axis of an edge, and 1 where what is below it there is seen, -1 where it is what is above."""
NOTHING = 1e-6
"""Units that are no length."""
RESTS = 0.14
"""Such a part of its time a ride rests that does so on its way."""
GOES = 0.14
"""In such a part of the time something goes into an operator that has waited beside it."""
READ = 2.5
"""So many times half its width something is behind an operator, and read, when what it is made of goes in."""
SHRINKS = 0.6
"""After such a share of its way what goes into a door begins to shrink."""
LATE = 0.5
"""The part of its size that is cut away, from which on a shape fades: so that no sliver is seen."""
BEFORE = 0.05
"""So far before the edge a numeral begins to fade, in units: it is gone when it is there."""


def window(start: float, length: float, whole: float) -> tuple[float, float]:
    """Return a stretch of time, in seconds, as a part of the whole."""
    return start / whole, min((start + length) / whole, 1.0)


def in_turn(things: Sequence[VMobject], level: float | Dimmed, **how: Any) -> list[Animation]:
    """Return animations that bring things to an opacity, or to how they look dimmed, one after the other.

    All at once they would do it too slowly to be seen.
    """
    return [Shade(each, level, window=own, **how) for each, own in zip(things, turns(len(things)), strict=True)]


class Pass(Travel):
    """A thing goes along ``path``, its middle on it, wherever it is now.

    ``cut`` names an edge that it goes in at, or comes out of, and where that is: ("left", x) lets it be seen left of x only, so
    that it covers no operator that it goes into. Its numerals are gone before they are so near to the edge as ``clear``, and come
    only behind: an operator is round, and may lie over it. ``door`` names another edge, of what it comes out of: that counts up
    to the first corner of its way, which may lead back over it. ``start`` and ``end`` are sizes, as a share of what it has when
    this is made; from one to the other it goes between two shares of its way, ``sized``.
    """

    def __init__(
        self,
        thing: VMobject,
        path: Path,
        *,
        cut: tuple[str, float] | None = None,
        door: tuple[str, float] | None = None,
        clear: float = 0.0,
        there: bool = False,
        sized: tuple[float, float] = (0.0, 1.0),
        **kwargs: Any,
    ) -> None:
        self.cut, self.door, self._clear, self._sized = cut, door, clear, sized
        (x, y), (to_x, to_y) = path.corners[:2] if len(path.corners) > 1 else path.corners * 2
        self._leaves = float(np.hypot(to_x - x, to_y - y)) / max(path.length, NOTHING)
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
        if self.door is not None and self.rate_func(alpha) < self._leaves:
            self._cut(*self.door)

    def _cut(self, side: str, edge: float) -> None:
        """Cut away what is beyond the edge: of shapes that, and of numerals, which cannot be cut, the paint."""
        axis, sign = EDGES[side]
        leaves = [leaf for leaf, *_ in self._home]
        shapes = [leaf for leaf in leaves if not hasattr(leaf, "phrase")]
        ways = [-sign * leaf.points[:, axis] for leaf in shapes or leaves]  # so that what is to be seen is above the edge
        low, high, limit = min(map(np.min, ways)), max(map(np.max, ways)), -sign * edge
        gone = float(np.clip((limit - low) / max(high - low, NOTHING), 0.0, 1.0))
        for leaf, *_ in self._home:
            if hasattr(leaf, "phrase"):
                apart = float(np.min(-sign * leaf.points[:, axis])) - limit - self._clear
                _fade(leaf, float(np.clip(apart / BEFORE, 0.0, 1.0)))
        for leaf, way in zip(shapes, ways, strict=False):  # of a text alone there are ways, and no shapes
            if way.max() <= limit + NOTHING:
                _fade(leaf, 0.0)
                continue
            points = leaf.points.copy()
            points[:, axis] = (np.minimum if sign > 0 else np.maximum)(points[:, axis], edge)
            leaf.points = points
            _fade(leaf, min(1.0, (1 - gone) / LATE))


def _fade(leaf: VMobject, share: float) -> None:
    set_opacities(leaf, *(share * opacity for opacity in opacities_of(leaf)))


def emitted(thing: VMobject, *points: Point, start: float = 1.0, **how: Any) -> Pass:
    """Return the move of a copy of a thing, out of its edge at the first of some points, into the door that is the last.

    No part of it lies on the thing that it comes out of; ``start`` is its size, as a share of that of the thing.
    """
    (x, y), (to_x, to_y) = points[:2]
    axis = int(abs(to_y - y) > abs(to_x - x))
    ahead = 1 if (to_x - x, to_y - y)[axis] > 0 else -1
    inside = [x, y]
    inside[axis] -= ahead * start * (thing.width, thing.height)[axis] / 2
    edge = (("left", "right"), ("bottom", "top"))[axis][ahead > 0]
    way = Path((inside[0], inside[1]), *points[1:])
    copy = thing.copy().move_to((*points[-1], 0.0))
    how = {"leaves": True, "sized": (SHRINKS, 1.0), "end": Enter.SMALLEST * start, **how}
    return Pass(copy, way, start=start, cut=(edge, (x, y)[axis]), **how)


class Go(Travel):
    """A thing that is there goes along ``path``, which begins where it is, to the end of it, and stays; or it ``leaves``.

    ``end`` is its size there, as a share of that at the beginning.
    """

    def __init__(self, thing: VMobject, path: Path, *, end: float = 1.0, leaves: bool = False, **kwargs: Any) -> None:
        super().__init__(thing, path, end=end, leaves=leaves, there=True, introducer=False, **kwargs)

    def _here(self) -> np.ndarray:
        return self.path.at(0.0)


class Dock(Pass):
    """A thing comes to a place beside an operator, waits there to be read, and goes into it till nothing of it is seen.

    ``path`` leads to that place, in the first of the two parts of its time up to which it comes and ``waits``; ``cut`` names the
    edge of the operator. Where it waits it has arrived: what comes out of the operator may come then. ``end`` is its size when
    it is in, as a share of that beside it.
    """

    def __init__(
        self, thing: VMobject, path: Path, *, cut: tuple[str, float], waits: tuple[float, float], end: float = 1.0, **kwargs: Any
    ) -> None:
        axis, sign = EDGES[cut[0]]
        into = path.end.copy()
        into[axis] = cut[1] + sign * end * (thing.width, thing.height)[axis] / 2
        whole = Path(*path.corners, (float(into[0]), float(into[1])))
        beside = path.length / whole.length

        def rate(share: float) -> float:
            comes, goes = (
                ease(float(np.clip(part, 0.0, 1.0)))
                for part in (share / max(waits[0], NOTHING), (share - waits[1]) / max(1 - waits[1], NOTHING))
            )
            return beside * comes + (1 - beside) * goes

        kwargs = {"leaves": True, "sized": (beside, 1.0), "rate_func": rate, **kwargs}
        super().__init__(thing, whole, cut=cut, end=end, **kwargs)
        self.ready = waits[0]


class Fold(Go):
    """A thing that is there goes along ``path`` and folds up on it, so small at the ``end``; what is written on it goes first."""

    WRITTEN = 0.3  # the share of its way on which that goes

    def __init__(self, thing: VMobject, path: Path, *, end: float, **kwargs: Any) -> None:
        super().__init__(thing, path, end=end, leaves=True, **kwargs)

    def interpolate_mobject(self, alpha: float) -> None:
        super().interpolate_mobject(alpha)
        for leaf, *_ in self._home:
            if hasattr(leaf, "phrase"):
                _fade(leaf, max(0.0, 1 - self.rate_func(alpha) / self.WRITTEN))


def docked(
    thing: VMobject, path: Path, cut: tuple[str, float], times: tuple[float, float, float], seconds: float, **how: Any
) -> Dock:
    """Return the animation in which something comes along a path to wait beside an operator, and goes into it.

    ``times`` are parts of so many ``seconds``: when it sets out, when it waits, and when it goes in. ``how`` is for the dock.
    """
    start, comes, goes = times
    end = min(goes + GOES, 1.0)
    waits = ((comes - start) / (end - start), (goes - start) / (end - start))
    return Dock(thing, path, cut=cut, waits=waits, window=(start, end), run_time=seconds, **how)


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

    def behind(self, x: float, half: float) -> float:
        """Return after which part of the run time something was read behind an x, that is twice as wide as ``half``."""
        return min(self.when(min(x + READ * half, self.goal)), 1 - GOES)

    def through(
        self,
        signs: Sequence[Operator],
        old: VMobject,
        new: VMobject,
        causes: Sequence[VMobject] = (),
        *,
        there: bool = False,
        apart: float = 0.0,
    ) -> list[Pass]:
        """Return animations in which something stops before operators, and is something ``new``, as wide, behind the last one.

        Both are to be read at once before the first of them goes in, which stops so far ``apart`` from the operators. What is
        ``there`` already is on screen when it sets out.
        """
        (first, near), (last, far) = ((float(each.get_x()), float(each.width) / 2) for each in (signs[0], signs[-1]))
        half = float(new.width) / 2
        stops = max(self.start, first - near - half - apart)
        way = Path((self.start, float(old.get_y())), (stops, float(old.get_y())))
        comes, goes = self.when(stops), self.behind(last + far, half)
        times = self.when(self.start), comes, goes
        into = docked(old, way, ("left", first), times, self.seconds, clear=near, there=there)
        out = self.along(new, last - half, self.goal, cut=("right", last), clear=far, causes=[*causes, old])
        return [into, out]


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
