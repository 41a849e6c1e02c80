"""Long short-term memory."""

from dataclasses import dataclass
from typing import ClassVar, TypeVar

import numpy as np

from model.cells.base import Carried, Carrying, Packed
from model.gradients import affine, concatenate, sigmoids, tanh
from model.trace import GATES, Array, LSTMState, LSTMStep
from model.trace.steps.lstm_coupled import CoupledLSTMStep
from model.trace.steps.lstm_coupled_peephole import CoupledPeepholeLSTMStep
from model.trace.steps.lstm_peephole import PeepholeLSTMStep

__all__ = ["LSTM", "LongShortTerm", "StepT"]

StepT = TypeVar("StepT", LSTMStep, PeepholeLSTMStep, CoupledLSTMStep, CoupledPeepholeLSTMStep)


@dataclass(frozen=True)
class LongShortTerm(Packed[StepT, LSTMState], Carrying[StepT]):
    """What all LSTMs share: h and C, of which C is carried by the forget gate.

    The forget bias starts at 1 (Jozefowicz et al. 2015): f is then about 0.73 and the first gradients reach back.
    """

    straight = True
    initial_bias: ClassVar = {"forget": 1.0}
    idle: ClassVar = {"input_gate": 0.0, "forget_gate": 1.0}

    def rest(self, *batch: int) -> LSTMState:
        """Return zeros for h and C."""
        zeros = np.zeros((*batch, self.bias.shape[-1]), dtype=self.bias.dtype)
        return LSTMState(zeros, zeros)

    def state(self, step: StepT) -> LSTMState:
        """Return h and C."""
        return LSTMState(step.hidden, step.cell)

    def carried(self, steps: StepT) -> Carried:
        """Return the forget gate, the input gate, and what it let in."""
        return Carried(steps.forget_gate, steps.input_gate, steps.written)


@dataclass(frozen=True)
class LSTM(LongShortTerm[LSTMStep]):
    """Long short-term memory (Hochreiter and Schmidhuber 1997) with a forget gate (Gers, Schmidhuber and Cummins 2000)."""

    kind = "lstm"
    gates = GATES

    def step(self, inputs: Array, state: LSTMState) -> LSTMStep:
        """Compute i, f, g, o and from them C = f * C' + i * g and h = o * tanh(C)."""
        a_i, a_f, a_g, a_o = affine(self.weight, concatenate(state.hidden, inputs), self.bias)
        (i, f, o), g = sigmoids(a_i, a_f, a_o), tanh(a_g)
        kept, written = f * state.cell, i * g
        cell = kept + written
        squashed = tanh(cell)
        return LSTMStep(a_i, a_f, a_g, a_o, i, f, g, o, kept, written, cell, squashed, hidden=o * squashed)
