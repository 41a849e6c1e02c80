"""Which tenses a verb has, which speak of the past, and when a verb is denied."""

import numpy as np

from model.corpora.drawing import chance
from model.corpora.everyday import closed
from model.corpora.everyday.lexicon import Verb
from model.corpora.everyday.pieces import NOTHING, Phrase, draw

__all__ = ["denial", "frequent", "tense_of", "when"]

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
