"""What is drawn anew each time a sentence is written, where it has gaps: by the name of a gap, and a case that says more."""

from collections.abc import Callable
from functools import cache

import numpy as np

from model.corpora.drawing import chance, pick
from model.corpora.everyday import closed
from model.corpora.everyday.circumstances import clock, country, period, the_country
from model.corpora.everyday.habits import could_be, done_by, ing, to_do, who_acts
from model.corpora.everyday.lexicon import Adjective, Noun, adjectives, nouns
from model.corpora.everyday.nouns import MASSES, adjective, bare, named
from model.corpora.everyday.pieces import NOTHING, Phrase, draw, unit

__all__ = ["SLOTS"]

WHO = {"one": NOTHING} | {
    chosen.subject[0]: Phrase((), (), chosen.feminine, chosen.plural, chosen.person) for chosen in closed.PRONOUNS
}
"""What agrees with each pronoun."""
SPELT = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def _named(rng: np.random.Generator, _: str) -> Phrase:
    return named(rng)


ALIASES = {
    "shops": "shop bank museum library pharmacy supermarket restaurant bakery school cinema market store zoo bar pool",
    "buildings": "bank museum library pharmacy supermarket restaurant bakery school cinema market station airport hotel hospital "
    "church university post_office theatre stadium beach park office castle",
    "vehicle": "car bike boat bicycle motorcycle",
    "small": "key phone bag pen pencil ticket card camera umbrella watch wallet notebook ball gift",
    "clothes": "dress shirt hat coat jacket sweater skirt scarf tie shoe",
    "animal": "dog cat horse bird rabbit mouse lion bear elephant monkey snake wolf cow pig spider",
    "food": "bread cheese butter meat chicken rice soup salad sugar chocolate ice_cream honey ham pasta apple orange banana egg "
    "strawberry tomato potato carrot onion cake sandwich pizza vegetable mushroom",
    "felt": "happy sad tired angry sick ill nervous worried lonely proud",
    "film": "good bad interesting boring great expensive wonderful terrible new old",
}
"""Kinds that patterns have of their own: what opens and closes, what one asks the way to, what a film may be like."""


@cache
def _known(kinds: str, never: frozenset[str] = frozenset(), only: frozenset[str] = frozenset()) -> tuple[Noun, ...]:
    """Return the nouns of some kinds, of none of those that are never wanted, and one of the only ones."""
    wanted = [name.replace("_", " ") for kind in kinds.replace(" ", "_").split("+") for name in ALIASES.get(kind, kind).split()]
    return tuple(each for each in nouns(*wanted) if not never & each.kinds and (not only or only & each.kinds))


DETERMINERS = {"a": ("un", "une"), "this": ("ce", "cette"), "no": ("de", "de")}
"""French of "a" and "this", and of "a" where it is denied, for both genders."""


def _determined(rng: np.random.Generator, case: str) -> Phrase:
    """Write the house, a house, my house: ``case`` is the determiner and the kinds."""
    english, kinds = case.split(",")
    never = MASSES | {"plural"} if english in ("a", "no") else frozenset(("plural",))
    chosen = pick(rng, _known(kinds, never))
    french = (DETERMINERS.get(english) or closed.DETERMINERS[english])[chosen.feminine]
    head = unit(chosen.english[0], chosen.french[0], "noun")
    return (unit("a" if english == "no" else english, french, "determiner") + head)._replace(feminine=chosen.feminine)


def _all(rng: np.random.Generator, case: str) -> Phrase:
    """Write dogs, les chiens; water, l'eau; or some: des chiens, de l'eau; or (a lot of) dogs, chiens: as the ``case`` says."""
    some, kinds = case.split(",")
    chosen = pick(rng, _known(kinds, only=MASSES if some == "mass" else frozenset()))
    plural = "plural" in chosen.kinds or not chosen.kinds & MASSES
    if some == "none":
        return unit(
            chosen.english[plural and "plural" not in chosen.kinds],
            chosen.french[plural and "plural" not in chosen.kinds],
            "noun",
        )._replace(feminine=chosen.feminine, plural=plural)
    article = "la" if chosen.feminine else "le"
    words = {"all": "les" if plural else article, "no": "de"}.get(some, "des" if plural else f"de {article}")
    return bare(chosen, plural, words)


NO_JOBS = (
    "owner",
    "candidate",
    "champion",
    "expert",
    "specialist",
    "player",
    "boss",
    "agent",
    "lecturer",
    "minister",
    "president",
)
"""What one is, but would not say that one works as."""


def _job(rng: np.random.Generator, case: str) -> Phrase:
    """Write a doctor, médecin: a man's, or a woman's, as the ``case`` says."""
    chosen = pick(rng, _jobs(case == "m"))
    french = chosen.feminine_french if case == "f" else chosen.french
    return unit("a", "", "determiner") + unit(chosen.english[0], french[0], "noun")


def _day(rng: np.random.Generator) -> Phrase:
    """Write on 12 may, on may 12: le 12 mai."""
    number, month = str(int(rng.integers(2, 32))), draw(rng, closed.MONTHS, "time")
    on, day = unit("on", "le", "preposition"), unit(number, number, "number")
    read = on.read + (day.read + month.read if chance(rng, 0.5) else month.read + day.read)
    return Phrase(read, on.written + day.written + month.written)


