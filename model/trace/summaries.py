"""What follows from a measure that was repeated: its summaries, and how the runs of one coordinate compare with those of another.

Two sets of runs are compared pair by pair, as Mann and Whitney (1947, "On a test of whether one of two random variables is
stochastically larger than the other") do: each run of the one with each of the other.
"""

from collections.abc import Callable
from functools import lru_cache
from math import erfc, floor, sqrt
from typing import Any, Literal, NamedTuple

import numpy as np

from model.trace.axes import Array, read_only

__all__ = ["ALONG_TWO", "CHANCE", "EXACT", "FOLDS", "PAIRS", "PER", "SUMMARIES", "Summary", "as_clear", "folds_of"]

FOLDS = "folds"
"""How the name ends of what says how many times as large a median is as another one."""
PER = f"{FOLDS}_per"
"""What stands between the names of a measure and of a count where that is said of the median for each one counted."""
PAIRS, CHANCE = "pairs", "chance"
"""How the names end of what says in how many pairs of runs one came to more, and how often chance alone is so clear."""
SIDES: tuple[Literal["left", "right"], ...] = ("left", "right")
"""On which sides of an equal value another one is counted, by turns."""
EXACT = 20
"""Up to so many runs of either side all orders are counted."""


class Summary(NamedTuple):
    """What follows from repetitions: what it is, of how many at least, how it is computed, and the size of what that is made of.

    Both functions take the values, and the ``axis`` of repetitions.
    """

    says: str
    least: int
    value: Callable[..., Any]
    size: Callable[..., Any]


def _deviation(values: Array, axis: int) -> Any:
    return np.std(values, axis=axis, ddof=1)


def _reach(values: Array, axis: int) -> Any:
    """Return by how much a deviation changes at most, relative to a change of all values."""
    return np.sqrt(np.sum(values * values, axis=axis) / (values.shape[axis] - 1))


SUMMARIES: dict[str, Summary] = {
    "mean": Summary("mean", 1, np.mean, lambda values, axis: np.mean(np.abs(values), axis=axis)),
    "median": Summary("median", 1, np.median, lambda values, axis: np.median(np.abs(values), axis=axis)),
    "least": Summary("smallest", 1, np.min, lambda values, axis: np.abs(np.min(values, axis=axis))),
    "most": Summary("largest", 1, np.max, lambda values, axis: np.abs(np.max(values, axis=axis))),
    "deviation": Summary("sample standard deviation", 2, _deviation, _reach),
    "total": Summary("sum", 1, np.sum, lambda values, axis: np.sum(np.abs(values), axis=axis)),
}
"""What follows from a measure over repetitions, by the end of its name: ``accuracy_mean``."""


def folds_of(values: Array) -> Array:
    """Return how many times as large as each row the rows of some values are: ``(row, row, ...)``, the divisor first."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return read_only(values[np.newaxis] / values[:, np.newaxis])


def _pairs_of(values: Array, axis: int) -> Array:
    """Return in how many pairs of repetitions each row came to more than each other one.

    That is ``(row, row, ...)``, the one with more first. A pair of equal values is half a pair for either.
    """
    runs = np.sort(np.moveaxis(values, axis, -1), axis=-1)
    found = np.empty((len(runs), *runs.shape[:-1]))
    for index in np.ndindex(found.shape):
        first, second, *rest = index
        one, other = runs[(first, *rest)], runs[(second, *rest)]
        found[index] = sum(np.searchsorted(other, one, side).sum() for side in SIDES) / len(SIDES)
    return read_only(found)


def _chance_of(values: Array, axis: int) -> Array:
    """Return the probability that pairs are at least as one-sided where there is no difference: ``(row, row, ...)``."""
    runs, pairs = values.shape[axis], _pairs_of(values, axis)
    return read_only(np.reshape([as_clear(float(each), runs) for each in pairs.flat], pairs.shape))


def as_clear(pairs: float, runs: int) -> float:
    """Return the probability of so many pairs, or of more one-sided ones, where all orders of ``runs`` of either side are alike.

    It is exact up to :data:`EXACT` runs, and beyond that of the normal distribution with the same mean and variance.
    """
    most = floor(max(pairs, runs * runs - pairs))
    if runs > EXACT:
        deviation = sqrt(runs * runs * (2 * runs + 1) / 12)
        return min(1.0, erfc((most - 0.5 - runs * runs / 2) / deviation / sqrt(2)))
    ways = _ways(runs)
    return min(1.0, 2 * sum(ways[most:]) / sum(ways))


@lru_cache(maxsize=16)
def _ways(runs: int) -> tuple[int, ...]:
    """Return in how many orders of ``runs`` of either side there are 0, 1, 2 ... pairs in which one side is ahead.

    They are the coefficients of the Gaussian binomial (2 runs over runs): the product of (1 - q^(runs + k)) / (1 - q^k).
    """
    most = runs * runs
    ways = [1] + [0] * most
    for k in range(1, runs + 1):
        for place in range(most, runs + k - 1, -1):
            ways[place] -= ways[place - runs - k]
        for place in range(k, most + 1):
            ways[place] += ways[place - k]
    return tuple(ways)


def _median_folds(values: Array, axis: int) -> Array:
    return folds_of(np.median(values, axis=axis))


ALONG_TWO: dict[str, Callable[[Array, int], Array]] = {FOLDS: _median_folds, PAIRS: _pairs_of, CHANCE: _chance_of}
"""What follows of every two coordinates of a measure's first axis, by the end of its name: ``accuracy_pairs``."""
