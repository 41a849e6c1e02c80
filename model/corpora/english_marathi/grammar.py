"""Everyday English sentences and their Marathi, written by a grammar, with gold alignments: a language whose verb comes last.

What English leaves open is settled by one rule each:

- "you" is *तू*, one friend; who speaks, who is spoken to, "we" and "they" are masculine. "we" is *आम्ही*, but "let's" is *आपण*.
- "it" is *ते*, neuter; of the weather and of the time it is not said at all. "who", "someone" and "nobody" are neuter too.
- "a" and "the" are not said. "he" and "she" are *तो* and *ती*; people are told of as one, but father and grandfather as many.
- People and animals that something is done to have *-ला*, and things have no ending.
- In the past who did something to something has *-ने*, and the verb agrees with the thing (त्याने पुस्तक वाचले), or is neuter if
  that has an ending; after तू it has an स. To forget, drink, learn, speak, play and meet agree with who does it (तो चहा प्यायला).
- Whose something is, is never *आपला*: he reads his book, तो त्याचे पुस्तक वाचतो. "old" is *जुना*, of people *म्हातारा*.
- "read", "cut" or "put" without a helping verb are past, unless an -s tells otherwise.
- "has not read" is said as "did not read"; "is not reading" as "does not read"; "must" and "should" are one word, *हवे*.
- A question of yes and no ends with *का*; a question word stands before the verb. Digits stay as they are.
"""

from functools import partial

import numpy as np

from model.corpora.english_marathi import acting, asking, describing, having, joining, settings
from model.corpora.everyday.english import contracted, with_an
from model.corpora.everyday.pieces import Frame
from model.corpora.pairs import Link, PairParts, SentencePair, aligned, collect

__all__ = ["FLAGSHIPS", "KINDS", "LANGUAGES", "TASK", "make_english_marathi", "write_pair"]

LANGUAGES = ("English", "Marathi")
TASK = "English to Marathi"
SIZES = {"train": 160_000, "dev": 1_000, "test": 2_000}
LONGEST = 14
"""The most English words in a sentence."""
FLAGSHIPS = ("rahul is a good",)
"""Sentences that contain one of these are in the test part alone."""
FRAMES: dict[Frame, float] = {
    acting.does: 60,
    acting.asks_whether: 14,
    acting.moves: 6,
    acting.gives: 4,
    acting.never: 1.5,
    acting.commands: 4,
    describing.state: 8,
    describing.identity: 6,
    describing.this_is: 2.5,
    describing.is_somewhere: 4,
    describing.there_is: 3,
    describing.compares: 2,
    describing.superlatives: 1,
    having.likes: 3.5,
    having.gets: 3,
    having.wants: 3.5,
    having.has: 4.5,
    having.knows: 1.5,
    having.loves: 1.8,
    having.needs: 1.2,
    having.feels: 3,
    joining.fixed: 2.5,
    joining.joined: 4,
    joining.opened: 1.2,
    joining.thinks: 3,
    joining.says: 1.2,
    joining.if_it_rains: 1.5,
    joining.when_it_rains: 0.6,
    describing.looks: 0.8,
    describing.for_somebody: 0.6,
    describing.owned: 1,
    joining.everyone: 0.8,
    joining.someone: 0.6,
    joining.nobody: 0.8,
    joining.puts: 1,
    **asking.FRAMES,
    **settings.FRAMES,
}
"""How often each kind of sentence is drawn."""
WEIGHTS = np.cumsum(list(FRAMES.values())) / sum(FRAMES.values())
KINDS = tuple(FRAMES)
NONE: frozenset[Link] = frozenset()


def make_english_marathi(seed: int = 0, sizes: dict[str, int] | None = None) -> PairParts:
    """Write distinct pairs until every part has its size; the same seed gives the same pairs.

    Those to learn from have no links: nothing is trained on them, and they would take most of the memory.
    """
    rng = np.random.default_rng(seed)
    parts = collect(partial(write_pair, rng), sizes or SIZES, LONGEST, FLAGSHIPS, joining.SAID)
    return parts._replace(train=tuple(pair._replace(sure=NONE, possible=NONE, content=()) for pair in parts.train))


def write_pair(rng: np.random.Generator) -> SentencePair:
    """Write one sentence in both languages."""
    kind = KINDS[int(np.searchsorted(WEIGHTS, rng.random(), side="right"))]
    phrase = kind(rng)
    return aligned(contracted(rng, with_an(phrase.read)), phrase.written)
