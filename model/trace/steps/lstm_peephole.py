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

__all__ = ["PEEPHOLES", "PeepholeLSTMStep", "PeepholeLSTMWeights", "peek", "peeked_back", "peeking"]

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


def peek(peepholes: tuple[str, ...], gate: str, seen: str) -> Equation:
    """Return the equation of what a gate's sum gets from a cell state; ``peepholes`` is the packed order of its weights."""
    number = peepholes.index(gate)
    says, operands = f"peephole[{gate}] * {seen}", ("peephole", seen)
    return Equation(f"{gate}_peek", says, operands, lambda peephole, cell: multiplied(peephole[number], cell))


def peeking(gates: tuple[str, ...], gate: str) -> Equation:
    """Return the equation of the sum of a gate that sees the cell state; ``gates`` is the packed order of the blocks."""
    number = gates.index(gate)

    def expected(weight: Array, bias: Array, previous: Array, inputs: Array, peek: Array) -> Estimate:
        plain = weighed(weight[number], bias[number], previous, inputs)
        return Estimate(plain.value + peek, plain.size + np.abs(peek))

    says = f"weight[{gate}] [previous_hidden; inputs] + bias[{gate}] + {gate}_peek"
    return Equation(f"{gate}_preactivation", says, ("weight", "bias", "previous_hidden", "inputs", f"{gate}_peek"), expected)


def peeked_back(peepholes: tuple[str, ...]) -> tuple[Equation, ...]:
    """Return the equations of the gradients where gates see the cell state, the last of ``peepholes`` the new one.

    dL/dC comes by what h shows of it, by the next C, by that gate, and by the other gates of the next word.
    """
    plain, (*early, late) = carried_back("squashed_cell", "forget_gate", "cell"), peepholes

    def expected(*operands: Array) -> Estimate:
        peephole, *into = operands[-1 - len(peepholes) :]
        value, size = plain.expected(*operands[: len(plain.operands)])
        value, size = value + into[-1] * peephole[-1], size + np.abs(into[-1] * peephole[-1])
        for weight, gradient in zip(peephole[:-1], into, strict=False):
            value[:-1] += gradient[1:] * weight
            size[:-1] += np.abs(gradient[1:] * weight)
        return Estimate(value, size)

    shown, *later = (f"peephole[{gate}] * {gate}_peek_gradient" for gate in (late, *early))
    says = f"{plain.says} + {shown} + {' + '.join(later)} of the next word"
    operands = (*plain.operands, "peephole", *(f"{gate}_peek_gradient" for gate in peepholes))
    sums = (through_sum(f"{gate}_peek", f"{gate}_preactivation") for gate in peepholes)
    return *sums, Equation("cell_gradient", says, operands, expected)


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
            peek(PEEPHOLES, "input", "previous_cell"),
            peek(PEEPHOLES, "forget", "previous_cell"),
            peeking(GATES, "input"),
            peeking(GATES, "forget"),
            preactivation("candidate_preactivation", 2, "candidate"),
            squashed("input_gate", "sigmoid", "input_preactivation"),
            squashed("forget_gate", "sigmoid", "forget_preactivation"),
            squashed("candidate", "tanh", "candidate_preactivation"),
            *CARRYING,
            peek(PEEPHOLES, "output", "cell"),
            peeking(GATES, "output"),
            squashed("output_gate", "sigmoid", "output_preactivation"),
            *SHOWING,
        ),
        backward=(
            *BACK,
            *peeked_back(PEEPHOLES),
            through_sigmoid("input_preactivation", "input_gate"),
            through_sigmoid("forget_preactivation", "forget_gate"),
            through_product("input_gate", "written", "candidate"),
            passed_back({f"{gate}_preactivation": number for number, gate in enumerate(GATES)}),
        ),
    )
)
