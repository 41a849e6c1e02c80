"""Pairs side by side: all of them, in batches that fit."""

from dataclasses import replace

import numpy as np
import pytest

from model import pair_batches as module
from model.corpora.pairs import SentencePair
from model.networks import Sizes, Translator
from model.pair_batches import grouped, pair_batches
from model.recipes.translation import vocabularies
from model.training import Plan

PAIRS = [SentencePair(("word",) * (1 + number % 3), (f"mot{number % 5}", "dit")) for number in range(40)]


@pytest.fixture
def translator() -> Translator:
    return Translator.create(("a", "b"), *vocabularies(PAIRS), np.random.default_rng(0), Sizes())


def test_pairs_whose_logits_would_not_fit_are_grouped_in_pieces(translator: Translator, monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = grouped(translator, PAIRS)
    assert [len(batch.lengths) for batch in at_once] == [14, 13, 13]
    assessed = translator.assess(at_once)
    monkeypatch.setattr(module, "LARGEST", 5 * 3 * len(translator.target))
    pieces = grouped(translator, PAIRS)
    assert [len(batch.lengths) for batch in pieces] == [5, 5, 4, 5, 5, 3, 5, 5, 3]
    assert translator.assess(pieces) == pytest.approx(assessed)


def test_a_round_of_batches_has_every_pair_once_and_says_when_they_are_numbers(translator: Translator) -> None:
    told: list[tuple[int, int]] = []
    batches = pair_batches(translator, PAIRS, Plan(batch=8), 4, np.random.default_rng(0), lambda *news: told.append(news))
    assert told == [(0, 40)]
    found = [next(batches)[0] for _ in range(6)]
    assert sum(len(batch.lengths) for batch in found) == 40


def test_where_a_word_should_look_is_its_sure_link_or_else_every_possible_one_and_end_is_free(translator: Translator) -> None:
    links = frozenset(((0, 1),)), frozenset(((0, 0), (0, 1), (1, 0), (1, 1)))
    pairs = [
        SentencePair(("word", "word"), ("mot1", "dit"), *links),
        SentencePair(("word", "word"), ("dit",), frozenset(((0, 0),)), frozenset(((0, 0),))),
    ]
    plan = Plan(batch=2, penalty=1.0)
    [batch] = next(pair_batches(translator, pairs, plan, 4, np.random.default_rng(0)))
    order = [0, 1] if batch.lengths[0] == 3 else [1, 0]
    assert batch.gold is not None
    gold = batch.gold[:, :, order].astype(int)
    assert gold[:, :, 0].tolist() == [[0, 1], [1, 1], [0, 0]]
    assert gold[:, :, 1].tolist() == [[1, 0], [0, 0], [0, 0]]
    [free] = next(pair_batches(translator, pairs, Plan(batch=2, penalty=0.0), 4, np.random.default_rng(0)))
    assert free.gold is None


def test_a_batch_is_cut_into_shards_and_a_single_pair_is_in_each(translator: Translator) -> None:
    plan = Plan(batch=14, shards=2)
    batches = pair_batches(translator, PAIRS, plan, 4, np.random.default_rng(0))
    assert sorted(sorted(len(part.lengths) for part in next(batches)) for _ in range(3)) == [[6, 7], [6, 7], [7, 7]]
    one, other = next(pair_batches(translator, PAIRS[:1], replace(plan, unknown=0.0), 4, np.random.default_rng(0)))
    assert np.array_equal(one.source, other.source)
    assert np.array_equal(one.target, other.target)
