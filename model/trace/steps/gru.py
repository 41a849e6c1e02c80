"""What a GRU computes, and the equations that hold between its quantities."""

from collections.abc import Iterator
from typing import Annotated, NamedTuple

import numpy as np

from model.trace.axes import Array, Axes, sigmoid
from model.trace.base import Identity, identity

__all__ = ["GRU_GATES", "GRUStep", "GRUWeights", "gru_identities"]

GRU_GATES = ("reset", "update", "candidate")
"""The packed order of a GRU's three blocks: r, z, n, as in PyTorch (the candidate n is not a gate)."""

TimeUnit = Annotated[Array, Axes("time", "unit")]


class GRUStep(NamedTuple):
    """All that one GRU step computes, each ``(unit,)``; or all steps stacked, each ``(time, unit)``.

    The convention is that of Cho et al. 2014: the update gate z *keeps*, h = z * h' + (1 - z) * candidate, and the reset gate
    acts *before* the matrix product, candidate = tanh(W [r * h'; x] + b). The order of the fields is the order of the sums.
    """

    reset_preactivation: TimeUnit
    update_preactivation: TimeUnit
    reset_gate: TimeUnit
    update_gate: TimeUnit
    reset_hidden: TimeUnit
    candidate_preactivation: TimeUnit
    candidate: TimeUnit
    kept: TimeUnit
    written: TimeUnit
    hidden: TimeUnit


class GRUWeights(NamedTuple):
    """A GRU's own numbers, packed in the order of :data:`GRU_GATES`.

    The ``stacked`` axis is [h(t-1); x(t)], hidden state first; for the candidate [r * h(t-1); x(t)].
    """

    weight: Annotated[Array, Axes("gate", "unit", "stacked")]
    bias: Annotated[Array, Axes("gate", "unit")]


def gru_identities(name: str, steps: GRUStep, weights: GRUWeights, previous: Array, inputs: Array) -> Iterator[Identity]:
    """Yield a GRU's equations, each with its largest error.

    ``previous`` is h(t-1) for every t, ``(time, unit)``; ``inputs`` is x(t), ``(time, feature)``; ``name`` starts every name.
    """
    reset, update, candidate = np.einsum(
        "gus,gts->gtu",
        weights.weight,
        [np.hstack([past, inputs]) for past in (previous, previous, steps.reset_hidden)],
    ) + np.expand_dims(weights.bias, 1)
    for equation, left, right in (
        ("reset_preactivation = W [h; x] + b", steps.reset_preactivation, reset),
        ("update_preactivation = W [h; x] + b", steps.update_preactivation, update),
        ("reset_gate = sigmoid(reset_preactivation)", steps.reset_gate, sigmoid(steps.reset_preactivation)),
        ("update_gate = sigmoid(update_preactivation)", steps.update_gate, sigmoid(steps.update_preactivation)),
        ("reset_hidden = reset_gate * previous hidden", steps.reset_hidden, steps.reset_gate * previous),
        ("candidate_preactivation = W [reset_hidden; x] + b", steps.candidate_preactivation, candidate),
        ("candidate = tanh(candidate_preactivation)", steps.candidate, np.tanh(steps.candidate_preactivation)),
        ("kept = update_gate * previous hidden", steps.kept, steps.update_gate * previous),
        ("written = (1 - update_gate) * candidate", steps.written, (1.0 - steps.update_gate) * steps.candidate),
        ("hidden = kept + written", steps.hidden, steps.kept + steps.written),
    ):
        yield identity(f"{name} {equation}", left, right)
