"""The gated recurrent unit of the encoder and the decoder."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

import numpy as np

from model.gradients import affine, concatenate, sigmoid, stack, tanh
from model.trace import GRU_GATES, Array, GRUStep

__all__ = ["GRU", "stacked_steps"]


@dataclass(frozen=True)
class GRU:
    """Gated recurrent unit (Cho et al. 2014): the update gate z *keeps*, the reset gate acts *before* the matrix product.

    ``weight`` is ``(gate, unit, stacked)`` in the order of :data:`~model.trace.GRU_GATES`; the stacked axis is [h(t-1); x(t)],
    hidden state first. ``bias`` is ``(gate, unit)``.
    """

    weight: Array
    bias: Array

    @classmethod
    def create(cls, units: int, features: int, rng: np.random.Generator) -> Self:
        """Draw weights evenly from +-1/sqrt(units), as PyTorch does; biases are 0."""
        limit = units**-0.5
        return cls(rng.uniform(-limit, limit, (len(GRU_GATES), units, units + features)), np.zeros((len(GRU_GATES), units)))

    def rest(self, *batch: int) -> Array:
        """Return the state before the first word: zeros, ``(*batch, unit)``."""
        return np.zeros((*batch, self.bias.shape[-1]))

    def step(self, inputs: Array, previous: Array) -> GRUStep:
        """Compute r and z, the candidate n = tanh(W [r * h'; x] + b), and h = z * h' + (1 - z) * n.

        ``inputs`` is ``(..., feature)``, ``previous`` the hidden state before, ``(..., unit)``.
        """
        a_r, a_z = affine(self.weight[:2], concatenate(previous, inputs), self.bias[:2])
        r, z = sigmoid(a_r), sigmoid(a_z)
        reset_hidden = r * previous
        a_n = affine(self.weight[2], concatenate(reset_hidden, inputs), self.bias[2])
        n = tanh(a_n)
        kept, written = z * previous, (1.0 - z) * n
        return GRUStep(a_r, a_z, r, z, reset_hidden, a_n, n, kept, written, hidden=kept + written)

    def unroll(self, inputs: Iterable[Array]) -> list[GRUStep]:
        """Read ``inputs`` from rest, ``(time, ..., feature)``; return a step for each."""
        steps: list[GRUStep] = []
        for word in inputs:
            steps.append(self.step(word, steps[-1].hidden if steps else self.rest(*word.shape[:-1])))
        return steps


def stacked_steps(steps: Iterable[GRUStep]) -> GRUStep:
    """Return all steps in one, each field ``(time, ..., unit)``."""
    return GRUStep(*map(stack, zip(*steps, strict=True)))
