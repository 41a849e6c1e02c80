"""The trace of a network that ends a sentence."""

from dataclasses import replace
from pathlib import Path

import pytest

from model.errors import TraceError
from model.recipes.gaps import untrained_traces
from model.trace import TRACES, Trace
from model.trace.axes import Along, Axes
from model.trace.declarations import hints_of, marks_of
from model.trace.recall import RecallTrace


@pytest.fixture(scope="module")
def trace() -> RecallTrace:
    return untrained_traces(20, ["lstm"])[0]


def test_it_says_how_likely_the_right_word_is_after_each_word(trace: RecallTrace, tmp_path: Path) -> None:
    trace.save(tmp_path / "mine.npz")
    again = Trace.load(tmp_path / "mine.npz")
    assert isinstance(again, RecallTrace)
    assert (again.cue, again.ending, again.gap) == (trace.cue, "french", 20)
    column = again.labels.index("french")
    assert again.lookup("ending_probabilities").tolist() == again.probabilities[:, column].tolist()
    assert all(identity.holds for identity in again.identities())


def test_it_is_right_if_the_last_verdict_is_that_word(trace: RecallTrace) -> None:
    assert replace(trace, ending=trace.verdicts[-1]).is_right
    assert not replace(trace, ending=next(label for label in trace.labels if label != trace.verdicts[-1])).is_right


def test_a_word_that_is_no_label_or_a_cue_that_is_no_word_is_refused(trace: RecallTrace) -> None:
    with pytest.raises(TraceError, match=r"the ending is 'dutch', which is no label\."):
        replace(trace, ending="dutch")
    for cue in (-1, len(trace.tokens)):
        with pytest.raises(TraceError, match=r"the cue is -?\d+, and there are 25 tokens\."):
            replace(trace, cue=cue)


def test_who_guesses_is_right_as_often_as_there_are_choices(trace: RecallTrace) -> None:
    assert trace.choices == ("french", "spanish", "italian", "german")
    assert trace.guess == 0.25
    for choices in (("spanish", "german"), ("french", "dutch")):
        with pytest.raises(TraceError, match=r"the choices are .*: they should be labels, the ending among them"):
            replace(trace, choices=choices)


@pytest.mark.parametrize("kind", TRACES.values(), ids=TRACES)
def test_no_kind_of_trace_forgets_along_which_axes_what_it_inherits_is(kind: type[Trace]) -> None:
    own, said = hints_of(kind), vars(kind).get("__annotations__", {})
    inherited = ((name, hint) for base in kind.__mro__[1:] for name, hint in hints_of(base).items() if name not in said)
    for name, hint in inherited:
        for mark in (Axes, Along):
            axes = [*marks_of(hint, mark)]
            assert not axes or [*marks_of(own[name], mark)] == axes, name
