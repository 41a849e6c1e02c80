"""How the sentences of a translator are cut: as words, but an elided word ("l'", "qu'") stands for itself."""

import re
from collections.abc import Iterable

from model.words import APOSTROPHES, words_of

__all__ = ["text_of", "tokens_of"]

SHORTENED = rf"(?:l|d|j|m|t|s|c|n|qu|jusqu|lorsqu|puisqu|quoiqu)[{APOSTROPHES}]"
ELIDED, ALONE = re.compile(rf"{SHORTENED}(?=\w)", re.IGNORECASE), re.compile(SHORTENED, re.IGNORECASE)
"""French words that lose their vowel before another: l'accord is *le* or *la*, and *accord*. "don't" and "o'clock" stay whole."""


def tokens_of(text: str) -> tuple[str, ...]:
    """Return the words of ``text`` as typed, composed (NFC), without punctuation; l'accord is two, "l'" and "accord"."""
    return tuple(token for word in words_of(text) for token in _cut(word))


def _cut(word: str) -> tuple[str, ...]:
    elided = ELIDED.match(word)
    return (word[: elided.end()], *_cut(word[elided.end() :])) if elided else (word,)


def text_of(tokens: Iterable[str]) -> str:
    """Return tokens as one text, with a blank between two, but behind an elided word: j'ai."""
    return "".join(token if ALONE.fullmatch(token) else f"{token} " for token in tokens).rstrip()
