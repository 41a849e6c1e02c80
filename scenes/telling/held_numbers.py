"""How the numbers of a held word are printed: each sum and product of a unit, on its map and on its way, holds as printed."""

from collections.abc import Sequence
from math import tanh
from operator import add, mul
from typing import Any

import numpy as np

from model.trace.holding import Leg
from scenes.mobjects.agreeing import Name, Printed, Relation, Way, agreeing
from scenes.mobjects.arithmetic import FEWEST

__all__ = ["PARTS", "Unit", "gone_through", "held_numbers", "names_of"]

FINEST, PARTS = 3, ("memory", "memory_of_others")
"""There is room for so many decimals, but in cells and at the frame's edges not behind a minus; what a unit holds in parts."""
SAYS = 0.05
"""What a word on the way adds less of says nothing: it has no number."""


def gone_through(held: float, *touches: float) -> float:
    """Return what becomes of what is held as word after word scales it, and adds to it: a share and a number of each."""
    for share, added in zip(touches[::2], touches[1::2], strict=True):
        held = held * share + added
    return held


def _let_out(cell: float, share: float) -> float:
    """Return what is shown of a cell state."""
    return tanh(cell) * share


class Unit:
    """The numbers of a ``unit`` of a trace, by name; ``word`` is the one that it holds."""

    def __init__(self, trace: Any, word: int, unit: int) -> None:
        self._trace, self._word, self._unit = trace, word, unit

    def value(self, name: Name) -> float:
        """Return a number."""
        return float(np.asarray(self._trace.lookup(name[0]))[name[1]])

    def at(self, time: int, *keys: str) -> tuple[Name, ...]:
        """Return what quantities are called at a step."""
        middle = {key: (self._word,) if key in PARTS else () for key in keys}
        return tuple((key, (time, *middle[key], self._unit)) for key in keys)

    def touched(self, time: int, held: Name) -> tuple[Way, ...]:
        """Return the ways to print how what is held goes through both operators of a word."""
        share, kept, written, cell = self.at(time, "forget_gate", "kept", "written", "cell")
        scaled = Relation(mul, (held, share), kept)
        if time != self._word and abs(self.value(written)) < SAYS:
            return Way((scaled,), (written,)), Way((), (kept, written))
        through = Relation(gone_through, (held, share, written), cell)
        least = (kept, share) if time == self._word else (kept, written)
        return Way((scaled, Relation(add, (kept, written), cell))), Way((through,), (kept,)), Way((), least)

    def run(self, first: int, last: int) -> tuple[Way, ...]:
        """Return the ways to print how it goes through words of which the operators stand side by side."""
        (held,), (cell,) = self.at(first - 1, "cell"), self.at(last, "cell")
        touches = [name for time in range(first, last + 1) for name in self.at(time, "forget_gate", "written")]
        return Way((Relation(gone_through, (held, *touches), cell),)), Way((), tuple(touches))

    def parted(self, time: int) -> tuple[Way, ...]:
        """Return the ways to print what is held as the sum of its parts."""
        own, others, cell = self.at(time, *PARTS, "cell")
        return Way((Relation(add, (own, others), cell),)), Way((), (others,))

    def map(self) -> list[tuple[Way, ...]]:
        """Return the ways to print what is done on the map of the word."""
        held, gate, offer, written = self.at(self._word, "previous_cell", "input_gate", "candidate", "written")
        cell, squashed, share, hidden = self.at(self._word, "cell", "squashed_cell", "output_gate", "hidden")
        shown = Relation(tanh, (cell,), squashed), Relation(mul, (squashed, share), hidden)
        return [
            (Way((Relation(mul, (gate, offer), written),)), Way((), (gate,))),
            self.touched(self._word, held),
            (Way(shown), Way((Relation(_let_out, (cell, share), hidden),), (squashed,)), Way((), (squashed, share))),
        ]

    def ways(self, legs: Sequence[Leg], few: int) -> list[tuple[Way, ...]]:
        """Return the ways to print what is done on the map of the word and then on each of some ``legs``.

        Of a leg of more words than a ``few`` that is not told no numbers are printed.
        """
        parts = self.map()
        if legs:
            parts.append(self.parted(self._word))
        for first, last, told in legs:
            if told:
                parts.append(self.touched(first, *self.at(first - 1, "cell")))
            elif last - first < few:
                parts.append(self.run(first, last))
            parts.append(self.parted(last))
        return parts


def names_of(parts: Sequence[Sequence[Way]]) -> list[Name]:
    """Return the names of all numbers of which something is done."""
    relations = (relation for ways in parts for way in ways for relation in way.relations)
    return list(dict.fromkeys(name for each in relations for name in (*each.operands, each.result)))


def held_numbers(trace: Any, word: int, unit: int, legs: Sequence[Leg], few: int) -> Printed:
    """Return how all numbers of a unit are printed that held a word, for all that is done with them to hold."""
    made = Unit(trace, word, unit)
    parts = made.ways(legs, few)
    values = {name: made.value(name) for name in names_of(parts)}
    slim = {name for time in _passed(legs) for name in made.at(time, "forget_gate", "written")}
    slim |= {name for name, value in values.items() if value < 0 and name[0] != PARTS[1]} | {
        *made.at(len(trace.tokens) - 1, PARTS[1])
    }

    def printed(own: int) -> Printed:
        """Return how all is printed if what is left of the word, which only shrinks, has as many decimals everywhere."""

        def most(name: Name) -> int:
            return own if name[0] == PARTS[0] else FEWEST if name in slim else FINEST

        return agreeing(values, parts, most, lambda name: own if name[0] == PARTS[0] else 0)

    short = printed(FEWEST)
    if made.value(*made.at(word, "written")) < 0:
        return short
    long = printed(FINEST)
    return long if len(long.without) < len(short.without) else short


def _passed(legs: Sequence[Leg]) -> list[int]:
    """Return the words that are not told one by one: there is no room for long numbers."""
    return [time for leg in legs if not leg.told for time in range(leg.first, leg.last + 1)]
