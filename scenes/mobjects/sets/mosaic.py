"""A vector as a picture: its numbers as small squares in rows, so that the same picture is known again wherever it is."""

from manim import VGroup

from scenes.mobjects.notation.translation import NOTATION
from scenes.mobjects.notation.vectors import swatch
from scenes.mobjects.places import seated
from scenes.mobjects.reading import Readings
from scenes.mobjects.shapes import Box, Bundle
from scenes.mobjects.theme import Theme
from scenes.mobjects.wires import Point

__all__ = ["Grid", "Mosaic", "around"]


class Grid:
    """How ``count`` numbers lie in a room of ``wide`` by ``high``: ``across`` in each of ``rows``, in squares of one ``side``.

    Whole rows are preferred to larger squares, as far as these lose no more than a part of :data:`LOSS`.
    """

    LOSS, LARGEST = 0.25, 0.5

    def __init__(self, count: int, wide: float, high: float) -> None:
        sides = {across: min(wide / across, high / -(-count // across), self.LARGEST) for across in range(1, count + 1)}
        most = max(sides.values())
        near = [across for across, side in sides.items() if side >= (1 - self.LOSS) * most]
        self.across = min(near, key=lambda across: (-count % across, -sides[across]))
        self.rows, self.side = -(-count // self.across), sides[self.across]

    @property
    def width(self) -> float:
        """How wide all of it is, in units."""
        return self.across * self.side

    @property
    def height(self) -> float:
        """How high all of it is, in units."""
        return self.rows * self.side

    def scale_to(self, wide: float, high: float) -> float:
        """Return how many times larger it may be in another room."""
        return min(wide / self.width, high / self.height)

    def seat(self, unit: int) -> tuple[int, int]:
        """Return the column and the row of a unit's square."""
        row, column = divmod(unit, self.across)
        return column, row

    def place(self, unit: int, at: Point, scale: float = 1.0) -> Point:
        """Return the middle of a unit's square, of a grid that is ``scale`` times as large, around ``at``."""
        (column, row), side = self.seat(unit), self.side * scale
        return at[0] + (column + 0.5 - self.across / 2) * side, at[1] + (self.rows / 2 - row - 0.5) * side


class Mosaic(VGroup):
    """The numbers of ``values``, ``(unit,)``, in a grid around ``at``, ``scale`` times as large, framed in a role's ``colour``.

    ``body`` are its ``cells``, in their order; ``frame`` is around them.
    """

    ROOM, JOINT = 0.04, 0.08  # between squares and frame, in units; between squares, as a part of a side

    def __init__(self, values: Readings, grid: Grid, at: Point, *, theme: Theme, colour: str, scale: float = 1.0) -> None:
        super().__init__()
        side = grid.side * scale * (1 - self.JOINT)
        self.cells = [swatch(each, notation=NOTATION, theme=theme, size=(side, side), numeral=False) for each in values.flat()]
        for unit, cell in enumerate(self.cells):
            cell.shift((*grid.place(unit, at, scale), 0))
        self.body = seated(Bundle(*self.cells), values, {(unit,): grid.seat(unit) for unit in range(len(values))})
        self.frame = around(grid, at, theme=theme, colour=colour, scale=scale)
        self.add(self.frame, self.body)


def around(grid: Grid, at: Point, *, theme: Theme, colour: str, scale: float = 1.0) -> Box:
    """Return the frame, with a ground of its own, in which a mosaic stands, or stood, or will stand."""
    wide, high = (each * scale + 2 * Mosaic.ROOM for each in (grid.width, grid.height))
    look = {"stroke_color": theme.colour(colour), "stroke_width": theme.stroke, "fill_color": theme.ground, "fill_opacity": 1.0}
    return Box(width=wide, height=high, corner_radius=0.06, **look).move_to((*at, 0))
