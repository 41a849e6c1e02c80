"""Questions of one kind each: how was it, how old, where is it, whose."""

import numpy as np

from model.corpora.drawing import chance, pick
from model.corpora.everyday import closed
from model.corpora.everyday.acting import does
from model.corpora.everyday.lexicon import nouns, verb, verbs
from model.corpora.everyday.nouns import noun_phrase, pronoun, somebody
from model.corpora.everyday.objects import complement
from model.corpora.everyday.pieces import NOTHING, Phrase, span, unit
from model.corpora.everyday.predicates import BE, clause, doing
from model.corpora.everyday.questions import WORDS, asked_of
from model.corpora.pairs import Unit

__all__ = ["colour", "how_are", "how_long", "how_many", "how_was", "where_is", "which_one", "who", "whose"]

WHOSE = ("my", "your", "his", "her", "our", "their")
INVERTED = {
    "present": ("suis-je", "es-tu", "est-il", "sommes-nous", "sont-ils"),
    "past": ("étais-je", "étais-tu", "était-il", "étions-nous", "étaient-ils"),
}


def how_was(rng: np.random.Generator) -> Phrase:
    """Write how was the film, comment était le film; of a day it is always *comment se passe*, as that sentence is known."""
    past = chance(rng, 0.7)
    day = chance(rng, 0.35)
    pool = nouns("event", "media", "food", "week", "weekend", "evening", "work", "school")
    subject = _whole_day(rng, chance(rng, 0.05)) if day else noun_phrase(rng, pool, loose=False, adorned=0.08, certain=True)
    if day:
        french = "se passent" if subject.plural else "se passe"
    elif past:
        french = "étaient" if subject.plural else "était"
    else:
        french = "sont" if subject.plural else "est"
    be = unit(BE["past" if past else "present"][subject.english], french, "auxiliary")
    return unit("how", "comment", "question") + be + subject


def _whole_day(rng: np.random.Generator, plural: bool) -> Phrase:
    """Write my day, ma journée."""
    whose = pick(rng, WHOSE)
    head = unit(*(("days", "journées") if plural else ("day", "journée")), "noun")
    mine = unit(whose, closed.DETERMINERS[whose][2 if plural else 1], "determiner")
    return (mine + head)._replace(feminine=True, plural=plural, person=4 if plural else 2)


def how_are(rng: np.random.Generator) -> Phrase:
    """Write how are you, comment vas-tu; how is your mother, comment va ta mère."""
    how = unit("how", "comment", "question")
    if chance(rng, 0.5):
        subject = pronoun(rng, closed.PRONOUNS[1:])
        go = ("vais-je", "vas-tu", "va-t-elle" if subject.feminine else "va-t-il", "allons-nous", "vont-ils")[subject.person]
        return (
            how
            + _inverted(subject, BE["present"][subject.english], go)
            + (unit("today", "aujourd'hui", "time") if chance(rng, 0.3) else NOTHING)
        )
    subject = noun_phrase(
        rng, nouns("family", "friend", "child", "baby", "patient", "team"), loose=False, adorned=0.05, certain=True
    )
    return how + unit(BE["present"][subject.english], "vont" if subject.plural else "va", "auxiliary") + subject


def _inverted(subject: Phrase, be: str, french: str) -> Phrase:
    """Write "are you" with one French word for both: es-tu."""
    made = Unit(f"{be} {subject.read[0].word}", french, "auxiliary")
    return Phrase(made.read, made.written)


def where_is(rng: np.random.Generator) -> Phrase:
    """Write where is my key, où est ma clé; where are you, où es-tu; when was the exam."""
    english = pick(rng, ("where", "where", "where", "when"))
    tense = "past" if chance(rng, 0.25) else "present"
    word = unit(english, WORDS[english], "question")
    if english == "where" and chance(rng, 0.35):
        subject = pronoun(rng)
        french = INVERTED[tense][subject.person]
        if subject.feminine:
            french = french.replace("il", "elle")
        return word + _inverted(subject, BE[tense][subject.english], french)
    pool = (
        nouns("event", "birthday")
        if english == "when"
        else nouns("person", "thing", "place", "vehicle", "animal", "clothes", "station", "event")
    )
    subject = noun_phrase(rng, pool, loose=False, adorned=0.12, certain=True)
    be = unit(
        BE[tense][subject.english], {"present": ("est", "sont"), "past": ("était", "étaient")}[tense][subject.plural], "auxiliary"
    )
    return word + be + subject


