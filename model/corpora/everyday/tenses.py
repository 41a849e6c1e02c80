"""Which tenses a verb has, which speak of the past, and when a verb is denied."""

from functools import cache

import numpy as np

from model.corpora.drawing import chance
from model.corpora.everyday import closed
from model.corpora.everyday.conjugation import conjugate
from model.corpora.everyday.lexicon import VERBS, Verb
from model.corpora.everyday.pieces import NOTHING, Phrase, draw

__all__ = ["denial", "frequent", "tense_of", "unreal", "when"]

TENSES = {
    "present": 6,
    "past": 7,
    "progressive": 3,
    "was": 2,
    "perfect": 2,
    "going": 2,
    "will": 4,
    "can": 2,
    "must": 1,
    "should": 1,
    "could": 1,
    "may": 0.4,
    "might": 0.4,
    "would": 0.4,
    "just": 0.4,
    "had": 0.7,
    "used": 0.8,
    "able": 0.3,
}
WHEN = {
    "past": "past",
    "was": "past",
    "used": "past",
    "had": "past",
    "just": "present",
    "able": "present",
    "perfect": "present",
    "progressive": "present",
    "present": "present",
    "could": "past",
}


COMMON = ("être", "avoir", "aller", "faire", "pouvoir", "devoir", "vouloir", "savoir")
"""Verbs that the grammar has at places of their own."""


@cache
def _unreal() -> frozenset[str]:
    """Return the forms of the conditional and the future that are no others."""
    every = [*(verb.french for verb in VERBS), *(conjugate(infinitive) for infinitive in COMMON)]
    stems = {form.conditional[0].removesuffix("ais") for form in every}
    future = {stem + ending for stem in stems for ending in ("ai", "as", "a", "ons", "ont")}
    others = {word for form in every for word in (*form.present, *form.imperfect, form.participle)}
    return frozenset(future | {word for form in every for word in form.conditional}) - others


def unreal(phrase: Phrase) -> bool:
    """Tell whether a sentence is in the conditional or the future, which do not follow *si*: if i were, si j'étais."""
    return any(token.word in _unreal() for token in phrase.written)


def when(tense: str) -> str:
    """Return whether a tense speaks of what is past, present or to come, for adverbs of time."""
    return WHEN.get(tense, "future")


def tense_of(rng: np.random.Generator, verb: Verb) -> str:
    """Draw a tense that the verb has."""
    never = ({"progressive", "was"} if verb.lasting or "noprog" in verb.notes else set()) | (
        {"perfect", "just", "had"} if verb.lasting else set()
    )
    if verb.french.infinitive not in closed.CONDITIONAL:
        never.add("would")
    if verb.french.infinitive not in closed.ACTIVITIES:
        never |= {"was", "used"}
    names = [name for name in TENSES if name not in never]
    weights = np.array([TENSES[name] for name in names], dtype=float)
    return names[int(rng.choice(len(names), p=weights / weights.sum()))]


def denial(rng: np.random.Generator, tense: str, probability: float = 0.22) -> str:
    """Draw a negation, or none."""
    if tense in ("may", "just", "used") or not chance(rng, probability):
        return ""
    return "never" if tense in ("present", "perfect", "will") and chance(rng, 0.25) else "not"


def frequent(rng: np.random.Generator, tense: str, denied: str) -> Phrase:
    """Draw an adverb that stands within the verb: I often see him, je le vois souvent."""
    if denied or tense not in ("present", "perfect", "had", "will", "past") or not chance(rng, 0.12):
        return NOTHING
    return draw(
        rng,
        closed.FREQUENT if tense not in ("perfect", "had") else {"already": "déjà", "often": "souvent", "always": "toujours"},
        "adverb",
    )
