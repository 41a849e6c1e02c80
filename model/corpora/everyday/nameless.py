"""Sentences in which names are hidden: what is read of somebody whom the model does not know.

Such a name is passed on by where a translator looks, and what stands around it must be written for whoever it is. English does
not tell, so one rule does: who is unknown is one person, is masculine, and has a name that begins with a consonant (*de* tom).
"""

from functools import cache
from itertools import pairwise

import numpy as np

from model.corpora.drawing import chance, pick
from model.corpora.everyday import closed
from model.corpora.everyday.lexicon import nouns
from model.corpora.everyday.nouns import SURNAMES
from model.corpora.everyday.pieces import Phrase
from model.corpora.everyday.sounds import starts_with_vowel
from model.corpora.pairs import Token, Unit
from model.vocabulary import UNKNOWN

__all__ = ["introduced", "nameless"]

INTRODUCED = 0.8
"""The share of those who are somebody's that get a name."""
WHOSE = frozenset(("my", "your", "his", "her", "our", "their"))
ONLY_SAID = frozenset(("is", "are", "am", "was", "were", "be", "been", "not", "become", "became", "becomes", "a", "an"))
"""What is before a word that says who somebody is: he is my brother."""
SAID_OF = frozenset(("who", "whom", "whose", "that", "of", "i", "you", "he", "she", "we", "they"))
"""What goes on to say which brother it is."""


def introduced(rng: np.random.Generator, phrase: Phrase) -> Phrase:
    """Return the phrase with names in place of men who are somebody's: i saw my brother, i saw max."""
    read, written = phrase.read, phrase.written
    for place in reversed(range(len(read) - 1)):
        if _may_be_named(read, place) and chance(rng, INTRODUCED):
            whose, man = read[place : place + 2]
            there = [i for i, (a, b) in enumerate(pairwise(written)) if (a.units, b.units) == (whose.units, man.units)]
            if there:
                name = pick(rng, _men())
                read = _with_a_name(read, place, name)
                written = _with_a_name(written, there[-1], name)
    return phrase._replace(read=read, written=written)


def _may_be_named(read: tuple[Token, ...], place: int) -> bool:
    """Tell whether a word and the next are a man who is somebody's, and no more is said of who that is."""
    whose, man = read[place : place + 2]
    before, behind = ({token.word for token in tokens} for tokens in (read[:place][-1:], read[place + 2 : place + 3]))
    known = [(unit.source, unit.target) in _whose() for unit in man.units]
    return whose.word in WHOSE and known == [True] and not ONLY_SAID & before and not SAID_OF & behind


def _with_a_name(tokens: tuple[Token, ...], place: int, name: str) -> tuple[Token, ...]:
    """Return the tokens with a name in place of two: my brother. Whose something is (my brother's) is still told."""
    man = tokens[place + 1]
    said = next(word for word in (man.units[0].source, man.units[0].target, man.word) if man.word.startswith(word))
    named = Token(name + man.word.removeprefix(said), (Unit(name, name, "name"),))
    return *tokens[:place], named, *tokens[place + 2 :]


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


@cache
def _men() -> tuple[str, ...]:
    """Return the names of men and of families that can be hidden."""
    return tuple(name for name in (*closed.NAMES[False], *SURNAMES) if name in _names())


@cache
def _whose() -> frozenset[tuple[str, str]]:
    """Return in both languages which men are somebody's: brother, frère."""
    return frozenset(
        (noun.english[0], noun.french[0]) for noun in nouns("person", "family", "friend", "neighbour") if not noun.feminine
    )