def who(rng: np.random.Generator) -> Phrase:
    """Write who is this man, qui est cet homme; who wrote the book, qui a écrit le livre."""
    asking = unit("who", "qui", "question")
    if chance(rng, 0.4):
        if chance(rng, 0.3):
            subject = pronoun(rng, closed.PRONOUNS[1:])
            french = INVERTED["present"][subject.person]
            return asking + _inverted(
                subject, BE["present"][subject.english], french.replace("il", "elle") if subject.feminine else french
            )
        subject = noun_phrase(rng, nouns("person"), loose=False, adorned=0.25, certain=True)
        be = unit(BE["present"][subject.english], "sont" if subject.plural else "est", "auxiliary")
        return asking + be + subject
    return does(rng, asking, pick(rng, ("past", "past", "present", "will", "can")))


HAVE_YEARS = {"you": "as-tu", "he": "a-t-il", "she": "a-t-elle", "we": "avons-nous", "they": "ont-ils"}
COUNTABLE = (
    *("book", "child", "brother", "sister", "friend", "dog", "cat", "car", "language", "word", "letter", "film", "song"),
    *("student", "apple", "person"),
)
COUNTING = {
    "person": [verb("know/knew/known", "connaître", notes="state"), verb("see/saw/seen", "voir")],
    "text": [
        verb("read/read/read", "lire"),
        verb("write/wrote/written", "écrire"),
        verb("have/had/had", "avoir", notes="state"),
    ],
    "any": [
        verb("have/had/had", "avoir", notes="state"),
        verb("want", "vouloir", notes="state"),
        verb("buy/bought", "acheter"),
    ],
}


def how_many(rng: np.random.Generator) -> Phrase:
    """Write how many books do you have, combien de livres est-ce que tu as; how old is he; how much is it."""
    chosen = rng.random()
    if chosen < 0.3:
        return _how_old(rng)
    if chosen < 0.4:
        it = noun_phrase(rng, nouns("thing", "clothes", "food", "vehicle"), loose=False, adorned=0.1, certain=True)
        if chance(rng, 0.5):
            return _costs(rng, it)
        is_ = unit(BE["present"][it.english], "coûtent" if it.plural else "coûte", "verb")
        return span("how much", "combien", "question") + is_ + it
    subject = asked_of(rng)
    mass = chance(rng, 0.3)
    noun = pick(rng, nouns("money", "time", "water", "coffee", "food", "bread", "milk") if mass else nouns(*COUNTABLE))
    word = span("how much" if mass else "how many", "combien de", "question")
    head = unit(noun.english[not mass], noun.french[not mass], "noun")
    counted = head._replace(plural=not mass, feminine=noun.feminine)
    kind = "person" if "person" in noun.kinds else "text" if "text" in noun.kinds else "any"
    verb_ = pick(rng, [*COUNTING[kind], verb("have/had/had", "avoir", notes="state")])
    done = doing(verb_, subject, pick(rng, ("present", "past")), asked=True, object_=counted)
    return word + head + clause(subject, done, asked=True)


def _how_old(rng: np.random.Generator) -> Phrase:
    if chance(rng, 0.6):
        subject = pronoun(rng, closed.PRONOUNS[1:])
    else:
        subject = noun_phrase(rng, nouns("person", "family"), loose=False, adorned=0, certain=True)
    old = span("how old", "quel âge", "question")
    be, who = BE["present"][subject.english], subject.read[0].word
    if who in HAVE_YEARS:
        return old + _inverted(subject, be, HAVE_YEARS[who])
    return old + unit(be, "ont" if subject.plural else "a", "auxiliary") + subject


def _costs(rng: np.random.Generator, it: Phrase) -> Phrase:
    """Write how much does the book cost, combien coûte le livre."""
    cost = verb("cost/cost/cost", "coûter", notes="state")
    does = Unit("does" if it.english == 2 else "do", "", "auxiliary")
    said = Unit("cost", cost.french.present[it.person], "verb")
    asked = Phrase(does.read + it.read + said.read, said.written + it.written)
    return span("how much", "combien", "question") + asked


