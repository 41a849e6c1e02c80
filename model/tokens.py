"""How the sentences of a translator are cut: as words, but an elided word ("l'", "qu'") stands for itself."""

import re

from model.words import APOSTROPHES, words_of

__all__ = ["tokens_of"]

ELIDED = re.compile(rf"(?:l|d|j|m|t|s|c|n|qu|jusqu|lorsqu|puisqu|quoiqu)[{APOSTROPHES}](?=\w)", re.IGNORECASE)
"""French words that lose their vowel before another: l'accord is *le* or *la*, and *accord*. "don't" and "o'clock" stay whole."""


def tokens_of(text: str) -> tuple[str, ...]:
    """Return the words of ``text`` as typed, composed (NFC), without punctuation; l'accord is two, "l'" and "accord"."""
    return tuple(token for word in words_of(text) for token in _cut(word))


def _cut(word: str) -> tuple[str, ...]:
    elided = ELIDED.match(word)
    return (word[: elided.end()], *_cut(word[elided.end() :])) if elided else (word,)
