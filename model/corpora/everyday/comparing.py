"""Comparatives, superlatives, preferences and exclamations."""

from collections.abc import Sequence

import numpy as np

from model.corpora.drawing import chance, pick
from model.corpora.everyday import closed
from model.corpora.everyday.english import comparative
from model.corpora.everyday.english import superlative as most
from model.corpora.everyday.lexicon import Adjective, Noun, adjectives, nouns, verb
from model.corpora.everyday.nouns import adjective, noun_phrase, pronoun, said_of, somebody, strong
from model.corpora.everyday.objects import all_of
from model.corpora.everyday.pieces import NOTHING, Phrase, span, unit
from model.corpora.everyday.predicates import being, clause, doing
from model.corpora.everyday.sounds import starts_with_vowel
from model.corpora.pairs import Token, Unit

__all__ = ["compared", "exclaims", "gradable", "prefers", "superlative"]


def gradable(choices: Sequence[Adjective]) -> list[Adjective]:
    """Return the adjectives that have degrees."""
    return [each for each in choices if "absolute" not in each.notes]


def compared(rng: np.random.Generator, subject: Phrase, mortal: bool) -> Phrase:
    """Write bigger than the house, more important than money, as old as him."""
    chosen = pick(rng, gradable(adjectives("human", "early") if mortal else adjectives("plain", "early")))
    french = said_of(chosen, not subject.thing).french[subject.feminine + 2 * subject.plural]
    other = (
        strong(rng, subject)
        if mortal and chance(rng, 0.5)
        else noun_phrase(rng, nouns("person") if mortal else nouns("place", "thing", "idea"), loose=False, adorned=0.05)
    )
    if not mortal and subject.thing and subject.read[0].word not in ("it", "this", "that") and chance(rng, 0.4):
        other = _other_one(rng, subject)
    if "er" in chosen.notes and chance(rng, 0.7):
        made = unit(comparative(chosen.english), f"plus {french}", "adjective")
    elif chosen.english in ("good", "bad"):
        better = {"good": ("meilleur", "meilleure"), "bad": ("pire", "pire")}[chosen.english][subject.feminine]
        made = unit(comparative(chosen.english), better + "s" * subject.plural, "adjective")
    elif chance(rng, 0.4):
        made = unit("as", "aussi", "adverb") + unit(chosen.english, french, "adjective")
        return made + unit("as", "que", "conjunction") + other
    else:
        english = "less" if "er" in chosen.notes else pick(rng, ("more", "less"))
        made = unit(english, {"more": "plus", "less": "moins"}[english], "adverb") + unit(chosen.english, french, "adjective")
    if chosen.english not in ("good", "bad") and chance(rng, 0.12):
        made = unit(*pick(rng, (("much", "beaucoup"), ("much", "beaucoup"), ("a little", "un peu"))), "adverb", 0) + made
    return made + unit("than", "que", "conjunction") + other


MINE = {
    "mine": ("le mien", "la mienne", "les miens", "les miennes"),
    "yours": ("le tien", "la tienne", "les tiens", "les tiennes"),
    "hers": ("le sien", "la sienne", "les siens", "les siennes"),
    "ours": ("le nôtre", "la nôtre", "les nôtres", "les nôtres"),
    "theirs": ("le leur", "la leur", "les leurs", "les leurs"),
}
"""Whose it is, for a thing of either gender, one or several."""


ONES = {
    "the last one": ("le dernier", "la dernière"),
    "the first one": ("le premier", "la première"),
    "this one": ("celui-ci", "celle-ci"),
    "that one": ("celui-là", "celle-là"),
}


def _other_one(rng: np.random.Generator, subject: Phrase) -> Phrase:
    """Write mine, le mien; the other one, l'autre; the others, les autres: what is compared with a thing of the same kind."""
    if chance(rng, 0.25) and not subject.plural:
        english = pick(rng, tuple(ONES))
        return span(english, ONES[english][subject.feminine], "pronoun")
    if chance(rng, 0.3):
        number = subject.plural
        return span("the other ones" if number else "the other one", "les autres" if number else "l' autre", "pronoun")
    english = pick(rng, tuple(MINE))
    return unit(english, MINE[english][subject.feminine + 2 * subject.plural], "pronoun")


COUNTED = [
    each
    for each in nouns("person", "thing", "place", "structure", "idea", "event", "media", "animal", "vehicle", "food")
    if not each.kinds & {"plural", "mass", "sg", "drink"}
]


