"""Questions of whom, with whom, about what, of what kind, since when and how to get there; and polite ones."""

import numpy as np

from model.corpora.drawing import chance, pick
from model.corpora.everyday import closed
from model.corpora.everyday.acting import GO
from model.corpora.everyday.circumstances import circumstances, destination, place
from model.corpora.everyday.conjugation import conjugate
from model.corpora.everyday.describing import CE, IT
from model.corpora.everyday.lexicon import adjectives, nouns, verb, verbs
from model.corpora.everyday.nouns import adjective, named, noun_phrase, pronoun, somebody, strong
from model.corpora.everyday.objects import all_of, complement
from model.corpora.everyday.pieces import NOTHING, Phrase, span, unit
from model.corpora.everyday.predicates import BE, clause, doing
from model.corpora.everyday.questions import asked_of
from model.corpora.everyday.tenses import denial, tense_of, when
from model.corpora.everyday.wishes import deed
from model.corpora.pairs import Unit

__all__ = ["asks_politely", "how_to_get", "is_it_not", "since_when", "what_kind", "whom", "with_somebody", "with_whom"]

MET = (
    verb("see/saw/seen", "voir", notes="noprog"),
    verb("meet/met/met", "rencontrer"),
    verb("know/knew/known", "connaître", notes="state"),
    verb("call", "appeler"),
    verb("invite", "inviter"),
    verb("help", "aider"),
    verb("visit", "rendre visite"),
    verb("love", "aimer", notes="state"),
    verb("choose/chose/chosen", "choisir"),
    verb("look for", "chercher"),
    verb("wait for", "attendre"),
    verb("listen to", "écouter"),
    verb("believe", "croire", notes="state"),
)


def whom(rng: np.random.Generator) -> Phrase:
    """Write who did you see, qui est-ce que tu as vu; who did you visit, à qui est-ce que tu as rendu visite."""
    subject, verb_ = asked_of(rng), pick(rng, MET)
    tense = pick(rng, ("past", "past", "will", "progressive", "should"))
    if {"state", "noprog"} & verb_.notes:
        tense = pick(rng, ("present", "past"))
    who = unit("who", "à qui" if verb_.french.infinitive == "rendre" else "qui", "question")
    return who + clause(subject, doing(verb_, subject, tense, asked=True), circumstances(rng, when(tense), 0.15), asked=True)


WITH = (
    (verb("talk", "parler"), "about", "de", "both"),
    (verb("talk", "parler"), "about", "de", "both"),
    (verb("think/thought/thought", "penser"), "about", "à", "both"),
    (verb("dream", "rêver"), "about", "de", "both"),
    (verb("talk", "parler"), "to", "à", "who"),
    (verb("speak/spoke/spoken", "parler"), "to", "à", "who"),
    (verb("talk", "parler"), "with", "avec", "who"),
    (verb("live", "vivre", notes="state"), "with", "avec", "who"),
    (verb("work", "travailler"), "with", "avec", "who"),
    (verb("work", "travailler"), "for", "pour", "who"),
    (verb("play", "jouer"), "with", "avec", "both"),
    (verb("dance", "danser"), "with", "avec", "who"),
    (verb("travel/travelled", "voyager"), "with", "avec", "who"),
    (verb("come/came/come", "venir", notes="etre"), "with", "avec", "who"),
    (verb("go/went/gone", "aller", notes="etre"), "with", "avec", "who"),
    (verb("laugh", "rire"), "at", "de", "both"),
    (verb("write/wrote/written", "écrire"), "with", "avec", "what"),
    (verb("fight/fought/fought", "se battre"), "with", "avec", "who"),
    (verb("vote", "voter"), "for", "pour", "who"),
    (verb("pray", "prier"), "for", "pour", "who"),
)
"""What is done with or about whom or what."""


