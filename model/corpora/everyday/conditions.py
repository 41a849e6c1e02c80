"""Two verbs in one sentence: what would be if, what somebody wants others to do, does not think, does before, or to what end."""

import numpy as np

from model.corpora.drawing import chance, pick
from model.corpora.everyday import closed
from model.corpora.everyday.acting import GO, does, rest_of
from model.corpora.everyday.circumstances import circumstances, place
from model.corpora.everyday.conjugation import SUBJUNCTIVE, subjunctive
from model.corpora.everyday.infinitives import gerund
from model.corpora.everyday.lexicon import Verb, adjectives, nouns, verb, verbs
from model.corpora.everyday.nouns import adjective, clitic, noun_phrase, somebody
from model.corpora.everyday.objects import complement
from model.corpora.everyday.pieces import NOTHING, Phrase, draw, unit
from model.corpora.everyday.predicates import Doing, being, clause, cut, doing, french_of
from model.corpora.everyday.speaking import claim
from model.corpora.everyday.tenses import denial, tense_of
from model.corpora.everyday.wishes import deed
from model.corpora.pairs import Token, Unit

__all__ = [
    "before_doing",
    "does_not_think",
    "glad_that",
    "if_it_were",
    "not_yet",
    "so_that",
    "sure_that",
    "tells_that",
    "wants_others_to",
    "would_rather",
]

HAVE = verb("have/had/had", "avoir", notes="state")
IF = unit("if", "si", "conjunction")
THAT = unit("that", "que", "conjunction")


def if_it_were(rng: np.random.Generator) -> Phrase:
    """Write if i had money i would buy a boat, si j'avais de l'argent j'achèterais un bateau; the clauses in either order."""
    who = somebody(rng, 0.8)
    condition = IF + _unreal(rng, who)
    then = _would(rng, who if chance(rng, 0.6) else somebody(rng, 0.8))
    return condition + then if chance(rng, 0.7) else then + condition


def _unreal(rng: np.random.Generator, who: Phrase) -> Phrase:
    """Write a clause of what is not so: i had a car, she knew the answer, we were rich, you could swim, he came."""
    chosen = rng.random()
    denied = "not" if chance(rng, 0.15) else ""
    if chosen < 0.3:
        return clause(who, doing(HAVE, who, "past", denied=denied), complement(rng, _with_objects(rng), bool(denied)))
    if chosen < 0.6:
        after = adjective(pick(rng, adjectives("human")), who) if chance(rng, 0.7) else place(rng)
        be = being(who, "past", denied=denied)
        if who.english in (0, 2) and chance(rng, 0.5):  # if i were rich
            be = be._replace(helper=(be.helper[0]._replace(word="were"),))
        if who.person == 0 and not denied and chance(rng, 0.3):
            after = unit("you", "à ta place", "pronoun")
        return clause(who, be, after)
    if chosen < 0.7:
        chosen_ = pick(rng, verbs(False))
        return clause(who, doing(chosen_, who, "could", denied=denied))
    lasting = _lasting(pick(rng, [each for each in verbs(chance(rng, 0.5)) if not each.lasting]))
    after = complement(rng, lasting, bool(denied)) if lasting.objects else NOTHING
    return clause(who, doing(lasting, who, "past", denied=denied), after)


def _with_objects(rng: np.random.Generator) -> Verb:
    return pick(rng, [each for each in verbs(True) if each.french.infinitive in ("avoir", "acheter", "vouloir")])


def _lasting(verb_: Verb) -> Verb:
    """Return the verb with its past in the imperfect, as it is behind *si*."""
    return verb_._replace(notes=verb_.notes | {"state"})


def _would(rng: np.random.Generator, who: Phrase) -> Phrase:
    if chance(rng, 0.25):
        return clause(who, being(who, "would"), adjective(pick(rng, adjectives("human")), who))
    verb_ = pick(rng, [each for each in verbs(chance(rng, 0.6)) if each.french.infinitive in closed.CONDITIONAL])
    denied = "not" if chance(rng, 0.15) else ""
    after, it = rest_of(rng, verb_, who, denied)
    return clause(who, doing(verb_, who, "would", denied=denied), after, it)


WANTING = (
    (verb("want", "vouloir", notes="state"), ("present", "past", "present")),
    (verb("want", "vouloir", notes="state"), ("present", "past", "present")),
    (verb("like", "vouloir"), ("would",)),
    (verb("prefer/preferred", "préférer", notes="state"), ("present",)),
)


