"""What French does where words meet: l'accord, s'il, cet homme, mon école, du, des."""

from collections.abc import Iterable
from itertools import pairwise

from model.corpora.english_french_words import ASPIRATED
from model.corpora.pairs import Token

__all__ = ["article_of", "euphonic", "starts_with_vowel"]

VOWELS = "aeiouhâàéèêëîïôûœ"
MERGED = {("de", "le"): "du", ("de", "les"): "des"}
BEFORE_VOWELS = {
    **{full: f"{full[:-1]}'" for full in ("le", "la", "de", "ne")},
    "ce": "cet",
    "ma": "mon",
    "ta": "ton",
    "sa": "son",
}
"""How a word is written before a vowel."""


def article_of(feminine: bool) -> str:
    """Return the singular article before a consonant."""
    return "la" if feminine else "le"


def euphonic(tokens: Iterable[Token]) -> tuple[Token, ...]:
    """Write each word as the next one demands, and merge de with le and les."""
    return _merged(_elided(list(tokens)))


def _elided(row: list[Token]) -> list[Token]:
    for number, (here, following) in enumerate(pairwise(row)):
        if here.word == "si" and following.word in ("il", "ils"):
            row[number] = here._replace(word="s'")
        elif here.word in BEFORE_VOWELS and starts_with_vowel(following.word):
            row[number] = here._replace(word=BEFORE_VOWELS[here.word])
    return row


def _merged(row: list[Token]) -> tuple[Token, ...]:
    """Elision comes first: *de l'accord* stays apart."""
    merged: list[Token] = []
    for token in row:
        if merged and (merged[-1].word, token.word) in MERGED:
            earlier = merged.pop()
            token = Token(MERGED[earlier.word, token.word], earlier.units + token.units)
        merged.append(token)
    return tuple(merged)


def starts_with_vowel(word: str) -> bool:
    """Tell whether a word is spoken with a vowel first: a silent h counts as one."""
    return word[0] in VOWELS and word not in ASPIRATED
