"""What a text comes to without one of its words: another run of the very cell, and what follows from that."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from model.cells import CELLS
from model.errors import TraceError
from model.networks import Reader
from model.trace import ReaderTrace, Trace
from model.trace.keeping import HALF
from model.trace.lasting import lasting_of
from model.trace.omission import omission_of
from model.vocabulary import UNKNOWN, Vocabulary

TEXT = "a b c b a"


def reader(kind: str, units: int = 4) -> Reader:
    words, rng = Vocabulary((UNKNOWN, "a", "b", "c")), np.random.default_rng(2)
    return Reader.create(words, ("x", "y", "z"), rng, cell=kind, units=units, features=3)


def without(text: str, word: int) -> str:
    return " ".join(each for time, each in enumerate(text.split()) if time != word)


@pytest.mark.parametrize("kind", CELLS)
def test_it_is_what_the_network_makes_of_the_text_without_the_word(kind: str) -> None:
    network = reader(kind)
    trace = network.run(TEXT, omissions=True)
    for word in range(len(trace.tokens)):
        other = network.run(without(TEXT, word))
        assert np.array_equal(np.delete(trace.lookup("hidden_without")[:, word], word, axis=0), other.hidden)
        assert np.allclose(np.delete(trace.probabilities_without[:, word], word, axis=0), other.probabilities, atol=1e-12)
        assert trace.verdicts_without[word] == other.verdicts[-1]
        assert trace.verdict_probabilities_without[word] == pytest.approx(other.verdict_probabilities[-1])
        assert np.array_equal(trace.hidden_without[word, word], trace.previous_hidden[word])


def test_of_a_single_word_the_state_before_it_is_left() -> None:
    trace = reader("lstm").run("a", omissions=True)
    assert not trace.hidden_without.any()
    assert np.allclose(trace.word_effects, np.abs(trace.lookup("cell")).mean())
    assert trace.percents_left == pytest.approx(100.0)
    assert trace.telling_word == 0


@pytest.mark.parametrize("kind", CELLS)
def test_effects_are_nought_before_a_word_and_a_share_of_what_they_are_at_it(kind: str) -> None:
    trace = reader(kind).run(TEXT, omissions=True)
    state = "cell" if kind.startswith("lstm") else "hidden"
    place = trace.declared.state._fields.index(state)
    differences = trace.lookup(state)[:, None] - trace.lookup("states_without")[:, :, place]
    assert trace.handed_on == state
    assert np.array_equal(trace.state_differences, differences)
    assert np.allclose(trace.word_effects, np.abs(differences).mean(axis=2))
    assert not np.triu(trace.word_effects, 1).any()
    assert np.allclose(np.diagonal(trace.effects_left), 1.0)
    assert np.allclose(trace.effects_left * np.diagonal(trace.word_effects), trace.word_effects)


def test_the_word_that_tells_moves_the_verdict_most_in_the_first_half() -> None:
    network = reader("rnn")
    trace = network.run("a a b c c", omissions=True)
    moved = [
        np.abs(trace.probabilities[time] - (network.run(" ".join("aabcc"[:time])).probabilities[-1] if time else rest)).sum() / 2
        for rest in [trace.initial_probabilities]
        for time in range(len(trace.tokens))
    ]
    assert np.allclose(np.diagonal(trace.verdict_effects), moved)
    assert trace.telling_word == int(np.argmax(moved[:3]))


@pytest.mark.parametrize("kind", CELLS)
def test_the_words_that_are_missed_are_the_fewest_that_make_up_half_of_all_effects(kind: str) -> None:
    trace = reader(kind).run(TEXT, omissions=True)
    effects, missed = trace.word_effects[-1], list(trace.missed)
    assert effects[missed].sum() >= HALF * effects.sum() > effects[missed[:-1]].sum()
    assert effects[missed].min() >= max([*np.delete(effects, missed), 0.0])
    assert trace.lookup("missed_count") == len(missed)
    assert np.allclose(trace.effect_shares * effects.max(), effects)
    shrank = [trace.word_effects[time, time] - effects[time] for time in range(len(effects))]
    assert trace.forgotten == int(np.argmax(shrank))


@pytest.mark.parametrize("kind", CELLS)
def test_it_is_computed_on_demand_and_changes_nothing_else(kind: str) -> None:
    network = reader(kind)
    plain, full = network.run(TEXT), network.run(TEXT, omissions=True)
    assert plain.states_without is None
    assert all(np.array_equal(array, full.arrays()[name]) for name, array in plain.arrays().items())
    assert network.run_for(TEXT, ("memory",)).states_without is None
    assert network.run_for(TEXT, ("states_without",)).states_without is not None
    for key in ("hidden_without", "word_effects", "verdicts_without", "telling_word"):
        with pytest.raises(TraceError, match="no '"):
            plain.lookup(key)


@pytest.mark.parametrize("kind", CELLS)
@pytest.mark.parametrize("time", [0, 2, 4])
def test_every_state_is_checked_to_be_a_step_from_the_one_before(kind: str, time: int) -> None:
    trace = reader(kind).run(TEXT, omissions=True)
    assert all(each.holds for each in trace.identities())
    for part in range(trace.states_without.shape[2]):
        wrong = trace.states_without.copy()
        wrong[time, 2, part, 1] += 1e-12
        failed = [each.name for each in trace.with_arrays(states_without=wrong).identities() if not each.holds]
        assert failed[0] == omission_of(trace.declared).name
        assert set(failed[1:]) <= {lasting_of(trace.declared).name}


def test_a_file_holds_it_or_does_not(tmp_path: Path) -> None:
    trace = reader("rnn").run(TEXT, omissions=True)
    trace.save(tmp_path / "full.npz")
    loaded = Trace.load(tmp_path / "full.npz")
    assert isinstance(loaded, ReaderTrace)
    assert np.array_equal(loaded.lookup("hidden_without"), trace.hidden_without)
    assert np.array_equal(loaded.lookup("states_without"), trace.states_without)
    loaded.without("states_without").save(tmp_path / "plain.npz")
    assert "states_without" not in Trace.load(tmp_path / "plain.npz").keys()  # noqa: SIM118 (not a mapping)
    with pytest.raises(TraceError, match="source"):
        replace(trace, states_without=trace.states_without[:, :-1])
