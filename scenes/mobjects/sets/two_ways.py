"""The two ways by which an error goes back over one word in an LSTM: through the cell state, and around it through h."""

from typing import Any

from manim import Animation, VGroup, VMobject

from scenes.mobjects.motion import Appear
from scenes.mobjects.moves import Extend
from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.places import named, stays
from scenes.mobjects.shapes import plate
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.wires import Operator, Point, Wire

__all__ = ["TwoWays"]

SIZE, ASIDE, APART = (3.9, 1.75), 1.4, 0.92
"""How large it is; how far from its middle the states are, on either side; and how far below the one way the other is."""
CLEAR, GATES, OVER = 0.08, (0.95, 0.42), 0.34
"""Between a letter and its wire; how large the box of the gates is; how far above the operator its gate's letter is."""


class TwoWays:
    """A small picture of one word's step, amid ``at``: C on the right, C before that on the left, and the ways between them.

    ``ground`` is what it stands on, with the states; ``direct`` is the way through the forget gate, ``around`` that through h.
    """

    def __init__(self, at: Point, *, notation: Notation, theme: Theme) -> None:
        self._theme, self._notation = theme, notation
        (x, y), (wide, high) = at, SIZE
        self._top = y + APART / 2 - 0.12
        box = plate(wide, high, "line", theme=theme, ground="ground").move_to((x, y, 0)).set_z_index(-2)
        self.now, self.before = (
            self._letter("cell", (x + ASIDE, self._top)),
            self._letter("previous_cell", (x - ASIDE, self._top)),
        )
        self.ground = VGroup(stays(box), self.now, self.before)
        self.times = Operator("times", (x, self._top), theme=theme, colour="keeps")
        self.gate = self._letter("resting_gate", (x, self._top + OVER + 0.02))
        self.hidden = self._letter("previous_hidden", (x - ASIDE, self._top - APART))
        self.gates = self._gates((x + 0.2, self._top - APART))
        self.direct = [self._straight(self.now, self.times), self._straight(self.times, self.before)]
        self.around = [self._down(), *self._up()]

    # -- what it is made of ------------------------------------------------------------------------------------------------

    def _letter(self, quantity: str, at: Point) -> Symbol:
        letter = Symbol(quantity, notation=self._notation, theme=self._theme, size=0.9 * self._theme.symbol)
        return named(stays(letter.move_to((*at, 0))), quantity)

    def _gates(self, at: Point) -> VGroup:
        wide, high = GATES
        label = Label("gates", theme=self._theme, size=self._theme.small, colour="ink").sit_amid(*at)
        return VGroup(plate(wide, high, "state", theme=self._theme).move_to((*at, 0)), stays(label))

    def _edge(self, thing: Any, side: str) -> Point:
        """Return where a wire meets a thing on a side: an operator at its port, a letter a little away from it."""
        if isinstance(thing, Operator):
            return thing.port(side)
        x, y = float(thing.get_x()), float(thing.get_y())
        wide, high = thing.width / 2 + CLEAR, thing.height / 2 + CLEAR
        return {"left": (x - wide, y), "right": (x + wide, y), "top": (x, y + high), "bottom": (x, y - high)}[side]

    def _straight(self, start: Any, end: Any) -> Wire:
        """Return a wire to the left from the one thing to the other, through C."""
        places = [(self._edge(thing, side)[0], self._top) for thing, side in ((start, "left"), (end, "right"))]
        return Wire(*places, theme=self._theme, colour="memory")

    def _down(self) -> Wire:
        x, y = self._edge(self.now, "bottom")
        level = float(self.gates.get_y())
        end = float(self.gates.get_right()[0])
        return Wire((x, y), (x, level), (end, level), theme=self._theme, colour="state")

    def _up(self) -> list[Wire]:
        level = float(self.gates.get_y())
        left, right = float(self.gates.get_left()[0]), self._edge(self.hidden, "right")[0]
        x, top = self._edge(self.hidden, "top")
        foot = self._edge(self.before, "bottom")[1]
        look: dict[str, Any] = {"theme": self._theme, "colour": "state"}
        return [Wire((left, level), (right, level), **look), Wire((x, top), (x, foot), **look)]

    @property
    def everything(self) -> list[VMobject]:
        """All that there is."""
        return [self.ground, self.times, self.gate, self.hidden, self.gates, *self.direct, *self.around]

    # -- what happens ------------------------------------------------------------------------------------------------------

    def goes(self, run_time: float, window: tuple[float, float] = (0.0, 1.0)) -> list[Animation]:
        """Return animations in which the direct way back is drawn, through the forget gate."""
        start, end = window
        first, second = self.direct
        there = [Appear(each, window=(start, start + 0.2 * (end - start)), run_time=run_time) for each in (self.times, self.gate)]
        amid = (start + end) / 2
        ways = [Extend(first, window=(start, amid), run_time=run_time), Extend(second, window=(amid, end), run_time=run_time)]
        return [*there, *ways]

    def goes_around(self, run_time: float) -> list[Animation]:
        """Return animations in which the other way back is drawn, through the gates and h."""
        turns = (0.0, 0.4), (0.5, 0.75), (0.8, 1.0)
        ways = [Extend(wire, window=turn, run_time=run_time) for wire, turn in zip(self.around, turns, strict=True)]
        there = (self.gates, (0.25, 0.4)), (self.hidden, (0.65, 0.75))
        return [*ways, *(Appear(each, window=turn, run_time=run_time) for each, turn in there)]
