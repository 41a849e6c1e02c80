"""The values of a state in the middle of the frame, as large as if they were all that there is."""

from manim import Animation, VGroup

from scenes.mobjects.motion import Appear, Arrive
from scenes.mobjects.notation.vectors import swatch
from scenes.mobjects.sets.rows import Row
from scenes.mobjects.values import Swatch

__all__ = ["LargeRow"]

ENLARGED = 1.9
"""How many times as large as in other cells a numeral is."""


class LargeRow(Row):
    """A row of large cells."""

    CELL, PITCH, THIN, STRIP = (1.4, 0.98), 1.46, 0.1, 0.68

    def fresh(self, unit: int) -> Swatch:
        """Return another cell of a unit, at its place."""
        size = (self.CELL[0] / ENLARGED, self.CELL[1] / ENLARGED)
        cell = swatch(self.values_shown[unit], notation=self._notation, theme=self._theme, size=size)
        return cell.scale(ENLARGED).move_to((*self.place(unit), 0))

    def out_of(self, row: Row, run_time: float) -> list[Animation]:
        """Return animations in which it comes out of the cells of another row of the same units, which is to be gone."""
        cells = list(self.cells.values())
        coming = Arrive(VGroup(*cells), cells, list(row.cells.values()), run_time=run_time)
        return [coming, Appear(self.body, window=(0.9, 1.0), run_time=run_time)]
