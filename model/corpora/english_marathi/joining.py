"""Two clauses in one sentence; what somebody thinks, says and hopes; and what everyone, someone or nobody does."""

from collections.abc import Callable

import numpy as np

from model.corpora.drawing import chance, pick
from model.corpora.english_marathi import asking, having, settings
from model.corpora.english_marathi import circumstances as where
from model.corpora.english_marathi.acting import COME, GO, does, moves, object_for, slots_for, tense_for
from model.corpora.english_marathi.agreement import NEUTER
from model.corpora.english_marathi.clauses import (
    Group,
    Slots,
    agent_case,
    arranged,
    clause,
    denied_do,
    never_group,
    object_of,
    verb_group,
)
from model.corpora.english_marathi.describing import state
from model.corpora.english_marathi.lexicon import nouns, table, verb, verbs, words
from model.corpora.english_marathi.nominals import (
    EVERYONE,
    PRONOUNS,
    Nominal,
    names,
    noun_phrase,
    pronoun_phrase,
    somebody,
)
from model.corpora.everyday.pieces import NOTHING, Phrase, unit
from model.corpora.pairs import Unit

__all__ = [
    "SAID",
    "everyone",
    "fixed",
    "if_it_rains",
    "joined",
    "nobody",
    "opened",
    "puts",
    "says",
    "someone",
    "thinks",
    "when_it_rains",
]

CLAUSES: tuple[Callable[[np.random.Generator], Phrase], ...] = (
    does,
    does,
    does,
    state,
    state,
    moves,
    having.likes,
    having.feels,
    having.wants,
)
EXPRESSIONS = tuple(table("expressions"))
SAID = frozenset(("what time is it", *(english for english, _ in EXPRESSIONS)))
"""What is always said in the same way, and is therefore learned, not tested."""
SAY = verb("say/said", "म्हण", notes="nom")
WIN, ASK = verb("win/won", "जिंक", notes="nom"), verb("ask", "विचार", notes="erg")
PUT = verb("put/put/put/putting", "ठेव", notes="erg")


def told(rng: np.random.Generator) -> Phrase:
    """Write a clause that asks nothing."""
    while True:
        made = pick(rng, CLAUSES)(rng)
        if made.written[-1].word != "का":
            return made


def fixed(rng: np.random.Generator) -> Phrase:
    """Write what is always said in the same way, perhaps to somebody or before something else: hello priya; hello how are you."""
    english, marathi = pick(rng, EXPRESSIONS)
    made = where.worded(english, marathi, "expression")
    drawn = rng.random()
    if drawn < 0.12:
        return made
    if drawn < 0.45:
        return made + names(rng).alone
    return made + pick(rng, (told, told, told, *asking.FRAMES, *settings.FRAMES))(rng)


def joined(rng: np.random.Generator) -> Phrase:
    """Write two clauses with and, but, because or so between them."""
    english = pick(rng, tuple(words("conjunction")))
    return told(rng) + unit(english, words("conjunction")[english], "conjunction") + told(rng)


def opened(rng: np.random.Generator) -> Phrase:
    """Write a clause with perhaps, yes or but before it."""
    english = pick(rng, tuple(words("opening")))
    return unit(english, words("opening")[english], "adverb") + told(rng)


def thinks(rng: np.random.Generator) -> Phrase:
    """Write i think that he is ill, मला वाटते की तो आजारी आहे; i hope, मला आशा आहे; i know, मला माहीत आहे."""
    who = somebody(rng, many=0.0) if chance(rng, 0.4) else pronoun_phrase(PRONOUNS[0])
    english, marathi = pick(rng, (("think", "वाटते"), ("think", "वाटते"), ("hope", "आशा आहे"), ("know", "माहीत आहे")))
    denied = english == "think" and chance(rng, 0.15)
    if denied:
        doing, no = unit("think", "वाटत", "verb"), Unit(f"{denied_do(who)} not", "नाही", "negation", 1)
        group = Group(no.read, doing.read, doing.written + no.written)
    else:
        said = Unit(english if who.counted else f"{english}s", marathi, "verb")
        group = Group((), said.read, said.written)
    that = unit("that", "की", "conjunction") if chance(rng, 0.5) else unit("", "की", "conjunction")
    return arranged(who.say("ला", "subject"), group, Slots()) + that + told(rng)


def says(rng: np.random.Generator) -> Phrase:
    """Write she said that it is good, ती म्हणाली की ते चांगले आहे."""
    who = pick(rng, (somebody, lambda rng: names(rng)))(rng)
    name = pick(rng, ("past", "past", "present"))
    that = unit("that", "की", "conjunction") if chance(rng, 0.7) else unit("", "की", "conjunction")
    return clause(who, SAY, name) + that + told(rng)


