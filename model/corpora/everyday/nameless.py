"""Sentences in which names are hidden: what is read of somebody whom the model does not know.

Such a name is passed on by where a translator looks, and what stands around it must be written for whoever it is. English does
not tell, so one rule does: who is unknown is one person, is masculine, and has a name that begins with a consonant (*de* tom).
"""

from functools import cache

import numpy as np

from model.corpora.everyday import closed
from model.corpora.everyday.nouns import SURNAMES
from model.corpora.everyday.pieces import Phrase
from model.corpora.everyday.sounds import starts_with_vowel
from model.corpora.pairs import Token
from model.vocabulary import UNKNOWN

__all__ = ["nameless"]


def nameless(_: np.random.Generator, phrase: Phrase) -> Phrase:
    """Return the phrase with its names read as the unknown word, an owner's too (tom's); in French they stand as they were.

    A woman's name, one that begins with a vowel, and one that French spells in another way (london, londres) are left as they
    are.
    """
    return phrase._replace(read=tuple(map(_hidden, phrase.read)))


def _hidden(token: Token) -> Token:
    named = any(unit.source == unit.target and unit.source in _names() for unit in token.units)
    return token._replace(word=UNKNOWN) if named else token


@cache
def _names() -> frozenset[str]:
    """Return the names of men, of families, and of towns that have the same in both languages."""
    towns = (english for english, french in closed.CITIES.items() if english == french and " " not in english)
    return frozenset(name for name in (*closed.NAMES[False], *SURNAMES, *towns) if not starts_with_vowel(name))
