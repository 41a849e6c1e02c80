"""What two gates may do that are decided apart, a square, and the line that it folds into where there is one gate."""

from typing import Any

import numpy as np
from manim import Animation, VGroup

from scenes.mobjects.motion import Appear, Vanish
from scenes.mobjects.moves import Extend, Grow, Path
from scenes.mobjects.notation import NOTATION
from scenes.mobjects.notation.equations import Equation, Symbol
from scenes.mobjects.passing import Go
from scenes.mobjects.places import named, stays
from scenes.mobjects.sets.same_machine import Source
from scenes.mobjects.shifts import Reshape
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.wires import Point, Squash, Wire

__all__ = ["READS", "TwoGates"]

READS = -5.1, 0.2
"""Where h and the word are, which both gates read."""
WEST, EAST, SOUTH, NORTH = 0.8, 4.1, -0.8, 2.2
"""The sides of the square."""
FORK, WEIGHS, APART = -3.45, -2.4, 0.24
"""The x where the way to both gates forks, and of their weights; how far from a corner it is said what it means."""
ROWS = {"forget": 1.15, "input": -1.35}
"""The heights of the weights of both gates."""
LETTER, BESIDE = 0.42, (4.0, 1.35)
"""How far from the square the letters of both gates are; where it is said what one gate leaves of one, beside the line."""
FOLDS = 0.35, 0.85
"""In which part of its time the square folds into the line."""


class TwoGates:
    """The gates of an LSTM, with the weights of each, and the square of all that they may do: keep, upward, write, to the right.

    ``source`` is what both read, at :data:`READS`.
    """

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

    @property
    def left(self) -> VGroup:
        """What is there after that."""
        of_one = *self.ways["input"], self.weights["input"], self.letters["input"], self.axes["input"]
        return VGroup(*of_one, self.top, self.ends, self.rest)

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
