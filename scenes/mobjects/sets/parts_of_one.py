"""What one unit is made of, part by part: bars laid tip to tail, whose sum goes into a squashing function and then to its row."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from manim import Animation, Line, VGroup, rate_functions

from scenes.mobjects.arithmetic import FEWEST, adding
from scenes.mobjects.bars import Link
from scenes.mobjects.motion import Appear, Vanish
from scenes.mobjects.moves import Grow, Light, Path
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.passing import Pass
from scenes.mobjects.places import stays, tells
from scenes.mobjects.reading import Reading, phrase
from scenes.mobjects.sets.rows import Row, large_cell
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.wires import Point, Squash, Wire

__all__ = ["PartsOfOne"]

TOP, FOOT, NAMED, NUMBERED = 1.2, 0.12, 1.5, -0.14
"""Heights: where the bars are, what they are called above them, and their numbers below."""
HEIGHT, RAIL, THICK = 0.4, -0.5, 0.78
"""Heights of the function and of the rail to the row; how wide a bar is."""
WIDE = 1.05
"""The width of a sum that needs more decimals than usual."""
LEFT, APART, DOOR = -6.15, 1.5, -1.75
"""The x of the first part, how far it is to the next, and the x of the function."""


class PartsOfOne:
    """The ``parts`` of a unit's sum, each with its name, and their ``total``; ``row`` has the cell of the ``unit`` made of it.

    All are printed with so many decimals that they add up.
    """

    LEFT, APART = LEFT, APART
    """The x of the first part, and how far it is to the next."""
    FUNCTION, DOOR = "tanh", (DOOR, HEIGHT)
    """What squashes the sum, and where that is."""

    def __init__(
        self,
        parts: Sequence[tuple[str, Reading]],
        total: Reading,
        row: Row,
        unit: int,
        *,
        notation: Notation,
        theme: Theme,
    ) -> None:
        self.row, self.unit, self._theme = row, unit, theme
        places = adding([[float(each.value) for _, each in parts] + [float(total.value)]])
        reached = [0.0, *accumulate(float(each.value) for _, each in parts)]
        scale = (TOP - FOOT) / max(max(reached) - min(reached), 1e-9)
        zero = FOOT - min(reached) * scale
        self.bars: list[Link] = []
        self.cells, self.names = [], VGroup()
        for number, (name, each) in enumerate(parts):
            x = self.LEFT + self.APART * number
            look: dict[str, Any] = {"home": zero + reached[number] * scale, "across": x, "thick": THICK, "along": "y"}
            before = self.bars[-1] if self.bars else None
            self.bars.append(stays(Link(each, unit=scale, theme=theme, after=before, **look)))
            cell = large_cell(each, Row.CELL, notation=notation, theme=theme, places=places)
            self.cells.append(cell.move_to((x, float(self.bars[-1].get_y()), 0)))
            self.names.add(self._name(name, self.bars[-1], places))
        end = self.LEFT + self.APART * len(parts)
        size = Row.CELL if places <= FEWEST else (WIDE, Row.CELL[1])
        self.total = large_cell(total, size, notation=notation, theme=theme, places=places)
        self.total.move_to((end, zero + float(total.value) * scale, 0))
        self.zero = Line((self.LEFT - 0.5, zero, 0), (end - 0.5, zero, 0), stroke_color=theme.muted, stroke_width=theme.thin)
        level = float(self.total.get_y())
        self.level = Wire(
            (end - self.APART + THICK / 2, level), (end - size[0] / 2 - 0.02, level), theme=theme, width=theme.thin, tip=False
        )
        self.squash = Squash(self.FUNCTION, self.DOOR, theme=theme, colour=row.quantity.role)

    def _name(self, name: str, bar: Link, places: int) -> VGroup:
        """Return what a bar is called, above it, and its number, below it."""
        theme, x = self._theme, float(bar.get_x())
        called = Label(name, theme=theme, size=theme.small, colour="muted").sit_amid(x, NAMED)
        size = theme.label if places <= FEWEST else theme.small
        number = Label(phrase(f"{{part:{places}}}", part=bar.reading), theme=theme, size=size).sit_amid(x, NUMBERED)
        return VGroup(stays(called), tells(stays(number), bar))

    def come(self, ways: Sequence[Sequence[Point]], seconds: float) -> list[list[Animation]]:
        """Return the plays in which the parts come from elsewhere, the first one first, and each becomes a bar.

        ``ways`` are their corners; the last of these is where each turns to the left.
        """
        plays: list[list[Animation]] = []
        each, late = seconds / len(self.cells), rate_functions.squish_rate_func(rate_functions.linear, 0.5, 1)
        for number, (corners, cell, bar, name) in enumerate(zip(ways, self.cells, self.bars, self.names, strict=True)):
            goal = float(cell.get_x()), float(cell.get_y())
            way = Path(*corners, (goal[0], corners[-1][1]), goal)
            first = [] if number else [Appear(self.zero, run_time=0.3 * each)]
            plays.append([Pass(cell, way, start=0.4, leaves=True, run_time=0.6 * each), *first])
            grown = Grow(bar, bar.edge, run_time=0.4 * each)
            plays.append([grown, Appear(name, run_time=0.4 * each, rate_func=late)])
        return plays

    def merge(self, seconds: float) -> list[list[Animation]]:
        """Return the plays in which they add up, the sum goes into the function, and what comes out goes to its place."""
        (left, y), (x, foot), goal = self.squash.port("left"), self.squash.port("bottom"), self.row.place(self.unit)
        summed = [Appear(VGroup(self.level, self.total), run_time=0.25 * seconds), Appear(self.squash, run_time=0.25 * seconds)]
        end, height = float(self.total.get_x()), float(self.total.get_y())
        across = Path((end, height), (end + 0.5, height), (end + 0.5, y), (x, y))
        going = Pass(self.total, across, cut=("left", left), there=True, leaves=True, run_time=0.35 * seconds)
        gone = Vanish(VGroup(self.level, self.names, self.zero, *self.bars), run_time=0.2 * seconds)
        down = Path((x, y), (x, RAIL), (goal[0], RAIL), goal)
        lit = Light(self.squash, self._theme, run_time=0.3 * seconds)
        coming = Pass(self.row.cells[self.unit], down, cut=("bottom", foot), run_time=0.4 * seconds)
        return [[*summed], [going], [lit, coming, gone]]
