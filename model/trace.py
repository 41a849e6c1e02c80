"""The border between models and films: what one run of a model computed, named, checked and saved.

A model returns a :class:`Trace`; a film reads one and nothing else. ``docs/trace.md`` documents the file format, so that any
framework can write one.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import (
    Annotated,
    Any,
    ClassVar,
    NamedTuple,
    Self,
    get_args,
    get_origin,
    get_type_hints,
)
from zipfile import BadZipFile

import numpy as np
from numpy.typing import ArrayLike, NDArray

from model.errors import TraceError, near_matches

__all__ = [
    "GATES",
    "STEPS",
    "TRACES",
    "Array",
    "Axes",
    "Identity",
    "LSTMStep",
    "Provenance",
    "ReaderTrace",
    "Trace",
    "sigmoid",
    "softmax",
]

FORMAT, VERSION = "unrolled-trace", 1

Array = NDArray[np.float64]
"""A read-only float64 array."""

GATES = ("input", "forget", "candidate", "output")
"""The packed order of an LSTM's four blocks: i, f, g, o, as in PyTorch (the candidate g is not a gate)."""


def sigmoid(x: ArrayLike) -> Array:
    """Return 1 / (1 + exp(-x)), computed as (tanh(x / 2) + 1) / 2 so that it cannot overflow."""
    return 0.5 * np.tanh(0.5 * np.asarray(x, dtype=np.float64)) + 0.5


def softmax(x: ArrayLike) -> Array:
    """Return exp(x) divided by its sum along the last axis; adding a constant to ``x`` changes nothing."""
    x = np.asarray(x, dtype=np.float64)
    powers = np.exp(x - x.max(axis=-1, keepdims=True))
    result: Array = powers / powers.sum(axis=-1, keepdims=True)
    return result


class Axes(tuple[str, ...]):
    """The names of an array's axes, written into the type of the field that holds it."""

    __slots__ = ()

    def __new__(cls, *names: str) -> Self:
        """Name the axes in order."""
        return super().__new__(cls, names)


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
class Provenance:
    """Where the numbers of a trace come from: shown on the end card and written beside every file.

    ``score`` is a fraction in 0..1, measured on ``score_count`` held-out examples; ``fingerprint`` is a hash of the weights.
    """

    model: str
    task: str
    score: float
    score_name: str
    score_count: int
    fingerprint: str
    seed: int
    notes: str = ""


class Identity(NamedTuple):
    """An equation that must hold in a trace, and the largest amount by which it fails there."""

    name: str
    error: float


@dataclass(frozen=True, kw_only=True)
class Trace:
    """One run of one model: read-only float64 arrays without a batch axis, their axes checked on construction.

    Every array is found by its field's name with :meth:`lookup`; quantities that follow from others are properties and are found
    in the same way. Raises :class:`TraceError` if two arrays disagree about an axis.
    """

    kind: ClassVar[str]
    provenance: Provenance

    def __post_init__(self) -> None:
        for field in fields(self):
            object.__setattr__(self, field.name, _frozen(getattr(self, field.name)))
        check_axes(self)

    def lookup(self, key: str) -> Any:
        """Return the array, text or number called ``key``; dots descend (``provenance.score``)."""
        value: Any = self
        for part in key.split("."):
            value = getattr(value, part, None) if not part.startswith("_") else None
            if value is None or callable(value):
                raise TraceError(f"This {self.kind} trace has no {key!r}{near_matches(key, self.keys())}.")
        return value

    def keys(self) -> tuple[str, ...]:
        """Return the names of all declared arrays, in order."""
        return tuple(name for name, _, _ in declared_arrays(self))

    def identities(self) -> Iterator[Identity]:
        """Yield every equation of the model with its error in this trace."""
        raise TypeError(f"{type(self).__name__} does not say which equations must hold.")

    def save(self, path: Path) -> None:
        """Write the trace to ``path`` as ``.npz``: one array a field, and a JSON header called ``header``."""
        arrays = {name: array for name, _, array in declared_arrays(self)}
        header = {"format": FORMAT, "version": VERSION, "kind": self.kind, **self.header()}
        with path.open("wb") as file:
            np.savez(file, allow_pickle=False, header=np.array(json.dumps(header, ensure_ascii=False)), **arrays)

    def header(self) -> dict[str, Any]:
        """Return what is not an array, as plain JSON values."""
        return {"provenance": asdict(self.provenance)}

    @classmethod
    def assemble(cls, header: Mapping[str, Any], arrays: Mapping[str, Array]) -> "Trace":
        """Build the trace from a file's header and arrays; raises KeyError for what is missing."""
        raise TypeError(f"{cls.__name__} cannot be loaded.")

    @staticmethod
    def load(path: Path) -> "Trace":
        """Read a trace that :meth:`save`, or another program, wrote; never unpickles anything.

        Raises :class:`TraceError` with the file's name if it is not a trace or its arrays disagree.
        """
        try:
            with path.open("rb") as stream, np.load(stream, allow_pickle=False) as file:
                arrays = {name: file[name] for name in file.files}
            header = json.loads(str(arrays.pop("header")))
            return _trace_type(header).assemble(header, arrays)
        except FileNotFoundError:
            raise TraceError(f"There is no trace file {path}.") from None
        except KeyError as error:
            raise TraceError(f"The trace {path} lacks {error.args[0]!r}.") from error
        except TraceError as error:
            raise TraceError(f"The trace {path} cannot be used: {error}") from error
        except (OSError, ValueError, TypeError, AttributeError, EOFError, BadZipFile) as error:
            raise TraceError(f"{path} is not a trace file: it should be an .npz with a JSON header (docs/trace.md).") from error


