"""What a GRU computes, with the reset gate before the matrix product or after it, and the equations that hold there."""

from typing import Annotated, NamedTuple

import numpy as np

from model.trace.axes import Array, Axes
from model.trace.equations import Equation, Estimate, added, multiplied, weighed
from model.trace.steps.backward import passed_back, through_product, through_sigmoid, through_sum, through_tanh
from model.trace.steps.base import CarriedState, Gate, StepKind, TimeUnit, preactivation, register, squashed
from model.trace.steps.rnn import HiddenState

__all__ = ["GRU_GATES", "GRUResetAfterStep", "GRUResetAfterWeights", "GRUStep", "GRUWeights"]

GRU_GATES = ("reset", "update", "candidate")
"""The packed order of a GRU's three blocks: r, z, n, as in PyTorch (the candidate n is not a gate)."""


class GRUStep(NamedTuple):
    """All that one GRU step computes, each ``(unit,)``; or all steps stacked, each ``(time, unit)``.

    The convention is that of Cho et al. 2014: the update gate z *keeps*, h = z * h' + (1 - z) * candidate, and the reset gate
    acts *before* the matrix product, candidate = tanh(W [r * h'; x] + b). The order of the fields is the order of the sums.
    """

    reset_preactivation: TimeUnit
    update_preactivation: TimeUnit
    reset_gate: Gate
    update_gate: Gate
    reset_hidden: TimeUnit
    candidate_preactivation: TimeUnit
    candidate: TimeUnit
    kept: TimeUnit
    written: TimeUnit
    hidden: TimeUnit


class GRUResetAfterStep(NamedTuple):
    """All that one step of a GRU computes whose reset gate acts *after* the matrix product, shaped as :class:`GRUStep`.

    So do PyTorch, cuDNN and, unless told otherwise, Keras: candidate = tanh(W_x x + b + r * (W_h h' + b')). z keeps here as well.
    """

    reset_preactivation: TimeUnit
    update_preactivation: TimeUnit
    reset_gate: Gate
    update_gate: Gate
    candidate_recurrent: TimeUnit
    candidate_input: TimeUnit
    reset_recurrent: TimeUnit
    candidate_preactivation: TimeUnit
    candidate: TimeUnit
    kept: TimeUnit
    written: TimeUnit
    hidden: TimeUnit


class GRUWeights(NamedTuple):
    """A GRU's own numbers, packed in the order of :data:`GRU_GATES`.

    The ``stacked`` axis is [h(t-1); x(t)], hidden state first; for the candidate [r * h(t-1); x(t)].
    """

    weight: Annotated[
        Array,
        Axes("gate", "unit", "stacked"),
        "the cell's weights; gates in the order reset, update, candidate; the stacked axis is [h; x], hidden state first",
    ]
    bias: Annotated[Array, Axes("gate", "unit"), "the cell's biases, in the same order"]


class GRUResetAfterWeights(NamedTuple):
    """The own numbers of a GRU that resets after the product; ``recurrent_bias`` is b', which r multiplies."""

    weight: Annotated[
        Array,
        Axes("gate", "unit", "stacked"),
        "the cell's weights; gates in the order reset, update, candidate; the stacked axis is [h; x], hidden state first",
    ]
    bias: Annotated[
        Array, Axes("gate", "unit"), "the cell's biases, in the same order; the candidate's is the one that r does not multiply"
    ]
    recurrent_bias: Annotated[Array, Axes("unit"), "the candidate's second bias, which r multiplies"]


CARRIED = CarriedState(state="hidden", share="update_gate", written="written")
GATED = (
    preactivation("reset_preactivation", 0, "reset"),
    preactivation("update_preactivation", 1, "update"),
    squashed("reset_gate", "sigmoid", "reset_preactivation"),
    squashed("update_gate", "sigmoid", "update_preactivation"),
)


def complement(gate: Array, candidate: Array) -> Estimate:
    """Expect (1 - gate) * candidate."""
    return Estimate(candidate - gate * candidate, (1.0 + gate) * np.abs(candidate))


MIXED = (
    squashed("candidate", "tanh", "candidate_preactivation"),
    Equation("kept", "update_gate * previous_hidden", ("update_gate", "previous_hidden"), multiplied),
    Equation("written", "(1 - update_gate) * candidate", ("update_gate", "candidate"), complement),
    Equation("hidden", "kept + written", ("kept", "written"), added),
)


