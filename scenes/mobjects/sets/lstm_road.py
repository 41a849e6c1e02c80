"""The way of the cell state through one LSTM step: the highway, what hangs above it, and the four places where values meet."""

from collections.abc import Callable, Sequence
from typing import Any

from manim import LEFT as LEFTWARD
from manim import RIGHT as RIGHTWARD
from manim import Animation, VGroup, VMobject

from scenes.mobjects.moves import Path
from scenes.mobjects.passing import Go, Pass, even
from scenes.mobjects.sets.crossing import APART, DOCKS, RING, START, TRAIN, Crossing, Lane
from scenes.mobjects.sets.rows import LEAST, Row
from scenes.mobjects.sets.same_machine import Machine, Source
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Swatch
from scenes.mobjects.wires import Point, Squash, Wire

__all__ = ["ABREAST", "ASIDE", "BETWEEN", "HIGH", "LEFT", "PAGE", "RIGHT", "WIRE", "Road", "Rows"]

WIRE, HIGH = 1.0, 2.2
"""Heights: the highway of the cell state, and what hangs above it."""
LEFT, RIGHT, EDGE, PAGE = -3.95, 3.95, 6.9, 7.9
"""The middles of what is at the left and at the right, the ends of the highway, and how far it is from left to right."""
GATE, RAIL = -1.2, -0.58
"""Heights: the forget gate, and the rail on which its values go to the operator."""
PARTS, ABOVE, SHELF, OVER, TURN = -1.42, -0.8, 0.2, -0.42, 0.72
"""Heights: input gate and candidate, the rail above them; what is written, the rail below it; where rails go down."""
LOWERED, UNDER = -1.1, -0.5
"""Heights: what is written, where it waits to be added, and the rail above it."""
TANH = 0.12
"""The height of tanh, on the branch of the highway that goes down to the output gate."""
ASIDE, BETWEEN, ABREAST = (3.6, -1.75), (0.0, -0.3), (LEFT, 0.36)
"""Where h and the word are, which the gates read: for the forget gate, for input gate and candidate, for the output gate."""
BOX, BOTH = 1.5, 1.3
"""The x of the function of the forget gate; how large values are where both operators stand side by side."""

Rows = Callable[..., Row]
"""Makes a row of a quantity by its name, its place (``at``), a note and where that stands."""


