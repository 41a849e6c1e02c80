"""What a plain cell adds up for each unit, from left to right: what h before and an item add, their sum, tanh, and a new h.

Everything that belongs to a unit is in its row. A network without memory lacks what comes from h before.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from manim import Animation, VGroup, VMobject

from scenes.mobjects.arithmetic import SQUASHES
from scenes.mobjects.motion import Appear
from scenes.mobjects.moves import Light, Path
from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.passing import Pass, below, even
from scenes.mobjects.places import named, stays
from scenes.mobjects.reading import Reading, Readings
from scenes.mobjects.sets.cell_line import CellLine
from scenes.mobjects.sets.totals import totalled
from scenes.mobjects.shapes import plate
from scenes.mobjects.theme import Theme
from scenes.mobjects.tokens import Chip

__all__ = ["CELL", "HEAD", "OWN", "PAST", "STATE", "ColumnSum"]

PAST, OWN, BIAS, SUMS, DOOR, STATE = -4.3, -3.03, -1.77, -0.5, 0.36, 1.22
"""The x of what the weights make of h before, of the item's row, the bias, the sums, tanh, and the new h."""
HEAD = 1.06
"""From the middle of the columns up to what stands over them."""
CELL, NARROW = (0.88, 0.38), 0.5
"""A number of a column; and how wide tanh is."""
CURVE, REACH, DOTS = (0.2, 0.14), 2.5, 24
"""Half the width and the height of the curve of tanh; how far it goes on both sides of nought, in so many steps."""
CLEAR = 0.08
"""How far below an item numbers are seen that come down out of it: those half seen would cross its letters."""


