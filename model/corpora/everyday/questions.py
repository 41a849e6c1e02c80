"""Questions with est-ce que."""

import numpy as np

from model.corpora.drawing import chance, pick
from model.corpora.everyday import closed
from model.corpora.everyday.acting import GO, acts, does, goes, has_been
from model.corpora.everyday.circumstances import circumstances
from model.corpora.everyday.describing import is_from, is_one, is_somewhere, state
from model.corpora.everyday.lexicon import nouns, verb, verbs
from model.corpora.everyday.nouns import noun_phrase, pronoun, somebody
from model.corpora.everyday.objects import complement
from model.corpora.everyday.pieces import NOTHING, Phrase, draw, unit
from model.corpora.everyday.predicates import BE, clause, doing
from model.corpora.everyday.settings import belongs, feels, there_is, this_is, weather
from model.corpora.everyday.speaking import gives, says
from model.corpora.everyday.tenses import when
from model.corpora.everyday.wishes import glad, likes_doing, wants, would_like
from model.corpora.pairs import Unit

__all__ = ["WORDS", "asked_of", "question", "wh_question", "what"]

ASKED = ("present", "present", "past", "past", "progressive", "will", "can", "could", "should", "going", "may", "perfect")
WORDS = {"where": "où", "when": "quand", "why": "pourquoi", "how": "comment"}


def question(rng: np.random.Generator) -> Phrase:
    """Write a question to be answered by yes or no: do you like coffee, is it cold, can you help me."""
    chosen = rng.random()
    if chosen < 0.45:
        subject = asked_of(rng)
        return does(rng, subject, pick(rng, ASKED[:-1]), asked=True)
    if chosen < 0.52:
        return _ever(rng)
    kind = pick(
        rng,
        (
            state,
            state,
            is_somewhere,
            has_been,
            is_one,
            is_from,
            glad,
            likes_doing,
            feels,
            weather,
            there_is,
            this_is,
            belongs,
            wants,
            wants,
            gives,
            says,
            would_like,
        ),
    )
    return kind(rng, asked=True)


def asked_of(rng: np.random.Generator) -> Phrase:
    """Write who a question is about: often "you"."""
    if chance(rng, 0.45):
        return pronoun(rng, closed.PRONOUNS[1:2])
    return unit(pick(rng, ("anyone", "anybody")), "quelqu'un", "pronoun") if chance(rng, 0.05) else somebody(rng)


def _ever(rng: np.random.Generator) -> Phrase:
    """Write have you ever seen the sea, est-ce que tu as déjà vu la mer."""
    subject = asked_of(rng)
    verb_ = pick(rng, [each for each in verbs(True) if not each.lasting])
    done = doing(verb_, subject, "perfect", asked=True)
    ever = unit("ever", "déjà", "adverb") if chance(rng, 0.7) else NOTHING
    return clause(subject, done, complement(rng, verb_), adverb=ever, asked=True)


def wh_question(rng: np.random.Generator) -> Phrase:
    """Write where do you live, when will the train arrive, why did she leave."""
    english = pick(rng, ("where", "where", "when", "why", "why", "how"))
    start = unit(english, WORDS[english], "question")
    subject = asked_of(rng)
    if english == "why" and chance(rng, 0.4):
        return start + pick(rng, (state, feels))(rng, asked=True)
    if english == "where" and chance(rng, 0.5):
        live = verb("live", "vivre", notes="state")
        verb_ = pick(
            rng, (live, live, GO, GO, verb("work", "travailler"), verb("sleep/slept", "dormir"), verb("eat/ate/eaten", "manger"))
        )
        tense = pick(rng, ("present", "past", "will", "going") if verb_ is live else ("progressive", "present", "past", "will"))
        if verb_ is GO and tense == "going":
            tense = "past"
        return start + clause(subject, doing(verb_, subject, tense, asked=True), asked=True)
    if english == "how" and chance(rng, 0.3):
        know = verb("know/knew/known", "savoir", notes="state")
        return start + clause(subject, doing(know, subject, "present", asked=True), asked=True)
    tense = pick(rng, ASKED[:-1])
    if chance(rng, 0.5):
        return start + acts(rng, subject, pick(rng, verbs(True)), tense, asked=True, ends=0.1)
    return start + goes(rng, subject, tense, asked=True)


def what(rng: np.random.Generator) -> Phrase:
    """Write what do you want, qu'est-ce que tu veux; what is this, what are you doing tomorrow."""
    chosen = rng.random()
    if chosen < 0.1:
        return draw(
            rng,
            {
                "what is this": "qu' est-ce que c' est",
                "what is that": "qu' est-ce que c' est",
                "what is it": "qu' est-ce que c' est",
            },
            "question",
        )
    if chosen < 0.35:
        return _which_is(rng)
    subject = asked_of(rng)
    do = verb("do/did/done", "faire")
    verb_ = (
        do
        if chance(rng, 0.4)
        else pick(
            rng,
            [
                each
                for each in verbs(True)
                if not each.governs
                and not each.reflexive
                and "noarticle" not in each.notes
                and each.english[0] not in ("have", "answer", "wait for", "listen to")
            ],
        )
    )
    tense = pick(rng, ("present", "past", "will", "progressive", "going", "can", "should", "was" if verb_ is do else "past"))
    if verb_.lasting or "noprog" in verb_.notes:
        tense = pick(rng, ("present", "past"))
    done = doing(verb_, subject, tense, asked=True)
    asking = Unit("what", "que", "question")
    made = clause(subject, done, circumstances(rng, when(tense), 0.3), asked=True)
    return Phrase(asking.read + made.read, asking.written + made.written)


def _which_is(rng: np.random.Generator) -> Phrase:
    """Write what is your name, quel est ton nom; what was the answer to your question."""
    subject = noun_phrase(
        rng,
        nouns(
            "name",
            "address",
            "problem",
            "answer",
            "idea",
            "color",
            "colour",
            "job",
            "reason",
            "price",
            "number",
            "plan",
            "dream",
            "difference",
            "language",
            "capital",
            "result",
            "title",
        ),
        loose=False,
        adorned=0.2,
        certain=True,
    )
    past = chance(rng, 0.25)
    be = Unit(
        BE["past" if past else "present"][subject.english],
        {False: ("est", "sont"), True: ("était", "étaient")}[past][subject.plural],
        "auxiliary",
    )
    word = Unit("what", ("quel", "quelle", "quels", "quelles")[subject.feminine + 2 * subject.plural], "question")
    return Phrase(word.read + be.read + subject.read, word.written + be.written + subject.written)
