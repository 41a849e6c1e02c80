"""What equations expect and how far rounding may part them, by hand; and that no equation of a whole trace is left out."""

from dataclasses import FrozenInstanceError, replace
from typing import Any

import numpy as np
import pytest

from model import zoo
from model.cells import CELLS
from model.networks import Reader
from model.trace import GRU_GATES, STEPS, Equation, Estimate, Identity, ReaderTrace
from model.trace.dropping import dropping_of
from model.trace.equations import added, equal, weighed
from model.trace.lasting import lasting_of
from model.trace.omission import SAYS
from model.trace.steps.attention import _one, divided, joined, projected, scaled, scored, sum_is_one, summed
from model.trace.steps.base import held, recalled
from model.trace.steps.gru import complement
from model.vocabulary import UNKNOWN, Vocabulary


def alike(found: Estimate, value: Any, size: Any) -> None:
    np.testing.assert_allclose(found.value, value, rtol=1e-14)
    np.testing.assert_allclose(found.size, size, rtol=1e-14)


# -- memory, with times as rows and one unit ------------------------------------------------------------------------------

SHARE, WRITTEN = np.array([[0.5], [0.25], [0.5]]), np.array([[1.0], [-2.0], [4.0]])
HELD = [[1.0, 0.0, 0.0], [0.25, -2.0, 0.0], [0.125, -1.0, 4.0]]


def test_what_is_left_of_each_word_by_hand() -> None:
    value, size = held(SHARE, WRITTEN)
    alike(Estimate(value[..., 0], size[..., 0]), HELD, [[1.0, 0.0, 0.0], [2 * 0.25, 2.0, 0.0], [3 * 0.125, 2 * 1.0, 4.0]])


def test_the_state_is_the_sum_of_what_is_left_by_hand() -> None:
    memory = np.array(HELD)[..., None]
    memory[0, 1] = 3.0  # of the future: its rounding counts once
    left = [[-4.0], [-1.0], [-0.5]]
    sizes = [[1 + 3 + 2 * 4.0], [2 * 0.25 + 2 + 3 * 1.0], [3 * 0.125 + 2 * 1 + 4 + 4 * 0.5]]
    alike(recalled(memory, SHARE, np.array([-8.0])), memory.sum(axis=1) + left, sizes)


def test_units_are_apart() -> None:
    share, written = np.hstack([SHARE, 1.0 - SHARE]), np.hstack([WRITTEN, 2 * WRITTEN])
    for unit in range(2):
        for both, alone in zip(held(share, written), held(share[:, [unit]], written[:, [unit]]), strict=True):
            np.testing.assert_array_equal(both[..., [unit]], alone)


def test_what_an_update_gate_lets_in_by_hand() -> None:
    alike(complement(np.array([0.25, 0.5]), np.array([-2.0, 3.0])), [-1.5, 1.5], [1.25 * 2.0, 1.5 * 3.0])


# -- attention: two words written, three read, two units of the scorer -----------------------------------------------------

STATES, NOTES = np.array([[0.5, -1.0], [2.0, 0.25]]), np.array([[-0.5, 0.5], [1.0, -2.0], [0.125, 4.0]])
VECTOR = np.array([3.0, -0.5])
WEIGHTS = np.array([[0.5, 0.25, 0.25], [0.125, 0.125, 0.75]])


def test_projections_and_scores_by_hand() -> None:
    weight = np.array([[1.0, -2.0], [0.5, 0.0], [0.0, 4.0]])
    alike(projected(weight, STATES), STATES @ weight.T, np.abs(STATES) @ np.abs(weight).T)
    sums = np.array([[state + note for note in NOTES] for state in STATES])
    sizes = np.array([[np.abs(state) + np.abs(note) for note in NOTES] for state in STATES])
    curve = np.tanh(sums)
    alike(joined(STATES, NOTES), curve, np.abs(curve) + (1 - curve**2) * (np.abs(sums) + sizes))
    alike(scored(VECTOR, curve), curve @ VECTOR, np.abs(curve) @ np.abs(VECTOR))


def test_weighing_by_hand() -> None:
    weighted = [[share * note for share, note in zip(row, NOTES, strict=True)] for row in WEIGHTS]
    alike(scaled(WEIGHTS, NOTES), weighted, np.abs(weighted))
    alike(summed(np.array(weighted)), WEIGHTS @ NOTES, np.abs(weighted).sum(axis=1))
    scores = np.array([[1.0, -2.0, 0.5], [0.0, 0.25, -3.0]])
    shares = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    sizes = shares * (1 + np.abs(scores) + np.array([[2.0], [3.0]]))
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    alike(divided(powers, powers.sum(axis=1), scores), shares, sizes)
    alike(_one(WEIGHTS * [1, -1, 1]), [1.0, 1.0], WEIGHTS.sum(axis=1))


def test_shares_that_sum_to_one_are_summed_along_their_last_axis() -> None:
    [identity] = sum_is_one("weights").check(type("Look", (), {"weights": WEIGHTS})(), "float64")
    assert (identity.name, identity.error, identity.holds) == ("weights sum to 1", 0.0, True)
    [identity] = sum_is_one("weights").check(type("Look", (), {"weights": WEIGHTS * 1.5})(), "float64")
    assert (identity.error, identity.holds) == (0.5, False)


