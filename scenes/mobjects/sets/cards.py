"""Values on their way through a cell: a strip of small cells for all units, and below it one unit with its number."""

from collections.abc import Sequence
from math import inf
from typing import Any

import numpy as np
from manim import Animation, VGroup

from scenes.mobjects.agreeing import AS_USUAL, Printed
from scenes.mobjects.leaves import opacities_of, set_opacities
from scenes.mobjects.motion import Shade, Vanish
from scenes.mobjects.moves import Path
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.notation.vectors import swatch
from scenes.mobjects.passing import Pass, even
from scenes.mobjects.places import of_one, placed, side_by_side
from scenes.mobjects.reading import Reading, Readings
from scenes.mobjects.sets.rows import large_cell
from scenes.mobjects.shapes import Box, lift
from scenes.mobjects.text import Numeral
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Swatch, Vessel
from scenes.mobjects.wires import Point

__all__ = ["Card", "Stack", "alone", "copied"]

SEAM, MOST = 0.012, 0.15
"""By how much cells of a strip overlap, in units, and as a part of a cell at the most: no wire is seen between two."""


class Card(VGroup):
    """A quantity, ``(unit,)``, small enough for a wire: ``units``, counted from 0, as a strip, and the followed ``unit`` large.

    It is centred on ``at`` and framed in its role's colour. ``cells`` maps units to the cells of the strip; ``large`` is that of
    the followed unit, ``frame`` what is around them; where the unit is ``alone`` there is no strip. A ``flat`` card has the large
    cell behind the strip, to be as low as a line of text; of a gate that is the number alone, which no level strikes. How that
    number is ``printed``, and whether it is, may be said.
    """

    WIDE, THIN, HIGH, GAP, ROOM = 0.8, 0.2, 0.52, 0.03, 0.05
    TALL, ALONE = THIN + GAP + HIGH + 2 * ROOM, HIGH + 2 * ROOM
    NUMERAL, FLAT_HIGH, FLAT_ROOM, FLAT_NUMERAL = 0.62, 0.36, 0.02, 0.76
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
        flat: bool = False,
        alone: bool = False,
        printed: Printed = AS_USUAL,
    ) -> None:
        super().__init__()
        self.values_shown, self.units, self.unit, self.flat, self.alone = values, tuple(units), unit, flat, alone
        self._look: dict[str, Any] = {"notation": notation, "theme": theme, "flat": flat, "alone": alone, "printed": printed}
        upright = self.WIDE + 2 * self.ROOM, self.ALONE if alone else self.TALL
        self._wide, tall = (self.FLAT_WIDE, self.FLAT_TALL) if flat else upright
        role = notation.of(values.key, values.index).role
        self.frame = Box(
            width=self._wide,
            height=tall,
            corner_radius=0.07,
            stroke_color=theme.colour(role),
            stroke_width=theme.stroke,
            fill_color=theme.ground,
            fill_opacity=float(flat),  # no wire below it is seen
        )
        each, thin, high = self.WIDE / len(units), *((self.FLAT_HIGH,) * 2 if flat else (self.THIN, self.HIGH))
        self.cells: dict[int, Swatch] = {
            one: swatch(values[one], size=(each + SEAM, thin), numeral=False, notation=notation, theme=theme)
            for one in (() if alone else units)
        }
        self.large = self._large(values[unit], high, notation, theme, printed)
        for one, cell in self.cells.items():
            cell.move_to((*self.middle(one), 0))
            placed(cell.patch, of_one(values, self.middle))
        self.large.move_to((*self._aside(), 0.0))
        placed(self.large.patch if isinstance(self.large, Swatch) else self.large, self._followed)
        self.add(self.frame, *self.cells.values(), self.large).move_to((*at, 0))

    def _large(self, value: Reading, high: float, notation: Notation, theme: Theme, printed: Printed) -> Swatch | Numeral:
        """Return the cell of the followed unit, whose number no level strikes."""
        wide = inf if printed.leaves_out(value) else self.FLAT_NUMERAL if self.flat else self.NUMERAL
        cell = large_cell(value, (self.WIDE, high), notation=notation, theme=theme, wide=wide, places=printed.of(value))
        if self.flat and isinstance(cell, Vessel):
            return Numeral(value, theme=theme, size=theme.numeral * self.WIDE / wide, ink=theme.ink)
        if isinstance(cell, Vessel):
            cell.aside(theme)
        return cell

    @property
    def at(self) -> Point:
        """Its middle."""
        return float(self.frame.get_x()), float(self.frame.get_y())

    def middle(self, unit: int) -> Point:
        """Return where the cell of a unit is in the strip, wherever the card is, and however large."""
        size = float(self.frame.width) / self._wide
        across = self.WIDE * ((self.units.index(unit) + 0.5) / len(self.units) - 0.5)
        aside, low = (-(self.WIDE + self.GAP) / 2, 0.0) if self.flat else (0.0, (self.HIGH + self.GAP) / 2)
        return self.at[0] + size * (across + aside), self.at[1] + size * low

    def _aside(self) -> Point:
        """Return where the cell of the followed unit is, from the middle of the card at its own size."""
        if self.flat:
            return (self.WIDE + self.GAP) / 2, 0.0
        return 0.0, 0.0 if self.alone else (self.HIGH - self.TALL) / 2 + self.ROOM

    def _followed(self, index: tuple[int, ...]) -> Point:
        """Return where the cell of the followed unit is now; of another one none is there: KeyError."""
        if index != (*self.values_shown.index, self.unit):
            raise KeyError(index)
        size, (aside, low) = float(self.frame.width) / self._wide, self._aside()
        return self.at[0] + size * aside, self.at[1] + size * low

    @property
    def number(self) -> Numeral | None:
        """The number of the followed unit, if it has one."""
        return vars(self.large).get("numeral") if isinstance(self.large, Swatch) else self.large

    def again(self) -> "Card":
        """Return another card of the same values at the same place, lifted off it, that may go elsewhere."""
        made = Card(self.values_shown, self.units, self.unit, at=self.at, **self._look)
        lift([made.frame], self._look["theme"])
        return made

    def way_to(self, at: Point) -> Path:
        """Return the straight way to a place."""
        return Path(self.at, at)


