"""Which unit of a cell counts what is read again and again, and when the network says that it is over: by rules on the trace."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from model.trace.axes import Array
from model.trace.order import OrderTrace

__all__ = ["Climb", "Round", "climb_of", "counter_of", "rounds_of", "said_at"]

STEP = 0.05
"""A step of C that can be seen: what is less is none."""
BACK = 0.5
"""A unit has gone back if so large a part of its climb is gone."""


class Round(NamedTuple):
    """A run of one item and the other one that ends it, by their indices: ``first`` to ``last`` is the run, ``end`` the other."""

    first: int
    end: int

    @property
    def last(self) -> int:
        """The index of the last item of the run."""
        return self.end - 1

    @property
    def times(self) -> range:
        """The indices of all its items."""
        return range(self.first, self.end + 1)


class Climb(NamedTuple):
    """What the C of a unit does in all rounds: how far it goes in the least of them, and whether that is counting.

    ``up`` says whether it goes up, ``steady`` whether it does at each item of the run, by a step that can be seen; ``back``
    whether at the end of each round at least half of that is gone.
    """

    far: float
    up: bool
    steady: bool
    back: bool

    @property
    def counts(self) -> bool:
        """Whether it counts."""
        return self.steady and self.back


def rounds_of(tokens: Sequence[str]) -> list[Round]:
    """Return the rounds of items, each a run of the first of them and one other; what is behind the last one is left out."""
    found, first = list[Round](), 0
    for time, token in enumerate(tokens):
        if token != tokens[0]:
            found.append(Round(first, time))
            first = time + 1
    return [each for each in found if each.last > each.first]


def climb_of(trace: OrderTrace, unit: int) -> Climb:
    """Return what the C of a unit does in the rounds of a trace; raises :class:`ValueError` if there is none."""
    cell: Array = trace.lookup("cell")[:, unit]
    rounds = rounds_of(trace.tokens)
    ways = [float(cell[each.last] - cell[each.first]) for each in rounds]
    up = sum(ways) > 0
    side = 1.0 if up else -1.0
    steady = all((side * np.diff(cell[each.first : each.end]) >= STEP).all() for each in rounds)
    gone = [side * float(cell[each.last] - cell[each.end]) for each in rounds]
    back = all(less >= BACK * abs(way) for less, way in zip(gone, ways, strict=True))
    return Climb(min(map(abs, ways)), up, steady, back)


def counter_of(trace: OrderTrace) -> int:
    """Return the unit whose C goes furthest in every round, of those that count; if none does, of all."""
    climbs = [climb_of(trace, unit) for unit in range(trace.lookup("cell").shape[1])]
    some = [unit for unit, each in enumerate(climbs) if each.counts] or range(len(climbs))
    return max(some, key=lambda unit: climbs[unit].far)


def said_at(trace: OrderTrace, each: Round) -> int | None:
    """Return the index of the first item of a round's run after which its end is predicted; None if it never is."""
    end = trace.tokens[each.end]
    return next((time for time in range(each.first, each.end) if trace.verdicts[time] == end), None)