def if_it_rains(rng: np.random.Generator) -> Phrase:
    """Write if it rains we will stay at home; if he comes i will go, जर तो आला तर मी जाईन."""
    if chance(rng, 0.35):
        falls = Unit("rains", "पाऊस पडला", "verb")
        first = Phrase(unit("it", "", "pronoun").read + falls.read, falls.written)
    else:
        other = somebody(rng, many=0.0)
        chosen = pick(rng, (COME, GO, WIN, ASK))
        word = verb_group(chosen, "past", other).written
        done = Unit(chosen.english[0 if other.counted else 1], word[0].word, "verb")
        who_ = other.say(agent_case(chosen, "past"), "subject")
        first = arranged(who_, Group((), done.read, done.written), Slots())
    second = _then(rng)
    if_, then = unit("if", "जर", "conjunction"), unit("", "तर", "conjunction")
    if chance(rng, 0.35):
        return Phrase(second.read + if_.read + first.read, if_.written + first.written + then.written + second.written)
    return if_ + first + then + second


def when_it_rains(rng: np.random.Generator) -> Phrase:
    """Write when it rains we stay at home, जेव्हा पाऊस पडतो तेव्हा आम्ही घरी राहतो."""
    falls = Unit("rains", "पाऊस पडतो", "verb")
    first = Phrase(unit("it", "", "pronoun").read + falls.read, falls.written)
    if chance(rng, 0.65):
        other = somebody(rng, many=0.0)
        first = clause(other, pick(rng, (COME, GO, *verbs(False))), "present")
    who = pronoun_phrase(pick(rng, PRONOUNS))
    chosen = pick(rng, verbs(False))
    second = clause(who, chosen, "present", denied=chance(rng, 0.2))
    return unit("when", "जेव्हा", "conjunction") + first + unit("", "तेव्हा", "conjunction") + second


def _then(rng: np.random.Generator) -> Phrase:
    """Write what will happen."""
    who, denied = pronoun_phrase(pick(rng, PRONOUNS)), chance(rng, 0.2)
    drawn = rng.random()
    if drawn < 0.3:
        stay = next(each for each in verbs(False) if each.english[0] == "stay")
        return clause(who, stay, "future", None, Slots(place=unit("at home", "घरी", "time", 1)), denied=denied)
    if drawn < 0.5:
        return clause(who, GO, "future", None, Slots(place=where.destination(rng)), denied=denied)
    chosen = pick(rng, (*verbs(True), *verbs(False)))
    while "present" in chosen.notes:
        chosen = pick(rng, verbs(False))
    return clause(who, chosen, "future", object_for(rng, chosen, who), denied=denied)


def everyone(rng: np.random.Generator) -> Phrase:
    """Write what everyone does, or is: सगळे आनंदी आहेत."""
    return _by(rng, pronoun_phrase(pick(rng, EVERYONE)))


def _by(rng: np.random.Generator, who: Nominal) -> Phrase:
    chosen = pick(rng, (*verbs(True), *verbs(False), GO, COME))
    name = tense_for(rng, chosen, who)
    while who.agreed == NEUTER and agent_case(chosen, name) == "ला":
        name = tense_for(rng, chosen, who)
    return clause(who, chosen, name, object_for(rng, chosen, who), slots_for(rng, name))


def someone(rng: np.random.Generator) -> Phrase:
    """Write what someone does; nothing is known of them: कोणीतरी आले."""
    word = pick(rng, ("someone", "somebody"))
    return _by(rng, Nominal(lambda case, before: unit(word, "कोणीतरी", "pronoun"), NEUTER, counted=False))


def nobody(rng: np.random.Generator) -> Phrase:
    """Write what nobody does, which Marathi denies: कोणीही आले नाही."""
    who = Nominal(lambda case, before: unit("nobody", "कोणीही", "pronoun"), NEUTER, counted=False)
    chosen = pick(rng, (*verbs(True), *verbs(False), GO, COME))
    name = pick(rng, ("present", "past", "past"))
    if "present" in chosen.notes:
        name = "present"
    what = object_for(rng, chosen, who)
    group = never_group(chosen, name, who, what)
    no = Unit("nobody", f"कोणीही {group.written[-1].word}", "pronoun", 0)
    slots = Slots(object=NOTHING if what is None else object_of(chosen, what))
    last = no.written[1:]
    return arranged(Phrase(no.read, no.written[:1]), Group(group.first, group.rest, group.written[:-1] + last), slots)


def puts(rng: np.random.Generator) -> Phrase:
    """Write put the book on the table, पुस्तक टेबलावर ठेव; he put the keys in the box."""
    what = noun_phrase(rng, pick(rng, nouns("small")), many=0.2)
    spot = (
        noun_phrase(rng, pick(rng, nouns("surface")), determiner="the", plain=True).say("वर", "on")
        if chance(rng, 0.6)
        else noun_phrase(rng, pick(rng, nouns("holder")), determiner="the", plain=True).say("त", "in")
    )
    if chance(rng, 0.35):
        verb_ = unit("put", "ठेव", "verb")
        said = what.alone
        return Phrase(verb_.read + said.read + spot.read, said.written + spot.written + verb_.written)
    who = somebody(rng)
    name = tense_for(rng, PUT, who)
    return clause(who, PUT, name, what, Slots(manner=spot))
