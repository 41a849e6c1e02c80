"""Sentences in which some nouns and adjectives are others of the same form: words in company that they never keep.

What a grammar writes makes sense, so a network may learn which word to expect in place of the one that it read. Where any noun
stands in any sentence, only reading helps.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

import numpy as np

from model.corpora.drawing import chance, pick
from model.corpora.everyday.lexicon import adjectives, nouns
from model.corpora.everyday.nouns import MASSES
from model.corpora.everyday.pieces import Phrase
from model.corpora.everyday.sounds import starts_with_vowel
from model.corpora.pairs import Token, Unit

__all__ = ["swapped"]

SWAPPED = 0.5
"""The share of words that are swapped, of those that can be."""
Words = tuple[str, str]
"""A word and its translation."""
Form = tuple[str, int, bool]
"""What a word shares with those that may stand in its place: what it is, its gender and number as a place in m, f, ms, fs, and
whether it is spoken with a vowel first."""
UNLIKE = frozenset(("plural", "lang", "sg", "period"))
"""Kinds of nouns with articles of their own, scissors, ciseaux; french, le français; or a second word: day, jour or journée."""


def swapped(rng: np.random.Generator, phrase: Phrase) -> Phrase:
    """Return the phrase with some of its nouns and adjectives swapped for others of the same gender and number."""
    others = {}
    for unit in dict.fromkeys(unit for token in phrase.read for unit in token.units):
        form = _forms().get((unit.source, unit.target))
        if form and chance(rng, SWAPPED):
            others[unit] = Unit(*pick(rng, _words()[form]), unit.kind, unit.main)
    read = tuple(_with(token, {unit: (unit.source, new.source) for unit, new in others.items()}, others) for token in phrase.read)
    written = tuple(
        _with(token, {unit: (unit.target, new.target) for unit, new in others.items()}, others) for token in phrase.written
    )
    return phrase._replace(read=read, written=written)


def _with(token: Token, words: Mapping[Unit, Words], others: Mapping[Unit, Unit]) -> Token:
    """Return a token with other units, of whose word only what is theirs is changed: mother's becomes brother's."""
    word = token.word
    for unit in token.units:
        if unit in others and word.startswith(words[unit][0]):
            word = words[unit][1] + word.removeprefix(words[unit][0])
    return Token(word, tuple(others.get(unit, unit) for unit in token.units))


@cache
def _words() -> dict[Form, tuple[Words, ...]]:
    """Return the words of each form that are one word in both languages, the commonest many times."""
    words: dict[Form, list[Words]] = defaultdict(list)
    for what, place, (english, french) in _every_word():
        if " " not in english + french:
            words[what, place, starts_with_vowel(french)].append((english, french))
    return {form: tuple(pairs) for form, pairs in words.items()}


@cache
def _forms() -> dict[Words, Form]:
    """Return the form of each word that has only one."""
    every: dict[Words, set[Form]] = defaultdict(set)
    for form, pairs in _words().items():
        for pair in pairs:
            every[pair].add(form)
    return {pair: forms.pop() for pair, forms in every.items() if len(forms) == 1}


def _every_word() -> Iterator[tuple[str, int, Words]]:
    """Yield what each word is, its place in m, f, ms, fs, and both languages; what only a woman is called is left out."""
    for noun in nouns("*"):
        for number in range(1 if noun.kinds & MASSES else 2) if not noun.kinds & UNLIKE else ():
            yield "noun", 2 * number + noun.feminine, (noun.english[number], noun.french[number])
    for chosen in adjectives("early", "plain"):
        for place, french in enumerate(chosen.french):
            yield chosen.kind, place, (chosen.english, french)
