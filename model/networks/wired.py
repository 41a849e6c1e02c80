"""A reader of digits that is wired in one of five ways: it reads one or several, and writes one or several."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import accumulate
from typing import Any, ClassVar, NamedTuple, Self

import numpy as np

from model.errors import UsageError, WeightsError, brief
from model.files import decoded
from model.networks.base import Shapes
from model.networks.reader import Reader
from model.trace import ReaderTrace, read_record
from model.trace.wiring import WiringTrace
from model.vocabulary import UNKNOWN, Vocabulary

__all__ = ["DIGITS", "FEWEST", "MOST", "NOTHING", "WIRINGS", "Wired", "Wiring", "digits_of", "steps_of"]

DIGITS = range(1, 6)
"""The digits that are read."""
FEWEST, MOST = 2, 4
"""So many digits a text has."""
NOTHING = "-"
"""What stands in the place of a digit at a step that reads nothing: its vector is zeros."""


WORDS = UNKNOWN, NOTHING, *map(str, DIGITS)
"""The vocabulary of all such networks."""


class Wiring(NamedTuple):
    """When a network reads and writes, and what is right.

    It is ``called`` so where it is told of. It reads ``one`` digit, the largest of a text, or else all. ``right`` makes of what
    is read what is to be written; the first step that writes is found by ``begins``, of how many are read. Each of ``labels``
    can be written; ``ends`` is the one after which it stops, where what is read does not say how much is to be written.
    """

    name: str
    called: str
    does: str
    one: bool
    right: Callable[[Sequence[int]], Sequence[int]]
    begins: Callable[[int], int]
    labels: Sequence[int]
    ends: str = ""

    def expected(self, digits: Sequence[int]) -> tuple[str, ...]:
        """Return what is right to write."""
        return tuple(map(str, self.right(digits)))


def _double(digits: Sequence[int]) -> Sequence[int]:
    return [2 * digits[0]]


def _down(digits: Sequence[int]) -> Sequence[int]:
    return range(digits[0])[::-1]


def _added(digits: Sequence[int]) -> Sequence[int]:
    return [sum(digits)]


def _backwards(digits: Sequence[int]) -> Sequence[int]:
    return digits[::-1]


def _largest(digits: Sequence[int]) -> Sequence[int]:
    return [*accumulate(digits, max)]


def _at_once(count: int) -> int:
    return 0


def _with_the_last(count: int) -> int:
    return count - 1


def _after_all(count: int) -> int:
    return count


WIRINGS = {
    each.name: each
    for each in (
        Wiring("one_to_one", "one to one", "doubles a digit", True, _double, _at_once, range(2, 11, 2)),
        Wiring("one_to_many", "one to many", "counts down", True, _down, _at_once, range(5), "0"),
        Wiring("many_to_one", "many to one", "adds digits", False, _added, _with_the_last, range(2, 21)),
        Wiring("many_to_many_lagged", "many to many, lagged", "says digits backwards", False, _backwards, _after_all, DIGITS),
        Wiring("many_to_many", "many to many, in step", "says the largest digit yet", False, _largest, _at_once, DIGITS),
    )
}
"""Every wiring by its name, in the order in which they are told of."""


def digits_of(text: str) -> tuple[int, ...]:
    """Return the digits of a text, with blanks or commas between them, or nothing.

    Raises :class:`UsageError` that says what is wrong with it.
    """
    words = decoded(text).replace(",", " ").split()
    known = {str(digit) for digit in DIGITS}
    for word in words:
        if not known.issuperset(word):
            raise UsageError(f"These networks read the digits {DIGITS[0]} to {DIGITS[-1]}, such as “2 4 1”, not {brief(word)}.")
    digits = tuple(int(sign) for word in words for sign in word)
    if not FEWEST <= len(digits) <= MOST:
        raise UsageError(f"These networks read {FEWEST} to {MOST} digits, such as “2 4 1”, not {len(digits):,}.")
    if max(digits) == 1:
        raise UsageError("From 1 there is nothing to count down: one of the digits is to be 2 or more.")
    return digits


def steps_of(wiring: Wiring, digits: Sequence[int]) -> tuple[tuple[str, ...], int]:
    """Return what is read at each step, if what is right is written, and the index of the first step that writes."""
    first = wiring.begins(len(digits))
    steps = first + len(wiring.right(digits))
    return (*map(str, digits), *[NOTHING] * (steps - len(digits))), first


@dataclass(frozen=True, kw_only=True)
class WiredHeader:
    """What the file of such a network says besides its weights, and besides what that of a reader says."""

    wiring: str


@dataclass(frozen=True, kw_only=True)
class Wired(Reader):
    """A reader of digits, one-hot, that is wired as ``wiring`` says: a name of :data:`WIRINGS`."""

    kind: ClassVar[str] = "wiring"

    wiring: str

    @classmethod
    def of(cls, wiring: Wiring, units: int, rng: np.random.Generator) -> Self:
        """Return a network with a plain cell that has learned nothing."""
        features = len(DIGITS)
        labels = tuple(map(str, wiring.labels))
        blank = Reader.create(Vocabulary(WORDS), labels, rng, units=units, features=features, cell="rnn")
        return cls._wired(replace(blank, embedding=np.vstack([np.zeros((2, features)), np.eye(features)])), wiring.name)

    @classmethod
    def _wired(cls, reader: Reader, wiring: str) -> Self:
        return cls(**{each.name: getattr(reader, each.name) for each in fields(Reader)}, wiring=wiring)

    def run(
        self, text: str, *, gradients: bool = False, omissions: bool = False, dropout: bool = False, taught: str = ""
    ) -> WiringTrace:
        """Read the digits of ``text``, or the largest, and write; return all that was computed.

        Raises :class:`UsageError` for what is no text of such digits.
        """
        wiring, digits = WIRINGS[self.wiring], digits_of(text)
        read = (max(digits),) if wiring.one else digits
        tokens, first = self._steps(wiring, read)
        asked: dict[str, Any] = {"gradients": gradients, "omissions": omissions, "dropout": dropout, "taught": taught}
        trace = self.read_words(tokens, self.encode(tokens), **asked)
        found = {each.name: getattr(trace, each.name) for each in fields(ReaderTrace)}
        return WiringTrace(**found, wiring=wiring.name, first=first, expected=wiring.expected(read))

    def _steps(self, wiring: Wiring, digits: Sequence[int]) -> tuple[tuple[str, ...], int]:
        """Return what is read at each step, and the first that writes; it is the network that says when it stops, if one does."""
        tokens, first = steps_of(wiring, digits)
        if not wiring.ends:
            return tokens, first
        longest = (*tokens[: len(digits)], *[NOTHING] * (len(wiring.labels) - 1))
        said = self.read_words(longest, self.encode(longest)).verdicts
        return longest[: said.index(wiring.ends) + 1 if wiring.ends in said else len(longest)], first

    def describe(self) -> dict[str, Any]:
        """Return what the parameters don't tell, as plain JSON values."""
        return {**super().describe(), "wiring": self.wiring}

    @classmethod
    def blank(cls, header: Mapping[str, Any], shapes: Shapes) -> Self:
        """Return a network with any weights, of the sizes that a reader's would be, if it reads and writes as its wiring does."""
        reader, wiring = Reader.blank(header, shapes), read_record(WiredHeader, header).wiring
        if wiring not in WIRINGS:
            raise WeightsError(f"its wiring is {brief(wiring)}; known ones are {', '.join(WIRINGS)}.")
        if reader.labels != tuple(map(str, WIRINGS[wiring].labels)) or reader.vocabulary.words != WORDS:
            raise WeightsError(f"it reads or writes something else than a network that is wired as {wiring} does.")
        return cls._wired(reader, wiring)
