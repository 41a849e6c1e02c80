"""English sentences and their Marathi, written by a grammar: a language whose verb comes last.

Subject, time, place, object, verb: nearly every word changes its place. Adjectives and possessives agree with a noun's gender,
verbs with a subject's person; articles have no counterpart; a place is one word with an ending (in the garden, बागेत).
"""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np

from model.corpora import english_marathi_words as lexicon
from model.corpora.drawing import chance, pick
from model.corpora.english_marathi_words import Noun, Verb
from model.corpora.pairs import PairParts, SentencePair, Token, Unit, aligned, collect

__all__ = ["LANGUAGES", "TASK", "make_english_marathi", "write_pair"]

LANGUAGES = ("English", "Marathi")
TASK = "English to Marathi"
SIZES = {"train": 30_000, "dev": 1_000, "test": 2_000}
LONGEST = 14
"""The most English words in a sentence."""
FLAGSHIPS = ("rahul is a good",)
"""Sentences that contain one of these are in the test part alone."""
IS = {"m": "is", "f": "is", "n": "is", "p": "are", "i": "am", "you": "are", "we": "are"}
WAS = dict.fromkeys(("m", "f", "n", "i"), "was") | dict.fromkeys(("p", "you", "we"), "were")
AHE = {"m": "आहे", "f": "आहे", "n": "आहे", "p": "आहेत", "i": "आहे", "you": "आहेस", "we": "आहोत"}
HOTA = {"m": "होता", "f": "होती", "n": "होते", "p": "होते", "i": "होतो", "you": "होतास", "we": "होतो"}
NAHI = {"m": "नाही", "f": "नाही", "n": "नाही", "p": "नाहीत", "i": "नाही", "you": "नाहीस", "we": "नाही"}
NAVHTA = {"m": "नव्हता", "f": "नव्हती", "n": "नव्हते", "p": "नव्हते", "i": "नव्हतो", "you": "नव्हतास", "we": "नव्हतो"}
ASEL = {"m": "असेल", "f": "असेल", "n": "असेल", "p": "असतील", "i": "असेन", "you": "असशील", "we": "असू"}
NASEL = {"m": "नसेल", "f": "नसेल", "n": "नसेल", "p": "नसतील", "i": "नसेन", "you": "नसशील", "we": "नसू"}
"""To be, for he, she, it, they, I, you, we: is, was, is not, was not, will be, will not be."""
POSSESSIVES = {"my": "माझा", "your": "तुझा", "our": "आमचा", "his": "त्याचा", "her": "तिचा", "their": "त्यांचा"}
DEMONSTRATIVES = {"this": {"m": "हा", "f": "ही", "n": "हे"}, "that": {"m": "तो", "f": "ती", "n": "ते"}}
QUESTIONS = {"where": dict.fromkeys("mfn", "कुठे"), "how": {"m": "कसा", "f": "कशी", "n": "कसे"}, "what": dict.fromkeys("mfn", "काय")}


class Phrase(NamedTuple):
    """The tokens of both languages, each in its order, and the key of whom a verb agrees with: m, f, n, p, i, you, we."""

    read: tuple[Token, ...] = ()
    written: tuple[Token, ...] = ()
    key: str = ""


def make_english_marathi(seed: int = 0, sizes: dict[str, int] | None = None) -> PairParts:
    """Write distinct pairs until every part has its size; the same seed gives the same pairs."""
    rng = np.random.default_rng(seed)
    return collect(partial(write_pair, rng), sizes or SIZES, LONGEST, FLAGSHIPS)


def write_pair(rng: np.random.Generator) -> SentencePair:
    """Write one sentence in both languages."""
    phrase = pick(rng, FRAMES)(rng)
    return aligned(phrase.read, phrase.written)


def unit(source: str, target: str, kind: str, key: str = "") -> Phrase:
    """Return a phrase of one unit; of several source words "not" carries the meaning, else the last."""
    words = source.split()
    made = Unit(source, target, kind, words.index("not") if "not" in words else len(words) - 1)
    return Phrase(made.read, made.written, key)


