"""The way of the cell state through one step of an LSTM with coupled gates: the rows of its one slider, and their machines."""

from scenes.mobjects.sets.lstm_road import LEFT, RIGHT, Road, Rows
from scenes.mobjects.sets.same_machine import Machine, Source
from scenes.mobjects.theme import Theme
from scenes.mobjects.wires import Squash

__all__ = ["CoupledRoad"]

OFFER, SLIDE = -1.25, 0.3
"""Heights: the candidate, and the input gate."""
BOX, ACROSS, UNDER = 1.5, 5.6, -0.82
"""The x of the function that makes the candidate, and the place of the one that makes the gate."""


class CoupledRoad(Road):
    """All rows and places of one step; ``rows`` makes a row, by name. Nothing of it is on screen yet.

    The candidate, ``offer``, is below what it may take the place of, ``old``; ``rest`` is what the input gate, ``entering``,
    leaves of one: the forget gate.
    """

    def __init__(self, rows: Rows, *, theme: Theme) -> None:
        super().__init__(rows, theme=theme)
        self.offer = rows("candidate", (LEFT, OFFER), "the candidate", where="below")
        self.entering = rows("input_gate", (RIGHT, SLIDE), "how much is new")
        self.rest = rows("forget_gate", (RIGHT, SLIDE))

    def machine(self, gate: str, source: Source) -> Machine:
        """Return the function that makes a gate, or the candidate, of what it reads, with its wires to the row."""
        wide, high, y = Squash.WIDE / 2, Squash.HIGH / 2, source.at[1]
        if gate == "input":
            into = [source.port("right"), (ACROSS, y), (ACROSS, UNDER - high)]
            row = self.entering
            over = [(ACROSS, row.foot)] if row.right > ACROSS else [(ACROSS, SLIDE), (row.right + 0.07, SLIDE)]
            out = [(ACROSS, UNDER + high), *over]
            return Machine("sigmoid", (ACROSS, UNDER), into, out, theme=self._theme, colour="writes")
        if gate == "candidate":
            into = [source.port("left"), (BOX, y), (BOX, OFFER - high)]
            out = [(BOX - wide, OFFER), (self.offer.right + 0.07, OFFER)]
            return Machine("tanh", (BOX, OFFER), into, out, theme=self._theme, colour="proposes")
        return super().machine(gate, source)

    def turn_again(self) -> None:
        """Let the new cell state be at the left, where it is not on screen yet, and meet there the output gate."""
        super().turn_again()
        self.cell.shift((LEFT - RIGHT, 0.0, 0.0))
