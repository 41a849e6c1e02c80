"""What of held-out sentences is right: by a network, and by looking them up in the pairs that it learned from."""

import numpy as np
import pytest

from model.corpora.pairs import PairParts, SentencePair
from model.networks import Reader
from model.pair_batches import PairBatch
from model.recipes import Guess, Trained, report
from model.recipes.base import Part
from model.recipes.held_out import Table, held_out
from model.trace import END, START
from model.training import Check
from model.vocabulary import UNKNOWN, Vocabulary


def pairs(text: str) -> tuple[SentencePair, ...]:
    """Return pairs that are written as ``a b = x y``, with commas between them."""
    sides = ([side.split() for side in pair.split("=")] for pair in text.split(","))
    return tuple(SentencePair(tuple(source), tuple(target)) for source, target in sides)


TRAIN = pairs("i see = x, i go = y, i go = z, i Go = z, you see me = v w, we = n, we = n, we = n")


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("I go", "z"),  # word for word, its most frequent translation
        ("see i", "x"),  # the same words
        ("see me", "v w"),  # 2 of 3 words, not 1 of 2
        ("go see", "z"),  # as like "i see", which is there once, as "i go", which is there three times
        ("they eat", "n"),  # nothing like it: the most frequent of all
    ],
)
def test_a_table_finds_the_sentence_most_like_it(source: str, found: str) -> None:
    assert Table(TRAIN).translate(tuple(source.split())) == tuple(found.split())


class Parrot:
    """Writes one word, whatever it reads, and knows a few."""

    source, target = Vocabulary((UNKNOWN, "a", "b")), Vocabulary((UNKNOWN, END, START, "x", "y"))

    def losses(self, batch: PairBatch) -> tuple[None, np.ndarray]:
        return None, batch.target[0] == 3


def test_each_translation_of_a_sentence_is_right_and_it_counts_once() -> None:
    test = pairs("a b = y, b = x, A b = x y, b a = x, b a = q, c a = x, a = q, a = z")
    found = held_out(Parrot(), PairParts(pairs("b = x"), (), test))  # type: ignore[arg-type]
    assert found.right.tolist() == [True, False, True, True, True]  # b, a; a b, b a, c a
    assert found.known.tolist() == [True, False, True, True, False]
    assert found.looked_up.tolist() == [True, False, False, True, True]


def test_the_score_on_known_sentences_stands_beside_that_of_the_table(reader: Reader) -> None:
    counts = {"train_count": 200, "dev_count": 20, "held_out": 1_326}
    trained = Trained(
        network=reader,
        accuracy=0.142,
        **counts,
        losses=(),
        best=Check(2, 0.5, 0.9),
        interrupted=False,
        examples="sentences",
        guess=Guess("a guess", 0.021),
        part=Part("whose words it knows", 781, 0.2, 0.03),
    )
    assert list(report(trained)) == [
        "held-out accuracy 0.142 on 1,326 sentences; a guess gives 0.021",
        "0.200 on the 781 of them whose words it knows; a guess gives 0.030",
    ]
