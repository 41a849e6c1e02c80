"""How words and threads move: chips go from one place to another, cells stretch into threads, light runs up a thread."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from manim import ManimColor, VGroup, VMobject, rate_functions

from scenes.mobjects.leaves import leaves_of, set_fill
from scenes.mobjects.motion import Own, Vanish, ease
from scenes.mobjects.moves import glide
from scenes.mobjects.sets.attention_map import Thread, strand
from scenes.mobjects.sets.loom import Loom, Weft
from scenes.mobjects.sets.tags import Tag
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Swatch

__all__ = ["Edge", "Kindle", "Reach", "Rearrange", "Slide", "Stretch", "accelerating", "window"]

Rate = Callable[[float], float]


def window(start: float, end: float, rate: Rate = ease) -> Rate:
    """Return a rate function that goes from nought to one between two parts of the run time, 0..1."""
    return lambda alpha: float(rate(min(max((alpha - start) / (end - start), 0.0), 1.0)))


def accelerating(count: int, *, overlap: float = 1.0) -> list[tuple[float, float]]:
    """Return when each of some things begins and ends, in parts of a run time: each sets out sooner after the last.

    With an ``overlap`` above one a thing goes on when the next has begun.
    """
    steps = 0.62 * 0.84 ** np.arange(count) + 0.12
    starts = np.cumsum(steps) - steps
    ends = starts + overlap * steps + 0.2 * (overlap > 1)
    return [(float(start / ends.max()), float(end / ends.max())) for start, end in zip(starts, ends, strict=True)]


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

    Those that climb go up before they go aside, as they have a row of their own then; those that come down go aside before.
    """

    FIRST, THEN = (0.0, 0.58), (0.34, 1.0)  # parts of the way of each

    def __init__(
        self,
        loom: Loom,
        weft: Weft,
        threads: Sequence[tuple[int, int, Thread]] = (),
        *,
        climbing: bool = False,
        lag: float = 0.03,
        **kwargs: Any,
    ) -> None:
        self._loom, self._weft, self._threads, self._lag = loom, weft, list(threads), lag
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
        shares = [self._shares(alpha, len(ways)) for ways in self._ways]
        for ways, done in zip(self._ways, shares, strict=True):
            for way, (across, along) in zip(ways, done.tolist(), strict=True):
                way.go(across, along)
        for thread, target, source, here, there in self._ends:
            head, foot = here + np.stack([shares[0][source], shares[1][target]]) * (there - here)
            thread.points = strand(tuple(head), tuple(foot))

    def _shares(self, alpha: float, count: int) -> np.ndarray:
        """Return how far each of some things is in x and in y, ``(thing, 2)``."""
        late = np.linspace(0.0, min(self._lag * (count - 1), 0.35), count) if count > 1 else np.zeros(1)
        done = [(alpha - start) / (1 - late[-1]) for start in late]
        return np.array([[window(*span, glide)(each) for span in self._spans] for each in done])


class Slide(Own):
    """A written word goes along its row of a loom to the place that it has in a weft, within its rate function's time."""

    def __init__(self, loom: Loom, target: int, weft: Weft, **kwargs: Any) -> None:
        self._loom, self._target, self._spot = loom, target, weft.targets[target]
        kwargs.setdefault("rate_func", glide)
        super().__init__(loom.targets[target], **kwargs)

    def begin(self) -> None:
        """Remember where the word is; from now on its place is where it goes."""
        loom, target = self._loom, self._target
        self._way = _Course(loom.targets[target], loom.tag(1, target, self._spot))
        targets = list(loom.now.targets)
        targets[target] = self._spot
        loom.now = Weft(loom.now.sources, tuple(targets))
        super().begin()

    def interpolate_mobject(self, alpha: float) -> None:
        share = float(self.rate_func(alpha))
        self._way.go(share, share)