class ColumnSum:
    """What is added up at ``time`` in columns centred on the height ``y``, by a network that ``remembers``, or does not.

    ``read`` returns readings of the network's trace, the item's row comes out of ``chip``.
    """

    def __init__(
        self,
        read: Callable[..., Readings],
        time: int,
        chip: Chip,
        y: float,
        *,
        remembers: bool,
        notation: Notation,
        theme: Theme,
    ) -> None:
        self.time, self.y, self.remembers, self._chip = time, y, remembers, chip
        self._read, self._notation, self._theme = read, notation, theme
        self.own, self.bias, self.sums, self.state = (
            self._column(name, x, *at)
            for name, x, at in (
                ("weighted_words", OWN, (time,)),
                ("bias", BIAS, ()),
                ("preactivation", SUMS, (time,)),
                ("hidden", STATE, (time,)),
            )
        )
        self.half, high = CELL[0] / 2 + CellLine.ROOM, float(self.own.frame.height)
        self.past = self._column("weighted_hidden", PAST, time) if remembers else None
        self.signs = VGroup(*(self._sign(name, x, y) for name, x in self._between()))
        self.door = plate(NARROW, high, "state", theme=theme, radius=0.1).move_to((DOOR, y, 0))
        self.tanh = VGroup(self.door, self._curve(), self._sign("tanh", DOOR, y + HEAD))
        self.heads = {name: self._sign(name, x, y + HEAD) for name, x in self._letters().items()}

    # -- what there is -----------------------------------------------------------------------------------------------------

    def _column(self, key: str, x: float, *index: int) -> CellLine:
        values: list[Reading] = list(self._read(key, *index).flat())
        return CellLine(values, (x, self.y), notation=self._notation, theme=self._theme, size=CELL, down=True)

    def _between(self) -> list[tuple[str, float]]:
        """Return the signs between columns, and where they stand."""
        first = [("plus", (PAST + OWN) / 2)] if self.remembers else []
        return [*first, ("plus", (OWN + BIAS) / 2), ("equals", (BIAS + SUMS) / 2)]

    def _letters(self) -> dict[str, float]:
        """Return the letters over columns, and where they stand."""
        first = {"weighted_hidden": PAST} if self.remembers else {}
        return {**first, "bias": BIAS, "preactivation": SUMS, "hidden": STATE}

    def _sign(self, name: str, x: float, y: float) -> Symbol:
        sign = Symbol(name, notation=self._notation, theme=self._theme, size=self._theme.symbol * 0.8)
        return named(stays(sign.move_to((x, y, 0))), name)

    def _curve(self) -> VMobject:
        """Return the curve of tanh, small, in its door: numbers that come out of it would cross letters there."""
        values, (_, height) = np.linspace(-REACH, REACH, DOTS), SQUASHES["tanh"]
        heights = [self.y + CURVE[1] * height(value) for value in values.tolist()]
        curve = VMobject(stroke_color=self._theme.colour("state"), stroke_width=self._theme.stroke, fill_opacity=0)
        return curve.set_points_as_corners(np.column_stack([DOOR + CURVE[0] * values / REACH, heights, np.zeros(DOTS)]))

    @property
    def columns(self) -> dict[str, CellLine]:
        """Its columns of numbers, by the names of their quantities."""
        first = {} if self.past is None else {"weighted_hidden": self.past}
        rest = {"weighted_words": self.own, "bias": self.bias, "preactivation": self.sums, "hidden": self.state}
        return {**first, **rest}

    @property
    def pieces(self) -> list[VMobject]:
        """All that it consists of."""
        return [self.tanh, *self.signs, *self.heads.values(), *self.columns.values()]

    # -- how it goes -------------------------------------------------------------------------------------------------------

    def added(self, run_time: float) -> list[Animation]:
        """Return animations in which the item's own row comes down out of it, and then the signs of what is added to it."""
        rest = VGroup(*self.signs[:-1])
        return [*self._down(self.own, 0.6, run_time), Appear(rest, window=(0.6, 1.0), run_time=run_time)]

    def summed(self, run_time: float) -> list[Animation]:
        """Return animations in which, row by row, all that is added is looked at, and its sum comes out of the equals sign."""
        terms = [each for each in (self.past, self.own, self.bias) if each is not None]
        return [
            Appear(self.signs[-1], window=(0.0, 0.15), run_time=run_time),
            Appear(self.heads["preactivation"], window=(0.2, 0.35), run_time=run_time),
            *totalled(self.sums, terms, float(self.signs[-1].get_right()[0]), theme=self._theme, run_time=run_time),
        ]

    def squashed(self, run_time: float) -> list[Animation]:
        """Return animations in which the sums go through tanh, and come out as the new h."""
        return [
            *self._through(self.sums, self.door, self.state, run_time=run_time),
            Light(self.door, self._theme, window=(0.25, 0.75), run_time=run_time),
            Appear(self.heads["hidden"], window=(0.85, 1.0), run_time=run_time),
        ]

    def _through(
        self, source: CellLine, door: VMobject, made: CellLine, *, run_time: float, again: bool = False
    ) -> list[Animation]:
        """Return animations in which a copy of a column goes into a door, and what is made of it comes out, or a copy of that.

        Copies pass below what is written, and have no numbers: half seen, these could not be read.
        """
        left, right, half = float(door.get_left()[0]), float(door.get_right()[0]), CELL[0] / 2
        going, coming = source.bare.move_to((left + half, self.y, 0)), made.bare if again else made
        away = half if again else self.half
        into, out = Path(source.at, (left + half, self.y)), Path((right - away, self.y), made.at)
        how: dict[str, Any] = {"rate_func": even, "run_time": run_time}
        return below(
            [
                Pass(going, into, cut=("left", left), leaves=True, window=(0.0, 0.5), **how),
                Pass(coming, out, cut=("right", right), causes=[going], leaves=again, window=(0.5, 0.95), **how),
            ]
        )

    def _down(self, column: CellLine, last: float, run_time: float) -> list[Animation]:
        """Return animations in which the cells of a column come down out of the item, the lowest first; then its frame.

        They are there after the part ``last`` of the time.
        """
        foot, count = float(self._chip.box.get_bottom()[1]) - CLEAR, len(column.cells)
        start, each = (column.at[0], foot + CELL[1] / 2), 0.5 * last
        made: list[Animation] = []
        for rank, cell in enumerate(reversed(column.cells)):
            begin = (0.85 * last - each) * rank / max(count - 1, 1)
            way = Path(start, column.place(count - 1 - rank))
            made.append(Pass(cell, way, cut=("bottom", foot), window=(begin, begin + each), run_time=run_time))
        return [*made, Appear(column.frame, window=(0.85 * last, last), run_time=run_time)]
