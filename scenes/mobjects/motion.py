"""Motion that says what the mathematics does: values travel, meet, and are dimmed while others are at work.

Each animation works on the very mobject that stays on screen, so that its readings stay true to what is drawn.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from manim import Animation, AnimationGroup, Mobject, VGroup, VMobject, rate_functions

__all__ = ["Arrive", "Depart", "Reveal", "Shade", "dimmed", "ease", "meet", "through"]

ease = rate_functions.ease_in_out_sine
"""How everything moves: no jerk at either end."""


def _staggered(alpha: float, number: int, count: int, lag: float) -> float:
    """Return how far part ``number`` of ``count`` is on its way, if each starts ``lag`` of its own run time after the last."""
    whole = 1 + lag * (count - 1)
    return float(np.clip(alpha * whole - lag * number, 0, 1))


class _Move(Animation):
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
                leaf.points = away + share * (home - away)

    def _share(self, done: float) -> float:
        """Return how much of the way home a part is when it has done ``done`` of its move."""
        return done


class Arrive(_Move):
    """Cells come from the places of ``others`` (cells of another vector, or one place for all) to their own and stay there."""

    def __init__(self, mobject: VMobject, cells: Sequence[VMobject], others: Sequence[Mobject], **kwargs: Any) -> None:
        super().__init__(mobject, list(cells), list(others), introducer=True, **kwargs)


class Depart(_Move):
    """Cells go from their own place to the places of ``others`` and are gone when they arrive; give it a copy."""

    def __init__(self, mobject: VMobject, cells: Sequence[VMobject], others: Sequence[Mobject], **kwargs: Any) -> None:
        super().__init__(mobject, list(cells), list(others), introducer=True, remover=True, **kwargs)

    def _share(self, done: float) -> float:
        return 1 - done


class Reveal(Animation):
    """Cells come in one after the other, in place; with ``wait`` (0..1) each only in the last part of its turn."""

    def __init__(
        self, mobject: VMobject, cells: Sequence[VMobject], *, lag: float = 0.0, wait: float = 0.0, **kwargs: Any
    ) -> None:
        self._cells, self.lag, self.wait = [_leaves(cell) for cell in cells], lag, wait
        self._others = [leaf for leaf in _leaves(mobject) if not any(leaf in cell for cell in self._cells)]
        kwargs.setdefault("rate_func", rate_functions.linear)
        super().__init__(mobject, introducer=True, **kwargs)

    def begin(self) -> None:
        self._drawn = [[(leaf, *_opacities(leaf)) for leaf in cell] for cell in self._cells]
        self._frame = [(leaf, *_opacities(leaf)) for leaf in self._others]
        super().begin()

    def interpolate_mobject(self, alpha: float) -> None:
        for number, cell in enumerate([*self._drawn, self._frame]):
            turn = min(number, len(self._drawn) - 1)
            done = ease(_staggered(self.rate_func(alpha), turn, len(self._drawn), self.lag))
            share = max(0.0, done - self.wait) / (1 - self.wait)
            for leaf, fill, stroke in cell:
                leaf.set_fill(opacity=share * fill, family=False)
                leaf.set_stroke(opacity=share * stroke, family=False)


def meet(
    product: VMobject, cells: Sequence[VMobject], *operands: Sequence[VMobject], lag: float, run_time: float
) -> list[Animation]:
    """Return animations in which copies of the operands' cells meet where the product's cells then appear, one by one."""
    copies = [VGroup(*(cell.copy() for cell in operand)) for operand in operands]
    ways: list[Animation] = [Depart(copy, copy.submobjects, cells, lag=lag, run_time=run_time) for copy in copies]
    return [*ways, Reveal(product, cells, lag=lag, wait=0.7, run_time=run_time)]


def through(
    product: VMobject, cells: Sequence[VMobject], source: Sequence[VMobject], gate: VMobject, *, lag: float, run_time: float
) -> Animation:
    """Return an animation in which copies of ``source``'s cells go into ``gate`` and come out of it as the product's cells."""
    copy = VGroup(*(cell.copy() for cell in source))
    going = Depart(copy, copy.submobjects, [gate] * len(copy), lag=lag, run_time=run_time * 0.6)
    coming = Arrive(product, cells, [gate] * len(cells), lag=lag, run_time=run_time * 0.6)
    return AnimationGroup(going, coming, lag_ratio=0.5)


class Shade(Animation):
    """Bring what is drawn of some mobjects to the opacity ``level``: 1 lit, the theme's ``dimmed`` at rest, 0 gone.

    Members that draw no fill, or no line, go on without. Mobjects that end at 0 stay in the scene.
    """

    def __init__(self, *mobjects: VMobject, level: float, **kwargs: Any) -> None:
        self.level, self._leaves = level, [leaf for mobject in mobjects for leaf in _leaves(mobject)]
        super().__init__(VGroup(*mobjects), **kwargs)

    def begin(self) -> None:
        self._drawn = [(leaf, *_opacities(leaf)) for leaf in self._leaves]
        super().begin()

    def interpolate_mobject(self, alpha: float) -> None:
        share = self.rate_func(alpha)
        for leaf, fill, stroke in self._drawn:
            shade(leaf, fill, stroke, self.level, share)

    def clean_up_from_scene(self, scene: Any) -> None:
        """Leave the members as they are in the scene, not wrapped into a group of ours."""


def shade(leaf: VMobject, fill: float, stroke: float, level: float, share: float = 1.0) -> None:
    """Set a leaf's opacities ``share`` of the way from ``fill`` and ``stroke`` to ``level``; nought stays nought."""
    if fill:
        leaf.set_fill(opacity=fill + share * (level - fill), family=False)
    if stroke:
        leaf.set_stroke(opacity=stroke + share * (level - stroke), family=False)


def _opacities(leaf: VMobject) -> tuple[float, float]:
    return float(leaf.get_fill_opacity()), float(leaf.get_stroke_opacity()) if leaf.get_stroke_width() else 0.0


def _leaves(mobject: Mobject) -> list[VMobject]:
    return [member for member in mobject.get_family() if isinstance(member, VMobject) and len(member.points)]


def _carried(points: np.ndarray, part: Mobject, other: Mobject) -> np.ndarray:
    """Return ``points`` of ``part`` as they would lie if the part filled the box of ``other``."""
    scale = np.array([_ratio(other.width, part.width), _ratio(other.height, part.height), 1.0])
    carried: np.ndarray = (points - part.get_center()) * scale + other.get_center()
    return carried


def _ratio(other: float, own: float) -> float:
    return other / own if own else 1.0


def dimmed(mobjects: Iterable[Mobject], level: float) -> None:
    """Set some mobjects to the opacity ``level`` at once."""
    for mobject in mobjects:
        for leaf in _leaves(mobject):
            shade(leaf, *_opacities(leaf), level)
