"""Pairs of sentences as arrays, side by side."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from model.corpora.pairs import SentencePair
from model.trace import END, Array
from model.training import Plan, telling
from model.vocabulary import Vocabulary

__all__ = ["Languages", "PairBatch", "Rows", "grouped", "pair_batches"]

Rows = NDArray[np.intp]
Gold = NDArray[np.bool_]
LARGEST = 8_000_000
"""So many logits are computed at once where nothing is learned: 64 MB."""


class Coded(NamedTuple):
    """A pair as rows of the embeddings, END included, and its gold links if attention is guided, ``(target, source)``."""

    source: Rows
    target: Rows
    gold: Gold | None = None


class Languages(Protocol):
    """Who knows the words of both languages."""

    @property
    def source(self) -> Vocabulary:
        """The words that can be read."""

    @property
    def target(self) -> Vocabulary:
        """The words that can be written."""


class PairBatch(NamedTuple):
    """Pairs of sentences side by side, all with the same number of source words, so that the encoder meets no padding.

    ``source`` is ``(source, batch)`` and ``target`` ``(target, batch)``, rows of the embeddings; each target ends with END and is
    padded behind it. ``lengths`` is ``(batch,)``, END included. ``dropped`` multiplies what the read-out sees, ``(target, batch,
    state)``: 0 where training drops a unit, more than 1 elsewhere to make up for it. ``rivals`` is ``(rival,)``, words that no
    sentence here has, with which training compares the true ones in place of all others. ``gold`` is where each word of the
    targets should look, ``(target, source, batch)``, True at a word's sure link if it has one, else at all its possible ones.
    """

    source: Rows
    target: Rows
    lengths: Rows
    dropped: Array | None = None
    rivals: Rows | None = None
    gold: Gold | None = None

    @property
    def mask(self) -> Array:
        """1 for a word and 0 for padding, ``(target, batch)``."""
        return (np.arange(len(self.target))[:, None] < self.lengths).astype(np.float64)


def grouped(languages: Languages, pairs: Sequence[SentencePair]) -> list[PairBatch]:
    """Return all pairs in batches: one for each number of source words, or more if all logits of one would not fit."""
    batches = []
    for coded in _by_length(languages, pairs).values():
        longest = max(len(pair.target) for pair in coded)
        most = max(1, LARGEST // (longest * len(languages.target)))
        batches += [_batch(coded[start : start + most]) for start in range(0, len(coded), most)]
    return batches


def pair_batches(
    languages: Languages,
    pairs: Sequence[SentencePair],
    plan: Plan,
    states: int,
    rng: np.random.Generator,
    coded: Callable[[int, int], None] = lambda done, total: None,
) -> Iterator[list[PairBatch]]:
    """Return batches for ever: each round in a new order, some source words hidden as unknown, some units from the read-out.

    A batch is as many groups as the plan has ``shards``, of as many pairs each, or one more; of fewer pairs than that some are in
    several groups. They have gold links if the plan has a penalty. ``coded`` is told how many of how many pairs are turned into
    numbers, which is done first.
    """
    return _batches(_by_length(languages, pairs, coded, guided=bool(plan.penalty)), plan, states, len(languages.target), rng)


def _batches(
    groups: dict[int, list[Coded]], plan: Plan, states: int, words: int, rng: np.random.Generator
) -> Iterator[list[PairBatch]]:
    while True:
        chunks = [
            [coded[number] for number in chunk]
            for coded in groups.values()
            for chunk in np.array_split(rng.permutation(len(coded)), max(1, round(len(coded) / plan.batch)))
        ]
        for number in rng.permutation(len(chunks)):
            pairs = chunks[number] if len(chunks[number]) >= plan.shards else chunks[number] * plan.shards
            cuts = np.linspace(0, len(pairs), plan.shards + 1).astype(int)
            shards = [_noisy(_batch(pairs[first:last]), states, plan, rng) for first, last in pairwise(cuts)]
            yield [each._replace(rivals=_rivals(each, words, plan.rivals, rng)) if plan.rivals else each for each in shards]


def _noisy(batch: PairBatch, states: int, plan: Plan, rng: np.random.Generator) -> PairBatch:
    batch.source[rng.random(batch.source.shape) < plan.unknown] = 0
    kept = rng.random((*batch.target.shape, states)) >= plan.dropout
    return batch._replace(dropped=kept / (1.0 - plan.dropout))


def _rivals(batch: PairBatch, words: int, count: int, rng: np.random.Generator) -> Rows | None:
    """Draw words that no sentence of the batch has; None if there are no more than asked for."""
    others = np.setdiff1d(np.arange(words), batch.target)
    return rng.choice(others, count, replace=False) if len(others) > count else None


def _by_length(
    languages: Languages,
    pairs: Sequence[SentencePair],
    told: Callable[[int, int], None] = lambda done, total: None,
    guided: bool = False,
) -> dict[int, list[Coded]]:
    groups: dict[int, list[Coded]] = defaultdict(list)
    for pair in telling(pairs, told):
        source, target = languages.source.encode(pair.source), languages.target.encode((*pair.target, END))
        groups[len(source)].append(Coded(source, target, _gold(pair) if guided else None))
    return dict(sorted(groups.items()))


def _gold(pair: SentencePair) -> Gold:
    """Return where each target word and END should look, ``(target, source)``; END may look anywhere."""
    gold = np.zeros((len(pair.target) + 1, len(pair.source)), dtype=np.bool_)
    sure = {i for i, _ in pair.sure}
    for link in pair.sure | {(i, j) for i, j in pair.possible if i not in sure}:
        gold[link] = True
    return gold


def _batch(coded: Sequence[Coded]) -> PairBatch:
    lengths = np.array([len(pair.target) for pair in coded])
    target = np.full((lengths.max(), len(coded)), coded[0].target[-1])
    for column, pair in enumerate(coded):
        target[: len(pair.target), column] = pair.target
    batch = PairBatch(np.array([pair.source for pair in coded]).T.copy(), target, lengths)
    return batch if coded[0].gold is None else batch._replace(gold=_side_by_side([pair.gold for pair in coded], len(target)))


def _side_by_side(every: Sequence[Gold | None], longest: int) -> Gold:
    """Return the gold links of pairs in one array, ``(target, source, batch)``: none behind the end of a target."""
    found = [gold for gold in every if gold is not None]
    links = np.zeros((longest, found[0].shape[1], len(found)), dtype=np.bool_)
    for column, gold in enumerate(found):
        links[: len(gold), :, column] = gold
    return links
