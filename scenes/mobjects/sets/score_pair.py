"""What the small network computes for one pair, and the sum of its products: bars tip to tail, and a mark where they end."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from manim import Rectangle

from scenes.mobjects.arithmetic import FEWEST, summing
from scenes.mobjects.reading import Display, Reading, Readings
from scenes.mobjects.shapes import Box
from scenes.mobjects.theme import Theme

__all__ = ["Pair", "Places", "Reach", "Term", "Tip"]

FINEST = 3
"""So many decimals have room in a cell."""


class Pair(NamedTuple):
    """What the scorer computes for one pair: U h, the sums, their tanh, the products, each ``(scorer,)``, and the score.

    Of the units that are not shown one by one ``others`` is the sum of their products, and ``other_units`` how many they are.
    """

    annotation: Readings
    sums: Readings
    squashed: Readings
    products: Readings
    score: Reading
    others: Reading
    other_units: Reading


class Reach(NamedTuple):
    """How far sums of products go, at the least and at the most: what a row of terms tip to tail needs room for."""

    low: float
    high: float

    @classmethod
    def of(cls, pair: Pair, units: Sequence[int]) -> "Reach":
        """Return how far the products of some units go, and what all others add up to after them."""
        values = [*(float(pair.products[unit].value) for unit in units), float(pair.others.value)]
        sums = list(accumulate(values, initial=0.0))
        return cls(min(sums), max(sums))


class Places(NamedTuple):
    """With how many decimals the numbers of a pair are printed, for its sums to hold as printed: parts of rows, and products.

    What products are made of has as many as they.
    """

    parts: int
    products: int

    @classmethod
    def of(cls, pair: Pair, states: Readings, units: Sequence[int]) -> "Places":
        """Return those of the ``units`` that have rows, whose W s are ``states``."""
        rows = [[float(each[unit].value) for each in (states, pair.annotation, pair.sums)] for unit in units]
        score = [*(float(pair.products[unit].value) for unit in units), float(pair.others.value), float(pair.score.value)]
        parts, products = (min(max(FEWEST, summing(sums, FEWEST)), FINEST) for sums in (rows, [score]))
        return cls(parts, products)

    def of_key(self, key: str) -> int:
        """Return how many decimals a quantity has."""
        return {"projected_states": self.parts, "projected_annotations": self.parts, "scorer_preactivation": FEWEST}.get(
            key, self.products
        )


class Term(Rectangle):
    """A term of a sum, as a bar from where the terms before it end, to the right for one above nought, else to the left."""

    def __init__(self, reading: Reading, *, unit: float, start: float, y: float, height: float, theme: Theme, paint: str) -> None:
        self.reading, self._unit = reading, unit
        long = self._rule(float(reading.value))
        self._way = 1.0 if long >= 0 else -1.0
        super().__init__(width=max(abs(long), 1e-6), height=height, stroke_width=0, fill_color=paint, fill_opacity=1)
        self.move_to((start + long / 2, y, 0))

    def _rule(self, value: float) -> float:
        return value * self._unit

    def displays(self) -> Iterator[Display]:
        """Yield the reading that is its length, below nought if it goes to the left."""
        yield Display(self.reading, "length", float(self.width) * self._way, self._rule)


class Tip(Box):
    """Where a sum ends: a mark for the score that it is, before that goes to its ruler."""

    def __init__(self, score: Reading, *, theme: Theme) -> None:
        super().__init__(width=0.36, height=0.1, corner_radius=0.04, fill_color=theme.looks, fill_opacity=1)
        self.reading = score
