"""Clauses: who does what, in every tense, denied or asked; English puts the verb second and Marathi last."""

from collections.abc import Iterable
from typing import NamedTuple

from model.corpora.english_marathi import agreement as agree
from model.corpora.english_marathi.agreement import NEUTER, Agreement
from model.corpora.english_marathi.lexicon import Verb
from model.corpora.english_marathi.nominals import Nominal, genitive
from model.corpora.english_marathi.tenses import TENSES, Tense
from model.corpora.everyday.pieces import NOTHING, Phrase
from model.corpora.pairs import Token, Unit

__all__ = ["Group", "Slots", "agent_case", "arranged", "clause", "copula", "denied_do", "never_group", "object_of", "verb_group"]

THIRD_PERSON = {"have": "has", "want": "wants", "like": "likes"}
IN_THE_PAST = {"have": "had", "want": "wanted", "like": "liked"}


class Group(NamedTuple):
    """A verb's tokens: English before and after where a question puts who does it, and Marathi."""

    first: tuple[Token, ...]
    rest: tuple[Token, ...]
    written: tuple[Token, ...]


class Slots(NamedTuple):
    """What may stand in a clause beside who and the verb, in the order of Marathi; English has its own."""

    time: Phrase = NOTHING
    often: Phrase = NOTHING
    place: Phrase = NOTHING
    means: Phrase = NOTHING
    recipient: Phrase = NOTHING
    object: Phrase = NOTHING
    manner: Phrase = NOTHING


ENGLISH_ORDER = ("recipient", "object", "manner", "place", "means", "time")


def be_in_english(who: Nominal, tense: str = "is") -> str:
    """Return am, are, is; was, were; or will be."""
    if tense == "will":
        return "will be"
    first = who.agreed.person == 1 and not who.agreed.plural
    if tense == "was":
        return "were" if who.counted and not first else "was"
    return "am" if first else "are" if who.counted else "is"


def _english(verb: Verb, tense: Tense, who: Nominal, do: bool) -> tuple[str, str, str]:
    """Return the helping word, what follows it, and the verb's form; "do" and "did" stand there only if ``do`` says so."""
    helper, *middle = tense.english.split()
    between, form = " ".join(middle), verb.english[tense.form]
    if helper in ("be", "was"):
        return be_in_english(who, {"be": "is"}.get(helper, helper)), between, form
    if helper == "have":
        return "have" if who.counted else "has", between, form
    if helper not in ("do", "did"):
        return helper, between, form
    if do:
        return denied_do(who, helper), between, verb.english[0]
    if not middle:
        return "", "", verb.english[2 if helper == "did" else 0 if who.counted else 1]
    inflected = IN_THE_PAST if helper == "did" else {} if who.counted else THIRD_PERSON
    return "", " ".join((inflected.get(middle[0], middle[0]), *middle[1:])), form


def denied_do(who: Nominal, helper: str = "do") -> str:
    """Return the helping word of denials and questions: do, does or did."""
    return helper if helper == "did" or who.counted else "does"


def agent_case(verb: Verb, name: str, *, denied: bool = False) -> str:
    """Return the ending of who does it: ने in the past of what is done to something, ला for what one must, wants to or likes."""
    case = "ला" if "dative" in verb.notes else TENSES[name].case
    if case == "past":
        return "ने" if verb.ergative else ""
    return "ने" if denied and name in ("must", "should") else case


def object_case(verb: Verb, what: Nominal) -> str:
    """Return the ending of an object: the verb's own; else ला for people and animals, none for things."""
    if verb.case == "चा" and verb.fixed is not None:
        return genitive(verb.fixed)
    if "dative" in verb.notes:
        return ""
    return verb.case or ("ला" if what.animate else "")


def object_of(verb: Verb, what: Nominal) -> Phrase:
    """Write what something is done to."""
    return what.say(object_case(verb, what), "object")


def _agreed(verb: Verb, who: Nominal, what: Nominal | None, case: str) -> Agreement:
    """Return what a Marathi verb agrees with: who does it if that has no ending, else what it is done to if that has none.

    What is "adverbial" is no object: one speaks *in* Marathi (मला मराठी बोलायचे आहे).
    """
    if not case:
        return who.agreed
    if verb.fixed is not None:
        return verb.fixed
    if what is None or object_case(verb, what) or "adverbial" in verb.notes:
        return NEUTER
    return what.agreed


