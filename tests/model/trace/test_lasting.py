"""Why what a word did lasts: what gates keep of it and what later words make of it, in both runs' own numbers."""

import numpy as np
import pytest

from model.cells import CELLS
from model.errors import TraceError
from model.networks import Reader
from model.trace import ReaderTrace
from model.trace.lasting import lasting_of
from model.vocabulary import UNKNOWN, Vocabulary

TEXT = "a b c b a"
CARRYING = [kind for kind in CELLS if kind != "rnn"]


def trace_of(kind: str) -> ReaderTrace:
    words, rng = Vocabulary((UNKNOWN, "a", "b", "c")), np.random.default_rng(2)
    reader = Reader.create(words, ("x", "y", "z"), rng, cell=kind, units=4, features=3)
    drawn = {name: 0.8 * rng.normal(size=each.shape) for name, each in reader.parameters.items()}
    return reader.with_parameters(drawn).run(TEXT, omissions=True)


@pytest.mark.parametrize("kind", CARRYING)
def test_what_is_kept_and_what_is_made_are_the_difference(kind: str) -> None:
    trace = trace_of(kind)
    gate = trace.lookup(trace.declared.carried.share)  # type: ignore[union-attr]
    for word in range(len(trace.tokens)):
        kept = trace.state_differences[word, word]
        assert np.array_equal(trace.kept_differences[word, word], kept)
        for time in range(word + 1, len(trace.tokens)):
            kept = gate[time] * kept
            assert np.allclose(trace.kept_differences[time, word], kept, atol=1e-15)
    assert np.allclose(trace.kept_differences + trace.made_differences, trace.state_differences, atol=1e-15)
    assert not trace.made_differences[0].any()


@pytest.mark.parametrize("kind", CARRYING)
def test_gates_alone_never_let_a_difference_grow_and_percents_add_up(kind: str) -> None:
    trace = trace_of(kind)
    assert np.allclose(np.diagonal(trace.percents_kept), 100.0)
    for word in range(len(trace.tokens)):
        assert (np.diff(trace.percents_kept[word:, word]) <= 1e-12).all()
    assert np.allclose(trace.percents_kept + trace.percents_made, trace.percents_left)
    with pytest.raises(TraceError, match="weighed_differences"):
        trace.lookup("weighed_differences")


def test_a_plain_cell_keeps_nothing_and_its_weights_make_a_new_difference() -> None:
    trace = trace_of("rnn")
    weight, after = trace.cell_weights.weight[:, :4], 3
    moved = weight @ trace.state_differences[after - 1, 1]
    assert np.allclose(trace.weighed_differences[after, 1], moved)
    first = np.abs(trace.state_differences[1, 1]).mean()
    assert trace.percents_weighed[after, 1] == pytest.approx(100 * np.abs(moved).mean() / first)
    assert np.allclose(trace.mean_weighed_factors * trace.mean_squashed_factors, trace.mean_effect_factors)
    assert (trace.mean_squashed_factors <= 1).all()
    assert (trace.percents_left <= trace.percents_weighed + 1e-12)[np.tril_indices(5, -1)].all()
    for key in ("kept_differences", "percents_kept"):
        with pytest.raises(TraceError, match=key):
            trace.lookup(key)


@pytest.mark.parametrize("kind", CELLS)
def test_factors_lead_from_all_to_what_is_left(kind: str) -> None:
    trace = trace_of(kind)
    for word in range(len(trace.tokens)):
        product = trace.effect_factors[word:, word].prod()
        assert product == pytest.approx(trace.effects_left[-1, word])
        assert trace.mean_effect_factors[word] ** trace.words_after[word] == pytest.approx(product)
    assert trace.words_after.tolist() == [4, 3, 2, 1, 0]


@pytest.mark.parametrize("kind", CELLS)
def test_the_audit_sees_a_run_whose_differences_follow_from_nothing(kind: str) -> None:
    trace = trace_of(kind)
    equation = lasting_of(trace.declared)
    assert [each.holds for each in equation.check(trace, "float64")] == [True]
    for word in (0, 2):
        wrong = trace.states_without.copy()
        wrong[3, word] += 1e-9
        (found,) = equation.check(trace.with_arrays(states_without=wrong), "float64")
        assert not found.holds
    assert not list(equation.check(trace.without("weight"), "float64"))
