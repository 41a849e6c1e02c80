"""For how long nothing in a film changes: measured while it is told, of what is shown of a trace and of what carries it.

It counts as motion that a displayed reading, its cell, bar, thread, wire or operator changes its place, size, colour or value, or
that light runs along a thread. Captions, the header and legends are beside the picture; letters, frames and labels without a
reading are ornaments. When they alone move, or come and go, the film stands still. How fast something moves within its run time
is not looked at.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, cast

from manim import Animation, AnimationGroup, Mobject, config

from scenes.mobjects.weaving import Gleam
from scenes.mobjects.wires import Operator, Squash, Wire
from scenes.telling.frame import Frame

__all__ = ["Stillness", "longest_still", "still_share", "stills"]

CARRIERS = (Wire, Operator, Squash, Gleam)
"""What shows no reading, but is where readings go."""

Span = tuple[float, float]
"""A beginning and an end, in seconds."""


class Stillness:
    """When something in a film is in ``motion``: spans in the order of plays. It hears of every play, at its end."""

    def __init__(self) -> None:
        self.motion: list[Span] = []
        self._told = 0.0

    def note(self, scene: Any) -> None:
        """Remember what moved in the play that a scene has just ended."""
        start, end = self._told, float(scene.time)
        animations = scene.animations or []
        lasts = max((each.run_time for each in animations), default=0.0)
        pace = (end - start) / lasts if lasts else 0.0
        self.motion += _spans(animations, start, pace, scene.frame)
        self._told = end


def stills(scene: Any) -> list[Span]:
    """Return the spans of a film that was told before a witness in which nothing moved, the longest first."""
    end, frame = float(scene.time), 1 / config.frame_rate
    spans = [(0.0, 0.0), *_merged(scene.witness.stillness.motion), (end, end)]
    found = ((before, after) for (_, before), (after, _) in pairwise(spans) if after - before > frame / 2)
    return sorted(found, key=lambda span: span[0] - span[1])


def still_share(scene: Any) -> float:
    """Return in which part (0..1) of such a film nothing moved."""
    return sum(end - start for start, end in stills(scene)) / float(scene.time)


def longest_still(scene: Any, number: int = 1) -> float:
    """Return how long, in seconds, nothing moved in such a film at most; or the second longest such time, and so on."""
    lengths = [end - start for start, end in stills(scene)]
    return lengths[number - 1] if number <= len(lengths) else 0.0


def _spans(animations: Iterable[Animation], start: float, pace: float, frame: Frame) -> Iterator[Span]:
    """Yield when something moves in animations that begin at ``start`` and take ``pace`` seconds for one of their run time."""
    for each in animations:
        if isinstance(each, AnimationGroup):
            own = pace * each.run_time / each.max_end_time if each.max_end_time else 0.0
            for inner, begins in zip(each.animations, each.anims_with_timings["start"].tolist(), strict=True):
                yield from _spans([inner], start + begins * own, own, frame)
        elif _counts(cast(Mobject, each.mobject), frame):
            first, last = each.busy() if hasattr(each, "busy") else (0.0, 1.0)
            if first < last:
                opens, shuts = getattr(each, "window", (0.0, 1.0))
                first, last = (start + (opens + part * (shuts - opens)) * each.run_time * pace for part in (first, last))
                yield first, last


def _counts(mobject: Mobject, frame: Frame) -> bool:
    """Tell whether a mobject shows a reading, or carries one, in the picture."""
    return any(
        frame.caption.top < member.get_y() < frame.header.bottom
        for member in mobject.get_family()
        if isinstance(member, CARRIERS) or (hasattr(type(member), "displays") and any(True for _ in member.displays()))
    )


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield spans in their order, those as one that touch."""
    start = end = 0.0
    for first, last in sorted(spans):
        if first > end:
            yield start, end
            start = first
        end = max(end, last)
    yield start, end
