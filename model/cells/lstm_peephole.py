"""Long short-term memory whose gates see the cell state."""

from dataclasses import dataclass
from typing import ClassVar, Self

import numpy as np

from model.cells.lstm import LongShortTerm, StepT
from model.gradients import affine, concatenate, sigmoid, sigmoids, tanh
from model.trace import GATES, Array, LSTMState
from model.trace.steps.lstm_peephole import PEEPHOLES, PeepholeLSTMStep

__all__ = ["PeepholeLSTM", "Peepholed"]


@dataclass(frozen=True)
class Peepholed(LongShortTerm[StepT]):
    """What LSTMs with peepholes share: each gate also sees its own unit's C, the output gate the *new* one.

    ``peephole`` is ``(peephole, unit)``, a row for each gate in ``peepholes``.
    """

    peepholes: ClassVar[tuple[str, ...]]

    peephole: Array

    @classmethod
    def create(cls, units: int, features: int, rng: np.random.Generator) -> Self:
        """Draw weights as for an LSTM, and those of the peepholes as evenly."""
        packed, limit = cls.drawn(units, features, rng), units**-0.5
        return cls(*packed, rng.uniform(-limit, limit, (len(cls.peepholes), units)))


@dataclass(frozen=True)
class PeepholeLSTM(Peepholed[PeepholeLSTMStep]):
    """An LSTM with peepholes (Gers and Schmidhuber 2000), in the order of :data:`~model.trace.steps.lstm_peephole.PEEPHOLES`."""

    kind = "lstm_peephole"
    gates = GATES
    peepholes = PEEPHOLES

    def step(self, inputs: Array, state: LSTMState) -> PeepholeLSTMStep:
        """Compute i, f and g, from them C = f * C' + i * g, then o, which sees that C, and h = o * tanh(C)."""
        stacked = concatenate(state.hidden, inputs)
        a_i, a_f, a_g = affine(self.weight[:3], stacked, self.bias[:3])
        p_i, p_f = self.peephole[0] * state.cell, self.peephole[1] * state.cell
        a_i, a_f = a_i + p_i, a_f + p_f
        (i, f), g = sigmoids(a_i, a_f), tanh(a_g)
        kept, written = f * state.cell, i * g
        cell = kept + written
        p_o = self.peephole[2] * cell
        a_o = affine(self.weight[3], stacked, self.bias[3]) + p_o
        o, squashed = sigmoid(a_o), tanh(cell)
        return PeepholeLSTMStep(p_i, p_f, a_i, a_f, a_g, i, f, g, kept, written, cell, p_o, a_o, o, squashed, hidden=o * squashed)
