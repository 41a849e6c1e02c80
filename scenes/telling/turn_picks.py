"""Which units and words a film tells of that asks what made a verdict: picked by the answer of the trace."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from model.trace.turning import aside_of, helper_of, shapers_of

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
    def third(self) -> int | None:
        """The unit beside them that pushes most at the end, if one is felt."""
        third: int | None = self._trace.third_unit(self.followed[0], self.followed[-1])
        return third

    @cached_property
    def aside(self) -> int | None:
        """The unit beside them that is seen to change at the turn, if there is one."""
        turn = self._trace.answer.turn
        return None if turn is None else aside_of(self._trace, self.followed, turn)

    @property
    def named(self) -> list[int]:
        """The unit that is followed, and the one aside."""
        return [self.unit] if self.aside is None else [self.unit, self.aside]

    @property
    def helper(self) -> int | None:
        """The unit that helped most to turn the verdict, besides those two."""
        return helper_of(self._trace, self.named)

    @property
    def turned(self) -> list[int]:
        """The units whose part of the turn is said, the one that is followed first."""
        return [*self.named, *([] if self.helper is None else [self.helper])]

    @property
    def told(self) -> list[int]:
        """All units that are spoken of."""
        return list(dict.fromkeys([*self.followed, *self.turned]))

    @property
    def shown(self) -> list[int]:
        """The units that have a lane: all, or of many those that are spoken of and the most active."""
        count = self._trace.hidden.shape[1]
        return list(self._trace.most_active(MOST if count > MANY else count, among=self.told))

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
    def words(self) -> list[int]:
        """The words that are spoken of, in the order in which they have to be written, and those that are not known."""
        return [*self.moments, *(time for time, known in enumerate(self._trace.known) if not known)]
