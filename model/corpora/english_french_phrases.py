"""Parts of English sentences with their French: noun phrases, and what says where and when."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from model.corpora import english_french_words as lexicon
from model.corpora.drawing import chance, pick
from model.corpora.english_french_words import Adjective, Noun
from model.corpora.french_sounds import article_of, starts_with_vowel
from model.corpora.pairs import Token, Unit

__all__ = ["NOTHING", "Phrase", "circumstances", "noun_phrase", "preposition", "unit", "word"]

DETERMINERS = {
    "the": ("le", "la", "les"),
    "my": ("mon", "ma", "mes"),
    "your": ("ton", "ta", "tes"),
    "his": ("son", "sa", "ses"),
    "our": ("notre", "notre", "nos"),
    "their": ("leur", "leur", "leurs"),
}
SINGULAR = {"a": ("un", "une"), "this": ("ce", "cette"), "every": ("chaque", "chaque"), "another": ("un autre", "une autre")}
PLURAL = {"these": "ces", "some": "des", "several": "plusieurs"} | lexicon.NUMBERS


class Phrase(NamedTuple):
    """The tokens of both languages, each in its order, and what other words agree with."""

    read: tuple[Token, ...]
    written: tuple[Token, ...]
    feminine: bool = False
    plural: bool = False

    def __add__(self, other: "Phrase") -> "Phrase":  # type: ignore[override]  # phrases join as phrases, not as tuples
        """Let another phrase follow in both languages."""
        return self._replace(read=self.read + other.read, written=self.written + other.written)


NOTHING = Phrase((), ())


def unit(source: str, target: str, kind: str, main: int | None = None) -> Phrase:
    """Return a phrase of one unit, in the same place in both languages."""
    made = Unit(source, target, kind, main)
    return Phrase(made.read, made.written)


def word(rng: np.random.Generator, choices: dict[str, str], kind: str) -> Phrase:
    """Draw a word and its translation."""
    source = pick(rng, tuple(choices))
    return unit(source, choices[source], kind)


def noun_phrase(rng: np.random.Generator, nouns: Sequence[Noun], *, kinds: float = 0.3) -> Phrase:
    """Write determiner, adjectives and noun; each in its place, all agreeing with the noun."""
    noun, plural = pick(rng, nouns), chance(rng, 0.35)
    head = unit(noun.english[plural], noun.french[plural], "noun")
    start = adjective(rng, lexicon.EARLY, noun, plural, 0.35)
    origin, field, plain = NOTHING, NOTHING, NOTHING
    if chance(rng, kinds):
        origin = adjective(rng, lexicon.OUTER, noun, plural, 0.6)
        field = adjective(rng, lexicon.INNER, noun, plural, 0.7)
    elif not start.read:
        plain = adjective(rng, _qualities(noun), noun, plural, 0.35)
    determiner = _determiner(rng, noun, plural, "de" if start.read else "des")
    return Phrase(
        read=determiner.read + start.read + plain.read + origin.read + field.read + head.read,
        written=determiner.written + start.written + head.written + field.written + origin.written + plain.written,
        feminine=noun.feminine,
        plural=plural,
    )


def adjective(rng: np.random.Generator, choices: Sequence[Adjective], noun: Noun, plural: bool, probability: float) -> Phrase:
    """Write an adjective that agrees with the noun, or nothing.

    A form for vowels (un nouvel hôpital) is for the singular and right before the noun: vieux amis, l'ami est vieux.
    """
    if not chance(rng, probability):
        return NOTHING
    chosen = pick(rng, choices)
    liaison = chosen.liaison and not noun.feminine and not plural and starts_with_vowel(noun.french[0])
    return unit(chosen.english, chosen.liaison if liaison else chosen.french[noun.feminine + 2 * plural], "adjective")


def _qualities(noun: Noun) -> tuple[Adjective, ...]:
    return lexicon.HUMAN if noun in lexicon.PEOPLE else lexicon.PLAIN


def _determiner(rng: np.random.Generator, noun: Noun, plural: bool, some: str) -> Phrase:
    """Write a determiner; ``some`` is its French: des amis, but de vieux amis."""
    if plural and chance(rng, 0.5):
        return word(rng, {**PLURAL, "some": some}, "determiner")
    if not plural and chance(rng, 0.35):
        english = pick(rng, tuple(SINGULAR))
        return unit(english, SINGULAR[english][noun.feminine], "determiner")
    english = pick(rng, ("the", "the", "the", "the", *DETERMINERS))
    return unit(english, DETERMINERS[english][2 if plural else noun.feminine], "determiner")


def preposition(rng: np.random.Generator) -> Phrase:
    """Write a preposition that can stand before any noun."""
    return word(rng, lexicon.PREPOSITIONS, "preposition")


def circumstances(rng: np.random.Generator, tense: str, probability: float = 0.8) -> Phrase:
    """Write where, or when, or both, or nothing."""
    if not chance(rng, probability):
        return NOTHING
    draw = rng.random()
    return place(rng) if draw < 0.3 else moment(rng, tense) if draw < 0.85 else place(rng) + moment(rng, tense)


def place(rng: np.random.Generator) -> Phrase:
    """Write where: in paris, near berlin, in france, behind the house."""
    draw = rng.random()
    if draw < 0.5:
        return word(rng, {"in": "à", "from": "de", "towards": "vers"}, "preposition") + word(rng, lexicon.CITIES, "name")
    if draw < 0.75:
        return unit("in", "en", "preposition") + word(rng, lexicon.COUNTRIES, "name")
    return preposition(rng) + noun_phrase(rng, (*lexicon.THINGS, *lexicon.PEOPLE), kinds=0.1)


def moment(rng: np.random.Generator, tense: str) -> Phrase:
    """Write when: in august 1992, before may, on monday, last year, tomorrow."""
    draw = rng.random()
    if draw < 0.2:
        return word(rng, lexicon.TIMES[tense], "time")
    if draw < 0.35:
        day = pick(rng, tuple(lexicon.WEEKDAYS))
        return unit(f"on {day}", lexicon.WEEKDAYS[day], "time", 1)
    if draw < 0.6:
        return _period(rng, tense)
    digits = pick(rng, lexicon.YEARS)
    year = unit(digits, digits, "number")
    start = word(rng, {"in": "en", "before": "avant", "after": "après", "since": "depuis"}, "preposition")
    if draw < 0.68:
        return start + year
    return start + word(rng, lexicon.MONTHS, "time") + (year if chance(rng, 0.6) else NOTHING)


def _period(rng: np.random.Generator, tense: str) -> Phrase:
    noun = pick(rng, lexicon.PERIODS)
    period = Unit(noun.english[0], noun.french[0], "time")
    if tense == "present":
        which = {"this": ("ce", "cette"), "every": ("chaque", "chaque")}
        english = pick(rng, tuple(which))
        first = Unit(english, which[english][noun.feminine], "determiner")
        return Phrase(first.read + period.read, first.written + period.written)
    english, french = ("last", "dernier dernière") if tense == "past" else ("next", "prochain prochaine")
    which_one = Unit(english, french.split()[noun.feminine], "adjective")
    article = Token(article_of(noun.feminine), (which_one, period))
    return Phrase(which_one.read + period.read, (article, *period.written, *which_one.written))
