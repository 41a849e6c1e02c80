"""What turns a verdict: the word, the margin, and the units that move it."""

from dataclasses import replace

import numpy as np
import pytest

from model import zoo
from model.trace import ReaderTrace, axes_of


@pytest.fixture(scope="module")
def trace() -> ReaderTrace:
    return read("This phone is not bad at all")


def read(text: str) -> ReaderTrace:
    made = zoo.load("reviews").run(text)
    assert isinstance(made, ReaderTrace)
    return made


def margin(trace: ReaderTrace, time: int, before: bool) -> float:
    """Return the margin of the winner after a word over its rival, before that word or after it, from the logits."""
    winner, rival = trace.contested(time)
    logits = trace.logits[time - 1 if before else time]
    return float(logits[winner] - logits[rival])


def test_what_was_before_is_what_was_after_the_word_before(trace: ReaderTrace) -> None:
    for name in ("probabilities", "pushes", "centred_logits", "pushes_of_others"):
        previous = trace.lookup(f"previous_{name}")
        assert np.allclose(previous[1:], trace.lookup(name)[:-1])
        assert axes_of(trace, f"previous_{name}") == axes_of(trace, name)
    assert trace.previous_probabilities[0] == pytest.approx(trace.initial_probabilities)
    assert trace.previous_verdicts[1:] == trace.verdicts[:-1]
    assert trace.previous_verdict_probabilities[1:] == pytest.approx(trace.verdict_probabilities[:-1])
    assert trace.previous_verdict_probabilities[0] == trace.previous_probabilities[0].max()


def test_a_unit_and_all_others_make_the_centred_logits(trace: ReaderTrace) -> None:
    assert np.allclose(trace.pushes + trace.pushes_of_others, trace.centred_logits[:, None, :])
    assert np.allclose(trace.weighted_hidden + trace.weighted_words, trace.weighted_inputs)


def test_units_move_the_margin_as_far_as_it_moves(trace: ReaderTrace) -> None:
    for time in range(1, len(trace.tokens)):
        moved = margin(trace, time, before=False) - margin(trace, time, before=True)
        assert trace.margin_changes[time].sum() == pytest.approx(moved)
        assert trace.margin_percents[time].sum() == pytest.approx(100)


def test_the_margin_is_what_a_unit_and_all_others_pull(trace: ReaderTrace) -> None:
    shares = np.log(np.concatenate([trace.previous_probabilities[:1], trace.probabilities]))
    for time, pair in enumerate(zip(trace.winners, trace.rivals, strict=True)):
        before, after = (float(np.diff(shares[step, pair[::-1]]).item()) for step in (time, time + 1))
        assert trace.previous_margins[time] == pytest.approx(before)
        assert trace.margins[time] == pytest.approx(after)
        assert trace.swings[time] == pytest.approx(after - before)
    for when in ("previous_", ""):
        own, others = (trace.lookup(f"{when}margin_pushes{whose}") for whose in ("", "_of_others"))
        assert own + others == pytest.approx(np.repeat(trace.lookup(f"{when}margins")[:, None], own.shape[1], axis=1))
    assert trace.margin_changes.sum(axis=1) == pytest.approx(trace.swings)
    assert trace.margin_changes + trace.margin_changes_of_others == pytest.approx(
        trace.swings[:, None] + 0 * trace.margin_changes
    )


def test_what_a_unit_shows_times_its_weight_is_its_push_on_the_margin(trace: ReaderTrace) -> None:
    assert trace.margin_weights * trace.hidden == pytest.approx(trace.margin_pushes)
    assert trace.margin_weights * trace.previous_hidden == pytest.approx(trace.previous_margin_pushes)


def test_movers_are_the_fewest_that_make_most_of_it(trace: ReaderTrace) -> None:
    for time in range(len(trace.tokens)):
        movers, parts = trace.movers(time), trace.margin_percents[time]
        assert sum(parts[list(movers)]) >= 80
        assert sum(parts[list(movers[:-1])]) < 80
        assert min(parts[list(movers)]) >= max(np.delete(parts, list(movers)))


def test_the_word_that_turns_the_verdict_is_not_the_first_if_another_one_does() -> None:
    for text, word in {"This phone is not bad at all": "bad", "not good": "good", "good": "good"}.items():
        trace = read(text)
        assert trace.tokens[trace.turning_word] == word
    flat = np.tile(trace.probabilities[:1], (1, 1))
    assert replace(trace, probabilities=flat).turning_word == 0


def test_the_cause_is_the_word_after_which_the_verdict_was_so(trace: ReaderTrace) -> None:
    for time in range(len(trace.tokens)):
        cause = trace.cause(time)
        since = trace.previous_verdicts[0 if cause is None else cause + 1 : time + 1]
        assert set(since) == {trace.previous_verdicts[time]}
        assert cause is None or trace.previous_verdicts[cause] != trace.previous_verdicts[time]


def test_the_writer_wrote_at_least_half_of_what_is_held(trace: ReaderTrace) -> None:
    bad = trace.tokens.index("bad")
    assert trace.tokens[trace.writer(bad, trace.movers(bad)[0]) or 0] == "not"
    assert trace.writer(0, 0) is None
    assert replace(trace, memory=None).writer(bad, 0) is None
    for unit in range(8):
        parts, writer = np.abs(trace.memory[bad - 1, :, unit]), trace.writer(bad, unit)  # type: ignore[index]
        assert (writer is None) == (parts.max() < parts.sum() / 2)
        assert writer is None or parts[writer] == parts.max()


def test_labels_are_those_that_are_contested(trace: ReaderTrace) -> None:
    bad = trace.tokens.index("bad")
    assert {trace.labels[each] for each in trace.contested(bad)} == {"negative", "positive"}
    for unit in range(8):
        moved = np.abs(trace.pushes[bad, unit] - trace.previous_pushes[bad, unit])
        assert moved[trace.most_changed(bad, unit)] == max(moved[list(trace.contested(bad))])


def test_labels_that_units_pull_to_are_called_by_their_names(trace: ReaderTrace) -> None:
    for time, (winner, rival) in enumerate(zip(trace.winners, trace.rivals, strict=True)):
        assert trace.rival_labels[time] == trace.labels[rival]
        for unit in range(8):
            for when in ("", "previous_"):
                pull = trace.lookup(f"{when}margin_pushes")[time, unit]
                pulled = trace.lookup(f"{when}pulled_labels")[time][unit]
                assert pulled == trace.labels[winner if pull > 0 else rival]
    assert axes_of(trace, "pulled_labels") == axes_of(trace, "previous_pulled_labels") == ("time", "unit")
    assert (axes_of(trace, "pulled_labels"), axes_of(trace, "rival_labels")) == (("time", "unit"), ("time",))


def test_the_most_active_units_are_in_their_order_and_have_those_that_must_be_there(trace: ReaderTrace) -> None:
    sizes = np.abs(trace.hidden).max(axis=0)
    least = int(sizes.argmin())
    assert trace.most_active(99) == tuple(range(8))
    assert set(trace.most_active(3)) == set(np.argsort(-sizes)[:3])
    chosen = trace.most_active(3, among=(least,))
    assert least in chosen
    assert list(chosen) == sorted(chosen)
