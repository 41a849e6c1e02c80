"""What is written into the types of fields: the axes of an array, its range, its meaning, and where a tuple has its arrays."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType
from typing import Annotated, Any, NamedTuple, Self, get_args, get_origin, get_type_hints

import numpy as np
from numpy.typing import ArrayLike, NDArray

from model.errors import TraceError

__all__ = [
    "SHARE",
    "Along",
    "Array",
    "Axes",
    "Between",
    "Part",
    "frozen",
    "hints_of",
    "is_array",
    "is_finite",
    "is_optional",
    "is_record",
    "marks_of",
    "number_array",
    "numbers_of",
    "part_of",
    "read_only",
    "record_type",
    "sigmoid",
    "softmax",
]

Array = NDArray[np.float64]
"""An array of float64; those of a trace are read-only."""


class Axes(tuple[str, ...]):
    """The names of an array's axes, written into the type of the field that holds it."""

    __slots__ = ()

    def __new__(cls, *names: str) -> Self:
        """Name the axes in order."""
        return super().__new__(cls, names)


class Along(tuple[str, ...]):
    """The names of the axes along which a tuple of texts goes, written into the type of what holds it."""

    __slots__ = ()

    def __new__(cls, *names: str) -> Self:
        """Name the axes in order."""
        return super().__new__(cls, names)


class Between(NamedTuple):
    """The least and the largest value that an array may hold, written into the type of the field that holds it."""

    least: float
    most: float


HALF = np.array(0.5)
"""As an array, for a number is made one in each operation."""
SHARE = Between(0.0, 1.0)
"""What gates, weights that add up to one, and probabilities are."""


class Part:
    """Says under which names a record holds the arrays of a step tuple, written into the type of the field that holds it.

    They are called ``<prefix>_<name>``, and their axes as ``axes`` says: ``Annotated[GRUStep, Part("decoder", time="target",
    unit="state")]`` declares ``decoder_hidden[target, state]``. An axis that is not mentioned becomes ``<prefix>_<axis>``.
    Without a prefix names and axes stay as they are. ``of`` is what is held in the place of the arrays: with ``of="gradient"``
    they are called ``<name>_gradient``, and need not lie where those that they are named after do.
    """

    def __init__(self, prefix: str = "", *, of: str = "", **axes: str) -> None:
        self.prefix = f"{prefix}_" if prefix else ""
        self.suffix = f"_{of}" if of else ""
        self.axes = axes

    def name(self, inner: str) -> str:
        """Return the name under which the record has an array of the tuple."""
        return self.prefix + inner + self.suffix

    def renamed(self, axes: Axes) -> Axes:
        """Return the axes that an array of the tuple has in the record."""
        return Axes(*(self.axes.get(axis, self.prefix + axis) for axis in axes))


@cache
def hints_of(kind: Any) -> dict[str, Any]:
    """Return the types of a class's fields in their order, with what is written into them."""
    hints = get_type_hints(kind, include_extras=True)
    return {field.name: hints[field.name] for field in fields(kind)} if is_dataclass(kind) else hints


def marks_of(hint: Any, kind: type[Any]) -> Iterator[Any]:
    """Yield what is written into a field's type, of one kind."""
    return (mark for mark in get_args(hint)[1:] if isinstance(mark, kind)) if get_origin(hint) is Annotated else iter(())


def is_array(hint: Any) -> bool:
    """Tell whether a field's type declares an array with axes."""
    return any(marks_of(hint, Axes))


def is_optional(hint: Any) -> bool:
    """Tell whether a field may be None."""
    return NoneType in get_args(_bare(hint))


def record_type(hint: Any) -> Any:
    """Return the step tuple that a field's type names, or None."""
    kinds = get_args(_bare(hint)) or (_bare(hint),)
    return next((kind for kind in kinds if hasattr(kind, "_fields")), None)


def is_record(hint: Any) -> bool:
    """Tell whether a field's type declares a step tuple."""
    return any(marks_of(hint, Part)) or record_type(hint) is not None


def _bare(hint: Any) -> Any:
    return get_args(hint)[0] if get_origin(hint) is Annotated else hint


def part_of(hint: Any) -> Part:
    """Return under which names a field holds its tuple's arrays."""
    return next(marks_of(hint, Part), Part())


def number_array(name: str, array: NDArray[Any]) -> Array:
    """Return an array of a file as float64; raises :class:`TraceError` if it does not hold numbers."""
    if array.dtype.kind not in "fiu":
        raise TraceError(f"{name} holds {array.dtype}, not numbers.")
    return array.astype(np.float64, copy=False)


def numbers_of(name: str, array: ArrayLike) -> Array:
    """Return what a program hands over as an array; raises :class:`TraceError` if it is none, or does not hold numbers."""
    try:
        found = np.asarray(array)
    except ValueError as error:
        raise TraceError(f"{name} is no array: its rows have different lengths.") from error
    return number_array(name, found)


def is_finite(array: Array) -> bool:
    """Tell whether all numbers are finite, without a mask as large as the array."""
    return not array.size or bool(np.isfinite(array.min()) and np.isfinite(array.max()))


def read_only(array: ArrayLike) -> Array:
    """Return a read-only float64 copy, or the array itself if it is one that nobody can write to."""
    if isinstance(array, np.ndarray) and array.dtype == np.float64 and _is_still(array):
        return array
    copy = np.array(array, dtype=np.float64)
    copy.flags.writeable = False
    return copy


def _is_still(array: NDArray[Any]) -> bool:
    """Tell whether an array is read-only, and does not show the memory of one that is not."""
    owner = array if array.base is None else array.base
    return not array.flags.writeable and isinstance(owner, np.ndarray) and not owner.flags.writeable


def frozen(value: Any) -> Any:
    """Return arrays as read-only float64 copies, step tuples of them likewise, all else as it is."""
    if isinstance(value, np.ndarray):
        return read_only(value)
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*map(frozen, value))
    return value


def sigmoid(x: ArrayLike) -> Array:
    """Return 1 / (1 + exp(-x)), computed as (tanh(x / 2) + 1) / 2 so that it cannot overflow."""
    result: Array = HALF * np.tanh(HALF * np.asarray(x, dtype=np.float64)) + HALF
    return result


def softmax(x: ArrayLike) -> Array:
    """Return exp(x) divided by its sum along the last axis; adding a constant to ``x`` changes nothing."""
    x = np.asarray(x, dtype=np.float64)
    powers = np.exp(x - x.max(axis=-1, keepdims=True))
    result: Array = powers / powers.sum(axis=-1, keepdims=True)
    return result
