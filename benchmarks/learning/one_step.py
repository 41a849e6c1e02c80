"""One step of a cell: how many numbers it has, how many operations they take, and how long it takes to read a word.

``python -m benchmarks.learning.one_step lstm 64`` prints it as JSON. The cell is untrained; it has as many units as a word has
features. An entry of a weight matrix meets one entry of [h; x] in a step, and takes one multiplication and one addition there
(the first addition is to the bias); what is done unit by unit is not counted. Seconds are those of the processor.

Cold are steps before each of which so many other bytes were written that no cache holds the weights any more: they come from
main memory, however few they are. Then a small cell of the same kind takes a step, so that it is not the code that is cold.
"""

import json
import sys
import time
from collections.abc import Callable, Mapping
from math import prod
from statistics import median
from typing import Any

import numpy as np

from model.cells import CELLS
from model.parameters import parameters_of

__all__ = ["EMPTIED", "REPEATS", "SIZES", "blocks", "costs", "numbers"]

SIZES = (8, 64, 512)
REPEATS = 200
"""So many steps are timed, after a tenth of that which are not."""
EMPTIED = 2**23
"""So many numbers of 8 bytes are written to empty caches: 64 MiB, twice what the last cache of the machine of the study holds."""
EACH = 2
"""A multiplication and an addition."""


def numbers(cell: Any) -> int:
    """Return how many numbers a cell has that training finds."""
    return sum(array.size for array in parameters_of(cell).values())


def blocks(cell: Any) -> int:
    """Return in how many blocks its weights are: one for each of its gates and its candidate."""
    return prod(cell.weight.shape[:-2])


def costs(kind: str, units: int, repeats: int = REPEATS, emptied: int = EMPTIED) -> Mapping[str, float]:
    """Return what a step of an untrained cell costs, while caches may hold its weights, and when they were emptied."""
    cell, small = (CELLS[kind].create(size, size, np.random.default_rng(0)) for size in (units, SIZES[0]))
    word, others = np.ones(SIZES[0]), np.ones(emptied)

    def empty() -> None:
        """Write so much that no cache holds the weights, and let the code be run."""
        np.add(others, 1.0, out=others)
        small.step(word, small.rest())

    return {
        "weights": numbers(cell),
        "operations": EACH * cell.weight.size,
        "step_microseconds": step_microseconds(cell, units, repeats),
        "cold_step_microseconds": step_microseconds(cell, units, repeats, empty),
    }


def step_microseconds(cell: Any, units: int, repeats: int, before: Callable[[], None] = lambda: None) -> float:
    """Return how long a step takes that begins with what the one before it left; ``before`` is called before each, untimed."""
    words, state, seconds = np.random.default_rng(1).normal(size=(repeats + repeats // 10, units)), cell.rest(), []
    for word in words:
        before()
        began = time.process_time()
        step = cell.step(word, state)
        seconds.append(time.process_time() - began)
        state = cell.state(step)
    return 1e6 * median(seconds[repeats // 10 :])


if __name__ == "__main__":
    print(json.dumps(costs(sys.argv[1], int(sys.argv[2]))))
