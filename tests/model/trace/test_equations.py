"""The equations of every kind of trace: true of what was computed and rounded, false as soon as one value is another."""

import re
from collections.abc import Callable, Sequence
from dataclasses import FrozenInstanceError
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from model.cells import CELLS, Carrying
from model.networks import Reader, Sizes, Translator
from model.trace import END, START, STEPS, Equation, Identity, Trace
from model.trace.equations import ROUNDINGS, added, equal, multiplied, sigmoid_of, softmax_of, tanh_of, weighed
from model.vocabulary import UNKNOWN, Vocabulary

WORDS = tuple("abcdefgh")
TRANSLATORS = {
    "attention": Sizes(3, 2, 3, 4, 2),
    "attention, one direction": Sizes(3, 2, 3, 4, 2, bidirectional=False),
    "summary": Sizes(3, 2, 4, 4, bidirectional=False, attention=False),
}
KINDS = (*CELLS, *TRANSLATORS)


def computed(kind: str, seed: int, scale: float, words: int = 6, size: int = 3) -> Trace:
    """Run a network of the kind with weights of a ``scale`` on some words."""
    rng = np.random.default_rng(seed)
    known = Vocabulary((UNKNOWN, *WORDS))
    network: Any
    if kind in CELLS:
        network = Reader.create(known, ("x", "y", "z"), rng, units=size, features=size, cell=kind)
    else:
        network = Translator.create(("A", "B"), known, Vocabulary((UNKNOWN, END, START, *WORDS)), rng, TRANSLATORS[kind])
    network = network.with_parameters({name: rng.normal(0.0, scale, array.shape) for name, array in network.parameters.items()})
    text = " ".join(rng.choice(WORDS, words))
    return network.run(text, gradients=True, omissions=True, dropout=True) if kind in CELLS else network.run(text)


def rounded(trace: Trace, dtype: str, folder: Path) -> Trace:
    """Return a trace as another program writes it that stores numbers of a type."""
    path = folder / "t.npz"
    trace.save(path)
    with np.load(path) as file:
        arrays = dict(file)
    header = arrays.pop("header")
    np.savez(path, header=header, **{name: array.astype(dtype) for name, array in arrays.items()})
    return Trace.load(path)


def failing(trace: Trace) -> list[str]:
    return [str(identity) for identity in trace.identities() if not identity.holds]


# -- what is expected ----------------------------------------------------------------------------------------------------

