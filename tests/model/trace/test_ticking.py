"""Which unit counts, and when the end of a round is predicted: by rules on traces that are made up."""

from dataclasses import replace

import numpy as np
import pytest

from model.errors import TraceError
from model.recipes.clock import clock_trace
from model.recipes.next_item import order_traces
from model.trace.order import OrderTrace
from model.trace.ticking import Round, climb_of, counter_of, rounds_of, said_at


@pytest.fixture(scope="module")
def trace() -> OrderTrace:
    return clock_trace()


def with_cell(trace: OrderTrace, *columns: list[float]) -> OrderTrace:
    return replace(trace, steps=trace.steps._replace(cell=np.array(columns).T))


def two(round_: list[float], end: float) -> list[float]:
    return [*round_, end] * 2


COUNTS = two([0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0], 0.2)


def test_a_round_is_a_run_of_the_first_item_and_another_one() -> None:
    assert rounds_of("aab") == [Round(0, 2)]
    assert rounds_of("aabaaab") == [Round(0, 2), Round(3, 6)]
    assert rounds_of("aabaaa") == [Round(0, 2)]  # what is behind the last end is in no round
    assert rounds_of("abaab") == [Round(2, 4)]  # nothing runs in the first
    assert rounds_of("aaaa") == []
    assert (Round(3, 6).last, [*Round(3, 6).times]) == (5, [3, 4, 5, 6])


def test_a_unit_counts_whose_c_takes_a_step_at_each_item_and_goes_back_at_the_end(trace: OrderTrace) -> None:
    flat = two([0.5, 1.0, 1.5, 1.5, 2.5, 3.0, 3.5, 4.0], 0.2)
    onward = [*np.arange(1.0, 19.0)]
    for column, steady, back in ((COUNTS, True, True), (flat, False, True), (onward, True, False)):
        for sign in (1.0, -1.0):
            climb = climb_of(with_cell(trace, [sign * each for each in column], [0.0] * 18), 0)
            assert (climb.steady, climb.back, climb.up, climb.counts) == (steady, back, sign > 0, steady and back)
    assert climb_of(with_cell(trace, COUNTS, COUNTS), 1).far == 3.5


def test_a_step_that_cannot_be_seen_is_none(trace: OrderTrace) -> None:
    for step, counts in ((0.06, True), (0.04, False)):
        column = two([step * number for number in range(8)], 0.0)
        assert climb_of(with_cell(trace, column, COUNTS), 0).counts == counts


def test_the_unit_that_counts_is_followed_and_if_none_does_the_one_that_goes_furthest(trace: OrderTrace) -> None:
    onward = [*np.arange(1.0, 19.0)]
    assert counter_of(with_cell(trace, onward, COUNTS)) == 1
    assert counter_of(with_cell(trace, [2 * each for each in COUNTS], COUNTS)) == 0
    assert counter_of(with_cell(trace, COUNTS, [0.5 * each for each in onward])) == 0
    assert counter_of(with_cell(trace, [0.1 * each for each in onward], onward)) == 1


def test_the_end_is_said_at_the_first_item_after_which_it_is_likeliest(trace: OrderTrace) -> None:
    first, second = rounds_of(trace.tokens)
    assert (said_at(trace, first), said_at(trace, second)) == (7, 16)
    early = trace.probabilities.copy()
    early[3] = early[3, ::-1]
    assert said_at(replace(trace, probabilities=early), first) == 3
    never = np.tile(trace.probabilities[0], (18, 1))
    assert said_at(replace(trace, probabilities=never), second) is None


def test_with_the_opening_cell_state_the_output_gate_would_be_half_open(trace: OrderTrace) -> None:
    others = trace.output_preactivation - trace.output_peek
    np.testing.assert_allclose(others + trace.peephole[2] * trace.opening_cells, 0.0, atol=1e-12)
    beyond = np.sign(trace.peephole[2]) * (trace.cell - trace.opening_cells) > 0
    np.testing.assert_array_equal(beyond, trace.output_gate > 0.5)
    weights = trace.cell_weights._replace(peephole=np.zeros((3, 2)))
    assert np.isinf(replace(trace, cell_weights=weights).opening_cells).all()
    for lacking in (order_traces("abc")[2], trace.without("weight", "bias", "peephole")):
        with pytest.raises(TraceError, match="opening_cells"):
            lacking.lookup("opening_cells")
