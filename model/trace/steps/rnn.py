"""What a plain recurrent cell computes, and the equations that hold between its quantities."""

from typing import Annotated, NamedTuple

from model.trace.axes import Array, Axes
from model.trace.equations import Equation, weighed
from model.trace.steps.backward import passed_back, through_tanh
from model.trace.steps.base import StepKind, TimeUnit, register, squashed

__all__ = ["HiddenState", "RNNStep", "RNNWeights"]


class RNNStep(NamedTuple):
    """All that one step of a plain cell (Elman 1990) computes, each ``(unit,)``; or all steps stacked, each ``(time, unit)``."""

    preactivation: TimeUnit
    hidden: TimeUnit


class HiddenState(NamedTuple):
    """The state before the first word of a cell that has no other state than h."""

    hidden: Annotated[Array, Axes("unit"), "h before the first word"]


class RNNWeights(NamedTuple):
    """A plain recurrent cell's own numbers."""

    weight: Annotated[
        Array,
        Axes("unit", "stacked"),
        "the cell's weights; the stacked axis is [h(t-1); x(t)], hidden state first",
    ]
    bias: Annotated[Array, Axes("unit"), "the cell's biases"]


register(
    StepKind(
        kind="rnn",
        about="A plain recurrent cell (Elman 1990), squashed by tanh. It carries no state unchanged, and so has no memory array.",
        step=RNNStep,
        state=HiddenState,
        weights=RNNWeights,
        weighs=("previous_hidden",),
        equations=(
            Equation(
                "preactivation",
                "weight [previous_hidden; inputs] + bias",
                ("weight", "bias", "previous_hidden", "inputs"),
                weighed,
            ),
            squashed("hidden", "tanh", "preactivation"),
        ),
        backward=(through_tanh("preactivation", "hidden"), passed_back({"preactivation": None})),
    )
)
