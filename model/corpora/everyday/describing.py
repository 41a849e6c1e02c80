"""What something or somebody is: like this, there, from here, a doctor."""

import numpy as np

from model.corpora.drawing import chance, pick
from model.corpora.everyday import closed
from model.corpora.everyday.circumstances import circumstances, moment, origin, place
from model.corpora.everyday.comparing import compared, gradable
from model.corpora.everyday.lexicon import adjectives, noun, nouns, verb, verbs
from model.corpora.everyday.nouns import adjective, named, noun_phrase, pronoun, said_of, somebody
from model.corpora.everyday.objects import all_of, complement, genitive, of_others
from model.corpora.everyday.pieces import NOTHING, Phrase, draw, unit
from model.corpora.everyday.predicates import being, clause, doing
from model.corpora.everyday.sounds import starts_with_vowel
from model.corpora.everyday.tenses import denial, when

__all__ = ["CE", "IT", "SENSED", "becomes", "is_from", "is_one", "is_somewhere", "of_all", "state"]

IT = unit("it", "il", "pronoun")._replace(thing=True)


def state(rng: np.random.Generator, asked: bool = False) -> Phrase:
    """Write what something or somebody is like: the old house was not very quiet, she is a doctor, it is important."""
    tense = pick(rng, ("present", "present", "present", "past", "past", "will", "perfect", "must", "can", "should", "would"))
    if asked:
        tense = pick(rng, ("present", "present", "past"))
    denied = "" if asked or tense in ("must", "can", "would") else denial(rng, tense if tense != "will" else "past")
    mortal = chance(rng, 0.55)
    subject = somebody(rng) if mortal else _something_that_is(rng)
    if mortal and not subject.thing and chance(rng, 0.2):
        return clause(subject, being(subject, tense, denied=denied, asked=asked), _profession(rng, subject), asked=asked)
    later = chance(rng, 0.25) and tense in ("present", "past", "will")
    after = _quality(rng, subject, mortal) + (circumstances(rng, when(tense), 0.9) if later else NOTHING)
    adverb = NOTHING
    if not asked and not denied and tense == "present" and chance(rng, 0.1):
        adverb = draw(rng, {name: closed.FREQUENT[name] for name in ("always", "often", "still", "sometimes")}, "adverb")
    if denied == "not" and tense == "present" and chance(rng, 0.15):
        adverb = unit("yet", "encore", "adverb")
        return clause(subject, being(subject, tense, denied=denied), adverb_after(after, adverb))
    return clause(subject, being(subject, tense, denied=denied, asked=asked), after, adverb=adverb, asked=asked)


def adverb_after(phrase: Phrase, adverb: Phrase) -> Phrase:
    """Put an adverb behind a phrase in English and before it in French: not ready yet, pas encore prêt."""
    return phrase._replace(read=phrase.read + adverb.read, written=adverb.written + phrase.written)


def _something_that_is(rng: np.random.Generator) -> Phrase:
    draw_ = rng.random()
    if draw_ < 0.25:
        return this_or_that(rng)
    if draw_ < 0.37:
        return genitive(rng, ("thing", "place", "idea", "vehicle", "clothes", "body"))
    subject = noun_phrase(
        rng,
        nouns(
            "thing",
            "idea",
            "place",
            "structure",
            "event",
            "food",
            "drink",
            "room",
            "clothes",
            "vehicle",
            "media",
            "nature",
            "body",
            "subject",
            "feeling",
            "face",
        ),
        loose=False,
        adorned=0.12,
    )
    return of_others(rng, subject) if chance(rng, 0.1) else subject


def this_or_that(rng: np.random.Generator) -> Phrase:
    """Write it, this or that as what something is said of: c'est."""
    english = pick(rng, ("it", "it", "it", "this", "that"))
    return unit(english, "ce", "pronoun")._replace(thing=True)


def _quality(rng: np.random.Generator, subject: Phrase, mortal: bool) -> Phrase:
    draw_ = rng.random()
    choices = adjectives("human", "early", "origin") if mortal else adjectives("plain", "early")
    if subject.read[0].word == "it":
        choices = tuple(each for each in choices if "weather" not in each.notes)
    chosen = pick(rng, choices)
    described = adjective(chosen, subject)
    if "absolute" in chosen.notes:
        return described
    if draw_ < 0.4:
        return draw(rng, closed.DEGREES, "adverb") + described
    if draw_ < 0.5:
        return compared(rng, subject, chosen.kind == "early" or mortal)
    return described


def _profession(rng: np.random.Generator, subject: Phrase) -> Phrase:
    """Write what somebody is, by profession or in a family: a doctor, médecin; my best friend."""
    chosen = pick(rng, nouns("profession"))
    if (
        subject.feminine
        and chosen.feminine_french == chosen.french
        and not chosen.feminine
        and chosen.english[0] in ("actor", "waiter")
    ):
        chosen = noun("nurse")
    if not subject.feminine and chosen.feminine:
        chosen = noun("teacher")
    forms = chosen.feminine_french if subject.feminine else chosen.french
    if subject.plural:
        return unit(chosen.english[1], forms[1], "noun")
    return unit(f"a {chosen.english[0]}", forms[0], "noun", -1)


