"""Values on their way through a cell: a strip of small cells for all units, and below it one unit with its number."""

from collections.abc import Sequence
from math import inf
from typing import Any

from manim import VGroup

from scenes.mobjects.moves import Path
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.notation.vectors import swatch
from scenes.mobjects.places import of_one, placed, side_by_side
from scenes.mobjects.reading import Readings
from scenes.mobjects.sets.rows import large_cell
from scenes.mobjects.shapes import Box
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Swatch
from scenes.mobjects.wires import Point

__all__ = ["Card", "Stack"]

SEAM = 0.012
"""By how much cells of a strip overlap, in units: no wire below it is seen between two of them."""


class Card(VGroup):
    """A quantity, ``(unit,)``, small enough for a wire: ``units``, counted from 0, as a strip, and the followed ``unit`` large.

    It is centred on ``at`` and framed in its role's colour. ``cells`` maps units to the cells of the strip; ``large`` is that of
    the followed unit, ``frame`` what is around them. Without ``numeral`` that one has its colour alone. A ``flat``
    card has the large cell before the strip, to be as low as a line of text.
    """

    WIDE, THIN, HIGH, GAP, ROOM = 0.8, 0.2, 0.38, 0.03, 0.05
    TALL = THIN + GAP + HIGH + 2 * ROOM
    FLAT_HIGH, FLAT_ROOM = 0.32, 0.03
    FLAT_WIDE, FLAT_TALL = 2 * WIDE + GAP + 2 * FLAT_ROOM, FLAT_HIGH + 2 * FLAT_ROOM

    def __init__(
        self,
        values: Readings,
        units: Sequence[int],
        unit: int,
        *,
        at: Point,
        notation: Notation,
        theme: Theme,
        numeral: bool = True,
        flat: bool = False,
    ) -> None:
        super().__init__()
        self.values_shown, self.units, self.unit, self.flat = values, tuple(units), unit, flat
        self._look: dict[str, Any] = {"notation": notation, "theme": theme, "numeral": numeral, "flat": flat}
        self._wide, tall = (self.FLAT_WIDE, self.FLAT_TALL) if flat else (self.WIDE + 2 * self.ROOM, self.TALL)
        role = notation.of(values.key, values.index).role
        self.frame = Box(
            width=self._wide,
            height=tall,
            corner_radius=0.07,
            stroke_color=theme.colour(role),
            stroke_width=theme.stroke,
        )
        each, thin, high = self.WIDE / len(units), *((self.FLAT_HIGH,) * 2 if flat else (self.THIN, self.HIGH))
        self.cells: dict[int, Swatch] = {
            one: swatch(values[one], size=(each + SEAM, thin), numeral=False, notation=notation, theme=theme) for one in units
        }
        self.large = large_cell(values[unit], (self.WIDE, high), notation=notation, theme=theme, wide=0.62 if numeral else inf)
        for one, cell in self.cells.items():
            cell.move_to((*self.middle(one), 0))
            placed(cell.patch, of_one(values, self.middle))
        self.large.move_to((*self._aside(), 0.0))
        placed(self.large.patch, self._followed)
        self.add(self.frame, *self.cells.values(), self.large).move_to((*at, 0))

    @property
    def at(self) -> Point:
        """Its middle."""
        return float(self.frame.get_x()), float(self.frame.get_y())

    def middle(self, unit: int) -> Point:
        """Return where the cell of a unit is in the strip, wherever the card is, and however large."""
        size = float(self.frame.width) / self._wide
        across = self.WIDE * ((self.units.index(unit) + 0.5) / len(self.units) - 0.5)
        aside, low = ((self.WIDE + self.GAP) / 2, 0.0) if self.flat else (0.0, (self.HIGH + self.GAP) / 2)
        return self.at[0] + size * (across + aside), self.at[1] + size * low

    def _aside(self) -> Point:
        """Return where the cell of the followed unit is, from the middle of the card at its own size."""
        return (-(self.WIDE + self.GAP) / 2, 0.0) if self.flat else (0.0, (self.HIGH - self.TALL) / 2 + self.ROOM)

    def _followed(self, index: tuple[int, ...]) -> Point:
        """Return where the cell of the followed unit is now; of another one none is there: KeyError."""
        if index != (*self.values_shown.index, self.unit):
            raise KeyError(index)
        size, (aside, low) = float(self.frame.width) / self._wide, self._aside()
        return self.at[0] + size * aside, self.at[1] + size * low

    def again(self) -> "Card":
        """Return another card of the same values at the same place, that may go elsewhere."""
        return Card(self.values_shown, self.units, self.unit, at=self.at, **self._look)

    def way_to(self, at: Point) -> Path:
        """Return the straight way to a place."""
        return Path(self.at, at)


class Stack(VGroup):
    """[h; x], ``(stacked,)``: the first ``split`` values, h, as a strip, and below it those of x as another one.

    It is centred on ``at``; ``above`` and ``below`` are the two.
    """

    WIDE, HIGH, GAP = 0.84, 0.22, 0.08

    def __init__(self, values: Readings, split: int, *, at: Point, notation: Notation, theme: Theme) -> None:
        super().__init__()
        self.at, self._made = at, (values, split, notation, theme)
        lift = (self.HIGH + self.GAP) / 2
        self.above = self._strip(range(split), lift, "state")
        self.below = self._strip(range(split, len(values)), -lift, "word")
        self.add(self.above, self.below)

    @property
    def right(self) -> float:
        """The x of its right edge."""
        return self.at[0] + self.WIDE / 2 + 0.04

    @property
    def tall(self) -> float:
        """Half its height."""
        return self.HIGH + self.GAP / 2 + 0.03

    def again(self) -> "Stack":
        """Return another one of the same values at the same place, that may go elsewhere."""
        values, split, notation, theme = self._made
        return Stack(values, split, at=self.at, notation=notation, theme=theme)

    def _strip(self, numbers: range, lift: float, role: str) -> VGroup:
        values, _, notation, theme = self._made
        each, made = self.WIDE / len(numbers), VGroup()
        for place, number in enumerate(numbers):
            cell = swatch(values[number], size=(each + SEAM, self.HIGH), numeral=False, notation=notation, theme=theme)
            x = self.at[0] + (place + 0.5) * each - self.WIDE / 2
            made.add(cell.move_to((x, self.at[1] + lift, 0)))
        frame = Box(
            width=self.WIDE + 0.06,
            height=self.HIGH + 0.06,
            corner_radius=0.04,
            stroke_color=theme.colour(role),
            stroke_width=theme.stroke,
        )
        return side_by_side(made.add(frame.move_to((self.at[0], self.at[1] + lift, 0))), values, numbers)
