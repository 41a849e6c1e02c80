"""-log p of the true words, and its gradients in one go: what the tape's own operations give, and in the same type."""

import numpy as np
import pytest

from model import surprise as module
from model.differences import check_gradients
from model.gradients import Tape, affine, log_softmax, total
from model.surprise import surprise
from model.trace import Array

WORDS, SEEN, ROWS = 11, 4, 7
TRUE = np.array([3, 0, 10, 3, 5, 3, 9])


def given(dtype: str = "float64") -> dict[str, Array]:
    rng = np.random.default_rng(2)
    shapes = {"weight": (WORDS, SEEN), "x": (ROWS, SEEN), "bias": (WORDS,)}
    return {name: rng.normal(size=shape).astype(dtype) for name, shape in shapes.items()}


def by_steps(p: dict[str, Array]) -> Array:
    return -total(log_softmax(affine(p["weight"], p["x"], p["bias"]))[np.arange(ROWS), TRUE])


@pytest.mark.parametrize("rows", [1, 3, 7, 64])
def test_it_is_what_the_operations_one_by_one_give(rows: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ROWS", rows)
    found = []
    for reckon in (by_steps, lambda p: surprise(p["weight"], p["x"], p["bias"], TRUE, None)[0]):
        tape = Tape()
        watched = tape.watch(given())
        value = reckon(watched) / 7.0
        found.append((float(value), tape.gradients(value, watched)))
    assert found[0][0] == pytest.approx(found[1][0], abs=1e-12)
    for name, gradient in found[0][1].items():
        np.testing.assert_allclose(found[1][1][name], gradient, atol=1e-12)


def test_its_gradients_agree_with_central_differences() -> None:
    errors = check_gradients(lambda p: surprise(p["weight"], p["x"], p["bias"], TRUE, None)[0], given())
    assert max(errors.values()) <= 1e-8


def test_a_training_in_float32_stays_in_it() -> None:
    """A loss is divided by a count in float64; what comes back must not be: it would be twice as long to reckon with."""
    tape = Tape()
    watched = tape.watch(given("float32"))
    passed_on = {name: array * 1.0 for name, array in watched.items()}
    value = surprise(passed_on["weight"], passed_on["x"], passed_on["bias"], TRUE, None)[0]
    tape.gradients((np.zeros(()) + value) / 3.0, watched)
    assert {array.gradient.dtype for array in passed_on.values()} == {np.dtype("float32")}  # type: ignore[attr-defined]


def test_the_most_probable_words_are_told_where_no_tape_listens() -> None:
    plain = given()
    right = surprise(plain["weight"], plain["x"], plain["bias"], TRUE, None)[1]
    logits = plain["x"] @ plain["weight"].T + plain["bias"]
    assert right.tolist() == (logits.argmax(axis=-1) == TRUE).tolist()
    assert 0 < right.sum() < ROWS
    watched = Tape().watch(plain)
    assert not len(surprise(watched["weight"], watched["x"], watched["bias"], TRUE, None)[1])
