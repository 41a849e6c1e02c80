"""Which step of attention, which unit of its scorer and which words are worth telling: rules on a trace of a translation."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.trace.texts import END

__all__ = ["DIVIDED", "divided_step", "entropies", "followed_unit", "is_divided", "telling_units"]

DIVIDED = 0.2
"""A look is divided if two of its weights, or more, are at least this large."""
BENT = 0.75
"""The size of a tanh that shows best what tanh does: neither nought, where it changes nothing, nor at its end."""
HALF_UNIT = 0.005
"""Half of the last digit of what is printed with two decimals."""


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


def followed_unit(trace: Any, step: int, source: int) -> int:
    """Return the unit of the scorer to be followed, for one pair: of those shown the one that bends best, and prints rightly.

    What is printed with two decimals of its sum, and of its product, is to be the sum, and the product, of what is printed beside
    it; where that is so of none, all are judged by how near their tanh is to :data:`BENT`.
    """
    shown = trace.active_units[step]
    left, right = trace.projected_states[step, shown], trace.projected_annotations[source, shown]
    total, squashed = trace.scorer_preactivation[step, source, shown], trace.scorer_hidden[step, source, shown]
    weight, product = trace.lookup("scorer_vector")[shown], trace.scorer_products[step, source, shown]
    sums = np.abs(np.round(left, 2) + np.round(right, 2) - np.round(total, 2)) < HALF_UNIT
    bends = np.abs(np.tanh(np.round(total, 2)) - np.round(squashed, 2)) <= HALF_UNIT
    products = np.abs(np.round(squashed, 2) * np.round(weight, 2) - np.round(product, 2)) <= HALF_UNIT
    right_ones = sums & bends & products
    unlike = np.abs(np.abs(squashed) - BENT) + (~right_ones if right_ones.any() else 0.0)
    return int(shown[int(np.argmin(unlike))])


def telling_units(rows: NDArray[Any], most: int) -> list[int]:
    """Return the units, at the most so many and in their order, that differ most from row to row of ``(row, unit)``.

    Of a single row, those with the largest values.
    """
    size = rows.std(axis=0) if len(rows) > 1 else np.abs(rows[0])
    return sorted(np.argsort(-size, kind="stable")[:most].tolist())
