"""A run by the plan of a step against steps that are taken one by one."""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pytest

from model.cells import CELLS, RNN, Cell, stacked, steps, unroll
from model.cells.base import Packed
from model.cells.planning import planned
from model.cells.running import run
from model.gradients import Tape, affine, concatenate, exp, sigmoid, sigmoids, tanh
from model.parameters import parameters_of, with_parameters
from model.trace import Array, HiddenState, RNNStep

SIZES = (1, 1, 1), (3, 2, 5), (8, 16, 30), (33, 7, 13), (64, 16, 30)
"""Units, features and words."""


def made(kind: type[Cell[Any, Any]], units: int, features: int, length: int) -> tuple[Any, np.ndarray, Any]:
    """Return a cell of which all numbers matter, words, and a state that is not nought."""
    rng = np.random.default_rng(units)
    cell = kind.create(units, features, rng)
    cell = with_parameters(cell, {name: each + rng.normal(0, 0.3, each.shape) for name, each in parameters_of(cell).items()})
    rest = cell.rest()
    return cell, rng.normal(size=(length, features)), type(rest)(*(rng.uniform(-1, 1, each.shape) for each in rest))


def compare(cell: Any, words: np.ndarray, state: Any) -> None:
    planned_run, plain = run(cell, words, state), stacked(steps(cell, words, state))
    assert type(planned_run) is type(plain)
    for name in plain._fields:
        np.testing.assert_allclose(getattr(planned_run, name), getattr(plain, name), rtol=0, atol=1e-14, err_msg=name)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", CELLS)
def test_every_cell_has_a_plan_and_a_run_by_it_is_its_steps(kind: str, size: tuple[int, int, int]) -> None:
    compare(*made(CELLS[kind], *size))


@pytest.mark.parametrize("kind", CELLS)
def test_numbers_are_the_very_same(kind: str) -> None:
    cell, words, state = made(CELLS[kind], 8, 5, 12)
    for mine, plain in zip(run(cell, words, state), stacked(steps(cell, words, state)), strict=True):
        np.testing.assert_array_equal(mine, plain)


@pytest.mark.parametrize("kind", CELLS)
def test_what_a_run_returns_is_nobody_elses_and_in_one_piece(kind: str) -> None:
    cell, words, state = made(CELLS[kind], 4, 3, 6)
    before = [array.copy() for array in (words, *state, *parameters_of(cell).values())]
    first = run(cell, words, state)
    assert all(array.flags.c_contiguous and array.flags.writeable for array in first)
    for array in first:
        array += 1.0
    for array, other in zip((words, *state, *parameters_of(cell).values()), before, strict=True):
        np.testing.assert_array_equal(array, other)
    again = run(cell, words, state)
    for array, other in zip(first, again, strict=True):
        np.testing.assert_allclose(array, other + 1.0, atol=1e-14)


@pytest.mark.parametrize("kind", CELLS)
def test_words_may_lie_anywhere(kind: str) -> None:
    cell, words, state = made(CELLS[kind], 4, 3, 6)
    apart = np.repeat(np.repeat(words, 2, axis=0), 3, axis=1)[::2, ::3]
    assert not apart.flags.c_contiguous
    for array, other in zip(run(cell, apart, state), run(cell, words, state), strict=True):
        np.testing.assert_allclose(array, other, atol=1e-14)


class TwiceStep(NamedTuple):
    """What :class:`Twice` computes."""

    gate: Array
    first: Array
    second: Array
    third: Array
    cell: Array
    hidden: Array


class TwiceState(NamedTuple):
    """Two states."""

    hidden: Array
    cell: Array


@dataclass(frozen=True)
class Twice(Packed[TwiceStep, TwiceState]):
    """A cell with all that a plan has to find a place for: what is stacked twice, or squashed together and stacked."""

    kind = "twice"
    gates = ("gate", "hidden")
    straight = True

    def rest(self, *batch: int) -> TwiceState:
        zeros = np.zeros((*batch, self.bias.shape[-1]))
        return TwiceState(zeros, zeros)

    def step(self, inputs: Array, state: TwiceState) -> TwiceStep:
        a_gate, a_hidden = affine(self.weight, concatenate(state.hidden, inputs), self.bias)
        gate, hidden = sigmoid(a_gate), tanh(a_hidden)
        first = affine(self.weight[0], concatenate(state.cell, inputs), self.bias[0])
        second = first * 0.5 - affine(self.weight[1], concatenate(state.cell, state.hidden), self.bias[1])
        a_pair = affine(self.weight, concatenate(second, first), self.bias)
        third = affine(self.weight[1], concatenate(second, hidden), self.bias[0])
        (narrow,) = sigmoids(third + a_pair[-1])
        cell = (2.0 - gate) * narrow + state.cell
        return TwiceStep(gate, first, second, third, cell, hidden)

    def state(self, step: TwiceStep) -> TwiceState:
        return TwiceState(step.hidden, step.cell)


