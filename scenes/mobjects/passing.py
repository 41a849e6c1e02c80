"""Things that pass: into an operator and out of it, from place to place, and from one state to the next.

A :class:`Pass` has a window of its own within the run time that it shares with others, so that a whole convoy is played at once.
"""

from typing import Any, ClassVar

import numpy as np
from manim import VMobject, rate_functions

from scenes.mobjects.leaves import leaves_of, opacities_of, set_fill, set_opacities
from scenes.mobjects.motion import Own
from scenes.mobjects.moves import Path, glide

__all__ = ["Go", "Pass", "Restate", "even", "window"]

even = rate_functions.linear
"""How a convoy moves: all at one pace."""
EDGES = {"left": (0, 1), "right": (0, -1), "bottom": (1, 1), "top": (1, -1)}
"""The axis of an edge, and 1 where what is below it there is seen, -1 where it is what is above."""
NOTHING = 1e-6
"""Units that are no length."""
LATE = 0.5
"""The part of its size that is cut away, at which a numeral is gone."""


def window(start: float, length: float, whole: float) -> tuple[float, float]:
    """Return a stretch of time, in seconds, as a part of the whole."""
    return start / whole, min((start + length) / whole, 1.0)


class Pass(Own):
    """A thing goes along ``path``, its middle on it, in a part of the run time, ``window``.

    It is not seen before it sets out, unless it is ``here``; it stays at the end, or ``leaves``. ``cut`` names an edge that it
    goes in at, or comes out of, and where that is: ("left", x) lets it be seen left of x only, so that it covers no operator
    that it goes into. ``start`` and ``end`` are sizes, as a share of what it has when this is made.
    """

    def __init__(
        self,
        thing: VMobject,
        path: Path,
        *,
        window: tuple[float, float] = (0.0, 1.0),
        cut: tuple[str, float] | None = None,
        start: float = 1.0,
        end: float = 1.0,
        leaves: bool = False,
        here: bool = False,
        pace: Any = glide,
        **kwargs: Any,
    ) -> None:
        self.path, self.window, self.cut, self.sizes, self.pace = path, window, cut, (start, end), pace
        self._leaves, self._here = leaves, here
        kwargs.setdefault("rate_func", rate_functions.linear)
        super().__init__(thing, introducer=not here, remover=leaves, **kwargs)

    def begin(self) -> None:
        """Remember how the thing lies about its middle."""
        self._home = [
            (leaf, leaf.points.copy(), hasattr(leaf, "phrase"), *opacities_of(leaf)) for leaf in leaves_of(self.mobject)
        ]
        self._middle = np.array(self.mobject.get_center(), float)
        self._last: float | None = None
        super().begin()

    def busy(self) -> tuple[float, float]:
        """Return from where to where in its run time it moves."""
        return self.window

    def interpolate_mobject(self, alpha: float) -> None:
        start, end = self.window
        done = float(np.clip((self.rate_func(alpha) - start) / max(end - start, 1e-6), 0.0, 1.0))
        if alpha >= 1:
            done = 1.0
        if done == self._last:
            return
        self._last = done
        seen = (self._here or done > 0) and not (self._leaves and done >= 1)
        share = self.pace(done)
        place = np.array([*self.path.at(share), 0.0])
        scale = self.sizes[0] + share * (self.sizes[1] - self.sizes[0])
        for leaf, home, _, _, _ in self._home:
            leaf.points = (home - self._middle) * scale + place
        gone, away = self._cut(*self.cut) if self.cut is not None else (0.0, set[int]())
        for leaf, _, is_text, fill, stroke in self._home:
            part = seen * (max(0.0, 1 - gone / LATE) if is_text else id(leaf) not in away)
            set_opacities(leaf, fill * part, stroke * part)

    def _cut(self, side: str, edge: float) -> tuple[float, set[int]]:
        """Cut away what is beyond the edge; return how much that is, 0..1, and the ids of shapes of which nothing is left."""
        axis, sign = EDGES[side]
        shapes = [leaf for leaf, _, is_text, _, _ in self._home if not is_text]
        ways = [-sign * leaf.points[:, axis] for leaf in shapes]  # so that what is to be seen is above the edge
        low, high = min(map(np.min, ways)), max(map(np.max, ways))
        beyond = {id(leaf) for leaf, way in zip(shapes, ways, strict=True) if way.max() <= -sign * edge + NOTHING}
        for leaf in shapes:
            if id(leaf) not in beyond:
                points = leaf.points.copy()
                points[:, axis] = (np.minimum if sign > 0 else np.maximum)(points[:, axis], edge)
                leaf.points = points
        return float(np.clip((-sign * edge - low) / max(high - low, NOTHING), 0.0, 1.0)), beyond