CE = unit("it", "ce", "pronoun")._replace(thing=True)
SENSED = adjectives("human")
BECOMING = (
    (verb("become/became/become", "devenir", notes="etre"), ("past", "will", "perfect", "present")),
    (verb("stay", "rester", notes="etre"), ("past", "will", "must", "present")),
    (verb("remain", "rester", notes="etre"), ("past", "will", "present")),
    (verb("seem", "sembler", notes="state"), ("present", "past")),
    (verb("look", "avoir l' air", notes="state"), ("present", "past")),
)


def becomes(rng: np.random.Generator) -> Phrase:
    """Write she became a doctor, elle est devenue médecin; you look tired, tu as l'air fatigué; it seems difficult."""
    verb_, tenses = pick(rng, BECOMING)
    mortal = chance(rng, 0.6)
    subject = (
        somebody(rng)
        if mortal
        else noun_phrase(rng, nouns("thing", "idea", "place", "event", "food"), loose=False, adorned=0.05)
        if chance(rng, 0.7)
        else IT
    )
    tense = pick(rng, tenses)
    denied = denial(rng, tense, 0.15)
    if mortal and not subject.thing and verb_.french.infinitive == "devenir" and not subject.plural and chance(rng, 0.5):
        job = pick(rng, [each for each in nouns("profession") if not each.feminine or subject.feminine])
        if not (subject.feminine and job.english[0] in ("actor", "waiter", "priest", "policeman")):
            forms = job.feminine_french if subject.feminine else job.french
            return clause(subject, doing(verb_, subject, tense, denied=denied), unit(f"a {job.english[0]}", forms[0], "noun", -1))
    degree = draw(rng, closed.DEGREES, "adverb") if chance(rng, 0.3) else NOTHING
    told = adjective(pick(rng, adjectives("human") if mortal else adjectives("plain")), subject)
    return clause(subject, doing(verb_, subject, tense, denied=denied), degree + told)


def is_somewhere(rng: np.random.Generator, asked: bool = False) -> Phrase:
    """Write where somebody or something is: the book is on the table, i was at home."""
    mortal = chance(rng, 0.5)
    subject = (
        somebody(rng)
        if mortal
        else noun_phrase(
            rng,
            nouns("thing", "animal", "vehicle", "place", "clothes", "food"),
            loose=False,
            adorned=0.15,
            certain=chance(rng, 0.7),
        )
    )
    tense = pick(rng, ("present", "present", "past") if asked else ("present", "present", "past", "will", "must", "perfect"))
    denied = "" if asked or tense == "must" else denial(rng, "past")
    after = place(rng) + (moment(rng, when(tense)) if chance(rng, 0.2) else NOTHING)
    return clause(subject, being(subject, tense, denied=denied, asked=asked), after, asked=asked)


def is_from(rng: np.random.Generator, asked: bool = False) -> Phrase:
    """Write where somebody is from: we are from italy, nous venons d'italie."""
    subject = somebody(rng)
    denied = "" if asked else denial(rng, "past", 0.15)
    return clause(subject, being(subject, "present", denied=denied, asked=asked, french="venir"), origin(rng), asked=asked)


def is_one(rng: np.random.Generator, asked: bool = False) -> Phrase:
    """Write who somebody is: she is my sister, il est un bon professeur."""
    subject = pronoun(rng, closed.PRONOUNS[:4]) if chance(rng, 0.6) else named(rng)
    pool = [each for each in nouns("person") if each.feminine == subject.feminine and "plural" not in each.kinds]
    chosen = pick(rng, pool)
    whose = pick(rng, ("my", "your", "his", "her", "our", "their", "the"))
    early = chance(rng, 0.3)
    quality = pick(rng, adjectives("early")) if early else None
    form = ""
    if quality:
        form = said_of(quality, person=True).french[chosen.feminine]
        if quality.liaison and not chosen.feminine and starts_with_vowel(chosen.french[0]):
            form = quality.liaison
    told = unit(quality.english, form, "adjective") if quality else NOTHING
    the = unit(whose, closed.DETERMINERS[whose][chosen.feminine], "determiner")
    what = the + told + unit(chosen.english[0], chosen.french[0], "noun")
    tense = pick(rng, ("present", "present", "past"))
    return clause(
        subject, being(subject, tense, denied="" if asked else denial(rng, "past", 0.2), asked=asked), what, asked=asked
    )


def of_all(rng: np.random.Generator) -> Phrase:
    """Write what is so of all: dogs are intelligent, water is important, men like football."""
    mortal = chance(rng, 0.3)
    subject = (
        all_of(rng, "person")
        if mortal
        else all_of(rng, "animal", "food", "drink", "feeling", "subject", "thing", "place", "idea", "nature", "clothes", "body")
    )
    if mortal and chance(rng, 0.5):
        verb_ = pick(
            rng,
            [
                each
                for each in verbs(True)
                if each.lasting or each.french.infinitive in ("aimer", "acheter", "vendre", "lire", "aider")
            ],
        )
        return clause(subject, doing(verb_, subject, "present", denied=denial(rng, "past", 0.15)), complement(rng, verb_))
    degree = draw(rng, closed.DEGREES, "adverb") if chance(rng, 0.3) else NOTHING
    told = adjective(pick(rng, gradable(adjectives("human" if mortal else "plain"))), subject)
    return clause(
        subject, being(subject, pick(rng, ("present", "present", "past", "can")), denied=denial(rng, "past", 0.12)), degree + told
    )
