"""What a trace of a plain recurrent cell says of words that come again, of its largest changes, and of its own size."""

from collections.abc import Callable

import numpy as np
import pytest

from model.errors import TraceError
from model.trace import ReaderTrace, axes_of
from tests.model.trace.test_trace_files import reader

Reads = Callable[[str], Callable[[str], ReaderTrace]]


def test_the_two_places_of_a_word_are_those_after_which_states_differ_most(reads: Reads) -> None:
    trace = reads("reviews_rnn")("The food was not good but the service was good")
    assert trace.twice is not None
    early, late = trace.twice
    assert trace.tokens[early].casefold() == trace.tokens[late].casefold()
    assert early < late
    assert np.array_equal(trace.inputs[early], trace.inputs[late])
    apart = {pair: float(np.abs(trace.hidden[pair[0]] - trace.hidden[pair[1]]).sum()) for pair in ((0, 6), (2, 8), (4, 9))}
    assert trace.twice == max(apart, key=lambda pair: apart[pair])
    assert apart[trace.twice] > 0.1  # the same word, and yet another state


@pytest.mark.parametrize("text", ["good", "The food was good", "zorble quaggy frimble good"])
def test_without_a_word_that_comes_again_there_are_none_even_if_vectors_are_alike(text: str, reads: Reads) -> None:
    assert reads("reviews_rnn")(text).twice is None


def test_the_word_that_changes_a_unit_most_is_not_the_first(reads: Reads) -> None:
    trace = reads("reviews_rnn")("This phone is not bad at all")
    for unit in range(trace.sizes.unit):
        change = np.abs(np.diff(trace.hidden[:, unit]))
        assert trace.jolt(unit) == int(change.argmax()) + 1
    assert reads("reviews_rnn")("good").jolt(0) == 0


@pytest.mark.parametrize(("name", "blocks"), [("reviews_rnn", 1), ("reviews", 4)])
def test_weights_are_counted(name: str, blocks: int, reads: Reads) -> None:
    trace = reads(name)("not good")
    units, features = trace.sizes.unit, trace.sizes.feature
    assert trace.weight_count == blocks * units * (units + features + 1)
    assert trace.operation_count == 2 * blocks * units * (units + features)
    for count in ("weight_count", "operation_count"):
        with pytest.raises(AttributeError):
            getattr(trace.without("weight", "bias"), count)


@pytest.mark.parametrize(("cell", "blocks"), [("lstm", 4), ("lstm_coupled", 3), ("gru", 3)])
def test_weights_are_counted_block_by_block(cell: str, blocks: int) -> None:
    trace = reader(cell)
    assert trace.block_counts.tolist() == blocks * [trace.sizes.unit * (trace.sizes.unit + trace.sizes.feature + 1)]
    assert trace.block_counts.sum() == trace.weight_count
    with pytest.raises(TraceError, match="has no 'block_counts'"):
        trace.without("weight", "bias").lookup("block_counts")


def test_a_cell_whose_forget_gate_is_what_another_leaves_saves_a_block() -> None:
    apart, coupled = reader("lstm"), reader("lstm_coupled")
    assert coupled.uncoupled_count == apart.weight_count > coupled.weight_count
    for cell in ("lstm", "gru", "rnn"):
        with pytest.raises(TraceError, match="has no 'uncoupled_count'"):
            reader(cell).lookup("uncoupled_count")


def test_arrays_of_a_cell_with_one_block_have_no_gate_axis(reads: Reads) -> None:
    plain, gated = (reads(name)("not good") for name in ("reviews_rnn", "reviews"))
    assert axes_of(plain, "products") == ("time", "unit", "stacked")
    assert axes_of(gated, "products") == ("time", "gate", "unit", "stacked")
    for trace in (plain, gated):
        assert np.ndim(trace.products) == len(axes_of(trace, "products"))
