"""What a carried state still holds of each word at the end: how much, beside the word of which it holds most."""

from functools import cached_property
from typing import Annotated

import numpy as np

from model.trace.axes import Array, Axes, read_only
from model.trace.margins import Margins

__all__ = ["FELL", "HALF", "Keeping"]

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
        held = self.remembered[-1]
        return read_only(held / held.max() if held.max() > 0 else np.zeros_like(held))

    @cached_property
    def keepers(self) -> tuple[int, ...]:
        """The indices of the fewest words that make up half of all that the last state holds, what is held most of first."""
        held = self.remembered[-1]
        order = np.argsort(-held, kind="stable")
        reached = np.cumsum(held[order]) >= HALF * held.sum()
        return tuple(map(int, order[: int(reached.argmax()) + 1]))

    @cached_property
    def keeper_count(self) -> int:
        """How many words :attr:`keepers` has."""
        return len(self.keepers)

    @cached_property
    def opposed(self) -> int | None:
        """The index of that of :attr:`keepers` at which the last verdict lost most probability; None if it lost little at all."""
        fell = (self.previous_probabilities - self.probabilities)[list(self.keepers), self.winners[-1]]
        return self.keepers[int(fell.argmax())] if fell.max() >= FELL else None

    @cached_property
    def faintest(self) -> int:
        """The index of the word of which the last state holds least, the first of several."""
        return int(self.remembered[-1].argmin())
