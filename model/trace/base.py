"""What every trace is: named arrays with checked axes, a provenance, and a file that any program can write."""

import json
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from os import PathLike
from types import SimpleNamespace
from typing import Annotated, Any, ClassVar, Self
from zipfile import BadZipFile

import numpy as np
from numpy.typing import ArrayLike

from model.errors import TraceError, brief, clipped, counted, named, near_matches, unusable
from model.files import path_of, replacing, require_file
from model.headers import parsed
from model.trace.archive import coarsest, compact, no_trace, opened
from model.trace.axes import Along, Array, frozen, hints_of, is_array, is_optional, is_record, part_of, record_type
from model.trace.declarations import (
    axis_sizes,
    build,
    check_arrays,
    check_shapes,
    declarations,
    declared_arrays,
    names_beside,
    public,
    with_arrays,
    without_arrays,
)
from model.trace.entries import check_entries, fits, read_entries, texts_of, write_entries
from model.trace.equations import ROUNDINGS, Equation, Identity

__all__ = ["FORMAT", "TRACES", "VERSION", "Provenance", "Source", "Trace"]

FORMAT, VERSION = "unrolled-trace", 1
"""The version is raised when a file could mean something else to a program that knows the one before.

A file that holds *more or less* than before (another kind of cell, an array left out) keeps it: it is said by name what is new.
"""


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where the numbers of a trace come from: shown on the end card and written beside every file."""

    says: ClassVar[str] = ""
    """What must be said wherever they are shown, if they were not computed here."""

    @property
    def title(self) -> str:
        """Its name, and what it is about, for a message."""
        raise TypeError(f"{type(self).__name__} has no title.")

    def labels(self) -> tuple[tuple[str, str], ...]:
        """Return (name, text) pairs for the metadata of a file."""
        raise TypeError(f"{type(self).__name__} does not say what is written into files.")


@dataclass(frozen=True, kw_only=True)
class Provenance(Source):
    """Which model computed a trace.

    ``score`` is a fraction in 0..1, measured on ``score_count`` held-out examples; ``fingerprint`` is a hash of the weights.
    Raises :class:`TraceError` for an entry that is of another type, or out of range.
    """

    model: str
    task: str
    score: float
    score_name: str
    score_count: int
    fingerprint: str
    seed: int
    notes: str = ""

    def __post_init__(self) -> None:
        check_entries(self, "provenance.")
        if not 0.0 <= self.score <= 1.0:
            raise TraceError(f"provenance.score is {self.score}, it should be a fraction in 0..1.")
        if self.score_count < 0:
            raise TraceError(f"provenance.score_count is {self.score_count}, it should be the number of examples.")

    @property
    def of_a_hundred(self) -> float:
        """The score as so many of a :attr:`hundred`."""
        return self.hundred * self.score

    @property
    def hundred(self) -> float:
        """A hundred, of which a score is told."""
        return 100.0

    @property
    def hundredth(self) -> float:
        """How many held-out examples are one of a :attr:`hundred`."""
        return self.score_count / 100.0

    @property
    def title(self) -> str:
        """The model's name, and what it does, for a message."""
        return f"{self.model} ({self.task})"

    def labels(self) -> tuple[tuple[str, str], ...]:
        """Return (name, text) pairs for the metadata of a file."""
        return ("model", self.model), ("weights", self.fingerprint), ("seed", str(self.seed))


TRACES: dict[str, type["Trace"]] = {}
"""Every kind of trace, by the name that a file's header gives; a class is in it as soon as it is defined."""


