"""Who and what: names, pronouns and noun phrases, each said in the case that its place asks for.

A case is its ending, as it is written on a noun: "" (none), ने (who did it), ला (to whom), त (in), वर (on), चा, ची, चे or च्या
(whose), साठी (for) and others. Before all but the first a noun has its oblique form (घर, घरात), and so have its adjectives.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from model.corpora.drawing import chance, pick
from model.corpora.english_marathi.agreement import ENDINGS, NEUTER, Agreement, adjective
from model.corpora.english_marathi.lexicon import DIGITS, Adjective, Noun, adjectives, noun, nouns, words
from model.corpora.everyday.pieces import NOTHING, Phrase, unit
from model.corpora.pairs import Token, Unit

__all__ = [
    "ANYTHING",
    "EVERYONE",
    "IT",
    "OWNERS",
    "PRONOUNS",
    "SOMETHING",
    "Nominal",
    "anything",
    "genitive",
    "named",
    "names",
    "noun_phrase",
    "part_of",
    "pronoun",
    "pronoun_phrase",
    "somebody",
]

PLURAL_CASES = {"ने": "नी", "ला": "ना"}
"""Endings that are other ones for many: मुलाने, मुलांनी."""
DEMONSTRATIVES = {
    ("this", False): ({"m": "हा", "f": "ही", "n": "हे"}, "या"),
    ("that", False): ({"m": "तो", "f": "ती", "n": "ते"}, "त्या"),
    ("these", True): ({"m": "हे", "f": "या", "n": "ही"}, "या"),
    ("those", True): ({"m": "ते", "f": "त्या", "n": "ती"}, "त्या"),
}
"""By English word and Marathi number: the forms by gender, and the one before a case."""
QUANTITIES = {"many": "अनेक", "some": "काही"}
UNOWNED = frozenset(("person", "people", "near", "sky", "weather", "built"))
"""Kinds of things that are seldom somebody's."""


@dataclass(frozen=True)
class Nominal:
    """Somebody or something that can be said in any case.

    ``say(case, before)`` writes it with the ending ``case``; ``before`` is the English preposition that the ending translates.
    ``agreed`` is what Marathi words agree with, ``counted`` whether the English verb is that of many; ``animate`` tells that an
    object has -ला.
    """

    say: Callable[[str, str], Phrase]
    agreed: Agreement
    counted: bool
    animate: bool = True
    noun: Noun | None = None

    @cached_property
    def alone(self) -> Phrase:
        """As it is without a case."""
        return self.say("", "")


@dataclass(frozen=True)
class Pronoun:
    """A personal pronoun: English as subject and as object, whose (my); Marathi alone, with ने, with ला, and before other endings.

    ``own`` is the stem of whose: माझ-ा.
    """

    english: tuple[str, str, str]
    alone: str
    agent: str
    dative: str
    oblique: str
    own: str
    agreed: Agreement

    def marathi(self, case: str) -> str:
        """Return the pronoun with the ending of a case; beside someone's house there is also someone's oblique (माझ्यासाठी)."""
        if case.startswith("च"):
            return self.own + case[1:]
        return {"": self.alone, "ने": self.agent, "ला": self.dative}.get(case) or self.oblique + case


PRONOUNS = (
    Pronoun(("i", "me", "my"), "मी", "मी", "मला", "माझ्या", "माझ", Agreement(1)),
    Pronoun(("you", "you", "your"), "तू", "तू", "तुला", "तुझ्या", "तुझ", Agreement(2)),
    Pronoun(("he", "him", "his"), "तो", "त्याने", "त्याला", "त्याच्या", "त्याच", Agreement()),
    Pronoun(("she", "her", "her"), "ती", "तिने", "तिला", "तिच्या", "तिच", Agreement(3, "f")),
    Pronoun(("we", "us", "our"), "आम्ही", "आम्ही", "आम्हाला", "आमच्या", "आमच", Agreement(1, "m", True)),
    Pronoun(("they", "them", "their"), "ते", "त्यांनी", "त्यांना", "त्यांच्या", "त्यांच", Agreement(3, "m", True)),
)
IT = Pronoun(("it", "it", "its"), "ते", "त्याने", "त्याला", "त्याच्या", "त्याच", Agreement(3, "n"))
"""A thing that has been named before is *ते*, neuter; as an object it has no ending."""
EVERYONE = tuple(
    Pronoun((word,) * 3, "सगळे", "सगळ्यांनी", "सगळ्यांना", "सगळ्यां", "सगळ्यांच", Agreement(3, "m", True))
    for word in ("everyone", "everybody")
)
"""सगळे, which is of many; English counts it as one."""
SUBJECTS = (0, 0, 1, 1, 2, 3, 4, 5, 5)
"""Places of the pronouns as who acts: names and nouns have a verb's forms for he and she, but none that for I and you."""
OWNERS = {each.english[2]: each for each in PRONOUNS}