def verb_group(
    verb: Verb, name: str, who: Nominal, what: Nominal | None = None, *, denied: bool = False, asked: bool = False
) -> Group:
    """Return a verb's words for who does it, and what it is done to."""
    tense, case = TENSES[name], agent_case(verb, name, denied=denied)
    agreed = _agreed(verb, who, what, case)
    last = who.agreed if case == "ने" and who.agreed.person == 2 else agreed
    helper, middle, form = _english(verb, tense, who, denied or asked)
    main, modal, *no = (tense.denies if denied else tense.says)(verb, agreed, last)
    main = f"{verb.before} {main}".strip()
    if not denied and not modal:
        read = f"{helper} {middle} {form}".split()
        said = Unit(" ".join(read), main, "verb", len(read) - len(form.split()))
        return _cut(said, bool(helper), said.written)
    doing = Unit(form, main, "verb", 0)
    if not denied or not modal:
        helping = Unit(
            f"{helper}{' not' if denied else ''} {middle}", modal or no[0], "modal" if middle else "auxiliary", int(denied)
        )
        return _cut(helping, len(helper.split()) + denied, doing.written + helping.written, doing.read)
    able = Unit(middle or helper, modal, "modal", 0)
    never = Unit(f"{helper} not" if middle else "not", no[0], "auxiliary", int(bool(middle)))
    first = never.read if middle else able.read + never.read
    return Group(first, (able.read if middle else ()) + doing.read, doing.written + able.written + never.written)


def never_group(verb: Verb, name: str, who: Nominal, what: Nominal | None) -> Group:
    """Return a verb that is denied in Marathi and not in English, where another word does it: he never reads, वाचत नाही."""
    denied = verb_group(verb, name, who, what, denied=True)
    *_, form = _english(verb, TENSES[name], who, do=False)
    doing = Unit(form, " ".join(token.word for token in denied.written[:-1]), "verb", 0)
    return Group((), doing.read, doing.written + denied.written[-1:])


def _cut(unit: Unit, count: int, written: tuple[Token, ...], after: tuple[Token, ...] = ()) -> Group:
    return Group(unit.read[:count], unit.read[count:] + after, written)


def clause(
    who: Nominal,
    verb: Verb,
    name: str,
    what: Nominal | None = None,
    slots: Slots | None = None,
    *,
    denied: bool = False,
    asked: bool = False,
    front: str = "",
) -> Phrase:
    """Write who does what in a tense; ``front`` is the slot that a question of English begins with."""
    slots = slots or Slots()
    if what is not None:
        slots = slots._replace(object=object_of(verb, what))
    group = verb_group(verb, name, who, what, denied=denied, asked=asked)
    return arranged(who.say(agent_case(verb, name, denied=denied), "subject"), group, slots, asked=asked, front=front)


def arranged(who: Phrase, group: Group, slots: Slots, *, asked: bool = False, front: str = "") -> Phrase:
    """Put a clause in both orders; a question of English has who does it behind the helping word."""
    places = {slot: getattr(slots, slot) for slot in Slots._fields}
    begins = places[front].read if front else ()
    ahead = group.first + who.read if asked else who.read + group.first
    return Phrase(
        begins + ahead + slots.often.read + group.rest + _read(places[slot] for slot in ENGLISH_ORDER if slot != front),
        who.written + tuple(token for phrase in slots for token in phrase.written) + group.written,
    )


def _read(phrases: Iterable[Phrase]) -> tuple[Token, ...]:
    return tuple(token for phrase in phrases for token in phrase.read)


def copula(who: Nominal, tense: str, agreed: Agreement | None = None, *, denied: bool = False) -> Group:
    """Return to be: is, was, will be, or one of these with not; Marathi has one word for each."""
    forms = {"is": (agree.is_, agree.is_not), "was": (agree.was, agree.was_not), "will": (agree.will_be, agree.will_not_be)}
    first, *rest = be_in_english(who, tense).split()
    source = " ".join((first, *["not"] * denied, *rest))
    made = Unit(source, forms[tense][denied](agreed or who.agreed), "auxiliary", 1 if denied else len(rest))
    return _cut(made, 1 + denied, made.written)
