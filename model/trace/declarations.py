"""What records declare: every array by its name with its axes, and the checks that follow from that."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, cached_property
from inspect import getattr_static
from typing import Any, NamedTuple, TypeVar, get_type_hints

from numpy.typing import ArrayLike

from model.errors import TraceError, brief, near_matches
from model.trace.axes import (
    Along,
    Array,
    Axes,
    Between,
    Part,
    hints_of,
    is_array,
    is_finite,
    is_optional,
    is_record,
    marks_of,
    numbers_of,
    part_of,
    record_type,
)

__all__ = [
    "Declaration",
    "axes_of",
    "axis_sizes",
    "build",
    "check_arrays",
    "check_shapes",
    "declarations",
    "declared_arrays",
    "names_beside",
    "prefixes_of",
    "public",
    "require_array",
    "with_arrays",
    "without_arrays",
]

RecordT = TypeVar("RecordT")


class Declaration(NamedTuple):
    """An array that a record may hold: its name there, its axes, its range, what it is, and by which attributes it is found."""

    name: str
    axes: Axes
    between: Between | None
    meaning: str
    path: tuple[str, ...]

    def within(self, field: str, part: Part) -> "Declaration":
        """Return the same array as the record has it that holds the tuple in ``field``."""
        between = None if part.suffix else self.between
        return self._replace(name=part.name(self.name), axes=part.renamed(self.axes), between=between, path=(field, *self.path))


def axes_of(record: Any, key: str) -> tuple[str, ...]:
    """Return the axes of what a record has under ``key``, be it declared or a property; empty where nobody has said.

    What is of the step before (``previous_hidden``) has the axes of what is of the step. Those that a record lacks, as one of a
    cell with a single block of weights lacks ``gate``, are left out. A record whose axes have names of its own, as a study's
    have, says them itself.
    """
    kind: Any = type(record)
    if hasattr(kind, "own_axes"):
        own: tuple[str, ...] = record.own_axes(key)
        return own
    lacking = getattr(record, "lacking", ())
    return tuple(axis for axis in _axes_of(kind, tuple(_step_types(record).items()), key) if axis not in lacking)


@cache
def _axes_of(kind: Any, types: tuple[tuple[str, Any], ...], key: str) -> tuple[str, ...]:
    for each in _declarations(kind, types):
        if each.name == key:
            return each.axes
    hint = hints_of(kind).get(key) or _returned(getattr(kind, key, None))
    found = next(marks_of(hint, Axes), None) or next(marks_of(hint, Along), ())
    inner = key.removeprefix("previous_")
    return found or (_axes_of(kind, types, inner) if inner != key else ())


@cache
def _returned(member: Any) -> Any:
    """Return the type of what a property is, with what is written into it."""
    function = getattr(member, "func", None) or getattr(member, "fget", None)
    return get_type_hints(function, include_extras=True).get("return") if function else None


def declarations(kind: Any, types: Mapping[str, Any]) -> tuple[Declaration, ...]:
    """Return every array that a class declares, in order, those of its step tuples included.

    ``types`` has the types of the tuples that its annotations leave open, by the name of the field.
    """
    return _declarations(kind, tuple(types.items()))


@cache
def _declarations(kind: Any, types: tuple[tuple[str, Any], ...]) -> tuple[Declaration, ...]:
    return tuple(_declared(kind, dict(types)))


def _declared(kind: Any, types: Mapping[str, Any]) -> Iterator[Declaration]:
    for field, hint in hints_of(kind).items():
        if is_array(hint):
            meaning = next(marks_of(hint, str), "")
            yield Declaration(field, next(marks_of(hint, Axes)), next(marks_of(hint, Between), None), meaning, (field,))
        elif is_record(hint):
            inner = types.get(field) or record_type(hint)
            for each in declarations(inner, {}) if inner else ():
                yield each.within(field, part_of(hint))


def _found(record: Any) -> Iterator[tuple[Declaration, Array]]:
    """Yield what a record declares and holds; None holds nothing."""
    for each in declarations(type(record), _step_types(record)):
        value = record
        for field in each.path:
            value = getattr(value, field, None)
        if value is not None:
            yield each, value


def _step_types(record: Any) -> dict[str, Any]:
    """Return the types of the step tuples that a record holds, by their fields."""
    kind: Any = type(record)
    values = ((field, getattr(record, field, None)) for field in _fields_of_records(kind))
    return {field: type(value) for field, value in values if isinstance(value, tuple) and hasattr(value, "_fields")}


@cache
def _fields_of_records(kind: Any) -> tuple[str, ...]:
    """Return the fields in which a class has records; what else it holds is of no type that its annotations leave open."""
    return tuple(field for field, hint in hints_of(kind).items() if is_record(hint) and not is_array(hint))


def declared_arrays(record: Any) -> Iterator[tuple[str, Axes, Array]]:
    """Yield (name, axes, array) for every array that ``record`` declares, nested step tuples included; None declares nothing."""
    return ((each.name, each.axes, array) for each, array in _found(record))


def with_arrays(record: RecordT, arrays: Mapping[str, ArrayLike]) -> RecordT:
    """Return the same dataclass with other arrays in place of those that it declares and holds under these names.

    Raises :class:`TraceError` for a name under which it holds none, and for what is no array of numbers.
    """
    places, own = {each.name: each.path for each, _ in _found(record)}, dict[str, Any]()
    for name, array in arrays.items():
        require_array(name, places, "exchange")
        field, *inner = places[name]
        part, numbers = own.get(field, getattr(record, field)), numbers_of(name, array)
        own[field] = part._replace(**{inner[0]: numbers}) if inner else numbers
    changed: RecordT = replace(record, **own)  # type: ignore[type-var]  # a dataclass, as is said above
    return changed


def require_array(name: str, known: Collection[str], act: str) -> None:
    """Raise :class:`TraceError` if there is no array of this name among the known to ``act`` on, and suggest others."""
    if name not in known:
        raise TraceError(f"There is no array {brief(name)} to {act}{near_matches(str(name), known)}.")


def without_arrays(record: RecordT, names: Collection[str]) -> RecordT:
    """Return the same dataclass without arrays of these names, and without the tuples that hold them.

    Raises :class:`TraceError` for a name under which it holds none, and for one that cannot be left out.
    """
    kind: Any = type(record)
    hints, places = hints_of(kind), {each.name: each.path[0] for each, _ in _found(record)}
    for name in names:
        require_array(name, places, "leave out")
        if not is_optional(hints[places[name]]):
            raise TraceError(f"{name} cannot be left out.")
    changed: RecordT = replace(record, **dict.fromkeys(places[name] for name in names))  # type: ignore[type-var]  # a dataclass
    return changed


def axis_sizes(record: Any) -> dict[str, int]:
    """Return the size of every axis, as the first array that has it gives it."""
    sizes: dict[str, int] = {}
    for _, axes, array in declared_arrays(record):
        for axis, size in zip(axes, array.shape, strict=False):
            sizes.setdefault(axis, size)
    return sizes


def check_shapes(found: Iterable[tuple[Declaration, tuple[int, ...]]]) -> None:
    """Raise :class:`TraceError` unless shapes have the axes that are declared, and agree about their sizes."""
    sizes: dict[str, int] = {}
    for each, shape in found:
        if len(shape) != len(each.axes):
            raise TraceError(f"{each.name} has shape {brief(shape)}, it should have the axes ({', '.join(each.axes)}).")
        for axis, size in zip(each.axes, shape, strict=True):
            if size != sizes.setdefault(axis, size):
                raise TraceError(f"{each.name}: {axis} is {size}, elsewhere {sizes[axis]}.")
            if size == 0:
                raise TraceError(f"{each.name}: {axis} is empty.")


def check_arrays(record: Any, slack: float) -> None:
    """Raise :class:`TraceError` unless all arrays are finite, within their range, and agree about their axes.

    ``slack`` is by how much a value may lie outside of its range, for the sake of rounding.
    """
    check_shapes((each, array.shape) for each, array in _found(record))
    for each, array in _found(record):
        if not is_finite(array):
            raise TraceError(f"{each.name} holds a value that is not a finite number.")
        if each.between:
            _check_range(each.name, array, each.between, slack)


def _check_range(name: str, array: Array, between: Between, slack: float) -> None:
    for value in (array.min(), array.max()):
        if not between.least - slack <= value <= between.most + slack:
            raise TraceError(f"{name} holds {value:.6g}, it should lie between {between.least:g} and {between.most:g}.")


def build(kind: Any, part: Part, optional: bool, arrays: Mapping[str, Array]) -> Any:
    """Return a step tuple from a file's arrays, or None if it may be absent and the file has none of its arrays.

    Raises KeyError for an array that is missing.
    """
    names = [part.name(name) for name in kind._fields]
    if optional and arrays.keys().isdisjoint(names):
        return None
    return kind(*(arrays[name] for name in names))


def names_beside(record: Any, key: str) -> list[str]:
    """Return the other public names under which a trace may have something; nothing is computed to find them."""
    given = (name for name, value in vars(record).items() if value is not None)
    computed = (name for name in dir(type(record)) if isinstance(getattr_static(record, name), property | cached_property))
    return [name for name in dict.fromkeys((*record.keys(), *given, *computed)) if name != key and not name.startswith("_")]


def public(value: Any, name: str) -> Any:
    """Return what has a name that a trace is asked for; None if there is nothing, or what computes and is nothing itself."""
    found = getattr(value, name, None) if not name.startswith("_") else None
    return None if callable(found) else found


@cache
def prefixes_of(kind: type) -> dict[str, str]:
    """Return what the names of a part's arrays begin with on a kind of trace, by its field; nothing if it has no part."""
    return {field: part_of(hint).prefix if is_record(hint) else "" for field, hint in hints_of(kind).items()}
