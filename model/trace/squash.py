"""The trace of a vector that is multiplied again and again, as it is and squashed each time: plain arithmetic, and no model."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import log
from typing import Annotated, ClassVar, Self

import numpy as np

from model.errors import TraceError, UsageError, brief, counted
from model.trace.axes import SHARE, Array, Axes, read_only, sigmoid
from model.trace.base import Source, Trace
from model.trace.entries import check_entries
from model.trace.equations import Equation, Estimate, equal, multiplied, sigmoid_of, tanh_of

__all__ = ["MOST_ENTRIES", "Arithmetic", "SquashTrace", "numbers_in"]

FACTOR, REPETITIONS = 3, 500
"""What a vector is multiplied with, and how often."""
SUMS = -log(49), log(49)
"""Two sums of a gate: of one that lets 0.02 pass, and of one that lets 0.98 pass, 49 times as much."""
MOST_ENTRIES, LARGEST, LEAST = 5, 999.0, 0.001
"""So many numbers has a vector that is typed, at the most; so large and so small may they be, nought aside."""
FEWEST = 30
"""A trace has so many steps at the least: before that it is not seen where squashing leads."""
NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Arithmetic(Source):
    """Where numbers come from that follow from a few given ones by plain arithmetic; ``what`` says which."""

    what: str

    def __post_init__(self) -> None:
        check_entries(self, "provenance.")

    @property
    def title(self) -> str:
        """What is done, for a message."""
        return self.what

    def labels(self) -> tuple[tuple[str, str], ...]:
        """Return (name, text) pairs for the metadata of a file."""
        return (("arithmetic", self.what),)


@dataclass(frozen=True, kw_only=True)
class SquashTrace(Trace):
    """A vector that is multiplied by a factor in every step: as it is, and with tanh after each multiplication.

    Step 0 is the vector itself. ``digits`` belongs to the factor alone: how long the whole number factor^step is. Gates with
    given sums let some of the vector pass.
    """

    kind: ClassVar[str] = "squash"
    does: ClassVar[str] = "squashes"
    thing: ClassVar[str] = "a vector that is squashed"

    provenance: Annotated[Arithmetic, "shown on the end card: `what` says which arithmetic"]  # type: ignore[assignment]  # no model
    factor: Annotated[float, "what the vector is multiplied with in every step"]
    vector: Annotated[Array, Axes("entry"), "the numbers to begin with"]
    grown: Annotated[Array, Axes("step", "entry"), "`factor`^step * `vector`"]
    squashed: Annotated[Array, Axes("step", "entry"), "the `vector`, and after each step tanh(`factor` * the one before)"]
    digits: Annotated[Array, Axes("step"), "how many digits the whole number `factor`^step has"]
    selecting_preactivation: Annotated[Array, Axes("gate"), "the sums of some gates, before they are squashed"]
    selecting_gate: Annotated[Array, Axes("gate"), SHARE, "sigmoid(`selecting_preactivation`)"]
    selected: Annotated[Array, Axes("gate", "entry"), "what a gate lets pass: `selecting_gate` * `vector`"]

    @classmethod
    def of(cls, vector: Sequence[float]) -> Self:
        """Return the trace of a vector; raises :class:`TraceError` if it is empty, or holds what is no finite number."""
        start = read_only(vector)
        steps = np.arange(REPETITIONS + 1)
        squashed = [np.array(start)]
        for _ in steps[1:]:
            squashed.append(np.tanh(FACTOR * squashed[-1]))
        gates = sigmoid(SUMS)
        return cls(
            provenance=Arithmetic(what=f"arithmetic: times {FACTOR}, {REPETITIONS} times, without tanh and with it"),
            factor=float(FACTOR),
            vector=start,
            grown=np.power(float(FACTOR), steps)[:, np.newaxis] * start,
            squashed=np.array(squashed),
            digits=np.array([len(str(FACTOR**step)) for step in steps.tolist()], float),
            selecting_preactivation=np.array(SUMS),
            selecting_gate=gates,
            selected=gates[:, np.newaxis] * start,
        )

    def __post_init__(self) -> None:
        check_entries(self)
        if not self.factor > 1:
            raise TraceError(f"factor is {self.factor}, it should be above 1: else nothing grows.")
        super().__post_init__()
        if (steps := len(self.digits) - 1) < FEWEST:
            raise TraceError(f"it multiplies {counted(steps, 'time')}; {FEWEST} at the least show where squashing leads.")

    @property
    def given(self) -> tuple[str, ...]:
        """No words: numbers were given."""
        return ()

    @property
    def unknown(self) -> tuple[str, ...]:
        """No words."""
        return ()

    @property
    def repetitions(self) -> Annotated[Array, Axes("step")]:
        """How often was multiplied, by the step."""
        return read_only(np.arange(len(self.digits)))

    @property
    def stretched(self) -> Annotated[Array, Axes("step", "entry")]:
        """What tanh is given in the step after each: ``factor`` * ``squashed``."""
        return read_only(self.factor * self.squashed)

    @property
    def power(self) -> Annotated[Array, Axes("digit")]:
        """The digits of ``factor``^step at the last step, before the point: exact, and not as a float would have it."""
        return read_only([int(digit) for digit in str(int(Fraction(self.factor) ** (len(self.digits) - 1)))])

    def equations(self) -> Iterator[Equation]:
        """Yield how every step follows from the one before, how long the factor's power is, and what gates let pass."""
        first, later = "{result}[first step] = {says}", "{result}[step] = {says}"
        yield Equation("grown", "vector", ("vector",), equal, _first, first)
        yield Equation("grown", "factor * grown[step - 1]", ("grown", "factor"), _times, _later, later)
        yield Equation("squashed", "vector", ("vector",), equal, _first, first)
        yield Equation("squashed", "tanh(factor * squashed[step - 1])", ("squashed", "factor"), _tanh_of_times, _later, later)
        yield Equation("digits", "floor(step * log10(factor)) + 1", ("digits", "factor"), _long)
        yield Equation("selecting_gate", "sigmoid(selecting_preactivation)", ("selecting_preactivation",), sigmoid_of)
        yield Equation("selected", "selecting_gate * vector", ("selecting_gate", "vector"), _outer)


