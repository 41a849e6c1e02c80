"""Recipes: a user's own table, from file to verdict."""

import csv
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from model import recipes, zoo
from model.corpora.examples import Example
from model.corpora.reviews import make_reviews
from model.corpora.tables import read_table, split
from model.errors import DataError
from model.networks import Reader
from model.recipes import Request, reviews
from model.training import Plan, Progress
from model.vocabulary import UNKNOWN, Vocabulary

THINGS = ("goal", "match", "team", "referee", "striker", "soup", "oven", "sauce", "recipe", "dough")
FRAMES = (
    "the {} was mentioned",
    "they like the {}",
    "a new {} again",
    "where is my {}",
    "one {} or two",
    "{} once more",
    "see the {}",
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "sections.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("text", "label"))
        for frame, (place, thing) in product(FRAMES, enumerate(THINGS)):
            writer.writerow((frame.format(thing), "sport" if place < 5 else "food"))
    return path


def test_a_small_table_is_learned_in_seconds(table: Path, tmp_path: Path) -> None:
    told: list[Progress] = []
    trained = recipes.train("reviews", seed=1, data=table, progress=told.append)
    assert trained.accuracy >= 0.9
    assert (trained.train_count, trained.dev_count, trained.held_out) == (50, 10, 10)
    assert told[-1].step == told[-1].total
    assert not trained.interrupted
    assert trained.network.labels == ("food", "sport")
    assert trained.network.embedding.shape[1] == trained.network.cell.bias.shape[1] == 8
    zoo.save(trained.network, tmp_path / "mine.safetensors")
    again = zoo.load(str(tmp_path / "mine.safetensors"))
    assert again.verdict("My soup") == "food"
    provenance = again.run("My striker").provenance
    assert (provenance.model, provenance.score, provenance.score_count) == ("sections", trained.accuracy, 10)
    assert (provenance.seed, provenance.fingerprint) == (1, zoo.fingerprint(again))
    assert provenance.notes == "trained with a gate penalty of 1"


def test_the_score_is_that_of_the_held_out_texts(table: Path) -> None:
    trained = recipes.train("reviews", seed=2, data=table)
    test = split(read_table(table), "t").test
    right = sum(trained.network.run(" ".join(example.words)).verdicts[-1] == example.label for example in test)
    assert trained.accuracy == right / len(test)


def test_a_bad_table_trains_nothing(tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("text,label\n,a\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"bad\.csv .*line 2: the text is empty"):
        recipes.train("reviews", data=path)


def test_an_interrupted_training_says_so(table: Path) -> None:
    def interrupt(told: Progress) -> None:
        if told.stage == "learning" and told.step >= 200:
            raise KeyboardInterrupt

    trained = recipes.train("reviews", data=table, progress=interrupt)
    assert trained.interrupted
    assert trained.network.provenance.notes.endswith("interrupted after 200 of 500 steps")
    assert trained.accuracy > 0.5


@pytest.mark.parametrize(("cell", "rate"), [("lstm", 2e-2), ("gru", 2e-2), ("rnn", 5e-3)])
def test_a_plain_cell_learns_at_a_lower_rate(cell: str, rate: float, table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plans: list[Plan] = []
    fit = reviews.fit
    monkeypatch.setattr(reviews, "plan_for", lambda examples: Plan(steps=2, batch=8))
    monkeypatch.setattr(reviews, "fit", lambda *of: (plans.append(of[3]), fit(*of))[1])
    assert recipes.train("reviews", data=table, cell=cell).network.cell.kind == cell
    assert [plan.rate for plan in plans] == [rate]


@pytest.mark.parametrize("cell", reviews.SHIPPED_SEEDS)
def test_bundled_readers_are_halved_and_judged_as_they_are_but_the_lstm(cell: str) -> None:
    parts, plan = make_reviews(0, {"train": 200, "dev": 20, "test": 20}), Plan(steps=40, batch=16, check=10)
    trained = reviews.train_bundled(parts, Request(seed=1, cell=cell), plan)
    network = trained.network
    assert all(np.array_equal(each, each.astype(np.float16)) for each in network.parameters.values()) == (cell != "lstm")
    assert (network.provenance.model, network.provenance.fingerprint) == (reviews.bundled_name(cell), network.fingerprint)
    for part, accuracy in ((parts.dev, trained.best.accuracy), (parts.test, trained.accuracy)):
        assert network.assess(reviews.whole(network, part)).accuracy == accuracy
    assert trained.best.objective == network.assess(reviews.whole(network, parts.dev), plan.penalty).objective


def test_readers_of_own_texts_are_not_halved(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reviews, "plan_for", lambda examples: Plan(steps=2, batch=8))
    weights = recipes.train("reviews", data=table, cell="gru").network.parameters
    assert not all(np.array_equal(each, each.astype(np.float16)) for each in weights.values())


@pytest.mark.parametrize(("examples", "steps"), [(20, 500), (5_000, 2_500), (10**6, reviews.REVIEWS_PLAN.steps)])
def test_plans_grow_with_the_table(examples: int, steps: int) -> None:
    assert reviews.plan_for(examples).steps == steps


def test_words_that_the_bundled_reader_knows_begin_as_it_reads_them(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lender = Reader.create(Vocabulary((UNKNOWN, "a", "b")), ("x", "y"), np.random.default_rng(1))
    reader = Reader.create(Vocabulary((UNKNOWN, "B", "c")), ("x", "y"), np.random.default_rng(0))
    begun = reviews.lent(reader, lender)
    np.testing.assert_array_equal(begun.embedding, [reader.embedding[0], lender.embedding[2], reader.embedding[2]])
    found: list[Reader] = []
    fit = reviews.fit
    monkeypatch.setattr(reviews, "plan_for", lambda examples: Plan(steps=1, batch=8))
    monkeypatch.setattr(reviews, "fit", lambda *of: (found.append(of[0]), fit(*of))[1])
    recipes.train("reviews", data=table)
    bundled = zoo.load(reviews.LENDER)
    assert isinstance(bundled, Reader)
    words = ["soup", "they", "new"]
    np.testing.assert_array_equal(found[0].embedding[found[0].encode(words)], bundled.embedding[bundled.encode(words)])


def test_a_round_of_batches_holds_every_text_once_and_hides_some_words() -> None:
    vocabulary = Vocabulary((UNKNOWN, *"abcdefgh"))
    reader = Reader.create(vocabulary, ("x", "y"), np.random.default_rng(0))
    examples = [Example(tuple("abcdefgh"[: 1 + number % 8]), "xy"[number % 2]) for number in range(100)]
    batches = reviews.reader_batches(reader, examples, Plan(batch=10, unknown=0.2), np.random.default_rng(0))
    found = [next(batches) for _ in range(10)]
    assert sorted(np.concatenate([batch.lengths for batch in found])) == sorted(len(example.words) for example in examples)
    hidden = sum(int(((batch.rows == 0) & (batch.mask[:, :, 0] > 0)).sum()) for batch in found)
    words = sum(int(batch.lengths.sum()) for batch in found)
    assert 0.1 < hidden / words < 0.3
    assert max(np.ptp(batch.lengths) for batch in found) <= 2  # texts of like length travel together


def test_of_long_texts_a_batch_has_fewer(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = Reader.create(Vocabulary((UNKNOWN, "a")), ("x", "y"), np.random.default_rng(0))
    examples = [Example(("a",) * (50 if number < 8 else 5), "xy"[number % 2]) for number in range(40)]
    monkeypatch.setattr(reviews, "LARGEST", 100)
    told: list[tuple[int, int]] = []
    batches = reviews.reader_batches(reader, examples, Plan(batch=8), np.random.default_rng(0), lambda *news: told.append(news))
    assert told == [(0, 40)]
    found = [next(batches) for _ in range(20)]
    assert max(batch.rows.size for batch in found) <= 100
    assert sum(len(batch.lengths) for batch in found) == 40
