"""The trace: each way in which one can be wrong is found and named."""

import json
import pickle
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import save_file

from model import zoo
from model.errors import TraceError
from model.trace import ReaderTrace, Trace, declared_arrays, sigmoid, softmax

SENTENCE = "I like this product but the battery could have been better"


@pytest.fixture(scope="module")
def trace() -> ReaderTrace:
    return zoo.load("reviews").run(SENTENCE)


AXES = {name: axes for name, axes, _ in declared_arrays(zoo.load("reviews").run("good"))}
KEYS = list(AXES)


def contents(trace: Trace, path: Path) -> dict[str, Any]:
    trace.save(path)
    with np.load(path) as file:
        return dict(file)


def test_saved_and_loaded_it_is_the_same(trace: ReaderTrace, tmp_path: Path) -> None:
    path = tmp_path / "t.npz"
    trace.save(path)
    again = Trace.load(path)
    assert isinstance(again, ReaderTrace)
    assert again.header() == trace.header()
    assert all(np.array_equal(again.lookup(key), trace.lookup(key)) for key in KEYS)


def test_it_survives_the_trip_to_a_worker(trace: ReaderTrace) -> None:
    again = pickle.loads(pickle.dumps(trace))
    assert np.array_equal(again.memory, trace.memory)
    assert again.tokens == trace.tokens


def test_arrays_cannot_be_changed(trace: ReaderTrace) -> None:
    for key in (*KEYS, "stacked", "previous_cell"):
        with pytest.raises(ValueError, match="read-only"):
            trace.lookup(key)[...] = 0.0


@pytest.mark.parametrize(("key", "axis"), [(key, axis) for key in KEYS for axis in range(len(AXES[key]))])
def test_every_wrong_size_is_named(trace: ReaderTrace, key: str, axis: int) -> None:
    with pytest.raises(TraceError) as error:
        trace.with_arrays(**{key: np.delete(trace.lookup(key), 0, axis)})
    assert any(name in str(error.value) for name in AXES[key])


@pytest.mark.parametrize("key", KEYS)
def test_every_wrong_rank_and_nan_is_named(trace: ReaderTrace, key: str) -> None:
    array = trace.lookup(key)
    with pytest.raises(TraceError, match=rf"^{key} has shape .* it should have the axes"):
        trace.with_arrays(**{key: array[None]})
    broken = array.copy()
    broken.flat[-1] = np.nan
    with pytest.raises(TraceError, match=f"^{key} holds a value that is not a finite number"):
        trace.with_arrays(**{key: broken})


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("tokens", ("one",), "the time axis is 11, it should be 1"),
        ("known", (True,), "known has 1 entries for 11 tokens"),
        ("labels", ("a", "b"), "the label axis is 3, it should be 2"),
    ],
)
def test_words_and_labels_must_fit_the_arrays(trace: ReaderTrace, field: str, value: Any, message: str) -> None:
    with pytest.raises(TraceError, match=message):
        replace(trace, **{field: value})


@pytest.mark.parametrize("key", [*(key for key in KEYS if key != "memory"), "header"])
def test_a_file_without_an_array_is_refused(trace: ReaderTrace, key: str, tmp_path: Path) -> None:
    arrays = contents(trace, tmp_path / "t.npz")
    del arrays[key]
    np.savez(tmp_path / "t.npz", **arrays)
    with pytest.raises(TraceError, match=rf"t\.npz lacks '{key}'"):
        Trace.load(tmp_path / "t.npz")


@pytest.mark.parametrize(
    ("entry", "value", "message"),
    [
        ("format", "other", "its header says format 'other' version 1"),
        ("version", 99, "version 99"),
        ("kind", "dreamer", "its kind is 'dreamer'; known kinds are .*reader"),
        ("cell", "gru9", "its cell is 'gru9'; known cells are .*lstm"),
        ("tokens", None, "tokens is None, it should be a list of texts"),
        (
            "provenance",
            {"model": "x"},
            "its provenance lacks 'task', 'score', 'score_name', 'score_count', 'fingerprint', 'seed'",
        ),
    ],
)
def test_a_wrong_header_is_named(trace: ReaderTrace, entry: str, value: Any, message: str, tmp_path: Path) -> None:
    path = tmp_path / "t.npz"
    arrays = contents(trace, path)
    header = json.loads(str(arrays.pop("header"))) | {entry: value}
    np.savez(path, header=np.array(json.dumps(header)), **arrays)
    with pytest.raises(TraceError, match=message) as error:
        Trace.load(path)
    assert str(path) in str(error.value)


@pytest.mark.parametrize("entry", ["cell", "tokens", "known", "labels", "provenance"])
def test_a_header_without_an_entry_is_refused(trace: ReaderTrace, entry: str, tmp_path: Path) -> None:
    path = tmp_path / "t.npz"
    arrays = contents(trace, path)
    header = json.loads(str(arrays.pop("header")))
    del header[entry]
    np.savez(path, header=np.array(json.dumps(header)), **arrays)
    with pytest.raises(TraceError, match=f"lacks '{entry}'"):
        Trace.load(path)


