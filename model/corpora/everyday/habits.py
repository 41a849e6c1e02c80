"""What people do every day: whole deeds as they are said (brush my teeth, go to school), told, asked, denied and bidden."""

from functools import cache
from typing import NamedTuple

import numpy as np

from model.corpora.drawing import chance, pick
from model.corpora.everyday import closed
from model.corpora.everyday.circumstances import clock, moment
from model.corpora.everyday.conjugation import subjunctive
from model.corpora.everyday.english import NOT
from model.corpora.everyday.infinitives import gerund, infinitive
from model.corpora.everyday.lexicon import Verb, nouns, verb
from model.corpora.everyday.nouns import named, pronoun
from model.corpora.everyday.pieces import NOTHING, Phrase, draw, span, unit
from model.corpora.everyday.predicates import Doing, clause, cut, doing, french_of
from model.corpora.everyday.tables import rows
from model.corpora.everyday.tenses import denial, when
from model.corpora.pairs import Token, Unit

__all__ = ["asks_habit", "bids", "could_be", "done_by", "everyday", "ing", "to_do", "who_acts", "why_not"]

OWN = {0: "my", 1: "your", 2: "his", 3: "our", 4: "their"}
"""Whose the things are that one does something with, for each person."""
TENSES = {
    "present": 7,
    "past": 7,
    "progressive": 3,
    "was": 1,
    "perfect": 2,
    "going": 2,
    "will": 3,
    "can": 1.5,
    "must": 1,
    "should": 1,
    "could": 0.7,
    "would": 0.5,
    "just": 0.4,
    "used": 0.4,
}


class Habit(NamedTuple):
    """A verb, and what belongs to it: aligned words, ``one's`` among them, which is somebody's own."""

    verb: Verb
    rest: tuple[tuple[str, str], ...]


def _pieces(spelt: str) -> tuple[tuple[str, str], ...]:
    cells = (piece.replace("_", " ").partition("=") for piece in spelt.split())
    return tuple((english, french) for english, _, french in cells)


HABITS = tuple(Habit(verb(english, french, notes=notes), _pieces(rest)) for english, french, rest, notes in rows("habits"))


def _after(habit: Habit, who: Phrase, denied: bool = False) -> Phrase:
    """Write what belongs to the verb: my homework, mes devoirs, for who does it; ``denied``, a car is *de voiture*."""
    made = NOTHING
    for english, french in habit.rest:
        if denied and not made.read and french in ("un", "une") and not habit.verb.after:
            made += unit(english, "de", "determiner")
            continue
        if english == "one's":
            owner = "her" if who.person == 2 and who.feminine else OWN[who.person]
            number = "mfp".find(french)
            made += unit(owner, closed.DETERMINERS[owner][number] if number >= 0 else french, "determiner")
        else:
            made += span(english, french, "preposition" if english in ("to", "at", "in", "on", "for", "with") else "noun")
    return made


def who_acts(rng: np.random.Generator, pronouns: float = 0.66) -> Phrase:
    """Write who does what is done every day: mostly a pronoun, or somebody of the family, a name, a friend of mine."""
    chosen = rng.random()
    if chosen < pronouns:
        return pronoun(rng)
    if chosen < pronouns + 0.08:
        return named(rng)
    if chosen < pronouns + 0.1:
        owner = pick(rng, ("my", "my", "his", "her", "our"))
        mine = {"my": "mine", "his": "his", "her": "hers", "our": "ours"}[owner]
        friend, of = Unit("friend", "amis", "noun"), Unit(f"of {mine}", f"de {closed.DETERMINERS[owner][2]}", "determiner", 1)
        a = Unit("a", "un", "determiner")
        return Phrase(a.read + friend.read + of.read, a.written + of.written + friend.written)
    if chosen < pronouns + 0.13:
        the = unit("the", "les", "determiner")
        people = {"children": "enfants", "boys": "garçons", "students": "étudiants", "kids": "gamins"}
        return (the + draw(rng, people, "noun"))._replace(plural=True, person=4)
    if chosen < pronouns + 0.15:
        people = {"people": "les gens", "my parents": "parents", "your friends": "amis"}
        english = pick(rng, tuple(people))
        owner, _, head = english.rpartition(" ")
        if not owner:
            return unit("people", "les gens", "noun")._replace(plural=True, person=4)
        mine_ = unit(owner, closed.DETERMINERS[owner][2], "determiner")
        return (mine_ + unit(head, people[english], "noun"))._replace(plural=True, person=4)
    kin = pick(rng, [each for each in nouns("family", "friend", "neighbour", "teacher") if each.english[0] != "parent"])
    owner = pick(rng, ("my", "my", "my", "your", "his", "her", "our"))
    mine_ = unit(owner, closed.DETERMINERS[owner][kin.feminine], "determiner")
    return (mine_ + unit(kin.english[0], kin.french[0], "noun"))._replace(feminine=kin.feminine)


