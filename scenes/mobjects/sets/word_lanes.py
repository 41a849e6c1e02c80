"""What lanes of states beside a column of words have in common: a bed, a strip of cells for each word, and how strips follow."""

from collections.abc import Callable, Mapping, Sequence

from manim import Animation

from scenes.mobjects.motion import Arrive
from scenes.mobjects.moves import Grow
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.notation.vectors import swatch
from scenes.mobjects.places import of_one, placed
from scenes.mobjects.reading import Readings
from scenes.mobjects.shapes import Bundle, Shape, rectangle
from scenes.mobjects.theme import Theme

__all__ = ["bed_of", "followed", "strip_of"]


def bed_of(left: float, right: float, foot: float, top: float, theme: Theme) -> Shape:
    """Return the ground of a lane, from an x to another and from a height to another."""
    bed = Shape(rectangle(right - left, top - foot), fill_color=theme.panel, fill_opacity=1)
    return bed.move_to(((left + right) / 2, (top + foot) / 2, 0))


def strip_of(
    values: Readings,
    place: Mapping[int, float],
    y: Callable[[int], float],
    size: tuple[float, float],
    *,
    notation: Notation,
    theme: Theme,
) -> Bundle:
    """Return some units of a row of values as cells side by side; ``place`` has the x of each unit.

    ``y`` returns the height of a word by its index, which is the first of the values.
    """
    cells = Bundle()
    for unit, x in place.items():
        cell = swatch(values[unit], notation=notation, theme=theme, size=size, numeral=False)
        cell.move_to((x, y(values.index[0]), 0))
        cells.add(placed(cell.patch, of_one(values, lambda unit: (place[unit], y(values.index[0])))))
    return cells


def followed(strips: Sequence[Bundle], time: int, run_time: float, *, edge: str = "left") -> Animation:
    """Return the animation in which the strip of a word comes out of the one before, the first one out of its ``edge``."""
    cells = strips[time]
    if time == 0:
        return Grow(cells, edge, run_time=run_time)
    return Arrive(cells, list(cells), list(strips[time - 1]), run_time=run_time)
