"""How much of a film's frame is unused, and which boxes in it stay empty: measured while it is told, of what is seen at rest.

A part of the frame is unused if it is a rectangle in which nothing is: nothing that is filled reaches into it, and no line
crosses it. Of all such rectangles the largest counts. A plain box, filled or not, says nothing by itself: only its outline
counts, and it is empty if nothing that can be seen lies within it.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from manim import Rectangle

from model.trace import Array
from scenes.mobjects.shapes import Box
from scenes.telling.frame import Frame
from scenes.telling.seen import Look

__all__ = ["Emptiness", "emptiest", "empty_boxes", "unused"]

STEP = 0.25
"""The size of a square of the grid on which it is measured, in units."""
ROOM = 0.2, 0.5
"""A box has room for something if its shorter and its longer side are as long as this, in units."""
POINTS = 16
"""Between two points of a line so many are taken."""
FAINT = 0.01
"""An opacity that is none."""


class Rest(NamedTuple):
    """What a frame has in it at a time, in seconds.

    ``filled`` are boxes of what is filled, ``(leaf, 4)``, ``lines`` the ends of pieces of lines, ``(end, piece, 2)``, ``empty``
    the ids of boxes.
    """

    time: float
    filled: Array
    lines: Array
    empty: frozenset[int]


class Emptiness:
    """What was in the frame at the end of each play, in their order."""

    def __init__(self) -> None:
        self.rests: list[Rest] = []

    def note(self, scene: Any, look: Look) -> None:
        """Remember what is to be seen of a scene as it is now."""
        plain = np.array([_is_plain(leaf) for leaf in look.leaves], bool)
        filled = (look.fills > FAINT) & ~plain
        lines = [look.leaves[number].points[:, :2] for number in np.flatnonzero(~filled)]
        self.rests.append(Rest(float(scene.time), look.boxes[filled], _pieces(lines), frozenset(_empty(look, plain))))


def unused(rest: Rest, frame: Frame) -> float:
    """Return which part (0..1) of a frame the largest rectangle has in which nothing is."""
    wide, high = (round(side / STEP) for side in frame.size)
    used = np.zeros((high, wide), bool)
    corner = np.array(frame.size) / 2
    for left, foot, right, head in np.floor((rest.filled + np.tile(corner, 2)) / STEP).astype(int).clip(0).tolist():
        used[foot : head + 1, left : right + 1] = True
    across, up = np.floor((_between(*rest.lines) + corner) / STEP).astype(int).T
    inside = (across >= 0) & (across < wide) & (up >= 0) & (up < high)
    used[up[inside], across[inside]] = True
    return _largest(used) / used.size


def emptiest(scene: Any, most: float) -> list[tuple[float, float]]:
    """Return when more than the part ``most`` of a film's frame was unused, from when until when, in seconds."""
    return _spans(scene, [unused(rest, scene.frame) > most for rest in scene.witness.emptiness.rests])


def empty_boxes(scene: Any) -> list[tuple[float, float]]:
    """Return from when until when, in seconds, a box stayed empty, for each such box."""
    rests = scene.witness.emptiness.rests
    boxes = frozenset[int]().union(*(rest.empty for rest in rests))
    return [span for box in sorted(boxes) for span in _spans(scene, [box in rest.empty for rest in rests])]


def _spans(scene: Any, holds: list[bool]) -> list[tuple[float, float]]:
    """Return the spans in which something holds at the end of every play: to the last of them, or to the end of the film."""
    times = [rest.time for rest in scene.witness.emptiness.rests]
    changes = np.flatnonzero(np.diff([False, *holds, False])).reshape(-1, 2).tolist()
    return [(times[first], times[after - 1] if after < len(times) else float(scene.time)) for first, after in changes]


def _pieces(lines: list[Array]) -> Array:
    """Return the two ends of each piece of some lines, from one point to the next, ``(end, piece, 2)``."""
    if not lines:
        return np.zeros((2, 0, 2))
    return np.stack([np.concatenate([points[part] for points in lines]) for part in (np.s_[:-1], np.s_[1:])])


def _between(first: Array, second: Array) -> Array:
    """Return points along pieces of lines, ``(point, 2)``, no two of which are far from each other."""
    made: Array = first[:, np.newaxis] + np.linspace(0.0, 1.0, POINTS)[:, np.newaxis] * (second - first)[:, np.newaxis]
    return made.reshape(-1, 2)


def _is_plain(leaf: Any) -> bool:
    """Tell whether something is a box that shows nothing of a trace."""
    return isinstance(leaf, Box | Rectangle) and not vars(leaf).get("reading")


def _empty(look: Look, plain: Array) -> Iterator[int]:
    """Yield the ids of the plain boxes that have room for something and have nothing in them."""
    middles, sides = (look.boxes[:, :2] + look.boxes[:, 2:]) / 2, np.sort(look.boxes[:, 2:] - look.boxes[:, :2], axis=1)
    (x, y), numbers = middles.T, np.flatnonzero(plain & ~np.any(sides < ROOM, axis=1))
    left, foot, right, head = look.boxes[numbers].T[:, :, np.newaxis]
    within = (x > left) & (x < right) & (y > foot) & (y < head)
    within[np.arange(len(numbers)), numbers] = False
    yield from (id(look.leaves[number]) for number in numbers[~within.any(axis=1)])


def _largest(used: Array) -> int:
    """Return how many squares the largest rectangle has of which none is used, of a grid ``(row, column)``."""
    free, best = np.zeros(used.shape[1] + 1, int), 0
    for row in used:
        free[:-1] = np.where(row, 0, free[:-1] + 1)
        open_since: list[tuple[int, int]] = []
        for column, high in enumerate(free.tolist()):
            start = column
            while open_since and open_since[-1][1] >= high:
                start, before = open_since.pop()
                best = max(best, before * (column - start))
            open_since.append((start, high))
    return best
