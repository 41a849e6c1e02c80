"""What two gates may do that are decided apart, a square, and the line that it folds into where there is one gate."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from manim import Animation, Circle, VGroup

from scenes.mobjects.bars import Bar
from scenes.mobjects.motion import Appear, Vanish
from scenes.mobjects.moves import Extend, Grow, Path
from scenes.mobjects.notation import NOTATION
from scenes.mobjects.notation.equations import Equation, Symbol
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.passing import Go, Pass
from scenes.mobjects.places import named, stays
from scenes.mobjects.reading import Reading
from scenes.mobjects.sets.parts_of_one import PartsOfOne, UnitSum
from scenes.mobjects.sets.rows import Row
from scenes.mobjects.sets.same_machine import Source
from scenes.mobjects.shifts import Reshape
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Swatch
from scenes.mobjects.wires import Point, Squash, Wire

__all__ = ["READS", "GateParts", "TwoGates"]

READS = -5.1, 0.2
"""Where h and the word are, which both gates read."""
WEST, EAST, SOUTH, NORTH = 0.8, 4.1, -0.8, 2.2
"""The sides of the square."""
FORK, WEIGHS, APART = -3.45, -2.4, 0.24
"""The x where the way to both gates forks, and of their weights; how far from a corner it is said what it means."""
ROWS = {"forget": 1.15, "input": -1.35}
"""The heights of the weights of both gates."""
LETTER, BESIDE = 0.42, (5.0, 1.35)
"""How far from the square the letters of both gates are; where it is said what one gate leaves of one, beside the line."""
FOLDS = 0.35, 0.85
"""In which part of its time the square folds into the line."""
BY, LIFT, ASIDE, ROUND = 0.2, 0.42, (0.46, 0.44), 0.08
"""Where a gate comes up beside the square, and how high over its foot it goes along that; from its place on the line to where it
stays, clear of what both ends mean however far it is open; and how large that place is."""


class GateParts(PartsOfOne):
    """What h, x and the bias add to the sum of one unit's gate, above the weights that make it."""

    LEFT, APART = -2.95, 1.05
    DOOR = 0.2, -0.62
    """Where the sigmoid is."""
    TURN = -0.62
    """The height at which parts go from the weights to their columns."""

    def __init__(
        self, parts: Sequence[tuple[str, Reading]], total: Reading, row: Row, unit: int, *, notation: Notation, theme: Theme
    ) -> None:
        squash = Squash("sigmoid", self.DOOR, theme=theme, colour=row.quantity.role)
        super().__init__(UnitSum(parts, total, row, unit, squash), notation=notation, theme=theme)

    def come_out(self, seconds: float) -> list[list[Animation]]:
        """Return the plays in which the parts come out of the weights, and each becomes a bar."""
        return self.come([[(WEIGHS, self.TURN)]] * len(self.cells), seconds)

    def squashed(self, seconds: float) -> list[list[Animation]]:
        """Return the plays in which they add up, and the sum goes into the function."""
        (x, y), top = (float(self.total.get_x()), float(self.total.get_y())), self.squash.port("top")[1]
        coming = Appear(VGroup(self.level, self.total, self.squash), run_time=0.4 * seconds)
        way = Path((x, y), (x, self.DOOR[1]))
        going = Pass(self.total, way, cut=("top", top), there=True, leaves=True, run_time=0.6 * seconds)
        return [[coming], [going]]

    @property
    def whole(self) -> VGroup:
        """All that is left of it then."""
        return VGroup(self.level, self.names, self.zero, *self.bars, self.squash)


