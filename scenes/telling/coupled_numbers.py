"""How the numbers of a unit with coupled gates are printed: each sum and product of the step holds as printed."""

from math import tanh
from operator import add, mul
from typing import Any

import numpy as np

from scenes.mobjects.agreeing import Name, Printed, Relation, Way, agreeing
from scenes.mobjects.arithmetic import FEWEST

__all__ = ["MIXED", "CoupledNumbers", "mixture"]

FINEST, MIXED = 3, ("forget_gate", "previous_cell", "input_gate", "candidate", "cell")
"""So many decimals can be read in a cell at the most; what is mixed, and what comes of it."""
MADE = "kept", "written", "squashed_cell", "output_gate", "hidden"
"""What else is printed; in the cells of this, and of what is mixed, there is no room for as many decimals behind a minus."""


def mixture(share: float, old: float, other: float, new: float) -> float:
    """Return what two values come to, each of which is scaled by a share."""
    return share * old + other * new


def _rest(share: float) -> float:
    return 1.0 - share


class CoupledNumbers:
    """How all numbers of a unit are printed at a step, for all that is done with them to hold: in cells, and in words."""

    def __init__(self, trace: Any, time: int, unit: int) -> None:
        self._trace, self._here = trace, (time, unit)
        self.cells = self._in_cells()
        ways, values = (Way(self._mixed()), Way(())), self._values(MIXED)
        self.words = self.cells if self._named(*MIXED[:1])[0] in self.cells.places else agreeing(values, [ways], _many)
        """As in cells; or with more decimals than these have room for, where that is what it takes."""

    def _in_cells(self) -> Printed:
        keeps, old, admits, new, cell = self._named(*MIXED)
        kept, written, squashed, shows, hidden = made = self._named(*MADE)
        mixed, scaled = self._mixed(), (Relation(mul, (keeps, old), kept), Relation(mul, (admits, new), written))
        together = Relation(add, (kept, written), cell)
        parts = [
            (Way((*mixed, *scaled, together)), Way(mixed, (kept, written)), Way((), (kept, written))),
            (Way((Relation(tanh, (cell,), squashed), Relation(mul, (squashed, shows), hidden))), Way((), (squashed,))),
        ]
        values = self._values((*MIXED, *MADE))
        low = {name for name in (cell, *made) if values[name] < 0}
        return agreeing(values, parts, lambda name: FEWEST if name in low else FINEST)

    def _mixed(self) -> tuple[Relation, ...]:
        """Return what has to hold of the mixture: each gate is the rest of the other one."""
        keeps, old, admits, new, cell = self._named(*MIXED)
        rest = Relation(_rest, (admits,), keeps), Relation(_rest, (keeps,), admits)
        return *rest, Relation(mixture, (keeps, old, admits, new), cell)

    def _named(self, *keys: str) -> tuple[Name, ...]:
        return tuple((key, self._here) for key in keys)

    def _values(self, keys: tuple[str, ...]) -> dict[Name, float]:
        return {(key, here): float(np.asarray(self._trace.lookup(key))[here]) for key, here in self._named(*keys)}


def _many(name: Name) -> int:
    """Return how many decimals a number in words has at the most."""
    return FINEST + 2 if name[0] != "cell" else FINEST
