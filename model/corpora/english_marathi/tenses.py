"""The tenses and moods of a verb: how English builds them, how Marathi does, and which ending who does it has."""

from collections.abc import Callable
from typing import NamedTuple

from model.corpora.english_marathi import agreement as agree
from model.corpora.english_marathi.agreement import NEUTER, Agreement
from model.corpora.english_marathi.lexicon import Verb

__all__ = ["TENSES", "Tense", "future"]

Forms = tuple[str, ...]
Build = Callable[[Verb, Agreement, Agreement], Forms]


class Tense(NamedTuple):
    """How a verb is said.

    ``english`` is a helping word and what stands between it and the verb; ``form`` the verb's place among (base, third person,
    past, participle, -ing). ``says`` gives the main word of Marathi and what the helping words are, "" if it says them too;
    ``denies`` the same two with "not" as a third. Both are given the verb, what its participle agrees with, and what its last
    word agrees with: that of a friend's doing has an स. ``case`` is the ending of who does it, "past" where that depends on the
    verb. ``times`` are the kinds of time that go with it.
    """

    english: str
    form: int
    says: Build
    denies: Build
    case: str = ""
    times: tuple[str, ...] = ("any time",)


def future(verb: Verb, agreed: Agreement) -> str:
    """Return वाचेन, वाचशील, वाचेल, वाचू or वाचतील."""
    place = {(1, False): 0, (2, False): 1, (3, False): 2, (1, True): 3, (3, True): 4}
    return verb.future[place[agreed.person, agreed.plural]]


def _habit(verb: Verb, agreed: Agreement, last: Agreement) -> Forms:
    return agree.habit(verb.habit, agreed), ""


def _done(verb: Verb, agreed: Agreement, last: Agreement) -> Forms:
    form = agree.past(verb.past, agreed)
    return f"{form}स" if agreed.person == 3 and last.person == 2 else form, ""


def _future(verb: Verb, agreed: Agreement, last: Agreement) -> Forms:
    return future(verb, agreed), ""


def _doing(says: Callable[[Agreement], str]) -> Build:
    return lambda verb, agreed, last: (verb.doing, says(last))


def _not_doing(denies: Callable[[Agreement], str]) -> Build:
    return lambda verb, agreed, last: (verb.doing, "", denies(last))


def _has_done(verb: Verb, agreed: Agreement, last: Agreement) -> Forms:
    return agree.past_before_helper(verb.past, agreed), agree.is_(last)


def _not_done(verb: Verb, agreed: Agreement, last: Agreement) -> Forms:
    return agree.past_before_helper(verb.past, agreed), "", agree.is_not(last)


def _not_coming(verb: Verb, agreed: Agreement, last: Agreement) -> Forms:
    return f"{verb.habit}णार", "", agree.is_not(last)


def _to_do(says: Callable[[Agreement], str]) -> Build:
    return lambda verb, agreed, last: (agree.past(f"{verb.infinitive}च", agreed), says(agreed))


def _not_to_do(denies: Callable[[Agreement], str]) -> Build:
    return lambda verb, agreed, last: (agree.past(f"{verb.infinitive}च", agreed), "", denies(agreed))


def _ought(verb: Verb, agreed: Agreement, last: Agreement) -> Forms:
    return f"{verb.infinitive}ला", agree.needed(agreed)


def _ought_not(verb: Verb, agreed: Agreement, last: Agreement) -> Forms:
    return verb.can, "", agree.must_not(last)


def _must(verb: Verb, agreed: Agreement) -> str:
    return agree.past(verb.must, agreed)


PAST = ("any time", "past time", "past time")
FUTURE = ("any time", "future time", "future time")
TENSES = {
    "present": Tense("do", 0, _habit, _not_doing(agree.is_not), times=("any time", "habit time", "habit time")),
    "progressive": Tense(
        "be", 4, _doing(agree.is_), _not_doing(agree.is_not), times=("any time", "present time", "present time")
    ),
    "was": Tense("was", 4, _doing(agree.was), _not_doing(agree.was_not), times=PAST),
    "past": Tense("did", 2, _done, _not_done, "past", PAST),
    "perfect": Tense("have", 3, _has_done, _not_done, "past"),
    "future": Tense("will", 0, _future, _not_coming, times=FUTURE),
    "going to": Tense("be going to", 0, lambda v, a, b: (f"{v.habit}णार", agree.is_(b)), _not_coming, times=FUTURE),
    "can": Tense(
        "can",
        0,
        lambda v, a, b: (v.can, agree.habit("शक", a)),
        lambda v, a, b: (v.can, "शकत", agree.is_not(b)),
    ),
    "could": Tense(
        "could",
        0,
        lambda v, a, b: (v.can, agree.past("शकल", a)),
        lambda v, a, b: (v.can, agree.past_before_helper("शकल", a), agree.is_not(b)),
        times=PAST,
    ),
    "must": Tense("must", 0, _ought, _ought_not, "ला", FUTURE),
    "should": Tense("should", 0, _ought, _ought_not, "ला", FUTURE),
    "has to": Tense(
        "do have to",
        0,
        lambda v, a, b: (_must(v, a), agree.habit("लाग", a)),
        lambda v, a, b: (_must(v, a), "लागत", agree.is_not(a)),
        "ला",
        ("any time", "habit time"),
    ),
    "had to": Tense(
        "did have to",
        0,
        lambda v, a, b: (_must(v, a), agree.past("लागल", a)),
        lambda v, a, b: (_must(v, a), agree.past("लागल", a), agree.is_not(a)),
        "ला",
        PAST,
    ),
    "wants to": Tense("do want to", 0, _to_do(agree.is_), _not_to_do(agree.is_not), "ला", FUTURE),
    "wanted to": Tense("did want to", 0, _to_do(agree.was), _not_to_do(agree.was_not), "ला", PAST),
    "likes to": Tense(
        "do like to",
        0,
        lambda v, a, b: (f"{v.infinitive}ला", agree.habit("आवड", NEUTER)),
        lambda v, a, b: (f"{v.infinitive}ला", "आवडत", agree.is_not(NEUTER)),
        "ला",
    ),
}
"""Every tense and mood of a verb by its name."""
