"""What an LSTM with peepholes computes, and the equations that hold between its quantities."""

from typing import Annotated, NamedTuple

import numpy as np

from model.trace.axes import Array, Axes
from model.trace.equations import Equation, Estimate, multiplied, weighed
from model.trace.steps.backward import (
    carried_back,
    passed_back,
    through_product,
    through_sigmoid,
    through_sum,
)
from model.trace.steps.base import CarriedState, Gate, StepKind, TimeUnit, preactivation, register, squashed
from model.trace.steps.lstm import BACK, CARRYING, GATES, SHOWING, LSTMState

__all__ = ["PEEPHOLES", "PeepholeLSTMStep", "PeepholeLSTMWeights"]

PEEPHOLES = ("input", "forget", "output")
"""The gates that see the cell state, in the packed order of their weights for it."""


class PeepholeLSTMStep(NamedTuple):
    """All that one step computes, each ``(unit,)``; or all steps stacked, each ``(time, unit)``.

    Gers and Schmidhuber 2000. The order of the fields is the order of the sums: the output gate sees the *new* cell state, so its
    sum comes after it. ``input_peek``, ``forget_peek`` and ``output_peek`` are what a gate's sum gets from the cell state.
    """

    input_peek: TimeUnit
    forget_peek: TimeUnit
    input_preactivation: TimeUnit
    forget_preactivation: TimeUnit
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


class PeepholeLSTMWeights(NamedTuple):
    """The own numbers of an LSTM with peepholes: those of an LSTM, and a weight for each unit's own cell state in each gate."""

    weight: Annotated[
        Array,
        Axes("gate", "unit", "stacked"),
        "the cell's weights; gates in the order input, forget, candidate, output; "
        "the stacked axis is [h(t-1); x(t)], hidden state first",
    ]
    bias: Annotated[Array, Axes("gate", "unit"), "the cell's biases, in the same order"]
    peephole: Annotated[
        Array,
        Axes("peephole", "unit"),
        "what each unit's own cell state counts in its gates, in the order input, forget, output: "
        "C(t-1) in the first two, C(t) in the output gate",
    ]


def _peek(number: int, seen: str) -> Equation:
    """Return the equation of what one gate's sum gets from a cell state."""
    gate = PEEPHOLES[number]
    says, operands = f"peephole[{gate}] * {seen}", ("peephole", seen)
    return Equation(f"{gate}_peek", says, operands, lambda peephole, cell: multiplied(peephole[number], cell))


def _peeking(gate: str) -> Equation:
    """Return the equation of the sum of a gate that sees the cell state."""
    number = GATES.index(gate)

    def expected(weight: Array, bias: Array, previous: Array, inputs: Array, peek: Array) -> Estimate:
        plain = weighed(weight[number], bias[number], previous, inputs)
        return Estimate(plain.value + peek, plain.size + np.abs(peek))

    says = f"weight[{gate}] [previous_hidden; inputs] + bias[{gate}] + {gate}_peek"
    return Equation(f"{gate}_preactivation", says, ("weight", "bias", "previous_hidden", "inputs", f"{gate}_peek"), expected)


def _cell_back() -> Equation:
    """Return the equation of dL/dC: by what h shows of it, by the next C, and by the three gates that see it."""
    plain = carried_back("squashed_cell", "forget_gate", "cell")

    def expected(*operands: Array) -> Estimate:
        peephole, into_input, into_forget, into_output = operands[-4:]
        value, size = plain.expected(*operands[:-4])
        later = [gradient[1:] * peephole[number] for number, gradient in enumerate((into_input, into_forget))]
        value, size = value + into_output * peephole[2], size + np.abs(into_output * peephole[2])
        value[:-1] += sum(later)
        size[:-1] += sum(map(np.abs, later))
        return Estimate(value, size)

    says = (
        f"{plain.says} + peephole[output] * output_peek_gradient"
        " + peephole[input] * input_peek_gradient + peephole[forget] * forget_peek_gradient of the next word"
    )
    peeks = tuple(f"{gate}_peek_gradient" for gate in PEEPHOLES)
    return Equation("cell_gradient", says, (*plain.operands, "peephole", *peeks), expected)


register(
    StepKind(
        kind="lstm_peephole",
        about=(
            "Long short-term memory with peepholes (Gers and Schmidhuber 2000): the gates see the cell state, the input and the "
            "forget gate the one before, the output gate the new one."
        ),
        step=PeepholeLSTMStep,
        state=LSTMState,
        weights=PeepholeLSTMWeights,
        gates=GATES,
        weighs=("previous_hidden",) * 4,
        carried=CarriedState(state="cell", share="forget_gate", written="written"),
        equations=(
            _peek(0, "previous_cell"),
            _peek(1, "previous_cell"),
            _peeking("input"),
            _peeking("forget"),
            preactivation("candidate_preactivation", 2, "candidate"),
            squashed("input_gate", "sigmoid", "input_preactivation"),
            squashed("forget_gate", "sigmoid", "forget_preactivation"),
            squashed("candidate", "tanh", "candidate_preactivation"),
            *CARRYING,
            _peek(2, "cell"),
            _peeking("output"),
            squashed("output_gate", "sigmoid", "output_preactivation"),
            *SHOWING,
        ),
        backward=(
            *BACK,
            *(through_sum(f"{gate}_peek", f"{gate}_preactivation") for gate in PEEPHOLES),
            through_sigmoid("input_preactivation", "input_gate"),
            through_sigmoid("forget_preactivation", "forget_gate"),
            through_product("input_gate", "written", "candidate"),
            _cell_back(),
            passed_back({f"{gate}_preactivation": number for number, gate in enumerate(GATES)}),
        ),
    )
)
