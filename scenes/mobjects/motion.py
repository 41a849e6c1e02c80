"""Motion that says what the mathematics does: values travel, meet, and are dimmed while others are at work.

Each animation works on the very mobject that stays on screen, so that its readings stay true to what is drawn.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from manim import Animation, AnimationGroup, Mobject, VGroup, VMobject, rate_functions

__all__ = ["Appear", "Arrive", "Depart", "Reveal", "Shade", "Vanish", "dimmed", "ease", "meet", "through"]

ease = rate_functions.ease_in_out_sine
"""How everything moves: no jerk at either end."""


def _staggered(alpha: float, number: int, count: int, lag: float) -> float:
    """Return how far part ``number`` of ``count`` is on its way, if each starts ``lag`` of its own run time after the last."""
    whole = 1 + lag * (count - 1)
    return float(np.clip(alpha * whole - lag * number, 0, 1))


class _Own(Animation):
    """An animation that remembers what it needs itself, so that manim need not copy the whole mobject at its start."""

    def create_starting_mobject(self) -> Any:
        """Return the mobject itself in place of the copy that no animation of ours looks at."""
        return self.mobject


class _Move(_Own):
    """Parts of a mobject move between their own place and the places of ``others``, part by part."""

    def __init__(
        self, mobject: Mobject, parts: Sequence[VMobject], others: Sequence[Mobject], *, lag: float = 0.0, **kwargs: Any
    ) -> None:
        self.parts, self.others, self.lag = parts, others, lag
        kwargs.setdefault("rate_func", rate_functions.linear)
        super().__init__(mobject, **kwargs)

    def begin(self) -> None:
        self._leaves = [_leaves(part) for part in self.parts]
        self._home = [[leaf.points.copy() for leaf in leaves] for leaves in self._leaves]
        self._away = [
            [_carried(points, part, other) for points in homes]
            for homes, part, other in zip(self._home, self.parts, self.others, strict=True)
        ]
        super().begin()

    def interpolate_mobject(self, alpha: float) -> None:
        for number, (leaves, homes, aways) in enumerate(zip(self._leaves, self._home, self._away, strict=True)):
            share = self._share(ease(_staggered(self.rate_func(alpha), number, len(self.parts), self.lag)))
            for leaf, home, away in zip(leaves, homes, aways, strict=True):
                self._place(leaf, home, away, share)

    def _place(self, leaf: VMobject, home: np.ndarray, away: np.ndarray, share: float) -> None:
        """Put a leaf ``share`` of the way from ``away`` to ``home``."""
        leaf.points = away + share * (home - away)

    def _share(self, done: float) -> float:
        """Return how much of the way home a part is when it has done ``done`` of its move."""
        return done


class Arrive(_Move):
    """Cells come from the places of ``others`` (cells of another vector, or one place for all) to their own and stay there.

    Their numerals come in when they are nearly there.
    """

    LATE = 0.75

    def __init__(self, mobject: VMobject, cells: Sequence[VMobject], others: Sequence[Mobject], **kwargs: Any) -> None:
        super().__init__(mobject, list(cells), list(others), introducer=True, **kwargs)

    def _place(self, leaf: VMobject, home: np.ndarray, away: np.ndarray, share: float) -> None:
        super()._place(leaf, home, away, share)
        if _is_text(leaf) and len(self.parts) > 1:
            leaf.set_fill(opacity=max(0.0, share - self.LATE) / (1 - self.LATE), family=False)


class Depart(_Move):
    """Cells go from their own place to the places of ``others`` and are gone when they arrive; give it a copy."""

    def __init__(self, mobject: VMobject, cells: Sequence[VMobject], others: Sequence[Mobject], **kwargs: Any) -> None:
        super().__init__(mobject, list(cells), list(others), introducer=True, remover=True, **kwargs)

    def _share(self, done: float) -> float:
        return 1 - done


class Reveal(_Own):
    """Cells come in one after the other, in place; with ``wait`` (0..1) each only in the last part of its turn."""

    def __init__(
        self, mobject: VMobject, cells: Sequence[VMobject], *, lag: float = 0.0, wait: float = 0.0, **kwargs: Any
    ) -> None:
        self.lag, self.wait = lag, wait
        self._turns = [_leaves(cell) for cell in cells]
        seen = {id(leaf) for turn in self._turns for leaf in turn}
        self._turns[-1].extend(leaf for leaf in _leaves(mobject) if id(leaf) not in seen)
        kwargs.setdefault("rate_func", rate_functions.linear)
        super().__init__(mobject, introducer=True, **kwargs)

    def begin(self) -> None:
        self._drawn = [[(leaf, *_opacities(leaf)) for leaf in turn] for turn in self._turns]
        super().begin()

    def interpolate_mobject(self, alpha: float) -> None:
        for number, turn in enumerate(self._drawn):
            done = ease(_staggered(self.rate_func(alpha), number, len(self._drawn), self.lag))
            share = max(0.0, done - self.wait) / (1 - self.wait)
            for leaf, fill, stroke in turn:
                _set(leaf, share * fill, share * stroke)


class Appear(Reveal):
    """A mobject fades in where it is."""

    def __init__(self, mobject: VMobject, **kwargs: Any) -> None:
        super().__init__(mobject, [mobject], **kwargs)


def meet(
    product: VMobject, cells: Sequence[VMobject], *operands: Sequence[VMobject], lag: float, run_time: float
) -> list[Animation]:
    """Return animations in which copies of the operands' cells meet where the product's cells then appear, one by one."""
    copies = [_colours(operand) for operand in operands]
    ways: list[Animation] = [Depart(copy, copy.submobjects, cells, lag=lag, run_time=run_time) for copy in copies]
    return [*ways, Reveal(product, cells, lag=lag, wait=0.7, run_time=run_time)]


def through(
    product: VMobject, cells: Sequence[VMobject], source: Sequence[VMobject], gate: VMobject, *, lag: float, run_time: float
) -> Animation:
    """Return an animation in which copies of ``source``'s cells go into ``gate`` and come out of it as the product's cells."""
    copy = _colours(source)
    going = Depart(copy, copy.submobjects, [gate] * len(copy), lag=lag, run_time=run_time * 0.6)
    coming = Arrive(product, cells, [gate] * len(cells), lag=lag, run_time=run_time * 0.6)
    return AnimationGroup(going, coming, lag_ratio=0.5)


def _colours(cells: Sequence[VMobject]) -> VGroup:
    """Return copies of what is not text in some cells: digits that run over digits cannot be read."""
    return VGroup(*(VGroup(*(leaf.copy() for leaf in _leaves(cell) if not _is_text(leaf))) for cell in cells))


def _is_text(leaf: VMobject) -> bool:
    return hasattr(leaf, "phrase")


class Shade(_Own):
    """Bring what is drawn of a mobject to the opacity ``level``: 1 lit, the theme's ``dimmed`` at rest.

    Members that draw no fill, or no line, go on without.
    """

    def __init__(self, mobject: VMobject, level: float, **kwargs: Any) -> None:
        self.level = level
        kwargs.setdefault("rate_func", ease)
        super().__init__(mobject, **kwargs)

    def begin(self) -> None:
        self._drawn = [(leaf, *_opacities(leaf)) for leaf in _leaves(self.mobject)]
        super().begin()

    def interpolate_mobject(self, alpha: float) -> None:
        share = self.rate_func(alpha)
        for leaf, *drawn in self._drawn:
            _set(leaf, *(opacity + share * (self.level - opacity) if opacity else 0.0 for opacity in drawn))


class Vanish(Shade):
    """A mobject fades out where it is, and leaves the scene."""

    def __init__(self, mobject: VMobject, **kwargs: Any) -> None:
        super().__init__(mobject, 0.0, remover=True, **kwargs)


def dimmed(mobjects: Iterable[VMobject], level: float) -> None:
    """Set some mobjects to the opacity ``level`` at once, as :class:`Shade` does over time."""
    for mobject in mobjects:
        for leaf in _leaves(mobject):
            _set(leaf, *(level if opacity else 0.0 for opacity in _opacities(leaf)))


def _set(leaf: VMobject, fill: float, stroke: float) -> None:
    leaf.set_fill(opacity=fill, family=False)
    leaf.set_stroke(opacity=stroke, family=False)


def _opacities(leaf: VMobject) -> tuple[float, float]:
    return float(leaf.get_fill_opacity()), float(leaf.get_stroke_opacity()) if leaf.get_stroke_width() else 0.0


def _leaves(mobject: Any) -> list[VMobject]:
    return [member for member in mobject.get_family() if isinstance(member, VMobject) and len(member.points)]


def _carried(points: np.ndarray, part: Mobject, other: Mobject) -> np.ndarray:
    """Return ``points`` of ``part`` as they would lie if the part filled the box of ``other``."""
    scale = np.array([_ratio(other.width, part.width), _ratio(other.height, part.height), 1.0])
    carried: np.ndarray = (points - part.get_center()) * scale + other.get_center()
    return carried


def _ratio(other: float, own: float) -> float:
    return other / own if own else 1.0
