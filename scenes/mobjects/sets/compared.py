"""Signs between two steps, one above the other, that say what both have alike."""

from collections.abc import Sequence

from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.places import named, stays
from scenes.mobjects.sets.summed_step import SHARES, SummedStep
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Swatch
from scenes.mobjects.wires import Point

__all__ = ["compared"]

SIGNS = 0.21
"""How far above the middle between two steps it is said what is the same."""


def compared(upper: SummedStep, lower: SummedStep, *, theme: Theme) -> dict[str, Symbol]:
    """Return a sign between two steps, one above the other, for what both have: whether it is the same, as far as it is printed.

    They are by the names of quantities; those of shares are "probabilities", and "aside" where these have made room.
    """
    y, below_it = (upper.y + lower.y) / 2 + SIGNS, lower.columns
    made = {
        name: _sign_of(_printed(column.cells), _printed(below_it[name].cells), (column.at[0], y), theme)
        for name, column in upper.columns.items()
    }
    one, other = ([number.text for number in step.guesses.numbers] for step in (upper, lower))
    for name, left in zip(("probabilities", "aside"), SHARES, strict=True):
        made[name] = _sign_of(one, other, (left + 0.5, y), theme)
    return made


def _printed(cells: Sequence[Swatch]) -> list[str]:
    return [cell.numeral.text for cell in cells]


def _sign_of(one: Sequence[str], other: Sequence[str], at: Point, theme: Theme) -> Symbol:
    """Return the sign that says whether two are the same."""
    name = "equals" if one == other else "differs"
    sign = Symbol(name, theme=theme, size=theme.symbol * 1.1)
    return named(stays(sign.move_to((*at, 0))), name)
