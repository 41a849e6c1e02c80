"""What Marathi tells of as happening *to* somebody: to like, want, have, know, feel, get, understand; to love and to need."""

import numpy as np

from model.corpora.drawing import chance, pick
from model.corpora.english_marathi import agreement as agree
from model.corpora.english_marathi.acting import slots_for
from model.corpora.english_marathi.agreement import NEUTER, Agreement
from model.corpora.english_marathi.clauses import Group, Slots, arranged, clause, copula, denied_do
from model.corpora.english_marathi.describing import moment_of_being
from model.corpora.english_marathi.lexicon import Verb, nouns, verb, words
from model.corpora.english_marathi.nominals import (
    ANYTHING,
    IT,
    PRONOUNS,
    SOMETHING,
    Nominal,
    anything,
    genitive,
    named,
    names,
    noun_phrase,
    pronoun,
    pronoun_phrase,
    somebody,
)
from model.corpora.everyday.pieces import NOTHING, Phrase, unit
from model.corpora.pairs import Unit

__all__ = ["feels", "gets", "has", "knows", "likes", "loves", "needs", "wants"]

LIKED = ("food", "drink", "text", "watched", "heard", "place", "thing", "animal", "played")
LIKE, LOVE = verb("like", "आवड", notes="dative"), verb("love", "आवड", "खूप", notes="dative")
TO_SOMEBODY = (
    (verb("get/got/got/getting", "मिळ", notes="dative"), ("sent", "money", "given", "task")),
    (verb("find/found", "सापड", notes="dative"), ("small", "money")),
    (verb("understand/understood", "समज", notes="dative"), ("hard", "text", "tongue")),
    (verb("remember", "आठव", notes="dative"), ("text", "place", "said", "event")),
)
"""The verbs whose doer has -ला and which agree with the thing: मला पत्र मिळाले."""
FEELINGS = {
    "hungry": ("भूक लागली", "f"),
    "thirsty": ("तहान लागली", "f"),
    "sleepy": ("झोप आली", "f"),
    "angry": ("राग आला", "m"),
    "bored": ("कंटाळा आला", "m"),
    "cold": ("थंडी वाजत", "f"),
    "hot": ("गरम होत", "n"),
    "afraid": ("भीती वाटत", "f"),
    "surprised": ("आश्चर्य वाटत", "n"),
    "late": ("उशीर झाला", "m"),
}


def _thing(rng: np.random.Generator, kinds: tuple[str, ...]) -> Nominal:
    """Draw a thing of these kinds, or it."""
    if "tongue" in kinds and chance(rng, 0.3):
        english = pick(rng, tuple(words("tongue")))
        return named(english, words("tongue")[english], "f")
    if chance(rng, 0.15):
        return pronoun_phrase(IT)
    return noun_phrase(rng, pick(rng, nouns(*kinds)), many=0.3)


def _to(rng: np.random.Generator, chosen: Verb, name: str, what: Nominal | None) -> Phrase:
    """Write that something is liked, got, found or understood by somebody, is not, or ask it."""
    who = somebody(rng)
    while what is not None and what.agreed.person != 3 and who.agreed.person == what.agreed.person:
        who = names(rng)
    asked = chance(rng, 0.22)
    denied = not asked and chance(rng, 0.3)
    slots = slots_for(rng, name, place=0.0, time=0.12)
    if chosen is LIKE and not asked and not denied and chance(rng, 0.15):
        slots = slots._replace(manner=unit("very much", "खूप", "adverb", -1))
    made = clause(who, chosen, name, what, slots, denied=denied, asked=asked)
    return made + unit("", "का", "question") if asked else made


def likes(rng: np.random.Generator) -> Phrase:
    """Write what or whom somebody likes: i like mangoes, मला आंबे आवडतात; does he like you."""
    drawn = rng.random()
    what = pronoun_phrase(pick(rng, PRONOUNS)) if drawn < 0.15 else _thing(rng, LIKED)
    if drawn > 0.9:
        return _to(rng, LOVE, "present", what)
    return _to(rng, LIKE, pick(rng, ("present", "present", "present", "past")), what)


