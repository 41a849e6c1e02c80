"""Motion that says what the mathematics does: values travel, meet, and are dimmed while others are at work.

Each animation works on the very mobject that stays on screen, so that its readings stay true to what is drawn.
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any, NamedTuple, Self

import numpy as np
from manim import Animation, AnimationGroup, Mobject, Scene, VGroup, VMobject, rate_functions

__all__ = ["Appear", "Arrive", "Depart", "Reveal", "Shade", "Vanish", "dimmed", "ease", "meet", "through"]

ease = rate_functions.ease_in_out_sine
"""How everything moves: no jerk at either end."""


def _staggered(alpha: float, number: int, count: int, lag: float) -> float:
    """Return how far part ``number`` of ``count`` is on its way, if each starts ``lag`` of its own run time after the last."""
    whole = 1 + lag * (count - 1)
    return min(max(alpha * whole - lag * number, 0.0), 1.0)


class _Own(Animation):
    """An animation that remembers what it needs itself, so that manim need not copy the whole mobject at its start."""

    def create_starting_mobject(self) -> Any:
        """Return the mobject itself in place of the copy that no animation of ours looks at."""
        return self.mobject

    def _setup_scene(self, scene: Scene) -> None:
        """Add a mobject that comes in, as manim does, without listing all that is in the scene in the order of drawing."""
        mobject: Any = self.mobject
        if self.is_introducer() and not any(mobject in each.get_family() for each in scene.mobjects):
            scene.add(mobject)


class _Move(_Own):
    """Parts of a mobject move between their own place and the places of ``others``, part by part."""

    def __init__(
        self, mobject: Mobject, parts: Sequence[VMobject], others: Sequence[Mobject], *, lag: float = 0.0, **kwargs: Any
    ) -> None:
        self.parts, self.others, self.lag = parts, others, lag
        kwargs.setdefault("rate_func", rate_functions.linear)
        super().__init__(mobject, **kwargs)

    def begin(self) -> None:
        """Gather the outlines of all parts into two arrays, at home and away, of which each leaf has a stretch of rows."""
        families = [_leaves(part) for part in self.parts]
        places = {each: _Place.of(each) for each in {*self.parts, *self.others}}
        homes = [_joined(leaf.points for leaf in family) for family in families]
        aways = [
            places[other].filled(home, places[part]) for home, part, other in zip(homes, self.parts, self.others, strict=True)
        ]
        self._rows = np.array([len(home) for home in homes], int)
        self._away = _joined(aways)
        self._way = _joined(homes) - self._away
        ends = accumulate(len(leaf.points) for family in families for leaf in family)
        self._leaves = [(leaf, number, next(ends)) for number, family in enumerate(families) for leaf in family]
        super().begin()

    def interpolate_mobject(self, alpha: float) -> None:
        done, count = self.rate_func(alpha), len(self.parts)
        shares = [self._share(ease(_staggered(done, number, count, self.lag))) for number in range(count)]
        points = self._away + np.repeat(shares, self._rows)[:, np.newaxis] * self._way
        start = 0
        for leaf, number, end in self._leaves:
            leaf.points = points[start:end]
            self._adjust(leaf, shares[number])
            start = end

    def _adjust(self, leaf: VMobject, share: float) -> None:
        """Change what else changes in a leaf that is ``share`` of the way home."""

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

    def _adjust(self, leaf: VMobject, share: float) -> None:
        if _is_text(leaf) and len(self.parts) > 1:
            _set_fill(leaf, max(0.0, share - self.LATE) / (1 - self.LATE))


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
    _set_fill(leaf, fill)
    leaf.stroke_rgbas[:, 3] = leaf.stroke_opacity = stroke


def _set_fill(leaf: VMobject, opacity: float) -> None:
    """Set an opacity as manim's ``set_fill`` does, without the colours that it makes and throws away."""
    leaf.fill_rgbas[:, 3] = leaf.fill_opacity = opacity


def _opacities(leaf: VMobject) -> tuple[float, float]:
    return float(leaf.get_fill_opacity()), float(leaf.get_stroke_opacity()) if leaf.get_stroke_width() else 0.0


def _leaves(mobject: Any) -> list[VMobject]:
    return [member for member in mobject.get_family() if isinstance(member, VMobject) and len(member.points)]


def _joined(outlines: Iterable[np.ndarray]) -> np.ndarray:
    return np.concatenate([np.zeros((0, 3)), *outlines])


class _Place(NamedTuple):
    """The box that a mobject fills: its middle, and its size."""

    middle: np.ndarray
    size: np.ndarray

    @classmethod
    def of(cls, mobject: Mobject) -> Self:
        """Return the place where a mobject is now."""
        return cls(mobject.get_center(), np.array([mobject.width, mobject.height, 1.0]))

    def filled(self, points: np.ndarray, home: Self) -> np.ndarray:
        """Return ``points``, which belong to the place ``home``, as they would lie if they filled this one."""
        scale = np.divide(self.size, home.size, out=np.ones(3), where=home.size != 0)
        filled: np.ndarray = (points - home.middle) * scale + self.middle
        return filled
