"""A user's own pairs of sentences, from a tab-separated file: the sentence, a tab, its translation."""

from collections import defaultdict
from collections.abc import Iterable
from io import StringIO
from pathlib import Path

import numpy as np

from model.corpora.pairs import PairParts, SentencePair
from model.corpora.tables import refuse, text_of
from model.errors import DataError
from model.tokens import tokens_of
from model.vocabulary import look_up_form

__all__ = ["read_pairs", "split"]

FEWEST = 30
"""A table needs at least this many different sentences."""
LONGEST = 40
"""The most words that a sentence may have, on either side."""
SHARE = 0.1
"""The share of the sentences in the development part, and in the held-out part."""


def read_pairs(path: Path) -> tuple[SentencePair, ...]:
    """Read all pairs: UTF-8 (a byte order mark is fine), one a line; further fields, and blank lines, are ignored.

    Raises :class:`DataError` with the file, and for bad rows the line number and reason of the first ten of them.
    """
    lines = StringIO(text_of(path), newline=None)
    rows = [(number, line.split("\t")) for number, line in enumerate(lines, start=1) if line.strip()]
    bad = [f"line {number}: {fault}" for number, row in rows if (fault := _fault(row))]
    refuse(path, bad)
    return tuple(SentencePair(tokens_of(row[0]), tokens_of(row[1])) for _, row in rows)


def _fault(row: list[str]) -> str:
    if len(row) < 2:
        return "there is no tab between a sentence and its translation"
    for name, text in zip(("sentence", "translation"), row, strict=False):
        words = tokens_of(text)
        if not text.strip():
            return f"the {name} is empty"
        if not words:
            return f"there is no word in {text.strip()!r}"
        if len(words) > LONGEST:
            return f"the {name} has {len(words)} words, more than {LONGEST}"
    return ""


def split(pairs: Iterable[SentencePair], name: str) -> PairParts:
    """Deal the pairs to the three parts; all translations of one sentence go to the same part.

    Raises :class:`DataError`, which calls the table ``name``, if there are too few sentences.
    """
    sentences: dict[tuple[str, ...], list[SentencePair]] = defaultdict(list)
    for pair in pairs:
        sentences[tuple(map(look_up_form, pair.source))].append(pair)
    if len(sentences) < FEWEST:
        raise DataError(f"{name} has {len(sentences)} different sentences; at least {FEWEST} are needed to learn from.")
    groups = list(sentences.values())
    order, share = np.random.default_rng(0).permutation(len(groups)), max(1, round(SHARE * len(groups)))
    places = order[2 * share :], order[:share], order[share : 2 * share]
    return PairParts(*(tuple(pair for place in part for pair in groups[place]) for part in places))
