"""The film of one word in an LSTM with one gate for two: what it shows of the trace, and what it says."""

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest
from unwatched import tell

from model import zoo
from model.errors import TraceError
from model.networks import Reader
from model.trace import ReaderTrace
from model.vocabulary import UNKNOWN, Vocabulary
from scenes.lstm_coupled import QUESTION, LSTMCoupled
from scenes.mobjects.passing import Pass
from scenes.mobjects.sets.same_machine import Source
from scenes.mobjects.sets.sliders import FOOT, TOP
from scenes.mobjects.sets.two_gates import TwoGates
from scenes.mobjects.text import Paragraph
from scenes.stage import worker
from scenes.telling.coupled_numbers import MIXED, CoupledNumbers
from scenes.telling.coupled_words import CoupledWords
from scenes.telling.laws.sight import overlap
from scenes.telling.passage import box_of
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


def test_both_gates_of_every_unit_and_what_they_make_are_shown() -> None:
    scene, _ = told()
    for key in ("input_gate", "forget_gate", "cell"):
        assert {(scene.step, unit) for unit in scene.units} <= set(shown(key, "one slider")), key
    for key in ("kept", "written"):
        assert (scene.step, scene.unit) in shown(key, "one slider")


def test_the_followed_unit_slides_before_all_others() -> None:
    scene, _ = told()
    beats = [
        {each.reading.index[-1] for each in beat.displays if each.reading.key == "kept"}
        for beat in scene.beats
        if beat.act == "one slider"
    ]
    first, *_ = (units for units in beats if units)
    assert first == {scene.unit}


def test_what_was_added_goes_to_what_the_followed_unit_holds_and_that_is_seen_all_the_time() -> None:
    scene, _ = told()
    first, beat = (each for each in scene.beats if each.act == "the question")
    writer, held = scene.trace.writer(scene.step, scene.unit), ("previous_cell", (scene.step, scene.unit))
    for each in (first, beat):
        assert held in {(display.reading.key, display.reading.index) for display in each.displays}
    assert ("written", (writer, scene.unit)) in {(each.reading.key, each.reading.index) for each in beat.displays}


def test_every_new_cell_state_lies_between_the_old_one_and_the_candidate_at_the_place_of_its_gate() -> None:
    scene, _ = told()
    trace, step = scene.trace, scene.step
    for unit in scene.units:
        old, new, mixed = (float(trace.lookup(key)[step, unit]) for key in ("previous_cell", "candidate", "cell"))
        gate = float(trace.input_gate[step, unit])
        assert mixed == pytest.approx(old + gate * (new - old))
        assert scene.sliders.level(unit) == pytest.approx(TOP + gate * (FOOT - TOP))
    assert (step, scene.unit) in shown("cell", "one slider")


def test_the_forget_gate_is_not_shown_before_the_slider_and_is_said_to_have_no_weights() -> None:
    scene, _ = told()
    assert not any(shown("forget_gate", act) for act in ("the question", "two decisions", "one gate"))
    assert any("f has no weights" in beat.caption for beat in scene.beats)


def test_what_is_saved_is_counted() -> None:
    scene, _ = told()
    trace = scene.trace
    captions = [beat.caption for beat in scene.beats if beat.act == "what it saves"]
    units, stacked = trace.weight.shape[1:]
    assert f"{units} × {stacked} weights and {units} biases fewer" in captions[0]
    assert trace.uncoupled_count - trace.weight_count == units * stacked + units
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


@pytest.mark.some(("bias", "said"), [(-9.0, "stays about where it was"), (9.0, "is between")], take=1)
def test_a_gate_that_lets_nothing_in_or_all_is_told_as_such(bias: float, said: str) -> None:
    scene, report = worker.rehearse(LSTMCoupled, Brief(untrained(1.0, bias)))
    assert report.problems == ()
    assert any(said in beat.caption for beat in scene.beats)