class Go(Own):
    """A thing that is there goes along ``path``, which begins where it is, to the end of it, and stays; or it ``leaves``.

    ``end`` is its size there, as a share of that at the beginning.
    """

    def __init__(self, thing: VMobject, path: Path, *, end: float = 1.0, leaves: bool = False, **kwargs: Any) -> None:
        self.path, self.end = path, end
        kwargs.setdefault("rate_func", glide)
        super().__init__(thing, remover=leaves, **kwargs)

    def begin(self) -> None:
        """Remember how the thing lies about its middle."""
        self._home = [(leaf, leaf.points.copy()) for leaf in leaves_of(self.mobject)]
        self._middle = np.array(self.mobject.get_center(), float)
        super().begin()

    def interpolate_mobject(self, alpha: float) -> None:
        share = self.rate_func(alpha)
        place = np.array([*(self.path.at(share) - self.path.at(0.0)), 0.0]) + self._middle
        scale = 1 + share * (self.end - 1)
        for leaf, home in self._home:
            leaf.points = (home - self._middle) * scale + place


class Restate(Own):
    """Shapes that stand for a value take the place of others: ``mobject``'s outlines and paints come from those of ``old``.

    Leaf by leaf, both being made alike; texts cannot be bent into one another: those of ``old`` go, and the new ones come.
    """

    HALF: ClassVar = 0.5

    def __init__(self, mobject: VMobject, old: VMobject, **kwargs: Any) -> None:
        self.old = old
        kwargs.setdefault("rate_func", glide)
        super().__init__(mobject, introducer=True, **kwargs)

    def begin(self) -> None:
        """Remember both states."""
        pairs = list(zip(leaves_of(self.mobject), leaves_of(self.old), strict=True))
        self._shapes = [_Change(new, old) for new, old in pairs if not hasattr(new, "phrase")]
        self._texts = [
            (new, new.points.copy(), old.points.mean(axis=0), opacities_of(new)[0])
            for new, old in pairs
            if hasattr(new, "phrase")
        ]
        super().begin()

    def _setup_scene(self, scene: Any) -> None:
        """Let what was there before go at once: the new one begins as it was."""
        scene.remove(self.old)
        super()._setup_scene(scene)

    def interpolate_mobject(self, alpha: float) -> None:
        share = self.rate_func(alpha)
        for each in self._shapes:
            each.at(share)
        for leaf, home, before, fill in self._texts:
            leaf.points = home + (1 - share) * (before - home.mean(axis=0))
            set_fill(leaf, fill * max(0.0, share - self.HALF) / (1 - self.HALF))


class _Change:
    """A leaf on its way from another one's outline and paint to its own."""

    def __init__(self, new: VMobject, old: VMobject) -> None:
        self.leaf = new
        self._ends = [(each.points.copy(), each.fill_rgbas.copy(), each.stroke_rgbas.copy()) for each in (old, new)]

    def at(self, share: float) -> None:
        old, new = self._ends
        self.leaf.points, self.leaf.fill_rgbas, self.leaf.stroke_rgbas = (
            one + share * (other - one) for one, other in zip(old, new, strict=True)
        )
