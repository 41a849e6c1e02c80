"""Values as cells: one colour a value, a numeral on it where there is room; vectors and matrices of them."""

from collections.abc import Callable, Iterator
from typing import Any, Self

import numpy as np
from manim import DOWN, UP, VMobject
from numpy.typing import ArrayLike

from scenes.mobjects.colours import filling, hexadecimal, ink_on, signed, strength, weight
from scenes.mobjects.reading import Display, Reading, Readings, readings
from scenes.mobjects.shapes import Box, Bundle, Shape, rectangle
from scenes.mobjects.text import Numeral
from scenes.mobjects.theme import Theme

__all__ = [
    "BLOCK_GAP",
    "SCALES",
    "Level",
    "Matrix",
    "Patch",
    "Swatch",
    "Vector",
    "Vessel",
    "Well",
    "cell_of",
    "outline",
]
SCALES: dict[str, Callable[[float, Theme], str]] = {"signed": signed, "weight": weight, "strength": strength}
"""The colour maps: ``signed`` for values of either sign, ``weight`` for weights and probabilities, ``strength`` for words.

Gates, whose scale is ``share``, have no colour of their own: they are vessels, filled as far as they are open.
"""


LEAST = 1e-6
"""A level of nought is so high, in units: one without a height would lose its place."""
BLOCK_GAP = 0.08
"""The gap between the columns that weigh h and those that weigh x, in units."""


class Patch(Shape):
    """A rectangle whose fill is a value's colour."""

    fades = True

    def __init__(self, reading: Reading, *, theme: Theme, scale: str, width: float, height: float) -> None:
        self.reading, self._theme, self._scale = reading, theme, scale
        super().__init__(rectangle(width, height), fill_color=self._rule(float(reading.value)), fill_opacity=1)

    def _rule(self, value: float) -> str:
        return SCALES[self._scale](value, self._theme)

    def displays(self) -> Iterator[Display]:
        """Yield the reading whose colour it is, with the colour that is really there."""
        yield Display(self.reading, "fill", hexadecimal(self.fill_rgbas[0]), self._rule)


class Swatch(Bundle):
    """One value: a patch and, where ``numeral`` is true, its number (with ``places`` decimals) in the ink that reads best."""

    patch: "Patch | Well"
    numeral: Numeral

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
            shown = round(float(reading.value), 2 if places is None else places)
            fill, printed = (SCALES[scale](value, theme) for value in (float(reading.value), shown))
            self.add(self._printed(reading, fill, theme, places, printed))

    def _printed(self, reading: Reading, fill: str, theme: Theme, places: int | None, printed: str = "") -> Numeral:
        """Return its number amid the patch, to be read on a colour; equal numbers have one ink, that for a value ``printed``."""
        self.numeral = Numeral(reading, theme=theme, ink=ink_on(printed or fill, theme), places=places)
        self.numeral.below = fill
        return self.numeral.sit_amid(*self.patch.get_center()[:2])


class Well(Shape):
    """The vessel of a gate, as large as its cell."""

    fades = True

    def __init__(self, reading: Reading, *, theme: Theme, width: float, height: float) -> None:
        self.reading = reading
        super().__init__(rectangle(width, height), fill_color=theme.well, fill_opacity=1)


class Level(Shape):
    """What is in a vessel: from its foot up, as high as the gate is open."""

    fades = True

    def __init__(self, reading: Reading, well: Well, *, paint: str) -> None:
        self.reading, self.well = reading, well
        high = well.height * self._rule(float(reading.value))
        super().__init__(rectangle(well.width, max(high, LEAST * well.height)), fill_color=paint, fill_opacity=1)
        self.shift((0, (self.height - well.height) / 2, 0))

    @staticmethod
    def _rule(value: float) -> float:
        return min(max(value, 0.0), 1.0)

    def displays(self) -> Iterator[Display]:
        """Yield the reading whose height it has, as a share of its vessel's, as it is really there."""
        yield Display(self.reading, "length", float(self.height / self.well.height), self._rule)


class Rim(Shape):
    """The line at the head of what is in a vessel, which belongs to the ``reading`` that is in there."""

    fades = True

    def __init__(self, reading: Reading, outline: np.ndarray, *, paint: str) -> None:
        self.reading = reading
        super().__init__(outline, fill_color=paint, fill_opacity=1)


