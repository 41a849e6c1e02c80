"""What every trace is: named arrays with checked axes, a provenance, and a file that any program can write."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, ClassVar, NamedTuple
from zipfile import BadZipFile

import numpy as np
from numpy.typing import ArrayLike

from model.calling import page
from model.errors import TraceError, near_matches
from model.trace.axes import Array, check_axes, declared_arrays, frozen

__all__ = ["TRACES", "Identity", "Provenance", "Trace", "identity"]

FORMAT, VERSION = "unrolled-trace", 1


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

    @property
    def title(self) -> str:
        """The model's name, and what it does, for a message."""
        return f"{self.model} ({self.task})"


class Identity(NamedTuple):
    """An equation that must hold in a trace, and the largest amount by which it fails there."""

    name: str
    error: float


def identity(name: str, left: ArrayLike, right: ArrayLike) -> Identity:
    """Return the equation ``left`` = ``right`` with its largest error."""
    return Identity(name, float(np.max(np.abs(np.subtract(left, right)))))


TRACES: dict[str, type["Trace"]] = {}
"""Every kind of trace, by the name that a file's header gives."""


@dataclass(frozen=True, kw_only=True)
class Trace:
    """One run of one model: read-only float64 arrays without a batch axis, their axes checked on construction.

    Every array is found by its field's name with :meth:`lookup`; quantities that follow from others are properties and are found
    in the same way. Raises :class:`TraceError` if two arrays disagree about an axis.
    """

    kind: ClassVar[str]
    does: ClassVar[str] = "computes something else"
    """What a model does that makes such traces, for a message."""
    provenance: Provenance

    def __init_subclass__(cls) -> None:
        """Make the new kind known to :meth:`load`."""
        TRACES[cls.kind] = cls

    def __post_init__(self) -> None:
        for field in fields(self):
            object.__setattr__(self, field.name, frozen(getattr(self, field.name)))
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

    @property
    def given(self) -> tuple[str, ...]:
        """The words that the model was given, as typed."""
        raise TypeError(f"{type(self).__name__} does not say which words it was given.")

    @property
    def shown(self) -> tuple[str, ...]:
        """All words that a film of it may show."""
        return self.given

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
            form = f"an .npz with a JSON header ({page('trace.md')})"
            raise TraceError(f"{path} is not a trace file: it should be {form}.") from error


def _trace_type(header: Mapping[str, Any]) -> type[Trace]:
    if header.get("format") != FORMAT or header.get("version") != VERSION:
        raise TraceError(
            f"its header says format {header.get('format')!r} version {header.get('version')!r}, not {FORMAT!r} {VERSION}."
        )
    if header.get("kind") not in TRACES:
        raise TraceError(f"its kind is {header.get('kind')!r}; known kinds are {', '.join(TRACES)}.")
    return TRACES[header["kind"]]
