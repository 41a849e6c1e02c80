"""The cells against arithmetic by hand, and what holds for every one."""

import numpy as np
import pytest

from model.cells import (
    CELLS,
    GRU,
    LSTM,
    RNN,
    Carrying,
    CoupledLSTM,
    CoupledPeepholeLSTM,
    GRUResetAfter,
    PeepholeLSTM,
    memory,
    stacked,
    steps,
    unroll,
)
from model.cells.base import Packed
from model.parameters import parameters_of
from model.trace import STEPS, HiddenState, LSTMState, RNNStep

CARRYING = [kind for kind, cell in CELLS.items() if issubclass(cell, Carrying)]


def test_one_unit_by_hand() -> None:
    # W = [[h, x] per gate], h = 0.5, C = 2, x = 1; sigmoid(ln 3) = 3/4 and tanh(ln 2) = 3/5, so that paper suffices.
    weight = np.array([[[0.0, np.log(3)]], [[2 * np.log(3), 0.0]], [[0.0, np.log(2)]], [[0.0, 0.0]]])
    bias = np.array([[0.0], [0.0], [0.0], [-np.log(3)]])
    step = LSTM(weight, bias).step(np.array([1.0]), LSTMState(np.array([0.5]), np.array([2.0])))
    expected = {
        "input_gate": 0.75,
        "forget_gate": 0.75,
        "candidate": 0.6,
        "output_gate": 0.25,
        "kept": 1.5,
        "written": 0.45,
        "cell": 1.95,
        "squashed_cell": 0.9603193885,  # tanh(1.95)
        "hidden": 0.2400798471,
    }
    for name, value in expected.items():
        assert getattr(step, name)[0] == pytest.approx(value, abs=1e-9), name


def test_one_unit_that_sees_its_own_cell_state_by_hand() -> None:
    # As above, but the gates see C: i = sigmoid(ln 3 * (1 + 2 * 1/2)) = 9/10, f = 3/4; o sees the new C, not C = 2.
    weight = np.array([[[0.0, np.log(3)]], [[2 * np.log(3), 0.0]], [[0.0, np.log(2)]], [[0.0, 0.0]]])
    bias, peephole = np.zeros((4, 1)), np.array([[np.log(3) / 2], [0.0], [1.0]])
    step = PeepholeLSTM(weight, bias, peephole).step(np.array([1.0]), LSTMState(np.array([0.5]), np.array([2.0])))
    cell = 0.75 * 2.0 + 0.9 * 0.6
    expected = {"input_peek": np.log(3), "input_gate": 0.9, "forget_gate": 0.75, "cell": cell, "output_peek": cell}
    output = 1.0 / (1.0 + np.exp(-cell))
    for name, value in {**expected, "output_gate": output, "hidden": output * np.tanh(cell)}.items():
        assert getattr(step, name)[0] == pytest.approx(value, abs=1e-12), name


def test_one_unit_with_coupled_gates_by_hand() -> None:
    weight, bias = np.array([[[0.0, np.log(3)]], [[0.0, np.log(2)]], [[0.0, 0.0]]]), np.zeros((3, 1))
    step = CoupledLSTM(weight, bias).step(np.array([1.0]), LSTMState(np.array([0.5]), np.array([2.0])))
    expected = {"input_gate": 0.75, "forget_gate": 0.25, "candidate": 0.6, "cell": 0.95, "hidden": 0.5 * np.tanh(0.95)}
    for name, value in expected.items():
        assert getattr(step, name)[0] == pytest.approx(value, abs=1e-12), name


def test_one_unit_with_coupled_gates_that_sees_its_own_cell_state_by_hand() -> None:
    # i = sigmoid(ln 3 * (1 + 2 * 1/2)) = 9/10, f = 1/10; o sees the new C = 2/10 + 9/10 * 3/5, not C = 2.
    weight = np.array([[[0.0, np.log(3)]], [[0.0, np.log(2)]], [[0.0, 0.0]]])
    peephole = np.array([[np.log(3) / 2], [1.0]])
    step = CoupledPeepholeLSTM(weight, np.zeros((3, 1)), peephole).step(
        np.array([1.0]), LSTMState(np.array([0.5]), np.array([2.0]))
    )
    output = 1.0 / (1.0 + np.exp(-0.74))
    expected = {"input_peek": np.log(3), "input_gate": 0.9, "forget_gate": 0.1, "cell": 0.74, "output_peek": 0.74}
    for name, value in {**expected, "output_gate": output, "hidden": output * np.tanh(0.74)}.items():
        assert getattr(step, name)[0] == pytest.approx(value, abs=1e-12), name


