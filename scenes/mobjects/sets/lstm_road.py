"""The way of the cell state through one LSTM step: the highway, what hangs above it, and the four places where values meet."""

from collections.abc import Callable, Sequence

from manim import Animation, VGroup

from scenes.mobjects.moves import Path
from scenes.mobjects.passing import Go, Pass
from scenes.mobjects.sets.crossing import RING, Crossing, Lane
from scenes.mobjects.sets.rows import Row
from scenes.mobjects.sets.same_machine import Machine, Source
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Swatch
from scenes.mobjects.wires import Point, Squash, Wire

__all__ = ["ABREAST", "ASIDE", "BETWEEN", "HIGH", "LEFT", "PAGE", "RIGHT", "WIRE", "Road"]

WIRE, HIGH = 0.85, 2.1
"""Heights: the highway of the cell state, and what hangs above it."""
LEFT, RIGHT, EDGE, PAGE = -3.95, 3.95, 6.9, 7.9
"""The middles of what is at the left and at the right, the ends of the highway, and how far it is from left to right."""
GATE, RAIL = -1.05, -0.2
"""Heights: the forget gate, and the rail on which its values go to the operator."""
PARTS, ABOVE, SHELF, OVER, TURN = -1.25, -0.66, 0.15, -0.42, 0.72
"""Heights: input gate and candidate, the rail above them; what is written, the rail below it; where rails go down."""
LOWERED, UNDER = -1.0, -0.38
"""Heights: what is written, where it waits to be added, and the rail above it."""
TANH, SHOWN, LOWEST, DESK, BRANCH, RISER = 0.42, -0.85, -1.85, 2.2, 6.25, 5.4
"""Heights: tanh, the output gate, h. The middle of these, the x of their operator and of the rail that comes down before it."""
UNDERWAY = 0.7
"""Seconds for which a cell goes to tanh."""
ASIDE, BETWEEN, ABREAST = (3.6, -1.6), (0.0, -0.3), (LEFT, 0.1)
"""Where h and the word are, which the gates read: for the forget gate, for input gate and candidate, for the output gate."""
BOX, DOOR = 1.5, -1.35
"""The x of the functions of the forget gate and of the output gate."""

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
        self.highway = Wire((-EDGE, WIRE), (EDGE, WIRE), theme=theme, colour="memory", width=theme.bold, tip=False)
        self.old = rows("previous_cell", (LEFT, HIGH), "the cell state so far")
        self.gate = rows("forget_gate", (LEFT, GATE), "forget gate: empty erases, full keeps", where="below")
        self.kept = rows("kept", (RIGHT, HIGH), "what is kept")
        self.erasing = self._crossing(
            ("times", (0.0, WIRE), "keeps", 2.1),
            Lane(self.old, "left", _to_highway, "memory"),
            Lane(self.gate, "bottom", lambda place: [(place[0], RAIL), (0.0, RAIL)], "keeps"),
            result=Lane(self.kept, "right", _to_highway, "memory"),
        )
        self.entering = rows("input_gate", (LEFT, PARTS), "input gate", where="below")
        self.offer = rows("candidate", (RIGHT, PARTS), "candidate", where="below")
        self.written = rows("written", (0.0, SHELF), "what is written", where="right")
        self.cell = rows("cell", (RIGHT, HIGH), "the new cell state")
        self.writing = self._crossing(
            ("times", (0.0, PARTS), "writes", 0.85),
            Lane(self.entering, "left", lambda place: [(place[0], ABOVE), (-TURN, ABOVE), (-TURN, PARTS)], "writes"),
            Lane(self.offer, "right", lambda place: [(place[0], ABOVE), (TURN, ABOVE), (TURN, PARTS)], "proposes"),
            result=Lane(self.written, "top", lambda place: [(place[0], OVER), (0.0, OVER)], "writes"),
        )
        self.shows = rows("output_gate", (DESK, SHOWN), "output gate", where="left")
        self.hidden = rows("hidden", (DESK, LOWEST), "what is shown", where="left")
        self.tanh = Squash("tanh", (BRANCH, TANH), theme=theme, colour="memory")
        self.branch = Wire((BRANCH, WIRE), self.tanh.port("top"), theme=theme, colour="memory", tip=False)
        self.showing = self._crossing(
            ("times", (BRANCH, SHOWN), "shows", 0.95),
            Lane(rows("squashed_cell", (RIGHT, HIGH)), "top", lambda place: [], "memory", start=(BRANCH, TANH - 0.36)),
            Lane(self.shows, "left", lambda place: [(place[0], -0.34), (RISER, -0.34), (RISER, SHOWN)], "shows"),
            result=Lane(self.hidden, "bottom", lambda place: [(place[0], -1.35), (BRANCH, -1.35)], "state"),
        )
        for names, limit in ((self.gate.names, BOX - 0.25), (self.shows.names, DOOR - Squash.WIDE / 2 - 0.2)):
            names.shift((min(0.0, limit - float(names.get_right()[0])), 0.0, 0.0))  # clear of the wire, or function, at the right

    def machine(self, gate: str, source: Source) -> Machine:
        """Return the function that makes a gate, or the candidate, of what it reads, with its wires to the row."""
        wide, high = Squash.WIDE / 2, Squash.HIGH / 2
        if gate == "forget":
            at, colour = (BOX, GATE), "keeps"
            into = [source.port("left"), (BOX, source.at[1]), (BOX, GATE - high)]
            out = [(BOX - wide, GATE), (self.gate.right + 0.07, GATE)]
        elif gate == "output":
            at, colour = (DOOR, SHOWN), "shows"
            into = [source.port("right"), (DOOR, source.at[1]), (DOOR, SHOWN + high)]
            out = [(DOOR + wide, SHOWN), (self.shows.left - 0.07, SHOWN)]
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
            ("plus", (0.0, WIRE), "memory", 1.5),
            Lane(self.kept, "left", _to_highway, "memory"),
            Lane(self.written, "bottom", lambda place: [(place[0], UNDER), (0.0, UNDER)], "writes"),
            result=Lane(self.cell, "right", _to_highway, "memory"),
        )

    def lower(self, seconds: float) -> Animation:
        """Return the animation in which what is written goes to where it waits to be added."""
        return Go(self.written, self.written.moved((0.0, LOWERED)), run_time=seconds)

    def stream_out(self, units: Sequence[int], seconds: float) -> list[Animation]:
        """Return animations in which units go along the highway and down into tanh, and out of it to the output gate."""
        starts = {unit: begins[0] for unit, (begins, *_) in self.showing.timetable(units, seconds).items()}
        cells = {unit: self.cell.fresh(unit) for unit in units}
        return [*self._into_tanh(cells, starts, seconds), *self.showing.stream(units, seconds, cells)]

    def dock_out(self, unit: int, seconds: float) -> list[Animation]:
        """Return animations in which one unit does so, and waits beside the operator."""
        cells = {unit: self.cell.fresh(unit)}
        return [*self._into_tanh(cells, {unit: 0.6 * seconds}, seconds), *self.showing.dock(unit, seconds, cells)]

    def _into_tanh(self, cells: dict[int, Swatch], times: dict[int, float], seconds: float) -> list[Animation]:
        """Return animations in which cells are in tanh at some times, in seconds."""
        plays: list[Animation] = []
        for unit, arrival in times.items():
            x, y = self.cell.place(unit)
            path = Path((x, y), (x, WIRE), (BRANCH, WIRE), (BRANCH, TANH))
            span = max(arrival - UNDERWAY, 0.0) / seconds, arrival / seconds
            cut = "top", self.tanh.port("top")[1]
            plays.append(Pass(cells[unit], path, window=span, cut=cut, leaves=True, run_time=seconds))
        return plays

    def tools(self) -> VGroup:
        """Return tanh with its wires, and the operator of the output gate."""
        theme, (_, y) = self._theme, self.cell.at
        foot = y - Row.CELL[1] / 2 - 0.08
        places = [self.cell.place(unit)[0] for unit in self.cell.units]
        down = [Wire((x, foot), (x, WIRE), theme=theme, colour="memory", width=1.5, tip=False) for x in places]
        below = Wire(self.tanh.port("bottom"), (BRANCH, SHOWN + RING), theme=theme, colour="memory", tip=False)
        return VGroup(*down, self.branch, below, self.tanh, self.showing.operator)

    def _crossing(self, place: tuple[str, Point, str, float], *operands: Lane, result: Lane) -> Crossing:
        sign, at, role, large = place
        return Crossing(sign, at, operands, result, role=role, theme=self._theme, large=large)


def _to_highway(place: Point) -> list[Point]:
    return [(place[0], WIRE)]
