"""Where words stand in centred lines that fill an area: in as few lines as may be, and these as even as may be."""

from collections.abc import Sequence

import numpy as np

from scenes.mobjects.areas import Area
from scenes.mobjects.wires import Point

__all__ = ["BETWEEN", "PITCH", "UNDER", "lines_of", "places_of"]

PITCH, BETWEEN, UNDER = 2.55, 0.6, 0.55
"""From line to line, and between words, in heights of a capital; how far below a line the number of a word stands, likewise."""


def lines_of(widths: Sequence[float], room: float, cap: float) -> list[range]:
    """Return which words stand in each line, by how wide they are, the room for a line, and the height of a capital."""
    most = _filled(widths, room, cap)
    rooms = np.linspace(max(widths), room, 40)
    return next((lines for each in rooms if len(lines := _filled(widths, float(each), cap)) == len(most)), most)


def _filled(widths: Sequence[float], room: float, cap: float) -> list[range]:
    starts, pen = [0], 0.0
    for number, width in enumerate(widths):
        if number > starts[-1] and pen + width > room + 1e-6:
            starts.append(number)
            pen = 0.0
        pen += width + BETWEEN * cap
    return [range(start, end) for start, end in zip(starts, [*starts[1:], len(widths)], strict=True)]


def places_of(widths: Sequence[float], lines: Sequence[range], area: Area, cap: float, *, pitch: float = PITCH) -> list[Point]:
    """Return the left end of each word, and the middle of its capitals."""
    step, places = pitch * cap, list[Point]()
    top = area.y + step * (len(lines) - 1) / 2 + UNDER * cap / 2
    for row, line in enumerate(lines):
        wide = sum(widths[time] for time in line) + BETWEEN * cap * (len(line) - 1)
        pen = area.x - wide / 2
        for time in line:
            places.append((pen, top - row * step))
            pen += widths[time] + BETWEEN * cap
    return places