def gets(rng: np.random.Generator) -> Phrase:
    """Write what somebody gets, finds, remembers or understands: she found the key, तिला किल्ली सापडली."""
    chosen, kinds = pick(rng, TO_SOMEBODY)
    abstract = chosen.english[0] in ("understand", "remember")
    what = None if abstract and chance(rng, 0.35) else _thing(rng, kinds)
    name = pick(rng, ("present", "past", "past", "future", "present" if abstract else "progressive"))
    return _to(rng, chosen, name, what)


def wants(rng: np.random.Generator) -> Phrase:
    """Write what somebody wants: i want tea, मला चहा हवा आहे; i do not want it, मला ते नको; what do you want."""
    who = somebody(rng)
    past, asked = chance(rng, 0.15), chance(rng, 0.2)
    denied = not asked and chance(rng, 0.3)
    what = _thing(rng, ("food", "drink", "thing", "given", "money", "task"))
    if not asked and chance(rng, 0.08):
        what = anything(*(ANYTHING if denied else pick(rng, SOMETHING)))
    wanted = agree.past("हव", what.agreed)
    helper = "did" if past else denied_do(who)
    if denied:
        form = agree.unwanted(what.agreed)
        made = Unit(f"{helper} not want", f"{form} {agree.was(what.agreed)}" if past else form, "negation", 1)
        group = Group(made.read[:2], made.read[2:], made.written)
    elif asked:
        made = Unit(f"{helper} want", f"{wanted} {(agree.was if past else agree.is_)(what.agreed)}", "verb", 1)
        group = Group(made.read[:1], made.read[1:], made.written)
    else:
        english = "wanted" if past else "want" if who.counted else "wants"
        would = not past and chance(rng, 0.2)
        made = Unit(
            "would like" if would else english, f"{wanted} {(agree.was if past else agree.is_)(what.agreed)}", "verb", int(would)
        )
        group = Group(made.read[:-1], made.read[-1:], made.written)
    slots = Slots(object=what.say("", "object"))
    said = arranged(who.say("ला", "subject"), group, slots, asked=asked)
    return said + unit("", "का", "question") if asked else said


def has(rng: np.random.Generator) -> Phrase:
    """Write what somebody has: i have a brother, मला भाऊ आहे; i have a car, माझ्याकडे गाडी आहे."""
    who = somebody(rng, close=True)
    kin = chance(rng, 0.25)
    chosen = pick(
        rng,
        [each for each in nouns("kin") if each.english[1]]
        if kin
        else nouns("thing", "money", "vehicle", "animal", "ware", "leisure"),
    )
    many = bool(chosen.english[1]) and chance(rng, 0.35)
    mass = chosen.mass
    number = pick(rng, (*words("number"), "many")) if many else "-" if mass else pick(rng, ("a", "a", "one"))
    what = noun_phrase(rng, chosen, determiner=number, many=float(many))
    tense, asked = pick(rng, ("is", "is", "is", "was", "will")), chance(rng, 0.2)
    denied = not asked and not many and number != "one" and chance(rng, 0.25)
    group = _having(who, what.agreed, tense, denied=denied, asked=asked)
    slots = Slots(time=moment_of_being(rng, tense, 0.1), object=what.alone)
    said = arranged(who.say("ला" if kin else "कडे", "subject"), group, slots, asked=asked)
    return said + unit("", "का", "question") if asked else said


def _having(who: Nominal, agreed: Agreement, tense: str, *, denied: bool, asked: bool) -> Group:
    helper = {"is": denied_do(who), "was": "did", "will": "will"}[tense]
    forms = {"is": (agree.is_, agree.is_not), "was": (agree.was, agree.was_not), "will": (agree.will_be, agree.will_not_be)}
    marathi = forms[tense][denied](agreed)
    if denied:
        made = Unit(f"{helper} not have", marathi, "negation", 1)
        return Group(made.read[:2], made.read[2:], made.written)
    if asked or tense == "will":
        made = Unit(f"{helper} have", marathi, "verb", 1)
        return Group(made.read[:1], made.read[1:], made.written)
    made = Unit("had" if tense == "was" else "have" if who.counted else "has", marathi, "verb")
    return Group((), made.read, made.written)


