"""The trace of a vector that is squashed: exact products, equations that see what is wrong, and vectors as they are typed."""

from dataclasses import replace
from math import tanh
from pathlib import Path

import numpy as np
import pytest

from model.errors import TraceError, UsageError
from model.trace import SquashTrace, Trace, numbers_in

VECTOR = (5.0, 0.1, -0.5)


@pytest.fixture(scope="module")
def trace() -> SquashTrace:
    return SquashTrace.of(VECTOR)


def test_it_holds_what_arithmetic_says(trace: SquashTrace) -> None:
    assert trace.grown[:4, 0].tolist() == [5, 15, 45, 135]
    assert trace.digits[[0, 2, 3, 500]].tolist() == [1, 1, 2, len(str(3**500))]
    held = VECTOR[1]
    for _ in range(3):
        held = tanh(3 * held)
    assert trace.squashed[3, 1] == pytest.approx(held, rel=1e-12)
    assert trace.squashed[-1] == pytest.approx([0.99490, 0.99490, -0.99490], abs=1e-5)
    assert trace.selecting_gate == pytest.approx([0.02, 0.98])
    assert trace.selected[0] == pytest.approx([0.1, 0.002, -0.01])
    assert trace.repetitions[-1] == 500 == len(trace.grown) - 1
    assert trace.stretched[0] == pytest.approx([15, 0.3, -1.5])
    assert np.tanh(trace.stretched[:-1]) == pytest.approx(trace.squashed[1:])


def test_the_last_power_is_written_out_exactly(trace: SquashTrace) -> None:
    assert "".join(f"{digit:.0f}" for digit in trace.power) == str(3**500)
    assert len(trace.power) == trace.digits[-1] == 239


@pytest.mark.parametrize("vector", [VECTOR, (999.0,), (0.001, 0.0), (-2.0, 2.0, -999.0, 0.3, 0.7)])
def test_all_equations_hold(vector: tuple[float, ...]) -> None:
    assert all(each.holds for each in SquashTrace.of(vector).identities())


@pytest.mark.parametrize(
    ("key", "at", "equation"),
    [
        ("grown", (0, 1), "grown[first step] = vector"),
        ("grown", (7, 0), "grown[step] = factor * grown[step - 1]"),
        ("squashed", (0, 2), "squashed[first step] = vector"),
        ("squashed", (400, 1), "squashed[step] = tanh(factor * squashed[step - 1])"),
        ("digits", (500,), "digits = floor(step * log10(factor)) + 1"),
        ("selecting_gate", (1,), "selecting_gate = sigmoid(selecting_preactivation)"),
        ("selected", (0, 2), "selected = selecting_gate * vector"),
    ],
)
def test_whatever_is_wrong_breaks_its_equation(trace: SquashTrace, key: str, at: tuple[int, ...], equation: str) -> None:
    values = np.array(getattr(trace, key))
    values[at] *= 1 - 1e-6
    broken = [each.name for each in trace.with_arrays(**{key: values}).identities() if not each.holds]
    assert equation in broken


def test_another_factor_breaks_what_was_computed_with_it(trace: SquashTrace) -> None:
    broken = {
        each.name.partition("[")[0].partition(" ")[0] for each in replace(trace, factor=3.01).identities() if not each.holds
    }
    assert broken == {"grown", "squashed", "digits"}


def test_a_factor_that_lets_nothing_grow_is_refused(trace: SquashTrace) -> None:
    with pytest.raises(TraceError, match=r"^factor is 1\.0, it should be above 1: else nothing grows\.$"):
        replace(trace, factor=1.0)


def test_too_few_steps_are_refused(trace: SquashTrace) -> None:
    with pytest.raises(TraceError, match=r"^it multiplies 8 times; 30 at the least show where squashing leads\.$"):
        trace.with_arrays(**{key: trace.lookup(key)[:9] for key in ("grown", "squashed", "digits")})


def test_a_file_holds_the_same(trace: SquashTrace, tmp_path: Path) -> None:
    trace.save(tmp_path / "mine.npz")
    loaded = Trace.load(tmp_path / "mine.npz")
    assert isinstance(loaded, SquashTrace)
    assert loaded.header() == trace.header()
    assert all(np.array_equal(loaded.lookup(key), trace.lookup(key)) for key in trace.keys())  # noqa: SIM118 (not a mapping)


@pytest.mark.parametrize(
    ("text", "numbers"), [("5,0.1,-0.5", VECTOR), (" 5  .1 -.5 ", VECTOR), ("\N{MINUS SIGN}2", (-2.0,)), ("+3, 0", (3.0, 0.0))]
)
def test_a_vector_is_typed_with_commas_or_blanks(text: str, numbers: tuple[float, ...]) -> None:
    assert numbers_in(text) == numbers


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "A vector has 1 to 5 numbers, this one has 0 numbers."),
        ("1,2,3,4,5,6", "A vector has 1 to 5 numbers, this one has 6 numbers."),
        ("1,,2", "A number is missing in '1,,2': put one before and after each comma."),
        ("1,two", "'two' is no number: write a vector as 5,0.1,-0.5 with points for decimals."),
        ("1e3", "'1e3' is too large: numbers between 0.001 and 999 have room, and their negatives."),
        ("1e", "'1e' is no number: write a vector as 5,0.1,-0.5 with points for decimals."),
        ("nan", "'nan' is no number: write a vector as 5,0.1,-0.5 with points for decimals."),
        ("1000", "'1000' is too large: numbers between 0.001 and 999 have room, and their negatives."),
        ("1,-0.0005", "'-0.0005' is too small: numbers between 0.001 and 999 have room, and their negatives."),
        ("0,0", "Nought stays nought, whatever it is multiplied with: give at least one other number."),
    ],
)
def test_what_is_no_vector_is_refused_in_a_sentence(text: str, said: str) -> None:
    with pytest.raises(UsageError) as refused:
        numbers_in(text)
    assert str(refused.value) == said
