"""Networks that read and write digits: how much, when, and what is no text for them; saved, they come back as they were."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from model import zoo
from model.errors import TraceError, UsageError, WeightsError
from model.networks.wired import NOTHING, WIRINGS, Wired, digits_of
from model.trace import Array, Trace
from model.trace.wiring import WiringTrace

NAMES = tuple(WIRINGS)


def untrained(name: str, seed: int = 0) -> Wired:
    return Wired.of(WIRINGS[name], 4, np.random.default_rng(seed))


def bundled(name: str) -> Wired:
    found = zoo.load(name)
    assert isinstance(found, Wired)
    return found


@pytest.mark.parametrize(
    ("name", "read", "expected", "first"),
    [
        ("one_to_one", "4", "8", 0),
        ("one_to_many", "4", "3210", 0),
        ("many_to_one", "241", "7", 2),
        ("many_to_many_lagged", "241", "142", 3),
        ("many_to_many", "241", "244", 0),
    ],
)
def test_how_much_is_read_and_written_is_what_the_wiring_says(name: str, read: str, expected: str, first: int) -> None:
    trace = bundled(name).run("2 4 1")
    assert trace.read == tuple(read)
    assert trace.written == tuple(expected) == trace.expected
    assert (trace.first, trace.reads, trace.writes) == (first, len(read), len(expected))
    assert len(trace.hidden) == len(trace.inputs) == first + len(expected)
    np.testing.assert_array_equal(trace.inputs.sum(axis=1), [1.0] * len(read) + [0.0] * (len(trace.inputs) - len(read)))
    assert set(trace.tokens[len(read) :]) <= {NOTHING}
    assert trace.is_right
    assert all(identity.holds for identity in trace.identities())


def test_it_is_the_network_that_says_when_the_count_ends() -> None:
    network = untrained("one_to_many")
    silent = network.with_parameters({**network.parameters, "readout.bias": np.array([-99.0, 0.0, 0.0, 0.0, 0.0])})
    at_once = network.with_parameters({**network.parameters, "readout.bias": np.array([99.0, 0.0, 0.0, 0.0, 0.0])})
    assert silent.run("2 4 1").writes == len(WIRINGS["one_to_many"].labels)
    assert at_once.run("2 4 1").written == ("0",)
    assert not at_once.run("2 4 1").is_right


@pytest.mark.parametrize(
    ("text", "digits"), [("2 4 1", (2, 4, 1)), ("2,4, 1", (2, 4, 1)), ("55", (5, 5)), (" 1 2 3 5 ", (1, 2, 3, 5))]
)
def test_digits_may_stand_with_blanks_or_commas_between_them_or_nothing(text: str, digits: tuple[int, ...]) -> None:
    assert digits_of(text) == digits


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", r"^These networks read 2 to 4 digits, such as “2 4 1”, not 0\.$"),
        ("4", r"2 to 4 digits, such as “2 4 1”, not 1\.$"),
        ("2 4 1 3 5", r"not 5\.$"),
        ("2 6", r"^These networks read the digits 1 to 5, such as “2 4 1”, not '6'\.$"),
        ("two four", r"not 'two'\.$"),
        ("2.5", r"not '2\.5'\.$"),
        ("1 1 1", r"^From 1 there is nothing to count down: one of the digits is to be 2 or more\.$"),
    ],
)
def test_what_is_no_text_of_digits_is_refused_in_a_sentence(text: str, said: str) -> None:
    for name in NAMES:
        with pytest.raises(UsageError, match=said):
            untrained(name).run(text)


@pytest.mark.parametrize("name", NAMES)
def test_weights_and_traces_come_back_as_they_were(name: str, tmp_path: Path) -> None:
    network = untrained(name)
    zoo.save(network, tmp_path / "w.safetensors")
    again = zoo.load(str(tmp_path / "w.safetensors"))
    assert isinstance(again, Wired)
    assert (again.wiring, again.fingerprint, again.labels) == (name, network.fingerprint, network.labels)
    trace = network.run("3 1")
    trace.save(tmp_path / "t.npz")
    read = Trace.load(tmp_path / "t.npz")
    assert isinstance(read, WiringTrace)
    assert (read.written, read.expected, read.first, read.wiring) == (trace.written, trace.expected, trace.first, name)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"wiring": "many_to_none"}, r"its wiring is 'many_to_none'; known ones are one_to_one, "),
        ({"wiring": "many_to_one"}, r"reads or writes something else than a network that is wired as many_to_one does"),
        ({"vocabulary": ["<unknown>", "-", "1", "2", "3", "4", "6"]}, r"reads or writes something else"),
    ],
)
def test_a_file_that_is_of_no_wiring_is_refused(change: dict[str, Any], said: str) -> None:
    network = untrained("one_to_one")
    header = {**network.describe(), "provenance": network.provenance.__dict__, **change}
    shapes = {name: array.shape for name, array in network.parameters.items()}
    with pytest.raises(WeightsError, match=said):
        Wired.blank({each: list(value) if isinstance(value, tuple) else value for each, value in header.items()}, shapes)


def with_inputs(trace: WiringTrace, inputs: Array) -> WiringTrace:
    return replace(trace, inputs=inputs)


def test_a_trace_that_is_of_no_wiring_is_refused() -> None:
    trace = untrained("many_to_many_lagged").run("2 4 1")
    with pytest.raises(TraceError, match=r"first is 6, it should be the index of one of the 6 steps\."):
        replace(trace, first=6)
    with pytest.raises(TraceError, match="a step that reads comes behind one that reads nothing, or none reads"):
        with_inputs(trace, trace.inputs[::-1])
    with pytest.raises(TraceError, match="or none reads"):
        with_inputs(trace, np.zeros_like(trace.inputs))
    with pytest.raises(TraceError, match="a step before the first that writes reads nothing"):
        replace(trace, first=4)