class Stretch(Own):
    """The cells of a row become threads: the upper end reaches its word, each narrows to its weight, the lower end is met.

    ``cells`` are the row's; the patches of those with a thread give way to it, and ``fading`` is an animation in which all
    the rest goes, what is ``gone`` then. It goes on between two parts of
    the run time, ``span``; the written word comes along its row meanwhile.
    """

    def __init__(
        self,
        loom: Loom,
        target: int,
        cells: Sequence[Swatch],
        *,
        span: tuple[float, float],
        **kwargs: Any,
    ) -> None:
        self._loom, self._target, self._span = loom, target, span
        self._threads = threads = [(source, thread) for row, source, thread in loom.threads if row == target]
        woven = {source for source, _ in threads}
        fading = [cell.patch for source, cell in enumerate(cells) if source not in woven]
        numerals = [cell.numeral for cell in cells if "numeral" in vars(cell)]
        self._starts = [(cells[source].patch.get_fill_color().to_rgb(), cells[source].patch) for source, _ in threads]
        kwargs.setdefault("rate_func", rate_functions.linear)
        start, end = span
        rest = window(start, start + 0.35 * (end - start))
        self.gone = VGroup(*fading, *numerals)
        self.fading = Vanish(self.gone, rate_func=rest, run_time=kwargs["run_time"])
        super().__init__(loom.fabric, **kwargs)

    def begin(self) -> None:
        """Remember the cells, and where threads and the word will be."""
        loom, target = self._loom, self._target
        spot = loom.stairs.targets[target]
        tag = loom.targets[target]
        self._way = _Course(tag, loom.tag(1, target, spot))
        self._box, self._edge = tag.box, tag.box.stroke_rgbas.copy()
        self._lit = ManimColor(loom.theme.focus).to_rgb()
        self._looks = ManimColor(loom.theme.looks).to_rgb()
        self._goals = []
        for (source, thread), (paint, patch) in zip(self._threads, self._starts, strict=True):
            (x, y), (wide, high) = loom.middle(target, source), (patch.width, patch.height)
            ends = np.array(loom.ends(target, source, loom.stairs))
            self._goals.append((thread, paint, (x, y + high / 2, y - high / 2, 100 * wide), ends))
        self._done = -1.0
        super().begin()

    def interpolate_mobject(self, alpha: float) -> None:
        start, end = self._span
        done = min(max((alpha - start) / (end - start), 0.0), 1.0)
        if done == self._done:
            return
        self._done = done
        up, thin, low, word = (
            glide(min(max((done - first) / (last - first), 0.0), 1.0))
            for first, last in ((0.05, 0.5), (0.08, 0.55), (0.3, 1.0), (0.12, 1.0))
        )
        for thread, paint, (x, head, foot, wide), ((above, roof), (below, floor)) in self._goals:
            thread.points = strand(
                (x + up * (above - x), head + up * (roof - head)), (x + low * (below - x), foot + low * (floor - foot))
            )
            thread.stroke_width = wide + thin * (thread.whole - wide)
            thread.stroke_rgbas[:, :3] = paint + thin * (self._looks - paint)
            thread.stroke_rgbas[:, 3] = thread.stroke_opacity = 1 + low * (thread.levels[0] - 1)
        self._way.go(float(word), float(word))
        glow = float(rate_functions.there_and_back_with_pause(done))
        self._box.stroke_rgbas = self._edge.copy()
        self._box.stroke_rgbas[:, :3] += glow * (self._lit - self._edge[:, :3])


class Edge(Own):
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


class Kindle(Own):
    """Light runs up a thread from its foot, and goes: set the thread to its level when it has."""

    def __init__(self, thread: Thread, theme: Theme, **kwargs: Any) -> None:
        self._whole = thread.copy()
        resting, told = thread.levels
        light = VMobject(stroke_color=theme.looks, stroke_width=thread.get_stroke_width(), fill_opacity=0)
        light.points = thread.points.copy()
        self._light = light
        below = float(thread.get_stroke_opacity())
        light.set_stroke(
            theme.focus if below == told else theme.looks, opacity=0.5 if below == told else 1 - (1 - told) / (1 - resting)
        )
        kwargs.setdefault("rate_func", glide)
        super().__init__(light, introducer=True, remover=True, **kwargs)

    def interpolate_mobject(self, alpha: float) -> None:
        share = float(self.rate_func(alpha))
        self._light.pointwise_become_partial(self._whole, 1 - max(share, 1e-3), 1)


class Reach(Own):
    """A thread grows from the word that looked to the one that was looked at, and stays."""

    def __init__(self, thread: Thread, **kwargs: Any) -> None:
        self._thread, self._whole = thread, thread.copy()
        kwargs.setdefault("rate_func", glide)
        super().__init__(thread, introducer=True, **kwargs)

    def interpolate_mobject(self, alpha: float) -> None:
        share = float(self.rate_func(alpha))
        if share >= 1:
            self._thread.points = self._whole.points.copy()
        else:
            self._thread.pointwise_become_partial(self._whole, 1 - max(share, 1e-3), 1)
