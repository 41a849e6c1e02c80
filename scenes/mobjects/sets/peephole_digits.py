"""With how many decimals the numbers of a unit with peepholes are printed, so that its products and sums hold as printed."""

from collections.abc import Callable, Sequence
from operator import add, mul
from typing import NamedTuple

from scenes.mobjects.agreeing import Name, Printed, Relation, Way, agreeing, name_of
from scenes.mobjects.reading import Reading

__all__ = ["Peek", "digits_of"]

STEP = "forget_gate", "previous_cell", "kept", "input_gate", "candidate", "written", "cell"
"""What a step of the cell state is made of."""
MOST, FINEST, WORSE = 4, 5, 20
"""The most decimals of what is in cells, and of the weight of a peephole; so many more may all have for one equation to hold."""


class Peek(NamedTuple):
    """What a gate gets from a cell state: its weight, what it sees, and what both make, with the decimals of that."""

    weight: Reading
    seen: Reading
    part: Reading
    places: int


def digits_of(single: Callable[[str], Reading], peeks: Sequence[Peek]) -> Printed:
    """Return how few decimals all have with which the new cell state, and what gates see of both, hold as printed.

    ``single`` returns a quantity of the step by its name. What nothing lets hold is printed as usual.
    """
    readings = [single(name) for name in STEP]
    forget, old, kept, gate, offer, written, new = map(name_of, readings)
    made = Relation(mul, (forget, old), kept), Relation(mul, (gate, offer), written), Relation(add, (kept, written), new)
    seen = [Relation(mul, (name_of(each.weight), name_of(each.seen)), name_of(each.part)) for each in peeks]
    parts = [(Way(made), Way(())), *((Way((each,)), Way(())) for each in seen)]
    fixed = {name_of(each.part): each.places for each in peeks}
    weights = {name_of(each.weight) for each in peeks}

    def most(name: Name) -> int:
        return fixed.get(name, FINEST if name in weights else MOST)

    together = [*readings, *(reading for each in peeks for reading in (each.weight, each.part))]
    values = {name_of(each): float(each.value) for each in together}
    return agreeing(values, parts, most, lambda name: fixed.get(name, 0), WORSE)
