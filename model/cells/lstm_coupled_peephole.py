"""Long short-term memory in which writing and forgetting are one decision, whose gates see the cell state."""

from dataclasses import dataclass

from model.cells.lstm_coupled import Coupled
from model.cells.lstm_peephole import Peepholed
from model.gradients import affine, concatenate, sigmoid, tanh
from model.trace import Array, LSTMState
from model.trace.steps.lstm_coupled_peephole import COUPLED_PEEPHOLES, CoupledPeepholeLSTMStep

__all__ = ["CoupledPeepholeLSTM"]


@dataclass(frozen=True)
class CoupledPeepholeLSTM(Coupled[CoupledPeepholeLSTMStep], Peepholed[CoupledPeepholeLSTMStep]):
    """An LSTM with coupled gates (Greff et al. 2017) and peepholes (Gers and Schmidhuber 2000): f = 1 - i needs none of its own.

    ``peephole`` is ``(peephole, unit)`` in the order of :data:`~model.trace.steps.lstm_coupled_peephole.COUPLED_PEEPHOLES`.
    """

    kind = "lstm_coupled_peephole"
    peepholes = COUPLED_PEEPHOLES

    def step(self, inputs: Array, state: LSTMState) -> CoupledPeepholeLSTMStep:
        """Compute i and g, from them f = 1 - i and C = f * C' + i * g, then o, which sees that C, and h = o * tanh(C)."""
        stacked = concatenate(state.hidden, inputs)
        a_i, a_g = affine(self.weight[:2], stacked, self.bias[:2])
        p_i = self.peephole[0] * state.cell
        a_i = a_i + p_i
        i, g = sigmoid(a_i), tanh(a_g)
        f = 1.0 - i
        kept, written = f * state.cell, i * g
        cell = kept + written
        p_o = self.peephole[1] * cell
        a_o = affine(self.weight[2], stacked, self.bias[2]) + p_o
        o, squashed = sigmoid(a_o), tanh(cell)
        return CoupledPeepholeLSTMStep(p_i, a_i, a_g, i, f, g, kept, written, cell, p_o, a_o, o, squashed, hidden=o * squashed)
