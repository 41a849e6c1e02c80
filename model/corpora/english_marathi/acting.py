"""Sentences of what somebody does, of coming and going, of giving and telling; and commands."""

import numpy as np

from model.corpora.drawing import chance, pick
from model.corpora.english_marathi import circumstances as where
from model.corpora.english_marathi.agreement import Agreement
from model.corpora.english_marathi.clauses import Group, Slots, agent_case, arranged, clause, never_group, object_of
from model.corpora.english_marathi.lexicon import Verb, nouns, verb, verbs, words
from model.corpora.english_marathi.nominals import (
    ANYTHING,
    IT,
    PRONOUNS,
    SOMETHING,
    Nominal,
    anything,
    named,
    names,
    noun_phrase,
    part_of,
    pronoun,
    pronoun_phrase,
    somebody,
)
from model.corpora.english_marathi.tenses import TENSES
from model.corpora.everyday.pieces import NOTHING, Phrase, unit
from model.corpora.pairs import Unit

__all__ = ["COME", "GO", "asks_whether", "commands", "does", "gives", "moves", "never", "object_for", "slots_for", "tense_for"]

GO, COME = verb("go/went/gone", "जा"), verb("come/came/come", "ये")
GIVING = (
    (verb("give/gave/given", "दे", notes="erg"), ("given", "money", "food", "drink", "taken")),
    (verb("show/showed/shown", "दाखव", notes="erg"), ("given", "watched")),
    (verb("tell/told", "सांग", notes="erg"), ("told", "said")),
    (verb("send/sent", "पाठव", notes="erg"), ("sent",)),
    (verb("bring/brought", "आण", notes="erg"), ("food", "drink", "given")),
)
MUST = ("read", "write", "eat", "drink", "buy", "make", "bring", "cook", "learn", "sell", "give", "tell", "see", "wear", "take")
"""The verbs with objects that are also said with "have to"."""
STATED = {
    "present": 15,
    "future": 14,
    "past": 18,
    "progressive": 9,
    "was": 4,
    "perfect": 4,
    "going to": 4,
    "can": 7,
    "could": 2,
    "must": 3,
    "should": 4,
    "has to": 4,
    "had to": 2,
    "wants to": 8,
    "wanted to": 1.5,
    "likes to": 4,
}
ASKED = {
    "present": 12,
    "future": 7,
    "past": 12,
    "progressive": 6,
    "was": 1,
    "perfect": 3,
    "going to": 2,
    "can": 7,
    "should": 1,
    "has to": 2,
    "wants to": 5,
    "likes to": 3,
}
"""How often each tense is drawn, in a statement and in a question; present, future and past have the most forms."""


def tense_for(rng: np.random.Generator, verb_: Verb, who: Nominal, *, denied: bool = False, asked: bool = False) -> str:
    """Draw a tense that this verb has, for who does it."""
    weights = {name: weight for name, weight in (ASKED if asked else STATED).items() if _fits(name, verb_, who, denied, asked)}
    names_ = tuple(weights)
    share = np.cumsum(list(weights.values())) / sum(weights.values())
    return names_[int(np.searchsorted(share, rng.random(), side="right"))]


def _fits(name: str, verb_: Verb, who: Nominal, denied: bool, asked: bool) -> bool:
    """Tell whether a verb is said in a tense; "read" without -s is past, "could" is said with "not" alone."""
    if "present" in verb_.notes:
        return name == "present"
    if name in ("progressive", "was") and "noprog" in verb_.notes:
        return False
    if name == "present" and verb_.english[0] == verb_.english[2]:
        return denied or asked or not who.counted
    if name in ("has to", "had to") and verb_.objects and not verb_.before and verb_.english[0] not in MUST:
        return False
    return name != "could" or denied


def slots_for(rng: np.random.Generator, name: str, *, place: float = 0.2, time: float = 0.25, manner: float = 0.0) -> Slots:
    """Draw when, where and how."""
    return Slots(
        time=where.moment(rng, TENSES[name].times) if chance(rng, time) else NOTHING,
        place=where.place(rng) if chance(rng, place) else NOTHING,
        manner=where.manner(rng) if chance(rng, manner) else NOTHING,
    )


