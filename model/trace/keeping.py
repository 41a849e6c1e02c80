"""What a carried state still holds of each word at the end: how much, beside the word of which it holds most."""

from collections.abc import Sequence
from functools import cached_property
from typing import Annotated

import numpy as np

from model.trace.axes import Array, Axes, read_only
from model.trace.margins import Margins, fewest

__all__ = ["FELL", "HALF", "Keeping", "shares_of"]

HALF = 0.5
"""The part of all that is held which the words that are kept make up together."""
FELL = 0.05
"""How much probability the last verdict loses at the least at a word that is said to have spoken against it."""


class Keeping(Margins):
    """What a trace with a memory says of the words that its last state holds; without one there is none: AttributeError."""

    @cached_property
    def remembered(self) -> Annotated[Array, Axes("time", "source")]:
        """How much of each word's writing the carried state holds after each word, ``(time, source)``: the sum of |memory|."""
        if self.memory is None:
            raise AttributeError("remembered")
        return read_only(np.abs(self.memory).sum(axis=2))

    @cached_property
    def held_shares(self) -> Annotated[Array, Axes("time")]:
        """How much of each word the last state holds, ``(time,)``, as a share of what it holds of the word it holds most of.

        It is the last row of ``remembered`` over the largest entry of that row; where nothing is held all are nought.
        """
        return shares_of(self.remembered[-1])

    @cached_property
    def keepers(self) -> tuple[int, ...]:
        """The indices of the fewest words that make up half of all that the last state holds, what is held most of first."""
        return fewest(self.remembered[-1], HALF)

    @cached_property
    def keeper_count(self) -> int:
        """How many words :attr:`keepers` has."""
        return len(self.keepers)

    @cached_property
    def faintest(self) -> int:
        """The index of the word of which the last state holds least, the first of several."""
        return int(self.remembered[-1].argmin())

    @cached_property
    def falls(self) -> Annotated[Array, Axes("time")]:
        """How much probability the label that wins at the end lost at each word, ``(time,)``; below nought where it won some."""
        return read_only((self.previous_probabilities - self.probabilities)[:, self.winners[-1]])

    @cached_property
    def deepest_fall(self) -> int | None:
        """The index of the word, but for the first one, at which that label lost most; None if it lost little everywhere."""
        later = self.falls[1:]
        return int(later.argmax()) + 1 if later.size and later.max() >= FELL else None

    def opposed(self, words: Sequence[int]) -> int | None:
        """Return that of some words, by their indices, at which that label lost most; None if it lost little at all."""
        word = max(words, key=lambda each: float(self.falls[each]))
        return word if self.falls[word] >= FELL else None


def shares_of(sizes: Array) -> Array:
    """Return sizes, none of which is below nought, as shares of the largest of them; where all are nought, nought."""
    return read_only(sizes / sizes.max() if sizes.max() > 0 else np.zeros_like(sizes))
