"""The film of one word in an LSTM with one gate for two: what it shows of the trace, and what it says."""

from functools import cache
from typing import Any

import numpy as np
import pytest

from model import zoo
from model.errors import TraceError
from model.networks import Reader
from model.trace import ReaderTrace
from model.vocabulary import UNKNOWN, Vocabulary
from scenes.lstm_coupled import QUESTION, LSTMCoupled
from scenes.mobjects.text import Paragraph
from scenes.stage import worker
from scenes.telling.coupled_words import CoupledWords
from scenes.telling.gate_words import OPEN, SHUT
from scenes.telling.scene import Brief

pytestmark = pytest.mark.usefixtures("manim_ready")


@cache
def trace_of(text: str = LSTMCoupled.text) -> ReaderTrace:
    made = zoo.load("reviews_lstm_coupled").run(text)
    assert isinstance(made, ReaderTrace)
    return made


@cache
def told() -> tuple[LSTMCoupled, Any]:
    scene, report = worker.rehearse(LSTMCoupled, Brief(trace_of()))
    assert isinstance(scene, LSTMCoupled)
    return scene, report


def shown(key: str, act: str) -> dict[tuple[int, ...], Any]:
    scene, _ = told()
    displays = [each for beat in scene.beats if beat.act == act for each in beat.displays if each.reading.key == key]
    return {each.reading.index: each.shown for each in displays}


def untrained(factor: float, bias: float) -> ReaderTrace:
    """Return what a reader computes whose input gates are nearly all as open as a bias makes them."""
    network = Reader.create(
        Vocabulary((UNKNOWN, "a", "b")), ("no", "yes"), np.random.default_rng(3), units=3, features=2, cell="lstm_coupled"
    )
    arrays = {name: factor * array for name, array in network.parameters.items()}
    arrays["cell.bias"] = arrays["cell.bias"].copy()
    arrays["cell.bias"][0] = bias
    made = network.with_parameters(arrays).run("a b a")
    assert isinstance(made, ReaderTrace)
    return made


def test_it_is_told_and_true() -> None:
    scene, report = told()
    assert report.problems == ()
    assert any(each.name.startswith("forget_gate = 1 - input_gate") for each in scene.trace.identities())
    assert [act.title for act in scene.acts] == [
        "the question",
        "two decisions",
        "one gate",
        "one slider",
        "output gate",
        "the answer",
        "what it saves",
    ]


def test_both_ends_of_every_slider_are_shown_and_add_up_to_one() -> None:
    scene, _ = told()
    gates = [shown(key, "one slider") for key in ("input_gate", "forget_gate")]
    assert all({(scene.step, unit) for unit in scene.units} <= set(each) for each in gates)
    sliders = scene.sliders
    for unit in scene.units:
        ends = [scale.level(unit) for scale in sliders.scales]
        assert ends[0] == pytest.approx(ends[1])  # the bars meet
        high = sum(float(scale.bars[unit].height) for scale in sliders.scales)
        assert high == pytest.approx(sliders.scales[0].first - sliders.scales[1].first)


def test_every_new_cell_state_lies_between_the_old_one_and_the_candidate_at_the_place_of_its_gate() -> None:
    scene, _ = told()
    trace, step = scene.trace, scene.step
    for unit in scene.units:
        old, new, mixed = (float(trace.lookup(key)[step, unit]) for key in ("previous_cell", "candidate", "cell"))
        gate = float(trace.input_gate[step, unit])
        assert mixed == pytest.approx(old + gate * (new - old))
        top, foot = scene.sliders.scales[0].first, scene.sliders.scales[1].first
        assert scene.sliders.level(unit) == pytest.approx(top + gate * (foot - top))
    assert (step, scene.unit) in shown("cell", "one slider")


def test_the_forget_gate_is_not_shown_before_the_slider_and_has_no_sum() -> None:
    scene, _ = told()
    assert not any(shown("forget_gate", act) for act in ("the question", "two decisions", "one gate"))
    number = scene.trace.declared.gates.index("input")
    sums = shown("products", "one gate")
    assert {index[:3] for index in sums} == {(scene.step, number, scene.unit)}
    assert any("f has no weights" in beat.caption for beat in scene.beats)