def chosen(kept: Array, previous: Array, written: Array, candidate: Array) -> Estimate:
    """Expect what a gate gets that keeps one thing and so lets less of another one in."""
    return Estimate(kept * previous - written * candidate, np.abs(kept * previous) + np.abs(written * candidate))


BACK = (
    through_sigmoid("reset_preactivation", "reset_gate"),
    through_sigmoid("update_preactivation", "update_gate"),
    Equation(
        "update_gate_gradient",
        "kept_gradient * previous_hidden - written_gradient * candidate",
        ("kept_gradient", "previous_hidden", "written_gradient", "candidate"),
        chosen,
    ),
    through_tanh("candidate_preactivation", "candidate"),
    Equation(
        "candidate_gradient",
        "(1 - update_gate) * written_gradient",
        ("update_gate", "written_gradient"),
        complement,
    ),
    through_sum("kept", "hidden"),
    through_sum("written", "hidden"),
)
"""The gradients of what both kinds have in common."""


def _unweighed(weight: Array, gradient: Array) -> Estimate:
    own = weight[2][:, : gradient.shape[-1]]
    return Estimate(np.einsum("tu,us->ts", gradient, own), np.einsum("tu,us->ts", np.abs(gradient), np.abs(own)))


def _recurrent(weight: Array, bias: Array, previous: Array) -> Estimate:
    return weighed(weight[2][:, : previous.shape[-1]], bias, previous)


def _fed(weight: Array, bias: Array, inputs: Array) -> Estimate:
    return weighed(weight[2][:, -inputs.shape[-1] :], bias[2], inputs)


register(
    StepKind(
        kind="gru",
        about="A gated recurrent unit (Cho et al. 2014): the update gate *keeps*, the reset gate acts *before* the product.",
        step=GRUStep,
        state=HiddenState,
        weights=GRUWeights,
        gates=GRU_GATES,
        weighs=("previous_hidden", "previous_hidden", "reset_hidden"),
        carried=CARRIED,
        equations=(
            *GATED,
            Equation("reset_hidden", "reset_gate * previous_hidden", ("reset_gate", "previous_hidden"), multiplied),
            preactivation("candidate_preactivation", 2, "candidate", "reset_hidden"),
            *MIXED,
        ),
        backward=(
            *BACK,
            through_product("reset_gate", "reset_hidden", "previous_hidden"),
            Equation(
                "reset_hidden_gradient",
                "weight[candidate, its first columns]^T candidate_preactivation_gradient",
                ("weight", "candidate_preactivation_gradient"),
                _unweighed,
            ),
            passed_back(
                {"reset_preactivation": 0, "update_preactivation": 1}, {"kept": "update_gate", "reset_hidden": "reset_gate"}
            ),
        ),
    )
)
register(
    StepKind(
        kind="gru_reset_after",
        about=(
            "A gated recurrent unit as in PyTorch, cuDNN and, unless told otherwise, Keras: the reset gate acts *after* the "
            "product, on a sum with a bias of its own. The update gate *keeps* here as well."
        ),
        step=GRUResetAfterStep,
        state=HiddenState,
        weights=GRUResetAfterWeights,
        gates=GRU_GATES,
        weighs=("previous_hidden", "previous_hidden"),
        carried=CARRIED,
        equations=(
            *GATED,
            Equation(
                "candidate_recurrent",
                "weight[candidate, its first columns] previous_hidden + recurrent_bias",
                ("weight", "recurrent_bias", "previous_hidden"),
                _recurrent,
            ),
            Equation(
                "candidate_input",
                "weight[candidate, its last columns] inputs + bias[candidate]",
                ("weight", "bias", "inputs"),
                _fed,
            ),
            Equation("reset_recurrent", "reset_gate * candidate_recurrent", ("reset_gate", "candidate_recurrent"), multiplied),
            Equation(
                "candidate_preactivation", "candidate_input + reset_recurrent", ("candidate_input", "reset_recurrent"), added
            ),
            *MIXED,
        ),
        backward=(
            *BACK,
            through_product("reset_gate", "reset_recurrent", "candidate_recurrent"),
            through_product("candidate_recurrent", "reset_recurrent", "reset_gate"),
            through_sum("candidate_input", "candidate_preactivation"),
            through_sum("reset_recurrent", "candidate_preactivation"),
            passed_back({"reset_preactivation": 0, "update_preactivation": 1, "candidate_recurrent": 2}, {"kept": "update_gate"}),
        ),
    )
)
