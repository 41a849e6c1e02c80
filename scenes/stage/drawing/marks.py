"""A mark: one mobject as cairo draws it, with the box of pixels that it may touch; compared by value, never changed."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import cairo
import numpy as np
from manim import Camera, Mobject, VMobject
from manim.camera.camera import CAP_STYLE_MAP, LINE_JOIN_MAP

__all__ = ["Box", "Mark", "Marker"]

Box = tuple[int, int, int, int]
"""Left, top, right and bottom in whole pixels, the last two exclusive."""

SOFT_EDGE = 2
"""Pixels by which an outline may colour more than its geometry covers: antialiasing, and rounding."""

CURVE = 4
"""Points of a cubic curve."""

Paint = tuple[float, float, float, float] | cairo.Pattern


class Line(NamedTuple):
    """How an outline is drawn; ``width`` is in manim units."""

    paint: Paint
    width: float
    join: cairo.LineJoin
    cap: cairo.LineCap

    def prepare(self, context: "cairo.Context[Any]") -> None:
        """Set all but the paint."""
        context.set_line_width(self.width)
        context.set_line_join(self.join)
        context.set_line_cap(self.cap)


class Mark:
    """One mobject as it looked at one moment. ``halo`` is manim's background stroke, which lies under the fill."""

    __slots__ = ("box", "fill", "halo", "line", "look", "path")

    def __init__(self, look: tuple[Any, ...], path: cairo.Path, fill: Paint | None, halo: Line | None, line: Line | None) -> None:
        self.look, self.path, self.fill, self.halo, self.line = look, path, fill, halo, line
        self.box: Box = (0, 0, 0, 0)

    @property
    def reach(self) -> tuple[Any, ...] | None:
        """What tells, with the path, how far the mark reaches; None if there is nothing to see."""
        if self.fill is None and self.halo is None and self.line is None:
            return None
        return self.halo and self.halo[1:], self.line and self.line[1:]

    @property
    def gradual(self) -> bool:
        """Whether there is a gradient, which moves with the outline."""
        paints = self.fill, self.halo and self.halo.paint, self.line and self.line.paint
        return any(isinstance(paint, cairo.Pattern) for paint in paints)

    def draw(self, context: "cairo.Context[Any]") -> None:
        """Draw the mark with the calls, in the order, of manim's ``Camera.display_vectorized``."""
        context.new_path()
        context.append_path(self.path)
        if self.halo is not None:
            _stroke(context, self.halo)
        if self.fill is not None:
            _use(context, self.fill)
            context.fill_preserve()
        if self.line is not None:
            _stroke(context, self.line)


