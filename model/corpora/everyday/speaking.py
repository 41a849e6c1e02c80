"""Gifts, talk and thought: who gives or says what to whom, what is thought and what is not known."""

import numpy as np

from model.corpora.drawing import chance, pick
from model.corpora.everyday import closed
from model.corpora.everyday.acting import GO, does, rest_of
from model.corpora.everyday.circumstances import circumstances, moment
from model.corpora.everyday.describing import state
from model.corpora.everyday.infinitives import infinitive
from model.corpora.everyday.lexicon import adjectives, nouns, verb, verbs
from model.corpora.everyday.nouns import adjective, clitic, named, noun_phrase, pronoun, somebody
from model.corpora.everyday.objects import complement
from model.corpora.everyday.pieces import NOTHING, Phrase, draw, unit
from model.corpora.everyday.predicates import Doing, being, clause, doing
from model.corpora.everyday.settings import feels, weather
from model.corpora.everyday.tenses import denial, tense_of, when
from model.corpora.pairs import Token, Unit

__all__ = ["claim", "gives", "nobody", "opens", "says", "thinks", "wonders"]

GIVING = (
    (verb("give/gave/given", "donner"), ("thing", "small", "money", "food", "drink", "advice", "flower", "book")),
    (verb("show/showed/shown", "montrer"), ("image", "house", "thing", "way", "room")),
    (verb("send/sent/sent", "envoyer"), ("text", "photo", "money", "gift")),
    (verb("tell/told/told", "dire"), ("truth", "secret", "lie")),
    (verb("lend/lent/lent", "prêter"), ("money", "book", "vehicle", "small")),
    (verb("bring/brought/brought", "apporter"), ("food", "drink", "small", "gift")),
    (verb("ask", "poser"), ("question",)),
    (verb("offer", "offrir"), ("gift", "job", "flower", "drink", "help")),
    (verb("write/wrote/written", "écrire"), ("letter", "email", "poem", "message")),
    (verb("explain", "expliquer"), ("problem", "rule", "reason", "situation", "theory")),
)
THINKING = (
    (verb("think/thought/thought", "penser", notes="state noprog"), 3),
    (verb("know/knew/known", "savoir", notes="state noprog"), 4),
    (verb("believe", "croire", notes="state noprog"), 1),
    (verb("hope", "espérer", notes="state noprog"), 1),
    (verb("say/said/said", "dire"), 2),
    (verb("understand/understood/understood", "comprendre", notes="noprog"), 1),
    (verb("forget/forgot/forgotten", "oublier", notes="noprog"), 1),
)


def gives(rng: np.random.Generator, asked: bool = False) -> Phrase:
    """Write who gives what to whom: he gave me a book, il m'a donné un livre; she will show the house to her friends."""
    subject = somebody(rng)
    verb_, kinds = pick(rng, GIVING)
    tense = tense_of(rng, verb_) if not asked else pick(rng, ("past", "will", "can", "could", "present"))
    denied = "" if asked else denial(rng, tense)
    done = doing(verb_, subject, tense, denied=denied, asked=asked)
    what = noun_phrase(rng, nouns(*kinds), denied=bool(denied), adorned=0.15, loose=verb_.french.infinitive != "dire")
    to = verb_.english[0] == "explain"
    if chance(rng, 0.65) and not to:
        return clause(
            subject, done, what + circumstances(rng, when(tense), 0.25), clitic(rng, subject, recipient=True), asked=asked
        )
    whom = named(rng) if chance(rng, 0.3) else noun_phrase(rng, nouns("person", "family"), loose=False, adorned=0.05)
    if chance(rng, 0.5) and not to and not asked:  # he gave his mother a book
        whom = whom._replace(written=(Token("à", whom.read[0].units), *whom.written))
        return clause(subject, done, Phrase(whom.read + what.read, what.written + whom.written), asked=asked)
    return clause(subject, done, what + unit("to", "à", "preposition") + whom, asked=asked)


def says(rng: np.random.Generator, asked: bool = False) -> Phrase:
    """Write who speaks to whom: she talked to me, elle m'a parlé; ask her, tell them."""
    subject = somebody(rng)
    verb_, to, governs = pick(
        rng,
        (
            (verb("talk", "parler"), "to", True),
            (verb("speak/spoke/spoken", "parler"), "to", True),
            (verb("answer", "répondre"), "", True),
            (verb("write/wrote/written", "écrire"), "to", True),
            (verb("call", "appeler"), "", False),
            (verb("ask", "demander"), "", True),
        ),
    )
    tense = tense_of(rng, verb_) if not asked else pick(rng, ("past", "will", "present"))
    denied = "" if asked else denial(rng, tense)
    whom = clitic(rng, subject, recipient=governs)
    if to:
        word = whom.written[0]
        made = Unit(f"to {whom.read[0].word}", word.word, "clitic", 1)
        whom = whom._replace(read=made.read, written=made.written)
    done = doing(verb_, subject, tense, denied=denied, asked=asked, object_=None if governs else whom)
    return clause(subject, done, circumstances(rng, when(tense), 0.4), whom, asked=asked)


