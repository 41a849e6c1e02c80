"""Values as cells: one colour a value, a numeral on it where there is room; vectors and matrices of them."""

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np
from manim import VGroup, VMobject
from numpy.typing import ArrayLike

from scenes.mobjects.colours import hexadecimal, ink_on, mix, signed, weight
from scenes.mobjects.reading import Display, Reading, Readings, readings
from scenes.mobjects.shapes import Box, Bundle, Shape, rectangle
from scenes.mobjects.text import Numeral
from scenes.mobjects.theme import Theme

__all__ = ["BLOCK_GAP", "SCALES", "Gated", "Matrix", "Neck", "Patch", "Swatch", "Vector"]


def share(value: float, theme: Theme) -> str:
    """Return the colour of a gate."""
    return mix(theme.well, theme.ink, min(max(value, 0.0), 1.0))


SCALES: dict[str, Callable[[float, Theme], str]] = {"signed": signed, "share": share, "weight": weight}
"""The colour maps: ``signed`` for values of either sign, ``share`` for gates in 0..1, ``weight`` for the cells of an alignment map."""


BLOCK_GAP = 0.08
"""The gap between the columns that weigh h and those that weigh x, in units."""


class Patch(Shape):
    """A rectangle whose fill is a value's colour."""

    def __init__(self, reading: Reading, *, theme: Theme, scale: str, width: float, height: float) -> None:
        self.reading, self._theme, self._scale = reading, theme, scale
        super().__init__(rectangle(width, height), fill_color=self._rule(float(reading.value)), fill_opacity=1)

    def _rule(self, value: float) -> str:
        return SCALES[self._scale](value, self._theme)

    def displays(self) -> Iterator[Display]:
        """Yield the reading whose colour it is, with the colour that is really there."""
        yield Display(self.reading, "fill", hexadecimal(self.fill_rgbas[0]), self._rule)


class Gated(Patch):
    """A candidate as far as its ``gate`` lets it in: its colour, mixed with that of nought where the gate is shut."""

    def __init__(self, reading: Reading, gate: Reading, *, theme: Theme, width: float, height: float) -> None:
        self.gate = gate
        super().__init__(reading, theme=theme, scale="signed", width=width, height=height)

    def _rule(self, value: float) -> str:
        return self._let_in(value, float(self.gate.value))

    def _let_in(self, value: float, gate: float) -> str:
        return mix(signed(0.0, self._theme), signed(value, self._theme), min(max(gate, 0.0), 1.0))

    def displays(self) -> Iterator[Display]:
        """Yield both readings that make its colour, each with the rule in which the other is given."""
        fill, value = hexadecimal(self.fill_rgbas[0]), float(self.reading.value)
        yield Display(self.reading, "gated", fill, self._rule)
        yield Display(self.gate, "gated", fill, lambda gate: self._let_in(value, gate))


class Neck(Patch):
    """What comes down of a cell to the one below: as wide, of ``span``, as its forget ``gate`` is open, in the colour of what is kept."""

    def __init__(self, reading: Reading, gate: Reading, *, theme: Theme, span: float, height: float) -> None:
        self.gate, self.span = gate, span
        super().__init__(reading, theme=theme, scale="signed", width=_wide(float(gate.value), span), height=height)

    def displays(self) -> Iterator[Display]:
        """Yield what is kept, as a colour, and the gate, as a width."""
        yield from super().displays()
        yield Display(self.gate, "width", float(self.width), partial(_wide, span=self.span))


def _wide(value: float, span: float) -> float:
    return max(value * span, 1e-6)  # a width of nought would lose its place


class Swatch(Bundle):
    """One value: a patch and, where ``numeral`` is true, its number (with ``places`` decimals) in the ink that reads best."""

    def __init__(
        self,
        reading: Reading,
        *,
        theme: Theme,
        scale: str,
        size: tuple[float, float],
        numeral: bool = True,
        places: int | None = None,
    ) -> None:
        super().__init__()
        width, height = size
        self.patch = Patch(reading, theme=theme, scale=scale, width=width, height=height)
        self.add(self.patch)
        if numeral:
            ink = ink_on(SCALES[scale](float(reading.value), theme), theme)
            self.numeral = Numeral(reading, theme=theme, ink=ink, places=places)
            self.add(self.numeral.sit_amid(*self.patch.get_center()[:2]))


class Vector(Bundle):
    """A vector as a column of cells (or ``across`` as a row), outlined in the colour of its role.

    ``values`` is ``(n,)``; ``size`` is the width and height of one cell, in units. ``cells`` are its cells, first value on top or
    at the left.
    """

    COLUMN = (0.74, 0.25)
    STRIP = (1.28, 0.2)  # width and height of a whole strip on a diagram

    def __init__(
        self,
        values: ArrayLike | Readings,
        *,
        theme: Theme,
        role: str,
        scale: str = "signed",
        across: bool = False,
        size: tuple[float, float] = COLUMN,
        numerals: bool = True,
        framed: bool = True,
        places: int | None = None,
    ) -> None:
        super().__init__()
        self.role, self.across = role, across
        self.values = readings(values)
        self.cells = [
            Swatch(reading, theme=theme, scale=scale, size=size, numeral=numerals, places=places)
            for reading in self.values.flat()
        ]
        step = np.array([size[0], 0, 0]) if across else np.array([0, -size[1], 0])
        for number, cell in enumerate(self.cells):
            cell.shift(number * step)
        body = Bundle(*self.cells)
        self.add(body)
        if framed:
            self.frame = outline(body, theme=theme, colour=role)
            self.add(self.frame)
        self.center()


class Matrix(Bundle):
    """A matrix as a heat map without numerals; ``values`` is ``(rows, columns)``, ``size`` one cell's width and height.

    ``divide`` draws a gap after that many columns, so that the two blocks of [h; x] can be told apart.
    """

    def __init__(
        self,
        values: ArrayLike | Readings,
        *,
        theme: Theme,
        role: str,
        scale: str = "signed",
        size: tuple[float, float] = (0.2, 0.25),
        divide: int = 0,
    ) -> None:
        super().__init__()
        self.values, (width, height) = readings(values), size
        self.rows = Bundle()
        for row in range(len(self.values)):
            entries = self.values.row(row).flat()
            self.rows.add(Bundle(*(Swatch(each, theme=theme, scale=scale, size=size, numeral=False) for each in entries)))
        for number, cells in enumerate(self.rows):
            for column, cell in enumerate(cells):
                gap = BLOCK_GAP if divide and column >= divide else 0.0
                cell.move_to((column * width + gap, -number * height, 0))
        self.add(self.rows, outline(self.rows, theme=theme, colour=role))
        self.center()


def outline(around: VGroup, *, theme: Theme, colour: str, room: float = 0.03) -> VMobject:
    """Return a thin rounded frame ``room`` units outside of a group."""
    frame = Box(
        width=around.width + 2 * room,
        height=around.height + 2 * room,
        corner_radius=0.06,
        stroke_color=theme.colour(colour),
        stroke_width=theme.stroke,
    )
    return frame.move_to(around)
