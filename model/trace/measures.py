"""What a study is made of: axes, measures in a unit, and how it was all measured; each checked as it is made."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from datetime import date
from typing import Any, NamedTuple, TypeVar

import numpy as np

from model.errors import TraceError, brief, near_matches
from model.trace.axes import Array, is_finite, number_array, read_only
from model.trace.base import Source
from model.trace.entries import check_text

__all__ = ["OF_EXAMPLES", "UNITS", "Axis", "Measure", "Measurement", "record", "whole_object"]

Record = TypeVar("Record")


class Unit(NamedTuple):
    """What numbers a unit allows: a sentence's end for people, and the test of an array, entry by entry."""

    range: str
    allows: Callable[[Array], Any]


def _is_fraction(values: Array) -> Any:
    return (values >= 0) & (values <= 1)


def _is_above_nought(values: Array) -> Any:
    return values > 0


OF_EXAMPLES = "fraction of examples"
UNITS: dict[str, Unit] = {
    "fraction": Unit("lie in 0..1", _is_fraction),
    OF_EXAMPLES: Unit("lie in 0..1", _is_fraction),
    "count": Unit("be whole and not below 0", lambda values: (values >= 0) & (values == np.floor(values))),
    "seconds": Unit("be above 0", _is_above_nought),
    "milliseconds": Unit("be above 0", _is_above_nought),
    "microseconds": Unit("be above 0", _is_above_nought),
    "magnitude": Unit("not be below 0", lambda values: values >= 0),
    "number": Unit("be finite", np.isfinite),
}
"""Every unit that a measure can have. A "fraction of examples" is k / n for the n examples that the study was measured on."""

LARGEST, AT_ONCE = 1e300, 2**16
NAME, LONGEST_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*"), 48


@dataclass(frozen=True, kw_only=True)
class Axis:
    """What was varied: its ``coordinates`` are texts (kinds of cell) or numbers (gaps in words, seeds), each once."""

    name: str
    meaning: str
    coordinates: tuple[str, ...] | tuple[float, ...]

    def __post_init__(self) -> None:
        _check_name("an axis", self.name)
        _check_text(f"the meaning of {self.name}", self.meaning)
        if isinstance(self.coordinates, str) or not isinstance(self.coordinates, Sequence) or not len(self.coordinates):
            raise TraceError(f"the coordinates of {self.name} should be a list with at least one entry.")
        if not (all(isinstance(each, str) for each in self.coordinates) or all(map(_is_number, self.coordinates))):
            raise TraceError(f"the coordinates of {self.name} should be all texts or all finite numbers.")
        ((often, count),) = Counter(self.coordinates).most_common(1)
        if count > 1:
            raise TraceError(f"the axis {self.name} has {brief(often)} twice.")
        for each in self.coordinates:
            check_text(f"the axis {self.name}", each)
        object.__setattr__(self, "coordinates", tuple(self.coordinates))

    @property
    def values(self) -> tuple[str, ...] | Array:
        """The coordinates as a film reads them: texts, or a read-only array ``(n,)``."""
        return read_only(self.coordinates) if _is_number(self.coordinates[0]) else tuple(map(str, self.coordinates))


@dataclass(frozen=True, kw_only=True)
class Measure:
    """What was measured: ``values`` has one axis for each name in ``axes``; ``unit`` is one of :data:`UNITS`."""

    name: str
    meaning: str
    unit: str
    axes: tuple[str, ...]
    values: Array

    def __post_init__(self) -> None:
        _check_name("a measure", self.name)
        _check_text(f"the meaning of {self.name}", self.meaning)
        if not isinstance(self.unit, str) or self.unit not in UNITS:
            raise TraceError(f"the unit of {self.name} is {brief(self.unit)}; known units are {', '.join(UNITS)}.")
        if (
            isinstance(self.axes, str)
            or not isinstance(self.axes, Sequence)
            or not all(isinstance(each, str) for each in self.axes)
        ):
            raise TraceError(f"the axes of {self.name} should be a list of names.")
        object.__setattr__(self, "axes", tuple(self.axes))
        object.__setattr__(self, "values", read_only(number_array(self.name, np.asarray(self.values))))
        if not is_finite(self.values):
            raise TraceError(f"{self.name} holds a value that is not a finite number.")
        wrong = next(self._wrong(), None)
        if wrong is not None:
            raise TraceError(f"{self.name} holds {wrong:g}: in the unit {self.unit!r} it must {UNITS[self.unit].range}.")

    def _wrong(self) -> Iterator[float]:
        """Yield what the unit does not allow; values are looked at a part at a time, as there may be many."""
        parts: Any = np.nditer(self.values, flags=["external_loop", "buffered", "zerosize_ok"], buffersize=AT_ONCE)
        for part in parts:
            yield from part[~np.asarray(UNITS[self.unit].allows(part), dtype=bool)]