def wants_others_to(rng: np.random.Generator, asked: bool = False) -> Phrase:
    """Write i want you to come, je veux que tu viennes; she would like him to help her."""
    subject = somebody(rng, 0.8)
    verb_, tenses = pick(rng, WANTING)
    tense = pick(rng, tenses)
    denied = "" if asked or tense == "would" else denial(rng, "past", 0.2)
    done = doing(verb_, subject, tense, denied=denied, asked=asked)
    to, whom = Unit("to", "que", "conjunction"), _whom(rng, subject)
    inner = _wished(rng, whom)
    return clause(subject, done, Phrase(whom.read + to.read + inner.read, to.written + inner.written), asked=asked)


def _wished(rng: np.random.Generator, whom: Phrase) -> Phrase:
    """Write (you to) come, (que) tu viennes: only French names who does it again."""
    who = whom._replace(read=())
    chosen = rng.random()
    if chosen < 0.15:
        be = Unit("be", SUBJUNCTIVE["être"][whom.person], "auxiliary")
        return clause(who, Doing(main=be.read, finite=be.written), adjective(pick(rng, adjectives("human")), whom))
    verb_ = GO if chosen < 0.25 else pick(rng, [each for each in verbs(chosen < 0.7) if not each.lasting])
    made = Unit(verb_.english[0], french_of(verb_, whom, subjunctive(verb_.french)[whom.person]), "verb")
    done = cut(verb_, made, Doing(main=made.read))
    after, it = rest_of(rng, verb_, whom)
    return clause(who, done, after + circumstances(rng, "future", 0.15), it)


def _whom(rng: np.random.Generator, subject: Phrase) -> Phrase:
    """Write somebody else: a pronoun as English has it behind a verb and French before one, or a noun phrase."""
    if chance(rng, 0.25):
        return noun_phrase(rng, nouns("person", "family"), loose=False, adorned=0.05, certain=True)
    others = [each for each in closed.PRONOUNS if each.person != subject.person or each.person in (2, 4)]
    chosen = pick(rng, [each for each in others if not {each.person, subject.person} <= {0, 3}])
    made = unit(chosen.object[0], chosen.subject[1], "pronoun")
    return made._replace(feminine=chosen.feminine, plural=chosen.plural, person=chosen.person)


def does_not_think(rng: np.random.Generator) -> Phrase:
    """Write i do not think that he is coming, je ne pense pas qu'il vienne; it has the subjunctive."""
    verb_ = pick(rng, (verb("think/thought/thought", "penser", notes="state"), verb("believe", "croire", notes="state")))
    subject = somebody(rng, 0.85)
    done = doing(verb_, subject, "present", denied="not")
    return clause(subject, done, _that(rng, done) + _doubted(rng, subject))


def _that(rng: np.random.Generator, done: Doing) -> Phrase:
    """Write "that", or nothing, in which case *que* belongs to the verb."""
    if chance(rng, 0.5):
        return THAT
    return Phrase((), (Token("que", (done.main[-1].units[0],)),))


def _doubted(rng: np.random.Generator, subject: Phrase) -> Phrase:
    """Write a clause in the subjunctive: he is ill, il soit malade; he is coming, il vienne; she knows him, elle le connaisse.

    It is of somebody else than the ``subject``, of whom French has the infinitive: je suis content d'être ici.
    """
    who = somebody(rng, 0.8)
    while who.person == subject.person and who.person not in (2, 4):
        who = somebody(rng, 0.8)
    denied = "not" if chance(rng, 0.1) else ""
    if chance(rng, 0.4):
        be = being(who, "present", denied=denied)
        be = be._replace(finite=(be.finite[0]._replace(word=SUBJUNCTIVE["être"][who.person]),))
        after = adjective(pick(rng, adjectives("human")), who) if chance(rng, 0.7) else place(rng)
        return clause(who, be, after)
    verb_ = GO if chance(rng, 0.15) else pick(rng, verbs(chance(rng, 0.5)))
    tense = "present" if {"state", "noprog"} & verb_.notes or chance(rng, 0.4) else "progressive"
    if verb_.english[0] == verb_.english[2]:
        tense = "progressive"
    doubted = verb_._replace(french=verb_.french._replace(present=subjunctive(verb_.french)))
    after, it = rest_of(rng, verb_, who, denied)
    return clause(who, doing(doubted, who, tense, denied=denied), after, it)


def glad_that(rng: np.random.Generator) -> Phrase:
    """Write i am glad that you are here, je suis content que tu sois ici."""
    subject = somebody(rng, 0.85)
    english = pick(rng, ("happy", "glad", "sad", "surprised", "sorry", "proud"))
    quality = adjective(next(each for each in adjectives("human") if each.english == english), subject)
    degree = unit("very", "très", "adverb") if chance(rng, 0.15) else NOTHING
    that = THAT if chance(rng, 0.6) else Phrase((), (Token("que", quality.read[0].units),))
    return clause(subject, being(subject, "present"), degree + quality + that + _doubted(rng, subject))


