"""What sentences are put together from: pieces with the words of both languages, each in its order, and what agrees with them."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from model.corpora.drawing import pick
from model.corpora.pairs import Token, Unit

__all__ = ["NOTHING", "Frame", "Phrase", "draw", "span", "unit"]


class Phrase(NamedTuple):
    """The tokens of both languages, each in its order, and what other words agree with.

    ``person`` is that of :data:`~model.corpora.everyday.conjugation.PERSONS`; ``thing`` tells that it is no person.
    ``counted`` is the person of the English verb, if it is another one.
    """

    read: tuple[Token, ...]
    written: tuple[Token, ...]
    feminine: bool = False
    plural: bool = False
    person: int = 2
    thing: bool = False
    counted: int = -1

    @property
    def english(self) -> int:
        """The person of the English verb: the hair is, les cheveux sont."""
        return self.person if self.counted < 0 else self.counted

    def __add__(self, other: "Phrase") -> "Phrase":  # type: ignore[override]  # phrases join as phrases, not as tuples
        """Let another phrase follow in both languages; what agrees with this one still does."""
        return self._replace(read=self.read + other.read, written=self.written + other.written)


NOTHING = Phrase((), ())
Frame = Callable[..., Phrase]
"""What writes a sentence, or a clause: it is given what chance is drawn from."""


def unit(source: str, target: str, kind: str, main: int | None = None) -> Phrase:
    """Return a phrase of one unit, in the same place in both languages."""
    made = Unit(source, target, kind, main)
    return Phrase(made.read, made.written)


def span(source: str, target: str, kind: str) -> Phrase:
    """Return a phrase of words that are said together; the last English one is the main one."""
    return unit(source, target, kind, -1)


def draw(rng: np.random.Generator, choices: dict[str, str], kind: str) -> Phrase:
    """Draw a word, or several that are said together, and the translation."""
    source = pick(rng, tuple(choices))
    return span(source, choices[source], kind)
