"""When, where and how: what is said beside who does what."""

from collections.abc import Sequence

import numpy as np

from model.corpora.drawing import chance, pick
from model.corpora.english_marathi.lexicon import noun, nouns, words
from model.corpora.english_marathi.nominals import names, noun_phrase, pronoun
from model.corpora.everyday.pieces import NOTHING, Phrase, unit
from model.corpora.pairs import Unit

__all__ = [
    "at_hour",
    "beneficiary",
    "by_vehicle",
    "clock",
    "destination",
    "lasting",
    "manner",
    "moment",
    "on",
    "origin",
    "place",
    "together",
    "town",
    "worded",
]

NEAR = {"near": "जवळ", "behind": "मागे", "in front of": "समोर"}
HOURS = {"one": "एक", **words("number")}


def worded(english: str, marathi: str, kind: str) -> Phrase:
    """Return a phrase of words that correspond one by one, if there are as many of them; else of one unit."""
    read, written = english.split(), marathi.split()
    if len(read) != len(written):
        return unit(english, marathi, kind, -1)
    made = NOTHING
    for here, there in zip(read, written, strict=True):
        made += unit(here, there, kind)
    return made


def moment(rng: np.random.Generator, kinds: Sequence[str]) -> Phrase:
    """Draw when: today, yesterday, on monday, in january, at five o'clock."""
    if "any time" in kinds and chance(rng, 0.4):
        drawn = rng.random()
        if drawn < 0.45:
            day = pick(rng, tuple(words("weekday")))
            return unit(f"on {day}", f"{words('weekday')[day]}ी", "time", 1)
        if drawn < 0.6:
            month = pick(rng, tuple(words("month")))
            return unit(f"in {month}", f"{words('month')[month]}मध्ये", "time", 1)
        if drawn < 0.65:
            return _year(rng)
        return at_hour(rng)
    kind = pick(rng, tuple(kinds))
    english = pick(rng, tuple(words(kind)))
    return worded(english, words(kind)[english], "time")


def at_hour(rng: np.random.Generator) -> Phrase:
    """Draw an hour at which something happens: at five o'clock, पाच वाजता."""
    hour, at = clock(rng), Unit("at o'clock", "वाजता", "time", 1)
    return Phrase(at.read[:1] + hour.read + at.read[1:], hour.written + at.written)


def lasting(rng: np.random.Generator) -> Phrase:
    """Draw how long: for two hours, दोन तास."""
    english = pick(rng, tuple(words("number")))
    number = unit(english, words("number")[english], "number")
    length = pick(rng, (noun("hour"), noun("minute"), noun("day"), noun("week"), noun("month"), noun("year")))
    times = Unit(f"for {length.english[1]}", length.alone[1], "time", 1)
    return Phrase(times.read[:1] + number.read + times.read[1:], number.written + times.written)


def _year(rng: np.random.Generator) -> Phrase:
    digits = str(rng.integers(2020, 2030))
    year, within = unit(digits, digits, "number"), unit("in", "मध्ये", "preposition")
    return Phrase(within.read + year.read, year.written + within.written)


def clock(rng: np.random.Generator) -> Phrase:
    """Write an hour, in words or in digits."""
    if chance(rng, 0.35):
        hour = str(rng.integers(2, 13))
        return unit(hour, hour, "number")
    hours = tuple(hour for hour in HOURS if hour != "twenty")
    english = pick(rng, hours)
    return unit(english, HOURS[english], "number")


def place(rng: np.random.Generator) -> Phrase:
    """Draw where: in the house, near my school, on the table, in pune, at home, here."""
    drawn = rng.random()
    if drawn < 0.42:
        where = noun_phrase(rng, pick(rng, nouns("place")), determiner=_the(rng), plain=chance(rng, 0.6))
        return where.say("त", "at" if chance(rng, 0.15) and where.noun in nouns("built") else "in")
    if drawn < 0.54:
        where = noun_phrase(rng, pick(rng, nouns("nearby")), determiner="the", plain=True)
        near = pick(rng, tuple(NEAR))
        return where.say(NEAR[near], near)
    if drawn < 0.6:
        return on(rng, ("under", "at"))
    if drawn < 0.78:
        return town(rng, "in", "त")
    if drawn < 0.88:
        return unit("at home", "घरी", "time", 1)
    english = pick(rng, ("here", "there", "outside"))
    return unit(english, words("adverb")[english], "adverb")


