"""With how many decimals the numbers of a unit with peepholes are printed, so that its products and sums hold as printed."""

from collections.abc import Mapping
from operator import mul
from typing import NamedTuple

from scenes.mobjects.arithmetic import FEWEST, NEAR, holding

__all__ = ["OLD", "STATES", "Digits", "Peek", "digits_of"]

OLD, STATES = "previous_cell", ("kept", "written", "cell")
"""The old cell state, and what has as many decimals as the new one."""
TRIED = (2, 2), (3, 3), (4, 3), (3, 4), (4, 4)
"""Decimals of the old cell state and of the new one, those first that are best read."""
FINEST = 5
"""The most decimals of what it is multiplied by."""


class Peek(NamedTuple):
    """What a gate gets from a cell state: its weight, the name of what it sees, and what both make, with its decimals."""

    weight: float
    seen: str
    part: float
    places: int


class Digits(NamedTuple):
    """How many decimals each quantity has, by its name, and the weight of each gate's peephole; how many equations fail so."""

    places: dict[str, int]
    weights: dict[str, int]
    wrong: int


def digits_of(value: Mapping[str, float], peeks: Mapping[str, Peek]) -> Digits:
    """Return the fewest decimals with which the new cell state, what it is made of, and what gates see of it, hold as printed.

    ``value`` has the quantities of the step by their names, ``peeks`` what each gate sees. If no decimals that are tried will
    do, it is those with which the fewest equations fail.
    """
    return min((_tried(value, peeks, *places) for places in TRIED), key=lambda each: each.wrong)


def _tried(value: Mapping[str, float], peeks: Mapping[str, Peek], old: int, places: int) -> Digits:
    shown = {OLD: old} | dict.fromkeys(STATES, places)
    state = {name: round(value[name], each) for name, each in shown.items()}
    wrong = int(round(state["kept"] + state["written"] - state["cell"], places) != 0)
    gate, offer = holding([(mul, [value["input_gate"], value["candidate"]], value["written"])], FINEST, places)
    made = round(value["input_gate"], gate) * round(value["candidate"], offer)
    forget, off = _factor(value["forget_gate"], state[OLD], state["kept"], places)
    wrong += off + (abs(made - state["written"]) >= NEAR * 10.0**-places)
    weights = {}
    for name, each in peeks.items():
        weights[name], off = _factor(each.weight, state[each.seen], round(each.part, each.places), each.places)
        wrong += off
    factors = {"forget_gate": forget, "input_gate": gate, "candidate": offer}
    return Digits(shown | factors, weights, wrong)


def _factor(factor: float, printed: float, product: float, places: int) -> tuple[int, bool]:
    """Return how many decimals of a factor come nearest to a product, with so many ``places``, of a printed number; if it is off.

    It is the fewest that make it, if any do; else no more than the product has.
    """
    near = NEAR * 10.0**-places
    missed = {of: abs(round(factor, of) * printed - product) for of in range(FEWEST, FINEST + 1)}
    for of, by in missed.items():
        if by < near:
            return of, False
    return min(range(FEWEST, max(places, FEWEST) + 1), key=missed.__getitem__), True
