"""A mark: what is drawn of a mobject, or of many rectangles, and which pixels it may touch; compared by value, never changed."""

from collections.abc import Iterable, Sequence
from struct import Struct
from typing import Any

import cairo
import numpy as np

from scenes.stage.drawing.paints import Line, Paints, Style, use

__all__ = ["EDGES", "NOWHERE", "UNLIKE", "Box", "Mark", "Plates", "Square", "Trace", "boxes", "differing", "touching"]

Box = tuple[int, int, int, int]
"""Left, top, right and bottom in whole pixels, the last two exclusive."""

EDGES = Struct("4q")
"""A box as bytes, which are joined to an array much faster than tuples are."""

NOWHERE = EDGES.pack(0, 0, 0, 0)
"""The box of what cannot be seen."""


UNLIKE = np.full((1, 10), np.nan)
"""Numbers that differ from all others, and from themselves."""


class Mark:
    """What is drawn at one place in the order of all that is drawn: ``count`` pieces.

    ``edges`` are the boxes of the pieces as bytes, see :func:`boxes`. ``rows``, ``(count, 10)``, are numbers that differ wherever
    two pieces may look different.
    """

    __slots__ = ("count", "edges", "rows")

    count: int
    edges: bytes
    rows: np.ndarray

    def draw(self, context: "cairo.Context[Any]", pieces: np.ndarray) -> None:
        """Draw some pieces, given by their numbers."""
        raise NotImplementedError

    def look(self) -> Iterable[Any]:
        """Return values that no mark has that looks different."""
        raise NotImplementedError

    def pieces(self) -> Iterable[Any]:
        """Return what stands for each piece, the same for two only if they are drawn alike."""
        raise NotImplementedError


class Trace(Mark):
    """One mobject as it looked at one moment: its outline, as ``points`` in bytes and as a ``path``, and its paints."""

    __slots__ = ("paints", "path", "points", "style")

    def __init__(self, points: bytes, style: Style, path: cairo.Path, paints: Paints, box: bytes) -> None:
        self.points, self.style, self.path, self.paints, self.edges = points, style, path, paints, box
        self.count, self.rows = 1, UNLIKE

    def draw(self, context: "cairo.Context[Any]", pieces: np.ndarray) -> None:
        """Draw the mark with the calls, in the order, of manim's ``Camera.display_vectorized``."""
        fill, halo, line, _ = self.paints
        context.new_path()
        context.append_path(self.path)
        if halo is not None:
            _stroke(context, halo)
        if fill is not None:
            use(context, fill)
            context.fill_preserve()
        if line is not None:
            _stroke(context, line)

    def look(self) -> Iterable[Any]:
        return self.points, *self.style

    def pieces(self) -> Iterable[Any]:
        return (id(self),)


class Square:
    """The path of a square of side 1, and the transformation with which all else is drawn."""

    def __init__(self, path: cairo.Path, usual: cairo.Matrix) -> None:
        self.path, self.usual = path, usual


class Plates(Mark):
    """Many rectangles, one above the other, each in one colour: all of them have the path of one ``square``, each at its place.

    ``rows`` is ``(count, 10)``: the square's transformation into pixels (:class:`cairo.Matrix`), then blue, green, red and
    opacity, as manim's pixels want them.
    """

    __slots__ = ("square",)

    def __init__(self, rows: np.ndarray, edges: bytes, square: Square) -> None:
        self.rows, self.edges, self.square = rows, edges, square
        self.count = len(rows)

    def draw(self, context: "cairo.Context[Any]", pieces: np.ndarray) -> None:
        path, place, paint, fill = self.square.path, context.set_matrix, context.set_source_rgba, context.fill
        append, matrix = context.append_path, cairo.Matrix
        context.new_path()
        for xx, yx, xy, yy, x0, y0, blue, green, red, alpha in self.rows[pieces].tolist():
            place(matrix(xx, yx, xy, yy, x0, y0))
            append(path)
            paint(blue, green, red, alpha)
            fill()
        place(self.square.usual)

    def look(self) -> Iterable[Any]:
        return (self.rows.tobytes(),)

    def pieces(self) -> Iterable[Any]:
        looks, size = self.rows.tobytes(), self.rows.itemsize * self.rows.shape[1]
        return (looks[start : start + size] for start in range(0, len(looks), size))


def boxes(marks: Iterable[Mark]) -> np.ndarray:
    """Return the boxes of all pieces of marks as ``(count, 4)``: left, top, right and bottom in pixels."""
    return np.frombuffer(b"".join([mark.edges for mark in marks]), np.int64).reshape(-1, 4)


def differing(gone: Sequence[Mark], come: Sequence[Mark]) -> np.ndarray | None:
    """Return the boxes of what differs between marks and those in their places; None if their pieces do not match."""
    if any(old.count != new.count for old, new in zip(gone, come, strict=True)):
        return None
    before, after = (np.concatenate([UNLIKE[:0], *(mark.rows for mark in marks)]) for marks in (gone, come))
    changed = (before != after).any(axis=1)
    return np.concatenate([boxes(marks)[changed] for marks in (gone, come)])


def touching(edges: np.ndarray, box: Box) -> np.ndarray:
    """Tell which boxes, ``(4, count)``, have a pixel in common with one."""
    left, top, right, bottom = box
    hit: np.ndarray = (edges[0] < right) & (edges[2] > left) & (edges[1] < bottom) & (edges[3] > top)
    return hit


def _stroke(context: "cairo.Context[Any]", line: Line) -> None:
    use(context, line.paint)
    line.prepare(context)
    context.stroke_preserve()