@dataclass(frozen=True, kw_only=True)
class Measurement(Source):
    """How a study was made, so that anyone can make it again.

    ``command`` is what was typed; ``machine`` says on what, in words; ``date`` is YYYY-MM-DD; ``versions`` names the programs.
    ``examples`` says on how many held-out examples each value was measured: 0 if that means nothing, as for a timing.
    """

    study: str
    measured: str
    command: str
    machine: str
    date: str
    versions: str
    seeds: tuple[int, ...] = ()
    examples: int = 0
    notes: str = ""

    def __post_init__(self) -> None:
        for name in ("study", "measured", "command", "machine", "date", "versions"):
            _check_text(f"{name} of the provenance", getattr(self, name))
        try:
            date.fromisoformat(self.date)
        except ValueError:
            raise TraceError(f"the date of the provenance is {brief(self.date)}, it should be YYYY-MM-DD.") from None
        if not isinstance(self.seeds, Sequence) or not all(map(_is_whole, self.seeds)) or len(set(self.seeds)) < len(self.seeds):
            raise TraceError("the seeds of the provenance should be a list of whole numbers, each once.")
        if not _is_whole(self.examples):
            raise TraceError(
                f"the examples of the provenance are {brief(self.examples)}, they should be a whole number, 0 or above."
            )
        object.__setattr__(self, "seeds", tuple(self.seeds))

    @property
    def title(self) -> str:
        """Its name, and what was measured, for a message."""
        return f"{self.study} ({self.measured})"

    def labels(self) -> tuple[tuple[str, str], ...]:
        """Return (name, text) pairs for the metadata of a file."""
        return ("study", self.study), ("measured", f"{self.date} on {self.machine}"), ("by", self.command)


def record(kind: type[Record], what: str, entries: object, **known: Any) -> Record:
    """Build ``kind`` from the JSON object ``entries`` and from what is known besides; ``what`` names it in a message.

    Raises :class:`TraceError` that names an entry that is missing or that nobody knows.
    """
    given = whole_object(what, entries)
    wanted = [field for field in fields(kind) if field.name not in known]  # type: ignore[arg-type]  # all of ours are dataclasses
    names = [field.name for field in wanted]
    missing = [field.name for field in wanted if field.default is MISSING and field.name not in given]
    if missing:
        raise TraceError(f"{what} lacks {brief(missing[0])}.")
    stray = [name for name in given if name not in names]
    if stray:
        raise TraceError(f"{what} has an entry {brief(stray[0])}, which nobody knows{near_matches(stray[0], names)}.")
    return kind(**given, **known)


def whole_object(what: str, entries: object) -> Mapping[str, Any]:
    """Return a JSON object as it is; raises :class:`TraceError` if it is a list, a text or a number."""
    if not isinstance(entries, Mapping):
        raise TraceError(f"{what} should be a JSON object, it is {brief(entries)}.")
    return entries


def _check_name(what: str, name: object) -> None:
    if not isinstance(name, str) or len(name) > LONGEST_NAME or not NAME.fullmatch(name):
        form = "small letters, digits and single underscores"
        raise TraceError(f"the name of {what} should be {form}, {LONGEST_NAME} at most; it is {brief(name)}.")


def _check_text(what: str, text: object) -> None:
    if not isinstance(text, str) or not text.strip():
        raise TraceError(f"{what} should be a text that is not empty, it is {brief(text)}.")
    check_text(what, text)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and -LARGEST < value < LARGEST


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
