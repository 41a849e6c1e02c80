"""Paints: what an outline is filled and drawn with, in cairo's terms, and the style that they come of, compared by value."""

from struct import Struct
from typing import Any, NamedTuple

import cairo
import numpy as np
from manim import Camera, VMobject
from manim.camera.camera import CAP_STYLE_MAP, LINE_JOIN_MAP

__all__ = ["Line", "Paint", "Paints", "Palette", "Style", "style_of", "use"]

STYLES = 4096
"""As many styles are remembered: most mobjects share theirs with others, or had it a moment ago."""

COLOUR = Struct("4d")
"""Red, green, blue and opacity as manim keeps them."""

Paint = tuple[float, float, float, float] | cairo.Pattern

Style = tuple[Any, ...]
"""All but the outline that shapes the picture of a mobject, as values that can be compared. One value: a fill of one colour and
nothing else (:func:`is_plain`); else the last is of gradients, if there are any."""


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


FILLED = (None, None)
"""The reach of a fill alone."""


class Palette:
    """The paints of mobjects: those of one style share theirs, unless they have gradients, which move with the outline."""

    def __init__(self, camera: Camera) -> None:
        self._camera = camera
        self._paints: dict[Style, Paints] = {}

    def paints(self, mobject: VMobject, style: Style) -> Paints:
        """Return the paints of a mobject of this style."""
        if not is_plain(style) and style[-1] is not None:
            return self._new(mobject)
        paints = self._paints.get(style)
        if paints is None:
            if len(self._paints) >= STYLES:
                self._paints.clear()
            paints = self._paints[style] = _filled(style[0]) if is_plain(style) else self._new(mobject)
        return paints

    def _new(self, mobject: VMobject) -> Paints:
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


def style_of(mobject: VMobject) -> Style:
    """Return the style of a mobject as it is now."""
    fill, width, background = mobject.fill_rgbas.tobytes(), mobject.stroke_width, mobject.background_stroke_width
    if not width and not background and len(fill) == COLOUR.size:
        return (fill,)
    return (
        fill,
        mobject.stroke_rgbas.tobytes(),
        width,
        background and (background, mobject.background_stroke_rgbas.tobytes()),
        mobject.joint_type,
        mobject.cap_style,
        np.asarray(mobject.sheen_direction).tobytes() if _is_gradual(mobject) else None,
    )


def is_plain(style: Style) -> bool:
    """Tell whether this is a fill of one colour, and nothing else."""
    return len(style) == 1


def use(context: "cairo.Context[Any]", paint: Paint) -> None:
    """Draw with a paint from now on."""
    if isinstance(paint, tuple):
        context.set_source_rgba(*paint)
    else:
        context.set_source(paint)


def _filled(colour: bytes) -> Paints:
    red, green, blue, alpha = COLOUR.unpack(colour)
    return Paints((blue, green, red, alpha), None, None, FILLED) if alpha else Paints(None, None, None, None)


def _is_gradual(mobject: VMobject) -> bool:
    """Tell whether there is a gradient."""
    if len(mobject.fill_rgbas) > 1 or len(mobject.stroke_rgbas) > 1:
        return True
    return bool(mobject.background_stroke_width) and len(mobject.background_stroke_rgbas) > 1
