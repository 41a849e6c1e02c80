"""Questions with a question word, which Marathi puts before its verb: where is my book, माझे पुस्तक कुठे आहे."""

from collections.abc import Callable

import numpy as np

from model.corpora.drawing import chance, pick
from model.corpora.english_marathi import circumstances as where
from model.corpora.english_marathi.acting import COME, GO, object_for, slots_for, tense_for
from model.corpora.english_marathi.agreement import NEUTER, Agreement, adjective, habit, how, is_, past, was
from model.corpora.english_marathi.clauses import (
    Group,
    Slots,
    agent_case,
    arranged,
    clause,
    copula,
    denied_do,
    object_of,
    verb_group,
)
from model.corpora.english_marathi.describing import moment_of_being
from model.corpora.english_marathi.lexicon import Verb, noun, nouns, verb, verbs
from model.corpora.english_marathi.nominals import (
    OWNERS,
    PRONOUNS,
    Nominal,
    genitive,
    names,
    noun_phrase,
    part_of,
    pronoun_phrase,
    somebody,
)
from model.corpora.everyday.pieces import NOTHING, Phrase, unit
from model.corpora.pairs import Unit

__all__ = ["FRAMES"]

WHO = Nominal(lambda case, before: unit("who", {"": "कोण"}.get(case, "कोणी"), "question"), NEUTER, counted=False)
"""Of whom nothing is known is told as of a thing: कोण येत आहे, कोणी लिहिले."""
WHAT = Nominal(lambda case, before: unit("what", "काय", "question"), NEUTER, counted=False, animate=False)
DO = verb("do/did/done", "कर", notes="erg")


def _being(who: Nominal, asked: Phrase, time: Phrase, tense: str) -> Phrase:
    """Ask what, where or how somebody or something is."""
    return arranged(who.alone, copula(who, tense), Slots(time=time, manner=asked), asked=True, front="manner")


def _known(rng: np.random.Generator, *kinds: str) -> Nominal:
    """Draw something that one asks about."""
    if "said" in kinds and chance(rng, 0.4):
        return part_of(rng)
    determiner = pick(rng, ("the", "my", "your", "his", "her", "our", "their"))
    return noun_phrase(rng, pick(rng, nouns(*kinds)), determiner=determiner, plain=True, many=0.12)


def where_is(rng: np.random.Generator) -> Phrase:
    """Write where is my book; where do you live; where did they go."""
    asked = unit("where", "कुठे", "question")
    if chance(rng, 0.55):
        who = somebody(rng) if chance(rng, 0.4) else _known(rng, "small", "kin", "place", "vehicle", "worn")
        tense = pick(rng, ("is", "is", "was"))
        return _being(who, asked, moment_of_being(rng, tense, 0.15), tense)
    chosen = GO if chance(rng, 0.45) else pick(rng, (*[each for each in verbs(False) if "placed" in each.notes], *verbs(False)))
    return _asks(rng, chosen, asked)


def when_or_why(rng: np.random.Generator) -> Phrase:
    """Write when will you come, तू कधी येशील; why are you crying, तू का रडत आहेस."""
    word, marathi = pick(rng, (("when", "कधी"), ("why", "का")))
    chosen = pick(rng, (GO, COME, pick(rng, verbs(False)), pick(rng, verbs(True))))
    return _asks(rng, chosen, unit(word, marathi, "question"))


def _asks(rng: np.random.Generator, chosen: Verb, asked: Phrase) -> Phrase:
    """Ask where, when or why somebody does something."""
    who = somebody(rng)
    name = tense_for(rng, chosen, who, asked=True)
    return clause(who, chosen, name, object_for(rng, chosen, who), Slots(manner=asked), asked=True, front="manner")


def how_is(rng: np.random.Generator) -> Phrase:
    """Write how are you, तू कसा आहेस; how was the film; how does he go to school."""
    drawn = rng.random()
    if drawn < 0.2:
        who, name = somebody(rng), pick(rng, ("present", "past", "future"))
        asked = unit("how", how(who.agreed), "question")
        slots = Slots(place=where.destination(rng), manner=asked)
        return clause(who, pick(rng, (GO, COME)), name, None, slots, asked=True, front="manner")
    who = somebody(rng) if drawn < 0.6 else _known(rng, "kin", "watched", "event", "weather", "food", "drink", "task", "family")
    tense = pick(rng, ("is", "is", "was"))
    asked = unit("how", how(who.agreed), "question")
    return _being(who, asked, moment_of_being(rng, tense, 0.2), tense)


