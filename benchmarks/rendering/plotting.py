"""Line charts with logarithmic axes, side by side in one PNG: drawn with cairo, which manim brings along."""

from collections.abc import Iterator, Sequence
from math import ceil, floor, log10
from pathlib import Path
from typing import Any, NamedTuple

import cairo

__all__ = ["Chart", "Line", "draw"]

WIDE, HIGH, LEFT, RIGHT, TOP, BOTTOM = 460, 400, 64, 20, 84, 58
INK, FAINT, GRID = (0.1, 0.12, 0.15), (0.4, 0.43, 0.48), (0.88, 0.89, 0.91)
COLOURS = {"plain manim": (0.80, 0.33, 0.10), "ours": (0.10, 0.38, 0.78)}


class Line(NamedTuple):
    """A line through (x, y) points; ``side`` says its colour, ``dashed`` and ``what`` tell it from others of that side."""

    side: str
    points: Sequence[tuple[float, float]]
    what: str = ""
    dashed: bool = False


class Chart(NamedTuple):
    """One chart: lines over the same axes, both logarithmic."""

    title: str
    across: str
    lines: Sequence[Line]


class Axis(NamedTuple):
    """A logarithmic axis from ``low`` to ``high`` (exponents of ten), drawn from ``start`` to ``end`` in pixels."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Return where a value lies, in pixels."""
        return self.start + (log10(value) - self.low) / (self.high - self.low) * (self.end - self.start)

    def ticks(self) -> Iterator[float]:
        """Yield the round values within."""
        digits = (1, 3) if self.high - self.low > 1.3 else (1, 2, 3, 5)
        values = [digit * 10.0**exponent for exponent in range(floor(self.low), ceil(self.high) + 1) for digit in digits]
        return (value for value in values if self.low <= log10(value) <= self.high)


def draw(path: Path, charts: Sequence[Chart]) -> None:
    """Write charts, from left to right, into a picture."""
    surface = cairo.ImageSurface(cairo.Format.RGB24, WIDE * len(charts), HIGH)
    context = cairo.Context(surface)
    context.set_source_rgb(1, 1, 1)
    context.paint()
    context.select_font_face("Inter")
    for number, chart in enumerate(charts):
        context.save()
        context.translate(number * WIDE, 0)
        _chart(context, chart)
        context.restore()
    surface.write_to_png(str(path))


def _chart(context: "cairo.Context[Any]", chart: Chart) -> None:
    points = [point for line in chart.lines for point in line.points]
    across = _axis([x for x, _ in points], LEFT, WIDE - RIGHT, room=0.05)
    up = _axis([y for _, y in points], HIGH - BOTTOM, TOP, room=0.1)
    _text(context, chart.title, LEFT, 26, size=15, paint=INK)
    _text(context, chart.across, (LEFT + WIDE - RIGHT) / 2, HIGH - 16, align=0.5)
    for x in across.ticks():
        _stroke(context, [(across.at(x), TOP), (across.at(x), HIGH - BOTTOM)], GRID, 1)
        _text(context, f"{x:g}", across.at(x), HIGH - BOTTOM + 18, align=0.5)
    for y in up.ticks():
        _stroke(context, [(LEFT, up.at(y)), (WIDE - RIGHT, up.at(y))], GRID, 1)
        _text(context, f"{y:g}", LEFT - 8, up.at(y) + 4, align=1)
    for number, line in enumerate(chart.lines):
        _line(context, line, [(across.at(x), up.at(y)) for x, y in line.points])
        _key(context, line, LEFT + number % 2 * (WIDE - LEFT - RIGHT) / 2, 46 + number // 2 * 18)


def _axis(values: Sequence[float], start: float, end: float, *, room: float) -> Axis:
    low, high = log10(min(values)), log10(max(values))
    wide = max(high - low, 0.5)
    return Axis(low - room * wide, low + wide + room * wide, start, end)


def _line(context: "cairo.Context[Any]", line: Line, places: Sequence[tuple[float, float]]) -> None:
    _stroke(context, places, COLOURS[line.side], 2, dashed=line.dashed)
    for x, y in places:
        context.arc(x, y, 3.5, 0, 7)
        context.fill()


def _key(context: "cairo.Context[Any]", line: Line, x: float, y: float) -> None:
    """Say below the title what a line is."""
    _stroke(context, [(x, y), (x + 22, y)], COLOURS[line.side], 2, dashed=line.dashed)
    _text(context, f"{line.side}, {line.what}" if line.what else line.side, x + 28, y + 4)


def _stroke(
    context: "cairo.Context[Any]",
    places: Sequence[tuple[float, float]],
    paint: tuple[float, float, float],
    width: float,
    *,
    dashed: bool = False,
) -> None:
    context.set_source_rgb(*paint)
    context.set_line_width(width)
    context.set_dash([5, 4] if dashed else [])
    context.move_to(*places[0])
    for place in places[1:]:
        context.line_to(*place)
    context.stroke()


def _text(
    context: "cairo.Context[Any]",
    text: str,
    x: float,
    y: float,
    *,
    size: float = 12,
    align: float = 0.0,
    paint: tuple[float, float, float] = FAINT,
) -> None:
    """Write a text with its left edge (``align`` 0), its middle (0.5) or its right edge (1) at ``x``."""
    context.set_font_size(size)
    context.set_source_rgb(*paint)
    context.move_to(x - align * context.text_extents(text).x_advance, y)
    context.show_text(text)
