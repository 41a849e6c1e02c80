"""Recurrent cells: each is its equations, written once.

``step`` takes plain arrays (a trace) or what a tape watches (training), one word ``(feature,)`` or a batch ``(batch, feature)``.
It returns *everything* that it computed, by name; the loop over time is :func:`unroll` and lives outside of the cells.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Protocol, Self

import numpy as np

from model.gradients import stack
from model.trace import Array, LSTMStep

__all__ = ["Cell", "State", "memory", "unroll"]


class State(Protocol):
    """What a cell hands to its next step; every step is a state as well."""

    @property
    def hidden(self) -> Array:
        """The hidden state h, ``(..., unit)``."""

    @property
    def cell(self) -> Array:
        """The cell state C, ``(..., unit)``."""


@dataclass(frozen=True)
class Cell(ABC):
    """A recurrent cell with all its gates packed into one weight.

    ``weight`` is ``(gate, unit, stacked)`` in the order of ``gates``; the stacked axis is [h(t-1); x(t)], hidden state first.
    ``bias`` is ``(gate, unit)``. ``idle`` names the gates by which a word can pass without a trace, with the value that does it.
    """

    kind: ClassVar[str]
    gates: ClassVar[tuple[str, ...]]
    initial_bias: ClassVar[dict[str, float]] = {}
    idle: ClassVar[dict[str, float]] = {}

    weight: Array
    bias: Array

    @classmethod
    def create(cls, units: int, features: int, rng: np.random.Generator) -> Self:
        """Draw weights evenly from +-1/sqrt(units), as PyTorch does; biases are 0 but for ``initial_bias``."""
        limit = units**-0.5
        weight = rng.uniform(-limit, limit, (len(cls.gates), units, units + features))
        bias = np.zeros((len(cls.gates), units))
        for gate, value in cls.initial_bias.items():
            bias[cls.gates.index(gate)] = value
        return cls(weight, bias)

    @abstractmethod
    def rest(self, *batch: int) -> State:
        """Return the state before the first word: zeros, ``(*batch, unit)``."""

    @abstractmethod
    def step(self, inputs: Array, previous: State) -> LSTMStep:
        """Read one word: ``inputs`` is ``(..., feature)``, ``previous`` the step before it or :meth:`rest`."""

    @staticmethod
    @abstractmethod
    def carried(steps: LSTMStep) -> tuple[Array, Array]:
        """Return (share kept, amount written), each ``(time, unit)``: state = share * state before + amount."""


def unroll(cell: Cell, inputs: Iterable[Array], state: State) -> LSTMStep:
    """Run the cell over ``inputs``, ``(time, ..., feature)``; return all steps stacked in one step, ``(time, ..., unit)``."""
    steps = []
    for word in inputs:
        step = cell.step(word, state)
        steps.append(step)
        state = step
    return type(step)(*map(stack, zip(*steps, strict=True)))


def memory(share: Array, written: Array) -> Array:
    """Return what of each word's writing the state still holds after each later word, ``(time, source, unit)``.

    ``memory[t, s] = (product of share over s+1..t) * written[s]`` for s <= t and 0 after. It is an exact decomposition: the sum
    over ``s``, and what is left of the first state, is the state after word t.
    """
    held = np.zeros((len(written), *written.shape))
    for t, (kept, new) in enumerate(zip(share, written, strict=True)):
        held[t] = kept * held[t - 1] if t else 0.0
        held[t, t] = new
    return held
