"""The small words that belong to closed classes, and names."""

__all__ = [
    "ACTIVITIES",
    "ADVERBS",
    "CITIES",
    "CLAIMS",
    "CONDITIONAL",
    "CONJUNCTIONS",
    "COUNTRIES",
    "DEGREES",
    "DETERMINERS",
    "FEELINGS",
    "FREQUENT",
    "INNER",
    "MONTHS",
    "NAMES",
    "NUMBERS",
    "OBJECTS",
    "OPENINGS",
    "PLACES",
    "PRONOUNS",
    "SOMEWHERE",
    "TIMES",
    "UPON",
    "WEATHER",
    "WEEKDAYS",
    "Pronoun",
]

from typing import NamedTuple

from model.corpora.everyday.tables import rows


class Pronoun(NamedTuple):
    """A personal pronoun in all its places: as subject, before the verb (object, recipient), and after a preposition."""

    subject: tuple[str, str]
    object: tuple[str, str]
    recipient: str
    strong: str
    reflexive: str
    person: int
    feminine: bool = False
    plural: bool = False


PRONOUNS = (
    Pronoun(("i", "je"), ("me", "me"), "me", "moi", "me", 0),
    Pronoun(("you", "tu"), ("you", "te"), "te", "toi", "te", 1),
    Pronoun(("he", "il"), ("him", "le"), "lui", "lui", "se", 2),
    Pronoun(("she", "elle"), ("her", "la"), "lui", "elle", "se", 2, feminine=True),
    Pronoun(("we", "nous"), ("us", "nous"), "nous", "nous", "nous", 3, plural=True),
    Pronoun(("they", "ils"), ("them", "les"), "leur", "eux", "se", 4, plural=True),
)
"""Who speaks, who is spoken to, "we" and "they" are masculine: the one rule for what English leaves open."""
IT = Pronoun(("it", "il"), ("it", "le"), "lui", "lui", "se", 2)
OBJECTS = (*PRONOUNS, IT)
DETERMINERS = {
    "the": ("le", "la", "les"),
    "my": ("mon", "ma", "mes"),
    "your": ("ton", "ta", "tes"),
    "his": ("son", "sa", "ses"),
    "her": ("son", "sa", "ses"),
    "our": ("notre", "notre", "nos"),
    "their": ("leur", "leur", "leurs"),
    "its": ("son", "sa", "ses"),
}


def _words(kind: str) -> dict[str, str]:
    """Return the words of one kind, each with its French."""
    return {english: french for each, english, french in rows("words") if each == kind}


NAMES = {True: tuple(_words("woman")), False: tuple(_words("man"))}
"""First names, which stay as they are: of women (True) and of men."""
CITIES = _words("city")
COUNTRIES = _words("country")
"""Countries, and parts of the world, with their French article."""
MONTHS = _words("month")
WEEKDAYS = _words("weekday")
NUMBERS = _words("number")
OPENINGS = _words("opening")
"""What a sentence may open with."""
DEGREES = _words("degree")
FREQUENT = _words("frequent")
"""Adverbs that stand within the verb in both languages."""
ADVERBS = _words("adverb")
INNER = _words("inner")
"""Adverbs that English puts behind the verb, and French within it: he slept well, il a bien dormi."""
TIMES = {time: _words(time) for time in ("past", "present", "future")}
CONJUNCTIONS = _words("conjunction")
CLAIMS = _words("claim")
SOMEWHERE = _words("somewhere")
UPON = _words("upon")
PLACES = _words("fixed place")
WEATHER = _words("weather")
FEELINGS = _words("feeling")
"""What one *has* in French: hungry, faim."""
ACTIVITIES = frozenset(_words("activity").values())
"""The verbs that also tell what somebody was doing, or used to do."""
CONDITIONAL = frozenset(_words("conditional").values())
"""The verbs that also have "would"."""
