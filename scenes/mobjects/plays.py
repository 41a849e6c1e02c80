"""What a set asks a film to play: a set knows what moves and when, but not the film."""

from collections.abc import Sequence
from dataclasses import dataclass

from manim import Animation, VMobject

__all__ = ["Play"]


@dataclass(frozen=True, slots=True)
class Play:
    """Animations that are played together.

    ``replaced`` leaves the scene as they begin, since something else begins in its place; ``then`` joins whatever is played next.
    """

    animations: Sequence[Animation]
    replaced: Sequence[VMobject] = ()
    then: Sequence[Animation] = ()
