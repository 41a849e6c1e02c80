"""What the last state still holds of each word, and which words make up half of it."""

import numpy as np
import pytest

from model import zoo
from model.trace import ReaderTrace
from model.trace.keeping import FELL, HALF, TAKERS, TAKES

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
def test_what_one_word_wrote_and_what_others_did_is_the_state_and_before_a_word_it_is_as_after_the_last(model: str) -> None:
    trace = trace_of(model)
    state, held = trace.lookup(trace.declared.carried.state), trace.lookup("memory")  # type: ignore[union-attr]
    assert np.allclose(trace.memory_of_others + held, state[:, None])
    assert np.allclose(trace.memory_of_others[-1, 3], np.delete(held[-1], 3, axis=0).sum(axis=0))
    assert not trace.previous_memory[0].any()
    assert np.array_equal(trace.previous_memory[1:], held[:-1])


@pytest.mark.parametrize("model", ["reviews", "reviews_gru", "reviews_gru_reset_after"])
def test_what_all_later_gates_leave_times_what_a_word_wrote_is_what_is_held_of_it(model: str) -> None:
    trace = trace_of(model)
    kept, count = trace.lookup("kept_since"), len(trace.tokens)
    assert np.allclose(kept * trace.lookup("written"), trace.lookup("memory"))
    share = trace.lookup(trace.declared.carried.share)  # type: ignore[union-attr]
    assert np.allclose(kept[5, 3], share[4] * share[5])
    assert np.array_equal(kept[range(count), range(count)], np.ones_like(share))
    assert not kept[2, 3:].any()
    assert (np.diff(kept[3:, 3], axis=0) <= 0).all()


@pytest.mark.parametrize("model", ["reviews", "reviews_gru"])
def test_those_that_take_most_of_what_a_word_wrote_are_few_and_each_takes_enough(model: str) -> None:
    trace = trace_of(model)
    held, takers = trace.remembered[:, 0], trace.takers(0)
    taken = -np.diff(held)
    assert 0 < len(takers) <= TAKERS
    assert list(takers) == sorted(takers)
    assert all(taken[each - 1] >= TAKES * held[0] for each in takers)
    others = [float(lost) for time, lost in enumerate(taken, start=1) if time not in takers]
    assert max(others) <= min(taken[each - 1] for each in takers) or max(others) < TAKES * held[0]
    assert trace.takers(len(trace.tokens) - 1) == ()


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


def test_a_word_that_moves_the_verdict_by_what_is_shown_is_told_from_one_that_moves_the_state() -> None:
    text = (
        "Amazing! This box of cereal gave me a perfectly balanced breakfast, as all things should be. "
        "I only ate half of it but will definitely be buying again!"
    )
    trace = trace_of("reviews", text)
    half = trace.tokens.index("half")
    assert trace.deepest_fall == half
    again = trace.rise_after(half)
    assert again == half + 1 + int(np.argmax(-trace.falls[half + 1 :]))
    assert trace.falls[again] <= -FELL
    assert trace.by_showing(half)
    gate, squashed = trace.lookup("output_gate").copy(), trace.lookup("squashed_cell")
    gate[half] = gate[half - 1]
    same = trace.with_arrays(output_gate=gate, hidden=gate * squashed)
    assert isinstance(same, ReaderTrace)
    assert not same.by_showing(half)
    assert trace.rise_after(len(trace.tokens) - 1) is None
    assert not any(trace_of("reviews_gru", text).by_showing(time) for time in range(1, len(trace.tokens)))
    wrote = np.diagonal(trace.remembered)
    assert np.allclose(trace.held_percents * wrote, 100 * trace.remembered[-1])
    assert trace.held_parts.sum() == pytest.approx(100)
    assert np.allclose(trace.held_parts / trace.held_parts.max(), trace.held_shares)


def test_without_a_memory_nothing_is_said_of_it() -> None:
    plain = trace_of("reviews_rnn")
    names = ("remembered", "held_shares", "held_percents", "held_parts", "keepers", "keeper_count", "faintest", "previous_memory")
    for name in (*names, "memory_of_others", "kept_since"):
        assert not hasattr(plain, name)


def test_where_nothing_is_held_all_shares_are_nought() -> None:
    trace = trace_of("reviews", "good")
    assert trace.memory is not None
    nothing = trace.with_arrays(memory=np.zeros_like(trace.memory))
    assert isinstance(nothing, ReaderTrace)
    assert nothing.held_shares.tolist() == [0.0]
    assert nothing.keepers == (0,)
