"""What one unit is made of, part by part: bars laid tip to tail, whose sum goes into a squashing function and then to its row."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from manim import Animation, Line, VGroup, rate_functions

from scenes.mobjects.arithmetic import FEWEST, summing
from scenes.mobjects.bars import Link
from scenes.mobjects.motion import Appear
from scenes.mobjects.moves import Extend, Grow, Light, Path
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.passing import Pass
from scenes.mobjects.places import stays, tells
from scenes.mobjects.reading import Reading, phrase
from scenes.mobjects.sets.rows import Row, large_cell
from scenes.mobjects.sets.same_machine import Source
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.wires import Point, Squash, Wire

__all__ = ["PartsOfOne", "UnitSum", "WeighedParts"]

TOP, FOOT, NAMED, NUMBERED = 1.2, 0.12, 1.5, -0.14
"""Heights: where the bars are, what they are called above them, and their numbers below."""
RAIL, THICK = -0.5, 0.78
"""The height of the rail to the function; how wide a bar is."""
LEFT, APART, AFTER = -6.15, 1.5, 0.7
"""The x of the first part, how far it is to the next, and from the sum to where it goes down to the rail."""
WEIGHS, OUT = 1.0, 0.3
"""The x of weights that make the parts, and that at which these come out of them."""


class UnitSum(NamedTuple):
    """The named ``parts`` of a ``unit``'s sum, and their ``total``, of which a ``squash`` makes its cell in a ``row``."""

    parts: Sequence[tuple[str, Reading]]
    total: Reading
    row: Row
    unit: int
    squash: Squash


class PartsOfOne:
    """A unit's sum that is ``made``, as bars tip to tail; they are printed with so many decimals that they add up.

    What makes the cell of the sum is right of that cell.
    """

    LEFT, APART = LEFT, APART
    """The x of the first part, and how far it is to the next."""

    def __init__(
        self,
        made: UnitSum,
        *,
        notation: Notation,
        theme: Theme,
    ) -> None:
        parts, total, self.row, self.unit, self.squash = made
        self._theme = theme
        places = summing([[float(each.value) for _, each in parts] + [float(total.value)]])
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
        self.total = large_cell(total, Row.CELL, notation=notation, theme=theme)
        self.total.move_to((end, zero + float(total.value) * scale, 0))
        self.zero = Line((self.LEFT - 0.5, zero, 0), (end - 0.5, zero, 0), stroke_color=theme.muted, stroke_width=theme.thin)
        level, begins = float(self.total.get_y()), float(self.total.get_left()[0])
        self.level = Wire((end - self.APART + THICK / 2, level), (begins - 0.02, level), theme=theme, width=theme.thin, tip=False)

    @property
    def whole(self) -> VGroup:
        """The bars and their sum."""
        return VGroup(self.level, self.total, self.names, self.zero, *self.bars)

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
        """Return the plays in which they add up, a copy of the sum goes into the function, and what comes out to its place.

        It comes out from behind the sum, so that it cuts through no number.
        """
        (x, y), goal = self.squash.at, self.row.place(self.unit)
        summed = [Appear(VGroup(self.level, self.total), run_time=0.25 * seconds), Appear(self.squash, run_time=0.25 * seconds)]
        end, height = float(self.total.get_x()), float(self.total.get_y())
        across = Path((end, height), (end + AFTER, height), (end + AFTER, RAIL), (x, RAIL), (x, y))
        cut, out = ("top", self.squash.port("top")[1]), ("left", self.squash.port("left")[0])
        going = Pass(self.total.copy().set_z_index(-1), across, cut=cut, leaves=True, run_time=0.4 * seconds)
        lit = Light(self.squash, self._theme, run_time=0.3 * seconds)
        coming = Pass(self.row.cells[self.unit], Path((x, y), goal), cut=out, run_time=0.35 * seconds)
        return [[*summed], [going], [lit, coming]]


class WeighedParts(PartsOfOne):
    """What weights make of the past and of the word, and the bias: three parts, which come out of the weights at the right.

    ``weights`` are those called ``by`` in the notation, as high as the ``source`` that they weigh; ``into`` is the way there.
    """

    LEFT, APART = -6.0, 1.2

    def __init__(
        self,
        made: UnitSum,
        *,
        by: str,
        source: Source,
        notation: Notation,
        theme: Theme,
    ) -> None:
        super().__init__(made, notation=notation, theme=theme)
        y = source.at[1]
        self.weights = Squash(by, (WEIGHS, y), theme=theme, colour=made.row.quantity.role, notation=notation)
        self.into = Wire(source.port("left"), self.weights.port("right"), theme=theme, width=theme.bold)

    def weigh(self, seconds: float) -> list[list[Animation]]:
        """Return the plays in which the way leads to the weights, and the parts come out of them, and each becomes a bar."""
        reading: list[Animation] = [Extend(self.into, run_time=0.2 * seconds), Appear(self.weights, run_time=0.2 * seconds)]
        ways = [[(OUT, self.weights.at[1])]] * len(self.cells)
        return [reading, [Light(self.weights, self._theme, run_time=0.1 * seconds)], *self.come(ways, 0.7 * seconds)]
