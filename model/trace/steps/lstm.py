"""What an LSTM computes, and the equations that hold between its quantities."""

from typing import Annotated, NamedTuple

from model.trace.axes import Array, Axes
from model.trace.equations import Equation, added, multiplied
from model.trace.steps.backward import (
    carried_back,
    passed_back,
    through_product,
    through_sigmoid,
    through_sum,
    through_tanh,
)
from model.trace.steps.base import CarriedState, Gate, StepKind, TimeUnit, preactivation, register, squashed

__all__ = ["BACK", "CARRYING", "GATES", "SHOWING", "LSTMState", "LSTMStep", "LSTMWeights"]

GATES = ("input", "forget", "candidate", "output")
"""The packed order of an LSTM's four blocks: i, f, g, o, as in PyTorch (the candidate g is not a gate)."""


class LSTMStep(NamedTuple):
    """All that one LSTM step computes, each ``(unit,)``; or all steps stacked, each ``(time, unit)``.

    Hochreiter and Schmidhuber 1997 with the forget gate of Gers et al. 2000; the order of the fields is the order of the sums.
    """

    input_preactivation: TimeUnit
    forget_preactivation: TimeUnit
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


class LSTMState(NamedTuple):
    """An LSTM's state before the first word."""

    hidden: Annotated[Array, Axes("unit"), "h before the first word"]
    cell: Annotated[Array, Axes("unit"), "C before the first word"]


class LSTMWeights(NamedTuple):
    """An LSTM's own numbers, packed in the order of :data:`GATES`."""

    weight: Annotated[
        Array,
        Axes("gate", "unit", "stacked"),
        "the cell's weights; gates in the order input, forget, candidate, output; "
        "the stacked axis is [h(t-1); x(t)], hidden state first",
    ]
    bias: Annotated[Array, Axes("gate", "unit"), "the cell's biases, in the same order"]


CARRYING = (
    Equation("kept", "forget_gate * previous_cell", ("forget_gate", "previous_cell"), multiplied),
    Equation("written", "input_gate * candidate", ("input_gate", "candidate"), multiplied),
    Equation("cell", "kept + written", ("kept", "written"), added),
)
"""How all LSTMs make the new cell state."""
SHOWING = (
    squashed("squashed_cell", "tanh", "cell"),
    Equation("hidden", "output_gate * squashed_cell", ("output_gate", "squashed_cell"), multiplied),
)
"""What all LSTMs show of it."""
BACK = (
    through_tanh("candidate_preactivation", "candidate"),
    through_sigmoid("output_preactivation", "output_gate"),
    through_product("forget_gate", "kept", "previous_cell"),
    through_product("candidate", "written", "input_gate"),
    through_product("output_gate", "hidden", "squashed_cell"),
    through_sum("kept", "cell"),
    through_sum("written", "cell"),
    through_product("squashed_cell", "hidden", "output_gate"),
)
"""The gradients that all LSTMs have in common."""


register(
    StepKind(
        kind="lstm",
        about="Long short-term memory (Hochreiter and Schmidhuber 1997) with a forget gate (Gers et al. 2000).",
        step=LSTMStep,
        state=LSTMState,
        weights=LSTMWeights,
        gates=GATES,
        weighs=("previous_hidden",) * 4,
        carried=CarriedState(state="cell", share="forget_gate", written="written"),
        equations=(
            *(preactivation(f"{gate}_preactivation", number, gate) for number, gate in enumerate(GATES)),
            squashed("input_gate", "sigmoid", "input_preactivation"),
            squashed("forget_gate", "sigmoid", "forget_preactivation"),
            squashed("candidate", "tanh", "candidate_preactivation"),
            squashed("output_gate", "sigmoid", "output_preactivation"),
            *CARRYING,
            *SHOWING,
        ),
        backward=(
            *BACK,
            through_sigmoid("input_preactivation", "input_gate"),
            through_sigmoid("forget_preactivation", "forget_gate"),
            through_product("input_gate", "written", "candidate"),
            carried_back("squashed_cell", "forget_gate", "cell"),
            passed_back({f"{gate}_preactivation": number for number, gate in enumerate(GATES)}),
        ),
    )
)
