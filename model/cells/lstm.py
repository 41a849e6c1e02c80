"""Long short-term memory."""

from typing import ClassVar, NamedTuple

import numpy as np

from model.cells.base import Cell, State
from model.gradients import affine, concatenate, sigmoid, tanh
from model.trace import GATES, Array, LSTMStep

__all__ = ["LSTM", "LSTMState"]


class LSTMState(NamedTuple):
    """An LSTM's state before the first word."""

    hidden: Array
    cell: Array


class LSTM(Cell):
    """Long short-term memory (Hochreiter and Schmidhuber 1997) with a forget gate (Gers, Schmidhuber and Cummins 2000).

    The forget bias starts at 1 (Jozefowicz et al. 2015): f is then about 0.73 and the first gradients reach back.
    """

    kind = "lstm"
    gates = GATES
    initial_bias: ClassVar = {"forget": 1.0}
    idle: ClassVar = {"input_gate": 0.0, "forget_gate": 1.0}

    def rest(self, *batch: int) -> LSTMState:
        """Return zeros for h and C."""
        zeros = np.zeros((*batch, self.bias.shape[-1]))
        return LSTMState(zeros, zeros)

    def step(self, inputs: Array, previous: State) -> LSTMStep:
        """Compute i, f, g, o and from them C = f * C' + i * g and h = o * tanh(C)."""
        stacked = concatenate(previous.hidden, inputs)
        a_i, a_f, a_g, a_o = affine(self.weight, stacked, self.bias)
        i, f, g, o = sigmoid(a_i), sigmoid(a_f), tanh(a_g), sigmoid(a_o)
        kept, written = f * previous.cell, i * g
        cell = kept + written
        squashed = tanh(cell)
        return LSTMStep(a_i, a_f, a_g, a_o, i, f, g, o, kept, written, cell, squashed, hidden=o * squashed)

    @staticmethod
    def carried(steps: LSTMStep) -> tuple[Array, Array]:
        """Return the forget gate, and what the input gate let in."""
        return steps.forget_gate, steps.written
