"""The cell of a plain recurrent network as a box with the print of its weights, columns of values, and the loop of one cell.

The loop opens into a line (see :mod:`~scenes.mobjects.sets.opening`), on which the copies of the cell for all words stand.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from manim import VGroup, VMobject

from scenes.mobjects.moves import Path, Travel
from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.notation.vectors import swatch
from scenes.mobjects.passing import Go
from scenes.mobjects.places import named, seated, side_by_side, stays
from scenes.mobjects.reading import Readings
from scenes.mobjects.shapes import Box, plate
from scenes.mobjects.theme import Theme
from scenes.mobjects.wires import Point, Wire

__all__ = ["Column", "Copy", "Folded", "Over", "Print", "rising", "weighed_with"]

LOW = 0.25
"""How low a word's vector goes across, between its place (0) and its chip (1): over all chips."""
FEATURES = 8
"""Of many entries of words' vectors, so many are shown in the print of weights."""


def weighed_with(weights: np.ndarray, units: Sequence[int], features: int) -> list[int]:
    """Return which entries of [h; x] a print shows, of ``weights`` ``(unit, stacked)``: all, or of many those that matter most.

    They are those of the ``units`` that are drawn, and the :data:`FEATURES` of x with the largest weights to these.
    """
    count = weights.shape[1] - features
    sizes = np.abs(weights[list(units), count:]).sum(axis=0)
    chosen = np.argsort(-sizes, kind="stable")[:FEATURES]
    return [*units, *(count + int(each) for each in sorted(chosen))]


class Print(VGroup):
    """The weights of a cell as a small picture, by which one knows them again: the same in every copy.

    A column for each of the ``units``, a row for each of ``entries`` of [h; x]; of ``weights``, ``(unit, stacked)``. It fills
    ``size`` and is centred on the origin.
    """

    def __init__(
        self,
        weights: Readings,
        units: Sequence[int],
        entries: Sequence[int],
        size: tuple[float, float],
        *,
        notation: Notation,
        theme: Theme,
    ) -> None:
        super().__init__()
        wide, high = size[0] / len(units), size[1] / len(entries)
        for column, unit in enumerate(units):
            row = weights.row(unit)
            for number, entry in enumerate(entries):
                cell = swatch(row[entry], notation=notation, theme=theme, size=(wide, high), numeral=False)
                place = (column + 0.5) * wide - size[0] / 2, size[1] / 2 - (number + 0.5) * high
                self.add(cell.move_to((*place, 0)))
        columns, rows = ({each: rank for rank, each in enumerate(some)} for some in (units, entries))
        seated(self, weights, {(unit, entry): (columns[unit], rows[entry]) for unit in units for entry in entries})


class Column(VGroup):
    """A vector as a column of cells for ``units``, framed in its role's colour, centred on ``at``.

    ``values`` is ``(n,)``, ``size`` that of a cell; the cell of a unit that is ``spotted`` has a frame of its own.
    """

    def __init__(
        self,
        values: Readings,
        units: Sequence[int],
        at: Point,
        size: tuple[float, float],
        *,
        notation: Notation,
        theme: Theme,
        numerals: bool = False,
        spotted: int | None = None,
    ) -> None:
        super().__init__()
        self.at, self.size, self.units = at, size, tuple(units)
        self.cells = {
            unit: swatch(values[unit], notation=notation, theme=theme, size=size, numeral=numerals) for unit in self.units
        }
        for unit, cell in self.cells.items():
            cell.move_to((*self.place(unit), 0))
        look: dict[str, Any] = {"stroke_color": theme.colour(notation.of(values.key, values.index).role)}
        self.frame = Box(
            width=size[0] + 0.04,
            height=self.high + 0.04,
            corner_radius=min(0.05, size[0] / 4),
            stroke_width=theme.stroke if size[0] > 0.2 else theme.thin,
            fill_color=theme.ground,  # so that no wire is seen between cells
            fill_opacity=float(not numerals),
            **look,
        ).move_to((*at, 0))
        self.add(self.frame, *self.cells.values())
        if spotted in self.cells and len(self.units) > 1:
            self.add(self.spot(spotted, theme))
        side_by_side(self, values, self.units, down=True)

    @property
    def high(self) -> float:
        """How high all cells are together."""
        return self.size[1] * len(self.units)

    def bared(self) -> list[VMobject]:
        """Take the numbers out of the cells, if there are any, and return them."""
        numerals: list[VMobject] = []
        for cell in self.cells.values():
            if "numeral" in vars(cell):
                numerals.append(vars(cell).pop("numeral"))
                cell.remove(numerals[-1])
        return numerals

    def place(self, unit: int) -> Point:
        """Return the middle of a unit's cell."""
        return self.at[0], self.at[1] + self.high / 2 - (self.units.index(unit) + 0.5) * self.size[1]

    def spot(self, unit: int, theme: Theme) -> Box:
        """Return the frame around a unit's cell that is followed."""
        width, height = (each + 0.05 for each in self.size)
        width = max(width, 0.1)
        look = {"stroke_color": theme.focus, "stroke_width": theme.stroke}
        return Box(width=width, height=height, corner_radius=min(0.05, width / 4), **look).move_to((*self.place(unit), 0))


