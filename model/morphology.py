"""Inflected forms: which other forms a word has in a language whose morphology is known, so that one of them can be read."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import chain

__all__ = ["inflections"]

SHORTEST = 3
"""So many letters has a word at the least that inflects by rule: his is no form of hi, and wed is none of we."""
MEANT = """
$ dollars, € euros, £ pounds, % percent, & and, ° degrees, °c degrees, °f degrees, km kilometers, m meters, cm centimeters,
ft feet, kg kilos, g grams, lbs pounds, h hours, hrs hours, min minutes, mins minutes, sec seconds, secs seconds, p.m pm,
dr doctor, prof professor, o.k ok, t.v tv, 1st first, 2nd second, 3rd third, 4th fourth, 5th fifth, 6th sixth, 7th seventh,
8th eighth, 9th ninth, 10th tenth, 20th twentieth
"""
SHORT = dict(each.split() for each in MEANT.split(","))
"""Which English words signs and abbreviations mean, in small letters."""
VOWELS = frozenset("aeiouy")
ENDINGS = "s", "es", "d", "ed", "ing"
"""What the rules of English add to a word, which may lose an e, turn a y into i, or double its last letter before."""


def inflections(word: str, language: str) -> tuple[str, ...]:
    """Return the other forms of a word in small letters, those to be tried first before others: its base, then its siblings.

    There are none in a language of which no morphology is known here: of English alone it is.
    """
    find = LANGUAGES.get(language.casefold())
    return tuple(dict.fromkeys(each for each in find(word) if each != word)) if find else ()


def _english(word: str) -> Iterator[str]:
    """Yield the forms of an English word.

    Of one that is in the everyday lexicon they are said there (went: go). A word that is a base there is a form of no other
    (building, news). All others inflect by rule, as nouns or verbs do (rains, raining: rain). A sign, or an abbreviation, has
    the word that it means.
    """
    if word in SHORT:
        yield SHORT[word]
    lexicon = _lexicon()
    paradigms = lexicon.get(word, ())
    yield from chain.from_iterable([each for each in paradigms if each[0] == word] or paradigms)
    if not paradigms and word not in _others():
        bases = (base for base in _bases(word) if base in lexicon or word not in _said())
        yield from chain.from_iterable((base, *_forms(base)) for base in bases)


def _bases(word: str) -> Iterator[str]:
    """Yield the words, longest first, of which another is a regular form; what inflects otherwise in the lexicon is none."""
    stems = dict.fromkeys(word.removesuffix(ending) for ending in ENDINGS if word.endswith(ending))
    spelt = chain.from_iterable(_unchanged(stem) for stem in stems)
    for base in sorted(dict.fromkeys(spelt), key=len, reverse=True):
        if len(base) >= SHORTEST and VOWELS & set(base) and word in _forms(base):
            yield base


def _unchanged(stem: str) -> Iterator[str]:
    """Yield how a word may be spelt that has this stem before an ending: itself, with an e, with y for i, not doubled."""
    yield from (stem, f"{stem}e")
    if stem.endswith("i"):
        yield f"{stem[:-1]}y"
    if stem.endswith("ie"):
        yield f"{stem[:-2]}y"
    if stem.endswith("y"):
        yield f"{stem[:-1]}ie"
    if len(stem) > 1 and stem[-1] == stem[-2]:
        yield stem[:-1]


@cache
def _forms(base: str) -> tuple[str, ...]:
    """Return the regular forms of a word: of a verb unless the lexicon has other ones, and the plural if it may be a noun."""
    from model.corpora.everyday.english import plural_of, verb_forms
    from model.corpora.everyday.lexicon import NOUNS, VERBS

    if base in _others() | _said() and base not in _lexicon():
        return ()
    verbs, nouns = {verb.english[0] for verb in VERBS}, {noun.english[0] for noun in NOUNS}
    if base in verbs or (base in _lexicon() and base not in nouns):
        return ()
    return (*verb_forms(base)[1:], *(() if base in nouns else (plural_of(base),)))


@cache
def _lexicon() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Return the paradigms in which each word of the everyday lexicon is, each with its base first."""
    from model.corpora.everyday.english import comparative, superlative
    from model.corpora.everyday.lexicon import ADJECTIVES, NOUNS, VERBS

    graded = [each.english for each in ADJECTIVES if "er" in each.notes]
    paradigms = [
        *(tuple(form.partition(" ")[0] for form in verb.english) for verb in VERBS),
        *(noun.english for noun in NOUNS),
        *((word, comparative(word), superlative(word)) for word in graded),
        *((each.english,) for each in ADJECTIVES if "er" not in each.notes),
    ]
    found: dict[str, dict[tuple[str, ...], None]] = {}
    for paradigm in paradigms:
        for form in paradigm:
            found.setdefault(form, {})[paradigm] = None
    return {form: tuple(each) for form, each in found.items()}


@cache
def _others() -> frozenset[str]:
    """Return the English words that do not inflect: pronouns, determiners, names, and other small words."""
    from model.corpora.everyday.closed import DETERMINERS, OBJECTS
    from model.corpora.everyday.tables import rows

    listed = (row[1].split() for row in rows("words"))
    pronouns = (each for pronoun in OBJECTS for each in (pronoun.subject[0], pronoun.object[0]))
    return frozenset((*chain.from_iterable(listed), *pronouns, *DETERMINERS))


@cache
def _said() -> frozenset[str]:
    """Return the English words of expressions, of which some inflect and some do not (it is raining, no kidding)."""
    from model.corpora.everyday.tables import rows

    return frozenset(chain.from_iterable(row[0].split() for row in rows("expressions")))


LANGUAGES: dict[str, Callable[[str], Iterator[str]]] = {"english": _english}
"""How the forms of a word are found in each language whose morphology is known, by its name in small letters."""
