"""Noun phrases: determiners, adjectives and names that agree, in the order of each language."""

from collections.abc import Sequence

import numpy as np

from model.corpora.drawing import chance, pick
from model.corpora.everyday import closed
from model.corpora.everyday.lexicon import ADJECTIVES, Adjective, Noun, adjectives, nouns
from model.corpora.everyday.pieces import NOTHING, Phrase, span, unit
from model.corpora.everyday.sounds import CLITIC, article_of, starts_with_vowel
from model.corpora.pairs import Unit

__all__ = [
    "MASSES",
    "SURNAMES",
    "adjective",
    "bare",
    "clitic",
    "named",
    "noun_phrase",
    "pronoun",
    "said_of",
    "somebody",
    "strong",
]

SINGULAR = {
    "a": ("un", "une"),
    "this": ("ce", "cette"),
    "that": ("ce", "cette"),
    "every": ("chaque", "chaque"),
    "each": ("chaque", "chaque"),
    "another": ("un autre", "une autre"),
    "one": ("un", "une"),
    "the same": ("le même", "la même"),
    "the other": ("le autre", "la autre"),
    "the first": ("le premier", "la première"),
    "the last": ("le dernier", "la dernière"),
    "the next": ("le prochain", "la prochaine"),
    "the only": ("le seul", "la seule"),
    "the second": ("le deuxième", "la deuxième"),
    "the third": ("le troisième", "la troisième"),
    "the whole": ("tout le", "toute la"),
    "such a": ("un tel", "une telle"),
}
PLURAL = {
    "these": "ces",
    "those": "ces",
    "several": "plusieurs",
    "a few": "quelques",
    "many": "beaucoup de",
    "too many": "trop de",
    "a lot of": "beaucoup de",
    "both": "les deux",
    "the other": "les autres",
    "few": "peu de",
    "other": "d' autres",
    "more": "plus de",
    "most": "la plupart des",
}
ALL = {"all the": ("tous les", "toutes les"), "all my": ("tous mes", "toutes mes"), "all these": ("tous ces", "toutes ces")}
MASS = {
    "a lot of": "beaucoup de",
    "too much": "trop de",
    "enough": "assez de",
    "a little": "un peu de",
    "more": "plus de",
    "less": "moins de",
    "so much": "tant de",
}
MASSES = frozenset(("mass", "drink", "feeling", "subject", "played", "lang", "money"))
ONE = MASSES | {"sg", "plural"}
"""Kinds whose nouns have no other number: water, news, hair."""


def noun_phrase(
    rng: np.random.Generator,
    pool: Sequence[Noun],
    *,
    denied: bool = False,
    generic: bool = False,
    loose: bool = True,
    adorned: float = 0.2,
    certain: bool = False,
    learned: bool = False,
) -> Phrase:
    """Write determiner, adjectives and noun; each in its place, all agreeing with the noun.

    ``denied`` says that a verb before it is denied: no *un* or *du*, but *de*. ``generic`` says that a noun without determiner
    means all of them: I like dogs, j'aime les chiens. Unless ``loose``, it has a determiner; if ``certain``, one that says which.
    ``learned`` ones have adjectives of origin and field.
    """
    noun = pick(rng, pool)
    single, many = bool(noun.kinds & MASSES), "plural" in noun.kinds
    plural = many or (not noun.kinds & ONE and chance(rng, 0.3))
    start, behind = _adjectives(rng, noun, plural, learned) if chance(rng, adorned) else (NOTHING, NOTHING)
    if loose and (single or plural) and chance(rng, 0.5 if single or many else 0.3):
        return _without(noun, plural, start, behind, denied, generic)
    head = unit(noun.english[plural and not many], noun.french[plural and not many], "noun")
    if certain or many or "pair" in noun.kinds or chance(rng, 0.55):
        determiner = _which(rng, noun, plural)
        if determiner.read[0].word not in ("the", "this", "that", "these", "those") and chance(rng, 0.04):
            own = ("propre", "propre", "propres")[2 * plural]
            mine = unit("own", own, "adjective")
            determiner = Phrase(determiner.read + mine.read, determiner.written + mine.written)
    else:
        determiner = _determiner(rng, noun, plural, "de" if denied else "", single, bool(start.read))
    return Phrase(
        read=determiner.read + start.read + behind.read + head.read,
        written=determiner.written + start.written + head.written + behind.written,
        feminine=noun.feminine,
        plural=plural,
        person=4 if plural else 2,
        thing="person" not in noun.kinds,
        counted=_counted(noun),
    )


def _counted(noun: Noun) -> int:
    """Return the person of the English verb where it differs: the hair is, the stairs are."""
    return 2 if "plural" in noun.kinds and "many" not in noun.kinds else 4 if "pair" in noun.kinds else -1


def _without(noun: Noun, plural: bool, start: Phrase, behind: Phrase, denied: bool, generic: bool) -> Phrase:
    article = article_of(noun.feminine)
    words = "de" if denied else ("les" if plural else article) if generic else ("des" if plural else f"de {article}")
    if words == "des" and start.read:
        words = "de"
    return bare(noun, plural, words, start, behind)


