"""Equations that must hold in a trace: a sentence for people, its operands by name, and how far rounding may part its sides.

What an equation expects is computed here from the *stored* operands, and on other ways than the networks take: an audit that
evaluated their own expressions would check nothing. Beside each value goes its *size*, the sum of the |operands| that it is made
of: no rounding to the file's numbers can part the two sides by more than a few units in the last place of that.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np

from model.trace.axes import Array

__all__ = [
    "ROUNDINGS",
    "Equation",
    "Estimate",
    "Identity",
    "added",
    "centred",
    "equal",
    "multiplied",
    "pushed",
    "sigmoid_of",
    "softmax_of",
    "tanh_of",
    "weighed",
]

ROUNDINGS = 8
"""So many units in the last place of its size may an equation be off: what is stored is rounded, and so are its sums.

Correctly rounded arrays stay below 2, in float16, float32 and float64 alike, and honest sums in a row below 3.
"""


class Estimate(NamedTuple):
    """What an equation expects, and the sum of the |operands| that this is made of, entry by entry."""

    value: Array
    size: Array


class Identity(NamedTuple):
    """An equation that must hold in a trace: by how much it fails, and by how much it may, where that is closest or worst."""

    name: str
    error: float
    bound: float

    @property
    def holds(self) -> bool:
        """Whether both sides are equal but for rounding, in every entry; of what is too large to be told, nothing holds."""
        return self.error <= self.bound < np.inf


def _same(array: Array) -> Array:
    return array


@dataclass(frozen=True)
class Equation:
    """``result`` = ``says``, of stored quantities that are called ``operands``.

    ``expected`` makes the right side of the operands, in their order; ``of`` makes the left side of the result, if it is not the
    result itself, and ``sentence`` says the whole, if it is not ``result`` = ``says``. By ``slack`` more may the sides be
    apart, where it is known that the quantities were written down with fewer digits than their type has.
    """

    result: str
    says: str
    operands: tuple[str, ...]
    expected: Callable[..., Estimate]
    of: Callable[[Array], Array] = _same
    sentence: str = "{result} = {says}"
    slack: float = 0.0

    @property
    def name(self) -> str:
        """The whole equation, as a sentence."""
        return self.sentence.format(result=self.result, says=self.says)

    def renamed(self, names: Mapping[str, str]) -> "Equation":
        """Return the same equation of quantities that a record has under other names."""
        says = re.sub(rf"\b({'|'.join(self.operands)})\b", lambda found: names.get(found[0], found[0]), self.says)
        operands = tuple(names.get(name, name) for name in self.operands)
        return replace(self, result=names.get(self.result, self.result), says=says, operands=operands)

    def check(self, record: Any, precision: str) -> Iterator[Identity]:
        """Yield how well the equation holds for the arrays of ``record``, in numbers of a ``precision``.

        Nothing is yielded where one of the arrays is absent.
        """
        found: list[Any] = [getattr(record, name, None) for name in (self.result, *self.operands)]
        if any(array is None for array in found):
            return
        tiny = float(np.finfo(precision).tiny)
        with np.errstate(over="ignore", invalid="ignore"):
            value = self.expected(*found[1:]).value
            # Below the least normal number an operand is stored with fewer digits, which counts by what it is multiplied with.
            size = self.expected(*(np.where(np.abs(array) < tiny, tiny, array) for array in found[1:])).size
            yield judged(self.name, self.of(found[0]), Estimate(value, size + tiny), precision, self.slack)


def judged(name: str, found: Array, expected: Estimate, precision: str, slack: float = 0.0) -> Identity:
    """Compare entry by entry; return the entry that exceeds its bound most, or comes closest to it."""
    error = np.abs(np.subtract(found, expected.value)).ravel()
    bound = np.broadcast_to(ROUNDINGS * float(np.finfo(precision).eps) * expected.size + slack, np.shape(found)).ravel()
    with np.errstate(over="ignore", invalid="ignore"):
        worst = int(np.argmax(error / bound))
    return Identity(name, float(error[worst]), float(bound[worst]))


def weighed(weight: Array, bias: Array, *stacked: Array) -> Estimate:
    """Expect W [a; b; ...] + bias for every row: ``(out, stacked)``, ``(out,)`` and ``(..., in)`` make ``(..., out)``."""
    rows = np.concatenate(stacked, axis=-1)
    size = np.einsum("...s,us->...u", np.abs(rows), np.abs(weight)) + np.abs(bias)
    return Estimate(np.einsum("...s,us->...u", rows, weight) + bias, size)


def centred(values: Array) -> Array:
    """Return values less their mean along the last axis."""
    less: Array = values - values.mean(axis=-1, keepdims=True)
    return less


def pushed(pushes: Array, biases: Array, weight: Array, bias: Array, hidden: Array) -> Estimate:
    """Expect the sum of ``pushes``, ``(..., unit, label)``, and of ``biases``, ``(label,)``; both are made of the other three.

    Each of these may be far larger than what is left of it when the mean is taken away.
    """
    size = np.abs(hidden) @ np.abs(weight).T + np.abs(bias)
    return Estimate(pushes.sum(axis=-2) + biases, size + size.max(axis=-1, keepdims=True))


def added(*terms: Array) -> Estimate:
    """Expect the sum of the terms."""
    return Estimate(np.sum(terms, axis=0), np.sum(np.abs(terms), axis=0))


def multiplied(*factors: Array) -> Estimate:
    """Expect the product of the factors."""
    product = np.prod(np.broadcast_arrays(*factors), axis=0)
    return Estimate(product, np.abs(product))


def equal(array: Array) -> Estimate:
    """Expect the same again."""
    return Estimate(array, np.abs(array))


def sigmoid_of(x: Array) -> Estimate:
    """Expect 1 / (1 + exp(-x)); many compute it as (tanh(x / 2) + 1) / 2, of which the terms are as large as 1."""
    return Estimate(np.exp(-np.logaddexp(0.0, -x)), np.ones_like(x))


def tanh_of(x: Array) -> Estimate:
    """Expect the hyperbolic tangent; its argument's rounding counts by the slope there."""
    power = np.expm1(-2.0 * np.abs(x))
    value = np.sign(x) * -power / (power + 2.0)
    return Estimate(value, np.abs(value) + (1.0 - value * value) * np.abs(x))


def softmax_of(x: Array) -> Estimate:
    """Expect exp(x) divided by its sum along the last axis; the rounding of every x counts by its share."""
    most = x.max(axis=-1, keepdims=True)
    value = np.exp(x - most - np.log(np.exp(x - most).sum(axis=-1, keepdims=True)))
    return Estimate(value, value * (1.0 + np.abs(x) + np.abs(x).max(axis=-1, keepdims=True)))
