"""Arithmetic written out with the numbers of a trace, so that a viewer can check it on paper."""

from collections.abc import Callable, Sequence
from itertools import product
from math import exp, nan, prod, tanh
from operator import add, mul

from manim import VGroup

from scenes.mobjects.reading import Phrase, Reading, decimals, phrase, telling
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme

__all__ = [
    "FEWEST",
    "MOST",
    "NEAR",
    "SQUASHES",
    "Arithmetic",
    "Equal",
    "adding",
    "holding",
    "levelled",
    "multiplying",
    "plus",
    "summing",
    "worked",
]

Equal = tuple[Callable[..., float], Sequence[float], float]
"""An operation, its operands and its result."""

FEWEST, MOST = 2, 6  # decimals of an operand
TRIED = 2, 1, 3, 4  # decimals of sums, what is best read first
NEAR = 0.4999  # of the last digit of a printed result: how far the printed operands may miss it, so that no half is rounded

SQUASHES: dict[str, tuple[str, Callable[[float], float]]] = {
    "sigmoid": ("σ", lambda value: 0.5 * tanh(0.5 * value) + 0.5),
    "tanh": ("tanh", tanh),
}
"""How a squashing function is written, and what it makes of a number."""


def worked(template: str, operation: Callable[..., float], result: str, shown: int = FEWEST, /, **fields: Reading) -> Phrase:
    """Fill ``template`` so that the printed equation holds: operands get as many decimals as the printed result needs.

    ``operation`` computes field ``result`` from the others, in their order; the result is printed with ``shown`` decimals.
    Operands have two or more, or none if all of them are large.
    """
    operands = {name: float(reading.value) for name, reading in fields.items() if name != result}
    printed = round(float(fields[result].value), shown)
    fewest = FEWEST if any(map(decimals, operands.values())) else 0
    for places in range(fewest, MOST + 1):
        if abs(operation(*(round(value, places) for value in operands.values())) - printed) < NEAR * 10.0**-shown:
            break
    for name, value in operands.items():
        template = template.replace(f"+ {{{name}}}", plus(name, value, places)).replace(f"{{{name}}}", f"{{{name}:{places}}}")
    return phrase(template.replace(f"{{{result}}}", f"{{{result}:{shown}}}"), **fields)


def plus(name: str, value: float, places: int = FEWEST) -> str:
    """Return how a part of a sum is written with the sign before it: one that is below nought, as printed, is taken off."""
    return f"− {{{name}:|{places}}}" if round(value, places) < 0 else f"+ {{{name}:{places}}}"


def holding(equations: Sequence[Equal], most: int, shown: int = FEWEST) -> tuple[int, ...]:
    """Return with how many decimals each operand is to be printed, ``most`` at the most, for all equations to hold so.

    All have as many operands; their results are printed with ``shown`` decimals. The longest of them is as short as can be; if
    nothing will do, all have most.
    """

    def hold(places: tuple[int, ...]) -> bool:
        return all(
            abs(operation(*map(round, operands, places)) - round(result, shown)) < NEAR * 10.0**-shown
            for operation, operands, result in equations
        )

    tried = product(range(FEWEST, most + 1), repeat=len(equations[0][1]))
    return next(filter(hold, sorted(tried, key=lambda places: (max(places), sum(places)))), (most,) * len(equations[0][1]))


def adding(sums: Sequence[Sequence[float]], tried: Sequence[int] = TRIED) -> int:
    """Return with how many decimals all numbers are to be printed, for parts to add up to the last number of each of ``sums``.

    It is the first of those ``tried`` with which most do so.
    """

    def wrong(places: int) -> int:
        return sum(
            round(sum(round(part, places) for part in parts) - round(whole, places), places) != 0 for *parts, whole in sums
        )

    return min(tried, key=wrong)


