"""Verbs with verbs: wishes, duties, plans, likings, and who lets whom do what."""

import numpy as np

from model.corpora.drawing import chance, pick
from model.corpora.everyday import closed
from model.corpora.everyday.acting import GO
from model.corpora.everyday.circumstances import circumstances, destination, period
from model.corpora.everyday.describing import IT
from model.corpora.everyday.infinitives import gerund, infinitive
from model.corpora.everyday.lexicon import Verb, adjectives, nouns, verb, verbs
from model.corpora.everyday.nouns import adjective, clitic, noun_phrase, somebody
from model.corpora.everyday.objects import complement, portion
from model.corpora.everyday.pieces import NOTHING, Phrase, draw, unit
from model.corpora.everyday.predicates import being, clause, doing
from model.corpora.everyday.tenses import denial, frequent, tense_of
from model.corpora.pairs import Unit

__all__ = ["deed", "easy", "glad", "let_us", "likes_doing", "makes_do", "takes", "wants", "would_like"]

WANTING = (
    (verb("want", "vouloir", notes="state"), ""),
    (verb("need", "avoir besoin", notes="state"), "de"),
    (verb("have to/had to/had to", "devoir", notes="state"), None),
    (verb("like", "aimer", notes="noprog"), ""),
    (verb("love", "adorer", notes="state"), ""),
    (verb("hate", "détester", notes="state"), ""),
    (verb("prefer/preferred/preferred", "préférer", notes="state"), ""),
    (verb("try/tried", "essayer"), "de"),
    (verb("decide", "décider"), "de"),
    (verb("start", "commencer"), "à"),
    (verb("begin/began/begun", "commencer"), "à"),
    (verb("learn", "apprendre"), "à"),
    (verb("forget/forgot/forgotten", "oublier"), "de"),
    (verb("refuse", "refuser"), "de"),
    (verb("hope", "espérer", notes="state"), ""),
    (verb("promise", "promettre"), "de"),
    (verb("plan/planned", "prévoir"), "de"),
    (verb("continue", "continuer"), "à"),
    (verb("agree", "accepter"), "de"),
    (verb("manage", "réussir"), "à"),
    (verb("seem", "sembler", notes="state"), ""),
)
"""Verbs before an infinitive, and what links it in French; None: English *to* is part of the verb."""
WISH = verb("like", "vouloir")


def deed(rng: np.random.Generator, subject: Phrase, link: str = "", ends: float = 0.3) -> Phrase:
    """Write an infinitive with what belongs to it: to buy a car, de la voir, to go to the beach tomorrow."""
    chosen = rng.random()
    if chosen < 0.15:
        return infinitive(GO, subject, destination(rng), link=link) + circumstances(rng, "future", ends)
    if chosen < 0.22:
        return _to_be(rng, subject, link)
    verb_ = pick(rng, verbs(chosen < 0.7))
    if verb_.lasting and verb_.objects:
        verb_ = pick(rng, [each for each in verbs(True) if not each.lasting])
    if chosen >= 0.7:
        return infinitive(verb_, subject, circumstances(rng, "future", ends), link=link)
    if "person" in verb_.objects and not verb_.governs and chance(rng, 0.4):
        return infinitive(verb_, subject, circumstances(rng, "future", ends / 2), clitic(rng, subject), link)
    return infinitive(verb_, subject, complement(rng, verb_) + circumstances(rng, "future", ends / 2), link=link)


def _to_be(rng: np.random.Generator, subject: Phrase, link: str) -> Phrase:
    be = verb("be", "être")
    if chance(rng, 0.3):
        job = pick(rng, nouns("profession"))
        feminine = subject.feminine
        forms = (job.feminine_french if feminine else job.french) if not job.feminine or feminine else ("chanteur", "chanteurs")
        if forms[0] == "chanteur" and job.english[0] != "singer":
            return infinitive(be, subject, unit("free", "libre" + "s" * subject.plural, "adjective"), link=link)
        if subject.plural:
            return infinitive(be, subject, unit(job.english[1], forms[1], "noun"), link=link)
        return infinitive(be, subject, unit(f"a {job.english[0]}", forms[0], "noun", 1), link=link)
    return infinitive(be, subject, adjective(pick(rng, adjectives("human")), subject), link=link)