@dataclass(frozen=True, kw_only=True)
class Trace(ABC):
    """What was computed: read-only float64 arrays, their axes and ranges checked on construction.

    Most kinds hold one run of one model and have no batch axis; a :class:`~model.trace.study.Study` holds what was measured over
    many.

    Every array is found by its field's name with :meth:`lookup`; quantities that follow from others are properties and are found
    in the same way. An array whose type admits None may be left out. Fields that hold no arrays are the entries of a file's
    header. ``precision`` is the NumPy type of the coarsest numbers that the arrays came in, by which equations are judged; what
    was computed here is float64. Raises :class:`TraceError` if two arrays disagree about an axis, or an entry is of another type.
    """

    kind: ClassVar[str]
    does: ClassVar[str]
    """What a model with such traces does, as in "a model that reads and judges"."""
    thing: ClassVar[str] = ""
    """What such a trace is called where no model computed it, as in "a study"."""
    forms: ClassVar[tuple[str, str]] = ("", "")
    """Under which names it has the words as typed and the other forms that were read in their place, if it has such."""

    provenance: Annotated[Provenance, "shown on the end card; see below"]
    precision: str = field(default="float64", metadata={"kept": False})

    def __init_subclass__(cls) -> None:
        """Make the new kind known to :meth:`load`."""
        if "kind" in vars(cls):
            TRACES[cls.kind] = cls
        cls.__repr__ = Trace.__repr__  # type: ignore[method-assign]  # so that a dataclass makes none, of all numbers

    def __post_init__(self) -> None:
        for each in fields(self):
            object.__setattr__(self, each.name, frozen(getattr(self, each.name)))
        check_entries(self)
        check_arrays(self, ROUNDINGS * float(np.finfo(self.precision).eps))

    def __repr__(self) -> str:
        """Return in one line what it is of, what the model said of that, and how to find the arrays."""
        words = f"“{clipped(' '.join(self.given))}”" if self.given else ""
        said, arrays = " ".join(filter(None, (words, self.outcome))), counted(len(self.keys()), "array")
        return f"<{type(self).__name__} of {self.provenance.title}: {said and f'{said}; '}keys() names {arrays}>"

    def lookup(self, key: str) -> Any:
        """Return the array, text or number called ``key``; dots descend (``provenance.score``)."""
        if not isinstance(key, str):
            raise TraceError(f"What a trace has is looked up by its name, a text, not by {brief(key)}.")
        value: Any = self
        for part in key.split("."):
            value = public(value, part)
            if value is None:
                raise TraceError(f"This {self.kind} trace has no {brief(key)}{near_matches(key, names_beside(self, key))}.")
        return value

    def keys(self) -> tuple[str, ...]:
        """Return the names of all declared arrays, in order."""
        return tuple(self.arrays())

    def arrays(self) -> dict[str, Array]:
        """Return what a file holds of it: every declared array by its name, in order."""
        return {name: array for name, _, array in declared_arrays(self)}

    def with_arrays(self, **arrays: ArrayLike) -> Self:
        """Return the same trace with other numbers in arrays of :meth:`keys`; raises :class:`TraceError` for what fits none."""
        return with_arrays(self, arrays)

    def without(self, *names: str) -> Self:
        """Return the same trace without some arrays; those of one cell's weights, or of a scorer's, go together.

        Raises :class:`TraceError` for a name that :meth:`keys` does not return, and for an array that must be there.
        """
        return without_arrays(self, names)

    @cached_property
    def sizes(self) -> SimpleNamespace:
        """How long each axis is, by its name (``sizes.unit``): what a film says where it counts."""
        return SimpleNamespace(**axis_sizes(self))

    @property
    @abstractmethod
    def given(self) -> tuple[str, ...]:
        """The words that the model was given, as typed."""

    @property
    @abstractmethod
    def unknown(self) -> tuple[str, ...]:
        """The words that it does not know, as typed, each once."""

    @property
    def outcome(self) -> str:
        """What the model made of its words in the end, behind its name: "says positive (0.98)"; empty if nothing is told."""
        return ""

    @property
    def unknown_count(self) -> int:
        """How many words it does not know, each counted once."""
        return len(self.unknown)

    @property
    def inflected(self) -> Annotated[tuple[str, ...], Along("inflected")]:
        """The words, as typed, of which another form was read, each once."""
        return tuple(self._forms_read)

    @property
    def inflected_read(self) -> Annotated[tuple[str, ...], Along("inflected")]:
        """The forms that were read in the place of :attr:`inflected`."""
        return tuple(self._forms_read.values())

    @property
    def _forms_read(self) -> dict[str, str]:
        words, read = (getattr(self, key, ()) for key in self.forms)
        return {word: form for word, form in zip(words, read, strict=bool(read)) if form}

    @property
    def shown(self) -> tuple[str, ...]:
        """All texts that a film of it may show: those of the header."""
        return tuple(texts_of(self.header()))

    @abstractmethod
    def equations(self) -> Iterator[Equation]:
        """Yield every equation of the model, of quantities that :meth:`lookup` finds or that were left out."""

    def identities(self) -> Iterator[Identity]:
        """Yield how well every equation holds here, but for those of which a quantity was left out."""
        for equation in self.equations():
            yield from equation.check(self, self.precision)

    def save(self, path: str | PathLike[str]) -> None:
        """Write the trace to ``path`` as ``.npz``: one array a field, and a JSON header called ``header``.

        Raises :class:`~model.errors.FileError` if it cannot be written; what was there stays then.
        """
        arrays = {name: compact(array, self.precision) for name, array in self.arrays().items()}
        header = {"format": FORMAT, "version": VERSION, "kind": self.kind, **self.header()}
        with replacing(path_of(path)) as aside, aside.open("wb") as file:
            np.savez(file, allow_pickle=False, header=np.array(json.dumps(header, ensure_ascii=False)), **arrays)

    def header(self) -> dict[str, Any]:
        """Return what is not an array, as plain JSON values."""
        return write_entries(self)

    @classmethod
    def record_types(cls, header: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the step tuples that the fields' types leave open, by field; the header says which they are."""
        return {}

    @classmethod
    def named_arrays(cls, header: Mapping[str, Any]) -> Collection[str]:
        """Return the names of all arrays that a file with this header may hold."""
        return [each.name for each in declarations(cls, cls.record_types(header))]

    @classmethod
    def assemble(cls, header: Mapping[str, Any], arrays: Mapping[str, Array], precision: str) -> "Trace":
        """Build the trace from a file's header and arrays; raises KeyError for what is missing."""
        return cls(**read_entries(cls, header), **cls._gathered(header, arrays), precision=precision)

    @classmethod
    def _gathered(cls, header: Mapping[str, Any], arrays: Mapping[str, Any]) -> dict[str, Any]:
        """Return the fields that arrays make, or what stands for these; raises KeyError for what is missing."""
        values, types = dict[str, Any](), cls.record_types(header)
        for name, hint in hints_of(cls).items():
            if is_array(hint) and (name in arrays or not is_optional(hint)):
                values[name] = arrays[name]
            elif is_record(hint):
                values[name] = build(types.get(name) or record_type(hint), part_of(hint), is_optional(hint), arrays)
        return values

    @classmethod
    def check_shapes(cls, header: Mapping[str, Any], shapes: Mapping[str, tuple[int, ...]]) -> None:
        """Raise :class:`TraceError` or KeyError if arrays of these shapes, not yet read, cannot be those of a trace."""
        cls._gathered(header, shapes)
        check_shapes((each, shapes[each.name]) for each in declarations(cls, cls.record_types(header)) if each.name in shapes)

    @staticmethod
    def load(path: str | PathLike[str]) -> "Trace":
        """Read a trace that :meth:`save`, or another program, wrote; never unpickles anything.

        Raises :class:`TraceError` with the file's name if it is not a trace or its arrays disagree. Takes no more memory than the
        file is long, or :data:`~model.trace.archive.MOST`, whichever is more.
        """
        path = path_of(path)
        require_file(path, "trace file", TraceError)
        try:
            with opened(path) as file:
                header = parsed(file.header(), TraceError)
                kind = _trace_type(header)
                members = file.members(kind.named_arrays(header))
                kind.check_shapes(header, {name: member.shape for name, member in members.items()})
                arrays = {name: file.numbers(name, member) for name, member in members.items()}
            return kind.assemble(header, arrays, coarsest(members.values()))
        except BadZipFile as error:
            raise TraceError(f"{named(path)} {no_trace(path)}.") from error
        except KeyError as error:
            raise TraceError(f"The trace {named(path)} lacks {brief(error.args[0])}.") from error
        except TraceError as error:
            raise TraceError(unusable("The trace ", path, error)) from error


def _trace_type(header: Mapping[str, Any]) -> type[Trace]:
    form, version, kind = map(header.get, ("format", "version", "kind"))
    if form != FORMAT or not fits(version, int) or version != VERSION:
        raise TraceError(f"its header says format {brief(form)} version {brief(version)}, not {FORMAT!r} {VERSION}.")
    if not isinstance(kind, str) or kind not in TRACES:
        raise TraceError(f"its kind is {brief(kind)}; known kinds are {', '.join(TRACES)}.")
    return TRACES[kind]