class Marker:
    """Makes marks, and knows the last one of every mobject: an unchanged mobject keeps its mark, an unmoved one its path.

    ``context`` is a cairo context with the transformation from manim units to pixels; it is only measured with.
    """

    def __init__(self, camera: Camera, context: "cairo.Context[Any]") -> None:
        self._camera, self._context = camera, context
        self._known: dict[int, tuple[VMobject, Mark]] = {}

    def mark(self, mobject: VMobject) -> Mark:
        """Return the mark of a mobject as it is now."""
        look = _look(mobject)
        known = self._known.get(id(mobject))
        if known is not None and known[0] is mobject:
            if known[1].look == look:
                return known[1]
            mark = self._new(mobject, look, known[1])
        else:
            mark = self._new(mobject, look, None)
        self._known[id(mobject)] = mobject, mark
        return mark

    def keep(self, mobjects: Iterable[Mobject]) -> None:
        """Forget all other mobjects."""
        kept = {id(mobject) for mobject in mobjects}
        self._known = {key: known for key, known in self._known.items() if key in kept}

    def _new(self, mobject: VMobject, look: tuple[Any, ...], last: Mark | None) -> Mark:
        if last is None or last.gradual or last.look[1:] != look[1:]:
            paints = self._paints(mobject)
        else:  # it has only moved
            paints = last.fill, last.halo, last.line
        if last is None or last.look[0] != look[0]:
            mark = Mark(look, self._traced(mobject), *paints)
            mark.box = self._box(mark)
        else:
            mark = Mark(look, last.path, *paints)
            mark.box = last.box if mark.reach == last.reach else self._box(mark)
        return mark

    def _paints(self, mobject: VMobject) -> tuple[Paint | None, Line | None, Line | None]:
        """Return fill, halo and line."""
        halo, line = self._line(mobject, background=True), self._line(mobject, background=False)
        return self._paint(mobject, mobject.get_fill_rgbas()), halo, line

    def _traced(self, mobject: VMobject) -> cairo.Path:
        """Return the outline as ``Camera.set_cairo_context_path`` makes it; that reads each number out of an array by itself."""
        self._context.new_path()
        points = self._camera.transform_points_pre_display(mobject, mobject.points)
        numbers = points[:, :2].tolist()
        for start, end in _subpaths(mobject, numbers):
            if end - start >= CURVE:
                self._trace(numbers[start:end], closed=mobject.consider_points_equals_2d(numbers[start], numbers[end - 1]))
        return self._context.copy_path()

    def _trace(self, points: list[list[float]], *, closed: bool) -> None:
        curve_to = self._context.curve_to
        self._context.new_sub_path()
        self._context.move_to(*points[0])
        for number in range(0, len(points) - CURVE + 1, CURVE):
            curve_to(*points[number + 1], *points[number + 2], *points[number + 3])
        if closed:
            self._context.close_path()

    def _line(self, mobject: VMobject, *, background: bool) -> Line | None:
        width = mobject.get_stroke_width(background)
        if width == 0:
            return None
        paint = self._paint(mobject, mobject.get_stroke_rgbas(background))
        if paint is None:
            return None
        joint, cap = LINE_JOIN_MAP[mobject.joint_type], CAP_STYLE_MAP[mobject.cap_style]
        return Line(paint, width * self._camera.cairo_line_width_multiple, joint, cap)

    def _paint(self, mobject: VMobject, rgbas: np.ndarray) -> Paint | None:
        """Return a colour or a gradient, red and blue exchanged as in manim's pixels; nothing where all is transparent."""
        if not rgbas[:, 3].any():
            return None
        if len(rgbas) == 1:
            red, green, blue, alpha = rgbas[0].tolist()
            return blue, green, red, alpha
        start, end = self._camera.transform_points_pre_display(mobject, np.array(mobject.get_gradient_start_and_end_points()))
        gradient = cairo.LinearGradient(*start[:2], *end[:2])
        for (red, green, blue, alpha), offset in zip(rgbas.tolist(), np.linspace(0, 1, len(rgbas)), strict=True):
            gradient.add_color_stop_rgba(offset, blue, green, red, alpha)
        return gradient

    def _box(self, mark: Mark) -> Box:
        """Return the pixels that a mark may touch; an empty box if there is nothing to see."""
        if mark.reach is None:
            return 0, 0, 0, 0
        context = self._context
        context.new_path()
        context.append_path(mark.path)
        extents = [context.path_extents()]
        for line in (mark.halo, mark.line):
            if line is not None:
                line.prepare(context)
                extents.append(context.stroke_extents())
        return _pixels(context, extents)


def _look(mobject: VMobject) -> tuple[Any, ...]:
    """Return all that shapes the picture of a mobject, as values that can be compared; the outline comes first."""
    return (
        mobject.points.tobytes(),
        mobject.get_fill_rgbas().tobytes(),
        mobject.get_stroke_rgbas().tobytes(),
        mobject.stroke_width,
        mobject.background_stroke_width and (mobject.background_stroke_width, mobject.background_stroke_rgbas.tobytes()),
        mobject.joint_type,
        mobject.cap_style,
        np.asarray(mobject.sheen_direction).tobytes() if len(mobject.fill_rgbas) > 1 or len(mobject.stroke_rgbas) > 1 else None,
    )


def _subpaths(mobject: VMobject, points: list[Any]) -> Iterator[tuple[int, int]]:
    """Yield where the runs of joined curves start and end, as manim's ``get_subpath_split_indices_from_points`` has them."""
    start = 0
    for number in range(CURVE, len(points), CURVE):
        end, next_start = points[number - 1], points[number]
        if end != next_start and not mobject.consider_points_equals_2d(end, next_start):
            yield start, number
            start = number
    yield start, len(points)


def _stroke(context: "cairo.Context[Any]", line: Line) -> None:
    _use(context, line.paint)
    line.prepare(context)
    context.stroke_preserve()


def _use(context: "cairo.Context[Any]", paint: Paint) -> None:
    if isinstance(paint, tuple):
        context.set_source_rgba(*paint)
    else:
        context.set_source(paint)


def _pixels(context: "cairo.Context[Any]", extents: list[tuple[float, float, float, float]]) -> Box:
    corners = [context.user_to_device(x, y) for left, top, right, bottom in extents for x, y in ((left, top), (right, bottom))]
    across, down = zip(*corners, strict=True)
    left, top = int(min(across)) - SOFT_EDGE, int(min(down)) - SOFT_EDGE
    return left, top, int(max(across)) + 1 + SOFT_EDGE, int(max(down)) + 1 + SOFT_EDGE
