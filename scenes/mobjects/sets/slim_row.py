"""Units side by side in a row so slim that two of eight stand abreast, each with its number over its cell."""

from typing import Any

from manim import VGroup

from scenes.mobjects.places import placed
from scenes.mobjects.reading import Readings, phrase
from scenes.mobjects.sets.rows import Row
from scenes.mobjects.text import BOLD, Label

__all__ = ["SlimRow"]

OVER = 0.14
"""How far over the frame the middles of the numbers are."""


class SlimRow(Row):
    """A row of slim cells; ``numbers`` of all units, ``(unit,)``, are over theirs, that of the ``followed`` one in full ink."""

    CELL, PITCH, STRIP = (0.68, 0.54), 0.71, 0.41

    def __init__(self, *arguments: Any, numbers: Readings, followed: int, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.numbers = VGroup()
        for unit in self.units:
            look: dict[str, Any] = {"colour": "ink", "weight": BOLD} if unit == followed else {"colour": "muted"}
            said = Label(phrase("{unit:0}", unit=numbers[unit]), theme=self._theme, size=self._theme.small, **look)
            self.numbers.add(placed(said.sit_amid(*self._over(unit)), lambda index: (self.place(index[-1])[0], None)))
        self.add(self.numbers)

    @property
    def body(self) -> VGroup:
        """All but the cells."""
        return VGroup(self.frame, self.names, self.strip, self.numbers)

    def _over(self, unit: int) -> tuple[float, float]:
        return self.place(unit)[0], self.at[1] + self.CELL[1] / 2 + 0.07 + OVER
