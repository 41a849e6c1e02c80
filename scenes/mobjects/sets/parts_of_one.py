"""What one unit is made of, part by part: numbers side by side go into a squashing function, and what comes out to its row."""

from collections.abc import Sequence

from manim import Animation, VGroup, rate_functions

from scenes.mobjects.motion import Appear, Vanish
from scenes.mobjects.moves import Light, Path
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.passing import Pass
from scenes.mobjects.places import stays
from scenes.mobjects.reading import Reading
from scenes.mobjects.sets.rows import Row, large_cell
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.wires import Point, Squash

__all__ = ["PartsOfOne"]

HEIGHT, NAMED, RAIL = 0.4, 0.58, -0.5
"""Heights: the parts, how far above them their names are, and the rail to the row."""
LEFT, APART, DOOR = -6.15, 1.5, -1.75
"""The x of the first part, how far it is to the next, and the x of the function."""


class PartsOfOne:
    """The ``parts`` of a unit's sum, each with its name; ``row`` has the cell of the ``unit`` that ``function`` makes of them."""

    def __init__(self, parts: Sequence[tuple[str, Reading]], row: Row, unit: int, *, notation: Notation, theme: Theme) -> None:
        self.row, self.unit, self._theme = row, unit, theme
        places = [LEFT + APART * number for number in range(len(parts))]
        size = Row.CELL
        self.cells = [
            large_cell(each, size, notation=notation, theme=theme).move_to((x, HEIGHT, 0))
            for (_, each), x in zip(parts, places, strict=True)
        ]
        self.names = VGroup()
        for (name, _), x in zip(parts, places, strict=True):
            made = Label(name, theme=theme, size=theme.small, colour="muted")
            self.names.add(stays(made.sit_amid(x, HEIGHT + NAMED)))
        self.squash = Squash("tanh", (DOOR, HEIGHT), theme=theme, colour=row.quantity.role)

    def come(self, start: Point, seconds: float) -> list[list[Animation]]:
        """Return the plays in which the parts come from elsewhere at the right, the first one first, each with its name."""
        plays: list[list[Animation]] = []
        each = seconds / len(self.cells)
        for cell, name in zip(self.cells, self.names, strict=True):
            way = Path(start, (start[0], HEIGHT), (float(cell.get_x()), HEIGHT))
            late = rate_functions.squish_rate_func(rate_functions.linear, 0.5, 1)
            plays.append([Pass(cell, way, start=0.4, run_time=each), Appear(name, run_time=each, rate_func=late)])
        return plays

    def merge(self, seconds: float) -> list[list[Animation]]:
        """Return the plays in which they go into the function, which lights, and what comes out goes to its place."""
        (left, y), plays = self.squash.port("left"), list[Animation]()
        for number, cell in enumerate(reversed(self.cells)):
            way, wait = Path((float(cell.get_x()), HEIGHT), (DOOR, y)), 0.12 * number
            plays.append(
                Pass(cell, way, cut=("left", left), window=(wait, 0.7 + wait), there=True, leaves=True, run_time=0.4 * seconds)
            )
        goal, (x, foot) = self.row.place(self.unit), self.squash.port("bottom")
        down = Path((x, HEIGHT), (x, RAIL), (goal[0], RAIL), goal)
        lit = Light(self.squash, self._theme, run_time=0.4 * seconds)
        coming = Pass(self.row.cells[self.unit], down, cut=("bottom", foot), run_time=0.4 * seconds)
        first: list[Animation] = [Appear(self.squash, run_time=0.2 * seconds), Vanish(self.names, run_time=0.2 * seconds)]
        return [first, plays, [lit, coming]]
