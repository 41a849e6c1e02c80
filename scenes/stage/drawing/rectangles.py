"""Upright rectangles among outlines: cells, bars and patches, by far the most that moves in a film, are looked at all at once.

cairo rounds every point to 1/256 pixel. Where the rounded points of an outline are those of an upright rectangle, a square that
is stretched to it has the very same ones, and its picture is the same; so such an outline need not be traced curve by curve.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import cairo
import numpy as np

from scenes.stage.drawing.marks import Plates, Square

__all__ = ["POINTS", "Found", "Rectangles"]

GRAIN = 256
"""Steps of a pixel that cairo knows of."""

FAR = 2.0**20
"""Pixels from the origin; not much beyond it cairo's own numbers end."""

CORNERS = ((0, 0), (1, 0), (1, 1), (0, 1))
CURVE = 4
"""Points of a cubic curve."""

POINTS = len(CORNERS) * CURVE
"""Points of a rectangle."""

SHAPE = (len(CORNERS), CURVE, 3)


class Found(NamedTuple):
    """Which of some outlines are rectangles; of those that are the rows and the edges, see :class:`Plates`."""

    good: np.ndarray
    rows: np.ndarray
    edges: np.ndarray


class Rectangles:
    """Finds rectangles in the picture of ``context``; they may colour ``edge`` pixels more than they cover."""

    def __init__(self, context: "cairo.Context[Any]", edge: int) -> None:
        self._edge, usual = edge, context.get_matrix()
        self._square = Square(_square(context), usual)
        self._scale, self._shift = np.array([[usual.xx], [usual.yy]]), np.array([[usual.x0], [usual.y0]])

    def plates(self, rows: np.ndarray, edges: np.ndarray) -> Plates:
        """Return the mark of some rectangles that were found."""
        return Plates(rows, edges.tobytes(), self._square)

    def find(self, outlines: Sequence[np.ndarray], colours: Sequence[np.ndarray]) -> Found:
        """Look at outlines, ``(16, 3)`` each, with colours, ``(1, 4)`` each: red, green, blue, opacity."""
        with np.errstate(all="ignore"):  # what is not a number is no rectangle
            return self._found(outlines, colours)

    def _found(self, outlines: Sequence[np.ndarray], colours: Sequence[np.ndarray]) -> Found:
        together = np.concatenate(outlines).reshape(len(outlines), -1).T.reshape(*SHAPE, -1)
        points = np.ascontiguousarray(together[:, :, :2])  # each x and y has a row of its own: numpy is slow along short ones
        pixels = points * self._scale + self._shift  # cairo calculates no other way
        rounded = np.rint(pixels * GRAIN)
        start, second, third = rounded[:3, 0]
        low, high = np.minimum(start, third), np.maximum(start, third)
        sides = np.concatenate([second - start, third - second, start]) / GRAIN  # where the square's x, its y and its origin go
        rows = np.concatenate([sides, np.concatenate(colours).T[[2, 1, 0, 3]]])
        edges = np.concatenate([low // GRAIN - self._edge, -(-high // GRAIN) + self._edge]).astype(np.int64)
        edges[:, rows[9] == 0] = 0
        sound = ((high > low) & (high < FAR * GRAIN) & (low > -FAR * GRAIN)).all(axis=0)
        return Found(sound & _upright(pixels, rounded), np.ascontiguousarray(rows.T), np.ascontiguousarray(edges.T))


def _upright(pixels: np.ndarray, rounded: np.ndarray) -> np.ndarray:
    """Tell of which outlines every curve begins where the last ends, and rounded they are the sides of an upright rectangle.

    Both are ``(4, 4, 2, count)``: curves, their points, x and y.
    """
    starts, handles, ends = rounded[:, 0], rounded[:, 1:3], rounded[:, 3]
    joined = (pixels[1:, 0] == pixels[:-1, 3]).all(axis=(0, 1)) & (pixels[0, 0] == pixels[-1, 3]).all(axis=0)
    within = ((handles - starts[:, np.newaxis]) * (handles - ends[:, np.newaxis]) <= 0).all(axis=(0, 1, 2))
    along = (starts == ends).any(axis=1).all(axis=0)
    opposite = (starts[0] + starts[2] == starts[1] + starts[3]).all(axis=0)
    upright: np.ndarray = joined & within & along & opposite
    return upright


def _square(context: "cairo.Context[Any]") -> cairo.Path:
    """Return the path of a square, of curves as manim's are: cairo draws one of lines in another way."""
    usual = context.get_matrix()
    context.identity_matrix()
    context.new_path()
    context.move_to(*CORNERS[0])
    for (x0, y0), (x1, y1) in zip(CORNERS, (*CORNERS[1:], CORNERS[0]), strict=True):
        context.curve_to((2 * x0 + x1) / 3, (2 * y0 + y1) / 3, (x0 + 2 * x1) / 3, (y0 + 2 * y1) / 3, x1, y1)
    context.close_path()
    path = context.copy_path()
    context.set_matrix(usual)
    return path
