"""A sum in short: its parts in one line of arithmetic, beside the function that it goes into, and what comes out of that."""

from manim import Animation, VGroup

from scenes.mobjects.arithmetic import summing
from scenes.mobjects.motion import Appear
from scenes.mobjects.moves import Light, Path
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.passing import Pass
from scenes.mobjects.places import stays
from scenes.mobjects.reading import phrase
from scenes.mobjects.sets.parts_of_one import UnitSum
from scenes.mobjects.sets.rows import large_cell
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme

__all__ = ["ShortSum"]

CELL = 0.8, 0.5
"""The size of the sum."""
SIGN, DOOR, NAMED = 0.2, 0.16, 0.3
"""From a number to the sign before it and after it; from the sum to the function; how far over a number its name is."""


class ShortSum:
    """A unit's sum that is ``made``, its parts with their names, in a line that ends left of the function that it goes into.

    The row with the cell that comes of it is above that. Parts are printed with so many decimals that they add up.
    """

    def __init__(
        self,
        made: UnitSum,
        *,
        notation: Notation,
        theme: Theme,
    ) -> None:
        parts, total, self._row, self._unit, self._squash = made
        squash, self._theme = made.squash, theme
        places = summing([[*(float(each.value) for _, each in parts), float(total.value)]])
        self.total = large_cell(total, CELL, notation=notation, theme=theme)
        half, y = float(self.total.width) / 2, squash.at[1]
        self.total.move_to((squash.port("left")[0] - DOOR - half, y, 0))
        pen = squash.port("left")[0] - DOOR - 2 * half
        self.terms: list[VGroup] = []
        joints = ["−" if round(float(part.value), places) < 0 else "+" for _, part in parts[1:]]
        for (name, part), sign in zip(reversed(parts), ("=", *reversed(joints)), strict=True):
            after = Label(sign, theme=theme, colour="muted").sit_amid(pen - SIGN, y)
            bare = "" if part is parts[0][1] else "|"  # the sign of a part is that of the operator before it
            number = Label(phrase(f"{{part:{bare}{places}}}", part=part), theme=theme, size=theme.caption)
            called = Label(name, theme=theme, size=theme.small, colour="muted")
            wide = max(number.width, called.width)
            pen -= 2 * SIGN + wide
            middle = pen + wide / 2
            said = stays(number.sit_amid(middle, y)), stays(called.sit_amid(middle, y + NAMED)), stays(after)
            self.terms.insert(0, VGroup(*said))

    def come(self, seconds: float) -> list[Animation]:
        """Return animations in which one part comes after the other, and then their sum."""
        shown = [*self.terms, self.total]
        each = 1 / len(shown)
        return [Appear(part, window=(number * each, (number + 1) * each), run_time=seconds) for number, part in enumerate(shown)]

    def squashed(self, seconds: float) -> list[list[Animation]]:
        """Return the plays in which the sum goes into the function, and what comes out of it goes up to its place."""
        (x, y), goal = self._squash.at, self._row.place(self._unit)
        here = float(self.total.get_x()), y
        cut, out = ("left", self._squash.port("left")[0]), ("top", self._squash.port("top")[1])
        going = Pass(self.total.copy(), Path(here, (x, y)), cut=cut, leaves=True, run_time=0.4 * seconds)
        coming = Pass(self._row.cells[self._unit], Path((x, y), (x, goal[1]), goal), cut=out, run_time=0.6 * seconds)
        return [[going], [Light(self._squash, self._theme, run_time=0.6 * seconds), coming]]

    @property
    def whole(self) -> VGroup:
        """All that is left of it in the end."""
        return VGroup(*self.terms, self.total)
