"""The trace of a recurrent reader: a cell goes through a text and gives a verdict after each word."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Annotated, Any, ClassVar, NamedTuple, get_type_hints

import numpy as np

from model.errors import TraceError
from model.trace.axes import Array, Axes, axis_sizes, is_array, number_array, read_only, sigmoid, softmax
from model.trace.base import Identity, Provenance, Trace, identity

__all__ = ["GATES", "STEPS", "LSTMStep", "ReaderTrace"]

GATES = ("input", "forget", "candidate", "output")
"""The packed order of an LSTM's four blocks: i, f, g, o, as in PyTorch (the candidate g is not a gate)."""

TimeUnit = Annotated[Array, Axes("time", "unit")]


class LSTMStep(NamedTuple):
    """All that one LSTM step computes, each ``(unit,)``; or all steps stacked, each ``(time, unit)``.

    Hochreiter and Schmidhuber 1997 with the forget gate of Gers et al. 2000; the order of the fields is the order of the sums.
    """

    input_preactivation: TimeUnit
    forget_preactivation: TimeUnit
    candidate_preactivation: TimeUnit
    output_preactivation: TimeUnit
    input_gate: TimeUnit
    forget_gate: TimeUnit
    candidate: TimeUnit
    output_gate: TimeUnit
    kept: TimeUnit
    written: TimeUnit
    cell: TimeUnit
    squashed_cell: TimeUnit
    hidden: TimeUnit


STEPS: dict[str, type[LSTMStep]] = {"lstm": LSTMStep}
"""The step type of each kind of cell, by the name that a trace's header gives."""


