"""What persons and things do: with an object, without one, to a place, and what is done to them."""

import numpy as np

from model.corpora.drawing import chance, pick
from model.corpora.everyday import closed
from model.corpora.everyday.circumstances import circumstances, country, destination, manner, origin
from model.corpora.everyday.conjugation import agreeing, conjugate
from model.corpora.everyday.lexicon import Verb, nouns, verb, verbs
from model.corpora.everyday.nouns import clitic, noun_phrase, pronoun, somebody
from model.corpora.everyday.objects import complement, object_pronoun, of_others
from model.corpora.everyday.pieces import NOTHING, Phrase, draw, unit
from model.corpora.everyday.predicates import Doing, being, clause, doing
from model.corpora.everyday.tenses import denial, frequent, tense_of, when
from model.corpora.pairs import Unit

__all__ = ["GO", "acts", "does", "goes", "has_been", "passive", "passive_further", "rest_of", "very_well", "yourself"]

GO = verb("go/went/gone", "aller", notes="etre")
COME = verb("come/came/come", "venir", notes="etre")
GO_HOME = verb("go home/went home/gone home", "rentrer", notes="etre")


def does(rng: np.random.Generator, subject: Phrase, tense: str = "", asked: bool = False) -> Phrase:
    """Write what the subject does, with an object or without one, and how, where and when."""
    if chance(rng, 0.62):
        return acts(rng, subject, pick(rng, verbs(True)), tense, asked)
    return goes(rng, subject, tense, asked)


def acts(
    rng: np.random.Generator, subject: Phrase, verb: Verb, tense: str = "", asked: bool = False, ends: float = 0.35
) -> Phrase:
    """Write what the subject does to something, or to somebody: I did not see the film, we never met her."""
    tense = tense or tense_of(rng, verb)
    denied = "" if asked else denial(rng, tense)
    it = object_pronoun(rng, verb, subject)
    all_ = NOTHING
    if (
        not it.read
        and not verb.governs
        and "noarticle" not in verb.notes
        and verb.french.infinitive != "avoir"
        and denied != "never"
        and chance(rng, 0.03)
    ):
        all_ = unit("everything", "tout", "pronoun")
    object_ = NOTHING if it.read or all_.read else complement(rng, verb, bool(denied), subject)
    done = doing(verb, subject, tense, denied=denied, asked=asked, object_=it if it.read else None)
    adverb = NOTHING if asked or all_.read else frequent(rng, tense, denied)
    return clause(subject, done, object_ + circumstances(rng, when(tense), ends), it, adverb, asked, all_)


def goes(rng: np.random.Generator, subject: Phrase, tense: str = "", asked: bool = False) -> Phrase:
    """Write where the subject goes, or what it does without an object: she came back yesterday."""
    draw_ = rng.random()
    if draw_ < 0.4:
        chosen = pick(rng, (GO, GO, GO, COME, GO_HOME))
        after = destination(rng) if chosen is GO else origin(rng) if chosen is COME else NOTHING
    else:
        chosen = pick(rng, verbs(False))
        after = manner(rng, chosen.french.infinitive, subject) if chance(rng, 0.25) and "place" not in chosen.notes else NOTHING
    tense = tense or tense_of(rng, chosen)
    denied = "" if asked else denial(rng, tense)
    done = doing(chosen, subject, tense, denied=denied, asked=asked)
    adverb = NOTHING if asked else frequent(rng, tense, denied)
    inner = NOTHING
    if not after.read and not adverb.read and len(chosen.english[0].split()) == 1 and draw_ >= 0.4 and chance(rng, 0.2):
        inner = draw(rng, closed.INNER, "adverb")
    return clause(subject, done, after + circumstances(rng, when(tense), 0.45), NOTHING, adverb, asked, inner)


PASSIVE = [
    each
    for each in verbs(True)
    if not each.governs
    and not each.reflexive
    and not each.lasting
    and " " not in each.english[0]
    and "noarticle" not in each.notes
    and not each.objects & {"subject", "*"}
    and each.french.infinitive not in ("avoir", "vouloir", "aimer")
]
"""What is done to things, and to persons."""


def rest_of(rng: np.random.Generator, verb: Verb, subject: Phrase, denied: str = "") -> tuple[Phrase, Phrase]:
    """Write what a verb is followed by, and the pronoun that is its object if there is one; where to, if it is to go."""
    if verb is GO:
        return destination(rng), NOTHING
    if not verb.objects:
        return NOTHING, NOTHING
    if "person" in verb.objects and not verb.governs and chance(rng, 0.45):
        return NOTHING, clitic(rng, subject)
    return complement(rng, verb, bool(denied)), NOTHING


def passive_further(rng: np.random.Generator) -> Phrase:
    """Write what is done to a thing of which more is said: what agrees with it is then far away from it."""
    return passive(rng, 1.0)


