"""Long short-term memory in which writing and forgetting are one decision."""

from dataclasses import dataclass
from typing import ClassVar

from model.cells.lstm import LongShortTerm, StepT
from model.gradients import affine, concatenate, sigmoids, tanh
from model.trace import Array, LSTMState
from model.trace.steps.lstm_coupled import COUPLED_GATES, CoupledLSTMStep

__all__ = ["Coupled", "CoupledLSTM"]


@dataclass(frozen=True)
class Coupled(LongShortTerm[StepT]):
    """What LSTMs with a coupled input and forget gate share: three blocks of weights for four, as f = 1 - i needs none.

    The input bias starts at -1, so that f starts where that of an LSTM does, at about 0.73.
    """

    gates = COUPLED_GATES
    initial_bias: ClassVar = {"input": -1.0}
    idle: ClassVar = {"input_gate": 0.0}


@dataclass(frozen=True)
class CoupledLSTM(Coupled[CoupledLSTMStep]):
    """An LSTM with a coupled input and forget gate (Greff et al. 2017, CIFG)."""

    kind = "lstm_coupled"

    def step(self, inputs: Array, state: LSTMState) -> CoupledLSTMStep:
        """Compute i, g, o and from them f = 1 - i, C = f * C' + i * g and h = o * tanh(C)."""
        a_i, a_g, a_o = affine(self.weight, concatenate(state.hidden, inputs), self.bias)
        (i, o), g = sigmoids(a_i, a_o), tanh(a_g)
        f = 1.0 - i
        kept, written = f * state.cell, i * g
        cell = kept + written
        squashed = tanh(cell)
        return CoupledLSTMStep(a_i, a_g, a_o, i, f, g, o, kept, written, cell, squashed, hidden=o * squashed)
