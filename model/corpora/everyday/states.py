"""How somebody is: worried about something, good at it, in pain, happy because of it, and for how long."""

import numpy as np

from model.corpora.drawing import chance, pick
from model.corpora.everyday import closed
from model.corpora.everyday.circumstances import period, place
from model.corpora.everyday.comparing import gradable
from model.corpora.everyday.conjugation import conjugate
from model.corpora.everyday.describing import IT
from model.corpora.everyday.lexicon import adjectives, nouns, verb
from model.corpora.everyday.nouns import adjective, clitic, named, noun_phrase, pronoun, somebody, strong
from model.corpora.everyday.pieces import NOTHING, Phrase, draw, span, unit
from model.corpora.everyday.predicates import Doing, being, clause, doing
from model.corpora.everyday.sounds import CLITIC
from model.corpora.everyday.tenses import denial
from model.corpora.pairs import Token, Unit

__all__ = [
    "belongs_to",
    "has_long_been",
    "hurts",
    "is_about",
    "is_good_at",
    "it_gets",
    "makes_happy",
    "used_to_be",
]

FEELINGS = frozenset(
    ("happy", "sad", "tired", "angry", "sick", "ill", "rich", "nervous", "proud", "jealous", "famous", "crazy", "lonely", "sorry")
)
FELT = [each for each in adjectives("human") if each.english in FEELINGS]
ABOUT = (
    ("worried", "about", "pour"),
    ("worried", "about", "pour"),
    ("angry", "with", "contre"),
    ("angry", "at", "contre"),
    ("proud", "of", "de"),
    ("interested", "in", "par"),
    ("tired", "of", "de"),
    ("sure", "of", "de"),
    ("jealous", "of", "de"),
    ("happy", "for", "pour"),
    ("satisfied", "with", "de"),
    ("nice", "to", "avec"),
    ("kind", "to", "avec"),
    ("patient", "with", "avec"),
    ("honest", "with", "avec"),
    ("ready", "for", "pour"),
    ("late", "for", "pour"),
    ("responsible", "for", "de"),
    ("different", "from", "de"),
    ("surprised", "by", "par"),
    ("disappointed", "by", "par"),
    ("excited", "about", "par"),
    ("sorry", "for", "pour"),
    ("famous", "for", "pour"),
    ("married", "to", "avec"),
)
"""Adjectives with what follows them: of persons, or of things."""
PERSONAL = ("worried", "angry", "proud", "jealous", "happy", "nice", "kind", "patient", "honest", "different", "sorry", "married")
THINGS = ("idea", "event", "job", "media", "food")


def is_about(rng: np.random.Generator, asked: bool = False) -> Phrase:
    """Write she is worried about her son, elle est inquiète pour son fils; i am proud of you."""
    subject = pronoun(rng) if chance(rng, 0.55) else somebody(rng)
    english, before, after = pick(rng, ABOUT)
    quality = next(each for each in adjectives("human") if each.english == english)
    tense = pick(rng, ("present", "past")) if asked else pick(rng, ("present", "present", "past", "past", "will", "perfect"))
    degree = draw(rng, {"very": "très", "so": "si", "really": "vraiment"}, "adverb") if chance(rng, 0.25) else NOTHING
    if english in PERSONAL and chance(rng, 0.6):
        pool = nouns("person", "family")
        what = strong(rng, subject) if chance(rng, 0.5) else noun_phrase(rng, pool, loose=False, certain=True)
    elif english in ("nice", "kind", "patient", "honest", "married", "angry", "jealous"):
        what = named(rng)
    else:
        what = noun_phrase(rng, nouns(*THINGS), loose=False, adorned=0.1, certain=True)
    be = being(subject, tense, denied="" if asked else denial(rng, "past", 0.15), asked=asked)
    about = unit(before, after, "preposition")
    return clause(subject, be, degree + adjective(quality, subject) + about + what, asked=asked)


