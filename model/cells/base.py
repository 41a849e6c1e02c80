"""What a recurrent cell is; each is its equations, written once.

``step`` takes plain arrays (a trace) or what a tape watches (training), one word ``(feature,)`` or a batch ``(batch, feature)``.
It returns *everything* that it computed, by name; the loop over time is :func:`unroll` and lives outside of the cells.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, NamedTuple, Self, TypeVar

import numpy as np

from model.cells.running import run
from model.gradients import stack
from model.trace import STEPS, Array, Step

__all__ = ["Carried", "Carrying", "Cell", "Packed", "memory", "stacked", "steps", "unroll"]

StepT = TypeVar("StepT", bound=Step)
StateT = TypeVar("StateT")


@dataclass(frozen=True)
class Cell(ABC, Generic[StepT, StateT]):
    """A recurrent cell: its parameters are its fields, its state is nobody else's business.

    ``kind`` is the name under which :data:`~model.trace.STEPS` declares its steps. ``idle`` names the gates by which a word can
    pass without a trace, with the value that does it. A cell is ``straight`` if its step does the same operations whatever the
    numbers are: then a run over a text is planned once, which takes less time.
    """

    kind: ClassVar[str]
    idle: ClassVar[dict[str, float]] = {}
    straight: ClassVar[bool] = False

    @classmethod
    @abstractmethod
    def create(cls, units: int, features: int, rng: np.random.Generator) -> Self:
        """Return an untrained cell with weights drawn from ``rng``."""

    @abstractmethod
    def rest(self, *batch: int) -> StateT:
        """Return the state before the first word: zeros, ``(*batch, unit)``."""

    @abstractmethod
    def step(self, inputs: Array, state: StateT) -> StepT:
        """Read one word: ``inputs`` is ``(..., feature)``, ``state`` what the step before left, or :meth:`rest`."""

    @abstractmethod
    def state(self, step: StepT) -> StateT:
        """Return what a step leaves to the next one."""

    @property
    def weights(self) -> Any:
        """The cell's own numbers as a trace has them: the tuple that :data:`~model.trace.STEPS` declares for its kind."""
        declared = STEPS[self.kind].weights
        return declared(*(getattr(self, name) for name in declared._fields))


@dataclass(frozen=True)
class Packed(Cell[StepT, StateT]):
    """A cell with all its gates packed into one weight.

    ``weight`` is ``(gate, unit, stacked)`` in the order of ``gates``; the stacked axis is [h(t-1); x(t)], hidden state first.
    ``bias`` is ``(gate, unit)``.
    """

    gates: ClassVar[tuple[str, ...]]
    initial_bias: ClassVar[dict[str, float]] = {}

    weight: Array
    bias: Array

    @classmethod
    def create(cls, units: int, features: int, rng: np.random.Generator) -> Self:
        """Draw weights evenly from +-1/sqrt(units), as PyTorch does; biases are 0 but for ``initial_bias``."""
        return cls(*cls.drawn(units, features, rng))

    @classmethod
    def drawn(cls, units: int, features: int, rng: np.random.Generator) -> tuple[Array, Array]:
        """Return the weight and the bias that a cell of this kind begins with."""
        limit = units**-0.5
        weight = rng.uniform(-limit, limit, (len(cls.gates), units, units + features))
        bias = np.zeros((len(cls.gates), units))
        for gate, value in cls.initial_bias.items():
            bias[cls.gates.index(gate)] = value
        return weight, bias


class Carried(NamedTuple):
    """How steps carry a state: state = ``share`` * state before + ``written``; ``opened`` is the share of what is new let in."""

    share: Array
    opened: Array
    written: Array


class Carrying(ABC, Generic[StepT]):
    """The ability of cells that carry a state from step to step, which so remember what each word wrote."""

    @abstractmethod
    def carried(self, steps: StepT) -> Carried:
        """Return how the steps carry the state, each ``(time, ..., unit)``."""

    def memory(self, steps: StepT) -> Array:
        """Return what of each word's writing the state still holds after each later word, ``(time, source, ..., unit)``."""
        share, _, written = self.carried(steps)
        return memory(share, written)


def steps(cell: Cell[StepT, StateT], inputs: Iterable[Array], state: StateT) -> Iterator[StepT]:
    """Run the cell over ``inputs``, ``(time, ..., feature)``; yield its steps one by one."""
    for word in inputs:
        step = cell.step(word, state)
        yield step
        state = cell.state(step)


def stacked(parts: Iterable[StepT]) -> StepT:
    """Return all steps in one, each of its fields ``(time, ..., unit)``."""
    each: list[Any] = list(parts)
    fields = list(zip(*each, strict=True))
    joined = _joined(fields)
    together: StepT = type(each[0])(*(map(stack, fields) if joined is None else joined))
    return together


def _joined(fields: list[tuple[Any, ...]]) -> Array | None:
    """Return fields of plain vectors of the same size in one array, ``(field, time, unit)``; None for anything else.

    Their bytes are put in a row, which takes a tenth of the time of :func:`numpy.stack`: a third of a run over a sentence.
    """
    every = [part for field in fields for part in field]
    first = every[0]
    if {*map(type, every)} != {np.ndarray} or {part.dtype for part in every} != {first.dtype}:
        return None
    if first.ndim != 1 or {*map(len, every)} != {len(first)}:
        return None
    with suppress(BufferError, TypeError):  # one is not in one piece
        return np.frombuffer(bytearray().join(every), first.dtype).reshape(len(fields), -1, len(first))
    return None


def unroll(cell: Cell[StepT, StateT], inputs: Iterable[Array], state: StateT) -> StepT:
    """Run the cell over ``inputs``, ``(time, ..., feature)``; return all steps stacked in one step, ``(time, ..., unit)``."""
    planned: StepT | None = run(cell, inputs, state)
    return stacked(steps(cell, inputs, state)) if planned is None else planned


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
