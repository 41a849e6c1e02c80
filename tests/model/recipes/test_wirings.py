"""How networks that read and write digits are made: what is held out, what is asked for, and what a training says of itself."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from model import recipes
from model.errors import UsageError
from model.networks.wired import NOTHING, WIRINGS, Wired
from model.recipes import wirings
from model.recipes.wirings import Sequences, Writer, parts_of


@pytest.mark.parametrize("name", WIRINGS)
def test_what_is_held_out_is_not_learned_from(name: str) -> None:
    wiring = WIRINGS[name]
    parts = parts_of(wiring)
    if wiring.one:
        assert parts.learned == parts.chosen_by == parts.judged == [(1,), (2,), (3,), (4,), (5,)]
        return
    assert [len(part) for part in parts] == [543, 116, 116]
    assert len({*parts.learned, *parts.chosen_by, *parts.judged}) == 775


def test_the_text_of_the_film_is_held_out_and_no_earlier_shuffle_does_so(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (2, 4, 1) in parts_of(WIRINGS["many_to_one"]).judged
    for cut in range(wirings.CUT):
        monkeypatch.setattr(wirings, "CUT", cut)
        assert (2, 4, 1) not in parts_of(WIRINGS["many_to_one"]).judged


def test_only_what_is_written_is_asked_for() -> None:
    network = Wired.of(WIRINGS["many_to_many_lagged"], 4, np.random.default_rng(0))
    texts = Sequences.of(network, [(2, 4, 1), (5, 3)])
    assert [[network.vocabulary.words[row] for row in column] for column in texts.rows.T] == [
        ["2", "4", "1", *[NOTHING] * 3],
        ["5", "3", *[NOTHING] * 4],
    ]
    assert texts.asked.T.astype(int).tolist() == [[0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 0, 0]]
    assert [network.labels[label] for label in texts.targets[texts.asked[:, 0], 0]] == ["1", "4", "2"]
    assert texts.some(np.array([1])).rows.shape == (6, 1)


def test_a_text_is_right_if_all_that_is_asked_for_is() -> None:
    network = Wired.of(WIRINGS["many_to_many"], 4, np.random.default_rng(0))
    always = network.with_parameters({**network.parameters, "readout.bias": np.array([0.0, 0.0, 0.0, 0.0, 99.0])})
    texts = Sequences.of(network, [(5, 1), (1, 5), (1, 1, 1), (5, 5, 5)])
    assert Writer(always).right(texts).tolist() == [True, False, False, True]
    assert Writer(always).assess(texts).accuracy == 0.5


@pytest.mark.parametrize("name", WIRINGS)
def test_a_training_says_what_it_is_judged_by_and_leaves_the_inputs_alone(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wirings, "PLAN", replace(wirings.PLAN, steps=4))
    monkeypatch.setattr(wirings, "FEW", replace(wirings.FEW, steps=4))
    trained = recipes.train(name, seed=5)
    network = trained.network
    assert isinstance(network, Wired)
    source, wiring = network.provenance, WIRINGS[name]
    assert (source.model, source.task, source.seed, source.score) == (wiring.called, wiring.does, 5, trained.accuracy)
    assert source.score_count == trained.held_out == (5 if wiring.one else 116)
    assert source.score_name == ("right of all it can read" if wiring.one else "right of what it never saw")
    np.testing.assert_array_equal(network.embedding[2:], np.eye(5))
    assert not network.embedding[:2].any()
    assert network.fingerprint == network.halved().fingerprint


def test_a_file_of_ones_own_is_refused() -> None:
    with pytest.raises(UsageError, match=r"^The digits are made here: leave --data out\.$"):
        recipes.train("many_to_one", data=Path("mine.csv"))
    with pytest.raises(UsageError, match="it takes one of rnn"):
        recipes.train("many_to_one", cell="lstm")