@pytest.mark.parametrize("share", [0.0, 0.05, 0.5, 0.95, 1.0])
def test_a_gate_clears_what_both_ends_of_the_line_mean_however_far_it_is_open(share: float) -> None:
    scene, _ = told()
    gates, gate = TwoGates(scene.source, theme=scene.theme), scene.road.entering.fresh(scene.unit).scale(TwoGates.SIZE)
    gate.patch.reading = replace(gate.patch.reading, value=share)
    labels = np.array([box_of(each) for each in gates.ends])
    ways = [each for play in gates.take(gate, 2.0) for each in play if isinstance(each, Pass)]
    assert len(ways) == 2
    for way in ways:
        way.begin()
        for alpha in np.linspace(0.0, 1.0, 41):
            way.interpolate(float(alpha))
            assert not overlap(box_of(gate)[None], labels).any(), f"{way.path} at {alpha}"


def test_an_lstm_with_two_gates_is_refused() -> None:
    with pytest.raises(TraceError, match="This film shows cells of kind lstm_coupled, the trace has 'lstm'"):
        LSTMCoupled.check(Brief(zoo.load("reviews").run("good")))


def test_what_is_said_of_a_gate_is_so_for_every_word_and_unit() -> None:
    scene, _ = told()
    trace, said = scene.trace, set[str]()
    for time, unit in np.ndindex(trace.input_gate.shape):
        words = CoupledWords(scene, time=time, unit=unit)
        parts = (scene.value("weighted_hidden", time, 0, unit), scene.value("weighted_words", time, 0, unit))
        says, _ = words.opening(parts)
        whole, (past, word) = float(trace.input_preactivation[time, unit]), (float(part.value) for part in parts)
        adds = {"h": past, "x": word, "the bias": whole - past - word}
        first = max(adds, key=lambda name: abs(adds[name]))
        alone = 2 * abs(adds[first]) > sum(map(abs, adds.values()))
        votes = [each.lower() for each in says.partition(":")[0].split("; ") if each != "h has no vote yet"]
        assert ("h has no vote yet" in says) == (time == 0)
        assert any(", more than " in each for each in votes) == alone
        for each in votes:
            if "hardly" not in each:
                who = [first] if alone else each.partition(" vote")[0].replace(" and ", ", ").split(", ")
                assert {adds[name] > 0 for name in who} == {"for new" in each}
        if alone:
            assert votes[0].startswith(first)
            assert ("for new" in votes[0]) == (trace.input_gate[time, unit] > 0.5)
        said.add(says.partition(":")[0])
        mixed, ends = words.mixed()
        same = f"{ends['before'].value:.2f}" == f"{ends['after'].value:.2f}"
        assert ("stays about" in mixed) == same or abs(float(ends["after"].value)) < 0.005  # there is no minus nought
    assert len(said) > 3


def test_the_parts_of_the_sum_of_the_gate_add_up_as_printed() -> None:
    scene, _ = told()
    number, unit = scene.trace.declared.gates.index("input"), scene.unit
    first, _ = (beat for beat in scene.beats if beat.act == "one gate")
    texts = [each for each in first.displays if each.aspect == "text"]
    said = {each.reading.key: str(each.shown).replace("−", "-") for each in texts}
    parts = [float(said[key]) for key in ("weighted_hidden", "weighted_words", "bias")]
    assert round(float(scene.trace.input_preactivation[scene.step, unit]), 3) == pytest.approx(sum(parts))
    assert shown("input_gate", "one gate")[scene.step, unit]
    assert (scene.step, number, unit) in shown("weighted_hidden", "one gate")