def passive(rng: np.random.Generator, further: float = 0.25) -> Phrase:
    """Write what is done to a thing: the agreement was signed in august 1992, the house will be sold; or to somebody.

    ``further`` is how often it is said what it is on, of or about.
    """
    verb_ = pick(rng, [each for each in PASSIVE if further < 1 or "person" not in each.objects])
    if "person" in verb_.objects:
        subject = somebody(rng)
    else:
        subject = noun_phrase(rng, nouns(*sorted(verb_.objects)), loose=False, adorned=0.2, certain=chance(rng, 0.5))
        if chance(rng, further):
            subject = of_others(rng, subject)
    tense = pick(rng, ("past", "past", "past", "present", "will", "must", "can", "perfect", "should"))
    denied = "not" if chance(rng, 0.15) else ""
    be = _was_done(subject, denied) if tense == "past" else being(subject, tense, denied=denied)
    done = Unit(verb_.english[3], agreeing(verb_.french.participle, subject.feminine, subject.plural), "verb")
    if tense in ("past", "perfect"):  # "été" may be linked to either English word
        be = be._replace(rest=tuple(token._replace(units=(*token.units, done)) for token in be.rest))
    by = (
        unit("by", "par", "preposition") + noun_phrase(rng, nouns("person"), loose=False, adorned=0.05)
        if chance(rng, 0.2)
        else NOTHING
    )
    return clause(
        subject, be, Phrase(done.read, done.written) + by + circumstances(rng, when(tense), 0.7 if not by.read else 0.1)
    )


def _was_done(subject: Phrase, denied: str) -> Doing:
    """Return was, a été: what was done once is not in the imperfect."""
    perfect = conjugate("avoir").present[subject.person]
    be = Unit("were" if subject.plural else "was", f"{perfect} été", "auxiliary")
    no = Unit("not", "ne pas", "negation")
    done = Doing(helper=be.read, finite=be.written[:1], rest=be.written[1:])
    return done._replace(denial=no.read, ne=no.written[:1], no=no.written[1:]) if denied else done


def yourself(rng: np.random.Generator) -> Phrase:
    """Write i did it myself, je l'ai fait moi-même."""
    subject = pronoun(rng)
    selves = {
        "i": ("myself", "moi-même"),
        "you": ("yourself", "toi-même"),
        "he": ("himself", "lui-même"),
        "she": ("herself", "elle-même"),
        "we": ("ourselves", "nous-mêmes"),
        "they": ("themselves", "eux-mêmes"),
    }
    verb_ = pick(
        rng,
        [
            each
            for each in verbs(True)
            if not each.lasting
            and not each.governs
            and "person" not in each.objects
            and " " not in each.english[0]
            and "noarticle" not in each.notes
        ],
    )
    tense = pick(rng, ("past", "past", "will", "can", "going", "must"))
    it = Unit("it", "le", "clitic")
    object_ = Phrase(it.read, it.written)
    return clause(subject, doing(verb_, subject, tense, object_=object_), unit(*selves[subject.read[0].word], "pronoun"), object_)


def has_been(rng: np.random.Generator, asked: bool = False) -> Phrase:
    """Write have been to paris, suis allé à paris."""
    subject = somebody(rng)
    been = verb("go/went/been", "aller", notes="etre")
    denied = "" if asked else denial(rng, "perfect", 0.4)
    ever = unit("ever", "déjà", "adverb") if asked and chance(rng, 0.7) else NOTHING
    city = (
        unit("to", "à", "preposition") + draw(rng, closed.CITIES, "name")
        if chance(rng, 0.4)
        else country(rng, "to")
        if chance(rng, 0.6)
        else destination(rng)
    )
    return clause(subject, doing(been, subject, "perfect", denied=denied, asked=asked), city, adverb=ever, asked=asked)


def very_well(rng: np.random.Generator) -> Phrase:
    """Write she speaks english very well, elle parle très bien anglais; i like it very much."""
    subject = somebody(rng)
    verb_ = pick(
        rng,
        [
            each
            for each in verbs(True)
            if not each.governs and (not each.lasting or each.french.infinitive in ("adorer", "détester"))
        ],
    )
    tense = tense_of(rng, verb_)
    liking = verb_.french.infinitive in ("aimer", "adorer", "détester", "respecter", "admirer")
    choices = (
        {"very much": "beaucoup", "a lot": "beaucoup"}
        if liking
        else {"well": "bien", "very well": "très bien", "badly": "mal", "a lot": "beaucoup"}
    )
    if verb_.french.infinitive in ("aimer", "adorer"):
        like = verb("like", "aimer", notes="noprog")
        verb_ = like._replace(objects=verb_.objects)
        tense = pick(rng, ("present", "past"))
    how = draw(rng, choices, "adverb")
    denied = denial(rng, tense, 0.12).replace("never", "not")
    it = clitic(rng, subject) if "person" in verb_.objects and chance(rng, 0.4) else NOTHING
    what = NOTHING if it.read else complement(rng, verb_, bool(denied))
    while what.written and what.written[0].word in ("des", "de", "beaucoup"):  # beaucoup de fleurs are many
        what = complement(rng, verb_, bool(denied))
    done = doing(verb_, subject, tense, denied=denied, object_=it if it.read else None)
    return clause(subject, done, what + Phrase(how.read, ()), it, inner=Phrase((), how.written))