def whose(rng: np.random.Generator) -> Phrase:
    """Write whose book is this, à qui est ce livre; which book do you prefer, quel livre est-ce que tu préfères."""
    noun = pick(
        rng,
        [
            each
            for each in nouns("thing", "vehicle", "clothes", "animal", "place", "media", "food")
            if not each.kinds & {"plural", "mass", "sg"}
        ],
    )
    if chance(rng, 0.3):
        ask, this = Unit("whose", "à qui", "question"), Unit("this", "cette" if noun.feminine else "ce", "determiner")
        it, be = Unit(noun.english[0], noun.french[0], "noun"), Unit("is", "est", "auxiliary")
        return Phrase(ask.read + it.read + be.read + this.read, ask.written + be.written + this.written + it.written)
    subject = asked_of(rng)
    plural = chance(rng, 0.3)
    head = unit(noun.english[plural], noun.french[plural], "noun")._replace(feminine=noun.feminine, plural=plural)
    word = unit(
        pick(rng, ("which", "which", "what")), ("quel", "quelle", "quels", "quelles")[noun.feminine + 2 * plural], "question"
    )
    pool = [each for each in verbs(True) if each.objects & noun.kinds and not each.governs and not each.reflexive]
    verb_ = pick(rng, pool) if pool else verb("prefer/preferred", "préférer", notes="state")
    tense = pick(rng, ("present", "past", "will", "can"))
    return word + head + clause(subject, doing(verb_, subject, tense, asked=True, object_=head), asked=True)


LASTING = (
    verb("stay", "rester", notes="etre"),
    verb("sleep/slept", "dormir"),
    verb("wait", "attendre"),
    verb("work", "travailler"),
    verb("speak/spoke/spoken", "parler"),
)


def how_long(rng: np.random.Generator) -> Phrase:
    """Write how long did you stay, combien de temps est-ce que tu es resté; how often; how far is the station; what time."""
    chosen = rng.random()
    subject = pronoun(rng) if chance(rng, 0.7) else somebody(rng)
    if chosen < 0.35:
        word, verb_ = span("how long", "combien de temps", "question"), pick(rng, LASTING)
        return word + clause(subject, doing(verb_, subject, pick(rng, ("past", "will", "present")), asked=True), asked=True)
    if chosen < 0.6:
        word, verb_ = span("how often", "à quelle fréquence", "question"), pick(rng, verbs(chance(rng, 0.5)))
        what = complement(rng, verb_) if verb_.objects else NOTHING
        return word + clause(subject, doing(verb_, subject, "present", asked=True), what, asked=True)
    if chosen < 0.75:
        where = noun_phrase(rng, nouns("place", "station", "beach"), loose=False, adorned=0.1, certain=True)
        is_ = unit(BE["present"][where.english], "sont" if where.plural else "est", "auxiliary")
        return span("how far", "à quelle distance", "question") + is_ + where
    word = span("at what time" if chance(rng, 0.5) else "what time", "à quelle heure", "question")
    verb_ = pick(rng, verbs(False))
    tense = pick(rng, ("present", "past", "will", "should", "can"))
    return word + clause(subject, doing(verb_, subject, tense, asked=True), asked=True)


def colour(rng: np.random.Generator) -> Phrase:
    """Write what colour is your car, de quelle couleur est ta voiture."""
    word = span(pick(rng, ("what color", "what colour")), "de quelle couleur", "question")
    what = noun_phrase(
        rng, nouns("vehicle", "clothes", "thing", "animal", "house", "eye"), loose=False, adorned=0.1, certain=True
    )
    be = unit(BE["present"][what.english], "sont" if what.plural else "est", "auxiliary")
    return word + be + what


def which_one(rng: np.random.Generator) -> Phrase:
    """Write which one do you want, lequel est-ce que tu veux; what do you think about this book."""
    subject = pronoun(rng, closed.PRONOUNS[1:])
    if chance(rng, 0.4):
        which = span("which one", "lequel", "question")
        verb_ = pick(
            rng,
            (
                verb("want", "vouloir", notes="state"),
                verb("prefer/preferred", "préférer", notes="state"),
                verb("like", "aimer", notes="noprog"),
                verb("choose/chose/chosen", "choisir"),
            ),
        )
        return which + clause(subject, doing(verb_, subject, pick(rng, ("present", "past")), asked=True), asked=True)
    what, do = Unit("what", "que", "question"), Unit("does" if subject.english == 2 else "do", "est-ce que", "question")
    think = verb("think/thought/thought", "penser", notes="state")
    made = Unit("think", think.french.present[subject.person], "verb")
    about = unit(pick(rng, ("about", "of")), "de", "preposition")
    said = Phrase(what.read + do.read + subject.read + made.read, what.written + do.written + subject.written + made.written)
    return (
        said
        + about
        + noun_phrase(rng, nouns("media", "text", "person", "idea", "place", "food"), loose=False, adorned=0.1, certain=True)
    )
