"""How fast forget gates forget: by their bias alone, and really."""

from dataclasses import replace

import numpy as np
import pytest

from model.recipes.gaps import untrained_traces
from model.trace.recall import RecallTrace


@pytest.fixture(scope="module")
def traces() -> tuple[RecallTrace, ...]:
    return untrained_traces()


def test_half_lives_are_1_and_2_and_14_words_by_the_bias_alone(traces: tuple[RecallTrace, ...]) -> None:
    assert [trace.forget_bias for trace in traces] == [0.0, 1.0, 3.0]
    assert [trace.resting_gate for trace in traces] == pytest.approx([0.5, 0.731, 0.953], abs=5e-4)
    assert [trace.half_life for trace in traces] == pytest.approx([1.0, 2.213, 14.266], abs=5e-4)
    for trace in traces:
        assert trace.resting_gate**trace.half_life == pytest.approx(0.5)


def test_shares_are_those_of_what_the_cue_wrote_and_nothing_before_it(traces: tuple[RecallTrace, ...]) -> None:
    for trace in traces:
        cue = trace.cue
        gates, written = np.asarray(trace.forget_gate), np.asarray(trace.written)
        kept = np.prod(gates[cue + 1 : cue + 4], axis=0)
        assert trace.cue_kept[cue + 3] == pytest.approx(kept)
        assert trace.cue_shares[cue + 3] == pytest.approx(np.abs(kept * written[cue]).sum() / np.abs(written[cue]).sum())
        assert trace.resting_shares[cue + 3] == pytest.approx(trace.resting_gate**3)
        for shares in (trace.cue_kept, trace.cue_shares, trace.resting_shares):
            assert not shares[:cue].any()
            assert np.all(shares[cue] == 1)


def test_half_is_really_gone_as_soon_as_no_more_than_that_is_left(traces: tuple[RecallTrace, ...]) -> None:
    assert [trace.words_to_half for trace in traces] == [1, 3, 14]
    for trace in traces:
        after = trace.cue + trace.words_to_half
        assert trace.cue_shares[after] <= 0.5 < trace.cue_shares[after - 1]
    short = untrained_traces(5)[-1]
    assert short.cue_shares[-1] > 0.5
    assert not hasattr(short, "words_to_half")


def test_what_was_not_written_is_not_kept(traces: tuple[RecallTrace, ...]) -> None:
    nothing = traces[0].with_arrays(memory=np.zeros_like(traces[0].lookup("memory")))
    assert not nothing.cue_shares.any()


def test_without_one_bias_of_all_units_there_is_no_half_life(traces: tuple[RecallTrace, ...]) -> None:
    biases = np.array(traces[0].lookup("bias"))
    biases[1, 0] = 0.1
    others = traces[0].with_arrays(bias=biases), replace(traces[0], cell_weights=None), *untrained_traces(kinds=["rnn", "gru"])
    for trace in others:
        for name in ("forget_bias", "resting_gate", "half_life", "resting_shares"):
            assert not hasattr(trace, name)
    assert all(identity.holds for trace in others[1:] for identity in trace.identities())


@pytest.mark.parametrize(
    ("array", "place", "named"),
    [
        ("memory", (10, 4, 3), "cue_kept * written(cue)"),
        ("memory", (10, 4, 3), "cue_shares = "),
        ("forget_gate", (6, 2), "cue_kept * written(cue)"),
        ("written", (4, 2), "cue_shares = "),
    ],
)
def test_one_changed_value_is_seen(traces: tuple[RecallTrace, ...], array: str, place: tuple[int, ...], named: str) -> None:
    changed = np.array(traces[2].lookup(array))
    changed[place] += 0.01
    broken = [each.name for each in traces[2].with_arrays(**{array: changed}).identities() if not each.holds]
    assert any(named in name for name in broken)
    assert all(each.holds for each in traces[2].identities())
    assert any("(1/2)^(1 / half_life)" in each.name for each in traces[2].identities())