def with_whom(rng: np.random.Generator) -> Phrase:
    """Write who are you talking to, à qui est-ce que tu parles; what are you thinking about, à quoi est-ce que tu penses."""
    subject = asked_of(rng)
    verb_, english, french, kinds = pick(rng, WITH)
    person = kinds == "who" or (kinds == "both" and chance(rng, 0.4))
    ask, about = Unit(*(("who", "qui") if person else ("what", "quoi")), "question"), Unit(english, french, "preposition")
    tense = pick(rng, ("progressive", "past", "present", "will", "going"))
    if verb_.lasting:
        tense = pick(rng, ("present", "past"))
    if verb_.french.infinitive == "aller" and tense == "going":
        tense = "past"
    made = clause(subject, doing(verb_, subject, tense, asked=True), asked=True)
    return Phrase(ask.read + made.read + about.read, about.written + ask.written + made.written)


def with_somebody(rng: np.random.Generator, asked: bool = False) -> Phrase:
    """Write she lives with her parents, elle vit avec ses parents; they laughed at me, ils ont ri de moi."""
    subject = somebody(rng)
    verb_, english, french, kinds = pick(rng, WITH)
    tense = pick(rng, ("past", "present", "will")) if asked and not verb_.lasting else tense_of(rng, verb_)
    if asked and verb_.lasting:
        tense = pick(rng, ("present", "past"))
    if kinds == "who" or chance(rng, 0.5):
        what = strong(rng, subject) if chance(rng, 0.45) else named(rng)
        if chance(rng, 0.4):
            what = noun_phrase(rng, nouns("person", "family"), loose=False, adorned=0.1, certain=True)
    else:
        what = noun_phrase(rng, nouns("idea", "thing", "event", "toy"), loose=False, adorned=0.15, certain=True)
    denied = "" if asked else denial(rng, tense)
    done = doing(verb_, subject, tense, denied=denied, asked=asked)
    after = unit(english, french, "preposition") + what
    return clause(subject, done, after + circumstances(rng, when(tense), 0.15), asked=asked)


def how_to_get(rng: np.random.Generator) -> Phrase:
    """Write how do i get to the station, comment est-ce que je vais à la gare; how can we get there."""
    subject = pronoun(rng, (closed.PRONOUNS[0], closed.PRONOUNS[0], *closed.PRONOUNS))
    get = verb("get/got/got", "aller", notes="etre")
    tense = pick(rng, ("present", "present", "can", "past"))
    return unit("how", "comment", "question") + clause(
        subject, doing(get, subject, tense, asked=True), destination(rng), asked=True
    )


KINDS = {
    "music": ("musique", "écouter", "listen to"),
    "film": ("film", "regarder", "watch"),
    "food": ("nourriture", "manger", "eat/ate/eaten"),
    "book": ("livre", "lire", "read/read/read"),
    "car": ("voiture", "conduire", "drive/drove/driven"),
    "house": ("maison", "vouloir", "want"),
    "shoe": ("chaussure", "porter", "wear/wore/worn"),
    "work": ("travail", "faire", "do/did/done"),
    "game": ("jeu", "préférer", "prefer/preferred"),
}


def what_kind(rng: np.random.Generator) -> Phrase:
    """Write what kind of music do you like, quel genre de musique est-ce que tu aimes."""
    english = pick(rng, tuple(KINDS))
    french, infinitive, other = KINDS[english]
    verb_ = verb("like", "aimer", notes="noprog") if chance(rng, 0.5) else verb(other, infinitive, notes="noprog")
    plural = english in ("shoe", "book", "film", "game") and chance(rng, 0.7)
    word = unit(*((f"{english}s", f"{french}x" if french == "jeu" else f"{french}s") if plural else (english, french)), "noun")
    subject = asked_of(rng)
    start = unit("what kind of", "quel genre de", "question", 1)
    tense = pick(rng, ("present", "present", "past")) if verb_.english[0] != "want" else "present"
    return start + word + clause(subject, doing(verb_, subject, tense, asked=True), asked=True)