class _Uncover(Shade):
    """The number on a card is not seen as long as a copy on its way, of which that is another one, lies over it."""

    CLEAR = 0.06  # from one to the other, in units, where it is seen whole

    def __init__(self, number: Numeral, copy: Card, way: Pass) -> None:
        self._number, self._frame, self._way = number, copy.frame, way
        self._whole: tuple[float, float] | None = None
        super().__init__(number, 0.0, rate_func=even, run_time=way.run_time)

    def interpolate_mobject(self, alpha: float) -> None:
        number, frame = self._number, self._frame
        if 0.0 < self._way.reached < 1.0:
            self._whole = self._whole or opacities_of(number)
            reach = np.array([number.width + frame.width, number.height + frame.height]) / 2
            apart = np.abs(frame.get_center() - number.get_center())[:2] - reach
            share = float(np.clip(apart.max() / self.CLEAR, 0.0, 1.0))
            set_opacities(number, *(share * opacity for opacity in self._whole))
        elif self._whole:
            set_opacities(number, *self._whole)


def copied(card: Card, copy: Card, way: Pass) -> list[Animation]:
    """Return the way of a copy of a card, and with it what lets the number that it lies over make room."""
    return [way] if card.number is None else [way, _Uncover(card.number, copy, way)]


def alone(card: Card, other: Card, seconds: float) -> list[Animation]:
    """Return animations in which one card becomes that of its followed unit alone, ``other``, at the same place."""
    x, y = card.at
    above = (Card.TALL - Card.ALONE) / 2
    rises = Pass(other.move_to((x, y, 0)), Path((x, y - above), (x, y)), there=True, run_time=seconds)
    return [Vanish(card, window=(0.0, 0.4), run_time=seconds), rises]


class Stack(VGroup):
    """[h; x], ``(stacked,)``: the first ``split`` values, h, as a strip, and below it those of x as another one.

    It is centred on ``at``; ``above`` and ``below`` are the two. A ``flat`` one has x behind h.
    """

    WIDE, HIGH, GAP = 0.84, 0.24, 0.12

    def __init__(self, values: Readings, split: int, *, at: Point, notation: Notation, theme: Theme, flat: bool = False) -> None:
        super().__init__()
        self.at, self._made = at, (values, split, notation, theme)
        way = ((self.WIDE + self.GAP) / 2, 0.0) if flat else (0.0, -(self.HIGH + self.GAP) / 2)
        self.above = self._strip(range(split), (-way[0], -way[1]), "state")
        self.below = self._strip(range(split, len(values)), way, "word")
        self._flat = flat
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
        """Return another one of the same values at the same place, lifted off it, that may go elsewhere."""
        values, split, notation, theme = self._made
        made = Stack(values, split, at=self.at, notation=notation, theme=theme, flat=self._flat)
        lift([strip[0] for strip in (made.above, made.below)], theme)
        return made

    def _strip(self, numbers: range, way: Point, role: str) -> VGroup:
        values, _, notation, theme = self._made
        each, made = self.WIDE / len(numbers), VGroup()
        middle, y = self.at[0] + way[0], self.at[1] + way[1]
        for place, number in enumerate(numbers):
            wide = each + min(SEAM, MOST * each)
            cell = swatch(values[number], size=(wide, self.HIGH), numeral=False, notation=notation, theme=theme)
            made.add(cell.move_to((middle + (place + 0.5) * each - self.WIDE / 2, y, 0)))
        frame = Box(
            width=self.WIDE + 0.06,
            height=self.HIGH + 0.06,
            corner_radius=0.04,
            stroke_color=theme.colour(role),
            stroke_width=theme.stroke,
        )
        made.add_to_back(frame.move_to((middle, y, 0)))
        return side_by_side(made, values, numbers)
