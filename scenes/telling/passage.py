"""A play under way: its animations and when each begins and ends, and what stood still on screen when it began."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from manim import Animation, AnimationGroup, Scene

from scenes.mobjects.motion import Reveal, Shade
from scenes.mobjects.moves import Extend, Light, Travel
from scenes.mobjects.notation.equations import Equation, Symbol
from scenes.mobjects.text import Label, Numeral
from scenes.mobjects.tokens import Chip
from scenes.mobjects.values import Swatch
from scenes.mobjects.wires import Operator, Squash, Wire
from scenes.telling.seen import Look

__all__ = ["NEAR", "Part", "Passage", "box_of"]

NEAR = 0.1
"""Units between a wire and what goes along it, and between its end and where that sets out or arrives."""

TEXTS = Label, Numeral, Symbol, Equation


class Part(NamedTuple):
    """An animation of a play, no group, with the seconds of the play between which it runs."""

    animation: Any
    start: float
    end: float

    @property
    def arrives(self) -> bool:
        """Whether its thing comes to where it is used: not one that is lit or dimmed where it is."""
        return not isinstance(self.animation, (Shade, Light))

    @property
    def moves(self) -> bool:
        """Whether its thing is at another place while it lasts: not one that comes in, is lit or dimmed where it is."""
        return not isinstance(self.animation, (Reveal, Shade, Light))

    @property
    def ready(self) -> float:
        """The second from which its thing is where it is used: at its end, or as soon as it waits there."""
        return self.start + self._ready * (self.end - self.start)

    @property
    def is_ready(self) -> bool:
        """Whether its thing is where it is used, as far as it says so."""
        return float(getattr(self.animation, "reached", 1.0)) >= self._ready

    @property
    def _ready(self) -> float:
        return float(getattr(self.animation, "ready", 1.0))


class Passage:
    """What is known of a play while it goes on, whatever the moment: found once, when it is asked for first.

    ``rest`` is how all looked before the play. Positions are in manim's units.
    """

    def __init__(self, scene: Scene, rest: Look) -> None:
        self._scene, self._rest, self._animations = scene, rest, list(scene.animations or ())

    @cached_property
    def parts(self) -> list[Part]:
        """Its animations, without groups."""
        return list(_parts(self._animations))

    @cached_property
    def effects(self) -> list[Part]:
        """Those that say what causes them."""
        return [part for part in self.parts if getattr(part.animation, "causes", ())]

    @cached_property
    def travels(self) -> list[Any]:
        """The animations in which a thing goes along a path."""
        return [part.animation for part in self.parts if isinstance(part.animation, Travel)]

    def journey(self, leaf: Any) -> Any:
        """Return the animation in which a leaf goes along a path, or None."""
        return self._journeys.get(id(leaf))

    @cached_property
    def _journeys(self) -> dict[int, Any]:
        return {id(member): each for each in self.travels for member in each.mobject.get_family()}

    @cached_property
    def texts(self) -> tuple[list[Any], np.ndarray]:
        """Texts and formulas that are not slanted, there before or coming in where they are, and their boxes, ``(text, 4)``."""
        texts, boxes, _ = self._rest.upright
        come = [member for member in self._coming if isinstance(member, TEXTS) and not getattr(member, "slanted", False)]
        around = [box_of(each) for each in come]
        return texts + come, np.concatenate([boxes, np.reshape(around, (-1, 4))])

    @cached_property
    def _coming(self) -> list[Any]:
        """All members of what comes in where it is."""
        there = {id(thing) for thing in self._rest.things}
        coming = [part.animation.mobject for part in self.parts if isinstance(part.animation, Reveal)]
        members = {id(member): member for each in coming if id(each) not in there for member in each.get_family()}
        return [member for key, member in members.items() if key not in there]

    @cached_property
    def wires(self) -> dict[int, np.ndarray]:
        """The places on every wire that is there, or is drawn in this play, ``(place, 2)`` each, by the id of the wire.

        One that goes elsewhere itself leads nowhere.
        """
        there = (*self._rest.of(Wire), *self._coming)
        standing = [each for each in there if isinstance(each, Wire) and id(each) not in self._journeys]
        drawn = [part.animation for part in self.parts if isinstance(part.animation, Extend)]
        return {id(each): each.corners for each in standing} | {id(each.mobject): each.corners for each in drawn}

    @cached_property
    def ends(self) -> np.ndarray:
        """The ends of every wire, ``(wire, 2, 2)``."""
        return np.array([wire[[0, -1]] for wire in self.wires.values()]).reshape(-1, 2, 2)

    @cached_property
    def operators(self) -> list[Any]:
        """All operators that are there, or come in."""
        kinds = Operator, Squash
        return [*self._rest.of(*kinds), *(each for each in self._coming if isinstance(each, kinds))]

    def holder(self, thing: Any) -> Any:
        """Return the chip or the cell that something stands in, or None: its texts belong to its box."""
        return self._holders.get(id(thing))

    @cached_property
    def _holders(self) -> dict[int, Any]:
        kinds = Chip, Swatch
        moving = (member for each in self.travels for member in each.mobject.get_family())
        holders = [*self._rest.of(*kinds), *(each for each in (*self._coming, *moving) if isinstance(each, kinds))]
        return {id(member): each for each in holders for member in each.get_family()}

    def around(self, place: np.ndarray) -> np.ndarray:
        """Return the box around a place, ``(4,)``, in which the end of a wire leads there: larger if it is in an operator."""
        box = np.concatenate([place - NEAR, place + NEAR])
        for port in map(box_of, self.operators):
            low, high = port[:2] - NEAR, port[2:] + NEAR
            if (place > low).all() and (place < high).all():
                box = np.concatenate([np.minimum(box[:2], low), np.maximum(box[2:], high)])
        return box


def box_of(thing: Any) -> np.ndarray:
    """Return left, foot, right and head of all outlines of a thing, ``(4,)``; of one without any, a box of no size nowhere."""
    outlines = [member.points[:, :2] for member in thing.get_family() if len(member.points)]
    if not outlines:
        return np.full(4, np.inf)
    points = np.concatenate(outlines)
    return np.concatenate([points.min(axis=0), points.max(axis=0)])


def _parts(animations: Iterable[Animation], start: float = 0.0, pace: float = 1.0) -> Iterator[Part]:
    """Yield all animations, those in groups in their place; a group may take more or less time than its members do."""
    for animation in animations:
        if isinstance(animation, AnimationGroup):
            inner = pace * animation.run_time / (animation.max_end_time or 1.0)
            for member, begins in zip(animation.animations, animation.anims_with_timings["start"].tolist(), strict=True):
                yield from _parts([member], start + begins * inner, inner)
        else:
            length, window = pace * animation.run_time, getattr(animation, "window", (0.0, 1.0))
            yield Part(animation, *(start + share * length for share in window))
