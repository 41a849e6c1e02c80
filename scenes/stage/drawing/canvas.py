"""The picture that stays: of each new frame only the rectangles that changed are drawn again."""

from collections.abc import Sequence
from itertools import chain, zip_longest

import numpy as np
from manim import Camera

from scenes.stage.drawing.marks import Box, Mark, boxes
from scenes.stage.drawing.tiles import Tiles

__all__ = ["Canvas"]


class Canvas:
    """A picture of a list of marks. ``pixels`` is ``(height, width, 4)``, 8-bit RGBA, as in manim's camera.

    What stays for a while can be kept in a picture of its own, ``below``, over which the others are drawn.
    """

    def __init__(self, camera: Camera, below: "Canvas | None" = None) -> None:
        width, height = camera.pixel_width, camera.pixel_height
        self._below = below
        self._ground = np.array(camera.background) if below is None else below.pixels
        self.pixels: np.ndarray = self._ground.copy()
        self._draft = self._ground.copy()
        self.context = camera.get_cairo_context(self._draft)  # manim's transformation
        self._tiles = Tiles(width, height)
        self._marks: Sequence[Mark] = ()
        self._boxes = boxes(())
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
        self._marks, self._boxes, self._everything = marks, found, None
        for rectangle in changed:
            self._redraw(rectangle, still)
        return changed

    def _differences(self, marks: Sequence[Mark], found: np.ndarray) -> np.ndarray:
        """Return the boxes, ``(count, 4)``, of all marks that came, went, or changed places with others."""
        if len(marks) == len(self._marks):  # as a rule marks took the places of others
            old = [place for place, (mark, last) in enumerate(zip(marks, self._marks, strict=True)) if mark is not last]
            if {id(marks[place]) for place in old}.isdisjoint(id(self._marks[place]) for place in old):
                return np.concatenate([found[old], self._boxes[old]])
        return boxes(_reordered(self._marks, marks))

    def put(self, pixels: np.ndarray) -> list[Box]:
        """Take a picture that was drawn elsewhere; the next one is then drawn anew."""
        self.pixels[:] = pixels
        self._everything = self._whole
        return [self._whole]

    def _redraw(self, rectangle: Box, still: int) -> None:
        left, top, right, bottom = rectangle
        self._draft[top:bottom, left:right] = self._ground[top:bottom, left:right]
        self._clip(top, bottom)
        for place in _touching(self._boxes[still:], rectangle):
            self._marks[still + place].draw(self.context)
        self.context.reset_clip()
        self.pixels[top:bottom, left:right] = self._draft[top:bottom, left:right]

    def _clip(self, top: int, bottom: int) -> None:
        """Draw in these rows only. Columns are not clipped: where cairo cuts an outline off, its edge moves a little."""
        matrix = self.context.get_matrix()
        self.context.identity_matrix()
        self.context.new_path()
        self.context.rectangle(0, top, self._tiles.width, bottom - top)
        self.context.clip()
        self.context.set_matrix(matrix)


def _touching(found: np.ndarray, box: Box) -> list[int]:
    left, top, right, bottom = box
    hit = (found[:, 0] < right) & (found[:, 2] > left) & (found[:, 1] < bottom) & (found[:, 3] > top)
    places: list[int] = np.flatnonzero(hit).tolist()
    return places


def _reordered(old: Sequence[Mark], new: Sequence[Mark]) -> list[Mark]:
    """Return the marks that came, went, or changed places with others."""
    before, after = {id(mark) for mark in old}, {id(mark) for mark in new}
    gone = [mark for mark in old if id(mark) not in after]
    come = [mark for mark in new if id(mark) not in before]
    stayed = ([mark for mark in marks if id(mark) in before and id(mark) in after] for marks in (old, new))
    moved = (pair for pair in zip_longest(*stayed) if pair[0] is not pair[1])
    return [mark for mark in chain(gone, come, chain.from_iterable(moved)) if mark is not None]
