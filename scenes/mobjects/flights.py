"""Flights of whole things: copies of them go into one point, and a word turns into its vector."""

from collections.abc import Iterator, Sequence

from manim import Animation, AnimationGroup, Mobject, VMobject

from scenes.mobjects.motion import Depart, Reveal
from scenes.mobjects.plays import Play
from scenes.mobjects.values import Vector

__all__ = ["into", "spelt", "worked"]

RIPPLE = 0.03  # how much later each next cell sets out


def into(point: Mobject, things: Sequence[VMobject], run_time: float) -> list[Animation]:
    """Return animations in which copies of things go to one point, or one place, and are gone there."""
    copies = [each.copy() for each in things]
    return [Depart(copy, [copy], [point], run_time=run_time) for copy in copies]


def spelt(word: VMobject, vector: Vector, run_time: float) -> list[Animation]:
    """Return animations in which a copy of a word goes where its vector then comes in, cell by cell."""
    return [*into(vector, [word], run_time), Reveal(vector, vector.cells, lag=RIPPLE, wait=0.5, run_time=run_time)]


def worked(
    going: Sequence[Animation], coming: Sequence[Animation], first: Sequence[Animation] = (), *, brisk: bool
) -> Iterator[Play]:
    """Let things go in, ``first`` with them, and then what is made of them come out: if ``brisk``, before all are in."""
    if brisk:
        yield Play([*first, AnimationGroup(AnimationGroup(*going), AnimationGroup(*coming), lag_ratio=0.5)])
    else:
        yield Play([*first, *going])
        yield Play(coming)
