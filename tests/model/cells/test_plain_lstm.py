"""The program that ``lstm_code`` prints computes what a trace has, and a trace has the very lines of it."""

import inspect
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from model import zoo
from model.cells import plain_lstm
from model.cells.plain_lstm import lstm
from model.trace import ReaderTrace

LETTERS = "i", "f", "new", "o"
"""What the four layers are called in the program, in the packed order of a trace."""
TEXTS = ("good", "The food was not good but the service was wonderful", " ".join(["This phone is not bad at all"] * 5))


@pytest.mark.parametrize("text", TEXTS)
def test_the_plain_program_gives_the_numbers_of_the_trace(text: str) -> None:
    trace = zoo.load("reviews").run(text)
    weights, biases = (dict(zip(LETTERS, packed, strict=True)) for packed in (trace.weight, trace.bias))
    states = list(lstm(trace.inputs, weights, biases, trace.initial_hidden, trace.initial_cell))
    np.testing.assert_allclose([hidden for hidden, _ in states], trace.hidden, rtol=0, atol=1e-12)
    np.testing.assert_allclose([cell for _, cell in states], trace.cell, rtol=0, atol=1e-12)


def test_a_trace_has_the_lines_of_the_program_that_is_run(read: Callable[[str], ReaderTrace]) -> None:
    lines = [line for made in (plain_lstm.sigmoid, lstm) for line in inspect.getsource(made).splitlines()]
    assert list(read("good").program) == [line for line in lines if '"""' not in line]
    assert read("good").lookup("program")[-1].strip() == "yield h, C"


def test_a_dozen_lines_of_plain_numpy() -> None:
    source = Path(plain_lstm.__file__).read_text("utf-8")
    assert [line for line in source.splitlines() if line.startswith(("import", "from"))] == ["import numpy as np"]
    assert len(zoo.load("reviews").run("good").program) == 12


def test_the_columns_of_a_program_are_its_lines_and_those_of_layers_are_alike(read: Callable[[str], ReaderTrace]) -> None:
    trace = read("good")
    for line, parts in zip(trace.program, trace.program_columns, strict=True):
        assert "".join(parts).replace(" ", "") == line.replace(" ", "")
    layers = [parts for parts in trace.program_columns if parts[0] in LETTERS]
    assert len(layers) == len(LETTERS)
    for name, sign, function, weights, stack, plus, bias in layers:
        assert (sign, stack, plus) == ("=", "@ stack", "+")
        assert function in ("sigmoid(", "np.tanh(")
        assert (weights, bias) == (f'W["{name}"]', f'b["{name}"])')