def _habit(rng: np.random.Generator, who: Phrase, loth: frozenset[str] = frozenset()) -> Habit:
    """Draw a deed that somebody may do: not with oneself (we come with us), nor one of those with these notes.

    If nobody is said to do it, it is no deed to oneself, and with nothing of one's own.
    """
    return pick(rng, _usual(who is NOTHING, who.person, who.feminine, loth))


@cache
def _usual(nobody: bool, person: int, feminine: bool, loth: frozenset[str]) -> tuple[Habit, ...]:
    third = "her" if feminine else "him"
    never = {"one's"} if nobody else {"me", "us"} if person in (0, 3) else {third} if person == 2 else set()
    return tuple(
        each
        for each in HABITS
        if not loth & each.verb.notes
        and never.isdisjoint(english for english, _ in each.rest)
        and not (nobody and each.verb.reflexive)
    )


STATES = frozenset(("state",))
STILL = frozenset(("state", "noprog"))


def _tense(rng: np.random.Generator, habit: Habit, among: tuple[str, ...] = tuple(TENSES)) -> str:
    """Draw a tense that the deed has."""
    notes = habit.verb.notes
    never = set(TENSES) - {"present", "past"} if "state" in notes else set()
    if "noprog" in notes:
        never |= {"progressive", "was", "used"}
    names = [name for name in among if name not in never] or ["present"]
    weights = np.array([TENSES[name] for name in names], dtype=float)
    return names[int(rng.choice(len(names), p=weights / weights.sum()))]


EARLY = ("suddenly", "then", "earlier", "recently")
"""What is not said at the end of a sentence."""


def _when(rng: np.random.Generator, habit: Habit, tense: str, probability: float) -> Phrase:
    """Write when, in a word or two, unless the deed itself says it: every day, at 8 o'clock, tomorrow."""
    if tense == "perfect" or habit.rest[-1:] == (("soon", "bientôt"),) or not chance(rng, probability):
        return NOTHING
    if chance(rng, 0.15):
        return unit("at", "à", "preposition") + clock(rng)
    time = when(tense)
    if chance(rng, 0.2):
        return moment(rng, time)
    return draw(rng, {each: french for each, french in closed.TIMES[time].items() if each not in EARLY}, "time")


ALL = {"all": "tous", "both": "tous les deux"}


def everyday(rng: np.random.Generator, subject: Phrase | None = None, tense: str = "", ends: float = 0.3) -> Phrase:
    """Write i brush my teeth every morning, je me brosse les dents chaque matin; they both went home."""
    who = subject or who_acts(rng)
    habit = _habit(rng, who)
    tense = tense or _tense(rng, habit)
    if tense in ("progressive", "was") and {"state", "noprog"} & habit.verb.notes:
        tense = "present" if tense == "progressive" else "past"
    denied = denial(rng, tense, 0.22)
    adverb = NOTHING
    if not denied and tense == "present" and "state" not in habit.verb.notes and chance(rng, 0.25):
        usual = {name: closed.FREQUENT[name] for name in ("always", "often", "sometimes", "usually", "rarely", "also", "still")}
        adverb = draw(rng, usual, "adverb")
    elif not denied and tense == "perfect" and chance(rng, 0.3):
        adverb = unit("already", "déjà", "adverb")
    elif not denied and who.read[0].word in ("we", "they") and chance(rng, 0.08):
        adverb = draw(rng, ALL, "adverb")
    done = doing(habit.verb, who, tense, denied=denied)
    last = _when(rng, habit, tense, ends if tense != "just" and not (adverb.read and chance(rng, 0.6)) else 0)
    if denied == "not" and tense == "perfect" and chance(rng, 0.5):
        yet = Unit("yet", "encore", "adverb")
        return clause(who, done._replace(no=done.no + yet.written), _after(habit, who, True) + Phrase(yet.read, ()))
    return clause(who, done, _after(habit, who, bool(denied)) + last, adverb=adverb)


ASKING = {
    "when": "quand",
    "why": "pourquoi",
    "where": "où",
    "how often": "à quelle fréquence",
    "what time": "à quelle heure",
    "at what time": "à quelle heure",
    "with whom": "avec qui",
}
"""What a question may start with, and French for it."""
SOUGHT = ("present", "past", "progressive", "going", "will", "can", "could", "should", "perfect")


def _asked_of(rng: np.random.Generator) -> Phrase:
    """Write who is asked about: mostly you."""
    return pronoun(rng, closed.PRONOUNS[1:2]) if chance(rng, 0.5) else who_acts(rng, 0.6)


def asks_habit(rng: np.random.Generator) -> Phrase:
    """Write do you often go to the cinema, when did she go home, have you finished yet."""
    who = _asked_of(rng)
    habit = _habit(rng, who)
    word, tense = NOTHING, _tense(rng, habit, SOUGHT)
    if chance(rng, 0.4):
        english = pick(rng, tuple(ASKING))
        if english == "where" and any(piece == "to" for piece, _ in habit.rest):
            english = "when"
        word = span(english, ASKING[english], "question")
        among = ("present",) if english == "how often" else tuple(name for name in SOUGHT if name != "perfect")
        tense = _tense(rng, habit, among)
    adverb = NOTHING
    if not word.read and tense == "present" and "state" not in habit.verb.notes and chance(rng, 0.25):
        adverb = draw(rng, {name: closed.FREQUENT[name] for name in ("always", "often", "usually", "still")}, "adverb")
    if not word.read and tense == "perfect":
        adverb = draw(rng, {"ever": "déjà", "already": "déjà"}, "adverb") if chance(rng, 0.6) else NOTHING
    done = doing(habit.verb, who, tense, asked=True)
    last = NOTHING if word.read or tense == "perfect" else _when(rng, habit, tense, 0.25)
    return word + clause(who, done, _after(habit, who) + last, adverb=adverb, asked=True)