@dataclass(frozen=True, kw_only=True)
class ReaderTrace(Trace):
    """A recurrent cell read a text word by word and gave a verdict after each word.

    ``weight`` and ``bias`` are the cell's own, packed in the order of :data:`GATES`; the ``stacked`` axis is [h(t-1); x(t)],
    hidden state first. ``memory[t, s]`` is what of word ``s``'s writing the cell state still holds after word ``t``:
    (product of f over s+1..t) * i_s * g_s; plus what is left of the initial cell, it sums to the cell state.
    """

    kind: ClassVar[str] = "reader"

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
    def unknown(self) -> tuple[str, ...]:
        """The words that the model does not know, as typed, each once."""
        return tuple(dict.fromkeys(word for word, known in zip(self.tokens, self.known, strict=True) if not known))

    @cached_property
    def previous_hidden(self) -> Array:
        """h(t-1) for every t, ``(time, unit)``."""
        return _read_only(np.vstack([self.initial_hidden, self.steps.hidden[:-1]]))

    @cached_property
    def previous_cell(self) -> Array:
        """C(t-1) for every t, ``(time, unit)``."""
        return _read_only(np.vstack([self.initial_cell, self.steps.cell[:-1]]))

    @cached_property
    def stacked(self) -> Array:
        """[h(t-1); x(t)] for every t, ``(time, stacked)``."""
        return _read_only(np.hstack([self.previous_hidden, self.inputs]))

    @cached_property
    def weighted_inputs(self) -> Array:
        """W [h(t-1); x(t)] before the bias is added, ``(time, gate, unit)``."""
        return _read_only(np.einsum("gus,ts->tgu", self.weight, self.stacked))

    @cached_property
    def initial_probabilities(self) -> Array:
        """The verdict before any word is read, ``(label,)``."""
        return _read_only(softmax(self.readout_weight @ self.initial_hidden + self.readout_bias))

    @cached_property
    def remembered(self) -> Array:
        """How much of each word's writing the cell state holds after each word, ``(time, source)``: the sum of |memory|."""
        return _read_only(np.abs(self.memory).sum(axis=2))

    @cached_property
    def verdicts(self) -> tuple[str, ...]:
        """The most probable label after each word."""
        return tuple(self.labels[winner] for winner in self.probabilities.argmax(axis=1))

    @cached_property
    def word_numbers(self) -> Array:
        """How a person counts the words: 1, 2, ..., ``(time,)``."""
        return _read_only(np.arange(1, len(self.tokens) + 1))

    @cached_property
    def unit_numbers(self) -> Array:
        """How a person counts the units: 1, 2, ..., ``(unit,)``."""
        return _read_only(np.arange(1, len(self.initial_cell) + 1))

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
            yield _identity(
                f"{gate}_preactivation = W [h; x] + b",
                preactivation,
                self.weighted_inputs[:, number] + self.bias[number],
            )
            yield _identity(
                f"{name} = {squash[gate].__name__}({gate}_preactivation)",
                getattr(steps, name),
                squash[gate](preactivation),
            )
        yield _identity("kept = forget_gate * previous cell", steps.kept, steps.forget_gate * self.previous_cell)
        yield _identity("written = input_gate * candidate", steps.written, steps.input_gate * steps.candidate)
        yield _identity("cell = kept + written", steps.cell, steps.kept + steps.written)
        yield _identity("squashed_cell = tanh(cell)", steps.squashed_cell, np.tanh(steps.cell))
        yield _identity("hidden = output_gate * squashed_cell", steps.hidden, steps.output_gate * steps.squashed_cell)
        yield _identity("logits = V hidden + c", self.logits, logits)
        yield _identity("probabilities = softmax(logits)", self.probabilities, softmax(self.logits))
        yield _identity("probabilities sum to 1", self.probabilities.sum(axis=1), np.ones(len(self.tokens)))
        left = np.cumprod(steps.forget_gate, axis=0) * self.initial_cell
        yield _identity("memory sums to cell", self.memory.sum(axis=1) + left, steps.cell)

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
            steps=step(*(_number_array(name, arrays[name]) for name in step._fields)),
            **{name: _number_array(name, arrays[name]) for name in own},
        )


