"""Weights as small cells without numbers, in one frame."""

from collections.abc import Callable, Sequence

from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.notation.vectors import swatch
from scenes.mobjects.places import placed
from scenes.mobjects.reading import Reading
from scenes.mobjects.sets.cell_line import CellLine
from scenes.mobjects.shapes import Box, Bundle
from scenes.mobjects.theme import Theme
from scenes.mobjects.wires import Point

__all__ = ["weight_block"]


def weight_block(
    weights: Sequence[tuple[Reading, float]],
    place: Callable[[tuple[int, ...]], Point],
    *,
    high: float,
    notation: Notation,
    theme: Theme,
) -> Bundle:
    """Return a frame, and in it cells of weights, each as wide as is said with it, at the ``place`` of its index."""
    cells = [swatch(weight, notation=notation, theme=theme, numeral=False, size=(wide, high)) for weight, wide in weights]
    for cell in cells:
        placed(cell.move_to((*place(cell.patch.reading.index), 0)).patch, place)
    body = Bundle(*cells)
    size = {"width": float(body.width) + 2 * CellLine.ROOM, "height": float(body.height) + 2 * CellLine.ROOM}
    frame = Box(**size, corner_radius=0.07, stroke_color=theme.colour("proposes"), stroke_width=theme.stroke)
    return Bundle(frame.move_to(body.get_center()), *cells)