def thinks(rng: np.random.Generator) -> Phrase:
    """Write what somebody thinks, knows or says: i know that she is tired, i think he will come."""
    subject = somebody(rng, 0.8)
    weights = np.array([weight for _, weight in THINKING], dtype=float)
    verb_ = THINKING[int(rng.choice(len(THINKING), p=weights / weights.sum()))][0]
    tense = pick(rng, ("present", "present", "present", "past"))
    denied = "not" if verb_.french.infinitive in ("savoir", "dire", "comprendre") and chance(rng, 0.2) else ""
    done = doing(verb_, subject, tense, denied=denied)
    that = unit("that", "que", "conjunction") if chance(rng, 0.6) else _silent(done)
    return clause(subject, done, that + claim(rng, past=tense == "past"))


def _silent(done: Doing) -> Phrase:
    """Return *que* where English says nothing: it belongs to the verb."""
    made = done.main[-1].units[0]
    return Phrase((), (Token("que", (made,)),))


def claim(rng: np.random.Generator, past: bool = False) -> Phrase:
    """Write what is thought or said; if it was in the ``past``, in a tense that goes with that: was, would, had."""
    if not past:
        return state(rng) if chance(rng, 0.4) else does(rng, somebody(rng))
    who, chosen = somebody(rng), rng.random()
    if chosen < 0.35:
        return clause(who, being(who, "past", denied=denial(rng, "past", 0.15)), adjective(pick(rng, adjectives("human")), who))
    if chosen < 0.5:
        return feels(rng, only="past")
    verb_ = pick(rng, [each for each in verbs(chance(rng, 0.5)) if not each.lasting])
    usual = verb_.french.infinitive
    tenses = ["had", "had", "could"] + ["was"] * (usual in closed.ACTIVITIES) + ["would"] * 2 * (usual in closed.CONDITIONAL)
    tense = pick(rng, tenses)
    denied = denial(rng, "past", 0.15)
    after, it = rest_of(rng, verb_, who, denied)
    return clause(who, doing(verb_, who, tense, denied=denied, object_=it if it.read else None), after, it)


def opens(rng: np.random.Generator) -> Phrase:
    """Write a sentence with an opening: maybe he is ill, peut-être qu'il est malade; yesterday i saw him."""
    chosen = rng.random()
    if chosen < 0.55:
        start = draw(rng, closed.OPENINGS, "adverb")
        inner = rng.random()
        return start + (
            state(rng)
            if inner < 0.35
            else does(rng, somebody(rng))
            if inner < 0.85
            else feels(rng)
            if inner < 0.93
            else weather(rng)
        )
    time = pick(rng, ("past", "present", "future"))
    tense = {"past": ("past", "past", "was"), "present": ("present", "progressive"), "future": ("will", "going", "can", "must")}[
        time
    ]
    subject = somebody(rng)
    start = draw(rng, closed.TIMES[time], "time") if chance(rng, 0.6) else moment(rng, time)
    verb_ = pick(rng, verbs(chance(rng, 0.6)))
    tense_ = pick(rng, tense)
    if tense_ == "was" and verb_.french.infinitive not in closed.ACTIVITIES:
        tense_ = "past"
    if tense_ in ("progressive", "was") and {"state", "noprog"} & verb_.notes:
        tense_ = "present" if time == "present" else "past"
    done = doing(verb_, subject, tense_, denied=denial(rng, tense_, 0.15).replace("never", "not"))
    return start + clause(subject, done, complement(rng, verb_, bool(done.ne)) if verb_.objects else NOTHING)


THINGS = (
    verb("eat/ate/eaten", "manger"),
    verb("see/saw/seen", "voir"),
    verb("buy/bought", "acheter"),
    verb("hear/heard", "entendre"),
    verb("find/found", "trouver"),
    verb("say/said", "dire"),
    verb("do/did/done", "faire"),
    verb("want", "vouloir", notes="state"),
    verb("understand/understood", "comprendre"),
    verb("know/knew/known", "savoir", notes="state"),
    verb("have/had", "avoir", notes="state"),
    verb("drink/drank/drunk", "boire"),
    verb("change", "changer"),
    verb("forget/forgot/forgotten", "oublier"),
)
"""What one does to something, or to nothing."""
PEOPLE = (
    verb("see/saw/seen", "voir"),
    verb("know/knew/known", "connaître", notes="state"),
    verb("meet/met/met", "rencontrer"),
    verb("love", "aimer", notes="state"),
    verb("invite", "inviter"),
)


