"""The lexicon as records: nouns, adjectives and verbs of the tables, with all their forms in both languages.

What a sentence is drawn from has the commonest words of English several times, so that they are written as much more often.
"""

from collections.abc import Iterable
from functools import cache
from itertools import chain
from typing import NamedTuple, TypeVar

from model.corpora.everyday.conjugation import Conjugation, conjugate
from model.corpora.everyday.english import plural_of, verb_forms
from model.corpora.everyday.tables import rows

__all__ = [
    "ADJECTIVES",
    "COMMONEST",
    "NOUNS",
    "VERBS",
    "Adjective",
    "Noun",
    "Verb",
    "adjectives",
    "noun",
    "nouns",
    "verb",
    "verbs",
]


class Noun(NamedTuple):
    """A noun: (singular, plural) in both languages; its gender in French; the kinds of things that it is one of.

    ``feminine_french`` has (singular, plural) of what a woman is called, if that is another word: étudiante.
    """

    english: tuple[str, str]
    french: tuple[str, str]
    feminine: bool
    kinds: frozenset[str]
    feminine_french: tuple[str, str]


class Adjective(NamedTuple):
    """An adjective: its one English form, and French for (masculine, feminine) × (singular, plural): m, f, ms, fs.

    ``liaison`` is the masculine form before a vowel, if it has one of its own (nouvel).
    ``notes``: "er" has bigger and biggest, "absolute" has no degrees, "task" is said of what one does, "weather" of the weather.
    """

    english: str
    french: tuple[str, str, str, str]
    liaison: str
    kind: str
    notes: frozenset[str]


class Verb(NamedTuple):
    """A verb: (base, third person, past, participle, -ing), and its French.

    ``before`` and ``after`` are French words around the conjugated one, "se" and "besoin"; ``governs`` is the preposition that an
    object takes in French. ``objects`` are the kinds of its objects. ``notes``: "etre" makes its past with être, "state" has its
    past in the imperfect, "noprog" is not used with -ing, "direct" is done to what follows: elle s'est lavé les mains.
    """

    english: tuple[str, str, str, str, str]
    french: Conjugation
    reflexive: bool
    after: str
    governs: str
    objects: frozenset[str]
    notes: frozenset[str]

    @property
    def being(self) -> bool:
        """Whether its past is made with être, so that the participle agrees with who did it."""
        return self.reflexive or "etre" in self.notes

    @property
    def lasting(self) -> bool:
        """Whether its past is in the imperfect."""
        return "state" in self.notes


def _pluriel(word: str) -> str:
    if word.endswith("al"):
        return f"{word[:-2]}aux"
    return word + ("" if word.endswith(("s", "x", "z")) else "x" if word.endswith(("eau", "eu")) and word != "bleu" else "s")


def _noun(english: str, french: str, gender: str, kinds: str) -> Noun:
    one, _, many = english.partition("/")
    masculine, _, feminine = french.partition(",")
    un, _, plusieurs = masculine.partition("/")
    here = (un, plusieurs or _pluriel(un))
    there = (feminine, _pluriel(feminine)) if feminine else here
    return Noun((one, many or plural_of(one)), here, gender == "f", frozenset(kinds.split()), there)


def _adjective(english: str, masculine: str, feminine: str, liaison: str, kind: str, notes: str) -> Adjective:
    feminine = feminine or (masculine if masculine.endswith("e") else f"{masculine}e")
    fixed = " " in masculine or masculine == "marron"
    forms = (masculine,) * 4 if fixed else (masculine, feminine, _pluriel(masculine), f"{feminine}s")
    return Adjective(english, forms, liaison, kind, frozenset(notes.split()))


def _verb(english: str, french: str, governs: str, objects: str, notes: str) -> Verb:
    reflexive = french.startswith(("se ", "s'"))
    word, _, after = french.removeprefix("se ").removeprefix("s'").partition(" ")
    after = f"{after} {governs}".strip()
    return Verb(
        verb_forms(english), conjugate(word), reflexive, after, governs, frozenset(objects.split()), frozenset(notes.split())
    )


NOUNS = tuple(_noun(*row) for row in rows("nouns"))
ADJECTIVES = tuple(_adjective(*row) for row in rows("adjectives"))
VERBS = tuple(_verb(*row) for row in rows("verbs"))
COMMONEST = frozenset(english for [english] in rows("commonest"))
"""The words that one meets most often, in all their forms."""
OFTEN = 8
"""So many times as often as other words are these drawn, and verbs of several words (to get up) three times."""
EntryT = TypeVar("EntryT", Noun, Adjective, Verb)


@cache
def nouns(*kinds: str) -> tuple[Noun, ...]:
    """Return all nouns of one of these kinds, ``*`` for all; a single noun may be named by its English singular."""
    wanted = set(kinds)
    if "*" in wanted:
        return _weighed(NOUNS)
    return _weighed(each for each in NOUNS if wanted & {*each.kinds, each.english[0]})


@cache
def noun(english: str, kind: str = "") -> Noun:
    """Return the noun with this English singular, the first of this kind if there are several."""
    return next(each for each in NOUNS if each.english[0] == english and (not kind or kind in each.kinds))


@cache
def adjectives(*kinds: str) -> tuple[Adjective, ...]:
    """Return all adjectives of one of these kinds."""
    return _weighed(each for each in ADJECTIVES if each.kind in kinds)


@cache
def verbs(transitive: bool) -> tuple[Verb, ...]:
    """Return all verbs with objects, or all without."""
    return _weighed(each for each in VERBS if bool(each.objects) == transitive)


def _weighed(entries: Iterable[EntryT]) -> tuple[EntryT, ...]:
    """Return all entries, the commonest :data:`OFTEN` times."""
    return tuple(
        chain.from_iterable((each,) * (OFTEN if _base(each) in COMMONEST else 3 if " " in _base(each) else 1) for each in entries)
    )


def _base(entry: Noun | Adjective | Verb) -> str:
    return entry.english if isinstance(entry, Adjective) else entry.english[0]


@cache
def verb(english: str, french: str, governs: str = "", notes: str = "") -> Verb:
    """Return a verb that the grammar needs at a place of its own, as the tables spell it."""
    return _verb(english, french, governs, "", notes)
