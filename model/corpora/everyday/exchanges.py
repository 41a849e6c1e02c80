"""Who does what to whom in turn: two pronouns before a verb, oneself, each other, and what one lets or tells others do."""

import numpy as np

from model.corpora.drawing import chance, pick
from model.corpora.everyday import closed
from model.corpora.everyday.circumstances import circumstances
from model.corpora.everyday.infinitives import gerund
from model.corpora.everyday.lexicon import Verb, nouns, verb, verbs
from model.corpora.everyday.nouns import named, noun_phrase, pronoun, somebody
from model.corpora.everyday.objects import complement
from model.corpora.everyday.pieces import NOTHING, Phrase, unit
from model.corpora.everyday.predicates import clause, doing
from model.corpora.everyday.sounds import CLITIC
from model.corpora.everyday.tenses import denial, tense_of, when
from model.corpora.everyday.wishes import deed
from model.corpora.pairs import Token, Unit

__all__ = ["alone", "each_other", "gives_it", "let_me", "oneself", "tries"]

PLEASE = unit("please", "s' il te plaît", "adverb")
GIVEN = (
    verb("give/gave/given", "donner"),
    verb("give/gave/given", "donner"),
    verb("show/showed/shown", "montrer"),
    verb("send/sent/sent", "envoyer"),
    verb("bring/brought/brought", "apporter"),
    verb("lend/lent/lent", "prêter"),
    verb("sell/sold/sold", "vendre"),
    verb("explain", "expliquer"),
    verb("read/read/read", "lire"),
)
"""What is done with a thing to somebody, both of them pronouns."""
AFTER = {"me": "moi", "us": "nous", "him": "lui", "her": "lui", "them": "leur"}
"""Who receives, behind an imperative."""
LET = {"me": "moi", "us": "nous", "him": "le", "her": "la", "them": "les"}


def gives_it(rng: np.random.Generator, asked: bool = False) -> Phrase:
    """Write he gave it to me, il me l'a donné; give it to me, donne-le-moi; did you show them to her."""
    verb_ = pick(rng, GIVEN)
    what = pick(rng, (("it", "le", False), ("it", "le", False), ("them", "les", True)))
    thing = Unit(what[0], what[1], CLITIC)
    if not asked and chance(rng, 0.35):
        whom = pick(rng, ("me", "me", "me", *AFTER))
        give, to = Unit(verb_.english[0], verb_.french.imperative, "verb"), Unit(f"to {whom}", AFTER[whom], "pronoun", 1)
        word = Token(f"{give.target}-{thing.target}-{to.target}", (give, thing, to))
        made = Phrase(give.read + thing.read + to.read, (word,))
        return (PLEASE + made if chance(rng, 0.5) else made + PLEASE) if chance(rng, 0.3) else made
    subject = somebody(rng, 0.8)
    chosen = pick(rng, [each for each in closed.PRONOUNS if not {each.person, subject.person} <= {0, 3}])
    while chosen.person == subject.person and chosen.person not in (2, 4):
        chosen = pick(rng, [each for each in closed.PRONOUNS if not {each.person, subject.person} <= {0, 3}])
    to = Unit(f"to {chosen.object[0]}", chosen.recipient, CLITIC, 1)
    later = chosen.recipient in ("lui", "leur")
    before = Phrase(thing.read + to.read, thing.written + to.written if later else to.written + thing.written, plural=what[2])
    tense = pick(rng, ("past", "will", "can", "could")) if asked else tense_of(rng, verb_)
    denied = "" if asked else denial(rng, tense)
    done = doing(verb_, subject, tense, denied=denied, asked=asked, object_=before)
    return clause(subject, done, circumstances(rng, when(tense), 0.25), before, asked=asked)


def let_me(rng: np.random.Generator) -> Phrase:
    """Write let me help you, laisse-moi t'aider; don't let him go is left out."""
    english = pick(rng, ("me", "me", "me", "me", *LET))
    who = next(each for each in closed.PRONOUNS if each.object[0] == english)
    subject = Phrase((), (), who.feminine, who.plural, who.person)
    let, whom = Unit("let", "laisse", "verb"), Unit(english, LET[english], "pronoun")
    what = deed(rng, subject)
    made = Phrase((*let.read, *whom.read, *what.read[1:]), (Token(f"laisse-{whom.target}", (let, whom)), *what.written))
    return made + PLEASE if chance(rng, 0.15) else made


