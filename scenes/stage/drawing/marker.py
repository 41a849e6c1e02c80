"""Who makes the marks: a mobject that did not change keeps its mark, one that did not move its path; plain ones are one mark."""

from collections.abc import Iterable, Iterator
from itertools import accumulate, groupby, pairwise
from operator import attrgetter
from typing import Any, NamedTuple

import cairo
import numpy as np
from manim import Camera, Mobject, VMobject

from scenes.stage.drawing.marks import EDGES, NOWHERE, UNLIKE, Box, Mark, Plates, Trace
from scenes.stage.drawing.outlines import Outliner
from scenes.stage.drawing.paints import Paints, Palette, Style, style_of
from scenes.stage.drawing.rectangles import POINTS, Rectangles

__all__ = ["Marker"]

SOFT_EDGE = 2
"""Pixels by which an outline may colour more than its geometry covers: antialiasing, and rounding."""

MANY = 4
"""As many rectangles, one above the other, become one mark; fewer take longer that way."""

_LINED, _HALOED = attrgetter("stroke_width"), attrgetter("background_stroke_width")


class _Run(NamedTuple):
    """Mobjects that are drawn one after the other; if they are ``plain``, they may be rectangles."""

    mobjects: list[VMobject]
    plain: bool


class Marker:
    """Makes marks, and knows the last one of every mobject.

    ``context`` is a cairo context with the transformation from manim units to pixels, without rotation; it is only measured with.
    """

    def __init__(self, camera: Camera, context: "cairo.Context[Any]") -> None:
        self._context, self._outliner, self._palette = context, Outliner(camera, context), Palette(camera)
        self._matrix = context.get_matrix()
        self._rectangles = Rectangles(context, SOFT_EDGE)
        self._known: dict[int, tuple[VMobject, Trace]] = {}
        self._mobjects: list[Mobject] = []
        self._runs: list[_Run] = []
        self._rows: np.ndarray | None = None  # of all that were rectangles last time, and their marks
        self._last: list[Plates | None] = []

    def marks(self, mobjects: list[Mobject]) -> list[Mark]:
        """Return the marks of mobjects as they are now; of what is not an outline there is none."""
        if mobjects != self._mobjects:
            self._divide(mobjects)
        plates, marks = iter(self._plates()), list[Mark]()
        for run in self._runs:
            plate = next(plates) if run.plain else None
            marks += self._traces(run.mobjects) if plate is None else [plate]
        return marks

    def keep(self, mobjects: Iterable[Mobject]) -> None:
        """Forget all other mobjects."""
        kept = {id(mobject) for mobject in mobjects}
        self._known = {key: known for key, known in self._known.items() if key in kept}

    def _divide(self, mobjects: list[Mobject]) -> None:
        """Look for runs of what may be rectangles."""
        outlines = [mobject for mobject in mobjects if isinstance(mobject, VMobject)]
        runs = ((plain and self._outliner.plain, list(run)) for plain, run in groupby(outlines, _is_plain))
        self._runs = [_Run(run, plain and len(run) >= MANY) for plain, run in runs]
        self._mobjects, self._rows, self._last = mobjects, None, []

    def _plates(self) -> list[Plates | None]:
        """Return the mark of each plain run, the last one if it looks the same; None if not all in it are rectangles."""
        every = [mobject for run in self._runs if run.plain for mobject in run.mobjects]
        if not every:
            return []
        outlines, colours = [mobject.points for mobject in every], [mobject.fill_rgbas for mobject in every]
        if not _are_plain(every, outlines, colours):  # they were when this began
            self._divide(self._mobjects)
            return self._plates()
        found = self._rectangles.find(outlines, colours)
        changed = found.rows != (UNLIKE if self._rows is None else self._rows)
        starts = [0, *accumulate(len(run.mobjects) for run in self._runs if run.plain)]
        good = np.logical_and.reduceat(found.good, starts[:-1]).tolist()
        new = np.logical_or.reduceat(changed.any(axis=1), starts[:-1]).tolist()
        last = self._last or [None] * len(good)
        self._rows, self._last = found.rows, []
        for number, (start, end) in enumerate(pairwise(starts)):
            plates = None if new[number] else last[number]
            if good[number] and plates is None:
                plates = self._rectangles.plates(found.rows[start:end], found.edges[start:end])
            self._last.append(plates)
        return self._last

    def _traces(self, mobjects: Iterable[VMobject]) -> Iterator[Trace]:
        for mobject in mobjects:
            points, style = mobject.points.tobytes(), style_of(mobject)
            known = self._known.get(id(mobject))
            last = known[1] if known is not None and known[0] is mobject else None
            if last is None or last.points != points:
                mark = self._traced(mobject, points, style)
            elif last.style != style:
                mark = self._painted(mobject, last, style)
            else:
                yield last
                continue
            self._known[id(mobject)] = mobject, mark
            yield mark

    def _traced(self, mobject: VMobject, points: bytes, style: Style) -> Trace:
        path, paints = self._outliner.trace(mobject), self._palette.paints(mobject, style)
        return Trace(points, style, path, paints, self._box(paints))

    def _painted(self, mobject: VMobject, last: Trace, style: Style) -> Trace:
        """Return the mark of a mobject that differs from its last one in style only."""
        paints, box = self._palette.paints(mobject, style), last.edges
        if paints.reach != last.paints.reach:
            self._context.new_path()
            self._context.append_path(last.path)
            box = self._box(paints)
        return Trace(last.points, style, last.path, paints, box)

    def _box(self, paints: Paints) -> bytes:
        """Return the pixels that paints may touch along the path in the context; an empty box if there is nothing to see."""
        if paints.reach is None:
            return NOWHERE
        left, top, right, bottom = self._pixels(self._context.path_extents())
        for line in (paints.halo, paints.line):
            if line is not None:
                line.prepare(self._context)
                box = self._pixels(self._context.stroke_extents())
                left, top, right, bottom = min(left, box[0]), min(top, box[1]), max(right, box[2]), max(bottom, box[3])
        return EDGES.pack(left, top, right, bottom)

    def _pixels(self, extents: tuple[float, float, float, float]) -> Box:
        """Return the box of an area in manim units, whose y points upwards."""
        left, below, right, above = extents
        matrix = self._matrix
        return (
            int(left * matrix.xx + matrix.x0) - SOFT_EDGE,
            int(above * matrix.yy + matrix.y0) - SOFT_EDGE,
            int(right * matrix.xx + matrix.x0) + 1 + SOFT_EDGE,
            int(below * matrix.yy + matrix.y0) + 1 + SOFT_EDGE,
        )


def _is_plain(mobject: VMobject) -> bool:
    """Tell whether this is four curves that are filled with one colour, and nothing else."""
    if mobject.stroke_width or mobject.background_stroke_width:
        return False
    return len(mobject.points) == POINTS and len(mobject.fill_rgbas) == 1


def _are_plain(mobjects: list[VMobject], outlines: list[np.ndarray], colours: list[np.ndarray]) -> bool:
    """Tell whether all of them are, in half of the time that it takes one by one."""
    if any(map(_LINED, mobjects)) or any(map(_HALOED, mobjects)):
        return False
    return {*map(len, outlines)} == {POINTS} and {*map(len, colours)} == {1}
