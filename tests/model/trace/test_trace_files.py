"""Trace files of both kinds: old ones load, what is left out is absent, and every fault is one sentence that names it."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from model import zoo
from model.cells import CELLS
from model.errors import TraceError
from model.networks import Reader, Sizes, Translator
from model.trace import END, START, STEPS, HiddenState, Trace
from model.vocabulary import UNKNOWN, Vocabulary

DATA = Path(__file__).parents[2] / "data"
Header = dict[str, Any]


def reader(kind: str = "lstm") -> Trace:
    return Reader.create(Vocabulary((UNKNOWN, "a", "b")), ("no", "yes"), np.random.default_rng(0), cell=kind).run("a b a zork")


def translation() -> Trace:
    known, written = Vocabulary((UNKNOWN, "a", "b")), Vocabulary((UNKNOWN, END, START, "p"))
    trace = Translator.create(("A", "B"), known, written, np.random.default_rng(0), Sizes(3, 2, 2, 3, 2)).run("a zork b")
    return replace(trace, gold=np.zeros_like(trace.lookup("weights")))


TRACES: dict[str, Callable[[], Trace]] = {"reader": reader, "translation": translation}


def rewritten(trace: Trace, path: Path, change: Callable[[Header, dict[str, Any]], Any]) -> Path:
    """Save a trace, its header and its arrays changed."""
    trace.save(path)
    with np.load(path) as file:
        arrays = dict(file)
    header = json.loads(str(arrays.pop("header")))
    change(header, arrays)
    np.savez(path, header=np.array(json.dumps(header)), **arrays)
    return path


# -- versions ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", TRACES)
def test_files_of_version_1_still_load(kind: str) -> None:
    """They were written before there was any other cell than the LSTM, or a bound for each equation."""
    trace = Trace.load(DATA / f"{kind}_version_1.npz")
    assert trace.kind == kind
    assert trace.unknown == ("zork",)
    with np.load(DATA / f"{kind}_version_1.npz") as file:
        assert set(trace.keys()) == set(file.files) - {"header"}
        assert all(np.array_equal(trace.lookup(key), file[key]) for key in trace.keys())  # noqa: SIM118 (not a mapping)
    assert all(identity.holds for identity in trace.identities())


@pytest.mark.parametrize("version", [0, 2, "1", None])
def test_another_version_is_refused_by_name(version: Any, tmp_path: Path) -> None:
    path = rewritten(reader(), tmp_path / "t.npz", lambda header, _: header.update(version=version))
    with pytest.raises(TraceError, match=rf"version {version!r}, not 'unrolled-trace' 1\.$"):
        Trace.load(path)


# -- every cell ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", CELLS)
def test_a_reader_with_any_cell_is_the_same_when_loaded(kind: str, tmp_path: Path) -> None:
    trace = reader(kind)
    trace.save(tmp_path / "t.npz")
    again = Trace.load(tmp_path / "t.npz")
    assert again.header() == trace.header()
    assert again.keys() == trace.keys()
    assert all(np.array_equal(again.lookup(key), trace.lookup(key)) for key in trace.keys())  # noqa: SIM118 (not a mapping)


@pytest.mark.parametrize("kind", CELLS)
def test_what_follows_from_the_arrays_of_any_cell(kind: str) -> None:
    trace: Any = reader(kind)
    assert trace.previous_hidden.tolist() == [trace.initial_hidden.tolist(), *trace.hidden[:-1].tolist()]
    declared = trace.declared
    assert hasattr(trace, "previous_cell") == ("cell" in declared.state._fields)
    assert hasattr(trace, "weighted_inputs") == hasattr(trace, "products") == bool(declared.weighs)
    assert (trace.memory is None) == (declared.carried is None) == (not hasattr(trace, "remembered"))
    assert trace.word_numbers.tolist() == [1, 2, 3, 4]
    assert trace.unit_numbers.tolist() == [*range(1, 9)]


@pytest.mark.parametrize("kind", [kind for kind in CELLS if STEPS[kind].weighs])
def test_products_add_up_to_the_weighted_inputs_and_these_with_the_bias_to_the_preactivations(kind: str) -> None:
    trace: Any = reader(kind)
    count = len(trace.declared.weighs)
    gates = trace.declared.gates[:count]
    names = [f"{gate}_preactivation" for gate in gates] or ["preactivation"]
    weight, bias = (each[:count] if gates else each for each in (trace.weight, trace.bias))
    sums = (trace.weighted_inputs + bias).reshape(4, len(names), -1)
    for number, gate in enumerate(gates):
        sums[:, number] += getattr(trace.steps, f"{gate}_peek", 0.0)  # what a gate sees of the cell state
    np.testing.assert_allclose(sums, np.stack([trace.lookup(name) for name in names], axis=1), atol=1e-14)
    np.testing.assert_allclose(trace.products.sum(axis=-1), trace.weighted_inputs, atol=1e-14)
    assert trace.products.shape == (4, *weight.shape)
    bare = trace.without("weight")
    with pytest.raises(TraceError, match="has no 'products'"):
        bare.lookup("products")


def test_what_is_weighed_is_what_the_gate_reads() -> None:
    trace: Any = reader("gru")
    np.testing.assert_array_equal(trace.products[1, 2, 3, :8], trace.weight[2, 3, :8] * trace.reset_hidden[1])
    np.testing.assert_array_equal(trace.products[1, 0, 3, :8], trace.weight[0, 3, :8] * trace.hidden[0])


@pytest.mark.parametrize("kind", ["gru", "gru_reset_after"])
def test_the_update_gate_may_be_counted_from_its_other_end(kind: str) -> None:
    trace: Any = reader(kind)
    np.testing.assert_array_equal(trace.lookup("admitting_gate"), 1 - trace.update_gate)
    mixed = (1 - trace.admitting_gate) * trace.previous_hidden + trace.admitting_gate * trace.candidate
    np.testing.assert_allclose(mixed, trace.hidden, atol=1e-15)
    assert [each.holds for each in trace.identities() if each.name.startswith("admitting_gate")] == [True]
    with pytest.raises(TraceError, match="has no 'admitting_gate'"):
        reader().lookup("admitting_gate")


def test_steps_of_another_cell_are_refused() -> None:
    with pytest.raises(TraceError, match="its steps should be a GRUStep, as its cell is 'gru'"):
        replace(reader(), cell_kind="gru")
    with pytest.raises(TraceError, match="its initial should be a LSTMState"):
        replace(reader(), initial=HiddenState(np.zeros(8)))
    with pytest.raises(TraceError, match="its cell is 'ltsm'; known cells are"):
        replace(reader(), cell_kind="ltsm")
    with pytest.raises(TraceError, match="it holds a memory, and a cell of kind rnn carries no state"):
        replace(reader("rnn"), memory=reader().lookup("memory"))


# -- what may be left out ------------------------------------------------------------------------------------------------

LEFT_OUT = {
    "memory": ("reader", ("memory",), "memory = "),
    "weights": ("reader", ("weight", "bias"), "input_preactivation = "),
    "scorer": ("translation", ("scorer_state_weight", "scorer_annotation_weight", "scorer_vector"), "projected_states = "),
    "cells": (
        "translation",
        [f"{cell}_{part}" for cell in ("forward", "backward", "decoder") for part in ("weight", "bias")],
        "x",
    ),
    "read-out": ("translation", ("readout_weight", "readout_bias"), "logits = "),
    "gold": ("translation", ("gold",), "x"),
}


@pytest.mark.parametrize("case", LEFT_OUT)
def test_what_was_left_out_is_absent_and_all_else_is_checked(case: str, tmp_path: Path) -> None:
    kind, names, equation = LEFT_OUT[case]
    whole = TRACES[kind]()
    path = rewritten(whole, tmp_path / "t.npz", lambda _, arrays: [arrays.pop(name) for name in names])
    trace = Trace.load(path)
    assert set(whole.keys()) - set(trace.keys()) == set(names)
    with pytest.raises(TraceError, match=f"has no '{names[0]}'"):
        trace.lookup(names[0])
    checked, all_of_them = ([identity.name for identity in each.identities()] for each in (trace, whole))
    assert set(checked) < set(all_of_them) or case == "gold"
    assert not any(name.startswith(equation) for name in checked)
    trace.save(tmp_path / "again.npz")
    assert Trace.load(tmp_path / "again.npz").keys() == trace.keys()


def test_arrays_are_left_out_in_python_too() -> None:
    assert set(reader().keys()) - set(reader().without("bias", "memory").keys()) == {"weight", "bias", "memory"}
    with pytest.raises(TraceError, match=r"^hidden cannot be left out\.$"):
        reader().without("memory", "hidden")
    with pytest.raises(TraceError, match=r"^There is no array 'memry' to leave out \(did you mean memory\?\)\.$"):
        reader().without("memry")


@pytest.mark.parametrize("name", ["weight", "bias"])
def test_half_of_what_belongs_together_is_not_enough(name: str, tmp_path: Path) -> None:
    path = rewritten(reader(), tmp_path / "t.npz", lambda _, arrays: arrays.pop(name))
    with pytest.raises(TraceError, match=f"lacks '{name}'"):
        Trace.load(path)


# -- the header ----------------------------------------------------------------------------------------------------------

WRONG_ENTRIES: list[tuple[str, str, Any, str]] = [
    ("reader", "tokens", "abcd", r"tokens is 'abcd', it should be a list of texts\."),
    ("reader", "tokens", ["a", 2, "b", "c"], "it should be a list of texts"),
    ("reader", "known", ["yes", "no", "yes", "no"], "it should be a list of true or false"),
    ("reader", "known", [1, 0, 1, 1], "it should be a list of true or false"),
    ("reader", "known", True, "it should be a list of true or false"),
    ("reader", "labels", "no", "labels is 'no', it should be a list of texts"),
    ("reader", "cell", ["lstm"], "not a trace file|its cell is"),
    ("translation", "languages", ["A"], "it should be a list of 2 texts"),
    ("translation", "languages", ["A", "B", "C"], "it should be a list of 2 texts"),
    ("translation", "languages", "AB", "it should be a list of 2 texts"),
    ("translation", "target_tokens", "p", "it should be a list of texts"),
    ("translation", "words", "p", "it should be a list of texts"),
    ("translation", "source_known", [None] * 3, "it should be a list of true or false"),
    ("translation", "bridge", 3, "bridge is 3, it should be a text"),
    ("translation", "annotation", "forward", "annotation is 'forward', it should be a list of texts"),
    ("translation", "alignment_error", 1.5, r"alignment_error is 1\.5, it should be a fraction in 0\.\.1"),
    ("translation", "alignment_error", "low", "it should be a number or null"),
    ("translation", "alignment_error", True, "it should be a number or null"),
    ("translation", "provenance", ["x"], "it should be a group of entries"),
]


@pytest.mark.parametrize(("kind", "entry", "value", "message"), WRONG_ENTRIES)
def test_an_entry_of_another_type_is_named(kind: str, entry: str, value: Any, message: str, tmp_path: Path) -> None:
    path = rewritten(TRACES[kind](), tmp_path / "t.npz", lambda header, _: header.update({entry: value}))
    with pytest.raises(TraceError, match=message) as error:
        Trace.load(path)
    assert str(path) in str(error.value)
    assert str(error.value).endswith(".")


WRONG_ORIGINS: list[tuple[Callable[[Header], Any], str]] = [
    (lambda origin: origin.pop("seed"), r"its provenance lacks 'seed'\."),
    (lambda origin: (origin.pop("seed"), origin.pop("task")), r"its provenance lacks 'task', 'seed'\."),
    (lambda origin: origin.update(author="me"), r"its provenance has 'author', which nobody knows\."),
    (lambda origin: origin.update(score=1.01), r"provenance\.score is 1\.01, it should be a fraction in 0\.\.1"),
    (lambda origin: origin.update(score=-0.5), r"provenance\.score is -0\.5"),
    (lambda origin: origin.update(score=float("nan")), r"its header holds NaN, which is no number"),
    (lambda origin: origin.update(score="0.9"), r"provenance\.score is '0\.9', it should be a number"),
    (lambda origin: origin.update(score_count=-1), r"provenance\.score_count is -1, it should be the number of examples"),
    (lambda origin: origin.update(score_count=1.5), r"provenance\.score_count is 1\.5, it should be a whole number"),
    (lambda origin: origin.update(seed=0.5), r"provenance\.seed is 0\.5, it should be a whole number"),
    (lambda origin: origin.update(seed=True), r"provenance\.seed is True, it should be a whole number"),
    (lambda origin: origin.update(model=None), r"provenance\.model is None, it should be a text"),
    (lambda origin: origin.update(notes=["a"]), r"provenance\.notes is \['a'\], it should be a text|\('a',\)"),
]


@pytest.mark.parametrize(("change", "message"), WRONG_ORIGINS)
def test_a_wrong_provenance_is_named(change: Callable[[Header], Any], message: str, tmp_path: Path) -> None:
    path = rewritten(reader(), tmp_path / "t.npz", lambda header, _: change(header["provenance"]))
    with pytest.raises(TraceError, match=message) as error:
        Trace.load(path)
    assert str(path) in str(error.value)
    assert str(error.value).endswith(".")


MAY_BE_EMPTY = ("tokens_read", "source_read", "copied", "glosses")
"""Entries of which an empty list says that there is nothing to say."""
FREE = ("alignment_error", None), ("glosses", ["x"]), ("drop_seed", 3)
"""What is strange elsewhere, and right there: what the one word that was written means may be any text, a seed any number."""
STRANGE: list[Any] = [None, 3, -1.5, True, "x", [], [1], ["x"], [None], {}, {"x": 1}, [["x"]]]


@pytest.mark.parametrize("kind", TRACES)
def test_no_value_of_an_entry_is_more_than_an_error(kind: str, tmp_path: Path, some: Callable[..., Sequence[Any]]) -> None:
    trace = TRACES[kind]()
    pairs = [(entry, value) for entry in ("format", "version", "kind", *trace.header()) for value in STRANGE]
    for entry, value in some(pairs, take=len(pairs) * 2 // 5):
        if (entry, value) not in FREE and not (entry in MAY_BE_EMPTY and value == []):
            path = rewritten(trace, tmp_path / "t.npz", lambda header, _, pair=(entry, value): header.update([pair]))
            with pytest.raises(TraceError):
                pytest.fail(f"{entry} may be {value!r}: {Trace.load(path)}")


# -- the ranges ----------------------------------------------------------------------------------------------------------

SHARES = [
    ("reader", "probabilities"),
    ("reader", "forget_gate"),
    ("reader", "output_gate"),
    ("translation", "weights"),
    ("translation", "probabilities"),
    ("translation", "decoder_update_gate"),
    ("translation", "gold"),
]


@pytest.mark.parametrize("value", [-0.01, 1.01])
@pytest.mark.parametrize(("kind", "key"), SHARES)
def test_what_is_no_share_is_named(kind: str, key: str, value: float) -> None:
    trace = TRACES[kind]()
    array = trace.lookup(key).copy()
    array.flat[-1] = value
    with pytest.raises(TraceError, match=rf"^{key} holds {value}, it should lie between 0 and 1\.$"):
        trace.with_arrays(**{key: array})


def test_a_share_may_exceed_one_by_rounding() -> None:
    trace = reader()
    gate = trace.lookup("forget_gate").copy()
    gate.flat[0] = np.nextafter(1.0, 2.0)
    assert trace.with_arrays(forget_gate=gate).lookup("forget_gate").max() > 1.0


def test_gold_is_sure_possible_or_nothing() -> None:
    trace = translation()
    with pytest.raises(TraceError, match=r"gold holds a value that is not 0, 0\.5 or 1"):
        trace.with_arrays(gold=trace.lookup("gold") + 0.25)


def test_only_arrays_that_are_there_can_be_exchanged() -> None:
    with pytest.raises(TraceError, match=r"^There is no array 'previous_hidden' to exchange"):
        reader().with_arrays(previous_hidden=np.zeros((4, 8)))
    with pytest.raises(TraceError, match=r"^There is no array 'memory' to exchange"):
        reader("rnn").with_arrays(memory=np.zeros((4, 4, 8)))


def test_a_bundled_trace_is_small_enough_to_be_sent_about(tmp_path: Path) -> None:
    zoo.load("reviews").run("not good").save(tmp_path / "t.npz")
    assert (tmp_path / "t.npz").stat().st_size < 20_000
