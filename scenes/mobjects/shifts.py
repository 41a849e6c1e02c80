"""Moves of what is on screen already: it slides, bends, topples over, gets narrower for a while, or is pointed at."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from manim import PI, Animation, VMobject, rate_functions

from scenes.mobjects.leaves import leaves_of, set_fill
from scenes.mobjects.motion import Own, Shade
from scenes.mobjects.moves import PULSE, Path, glide, turns

__all__ = ["Breathe", "Hop", "Reshape", "Slide", "Swell", "Topple", "pointed", "wave", "waved"]

NEVER = frozenset(("fill", "name", "paint", "text"))
"""What a thing shows by no place and no size of its own."""
WAVE = 0.4
"""Seconds in which a wave is over a thing, at the least."""
LARGE = 3.0
"""Units: what is wider than that would hardly be seen to swell."""


class Slide(Own):
    """A thing goes along ``path`` to its home, where the path ends; it is seen all the way. ``start`` is its size at first."""

    def __init__(self, mobject: VMobject, path: Path, *, start: float = 1.0, **kwargs: Any) -> None:
        self.path, self.start = path, start
        kwargs.setdefault("rate_func", glide)
        super().__init__(mobject, introducer=True, **kwargs)

    def begin(self) -> None:
        """Remember how the thing lies about the end of the path when it is at home."""
        self._home = [(leaf, leaf.points.copy()) for leaf in leaves_of(self.mobject)]
        self._middle = np.array(self.mobject.get_center(), float)
        super().begin()

    def interpolate_mobject(self, alpha: float) -> None:
        share = self.rate_func(alpha)
        place = np.array([*(self.path.at(share) - self.path.end), 0.0]) + self._middle
        scale = self.start + share * (1.0 - self.start)
        for leaf, home in self._home:
            leaf.points = (home - self._middle) * scale + place


class Reshape(Own):
    """Outlines change as ``shape`` says: it returns the points of all of ``parts`` after a share of the way, 0..1."""

    def __init__(
        self, mobject: VMobject, parts: Sequence[VMobject], shape: Callable[[float], Sequence[np.ndarray]], **kwargs: Any
    ) -> None:
        self.parts, self.shape = parts, shape
        kwargs.setdefault("rate_func", glide)
        super().__init__(mobject, introducer=True, **kwargs)

    def interpolate_mobject(self, alpha: float) -> None:
        for part, points in zip(self.parts, self.shape(self.rate_func(alpha)), strict=True):
            part.points = points


class Hop(Own):
    """A bar comes from where the one before it is, ``away`` above its own place and ``long`` times its own length, and changes.

    It grows from ``home`` on along the axis ``along``, 0 or 1: first it comes, then it gets to its own length.
    """

    CAME = 0.4

    def __init__(self, bar: VMobject, *, along: int, home: float, long: float, away: float, **kwargs: Any) -> None:
        self._bar, self._along, self._foot, self._long, self._away = bar, along, home, long, away
        super().__init__(bar, introducer=True, rate_func=lambda alpha: alpha, **kwargs)

    def begin(self) -> None:
        """Remember the outline at home."""
        self._home = self._bar.points.copy()
        super().begin()

    def interpolate_mobject(self, alpha: float) -> None:
        came, changed = min(alpha / self.CAME, 1.0), max((alpha - self.CAME) / (1 - self.CAME), 0.0)
        points, long = self._home.copy(), self._long + glide(changed) * (1 - self._long)
        points[:, self._along] = self._foot + long * (points[:, self._along] - self._foot)
        points[:, 1] += (1 - glide(came)) * self._away
        self._bar.points = points
        set_fill(self._bar, float(alpha > 0))


class Topple(Own):
    """A bar that stood at the place of ``other`` falls to the right, a quarter of a turn, and lies at its own home.

    If it is longer there, it gets so in the second half of its fall, so that it never reaches much higher than it stood.
    """

    def __init__(self, mobject: VMobject, other: VMobject, **kwargs: Any) -> None:
        self.other = other
        kwargs.setdefault("rate_func", glide)
        super().__init__(mobject, introducer=True, **kwargs)

    def begin(self) -> None:
        """Remember where it lies, how it stood, and between the two an even change of size."""
        self._home, self._lies = self.mobject.points.copy(), np.array(self.mobject.get_center(), float)
        self._stood = np.array(self.other.get_center(), float)
        wide, high = max(float(self.mobject.width), 1e-6), max(float(self.mobject.height), 1e-6)
        self._feet = float(self.other.get_bottom()[1]), float(self.mobject.get_bottom()[1])
        self._scale = np.array([float(self.other.height) / wide, float(self.other.width) / high, 1.0])
        super().begin()

    def interpolate_mobject(self, alpha: float) -> None:
        share = self.rate_func(alpha)
        turn = (1 - share) * PI / 2
        sized = (self._home - self._lies) * (self._scale + max(0.0, 2 * share - 1) * (1.0 - self._scale))
        x, y = sized[:, 0].copy(), sized[:, 1].copy()
        sized[:, 0], sized[:, 1] = x * np.cos(turn) - y * np.sin(turn), x * np.sin(turn) + y * np.cos(turn)
        place = self._stood + np.array([share, glide(share) if share < 1 else 1.0, 0.0]) * (self._lies - self._stood)
        foot = self._feet[0] + share * (self._feet[1] - self._feet[0])
        place[1] += max(0.0, foot - float(sized[:, 1].min() + place[1]))  # a long one would sink below where it lies
        self.mobject.points = sized + place


class Breathe(Own):
    """Something gets narrower about its middle, and is again as it was at the end: so it is pointed at."""

    LEAST = 0.72

    def begin(self) -> None:
        """Remember the outlines at home, and the middle."""
        self._home = [(leaf, leaf.points.copy()) for leaf in leaves_of(self.mobject)]
        self._middle = float(self.mobject.get_x())
        super().begin()

    def interpolate_mobject(self, alpha: float) -> None:
        wide = 1 - (1 - self.LEAST) * float(rate_functions.there_and_back(alpha))
        for leaf, home in self._home:
            points = home.copy()
            points[:, 0] = self._middle + wide * (points[:, 0] - self._middle)
            leaf.points = points


class Swell(Own):
    """Something gets larger about its middle, and is again as it was at the end: so it is pointed at.

    It grows by a quarter, but a long thing by so much less that its ends go no further than ``SPREAD``, in units.
    """

    MOST, SPREAD = 1.25, 0.08

    def begin(self) -> None:
        """Remember the outlines at home, the middle, and how large it gets."""
        self._home = [(leaf, leaf.points.copy()) for leaf in leaves_of(self.mobject)]
        self._middle = np.array(self.mobject.get_center(), float)
        long = max(float(self.mobject.width), float(self.mobject.height), 1e-6)
        self._more, self._last = min(self.MOST - 1, 2 * self.SPREAD / long), 1.0
        super().begin()

    def interpolate_mobject(self, alpha: float) -> None:
        scale = 1 + self._more * float(rate_functions.there_and_back(alpha))
        if scale == self._last:
            return  # it may swell again, or move, in another part of the time
        self._last = scale
        for leaf, home in self._home:
            leaf.points = self._middle + scale * (home - self._middle) if scale > 1 else home.copy()


def pointed(things: Sequence[VMobject], run_time: float, **how: Any) -> list[Animation]:
    """Return animations in which things are pointed at one after the other: they swell and are as they were.

    Those that are large, or whose place or size is that of a value, go dim in place of that.
    """
    windows = turns(len(things))
    return [_pointed(each, window=own, run_time=run_time, **how) for each, own in zip(things, windows, strict=True)]


def wave(count: int, run_time: float, first: float = 0.0) -> list[tuple[float, float]]:
    """Return the windows of many moves of which each begins a little after the one before: none is over too soon to be seen.

    They are in what is left of the time after its ``first`` part.
    """
    long = min(max(2 / (count + 1), WAVE / run_time), 1.0) * (1 - first)
    return [(start, start + long) for start in np.linspace(first, 1 - long, count).tolist()]


def waved(things: Sequence[VMobject], run_time: float, first: float = 0.0) -> list[Animation]:
    """Return animations in which many things are pointed at, as a wave runs over them; see :func:`wave`."""
    windows = wave(len(things), run_time, first)
    return [_pointed(each, window=own, run_time=run_time) for each, own in zip(things, windows, strict=True)]


def _pointed(thing: VMobject, **how: Any) -> Animation:
    told = (each for part in thing.get_family() if hasattr(part, "displays") for each in part.displays())
    if float(thing.width) > LARGE or any(each.aspect not in NEVER for each in told):
        return Shade(thing, PULSE, rate_func=rate_functions.there_and_back, **how)
    return Swell(thing, **how)
