"""How words and threads move: chips go from one place to another, cells stretch into threads, light runs up a thread."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from manim import Animation, ManimColor, Scene, VGroup, VMobject, rate_functions

from scenes.mobjects.colours import colour_of_threads
from scenes.mobjects.leaves import leaves_of, set_fill, set_opacities
from scenes.mobjects.motion import Own, ease
from scenes.mobjects.moves import glide
from scenes.mobjects.sets.attention_map import Thread, strand
from scenes.mobjects.sets.loom import Loom, Weft
from scenes.mobjects.sets.tags import Tag
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme

__all__ = [
    "Edge",
    "Encircle",
    "Gleam",
    "Kindle",
    "Rate",
    "Rearrange",
    "Stretch",
    "accelerating",
    "edges",
    "held",
    "window",
]

Rate = Callable[[float], float]


def window(start: float, end: float, rate: Rate = ease) -> Rate:
    """Return a rate function that goes from nought to one between two parts of the run time, 0..1."""
    return lambda alpha: float(rate(min(max((alpha - start) / (end - start), 0.0), 1.0)))


def accelerating(count: int, *, overlap: float = 1.0) -> list[tuple[float, float]]:
    """Return when each of some things begins and ends, in parts of a run time: each sets out sooner after the last.

    The first has ended when the second begins; with an ``overlap`` above one those that follow take longer than the time to the
    next, up to so many times. Of as many things at the most as that, rounded up, something moves at a time.
    """
    steps = 0.62 * 0.84 ** np.arange(count) + 0.12
    starts = np.cumsum(steps) - steps
    ends = starts + np.minimum(1 + 0.3 * np.arange(count), overlap) * steps
    if count > (most := int(np.ceil(overlap))):
        ends[:-most] = np.minimum(ends[:-most], starts[most:])
    return [(float(start / ends.max()), float(end / ends.max())) for start, end in zip(starts, ends, strict=True)]


def held(rise: tuple[float, float] | None, fall: tuple[float, float] | None = None) -> Rate:
    """Return a rate function that goes to one, or is one from the start, and back to nought if it is to ``fall``."""

    def level(alpha: float) -> float:
        up = window(*rise)(alpha) if rise else 1.0
        return up - window(*fall)(alpha) if fall else up

    return level


def edges(lights: Iterable[tuple[Tag, Rate]], run_time: float) -> list[Animation]:
    """Return one animation for every chip that is to be lit: as far as the strongest of its lights is, at any time."""
    levels: dict[Tag, list[Rate]] = {}
    for tag, level in lights:
        levels.setdefault(tag, []).append(level)
    return [Edge(tag, _strongest(rates), run_time=run_time) for tag, rates in levels.items()]


def _strongest(rates: Sequence[Rate]) -> Rate:
    return lambda alpha: max(rate(alpha) for rate in rates)


class _Course:
    """A chip on its way to a spot: its outlines where it is, and those of a twin that stands there."""

    def __init__(self, tag: Tag, twin: Tag) -> None:
        pairs = list(zip(leaves_of(tag), leaves_of(twin), strict=True))
        self._leaves = [(leaf, leaf.points.copy(), there.points - leaf.points) for leaf, there in pairs if leaf is not tag.gloss]
        self._box, self._solid = tag.box, (tag.box.get_fill_opacity(), twin.box.get_fill_opacity())
        self._gloss, self._way = tag.gloss, twin.box.get_center() - tag.box.get_center()
        if tag.gloss is not None and twin.gloss is not None:
            self._ends = tag.gloss.points.copy(), twin.gloss.points.copy()

    def go(self, across: float, along: float) -> None:
        """Go so far of the way in x, and in y."""
        share = np.array([across, along, 0.0])
        for leaf, here, way in self._leaves:
            leaf.points = here + share * way
        start, end = self._solid
        if start != end:
            set_fill(self._box, start + along * (end - start))
        if self._gloss is not None:
            self._carry(self._gloss, share, start != end)

    def _carry(self, gloss: Label, share: np.ndarray, elsewhere: bool) -> None:
        """Carry the gloss along with the chip; where it is to be on another side of it, it is not seen in between."""
        begun, ends = share[1] < 0.5, self._ends
        gloss.points = ends[0] + share * self._way if begun else ends[1] - (1 - share) * self._way
        if elsewhere:
            set_fill(gloss, max(0.0, 2 * abs(2 * share[1] - 1) - 1))


class Rearrange(Own):
    """All words of a loom go where a weft has them, one a little after the other, and the ends of ``threads`` with them.

    Those that climb go up before they go aside, as they have a row of their own then, and each sets out when the one before is on
    its way aside; words that are read make room all at once. Those that come down go aside before.
    """

    FIRST, THEN = (0.0, 0.58), (0.34, 1.0)  # parts of the way of each
    LAG, LATEST = (0.03, 0.12), (0.35, 0.62)  # how much later the next sets out, and the last, of words that come down or climb

    def __init__(
        self,
        loom: Loom,
        weft: Weft,
        threads: Sequence[tuple[int, int, Thread]] = (),
        *,
        climbing: bool = False,
        **kwargs: Any,
    ) -> None:
        self._loom, self._weft, self._threads, self._climbing = loom, weft, list(threads), climbing
        self._spans = (self.THEN, self.FIRST) if climbing else (self.FIRST, self.THEN)
        kwargs.setdefault("rate_func", rate_functions.linear)
        super().__init__(loom.fabric if threads else VGroup(*loom.sources, *loom.targets), **kwargs)

    def begin(self) -> None:
        """Remember where everything is; from now on its place is where it goes."""
        loom, weft = self._loom, self._weft
        self._ways = [
            [_Course(tag, loom.tag(row, number, weft[row][number], tag.known)) for number, tag in enumerate(tags)]
            for row, tags in enumerate((loom.sources, loom.targets))
        ]
        self._ends = [
            (thread, target, source, thread.points[[0, -1], :2].copy(), np.array(loom.ends(target, source, weft)))
            for target, source, thread in self._threads
        ]
        loom.now = weft
        super().begin()

    def interpolate_mobject(self, alpha: float) -> None:
        sources, targets = self._ways
        shares = [self._shares(alpha, len(sources), at_once=self._climbing), self._shares(alpha, len(targets))]
        for ways, done in zip(self._ways, shares, strict=True):
            for way, (across, along) in zip(ways, done.tolist(), strict=True):
                way.go(across, along)
        for thread, target, source, here, there in self._ends:
            head, foot = here + np.stack([shares[0][source], shares[1][target]]) * (there - here)
            thread.points = strand(tuple(head), tuple(foot))

    def _shares(self, alpha: float, count: int, *, at_once: bool = False) -> np.ndarray:
        """Return how far each of some things is in x and in y, ``(thing, 2)``."""
        last = 0.0 if at_once else min(self.LAG[self._climbing] * (count - 1), self.LATEST[self._climbing])
        late = np.linspace(0.0, last, count)
        done = [(alpha - start) / (1 - late[-1]) for start in late]
        return np.array([[window(*span, glide)(each) for span in self._spans] for each in done])


class _Band:
    """A cell that becomes a thread: it narrows to its weight, goes to the word that looked, and grows from there."""

    def __init__(self, thread: Thread, patch: VMobject, ends: np.ndarray) -> None:
        self.thread, self._whole = thread, thread.copy()
        self._whole.points = strand(tuple(ends[0]), tuple(ends[1]))
        (x, y), (self._wide, high) = patch.get_center()[:2], (100 * patch.width, patch.height)
        self._start = np.array([[x, y + high / 2], [x, y - high / 2]])
        self._there = ends[1] + np.array([[0.0, 0.06], [0.0, 0.0]])
        self._paint = patch.get_fill_color().to_rgb()
        self._looks = thread.stroke_rgbas[0, :3].copy()
        self._level = float(thread.stroke_rgbas[0, 3])

    def go(self, thin: float, there: float, grown: float) -> None:
        """Be so narrow, 0..1, so far on the way to the word, and grown so far from there to the word looked at."""
        thread = self.thread
        if 0 < grown < 1:
            thread.pointwise_become_partial(self._whole, 1 - grown, 1)
        else:
            head, foot = self._start + there * (self._there - self._start)
            thread.points = self._whole.points.copy() if grown else strand(tuple(head), tuple(foot))
        thread.stroke_width = self._wide + thin * (thread.whole - self._wide)
        thread.stroke_rgbas[:, :3] = self._paint + thin * (self._looks - self._paint)
        thread.stroke_rgbas[:, 3] = thread.stroke_opacity = 1 + grown * (self._level - 1)


def _part(done: float, start: float, end: float) -> float:
    return float(glide(min(max((done - start) / (end - start), 0.0), 1.0)))


class Stretch(Own):
    """The cells of a row become threads: they narrow to their weights, go to the written word, and grow to the words looked at.

    ``patches`` are those of the cells that do, by the number of the source word. They go between two parts of the run time,
    ``comes``, in which the word leaves the map for its place in print, if it is in the map: down and then to the right, or first
    to the left, where no other one is in its way. They grow between two others.
    """

    NARROW, GATHER, FIRST, THEN = (0.0, 0.4), (0.1, 1.0), (0.0, 0.5), (0.3, 1.0)

    def __init__(
        self,
        loom: Loom,
        target: int,
        patches: Mapping[int, VMobject],
        *,
        comes: tuple[float, float],
        grows: tuple[float, float],
        **kwargs: Any,
    ) -> None:
        self._loom, self._target, self._spans, self._patches = loom, target, (comes, grows), patches
        self._weft = Weft(loom.now.sources, loom.print.targets)
        self._way = _Course(loom.targets[target], loom.tag(1, target, self._weft.targets[target]))
        left = self._weft.targets[target].x < float(loom.targets[target].box.get_x())
        self._turns = (self.FIRST, self.THEN) if left else (self.THEN, self.FIRST)
        kwargs.setdefault("rate_func", rate_functions.linear)
        super().__init__(loom.fabric, **kwargs)

    def begin(self) -> None:
        """Remember the cells, and where their threads will be; from now on the place of all words is where they go."""
        loom, row = self._loom, self._target
        self._bands = [
            _Band(thread, self._patches[source], np.array(loom.ends(row, source, self._weft)))
            for target, source, thread in loom.threads
            if target == row
        ]
        loom.now = self._weft
        super().begin()

    def interpolate_mobject(self, alpha: float) -> None:
        comes, grows = self._spans
        come = min(max((alpha - comes[0]) / (comes[1] - comes[0]), 0.0), 1.0)
        grown = _part(alpha, *grows)
        for band in self._bands:
            band.go(_part(come, *self.NARROW), _part(come, *self.GATHER), grown)
        self._way.go(*(_part(come, *turn) for turn in self._turns))


class Encircle(Own):
    """The frame of a chip, its ``box``, takes a colour and a width; with a rate that comes back it is lit for a while."""

    def __init__(self, tag: Any, colour: str, width: float, **kwargs: Any) -> None:
        self._paint, self._wide, self._box = ManimColor(colour).to_rgb(), width, tag.box
        kwargs.setdefault("rate_func", ease)
        super().__init__(tag, **kwargs)

    def begin(self) -> None:
        """Remember the frame as it is."""
        self._start = self._box.stroke_rgbas.copy(), float(self._box.get_stroke_width())
        super().begin()

    def interpolate_mobject(self, alpha: float) -> None:
        share = self.rate_func(alpha)
        paint, width = self._start
        self._box.stroke_rgbas = paint.copy()
        self._box.stroke_rgbas[:, :3] += share * (self._paint - paint[:, :3])
        self._box.stroke_width = width + share * (self._wide - width)


class Edge(Own):
    """The frame of a chip is in focus as far as its rate function says, from 0 to 1, whatever it was before."""

    def __init__(self, tag: Tag, level: Rate, **kwargs: Any) -> None:
        self._tag = tag
        super().__init__(tag, rate_func=level, **kwargs)

    def interpolate_mobject(self, alpha: float) -> None:
        self._tag.light(float(self.rate_func(alpha)))


class Gleam(VMobject):
    """The light that runs along a thread."""


class Kindle(Own):
    """Light runs up a thread from its foot, and the thread is lit when it has; through one that is lit it passes."""

    LENGTH = 0.4  # the part of the time after which the end of a light sets out that passes

    def __init__(self, thread: Thread, theme: Theme, **kwargs: Any) -> None:
        self._thread, self._whole = thread, thread.copy()
        resting, told = thread.levels
        light = Gleam(stroke_color=colour_of_threads(theme), stroke_width=thread.get_stroke_width(), fill_opacity=0)
        light.points = thread.points.copy()
        self._light = light
        self._passes = float(thread.get_stroke_opacity()) == told
        paint = theme.focus if self._passes else colour_of_threads(theme)
        light.set_stroke(paint, opacity=0.5 if self._passes else 1 - (1 - told) / (1 - resting))
        kwargs.setdefault("rate_func", glide)
        super().__init__(light, introducer=True, remover=True, **kwargs)

    def interpolate_mobject(self, alpha: float) -> None:
        share = float(self.rate_func(alpha))
        ahead, behind = share, 0.0
        if self._passes:
            ahead, behind = min(share / (1 - self.LENGTH), 1.0), max(share - self.LENGTH, 0.0) / (1 - self.LENGTH)
        self._light.pointwise_become_partial(self._whole, 1 - max(ahead, 1e-3), max(1 - behind, 1e-3))

    def clean_up_from_scene(self, scene: Scene) -> None:
        """Leave the thread lit."""
        super().clean_up_from_scene(scene)
        set_opacities(self._thread, 0.0, self._thread.levels[1])
