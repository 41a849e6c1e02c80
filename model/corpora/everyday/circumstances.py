"""Where, when, how and with whom."""

import numpy as np

from model.corpora.drawing import chance, pick
from model.corpora.everyday import closed
from model.corpora.everyday.lexicon import noun, nouns
from model.corpora.everyday.nouns import named, noun_phrase, strong
from model.corpora.everyday.pieces import NOTHING, Phrase, draw, span, unit
from model.corpora.everyday.sounds import article_of
from model.corpora.pairs import Token, Unit

__all__ = [
    "EFFORTS",
    "circumstances",
    "clock",
    "country",
    "date",
    "destination",
    "manner",
    "moment",
    "origin",
    "period",
    "place",
    "the_country",
]

YEARS = tuple(str(year) for year in (1789, 1848, 1900, 1914, 1918, 1939, *range(1945, 2036)))
WHENCE = {"before": "avant", "after": "après", "in": "en"}
EVENTS = {"during": "pendant", "before": "avant", "after": "après"}
SPANS = {"past": {"ago": "il y a", "for": "pendant"}, "present": {"for": "pendant"}, "future": {"in": "dans", "for": "pendant"}}


def circumstances(rng: np.random.Generator, tense: str, probability: float = 0.6) -> Phrase:
    """Write where, or when, or with whom, or two of them, or nothing; ``tense`` is past, present or future."""
    if not chance(rng, probability):
        return NOTHING
    draw_ = rng.random()
    if draw_ < 0.04:
        return _reason(rng)
    if draw_ < 0.35:
        return place(rng, moves=True)
    if draw_ < 0.8:
        return moment(rng, tense)
    return _company(rng) if draw_ < 0.92 else place(rng, moves=True) + moment(rng, tense)


REASONS = {"because of": "à cause de", "thanks to": "grâce à", "like": "comme", "instead of": "au lieu de", "except": "sauf"}


def _reason(rng: np.random.Generator) -> Phrase:
    """Write because of the rain, à cause de la pluie; thanks to you, grâce à toi; like a bird, comme un oiseau."""
    english = pick(rng, tuple(REASONS))
    word = unit(english, REASONS[english], "preposition", 0)
    if english in ("because of", "thanks to"):
        pool = nouns("rain", "snow", "noise", "weather", "accident", "war", "person", "idea")
    else:
        pool = nouns("person", "animal") if english == "like" else nouns("person")
    if english != "like" and chance(rng, 0.4):
        return word + strong(rng, NOTHING._replace(person=9))
    return word + noun_phrase(rng, pool, loose=False, adorned=0.05)


WAYS = frozenset(("through", "towards", "toward"))
"""Where one may go, and cannot be."""


def place(rng: np.random.Generator, *, moves: bool = False) -> Phrase:
    """Write where: in paris, in france, near the house, under the table, at home; through the park if somebody ``moves``."""
    chosen = rng.random()
    if chosen < 0.2:
        there = {english: french for english, french in closed.PLACES.items() if not moves or english != "back"}
        return draw(rng, there, "adverb")
    if chosen < 0.35:
        return unit("in", "à", "preposition") + _city(rng)
    if chosen < 0.5:
        return country(rng, "in")
    if chosen < 0.8:
        english = pick(rng, ("in", "at", "near", *(each for each in closed.SOMEWHERE if moves or each not in WAYS)))
        pool = nouns("building", "room") if english == "at" else nouns("place", "structure", "room", "vehicle")
        if english == "at":
            pool = nouns("building")
        return span(english, closed.SOMEWHERE[english], "preposition") + noun_phrase(rng, pool, loose=False, adorned=0.15)
    if chosen < 0.82:
        at = pick(rng, ("door", "window", "table", "corner", "entrance", "exit", "beach", "top", "end"))
        return unit("at", "à", "preposition") + noun_phrase(rng, [noun(at)], loose=False, adorned=0, certain=True)
    if chosen < 0.84:
        word, link = unit("between", "entre", "preposition"), unit("and", "et", "conjunction")
        pool = nouns("place", "furniture", "structure")
        return word + noun_phrase(rng, pool, loose=False, adorned=0) + link + noun_phrase(rng, pool, loose=False, adorned=0)
    english = "on" if chance(rng, 0.5) else pick(rng, tuple(closed.UPON))
    return unit(english, closed.UPON[english], "preposition") + noun_phrase(
        rng, nouns("furniture", "structure", "thing"), loose=False, adorned=0.15
    )


