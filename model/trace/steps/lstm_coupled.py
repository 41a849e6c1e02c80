"""What an LSTM with coupled gates computes, and the equations that hold between its quantities."""

from typing import Annotated, NamedTuple

import numpy as np

from model.trace.axes import Array, Axes
from model.trace.equations import Equation, Estimate
from model.trace.steps.backward import (
    carried_back,
    passed_back,
    through_sigmoid,
)
from model.trace.steps.base import CarriedState, Gate, StepKind, TimeUnit, preactivation, register, squashed
from model.trace.steps.lstm import BACK, CARRYING, SHOWING, LSTMState

__all__ = ["COUPLED", "COUPLED_BACK", "COUPLED_GATES", "CoupledLSTMStep", "CoupledLSTMWeights"]

COUPLED_GATES = ("input", "candidate", "output")
"""The packed order of the three blocks: i, g, o (the candidate g is not a gate; f needs no block)."""


class CoupledLSTMStep(NamedTuple):
    """All that one step computes, each ``(unit,)``; or all steps stacked, each ``(time, unit)``.

    The coupled input and forget gate of Greff et al. 2017: f = 1 - i. The order of the fields is the order of the sums.
    """

    input_preactivation: TimeUnit
    candidate_preactivation: TimeUnit
    output_preactivation: TimeUnit
    input_gate: Gate
    forget_gate: Gate
    candidate: TimeUnit
    output_gate: Gate
    kept: TimeUnit
    written: TimeUnit
    cell: TimeUnit
    squashed_cell: TimeUnit
    hidden: TimeUnit


class CoupledLSTMWeights(NamedTuple):
    """The own numbers of an LSTM with coupled gates, packed in the order of :data:`COUPLED_GATES`."""

    weight: Annotated[
        Array,
        Axes("gate", "unit", "stacked"),
        "the cell's weights; gates in the order input, candidate, output; the stacked axis is [h(t-1); x(t)], hidden state first",
    ]
    bias: Annotated[Array, Axes("gate", "unit"), "the cell's biases, in the same order"]


def _rest(gate: Array) -> Estimate:
    return Estimate(1.0 - gate, 1.0 + np.abs(gate))


def _admitted(written: Array, candidate: Array, forgotten: Array) -> Estimate:
    return Estimate(written * candidate - forgotten, np.abs(written * candidate) + np.abs(forgotten))


COUPLED = Equation("forget_gate", "1 - input_gate", ("input_gate",), _rest)
"""How forgetting comes of writing."""
COUPLED_BACK = Equation(
    "input_gate_gradient",
    "written_gradient * candidate - forget_gate_gradient",
    ("written_gradient", "candidate", "forget_gate_gradient"),
    _admitted,
)
"""The gradient of a gate that does both."""


register(
    StepKind(
        kind="lstm_coupled",
        about=(
            "Long short-term memory with a coupled input and forget gate (Greff et al. 2017, CIFG): what is let in takes the "
            "place of what is forgotten, f = 1 - i."
        ),
        step=CoupledLSTMStep,
        state=LSTMState,
        weights=CoupledLSTMWeights,
        gates=COUPLED_GATES,
        weighs=("previous_hidden",) * 3,
        carried=CarriedState(state="cell", share="forget_gate", written="written"),
        equations=(
            *(preactivation(f"{gate}_preactivation", number, gate) for number, gate in enumerate(COUPLED_GATES)),
            squashed("input_gate", "sigmoid", "input_preactivation"),
            COUPLED,
            squashed("candidate", "tanh", "candidate_preactivation"),
            squashed("output_gate", "sigmoid", "output_preactivation"),
            *CARRYING,
            *SHOWING,
        ),
        backward=(
            *BACK,
            through_sigmoid("input_preactivation", "input_gate"),
            COUPLED_BACK,
            carried_back("squashed_cell", "forget_gate", "cell"),
            passed_back({f"{gate}_preactivation": number for number, gate in enumerate(COUPLED_GATES)}),
        ),
    )
)