def wants(rng: np.random.Generator, asked: bool = False) -> Phrase:
    """Write what somebody wants, likes, has, tries to do: she does not want to see him."""
    subject = somebody(rng)
    verb_, link = pick(rng, WANTING[:8] if chance(rng, 0.5) else WANTING)
    tense = tense_of(rng, verb_) if not asked else pick(rng, ("present", "past"))
    if link is None:
        return _has_to(rng, subject, tense if tense in ("present", "past", "will") else "present", asked)
    denied = "" if asked else denial(rng, tense)
    done = doing(verb_, subject, tense, denied=denied, asked=asked)
    return clause(subject, done, deed(rng, subject, link), adverb=NOTHING if asked else frequent(rng, tense, denied), asked=asked)


def _has_to(rng: np.random.Generator, subject: Phrase, tense: str, asked: bool) -> Phrase:
    """Write have to: both words are *devoir*, and the infinitive has no word of its own for "to"."""
    verb_ = WANTING[2][0]
    if not asked and chance(rng, 0.2):  # i do not have to go: je n'ai pas besoin d'aller
        need = verb("have/had/had", "avoir besoin", notes="state")
        return clause(subject, doing(need, subject, tense, denied="not"), deed(rng, subject, "de"))
    denied = ""
    done = doing(verb_, subject, tense, denied=denied, asked=asked)
    what = deed(rng, subject)
    read = what.read[1:]
    return clause(subject, done, what._replace(read=read), asked=asked)


def would_like(rng: np.random.Generator, asked: bool = False) -> Phrase:
    """Write would like, voudrais: a coffee, or to do something."""
    subject = somebody(rng)
    done = doing(WISH, subject, "would", asked=asked)
    if chance(rng, 0.45):
        return clause(subject, done, _wished(rng), asked=asked)
    return clause(subject, done, deed(rng, subject), asked=asked)


def _wished(rng: np.random.Generator) -> Phrase:
    if chance(rng, 0.25):
        return portion(rng)
    return noun_phrase(rng, nouns("food", "drink", "thing", "clothes", "vehicle"))


def easy(rng: np.random.Generator) -> Phrase:
    """Write it is easy to learn french, il est facile d'apprendre le français."""
    it, whoever = unit("it", "il", "pronoun"), NOTHING
    tense = pick(rng, ("present", "present", "past"))
    quality = pick(rng, [each for each in adjectives("plain") if "task" in each.notes])
    degree = NOTHING
    if "absolute" not in quality.notes and chance(rng, 0.35):
        degree = draw(rng, {"very": "très", "too": "trop", "so": "si", "quite": "assez", "more": "plus"}, "adverb")
    told = degree + unit(quality.english, quality.french[0], "adjective")
    return clause(it, being(it, tense, denied="not" if chance(rng, 0.25) else ""), told + deed(rng, whoever, "de"))


def let_us(rng: np.random.Generator) -> Phrase:
    """Write let's go to the beach, allons à la plage."""
    chosen = rng.random()
    verb_: Verb = (
        GO if chosen < 0.4 else pick(rng, [each for each in verbs(chosen < 0.8) if not each.lasting and not each.reflexive])
    )
    after = destination(rng) if verb_ is GO else complement(rng, verb_) if verb_.objects else NOTHING
    made = Unit(f"let's {verb_.english[0]}", f"{verb_.french.together} {verb_.after}".strip(), "verb", 1)
    return Phrase(made.read, made.written) + after + circumstances(rng, "future", 0.3)


def takes(rng: np.random.Generator) -> Phrase:
    """Write it takes two hours, il faut deux heures."""
    take = verb("take/took/taken", "avoir")
    forms = take.french._replace(present=("faut",) * 5, participle="fallu", infinitive="falloir")
    take = take._replace(french=forms)
    tense = pick(rng, ("present", "present", "past", "will"))
    what = (
        period(rng)
        if chance(rng, 0.7)
        else draw(rng, {"time": "du temps", "a lot of time": "beaucoup de temps", "courage": "du courage"}, "noun")
    )
    more = deed(rng, IT, "pour", 0.1) if chance(rng, 0.4) else NOTHING
    return clause(IT, doing(take, IT, tense), what + more)