def _city(rng: np.random.Generator) -> Phrase:
    return draw(rng, closed.CITIES, "name")


def country(rng: np.random.Generator, preposition: str) -> Phrase:
    """Write in, to or from a country: en france, au japon, de france, du japon."""
    english = pick(rng, tuple(closed.COUNTRIES))
    article, name = closed.COUNTRIES[english].split()
    feminine = article == "la"
    words = {True: ("de", "du"), False: ("en", "au")}[preposition == "from"][not feminine]
    return unit(preposition, words, "preposition") + unit(english, name, "name")


def the_country(rng: np.random.Generator) -> Phrase:
    """Write a country as a noun phrase, with the article that French has."""
    english = pick(rng, tuple(closed.COUNTRIES))
    article, name = closed.COUNTRIES[english].split()
    head, the = Unit(english, name, "name"), Unit(english, article, "determiner")
    return Phrase((Token(english, (head, the)),), the.written + head.written, article == "la", person=2, thing=True)


def destination(rng: np.random.Generator) -> Phrase:
    """Write where one goes: to paris, to the market, to school, home."""
    chosen = rng.random()
    if chosen < 0.25:
        return unit("to", "à", "preposition") + _city(rng)
    if chosen < 0.45:
        return country(rng, "to")
    if chosen < 0.6:
        return draw(rng, {"to school": "à l' école", "to work": "au travail", "to bed": "au lit", "there": "là-bas"}, "adverb")
    pool = nouns("building", "beach", "park", "village", "city", "town", "sea")
    english = pick(rng, ("to",) * 6 + ("into", "towards"))
    word = unit(english, {"to": "à", "into": "dans", "towards": "vers"}[english], "preposition")
    return word + noun_phrase(rng, pool, loose=False, adorned=0.1)


def origin(rng: np.random.Generator) -> Phrase:
    """Write where one comes from: from paris, from japan, from the office."""
    chosen = rng.random()
    if chosen < 0.35:
        return unit("from", "de", "preposition") + _city(rng)
    if chosen < 0.7:
        return country(rng, "from")
    return unit("from", "de", "preposition") + noun_phrase(rng, nouns("building"), loose=False, adorned=0.1)


def _company(rng: np.random.Generator, subject: Phrase = NOTHING) -> Phrase:
    """Write with whom, for whom, without what: with me, for my mother, without money."""
    chosen = rng.random()
    english = pick(rng, ("with", "with", "with", "for", "without"))
    word = unit(english, {"with": "avec", "for": "pour", "without": "sans"}[english], "preposition")
    if chosen < 0.4:
        return word + strong(rng, subject)
    if chosen < 0.5:
        return word + named(rng)
    return word + noun_phrase(rng, nouns("person", "family"), loose=False, adorned=0.1, certain=english == "without")


def moment(rng: np.random.Generator, tense: str) -> Phrase:
    """Write when: tomorrow, on monday, in august 1992, at 8, last year, 3 days ago, during the war."""
    chosen = rng.random()
    if chosen < 0.3:
        return draw(rng, closed.TIMES[tense], "time")
    if chosen < 0.42:
        return _weekday(rng, tense)
    if chosen < 0.52:
        return date(rng)
    if chosen < 0.6:
        return unit("at", "à", "preposition") + clock(rng)
    if chosen < 0.62:
        until = unit("until", "jusque à", "preposition")
        return until + (clock(rng) if chance(rng, 0.5) else draw(rng, closed.WEEKDAYS, "time"))
    if chosen < 0.74:
        return _period(rng, tense)
    if chosen < 0.88:
        return _span(rng, tense)
    return draw(rng, EVENTS, "preposition") + noun_phrase(rng, nouns("event"), loose=False, adorned=0.1)


