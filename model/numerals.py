"""Numbers in figures: what they are worth, and which of those that are known is most like another one."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

__all__ = ["Number", "alike", "number_of", "shapes"]

NUMBER = re.compile(r"(\d{1,3}(?:(?:,\d{3})+|(?:\.\d{3}){2,})|\d+)(?:[.,](\d+))?")
"""Figures, perhaps with signs between thousands, and perhaps with decimals: 8731, 1,234, 12.345.678, 3.5, 3,5."""


class Number(NamedTuple):
    """The figures that a number has before its decimals, and its value."""

    whole: str
    value: float


def number_of(word: str) -> Number | None:
    """Return the number that a word is; None if it is none, but perhaps a time, a date or an address (10:47, 1.2.2077)."""
    found = NUMBER.fullmatch(word)
    if found is None:
        return None
    whole = re.sub(r"\D", "", found[1])
    return Number(whole, float(f"{whole}.{found[2] or 0}"))


def shapes(words: Iterable[str]) -> dict[int, list[tuple[float, int]]]:
    """Return the values of the numbers among words, in their order, and the places of these, by how many figures they have."""
    found: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for place, word in enumerate(words):
        number = number_of(word)
        if number:
            found[len(number.whole)].append((number.value, place))
    return {figures: sorted(numbers) for figures, numbers in found.items()}


def alike(number: Number, known: dict[int, list[tuple[float, int]]]) -> int:
    """Return the place, in what :func:`shapes` found, of the number most like ``number``.

    It is the one of as many figures that is nearest in value, of two the smaller; if none has as many, it is one of those that
    have the most, the nearest to as many of the first figures.
    """
    same, most = known.get(len(number.whole)), max(known)
    value = number.value if same else float(number.whole[:most])
    return min(same or known[most], key=lambda each: abs(each[0] - value))[1]
