"""Things and persons with a relative clause."""

import numpy as np

from model.corpora.drawing import chance, pick
from model.corpora.everyday import closed
from model.corpora.everyday.acting import goes
from model.corpora.everyday.circumstances import place
from model.corpora.everyday.happening import THINGS_DO, born
from model.corpora.everyday.lexicon import adjectives, nouns, verb, verbs
from model.corpora.everyday.nouns import adjective, noun_phrase, somebody
from model.corpora.everyday.objects import complement
from model.corpora.everyday.pieces import NOTHING, Phrase, draw, unit
from model.corpora.everyday.predicates import being, clause, doing
from model.corpora.pairs import Token

__all__ = ["relative", "relative_subject", "thing_that", "where_it_is"]


def relative(rng: np.random.Generator) -> Phrase:
    """Write the book that i bought, le livre que j'ai acheté: as a subject or an object."""
    verb_ = pick(
        rng,
        [
            each
            for each in verbs(True)
            if not each.governs and not each.reflexive and "noarticle" not in each.notes and " " not in each.english[0]
        ],
    )
    head = noun_phrase(rng, nouns(*sorted(verb_.objects)), loose=False, adorned=0.12, certain=chance(rng, 0.8))
    who = somebody(rng, 0.8)
    tense = pick(rng, ("past", "past", "present", "perfect" if not verb_.lasting else "past"))
    that = (
        unit(pick(rng, ("that", "that", "which") if head.thing else ("that", "who")), "que", "conjunction")
        if chance(rng, 0.75)
        else NOTHING
    )
    if not that.read:
        that = Phrase((), (Token("que", (head.read[-1].units[0],)),))
    said = clause(who, doing(verb_, who, tense, object_=head))
    what = Phrase(
        head.read + that.read + said.read,
        head.written + that.written + said.written,
        head.feminine,
        head.plural,
        head.person,
        head.thing,
    )
    return _around(rng, what)


def relative_subject(rng: np.random.Generator) -> Phrase:
    """Write the man who lives here, l'homme qui habite ici."""
    head = noun_phrase(rng, nouns("person"), loose=False, adorned=0.12, certain=chance(rng, 0.7))
    word = unit(pick(rng, ("who", "who", "that")), "qui", "conjunction")
    tense = pick(rng, ("present", "past", "progressive"))
    inner = head._replace(read=(), written=())
    if chance(rng, 0.5):
        verb_ = pick(rng, [each for each in verbs(True) if not ({"noprog", "state"} & each.notes)])
        said = clause(inner, doing(verb_, inner, tense), complement(rng, verb_))
    else:
        said = goes(rng, inner, tense)
    what = head._replace(read=head.read + word.read + said.read, written=head.written + word.written + said.written)
    return _around(rng, what)


def _around(rng: np.random.Generator, what: Phrase) -> Phrase:
    """Put something with its relative clause into a sentence."""
    chosen = rng.random()
    if chosen < 0.4:
        tense = pick(rng, ("present", "past"))
        told = adjective(pick(rng, adjectives("plain") if what.thing else adjectives("human")), what)
        degree = draw(rng, closed.DEGREES, "adverb") if chance(rng, 0.3) else NOTHING
        return clause(what, being(what, tense, denied="not" if chance(rng, 0.15) else ""), degree + told)
    if chosen < 0.55:
        english, plural = (
            pick(rng, (("this", False), ("that", False))) if not what.plural else pick(rng, (("these", True), ("those", True)))
        )
        this = unit(english, "ce", "pronoun")._replace(plural=plural, person=4 if plural else 2)
        return clause(this, being(this, "present"), what)
    subject = somebody(rng, 0.85)
    wanted = (
        (verb("know/knew/known", "connaître", notes="state"), ("present", "past")),
        (verb("see/saw/seen", "voir"), ("past", "present", "will")),
        (verb("find/found/found", "trouver"), ("past", "will")),
        (verb("like", "aimer"), ("present",)),
        (verb("look for", "chercher"), ("progressive", "was")),
        (verb("remember", "se rappeler"), ("present",)),
    )
    verb_, tenses = pick(rng, wanted)
    tense = pick(rng, tenses)
    known = what.read[0].word in (*closed.DETERMINERS, "this", "that", "these", "those")  # else "not a book" is pas de livre
    denied = "not" if known and tense != "will" and chance(rng, 0.2) else ""
    return clause(subject, doing(verb_, subject, tense, denied=denied), what)


def where_it_is(rng: np.random.Generator) -> Phrase:
    """Write the city where i was born, la ville où je suis né."""
    head = noun_phrase(rng, nouns("place", "room", "city", "country"), loose=False, adorned=0.1, certain=True)
    inner = born(rng) if chance(rng, 0.15) else _done_there(rng)
    where = unit("where", "où", "conjunction")
    what = Phrase(
        head.read + where.read + inner.read,
        head.written + where.written + inner.written,
        head.feminine,
        head.plural,
        head.person,
        True,
    )
    chosen = rng.random()
    if chosen < 0.4:
        this = (
            unit(*pick(rng, (("this", "ce"), ("that", "ce"), ("it", "ce"))), "pronoun")
            if not head.plural
            else unit("these", "ce", "pronoun")._replace(plural=True, person=4)
        )
        return clause(this, being(this, "present"), what)
    if chosen < 0.75:
        told = adjective(pick(rng, adjectives("plain")), what)
        return clause(what, being(what, pick(rng, ("present", "past"))), told)
    subject = somebody(rng, 0.9)
    know = verb("know/knew/known", "connaître", notes="state")
    return clause(subject, doing(know, subject, "present"), what)


def _done_there(rng: np.random.Generator) -> Phrase:
    who = somebody(rng, 0.85)
    verb_ = pick(rng, verbs(False))
    return clause(who, doing(verb_, who, pick(rng, ("past", "present", "past"))))


def thing_that(rng: np.random.Generator) -> Phrase:
    """Write the train that arrives at 8, le train qui arrive à 8 heures; the house that is near the lake."""
    verb_, kinds = pick(rng, THINGS_DO)
    head = noun_phrase(rng, nouns(*kinds), loose=False, adorned=0.1, certain=chance(rng, 0.7))
    inner = head._replace(read=(), written=())
    that = unit(pick(rng, ("that", "which")), "qui", "conjunction")
    if chance(rng, 0.5) or verb_.english[0] == "depend":
        said = clause(
            inner,
            being(inner, pick(rng, ("present", "past"))),
            place(rng) if chance(rng, 0.5) else adjective(pick(rng, adjectives("plain")), head),
        )
    else:
        said = clause(inner, doing(verb_, inner, pick(rng, ("present", "past"))))
    what = head._replace(read=head.read + that.read + said.read, written=head.written + that.written + said.written)
    if chance(rng, 0.4):
        this = (
            unit("this", "ce", "pronoun") if not head.plural else unit("these", "ce", "pronoun")._replace(plural=True, person=4)
        )
        return clause(this, being(this, "present"), what)
    subject = somebody(rng, 0.9)
    see = pick(rng, (verb("see/saw/seen", "voir"), verb("like", "aimer"), verb("know/knew/known", "connaître", notes="state")))
    return clause(subject, doing(see, subject, "present" if see.lasting else pick(rng, ("present", "past"))), what)
