"""One gradient machinery for every network: a tape over NumPy arrays.

A network is written once, in plain array arithmetic and the functions below. Given arrays it just computes. Given what
:meth:`Tape.watch` returns it computes the same numbers and leaves a line on the tape for each operation; :meth:`Tape.gradients`
walks the lines backwards (reverse accumulation, Linnainmaa 1970; for a recurrent network this is backpropagation through time).

An operation is its forward rule and one *pullback* per argument: ``pullback(gradient, result, *arguments)`` returns the gradient
of that argument. ``differences.py`` compares all of it with central differences.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple, ParamSpec, cast

import numpy as np

from model import trace
from model.trace import Array

__all__ = [
    "Tape",
    "affine",
    "apply",
    "concatenate",
    "exp",
    "log_softmax",
    "primitive",
    "sigmoid",
    "sigmoids",
    "stack",
    "tanh",
    "total",
]

P = ParamSpec("P")
Pullback = Callable[..., "Array | Slot"]
Line = tuple["Variable", tuple[Any, ...], tuple[Any, ...], Iterable[Pullback], str]


class Slot(NamedTuple):
    """A gradient that concerns only ``array[key]``."""

    key: Any
    gradient: Array


class Variable:
    """Stands in for an array while a tape listens."""

    __slots__ = ("gradient", "lines", "owned", "value")
    __array_ufunc__ = None  # so that ``array * variable`` asks the variable

    def __init__(self, value: Array, lines: list[Line]) -> None:
        self.value = value
        self.lines = lines
        self.gradient: Array | None = None
        self.owned = False

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape of the value."""
        return self.value.shape

    @property
    def dtype(self) -> np.dtype[Any]:
        """The type of the value's numbers."""
        return self.value.dtype

    def receive(self, part: "Array | Slot") -> None:
        """Add ``part`` to the gradient. It may be held by others as well, so it is never changed."""
        if isinstance(part, Slot):
            self._receive_slot(*part)
            return
        if part.shape != self.value.shape:
            part = _unbroadcast(part, self.value.shape)
        if self.owned:
            buffer = self.buffer()
            np.add(buffer, part, out=buffer)
        elif self.gradient is not None:
            self.gradient, self.owned = np.add(self.gradient, part, out=np.empty_like(self.gradient)), True
        elif part.flags.forc:
            self.gradient = part
        else:  # in one piece it is gone through faster, and its sums are always added up in the same order
            self.gradient, self.owned = np.array(part), True

    def _receive_slot(self, key: Any, part: Array) -> None:
        buffer = self.buffer()
        if _is_basic(key) or _names_each_once(key):
            buffer[key] += part
        else:
            np.add.at(buffer, key, part)

    def buffer(self) -> Array:
        """Return the gradient so far, in an array that nobody else holds."""
        if not self.owned:
            self.gradient = np.zeros_like(self.value) if self.gradient is None else np.array(self.gradient)
            self.owned = True
        return cast(Array, self.gradient)

    def __float__(self) -> float:
        return float(self.value)

    def __add__(self, other: Any) -> Any:
        return _add(self, other)

    __radd__ = __add__

    def __sub__(self, other: Any) -> Any:
        return _subtract(self, other)

    def __rsub__(self, other: Any) -> Any:
        return _subtract(other, self)

    def __mul__(self, other: Any) -> Any:
        return _multiply(self, other)

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> Any:
        return _divide(self, other)

    def __neg__(self) -> Any:
        return _multiply(self, -1.0)

    def __getitem__(self, key: Any) -> Any:
        return _item(self, key)

    def __iter__(self) -> Iterator[Any]:
        return (self[number] for number in range(len(self.value)))


class Tape:
    """Remembers what was done to the arrays it watches: ``lines``, of what came of it, of what, and by which function."""

    def __init__(self) -> None:
        self.lines: list[Line] = []

    def watch(self, arrays: Mapping[str, Array]) -> dict[str, Array]:
        """Return a stand-in for each array; typed as the array that it stands for."""
        return {name: cast(Array, Variable(array, self.lines)) for name, array in arrays.items()}

    def gradients(self, result: Array, watched: Mapping[str, Array]) -> dict[str, Array]:
        """Return d ``result`` / d ``watched`` by name, or in what came of that; ``result`` is one number, the tape is used up."""
        outcome = cast(Variable, result)
        outcome.gradient = np.ones_like(outcome.value)
        while self.lines:
            output, arguments, values, pullbacks, _ = self.lines.pop()
            gradient, value = output.gradient, output.value
            if gradient is None:  # nothing that matters depends on it
                continue
            for argument, pullback in zip(arguments, pullbacks, strict=False):
                if type(argument) is Variable:
                    argument.receive(pullback(gradient, value, *values))
        return {name: leaf.buffer() for name, leaf in cast(Mapping[str, Variable], watched).items()}


def apply(forward: Callable[..., Array], pullbacks: Iterable[Pullback], arguments: tuple[Any, ...]) -> Array:
    """Return ``forward(*arguments)``, leaving a line on the tape of the first variable among them, if there is one."""
    for argument in arguments:
        if type(argument) is Variable:
            values = tuple([each.value if type(each) is Variable else each for each in arguments])
            output = Variable(forward(*values), argument.lines)
            argument.lines.append((output, arguments, values, pullbacks, forward.__name__))
            return cast(Array, output)
    return forward(*arguments)


def primitive(*pullbacks: Pullback) -> Callable[[Callable[P, Array]], Callable[P, Array]]:
    """Make a function of arrays differentiable; arguments after the last pullback are constants."""

    def decorate(forward: Callable[P, Array]) -> Callable[P, Array]:
        def call(*arguments: P.args, **named: P.kwargs) -> Array:
            if named:
                raise TypeError(f"{forward.__name__} takes its arguments by position.")
            return apply(forward, pullbacks, arguments)

        call.__name__, call.__doc__ = forward.__name__, forward.__doc__
        return call

    return decorate