def _weekday(rng: np.random.Generator, tense: str) -> Phrase:
    if chance(rng, 0.08):
        start, end = (draw(rng, closed.WEEKDAYS, "time") for _ in range(2))
        return unit("from", "de", "preposition") + start + unit("to", "à", "preposition") + end
    english = pick(rng, tuple(closed.WEEKDAYS))
    day = closed.WEEKDAYS[english]
    if tense == "present" and chance(rng, 0.25):
        return unit("on", "le", "preposition") + unit(f"{english}s", day, "time")
    chosen = rng.random()
    if chosen < 0.5:
        on = span(f"on {english}", day, "time")
        part = pick(rng, ("", "", "", "morning", "evening"))
        return on + unit(part, {"morning": "matin", "evening": "soir"}[part], "time") if part else on
    if chosen < 0.7 and tense != "present":
        return _which(Unit(english, day, "time"), "last" if tense == "past" else "next", False, article=False)
    return unit("every", "chaque", "determiner") + unit(english, day, "time")


def date(rng: np.random.Generator) -> Phrase:
    """Write in august 1992, on may 5, on 5 may 2020, in 2015, before june."""
    month = pick(rng, tuple(closed.MONTHS))
    of = unit(month, closed.MONTHS[month], "time")
    chosen = rng.random()
    digits = pick(rng, YEARS)
    year = unit(digits, digits, "number") if chance(rng, 0.4) else NOTHING
    if chosen < 0.3:
        number = str(int(rng.integers(2, 32)))
        day = unit(number, number, "number")
        on = unit("on", "le", "preposition")
        if chance(rng, 0.5):
            return Phrase(on.read + day.read + of.read, on.written + day.written + of.written) + year
        return Phrase(on.read + of.read + day.read, on.written + day.written + of.written) + year
    start = unit("in", "en", "preposition") if chance(rng, 0.6) else draw(rng, WHENCE, "preposition")
    if chosen < 0.55:
        return start + unit(digits, digits, "number")
    return start + of + year


