"""A mark: one mobject as cairo draws it, with the box of pixels that it may touch; compared by value, never changed."""

from collections.abc import Iterable
from struct import Struct
from typing import Any, NamedTuple

import cairo
import numpy as np
from manim import Camera, Mobject, VMobject
from manim.camera.camera import CAP_STYLE_MAP, LINE_JOIN_MAP

from scenes.stage.drawing.outlines import Outliner

__all__ = ["Box", "Mark", "Marker", "boxes"]

Box = tuple[int, int, int, int]
"""Left, top, right and bottom in whole pixels, the last two exclusive."""

SOFT_EDGE = 2
"""Pixels by which an outline may colour more than its geometry covers: antialiasing, and rounding."""

STYLES = 4096
"""As many styles are remembered: most mobjects share theirs with others, or had it a moment ago."""

EDGES = Struct("4q")
"""A box as bytes, which are joined to an array much faster than tuples are."""

Paint = tuple[float, float, float, float] | cairo.Pattern

Style = tuple[Any, ...]
"""All but the outline that shapes the picture of a mobject, as values that can be compared; the last is of gradients, if any."""


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


class Paints(NamedTuple):
    """What an outline is filled and drawn with, if at all. ``halo`` is manim's background stroke, which lies under the fill.

    ``reach`` tells, with the outline, how far that goes; None if there is nothing to see.
    """

    fill: Paint | None
    halo: Line | None
    line: Line | None
    reach: tuple[Any, ...] | None


class Mark:
    """One mobject as it looked at one moment: its outline, as ``points`` in bytes and as a ``path``, its paints, and its box.

    The ``box`` is in bytes as well, see :func:`boxes`.
    """

    __slots__ = ("box", "paints", "path", "points", "style")

    def __init__(self, points: bytes, style: Style, path: cairo.Path, paints: Paints, box: bytes) -> None:
        self.points, self.style, self.path, self.paints, self.box = points, style, path, paints, box

    def draw(self, context: "cairo.Context[Any]") -> None:
        """Draw the mark with the calls, in the order, of manim's ``Camera.display_vectorized``."""
        fill, halo, line, _ = self.paints
        context.new_path()
        context.append_path(self.path)
        if halo is not None:
            _stroke(context, halo)
        if fill is not None:
            _use(context, fill)
            context.fill_preserve()
        if line is not None:
            _stroke(context, line)


class Marker:
    """Makes marks, and knows the last one of every mobject: an unchanged mobject keeps its mark, an unmoved one its path.

    ``context`` is a cairo context with the transformation from manim units to pixels, without rotation; it is only measured with.
    """

    def __init__(self, camera: Camera, context: "cairo.Context[Any]") -> None:
        self._camera, self._context, self._outliner = camera, context, Outliner(camera, context)
        self._matrix = context.get_matrix()
        self._known: dict[int, tuple[VMobject, Mark]] = {}
        self._paints: dict[Style, Paints] = {}

    def mark(self, mobject: VMobject) -> Mark:
        """Return the mark of a mobject as it is now."""
        points, style = mobject.points.tobytes(), _style(mobject)
        known = self._known.get(id(mobject))
        last = known[1] if known is not None and known[0] is mobject else None
        if last is not None and last.points == points:
            if last.style == style:
                return last
            mark = self._painted(mobject, last, style)
        else:
            mark = self._traced(mobject, points, style)
        self._known[id(mobject)] = mobject, mark
        return mark

    def keep(self, mobjects: Iterable[Mobject]) -> None:
        """Forget all other mobjects."""
        kept = {id(mobject) for mobject in mobjects}
        self._known = {key: known for key, known in self._known.items() if key in kept}

    def _traced(self, mobject: VMobject, points: bytes, style: Style) -> Mark:
        path, paints = self._outliner.trace(mobject), self._paints_of(mobject, style)
        return Mark(points, style, path, paints, self._box(paints))

    def _painted(self, mobject: VMobject, last: Mark, style: Style) -> Mark:
        """Return the mark of a mobject that differs from its last one in style only."""
        paints = self._paints_of(mobject, style)
        box = last.box
        if paints.reach != last.paints.reach:
            self._context.new_path()
            self._context.append_path(last.path)
            box = self._box(paints)
        return Mark(last.points, style, last.path, paints, box)

    def _paints_of(self, mobject: VMobject, style: Style) -> Paints:
        """Return the paints of a style; gradients move with the outline."""
        if style[-1] is not None:
            return self._new_paints(mobject)
        paints = self._paints.get(style)
        if paints is None:
            if len(self._paints) >= STYLES:
                self._paints.clear()
            paints = self._paints[style] = self._new_paints(mobject)
        return paints

    def _new_paints(self, mobject: VMobject) -> Paints:
        halo, line = self._line(mobject, background=True), self._line(mobject, background=False)
        fill = self._paint(mobject, mobject.get_fill_rgbas())
        seen = fill is not None or halo is not None or line is not None
        return Paints(fill, halo, line, (halo and halo[1:], line and line[1:]) if seen else None)

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

    def _box(self, paints: Paints) -> bytes:
        """Return the pixels that paints may touch along the path in the context; an empty box if there is nothing to see."""
        if paints.reach is None:
            return EDGES.pack(0, 0, 0, 0)
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


def boxes(marks: Iterable[Mark]) -> np.ndarray:
    """Return the boxes of marks as ``(count, 4)``: left, top, right and bottom in pixels."""
    return np.frombuffer(b"".join([mark.box for mark in marks]), np.int64).reshape(-1, 4)


def _style(mobject: VMobject) -> Style:
    return (
        mobject.fill_rgbas.tobytes(),
        mobject.stroke_rgbas.tobytes(),
        mobject.stroke_width,
        mobject.background_stroke_width and (mobject.background_stroke_width, mobject.background_stroke_rgbas.tobytes()),
        mobject.joint_type,
        mobject.cap_style,
        np.asarray(mobject.sheen_direction).tobytes() if _is_gradual(mobject) else None,
    )


def _is_gradual(mobject: VMobject) -> bool:
    """Tell whether there is a gradient."""
    if len(mobject.fill_rgbas) > 1 or len(mobject.stroke_rgbas) > 1:
        return True
    return bool(mobject.background_stroke_width) and len(mobject.background_stroke_rgbas) > 1


def _stroke(context: "cairo.Context[Any]", line: Line) -> None:
    _use(context, line.paint)
    line.prepare(context)
    context.stroke_preserve()


def _use(context: "cairo.Context[Any]", paint: Paint) -> None:
    if isinstance(paint, tuple):
        context.set_source_rgba(*paint)
    else:
        context.set_source(paint)
