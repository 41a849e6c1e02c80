"""How many of them, what is left, something new, something to eat, and nobody of us."""

import numpy as np

from model.corpora.drawing import chance, pick
from model.corpora.everyday import closed
from model.corpora.everyday.circumstances import circumstances, place
from model.corpora.everyday.lexicon import Noun, adjectives, nouns, verb, verbs
from model.corpora.everyday.nouns import MASSES, adjective, clitic, somebody
from model.corpora.everyday.objects import complement
from model.corpora.everyday.pieces import NOTHING, Phrase, span, unit
from model.corpora.everyday.predicates import being, clause, doing
from model.corpora.everyday.tenses import denial, tense_of
from model.corpora.pairs import Token, Unit

__all__ = ["is_left", "none_of", "some_of_them", "somebody_there", "something_new", "something_to_do"]

OURS = ("the", "my", "your", "his", "her", "our", "their", "these")
THESE = {"these": "ces"}


def _the_ones(rng: np.random.Generator, *kinds: str) -> tuple[Noun, Phrase]:
    """Write my friends, the books: several of a kind, and say which noun it is."""
    noun = pick(rng, [each for each in nouns(*kinds) if not each.kinds & (MASSES | {"plural", "sg", "pair"})])
    english = pick(rng, OURS)
    which = unit(english, THESE.get(english) or closed.DETERMINERS[english][2], "determiner")
    return noun, which + unit(noun.english[1], noun.french[1], "noun")


MET = (
    verb("see/saw/seen", "voir"),
    verb("know/knew/known", "connaître", notes="state"),
    verb("lose/lost/lost", "perdre"),
    verb("buy/bought/bought", "acheter"),
    verb("like", "aimer", notes="noprog"),
)


def some_of_them(rng: np.random.Generator) -> Phrase:
    """Write one of my friends is a doctor, un de mes amis; most of the students came; i know some of these people."""
    if chance(rng, 0.5):
        subject, made = somebody(rng, 0.8), part_of_them(rng, "thing", "media", "animal", "person", "family")
        verb_ = pick(rng, MET)
        tense = pick(rng, ("present", "past")) if verb_.lasting else pick(rng, ("past", "past", "present", "will"))
        return clause(subject, doing(verb_, subject, tense, denied=denial(rng, tense, 0.1)), made)
    made = part_of_them(rng, "person", "family")
    if chance(rng, 0.4):
        return clause(made, being(made, pick(rng, ("present", "past"))), adjective(pick(rng, adjectives("human")), made))
    verb_ = pick(rng, verbs(chance(rng, 0.5)))
    tense = tense_of(rng, verb_)
    done = doing(verb_, made, tense, denied=denial(rng, tense, 0.1))
    return clause(made, done, complement(rng, verb_) if verb_.objects else NOTHING)


def part_of_them(rng: np.random.Generator, *kinds: str) -> Phrase:
    """Write one of my friends, some of the books, most of them, two of us."""
    noun, them = _the_ones(rng, *kinds)
    feminine = noun.feminine
    english = pick(rng, ("one", "one", "one", "some", "most", "many", "two", "three"))
    plural = english != "one"
    words = {
        "one": ("un", "une"),
        "some": ("certains", "certaines"),
        "most": ("la plupart",) * 2,
        "many": ("beaucoup",) * 2,
        "two": ("deux",) * 2,
        "three": ("trois",) * 2,
    }[english]
    count = unit(english, words[feminine], "number" if english in ("one", "two", "three") else "determiner")
    made = count + unit("of", "de", "preposition") + them
    return made._replace(feminine=feminine, plural=plural, person=4 if plural else 2, thing="person" not in noun.kinds)


def none_of(rng: np.random.Generator) -> Phrase:
    """Write none of us knows, aucun de nous ne sait; neither of them came, aucun des deux n'est venu."""
    chosen = rng.random()
    if chosen < 0.3:
        one = Unit("neither", "aucun ne", "pronoun")
        of = unit("of", "de", "preposition") + unit("them", "les deux", "pronoun")
        feminine = False
    elif chosen < 0.65:
        one = Unit("none", "aucun ne", "pronoun")
        whom = pick(rng, [each for each in closed.PRONOUNS if each.plural])
        of, feminine = unit("of", "de", "preposition") + unit(whom.object[0], whom.strong, "pronoun"), False
    else:
        noun, them = _the_ones(rng, "person", "family")
        feminine = noun.feminine
        one = Unit("none", f"{'aucune' if feminine else 'aucun'} ne", "pronoun")
        of = unit("of", "de", "preposition") + them
    subject = Phrase(one.read + of.read, one.written[:1] + of.written, feminine)
    verb_ = pick(rng, verbs(chance(rng, 0.5)))
    tense = pick(rng, ("past", "past", "present", "will", "can") if not verb_.lasting else ("past", "past", "can"))
    done = doing(verb_, subject, tense)
    return clause(subject, done._replace(ne=one.written[1:]), complement(rng, verb_, True) if verb_.objects else NOTHING)