def pronoun_phrase(chosen: Pronoun) -> Nominal:
    """Return a pronoun as somebody: the subject in English if nothing is before it and it has no ending of an object."""
    counted = chosen.agreed.person < 3 or (chosen.agreed.plural and chosen not in EVERYONE)

    def say(case: str, before: str) -> Phrase:
        subject = before == "subject" or (not before and case in ("", "ने"))
        word = chosen.english[0 if subject else 1]
        source = f"{before} {word}" if before not in ("", "subject", "object") else word
        return unit(source, chosen.marathi(case), "pronoun", -1)

    return Nominal(say, chosen.agreed, counted, animate=chosen is not IT)


def pronoun(rng: np.random.Generator, without: int = 0) -> Nominal:
    """Draw a pronoun of another person than ``without``: nobody sees himself, and "he sees him" leaves open whom."""
    return pronoun_phrase(pick(rng, [each for each in PRONOUNS if each.agreed.person != without]))


def named(english: str, marathi: str, gender: str) -> Nominal:
    """Return a name as somebody; names keep their form before an ending (प्रियाला)."""

    def say(case: str, before: str) -> Phrase:
        return unit(_after(before, english), marathi + case, "name", -1)

    return Nominal(say, Agreement(3, gender), counted=False)


def names(rng: np.random.Generator) -> Nominal:
    """Draw a name."""
    kind = pick(rng, ("man", "woman"))
    english = pick(rng, tuple(words(kind)))
    return named(english, words(kind)[english], "m" if kind == "man" else "f")


def _after(before: str, word: str) -> str:
    return word if before in ("", "subject", "object") else f"{before} {word}"


def whose(english: str, marathi: str, agreed: Agreement, oblique: bool) -> Phrase:
    """Write a word that agrees with what it belongs to."""
    return unit(english, adjective(marathi, agreed, oblique=oblique), "determiner")


def genitive(agreed: Agreement, *, oblique: bool = False) -> str:
    """Return the ending that says whose: चा, ची, चे, च्या."""
    return "च" + ("्या" if oblique else ENDINGS[agreed.gender, agreed.plural])


def possessor(rng: np.random.Generator) -> Callable[[Agreement, bool], Phrase]:
    """Draw whose something is, and return what writes it before the thing: my, priya's, my brother's."""
    drawn = rng.random()
    if drawn < 0.7:
        owner = OWNERS[pick(rng, tuple(OWNERS))]
        return lambda agreed, oblique: unit(owner.english[2], owner.marathi(genitive(agreed, oblique=oblique)), "determiner")
    kin = pick(rng, [each for each in nouns("kin") if not each.plural])
    person = names(rng) if drawn < 0.85 else noun_phrase(rng, kin, determiner="my", plain=True)
    return lambda agreed, oblique: _owning(person.say(genitive(agreed, oblique=oblique), ""))


def _owning(owner: Phrase) -> Phrase:
    """Put 's to the last English word."""
    *others, last = owner.read
    return owner._replace(read=(*others, Token(f"{last.word}'s", last.units)))


def described(rng: np.random.Generator, kinds: frozenset[str]) -> Adjective | None:
    """Draw an adjective that is said of things of these kinds, if there is one."""
    fitting = [each for each in adjectives(*kinds) if "state" not in each.kinds]
    return pick(rng, fitting) if fitting else None


def noun_phrase(
    rng: np.random.Generator, chosen: Noun, *, determiner: str = "", plain: bool = False, many: float = 0.0
) -> Nominal:
    """Write a noun with what is before it: the big house, my books, two red apples.

    ``determiner`` is an English one, drawn if it is not given ("-" for none); ``plain`` leaves adjectives out; ``many`` is how
    likely the plural is.
    """
    several = bool(chosen.english[1]) and not chosen.plural and chance(rng, many)
    always = chosen.english[1] == chosen.english[0]
    agreed = Agreement(3, chosen.gender, several or chosen.plural)
    told = None if plain or not chance(rng, 0.28) else described(rng, chosen.kinds)
    before = _determiner(rng, chosen, determiner, several or always)

    def say(case: str, preposition: str) -> Phrase:
        oblique = bool(case)
        ending = PLURAL_CASES.get(case, case) if agreed.plural else case
        stem = (chosen.oblique if oblique else chosen.alone)[several]
        english = chosen.english[1 if several else 0]
        lead = "" if preposition in ("", "subject", "object") else preposition
        made = Unit(f"{lead} {english}".strip(), stem + ending, "noun", len(lead.split()))
        front = before(agreed, oblique)
        if told is not None:
            front += unit(told.english, adjective(told.marathi, agreed, oblique=oblique), "adjective")
        return Phrase(made.read[:-1] + front.read + made.read[-1:], front.written + made.written)

    return Nominal(say, agreed, several or always, bool(chosen.kinds & {"person", "people", "animal"}), chosen)