@cache
def _jobs(man: bool) -> tuple[Noun, ...]:
    usual = (each for each in nouns("profession") if each.english[0] not in NO_JOBS)
    return tuple(each for each in usual if (not each.feminine if man else each.english[0] not in ("waiter", "actor")))


def _count(rng: np.random.Generator, case: str) -> Phrase:
    """Write a number, in digits or, if it is small, in words."""
    low, high = map(int, case.split(","))
    spelt = [english for english, number in zip(SPELT, range(2, 11), strict=True) if low <= number <= high]
    if spelt and chance(rng, 0.35):
        return draw(rng, {english: closed.NUMBERS[english] for english in spelt}, "number")
    return _number(rng, case)


def _number(rng: np.random.Generator, case: str) -> Phrase:
    low, high = case.split(",")
    number = str(int(rng.integers(int(low), int(high) + 1)))
    return unit(number, number, "number")


def _years(rng: np.random.Generator, _: str) -> Phrase:
    """Write ten years, 3 months: how long somebody has lived somewhere."""
    times = {"years": "ans", "months": "mois", "weeks": "semaines"}
    return _count(rng, "2,30") + draw(rng, times, "time")


def _played(rng: np.random.Generator, _: str) -> Phrase:
    """Write (play) football, (jouer) au football; (play) the piano, (jouer) du piano."""
    if chance(rng, 0.6):
        sport = pick(rng, nouns("played"))
        plural = "plural" in sport.kinds
        to = unit("", "à", "preposition")
        made = bare(sport, plural, "les" if plural else "la" if sport.feminine else "le")
        return Phrase(made.read, (to.written[0]._replace(units=made.read[-1].units), *made.written))
    instrument = pick(rng, nouns("instrument"))
    the = unit("the", "de la" if instrument.feminine else "de le", "function")
    return the + unit(instrument.english[0], instrument.french[0], "noun")


NOT_OF_PEOPLE = ("large", "long", "short", "recent", "major", "last", "new", "bad", "big")


def _quality(rng: np.random.Generator, case: str) -> Phrase:
    """Write an adjective that agrees with who or what the ``case`` says: she, m, f, ms."""
    kind, who = case.split(",")
    agreeing = WHO.get(who) or Phrase((), (), who.startswith("f"), who.endswith("s"))
    return adjective(pick(rng, _qualities(kind)), agreeing)


@cache
def _qualities(kind: str) -> tuple[Adjective, ...]:
    among = ALIASES.get(kind, "").split()
    pool = adjectives("human" if kind == "felt" else "plain" if among else kind, "early")
    return tuple(
        each
        for each in pool
        if (each.english in among if among else "absolute" not in each.notes and each.english not in NOT_OF_PEOPLE)
    )


def _clause(tense: str) -> Callable[[np.random.Generator, str], Phrase]:
    def write(rng: np.random.Generator, case: str) -> Phrase:
        return done_by(rng, _said_of(rng, case), tense)

    return write


def _said_of(rng: np.random.Generator, case: str) -> Phrase:
    if case:
        [chosen] = [each for each in closed.PRONOUNS if each.subject[0] == case]
        made = unit(*chosen.subject, "pronoun")
        return made._replace(feminine=chosen.feminine, plural=chosen.plural, person=chosen.person)
    return who_acts(rng, 0.75)


def _to(rng: np.random.Generator, case: str) -> Phrase:
    who, _, link = case.partition(",")
    return to_do(rng, WHO[who or "i"], link)


def _verb(rng: np.random.Generator, case: str) -> Phrase:
    who, _, link = case.partition(",")
    return to_do(rng, WHO[who or "i"], link, bare=True)


def _ing(rng: np.random.Generator, case: str) -> Phrase:
    who, _, link = case.partition(",")
    return ing(rng, WHO[who or "i"], link)


SLOTS: dict[str, Callable[[np.random.Generator, str], Phrase]] = {
    "name": _named,
    "who": lambda rng, _: who_acts(rng, 0),
    "city": lambda rng, _: draw(rng, closed.CITIES, "name"),
    "country": lambda rng, case: country(rng, case) if case else the_country(rng),
    "month": lambda rng, _: draw(rng, closed.MONTHS, "time"),
    "weekday": lambda rng, _: draw(rng, closed.WEEKDAYS, "time"),
    "clock": lambda rng, _: clock(rng),
    "day": lambda rng, _: _day(rng),
    "period": lambda rng, _: period(rng),
    "years": _years,
    "count": _count,
    "number": _number,
    "noun": _determined,
    "all": _all,
    "job": _job,
    "play": _played,
    "quality": _quality,
    "past": _clause("past"),
    "present": _clause("present"),
    "progressive": _clause("progressive"),
    "was": _clause("was"),
    "will": _clause("will"),
    "maybe": lambda rng, case: could_be(rng, _said_of(rng, case)),
    "maybe past": lambda rng, case: could_be(rng, _said_of(rng, case), "past"),
    "to": _to,
    "verb": _verb,
    "ing": _ing,
}
"""What writes what fills a gap; the case says more."""
