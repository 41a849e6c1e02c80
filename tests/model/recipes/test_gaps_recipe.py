"""Networks that are trained at a gap."""

from dataclasses import replace

import numpy as np
import pytest

from model.errors import UsageError
from model.gradients import sigmoid
from model.recipes import gaps
from model.trace.recall import RecallTrace


@pytest.mark.parametrize(("sort", "labels"), [("recall", 7), ("agreement", 2)])
def test_a_network_learns_over_a_short_gap_and_says_what_it_is_judged_by(
    sort: str, labels: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gaps, "PLAN", replace(gaps.PLAN, steps=100))
    learned = gaps.train_over(sort, "lstm", 5, 0)
    source = learned.provenance
    assert source.score > 0.9
    assert (source.model, source.seed, source.score_count) == (f"{sort}_lstm_5", 0, gaps.FRESH)
    assert len(learned.labels) == labels
    assert gaps.train_over(sort, "lstm", 5, 0).fingerprint == learned.fingerprint


def test_new_sentences_are_the_same_for_every_seed_and_over_a_long_gap_none_was_learned_from() -> None:
    assert gaps.fresh("recall", 80) == gaps.fresh("recall", 80)
    learned = {each.words for each in gaps.drawn("recall", 80, np.random.default_rng((0, 80)), 2000)}
    assert len(learned) == 2000
    assert not any(each.words in learned for each in gaps.fresh("recall", 80))


@pytest.mark.parametrize("kind", gaps.KINDS)
def test_a_network_that_has_learned_nothing_forgets_as_its_bias_says(kind: str) -> None:
    [trace] = gaps.untrained_traces(20, [kind])
    assert isinstance(trace, RecallTrace)
    assert (trace.gap, trace.ending, trace.tokens[trace.cue]) == (20, "french", "france")
    if kind in gaps.BIASES:
        assert trace.forget_gate.mean() == pytest.approx(float(sigmoid(np.array(gaps.BIASES[kind]))), abs=0.02)


def test_the_bias_alone_differs_between_lstms_that_have_learned_nothing() -> None:
    one, other = (gaps.blank("recall", kind, 3) for kind in ("lstm_bias_0", "lstm_bias_3"))
    differing = [name for name, array in one.parameters.items() if not np.array_equal(array, other.parameters[name])]
    assert differing == ["cell.bias"]
    assert gaps.blank("recall", "lstm", 3).cell.weights.bias[1].tolist() == [1.0] * gaps.UNITS


def test_a_gap_is_one_that_networks_were_trained_at() -> None:
    assert [gaps.gap_of(text) for text in ("5", "20", "80")] == [*gaps.GAPS]
    for text in ("7", "", "twenty", "9" * 5000):
        with pytest.raises(UsageError, match=r"^Networks are trained at gaps of 5, 20, 80 words, not of '.*'\.$"):
            gaps.gap_of(text)


@pytest.mark.parametrize("gap", gaps.GAPS)
def test_every_gap_has_a_sentence_that_is_told_of(gap: int) -> None:
    example = gaps.far_one(gap)
    assert (example.gap, example.answer) == (gap, "french")