class TwoGates:
    """The gates of an LSTM, with the weights of each, and the square of all that they may do: keep, upward, write, to the right.

    ``source`` is what both read, at :data:`READS`. ``share`` is how far the gate of one unit is open, once it is on the line.
    """

    SIZE = 0.8
    """How large the gate of one unit is, of what it is in a row."""
    share: float
    bar: Bar
    mark: Circle
    upright: Wire

    def __init__(self, source: Source, *, theme: Theme) -> None:
        self._theme = theme
        middles: dict[str, Point] = {
            "forget": (WEST - LETTER, ROWS["forget"]),
            "input": ((WEST + EAST) / 2, SOUTH - LETTER - 0.13),
        }
        roles = {"forget": "keeps", "input": "writes"}
        self.ways = {gate: self._way(source, y, roles[gate]) for gate, y in ROWS.items()}
        self.weights = {gate: self._weights(gate, y, roles[gate]) for gate, y in ROWS.items()}
        self.letters = {gate: self._letter(gate, at) for gate, at in middles.items()}
        look: dict[str, Any] = {"theme": theme, "width": theme.bold}
        self.axes = {
            "forget": Wire((WEST, SOUTH), (WEST, NORTH), colour="keeps", tip=False, **look),
            "input": Wire((WEST, SOUTH), (EAST, SOUTH), colour="writes", tip=False, **look),
        }
        self.top = Wire((WEST, NORTH), (EAST, NORTH), tip=False, colour="memory", **look)
        self.side = Wire((EAST, SOUTH), (EAST, NORTH), theme=theme, tip=False)
        formula = Equation("forget_gate", notation=NOTATION["lstm_coupled"], theme=theme)
        self.rest = stays(named(formula.move_to((*BESIDE, 0)), "forget_gate"))
        ends = ("keep all", (WEST, NORTH), -1, "memory"), ("all new", (EAST, SOUTH), 1, "proposes")
        self.ends = VGroup(*(self._said(*each) for each in ends))
        self.apart = VGroup(self._said("both", (EAST, NORTH), 1), self._said("neither", (WEST, SOUTH), -1))

    def open(self, seconds: float) -> list[Animation]:
        """Return animations in which a side of the square comes for each gate, and what its ends mean."""
        sides = [Extend(each, run_time=seconds) for each in self.axes.values()]
        return [*sides, Appear(VGroup(*self.letters.values(), self.ends), run_time=seconds)]

    def come(self, seconds: float) -> list[list[Animation]]:
        """Return the plays in which wires lead to the weights of each gate, and from there to its side of the square."""
        each = 0.5 * seconds
        plates = [Appear(weights, run_time=each) for weights in self.weights.values()]
        return [
            [*(Extend(into, run_time=each) for into, _ in self.ways.values()), *plates],
            [Extend(out, run_time=each) for _, out in self.ways.values()],
        ]

    def spread(self, seconds: float) -> list[Animation]:
        """Return animations in which the square is shut, and what can be done at its other corners is said."""
        return [*(Extend(each, run_time=seconds) for each in (self.top, self.side)), Appear(self.apart, run_time=seconds)]

    def couple(self, seconds: float) -> list[Animation]:
        """Return animations in which the weights of one gate go into those of the other, and the square folds into a line.

        Whatever the input gate is, along the foot, the forget gate gets what that leaves of one: so far the head of the square
        comes down; its left side goes up, its right side down.
        """
        gone = VGroup(*self.ways["forget"], self.letters["forget"], self.apart)
        folds: dict[str, Any] = {"window": FOLDS, "run_time": seconds}
        return [
            Vanish(gone, window=(0.0, FOLDS[0]), run_time=seconds),
            self._into_the_other(seconds),
            Reshape(self.top, [self.top.line], self._folded, **folds),
            Grow(self.axes["forget"], "top", leaves=True, **folds),
            Grow(self.side, "bottom", leaves=True, **folds),
            Appear(self.rest, window=(FOLDS[1], 1.0), run_time=seconds),
        ]

    def _into_the_other(self, seconds: float) -> Animation:
        """Return the animation in which the weights of the forget gate go down into those of the input gate."""
        weights, door = self.weights["forget"], self.weights["input"].port("top")
        way = Path((WEIGHS, ROWS["forget"]), (WEIGHS, door[1] + Squash.HIGH / 2))
        return Go(weights, way, end=0.1, leaves=True, window=(0.1, FOLDS[0] + 0.15), run_time=seconds)

    def _folded(self, share: float) -> list[np.ndarray]:
        """Return the points of the head of the square when it has come down by a share."""
        slope = np.linspace(0.0, share * (NORTH - SOUTH), len(self.top.line.points))
        points = np.linspace((WEST, NORTH, 0.0), (EAST, NORTH, 0.0), len(slope))
        points[:, 1] -= slope
        return [points]

    def take(self, gate: Swatch, seconds: float) -> list[list[Animation]]:
        """Return the plays in which the gate of one unit goes along the foot, as far as it is open, and up to the line."""
        reading, (x, y) = gate.patch.reading, GateParts.DOOR
        self.share = float(reading.value)
        at = self._on_line(self.share)
        self.bar = Bar(reading, unit=EAST - WEST, height=0.1, left=WEST, y=SOUTH, paint=self._theme.colour("writes"))
        self.mark = Circle(radius=ROUND, stroke_width=0, fill_color=self._theme.ink, fill_opacity=1).move_to((*at, 0))
        self.upright = Wire((at[0], SOUTH), at, theme=self._theme, colour="writes", width=self._theme.thin, tip=False)
        low, turn, half = ROWS["input"], WEST + BY, seconds / 2
        along = Path((x, y), (x, low), (turn, low), (turn, SOUTH + LIFT), (at[0], SOUTH + LIFT))
        up = Path((at[0], SOUTH + LIFT), (at[0] + ASIDE[0], at[1] + ASIDE[1]))
        coming = Pass(gate, along, start=0.3, sized=(0.0, 0.3), run_time=half)
        grows = Grow(self.bar, "left", window=(0.5, 1.0), run_time=half)
        return [
            [coming, grows],
            [Pass(gate, up, there=True, run_time=half), Extend(self.upright, window=(0.0, 0.6), run_time=half)],
            [Appear(self.mark, run_time=self._theme.quick)],
        ]

    def stand(self, x: float, top: float, foot: float, seconds: float) -> Animation:
        """Return the animation in which the line stands up, the place of the gate on it: its left end at the top."""
        line, mark = self.top.line, self.mark
        start, goal = np.array([[WEST, NORTH], [EAST, SOUTH]]), np.array([[x, top], [x, foot]])
        disc, along = mark.points - mark.get_center(), np.linspace(0.0, 1.0, len(line.points))[:, np.newaxis]

        def shape(done: float) -> list[np.ndarray]:
            ends = np.hstack([(1 - done) * start + done * goal, np.zeros((2, 1))])
            here = ends[0] + self.share * (ends[1] - ends[0])
            return [ends[0] + along * (ends[1] - ends[0]), disc + here]

        return Reshape(VGroup(self.top, mark), [line, mark], shape, run_time=seconds)

    @staticmethod
    def _on_line(share: float) -> Point:
        """Return the place of a gate on the line that is left of the square."""
        return WEST + share * (EAST - WEST), NORTH - share * (NORTH - SOUTH)

    @property
    def rail(self) -> VGroup:
        """The line, with the place of the gate on it."""
        return VGroup(self.top, self.mark)

    @property
    def left(self) -> VGroup:
        """What is there beside that in the end."""
        of_one = *self.ways["input"], self.weights["input"], self.letters["input"], self.axes["input"]
        return VGroup(*of_one, self.ends, self.rest, self.bar, self.upright)

    def _way(self, source: Source, y: float, role: str) -> tuple[Wire, Wire]:
        start, half = source.port("right"), Squash.WIDE / 2
        into = Wire(start, (FORK, start[1]), (FORK, y), (WEIGHS - half, y), theme=self._theme)
        if role == "keeps":
            return into, Wire((WEIGHS + half, y), (WEST - LETTER - 0.3, y), theme=self._theme, colour=role)
        return into, Wire((WEIGHS + half, y), ((WEST + EAST) / 2 - 0.3, y), theme=self._theme, colour=role)

    def _weights(self, gate: str, y: float, role: str) -> Squash:
        return Squash(f"{gate}_weight", (WEIGHS, y), theme=self._theme, colour=role, notation=NOTATION["lstm"])

    def _letter(self, gate: str, at: Point) -> Symbol:
        made = Symbol(f"{gate}_gate", notation=NOTATION["lstm"], theme=self._theme, size=1.3 * self._theme.symbol)
        return named(stays(made.move_to((*at, 0))), f"{gate}_gate")

    def _said(self, says: str, corner: Point, side: int, colour: str = "ink") -> Label:
        label = Label(says, theme=self._theme, size=self._theme.caption, colour=colour)
        return stays(label.sit_amid(corner[0] + side * APART, corner[1], -side))
