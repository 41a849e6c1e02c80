"""How cells begin: the numbers that they are drawn with, what a state is at first, and a run over one word."""

from dataclasses import FrozenInstanceError
from typing import Any

import numpy as np
import pytest

from model.cells import CELLS, unroll

UNITS, FEATURES = 25, 40
LIMIT = 0.2  # one divided by the root of the units


@pytest.mark.parametrize("kind", CELLS)
def test_weights_are_drawn_evenly_from_one_divided_by_the_root_of_the_units(kind: str) -> None:
    weight = CELLS[kind].create(UNITS, FEATURES, np.random.default_rng(0)).weight
    assert weight.shape[-2:] == (UNITS, UNITS + FEATURES)
    assert 0.99 * LIMIT < weight.max() <= LIMIT
    assert -LIMIT <= weight.min() < -0.99 * LIMIT
    assert weight.std() == pytest.approx(2 * LIMIT / np.sqrt(12), rel=0.05)
    assert np.array_equal(weight, CELLS[kind].create(UNITS, FEATURES, np.random.default_rng(0)).weight)


def test_biases_begin_at_nought_but_for_what_makes_an_lstm_remember() -> None:
    def create(kind: str) -> Any:
        return CELLS[kind].create(3, 2, np.random.default_rng(0))

    assert create("rnn").bias.tolist() == [0.0] * 3
    assert create("gru").bias.tolist() == create("gru_reset_after").bias.tolist() == [[0.0] * 3] * 3
    assert create("gru_reset_after").recurrent_bias.tolist() == [0.0] * 3
    assert create("lstm").bias.tolist() == [[0.0] * 3, [1.0] * 3, [0.0] * 3, [0.0] * 3]  # input, forget, candidate, output
    assert create("lstm_peephole").bias.tolist() == create("lstm").bias.tolist()
    assert create("lstm_coupled").bias.tolist() == [[-1.0] * 3, [0.0] * 3, [0.0] * 3]  # input, candidate, output
    assert create("lstm_coupled_peephole").bias.tolist() == create("lstm_coupled").bias.tolist()


def test_a_word_passes_without_a_trace_where_nothing_is_let_in_and_all_is_kept() -> None:
    pinned = {
        "rnn": {},
        "gru": {"update_gate": 1.0},
        "gru_reset_after": {"update_gate": 1.0},
        "lstm": {"input_gate": 0.0, "forget_gate": 1.0},
        "lstm_peephole": {"input_gate": 0.0, "forget_gate": 1.0},
        "lstm_coupled": {"input_gate": 0.0},
        "lstm_coupled_peephole": {"input_gate": 0.0},
    }
    assert {kind: CELLS[kind].idle for kind in pinned} == pinned


@pytest.mark.parametrize("kind", CELLS)
def test_the_first_state_is_nought(kind: str) -> None:
    cell = CELLS[kind].create(3, 2, np.random.default_rng(0))
    assert [array.tolist() for array in cell.rest()] == [[0.0] * 3] * len(cell.rest())
    assert {array.shape for array in cell.rest(4, 5)} == {(4, 5, 3)}
    assert not any(array.any() for array in cell.rest(4, 5))


@pytest.mark.parametrize("kind", CELLS)
def test_a_run_over_one_word_is_its_step(kind: str) -> None:
    cell, word = CELLS[kind].create(3, 2, np.random.default_rng(0)), np.array([1.0, -2.0])
    step, run = cell.step(word, cell.rest()), unroll(cell, word[None], cell.rest())
    assert type(run) is type(step)
    assert all(np.array_equal(together[0], alone) for together, alone in zip(run, step, strict=True))


@pytest.mark.parametrize("kind", CELLS)
def test_the_state_after_is_what_the_step_left(kind: str) -> None:
    cell = CELLS[kind].create(3, 2, np.random.default_rng(0))
    step = cell.step(np.array([1.0, -2.0]), cell.rest())
    state = cell.state(step)
    assert all(getattr(state, name) is getattr(step, name) for name in state._fields)


@pytest.mark.parametrize("kind", CELLS)
def test_a_cell_never_changes(kind: str) -> None:
    cell = CELLS[kind].create(3, 2, np.random.default_rng(0))
    with pytest.raises(FrozenInstanceError):
        cell.weight = cell.weight