def test_one_unit_of_both_grus_by_hand() -> None:
    # h = 0.5, x = 1; r = sigmoid(ln 3) = 3/4, z = sigmoid(-ln 3) = 1/4.
    weight = np.array([[[0.0, np.log(3)]], [[2 * -np.log(3), 0.0]], [[2.0, 0.25]]])
    bias, inputs, state = np.array([[0.0], [0.0], [0.125]]), np.array([1.0]), HiddenState(np.array([0.5]))
    before = GRU(weight, bias).step(inputs, state)
    after = GRUResetAfter(weight, bias, np.array([0.5])).step(inputs, state)
    sums = {"reset_hidden": 0.375, "candidate_preactivation": 1.125}  # 2 * 3/4 * 0.5 + 0.25 + 0.125
    both = {"reset_gate": 0.75, "update_gate": 0.25, "kept": 0.125}
    for name, value in {**sums, **both, "hidden": 0.125 + 0.75 * np.tanh(1.125)}.items():
        assert getattr(before, name)[0] == pytest.approx(value, abs=1e-12), name
    sums = {"candidate_recurrent": 1.5, "candidate_input": 0.375, "reset_recurrent": 1.125, "candidate_preactivation": 1.5}
    for name, value in {**sums, **both, "hidden": 0.125 + 0.75 * np.tanh(1.5)}.items():
        assert getattr(after, name)[0] == pytest.approx(value, abs=1e-12), name


def test_one_unit_of_the_plain_cell_by_hand() -> None:
    step = RNN(np.array([[2.0, 0.25]]), np.array([0.125])).step(np.array([1.0]), HiddenState(np.array([0.5])))
    assert step.preactivation[0] == 1.375
    assert step.hidden[0] == pytest.approx(np.tanh(1.375), abs=1e-15)


@pytest.mark.parametrize("kind", CELLS)
def test_a_cell_computes_what_is_declared_of_its_kind(kind: str) -> None:
    cell, declared = CELLS[kind].create(3, 2, np.random.default_rng(0)), STEPS[kind]
    step = cell.step(np.ones(2), cell.rest())
    assert type(step) is declared.step
    assert type(cell.rest()) is type(cell.state(step)) is declared.state
    assert type(cell.weights) is declared.weights
    assert set(cell.weights._fields) == set(parameters_of(cell))
    assert (declared.carried is not None) == isinstance(cell, Carrying)
    assert set(cell.idle) <= set(step._fields)
    results = [equation.result for equation in declared.equations]
    assert sorted(results) == sorted(step._fields)  # one equation for each quantity


@pytest.mark.parametrize("kind", [kind for kind, cell in CELLS.items() if issubclass(cell, Packed)])
def test_forget_bias_starts_as_documented(kind: str) -> None:
    cell = CELLS[kind].create(3, 2, np.random.default_rng(0))
    expected = {gate: [cell.initial_bias.get(gate, 0.0)] * 3 for gate in cell.gates}
    assert dict(zip(cell.gates, cell.bias.tolist(), strict=True)) == expected


def test_where_cells_start_and_where_they_rest() -> None:
    assert LSTM.create(1, 1, np.random.default_rng(0)).bias.tolist() == [[0.0], [1.0], [0.0], [0.0]]
    assert LSTM.idle == {"input_gate": 0.0, "forget_gate": 1.0}
    assert GRU.idle == GRUResetAfter.idle == {"update_gate": 1.0}
    assert RNN.idle == {}


