"""How well a translator's attention agrees with the gold alignment of pairs that it has not seen."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from model.corpora.pairs import Link, SentencePair
from model.networks import Translator
from model.pair_batches import PairBatch, grouped

__all__ = ["AlignmentScores", "alignment_scores", "looked_at"]


class AlignmentScores(NamedTuple):
    """Shares over all words of many sentences.

    ``error`` is the alignment error rate of Och and Ney (2003), 1 - (|A ∩ S| + |A ∩ P|) / (|A| + |S|), where A links every
    target word (END apart) to the source word with the largest weight. ``content`` and ``function`` are the shares of content
    words and of function words whose link is possible, among those that have possible links.
    """

    error: float
    content: float
    function: float


def alignment_scores(translator: Translator, pairs: Sequence[SentencePair]) -> AlignmentScores:
    """Compare the largest weights, when the true words go in, with the gold links of ``pairs``."""
    sure = possible = links = words = 0
    hits: dict[bool, list[bool]] = {True: [], False: []}
    for pair, found in zip(pairs, _links(translator, pairs), strict=True):
        sure, possible = sure + len(found & pair.sure), possible + len(found & pair.possible)
        links, words = links + len(pair.sure), words + len(found)
        linked = {i for i, _ in pair.possible}
        for link in found:
            if link[0] in linked:
                hits[pair.content[link[0]]].append(link in pair.possible)
    return AlignmentScores(1.0 - (sure + possible) / (words + links), float(np.mean(hits[True])), float(np.mean(hits[False])))


def looked_at(translator: Translator, batch: PairBatch) -> np.ndarray:
    """Return for each word of the true translations the source word with the largest weight, ``(target, batch)``."""
    looks = [written.look for written in translator.forced(batch)]
    return np.array([look.weights.argmax(axis=0) for look in looks if look])


def _links(translator: Translator, pairs: Sequence[SentencePair]) -> Iterator[frozenset[Link]]:
    """Yield the links of each pair in order."""
    for pair in pairs:
        [batch] = grouped(translator, [pair])
        places = looked_at(translator, batch)[:-1, 0]
        yield frozenset((i, int(j)) for i, j in enumerate(places))
