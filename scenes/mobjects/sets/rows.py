"""Units side by side: the values of a quantity as a row of cells."""

from collections.abc import Container, Mapping, Sequence
from math import inf
from types import MappingProxyType
from typing import Any

from manim import VGroup

from scenes.mobjects.moves import Path
from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.notation.vectors import swatch, vector
from scenes.mobjects.places import Place, named, of_one, placed
from scenes.mobjects.reading import Phrase, Reading, Readings, phrase
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import BOLD, LEGIBLE, Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Swatch, Vessel
from scenes.mobjects.wires import Point

__all__ = ["FULL", "LARGE", "LEAST", "Row", "large_cell"]

FULL = 0.92
"""The part of a cell that its numeral takes at most."""
NUMBER, RAISED = 0.2, 0.2
"""How far over a cell its number is, and how much farther than usual the names over that."""
SURE = 1.01
"""So many times the height that is legible a numeral has at the least, whatever is rounded."""
LEAST = 0.85
"""How large a value is, as a part of what it is in its row, where it is smallest while its number is read."""
LARGE, FEW = 1.2, 8
"""How many times as large as in other cells a numeral is; so many values need no strip: how many are left out is said."""


class Row(VGroup):
    """The values of some ``units``, counted from 0, of a quantity, ``(unit,)``: cells side by side, framed in its role's colour.

    They are centred on ``at``. ``where`` they are called by their letter and a ``note``: "above", "below", "right" or "left";
    where no ``letter`` has been introduced, by the note alone. If some of many units are shown, a thin strip on the other side
    has all of them, unless the row is to have none (``has_strip``). ``places`` has how many decimals units are printed with that
    need more than usual; if ``printed`` is given, only these have a numeral. ``cells`` maps units to cells; they are members,
    as ``frame``, ``names`` and ``strip`` are, and ``numbers``.
    """

    CELL, PITCH, THIN, STRIP, WIDE = (0.86, 0.6), 0.9, 0.06, 0.44, 0.62

    def __init__(
        self,
        values: Readings,
        units: Sequence[int],
        *,
        at: Point,
        notation: Notation,
        theme: Theme,
        note: str | Phrase = "",
        where: str = "above",
        letter: bool = True,
        has_strip: bool = True,
        places: Mapping[int, int] = MappingProxyType({}),
        printed: Container[int] | None = None,
    ) -> None:
        super().__init__()
        self._places, self._printed = places, printed
        self.values_shown, self.units, self.at = values, tuple(units), at
        self._notation, self._theme = notation, theme
        self.quantity = notation.of(values.key, values.index)
        self.cells: dict[int, Swatch] = {unit: self.fresh(unit) for unit in units}
        for cell in self.cells.values():
            placed(cell.patch, of_one(values, self.place))
        self.frame = Box(
            width=self.PITCH * len(units) + 0.1,
            height=self.CELL[1] + 0.14,
            corner_radius=0.1,
            stroke_color=theme.colour(self.quantity.role),
            stroke_width=theme.stroke,
        ).move_to((*at, 0))
        self.names = self._names(note, where, letter=letter)
        self.strip, self.numbers = VGroup(), VGroup()
        if has_strip and len(values) > max(FEW, len(units)):
            size = (self.PITCH * len(units) / len(values), self.THIN)
            strip = vector(values, notation=notation, theme=theme, across=True, size=size, numerals=False, framed=False)
            self.strip.add(strip.move_to((at[0], at[1] + (self.STRIP if where == "below" else -self.STRIP), 0)))
        self.add(self.frame, self.names, self.strip, *self.cells.values())

    @property
    def body(self) -> VGroup:
        """All but the cells."""
        return VGroup(self.frame, self.names, self.strip, self.numbers)

    @property
    def foot(self) -> float:
        """The y below all of it, where a wire may end."""
        return self.at[1] - (self.STRIP + self.THIN if len(self.strip) else self.CELL[1] / 2 + 0.07)

    @property
    def left(self) -> float:
        """The x of its left edge."""
        return self.at[0] - self.PITCH * len(self.units) / 2

    @property
    def right(self) -> float:
        """The x of its right edge."""
        return self.at[0] + self.PITCH * len(self.units) / 2

    def place(self, unit: int) -> Point:
        """Return the middle of a unit's cell."""
        return self.left + (self.units.index(unit) + 0.5) * self.PITCH, self.at[1]

    def fresh(self, unit: int) -> Swatch:
        """Return another cell of a unit, at its place, that may go elsewhere."""
        wide = self.WIDE if self._printed is None or unit in self._printed else inf
        look: dict[str, Any] = {"notation": self._notation, "theme": self._theme, "wide": wide}
        made = large_cell(self.values_shown[unit], self.CELL, places=self._places.get(unit), **look)
        made.move_to((*self.place(unit), 0))
        return made.aside(self._theme) if isinstance(made, Vessel) else made

    def spot(self, unit: int) -> Box:
        """Return the frame around a unit's cell that is looked at."""
        width, height = (each + 0.06 for each in self.CELL)
        look = {"stroke_color": self._theme.focus, "stroke_width": self._theme.bold}
        return Box(width=width, height=height, corner_radius=0.07, **look).move_to((*self.place(unit), 0))

    def moved(self, at: Point) -> Path:
        """Make another place its home; return the way there from where it was."""
        way = Path(self.at, at)
        self.at = at
        return way

    def number(self, numbers: Readings, followed: int | None = None) -> None:
        """Write over each cell which of all units it is, by their ``numbers``, ``(unit,)``; the ``followed`` one in full ink.

        A letter and a note that are there go up over that.
        """
        high = self.CELL[1] / 2 + NUMBER
        for unit in self.units:
            look: dict[str, Any] = {"colour": "ink", "weight": BOLD} if unit == followed else {"colour": "muted"}
            made = Label(phrase("{unit:0}", unit=numbers[unit]), theme=self._theme, size=self._theme.numeral, **look)
            made.sit_amid(self.place(unit)[0], self.at[1] + high)
            self.numbers.add(placed(made, lambda index: (self.place(index[-1])[0], self.at[1] + high)))
        self.add(self.numbers)
        if len(self.names) and self.names.get_bottom()[1] > self.frame.get_top()[1]:
            self._kept(self.names.shift((0, RAISED, 0)))

    def _names(self, note: str | Phrase, where: str, *, letter: bool) -> VGroup:
        """Return the letter, if there is to be one and the quantity has one, and the note."""
        away = self.CELL[1] / 2 + 0.3
        places = {"above": (self.left, away), "below": (self.left, -away), "right": (self.right + 0.2, 0.0), "left": (0.0, 0.0)}
        pen, height = places[where]
        made = VGroup()
        if letter and self.quantity.letter:
            sign = Symbol(self.quantity.name, notation=self._notation, theme=self._theme, size=self._theme.symbol)
            sign.move_to((pen + sign.width / 2, self.at[1] + height, 0))
            made.add(named(sign, self.quantity.name))
            pen += sign.width + 0.16
        if note:
            said = Label(note, theme=self._theme, size=self._theme.label, colour=self.quantity.role)
            made.add(said.sit_amid(pen, self.at[1] + height, -1))
        if where == "left" and made:
            made.shift((self.left - 0.2 - made.get_right()[0], 0, 0))
        return self._kept(made)

    def shift_names(self, across: float) -> None:
        """Let the letter and the note stand so far further right, from now on."""
        self._kept(self.names.shift((across, 0, 0)))

    def _kept(self, names: VGroup) -> VGroup:
        """Let names go with the row from where they are."""
        for part in names:
            vars(part)["place"] = self._beside(float(part.get_x()), float(part.get_y()))
        return names

    def _beside(self, x: float, y: float) -> Place:
        """Return the place of what stands at ``(x, y)`` now: it goes with the row, and is of nothing that the row is not of."""
        across, up, own = x - self.at[0], y - self.at[1], self.values_shown.index

        def where(index: tuple[int, ...]) -> Point:
            """Return where it is, if it is of the step of the row, or of none."""
            if index not in ((), own):
                raise KeyError(index)
            return self.at[0] + across, self.at[1] + up

        return Place(where, fixed=True)


def large_cell(
    reading: Reading,
    size: tuple[float, float],
    *,
    notation: Notation,
    theme: Theme,
    wide: float = 0.62,
    places: int | None = None,
) -> Swatch:
    """Return a value as a cell of a size, its numeral :data:`LARGE` where there is room, and in less than ``wide`` none.

    One of more ``places`` than usual is narrower, but never so small that it could not be read: then it fills its cell.
    """
    large = min(LARGE, max(size[0] / wide, 1.0))
    inner = size[0] / large, size[1] / large
    numeral = size[0] >= wide
    made = swatch(reading, notation=notation, theme=theme, size=inner, numeral=numeral, places=places)
    if places is not None and numeral and made.numeral.width > (room := FULL * inner[0]):
        made.numeral.scale(max(room / made.numeral.width, min(1.0, SURE * LEGIBLE / (LEAST * large * made.numeral.cap_height))))
    return made.scale(large)
