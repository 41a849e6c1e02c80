"""Words: how a text is cut into them, and their numbers in a model's embedding."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from model.errors import UsageError, near_matches
from model.files import decoded

__all__ = ["UNKNOWN", "Vocabulary", "look_up_form", "words_of"]

CLOSE = 0.7
"""How alike two words must be for one to be suggested in place of the other."""
NAMED = 6
"""So many unknown words are named when a text is refused; the others are counted."""
UNKNOWN = "<unknown>"
"""The token for every word that a model has never seen; no text can contain it, since words hold no brackets."""

APOSTROPHES = "'’"
# They join letters of Indic and Persian words; emoji use the same characters, but hold no letters.
JOINERS = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"
# They turn a plain digit or sign into an emoji and are no part of a word.
EMOJI_MARKS = dict.fromkeys((0x20E3, *range(0xFE00, 0xFE10)))


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of ``text`` as typed, composed (NFC), without punctuation, symbols and emoji.

    An apostrophe inside a word belongs to it (don't); every other sign parts words.
    """
    composed = unicodedata.normalize("NFC", text.translate(EMOJI_MARKS))
    spaced = "".join(sign if _belongs(sign) else " " for sign in composed)
    pieces = (piece.strip(APOSTROPHES + JOINERS) for piece in spaced.split())
    return tuple(piece for piece in pieces if any(map(str.isalnum, piece)))


@lru_cache(maxsize=1 << 16)
def look_up_form(word: str) -> str:
    """Return the form under which a vocabulary knows ``word``: small letters, composed, straight apostrophes."""
    return unicodedata.normalize("NFC", word.casefold().replace("’", "'"))


def _belongs(sign: str) -> bool:
    return sign.isalnum() or sign in APOSTROPHES or sign in JOINERS or unicodedata.category(sign).startswith("M")


@dataclass(frozen=True)
class Vocabulary:
    """The words that a model knows, in the order of its embedding's rows; row 0 is :data:`UNKNOWN`."""

    words: tuple[str, ...]

    def __post_init__(self) -> None:
        if self.words[:1] != (UNKNOWN,) or len(set(self.words)) != len(self.words):
            raise ValueError(f"A vocabulary starts with {UNKNOWN} and names each word once.")

    @classmethod
    def of(cls, sentences: Iterable[Sequence[str]], at_least: int = 2) -> "Vocabulary":
        """Collect the words that occur ``at_least`` so often, in alphabetical order; rarer ones train the unknown word."""
        counts = Counter(look_up_form(word) for words in sentences for word in words)
        return cls((UNKNOWN, *sorted(word for word, count in counts.items() if count >= at_least)))

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {word: number for number, word in enumerate(self.words)}

    def encode(self, words: Sequence[str]) -> NDArray[np.intp]:
        """Return each word's row, ``(time,)``; 0 for an unknown one."""
        return np.array([self._numbers.get(look_up_form(word), 0) for word in words], dtype=np.intp)

    def introduce(self, strangers: Sequence[str]) -> tuple[str, ...]:
        """Return words that are unknown, each with those that are spelt like it."""
        return tuple(f"{word}{near_matches(look_up_form(word), self.words[1:], least=CLOSE)}" for word in strangers)

    def read(
        self, text: str, cut: Callable[[str], tuple[str, ...]] = words_of, model: str = "This model"
    ) -> tuple[tuple[str, ...], NDArray[np.intp]]:
        """Return the words of ``text``, as ``cut`` finds them, and their rows; ``model`` is who reads, for a message.

        Raises :class:`UsageError` if there is no word in it, if it is no text, or if more than half of its words are unknown.
        """
        words = cut(decoded(text))
        if not words:
            raise UsageError(f"There is no word in {text!r}: type a sentence, in letters or figures.")
        rows = self.encode(words)
        strangers = list(dict.fromkeys(word for word, row in zip(words, rows, strict=True) if row == 0))
        if 2 * np.count_nonzero(rows == 0) > len(words):
            more = f" and {len(strangers) - NAMED} more" if len(strangers) > NAMED else ""
            named = ", ".join(self.introduce(strangers[:NAMED])) + more
            raise UsageError(f"{model} knows too few of these words, try others: it has never seen {named}.")
        return words, rows
