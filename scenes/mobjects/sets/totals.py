"""A sum for each unit: its terms get a ring, and it comes out from behind a sign or an edge. Nothing passes over a number."""

from collections.abc import Sequence

from manim import Animation

from scenes.mobjects.motion import Appear
from scenes.mobjects.moves import Path
from scenes.mobjects.passing import Pass
from scenes.mobjects.sets.cell_line import CellLine
from scenes.mobjects.sets.order_row import Hops
from scenes.mobjects.shapes import Box
from scenes.mobjects.theme import Theme
from scenes.mobjects.wires import Point

__all__ = ["totalled"]

RIM = 0.02
"""How far the ring around a term is inside of its cell."""
LATE, LAST = 0.35, 0.85
"""After which part of its turn a sum comes; after which part of the time all have come, and their frame with them."""


def totalled(sums: CellLine, terms: Sequence[CellLine], edge: float, *, theme: Theme, run_time: float) -> list[Animation]:
    """Return animations in which, unit by unit, all terms get a ring, and their sum comes out beyond an ``edge`` to its place.

    The edge is an x left of sums that are one below the other, and a y above those that are side by side.
    """
    count, (wide, high) = len(sums.cells), sums.size
    made: list[Animation] = [
        Hops(
            [_ring(term.place(number), term.size, theme) for number in range(count)],
            window=(0.0, LAST),
            run_time=run_time,
        )
        for term in terms
    ]
    for number, cell in enumerate(sums.cells):
        x, y = sums.place(number)
        start, cut = ((edge - wide / 2, y), ("right", edge)) if sums.down else ((x, edge + high / 2), ("bottom", edge))
        turn = LAST * (number + LATE) / count, LAST * (number + 1) / count
        made.append(Pass(cell, Path(start, (x, y)), cut=cut, window=turn, run_time=run_time))
    rest = [each for each in sums if each not in sums.cells]
    return [*made, *(Appear(each, window=(LAST, 1.0), run_time=run_time) for each in rest)]


def _ring(at: Point, size: tuple[float, float], theme: Theme) -> Box:
    """Return the ring around a cell."""
    wide, high = (each - 2 * RIM for each in size)
    look = {"stroke_color": theme.focus, "stroke_width": theme.bold}
    return Box(width=wide, height=high, corner_radius=0.05, **look).move_to((*at, 0))