class Copy(VGroup):
    """A cell as a box, ``at`` its middle, with the ``stamp`` of its weights in it."""

    ROOM = 0.05

    def __init__(self, at: Point, size: tuple[float, float], stamp: Print, *, theme: Theme) -> None:
        super().__init__()
        self.at, self.size = at, size
        self.box = plate(*size, "proposes", theme=theme, radius=min(0.1, size[0] / 4)).move_to((*at, 0))
        self.stamp = stamp.move_to((*at, 0))
        self.add(self.box, self.stamp)

    def port(self, side: str) -> Point:
        """Return where a wire joins it: at its ``left``, ``right``, ``top`` or ``bottom``."""
        across, up = {"left": (-1, 0), "right": (1, 0), "top": (0, 1), "bottom": (0, -1)}[side]
        return self.at[0] + across * self.size[0] / 2, self.at[1] + up * self.size[1] / 2


class Folded:
    """The one cell, large, with its loop; its middle is at ``x``: ``cell``, ``loop``, and the places of what goes round it.

    Columns are ``left`` before they go in, ``right`` when they have come out; the word's is ``below``.
    """

    Y, SIZE, INNER = 0.1, (1.7, 2.2), (1.3, 1.84)
    ASIDE, TURN, UNDER, TOP = 2.15, 3.3, -1.62, 2.12  # of columns and of the loop, from the middle; heights
    CELL, ENTRY = (0.74, 0.25), (0.46, 0.7)  # a cell of h; the size of x
    MOST = 8 * 0.25  # how high a column is at the most

    def __init__(
        self,
        weights: Readings,
        units: Sequence[int],
        entries: Sequence[int],
        *,
        notation: Notation,
        theme: Theme,
        x: float = 0.0,
    ) -> None:
        self._look: dict[str, Any] = {"notation": notation, "theme": theme}
        self._theme, self._units = theme, units
        self.at, self.left, self.right = (x, self.Y), (x - self.ASIDE, self.Y), (x + self.ASIDE, self.Y)
        self.below = x, self.UNDER
        stamp = Print(weights, units, entries, self.INNER, **self._look)
        self.cell = Copy(self.at, self.SIZE, stamp, theme=theme)
        self.loop = Wire(*self.way(), theme=theme, colour="state", width=theme.bold)
        bottom = self.cell.port("bottom")
        self.entrance = Wire((x, self.UNDER + 0.36), bottom, theme=theme, colour="word")
        foot = self.Y - self.MOST / 2 - 0.32
        self.letters = VGroup(
            self._letter("previous_hidden", (self.left[0], foot)),
            self._letter("hidden", (self.right[0], foot)),
            self._letter("inputs", (x + 0.62, self.UNDER + 0.24)),
        )
        self.name = self._letter("weight", (x + 1.2, self.Y + 0.86))

    def way(self) -> list[Point]:
        """Return the corners of the loop, from where h comes out of the cell to where it goes in again."""
        (x, y), half, turn = self.at, self.SIZE[0] / 2, self.TURN
        return [(x + half, y), (x + turn, y), (x + turn, self.TOP), (x - turn, self.TOP), (x - turn, y), (x - half, y)]

    def onward(self) -> list[Point]:
        """Return the corners of the loop from the h that has come out of the cell on."""
        _, *corners = self.way()
        return [(self.right[0] + self.CELL[0] / 2 + 0.04, self.Y), *corners]

    def arms(self) -> list[list[Point]]:
        """Return the corners of the two halves of the loop, each from the cell to above it: the right one and the left one."""
        (start, *right), middle = self.way()[:3], (self.at[0], self.TOP)
        *left, end = self.way()[3:]
        return [[start, *right, middle], [end, *reversed(left), middle]]

    def column(self, values: Readings, at: Point, spotted: int | None = None) -> Column:
        """Return a state with its numbers at a place."""
        high = min(self.CELL[1], self.MOST / len(self._units))
        return Column(values, self._units, at, (self.CELL[0], high), numerals=high >= 0.24, spotted=spotted, **self._look)

    def word(self, values: Readings, entries: Sequence[int]) -> Column:
        """Return a word's vector below the cell."""
        return Column(values, entries, self.below, (self.ENTRY[0], self.ENTRY[1] / len(entries)), **self._look)

    def round(self) -> Path:
        """Return the way of h along the loop, from the right to the left."""
        _, *corners, _ = self.way()
        return Path(self.right, *corners, self.left)

    def _letter(self, name: str, at: Point) -> VMobject:
        return named(stays(Symbol(name, **self._look, size=self._theme.symbol).move_to((*at, 0))), name)


def rising(vector: Column, chip: VMobject, seconds: float) -> Travel:
    """Return the animation in which a word's vector comes up out of its chip to its place."""
    (x, y), start = vector.at, (float(chip.get_x()), float(chip.get_top()[1]))
    level = LOW * start[1] + (1 - LOW) * y
    corners = [] if abs(start[0] - x) < 0.1 else [(start[0], level), (x, level)]
    return Travel(vector, Path(start, *corners, vector.at), start=0.15, run_time=max(seconds, 0.5))


class Over(Go):
    """A column goes round the loop, and is small where it passes over the cell, so that it covers none of it."""

    SMALL, BENDS = 0.55, (0.0, 0.3, 0.7, 1.0)  # how small, and at which shares of its way it is whole, small, small and whole

    def __init__(self, column: VMobject, path: Path, **kwargs: Any) -> None:
        super().__init__(column, path, end=self.SMALL, **kwargs)

    def _grown(self, share: float) -> float:
        return float(np.interp(share, self.BENDS, (0.0, 1.0, 1.0, 0.0)))
