"""The four moves: values travel along wires, meet at operators, merge into sums, and are handed over to what comes next.

Each of them works on the very mobject that stays on screen: its home is where it is when the animation is made, and the move says
where it comes from. What it was copied from is another mobject, which stays legible where it is.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, ClassVar

import numpy as np
from manim import Animation, AnimationGroup, ManimColor, VMobject, rate_functions

from scenes.mobjects.leaves import leaves_of, opacities_of, set_opacities
from scenes.mobjects.motion import Own, Shade
from scenes.mobjects.theme import Theme
from scenes.mobjects.wires import Point, Wire

__all__ = [
    "PULSE",
    "Enter",
    "Extend",
    "Flow",
    "Grow",
    "Light",
    "Path",
    "Travel",
    "glide",
    "in_turn",
    "retired",
    "sent",
    "turns",
]

glide = rate_functions.smootherstep
"""How a single thing moves: at rest at both ends, and without a jerk."""
CORNER = 0.14
"""How much of either side of a corner is cut by a path, in units."""
PULSE, BRIGHT = 0.35, 0.2
"""The opacity to which something goes, and back, that is pointed at; how near to that of light a colour is that is as bright."""
NOTHING = 1e-4
"""The share of its length that a bar has before it grows: a length of nought would lose its place."""


class Path:
    """A way through ``points`` (x, y), its corners cut, that is gone at an even pace.

    ``length`` is in units, ``at`` says where one is after a share of it, ``corners`` are the points. Of points that are equal to
    the one before one counts; one point alone is a way that leads nowhere.
    """

    def __init__(self, *points: Point) -> None:
        rough = [np.array(point, float) for point in points]
        kept = rough[:1] + [after for before, after in pairwise(rough) if not np.allclose(before, after)]
        self.corners = [(float(x), float(y)) for x, y in kept]
        self._points = np.array(_cut(kept))
        steps = np.linalg.norm(np.diff(self._points, axis=0), axis=1)
        self._reached = np.concatenate([[0.0], np.cumsum(steps)])
        self.length = float(self._reached[-1])

    @property
    def end(self) -> np.ndarray:
        """Where it ends, ``(2,)``."""
        end: np.ndarray = self._points[-1]
        return end

    @property
    def dots(self) -> np.ndarray:
        """The places between which it is straight, ``(dot, 2)``: its ends, and five for each corner that is cut."""
        return self._points.copy()

    def at(self, share: float | np.ndarray) -> np.ndarray:
        """Return the place at a share of the way, 0..1, as ``(2,)``; at several shares, ``(2, share)``."""
        along = share * self.length
        return np.array([np.interp(along, self._reached, axis) for axis in self._points.T])


def _cut(points: list[np.ndarray]) -> list[np.ndarray]:
    """Return a path with the corner at each inner point rounded by four chords."""
    if len(points) < 3:
        return points
    smooth = [points[0]]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        room = min(CORNER, np.linalg.norm(corner - before) / 2, np.linalg.norm(after - corner) / 2)
        start = corner + room * (before - corner) / np.linalg.norm(before - corner)
        end = corner + room * (after - corner) / np.linalg.norm(after - corner)
        shares = np.linspace(0.0, 1.0, 5)[:, np.newaxis]
        smooth += list((1 - shares) ** 2 * start + 2 * shares * (1 - shares) * corner + shares**2 * end)
    return [*smooth, points[-1]]


class Travel(Own):
    """A thing, with all that is written on it, goes along ``path`` to its home, where the path ends, and stays there.

    ``start`` is its size at the beginning, as a share of that at home: it grows or shrinks on the way, to ``end`` times its size.
    It is not seen before it sets out, unless it is ``there`` already; with ``leaves`` it is gone when it arrives, so give it a
    copy. ``along`` are the wires that it keeps to: the audit holds it to them, as to any wire that begins where it sets out or
    ends where it arrives. ``causes`` are the things that have to arrive before it sets out; ``ready`` is the part of its time
    after which it has arrived where it is used.
    """

    def __init__(
        self,
        mobject: VMobject,
        path: Path,
        *,
        start: float = 1.0,
        end: float = 1.0,
        leaves: bool = False,
        along: Sequence[Wire] = (),
        there: bool = False,
        **kwargs: Any,
    ) -> None:
        self.path, self.start, self.end, self.along, self.ready = path, start, end, tuple(along), 1.0
        self._seen = 0.0 if there else 1e-9, 1.0 if leaves else 2.0
        kwargs = {"rate_func": glide, "introducer": True, **kwargs}
        super().__init__(mobject, remover=leaves, **kwargs)

    def begin(self) -> None:
        """Remember how the thing lies about a place of the path: its end, if it is at home."""
        self._home = [(leaf, leaf.points.copy(), *opacities_of(leaf)) for leaf in leaves_of(self.mobject)]
        self._middle = np.array(self.mobject.get_center(), float)
        self._off = self._middle[:2] - self._here()
        super().begin()

    def _here(self) -> np.ndarray:
        """Return the place of the path at which the thing is now, ``(2,)``."""
        return self.path.end

    @property
    def track(self) -> np.ndarray:
        """The way of its middle, as places a hundredth of it apart, ``(place, 2)``; once it has begun."""
        track: np.ndarray = self.path.at(np.linspace(0.0, 1.0, 101)).T + self._off
        return track

    @property
    def half(self) -> np.ndarray:
        """Half its width and height, ``(2,)``, where ``start`` and ``end`` are measured by; once it has begun."""
        size: np.ndarray = np.ptp(np.concatenate([points[:, :2] for _, points, *_ in self._home]), axis=0)
        return size / 2

    @property
    def due(self) -> np.ndarray:
        """Left, foot, right and head of all its outlines where its way has it by now, ``(4,)``; once it has begun.

        Of one that is cut, a part may be missing.
        """
        share = float(self.rate_func(self.reached))
        scale = self.start + self._grown(share) * (self.end - self.start)
        points = np.concatenate([points[:, :2] for _, points, *_ in self._home])
        box = (np.array([points.min(axis=0), points.max(axis=0)]) - self._middle[:2]) * scale
        due: np.ndarray = (box + self.path.at(share) + self._off).reshape(4)
        return due

    def _grown(self, share: float) -> float:
        """Return how far it has come from one size to the other after a share of the way."""
        return share

    def interpolate_mobject(self, alpha: float) -> None:
        share, seen = self.rate_func(alpha), self._seen[0] <= alpha < self._seen[1]
        place = np.array([*(self.path.at(share) + self._off), self._middle[2]])
        scale = self.start + self._grown(share) * (self.end - self.start)
        for leaf, home, fill, stroke in self._home:
            leaf.points = (home - self._middle) * scale + place
            set_opacities(leaf, fill * seen, stroke * seen)


class Enter(Travel):
    """A thing goes along ``path`` to a door, and as good as vanishes in it: it keeps its size till it is near."""

    SMALLEST, LATE = 0.06, 4  # its size in the door; the power of its way by which it shrinks

    def __init__(self, mobject: VMobject, path: Path, *, start: float = 1.0, **kwargs: Any) -> None:
        super().__init__(mobject, path, start=start, end=self.SMALLEST * start, leaves=True, **kwargs)

    def _grown(self, share: float) -> float:
        return float(share**self.LATE)


def sent(thing: VMobject, *points: Point, **kwargs: Any) -> Enter:
    """Return the move of a copy of a thing through points into the door that is the last of them; the thing itself stays."""
    return Enter(thing.copy().move_to((*points[-1], 0.0)), Path(*points), **kwargs)


class Flow(AnimationGroup):
    """Things go one after the other, each along its own path, as in a convoy: the next sets out ``lag`` of a run time later.

    All are as long on their way, ``run_time`` is that of the whole.
    """

    def __init__(self, things: Sequence[VMobject], paths: Sequence[Path], *, lag: float, run_time: float, **kwargs: Any) -> None:
        each = run_time / (1 + lag * (len(things) - 1))
        ways = [Travel(thing, path, run_time=each, **kwargs) for thing, path in zip(things, paths, strict=True)]
        super().__init__(*ways, lag_ratio=lag)


class Grow(Own):
    """A bar, or several, grow out of an edge to their full length and stay: ``edge`` is "left", "right", "top" or "bottom".

    With ``start`` they begin at that share of their length, seen once their window begins. ``leaves`` lets them shrink into the
    edge and go.
    """

    EDGES: ClassVar = {"left": (0, -1), "right": (0, 1), "bottom": (1, -1), "top": (1, 1)}

    def __init__(self, mobject: VMobject, edge: str, *, start: float = 0.0, leaves: bool = False, **kwargs: Any) -> None:
        self._axis, self._side = self.EDGES[edge]
        self.least, self._leaves = max(start, NOTHING), leaves
        kwargs.setdefault("rate_func", glide)
        super().__init__(mobject, introducer=not leaves, remover=leaves, **kwargs)

    def begin(self) -> None:
        """Remember the outlines at full length, and the line that they grow from."""
        self._home = [(leaf, leaf.points.copy(), *opacities_of(leaf)) for leaf in leaves_of(self.mobject)]
        ends = [points[:, self._axis] for _, points, *_ in self._home]
        self._from = max(map(np.max, ends)) if self._side > 0 else min(map(np.min, ends))
        super().begin()

    def interpolate_mobject(self, alpha: float) -> None:
        done = self.rate_func(alpha)
        share = self.least + (1 - self.least) * (1 - done if self._leaves else done)
        seen = alpha > 0 or not self.is_introducer() or (self.least > NOTHING and not self.window[0])
        for leaf, home, fill, stroke in self._home:
            points = home.copy()
            points[:, self._axis] = self._from + share * (home[:, self._axis] - self._from)
            leaf.points = points
            set_opacities(leaf, fill * seen, stroke * seen)


class Extend(Own):
    """A wire is drawn from its start to its end; its head comes in on the last stretch."""

    LAST = 0.85

    def __init__(self, wire: Wire, **kwargs: Any) -> None:
        kwargs.setdefault("rate_func", glide)
        self._wire, self._line = wire, wire.line
        super().__init__(wire, introducer=True, **kwargs)

    @property
    def corners(self) -> np.ndarray:
        """The places between which the whole wire is drawn, ``(place, 2)``; once it has begun."""
        return self._wire.through(self._whole)

    def begin(self) -> None:
        """Remember the whole line, and how opaque it and the head are."""
        self._whole, self._stroke = self._line.copy(), opacities_of(self._line)[1]
        self._heads = [(leaf, leaf.get_fill_opacity()) for leaf in leaves_of(self.mobject) if leaf is not self._line]
        super().begin()

    def interpolate_mobject(self, alpha: float) -> None:
        share = self.rate_func(alpha)
        if share >= 1:
            self._line.points = self._whole.points.copy()
        else:
            self._line.pointwise_become_partial(self._whole, 0, max(share, 1e-3))
        set_opacities(self._line, 0.0, self._stroke if alpha > 0 else 0.0)  # no dot before it begins
        for leaf, opacity in self._heads:
            late = max(0.0, share - self.LAST) / (1 - self.LAST)
            leaf.set_fill(opacity=opacity * late)


class Light(Own):
    """An operator lights up while something happens in it, and is again as it was at the end.

    Lines that are as bright already grow wider, and what has no lines goes dim in their place: one would see nothing else.
    """

    def __init__(self, operator: VMobject, theme: Theme, **kwargs: Any) -> None:
        self._paint = ManimColor(theme.ink).to_rgb()
        kwargs.setdefault("rate_func", rate_functions.there_and_back)
        super().__init__(operator, **kwargs)

    def begin(self) -> None:
        """Remember the colours of its lines; or their widths, or how opaque it is, if these are what is to change."""
        lines = [leaf for leaf in leaves_of(self.mobject) if leaf.get_stroke_width()]
        self._lines = [(leaf, leaf.stroke_rgbas.copy()) for leaf in lines]
        bright = all(np.abs(paint[:, :3] - self._paint).max() < BRIGHT for _, paint in self._lines)
        self._widths = [(leaf, float(leaf.get_stroke_width())) for leaf in lines if bright]
        self._filled = [] if lines else [(leaf, *opacities_of(leaf)) for leaf in leaves_of(self.mobject)]
        super().begin()

    def interpolate_mobject(self, alpha: float) -> None:
        share = self.rate_func(alpha)
        for leaf, paint in self._lines:
            mixed = paint.copy()
            mixed[:, :3] += share * (self._paint - paint[:, :3])
            leaf.stroke_rgbas = mixed
        for leaf, width in self._widths:
            leaf.stroke_width = width * (1 + share)
        for leaf, fill, stroke in self._filled:
            set_opacities(leaf, fill * (1 - share * (1 - PULSE)), stroke)


def turns(count: int) -> list[tuple[float, float]]:
    """Return the windows of so many moves that come one after the other and take as long each, in parts of the time of all."""
    return [(number / count, (number + 1) / count) for number in range(count)]


def in_turn(groups: Sequence[Sequence[VMobject]], theme: Theme, seconds: float) -> list[Animation]:
    """Return animations in which groups of operators light up one after the other, in so many seconds in all."""
    pairs = zip(groups, turns(len(groups)), strict=True)
    return [Light(each, theme, window=own, run_time=seconds) for group, own in pairs for each in group]


def retired(things: Sequence[VMobject], theme: Theme, run_time: float) -> list[Animation]:
    """Return animations that dim what has done its part and stays to be read."""
    return [Shade(each, theme.dimmed, run_time=run_time) for each in things]