@dataclass(frozen=True, kw_only=True)
class ReaderTrace(Trace):
    """A recurrent cell read a text word by word and gave a verdict after each word.

    ``weight`` and ``bias`` are the cell's own, packed in the order of :data:`GATES`; the ``stacked`` axis is [h(t-1); x(t)],
    hidden state first. ``memory[t, s]`` is what of word ``s``'s writing the cell state still holds after word ``t``:
    (product of f over s+1..t) * i_s * g_s; plus what is left of the initial cell, it sums to the cell state.
    """

    kind: ClassVar[str] = "reader"
    does: ClassVar[str] = "reads and judges"

    cell_kind: str
    tokens: tuple[str, ...]
    known: tuple[bool, ...]
    labels: tuple[str, ...]
    inputs: Annotated[Array, Axes("time", "feature")]
    initial_hidden: Annotated[Array, Axes("unit")]
    initial_cell: Annotated[Array, Axes("unit")]
    weight: Annotated[Array, Axes("gate", "unit", "stacked")]
    bias: Annotated[Array, Axes("gate", "unit")]
    steps: LSTMStep
    readout_weight: Annotated[Array, Axes("label", "unit")]
    readout_bias: Annotated[Array, Axes("label")]
    logits: Annotated[Array, Axes("time", "label")]
    probabilities: Annotated[Array, Axes("time", "label")]
    memory: Annotated[Array, Axes("time", "source", "unit")]

    def __post_init__(self) -> None:
        super().__post_init__()
        sizes = axis_sizes(self)
        demanded = {
            "time": (len(self.tokens), "there are that many tokens"),
            "label": (len(self.labels), "there are that many labels"),
            "source": (sizes["time"], "it is the time axis"),
            "gate": (len(GATES), "i, f, g, o"),
            "stacked": (sizes["unit"] + sizes["feature"], "unit + feature"),
        }
        for axis, (size, reason) in demanded.items():
            if sizes[axis] != size:
                raise TraceError(f"the {axis} axis is {sizes[axis]}, it should be {size} ({reason}).")
        if len(self.known) != len(self.tokens):
            raise TraceError(f"known has {len(self.known)} entries for {len(self.tokens)} tokens.")

    def __getattr__(self, name: str) -> Array:
        """Find a step's quantity (``forget_gate``, ...) on the trace itself."""
        steps = self.__dict__.get("steps")
        if steps is None or name not in steps._fields:
            raise AttributeError(name)
        array: Array = getattr(steps, name)
        return array

    @property
    def given(self) -> tuple[str, ...]:
        """The words that the model was given, as typed."""
        return self.tokens

    @property
    def unknown(self) -> tuple[str, ...]:
        """The words that the model does not know, as typed, each once."""
        return tuple(dict.fromkeys(word for word, known in zip(self.tokens, self.known, strict=True) if not known))

    @cached_property
    def previous_hidden(self) -> Array:
        """h(t-1) for every t, ``(time, unit)``."""
        return read_only(np.vstack([self.initial_hidden, self.steps.hidden[:-1]]))

    @cached_property
    def previous_cell(self) -> Array:
        """C(t-1) for every t, ``(time, unit)``."""
        return read_only(np.vstack([self.initial_cell, self.steps.cell[:-1]]))

    @cached_property
    def stacked(self) -> Array:
        """[h(t-1); x(t)] for every t, ``(time, stacked)``."""
        return read_only(np.hstack([self.previous_hidden, self.inputs]))

    @cached_property
    def weighted_inputs(self) -> Array:
        """W [h(t-1); x(t)] before the bias is added, ``(time, gate, unit)``."""
        return read_only(np.einsum("gus,ts->tgu", self.weight, self.stacked))

    @cached_property
    def products(self) -> Array:
        """Every weight times what it weighs, which add up to :attr:`weighted_inputs`, ``(time, gate, unit, stacked)``."""
        return read_only(self.weight * self.stacked[:, None, None, :])

    @cached_property
    def initial_probabilities(self) -> Array:
        """The verdict before any word is read, ``(label,)``."""
        return read_only(softmax(self.readout_weight @ self.initial_hidden + self.readout_bias))

    @cached_property
    def remembered(self) -> Array:
        """How much of each word's writing the cell state holds after each word, ``(time, source)``: the sum of |memory|."""
        return read_only(np.abs(self.memory).sum(axis=2))

    @cached_property
    def verdicts(self) -> tuple[str, ...]:
        """The most probable label after each word."""
        return tuple(self.labels[winner] for winner in self.probabilities.argmax(axis=1))

    @cached_property
    def word_numbers(self) -> Array:
        """How a person counts the words: 1, 2, ..., ``(time,)``."""
        return read_only(np.arange(1, len(self.tokens) + 1))

    @cached_property
    def unit_numbers(self) -> Array:
        """How a person counts the units: 1, 2, ..., ``(unit,)``."""
        return read_only(np.arange(1, len(self.initial_cell) + 1))

    @cached_property
    def first_writer(self) -> int:
        """The index of the first word that writes at least half as much as any does: the sum of |written| over the units."""
        sizes = np.abs(self.steps.written).sum(axis=1)
        return int((sizes >= sizes.max() / 2).argmax())

    @cached_property
    def turning_point(self) -> int:
        """The index of the word at which the verdict moves most: the largest sum of |p(t) - p(t-1)|."""
        before = np.vstack([self.initial_probabilities, self.probabilities[:-1]])
        return int(np.abs(self.probabilities - before).sum(axis=1).argmax())

    def identities(self) -> Iterator[Identity]:
        """Yield the LSTM's equations, the read-out's and the memory's, each with its largest error here."""
        steps, logits = self.steps, self.steps.hidden @ self.readout_weight.T + self.readout_bias
        squash: dict[str, Callable[[Array], Array]] = dict.fromkeys(GATES, sigmoid) | {"candidate": np.tanh}
        for number, gate in enumerate(GATES):
            preactivation = getattr(steps, f"{gate}_preactivation")
            name = gate if gate == "candidate" else f"{gate}_gate"
            yield identity(
                f"{gate}_preactivation = W [h; x] + b",
                preactivation,
                self.weighted_inputs[:, number] + self.bias[number],
            )
            yield identity(
                f"{name} = {squash[gate].__name__}({gate}_preactivation)",
                getattr(steps, name),
                squash[gate](preactivation),
            )
        yield identity("kept = forget_gate * previous cell", steps.kept, steps.forget_gate * self.previous_cell)
        yield identity("written = input_gate * candidate", steps.written, steps.input_gate * steps.candidate)
        yield identity("cell = kept + written", steps.cell, steps.kept + steps.written)
        yield identity("squashed_cell = tanh(cell)", steps.squashed_cell, np.tanh(steps.cell))
        yield identity("hidden = output_gate * squashed_cell", steps.hidden, steps.output_gate * steps.squashed_cell)
        yield identity("logits = V hidden + c", self.logits, logits)
        yield identity("probabilities = softmax(logits)", self.probabilities, softmax(self.logits))
        yield identity("probabilities sum to 1", self.probabilities.sum(axis=1), np.ones(len(self.tokens)))
        left = np.cumprod(steps.forget_gate, axis=0) * self.initial_cell
        yield identity("memory sums to cell", self.memory.sum(axis=1) + left, steps.cell)

    def header(self) -> dict[str, Any]:
        """Return what is not an array, as plain JSON values."""
        return super().header() | {
            "cell": self.cell_kind,
            "tokens": list(self.tokens),
            "known": list(self.known),
            "labels": list(self.labels),
        }

    @classmethod
    def assemble(cls, header: Mapping[str, Any], arrays: Mapping[str, Array]) -> "ReaderTrace":
        """Build the trace from a file's header and arrays; raises KeyError for what is missing."""
        cell = header["cell"]
        if cell not in STEPS:
            raise TraceError(f"its cell is {cell!r}; known cells are {', '.join(STEPS)}.")
        step = STEPS[cell]
        own = [field.name for field in fields(cls) if is_array(get_type_hints(cls, include_extras=True)[field.name])]
        return cls(
            provenance=Provenance(**header["provenance"]),
            cell_kind=cell,
            tokens=tuple(map(str, header["tokens"])),
            known=tuple(map(bool, header["known"])),
            labels=tuple(map(str, header["labels"])),
            steps=step(*(number_array(name, arrays[name]) for name in step._fields)),
            **{name: number_array(name, arrays[name]) for name in own},
        )
