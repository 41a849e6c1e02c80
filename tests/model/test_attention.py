"""The operations of attention, each against central differences."""

import numpy as np
import pytest

from model.attention import astray, dot, project, sum_over_source, weights_of
from model.differences import check_gradients
from model.gradients import tanh, total

GOLD = np.array([[1, 0, 0], [0, 0, 1], [0, 0, 1], [0, 0, 0]], dtype=bool)
"""Where three looks at four words should be: at one, anywhere, at either of two."""
OPERATIONS = {
    "project": (lambda a, b: tanh(project(a, b)), (4, 3), (5, 2, 3)),
    "dot": (lambda a, b: tanh(dot(a, b)), (3,), (5, 2, 3)),
    "dot, one vector": (lambda a, b: tanh(dot(a, b)), (3,), (3,)),
    "weights_of": (lambda a, b: weights_of(a) * b, (4, 3), (4, 3)),
    "weights_of, one sentence": (lambda a, b: weights_of(a) * b, (4,), (4,)),
    "astray": (lambda a, b: astray(weights_of(a), GOLD) * total(b), (4, 3), (2,)),
    "sum_over_source": (lambda a, b: tanh(sum_over_source(a)) * b, (4, 3, 2), (3, 2)),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_operation_agrees_with_central_differences(name: str) -> None:
    operation, first, second = OPERATIONS[name]
    rng = np.random.default_rng(1)
    arrays = {"a": rng.normal(size=first), "b": rng.normal(size=second)}
    assert max(check_gradients(lambda p: total(operation(p["a"], p["b"])), arrays).values()) <= 1e-8


def test_what_is_astray_is_the_surprise_of_the_gold_words_of_each_look_that_has_some() -> None:
    weights = np.array([[0.5, 0.9, 0.2], [0.5, 0.1, 0.3], [0.0, 0.0, 0.4], [0.0, 0.0, 0.1]])
    assert float(astray(weights, GOLD)) == pytest.approx(-np.log(0.5) - np.log(0.7))
    assert np.isfinite(float(astray(1.0 * ~GOLD, GOLD)))


def test_weights_do_not_overflow_and_add_up_to_one_over_the_source() -> None:
    weights = weights_of(np.array([[1e6, 0.0], [1e6 - np.log(3), 0.0]]))
    np.testing.assert_allclose(weights, [[0.75, 0.5], [0.25, 0.5]])