def sure_that(rng: np.random.Generator) -> Phrase:
    """Write i am sure that he is right, je suis sûr qu'il a raison."""
    subject = somebody(rng, 0.85)
    english = pick(rng, ("sure", "sure", "certain"))
    quality = adjective(next(each for each in adjectives("human") if each.english == english), subject)
    that = THAT if chance(rng, 0.55) else Phrase((), (Token("que", quality.read[0].units),))
    tense = pick(rng, ("present", "present", "past"))
    return clause(subject, being(subject, tense), quality + that + claim(rng, past=tense == "past"))


AHEAD = (("before", "avant de"), ("before", "avant de"), ("without", "sans"), ("instead of", "au lieu de"))


def before_doing(rng: np.random.Generator) -> Phrase:
    """Write he left without saying goodbye, i read before sleeping: je lis avant de dormir."""
    subject = somebody(rng, 0.75)
    english, french = pick(rng, AHEAD)
    verb_ = pick(rng, [each for each in verbs(chance(rng, 0.6)) if not {"state", "noprog"} & each.notes and not each.reflexive])
    after = complement(rng, verb_) if verb_.objects else NOTHING
    return _main_clause(rng, subject) + unit(english, french, "preposition", 0) + gerund(verb_) + after


def so_that(rng: np.random.Generator) -> Phrase:
    """Write he went to the shop to buy bread, il est allé au magasin pour acheter du pain."""
    subject = somebody(rng, 0.75)
    return _main_clause(rng, subject) + deed(rng, subject, "pour", 0.1)


def _main_clause(rng: np.random.Generator, subject: Phrase) -> Phrase:
    verb_ = GO if chance(rng, 0.25) else pick(rng, [each for each in verbs(chance(rng, 0.45)) if not each.lasting])
    tense = tense_of(rng, verb_)
    denied = denial(rng, tense, 0.1)
    after, it = rest_of(rng, verb_, subject, denied)
    return clause(subject, doing(verb_, subject, tense, denied=denied, object_=it if it.read else None), after, it)


def not_yet(rng: np.random.Generator) -> Phrase:
    """Write he has not arrived yet, il n'est pas encore arrivé; i do not know yet; are you ready yet is left out."""
    subject = somebody(rng)
    verb_ = pick(rng, [each for each in verbs(chance(rng, 0.5)) if not each.lasting])
    tense = pick(rng, ("perfect", "perfect", "past"))
    after, it = rest_of(rng, verb_, subject, "not")
    done = doing(verb_, subject, tense, denied="not", object_=it if it.read else None)
    yet = Unit("yet", "encore", "adverb")
    return clause(subject, done, after + Phrase(yet.read, ()), it, inner=Phrase((), yet.written))


TELLING = (verb("tell/told/told", "dire"), verb("tell/told/told", "dire"), verb("promise", "promettre"))
ASKING = verb("ask", "demander")


def tells_that(rng: np.random.Generator) -> Phrase:
    """Write she told me that she was tired, elle m'a dit qu'elle était fatiguée; he asked me if i was hungry."""
    subject = somebody(rng, 0.8)
    asking = chance(rng, 0.35)
    verb_ = ASKING if asking else pick(rng, TELLING)
    tense = pick(rng, ("past", "past", "past", "will", "perfect"))
    whom = clitic(rng, subject, recipient=True)
    done = doing(verb_, subject, tense, denied=denial(rng, tense, 0.15))
    word = unit("if", "si", "conjunction") if asking else _that(rng, done)
    if asking and chance(rng, 0.4):
        word = draw(rng, {"where": "où", "when": "quand", "why": "pourquoi", "how": "comment"}, "question")
        who = somebody(rng, 0.9)
        return clause(subject, done, word + does(rng, who, pick(rng, ("past", "present"))), whom)
    return clause(subject, done, word + claim(rng, past=tense != "will"), whom)


def would_rather(rng: np.random.Generator) -> Phrase:
    """Write i would rather stay here, je préférerais rester ici."""
    subject = somebody(rng, 0.85)
    prefer = verb("prefer/preferred", "préférer", notes="state")
    made = Unit("would rather", prefer.french.conditional[subject.person], "auxiliary", 1)
    done = Doing(helper=made.read[:1], main=made.read[1:], finite=made.written)
    if chance(rng, 0.2):
        no = Unit("not", "ne pas", "negation")
        what = deed(rng, subject)
        return clause(subject, done, Phrase(no.read + what.read[1:], no.written + what.written))
    what = deed(rng, subject)
    return clause(subject, done, what._replace(read=what.read[1:]))