def multiplying(factors: Sequence[float], whole: float, shown: int, tried: Sequence[int], near: float = NEAR) -> int | None:
    """Return with how many decimals factors are to be printed for those, as printed, to make ``whole`` of one, as printed.

    That has ``shown`` decimals; the product may miss it by so much of its last digit. It is the first of those ``tried`` with
    which it does not; None if it misses it with all of them.
    """
    printed = round(whole, shown)
    return next((of for of in tried if abs(prod(round(each, of) for each in factors) - printed) < near * 10.0**-shown), None)


def summing(sums: Sequence[Sequence[float]], shown: int | None = None) -> int:
    """Return with how many decimals parts are to be printed for those of all ``sums``, as printed, to come to the last number.

    That has ``shown`` decimals, or as many as a number of its size has. All parts have the same number of them, and few.
    """

    def hold(places: int) -> bool:
        return all(
            abs(sum(round(part, places) for part in parts) - round(whole, of)) < NEAR * 10.0**-of
            for *parts, whole in sums
            for of in (decimals(whole) if shown is None else shown,)
        )

    fewest = max(decimals(part) for *parts, _ in sums for part in parts)
    return next(filter(hold, range(fewest, MOST + 1)), MOST)


def levelled(sums: Sequence[Sequence[tuple[float, int]]], tried: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    """Return with how many decimals each kind of term is to be printed, for all ``sums`` to come to nought, as printed.

    A term is a value and its kind, a sum is as fine as its coarsest term. Of the numbers of decimals that are ``tried`` it is the
    first with which most sums do so.
    """

    def holds(terms: Sequence[tuple[float, int]], places: tuple[int, ...]) -> bool:
        coarsest = min(places[kind] for _, kind in terms)
        return abs(sum(round(value, places[kind]) for value, kind in terms)) < NEAR * 10.0**-coarsest

    return max(tried, key=lambda places: sum(holds(terms, places) for terms in sums))


def _power(score: float, largest: float) -> float:
    return exp(score - largest)


def _over(part: float, whole: float) -> float:
    return part / whole if whole else nan


class Arithmetic(VGroup):
    """Lines of arithmetic below one another, from ``left`` on and at most ``width`` wide; the first stands on ``top``."""

    LEADING = 0.42

    def __init__(self, left: float, top: float, *, theme: Theme, width: float) -> None:
        super().__init__()
        self._left, self._top, self._theme, self._width = left, top, theme, width

    def total(self, left: Reading, right: Reading, total: Reading) -> Label:
        """Write out a sum of two."""
        return self.line(worked("{left} + {right} = {total}", add, "total", left=left, right=right, total=total))

    def product(self, left: Reading, right: Reading, product: Reading, places: int = FEWEST) -> Label:
        """Write out a product of two, which is printed with so many decimals."""
        return self.line(worked("{left} × {right} = {product}", mul, "product", places, left=left, right=right, product=product))

    def squashed(self, function: str, value: Reading, result: Reading) -> Label:
        """Write out the squashing of a value by ``sigmoid`` or ``tanh``."""
        name, operation = SQUASHES[function]
        return self.line(worked(name + "({value}) = {result}", operation, "result", value=value, result=result))

    def power(self, score: Reading, largest: Reading, power: Reading) -> Label:
        """Write out e to the power of a score, less the largest one."""
        shown = telling(float(power.value))
        return self.line(
            worked("exp({score} − {largest}) = {power}", _power, "power", shown, score=score, largest=largest, power=power)
        )

    def share(self, part: Reading, whole: Reading, share: Reading) -> Label:
        """Write out the division of a part by the whole."""
        shown = telling(float(share.value))
        return self.line(worked("{part} ÷ {whole} = {share}", _over, "share", shown, part=part, whole=whole, share=share))

    def line(self, said: Phrase, colour: str = "ink") -> Label:
        """Add a line and return it, so that it can be faded in."""
        label = Label(said, theme=self._theme, colour=colour)
        if label.width > self._width:
            label.scale(self._width / label.width)
        self.add(label.sit(self._left, self._top - self.LEADING * len(self), -1))
        return label