def clock(rng: np.random.Generator) -> Phrase:
    """Write a time of day: 8 o'clock, 8:30, 8 30, noon."""
    chosen = rng.random()
    if chosen < 0.12:
        return draw(rng, {"noon": "midi", "midnight": "minuit"}, "time")
    if chosen < 0.17:
        half, hour = unit("half past", "et demie", "time", 0), str(int(rng.integers(2, 12)))
        eight = unit(hour, f"{hour} heures", "number")
        return Phrase(half.read + eight.read, eight.written + half.written)
    hour = (
        str(int(rng.integers(2, 13)))
        if chosen < 0.9
        else pick(rng, ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"))
    )
    french = closed.NUMBERS.get(hour, hour)
    if chosen < 0.55:
        return unit(hour, french, "number") + unit("o'clock", "heures", "time")
    if chosen < 0.62:
        late = closed.NUMBERS.get(hour, hour) in ("6", "7", "8", "9", "10", "11", "six", "sept", "huit", "neuf", "dix")
        part = pick(rng, (("am", "du matin"), ("pm", "du soir" if late else "de le après-midi")))
        return unit(hour, f"{french} heures", "number") + unit(*part, "time")
    if chosen < 0.66:
        return _past_the_hour(rng)
    if chosen < 0.8:
        minutes = pick(rng, ("15", "30", "30", "45"))
        if chance(rng, 0.7):
            return unit(f"{hour}:{minutes}", f"{hour} heures {minutes}", "number")
        return unit(hour, f"{hour} heures", "number") + unit(minutes, minutes, "number")
    return unit(hour, f"{french} heures", "number")


def _past_the_hour(rng: np.random.Generator) -> Phrase:
    """Write quarter past eight, huit heures et quart; ten to nine, neuf heures moins dix."""
    hour = pick(rng, tuple(closed.NUMBERS)[1:8])
    eight = unit(hour, f"{closed.NUMBERS[hour]} heures", "number")
    if chance(rng, 0.5):
        late = chance(rng, 0.5)
        words = "moins le quart" if late else "et quart"
        quarter = unit(f"{pick(rng, ('a quarter', 'quarter'))} {'to' if late else 'past'}", words, "time", -2)
        return Phrase(quarter.read + eight.read, eight.written + quarter.written)
    minutes = pick(rng, ("five", "ten", "twenty"))
    number = unit(minutes, closed.NUMBERS[minutes], "number")
    if chance(rng, 0.5):
        to = unit("to", "moins", "time")
        return Phrase(number.read + to.read + eight.read, eight.written + to.written + number.written)
    past = Unit("past", "heures", "time")
    eight = unit(hour, closed.NUMBERS[hour], "number")
    return Phrase(number.read + past.read + eight.read, eight.written + past.written + number.written)


def _period(rng: np.random.Generator, tense: str) -> Phrase:
    noun = pick(rng, nouns("week", "month", "year", "summer", "winter", "spring", "autumn"))
    made = Unit(noun.english[0], noun.french[0], "time")
    if tense != "present" and chance(rng, 0.6):
        return _which(made, "last" if tense == "past" else "next", noun.feminine)
    chosen = rng.random()
    if "season" in noun.kinds and chosen < 0.4:
        words = "au" if noun.french[0] == "printemps" else "en"
        return unit("in", words, "preposition") + Phrase(made.read, made.written)
    if tense == "present" and chosen < 0.5:
        return unit("every", "chaque", "determiner") + Phrase(made.read, made.written)
    return unit("this", "cette" if noun.feminine else "ce", "determiner") + Phrase(made.read, made.written)


def _which(made: Unit, english: str, feminine: bool, article: bool = True) -> Phrase:
    """Write last week, la semaine dernière: the article belongs to both words."""
    french = {"last": ("dernier", "dernière"), "next": ("prochain", "prochaine")}[english][feminine]
    which = Unit(english, french, "adjective")
    start = (Token(article_of(feminine), (which, made)),) if article else ()
    return Phrase(which.read + made.read, (*start, *made.written, *which.written))


def period(rng: np.random.Generator) -> Phrase:
    """Write how long: 3 days, two weeks, an hour, a year."""
    noun = pick(rng, nouns("day", "week", "month", "year", "hour", "minute"))
    french = ("an", "ans") if noun.english[0] == "year" else noun.french
    if chance(rng, 0.15):
        a = unit("a", "une" if noun.feminine and noun.english[0] != "year" else "un", "determiner")
        return (
            a + unit(noun.english[0], french[0], "time") if chance(rng, 0.8) else span("half an hour", "une demi-heure", "time")
        )
    digits = chance(rng, 0.6)
    english = str(int(rng.integers(2, 61))) if digits else pick(rng, tuple(closed.NUMBERS))
    number = unit(english, english if digits else closed.NUMBERS[english], "number")
    return number + unit(noun.english[1], french[1], "time")


def _span(rng: np.random.Generator, tense: str) -> Phrase:
    english = pick(rng, tuple(SPANS[tense]))
    how_long = period(rng)
    word = unit(english, SPANS[tense][english], "preposition")
    if english == "ago":
        return Phrase(how_long.read + word.read, word.written + how_long.written)
    return word + how_long


EFFORTS = frozenset(("travailler", "étudier", "entraîner"))
"""What one does hard, dur."""


def manner(rng: np.random.Generator, infinitive: str, subject: Phrase = NOTHING) -> Phrase:
    """Write how the ``subject`` does what the ``infinitive`` says: slowly, well, a lot; together if they are several."""
    never = (set() if subject.plural else {"together"}) | (set() if infinitive in EFFORTS else {"hard"})
    return draw(rng, {english: french for english, french in closed.ADVERBS.items() if english not in never}, "adverb")