def bare(noun: Noun, plural: bool, article: str, start: Phrase = NOTHING, behind: Phrase = NOTHING) -> Phrase:
    """Write a noun without determiner in English and with an article in French, which is looked up where the noun is."""
    number = plural and "plural" not in noun.kinds
    head = Unit(noun.english[number], noun.french[number], "noun")
    some = Unit(noun.english[number], article, "determiner")
    *words, last = head.read
    return Phrase(
        read=start.read + behind.read + (*words, last._replace(units=(head, some))),
        written=some.written + start.written + head.written + behind.written,
        feminine=noun.feminine,
        plural=plural,
        person=4 if plural else 2,
        thing="person" not in noun.kinds,
        counted=_counted(noun),
    )


def _adjectives(rng: np.random.Generator, noun: Noun, plural: bool, learned: bool) -> tuple[Phrase, Phrase]:
    """Return what stands before the noun in French too, and what stands behind it there: european economic area."""
    many = plural and "plural" not in noun.kinds
    draw = 0.5 if learned else rng.random()
    if draw < 0.4:
        early = adjectives("early")
        if noun.kinds & MASSES:
            early = tuple(each for each in early if each.english in ("good", "bad"))
        return _feature(rng, early, noun, many, noun.french[many]), NOTHING
    if draw < 0.55:
        outer = _feature(rng, adjectives("origin"), noun, plural)
        inner = _feature(rng, adjectives("field"), noun, plural)
        kept = rng.random()
        if kept < 0.6:
            return NOTHING, Phrase(outer.read + inner.read, inner.written + outer.written)
        return NOTHING, outer if kept < 0.8 else inner
    return NOTHING, _feature(rng, adjectives("human" if "person" in noun.kinds else "plain"), noun, plural)


def _feature(rng: np.random.Generator, choices: Sequence[Adjective], noun: Noun, plural: bool, following: str = "") -> Phrase:
    """Write an adjective that agrees with the noun; ``following`` is the French word right behind it."""
    chosen = said_of(pick(rng, choices), "person" in noun.kinds)
    plural = plural or "plural" in noun.kinds
    liaison = chosen.liaison and not noun.feminine and not plural and following and starts_with_vowel(following)
    return unit(chosen.english, chosen.liaison if liaison else chosen.french[noun.feminine + 2 * plural], "adjective")


SMALL = next(each for each in ADJECTIVES if each.english == "small")


def said_of(chosen: Adjective, person: bool) -> Adjective:
    """Return an adjective with its French for persons, or for things: who is short is *petit*."""
    return chosen._replace(french=SMALL.french) if person and chosen.english == "short" else chosen


def adjective(chosen: Adjective, subject: Phrase) -> Phrase:
    """Write an adjective that agrees with the subject."""
    chosen = said_of(chosen, not subject.thing)
    return unit(chosen.english, chosen.french[subject.feminine + 2 * subject.plural], "adjective")


def _determiner(rng: np.random.Generator, noun: Noun, plural: bool, no: str, single: bool, early: bool) -> Phrase:
    """Write a determiner; ``no`` is what French says for "a", "some" and "any" after a negation."""
    if single:
        return _mass(rng, noun, no)
    return _several(rng, noun, no, early) if plural else _one(rng, noun, no)


def _which(rng: np.random.Generator, noun: Noun, plural: bool) -> Phrase:
    """Write a determiner that says which: the, my, this."""
    english = pick(rng, ("the",) * 6 + tuple(closed.DETERMINERS) + (("this", "that") if _counted(noun) < 0 else ()))
    if english in ("this", "that"):
        words = {"this": "these", "that": "those"}[english] if plural else english
        return unit(words, "ces" if plural else "cette" if noun.feminine else "ce", "determiner")
    return unit(english, closed.DETERMINERS[english][2 if plural else noun.feminine], "determiner")


def _mass(rng: np.random.Generator, noun: Noun, no: str) -> Phrase:
    draw = rng.random()
    if draw < 0.5:
        return unit("any" if no else "some", no or f"de {article_of(noun.feminine)}", "determiner")
    if draw < 0.65:
        return unit("this", "cette" if noun.feminine else "ce", "determiner")
    if not no and draw < 0.72:
        return unit("some more", f"encore de {article_of(noun.feminine)}", "determiner", 1)
    english = pick(rng, tuple(MASS))
    return unit(english, MASS[english], "determiner", 0 if " " not in english else _main(english))


def _main(words: str) -> int:
    """Return which word of a quantity says how much: a LOT of, a LITTLE, too MUCH."""
    return 1 if " " in words else 0