def word(rng: np.random.Generator, choices: dict[str, str], kind: str) -> Phrase:
    """Draw a word and its translation."""
    source = pick(rng, tuple(choices))
    return unit(source, choices[source], kind)


def maybe(rng: np.random.Generator, probability: float, write: Callable[[], Phrase]) -> Phrase:
    """Write the phrase with this probability, else nothing."""
    return write() if chance(rng, probability) else Phrase()


def noun_phrase(rng: np.random.Generator, noun: Noun, *, bare: bool = False) -> Phrase:
    """Write determiner, adjective, noun; "a" and "the" have no counterpart. A bare one has "a" and nothing else before it."""
    described = maybe(rng, 0.45, lambda: adjective(rng, noun.gender))
    head = unit(noun.english, noun.marathi, "noun")
    first = described.read[0].word if described.read else noun.english
    determiner = unit("an" if first[0] in "aeiou" else "a", "", "article") if bare else _determiner(rng, noun.gender, first)
    return Phrase(
        determiner.read + described.read + head.read, determiner.written + described.written + head.written, noun.gender
    )


def adjective(rng: np.random.Generator, gender: str) -> Phrase:
    """Write an adjective that agrees."""
    chosen = pick(rng, lexicon.ADJECTIVES)
    return unit(chosen.english, chosen.agreeing(gender), "adjective")


def _determiner(rng: np.random.Generator, gender: str, following: str) -> Phrase:
    draw = rng.random()
    if draw < 0.25:
        return unit("the", "", "article")
    if draw < 0.4:
        return unit("an" if following[0] in "aeiou" else "a", "", "article")
    if draw < 0.6:
        english = pick(rng, tuple(DEMONSTRATIVES))
        return unit(english, DEMONSTRATIVES[english][gender], "determiner")
    english = pick(rng, tuple(POSSESSIVES))
    return unit(english, lexicon.Adjective(english, POSSESSIVES[english]).agreeing(gender), "determiner")


def subject(rng: np.random.Generator) -> Phrase:
    """Write who acts: a name, two names, a pronoun, or a noun phrase."""
    draw = rng.random()
    if draw < 0.3:
        return _name(rng)
    if draw < 0.4:
        first, second = _name(rng), _name(rng)
        link = unit("and", "आणि", "conjunction")
        return Phrase(first.read + link.read + second.read, first.written + link.written + second.written, "p")
    if draw < 0.65:
        person = pick(rng, lexicon.PRONOUNS)
        return unit(person.english, person.marathi, "pronoun", person.key)
    return noun_phrase(rng, pick(rng, lexicon.PEOPLE))


def _name(rng: np.random.Generator) -> Phrase:
    name = pick(rng, lexicon.NAMES)
    return unit(name.english, name.marathi, "name", name.gender)


def being(rng: np.random.Generator, key: str) -> Phrase:
    """Write to be, for one with this key: is, was, will be, or one of these with not; Marathi has one word for each."""
    draw = rng.random()
    if draw < 0.6:
        return unit(IS[key], AHE[key], "auxiliary") if draw < 0.35 else unit(WAS[key], HOTA[key], "auxiliary")
    if draw < 0.8:
        return unit("will be", ASEL[key], "auxiliary") if draw < 0.7 else unit("will not be", NASEL[key], "auxiliary")
    return unit(f"{IS[key]} not", NAHI[key], "auxiliary") if draw < 0.9 else unit(f"{WAS[key]} not", NAVHTA[key], "auxiliary")


def verb_phrase(rng: np.random.Generator, verb: Verb, key: str) -> Phrase:
    """Write an active verb: reads, will read, will not read, is reading, was not reading."""
    draw = rng.random()
    if draw < 0.25:
        return unit(verb.english[0 if key in ("p", "i", "you", "we") else 1], verb.habit[key], "verb")
    if draw < 0.4:
        return unit(f"will {verb.english[0]}", verb.future[key], "verb")
    if draw < 0.55:
        return _will_not(verb, key)
    doing, helper = unit(verb.english[2], verb.doing, "verb"), being(rng, key)
    return Phrase(helper.read + doing.read, doing.written + helper.written)