TRACES: dict[str, type[Trace]] = {ReaderTrace.kind: ReaderTrace}
"""Every kind of trace, by the name that a file's header gives."""


def is_array(hint: Any) -> bool:
    """Tell whether a field's type declares an array with axes."""
    return get_origin(hint) is Annotated and isinstance(get_args(hint)[1], Axes)


def declared_arrays(record: Any) -> Iterator[tuple[str, Axes, Array]]:
    """Yield (name, axes, array) for every array that ``record`` declares, nested step tuples included."""
    hints = get_type_hints(type(record), include_extras=True)
    for name, hint in hints.items():
        value = getattr(record, name, None)
        if is_array(hint) and value is not None:
            yield name, get_args(hint)[1], value
        elif isinstance(value, tuple) and hasattr(value, "_fields"):
            yield from declared_arrays(value)


def axis_sizes(record: Any) -> dict[str, int]:
    """Return the size of every axis, as the first array that has it gives it."""
    sizes: dict[str, int] = {}
    for _, axes, array in declared_arrays(record):
        for axis, size in zip(axes, array.shape, strict=False):
            sizes.setdefault(axis, size)
    return sizes


def check_axes(record: Any) -> None:
    """Raise :class:`TraceError` unless all arrays are finite, have their declared axes, and agree on every size."""
    sizes = axis_sizes(record)
    for name, axes, array in declared_arrays(record):
        if array.ndim != len(axes):
            raise TraceError(f"{name} has shape {array.shape}, it should have the axes ({', '.join(axes)}).")
        if not np.isfinite(array).all():
            raise TraceError(f"{name} holds a value that is not a finite number.")
        for axis, size in zip(axes, array.shape, strict=True):
            if size != sizes[axis]:
                raise TraceError(f"{name}: {axis} is {size}, elsewhere {sizes[axis]}.")
            if size == 0:
                raise TraceError(f"{name}: {axis} is empty.")


def _trace_type(header: Mapping[str, Any]) -> type[Trace]:
    if header.get("format") != FORMAT or header.get("version") != VERSION:
        raise TraceError(
            f"its header says format {header.get('format')!r} version {header.get('version')!r}, not {FORMAT!r} {VERSION}."
        )
    if header.get("kind") not in TRACES:
        raise TraceError(f"its kind is {header.get('kind')!r}; known kinds are {', '.join(TRACES)}.")
    return TRACES[header["kind"]]


def _number_array(name: str, array: NDArray[Any]) -> Array:
    if array.dtype.kind not in "fiu":
        raise TraceError(f"{name} holds {array.dtype}, not numbers.")
    return array.astype(np.float64)


def _read_only(array: ArrayLike) -> Array:
    copy = np.array(array, dtype=np.float64)
    copy.flags.writeable = False
    return copy


def _frozen(value: Any) -> Any:
    """Return arrays as read-only float64 copies, step tuples of them likewise, all else as it is."""
    if isinstance(value, np.ndarray):
        return _read_only(value)
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*map(_frozen, value))
    return value


def _identity(name: str, left: ArrayLike, right: ArrayLike) -> Identity:
    return Identity(name, float(np.max(np.abs(np.subtract(left, right)))))
