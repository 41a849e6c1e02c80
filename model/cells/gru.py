"""The gated recurrent unit, with the reset gate before the matrix product or after it."""

from dataclasses import dataclass
from typing import ClassVar, Self, TypeVar

import numpy as np

from model.cells.base import Carried, Carrying, Packed
from model.gradients import affine, concatenate, sigmoids, tanh
from model.trace import GRU_GATES, Array, GRUResetAfterStep, GRUStep, HiddenState

__all__ = ["GRU", "GRUResetAfter"]

StepT = TypeVar("StepT", GRUStep, GRUResetAfterStep)


@dataclass(frozen=True)
class Gated(Packed[StepT, HiddenState], Carrying[StepT]):
    """What both GRUs share: blocks in the order of :data:`~model.trace.GRU_GATES`, and an update gate z that *keeps*."""

    straight = True
    gates = GRU_GATES
    idle: ClassVar = {"update_gate": 1.0}

    def rest(self, *batch: int) -> HiddenState:
        """Return zeros for h."""
        return HiddenState(np.zeros((*batch, self.bias.shape[-1]), dtype=self.bias.dtype))

    def begin(self, hidden: Array) -> HiddenState:
        """Return the state of a cell that begins with an h from elsewhere, ``(..., unit)``."""
        return HiddenState(hidden)

    def state(self, step: StepT) -> HiddenState:
        """Return h."""
        return HiddenState(step.hidden)

    def carried(self, steps: StepT) -> Carried:
        """Return z, the rest of it, and what that let in."""
        return Carried(steps.update_gate, 1.0 - steps.update_gate, steps.written)


@dataclass(frozen=True)
class GRU(Gated[GRUStep]):
    """Gated recurrent unit (Cho et al. 2014): the reset gate acts *before* the matrix product."""

    kind = "gru"

    def step(self, inputs: Array, state: HiddenState) -> GRUStep:
        """Compute r and z, the candidate n = tanh(W [r * h'; x] + b), and h = z * h' + (1 - z) * n."""
        previous = state.hidden
        a_r, a_z = affine(self.weight[:2], concatenate(previous, inputs), self.bias[:2])
        r, z = sigmoids(a_r, a_z)
        reset_hidden = r * previous
        a_n = affine(self.weight[2], concatenate(reset_hidden, inputs), self.bias[2])
        n = tanh(a_n)
        kept, written = z * previous, (1.0 - z) * n
        return GRUStep(a_r, a_z, r, z, reset_hidden, a_n, n, kept, written, hidden=kept + written)


@dataclass(frozen=True)
class GRUResetAfter(Gated[GRUResetAfterStep]):
    """A GRU whose reset gate acts *after* the matrix product, as in PyTorch, cuDNN and, unless told otherwise, Keras.

    ``recurrent_bias``, ``(unit,)``, is the candidate's second bias, inside the product with r.
    """

    kind = "gru_reset_after"

    recurrent_bias: Array

    @classmethod
    def create(cls, units: int, features: int, rng: np.random.Generator) -> Self:
        """Draw weights as for the other GRU; biases are 0."""
        return cls(*cls.drawn(units, features, rng), np.zeros(units))

    def step(self, inputs: Array, state: HiddenState) -> GRUResetAfterStep:
        """Compute r and z, the candidate n = tanh(W_x x + b + r * (W_h h' + b')), and h = z * h' + (1 - z) * n."""
        previous, units = state.hidden, self.bias.shape[-1]
        a_r, a_z = affine(self.weight[:2], concatenate(previous, inputs), self.bias[:2])
        r, z = sigmoids(a_r, a_z)
        recurrent = affine(self.weight[2, :, :units], previous, self.recurrent_bias)
        fed = affine(self.weight[2, :, units:], inputs, self.bias[2])
        reset_recurrent = r * recurrent
        a_n = fed + reset_recurrent
        n = tanh(a_n)
        kept, written = z * previous, (1.0 - z) * n
        return GRUResetAfterStep(a_r, a_z, r, z, recurrent, fed, reset_recurrent, a_n, n, kept, written, hidden=kept + written)