class Road:
    """All rows and places of one step; ``rows`` makes a row, by name. Nothing of it is on screen yet.

    ``erasing`` is where ``old`` meets the forget gate ``gate`` and becomes ``kept``; ``writing`` where the input gate,
    ``entering``, meets the candidate ``offer``: ``written``; ``adding`` where ``kept`` and ``written`` become ``cell``;
    ``showing`` where tanh of it meets the output gate ``shows``: ``hidden``.
    """

    def __init__(self, rows: Rows, *, theme: Theme) -> None:
        self._theme, self._rows = theme, rows
        self.highway = self._stretch(-EDGE, EDGE)
        self.old = rows("previous_cell", (LEFT, HIGH), "the cell state")
        self.gate = rows("forget_gate", (LEFT, GATE), "forget gate: empty erases, full keeps", where="below")
        self.kept = rows("kept", (RIGHT, HIGH), "what is kept")
        self.erasing = self._crossing(
            ("times", (0.0, WIRE), "keeps", 1.55),
            Lane(self.old, "left", _to_highway, "memory"),
            Lane(self.gate, "bottom", lambda place: [(place[0], RAIL), (0.0, RAIL)], "keeps"),
            result=Lane(self.kept, "right", _to_highway, "memory"),
        )
        self.entering = rows("input_gate", (LEFT, PARTS), "input gate", where="below")
        self.offer = rows("candidate", (RIGHT, PARTS), "candidate", where="below")
        self.written = rows("written", (0.0, SHELF), "what is written", where="right", has_strip=False)
        self.cell = rows("cell", (RIGHT, HIGH), "the new cell state")
        self.writing = self._crossing(
            ("times", (0.0, PARTS), "writes", LEAST),
            Lane(self.entering, "left", lambda place: [(place[0], ABOVE), (-TURN, ABOVE), (-TURN, PARTS)], "writes"),
            Lane(self.offer, "right", lambda place: [(place[0], ABOVE), (TURN, ABOVE), (TURN, PARTS)], "proposes"),
            result=Lane(self.written, "top", lambda place: [(place[0], OVER), (0.0, OVER)], "writes"),
        )
        self.shows = rows("output_gate", (LEFT, PARTS), "output gate", where="below")
        self.hidden = rows("hidden", (RIGHT, PARTS), "what is shown", where="below", has_strip=False)
        self.tanh = Squash("tanh", (0.0, TANH), theme=theme, colour="memory")
        limit = BOX - 0.25  # clear of the wire to the function, at the right
        self.gate.shift_names(min(0.0, limit - float(self.gate.names.get_right()[0])))

    def highway_but(self, thing: VMobject) -> VGroup:
        """Return the highway but where a thing lies on it."""
        left, right = self._ends(thing)
        return VGroup(self._stretch(-EDGE, left), self._stretch(right, EDGE))

    def highway_under(self, thing: VMobject) -> Wire:
        """Return the highway where a thing lies on it, and nowhere else."""
        return self._stretch(*self._ends(thing))

    @staticmethod
    def _ends(thing: VMobject) -> tuple[float, float]:
        left, right = (float(thing.get_edge_center(side)[0]) for side in (LEFTWARD, RIGHTWARD))
        return left, right

    def _stretch(self, start: float, end: float) -> Wire:
        """Return the highway from one x to another."""
        return Wire((start, WIRE), (end, WIRE), theme=self._theme, colour="memory", width=self._theme.bold, tip=False)

    def machine(self, gate: str, source: Source) -> Machine:
        """Return the function that makes a gate, or the candidate, of what it reads, with its wires to the row."""
        wide, high = Squash.WIDE / 2, Squash.HIGH / 2
        if gate == "forget":
            at, colour = (BOX, GATE), "keeps"
            into = [source.port("left"), (BOX, source.at[1]), (BOX, GATE - high)]
            out = [(BOX - wide, GATE), (self.gate.right + 0.07, GATE)]
        elif gate == "output":
            at, colour = (LEFT, BETWEEN[1]), "shows"
            into = [source.port("bottom"), (LEFT, BETWEEN[1] + high)]
            out = [(LEFT, BETWEEN[1] - high), (LEFT, PARTS + Row.CELL[1] / 2 + 0.08)]
        else:
            side, sign, colour = ("left", 1, "writes") if gate == "input" else ("right", -1, "proposes")
            x, y = (LEFT, RIGHT)[gate != "input"], BETWEEN[1]
            at, into = (x, y), [source.port(side), (x + sign * wide, y)]
            out = [(x, y - high), (x, PARTS + Row.CELL[1] / 2 + 0.08)]
        return Machine("tanh" if gate == "candidate" else "sigmoid", at, into, out, theme=self._theme, colour=colour)

    def turn_page(self) -> None:
        """Let what is kept be at the left, and meet there what is written, at the place ``adding``."""
        self.kept.moved((LEFT, HIGH))
        self.adding = self._crossing(
            ("plus", (0.0, WIRE), "memory", 1.45),
            Lane(self.kept, "left", _to_highway, "memory"),
            Lane(self.written, "bottom", lambda place: [(place[0], UNDER), (0.0, UNDER)], "writes"),
            result=Lane(self.cell, "right", _to_highway, "memory"),
        )

    def both(self) -> tuple[Crossing, Crossing]:
        """Return the places where the cell state is erased and where something is added to it, side by side.

        What comes out of the first is beside the second, where it is added to; what goes into it comes down left of its circle.
        """
        away = RING + APART + BOTH * Row.CELL[0] / 2
        at = max(-away, self.old.right - Row.CELL[0] / 2 + away)
        first = self._crossing(
            ("times", (at, WIRE), "keeps", BOTH),
            Lane(self.old, "left", _to_highway, "memory"),
            Lane(self.gate, "bottom", _to_highway, "keeps"),
            result=Lane(self.kept, "right", _to_highway, "memory"),
        )
        second = self._crossing(
            ("plus", (at + 2 * away, WIRE), "memory", BOTH),
            Lane(self.written, "bottom", _to_highway, "writes"),
            result=Lane(self.cell, "right", _to_highway, "memory"),
        )
        return first, second

    def lower(self, seconds: float) -> Animation:
        """Return the animation in which what is written goes to where it waits to be added."""
        return Go(self.written, self.written.moved((0.0, LOWERED)), run_time=seconds)

    def turn_again(self) -> None:
        """Let the new cell state be at the left, and meet there the output gate, below the highway: the place ``showing``."""
        self.cell.moved((LEFT, HIGH))
        squashed, tanh = self._rows("squashed_cell", (LEFT, HIGH)), (0.0, TANH)
        self.showing = self._crossing(
            ("times", (0.0, PARTS), "shows", LEAST),
            Lane(squashed, "top", lambda place: [], "memory", start=tanh, lead=lambda place: self._to_tanh(place).length),
            Lane(self.shows, "left", lambda place: [(place[0], ABOVE), (-TURN, ABOVE), (-TURN, PARTS)], "shows"),
            result=Lane(self.hidden, "right", lambda place: [(place[0], ABOVE), (TURN, ABOVE), (TURN, PARTS)], "state"),
        )

    def stream_out(self, units: Sequence[int], seconds: float) -> list[Animation]:
        """Return animations in which units go along the highway and down into tanh, and out of it to the output gate."""
        cells, plays = {unit: self.cell.fresh(unit) for unit in units}, list[Animation]()
        for unit, ((begin, _), meets, _) in self.showing.timetable(units, seconds).items():
            lasts = self._to_tanh(self.cell.place(unit)).length * (meets - begin) / (TANH - PARTS)  # at the pace of the train
            plays.append(self._into_tanh(cells[unit], unit, (begin - lasts, begin), seconds, end=TRAIN, rate_func=even))
        return [*plays, *self.showing.stream(units, seconds, cells)]

    def dock_out(self, unit: int, seconds: float) -> list[Animation]:
        """Return animations in which a unit goes into tanh, and what comes out waits at the output gate, with what that has."""
        cell = self.cell.fresh(unit)
        return [self._into_tanh(cell, unit, (0.0, DOCKS * seconds), seconds), *self.showing.dock(unit, seconds, {unit: cell})]

    def _into_tanh(self, cell: Swatch, unit: int, span: tuple[float, float], seconds: float, **how: Any) -> Animation:
        """Return the animation in which a cell goes into tanh, from one time to another of so many seconds."""
        part, cut = (span[0] / seconds, span[1] / seconds), ("top", self.tanh.port("top")[1])
        way = self._to_tanh(self.cell.place(unit))
        door = "bottom", self.cell.at[1] - Row.CELL[1] / 2
        return Pass(cell, way, window=part, cut=cut, door=door, sized=(0.0, START), leaves=True, run_time=seconds, **how)

    def _to_tanh(self, place: Point) -> Path:
        return Path(place, (place[0], WIRE), (0.0, WIRE), (0.0, TANH))

    def tools(self) -> VGroup:
        """Return tanh with its wires, and the operator of the output gate."""
        theme, (_, y) = self._theme, self.cell.at
        foot = y - Row.CELL[1] / 2 - 0.08
        places = [self.cell.place(unit)[0] for unit in self.cell.units]
        down = [Wire((x, foot), (x, WIRE), theme=theme, colour="memory", width=1.5, tip=False) for x in places]
        above = Wire((0.0, WIRE), self.tanh.port("top"), theme=theme, colour="memory", tip=False)
        below = Wire(self.tanh.port("bottom"), (0.0, PARTS + RING), theme=theme, colour="memory", tip=False)
        return VGroup(*down, above, below, self.tanh, self.showing.operator)

    def _crossing(self, place: tuple[str, Point, str, float], *operands: Lane, result: Lane) -> Crossing:
        sign, at, role, large = place
        return Crossing(sign, at, operands, result, role=role, theme=self._theme, large=large)


def _to_highway(place: Point) -> list[Point]:
    return [(place[0], WIRE)]