def numbers_in(text: str) -> tuple[float, ...]:
    """Return the numbers of a vector that was typed, with commas or blanks between them.

    Raises :class:`UsageError` that says what is wrong with it: too few or too many, no number, too large, all nought.
    """
    words = text.replace(",", " ").split()
    if "," in text and not all(map(str.strip, text.strip().removesuffix(",").split(","))):
        raise UsageError(f"A number is missing in {brief(text)}: put one before and after each comma.")
    strange = [word for word in words if not NUMBER.fullmatch(word.replace("\N{MINUS SIGN}", "-"))]
    if strange:
        raise UsageError(f"{brief(strange[0])} is no number: write a vector as 5,0.1,-0.5 with points for decimals.")
    if not 1 <= len(words) <= MOST_ENTRIES:
        raise UsageError(f"A vector has 1 to {MOST_ENTRIES} numbers, this one has {counted(len(words), 'number')}.")
    numbers = tuple(float(word.replace("\N{MINUS SIGN}", "-")) for word in words)
    for word, number in zip(words, numbers, strict=True):
        if number and not LEAST <= abs(number) <= LARGEST:
            fault = "large" if abs(number) > 1 else "small"
            raise UsageError(
                f"{brief(word)} is too {fault}: numbers between {LEAST} and {LARGEST:g} have room, and their negatives."
            )
    if not any(numbers):
        raise UsageError("Nought stays nought, whatever it is multiplied with: give at least one other number.")
    return numbers


def _first(array: Array) -> Array:
    first: Array = array[0]
    return first


def _later(array: Array) -> Array:
    return array[1:]


def _times(grown: Array, factor: Array) -> Estimate:
    return multiplied(grown[:-1], factor)


def _tanh_of_times(squashed: Array, factor: Array) -> Estimate:
    return tanh_of(factor * squashed[:-1])


def _long(digits: Array, factor: Array) -> Estimate:
    return Estimate(np.floor(np.arange(len(digits)) * np.log10(factor)) + 1, digits)


def _outer(gates: Array, vector: Array) -> Estimate:
    return multiplied(gates[:, np.newaxis], vector)