def is_good_at(rng: np.random.Generator, asked: bool = False) -> Phrase:
    """Write he is good at mathematics, il est bon en mathématiques."""
    subject = somebody(rng)
    said = pick(rng, ("good", "good", "bad"))
    quality = next(each for each in adjectives("early") if each.english == said)
    what = pick(rng, nouns("subject"))
    number = "plural" in what.kinds
    field = unit(what.english[0], what.french[0], "noun")
    degree = unit("very", "très", "adverb") if chance(rng, 0.3) and not number else NOTHING
    be = being(subject, pick(rng, ("present", "past")), denied="" if asked else denial(rng, "past", 0.2), asked=asked)
    return clause(subject, be, degree + adjective(quality, subject) + unit("at", "en", "preposition") + field, asked=asked)


PARTS = frozenset(
    (
        "head",
        "back",
        "leg",
        "foot",
        "arm",
        "hand",
        "eye",
        "stomach",
        "knee",
        "shoulder",
        "neck",
        "throat",
        "finger",
        "ear",
        "tooth",
    )
)
PAIRED = frozenset(("leg", "foot", "arm", "hand", "eye", "knee", "shoulder", "ear", "tooth"))
OWNERS = {"my": "je", "your": "tu", "his": "il", "her": "elle"}
ILLNESSES = {
    "a headache": "mal à la tête",
    "a toothache": "mal aux dents",
    "a stomachache": "mal au ventre",
    "a sore throat": "mal à la gorge",
    "a backache": "mal au dos",
    "a fever": "de la fièvre",
    "a cold": "un rhume",
    "the flu": "la grippe",
    "a problem": "un problème",
}


def hurts(rng: np.random.Generator) -> Phrase:
    """Write my leg hurts, j'ai mal à la jambe; she has a fever, elle a de la fièvre."""
    if chance(rng, 0.5):
        subject = somebody(rng)
        have = verb("have/had/had", "avoir", notes="state")
        tense = pick(rng, ("present", "present", "past"))
        return clause(subject, doing(have, subject, tense), draw(rng, ILLNESSES, "noun"))
    part = pick(rng, [each for each in nouns("body") if each.english[0] in PARTS])
    english = pick(rng, tuple(OWNERS))
    owner = unit(english, OWNERS[english], "pronoun")
    who = next(each for each in closed.PRONOUNS if each.subject[1] == OWNERS[english])
    if chance(rng, 0.2):
        owner, who = noun_phrase(rng, nouns("family"), loose=False, adorned=0, certain=True), closed.PRONOUNS[2]
        *words, last = owner.read
        owner = owner._replace(read=(*words, last._replace(word=f"{last.word}'s")))
    person = 4 if owner.plural else who.person
    many = part.english[0] in PAIRED and chance(rng, 0.4)
    ache = unit("hurt" if many else "hurts", f"{('ai', 'as', 'a', 'avons', 'ont')[person]} mal à", "verb")
    what = unit(part.english[many], f"{'les' if many else 'la' if part.feminine else 'le'} {part.french[many]}", "noun")
    return Phrase(owner.read + what.read + ache.read, owner.written + ache.written + what.written)


def it_gets(rng: np.random.Generator) -> Phrase:
    """Write it is getting cold, il commence à faire froid; it is getting late, il se fait tard."""
    english = pick(rng, ("cold", "hot", "warm", "dark", "late", "cool"))
    if english == "late":
        return IT + unit("is getting", "se fait", "verb", 1) + unit(english, "tard", "adjective")
    start = unit("is getting", "commence à", "verb", 1)
    return IT + start + span(english, f"faire {closed.WEATHER[english]}", "adjective")


MADE = {"laugh": "rire", "cry": "pleurer", "think": "réfléchir", "wait": "attendre", "work": "travailler", "smile": "sourire"}
RENDER = verb("make/made/made", "rendre")
LET = verb("make/made/made", "faire")


