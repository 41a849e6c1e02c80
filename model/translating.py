"""How the bundled translators are made: pairs, plan and seed in one call, so that the same call gives the same weights again."""

from collections.abc import Sequence

from model.corpora.pairs import SentencePair
from model.trace import END, START
from model.training import Plan
from model.vocabulary import UNKNOWN, Vocabulary

__all__ = ["TRANSLATION_PLAN", "vocabularies"]

TRANSLATION_PLAN = Plan(steps=6_000, batch=64, rate=8e-3, check=500, penalty=0.0, unknown=0.005)


def vocabularies(pairs: Sequence[SentencePair], at_least: int = 1) -> tuple[Vocabulary, Vocabulary]:
    """Return the words of both languages; the target's has END and START behind the unknown word."""
    source = Vocabulary.of((pair.source for pair in pairs), at_least)
    target = Vocabulary.of((pair.target for pair in pairs), at_least)
    return source, Vocabulary((UNKNOWN, END, START, *target.words[1:]))