@pytest.mark.parametrize("length", [1, 2, 9])
def test_a_cell_in_which_things_are_stacked_in_every_way_has_a_plan(length: int) -> None:
    compare(*made(Twice, 5, 5, length))


@dataclass(frozen=True)
class Odd(RNN):
    """A plain cell whose step does something else as well."""

    def step(self, inputs: Array, state: HiddenState) -> RNNStep:
        hidden = super().step(inputs, state).hidden
        return RNNStep(self.odd(hidden, state), hidden)

    def odd(self, hidden: Array, state: HiddenState) -> Array:
        return hidden


class Raised(Odd):
    def odd(self, hidden: Array, state: HiddenState) -> Array:
        return exp(hidden)


class Handed(Odd):
    def odd(self, hidden: Array, state: HiddenState) -> Array:
        return state.hidden


class Cut(Odd):
    def odd(self, hidden: Array, state: HiddenState) -> Array:
        return hidden[:2]


class Shifted(Odd):
    def odd(self, hidden: Array, state: HiddenState) -> Array:
        return hidden + np.arange(4.0)


class Spread(Odd):
    def odd(self, hidden: Array, state: HiddenState) -> Array:
        return hidden * self.weight[:, :4]


class Fixed(Odd):
    def odd(self, hidden: Array, state: HiddenState) -> Array:
        return affine(np.ones((4, 4)), hidden, self.bias)


@pytest.mark.parametrize("kind", [Odd, Raised, Handed, Cut, Shifted, Spread, Fixed])
def test_a_step_that_does_what_no_plan_is_made_for_is_taken_one_by_one(kind: type[Odd]) -> None:
    cell, words, state = made(kind, 4, 3, 6)
    assert run(cell, words, state) is None
    for array, other in zip(unroll(cell, words, state), stacked(steps(cell, words, state)), strict=True):
        np.testing.assert_array_equal(array, other)


@dataclass(frozen=True)
class Turning(RNN):
    """A cell whose step depends on what the numbers are, and says so."""

    straight = False

    def step(self, inputs: Array, state: HiddenState) -> RNNStep:
        made = super().step(inputs, state)
        return made if float(inputs[0]) > 0.0 else RNNStep(made.preactivation, -1.0 * made.hidden)


def test_a_cell_whose_operations_depend_on_the_numbers_has_no_plan() -> None:
    cell, words, state = made(Turning, 4, 3, 6)
    assert run(cell, words, state) is None
    assert (
        np.sign(unroll(cell, words, state).hidden[:, 0]) != np.sign(run(RNN(cell.weight, cell.bias), words, state).hidden[:, 0])
    ).any()


def test_of_a_batch_of_other_numbers_of_no_words_and_of_what_is_watched_there_is_no_plan() -> None:
    cell, words, state = made(RNN, 4, 3, 6)
    single = RNN(*(array.astype(np.float32) for array in (cell.weight, cell.bias)))
    assert run(cell, words[:, None], cell.rest(1)) is None
    assert run(single, words, state) is None
    assert run(cell, words[:0], state) is None
    assert run(with_parameters(cell, Tape().watch(parameters_of(cell))), words, state) is None
    assert planned(cell, words[0], state) is not None


def test_another_step_has_another_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    cell, words, state = made(RNN, 4, 3, 6)
    before = run(cell, words, state).hidden

    def step(self: RNN, inputs: Array, state: HiddenState) -> RNNStep:
        preactivation = affine(self.weight, concatenate(state.hidden, inputs), self.bias)
        return RNNStep(preactivation, sigmoid(preactivation))

    monkeypatch.setattr(RNN, "step", step)
    assert run(cell, words, state).hidden.min() > 0.0 > before.min()


def test_numbers_without_bounds_are_what_steps_make_of_them() -> None:
    cell, words, state = made(CELLS["lstm"], 4, 3, 6)
    words[2, 1], words[4, 0] = np.inf, np.nan
    with np.errstate(all="ignore"):
        compare(cell, words, state)


class Modest(RNN):
    """A plain cell that does not say that it is straight."""

    straight = False


def test_only_a_cell_that_says_that_it_is_straight_has_a_plan() -> None:
    cell, words, state = made(Modest, 4, 3, 6)
    assert run(cell, words, state) is None
    assert run(RNN(cell.weight, cell.bias), words, state) is not None


class Doubly(Twice):
    """A cell in which one part of a product is squashed twice, each time in another way."""

    def step(self, inputs: Array, state: TwiceState) -> TwiceStep:
        a_gate, a_hidden = affine(self.weight, concatenate(state.hidden, inputs), self.bias)
        gate, first, second, hidden = sigmoid(a_gate), tanh(a_gate), sigmoid(a_hidden), tanh(a_hidden)
        third = first - second
        return TwiceStep(gate, first, second, third, third * state.cell, hidden)


def test_what_is_squashed_twice_is_squashed_in_each_way() -> None:
    compare(*made(Doubly, 4, 3, 6))