def is_left(rng: np.random.Generator, asked: bool = False) -> Phrase:
    """Write there is some milk left, il reste du lait; there are no apples left, il ne reste plus de pommes."""
    noun = pick(rng, [each for each in nouns("food", "drink", "money", "time") if not each.kinds & {"plural", "sg"}])
    plural = not noun.kinds & MASSES
    denied = not asked and chance(rng, 0.5)
    head = unit(noun.english[plural], noun.french[plural], "noun")
    there, left = Unit("there", "il", "existence"), Unit(f"{'are' if plural else 'is'} left", "reste", "verb", 1)
    if denied:
        none = Unit(*pick(rng, (("no", "ne plus de"), ("not any", "ne plus de"))), "negation", 0)
        read = there.read + left.read[:1] + none.read + head.read + left.read[1:]
        written = there.written + none.written[:1] + left.written + none.written[1:] + head.written
        return Phrase(read, written) + (place(rng) if chance(rng, 0.2) else NOTHING)
    some = "des" if plural else f"de {'la' if noun.feminine else 'le'}"
    english, french = pick(rng, (("some", some), ("enough", "assez de"), ("a lot of", "beaucoup de")))
    if plural and chance(rng, 0.5):
        english = pick(rng, tuple(closed.NUMBERS))
        french = closed.NUMBERS[english]
    if asked:
        english, french = "any", some
    what = span(english, french, "determiner") + head
    if asked:
        ask = Unit(f"{'are' if plural else 'is'}", "est-ce que", "question")
        left = Unit("left", "reste", "verb")
        return Phrase(ask.read + there.read + what.read + left.read, ask.written + there.written + left.written + what.written)
    return Phrase(there.read + left.read[:1] + what.read + left.read[1:], there.written + left.written + what.written)


SEEN = (
    verb("see/saw/seen", "voir"),
    verb("find/found/found", "trouver"),
    verb("buy/bought/bought", "acheter"),
    verb("hear/heard/heard", "entendre"),
    verb("want", "vouloir", notes="state"),
    verb("need", "avoir besoin", "de", notes="state"),
    verb("say/said/said", "dire"),
    verb("eat/ate/eaten", "manger"),
    verb("learn", "apprendre"),
    verb("do/did/done", "faire"),
    verb("try/tried", "essayer"),
)


def something_new(rng: np.random.Generator, asked: bool = False) -> Phrase:
    """Write i saw something strange, j'ai vu quelque chose d'étrange; there is nothing new, il n'y a rien de nouveau."""
    kinds = adjectives("plain")
    quality = pick(rng, [*kinds, *[each for each in adjectives("early") if each.english in ("new", "good", "beautiful", "big")]])
    told = Unit(quality.english, quality.french[0], "adjective")
    thing = Unit("anything" if asked else "something", "quelque chose", "pronoun")
    what = Phrase(thing.read + told.read, (*thing.written, Token("de", (told,)), *told.written))
    if not asked and chance(rng, 0.3):
        return _there_is(rng, told)
    subject = somebody(rng, 0.85)
    verb_ = pick(rng, SEEN)
    tense = pick(rng, ("present", "past")) if verb_.lasting else pick(rng, ("past", "past", "will", "can", "must"))
    if asked:
        tense = pick(rng, ("past", "past", "will")) if not verb_.lasting else "present"
    done = doing(verb_, subject, tense, asked=asked)
    return clause(subject, done, what + circumstances(rng, "past", 0.1 if tense == "past" else 0), asked=asked)


