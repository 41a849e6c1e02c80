"""A vector whose every number can be read: rows of cells with numerals."""

import numpy as np

from scenes.mobjects.areas import Area
from scenes.mobjects.notation.translation import NOTATION
from scenes.mobjects.notation.vectors import swatch
from scenes.mobjects.places import placed
from scenes.mobjects.reading import Readings
from scenes.mobjects.shapes import Bundle
from scenes.mobjects.text import LEGIBLE
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import outline

__all__ = ["Block"]


class Block(Bundle):
    """The numbers of ``values``, ``(unit,)``, in rows of :data:`ACROSS`, the middle of an area filled; ``cells`` in their order.

    Of more than :data:`MOST` the largest are there, in order: ``shown`` are their indices.
    """

    ACROSS, MOST, TALLEST = 16, 128, 0.5

    def __init__(self, values: Readings, area: Area, *, theme: Theme, colour: str) -> None:
        super().__init__()
        self._count = len(values)
        sizes = np.abs(values.values)
        self.shown = sorted(np.argsort(-sizes, kind="stable")[: self.MOST].tolist())
        count = len(self.shown)
        across = min(self.ACROSS, count)
        rows = -(-count // across)
        wide, high = area.width / self.ACROSS, min(self.TALLEST, area.height / rows)
        top, left = area.y + high * rows / 2, area.x - wide * across / 2
        places = {
            unit: (left + (number % across + 0.5) * wide, top - (number // across + 0.5) * high)
            for number, unit in enumerate(self.shown)
        }
        numeral = high >= LEGIBLE + 0.08
        self.cells = [
            swatch(values[unit], notation=NOTATION, theme=theme, size=(wide, high), numeral=numeral) for unit in self.shown
        ]
        for unit, cell in zip(self.shown, self.cells, strict=True):
            cell.shift((*places[unit], 0))
            placed(cell.patch, lambda index: places[index[-1]])
        self.add(*self.cells)
        self.frame = outline(self, theme=theme, colour=colour)
        self.add(self.frame)

    @property
    def whole(self) -> bool:
        """Whether every number is there."""
        return len(self.shown) == self._count