def nobody(rng: np.random.Generator) -> Phrase:
    """Write nobody knows, personne ne sait; nothing is easy; i see nothing, je ne vois rien; i do not know anybody."""
    chosen = rng.random()
    if chosen < 0.5:
        return _no_subject(rng, pick(rng, ("nobody", "no one", "nothing")) if chosen < 0.4 else "nothing")
    subject = somebody(rng, 0.85)
    thing = chance(rng, 0.6)
    verb_ = pick(rng, THINGS if thing else PEOPLE)
    tense = pick(rng, ("present", "past", "past", "will", "can") if "state" not in verb_.notes else ("present", "past"))
    word = "rien" if thing else "personne"
    if chance(rng, 0.6):
        made = Unit(pick(rng, ("anything",) if thing else ("anybody", "anyone")), word, "pronoun")
        done, last = doing(verb_, subject, tense, denied="not"), made.written
    else:
        made = Unit(pick(rng, ("nothing",) if thing else ("nobody", "no one")), f"ne {word}", "pronoun", -1)
        done, last = doing(verb_, subject, tense)._replace(ne=made.written[:1]), made.written[1:]
    # rien stands within the verb, personne behind it: je n'ai rien vu, je n'ai vu personne
    done = done._replace(no=last) if thing else done._replace(no=(), rest=(*done.rest, *last))
    return clause(subject, done, Phrase(made.read, ()))


def _no_subject(rng: np.random.Generator, english: str) -> Phrase:
    made = Unit(english, f"{'rien' if english == 'nothing' else 'personne'} ne", "pronoun", -1)
    subject = Phrase(made.read, made.written[:1])
    if english == "nothing":
        done = being(subject, pick(rng, ("present", "past", "will")))
        return clause(subject, done._replace(ne=made.written[1:]), adjective(pick(rng, adjectives("plain")), subject))
    verb_ = pick(rng, verbs(chance(rng, 0.5)))
    tenses = ("present", "past", "will", "can") if verb_.lasting else ("present", "past", "will", "can", "perfect")
    done = doing(verb_, subject, pick(rng, tenses))
    return clause(subject, done._replace(ne=made.written[1:]), complement(rng, verb_, True) if verb_.objects else NOTHING)


WONDERING = (
    ("where", "où"),
    ("where", "où"),
    ("when", "quand"),
    ("why", "pourquoi"),
    ("how", "comment"),
    ("if", "si"),
    ("whether", "si"),
    ("what", "ce que"),
)
DEEDS = (
    verb("do/did/done", "faire"),
    verb("do/did/done", "faire"),
    verb("want", "vouloir", notes="state"),
    verb("say/said/said", "dire"),
    verb("eat/ate/eaten", "manger"),
    verb("see/saw/seen", "voir", notes="noprog"),
)


def wonders(rng: np.random.Generator) -> Phrase:
    """Write i do not know where he lives, je ne sais pas où il habite; do you know if she is coming."""
    know = verb("know/knew/known", "savoir", notes="state")
    asked = chance(rng, 0.4)
    subject = pronoun(rng, closed.PRONOUNS[1:2]) if asked else somebody(rng, 0.85)
    tense = pick(rng, ("present", "present", "past"))
    denied = "not" if not asked and chance(rng, 0.7) else ""
    if chance(rng, 0.25):
        return clause(subject, doing(know, subject, tense, denied=denied, asked=asked), _what_to_do(rng, subject), asked=asked)
    english, french = pick(rng, WONDERING)
    word = unit(english, french, "question" if english not in ("if", "whether") else "conjunction")
    return clause(subject, doing(know, subject, tense, denied=denied, asked=asked), word + _wondered(rng, english), asked=asked)


def _what_to_do(rng: np.random.Generator, subject: Phrase) -> Phrase:
    """Write what to do, quoi faire; where to go, où aller; how to help him, comment l'aider."""
    english, french = pick(rng, (("what", "quoi"), ("what", "quoi"), ("where", "où"), ("when", "quand"), ("how", "comment")))
    word = unit(english, french, "question")
    if english == "what":
        return word + infinitive(pick(rng, [each for each in DEEDS if not each.lasting]), subject)
    if english == "how" and chance(rng, 0.6):
        verb_ = pick(rng, [each for each in verbs(True) if not each.lasting])
        return word + infinitive(verb_, subject, complement(rng, verb_))
    return word + infinitive(GO if english == "where" else pick(rng, verbs(False)), subject)


def _wondered(rng: np.random.Generator, english: str) -> Phrase:
    who = somebody(rng)
    if english == "where" and chance(rng, 0.5):
        return _where_it_is(rng, who)
    if english == "what":
        verb_ = pick(rng, DEEDS)
        usual = ("present", "past") if {"state", "noprog"} & verb_.notes else ("present", "progressive", "past", "will", "can")
        return clause(who, doing(verb_, who, pick(rng, usual)))
    if english in ("if", "whether") and chance(rng, 0.4):
        return state(rng)
    return does(rng, who)


def _where_it_is(rng: np.random.Generator, who: Phrase) -> Phrase:
    """Write (where) the station is, (où) est la gare: only a pronoun stands before the verb in French too."""
    it = who
    if chance(rng, 0.6):
        it = noun_phrase(rng, nouns("person", "place", "thing", "vehicle"), loose=False, adorned=0.05, certain=True)
    said = clause(it, being(it, "present"))
    if it.read[0].word in ("i", "you", "he", "she", "we", "they"):
        return said
    return Phrase(said.read, said.written[len(it.written) :] + it.written)