def _determiner(rng: np.random.Generator, chosen: Noun, given: str, several: bool) -> Callable[[Agreement, bool], Phrase]:
    """Return what writes a determiner, drawn now: Marathi has none for "a" and "the"."""
    mass = chosen.mass
    drawn = given or _drawn(rng, chosen, several, mass)
    if drawn == "-":
        return lambda agreed, oblique: NOTHING
    if drawn in ("the", "a"):
        return lambda agreed, oblique: unit(drawn, "", "article")
    if drawn == "owner":
        return possessor(rng)
    if drawn in OWNERS:
        return lambda agreed, oblique: unit(drawn, OWNERS[drawn].marathi(genitive(agreed, oblique=oblique)), "determiner")
    if (drawn, several) in DEMONSTRATIVES:
        return lambda agreed, oblique: _demonstrative(drawn, several, agreed, oblique)
    number = words("number") | QUANTITIES | {"one": "एक", "more": "आणखी", "all": "सगळा"}
    if drawn == "another" or (drawn == "some" and mass):
        return lambda agreed, oblique: whose(drawn, "दुसरा" if drawn == "another" else "थोडा", agreed, oblique)
    ordinal = words("ordinal")
    if drawn in ordinal:
        return lambda agreed, oblique: unit("the", "", "article") + whose(drawn, ordinal[drawn], agreed, oblique)
    if drawn == "all":
        return lambda agreed, oblique: whose(drawn, number[drawn], agreed, oblique) + unit("the", "", "article")
    return lambda agreed, oblique: unit(drawn, number.get(drawn, drawn), "number")


def _demonstrative(english: str, several: bool, agreed: Agreement, oblique: bool) -> Phrase:
    forms, before_case = DEMONSTRATIVES[english, several]
    if agreed.plural and not several:
        forms, _ = DEMONSTRATIVES[{"this": "these", "that": "those"}[english], True]
    return unit(english, before_case if oblique else forms[agreed.gender], "determiner")


def _drawn(rng: np.random.Generator, chosen: Noun, several: bool, mass: bool) -> str:
    drawn = rng.random()
    if "kin" in chosen.kinds and drawn < 0.8:
        return "owner"
    if drawn < 0.3:
        return "the"
    if drawn < 0.5:
        return "-" if several or mass else "a"
    if drawn < 0.68:
        return pick(rng, ("these", "those") if several else ("this", "that"))
    if several and drawn < 0.85:
        return pick(rng, (*words("number"), *DIGITS, *QUANTITIES, "all"))
    if mass and chosen.kinds & {"food", "drink", "ware"} and drawn < 0.78:
        return pick(rng, ("some", "more"))
    if not mass and not several and drawn < 0.74:
        return pick(rng, ("one", "another", *words("ordinal")))
    return "the" if chosen.kinds & UNOWNED and "kin" not in chosen.kinds else "owner"


def part_of(rng: np.random.Generator) -> Nominal:
    """Write something of something: the door of the house, घराचे दार; the name of this school."""
    kinds = {"colour": ("priced",), "name": ("place", "compared"), "price": ("priced",)}
    english = pick(rng, (*kinds, "door", "window", "people", "king", "water"))
    whole = {"people": ("town",), "king": ("town",), "door": ("compared",), "window": ("compared",), "water": ("near",)} | kinds
    owner = noun_phrase(rng, pick(rng, nouns(*whole[english])), determiner=pick(rng, ("the", "this", "my")), plain=True)
    part = noun_phrase(rng, noun(english), determiner="the", plain=True)

    def say(case: str, before: str) -> Phrase:
        thing = part.say(case, before)
        of = owner.say(genitive(part.agreed, oblique=bool(case)), "of")
        return Phrase(thing.read + of.read, of.written + thing.written)

    return Nominal(say, part.agreed, part.counted, part.animate, part.noun)


def anything(english: str, marathi: str) -> Nominal:
    """Return something that is not named: something, anything, everything."""
    return Nominal(lambda case, before: unit(english, marathi + case, "pronoun", -1), NEUTER, counted=False, animate=False)


SOMETHING = (("something", "काहीतरी"), ("everything", "सगळे"))
ANYTHING = ("anything", "काहीही")


def somebody(rng: np.random.Generator, *, many: float = 0.2, close: bool = False) -> Nominal:
    """Draw who acts: a pronoun, a name, two names, a noun phrase; somebody close is kin or a friend, one alone."""
    drawn = rng.random()
    if drawn < 0.58:
        return pronoun_phrase(PRONOUNS[pick(rng, SUBJECTS)])
    if drawn < 0.72:
        return names(rng)
    if drawn < 0.76:
        return _two(rng)
    if close:
        return noun_phrase(rng, pick(rng, nouns("kin")), plain=True)
    return noun_phrase(rng, pick(rng, nouns("person", "people")), many=many)


def _two(rng: np.random.Generator) -> Nominal:
    """Draw two names as they who act; an ending is put to both (राहुलने आणि प्रियाने)."""
    men, women = (tuple(words(kind).items()) for kind in ("man", "woman"))
    first, second = named(*pick(rng, men), "m"), named(*pick(rng, women), "f")
    if chance(rng, 0.5):
        first, second = second, first

    def say(case: str, before: str) -> Phrase:
        return first.say(case, before) + unit("and", "आणि", "conjunction") + second.say(case, "")

    return Nominal(say, Agreement(3, "m", True), counted=True)
