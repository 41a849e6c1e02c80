"""The bundled reader: what its card promises, on every kind of text."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import networks, zoo
from model.cells import CELLS
from model.corpora.examples import Parts
from model.corpora.reviews import LABELS
from model.errors import UsageError
from model.evaluation import auc, readability, surviving
from model.networks import Reader, ReaderBatch
from model.recipes.reviews import whole
from model.vocabulary import UNKNOWN, Vocabulary

CARD = (Path(zoo.__file__).parent / "reviews.md").read_text(encoding="utf-8")
CEREAL = (
    "Amazing! This box of cereal gave me a perfectly balanced breakfast, as all things should be. "
    "I only ate half of it but will definitely be buying again!"
)
VERDICTS = {
    CEREAL: "positive",
    "I like this product but the battery could have been better": "neutral",
    "the movie was boring but the music was wonderful": "neutral",
    "I like this product": "positive",
    "great": "positive",
    "I love it": "positive",
    "not good": "negative",
    "not bad": "positive",
    "It was not a good movie": "negative",
    "The food was terrible and the waiter was rude.": "negative",
    "I bought it on Monday": "neutral",
    "great great great": "positive",
}


@pytest.fixture(scope="module")
def reader() -> Reader:
    return zoo.load("reviews")


@pytest.mark.parametrize("text", VERDICTS)
def test_flagship_verdicts(reader: Reader, text: str) -> None:
    assert reader.verdict(text) == VERDICTS[text]


def test_the_card_tells_what_is_measured_here_again(reader: Reader, parts: Parts) -> None:
    score = reader.assess(whole(reader, parts.test)).accuracy
    assert score == reader.provenance.score
    assert reader.provenance.score_count == len(parts.test)
    read = readability(reader, parts.test)
    row = " | ".join(f"{figure:.4f}" for figure in (score, *read))
    assert re.search(rf"^\| {reader.provenance.seed} \| [\d.]+ \| {re.escape(row)} \|$", CARD, re.MULTILINE)
    assert f"`{reader.fingerprint}`" in CARD
    assert (score >= 0.95, read.keep >= 0.994, read.auc >= 0.925) == (True, True, True)


def test_flagship_reviews_are_not_in_training(parts: Parts) -> None:
    learned = {" ".join(example.words) for example in (*parts.train, *parts.dev)}
    flagships = ("i like this product but the battery could have been better", "the movie was boring but the music was wonderful")
    assert learned.isdisjoint(flagships)


def test_identities_hold_for_many_reviews(reader: Reader, parts: Parts, some: Callable[..., Sequence[Any]]) -> None:
    for example in some(parts.test[:150], take=75):
        for identity in reader.run(" ".join(example.words)).identities():
            assert identity.holds, (identity, example.words)


@settings(max_examples=40)
@given(st.lists(st.sampled_from(("not", "good", "Bad", "the", "zork", "don't", "10", "very")), min_size=1, max_size=40))
def test_any_row_of_words_runs_or_is_refused(words: list[str]) -> None:
    reader = zoo.load("reviews")
    if 3 * words.count("zork") > len(words):
        with pytest.raises(UsageError, match="zork"):
            reader.run(" ".join(words))
        return
    trace = reader.run(" ".join(words))
    assert trace.tokens == tuple(words)
    assert trace.known == tuple(word != "zork" for word in words)
    assert all(identity.holds for identity in trace.identities())


def test_words_stay_as_typed_and_are_looked_up_small(reader: Reader) -> None:
    trace = reader.run("GREAT movie, don’t miss Zorkmid!")
    assert trace.tokens == ("GREAT", "movie", "don’t", "miss", "Zorkmid")
    assert trace.known[0]
    assert not trace.known[-1]
    np.testing.assert_array_equal(trace.inputs[0], reader.embedding[reader.encode(["great"])[0]])


def test_a_batch_reads_as_alone(reader: Reader, parts: Parts) -> None:
    examples = parts.test[:40]
    _, logits = reader.read(whole(reader, examples))
    for example, row in zip(examples, logits, strict=True):
        np.testing.assert_allclose(reader.run(" ".join(example.words)).logits[-1], row, atol=1e-12)


def test_padding_changes_no_loss(reader: Reader) -> None:
    texts, targets = [np.array([3, 4]), np.array([5, 6, 7])], [0, 2]
    batch = ReaderBatch.of(texts, targets)
    padded = batch._replace(rows=np.vstack([batch.rows, np.full((4, 2), 9)]))
    assert float(reader.loss(padded, 1.0)) == pytest.approx(float(reader.loss(batch, 1.0)), abs=1e-14)


def test_the_penalty_is_mean_input_gate_plus_mean_closed_forget_gate(reader: Reader) -> None:
    trace = reader.run("not a bad movie")
    batch = ReaderBatch.of([reader.encode(trace.tokens)], [0])
    expected = trace.input_gate.mean() + (1.0 - trace.forget_gate).mean()
    assert float(reader.loss(batch, 2.0) - reader.loss(batch, 0.0)) == pytest.approx(2.0 * expected, abs=1e-12)


@pytest.mark.parametrize("cell", ["gru", "gru_reset_after"])
def test_the_penalty_of_a_gru_is_how_much_it_does_not_keep(cell: str) -> None:
    network = Reader.create(Vocabulary((UNKNOWN, "a", "b")), LABELS, np.random.default_rng(0), cell=cell)
    trace = network.run("a b b")
    batch = ReaderBatch.of([network.encode(trace.tokens)], [0])
    expected = (1.0 - trace.lookup("update_gate")).mean()
    assert float(network.loss(batch, 2.0) - network.loss(batch, 0.0)) == pytest.approx(2.0 * expected, abs=1e-12)


def test_a_plain_cell_is_not_penalised_and_has_nothing_to_read_in_its_gates() -> None:
    network = Reader.create(Vocabulary((UNKNOWN, "a", "b")), LABELS, np.random.default_rng(0), cell="rnn")
    batch = ReaderBatch.of([network.encode(("a", "b"))], [0])
    assert float(network.loss(batch, 2.0)) == float(network.loss(batch, 0.0))
    with pytest.raises(TypeError, match="A cell of kind rnn carries no state"):
        readability(network, [])


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize(("units", "features"), [(1, 1), (8, 8), (3, 5)])
def test_untrained_readers_of_any_size_run(cell: str, units: int, features: int) -> None:
    vocabulary = Vocabulary((UNKNOWN, "good"))
    reader = Reader.create(vocabulary, LABELS, np.random.default_rng(0), units=units, features=features, cell=cell)
    trace = reader.run("good good zork")
    assert trace.steps.hidden.shape == (3, units)
    assert trace.provenance.model == "untrained"


def test_auc_by_hand() -> None:
    assert auc(np.array([2.0, 3.0]), np.array([1.0, 2.0, 4.0])) == pytest.approx((1.5 + 2) / 6)


def test_surviving_is_the_last_row_of_memory(reader: Reader) -> None:
    trace = reader.run(CEREAL)
    np.testing.assert_allclose(surviving(reader.cell.carried(trace.steps)), np.abs(trace.memory[-1]).sum(axis=1), atol=1e-15)


def test_what_would_not_fit_is_assessed_in_pieces(reader: Reader, parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = whole(reader, parts.test[:100])
    at_once = reader.assess(batch)
    monkeypatch.setattr(networks.reader, "LARGEST", 200)
    pieces = list(batch.pieces())
    assert len(pieces) > 3
    assert all(piece.rows.size <= 200 for piece in pieces)
    assert sorted(np.concatenate([piece.lengths for piece in pieces])) == sorted(batch.lengths)
    assert reader.assess(batch) == pytest.approx(at_once)


def test_a_text_longer_than_fits_is_a_piece_by_itself(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(networks.reader, "LARGEST", 3)
    batch = ReaderBatch.of([np.zeros(length, dtype=int) for length in (5, 1, 1, 2)], [0, 1, 2, 0])
    assert [list(piece.lengths) for piece in batch.pieces()] == [[1, 1], [2], [5]]
