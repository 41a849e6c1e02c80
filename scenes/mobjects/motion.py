"""Motion that says what the mathematics does: values travel, meet, and are dimmed while others are at work.

Each animation works on the very mobject that stays on screen, so that its readings stay true to what is drawn.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, dropwhile, takewhile
from typing import Any

import numpy as np
from manim import Animation, AnimationGroup, Mobject, Scene, VGroup, VMobject, rate_functions

from scenes.mobjects.leaves import leaves_of, look_of, opacities_of, set_fill, set_ink, set_opacities, shaded
from scenes.mobjects.light import mix
from scenes.mobjects.theme import Dimmed

__all__ = ["Appear", "Arrive", "Depart", "Leave", "Own", "Reveal", "Shade", "Vanish", "ease", "meet", "through"]

ease = rate_functions.ease_in_out_sine
"""How everything moves: no jerk at either end."""


def _staggered(alpha: float, count: int, lag: float) -> list[float]:
    """Return how far each of ``count`` parts is on its way, if each starts ``lag`` of its own run time after the last."""
    if lag == 0:
        return [ease(alpha)] * count
    done = np.clip(alpha * (1 + lag * (count - 1)) - lag * np.arange(count), 0.0, 1.0)
    return [ease(part) for part in done.tolist()]


class Own(Animation):
    """An animation that remembers what it needs itself, so that manim need not copy the whole mobject at its start.

    It is ``steady``: it changes where points are, and colours, but not what the mobject is made of, nor the number of points.
    ``causes`` are things on their way in the same play, without which its own is not to be seen: the audit holds it to that.
    It happens in a part of its run time, its ``window``; ``reached`` says how far it is, as a share of that.
    """

    steady = True
    _is_in = _is_out = False

    def __init__(
        self, mobject: Mobject, *, causes: Sequence[VMobject] = (), window: tuple[float, float] = (0.0, 1.0), **kwargs: Any
    ) -> None:
        self.causes, self.window, self.reached = tuple(causes), window, 0.0
        super().__init__(mobject, **kwargs)

    def interpolate(self, alpha: float) -> None:
        """Remember how far it is, and be there."""
        start, end = self.window
        self.reached = 1.0 if alpha >= end else max(0.0, (alpha - start) / (end - start))
        super().interpolate(self.reached)

    def create_starting_mobject(self) -> Any:
        """Return the mobject itself in place of the copy that no animation of ours looks at."""
        return self.mobject

    def _setup_scene(self, scene: Scene) -> None:
        """Add a mobject that comes in, and with it those of the animations that follow: to look for it takes long."""
        if self.is_introducer() and not self._is_in:
            run = [each for each in self._run(scene) if each.is_introducer()]
            _add(scene, [each.mobject for each in run])
            for each in run:
                each._is_in = True

    def begin(self) -> None:
        self._is_in = self._is_out = False  # for the next time that it is played
        super().begin()

    def clean_up_from_scene(self, scene: Scene) -> None:
        """Remove a mobject that goes, and with it those of the animations that follow."""
        self._on_finish(scene)
        if self.is_remover() and not self._is_out:
            run = [each for each in self._run(scene) if each.is_remover()]
            _remove(scene, [each.mobject for each in run])
            for each in run:
                each._is_out = True

    def _run(self, scene: Scene) -> list["Own"]:
        """Return this animation and those of ours that are played right after it in the same play."""
        rest = list(dropwhile(lambda each: each is not self, _members(scene.animations or [])))
        return list(takewhile(lambda each: isinstance(each, Own), rest)) or [self]


def _members(animations: Iterable[Animation]) -> Iterator[Any]:
    for animation in animations:
        if type(animation) is AnimationGroup:
            yield from _members(animation.animations)
        else:
            yield animation


def _add(scene: Scene, mobjects: list[Any]) -> None:
    """Add to a scene what is not in it, as if one after the other."""
    present = {id(member) for each in scene.mobjects for member in each.get_family()}
    wanted = [each for each in mobjects if id(each) not in present]
    families = [[id(member) for member in each.get_family()] for each in wanted]
    if len(present) + sum(map(len, families)) == len(present.union(*families)):
        scene.add(*wanted)
        return
    for mobject in mobjects:
        if not any(mobject in each.get_family() for each in scene.mobjects):
            scene.add(mobject)


def _remove(scene: Scene, mobjects: list[Any]) -> None:
    """Remove some mobjects from a scene, as if one after the other: of one that goes after its part, other parts stay."""
    inner = {id(member) for each in mobjects for member in each.get_family()[1:]}
    for some in [mobjects] if inner.isdisjoint(map(id, mobjects)) else [[each] for each in mobjects]:
        scene.remove(*some)


class _Move(Own):
    """Parts of a mobject move between their own place and the places of ``others``, part by part."""

    def __init__(
        self, mobject: Mobject, parts: Sequence[VMobject], others: Sequence[Mobject], *, lag: float = 0.0, **kwargs: Any
    ) -> None:
        self.parts, self.others, self.lag = parts, others, lag
        kwargs.setdefault("rate_func", rate_functions.linear)
        super().__init__(mobject, **kwargs)

    def begin(self) -> None:
        """Gather the outlines of all parts into two arrays, at home and away, of which each leaf has a stretch of rows."""
        every = list(dict.fromkeys([*self.parts, *self.others]))
        families = dict(zip(every, map(leaves_of, every), strict=True))
        outlines = [_joined(leaf.points for leaf in families[each]) for each in every]
        middles, sizes = _boxes(outlines)
        number = {each: place for place, each in enumerate(every)}
        home, away = [number[part] for part in self.parts], [number[other] for other in self.others]
        self._rows = np.array([len(outlines[part]) for part in home], int)
        scale = np.divide(sizes[away], sizes[home], out=np.ones((len(home), 3)), where=sizes[home] != 0)
        points = _joined(outlines[part] for part in home)
        self._away = (points - self._spread(middles[home])) * self._spread(scale) + self._spread(middles[away])
        self._way = points - self._away
        ends = accumulate(len(leaf.points) for part in self.parts for leaf in families[part])
        self._leaves = [(leaf, place, next(ends)) for place, part in enumerate(self.parts) for leaf in families[part]]
        self._late = [(leaf, place) for leaf, place, _ in self._leaves if self._is_late(leaf)]
        super().begin()

    def _spread(self, values: np.ndarray) -> np.ndarray:
        """Give each point the value of its part."""
        return np.repeat(values, self._rows, axis=0)

    def interpolate_mobject(self, alpha: float) -> None:
        shares = [self._share(done) for done in _staggered(self.rate_func(alpha), len(self.parts), self.lag)]
        points = self._away + self._spread(np.array(shares))[:, np.newaxis] * self._way
        start = 0
        for leaf, _, end in self._leaves:
            leaf.points = points[start:end]
            start = end
        for leaf, number in self._late:
            self._adjust(leaf, shares[number])

    def _is_late(self, leaf: VMobject) -> bool:
        """Tell whether something else than its place changes in a leaf."""
        return False

    def _adjust(self, leaf: VMobject, share: float) -> None:
        """Change that in a leaf that is ``share`` of the way home."""

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

    def _is_late(self, leaf: VMobject) -> bool:
        return _is_text(leaf) and len(self.parts) > 1

    def _adjust(self, leaf: VMobject, share: float) -> None:
        set_fill(leaf, max(0.0, share - self.LATE) / (1 - self.LATE))


class Depart(_Move):
    """Cells go from their own place to the places of ``others`` and are gone when they arrive; give it a copy."""

    def __init__(self, mobject: VMobject, cells: Sequence[VMobject], others: Sequence[Mobject], **kwargs: Any) -> None:
        super().__init__(mobject, list(cells), list(others), introducer=True, remover=True, **kwargs)

    def _share(self, done: float) -> float:
        return 1 - done


class Reveal(Own):
    """Cells come in one after the other, in place; with ``wait`` (0..1) each only in the last part of its turn."""

    def __init__(
        self, mobject: VMobject, cells: Sequence[VMobject], *, lag: float = 0.0, wait: float = 0.0, **kwargs: Any
    ) -> None:
        self.lag, self.wait = lag, wait
        self._turns = [leaves_of(cell) for cell in cells] or [[]]  # no cells: what else is there comes in
        seen = {id(leaf) for turn in self._turns for leaf in turn}
        self._turns[-1].extend(leaf for leaf in leaves_of(mobject) if id(leaf) not in seen)
        kwargs.setdefault("rate_func", rate_functions.linear)
        super().__init__(mobject, introducer=True, **kwargs)

    def begin(self) -> None:
        self._drawn = [[(leaf, *opacities_of(leaf)) for leaf in turn] for turn in self._turns]
        super().begin()

    def busy(self) -> tuple[float, float]:
        """Return from where to where in its window (0..1) something changes."""
        return self.wait / (1 + self.lag * (len(self._turns) - 1)), 1.0

    def interpolate_mobject(self, alpha: float) -> None:
        for turn, done in zip(self._drawn, _staggered(self.rate_func(alpha), len(self._drawn), self.lag), strict=True):
            share = max(0.0, done - self.wait) / (1 - self.wait)
            for leaf, fill, stroke in turn:
                set_opacities(leaf, share * fill, share * stroke)


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
    return VGroup(*(VGroup(*(leaf.copy() for leaf in leaves_of(cell) if not _is_text(leaf))) for cell in cells))


def _is_text(leaf: VMobject) -> bool:
    return hasattr(leaf, "phrase")


class Shade(Own):
    """Bring what is drawn of a mobject to an opacity, 1 for lit, or to how it looks ``dimmed``, as a theme says.

    Members that draw no fill, or no line, go on without.
    """

    def __init__(self, mobject: VMobject, level: float | Dimmed, **kwargs: Any) -> None:
        self.level = level
        kwargs.setdefault("rate_func", ease)
        super().__init__(mobject, **kwargs)

    def begin(self) -> None:
        self._drawn = [(leaf, look_of(leaf), shaded(leaf, self.level)) for leaf in leaves_of(self.mobject)]
        super().begin()

    def busy(self) -> tuple[float, float]:
        """Return from where to where in its window something changes: nowhere, if all has that opacity already."""
        return 0.0, float(any(before != after for _, before, after in self._drawn))

    def interpolate_mobject(self, alpha: float) -> None:
        share = self.rate_func(alpha)
        for leaf, before, after in self._drawn:
            set_opacities(leaf, *(old + share * (new - old) for old, new in zip(before[:2], after[:2], strict=True)))
            if before.ink != after.ink:
                set_ink(leaf, mix(before.ink, after.ink, share))


class Vanish(Shade):
    """A mobject fades out where it is, and leaves the scene."""

    def __init__(self, mobject: VMobject, **kwargs: Any) -> None:
        super().__init__(mobject, 0.0, remover=True, **kwargs)


class Leave(Vanish):
    """A mobject fades out where it is and leaves the scene, and is then as it was, so that it can come again."""

    def clean_up_from_scene(self, scene: Scene) -> None:
        """Make it as opaque as it was, out of sight."""
        super().clean_up_from_scene(scene)
        for leaf, (fill, stroke, _), _ in self._drawn:
            set_opacities(leaf, fill, stroke)


def _joined(outlines: Iterable[np.ndarray]) -> np.ndarray:
    return np.concatenate([np.zeros((0, 3)), *outlines])


def _boxes(outlines: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Return the middles of the boxes that some outlines fill, and their sizes, as manim knows them: ``(n, 3)`` each.

    A middle is that of the ends of curves, a size that of all points; depth is 1.
    """
    middles, sizes = np.zeros((len(outlines), 3)), np.zeros((len(outlines), 3))
    counts = np.array([len(outline) for outline in outlines], int)
    there = counts > 0
    if there.any():
        starts, points = np.cumsum(counts[there]) - counts[there], np.concatenate(outlines)
        ends = points.reshape(-1, 4, 3)[:, ::3].reshape(-1, 3)
        middles[there] = (np.minimum.reduceat(ends, starts // 2) + np.maximum.reduceat(ends, starts // 2)) / 2
        sizes[there] = np.maximum.reduceat(points, starts) - np.minimum.reduceat(points, starts)
    sizes[:, 2] = 1.0
    return middles, sizes
