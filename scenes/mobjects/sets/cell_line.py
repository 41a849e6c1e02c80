"""Some readings as a row of cells, each with its number: a column of weights, a bias, a hidden state."""

from collections.abc import Sequence
from typing import Any

from manim import VGroup

from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.places import named, placed, stays
from scenes.mobjects.reading import Reading
from scenes.mobjects.sets.rows import large_cell
from scenes.mobjects.shapes import Box
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Swatch
from scenes.mobjects.wires import Point

__all__ = ["CellLine"]

WIDE = {None: 0.72, 0: 0.3}
"""Of a cell as narrow as this the numeral has its usual size; by how many decimals it has."""


class CellLine(VGroup):
    """Readings of one quantity in cells side by side, or with ``down`` one below the other, in a frame in its role's colour.

    They are centred on ``at``; ``size`` is the width and height of one, whose number is large if there is room. Their ``axis`` is
    that of their index which counts them. The letter of the quantity stands on the side ``letter``, "left" or "right", if
    there is one. ``cells`` are the cells, ``frame`` the frame.
    """

    ROOM, AWAY = 0.05, 0.2

    def __init__(
        self,
        values: Sequence[Reading],
        at: Point,
        *,
        notation: Notation,
        theme: Theme,
        size: tuple[float, float],
        axis: int = -1,
        down: bool = False,
        places: int | None = None,
        letter: str = "",
    ) -> None:
        super().__init__()
        self.at, self.size, self.down, self._count = at, size, down, len(values)
        quantity = notation.of(values[0].key, values[0].index)
        look: dict[str, Any] = {"notation": notation, "theme": theme, "places": places, "wide": WIDE[places]}
        self.cells: list[Swatch] = [
            large_cell(value, size, **look).move_to((*self.place(number), 0)) for number, value in enumerate(values)
        ]
        first = values[0].index[axis]
        for cell in self.cells:
            placed(cell.patch, lambda index: self.place(index[axis] - first))
        wide, high = (size[0], size[1] * len(values)) if down else (size[0] * len(values), size[1])
        self.frame = Box(
            width=wide + 2 * self.ROOM,
            height=high + 2 * self.ROOM,
            corner_radius=0.07,
            stroke_color=theme.colour(quantity.role),
            stroke_width=theme.stroke,
        ).move_to((*at, 0))
        self.add(self.frame, *self.cells)
        if letter:
            sign = Symbol(quantity.name, notation=notation, theme=theme, size=theme.symbol * 0.9)
            away = (wide + sign.width) / 2 + self.ROOM + self.AWAY
            self.letter = stays(named(sign.move_to((at[0] + (away if letter == "right" else -away), at[1], 0)), quantity.name))
            self.add(self.letter)

    def place(self, number: int) -> Point:
        """Return the middle of a cell."""
        away = (number - (self._count - 1) / 2) * self.size[1 if self.down else 0]
        return (self.at[0], self.at[1] - away) if self.down else (self.at[0] + away, self.at[1])

    @property
    def bare(self) -> VGroup:
        """Copies of the cells without numbers, to be sent somewhere."""
        return VGroup(*(cell.patch.copy() for cell in self.cells))