def since_when(rng: np.random.Generator) -> Phrase:
    """Write how long have you lived here, depuis combien de temps est-ce que tu vis ici; how long does it take to."""
    if chance(rng, 0.3):
        take = unit("does it take", "faut-il", "verb", 2)
        return span("how long", "combien de temps", "question") + take + deed(rng, Phrase((), ()), "pour", 0.1)
    subject = asked_of(rng)
    have = "has" if subject.english == 2 else "have"
    word = span("how long", "depuis combien de temps", "question")
    ask = Unit(have, "est-ce que", "question")
    if chance(rng, 0.4):
        be = Unit("been", conjugate("être").present[subject.person], "auxiliary")
        after = place(rng) if chance(rng, 0.5) else adjective(pick(rng, adjectives("human")), subject)
        return word + Phrase(ask.read + subject.read + be.read, ask.written + subject.written + be.written) + after
    verb_, english = pick(
        rng,
        (
            (verb("live", "vivre"), 3),
            (verb("live", "vivre"), 3),
            (verb("work", "travailler"), 3),
            (verb("know/knew/known", "connaître"), 3),
            (verb("study", "étudier"), 4),
            (verb("wait", "attendre"), 4),
            (verb("have/had/had", "avoir"), 3),
            (verb("learn", "apprendre"), 4),
        ),
    )
    words = f"been {verb_.english[4]}" if english == 4 else verb_.english[3]
    made = Unit(words, verb_.french.present[subject.person], "verb", -1)
    after = NOTHING
    if verb_.english[0] in ("live", "work"):
        after = place(rng)
    elif verb_.english[0] in ("know", "have"):
        after = noun_phrase(rng, nouns("person" if verb_.english[0] == "know" else "vehicle", "dog"), loose=False, adorned=0.05)
    elif verb_.english[0] in ("study", "learn"):
        after = all_of(rng, "subject")
    return word + Phrase(ask.read + subject.read + made.read, ask.written + subject.written + made.written) + after


PLAIN = [each for each in adjectives("plain") if "weather" not in each.notes]


def is_it_not(rng: np.random.Generator) -> Phrase:
    """Write it is cold isn't it, il fait froid n'est-ce pas; you are tired aren't you."""
    subject = pronoun(rng, closed.PRONOUNS[1:])
    be = BE["present"][subject.english]
    made = unit(be, conjugate("être").present[subject.person], "auxiliary")
    after = adjective(pick(rng, adjectives("human")), subject) if chance(rng, 0.7) else place(rng)
    if chance(rng, 0.4):
        subject, be = CE if chance(rng, 0.6) else IT, "is"
        weathered = subject is IT
        made = unit("is", "fait" if weathered else "est", "auxiliary")
        english = pick(rng, ("cold", "hot", "warm", "nice", "dark"))
        after = unit(english, closed.WEATHER[english], "adjective") if weathered else adjective(pick(rng, PLAIN), subject)
    tag = unit(f"{be}n't {subject.read[0].word}", "n' est-ce pas", "adverb", 0)
    return subject + made + after + tag


PLEASE = unit("please", "s' il te plaît", "adverb")
ASKED = (verb("have/had/had", "avoir"), verb("have/had/had", "avoir"), verb("get/got/got", "avoir"))


def asks_politely(rng: np.random.Generator) -> Phrase:
    """Write can you help me please, can i have a coffee, could you open the window please, may i come in."""
    polite = PLEASE if chance(rng, 0.5) else NOTHING
    if chance(rng, 0.4):
        subject = pronoun(rng, (closed.PRONOUNS[0], closed.PRONOUNS[0], closed.PRONOUNS[4]))
        what = noun_phrase(rng, nouns("food", "drink", "thing"))
        modal = pick(rng, ("can", "can", "could", "may"))
        return clause(subject, doing(pick(rng, ASKED), subject, modal, asked=True), what, asked=True) + polite
    subject = pronoun(rng, closed.PRONOUNS[1:2])
    verb_ = GO if chance(rng, 0.06) else pick(rng, [each for each in verbs(chance(rng, 0.75)) if not each.lasting])
    modal = pick(rng, ("can", "can", "could"))
    own = [each for each in closed.PRONOUNS if each.person in (0, 3, 4)]
    it = NOTHING
    if "person" in verb_.objects and not verb_.governs and chance(rng, 0.7):
        whom_ = pick(rng, own)
        made = Unit(whom_.object[0], whom_.object[1], "clitic")
        it = Phrase(made.read, made.written)
    after = destination(rng) if verb_ is GO else complement(rng, verb_) if verb_.objects and not it.read else NOTHING
    done = doing(verb_, subject, modal, asked=True)
    return clause(subject, done, after, it, asked=True) + polite
