"""What the last state still holds of each word, and which words make up half of it."""

import numpy as np
import pytest

from model import zoo
from model.trace import ReaderTrace
from model.trace.keeping import FELL, HALF

TEXT = "Amazing! It was perfectly balanced but I only ate half of it"


def trace_of(model: str, text: str = TEXT) -> ReaderTrace:
    made = zoo.load(model).run(text)
    assert isinstance(made, ReaderTrace)
    return made


@pytest.mark.parametrize("model", ["reviews", "reviews_gru", "reviews_gru_reset_after"])
def test_what_is_held_of_all_words_adds_up_to_the_state(model: str) -> None:
    trace = trace_of(model)
    assert trace.memory is not None
    state = trace.lookup(trace.declared.carried.state)  # type: ignore[union-attr]
    assert np.allclose(trace.memory[-1].sum(axis=0), state[-1])
    assert np.allclose(trace.remembered[-1], np.abs(trace.memory[-1]).sum(axis=1))
    assert trace.held_shares.max() == 1.0
    assert np.allclose(trace.held_shares * trace.remembered[-1].max(), trace.remembered[-1])
    assert trace.held_shares.argmin() == trace.faintest


@pytest.mark.parametrize("model", ["reviews", "reviews_gru"])
def test_keepers_are_the_fewest_words_that_are_half_of_it(model: str) -> None:
    trace = trace_of(model)
    held, keepers = trace.remembered[-1], list(trace.keepers)
    assert held[keepers].sum() >= HALF * held.sum() > held[keepers[:-1]].sum()
    assert (np.diff(held[keepers]) <= 0).all()
    assert held[keepers].min() >= np.delete(held, keepers).max()
    assert trace.keeper_count == len(keepers)
    assert trace.lookup("keeper_count") == len(keepers)


def test_the_one_that_spoke_against_the_verdict_is_the_word_of_some_at_which_it_fell_most() -> None:
    trace = trace_of("reviews", "It was amazing but I only ate half of it and will definitely be buying again")
    word, winner = trace.opposed(trace.keepers), trace.winners[-1]
    fell = (trace.previous_probabilities - trace.probabilities)[:, winner]
    assert np.array_equal(trace.falls, fell)
    assert word in trace.keepers
    assert fell[word] == max(fell[each] for each in trace.keepers) >= FELL
    assert trace.deepest_fall == int(fell[1:].argmax()) + 1
    assert fell[trace.deepest_fall] >= fell[word]
    amazing = trace_of("reviews", "amazing")
    assert amazing.opposed([0]) is None
    assert amazing.deepest_fall is None


def test_without_a_memory_nothing_is_said_of_it() -> None:
    plain = trace_of("reviews_rnn")
    for name in ("remembered", "held_shares", "keepers", "keeper_count", "faintest"):
        assert not hasattr(plain, name)


def test_where_nothing_is_held_all_shares_are_nought() -> None:
    trace = trace_of("reviews", "good")
    assert trace.memory is not None
    nothing = trace.with_arrays(memory=np.zeros_like(trace.memory))
    assert isinstance(nothing, ReaderTrace)
    assert nothing.held_shares.tolist() == [0.0]
    assert nothing.keepers == (0,)