def why_not(rng: np.random.Generator) -> Phrase:
    """Write why don't you go to bed, pourquoi est-ce que tu ne vas pas au lit; didn't she go home."""
    who = _asked_of(rng)
    habit = _habit(rng, who)
    tense = _tense(rng, habit, ("present", "past", "progressive", "will"))
    done = doing(habit.verb, who, tense, denied="not", asked=True)
    [helper] = done.helper
    turned = Token(NOT[helper.word], (*helper.units, *done.denial[0].units)) if helper.word in NOT else helper
    word = unit("why", "pourquoi", "question") if chance(rng, 0.75) else NOTHING
    if turned is helper:  # am i not
        return word + clause(who, done, _after(habit, who, True), asked=True)
    return word + clause(who, done._replace(helper=(turned,), denial=()), _after(habit, who, True), asked=True)


PLEASE = unit("please", "s' il te plaît", "adverb")
YOU, US = Phrase((), (), person=1), Phrase((), (), plural=True, person=3)


def bids(rng: np.random.Generator) -> Phrase:
    """Write brush your teeth, brosse-toi les dents; don't go to bed late, ne te couche pas; let's go home."""
    chosen = rng.random()
    habit = _habit(rng, US if chosen < 0.25 else YOU, STATES if 0.25 < chosen < 0.5 else STILL)
    verb_ = habit.verb
    polite = PLEASE if chance(rng, 0.2) else NOTHING
    if chosen < 0.25:
        form = f"{verb_.french.together}-nous" if verb_.reflexive else verb_.french.together
        made = Unit(f"let's {verb_.english[0]}", f"{form} {verb_.after}".strip(), "verb", 1)
        return Phrase(made.read, made.written) + _after(habit, US)
    if chosen < 0.5:
        no, main = Unit("do not", "ne pas", "negation", 1), Unit(verb_.english[0], verb_.french.imperative, "verb")
        own = (Token("te", (main,)),) if verb_.reflexive else ()
        behind = tuple(Token("de" if word in ("un", "une", "du") else word, (main,)) for word in verb_.after.split())
        said = Phrase(no.read + main.read, no.written[:1] + own + main.written + no.written[1:] + behind)
        return said + _after(habit, YOU, True) + polite
    form = f"{verb_.french.imperative}-toi" if verb_.reflexive else verb_.french.imperative
    main = Unit(verb_.english[0], f"{form} {verb_.after}".strip(), "verb")
    said = Phrase(main.read, main.written) + _after(habit, YOU) + _when(rng, habit, "will", 0.1)
    return polite + said if polite.read and chance(rng, 0.5) else said + polite


def to_do(rng: np.random.Generator, who: Phrase, link: str = "", bare: bool = False) -> Phrase:
    """Write to go home, (de) rentrer, for who is to do it; ``bare`` leaves out "to"."""
    habit = _habit(rng, who, STATES)
    if not bare:
        return infinitive(habit.verb, who, _after(habit, who), link=link)
    made = infinitive(habit.verb, who, _after(habit, who))
    linked = (Token(link, made.written[0].units),) if link else ()
    return made._replace(read=made.read[1:], written=linked + made.written)


def ing(rng: np.random.Generator, who: Phrase, link: str = "") -> Phrase:
    """Write going to the cinema, (de) aller au cinéma."""
    habit = _habit(rng, who, STILL)
    while habit.verb.reflexive:
        habit = _habit(rng, who, STILL)
    return gerund(habit.verb, link) + _after(habit, who)


def could_be(rng: np.random.Generator, who: Phrase, tense: str = "present") -> Phrase:
    """Write (before) he goes home, (avant qu') il rentre: a clause whose French is in the subjunctive; ``tense`` is English."""
    habit = _habit(rng, who, STATES)
    verb_ = habit.verb
    english = verb_.english[2] if tense == "past" else verb_.english[who.english == 2]
    made = Unit(english, french_of(verb_, who, subjunctive(verb_.french)[who.person]), "verb")
    return clause(who, cut(verb_, made, Doing(main=made.read)), _after(habit, who))


def done_by(rng: np.random.Generator, who: Phrase, tense: str) -> Phrase:
    """Write what somebody did, does or will do, without a negation or a time."""
    habit = _habit(rng, who, STILL if tense in ("progressive", "was") else frozenset() if tense == "present" else STATES)
    return clause(who, doing(habit.verb, who, tense), _after(habit, who))