def knows(rng: np.random.Generator) -> Phrase:
    """Write i know, मला माहीत आहे; i do not know his name."""
    who = somebody(rng)
    what = NOTHING
    agreed = NEUTER
    if chance(rng, 0.6):
        thing = _thing(rng, ("said", "hard", "told", "idea"))
        what, agreed = thing.say("", "object"), thing.agreed
    asked = chance(rng, 0.25)
    denied, past = not asked and chance(rng, 0.5), chance(rng, 0.15)
    helper = "did" if past else denied_do(who)
    known = unit("know" if denied or asked else "knew" if past else "know" if who.counted else "knows", "माहीत", "verb")
    if denied:
        no = Unit(f"{helper} not", (agree.was_not if past else agree.is_not)(agreed), "negation", 1)
        group = Group(no.read, known.read, known.written + no.written)
    else:
        being = Unit(helper if asked else "", (agree.was if past else agree.is_)(agreed), "auxiliary")
        made = Unit(known.read[0].word, f"माहीत {being.target}", "verb")
        group = Group(being.read, made.read, made.written)
    said = arranged(who.say("ला", "subject"), group, Slots(object=what), asked=asked)
    return said + unit("", "का", "question") if asked else said


def loves(rng: np.random.Generator) -> Phrase:
    """Write who loves whom: i love you, माझे तुझ्यावर प्रेम आहे."""
    who, asked = somebody(rng, close=True), chance(rng, 0.2)
    whom = (
        pronoun(rng, who.agreed.person)
        if chance(rng, 0.5)
        else noun_phrase(rng, pick(rng, nouns("kin")), plain=True)
        if chance(rng, 0.6)
        else names(rng)
    )
    denied = not asked and chance(rng, 0.2)
    case = genitive(NEUTER)
    if denied:
        love, no = unit("love", "प्रेम", "verb"), Unit(f"{denied_do(who)} not", "नाही", "negation", 1)
        group = Group(no.read, love.read, love.written + no.written)
    elif asked:
        made = Unit(f"{denied_do(who)} love", "प्रेम आहे", "verb", 1)
        group = Group(made.read[:1], made.read[1:], made.written)
    else:
        made = Unit("love" if who.counted else "loves", "प्रेम आहे", "verb")
        group = Group((), made.read, made.written)
    said = arranged(who.say(case, "subject"), group, Slots(object=whom.say("वर", "object")), asked=asked)
    return said + unit("", "का", "question") if asked else said


def needs(rng: np.random.Generator) -> Phrase:
    """Write what somebody needs: i need your help, मला तुझ्या मदतीची गरज आहे."""
    who = somebody(rng)
    what = noun_phrase(rng, pick(rng, nouns("needed")), many=0.1)
    denied = chance(rng, 0.2)
    if denied:
        need, no = unit("need", "गरज", "verb"), Unit(f"{denied_do(who)} not", "नाही", "negation", 1)
        group = Group(no.read, need.read, need.written + no.written)
    else:
        made = Unit("need" if who.counted else "needs", "गरज आहे", "verb")
        group = Group((), made.read, made.written)
    return arranged(who.say("ला", "subject"), group, Slots(object=what.say("ची", "object")))


def feels(rng: np.random.Generator) -> Phrase:
    """Write how somebody feels: i am hungry, मला भूक लागली आहे; are you tired, तू थकला आहेस का."""
    who = somebody(rng)
    tense = pick(rng, ("is", "is", "is", "was"))
    asked = chance(rng, 0.25)
    denied = not asked and chance(rng, 0.2)
    if chance(rng, 0.2):
        case, agreed = "", who.agreed
        english, marathi = "tired", agree.past_before_helper("थकल", who.agreed)
    else:
        english = pick(rng, tuple(FEELINGS))
        marathi, gender = FEELINGS[english]
        case, agreed = "ला", Agreement(3, gender)
    if denied and tense == "is":
        source = copula(who, "is", denied=True)
        no = Unit(" ".join(token.word for token in source.first), agree.is_not(agreed), "negation", 1)
        group = Group(no.read, (), no.written)
    else:
        group = copula(who, tense, agreed, denied=denied)
    slots = Slots(time=moment_of_being(rng, tense, 0.15), object=unit(english, marathi, "adjective"))
    said = arranged(who.say(case, "subject"), group, slots, asked=asked)
    return said + unit("", "का", "question") if asked else said