def _there_is(rng: np.random.Generator, told: Unit) -> Phrase:
    there, be = Unit("there", "il", "existence"), Unit("is", "y a", "auxiliary")
    y = (Token("y", (be, there)),)
    de = Token("de", (told,))
    where = place(rng) if chance(rng, 0.4) else NOTHING
    if chance(rng, 0.5):
        thing = Unit("something", "quelque chose", "pronoun")
        read = there.read + be.read + thing.read + told.read
        return Phrase(read, (*there.written, *y, *be.written[1:], *thing.written, de, *told.written)) + where
    none = Unit("nothing", "ne rien", "pronoun")
    read = there.read + be.read + none.read + told.read
    written = (*there.written, *none.written[:1], *y, *be.written[1:], *none.written[1:], de, *told.written)
    return Phrase(read, written) + where


def somebody_there(rng: np.random.Generator, asked: bool = False) -> Phrase:
    """Write there is somebody at the door, il y a quelqu'un à la porte; there was nobody, il n'y avait personne."""
    there = Unit("there", "il", "existence")
    past = chance(rng, 0.4)
    y = "avait" if past else "a"
    be = Unit("was" if past else "is", f"y {y}", "auxiliary")
    hold = (Token("y", (be, there)), *be.written[1:])
    where = place(rng) if chance(rng, 0.8) else NOTHING
    if not asked and chance(rng, 0.4):
        none = Unit(pick(rng, ("nobody", "no one")), "ne personne", "pronoun")
        return Phrase(there.read + be.read + none.read, (*there.written, *none.written[:1], *hold, *none.written[1:])) + where
    who = Unit(pick(rng, ("anybody", "anyone") if asked else ("somebody", "someone")), "quelqu'un", "pronoun")
    if asked:
        ask = Unit("was" if past else "is", f"est-ce que y {y}", "question")
        hold = (Token("y", (ask, there)), *ask.written[3:])
        return Phrase(ask.read + there.read + who.read, (*ask.written[:2], *there.written, *hold, *who.written)) + where
    return Phrase(there.read + be.read + who.read, (*there.written, *hold, *who.written)) + where


DEEDS = {
    "eat": "manger",
    "drink": "boire",
    "do": "faire",
    "say": "dire",
    "read": "lire",
    "buy": "acheter",
    "write": "écrire",
    "learn": "apprendre",
    "sell": "vendre",
    "see": "voir",
    "show": "montrer",
}
WANTING = (
    verb("have/had/had", "avoir", notes="state"),
    verb("want", "vouloir", notes="state"),
    verb("find/found/found", "trouver"),
    verb("look for", "chercher"),
    verb("buy/bought/bought", "acheter"),
)


def something_to_do(rng: np.random.Generator, asked: bool = False) -> Phrase:
    """Write i have nothing to do, je n'ai rien à faire; do you want something to drink; a lot of work to do."""
    subject, verb_ = somebody(rng, 0.85), pick(rng, WANTING)
    tense = pick(rng, ("present", "past")) if asked or verb_.lasting else tense_of(rng, verb_)
    english = pick(rng, tuple(DEEDS))
    to, act = Unit("to", "à", "preposition"), Unit(english, DEEDS[english], "verb")
    whom = clitic(rng, subject, recipient=True) if english in ("say", "show") and chance(rng, 0.7) else NOTHING
    if whom.read and english == "say":
        act = Unit("tell", "dire", "verb")
    deed_ = Phrase(to.read + act.read + whom.read, to.written + whom.written + act.written)
    if asked:
        thing = unit(pick(rng, ("anything", "something")), "quelque chose", "pronoun")
        return clause(subject, doing(verb_, subject, tense, asked=True), thing + deed_, asked=True)
    if chance(rng, 0.4):
        none = Unit("nothing", "ne rien", "pronoun")
        have = doing(WANTING[0], subject, pick(rng, ("present", "past")))
        done = have._replace(ne=none.written[:1], no=none.written[1:])
        return clause(subject, done, Phrase(none.read + deed_.read, deed_.written))
    done = doing(verb_, subject, tense)
    if chance(rng, 0.3) and english in ("do", "read", "write"):
        much = {"do": ("work", "travail"), "read": ("books", "livres"), "write": ("letters", "lettres")}[english]
        what = unit("a lot of", "beaucoup de", "determiner", 1) + unit(*much, "noun")
        return clause(subject, doing(WANTING[0], subject, pick(rng, ("present", "past"))), what + deed_)
    return clause(subject, done, unit("something", "quelque chose", "pronoun") + deed_)
