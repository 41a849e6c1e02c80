"""Which units and words a film tells of that asks what made a verdict: picked by the answer of the trace."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from model.trace.turning import felt_by, shapers_of

__all__ = ["Picks"]

MANY, MOST = 32, 8
"""Of a state that has more units than that, so many have a lane."""


class Picks:
    """What is told of a ``trace``: ``unit`` is the one that is followed, that of the brief or the one that turned the verdict."""

    def __init__(self, trace: Any, unit: int | None) -> None:
        self._trace = trace
        self.unit: int = trace.answer.unit if unit is None else unit

    @cached_property
    def followed(self) -> list[int]:
        """The units of which a story is told."""
        other = self._trace.answer.other_unit
        return list(dict.fromkeys([self.unit] if other is None else [self.unit, other]))

    @property
    def pairs(self) -> list[tuple[int, int]]:
        """Each of them with the label that it is told to push; the one unit twice, if it does all."""
        answer = self._trace.answer
        pairs = [(self.unit, felt_by(self._trace, self.unit, answer.rival, answer.turn))]
        return pairs if answer.other_unit is None else [*pairs, (answer.other_unit, answer.other)]

    @property
    def shown(self) -> list[int]:
        """The units that have a lane: all, or of many those that are told of and the most active."""
        count = self._trace.hidden.shape[1]
        return list(self._trace.most_active(MOST if count > MANY else count, among=self.followed))

    def events(self, unit: int) -> Sequence[int]:
        """Return the words of which something is said: the one that turned the verdict, and who wrote what is held then.

        Of a unit that is told of beside the first one these are who wrote what it holds at the end.
        """
        return shapers_of(self._trace, unit, self._trace.answer.turn if unit == self.unit else None)

    @property
    def moments(self) -> list[int]:
        """The words of which something is said: the one that turned the verdict, and those of each unit that is followed."""
        turn = self._trace.answer.turn
        told = [] if turn is None else [turn]
        for unit in self.followed:
            told += self.events(unit)
        return told

    @property
    def tall(self) -> set[int]:
        """The words whose rows have numbers: those of which something is said, the one before each story, and the last one."""
        before = (max(self.events(unit)[0] - 1, 0) for unit in self.followed)
        return {*self.moments, *before, len(self._trace.tokens) - 1}

    @property
    def words(self) -> list[int]:
        """The words that are spoken of, in the order in which they have to be written, and those that are not known."""
        return [*self.moments, *(time for time, known in enumerate(self._trace.known) if not known)]