def test_shares_of_any_shape_are_summed_along_their_last_axis() -> None:
    shares = np.stack([WEIGHTS, WEIGHTS[::-1]])
    alike(_one(shares), np.ones((2, 2)), np.ones((2, 2)))
    [identity] = sum_is_one("weights").check(type("Look", (), {"weights": shares})(), "float64")
    assert identity.holds
    assert sum_is_one("weights").says == "1"


@pytest.fixture(scope="module")
def look() -> Any:
    """Return the trace of a translation with attention."""
    return zoo.load("english_french").run("the cat sleeps")


def test_what_lies_between_states_and_weights_is_what_it_says(look: Any) -> None:
    states, notes, scores = look.projected_states, look.projected_annotations, look.scores
    sums = np.array([[state + note for note in notes] for state in states])
    np.testing.assert_array_equal(look.scorer_preactivation, sums)
    np.testing.assert_allclose(np.tanh(look.scorer_preactivation), look.scorer_hidden, atol=1e-15)
    np.testing.assert_array_equal(look.scorer_products, look.scorer_hidden * look.scorer.vector)
    np.testing.assert_array_equal(look.largest_scores, [max(row) for row in scores])
    np.testing.assert_array_equal(look.powers, [np.exp(row - max(row)) for row in scores])
    np.testing.assert_allclose(look.power_sums, [sum(row) for row in look.powers], rtol=1e-15)


def test_the_equations_of_attention_are_named(look: Any) -> None:
    names = [each.name for each in look.identities()]
    assert all(each.holds for each in look.identities())
    assert [name for name in names if name in ATTENDING] == ATTENDING


@pytest.mark.parametrize(
    ("model", "own"),
    [
        ("english_french", ["encoder_hidden = [forward_hidden; backward_hidden; source_inputs]"]),
        ("english_french_plain", ["encoder_hidden = [forward_hidden]", "decoder_initial_hidden = the last forward_hidden"]),
    ],
)
def test_the_equations_of_a_translation_are_judged_but_for_the_parts_that_it_lacks(model: str, own: list[str]) -> None:
    trace = zoo.load(model).run("the cat sleeps")
    judged = [each.name for each in trace.identities()]
    assert all(each.holds for each in trace.identities())
    assert set(judged) >= {*own, *WRITING}
    left_out = [each.result for each in trace.equations() if each.name not in judged]
    if trace.attention:
        assert left_out == []
    else:
        attended = sorted(name.partition(" ")[0] for name in ATTENDING)
        assert sorted(name for name in left_out if not name.startswith("backward_")) == attended
        assert sum(name.startswith("backward_") for name in left_out) == len(STEPS["gru"].equations)


WRITING = [
    "logits = readout_weight readout_inputs + readout_bias",
    "probabilities = softmax(logits)",
    "probabilities sum to 1",
    "chosen_probabilities = the largest of probabilities, for each word written",
]
ATTENDING = [
    "projected_states = scorer_state_weight previous_states",
    "projected_annotations = scorer_annotation_weight encoder_hidden",
    "scorer_hidden = tanh(projected_states + projected_annotations)",
    "scores = scorer_vector . scorer_hidden",
    "weights = softmax(scores)",
    "weights sum to 1",
    "weighted = weights * encoder_hidden",
    "context = sum of weighted over the source words",
    "scores = sum of scorer_products over the units",
    "weights = powers / power_sums",
]


# -- equations and identities ----------------------------------------------------------------------------------------------


def test_what_is_as_far_off_as_it_may_be_holds() -> None:
    assert Identity("", 1.0, 1.0).holds
    assert Identity("", 0.0, 1.0).holds
    assert not Identity("", 1.0 + 1e-15, 1.0).holds
    assert not any(Identity("", error, np.inf).holds for error in (0.0, 1.0, np.inf))


def test_the_entry_that_is_worst_for_its_size_is_reported() -> None:
    record = type("Record", (), {"a": np.array([1e6, 1.0, -2.0]), "b": np.array([1e6 + 1e-7, 1.0 + 1e-9, -2.0])})()
    [identity] = Equation("b", "a", ("a",), equal).check(record, "float64")
    assert identity.error == pytest.approx(1e-9, rel=1e-6)


def test_one_row_is_weighed_as_many_are() -> None:
    weight, bias, rows = np.array([[1.0, -2.0, 0.5]]), np.array([-0.25]), np.array([[3.0, 1.0, 4.0], [0.0, 2.0, -1.0]])
    many = weighed(weight, bias, rows[:, :1], rows[:, 1:])
    one = weighed(weight, bias, rows[1, :1], rows[1, 1:])
    alike(many, [[2.75], [-4.75]], [[7.25], [4.75]])
    alike(one, [-4.75], [4.75])


def test_where_a_quantity_was_left_out_nothing_is_said() -> None:
    record = type("Record", (), {"a": np.ones(2), "b": None, "c": np.full(2, 2.0)})()
    assert list(Equation("c", "a + b", ("a", "b"), added).check(record, "float64")) == []
    assert list(Equation("b", "a", ("a",), equal).check(record, "float64")) == []
    assert len(list(Equation("c", "a + a", ("a", "a"), added).check(record, "float64"))) == 1


