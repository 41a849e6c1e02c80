"""What is declared of every kind of step: its quantities, its weights, what carries, and its equations."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, NamedTuple, Protocol

import numpy as np

from model.trace.axes import SHARE, Array, Axes
from model.trace.equations import Equation, Estimate, sigmoid_of, tanh_of, weighed

__all__ = ["STEPS", "CarriedState", "Gate", "Step", "StepKind", "TimeUnit", "held", "preactivation", "register", "squashed"]

TimeUnit = Annotated[Array, Axes("time", "unit")]
Gate = Annotated[Array, Axes("time", "unit"), SHARE]


class Step(Protocol):
    """All that one step of a cell computes, a named tuple: each field ``(unit,)``, or ``(time, unit)`` for all steps stacked."""

    @property
    def hidden(self) -> Array:
        """The hidden state h, ``(..., unit)``."""


class CarriedState(NamedTuple):
    """How a state is carried from step to step, by the names of quantities: state = share * state before + written."""

    state: str
    share: str
    written: str

    def equations(self) -> Iterator[Equation]:
        """Yield what a trace's memory must be."""
        says = f"(product of {self.share} over s+1..t) * {self.written}[s], and 0 for s > t"
        yield Equation("memory", says, (self.share, self.written), held)
        first = f"initial_{self.state}"
        says = f"sum of memory over the words read + (product of {self.share} over 1..t) * {first}"
        yield Equation(self.state, says, ("memory", self.share, first), recalled)


def held(share: Array, written: Array) -> Estimate:
    """Expect for every word t what of every word s's writing is left, ``(time, source, unit)``; each factor is rounded."""
    value = np.zeros((len(written), *written.shape))
    factors = np.zeros((len(written), len(written), 1))
    for s, new in enumerate(written):
        left = np.cumprod(share[s + 1 :], axis=0)
        value[s, s], value[s + 1 :, s] = new, left * new
        factors[s:, s, 0] = np.arange(1, len(written) - s + 1)
    return Estimate(value, factors * np.abs(value))


def recalled(memory: Array, share: Array, first: Array) -> Estimate:
    """Expect the state after every word as the sum of all that is left; what is left has been rounded at every step since."""
    times = np.arange(len(share))
    left = np.cumprod(share, axis=0) * first
    since = np.maximum(times[:, None] - times + 1.0, 1.0)[:, :, None]
    return Estimate(memory.sum(axis=1) + left, (since * np.abs(memory)).sum(axis=1) + (times[:, None] + 2.0) * np.abs(left))


@dataclass(frozen=True, kw_only=True)
class StepKind:
    """A kind of step, by the name that a trace's header gives it; ``about`` is a sentence about the cell for the documentation.

    ``step`` is the type of its quantities, in the order of the sums; ``state`` of what it needs of the step before, whose fields
    are fields of the step as well; ``weights`` of the cell's own numbers. ``gates`` is the packed order of the weights' blocks,
    ``weighs`` names for each block, or for the only one, what is stacked above x(t) and multiplied with it; blocks at the end
    that are not one such product are left out. ``carried`` says how a state is carried, in a cell that carries one.
    ``backward`` has the equations of the gradients in its quantities; without them these are not checked.
    """

    kind: str
    about: str
    step: Any
    state: Any
    weights: Any
    equations: tuple[Equation, ...]
    gates: tuple[str, ...] = ()
    weighs: tuple[str, ...] = ()
    carried: CarriedState | None = None
    backward: tuple[Equation, ...] = ()


STEPS: dict[str, StepKind] = {}
"""Every kind of step by its name."""


def register(kind: StepKind) -> None:
    """Make a kind of step known to traces and their files."""
    STEPS[kind.kind] = kind


def preactivation(result: str, number: int, gate: str, state: str = "previous_hidden") -> Equation:
    """Return the equation of one packed block's weighted sum."""
    says = f"weight[{gate}] [{state}; inputs] + bias[{gate}]"
    operands = ("weight", "bias", state, "inputs")
    return Equation(result, says, operands, lambda weight, bias, *stacked: weighed(weight[number], bias[number], *stacked))


def squashed(result: str, function: str, argument: str) -> Equation:
    """Return the equation of a quantity that is the ``sigmoid`` or the ``tanh`` of another."""
    return Equation(result, f"{function}({argument})", (argument,), sigmoid_of if function == "sigmoid" else tanh_of)