X, Y = np.array([[-3.0, 0.5], [2.0, -0.25]]), np.array([[4.0, -1.0], [0.125, 8.0]])
EXPECTED = {
    "added": (added(X, Y, X), 2 * X + Y, 2 * np.abs(X) + np.abs(Y)),
    "multiplied": (multiplied(X, Y), X * Y, np.abs(X * Y)),
    "equal": (equal(X), X, np.abs(X)),
    "sigmoid": (sigmoid_of(X), 1 / (1 + np.exp(-X)), np.ones((2, 2))),
    "tanh": (tanh_of(X), np.tanh(X), np.abs(np.tanh(X)) + (1 - np.tanh(X) ** 2) * np.abs(X)),
    "weighed": (
        weighed(np.hstack([X, Y]), np.array([1.0, -2.0]), Y, X),
        np.hstack([Y, X]) @ np.hstack([X, Y]).T + np.array([1.0, -2.0]),
        np.abs(np.hstack([Y, X])) @ np.abs(np.hstack([X, Y])).T + np.array([1.0, 2.0]),
    ),
    "softmax": (
        softmax_of(X),
        np.exp(X) / np.exp(X).sum(axis=1, keepdims=True),
        np.exp(X) / np.exp(X).sum(axis=1, keepdims=True) * (1 + np.abs(X) + np.array([[3.0], [2.0]])),
    ),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_value_and_size_of(name: str) -> None:
    (value, size), expected, operands = EXPECTED[name]
    np.testing.assert_allclose(value, expected, rtol=1e-14)
    np.testing.assert_allclose(size, operands, rtol=1e-14)


def test_what_is_expected_does_not_overflow() -> None:
    large = np.array([-1e6, 0.0, 1e6])
    assert sigmoid_of(large).value.tolist() == [0.0, 0.5, 1.0]
    assert tanh_of(large).value.tolist() == [-1.0, 0.0, 1.0]
    assert softmax_of(large).value.tolist() == [0.0, 0.0, 1.0]


def test_the_bound_is_a_few_roundings_of_the_size() -> None:
    record = type("Record", (), {"a": X, "b": X * (1 + 1e-9)})()
    [identity] = Equation("b", "a", ("a",), equal).check(record, "float32")
    assert identity.bound == pytest.approx(ROUNDINGS * 2**-23 * 3.0)  # the entry -3
    assert identity.error == pytest.approx(3e-9)
    assert ROUNDINGS == 8  # as docs/trace.md says


def test_an_error_of_the_bound_holds_and_one_above_does_not() -> None:
    assert Identity("a = b", 1.0, 1.0).holds
    assert not Identity("a = b", np.nextafter(1.0, 2.0), 1.0).holds


def test_an_equation_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Equation("a", "b", ("b",), equal).says = "c"  # type: ignore[misc]


def test_an_equation_is_renamed_word_by_word() -> None:
    equation = Equation("kept", "gate * kept_before + gates", ("gate", "kept_before"), multiplied)
    renamed = equation.renamed({"gate": "my_gate", "kept": "my_kept", "kept_before": "before"})
    assert renamed.name == "my_kept = my_gate * before + gates"
    assert renamed.operands == ("my_gate", "before")


@pytest.mark.parametrize("kind", STEPS)
def test_every_equation_names_its_operands(kind: str) -> None:
    for equation in STEPS[kind].equations:
        assert all(re.search(rf"\b{name}\b", equation.says) for name in equation.operands), equation.name


# -- what does not -------------------------------------------------------------------------------------------------------


@pytest.mark.some(("kind", "dtype"), [(kind, dtype) for kind in KINDS for dtype in ("float64", "float32")], take=7)
def test_one_changed_entry_of_any_array_is_seen(kind: str, dtype: str, tmp_path: Path) -> None:
    trace, rng = rounded(computed(kind, 1, 1.0), dtype, tmp_path), np.random.default_rng(0)
    assert failing(trace) == []
    missed = []
    for key in trace.keys():  # noqa: SIM118 (not a mapping)
        array = trace.lookup(key)
        change = 300 * np.finfo(dtype).eps * max(1.0, np.abs(array).max())
        for entry in rng.choice(array.size, min(array.size, 2), replace=False):
            wrong = array.copy()
            wrong.flat[entry] += change if wrong.flat[entry] < 0.5 else -change
            if all(identity.holds for identity in trace.with_arrays(**{key: wrong}).identities()):
                missed.append((key, entry))
    assert missed == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_equation_sees_its_own_result(kind: str) -> None:
    trace = computed(kind, 3, 1.0)
    for equation in trace.equations():
        if equation.result in trace.keys():  # noqa: SIM118 (not a mapping)
            array = trace.lookup(equation.result)
            wrong = array.copy()
            wrong.flat[-1] += 1e-9 if array.flat[-1] < 0.5 else -1e-9
            [identity] = equation.check(trace.with_arrays(**{equation.result: wrong}), "float64")
            assert not identity.holds, equation.name


@pytest.mark.parametrize("kind", [kind for kind, cell in CELLS.items() if issubclass(cell, Carrying)])
def test_memory_of_the_wrong_words_and_of_the_future_is_seen(kind: str) -> None:
    trace: Any = computed(kind, 2, 1.0)
    swapped, early = trace.memory.copy(), trace.memory.copy()
    swapped[-1, [0, 1]] = swapped[-1, [1, 0]]  # the sum stays
    early[0, 0], early[0, 1] = early[0, 0] - 1.0, early[0, 1] + 1.0
    for wrong in (swapped, early, np.roll(trace.memory, 1, axis=1)):
        assert [name for name in failing(trace.with_arrays(memory=wrong)) if "memory = " in name]


def test_the_error_reported_is_that_of_the_worst_entry() -> None:
    trace = computed("rnn", 0, 1.0)
    hidden = trace.lookup("hidden").copy()
    hidden[1, 1] -= 0.25
    [found] = [each for each in trace.with_arrays(hidden=hidden).identities() if each.name == "hidden = tanh(preactivation)"]
    assert found.error == pytest.approx(0.25)
    assert 0.0 < found.bound < 1e-14
    assert not found.holds
    assert not found._replace(error=float("nan")).holds


def test_what_is_too_large_to_be_judged_does_not_hold() -> None:
    record = type("Record", (), {"a": np.full(2, 1e308), "b": np.full(2, -1e308), "c": np.zeros(2)})()
    [identity] = Equation("c", "a + b + a + b", ("a", "b", "a", "b"), added).check(record, "float64")
    assert identity.error == 0.0
    assert identity.bound == np.inf
    assert not identity.holds
    [identity] = Equation("c", "a + a", ("a", "a"), added).check(record, "float64")
    assert identity.error == np.inf
    assert not identity.holds


# -- what holds ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dtype", "scale", "seeds"),
    [("float32", 20.0, 30), ("float32", 0.3, 6), ("float16", 20.0, 6), ("float16", 3.0, 6), ("float64", 20.0, 6)],
)
@pytest.mark.parametrize("kind", KINDS)
def test_correctly_rounded_traces_hold_however_large_their_weights(
    kind: str, dtype: str, scale: float, seeds: int, tmp_path: Path, some: Callable[..., Sequence[int]]
) -> None:
    """A run takes a sixth of the seeds, another ``--turn`` others, and ``--every-text`` all."""
    for seed in some(range(seeds), take=seeds // 6):
        trace = rounded(computed(kind, seed, scale, words=12, size=8), dtype, tmp_path)
        assert trace.precision == dtype
        assert failing(trace) == [], seed


def test_a_fixed_tolerance_would_have_refused_most_of_them(tmp_path: Path, some: Callable[..., Sequence[int]]) -> None:
    """Of 30 traces of an LSTM with large weights, rounded to float32, most are off by more than one part in a million."""
    seeds = some(range(30), take=6)
    traces = [rounded(computed("lstm", seed, 20.0, words=12, size=8), "float32", tmp_path) for seed in seeds]
    assert sum(max(identity.error for identity in trace.identities()) > 1e-6 for trace in traces) > len(seeds) / 2


@pytest.mark.parametrize("kind", [*CELLS, "attention"])
def test_every_equation_is_checked_where_nothing_was_left_out(kind: str) -> None:
    trace = computed(kind, 1, 1.0)
    assert [identity.name for identity in trace.identities()] == [equation.name for equation in trace.equations()]


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_computed_here_is_held_to_float64(kind: str) -> None:
    trace = computed(kind, 1, 1.0)
    assert trace.precision == "float64"
    bounds = [identity.bound for identity in trace.identities()]
    assert max(bounds) < 1e-12


def test_numbers_stay_as_they_came(tmp_path: Path) -> None:
    coarse = rounded(computed("gru", 0, 1.0), "float32", tmp_path)
    coarse.save(tmp_path / "again.npz")
    with np.load(tmp_path / "again.npz") as file:
        assert {array.dtype.name for name, array in file.items() if name != "header"} == {"float32"}
    mixed = coarse.with_arrays(logits=coarse.lookup("logits") + 1e-12)
    mixed.save(tmp_path / "mixed.npz")
    again = Trace.load(tmp_path / "mixed.npz")
    assert again.precision == "float32"
    assert all(np.array_equal(again.lookup(key), mixed.lookup(key)) for key in mixed.keys())  # noqa: SIM118 (not a mapping)