def test_what_is_saved_is_counted() -> None:
    scene, _ = told()
    trace = scene.trace
    captions = [beat.caption for beat in scene.beats if beat.act == "what it saves"]
    assert f"{trace.weight_count} numbers, not {trace.uncoupled_count}" in captions[0]
    assert trace.weight_count == trace.weight.size + trace.bias.size
    assert len(shown("block_counts", "what it saves")) == len(trace.declared.gates)
    assert len(shown("weight", "what it saves")) == trace.weight.size
    assert len(shown("uncoupled_count", "what it saves")) == 1


def test_the_question_is_asked_in_the_first_frame() -> None:
    scene, _ = told()
    asked = scene.asked_large()
    assert isinstance(asked, Paragraph)
    assert asked.phrase.text == QUESTION
    assert asked.get_left()[0] > scene.road.old.right


@pytest.mark.some(("bias", "said"), [(-9.0, "stays about where it was"), (9.0, "moves towards")], take=1)
def test_a_gate_that_lets_nothing_in_or_all_is_told_as_such(bias: float, said: str) -> None:
    scene, report = worker.rehearse(LSTMCoupled, Brief(untrained(1.0, bias)))
    assert report.problems == ()
    assert any(said in beat.caption for beat in scene.beats)


def test_an_lstm_with_two_gates_is_refused() -> None:
    with pytest.raises(TraceError, match="This film shows cells of kind lstm_coupled, the trace has 'lstm'"):
        LSTMCoupled.check(Brief(zoo.load("reviews").run("good")))


def test_what_is_said_of_a_gate_is_so_for_every_word_and_unit() -> None:
    scene, _ = told()
    trace, said = scene.trace, set[str]()
    for time, unit in np.ndindex(trace.input_gate.shape):
        words = CoupledWords(scene, time=time, unit=unit)
        parts = (scene.value("weighted_hidden", time, 0, unit), scene.value("weighted_words", time, 0, unit))
        says, fields = words.opening(parts)
        share, (past, word) = float(trace.input_gate[time, unit]), (float(part.value) for part in parts)
        assert fields["i"].value == share
        assert ("almost all old" in says) == (share < SHUT)
        assert ("almost all new" in says) == (share > OPEN)
        if time:
            first = says.partition(",")[0] if "h votes" in says else says
            assert (past > 0) == ("for new" in first)
            assert ((past > 0) == (word > 0)) == ("h votes" not in says)
            assert ("the bias tips it" in says) == ((past > 0) == (word > 0) and (word > 0) != (share > 0.5))
        said.add(says.partition(":")[0])
        mixed, ends = words.mixed()
        same = f"{ends['before'].value:.2f}" == f"{ends['after'].value:.2f}"
        assert ("stays about" in mixed) == same or abs(float(ends["after"].value)) < 0.005  # there is no minus nought
    assert len(said) > 3


def test_the_sum_of_the_gate_is_told_in_one_beat() -> None:
    scene, _ = told()
    first, _ = (beat for beat in scene.beats if beat.act == "one gate")
    assert {"products", "weighted_hidden", "weighted_words", "bias", "input_gate"} <= {
        each.reading.key for each in first.displays
    }


def test_what_a_word_added_comes_as_printed_to_what_is_seen_there() -> None:
    scene, _ = told()
    said = set[str]()
    for time, unit in np.ndindex(scene.trace.input_gate.shape):
        says, fields = CoupledWords(scene, time=time, unit=unit).held()
        values = {name: round(float(fields[name].value), 2) for name in ("part", "kept", "held") if name in fields}
        if "part" not in values:
            continue
        held = round(float(scene.trace.previous_cell[time, unit]), 2)
        said.add(says.partition(" added ")[2])
        assert values.get("held", values["part"]) == held
        if "kept" in values:
            assert values["kept"] + values["part"] == pytest.approx(held)
    assert len({each.partition(" unit")[0] for each in said}) >= 2