def _will_not(verb: Verb, key: str) -> Phrase:
    """Write what will not happen: "will read" is one word, वाचणार, and "not" comes behind it and agrees."""
    coming, no = unit(f"will {verb.english[0]}", verb.coming, "verb"), unit("not", NAHI[key], "negation")
    return Phrase(coming.read[:1] + no.read + coming.read[1:], coming.written + no.written)


def around(first: Phrase, verb: Phrase, last: Phrase, rng: np.random.Generator, probability: float) -> Phrase:
    """Put a sentence together. English: first verb last place time. Marathi: first time place last verb."""
    place = maybe(rng, probability, lambda: word(rng, lexicon.PLACES, "time"))
    moment = maybe(rng, probability, lambda: word(rng, lexicon.TIMES, "time"))
    return Phrase(
        first.read + verb.read + last.read + place.read + moment.read,
        first.written + moment.written + place.written + last.written + verb.written,
    )


def identity(rng: np.random.Generator) -> Phrase:
    """Write who or what someone is: rahul is a good boy."""
    first = pick(rng, (_name, subject))(rng)
    fitting = [noun for noun in lexicon.PEOPLE if noun.gender == first.key]
    if not fitting or not chance(rng, 0.7):
        return around(first, being(rng, first.key), _quality(rng, first.key), rng, 0.15)
    return around(first, being(rng, first.key), noun_phrase(rng, pick(rng, fitting), bare=True), rng, 0.1)


def state(rng: np.random.Generator) -> Phrase:
    """Write what a thing is like: this book was not very heavy."""
    first = noun_phrase(rng, pick(rng, lexicon.THINGS))
    return around(first, being(rng, first.key), _quality(rng, first.key), rng, 0.1)


def _quality(rng: np.random.Generator, key: str) -> Phrase:
    degree = maybe(rng, 0.5, lambda: word(rng, lexicon.DEGREES, "adverb"))
    told = adjective(rng, {"i": "m", "you": "m", "we": "p"}.get(key, key))
    return Phrase(degree.read + told.read, degree.written + told.written)


def action(rng: np.random.Generator) -> Phrase:
    """Write who does what: priya is reading a book in the garden."""
    first = subject(rng)
    verb = verb_phrase(rng, pick(rng, lexicon.VERBS), first.key)
    return around(first, verb, noun_phrase(rng, pick(rng, lexicon.THINGS)), rng, 0.3)


def move(rng: np.random.Generator) -> Phrase:
    """Write who moves or rests: we will dance slowly in the evening."""
    first = subject(rng)
    verb = verb_phrase(rng, pick(rng, lexicon.MOVES), first.key)
    return around(first, verb, maybe(rng, 0.35, lambda: word(rng, lexicon.ADVERBS, "adverb")), rng, 0.45)


def question(rng: np.random.Generator) -> Phrase:
    """Write a question: where is my book, how was your mother; in Marathi the question word stands before the verb."""
    asked = pick(rng, tuple(QUESTIONS))
    first = noun_phrase(rng, pick(rng, lexicon.PEOPLE if asked == "how" else lexicon.THINGS))
    start = unit(asked, QUESTIONS[asked][first.key], "question")
    past = chance(rng, 0.5)
    verb = unit((WAS if past else IS)[first.key], (HOTA if past else AHE)[first.key], "auxiliary")
    moment = maybe(rng, 0.4, lambda: word(rng, lexicon.TIMES, "time"))
    return Phrase(
        start.read + verb.read + first.read + moment.read, first.written + moment.written + start.written + verb.written
    )


FRAMES: tuple[Callable[[np.random.Generator], Phrase], ...] = (
    *(identity,) * 4,
    *(state,) * 2,
    *(action,) * 5,
    *(move,) * 3,
    *(question,) * 2,
)
