"""How much: too tired to walk, old enough to drive, faster than him, two years older."""

import numpy as np

from model.corpora.drawing import chance, pick
from model.corpora.everyday import closed
from model.corpora.everyday.circumstances import EFFORTS
from model.corpora.everyday.comparing import gradable
from model.corpora.everyday.lexicon import adjectives, nouns, verbs
from model.corpora.everyday.nouns import adjective, named, noun_phrase, somebody, strong
from model.corpora.everyday.pieces import Phrase, draw, unit
from model.corpora.everyday.predicates import being, clause, doing
from model.corpora.everyday.tenses import denial, tense_of
from model.corpora.everyday.wishes import deed

__all__ = ["faster", "older_by", "too_much"]

POUR = {"for": "pour"}


def too_much(rng: np.random.Generator, asked: bool = False) -> Phrase:
    """Write i am too tired to walk, je suis trop fatigué pour marcher; old enough to drive, assez vieux pour conduire."""
    mortal = chance(rng, 0.7)
    subject = somebody(rng) if mortal else noun_phrase(rng, nouns("thing", "place", "clothes", "food", "vehicle"), loose=False)
    tense = pick(rng, ("present", "past")) if asked else pick(rng, ("present", "present", "past", "past", "will", "would"))
    quality = adjective(pick(rng, gradable(adjectives("human", "early") if mortal else adjectives("plain", "early"))), subject)
    if quality.read[0].word in ("good", "bad"):
        quality = adjective(next(each for each in adjectives("early") if each.english == "young"), subject)
    enough = chance(rng, 0.45)
    how = unit("enough", "assez", "adverb") if enough else unit("too", "trop", "adverb")
    told = Phrase((quality.read + how.read) if enough else how.read + quality.read, how.written + quality.written)
    denied = "" if asked or tense == "would" else denial(rng, "past", 0.3 if enough else 0.1)
    be = being(subject, tense, denied=denied, asked=asked)
    if not mortal or chance(rng, 0.3):
        whom = strong(rng, subject) if chance(rng, 0.6) else noun_phrase(rng, nouns("person"), loose=False, adorned=0.05)
        return clause(subject, be, told + draw(rng, POUR, "preposition") + whom, asked=asked)
    return clause(subject, be, told if chance(rng, 0.3) else told + deed(rng, subject, "pour", 0.1), asked=asked)


SPEEDS = {
    "faster": "plus vite",
    "more slowly": "plus lentement",
    "better": "mieux",
    "much better": "beaucoup mieux",
    "earlier": "plus tôt",
    "later": "plus tard",
    "longer": "plus longtemps",
    "more": "plus",
    "less": "moins",
    "more often": "plus souvent",
    "more carefully": "plus prudemment",
    "more quickly": "plus rapidement",
    "more easily": "plus facilement",
}
ALIKE = {"fast": "vite", "well": "bien", "often": "souvent", "slowly": "lentement", "hard": "dur"}
STRESSED = {
    "very fast": "très vite",
    "too fast": "trop vite",
    "so fast": "si vite",
    "very slowly": "très lentement",
    "too slowly": "trop lentement",
    "very hard": "très dur",
    "too hard": "trop dur",
    "very early": "très tôt",
    "too early": "trop tôt",
    "very late": "très tard",
    "too late": "trop tard",
    "very quickly": "très rapidement",
    "very quietly": "très doucement",
    "too loudly": "trop fort",
    "loudly": "fort",
    "very often": "très souvent",
    "so often": "si souvent",
    "late": "tard",
    "early": "tôt",
}


def faster(rng: np.random.Generator) -> Phrase:
    """Write he runs faster than me, il court plus vite que moi; as well as her; she speaks too fast."""
    subject = somebody(rng)
    verb_ = pick(rng, [each for each in verbs(False) if each.notes.isdisjoint({"event"})])
    tense = tense_of(rng, verb_)
    done = doing(verb_, subject, tense, denied=denial(rng, tense, 0.12).replace("never", "not"))
    chosen = rng.random()
    never = "" if verb_.french.infinitive in EFFORTS else "hard"
    if chosen < 0.4:
        return clause(subject, done, draw(rng, _without(STRESSED, never), "adverb"))
    other = strong(rng, subject) if chance(rng, 0.5) else named(rng)
    if chance(rng, 0.35):
        other = noun_phrase(rng, nouns("person", "family"), loose=False, adorned=0.05, certain=True)
    if chosen < 0.55:
        english = pick(rng, tuple(_without(ALIKE, never)))
        as_ = unit("as", "aussi", "adverb")
        return clause(subject, done, as_ + unit(english, ALIKE[english], "adverb") + unit("as", "que", "conjunction") + other)
    how = draw(rng, SPEEDS, "adverb")
    if chance(rng, 0.25):
        return clause(subject, done, how)
    if chance(rng, 0.15):
        other = draw(rng, {"before": "avant", "yesterday": "hier", "last year": "le année dernière"}, "time")
    return clause(subject, done, how + unit("than", "que", "conjunction") + other)


def _without(choices: dict[str, str], never: str) -> dict[str, str]:
    """Return the adverbs but those with a word that does not go with the verb."""
    return {english: french for english, french in choices.items() if never not in english.split()}


def older_by(rng: np.random.Generator) -> Phrase:
    """Write he is two years older than me, il a deux ans de plus que moi."""
    subject = somebody(rng)
    number = str(int(rng.integers(2, 30))) if chance(rng, 0.5) else pick(rng, tuple(closed.NUMBERS))
    many = unit(number, closed.NUMBERS.get(number, number), "number") + unit("years", "ans", "time")
    more = unit("older", "de plus", "adjective") if chance(rng, 0.6) else unit("younger", "de moins", "adjective")
    other = strong(rng, subject) if chance(rng, 0.6) else noun_phrase(rng, nouns("family"), loose=False, adorned=0, certain=True)
    have = being(subject, pick(rng, ("present", "present", "past")), french="avoir")
    return clause(subject, have, many + more + unit("than", "que", "conjunction") + other)