def test_pickled_content_is_never_loaded(trace: ReaderTrace, tmp_path: Path) -> None:
    path = tmp_path / "t.npz"
    arrays = contents(trace, path) | {"hidden": np.array([{"evil": 1}], dtype=object)}
    np.savez(path, **arrays)
    with pytest.raises(TraceError, match="hidden holds Python objects, not numbers"):
        Trace.load(path)


def test_text_in_an_array_is_named(trace: ReaderTrace, tmp_path: Path) -> None:
    path = tmp_path / "t.npz"
    np.savez(path, **contents(trace, path) | {"hidden": np.array(["a"])})
    with pytest.raises(TraceError, match="hidden holds <U1, not numbers"):
        Trace.load(path)


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 0.999])
def test_a_truncated_file_is_refused(trace: ReaderTrace, share: float, tmp_path: Path) -> None:
    path = tmp_path / "t.npz"
    trace.save(path)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(share * len(whole))])
    with pytest.raises(TraceError, match=r"t\.npz is not a trace file"):
        Trace.load(path)


def test_missing_file_folder_and_plain_array(tmp_path: Path) -> None:
    with pytest.raises(TraceError, match="There is no trace file"):
        Trace.load(tmp_path / "none.npz")
    with pytest.raises(TraceError, match="not a trace file"):
        Trace.load(tmp_path)
    np.save(tmp_path / "a.npy", np.ones(3))
    with pytest.raises(TraceError, match="not a trace file"):
        Trace.load(tmp_path / "a.npy")
    save_file({"weight": np.ones(3)}, tmp_path / "w.safetensors")
    with pytest.raises(TraceError, match=r"w\.safetensors holds weights, and no trace: give it with --model\.$"):
        Trace.load(tmp_path / "w.safetensors")


def test_lookup_descends_and_names_near_matches(trace: ReaderTrace) -> None:
    assert trace.lookup("provenance.seed") == trace.provenance.seed
    assert trace.lookup("forget_gate") is trace.steps.forget_gate
    for key in ("forget_gates", "provenance.none", "save", "__class__", "steps._fields"):
        with pytest.raises(TraceError, match="has no"):
            trace.lookup(key)
    with pytest.raises(TraceError, match="did you mean forget_gate"):
        trace.lookup("forget_gates")


@pytest.mark.parametrize("key", [key for key in KEYS if key not in ("inputs", "initial_hidden", "initial_cell")])
def test_identities_see_one_changed_value(trace: ReaderTrace, key: str) -> None:
    broken = trace.lookup(key).copy()
    broken.flat[0] += 1e-3 if broken.flat[0] < 0.5 else -1e-3
    assert all(identity.holds for identity in trace.identities())
    assert not all(identity.holds for identity in trace.with_arrays(**{key: broken}).identities())


def test_pushes_are_what_each_unit_adds_to_each_verdict(trace: ReaderTrace) -> None:
    units, labels = trace.readout_weight.shape[1], len(trace.labels)
    assert trace.pushes.shape == (len(trace.tokens), units, labels)
    time, unit, label = 3, 2, 1
    less = trace.readout_weight[label, unit] - trace.readout_weight[:, unit].mean()
    assert trace.pushes[time, unit, label] == pytest.approx(trace.hidden[time, unit] * less)
    assert trace.push_weights == pytest.approx(trace.readout_weight - trace.readout_weight.mean(axis=0))
    assert trace.push_biases == pytest.approx(trace.readout_bias - trace.readout_bias.mean())
    for part in (trace.push_weights.sum(axis=0), trace.push_biases.sum(), trace.pushes.sum(axis=2)):
        assert part == pytest.approx(0, abs=1e-12)


def test_all_pushes_and_the_bias_are_what_softmax_reads(trace: ReaderTrace) -> None:
    centred = trace.logits - trace.logits.mean(axis=1, keepdims=True)
    assert trace.centred_logits == pytest.approx(centred, abs=1e-12)
    assert softmax(trace.centred_logits) == pytest.approx(trace.probabilities)


def test_the_equation_of_the_pushes_holds_and_sees_a_changed_logit(trace: ReaderTrace) -> None:
    def pushed(of: ReaderTrace) -> list[bool]:
        return [each.holds for each in of.identities() if "pushes" in each.name]

    assert pushed(trace) == [True]
    logits = trace.logits.copy()
    logits[0, 0] += 1e-6
    assert pushed(trace.with_arrays(logits=logits)) == [False]


def test_unknown_words_are_counted_once_each() -> None:
    read = zoo.load("reviews").run
    assert read("good").unknown_count == 0
    assert read("the food was good but qwxyzzy and qwxyzzy and the zzyxq was good too").unknown_count == 2


def test_turning_point_is_the_word_that_moves_the_verdict_most(trace: ReaderTrace) -> None:
    before = np.vstack([trace.initial_probabilities, trace.probabilities[:-1]])
    moves = [float(np.abs(after - earlier).sum()) for after, earlier in zip(trace.probabilities, before, strict=True)]
    assert moves[trace.turning_point] == max(moves)


def test_squashes_do_not_overflow() -> None:
    assert sigmoid([-1e6, 0.0, 1e6]).tolist() == [0.0, 0.5, 1.0]
    assert softmax([[1e6, 1e6 - np.log(3)]]) == pytest.approx(np.array([[0.75, 0.25]]))
