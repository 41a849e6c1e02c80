"""Units side by side in a row so slim that two of eight stand abreast, each with its number over its cell."""

from typing import Any

from scenes.mobjects.reading import Readings
from scenes.mobjects.sets.rows import Row

__all__ = ["SlimRow"]


class SlimRow(Row):
    """A row of slim cells; ``numbers`` of all units, ``(unit,)``, are over theirs, that of the ``followed`` one in full ink."""

    CELL, PITCH, STRIP, WIDE = (0.68, 0.54), 0.71, 0.41, 0.68  # as wide as its numerals are at their own size, with some air

    def __init__(self, *arguments: Any, numbers: Readings, followed: int, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.number(numbers, followed)