def how_old(rng: np.random.Generator) -> Phrase:
    """Write how old are you, तुझे वय काय आहे."""
    who = somebody(rng, close=True)
    owner, old = who.say("चे", "subject"), Unit("how old", "वय काय", "question", 1)
    return Phrase(
        old.read + copula(who, "is").first + owner.read,
        owner.written + old.written + unit("", "आहे", "auxiliary").written,
    )


def what_is(rng: np.random.Generator) -> Phrase:
    """Write what is this; what is your name; what are you reading; what do you want; what happened."""
    drawn = rng.random()
    asked = unit("what", "काय", "question")
    if drawn < 0.12:
        word, marathi = pick(rng, (("this", "हे"), ("that", "ते")))
        this = Nominal(lambda case, before: unit(word, marathi, "pronoun"), NEUTER, counted=False)
        return _being(this, asked, NOTHING, "is")
    if drawn < 0.3:
        return _being(_known(rng, "said", "colour", "price", "hard", "idea"), asked, NOTHING, pick(rng, ("is", "is", "was")))
    if drawn < 0.5:
        return _wanted(rng, asked)
    who = somebody(rng)
    chosen = pick(rng, [each for each in verbs(True) if not each.case and not each.objects & {"person", "tongue"}] + [DO] * 25)
    name = tense_for(rng, chosen, who, asked=True)
    slots = slots_for(rng, name, place=0.15, time=0.2)._replace(object=asked)
    group = verb_group(chosen, name, who, WHAT, asked=True)
    return arranged(who.say(agent_case(chosen, name), "subject"), group, slots, asked=True, front="object")


def _wanted(rng: np.random.Generator, asked: Phrase) -> Phrase:
    """Write what do you want, तुला काय हवे आहे; what did he like, त्याला काय आवडले."""
    who, past_ = somebody(rng), chance(rng, 0.3)
    word = pick(rng, ("want", "like"))
    helper = "did" if past_ else denied_do(who)
    marathi = (
        (f"हवे {(was if past_ else is_)(NEUTER)}") if word == "want" else (past("आवडल", NEUTER) if past_ else habit("आवड", NEUTER))
    )
    made = Unit(f"{helper} {word}", marathi, "verb", 1)
    group = Group(made.read[:1], made.read[1:], made.written)
    return arranged(who.say("ला", "subject"), group, Slots(object=asked), asked=True, front="object")


def who(rng: np.random.Generator) -> Phrase:
    """Write who is he; who is your teacher; who is coming; who wrote this book, हे पुस्तक कोणी लिहिले."""
    if chance(rng, 0.4):
        asked = pronoun_phrase(pick(rng, PRONOUNS)) if chance(rng, 0.5) else _person(rng)
        return _being(asked, unit("who", "कोण", "question"), NOTHING, pick(rng, ("is", "is", "was")))
    chosen = pick(rng, (*verbs(True), *verbs(False), GO, COME))
    name = tense_for(rng, chosen, WHO)
    while name in ("must", "should", "has to", "had to", "wants to", "wanted to", "likes to", "could"):
        name = tense_for(rng, chosen, WHO)
    what = object_for(rng, chosen, WHO)
    to = where.destination(rng) if chosen in (GO, COME) else NOTHING
    said = NOTHING if what is None else object_of(chosen, what)
    group = verb_group(chosen, name, WHO, what)
    begins = WHO.say(agent_case(chosen, name), "subject")
    slots = Slots(
        place=to, object=said, time=where.moment(rng, ("past time",)) if name == "past" and chance(rng, 0.2) else NOTHING
    )
    made = arranged(NOTHING, group, slots)
    read = begins.read + made.read
    written = slots.time.written + slots.place.written + slots.object.written + begins.written + group.written
    return Phrase(read, written)


def _person(rng: np.random.Generator) -> Nominal:
    owner = pick(rng, tuple(OWNERS))
    fitting = [each for each in nouns("work", "kin") if not each.plural]
    return noun_phrase(rng, pick(rng, fitting), determiner=owner, plain=True) if chance(rng, 0.8) else names(rng)


