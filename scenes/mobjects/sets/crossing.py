"""Where values meet: rows of cells whose units go through one operator, in a convoy, and one of them slowly."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar, NamedTuple

import numpy as np
from manim import Animation, VGroup, VMobject

from scenes.mobjects.moves import Light, Path
from scenes.mobjects.passing import Pass, even
from scenes.mobjects.sets.rows import Row
from scenes.mobjects.shapes import Box
from scenes.mobjects.shifts import pointed
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Swatch
from scenes.mobjects.wires import Operator, Point, Wire

__all__ = ["APART", "DOCKS", "RING", "START", "TRAIN", "Crossing", "Lane"]

RING = 0.36
"""The radius of an operator at which values meet."""
APART, BELOW = 0.05, 0.14
"""Units between an operator and what waits beside it, and between that and what waits over or under it."""
GAP, TRAIN, START = 1.2, 0.82, 0.2
"""Units from middle to middle of things that follow one another in a train, how large they are in it, and the share of the way
after which they are so: none touches the one before it, not in a corner either."""
SMALL, LATE, EARLY, DOCKS = 0.3, 0.55, 0.3, 0.6
"""How large a thing from elsewhere sets out; the share of its way after which one that is looked at grows, or up to which it
shrinks; the share of the time in which what comes from elsewhere goes to where its lane begins."""
RISE = 0.06
"""The part of the time in which an operator lights up."""

Origins = Mapping[int, VMobject]
"""For a unit, what has to have arrived where a lane begins, before anything comes out there."""
Ways = Mapping[int, Sequence[Point]]
NOWHERE: Mapping[int, Any] = MappingProxyType({})


class Lane(NamedTuple):
    """How the cells of a ``row`` come to an operator, or go from it, at its ``side``.

    ``way`` returns the corners between the place of a cell and the middle of the operator, which it leaves out, in the order from
    the cell. ``role`` is the colour of its wires. A lane with a ``start`` begins there for all, and has no wires; ``lead``
    returns how long the way is that leads there, from the place of a cell.
    """

    row: Row
    side: str
    way: Callable[[Point], list[Point]]
    role: str
    start: Point | None = None
    lead: Callable[[Point], float] = lambda place: 0.0


class Crossing:
    """An operator, its ``operands`` and its ``result``, each on a lane of its own.

    ``large`` is how many times as large as in its row a value is that is looked at.
    """

    SIDES: ClassVar = {"left": (-1.0, 0.0), "right": (1.0, 0.0), "bottom": (0.0, -1.0), "top": (0.0, 1.0)}

    def __init__(
        self, sign: str, at: Point, operands: Sequence[Lane], result: Lane, *, role: str, theme: Theme, large: float = 1.6
    ) -> None:
        self.at, self.operands, self.result, self.large, self._theme = at, operands, result, large, theme
        self._sign, self._role = sign, role
        self.operator = self._operator()
        self._waiting: list[Swatch] = []

    def wires(self) -> VGroup:
        """Return the wires of all lanes: a short one for each cell, which join before the operator."""
        made = VGroup()
        for lane in (*self.operands, self.result):
            port = self._port(lane.side)
            ways = [[lane.row.place(unit), *lane.way(lane.row.place(unit)), port] for unit in lane.row.units]
            half = lane.row.CELL[1] / 2 + 0.08
            for way in ways:
                if lane.start is not None:
                    continue
                up = 1 if way[1][1] > way[0][1] else -1
                made.add(
                    Wire((way[0][0], way[0][1] + up * half), way[1], theme=self._theme, colour=lane.role, width=1.5, tip=False)
                )
            sides = [[way for way in ways if (way[1][0] < self.at[0]) == left] for left in (True, False)]
            for way in (max(side, key=lambda way: abs(way[1][0] - self.at[0])) for side in sides if side):
                if len(way) > 2:
                    made.add(Wire(*way[1:], theme=self._theme, colour=lane.role, tip=False))
        return made

    def stream(self, units: Sequence[int], seconds: float, origins: Origins = NOWHERE) -> list[Animation]:
        """Return animations in which units cross as one train, all at one pace, in so many seconds; the results stay."""
        times = self.timetable(units, seconds)
        plays: list[Animation] = []
        for unit, (starts, meets, ends) in times.items():
            operands = [lane.row.fresh(unit) for lane in self.operands]
            for lane, cell, start in zip(self.operands, operands, starts, strict=True):
                how: dict[str, Any] = {"window": (start / seconds, meets / seconds), "causes": _before(lane, unit, origins)}
                how["door"] = _door(lane) if lane.start is None else None
                how |= {"start": 1.0 if lane.start is None else TRAIN, "end": TRAIN, "sized": (0.0, START)}
                plays.append(self._pass(cell, self._in(lane, unit), lane, leaves=True, run_time=seconds, **how))
            how = {"window": (meets / seconds, ends / seconds), "causes": operands, "start": TRAIN, "sized": (1 - START, 1.0)}
            plays.append(self._pass(self.result.row.cells[unit], self._out(unit), self.result, run_time=seconds, **how))
        arriving = [meets for _, meets, _ in times.values()] or [0.0]
        lit = min(arriving) / seconds, max(arriving) / seconds
        return [*plays, Light(self.operator, self._theme, run_time=seconds, rate_func=lambda t: _plateau(t, *lit))]

    def timetable(self, units: Sequence[int], seconds: float) -> dict[int, tuple[list[float], float, float]]:
        """Return when each unit's operands set out, when they meet, and when its result is at its place, in seconds.

        The nearest goes first; the next one meets as much later as it takes to go as far as from cell to cell, and some more.
        """
        first = self.operands[0]
        order = sorted(units, key=lambda unit: self._in(first, unit).length)
        ways = {unit: [self._in(lane, unit).length for lane in self.operands] for unit in order}
        leads = {unit: max(self._lead(lane, unit) for lane in self.operands) for unit in order}
        wait = max((max(ways[unit]) + leads[unit] - GAP * rank for rank, unit in enumerate(order)), default=0.0)
        meets = {unit: wait + GAP * rank for rank, unit in enumerate(order)}
        ends = {unit: meets[unit] + self._out(unit).length for unit in order}
        pace = seconds / max(ends.values(), default=1.0)
        return {
            unit: ([(meets[unit] - way) * pace for way in ways[unit]], meets[unit] * pace, ends[unit] * pace) for unit in order
        }

    def dock(self, unit: int, seconds: float, origins: Origins = NOWHERE, *, ways: Ways = NOWHERE) -> list[Animation]:
        """Return animations in which a unit's operands come and wait beside the operator, and grow.

        ``ways`` has the corners on the way of those that come from elsewhere, by the number of their lane.
        """
        self._waiting, plays = [], list[Animation]()
        for number, lane in enumerate(self.operands):
            cell = lane.row.fresh(unit)
            self._waiting.append(cell)
            place = lane.row.place(unit) if lane.start is None else lane.start
            path = Path(*ways.get(number, [place, *lane.way(lane.row.place(unit))]), self._beside(lane))
            how: dict[str, Any] = {"window": (0.0 if lane.start is None else DOCKS, 1.0), "causes": _before(lane, unit, origins)}
            start = SMALL if number in ways else 1.0 if lane.start is None else 0.6
            how["door"] = _door(lane) if lane.start is None and number not in ways else None
            plays.append(Pass(cell, path, start=start, end=self.large, sized=(LATE, 1.0), run_time=seconds, **how))
        return plays

    def cross(self, unit: int, seconds: float) -> list[Animation]:
        """Return animations in which the operator lights, and the result comes out and waits beside it."""
        cell = self.result.row.fresh(unit)
        self._waiting.append(cell)
        path = Path(self.at, self._beside(self.result))
        cut = self.result.side, self._edge(self.result.side)
        going = Pass(cell, path, window=(0.35, 1.0), cut=cut, start=self.large, end=self.large, run_time=seconds)
        return [Light(self.operator, self._theme, run_time=seconds), going]

    def read(self, seconds: float) -> list[Animation]:
        """Return animations that point at what waits, operand after operand and then the result: so it is read as an equation.

        Its numbers go dim, not its cells: through these the wires would be seen.
        """
        return pointed([cell.numeral for cell in self._waiting], seconds)

    def undock(self, unit: int, seconds: float) -> list[Animation]:
        """Return animations in which what waits goes: the operands into the operator, the result to its place in its row."""
        plays: list[Animation] = []
        for lane, cell in zip(self.operands, self._waiting, strict=False):
            cut = lane.side, self._edge(lane.side)
            path = Path(self._beside(lane), self.at)
            plays.append(Pass(cell, path, window=(0, 0.5), cut=cut, end=0.8, leaves=True, there=True, run_time=seconds))
        path, small = Path(self._beside(self.result), *self._out_points(unit)[1:]), 1 / self.large
        going: dict[str, Any] = {"window": (0.2, 1.0), "end": small, "sized": (0.0, EARLY), "leaves": True, "there": True}
        plays.append(Pass(self._waiting[-1], path, run_time=seconds, **going))
        self._waiting = []
        return plays

    def still(self, unit: int) -> VGroup:
        """Return a unit's operands and result as they wait beside the operator, and the operator."""
        lanes = (*self.operands, self.result)
        cells = [lane.row.fresh(unit).scale(self.large).move_to((*self._beside(lane), 0)) for lane in lanes]
        return VGroup(self._operator(), *cells)

    def blank(self) -> VGroup:
        """Return a frame with a question mark, where the result of a unit that is looked at will be."""
        wide, high = (self.large * side for side in Row.CELL)
        look: dict[str, Any] = {"stroke_color": self._theme.colour(self._role), "stroke_width": self._theme.stroke}
        look |= {"fill_color": self._theme.ground, "fill_opacity": 1}
        place = self._beside(self.result)
        box = Box(width=wide, height=high, corner_radius=0.09, **look).move_to((*place, 0))
        return VGroup(box, Label("?", theme=self._theme, size=self._theme.title * 1.6, colour=self._role).sit_amid(*place))

    # -- ways --------------------------------------------------------------------------------------------------------------

    def _operator(self) -> Operator:
        return Operator(self._sign, self.at, theme=self._theme, colour=self._role).scale(RING / Operator.RADIUS)

    def _pass(self, cell: Swatch, path: Path, lane: Lane, **how: Any) -> Pass:
        return Pass(cell, path, cut=(lane.side, self._edge(lane.side)), rate_func=even, **how)

    def _in(self, lane: Lane, unit: int) -> Path:
        place = lane.row.place(unit)
        return Path(place if lane.start is None else lane.start, *lane.way(place), self.at)

    def _out(self, unit: int) -> Path:
        return Path(*self._out_points(unit))

    def _out_points(self, unit: int) -> list[Point]:
        place = self.result.row.place(unit)
        return [self.at, *reversed(self.result.way(place)), place]

    def _lead(self, lane: Lane, unit: int) -> float:
        return lane.lead(lane.row.place(unit))

    def _edge(self, side: str) -> float:
        x, y = self._port(side)
        return x if side in ("left", "right") else y

    def _port(self, side: str) -> Point:
        across, up = self.SIDES[side]
        return self.at[0] + across * RING, self.at[1] + up * RING

    def _beside(self, lane: Lane) -> Point:
        across, up = self.SIDES[lane.side]
        wide, high = (self.large * each / 2 for each in Row.CELL)
        away = RING + APART + wide if across else max(RING, high) + BELOW + high  # below what waits at the sides
        return self.at[0] + across * away, self.at[1] + up * away


def _door(lane: Lane) -> tuple[str, float]:
    """Return the edge of its row that a cell comes out at, so that it lies on no numeral there."""
    place = lane.row.at
    up = lane.way(place)[0][1] > place[1]
    return ("top", place[1] + lane.row.CELL[1] / 2) if up else ("bottom", place[1] - lane.row.CELL[1] / 2)


def _before(lane: Lane, unit: int, origins: Origins) -> list[VMobject]:
    """Return what a unit's operand comes from on a lane, if that is on its way."""
    return [origins[unit]] if lane.start is not None and unit in origins else []


def _plateau(time: float, start: float, end: float) -> float:
    """Return how bright an operator is that is lit from one part of the time to another."""
    return float(np.clip(min((time - start) / RISE, (end + RISE - time) / RISE), 0.0, 1.0))
