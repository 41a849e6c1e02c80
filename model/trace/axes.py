"""Arrays whose types name their axes, and the checks that follow from that."""

from collections.abc import Iterator
from typing import Annotated, Any, Self, get_args, get_origin, get_type_hints

import numpy as np
from numpy.typing import ArrayLike, NDArray

from model.errors import TraceError

__all__ = [
    "Array",
    "Axes",
    "Part",
    "axis_sizes",
    "check_axes",
    "declared_arrays",
    "frozen",
    "is_array",
    "number_array",
    "read_only",
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


def is_array(hint: Any) -> bool:
    """Tell whether a field's type declares an array with axes."""
    return get_origin(hint) is Annotated and isinstance(get_args(hint)[1], Axes)


class Part:
    """Sets a step tuple apart from others of its type in one record, written into the type of the field that holds it.

    Its arrays are called ``<prefix>_<name>``, and its axes as ``axes`` says: ``Annotated[GRUStep, Part("decoder", time="target",
    unit="state")]`` declares ``decoder_hidden[target, state]``. An axis that is not mentioned becomes ``<prefix>_<axis>``.
    """

    def __init__(self, prefix: str, **axes: str) -> None:
        self.prefix = prefix
        self.axes = axes

    def declared(self, name: str, axes: Axes) -> tuple[str, Axes]:
        """Return the name and axes under which the record declares an array of the tuple."""
        return f"{self.prefix}_{name}", Axes(*(self.axes.get(axis, f"{self.prefix}_{axis}") for axis in axes))


def declared_arrays(record: Any) -> Iterator[tuple[str, Axes, Array]]:
    """Yield (name, axes, array) for every array that ``record`` declares, nested step tuples included; None declares nothing."""
    hints = get_type_hints(type(record), include_extras=True)
    for name, hint in hints.items():
        value = getattr(record, name, None)
        if is_array(hint) and value is not None:
            yield name, get_args(hint)[1], value
        elif isinstance(value, tuple) and hasattr(value, "_fields"):
            part = next((mark for mark in get_args(hint) if isinstance(mark, Part)), None)
            for inner, axes, array in declared_arrays(value):
                yield (*(part.declared(inner, axes) if part else (inner, axes)), array)


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


def number_array(name: str, array: NDArray[Any]) -> Array:
    """Return an array of a file as float64; raises :class:`TraceError` if it does not hold numbers."""
    if array.dtype.kind not in "fiu":
        raise TraceError(f"{name} holds {array.dtype}, not numbers.")
    return array.astype(np.float64)


def read_only(array: ArrayLike) -> Array:
    """Return a read-only float64 copy."""
    copy = np.array(array, dtype=np.float64)
    copy.flags.writeable = False
    return copy


def frozen(value: Any) -> Any:
    """Return arrays as read-only float64 copies, step tuples of them likewise, all else as it is."""
    if isinstance(value, np.ndarray):
        return read_only(value)
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*map(frozen, value))
    return value


def sigmoid(x: ArrayLike) -> Array:
    """Return 1 / (1 + exp(-x)), computed as (tanh(x / 2) + 1) / 2 so that it cannot overflow."""
    return 0.5 * np.tanh(0.5 * np.asarray(x, dtype=np.float64)) + 0.5


def softmax(x: ArrayLike) -> Array:
    """Return exp(x) divided by its sum along the last axis; adding a constant to ``x`` changes nothing."""
    x = np.asarray(x, dtype=np.float64)
    powers = np.exp(x - x.max(axis=-1, keepdims=True))
    result: Array = powers / powers.sum(axis=-1, keepdims=True)
    return result
