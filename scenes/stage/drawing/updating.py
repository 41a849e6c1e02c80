"""What changes by itself while a play goes on: mobjects with updaters, and scenes."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from manim import Animation, AnimationGroup, Scene

from scenes.stage.shortcuts import has_updaters

__all__ = ["is_steady", "is_updated", "members"]


def is_updated(scene: Scene) -> bool:
    """Tell whether the scene, a mobject in it, or one that its present animations are about, has updaters."""
    about = (animation.mobject for animation in members(scene.animations or ()))
    mobjects: Iterator[Any] = chain(scene.mobjects, scene.foreground_mobjects, about)
    return bool(scene.updaters) or any(map(has_updaters, mobjects))


def is_steady(animations: Iterable[Animation]) -> bool:
    """Tell whether all have a true attribute ``steady``: what they are about has the same members and depths while they last.

    None of them has points at one time, and no points at another.
    """
    return all(getattr(each, "steady", type(each) is AnimationGroup) for each in members(animations))


def members(animations: Iterable[Animation]) -> Iterator[Animation]:
    """Yield animations, and all within groups of them."""
    for animation in animations:
        yield animation
        if isinstance(animation, AnimationGroup):
            yield from members(animation.animations)
