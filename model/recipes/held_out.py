"""What a translator gets right of what was held out, beside what looking sentences up in its own pairs gets right."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.corpora.pairs import PairParts, SentencePair
from model.networks import Translator
from model.pair_batches import grouped
from model.words import look_up_form

__all__ = ["LOOKED_UP", "HeldOut", "Table", "held_out", "knows"]

LOOKED_UP = "looking up the sentence most like it among those it learned from"
"""What a :class:`Table` does, for a sentence that says what it gives."""
Words = tuple[str, ...]


class HeldOut(NamedTuple):
    """What holds for each of the different sentences held out, ``(sentence,)``, in the order of their lengths.

    ``right`` says whether the network writes one of its translations word for word, ``looked_up`` whether a table does, and
    ``known`` whether the network knows all of its words, and all of at least one translation.
    """

    right: NDArray[np.bool_]
    looked_up: NDArray[np.bool_]
    known: NDArray[np.bool_]


class Table:
    """The pairs themselves: translates a sentence by what stands beside it, or beside the one that is most like it.

    How much two sentences have in common is Dice's coefficient of their different words. Of several as like, and of several
    translations, it takes the most frequent; of a sentence with no word in common, the most frequent of all.
    """

    def __init__(self, pairs: Iterable[SentencePair]) -> None:
        beside: dict[Words, Counter[Words]] = defaultdict(Counter)
        for pair in pairs:
            beside[_form(pair.source)][pair.target] += 1
        best = {source: counts.most_common(1)[0] for source, counts in beside.items()}
        self._beside = {source: target for source, (target, _) in sorted(best.items(), key=lambda each: -each[1][1])}
        self._sources = list(self._beside)
        self._sizes = np.array([len(set(source)) for source in self._sources])
        places: dict[str, list[int]] = defaultdict(list)
        for number, source in enumerate(self._sources):
            for word in set(source):
                places[word].append(number)
        self._places = {word: np.array(numbers) for word, numbers in places.items()}

    def translate(self, source: Words) -> Words:
        """Return the translation of the sentence most like ``source``."""
        form = _form(source)
        return self._beside.get(form) or self._beside[self._nearest(set(form))]

    def _nearest(self, words: set[str]) -> Words:
        found = [self._places[word] for word in words if word in self._places]
        common = np.bincount(np.concatenate(found), minlength=len(self._sizes)) if found else np.zeros(1)
        return self._sources[int((common / (self._sizes + len(words))[: len(common)]).argmax())]


def held_out(network: Translator, parts: PairParts) -> HeldOut:
    """Score a translator on ``parts.test``, sentence by sentence: each of the translations that it has there is right."""
    pairs = sorted(parts.test, key=lambda pair: len(pair.source))
    right = np.concatenate([network.losses(batch)[1] for batch in grouped(network, pairs)])
    sentences: dict[Words, list[int]] = defaultdict(list)
    for number, pair in enumerate(pairs):
        sentences[_form(pair.source)].append(number)
    table, known = Table(parts.train), np.array([knows(network, pair) for pair in pairs])
    found = [table.translate(pairs[same[0]].source) for same in sentences.values()]
    return HeldOut(
        right=np.array([right[same].any() for same in sentences.values()]),
        looked_up=np.array(
            [any(pairs[each].target == it for each in same) for it, same in zip(found, sentences.values(), strict=True)]
        ),
        known=np.array([known[same].any() for same in sentences.values()]),
    )


def knows(network: Translator, pair: SentencePair) -> bool:
    """Tell whether a translator knows all words of a pair."""
    return bool(network.source.encode(pair.source).all() and network.target.encode(pair.target).all())


def _form(words: Sequence[str]) -> Words:
    return tuple(map(look_up_form, words))
