"""The lexicon as records: nouns, adjectives and verbs of the tables, with all their forms in both languages."""

from collections.abc import Iterable
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple, TypeVar

from model.corpora.english_marathi.agreement import Agreement, stem_with
from model.corpora.everyday.english import plural_of, verb_forms
from model.corpora.everyday.lexicon import COMMONEST
from model.corpora.everyday.tables import rows

__all__ = [
    "ADJECTIVES",
    "DIGITS",
    "NOUNS",
    "VERBS",
    "Adjective",
    "Noun",
    "Verb",
    "adjectives",
    "noun",
    "nouns",
    "table",
    "verb",
    "verbs",
    "words",
]

FOLDER = Path(__file__).parent
FUTURES = ("ेन", "शील", "ेल", "ू", "तील")
"""The endings of the future: I, you, he, we, they."""
DIGITS = (*map(str, range(2, 13)), "15", "20", "25", "30", "50", "100")
"""The numbers that are written in digits, which both languages write alike."""
OFTEN = 2
"""So many times as often as other words are the commonest of English drawn."""


class Noun(NamedTuple):
    """A noun: (singular, plural) of English, and of Marathi as it stands alone and before a case; "" where it has no plural.

    ``mass`` tells that it is not counted: water, money.

    ``plural`` tells that Marathi takes even the one for many (father, वडील; hair, केस).
    """

    english: tuple[str, str]
    alone: tuple[str, str]
    oblique: tuple[str, str]
    gender: str
    plural: bool
    mass: bool
    kinds: frozenset[str]


class Adjective(NamedTuple):
    """An adjective, what kinds of things it is said of, and whether English compares it by "er" or "more".

    One that is "before" its noun is never told of it: my favourite song.
    """

    english: str
    marathi: str
    kinds: frozenset[str]
    compared: str


class Verb(NamedTuple):
    """A verb: English (base, third person, past, participle, -ing), and the stems of the Marathi one.

    ``before`` is a word before it that is a part of it; ``fixed`` what that word, a noun, makes the verb agree with (काम केले).
    ``case`` is the ending that an object has in Marathi, "" if only people and animals have one (-ला).
    ``ergative`` tells that who did it has -ने in the past, and the verb agrees with what it was done to.
    """

    english: tuple[str, str, str, str, str]
    before: str
    fixed: Agreement | None
    habit: str
    doing: str
    past: str
    future: tuple[str, ...]
    infinitive: str
    can: str
    imperative: str
    must: str
    ergative: bool
    objects: frozenset[str]
    case: str
    notes: frozenset[str]


def table(name: str) -> list[list[str]]:
    """Return the rows of one of the tables of this language."""
    return rows(name, FOLDER)


def _oblique(word: str, gender: str) -> str:
    """Return what a regular noun is before a case: आंबा, आंब्या; घर, घरा; शाळा, शाळे; गाडी, गाडी; गाणे, गाण्या."""
    if gender == "f":
        return f"{word[:-1]}े" if word.endswith("ा") else word
    return stem_with(word[:-1], "्या") if word.endswith(("ा", "े")) else f"{word}ा"


def _plural(word: str, gender: str) -> str:
    """Return a regular plural: आंबे, मित्र; शाळा, गाड्या; घरे, गाणी."""
    if gender == "m":
        return f"{word[:-1]}े" if word.endswith("ा") else word
    if gender == "f":
        return stem_with(word[:-1], "्या") if word.endswith("ी") else word
    return f"{word[:-1]}ी" if word.endswith("े") else f"{word}े"


def _plural_oblique(word: str, gender: str, plural: str) -> str:
    """Return what a regular plural is before a case: always in -ां."""
    return f"{plural if gender == 'f' else _oblique(word, gender)}ं"


def _noun(english: str, word: str, gender: str, oblique: str, plural: str, plural_oblique: str, kinds: str) -> Noun:
    one, _, many = english.partition("/")
    always = gender.endswith("+")
    gender = gender.removesuffix("+")
    mass = plural == "-" or (always and "kin" not in kinds.split())
    single = oblique or _oblique(word, gender)
    has_plural = plural not in ("-", "1") and not always
    plural = (plural or _plural(word, gender)) if has_plural else ""
    return Noun(
        (one, (many or plural_of(one)) if has_plural or many == one else ""),
        (word, plural),
        (single, (plural_oblique or _plural_oblique(word, gender, plural)) if has_plural else ""),
        gender,
        always,
        mass,
        frozenset(kinds.split()),
    )


def _verb(english: str, stem: str, before: str, objects: str, case: str, notes: str) -> Verb:
    habit, doing, past, future, infinitive, can, imperative, must = IRREGULAR.get(stem, [""] * 8)
    word, _, gender = before.partition(" ")
    return Verb(
        verb_forms(english),
        word,
        Agreement(3, gender) if gender else None,
        habit or stem,
        doing or f"{stem}त",
        past or f"{stem}ल",
        tuple(future.split()) or tuple(stem + ending for ending in FUTURES),
        infinitive or f"{stem}ाय",
        can or f"{stem}ू",
        imperative or stem,
        must or f"{stem}ाव",
        "nom" not in notes.split() and bool(objects or gender or "erg" in notes.split()),
        frozenset(objects.split()),
        case,
        frozenset(notes.split()),
    )


IRREGULAR = {stem: forms for stem, *forms in table("irregular_verbs")}
NOUNS = tuple(_noun(*row) for row in table("nouns"))
ADJECTIVES = tuple(
    Adjective(english, marathi, frozenset(kinds.split()), compared) for english, marathi, kinds, compared in table("adjectives")
)
VERBS = tuple(_verb(*row) for row in table("verbs"))
EntryT = TypeVar("EntryT", Noun, Adjective, Verb)


@cache
def words(kind: str) -> dict[str, str]:
    """Return the small words of one kind, each with its Marathi."""
    return {english: marathi for each, english, marathi in table("words") if each == kind}


@cache
def nouns(*kinds: str) -> tuple[Noun, ...]:
    """Return all nouns of one of these kinds, the commonest more than once."""
    return _weighed(each for each in NOUNS if each.kinds & set(kinds))


@cache
def noun(english: str) -> Noun:
    """Return the noun with this English singular."""
    return next(each for each in NOUNS if each.english[0] == english)


@cache
def adjectives(*kinds: str) -> tuple[Adjective, ...]:
    """Return all adjectives that are said of one of these kinds, the commonest more than once."""
    return _weighed(each for each in ADJECTIVES if each.kinds & set(kinds))


@cache
def verbs(transitive: bool) -> tuple[Verb, ...]:
    """Return all verbs with objects, or all without, the commonest more than once."""
    return _weighed(each for each in VERBS if bool(each.objects) == transitive)


@cache
def verb(english: str, stem: str, before: str = "", notes: str = "", case: str = "") -> Verb:
    """Return a verb that the grammar needs at a place of its own, as the tables spell it."""
    return _verb(english, stem, before, "", case, notes)


def _weighed(entries: Iterable[EntryT]) -> tuple[EntryT, ...]:
    return tuple(chain.from_iterable((each,) * (OFTEN if _base(each) in COMMONEST else 1) for each in entries))


def _base(entry: Noun | Adjective | Verb) -> str:
    return entry.english if isinstance(entry, Adjective) else entry.english[0]
