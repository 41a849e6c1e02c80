"""Dropout: units of a cell that are erased by chance while it reads, with a fresh mask at each word or one mask for all words."""

from typing import Any

import numpy as np

from model.cells import Cell
from model.trace import Array

__all__ = ["DRAWS", "PLACES", "RATE", "SEED", "dropped", "masks_of"]

RATE, SEED, DRAWS = 0.25, 0, 200
"""The chance with which a unit is erased, the seed of what is drawn, and how often, where nobody says otherwise."""
PLACES = "state", "gates"
"""Where masks act: on the whole state that a unit leaves after a word, or on what the gates see of h before it."""


def masks_of(words: int, units: int, *draws: int, rate: float = RATE, seed: int = SEED) -> Array:
    """Return masks of ones, and noughts with the chance ``rate``, ``(mask, *draws, time, unit)``.

    The first are fresh at each word, the second the same at all words.
    """
    rng, shape = np.random.default_rng(seed), (*draws, words, units)
    fresh = rng.random(shape) >= rate
    fixed = rng.random((*draws, 1, units)) >= rate
    return np.stack([fresh, np.broadcast_to(fixed, shape)]).astype(np.float64)


def dropped(cell: Cell[Any, Any], inputs: Array, masks: Array, place: str = PLACES[0]) -> Array:
    """Return the state after each word while units are erased, ``(time, ..., part, unit)``.

    ``inputs`` is ``(time, ..., feature)``, ``masks`` is ``(time, ..., unit)``, ``place`` one of :data:`PLACES`. What is not
    erased is left as it is.
    """
    state, found = cell.rest(*masks.shape[1:-1]), []
    for word, mask in zip(inputs, masks, strict=True):
        if place == PLACES[1]:
            state = state._replace(hidden=state.hidden * mask)
        state = cell.state(cell.step(word, state))
        if place == PLACES[0]:
            state = type(state)(*(part * mask for part in state))
        found.append(np.stack(state, axis=-2))
    return np.stack(found)