def object_for(
    rng: np.random.Generator, verb_: Verb, who: Nominal, *, denied: bool | None = None, many: float = 0.2
) -> Nominal | None:
    """Draw what a verb is done to, if it has an object: people and animals, things, languages; it."""
    if not verb_.objects:
        return None
    if "tongue" in verb_.objects:
        english = pick(rng, tuple(words("tongue")))
        return _tongue(english)
    if "person" in verb_.objects and chance(rng, 0.75):
        if chance(rng, 0.7):
            return pronoun(rng, who.agreed.person)
        return names(rng)
    if not verb_.case and "person" not in verb_.objects and chance(rng, 0.1):
        return pronoun_phrase(IT)
    if denied is not None and not verb_.case and not verb_.objects & {"person", "played", "song"} and chance(rng, 0.07):
        return anything(*(ANYTHING if denied else pick(rng, SOMETHING)))
    if verb_.objects & {"thing", "place"} and chance(rng, 0.05):
        return part_of(rng)
    if verb_.case and "person" in verb_.objects:
        return noun_phrase(rng, pick(rng, nouns("kin", *(verb_.objects - {"person"}))), plain=True)
    return noun_phrase(rng, pick(rng, nouns(*verb_.objects)), many=many)


def _tongue(english: str) -> Nominal:
    spoken = named(english, words("tongue")[english], "f")
    return Nominal(spoken.say, spoken.agreed, counted=False, animate=False)


def _verb(rng: np.random.Generator, transitive: float = 0.62) -> Verb:
    return pick(rng, verbs(chance(rng, transitive)))


def acts(rng: np.random.Generator, who: Nominal, *, asked: bool = False, denied: bool = False) -> Phrase:
    """Write what somebody does, or whether."""
    chosen = _verb(rng)
    name = tense_for(rng, chosen, who, denied=denied, asked=asked)
    what = object_for(rng, chosen, who, denied=None if asked else denied, many=0.0 if TENSES[name].case == "ला" else 0.2)
    slots = slots_for(rng, name, place=0.15 if chosen.objects else 0.35, manner=0.0 if chosen.objects else 0.15)
    if name == "present" and not denied and chance(rng, 0.25):
        slots = slots._replace(often=_often(rng))
    elif name in ("present", "past", "future") and not (denied or asked or slots.time.read) and chance(rng, 0.07):
        slots = slots._replace(often=unit("also", "देखील", "adverb"))
    elif not chosen.objects and not slots.place.read and chance(rng, 0.15):
        slots = slots._replace(place=where.together(rng, who.agreed.person))
    elif not chosen.objects and name in ("past", "future", "was") and not slots.time.read and chance(rng, 0.15):
        slots = slots._replace(time=where.lasting(rng))
    elif chosen.english[0] in ("buy", "make", "bring", "cook", "sing", "choose") and chosen.objects and chance(rng, 0.25):
        slots = slots._replace(place=where.beneficiary(rng, who.agreed.person))
    return clause(who, chosen, name, what, slots, denied=denied, asked=asked)


def _often(rng: np.random.Generator) -> Phrase:
    english = pick(rng, tuple(words("frequent")))
    return unit(english, words("frequent")[english], "adverb")


def does(rng: np.random.Generator) -> Phrase:
    """Write who does what: priya is reading a book in the garden; i did not see him yesterday."""
    return acts(rng, somebody(rng), denied=chance(rng, 0.25))


def asks_whether(rng: np.random.Generator) -> Phrase:
    """Write a question of yes and no, which Marathi ends with का: do you speak marathi, तू मराठी बोलतोस का."""
    made = acts(rng, somebody(rng), asked=True) if chance(rng, 0.8) else moving(rng, somebody(rng), asked=True)
    return made + unit("", "का", "question")


def moves(rng: np.random.Generator) -> Phrase:
    """Write who goes or comes where: we will go to the market by bus tomorrow."""
    return moving(rng, somebody(rng), denied=chance(rng, 0.2))