@pytest.mark.parametrize("kind", CELLS)
def test_weights_are_drawn_evenly_and_biases_are_not_drawn(kind: str) -> None:
    cell = CELLS[kind].create(16, 8, np.random.default_rng(0))
    limit = 0.25  # 1/sqrt(16)
    assert -limit <= cell.weights.weight.min() < -0.9 * limit
    assert 0.9 * limit < cell.weights.weight.max() <= limit
    assert abs(cell.weights.weight.mean()) < 0.1 * limit
    assert cell.weights.weight.shape[-2:] == (16, 24)
    assert all(
        np.ptp(row) == 0.0 for name, array in parameters_of(cell).items() if "bias" in name for row in np.atleast_2d(array)
    )


@pytest.mark.parametrize("kind", CELLS)
def test_a_batch_is_its_members(kind: str) -> None:
    rng = np.random.default_rng(2)
    cell, inputs = CELLS[kind].create(4, 3, rng), rng.normal(size=(5, 6, 3))
    batch = unroll(cell, inputs, cell.rest(6))
    for member in range(6):
        alone = unroll(cell, inputs[:, member], cell.rest())
        assert type(alone) is type(batch)
        for name in alone._fields:
            np.testing.assert_allclose(getattr(batch, name)[:, member], getattr(alone, name), atol=1e-14, err_msg=name)


@pytest.mark.parametrize("kind", CELLS)
@pytest.mark.parametrize("precision", [np.float32, np.float64])
def test_stacked_steps_are_all_that_was_computed(kind: str, precision: type) -> None:
    rng = np.random.default_rng(2)
    made = CELLS[kind].create(4, 3, rng)
    cell = type(made)(*(array.astype(precision) for array in parameters_of(made).values()))
    every = list(steps(cell, rng.normal(size=(5, 3)).astype(precision), cell.rest()))
    together = stacked(every)
    for name in together._fields:
        found = getattr(together, name)
        assert found.dtype == precision
        np.testing.assert_array_equal(found, np.stack([getattr(step, name) for step in every]), err_msg=name)
        found += 1.0  # they are nobody else's


@pytest.mark.parametrize(
    "odd", [np.arange(8.0)[::2], np.ones(4, np.float32), np.ones((4, 1))], ids=["not in one piece", "another type", "a batch"]
)
def test_steps_of_parts_that_are_not_alike_are_stacked_as_well(odd: np.ndarray) -> None:
    every = [RNNStep(np.full(odd.shape, float(time)), odd) for time in range(3)]
    together = stacked(every)
    np.testing.assert_array_equal(together.hidden, np.stack([odd] * 3))
    assert together.hidden.dtype == odd.dtype
    np.testing.assert_array_equal(together.preactivation[2], np.full(odd.shape, 2.0))


@pytest.mark.parametrize("kind", CARRYING)
def test_memory_adds_up_to_the_state(kind: str) -> None:
    rng = np.random.default_rng(4)
    cell = CELLS[kind].create(4, 3, rng)
    steps = unroll(cell, rng.normal(size=(9, 3)), cell.rest())
    assert isinstance(cell, Carrying)
    held = cell.memory(steps)
    np.testing.assert_allclose(held.sum(axis=1), getattr(steps, STEPS[kind].carried.state), atol=1e-12)
    assert not held[np.triu_indices(9, 1)].any()  # nothing is remembered before it is read


@pytest.mark.parametrize("kind", CARRYING)
def test_what_is_declared_to_carry_is_what_the_cell_carries(kind: str) -> None:
    rng = np.random.default_rng(4)
    cell, declared = CELLS[kind].create(4, 3, rng), STEPS[kind].carried
    steps = unroll(cell, rng.normal(size=(9, 3)), cell.rest())
    share, opened, written = cell.carried(steps)
    np.testing.assert_array_equal(share, getattr(steps, declared.share))
    np.testing.assert_array_equal(written, getattr(steps, declared.written))
    np.testing.assert_allclose(opened * steps.candidate, written, atol=1e-15)


def test_memory_by_hand() -> None:
    held = memory(np.array([[0.9], [0.5], [0.25]]), np.array([[4.0], [1.0], [2.0]]))
    assert held[:, :, 0].tolist() == [[4.0, 0.0, 0.0], [2.0, 1.0, 0.0], [0.5, 0.25, 2.0]]