def test_what_a_word_added_comes_as_printed_to_what_is_seen_there() -> None:
    scene, _ = told()
    said = set[str]()
    for time, unit in np.ndindex(scene.trace.input_gate.shape):
        says, fields = CoupledWords(scene, time=time, unit=unit).held()
        values = {name: round(float(fields[name].value), 2) for name in ("part", "held") if name in fields}
        if "part" not in values:
            continue
        said.add(says.partition(": ")[2])
        assert values.get("held", values["part"]) == round(float(scene.trace.previous_cell[time, unit]), 2)
    assert len(said) == 2


def test_what_gates_read_comes_from_within_the_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    starts, come = list[tuple[float, float]](), Source.come

    def noted(source: Source, start: tuple[float, float], *args: Any, **options: Any) -> Any:
        starts.append(start)
        return come(source, start, *args, **options)

    monkeypatch.setattr(Source, "come", noted)
    scene, _ = worker.rehearse(LSTMCoupled, Brief(trace_of()))
    caption = scene.frame.caption
    assert starts
    assert all(caption.left < x < caption.right and caption.top < y < scene.frame.header.bottom for x, y in starts)


def test_all_that_is_done_with_the_numbers_of_a_unit_holds_as_printed_in_many_sentences() -> None:
    network, rng, whole, all_of = zoo.load("reviews_lstm_coupled"), np.random.default_rng(7), 0, 0
    words = [word for word in network.vocabulary.words if word.isalpha()]
    traces = [network.run(" ".join(rng.choice(words, count))) for count in [*range(1, 14)] * 3]
    for trace in [*traces, *(untrained(factor, bias) for factor in (1.0, 3.0) for bias in (-3.0, 0.0, 3.0))]:
        time = int(rng.integers(len(trace.tokens)))
        for unit in range(trace.hidden.shape[1]):
            numbers, all_of = CoupledNumbers(trace, time, unit), all_of + 1
            places = {key: many for (key, _), many in {**numbers.cells.places, **numbers.words.places}.items()}
            seen = {key: round(float(trace.lookup(key)[time, unit]), many) for key, many in places.items()}
            seen = {key: value for key, value in seen.items() if (key, (time, unit)) not in numbers.cells.without}
            half = {key: 0.5 * 10.0**-many for key, many in places.items()}
            f, old, i, new, cell = (seen[key] for key in MIXED)
            assert f + i == pytest.approx(1.0)
            assert abs(f * old + i * new - cell) < half["cell"]
            if "kept" in seen:
                assert abs(f * old - seen["kept"]) < half["kept"]
                assert abs(i * new - seen["written"]) < half["written"]
                assert abs(seen["kept"] + seen["written"] - cell) < half["cell"]
                whole += 1
            if "squashed_cell" in seen and numbers.words is numbers.cells:
                assert abs(np.tanh(cell) - seen["squashed_cell"]) < half["squashed_cell"]
                assert abs(seen["squashed_cell"] * seen["output_gate"] - seen["hidden"]) < half["hidden"]
    assert whole > 0.75 * all_of


@pytest.mark.parametrize("text", [LSTMCoupled.text, "terribly good", "NEVER AGAIN WILL I EAT HERE", "good"])
def test_captions_cells_and_the_sum_have_the_same_numbers(text: str) -> None:
    scene = tell(LSTMCoupled, Brief(trace_of(text)), true=True)
    here, texts = (scene.step, scene.unit), dict[str, set[str]]()
    for beat in scene.beats:
        if beat.act == "one slider":
            for each in beat.displays:
                if each.aspect == "text" and each.reading.index == here and each.reading.key in (*MIXED, "kept", "written"):
                    texts.setdefault(each.reading.key, set()).add(str(each.shown))
    if scene.numbers.words is scene.numbers.cells:
        assert {key: len(shown) for key, shown in texts.items() if len(shown) > 1} == {}
    assert {*MIXED} <= {*texts}
    printed = [
        each.reading.index
        for beat in scene.beats
        for each in beat.displays
        if each.reading.key in ("kept", "written") and each.aspect == "text" and each.reading.index[0] == scene.step
    ]
    assert {*printed} <= {here}
