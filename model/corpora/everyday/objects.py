"""Objects of verbs: things, persons and pronouns, what belongs to whom, and all of a kind."""

import numpy as np

from model.corpora.drawing import chance, pick
from model.corpora.everyday import closed
from model.corpora.everyday.circumstances import the_country
from model.corpora.everyday.lexicon import Verb, nouns
from model.corpora.everyday.nouns import MASSES, bare, clitic, named, noun_phrase, strong
from model.corpora.everyday.pieces import NOTHING, Phrase, draw, unit
from model.corpora.pairs import Token, Unit

__all__ = ["all_of", "complement", "genitive", "object_pronoun", "of_others", "portion"]

PRONOMINAL = ("person", "small", "text", "media", "food", "thing")


def object_pronoun(rng: np.random.Generator, verb: Verb, subject: Phrase) -> Phrase:
    """Draw a pronoun as object, where the verb takes persons or things without a preposition of its own."""
    if verb.governs or not _bare(verb) or "noarticle" in verb.notes or not chance(rng, 0.3):
        return NOTHING
    if "person" in verb.objects:
        return clitic(rng, subject)
    if not verb.objects & set(PRONOMINAL):
        return NOTHING
    english = pick(rng, (("it", "le"), ("them", "les")))
    made = Unit(*english, "clitic")
    return Phrase(made.read, made.written, False, english[0] == "them")


def _bare(verb: Verb) -> bool:
    """Tell whether a pronoun can follow: see it, wait for it; not: turn off it."""
    return " " not in verb.english[0] or verb.english[0].endswith((" for", " to", " at"))


GENERIC = frozenset(("aimer", "adorer", "préférer", "détester", "étudier", "apprendre", "enseigner", "comprendre", "craindre"))
"""Verbs after which a noun without determiner means all of its kind."""


def complement(rng: np.random.Generator, verb: Verb, denied: bool = False, who: Phrase = NOTHING) -> Phrase:
    """Write the object of a verb; behind a French preposition (répondre à) it has a determiner.

    ``who`` is the subject, whom a pronoun behind such a preposition does not mean.
    """
    infinitive = verb.french.infinitive
    if "noarticle" in verb.notes:
        chosen = pick(rng, nouns("lang"))
        return unit(chosen.english[0], chosen.french[0], "noun")
    likes = infinitive in GENERIC
    if "bare" in verb.notes:
        sport = pick(rng, nouns(*sorted(verb.objects)))
        plural = "plural" in sport.kinds
        return bare(sport, plural, "les" if plural else "la" if sport.feminine else "le")
    if "place" in verb.objects and infinitive != "voir" and chance(rng, 0.25):
        return the_country(rng) if chance(rng, 0.5) else draw(rng, closed.CITIES, "name")
    if "person" in verb.objects and not verb.governs and chance(rng, 0.12):
        return named(rng)
    if "person" in verb.objects and verb.governs and chance(rng, 0.35):
        return strong(rng, who)
    if not verb.governs and not denied and chance(rng, 0.06):
        return draw(rng, {"something": "quelque chose", "this": "ceci", "that": "cela"}, "pronoun")
    if not verb.governs and not denied and chance(rng, 0.16):
        return thing(rng, *sorted(verb.objects))
    return noun_phrase(
        rng,
        nouns(*sorted(verb.objects)),
        denied=denied and not likes and not verb.governs,
        generic=likes,
        loose=not verb.governs,
        adorned=0.22,
    )


def thing(rng: np.random.Generator, *kinds: str) -> Phrase:
    """Write a thing, sometimes with what belongs to it: the door of the house, my mother's house, a cup of tea."""
    draw_ = rng.random()
    if "drink" in kinds and draw_ < 0.5:
        return portion(rng)
    if draw_ < 0.25:
        return genitive(rng, kinds)
    if draw_ < 0.4:
        return noun_phrase(rng, nouns(*kinds), loose=False, adorned=0.1) + _of(rng, "text" in kinds)
    return noun_phrase(rng, nouns(*kinds), loose=False)


def portion(rng: np.random.Generator) -> Phrase:
    """Write a cup of tea, une tasse de thé: what is in it has no article."""
    container = pick(rng, [each for each in nouns("container") if each.english[0] != "piece"])
    plural = chance(rng, 0.25)
    count = "two" if plural else pick(rng, ("a", "a", "a", "another", "this"))
    said = {"a": ("un", "une"), "another": ("un autre", "une autre"), "this": ("ce", "cette"), "two": ("deux", "deux")}[count]
    made = unit(count, said[container.feminine], "number" if plural else "determiner")
    made += unit(
        ("glass", "glasses")[plural] if container.english[0] == "glass" else container.english[plural],
        container.french[plural],
        "noun",
    )
    inside = pick(rng, nouns("drink"))
    held = made + unit("of", "de", "preposition") + unit(inside.english[0], inside.french[0], "noun")
    return held._replace(feminine=container.feminine, plural=plural, person=4 if plural else 2, thing=True)


def _of(rng: np.random.Generator, about: bool) -> Phrase:
    word = unit("about", "sur", "preposition") if about and chance(rng, 0.5) else unit("of", "de", "preposition")
    return word + noun_phrase(rng, nouns("place", "structure", "person", "room", "idea"), loose=False, adorned=0.2)


def of_others(rng: np.random.Generator, subject: Phrase) -> Phrase:
    """Let a thing be on, of or about another one, which mostly has another gender: what follows agrees with the first."""
    other = unit(*pick(rng, (("on", "sur"), ("on", "sur"), ("of", "de"), ("about", "sur"), ("for", "pour"))), "preposition")
    pool = nouns("idea", "place", "group", "structure")
    if chance(rng, 0.75):
        pool = tuple(each for each in pool if each.feminine != subject.feminine)
    return subject + other + noun_phrase(rng, pool, loose=False, adorned=0.6, learned=chance(rng, 0.6))


def genitive(rng: np.random.Generator, kinds: tuple[str, ...]) -> Phrase:
    """Write my mother's house, la maison de ma mère: the article and *de* are the genitive's."""
    owned = pick(rng, nouns(*kinds))
    plural = not owned.kinds & {"mass", "sg", "drink", "feeling", "money"} and ("plural" in owned.kinds or chance(rng, 0.2))
    many = plural and "plural" not in owned.kinds
    owner = (
        named(rng)
        if chance(rng, 0.4)
        else noun_phrase(rng, nouns("family", "friend", "king", "teacher", "doctor", "neighbour"), loose=False, adorned=0.05)
    )
    if owner.plural:
        owner = named(rng)
    head = Unit(owned.english[many], owned.french[many], "noun")
    case = Unit("'s", "de", "preposition")
    article = Token("les" if plural else "la" if owned.feminine else "le", (case, head))
    *words, last = owner.read
    return Phrase(
        (*words, Token(f"{last.word}'s", (*last.units, case)), *head.read),
        (article, *head.written, *case.written, *owner.written),
        owned.feminine,
        plural,
        4 if plural else 2,
        thing=True,
    )


def all_of(rng: np.random.Generator, *kinds: str) -> Phrase:
    """Write a noun without determiner that means all of its kind: dogs, les chiens; water, l'eau."""
    noun = pick(rng, nouns(*kinds))
    plural = "plural" in noun.kinds or not noun.kinds & (MASSES | {"sg"})
    made = bare(noun, plural, "les" if plural else "la" if noun.feminine else "le")
    return made._replace(counted=2 if "plural" in noun.kinds and "many" not in noun.kinds else -1)
