"""Training on a user's own pairs, from file to translation."""

from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from model import recipes, zoo
from model.corpora.pairs import PairParts, SentencePair
from model.errors import DataError
from model.networks import Sizes, Translator
from model.recipes import Request, translation
from model.training import Plan, Progress

WHO = {"i": "ego", "you": "tu", "we": "nos", "they": "illi"}
WHAT = {"see": "video", "hear": "audio", "love": "amo", "want": "volo"}
WHOM = {"Rome": "Romam", "water": "aquam", "peace": "pacem", "light": "lucem", "bread": "panem"}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "latin.tsv"
    rows = (
        "\t".join((" ".join(pair[0] for pair in row), " ".join(row[n][1] for n in (0, 2, 1))))
        for row in product(WHO.items(), WHAT.items(), WHOM.items())
    )
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def test_a_small_table_is_learned_in_seconds(table: Path, tmp_path: Path) -> None:
    told: list[Progress] = []
    trained = recipes.train("translation", seed=1, data=table, progress=told.append)
    assert trained.accuracy >= 0.5
    assert (trained.train_count, trained.dev_count, trained.held_out) == (64, 8, 8)
    assert trained.advice.startswith("64 pairs are few: expect sentences of their kind")
    assert told[-1].step == told[-1].total
    zoo.save(trained.network, tmp_path / "mine.safetensors")
    again = zoo.load(str(tmp_path / "mine.safetensors"))
    assert isinstance(again, Translator)
    trace = again.run("We love ROME!")
    assert trace.translation == ("nos", "Romam", "amo")
    assert trace.source_tokens == ("We", "love", "ROME")
    assert (trace.provenance.model, trace.provenance.score, trace.provenance.score_count) == ("latin", trained.accuracy, 8)
    assert trace.alignment_error is None
    assert all(identity.holds for identity in trace.identities())


def test_an_interrupted_training_keeps_its_best_and_says_so(table: Path) -> None:
    def interrupt(told: Progress) -> None:
        if told.stage == "learning" and told.step >= 100:
            raise KeyboardInterrupt

    trained = recipes.train("translation", data=table, progress=interrupt)
    assert trained.interrupted
    assert trained.network.provenance.notes == "interrupted after 100 of 600 steps"


def test_a_bad_table_trains_nothing(tmp_path: Path) -> None:
    path = tmp_path / "bad.tsv"
    path.write_text("hello bonjour\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"bad\.tsv has 1 bad row, .*: line 1: there is no tab"):
        recipes.train("translation", data=path)


@pytest.mark.parametrize(("pairs", "steps", "batch"), [(40, 600, 8), (3_000, 3_000, 64), (10**6, 10_000, 64)])
def test_plans_grow_with_the_table(pairs: int, steps: int, batch: int) -> None:
    plan = translation.plan_for(pairs)
    assert (plan.steps, plan.batch) == (steps, batch)


def test_a_large_table_makes_a_larger_network_that_compares_fewer_words() -> None:
    assert (translation.plan_for(1_999).rivals, translation.sizes_for(1_999)) == (0, Sizes())
    assert (translation.plan_for(2_000).rivals, translation.sizes_for(2_000)) == (512, translation.OWN_LARGE_SIZES)


@pytest.mark.parametrize(("count", "most", "words"), [(1_000, 9, 4), (1_001, 9, 3), (1_001, 2, 2), (1_000, 1, 1)])
def test_the_words_of_a_table_are_bounded(count: int, most: int, words: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translation, "MOST_WORDS", most)
    rows = [("a", "b", "a"), ("b", "c"), ("c", "a", "rare")]
    pairs = [SentencePair(row, row) for row in rows] + [SentencePair(("a",), ("a",))] * (count - len(rows))
    source, target = translation.vocabularies(pairs)
    assert (len(source), len(target)) == (words + 1, words + 3)


def test_the_words_of_a_grammar_are_all_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translation, "MOST_WORDS", 1)
    pairs = [SentencePair((str(number),), (str(number),), template="number") for number in range(1_100)]
    assert len(translation.vocabularies(pairs)[0]) == 1_101


def small(**more: Any) -> tuple[PairParts, translation.Bundled]:
    """Return pairs of numbers, and a task that learns them for a few steps."""
    pairs = tuple(SentencePair((str(number), "x"), (str(number),), template="number") for number in range(60))
    parts, plan = PairParts(pairs[:40], pairs[40:50], pairs[50:]), Plan(steps=6, batch=10, check=3, penalty=0.0, rate=1e-2)
    return parts, translation.Bundled(make=lambda: parts, languages=("a", "b"), plan=plan, **more)


def test_a_budget_or_an_interrupt_ends_the_learning() -> None:
    parts, task = small()
    hurried = translation.train_pairs(parts, task, 0, ("n", "t"), Request(minutes=0.001))
    assert "as many as fitted" in hurried.network.provenance.notes

    def interrupt(told: Progress) -> None:
        if told.stage == "learning" and told.step == 5:
            raise KeyboardInterrupt

    assert len(translation.train_pairs(parts, task, 0, ("n", "t"), Request(progress=interrupt)).losses) == 5


def test_a_translator_whose_attention_is_guided_says_so_and_its_twin_is_not() -> None:
    parts, task = small()
    guided = replace(task, plan=replace(task.plan, penalty=1.0))
    said = [translation.train_pairs(parts, each, 0, ("n", "t"), Request()).network.provenance.notes for each in (task, guided)]
    assert said == ["", translation.GUIDED]
    assert translation.BUNDLED["english_french"].plan.penalty > 0
    assert translation._twin(translation.BUNDLED["english_french"]).plan.penalty == 0
    assert not any(translation.plan_for(count).penalty for count in (100, 100_000))


@pytest.mark.parametrize("name", ["english_french", "english_marathi"])
def test_weights_are_rounded_as_the_task_says(name: str) -> None:
    parts, task = small()
    rounding = translation.BUNDLED[name].rounded
    assert rounding
    learned, kept = (
        translation.train_pairs(parts, replace(task, rounded=each), 0, ("n", "t"), Request()).network for each in (None, rounding)
    )
    assert kept.fingerprint == rounding(learned).fingerprint == kept.provenance.fingerprint != learned.fingerprint


def test_the_twin_hands_one_vector_over() -> None:
    assert translation.WITHOUT_ATTENTION.encoder == translation.WITHOUT_ATTENTION.decoder
    assert Sizes() == translation.WITH_ATTENTION


@pytest.mark.parametrize(
    ("pairs", "gained", "said"), [(51, 0.0, "too few to expect more"), (51, 0.1, "few: expect"), (2_000, 0.0, "")]
)
def test_few_pairs_are_said_to_be_few_by_what_was_learned_of_them(pairs: int, gained: float, said: str) -> None:
    assert translation.advice(pairs, gained).startswith(f"{pairs} pairs are {said}" if said else said)
    assert bool(translation.advice(pairs, gained)) == bool(said)
