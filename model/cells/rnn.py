"""The plain recurrent cell."""

from dataclasses import dataclass
from typing import Self

import numpy as np

from model.cells.base import Cell
from model.gradients import affine, concatenate, tanh
from model.trace import Array, HiddenState, RNNStep

__all__ = ["RNN"]


@dataclass(frozen=True)
class RNN(Cell[RNNStep, HiddenState]):
    """The plain recurrent cell (Elman 1990), squashed by tanh: no gates, and no state that is carried unchanged.

    ``weight`` is ``(unit, stacked)``, the stacked axis is [h(t-1); x(t)], hidden state first; ``bias`` is ``(unit,)``.
    """

    kind = "rnn"
    straight = True

    weight: Array
    bias: Array

    @classmethod
    def create(cls, units: int, features: int, rng: np.random.Generator) -> Self:
        """Draw weights evenly from +-1/sqrt(units), as PyTorch does; biases are 0."""
        limit = units**-0.5
        return cls(rng.uniform(-limit, limit, (units, units + features)), np.zeros(units))

    def rest(self, *batch: int) -> HiddenState:
        """Return zeros for h."""
        return HiddenState(np.zeros((*batch, self.bias.shape[-1]), dtype=self.bias.dtype))

    def step(self, inputs: Array, state: HiddenState) -> RNNStep:
        """Compute h = tanh(W [h'; x] + b)."""
        preactivation = affine(self.weight, concatenate(state.hidden, inputs), self.bias)
        return RNNStep(preactivation, hidden=tanh(preactivation))

    def state(self, step: RNNStep) -> HiddenState:
        """Return h."""
        return HiddenState(step.hidden)