def _this(agreed: Agreement, many: bool, word: str) -> str:
    forms = {"this": "हा ही हे हे या ही", "that": "तो ती ते ते त्या ती"}
    return forms[word].split()["mfn".index(agreed.gender) + 3 * agreed.plural]


def whose(rng: np.random.Generator) -> Phrase:
    """Write whose book is this, हे कोणाचे पुस्तक आहे."""
    chosen = pick(rng, [each for each in nouns("thing", "place", "animal", "money") if not each.plural])
    what = noun_phrase(rng, chosen, determiner="-", plain=True)
    word = pick(rng, ("this", "that"))
    owner = unit("whose", f"कोणा{genitive(what.agreed)}", "question")
    this = unit(word, _this(what.agreed, False, word), "determiner")
    said, group = what.alone, copula(what, "is")
    return Phrase(owner.read + said.read + group.first + this.read, this.written + owner.written + said.written + group.written)


def which(rng: np.random.Generator) -> Phrase:
    """Write which book did you read, तू कोणते पुस्तक वाचलेस; which song do you like, तुला कोणते गाणे आवडते."""
    chosen = pick(
        rng, [each for each in verbs(True) if not each.case and not each.objects & {"person", "tongue", "money", "place"}]
    )
    who = somebody(rng)
    thing = noun_phrase(rng, pick(rng, nouns(*chosen.objects)), determiner="-", plain=True)
    if thing.animate or thing.agreed.plural:
        thing = noun_phrase(rng, noun("book"), determiner="-", plain=True)
    asked = unit("which", adjective("कोणता", thing.agreed), "question") + thing.alone
    name = tense_for(rng, chosen, who, asked=True)
    group = verb_group(chosen, name, who, thing, asked=True)
    return arranged(who.say(agent_case(chosen, name), "subject"), group, Slots(object=asked), asked=True, front="object")


def how_many(rng: np.random.Generator) -> Phrase:
    """Write how many books do you have, तुझ्याकडे किती पुस्तके आहेत; how many boys are there in the school."""
    kin = chance(rng, 0.2)
    chosen = pick(rng, [each for each in nouns("kin" if kin else "thing", "kin" if kin else "animal") if each.english[1]])
    many = noun_phrase(rng, chosen, determiner="-", plain=True, many=1.0)
    count = unit("how many", "किती", "question", 1) + many.alone
    if chance(rng, 0.4) and not kin:
        spot, there = where.place(rng), Unit("are there", "आहेत", "auxiliary", 0)
        return Phrase(count.read + there.read + spot.read, spot.written + count.written + there.written)
    who, past_ = somebody(rng, close=True), chance(rng, 0.2)
    made = Unit(f"{'did' if past_ else denied_do(who)} have", (was if past_ else is_)(many.agreed), "verb", 1)
    group = Group(made.read[:1], made.read[1:], made.written)
    return arranged(who.say("ला" if kin else "कडे", "subject"), group, Slots(object=count), asked=True, front="object")


def price(rng: np.random.Generator) -> Phrase:
    """Write how much is this car, या गाडीची किंमत किती आहे; how much does it cost, त्याची किंमत किती आहे."""
    what = noun_phrase(rng, pick(rng, nouns("priced")), determiner=pick(rng, ("the", "this", "that")), plain=True)
    much, said = Unit("how much", "किंमत किती", "question", 1), what.say("ची", "object")
    if what.counted or what.agreed.plural or chance(rng, 0.5):
        being = Unit("are" if what.counted else "is", "आहे", "auxiliary")
        return Phrase(much.read + being.read + said.read, said.written + much.written + being.written)
    cost = Unit("does cost", "आहे", "verb", 1)
    return Phrase(much.read + cost.read[:1] + said.read + cost.read[1:], said.written + much.written + cost.written)


FRAMES: dict[Callable[[np.random.Generator], Phrase], float] = {
    where_is: 3,
    when_or_why: 3,
    how_is: 2.5,
    how_old: 0.7,
    what_is: 5,
    who: 3,
    whose: 0.8,
    which: 1,
    how_many: 1.5,
    price: 0.8,
}
"""How often each kind of question is drawn."""