SELVES = ("myself", "yourself", "himself", "ourselves", "themselves")
TO_ONESELF = (
    verb("hurt/hurt/hurt/hurting", "se blesser", notes="etre"),
    verb("cut/cut/cut", "se couper", notes="etre"),
    verb("burn", "se brûler", notes="etre"),
    verb("wash", "se laver", notes="etre"),
    verb("look at", "se regarder", notes="etre"),
    verb("see/saw/seen", "se voir", notes="etre noprog"),
    verb("introduce", "se présenter", notes="etre"),
    verb("protect", "se protéger", notes="etre"),
    verb("defend", "se défendre", notes="etre"),
    verb("hide/hid/hidden", "se cacher", notes="etre"),
    verb("enjoy", "s'amuser", notes="etre"),
    verb("warm", "se réchauffer", notes="etre"),
)
TO_ONE_ANOTHER = (
    (verb("love", "s'aimer", notes="etre state"), False),
    (verb("know/knew/known", "se connaître", notes="etre state"), False),
    (verb("hate", "se détester", notes="etre state"), False),
    (verb("help", "s'aider", notes="etre"), False),
    (verb("see/saw/seen", "se voir", notes="etre noprog"), False),
    (verb("meet/met/met", "se rencontrer", notes="etre"), False),
    (verb("understand/understood/understood", "se comprendre", notes="etre noprog"), False),
    (verb("kiss", "s'embrasser", notes="etre"), False),
    (verb("call", "s'appeler", notes="etre"), False),
    (verb("talk to", "se parler", notes="etre"), True),
    (verb("write to/wrote to/written to", "s'écrire", notes="etre"), True),
    (verb("look at", "se regarder", notes="etre"), False),
)
"""What is done to one another, and whether French does it *to* somebody: then no participle agrees."""


def oneself(rng: np.random.Generator) -> Phrase:
    """Write she hurt herself, elle s'est blessée; look at yourself, regarde-toi."""
    verb_ = pick(rng, TO_ONESELF)
    if chance(rng, 0.12):
        do, self_ = Unit(verb_.english[0], verb_.french.imperative, "verb"), Unit("yourself", "toi", "pronoun")
        return Phrase(do.read + self_.read, (Token(f"{do.target}-toi", (do, self_)),))
    subject = pronoun(rng)
    if chance(rng, 0.3):
        subject = named(rng) if chance(rng, 0.5) else noun_phrase(rng, nouns("person"), loose=False)
    word = "herself" if subject.feminine and not subject.plural else SELVES[subject.person]
    return _back(rng, verb_, subject, Unit(word, "se", CLITIC), tense_of(rng, verb_))


def each_other(rng: np.random.Generator, asked: bool = False) -> Phrase:
    """Write they love each other, ils s'aiment; do you know each other is left out, for "you" is one."""
    verb_, to = pick(rng, TO_ONE_ANOTHER)
    subject = somebody(rng)
    while not subject.plural:
        subject = somebody(rng)
    tense = tense_of(rng, verb_)
    if to and tense in ("past", "perfect"):
        tense = "present"
    words = Unit(pick(rng, ("each other", "each other", "one another")), "se", CLITIC, 1)
    return _back(rng, verb_, subject, words, tense)


def _back(rng: np.random.Generator, verb_: Verb, subject: Phrase, oneself_: Unit, tense: str) -> Phrase:
    """Write a reflexive verb whose pronoun has words of its own in English."""
    denied = denial(rng, tense, 0.15)
    done = doing(verb_, subject, tense, denied=denied)
    own = tuple(token._replace(units=(oneself_,)) for token in done.own)
    after = Phrase(oneself_.read, ()) + circumstances(rng, when(tense), 0.3)
    return clause(subject, done._replace(own=own), after)


def alone(rng: np.random.Generator) -> Phrase:
    """Write she lives alone, elle vit seule; he came by himself, il est venu tout seul."""
    subject = pronoun(rng) if chance(rng, 0.7) else somebody(rng)
    verb_ = pick(rng, [each for each in verbs(False) if not each.reflexive])
    tense = tense_of(rng, verb_)
    word = "seul" + "e" * subject.feminine + "s" * subject.plural
    word_self = "herself" if subject.feminine and not subject.plural else SELVES[subject.person]
    lonely = unit("alone", word, "adjective")
    if chance(rng, 0.35):
        lonely = unit(f"by {word_self}", f"{'toute' if subject.feminine else 'tout'} {word}", "adjective", 1)
    return clause(subject, doing(verb_, subject, tense, denied=denial(rng, tense, 0.15)), lonely)


TRIES = (
    ("try to", "essaie de"),
    ("try to", "essaie de"),
    ("do not forget to", "n' oublie pas de"),
    ("do not forget to", "n' oublie pas de"),
    ("remember to", "n' oublie pas de"),
    ("do not try to", "n' essaie pas de"),
)
STOPS = (("stop", "arrête de"), ("stop", "arrête de"), ("keep", "continue à"), ("start", "commence à"), ("avoid", "évite de"))


def tries(rng: np.random.Generator) -> Phrase:
    """Write try to sleep, essaie de dormir; do not forget to call me; stop talking, arrête de parler."""
    you = Phrase((), (), person=1)
    if chance(rng, 0.6):
        english, french = pick(rng, TRIES)
        *words, link = french.split()
        *told, _ = english.split()
        made = Unit(" ".join(told), " ".join(words), "verb", -1)
        return Phrase(made.read, made.written) + deed(rng, you, link)
    english, french = pick(rng, STOPS)
    word, link = french.split()
    verb_ = pick(rng, [each for each in verbs(chance(rng, 0.4)) if not {"state", "noprog"} & each.notes and not each.reflexive])
    stop = Unit(english, word, "verb")
    after = complement(rng, verb_) if verb_.objects else NOTHING
    return Phrase(stop.read, stop.written) + gerund(verb_, link, (stop,)) + after