def _the(rng: np.random.Generator) -> str:
    return pick(rng, ("the", "the", "the", "this", "that", "my", "your", "his", "her", "our"))


def on(rng: np.random.Generator, chosen: Sequence[str] = ("on", "on", "on", "under", "in", "in")) -> Phrase:
    """Write on the table, under the tree, in the box, at the station."""
    where = pick(rng, tuple(chosen))
    if where == "at":
        return noun_phrase(rng, noun("station"), determiner="the", plain=True).say("वर", "at")
    places = {"on": nouns("surface"), "under": (noun("tree"), noun("table"), noun("bed"), noun("chair")), "in": nouns("holder")}
    case = {"on": "वर", "under": "खाली", "in": "त"}
    return noun_phrase(rng, pick(rng, places[where]), determiner=_the(rng), plain=True).say(case[where], where)


def town(rng: np.random.Generator, preposition: str, case: str) -> Phrase:
    """Write a town or a country: in pune, पुण्यात; to pune, पुण्याला; to india, भारतात; from pune, पुण्याहून."""
    kind = pick(rng, ("city", "city", "country"))
    english = pick(rng, tuple(words(kind)))
    _, inside, before = words(kind)[english].split()
    if case == "त" or kind == "country":
        return unit(f"{preposition} {english}", inside + {"ला": "त", "हून": "तून"}.get(case, case), "name", 1)
    return unit(f"{preposition} {english}", before + case, "name", 1)


def destination(rng: np.random.Generator) -> Phrase:
    """Draw where to: to the market, home, to mumbai, to the doctor, there."""
    drawn = rng.random()
    if drawn < 0.3:
        return noun_phrase(rng, pick(rng, nouns("place")), determiner=_the(rng), plain=True).say("त", "to")
    if drawn < 0.45:
        return unit("to school", "शाळेत", "noun", 1)
    if drawn < 0.6:
        return unit("home", "घरी", "noun")
    if drawn < 0.8:
        return town(rng, "to", "ला")
    if drawn < 0.9:
        return noun_phrase(rng, noun("doctor"), determiner="the", plain=True).say("कडे", "to")
    english = pick(rng, ("here", "there", "outside", "out"))
    return unit(english, words("adverb")[english], "adverb")


def origin(rng: np.random.Generator) -> Phrase:
    """Draw where from: from the market, from delhi."""
    if chance(rng, 0.5):
        return town(rng, "from", "हून")
    return noun_phrase(rng, pick(rng, nouns("place")), determiner="the", plain=True).say("तून", "from")


def together(rng: np.random.Generator, person: int) -> Phrase:
    """Draw with whom: with me, with my friend, with priya; a first person does not do things with itself."""
    drawn = rng.random()
    if drawn < 0.4:
        return pronoun(rng, person).say("बरोबर", "with")
    if drawn < 0.6:
        return names(rng).say("बरोबर", "with")
    return noun_phrase(rng, pick(rng, nouns("kin")), plain=True, many=0.2).say("बरोबर", "with")


def beneficiary(rng: np.random.Generator, person: int) -> Phrase:
    """Draw for whom: for me, माझ्यासाठी; for my mother."""
    if chance(rng, 0.55):
        return pronoun(rng, person).say("साठी", "for")
    who = names(rng) if chance(rng, 0.3) else noun_phrase(rng, pick(rng, nouns("kin")), plain=True)
    return who.say("साठी", "for")


def manner(rng: np.random.Generator) -> Phrase:
    """Draw how: slowly, quickly, together."""
    english = pick(rng, ("slowly", "quickly", "again", "a lot", "fast", "carefully", "early", "late", "loudly"))
    return unit(english, words("adverb")[english], "adverb", -1)


def by_vehicle(rng: np.random.Generator) -> Phrase:
    """Draw what one travels by: by train, by bus, on foot."""
    if chance(rng, 0.15):
        return unit("on foot", "पायी", "noun", 1)
    return noun_phrase(rng, pick(rng, nouns("ride", "vehicle")), determiner="-", plain=True).say("ने", "by")