class Lane(Shape):
    """The part of a vessel in which its level rises, where that stands beside the number."""

    fades = True

    def __init__(self, reading: Reading, width: float, height: float, *, paint: str) -> None:
        self.reading = reading
        super().__init__(rectangle(width, height), fill_color=paint, fill_opacity=1)


class Vessel(Swatch):
    """A gate, as a vessel in the colour of its role that is filled from below as far as the gate is open.

    A line in the full colour is its level; there is none where it would strike the number, or end beside it. Without a number, as
    in tables, what is in it is calm, so that it does not outshine what it lets through; but for what lets something in.
    Where one stands large beside others, the level is put :meth:`aside`: it rises in a ``lane``.
    """

    RIM, PART, FULL = 0.022, 0.1, 0.97  # how thick the line is, at the most and of its cell; from where on there is none
    ROOM, LANE = 0.03, 0.17  # how far from a number; how wide a lane is, as a part of the cell

    def __init__(
        self,
        reading: Reading,
        *,
        theme: Theme,
        role: str,
        size: tuple[float, float],
        numeral: bool = True,
        places: int | None = None,
    ) -> None:
        Bundle.__init__(self)
        self.role = role
        paint = filling(role, theme, calm=not numeral and role != "writes")
        self.patch = Well(reading, theme=theme, width=size[0], height=size[1])
        self.level = Level(reading, self.patch, paint=paint)
        self.lane: Well | Lane = self.patch
        self.add(self.patch, self.level)
        printed = self._printed(reading, paint, theme, places) if numeral else None
        self.rims = self._rims(printed, theme.colour(role)) if float(reading.value) < self.FULL else []
        self.add(*self.rims)
        if printed is not None:
            self.add(printed)

    def aside(self, theme: Theme) -> Self:
        """Let the level rise in a lane at the left edge, in the full colour, and the number stand beside that; return it.

        So no level ends behind a number, nor a number at another height than those beside it.
        """
        numeral, (high, foot) = vars(self).get("numeral"), (self.patch.height, float(self.patch.get_bottom()[1]))
        if numeral is None:
            return self
        wide = min(self.LANE * self.patch.width, self.patch.width - numeral.width - 2 * self.ROOM)
        middle = float(self.patch.get_left()[0]) + wide / 2
        self.lane = Lane(self.patch.reading, wide, high, paint=filling(self.role, theme, calm=True))
        self.lane.move_to((middle, foot + high / 2, 0))
        self.level.stretch_to_fit_width(wide).move_to((middle, foot + self.level.height / 2, 0))
        self.level.set_fill(theme.colour(self.role))
        numeral.shift((wide / 2, 0, 0)).set_fill(ink_on(theme.well, theme))
        numeral.below = theme.well
        self.remove(*self.rims, self.level, numeral)
        self.rims = []
        self.add(self.lane, self.level, numeral)
        return self

    def _rims(self, printed: Numeral | None, paint: str) -> list["Rim"]:
        """Return the line of the level, if no number is at its height."""
        high, thick = float(self.level.get_top()[1]), min(self.RIM, self.patch.height * self.PART)
        if printed is not None and printed.get_bottom()[1] - self.ROOM < high < printed.get_top()[1] + self.ROOM:
            return []
        foot, head = (float(self.patch.get_edge_center(side)[1]) for side in (DOWN, UP))
        high = min(max(high, foot + thick / 2), head - thick / 2)
        outline = rectangle(self.patch.width, thick) + np.array([self.patch.get_x(), high, 0.0])
        return [Rim(self.patch.reading, outline, paint=paint)]


def cell_of(reading: Reading, *, theme: Theme, scale: str, role: str, **options: Any) -> Swatch:
    """Return one value on a scale: a vessel if it is a share, else a patch of its colour."""
    if scale == "share":
        return Vessel(reading, theme=theme, role=role, **options)
    return Swatch(reading, theme=theme, scale=scale, **options)


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
            cell_of(reading, theme=theme, scale=scale, role=role, size=size, numeral=numerals, places=places)
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


def outline(around: VMobject, *, theme: Theme, colour: str, room: float = 0.03) -> VMobject:
    """Return a thin rounded frame ``room`` units outside of a group."""
    frame = Box(
        width=around.width + 2 * room,
        height=around.height + 2 * room,
        corner_radius=0.06,
        stroke_color=theme.colour(colour),
        stroke_width=theme.stroke,
    )
    return frame.move_to(around)
