"""Which step of attention and which units of a state are worth telling: rules on a trace of a translation."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.trace.marks import END

__all__ = ["DIVIDED", "divided_step", "entropies", "is_divided", "telling_units"]

DIVIDED = 0.2
"""A look is divided if two of its weights, or more, are at least this large."""


def entropies(weights: NDArray[Any]) -> NDArray[Any]:
    """Return how spread each row of weights is, in nats: ``(target,)`` for ``(target, source)``; 0 where one word has all."""
    entropy: NDArray[Any] = -(weights * np.log(np.maximum(weights, np.finfo(float).tiny))).sum(axis=1)
    return entropy


def is_divided(trace: Any, step: int) -> bool:
    """Tell whether an output step looks at two words or more, with weights of at least :data:`DIVIDED`."""
    return int((trace.weights[step] >= DIVIDED).sum()) > 1


def divided_step(trace: Any) -> int:
    """Return the output step whose look is the most worth telling: the most spread one of those that are divided.

    The end of the sentence is left out, and the first step where the state that asks is a learned constant, unless there is no
    other. Steps at which known words are looked at and written come before others, and divided ones before those that are not.
    """
    count = len(trace.target_tokens)
    ended = count > 1 and trace.target_tokens[-1] == END
    steps = range(int(trace.bridge == "constant" and count - ended > 1), count - ended)
    spread = entropies(trace.weights)

    def worth(step: int) -> tuple[bool, bool, float]:
        known = bool(trace.source_known[int(trace.weights[step].argmax())]) and not trace.is_copy(step)
        return known, is_divided(trace, step), float(spread[step])

    return max(steps, key=worth)


def telling_units(rows: NDArray[Any], most: int) -> list[int]:
    """Return the units, at the most so many and in their order, that differ most from row to row of ``(row, unit)``.

    Of a single row, those with the largest values.
    """
    size = rows.std(axis=0) if len(rows) > 1 else np.abs(rows[0])
    return sorted(np.argsort(-size, kind="stable")[:most].tolist())