def makes_happy(rng: np.random.Generator) -> Phrase:
    """Write it makes me happy, cela me rend heureux; the film made her sad; he made me laugh, il m'a fait rire."""
    laughing = chance(rng, 0.4)
    subject = somebody(rng) if chance(rng, 0.5) else _cause(rng)
    verb_ = LET if laughing else RENDER
    tense = pick(rng, ("present", "past", "past", "will", "perfect", "can"))
    denied = denial(rng, tense, 0.12)
    whom = clitic(rng, subject) if chance(rng, 0.75) or laughing else NOTHING
    other = NOTHING if whom.read else noun_phrase(rng, nouns("person", "family"), loose=False, adorned=0.05, certain=True)
    done = doing(verb_, subject, tense, denied=denied, object_=None if laughing or not whom.read else whom)
    if laughing:
        return clause(subject, done, draw(rng, MADE, "verb"), whom)
    what = whom if whom.read else other
    return clause(subject, done, other + adjective(pick(rng, FELT), what), whom)


def _cause(rng: np.random.Generator) -> Phrase:
    """Write what makes somebody something: it, that, the film."""
    if chance(rng, 0.5):
        return unit(*pick(rng, (("it", "cela"), ("it", "cela"), ("this", "cela"), ("that", "cela"))), "pronoun")
    return noun_phrase(rng, nouns("media", "event", "idea", "food", "noise"), loose=False, adorned=0.05)


def has_long_been(rng: np.random.Generator) -> Phrase:
    """Write i have been sick for three days, je suis malade depuis trois jours; she has been here since monday."""
    subject = somebody(rng)
    have, person = "has" if subject.english == 2 else "have", conjugate("être").present[subject.person]
    been = Unit(f"{have} been", person, "auxiliary", 1)
    where = chance(rng, 0.35)
    after = place(rng) if where else adjective(pick(rng, FELT), subject)
    done = Doing(helper=been.read[:1], main=been.read[1:], finite=been.written)
    if chance(rng, 0.65):
        since = unit("for", "depuis", "preposition") + period(rng)
        since = unit("for a long time", "depuis longtemps", "time", 3) if chance(rng, 0.15) else since
        return clause(subject, done, after + since)
    times = (
        closed.WEEKDAYS | closed.MONTHS | {"yesterday": "hier", "this morning": "ce matin", "last week": "la semaine dernière"}
    )
    return clause(subject, done, after + unit("since", "depuis", "preposition") + draw(rng, times, "time"))


def used_to_be(rng: np.random.Generator) -> Phrase:
    """Write he used to be rich, il était riche; there used to be a school here is left out."""
    subject = somebody(rng)
    be = Unit("used to be", conjugate("être").imperfect[subject.person], "auxiliary", 2)
    degree = draw(rng, closed.DEGREES, "adverb") if chance(rng, 0.3) else NOTHING
    told = degree + adjective(pick(rng, gradable(adjectives("human"))), subject)
    if chance(rng, 0.3):
        return clause(subject, Doing(main=be.read, finite=be.written), place(rng))
    return clause(subject, Doing(main=be.read, finite=be.written), told)


def belongs_to(rng: np.random.Generator, asked: bool = False) -> Phrase:
    """Write this book belongs to me, ce livre m'appartient; the car is tom's, la voiture est à tom."""
    subject = noun_phrase(rng, nouns("thing", "vehicle", "clothes", "place"), loose=False, adorned=0.1, certain=True)
    owner = named(rng) if chance(rng, 0.4) else noun_phrase(rng, nouns("family"), loose=False, adorned=0, certain=True)
    tense, denied = pick(rng, ("present", "present", "past")), "" if asked else denial(rng, "past", 0.2)
    if chance(rng, 0.5) and not owner.plural:
        case = Unit("'s", "à", "preposition")
        *words, last = owner.read
        owned = Phrase((*words, Token(f"{last.word}'s", (*last.units, case))), case.written + owner.written)
        return clause(subject, being(subject, tense, denied=denied, asked=asked), owned, asked=asked)
    belong = verb("belong", "appartenir", notes="state")
    done = doing(belong, subject, tense, denied=denied, asked=asked)
    if chance(rng, 0.5):
        whom = pick(rng, closed.PRONOUNS)
        made = Unit(f"to {whom.object[0]}", whom.recipient, CLITIC, 1)
        return clause(subject, done, NOTHING, Phrase(made.read, made.written), asked=asked)
    return clause(subject, done, unit("to", "à", "preposition") + owner, asked=asked)
