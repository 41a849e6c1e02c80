"""Signs between two steps, one above the other, that say what both have alike."""

from collections.abc import Sequence

from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.places import named, stays
from scenes.mobjects.sets.summed_step import SHARES, SummedStep
from scenes.mobjects.shapes import Bundle, plate
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Swatch
from scenes.mobjects.wires import Point

__all__ = ["Verdict", "compared"]

SIGNS = 0.21
"""How far above the middle between two steps it is said what is the same."""
LARGE, PLATE = 1.25, (0.56, 0.34)
"""How many times as large as a letter a sign is; and the plate on which it stands where something differs."""


class Verdict(Bundle):
    """A sign that says whether two are the same: on a plate if they are not. ``quantity`` is what the sign stands for."""

    def __init__(self, same: bool, at: Point, theme: Theme) -> None:
        name = "equals" if same else "differs"
        sign = Symbol(name, theme=theme, colour="ink" if same else "ground", size=theme.symbol * LARGE).move_to((*at, 0))
        self.quantity = sign.quantity
        ground = [] if same else [plate(*PLATE, "ink", theme=theme, radius=0.1, ground="ink").move_to((*at, 0))]
        super().__init__(*ground, named(stays(sign), name))


def compared(upper: SummedStep, lower: SummedStep, *, theme: Theme) -> dict[str, Verdict]:
    """Return a sign between two steps, one above the other, for what both have: whether it is the same, as far as it is printed.

    They are by the names of quantities; those of shares are "probabilities", and "aside" where these have made room.
    """
    y, below_it = (upper.y + lower.y) / 2 + SIGNS, lower.columns
    made = {
        name: Verdict(_printed(column.cells) == _printed(below_it[name].cells), (column.at[0], y), theme)
        for name, column in upper.columns.items()
    }
    one, other = ([number.text for number in step.guesses.numbers] for step in (upper, lower))
    for name, left in zip(("probabilities", "aside"), SHARES, strict=True):
        made[name] = Verdict(one == other, (left + 0.5, y), theme)
    return made


def _printed(cells: Sequence[Swatch]) -> list[str]:
    return [cell.numeral.text for cell in cells]