def superlative(rng: np.random.Generator) -> Phrase:
    """Write it is the biggest city in france, c'est la plus grande ville de france; the most important question."""
    noun = pick(rng, COUNTED)
    made = best_of(rng, noun)
    where = NOTHING
    chosen = rng.random()
    if chosen < 0.25:
        english = pick(rng, tuple(closed.COUNTRIES))
        article, name = closed.COUNTRIES[english].split()
        where = unit("in", "de" if article == "la" else "du", "preposition") + unit(english, name, "name")
    elif chosen < 0.4:
        where = unit("in", "de", "preposition") + unit("the", "le", "determiner") + unit("world", "monde", "noun")
    if "person" in noun.kinds and chance(rng, 0.3):
        group = unit("in", "de", "preposition") + noun_phrase(
            rng, nouns("class", "family", "team", "city"), loose=False, certain=True
        )
        where = where if where.read else group
    if chance(rng, 0.45):
        this = unit(*pick(rng, (("it", "ce"), ("it", "ce"), ("this", "ce"), ("that", "ce"))), "pronoun")
        return clause(this, being(this, pick(rng, ("present", "past"))), made + where)
    if "person" in noun.kinds and chance(rng, 0.5):
        who = pronoun(rng, closed.PRONOUNS[:4])
        if who.feminine == made.feminine:
            return clause(who, being(who, "present"), made + where)
    return clause(made, being(made, "present"), _told(rng, made)) if chance(rng, 0.5) else _met(rng, made + where)


def _told(rng: np.random.Generator, what: Phrase) -> Phrase:
    return adjective(pick(rng, adjectives("plain") if what.thing else adjectives("human")), what)


def _met(rng: np.random.Generator, what: Phrase) -> Phrase:
    subject = somebody(rng)
    verb_ = pick(rng, (verb("see/saw/seen", "voir"), verb("choose/chose/chosen", "choisir"), verb("find/found/found", "trouver")))
    return clause(subject, doing(verb_, subject, pick(rng, ("past", "will", "perfect"))), what)


def best_of(rng: np.random.Generator, noun: Noun) -> Phrase:
    """Write the biggest city, the best film, the most important question."""
    early = chance(rng, 0.5)
    chosen = pick(rng, gradable(adjectives("early") if early else adjectives("human" if "person" in noun.kinds else "plain")))
    chosen = said_of(chosen, "person" in noun.kinds)
    form, head = chosen.french[noun.feminine], Unit(noun.english[0], noun.french[0], "noun")
    if early and chosen.liaison and not noun.feminine and starts_with_vowel(noun.french[0]):
        form = chosen.liaison
    the = Unit("the", "la" if noun.feminine else "le", "determiner")
    behind: tuple[Token, ...] = ()
    if chosen.english in ("good", "bad"):
        form = {"good": ("meilleur", "meilleure"), "bad": ("pire", "pire")}[chosen.english][noun.feminine]
        degree = Unit(most(chosen.english), form, "adjective")
        read, before = the.read + degree.read, the.written + degree.written
    else:
        short = "er" in chosen.notes
        plus = Unit(most(chosen.english), f"plus {form}", "adjective") if short else Unit("most", "plus", "adverb")
        quality = Unit(chosen.english, form, "adjective")
        read = the.read + plus.read + (() if short else quality.read)
        words = plus.written + (() if short else quality.written)
        before = the.written + words if early else the.written
        behind = () if early else (Token(the.target, (plus,)), *words)
    made = Phrase(read + head.read, before + head.written + behind, noun.feminine)
    return made._replace(thing="person" not in noun.kinds)


def exclaims(rng: np.random.Generator) -> Phrase:
    """Write what a beautiful day, quelle belle journée; how beautiful is left out."""
    noun = pick(rng, COUNTED)
    what = Unit("what a", "quelle" if noun.feminine else "quel", "determiner", 0)
    chosen = pick(rng, adjectives("early") if chance(rng, 0.6) else adjectives("human" if "person" in noun.kinds else "plain"))
    form = said_of(chosen, "person" in noun.kinds).french[noun.feminine]
    if chosen.liaison and not noun.feminine and starts_with_vowel(noun.french[0]):
        form = chosen.liaison
    quality, head = Unit(chosen.english, form, "adjective"), Unit(noun.english[0], noun.french[0], "noun")
    inside = quality.written + head.written if chosen.kind == "early" else head.written + quality.written
    return Phrase(what.read + quality.read + head.read, what.written + inside)


def prefers(rng: np.random.Generator) -> Phrase:
    """Write i prefer tea to coffee, je préfère le thé au café."""
    subject = somebody(rng)
    prefer = verb("prefer/preferred", "préférer", notes="state")
    kinds = pick(rng, (("food",), ("drink",), ("animal",), ("played", "media"), ("subject",)))
    first, second = all_of(rng, *kinds), all_of(rng, *kinds)
    while second.read[-1].word == first.read[-1].word:
        second = all_of(rng, *kinds)
    return clause(
        subject,
        doing(prefer, subject, pick(rng, ("present", "present", "past"))),
        first + unit("to", "à", "preposition") + second,
    )
