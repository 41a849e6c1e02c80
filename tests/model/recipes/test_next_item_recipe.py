"""Networks that predict the next item of an order: what they learn, what is held at nought, and which items they take."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from model.differences import check_gradients
from model.errors import TraceError, UsageError
from model.recipes.next_item import FEWEST, ITEMS, MOST, Predictor, Rounds, doubled, items_of, order_traces, train_order
from model.trace.order import OrderTrace
from model.training import Progress

Traces = tuple[OrderTrace, ...]
LETTERS = "abcdefgh"


@pytest.fixture(scope="module")
def traces() -> Traces:
    return order_traces()


def test_the_second_item_comes_again_after_the_third() -> None:
    assert doubled(ITEMS) == ("mango", "banana", "peanut", "banana", "apple")
    assert doubled("abc") == ("a", "b", "c", "b")


@pytest.mark.some("count", range(FEWEST, MOST + 1), take=3)
def test_however_many_items_there_are_only_a_memory_predicts_all_of_the_doubled_order(count: int) -> None:
    plain, without, memory = order_traces(LETTERS[:count])
    assert [trace.hit_count for trace in (plain, without, memory)] == [count, count, count + 1]
    assert [trace.provenance.score for trace in (plain, without, memory)] == [1.0, count / (count + 1), 1.0]
    assert [trace.provenance.score_count for trace in (plain, without, memory)] == [10 * count, *[10 * (count + 1)] * 2]
    twice = [time for time, item in enumerate(without.tokens) if item == "b"]
    assert twice == [1, 3]
    np.testing.assert_array_equal(*without.probabilities[twice])
    assert sorted(without.probabilities[1])[-2:] == pytest.approx([0.5, 0.5], abs=0.01)
    assert [memory.verdicts[time] for time in twice] == [memory.expected[time] for time in twice]
    assert memory.verdict_probabilities.min() > 0.95 < plain.verdict_probabilities.min()


def test_without_a_memory_nothing_comes_of_the_past(traces: Traces) -> None:
    plain, without, memory = traces
    for trace in (plain, without):
        assert not trace.weight[:, : trace.sizes.unit].any()
        assert not trace.weighted_hidden.any()
    assert np.abs(memory.weight[:, : memory.sizes.unit]).max() > 0.5


def test_the_items_are_read_one_hot_and_their_column_of_the_weights_is_all_that_they_add(traces: Traces) -> None:
    for trace in traces:
        assert trace.labels == ITEMS
        numbers = np.array([ITEMS.index(item) for item in trace.tokens])
        np.testing.assert_array_equal(trace.inputs, np.eye(len(ITEMS))[numbers])
        np.testing.assert_array_equal(trace.weighted_words, trace.weight[:, trace.sizes.unit + numbers].T)


def test_a_network_is_trained_bit_for_bit_whatever_its_items_are_called(traces: Traces) -> None:
    named = order_traces(("Äpfel", "two words", "x", "y"))
    for ours, theirs in zip(traces, named, strict=True):
        np.testing.assert_array_equal(ours.probabilities, theirs.probabilities)
        assert ours.provenance == theirs.provenance
    assert named[1].tokens == ("Äpfel", "two words", "x", "two words", "y")
    assert order_traces(seed=2)[2].provenance.fingerprint != traces[2].provenance.fingerprint


@pytest.mark.some("seed", range(5), take=2)
def test_most_seeds_learn_it(seed: int) -> None:
    assert train_order(ITEMS, doubled(ITEMS), memory=True, seed=seed).provenance.score == 1.0


def test_progress_is_told_as_that_of_one_training() -> None:
    told: list[Progress] = []
    order_traces("abc", told.append)
    assert [each.step for each in told] == sorted(each.step for each in told)
    assert {each.total for each in told} == {900}
    assert told[-1].step == 900


@pytest.mark.parametrize("memory", [False, True])
def test_the_gradients_of_what_is_learned_are_right(memory: bool) -> None:
    network = Predictor(train_order(ITEMS, ITEMS, memory=True), memory)
    rounds = Rounds.of(network.reader, doubled(ITEMS), 2)
    assert "embedding" not in network.parameters
    errors = check_gradients(lambda arrays: network.with_parameters(arrays).loss(rounds), network.parameters)
    assert max(errors.values()) < 1e-6


def test_what_is_expected_is_an_item_for_each_that_is_read(traces: Traces) -> None:
    with pytest.raises(TraceError, match=r"^expected has 2 entries for 5 tokens\.$"):
        replace(traces[1], expected=("mango", "apple"))
    with pytest.raises(TraceError, match=r"^an item is expected that is no label: 'pear'\.$"):
        replace(traces[1], expected=("pear", *traces[1].expected[1:]))


def test_a_trace_of_an_order_is_kept_in_a_file_and_all_its_equations_hold(traces: Traces, tmp_path: Path) -> None:
    path = tmp_path / "order.npz"
    traces[2].save(path)
    again = OrderTrace.load(path)
    assert isinstance(again, OrderTrace)
    assert again.expected == traces[2].expected
    assert again.hit_count == 5
    assert all(identity.holds for identity in again.identities())


def test_items_are_parted_by_commas() -> None:
    assert items_of("mango, banana,peanut ,  sour   apple") == ("mango", "banana", "peanut", "sour apple")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("mango", "An order has 3 to 8 items, with commas between them, not 1."),
        ("a,b", "An order has 3 to 8 items, with commas between them, not 2."),
        ("a,b,c,d,e,f,g,h,i", "An order has 3 to 8 items, with commas between them, not 9."),
        ("mango,,apple", "An item is missing in 'mango,,apple': put one before and after each comma."),
        ("", "An item is missing in '': put one before and after each comma."),
        ("mango,banana,Mango", "The item 'Mango' is named twice: each item is named once, and comes again by itself."),
        ("mango,banana,pomegranate seeds", "The item 'pomegranate seeds' has 17 letters, and 14 is the most."),
    ],
)
def test_what_is_no_order_is_refused_in_a_sentence(text: str, why: str) -> None:
    with pytest.raises(UsageError) as error:
        items_of(text)
    assert str(error.value) == why
