"""One step of a cell: how many numbers it has, how many operations they take, and how long it takes to read a word.

``python -m benchmarks.learning.one_step lstm 64`` prints it as JSON. The cell is untrained; it has as many units as a word has
features. An entry of a weight matrix meets one entry of [h; x] in a step, and takes one multiplication and one addition there
(the first addition is to the bias); what is done unit by unit is not counted. Seconds are those of the processor.
"""

import json
import sys
import time
from collections.abc import Mapping
from math import prod
from statistics import median
from typing import Any

import numpy as np

from model.cells import CELLS
from model.parameters import parameters_of

__all__ = ["REPEATS", "SIZES", "blocks", "costs", "numbers"]

SIZES = (8, 64, 512)
REPEATS = 200
"""So many steps are timed, after a tenth of that which are not."""
EACH = 2
"""A multiplication and an addition."""


def numbers(cell: Any) -> int:
    """Return how many numbers a cell has that training finds."""
    return sum(array.size for array in parameters_of(cell).values())


def blocks(cell: Any) -> int:
    """Return in how many blocks its weights are: one for each of its gates and its candidate."""
    return prod(cell.weight.shape[:-2])


def costs(kind: str, units: int, repeats: int = REPEATS) -> Mapping[str, float]:
    """Return what a step of an untrained cell costs; each step begins with what the one before it left."""
    rng = np.random.default_rng(0)
    cell: Any = CELLS[kind].create(units, units, rng)
    words, state, seconds = rng.normal(size=(repeats + repeats // 10, units)), cell.rest(), []
    for word in words:
        began = time.process_time()
        step = cell.step(word, state)
        seconds.append(time.process_time() - began)
        state = cell.state(step)
    return {
        "weights": numbers(cell),
        "operations": EACH * cell.weight.size,
        "step_microseconds": 1e6 * median(seconds[repeats // 10 :]),
    }


if __name__ == "__main__":
    print(json.dumps(costs(sys.argv[1], int(sys.argv[2]))))
