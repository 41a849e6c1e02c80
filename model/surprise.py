"""How surprising true words are to a softmax over thousands of words, and which of them it finds most probable."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.gradients import affine, apply, log_softmax, total
from model.trace import Array

__all__ = ["surprise"]

ROWS = 64
"""So many rows of a table of logits are gone through at a time: they stay in a core's cache until they are done with."""
Rows = NDArray[np.intp]
NOBODY_ASKS: NDArray[np.bool_] = np.zeros(0, dtype=bool)


class Surprised(NamedTuple):
    """The sum of -log p, ``()``, and its gradients, shaped as what they are for: the weight, the inputs and the bias."""

    value: Array
    weight: Array
    x: Array
    bias: Array


def surprise(weight: Array, x: Array, bias: Array, words: Rows, rivals: Rows | None) -> tuple[Array, NDArray[np.bool_]]:
    """Return the sum of -log softmax(W x + b)[word], and of which words that is the largest; of none while a tape listens.

    Parameters
    ----------
    weight
        ``(word, seen)``.
    x
        ``(row, seen)``.
    bias
        ``(word,)``.
    words
        The true word of each row, ``(row,)``.
    rivals
        ``(rival,)``: the true words are compared with one another and with these only, in place of all words.
    """
    taped = not isinstance(x, np.ndarray)
    if taped and rivals is None:
        return _at_once(weight, x, bias, words), NOBODY_ASKS
    logits, answers = (affine(weight, x, bias), words) if rivals is None else _among(weight, x, bias, words, rivals)
    predicted = log_softmax(logits)
    surprised = -total(predicted[np.arange(len(words)), answers])
    return surprised, NOBODY_ASKS if taped else predicted.argmax(axis=-1) == answers


def _among(weight: Array, x: Array, bias: Array, words: Rows, rivals: Rows) -> tuple[Array, Rows]:
    """Return the logits of the true words and their rivals, and which of them the true ones are.

    Rivals are drawn evenly from all other words and stand for them, so each counts for so many. The sum in the softmax is then
    right on average (Horvitz and Thompson 1952).
    """
    own, answers = np.unique(words, return_inverse=True)
    rows = np.concatenate((own, rivals))
    share = np.zeros(len(rows), dtype=bias.dtype)
    share[len(own) :] = np.log((bias.shape[0] - len(own)) / len(rivals))
    return affine(weight[rows], x, bias[rows]) + share, answers


def _at_once(weight: Array, x: Array, bias: Array, words: Rows) -> Array:
    """Return -log softmax(W x + b)[word], all added up; the gradients are reckoned in the same go.

    The logits are tens of megabytes. Gone through again for each operation, and for its gradient, they take longer to move than
    to reckon with.
    """
    found: list[Surprised] = []

    def surprised(*given: Array) -> Array:
        found.append(_reckoned(*given, words=words))
        return found[0].value

    def times(name: str) -> Callable[..., Array]:
        return lambda gradient, value, *_: getattr(found[0], name) * gradient.astype(value.dtype)

    return apply(surprised, map(times, Surprised._fields[1:]), (weight, x, bias))


def _reckoned(weight: Array, x: Array, bias: Array, *, words: Rows) -> Surprised:
    astray = np.empty((len(x), len(weight)), dtype=x.dtype)
    value = np.zeros((), dtype=x.dtype)
    for start in range(0, len(x), ROWS):
        rows = astray[start : start + ROWS]
        true = np.arange(len(rows)), words[start : start + ROWS]
        np.matmul(x[start : start + ROWS], weight.T, out=rows)
        rows += bias
        rows -= rows.max(axis=-1, keepdims=True)
        own = rows[true]
        np.exp(rows, out=rows)
        sums = rows.sum(axis=-1, keepdims=True)
        value += np.log(sums).sum() - own.sum()
        rows /= sums
        rows[true] -= 1.0
    return Surprised(value, astray.T @ x, astray @ weight, astray.sum(axis=0))
