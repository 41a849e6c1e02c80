"""What two gates may do that are decided apart, a square, and what is left of it where there is one gate: a line."""

from typing import Any

from manim import Animation, VGroup

from scenes.mobjects.motion import Appear, Vanish
from scenes.mobjects.moves import Extend
from scenes.mobjects.notation import NOTATION
from scenes.mobjects.notation.equations import Equation, Symbol
from scenes.mobjects.places import named, stays
from scenes.mobjects.sets.same_machine import Source
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.wires import Point, Squash, Wire

__all__ = ["READS", "TwoGates"]

READS = -5.1, 0.2
"""Where h and the word are, which both gates read."""
WEST, EAST, SOUTH, NORTH = 0.8, 4.1, -0.8, 2.5
"""The sides of the square."""
FORK, WEIGHS, APART = -3.45, -2.4, 0.24
"""The x where the way to both gates forks, and of their weights; how far from a corner it is said what it means."""
ROWS = {"forget": 1.15, "input": -1.35}
"""The heights of the weights of both gates."""
LETTER, BESIDE = 0.42, (4.0, 1.35)
"""How far from the square the letters of both gates are; where it is said what one gate leaves of one, beside the line."""


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
        self.others = [
            Wire((WEST, NORTH), (EAST, NORTH), theme=theme, tip=False),
            Wire((EAST, SOUTH), (EAST, NORTH), theme=theme, tip=False),
        ]
        self.line = Wire((WEST, NORTH), (EAST, SOUTH), colour="memory", tip=False, **look)
        formula = Equation("forget_gate", notation=NOTATION["lstm_coupled"], theme=theme)
        self.rest = stays(named(formula.move_to((*BESIDE, 0)), "forget_gate"))
        self.ends = VGroup(self._said("keep all", (WEST, NORTH), -1), self._said("all new", (EAST, SOUTH), 1))
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
        return [*(Extend(each, run_time=seconds) for each in self.others), Appear(self.apart, run_time=seconds)]

    def couple(self, seconds: float) -> list[Animation]:
        """Return animations in which one of the gates goes, and with it all of the square but a line."""
        gone = VGroup(
            *self.ways["forget"], self.weights["forget"], self.letters["forget"], self.axes["forget"], *self.others, self.apart
        )
        coming = Extend(self.line, window=(0.25, 1.0), run_time=seconds)
        return [Vanish(gone, run_time=0.5 * seconds), coming, Appear(self.rest, window=(0.6, 1.0), run_time=seconds)]

    @property
    def left(self) -> VGroup:
        """What is there after that."""
        of_one = *self.ways["input"], self.weights["input"], self.letters["input"], self.axes["input"]
        return VGroup(*of_one, self.line, self.ends, self.rest)

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

    def _said(self, says: str, corner: Point, side: int) -> Label:
        label = Label(says, theme=self._theme, size=self._theme.caption, colour="ink")
        return stays(label.sit_amid(corner[0] + side * APART, corner[1], -side))
