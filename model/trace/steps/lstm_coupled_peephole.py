"""What an LSTM with coupled gates and peepholes computes, and the equations that hold between its quantities."""

from typing import Annotated, NamedTuple

from model.trace.axes import Array, Axes
from model.trace.steps.backward import passed_back, through_sigmoid
from model.trace.steps.base import CarriedState, Gate, StepKind, TimeUnit, preactivation, register, squashed
from model.trace.steps.lstm import BACK, CARRYING, SHOWING, LSTMState
from model.trace.steps.lstm_coupled import COUPLED, COUPLED_BACK, COUPLED_GATES
from model.trace.steps.lstm_peephole import peek, peeked_back, peeking

__all__ = ["COUPLED_PEEPHOLES", "CoupledPeepholeLSTMStep", "CoupledPeepholeLSTMWeights"]

COUPLED_PEEPHOLES = ("input", "output")
"""The gates that see the cell state, in the packed order of their weights for it; f = 1 - i needs none of its own."""


class CoupledPeepholeLSTMStep(NamedTuple):
    """All that one step computes, each ``(unit,)``; or all steps stacked, each ``(time, unit)``.

    The coupled gate of Greff et al. 2017 with the peepholes of Gers and Schmidhuber 2000. The order of the fields is the order of
    the sums: the input gate sees the cell state before, the output gate the *new* one. The peeks are what their sums get from it.
    """

    input_peek: TimeUnit
    input_preactivation: TimeUnit
    candidate_preactivation: TimeUnit
    input_gate: Gate
    forget_gate: Gate
    candidate: TimeUnit
    kept: TimeUnit
    written: TimeUnit
    cell: TimeUnit
    output_peek: TimeUnit
    output_preactivation: TimeUnit
    output_gate: Gate
    squashed_cell: TimeUnit
    hidden: TimeUnit


class CoupledPeepholeLSTMWeights(NamedTuple):
    """The own numbers of an LSTM with coupled gates, and a weight for each unit's own cell state in the gates that see it."""

    weight: Annotated[
        Array,
        Axes("gate", "unit", "stacked"),
        "the cell's weights; gates in the order input, candidate, output; the stacked axis is [h(t-1); x(t)], hidden state first",
    ]
    bias: Annotated[Array, Axes("gate", "unit"), "the cell's biases, in the same order"]
    peephole: Annotated[
        Array,
        Axes("peephole", "unit"),
        "what each unit's own cell state counts in its gates, in the order input, output: C(t-1) in the first, C(t) in the other",
    ]


register(
    StepKind(
        kind="lstm_coupled_peephole",
        about=(
            "Long short-term memory with a coupled input and forget gate (Greff et al. 2017), f = 1 - i, and peepholes (Gers and "
            "Schmidhuber 2000): the input gate sees the cell state before, the output gate the new one."
        ),
        step=CoupledPeepholeLSTMStep,
        state=LSTMState,
        weights=CoupledPeepholeLSTMWeights,
        gates=COUPLED_GATES,
        weighs=("previous_hidden",) * 3,
        carried=CarriedState(state="cell", share="forget_gate", written="written"),
        equations=(
            peek(COUPLED_PEEPHOLES, "input", "previous_cell"),
            peeking(COUPLED_GATES, "input"),
            preactivation("candidate_preactivation", 1, "candidate"),
            squashed("input_gate", "sigmoid", "input_preactivation"),
            COUPLED,
            squashed("candidate", "tanh", "candidate_preactivation"),
            *CARRYING,
            peek(COUPLED_PEEPHOLES, "output", "cell"),
            peeking(COUPLED_GATES, "output"),
            squashed("output_gate", "sigmoid", "output_preactivation"),
            *SHOWING,
        ),
        backward=(
            *BACK,
            *peeked_back(COUPLED_PEEPHOLES),
            through_sigmoid("input_preactivation", "input_gate"),
            COUPLED_BACK,
            passed_back({f"{gate}_preactivation": number for number, gate in enumerate(COUPLED_GATES)}),
        ),
    )
)
