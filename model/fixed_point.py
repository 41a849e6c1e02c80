"""Numbers in fixed point: whole multiples, of at most 127, of a power of two, so that a byte holds one."""

import numpy as np
from numpy.typing import NDArray

from model.trace import Array

__all__ = ["FARTHEST", "MOST", "multiples", "rounded", "times"]

MOST = 127
"""The largest multiple: what a byte with a sign holds on both sides of 0."""
FARTHEST = 200
"""Steps are two to the power of -200 to 200: float64 has all their multiples."""


def rounded(array: Array, share: float) -> Array:
    """Return ``array`` in fixed point: its step is the largest power of two up to ``share`` of the root of its mean square.

    It is larger where the largest number would else be more than :data:`MOST` steps.
    """
    largest = float(np.abs(array).max(initial=0.0))
    if largest == 0.0:
        return array
    usual = np.floor(np.log2(share * np.sqrt(np.mean(array * array))))
    step = 2.0 ** max(usual, np.ceil(np.log2(largest / MOST)))
    fixed: Array = np.rint(array / step) * step + 0.0  # a byte has no -0
    return fixed


def multiples(array: Array) -> tuple[NDArray[np.int8], int] | None:
    """Return what ``array`` has in fixed point, and the exponent of its step; None if that would change it."""
    if np.signbit(array[array == 0]).any():
        return None
    mantissas, exponents = np.frexp(array[array != 0])
    if not mantissas.size:
        return np.zeros(array.shape, np.int8), 0
    wholes = np.ldexp(mantissas, 53).astype(np.int64)
    lowest = np.log2(wholes & -wholes).astype(np.int64)  # the place of the last bit that is set
    exponent = int((exponents - 53 + lowest).min())
    with np.errstate(over="ignore"):
        counts = np.ldexp(array, -exponent)
    fits = np.abs(counts).max() <= MOST and abs(exponent) <= FARTHEST
    return (counts.astype(np.int8), exponent) if fits else None


def times(counts: NDArray[np.int8], exponent: int) -> Array:
    """Return the numbers that :func:`multiples` has taken apart."""
    return np.ldexp(counts.astype(np.float64), exponent)