def test_nothing_that_is_declared_can_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Equation("b", "a", ("a",), equal).says = "c"  # type: ignore[misc]
    for kind in STEPS.values():
        with pytest.raises(FrozenInstanceError):
            kind.gates = ()  # type: ignore[misc]


# -- whole traces ----------------------------------------------------------------------------------------------------------


@pytest.fixture(params=CELLS)
def trace(request: pytest.FixtureRequest) -> ReaderTrace:
    """Run a reader of each kind of cell, all of whose numbers are drawn, biases too."""
    rng = np.random.default_rng(3)
    reader = Reader.create(Vocabulary((UNKNOWN, *"abc")), ("no", "yes"), rng, units=3, features=2, cell=request.param)
    return reader.with_parameters({name: rng.normal(size=each.shape) for name, each in reader.parameters.items()}).run(
        "a b c a", gradients=True, omissions=True, dropout=True
    )


def test_every_equation_is_judged_and_holds(trace: ReaderTrace) -> None:
    judged = list(trace.identities())
    assert [each.name for each in judged] == [each.name for each in trace.equations()]
    assert [each.name for each in judged if not each.holds] == []


def test_the_equations_are_those_of_the_cell_the_readout_and_the_memory(trace: ReaderTrace) -> None:
    of_all = ["logits = readout_weight hidden + readout_bias", "probabilities = softmax(logits)"]
    of_all.append("logits, centred over the labels = all pushes on a verdict and its centred bias, added up")
    of_all.append("probabilities sum to 1")
    carried = STEPS[trace.cell_kind].carried
    gated = ("hidden", "update_gate", "written")
    ours = {"rnn": None, "lstm": ("cell", "forget_gate", "written"), "gru": gated, "gru_reset_after": gated}
    assert ours.get(trace.cell_kind, carried) == carried
    of_memory = []
    if carried:
        state, share, written = carried
        of_memory = [
            f"memory = (product of {share} over s+1..t) * {written}[s], and 0 for s > t",
            f"{state} = sum of memory over the words read + (product of {share} over 1..t) * initial_{state}",
        ]
    own = [f"{equation.result} = {equation.says}" for equation in trace.declared.equations]
    of_all = ["admitting_gate = 1 - update_gate"] * ("update_gate" in trace.steps._fields) + of_all
    assert sorted(equation.result for equation in trace.declared.equations) == sorted(trace.steps._fields)
    back = [f"{equation.result} = {equation.says}" for equation in trace.declared.backward]
    left_out = [f"states_without = {SAYS}", lasting_of(trace.declared).name]
    assert left_out[1].startswith("made_differences = " if carried else "state_differences = ")
    dropped = [f"{each.result} = {each.says}" for each in dropping_of(trace.declared)]
    assert dropped[1].startswith("states_dropped = dropout_masks times the step of inputs ")
    assert [each.name for each in trace.equations()] == own + of_all + of_memory + back + left_out + dropped


def test_an_equation_holds_in_coarse_numbers_but_not_for_them_in_fine_ones(trace: ReaderTrace) -> None:
    coarse = trace.with_arrays(**{name: np.float32(array) for name, array in trace.arrays().items()})
    assert [each.name for each in replace(coarse, precision="float32").identities() if not each.holds] == []
    assert not all(each.holds for each in coarse.identities())


def test_weighted_inputs_are_what_the_preactivations_are_made_of(trace: ReaderTrace) -> None:
    gates = trace.declared.gates[: len(trace.declared.weighs)]  # of a GRU that resets after it, the candidate is no one product
    sums = [f"{gate}_preactivation" for gate in gates] or ["preactivation"]
    found = np.stack([trace.lookup(name) for name in sums], axis=1)
    biased = trace.lookup("weighted_inputs") + trace.lookup("bias")[: len(gates) or None]
    for number, gate in enumerate(gates):
        biased[:, number] += getattr(trace.steps, f"{gate}_peek", 0.0)  # what a gate sees of the cell state
    np.testing.assert_allclose(biased.reshape(found.shape), found, atol=1e-14)
    np.testing.assert_allclose(trace.lookup("products").sum(axis=-1), trace.lookup("weighted_inputs"), atol=1e-14)


def test_what_carries_is_named_as_a_trace_has_it(trace: ReaderTrace) -> None:
    carried = trace.declared.carried
    assert (trace.memory is None) == (carried is None)
    if carried:
        before, now = trace.lookup(f"previous_{carried.state}"), trace.lookup(carried.state)
        np.testing.assert_allclose(trace.lookup(carried.share) * before + trace.lookup(carried.written), now, atol=1e-15)


def test_gates_are_packed_as_the_frameworks_do() -> None:
    assert GRU_GATES == STEPS["gru"].gates == STEPS["gru_reset_after"].gates == ("reset", "update", "candidate")
    assert STEPS["lstm"].gates == ("input", "forget", "candidate", "output")
    assert STEPS["rnn"].gates == ()