def _several(rng: np.random.Generator, noun: Noun, no: str, early: bool) -> Phrase:
    draw = rng.random()
    if draw < 0.25:
        return unit("any" if no else "some", no or ("de" if early else "des"), "determiner")
    if draw < 0.45:
        english = pick(rng, tuple(closed.NUMBERS))
        return unit(english, closed.NUMBERS[english], "number")
    if draw < 0.55:
        digits = str(int(rng.integers(2, 101)))
        number = unit(digits, digits, "number")
        return span("at least", "au moins", "adverb") + number if chance(rng, 0.1) else number
    if draw < 0.65:
        english = pick(rng, tuple(ALL))
        return unit(english, ALL[english][noun.feminine], "determiner", 0)
    english = pick(rng, tuple(PLURAL))
    return unit(english, PLURAL[english], "determiner", _main(english) if " " in english else None)


def _one(rng: np.random.Generator, noun: Noun, no: str) -> Phrase:
    choices = (each for each in SINGULAR if each != "the whole" or "person" not in noun.kinds)
    english = pick(rng, ("a",) * 10 + tuple(choices))
    if english in ("a", "another") and no:
        return unit(english, no if english == "a" else f"{no} autre", "determiner")
    return unit(
        english, SINGULAR[english][noun.feminine], "determiner", (0 if english == "such a" else 1) if " " in english else None
    )


SURNAMES = ("smith", "brown", "jones", "taylor", "wilson", "johnson", "miller", "white")


def named(rng: np.random.Generator, feminine: bool | None = None) -> Phrase:
    """Write a first name: a woman's or a man's if ``feminine`` says so."""
    feminine = chance(rng, 0.5) if feminine is None else feminine
    if chance(rng, 0.06):
        titles = (("mrs", "madame"), ("miss", "mademoiselle")) if feminine else (("mr", "monsieur"),)
        surname = pick(rng, SURNAMES)
        return (unit(*pick(rng, titles), "noun") + unit(surname, surname, "name"))._replace(feminine=feminine)
    name = pick(rng, closed.NAMES[feminine])
    return unit(name, name, "name")._replace(feminine=feminine)


def pronoun(rng: np.random.Generator, choices: Sequence[closed.Pronoun] = closed.PRONOUNS) -> Phrase:
    """Write a personal pronoun as subject."""
    chosen = pick(rng, choices)
    made = unit(*chosen.subject, "pronoun")
    return made._replace(feminine=chosen.feminine, plural=chosen.plural, person=chosen.person)


def somebody(rng: np.random.Generator, pronouns: float = 0.6) -> Phrase:
    """Write the one who acts: a pronoun, a name, a noun phrase, or everybody."""
    draw = rng.random()
    if draw < pronouns:
        return pronoun(rng)
    if draw < pronouns + 0.1:
        return named(rng)
    if draw < pronouns + 0.115:
        whose = pick(rng, ("my", "my", "your", "his"))
        kin = pick(rng, [each for each in nouns("family", "friend", "neighbour", "colleague") if each.english[0] != "parent"])
        mine = unit(whose, closed.DETERMINERS[whose][kin.feminine], "determiner") + unit(kin.english[0], kin.french[0], "noun")
        both = mine + unit("and", "et", "conjunction") + unit("i", "moi", "pronoun")
        return both._replace(plural=True, person=3)
    if draw < pronouns + 0.14:
        english = pick(rng, ("everyone", "everybody", "someone", "somebody", "the others"))
        if english == "the others":
            return span(english, "les autres", "pronoun")._replace(plural=True, person=4)
        return unit(english, "tout le monde" if english.startswith("every") else "quelqu'un", "pronoun")
    if draw < pronouns + 0.17:
        first, second = named(rng), named(rng)
        while second.read[-1].word == first.read[-1].word:
            second = named(rng)
        both = first + unit("and", "et", "conjunction") + second
        return both._replace(plural=True, person=4, feminine=first.feminine and second.feminine)
    return noun_phrase(rng, nouns("person", "person", "group"), loose=False, adorned=0.15)


def clitic(rng: np.random.Generator, subject: Phrase, recipient: bool = False) -> Phrase:
    """Write a pronoun as object, or as the one who receives, which French puts before the verb."""
    others = [each for each in closed.OBJECTS if _may_meet(each, subject)]
    chosen = pick(rng, [each for each in others if not (recipient and each is closed.IT)])
    written = chosen.recipient if recipient else chosen.object[1]
    made = Unit(chosen.object[0], written, CLITIC)
    return Phrase(made.read, made.written, chosen.feminine, chosen.plural)


def _may_meet(other: closed.Pronoun, subject: Phrase) -> bool:
    """Tell whether it can be somebody else: not i and me, nor we and me."""
    mine = (0, 3)
    if subject.person in mine:
        return other.person not in mine
    return other.person != subject.person or other.person in (2, 4)


def strong(rng: np.random.Generator, subject: Phrase) -> Phrase:
    """Write a pronoun behind a preposition: with me, avec moi."""
    chosen = pick(rng, [each for each in closed.PRONOUNS if _may_meet(each, subject)])
    return unit(chosen.object[0], chosen.strong, "pronoun")
