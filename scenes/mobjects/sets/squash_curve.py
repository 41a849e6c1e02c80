"""The curve of a squashing function: a value goes up to it from its place below, and across from there to what becomes of it."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

import numpy as np
from manim import Animation, Line, VGroup, VMobject

from scenes.mobjects.arithmetic import SQUASHES
from scenes.mobjects.colours import signed
from scenes.mobjects.motion import Appear
from scenes.mobjects.moves import Path, Travel
from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.notation.vectors import swatch
from scenes.mobjects.places import named, placed, stays
from scenes.mobjects.reading import Display, Reading, phrase
from scenes.mobjects.sets.rows import LARGE, Row
from scenes.mobjects.sets.score_ruler import MIDDLE, WHOLE
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Swatch
from scenes.mobjects.wires import Point

__all__ = ["Column", "Curve", "Dot", "Through"]

STEPS = 61
"""From so many places the curve is drawn."""
MANY = 9
"""So many ticks are too many."""
APART = 0.7
"""The part of its way that one value of a row is ahead of the next."""
SPOT, PLACES = 0.18, 3
"""How large a dot on the curve is, and with how many decimals results are printed: such as are near one show that they are."""


class Curve(VGroup):
    """A squashing ``function`` for values as large as ``reach`` and within ``size``, its middle at ``at``.

    Along its floor are values, from left to right; on the left side it is written where it ends. ``colour`` is a role's.
    ``sign`` is its name beside it.
    """

    def __init__(self, function: str, reach: float, at: Point, size: tuple[float, float], *, theme: Theme, colour: str) -> None:
        super().__init__()
        self.low = 0 if function == "sigmoid" else -1
        self.reach, (x, y), (wide, high) = reach, at, size
        self._unit, self._rise = wide / 2 / reach, high / (1 - self.low)
        self._x, self._zero = x, y - high / 2 - self.low * self._rise
        self.left, self.right, self.foot, self.top = x - wide / 2, x + wide / 2, y - high / 2, y + high / 2
        _, self.value = SQUASHES[function]
        look: dict[str, Any] = {"stroke_color": theme.line, "stroke_width": theme.thin}
        for end in range(self.low, 2):
            line = Line((self.left, self.y(end), 0), (self.right, self.y(end), 0), **look)
            self.add(line.set_z_index(-1))
            said = phrase("{end:0}", end=WHOLE[MIDDLE + end])
            label = Label(said, theme=theme, size=theme.label, colour="muted").sit_amid(self.left - 0.2, self.y(end), 1)
            self.add(placed(label, lambda index: (None, self.y(index[-1] - MIDDLE))))
        self.add(*self._ticks(theme, look))
        values = np.linspace(-reach, reach, STEPS)
        self.line = curve = VMobject(stroke_color=theme.colour(colour), stroke_width=theme.bold, fill_opacity=0)
        heights = [self.y(self.value(value)) for value in values.tolist()]
        curve.set_points_as_corners(np.column_stack([self._x + self._unit * values, heights, np.zeros(STEPS)]))
        self.sign = sign = Symbol(function, theme=theme, colour=colour, size=1.2 * theme.symbol)
        sign.move_to((self.left + 0.25 + sign.width / 2, self.y(0.5 * (1 + self.low)) + 0.36 * high, 0))
        self.add(curve.set_z_index(-1), named(stays(sign), function))

    def _ticks(self, theme: Theme, look: dict[str, Any]) -> Iterable[VMobject]:
        """Yield a line for each of some values, and its number above."""
        most = int(self.reach)
        step = next(each for each in (1, 2, 5, 10, 20, 50, 100, 500) if 2 * most / each < MANY or each == 500)
        ticks = range(-(most // step) * step, most + 1, step) if most <= MIDDLE else (0,)
        for tick in ticks:
            x = self.x(tick)
            yield Line((x, self.foot, 0), (x, self.top, 0), **look).set_z_index(-1)
            said = phrase("{tick:0}", tick=WHOLE[MIDDLE + tick])
            label = Label(said, theme=theme, size=theme.small, colour="muted").sit_amid(x, self.top + 0.42)
            yield placed(label, lambda index: (self.x(index[-1] - MIDDLE), None))

    def x(self, value: float) -> float:
        """Return where a value is, from left to right."""
        return self._x + self._unit * value

    def y(self, value: float) -> float:
        """Return the height of what a value became."""
        return self._zero + self._rise * value

    def spot(self, value: Reading, result: Reading) -> Point:
        """Return the place on the curve of a value and its result."""
        return self.x(float(value.value)), self.y(float(result.value))


class Places(Protocol):
    """What has a place for a value and what becomes of it: a :class:`Curve`, or another one."""

    def x(self, value: float) -> float:
        """Return where a value is, from left to right."""

    def y(self, value: float) -> float:
        """Return the height of what a value became."""

    def spot(self, value: Reading, result: Reading) -> Point:
        """Return the place of a value and its result."""


class Dot(Box):
    """The place of a value on a curve: over the value, at the height of its ``result``, in the colour of that."""

    def __init__(self, value: Reading, result: Reading, curve: Places, *, theme: Theme) -> None:
        self.value, self.reading, self._curve = value, result, curve
        ink = {"stroke_color": theme.ground, "stroke_width": theme.thin}
        super().__init__(
            width=SPOT, height=SPOT, corner_radius=SPOT / 2, fill_color=signed(float(result.value), theme), fill_opacity=1, **ink
        )
        self.move_to((*curve.spot(value, result), 0))

    def displays(self) -> Iterable[Display]:
        """Yield the value above whose place it is, and the result at whose height, both as far as from nought."""
        curve = self._curve
        yield Display(self.value, "length", float(self.get_x()) - curve.x(0), lambda value: curve.x(value) - curve.x(0))
        yield Display(self.reading, "length", float(self.get_y()) - curve.y(0), lambda value: curve.y(value) - curve.y(0))


class Column:
    """Results as cells below one another, in a frame in the colour of their role: ``cells`` by their index, centred on ``at``.

    What they are is ``called`` above them.
    """

    CELL, PITCH = (0.98, 0.42), 0.48

    def __init__(self, results: Sequence[Reading], at: Point, *, called: str, notation: Notation, theme: Theme) -> None:
        self._at, self._order = at, [each.index[-1] for each in results]
        quantity = notation.of(results[0].key, results[0].index)
        self.cells: dict[int, Swatch] = {}
        for each in results:
            cell = swatch(each, notation=notation, theme=theme, size=tuple(side / LARGE for side in self.CELL), places=PLACES)
            cell.scale(LARGE)
            cell.move_to((*self.place(each.index[-1]), 0))
            placed(cell.patch, lambda index: self.place(index[-1]))
            self.cells[each.index[-1]] = cell
        frame = Box(
            width=self.CELL[0] + 0.14,
            height=self.PITCH * len(results) + 0.1,
            corner_radius=0.08,
            stroke_color=theme.colour(quantity.role),
            stroke_width=theme.stroke,
        ).move_to((*at, 0))
        said = Label(called, theme=theme, size=theme.label, colour=quantity.role)
        self.body = VGroup(frame, stays(said.sit_amid(at[0], float(frame.get_top()[1]) + 0.3)))

    def place(self, index: int) -> Point:
        """Return the middle of a cell."""
        row = self._order.index(index)
        return self._at[0], self._at[1] + self.PITCH * ((len(self._order) - 1) / 2 - row)


class Through:
    """Values of a ``row`` go up to a ``curve`` and across to their places in a ``column``, by way of a lane at the x ``turn``.

    ``under`` is the height above the row at which they go to where they are along the floor.
    """

    def __init__(self, row: Row, curve: Curve, column: Column, *, under: float, turn: float, theme: Theme) -> None:
        self.row, self.curve, self.column, self._under, self._turn, self._theme = row, curve, column, under, turn, theme
        self.dots = {
            index: Dot(row.values_shown[index], cell.patch.reading, curve, theme=theme) for index, cell in column.cells.items()
        }

    def up(self, index: int, run_time: float, window: tuple[float, float] = (0.0, 1.0)) -> tuple[VMobject, list[Animation]]:
        """Return a copy of a value, and animations in which it goes to its place on the curve."""
        cell = self.row.fresh(index)
        dot, home = self.dots[index], self.row.place(index)
        spot = float(dot.get_x()), float(dot.get_y())
        path = Path(home, (home[0], self._under), (spot[0], self._under), spot)
        cell.move_to((*spot, 0))
        start, end = window
        landing = end - 0.02 * (end - start), end
        going = Travel(cell, path, start=1.0, end=0.8, leaves=True, window=window, run_time=run_time)
        return cell, [going, Appear(dot, window=landing, run_time=run_time)]

    def across(self, index: int, run_time: float, window: tuple[float, float] = (0.0, 1.0), **how: Any) -> Animation:
        """Return the animation in which what became of a value goes from the curve to its place in the column."""
        dot, cell, home = self.dots[index], self.column.cells[index], self.column.place(index)
        spot = float(dot.get_x()), float(dot.get_y())
        path = Path(spot, (self._turn, spot[1]), (self._turn, home[1]), home)
        return Travel(cell, path, start=0.85, window=window, run_time=run_time, **how)

    def convoy(self, indices: Sequence[int], run_time: float) -> list[Animation]:
        """Return animations in which values go up and across, one a little after the other."""
        late = APART
        way = 0.5 / (1 + late * (len(indices) - 1))  # each goes up for so long, and across as long
        made: list[Animation] = []
        for turn, index in enumerate(indices):
            start = 2 * way * turn * late
            cell, rising = self.up(index, run_time, (start, start + way))
            made += [*rising, self.across(index, run_time, (start + way, start + 2 * way), causes=[cell])]
        return made