@primitive(lambda g, y, a, b: g, lambda g, y, a, b: g)
def _add(a: Any, b: Any) -> Any:
    return a + b


@primitive(lambda g, y, a, b: g, lambda g, y, a, b: -g)
def _subtract(a: Any, b: Any) -> Any:
    return a - b


@primitive(lambda g, y, a, b: g * b, lambda g, y, a, b: g * a)
def _multiply(a: Any, b: Any) -> Any:
    return a * b


@primitive(lambda g, y, a, b: g / b, lambda g, y, a, b: -g * y / b)
def _divide(a: Any, b: Any) -> Any:
    return a / b


@primitive(lambda g, y, x, key: Slot(key, g))
def _item(x: Any, key: Any) -> Any:
    return x[key]


@primitive(lambda g, y, x: g * (1.0 - y * y))
def tanh(x: Array) -> Array:
    """Return the hyperbolic tangent."""
    return np.tanh(x)


@primitive(lambda g, y, x: g * y * (1.0 - y))
def sigmoid(x: Array) -> Array:
    """Return 1 / (1 + exp(-x)), by the very rule that a trace is checked with, in the type of ``x``."""
    return trace.sigmoid(x).astype(x.dtype, copy=False)


def sigmoids(*x: Array) -> Iterable[Array]:
    """Return the :func:`sigmoid` of each of some arrays of the same shape: of plain ones all at once, which is faster."""
    if Variable in map(type, x):
        return map(sigmoid, x)
    return sigmoid(np.concatenate(x).reshape(len(x), *x[0].shape))


@primitive(lambda g, y, x: g * y)
def exp(x: Array) -> Array:
    """Return e to the power of ``x``."""
    return np.exp(x)


@primitive(lambda g, y, x: np.broadcast_to(g, x.shape))
def total(x: Array) -> Array:
    """Return the sum of all entries."""
    return np.asarray(np.sum(x))


@primitive(lambda g, y, x: g - np.exp(y) * g.sum(axis=-1, keepdims=True))
def log_softmax(x: Array) -> Array:
    """Return log(softmax(x)) along the last axis."""
    shifted = x - x.max(axis=-1, keepdims=True)
    return cast(Array, shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True)))


@primitive(lambda g, y, a, b: g[..., : a.shape[-1]], lambda g, y, a, b: g[..., a.shape[-1] :])
def concatenate(a: Array, b: Array) -> Array:
    """Return [a; b] along the last axis."""
    return np.concatenate((a, b), axis=-1)


@primitive(
    lambda g, y, w, x, b: (_rows(g, w).T @ x.reshape(-1, x.shape[-1])).reshape(w.shape),
    lambda g, y, w, x, b: (_rows(g, w) @ w.reshape(-1, w.shape[-1])).reshape(x.shape),
    lambda g, y, w, x, b: _rows(g, w).sum(axis=0).reshape(b.shape),
)
def affine(weight: Array, x: Array, bias: Array) -> Array:
    """Return W x + b for every row of ``x``, all blocks of W in one product.

    Parameters
    ----------
    weight
        ``(unit, stacked)``, or ``(gate, unit, stacked)`` for several blocks.
    x
        ``(..., stacked)``.
    bias
        ``(unit,)`` or ``(gate, unit)``.

    Returns
    -------
    Array
        ``(..., unit)``; with several blocks ``(gate, ..., unit)``, so that they can be unpacked.
    """
    if weight.ndim == 2:
        return x @ weight.T + bias
    flat = x @ weight.reshape(-1, weight.shape[-1]).T + bias.ravel()
    if x.ndim == 1:
        return flat.reshape(bias.shape)
    blocks = flat.reshape(*x.shape[:-1], *bias.shape)
    return blocks.transpose(x.ndim - 1, *range(x.ndim - 1), x.ndim)


def stack(parts: Iterable[Array]) -> Array:
    """Return the parts as one array with a new first axis."""
    arguments = tuple(parts)
    return apply(lambda *arrays: np.array(arrays), map(_part, range(len(arguments))), arguments)


def _part(number: int) -> Pullback:
    return lambda gradient, *_: gradient[number]


def _rows(gradient: Array, weight: Array) -> Array:
    """Undo the order of :func:`affine`'s result: one row for each row of x, all of W's outputs side by side."""
    last = gradient.ndim - 1
    side_by_side = gradient if weight.ndim == 2 else gradient.transpose(*range(1, last), 0, last)
    return side_by_side.reshape(-1, weight.size // weight.shape[-1])


def _unbroadcast(gradient: Array, shape: tuple[int, ...]) -> Array:
    """Sum ``gradient`` over the axes along which an argument of this ``shape`` was repeated."""
    if gradient.shape == shape:
        return gradient
    gradient = gradient.sum(axis=tuple(range(gradient.ndim - len(shape))))
    repeated = tuple(axis for axis, size in enumerate(shape) if size == 1)
    return cast(Array, gradient.sum(axis=repeated, keepdims=True))


def _is_basic(key: Any) -> bool:
    return type(key) is int or not any(
        isinstance(part, np.ndarray | list) for part in (key if isinstance(key, tuple) else (key,))
    )


def _names_each_once(key: Any) -> bool:
    """Tell whether an index of rows, from 0 on, names no row twice, so that what concerns them can be added in one go."""
    return isinstance(key, np.ndarray) and key.ndim == 1 and len(np.unique(key)) == len(key)