ING = (
    (verb("like", "aimer"), ""),
    (verb("love", "adorer", notes="state"), ""),
    (verb("hate", "détester", notes="state"), ""),
    (verb("enjoy", "aimer"), ""),
    (verb("prefer/preferred", "préférer", notes="state"), ""),
    (verb("start", "commencer"), "à"),
    (verb("begin/began/begun", "commencer"), "à"),
    (verb("stop/stopped", "arrêter"), "de"),
    (verb("finish", "finir"), "de"),
    (verb("keep/kept/kept", "continuer"), "à"),
    (verb("avoid", "éviter"), "de"),
)


def likes_doing(rng: np.random.Generator, asked: bool = False) -> Phrase:
    """Write i like reading books, j'aime lire des livres; stop talking, arrête de parler."""
    subject = somebody(rng)
    verb_, link = pick(rng, ING)
    tense = (
        pick(rng, ("present", "present", "past"))
        if asked or verb_.lasting
        else pick(rng, ("present", "past", "past", "will", "must"))
    )
    done = doing(verb_, subject, tense, denied="" if asked or tense == "must" else denial(rng, tense), asked=asked)
    return clause(subject, done, _ing(rng, link, done.main[-1].units), asked=asked)


def _ing(rng: np.random.Generator, link: str, governing: tuple[Unit, ...]) -> Phrase:
    """Write reading books, (de) lire des livres; *de* or *à* is the ending's, or the governing verb's, which asks for it."""
    verb_ = pick(rng, [each for each in verbs(chance(rng, 0.5)) if not {"state", "noprog"} & each.notes and not each.reflexive])
    after = complement(rng, verb_) if verb_.objects else NOTHING
    return gerund(verb_, link, governing) + after


MAKING: tuple[tuple[Verb, bool, str], ...] = (
    (verb("ask", "demander"), True, "de"),
    (verb("tell/told/told", "dire"), True, "de"),
    (verb("help", "aider"), False, "à"),
    (verb("invite", "inviter"), False, "à"),
    (verb("allow", "permettre"), True, "de"),
    (verb("promise", "promettre"), True, "de"),
    (verb("teach/taught/taught", "apprendre"), True, "à"),
    (verb("force", "forcer"), False, "à"),
)


def makes_do(rng: np.random.Generator) -> Phrase:
    """Write she asked me to come, elle m'a demandé de venir; he helped us to find it."""
    subject = somebody(rng)
    verb_, recipient, link = pick(rng, MAKING)
    tense = tense_of(rng, verb_)
    whom = clitic(rng, subject, recipient=True) if recipient else clitic(rng, subject)
    if whom.read[0].word == "it":
        whom = _them(recipient)
    who = _as_subject(whom) if verb_.french.infinitive != "promettre" else subject
    done = doing(verb_, subject, tense, denied=denial(rng, tense), object_=None if recipient else whom)
    return clause(subject, done, deed(rng, who, link), whom)


def _them(recipient: bool) -> Phrase:
    made = Unit("them", "leur" if recipient else "les", "clitic")
    return Phrase(made.read, made.written, plural=True)


def _as_subject(whom: Phrase) -> Phrase:
    """Return who a pronoun before the verb means, for what agrees with them."""
    [who] = [each for each in closed.PRONOUNS if each.object[0] == whom.read[0].word]
    return Phrase((), (), who.feminine, who.plural, who.person)


GLAD = {
    "happy": "de",
    "sad": "de",
    "proud": "de",
    "glad": "de",
    "sorry": "de",
    "sure": "de",
    "free": "de",
    "ready": "à",
    "afraid": "de",
    "surprised": "de",
    "pleased": "de",
    "lucky": "de",
}


def glad(rng: np.random.Generator, asked: bool = False) -> Phrase:
    """Write i am happy to see you, je suis heureux de te voir."""
    subject = somebody(rng)
    english = pick(rng, ("happy", "sad", "proud", "glad", "sorry", "free", "ready", "surprised", "pleased"))
    quality = next(each for each in adjectives("human") if each.english == english)
    tense = pick(rng, ("present", "present", "past", "will")) if not asked else pick(rng, ("present", "past"))
    denied = "" if asked else denial(rng, "past", 0.2)
    degree = draw(rng, {"very": "très", "so": "si", "really": "vraiment"}, "adverb") if chance(rng, 0.3) else NOTHING
    be = being(subject, tense, denied=denied, asked=asked)
    return clause(subject, be, degree + adjective(quality, subject) + deed(rng, subject, GLAD[english]), asked=asked)
