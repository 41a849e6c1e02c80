"""Gradients through time: of the very cell, total, checked by equations and by differences; and what is told of them."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from model.cells import CELLS
from model.errors import TraceError, UsageError
from model.gradients import Tape, log_softmax
from model.networks import Reader
from model.trace import STEPS, Array, ReaderTrace, Trace
from model.trace.learning import DECIMALS, LEADING, RATE, _decimals
from model.vocabulary import UNKNOWN, Vocabulary

TEXT = "a b c b a"


def reader(kind: str, units: int = 4) -> Reader:
    words, rng = Vocabulary((UNKNOWN, "a", "b", "c")), np.random.default_rng(2)
    return Reader.create(words, ("x", "y", "z"), rng, cell=kind, units=units, features=3)


def loss_from(network: Reader, trace: ReaderTrace, time: int, state: Any) -> float:
    """Return the loss if the state after a word were another one."""
    for word in trace.inputs[time + 1 :]:
        state = network.cell.state(network.cell.step(word, state))
    return float(-log_softmax(network.readout(state.hidden))[trace.labels.index(trace.taught)])


def differences(network: Reader, trace: ReaderTrace, time: int, name: str) -> Array:
    """Return central differences of the loss in one part of the state after a word, through all words that follow."""
    kind = STEPS[trace.cell_kind].state
    found = np.zeros(trace.hidden.shape[1])
    for unit in range(len(found)):
        losses = []
        for side in (1e-5, -1e-5):
            parts = {each: getattr(trace, each)[time].copy() for each in kind._fields}
            parts[name][unit] += side
            losses.append(loss_from(network, trace, time, kind(**parts)))
        found[unit] = (losses[0] - losses[1]) / 2e-5
    return found


@pytest.mark.parametrize("kind", CELLS)
def test_the_gradient_in_a_state_is_the_total_one_by_central_differences(kind: str) -> None:
    network = reader(kind)
    trace = network.run(TEXT, gradients=True)
    for time in range(len(trace.tokens)):
        assert np.allclose(trace.hidden_gradient[time], differences(network, trace, time, "hidden"), atol=1e-8)


def test_so_is_that_in_the_cell_state_of_an_lstm_where_h_is_on_its_way() -> None:
    network = reader("lstm")
    trace = network.run(TEXT, gradients=True)
    for time in range(len(trace.tokens)):  # h = o * tanh(C) goes with C, as it does in the cell
        along = trace.output_gate[time] * (1 - trace.squashed_cell[time] ** 2) * differences(network, trace, time, "hidden")
        assert np.allclose(trace.cell_gradient[time], differences(network, trace, time, "cell") + along, atol=1e-8)


@pytest.mark.parametrize("kind", CELLS)
def test_each_gradient_has_an_equation_that_holds_and_fails_where_it_is_changed(kind: str) -> None:
    trace = reader(kind).run(TEXT, gradients=True)
    assert all(each.holds for each in trace.identities())
    back = {each.result: each for each in trace.declared.backward}
    for name in (key for key in trace.keys() if key.endswith("_gradient")):  # noqa: SIM118 (not a mapping)
        assert name in back or name.startswith("candidate_preactivation")
        for time in (0, len(trace.tokens) - 1):
            wrong = getattr(trace, name).copy()
            wrong[time, 1] += 1e-9
            assert not all(each.holds for each in trace.with_arrays(**{name: wrong}).identities()), (name, time)


@pytest.mark.parametrize("kind", CELLS)
def test_they_are_computed_on_demand_and_change_nothing_else(kind: str) -> None:
    network = reader(kind)
    plain, full = network.run(TEXT), network.run(TEXT, gradients=True)
    assert plain.gradients is None
    assert all(np.array_equal(array, full.arrays()[name]) for name, array in plain.arrays().items())
    assert network.run_for(TEXT, ("memory",)).gradients is None
    assert network.run_for(TEXT, ("hidden_gradient",)).gradients is not None
    with pytest.raises(TraceError, match="no 'hidden_gradient'"):
        plain.lookup("hidden_gradient")


def test_a_file_holds_them_or_does_not(tmp_path: Path) -> None:
    trace = reader("lstm").run(TEXT, gradients=True)
    trace.save(tmp_path / "full.npz")
    loaded = Trace.load(tmp_path / "full.npz")
    assert np.array_equal(loaded.lookup("cell_gradient"), trace.cell_gradient)
    loaded.without("cell_gradient").save(tmp_path / "plain.npz")
    assert Trace.load(tmp_path / "plain.npz").lookup("cell").shape == trace.cell.shape
    assert "hidden_gradient" not in Trace.load(tmp_path / "plain.npz").keys()  # noqa: SIM118
    with pytest.raises(TraceError, match="gradients should be"):
        replace(trace, gradients=reader("rnn").run(TEXT, gradients=True).gradients)
    with pytest.raises(TraceError, match="taught is 'w', it should be the label"):
        replace(trace, taught="w")
    with pytest.raises(TraceError, match="taught is '', it should be the label"):
        replace(trace, taught="")


def test_any_label_may_be_taught_and_the_equations_are_of_that_one() -> None:
    network = reader("rnn")
    trace = network.run(TEXT, gradients=True)
    other = next(label for label in trace.labels if label != trace.taught)
    assert not all(each.holds for each in replace(trace, taught=other).identities())
    gradients = network.gradients(trace.inputs, trace.labels.index(other))
    assert all(each.holds for each in replace(trace, taught=other, gradients=gradients).identities())


def test_a_gradient_of_a_gate_may_be_below_nought() -> None:
    assert reader("lstm").run(TEXT, gradients=True).forget_gate_gradient.min() < 0


def test_the_label_that_is_taught_is_the_least_probable() -> None:
    trace = reader("rnn").run(TEXT, gradients=True)
    assert trace.taught == trace.labels[trace.probabilities[-1].argmin()]
    assert trace.loss == pytest.approx(-np.log(trace.probabilities[-1].min()))
    assert trace.last_error.sum() == pytest.approx(0.0)


@pytest.mark.parametrize(("kind", "state"), [("rnn", "hidden"), ("gru", "hidden"), ("lstm", "cell")])
def test_what_is_felt_is_the_gradient_in_what_goes_from_word_to_word(kind: str, state: str) -> None:
    trace = reader(kind).run(TEXT, gradients=True)
    sizes = np.linalg.norm(getattr(trace, f"{state}_gradient"), axis=1)
    assert np.allclose(trace.felt_sizes, sizes)
    assert np.allclose(trace.felt_shares, sizes / sizes[-1])
    assert np.allclose(trace.times_weaker * sizes, sizes[-1])


@pytest.mark.parametrize("kind", CELLS)
def test_a_lesson_is_a_step_of_gradient_descent_on_one_weight(kind: str) -> None:
    network = reader(kind)
    trace = network.run(TEXT, gradients=True)
    gate, unit, place = trace.lesson
    where = (unit, place) if gate is None else (gate, unit, place)
    tape = Tape()
    watched = tape.watch(network.parameters)
    other = network.with_parameters(watched)
    state = other.cell.rest()
    for word in trace.inputs:
        state = other.cell.state(other.cell.step(word, state))
    loss = -log_softmax(other.readout(state.hidden))[trace.labels.index(trace.taught)]
    whole = tape.gradients(loss, watched)["cell.weight"][where]
    assert trace.lesson_gradients.sum() == pytest.approx(whole)
    assert trace.lesson_weight == trace.weight[where]
    assert np.array_equal(trace.lesson_errors * trace.lesson_inputs, trace.lesson_gradients)
    most, less = trace.most_moving, trace.less_moving
    assert abs(trace.lesson_steps[most]) == np.abs(trace.lesson_steps).max()
    assert most == less or (abs(trace.lesson_errors[most]) < abs(trace.lesson_errors[less])) != (
        abs(trace.lesson_inputs[most]) < abs(trace.lesson_inputs[less])
    )
    assert np.allclose(trace.lesson_weights, trace.lesson_weight - RATE * trace.lesson_gradients)
    assert place >= trace.hidden.shape[1]  # a weight of the word


def test_the_products_of_a_lesson_are_right_as_they_are_printed() -> None:
    for kind in ("rnn", "lstm"):
        trace = reader(kind, units=16).run(TEXT, gradients=True)
        for time, many in enumerate(map(int, trace.lesson_decimals)):
            product = RATE * round(float(trace.lesson_gradients[time]), many - 1)
            assert product == pytest.approx(round(float(trace.lesson_steps[time]), many), abs=1e-16)


@pytest.mark.parametrize(("step", "many"), [(0.2, 3), (0.02, 3), (-7.5e-6, 7), (3e-12, 13), (3e-18, 3), (0.0, 3)])
def test_a_step_is_printed_with_two_figures(step: float, many: int) -> None:
    assert _decimals(np.array([0.1, step])).tolist() == [DECIMALS[0], many]


def test_a_label_that_is_taught_is_that_whose_loss_the_gradients_are_of() -> None:
    network = reader("rnn")
    for label in network.labels:
        trace = network.run_for(TEXT, ("hidden_gradient",), taught=label)
        assert trace.taught == label
        assert trace.loss == pytest.approx(-np.log(trace.probabilities[-1, network.labels.index(label)]))
        wanted = network.readout.weight.T @ trace.last_error if network.readout.weight.shape[0] == len(network.labels) else None
        assert wanted is None or np.allclose(trace.felt[-1], wanted)


def test_a_label_that_is_taught_is_one_of_the_network() -> None:
    network = reader("rnn")
    with pytest.raises(UsageError, match=r"has no label 'zork': its labels are "):
        network.run(TEXT, gradients=True, taught="zork")


@pytest.mark.parametrize(("slopes", "mostly"), [(1.0, True), (0.9, True), (1e-3, False), (1e3, False)])
def test_an_error_is_mostly_why_a_step_is_small_if_slopes_and_inputs_make_little_of_that(slopes: float, mostly: bool) -> None:
    trace = reader("rnn").run(TEXT, gradients=True)
    felt = trace.felt.copy()
    felt[0] = 0.01 * np.linalg.norm(felt[-1]) * felt[0] / np.linalg.norm(felt[0])
    weaker = trace.with_arrays(hidden_gradient=felt)
    vars(weaker)["lesson_steps"] = np.array([0.01 * slopes, *[0.5] * (len(felt) - 2), 1.0])
    assert weaker.is_mostly_error == mostly


def test_as_many_mean_hops_as_there_are_hops_make_what_the_first_word_feels() -> None:
    trace = reader("rnn").run(TEXT, gradients=True)
    assert trace.hop_count == len(trace.tokens) - 1
    assert trace.mean_hop**trace.hop_count == pytest.approx(trace.felt_shares[0])


def test_without_weights_there_is_no_lesson() -> None:
    with pytest.raises(TraceError, match="no 'lesson_weight'"):
        reader("lstm").run(TEXT, gradients=True).without("weight").lookup("lesson_weight")


@pytest.mark.parametrize("kind", CELLS)
def test_a_lesson_is_on_a_weight_whose_steps_differ_most_nearly_as_what_is_felt(kind: str) -> None:
    trace = reader(kind).run(TEXT, gradients=True)
    first, last = (
        np.stack([np.abs(np.outer(each[time], trace.inputs[time])) for each in trace._sums().values()]) for time in (0, -1)
    )
    told = (last >= LEADING * last.max()) & (first > 0)
    away = np.abs(np.log(first[told] / last[told] / trace.felt_shares[0]))
    found = abs(np.log(abs(trace.lesson_gradients[0] / trace.lesson_gradients[-1]) / trace.felt_shares[0]))
    assert found <= np.sort(away)[min(5, len(away) - 1)]  # rounding may have spoilt a few


@pytest.mark.parametrize("kind", CELLS)
def test_what_is_felt_goes_back_through_a_gate_and_by_other_ways(kind: str) -> None:
    trace = reader(kind).run(TEXT, gradients=True)
    if trace.declared.carried is None:
        sloped = trace.felt * trace.tanh_slopes
        assert np.allclose(sloped, trace.preactivation_gradient)
        assert np.allclose(trace.slope_factors[1:] * trace.weight_factors[:-1], trace.hop_factors[:-1])
        assert trace.weight_factors[-1] == pytest.approx(1.0)
        with pytest.raises(TraceError):
            trace.lookup("gated_back")
        return
    assert np.allclose(trace.gated_back[1:] + trace.other_back[:-1], trace.felt[:-1])
    assert np.allclose(trace.other_back[-1], trace.felt[-1])
    assert np.allclose(trace.gate_factors * trace.felt_sizes, np.linalg.norm(trace.gated_back, axis=1))
    with pytest.raises(TraceError):
        trace.lookup("slope_factors")
