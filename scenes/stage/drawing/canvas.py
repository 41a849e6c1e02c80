"""The picture that stays: of each new frame only the rectangles that changed are drawn again."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import accumulate, chain, compress
from operator import is_not
from typing import Any

import cairo
import numpy as np
from manim import Camera

from scenes.stage.drawing.marks import Box, Mark, boxes, differing, touching
from scenes.stage.drawing.tiles import Tiles

__all__ = ["Canvas"]

ONLY = np.arange(1)
"""The number of the piece of a mark that has one."""

Piece = tuple[Hashable, int]
"""What a piece of a mark looks like, and how many before it look the same."""


class Canvas:
    """A picture of a list of marks. ``pixels`` is ``(height, width, 4)``, 8-bit RGBA, as in manim's camera.

    What stays for a while can be kept in a picture of its own, ``below``, over which the others are drawn. ``context`` has
    manim's transformation; it draws into a draft, of which a rectangle is taken when all marks are in it.
    """

    def __init__(self, camera: Camera, below: "Canvas | None" = None) -> None:
        width, height = camera.pixel_width, camera.pixel_height
        self._below = below
        self._ground: np.ndarray = np.asarray(camera.background) if below is None else below.pixels
        self.pixels: np.ndarray = np.empty_like(self._ground)
        self._draft: np.ndarray = np.empty_like(self._ground) if below is None else below._draft
        self.context: cairo.Context[Any] = below.context if below else camera.get_cairo_context(self._draft)
        self._tiles = Tiles(width, height)
        self._marks: Sequence[Mark] = ()
        # of every piece its box, also as edges, ``(4, count)``, and its mark's number; of every mark its first piece's
        self._boxes, self._edges = boxes(()), boxes(()).T
        self._owners, self._starts = np.arange(0), [0]
        self._whole: Box = (0, 0, width, height)
        self._everything: Box | None = self._whole

    def show(self, marks: Sequence[Mark], still: int = 0) -> list[Box]:
        """Bring the picture up to ``marks``, the lowest first; return the rectangles that were drawn again, in pixels.

        The first ``still`` of them are going to stay.
        """
        if self._everything is None and marks == self._marks:
            return []
        if self._below is None:
            still = 0
        else:
            self._below.show(marks[:still])
        found = boxes(marks)
        changed = [self._everything] if self._everything else self._tiles.cover(self._differences(marks, found))
        counts = [mark.count for mark in marks]
        self._marks, self._boxes, self._everything = marks, found, None
        self._starts, self._owners = [0, *accumulate(counts)], np.repeat(np.arange(len(marks)), counts)
        self._edges = np.ascontiguousarray(found.T)
        for rectangle in changed:
            self._redraw(rectangle, still)
        return changed

    def _differences(self, marks: Sequence[Mark], found: np.ndarray) -> np.ndarray:
        """Return the boxes, ``(count, 4)``, of all that came, went, or changed places with others."""
        if len(marks) == len(self._marks):  # as a rule marks took the places of others
            new = np.fromiter(map(is_not, marks, self._marks), bool, len(marks))
            come, gone = list(compress(marks, new)), list(compress(self._marks, new))
            if set(map(id, come)).isdisjoint(map(id, gone)):
                differences = differing(gone, come)
                if differences is not None:
                    return differences
        went, came = _reordered(_pieces(self._marks), _pieces(marks))
        return np.concatenate([self._boxes[went], found[came]])

    def put(self, pixels: np.ndarray) -> list[Box]:
        """Take a picture that was drawn elsewhere; the next one is then drawn anew."""
        self.pixels[:] = pixels
        self._everything = self._whole
        return [self._whole]

    def _redraw(self, rectangle: Box, still: int) -> None:
        left, top, right, bottom = rectangle
        self._draft[top:bottom, left:right] = self._ground[top:bottom, left:right]
        self._clip(top, bottom)
        for mark, pieces in self._touching(rectangle, still):
            mark.draw(self.context, pieces)
        self.context.reset_clip()
        self.pixels[top:bottom, left:right] = self._draft[top:bottom, left:right]

    def _touching(self, rectangle: Box, still: int) -> Iterator[tuple[Mark, np.ndarray]]:
        """Yield all marks but the first ``still`` that touch a rectangle, with the numbers of the pieces that do."""
        first = self._starts[still]
        found = np.flatnonzero(touching(self._edges[:, first:], rectangle)) + first
        owners: list[int] = self._owners[found].tolist()
        start = 0
        while start < len(owners):
            owner = owners[start]
            mark = self._marks[owner]
            if mark.count == 1:
                yield mark, ONLY
                start += 1
            else:
                end = bisect_right(owners, owner, start)
                yield mark, found[start:end] - self._starts[owner]
                start = end

    def _clip(self, top: int, bottom: int) -> None:
        """Draw in these rows only. Columns are not clipped: where cairo cuts an outline off, its edge moves a little."""
        matrix = self.context.get_matrix()
        self.context.identity_matrix()
        self.context.new_path()
        self.context.rectangle(0, top, self._tiles.width, bottom - top)
        self.context.clip()
        self.context.set_matrix(matrix)


def _reordered(before: dict[Piece, int], after: dict[Piece, int]) -> tuple[list[int], list[int]]:
    """Return the numbers of the pieces that went, and that came; those that changed places with others did both."""
    stayed = [piece for piece in before if piece in after], [piece for piece in after if piece in before]
    moved = {piece for pair in zip(*stayed, strict=True) if pair[0] != pair[1] for piece in pair}
    return (
        [number for piece, number in before.items() if piece not in after or piece in moved],
        [number for piece, number in after.items() if piece not in before or piece in moved],
    )


def _pieces(marks: Iterable[Mark]) -> dict[Piece, int]:
    """Return the number of every piece; of those that are alike, each has its own number in turn."""
    pieces: dict[Piece, int] = {}
    turns: dict[Hashable, int] = defaultdict(int)
    for number, piece in enumerate(chain.from_iterable(mark.pieces() for mark in marks)):
        pieces[piece, turns[piece]] = number
        turns[piece] += 1
    return pieces