def moving(rng: np.random.Generator, who: Nominal, *, asked: bool = False, denied: bool = False) -> Phrase:
    """Write that somebody goes or comes, or whether."""
    chosen = pick(rng, (GO, GO, COME))
    name = tense_for(rng, chosen, who, denied=denied, asked=asked)
    to = where.origin(rng) if chosen is COME and chance(rng, 0.5) else where.destination(rng)
    slots = slots_for(rng, name, place=0.0, time=0.4)._replace(place=to)
    if chance(rng, 0.15):
        slots = slots._replace(means=where.by_vehicle(rng))
    return clause(who, chosen, name, None, slots, denied=denied, asked=asked)


def gives(rng: np.random.Generator) -> Phrase:
    """Write who gives, shows, tells, sends or brings somebody something: he gave me a book."""
    who = somebody(rng)
    chosen, kinds = pick(rng, GIVING)
    denied = chance(rng, 0.15)
    name = tense_for(rng, chosen, who, denied=denied)
    whom = _whom(rng, who.agreed)
    what = noun_phrase(rng, pick(rng, nouns(*kinds)), many=0.2)
    slots = slots_for(rng, name, place=0.0, time=0.15)._replace(recipient=whom.say("ला", "object"))
    return clause(who, chosen, name, what, slots, denied=denied)


def _whom(rng: np.random.Generator, who: Agreement) -> Nominal:
    drawn = rng.random()
    if drawn < 0.65:
        return pronoun(rng, who.person)
    return names(rng) if drawn < 0.8 else noun_phrase(rng, pick(rng, nouns("person")), plain=True)


def never(rng: np.random.Generator) -> Phrase:
    """Write what somebody never does or did, which Marathi denies: तो कधीच चहा पीत नाही."""
    who, chosen = somebody(rng), _verb(rng)
    name = "past" if "present" not in chosen.notes and chance(rng, 0.3) else "present"
    if name == "present" and not _fits(name, chosen, who, denied=False, asked=False):
        name = "past"
    what = object_for(rng, chosen, who)
    case = agent_case(chosen, name)
    group = never_group(chosen, name, who, what)
    no = Unit("never", f"कधीच {group.written[-1].word}", "negation")
    slots = Slots(object=NOTHING if what is None else object_of(chosen, what))
    often = Phrase(no.read, no.written[:1])
    return arranged(
        who.say(case, "subject"), Group((), group.rest, (*group.written[:-1], no.written[1])), slots._replace(often=often)
    )


def commands(rng: np.random.Generator) -> Phrase:
    """Write what a friend is told to do, or not to do: open the door; please do not cry, कृपया रडू नकोस."""
    you = pronoun_phrase(PRONOUNS[1])
    drawn = rng.random()
    chosen = pick(rng, (GO, COME, COME)) if drawn < 0.15 else pick(rng, GIVING)[0] if drawn < 0.35 else _verb(rng)
    slots = Slots(time=where.moment(rng, ("future time",)) if chance(rng, 0.12) else NOTHING)
    if chosen in (GO, COME):
        slots = slots._replace(place=where.destination(rng))
    kinds = next((kinds for each, kinds in GIVING if each is chosen), ())
    if kinds:
        slots = slots._replace(recipient=_whom(rng, you.agreed).say("ला", "object"))
    what = noun_phrase(rng, pick(rng, nouns(*kinds)), many=0.15) if kinds else object_for(rng, chosen, you)
    if what is not None:
        slots = slots._replace(object=object_of(chosen, what))
    polite = unit("please", "कृपया", "adverb") if chance(rng, 0.3) else NOTHING
    return polite + arranged(NOTHING, _told(chosen, denied=chance(rng, 0.3)), slots)


def _told(chosen: Verb, *, denied: bool) -> Group:
    """Return the verb of a command."""
    form = chosen.can if denied else chosen.imperative
    made = Unit(chosen.english[0], f"{chosen.before} {form}".strip(), "verb", 0)
    if not denied:
        return Group((), made.read, made.written)
    no = Unit("do not", "नकोस", "negation", 1)
    return Group(no.read, made.read, made.written + no.written)
