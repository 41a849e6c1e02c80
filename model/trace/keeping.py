"""What a carried state still holds of each word: how much, beside the word of which it holds most, and what others wrote."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any

import numpy as np

from model.trace.axes import SHARE, Array, Axes, read_only
from model.trace.margins import Margins, fewest
from model.trace.steps.base import held

if TYPE_CHECKING:
    from model.trace.steps import StepKind

__all__ = ["FELL", "HALF", "Keeping", "shares_of"]

HALF = 0.5
"""The part of all that is held which the words that are kept make up together."""
FELL = 0.05
"""How much probability the last verdict loses at the least at a word that is said to have spoken against it."""

TAKERS, TAKES = 3, 0.02
"""So many later words at the most take much of what a word wrote; such a part of it each of them takes at the least."""


class Keeping(Margins):
    """What a trace with a memory says of the words that its states hold; without one there is none: AttributeError."""

    if TYPE_CHECKING:

        @property
        def declared(self) -> StepKind:
            """What is declared of the cell's kind."""

    @property
    def written_key(self) -> str:
        """What is called that which a word writes into the state that its cell carries; "written" where it carries none."""
        return self.declared.carried.written if self.declared.carried else "written"

    @cached_property
    def remembered(self) -> Annotated[Array, Axes("time", "source")]:
        """How much of each word's writing the carried state holds after each word, ``(time, source)``: the sum of |memory|."""
        if self.memory is None:
            raise AttributeError("remembered")
        return read_only(np.abs(self.memory).sum(axis=2))

    @cached_property
    def previous_memory(self) -> Annotated[Array, Axes("time", "source", "unit")]:
        """What ``memory`` is before each word, ``(time, source, unit)``; before the first one it is nought."""
        if self.memory is None:
            raise AttributeError("previous_memory")
        return read_only(np.concatenate([np.zeros_like(self.memory[:1]), self.memory[:-1]]))

    @cached_property
    def kept_since(self) -> Annotated[Array, Axes("time", "source", "unit"), SHARE]:
        """How much of what each word wrote all later words together leave, ``(time, source, unit)``: the product of their gates.

        Times ``written`` at the word that is ``memory``. At the word itself it is 1, and before it nought.
        """
        if self.memory is None or self.declared.carried is None:
            raise AttributeError("kept_since")
        share = getattr(self, self.declared.carried.share)
        return read_only(held(share, np.ones_like(share)).value)

    @cached_property
    def memory_of_others(self) -> Annotated[Array, Axes("time", "source", "unit")]:
        """What the carried state has after each word that another one (``source``) did not write, ``(time, source, unit)``.

        It is the state less ``memory``: what all other words wrote, and what is left of the initial state.
        """
        if self.memory is None or self.declared.carried is None:
            raise AttributeError("memory_of_others")
        return read_only(getattr(self, self.declared.carried.state)[:, None] - self.memory)

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
    def held_percents(self) -> Annotated[Array, Axes("time")]:
        """How much of what each word wrote the last state still holds, in percent, ``(time,)``; nought where it wrote nothing."""
        wrote = np.diagonal(self.remembered)
        return read_only(100 * np.divide(self.remembered[-1], wrote, out=np.zeros_like(wrote), where=wrote > 0))

    @cached_property
    def held_parts(self) -> Annotated[Array, Axes("time")]:
        """How much of all that the last state holds each word wrote, in percent, ``(time,)``; nought where it holds nothing."""
        held, total = self.remembered[-1], float(self.remembered[-1].sum())
        return read_only(100 * held / total if total > 0 else np.zeros_like(held))

    @cached_property
    def falls(self) -> Annotated[Array, Axes("time")]:
        """How much probability the label that wins at the end lost at each word, ``(time,)``; below nought where it won some."""
        return read_only((self.previous_probabilities - self.probabilities)[:, self.winners[-1]])

    @cached_property
    def deepest_fall(self) -> int | None:
        """The index of the word, but for the first one, at which that label lost most; None if it lost little everywhere."""
        later = self.falls[1:]
        return int(later.argmax()) + 1 if later.size and later.max() >= FELL else None

    def takers(self, word: int) -> tuple[int, ...]:
        """Return the indices, in order, of those later words that take most of what a word wrote: :data:`TAKERS` at the most.

        Each of them takes as much as is :data:`TAKES` of it.
        """
        left = self.remembered[word:, word]
        taken = left[:-1] - left[1:]
        most = np.argsort(-taken, kind="stable")[:TAKERS]
        return tuple(sorted(word + 1 + int(each) for each in most if taken[each] >= TAKES * left[0] > 0))

    def rise_after(self, time: int) -> int | None:
        """Return the index of the later word at which that label won most; None if it won little at all of them."""
        later = -self.falls[time + 1 :]
        return time + 1 + int(later.argmax()) if later.size and later.max() >= FELL else None

    def by_showing(self, time: int) -> bool:
        """Tell whether a word, but for the first, moved that label by what is shown of a carried state, more than by the state.

        What moves is its margin over the other label whose probability changes most. h is the output gate times what the state is
        squashed to; what of its change is each one's is told by the mean of the other before and after: the two make up the
        whole. Of a cell that shows all that it has there is nothing to tell.
        """
        trace: Any = self
        if "output_gate" not in trace.declared.step._fields:
            return False
        moved = np.abs(self.probabilities[time] - self.previous_probabilities[time])
        moved[self.winners[-1]] = -1.0
        weights = self.push_weights[self.winners[-1]] - self.push_weights[moved.argmax()]
        gate, state = (getattr(trace, name)[time - 1 : time + 1] for name in ("output_gate", "squashed_cell"))
        shown = float((gate[1] - gate[0]) * state.mean(axis=0) @ weights)
        whole = float((self.hidden[time] - self.hidden[time - 1]) @ weights)
        way = -np.sign(self.falls[time])
        return bool(way * whole > 0 and way * shown > HALF * way * whole)

    def opposed(self, words: Sequence[int]) -> int | None:
        """Return that of some words, by their indices, at which that label lost most; None if it lost little at all."""
        word = max(words, key=lambda each: float(self.falls[each]))
        return word if self.falls[word] >= FELL else None


def shares_of(sizes: Array) -> Array:
    """Return sizes, none of which is below nought, as shares of the largest of them; where all are nought, nought."""
    return read_only(sizes / sizes.max() if sizes.max() > 0 else np.zeros_like(sizes))
