"""The tape against central differences: each operation, then the whole reader."""

import numpy as np
import pytest

from model import gradients
from model.cells import CELLS
from model.differences import check_gradients
from model.gradients import Tape, affine, concatenate, exp, log_softmax, sigmoid, sigmoids, stack, tanh, total
from model.networks import Reader, ReaderBatch
from model.vocabulary import UNKNOWN, Vocabulary

BLOCKS, ROWS = (4, 3, 5), (2, 6, 5)
OPERATIONS = {
    "add, broadcast": (lambda a, b: a + b, (4, 3), (3,)),
    "radd": (lambda a, b: 2.0 + a + np.ones((4, 3)) + b, (4, 3), (4, 1)),
    "subtract": (lambda a, b: (1.0 - a) - b, (4, 3), (3,)),
    "multiply": (lambda a, b: a * b * -2.0, (4, 3), (4, 1)),
    "divide": (lambda a, b: a / (b * b + 1.0), (4, 3), (3,)),
    "negate": (lambda a, b: -a * b, (3,), (3,)),
    "one argument twice": (lambda a, b: a * a + a * b, (3,), (3,)),
    "item": (lambda a, b: a[1] * b, (4, 3), (3,)),
    "items that repeat": (lambda a, b: a[np.array([1, 1, 0])] * b, (4, 3), (3,)),
    "item after use": (lambda a, b: (a + 0.0)[0] * b + (a * a)[1], (4, 3), (3,)),
    "unpacking": (lambda a, b: (lambda first, _, last: first * last * b)(*a), (3, 2), (2,)),
    "tanh": (lambda a, b: tanh(a) * b, (3,), (3,)),
    "sigmoid": (lambda a, b: sigmoid(a) * b, (3,), (3,)),
    "sigmoids": (lambda a, b: (lambda first, second: first * second)(*sigmoids(a, b)), (2, 3), (2, 3)),
    "exp": (lambda a, b: exp(a) * b, (3,), (3,)),
    "log_softmax": (lambda a, b: log_softmax(a) * b, (4, 3), (3,)),
    "concatenate": (lambda a, b: concatenate(a, b) * np.arange(10.0).reshape(2, 5), (2, 3), (2, 2)),
    "stack": (lambda a, b: stack([a, b, a]) * np.arange(9.0).reshape(3, 3), (3,), (3,)),
    "affine, blocks, a vector": (lambda a, b: affine(a, b, np.ones(BLOCKS[:2])) * np.arange(12.0).reshape(4, 3), BLOCKS, (5,)),
    "affine, blocks, rows": (lambda a, b: tanh(affine(a, b, np.ones(BLOCKS[:2]))), BLOCKS, ROWS),
    "affine, one block": (lambda a, b: tanh(affine(a, b, np.ones(3))), (3, 5), ROWS),
    "affine, bias": (lambda a, b: tanh(affine(np.ones(BLOCKS), b, a)), BLOCKS[:2], ROWS),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_operation_agrees_with_central_differences(name: str) -> None:
    operation, first, second = OPERATIONS[name]
    rng = np.random.default_rng(1)
    arrays = {"a": rng.normal(size=first), "b": rng.normal(size=second)}
    errors = check_gradients(lambda p: total(operation(p["a"], p["b"])), arrays)
    assert max(errors.values()) <= 1e-8


def test_every_public_operation_is_checked() -> None:
    operations = set(gradients.__all__) - {"Tape", "apply", "primitive", "total"}
    assert all(any(operation in name for name in OPERATIONS) for operation in operations)


def test_the_checker_sees_a_wrong_rule() -> None:
    wrong = gradients.primitive(lambda g, y, x: g * y)(np.tanh)
    assert check_gradients(lambda p: total(wrong(p["x"])), {"x": np.ones(3)})["x"] > 0.1


def test_what_does_not_matter_has_gradient_zero() -> None:
    tape = Tape()
    watched = tape.watch({"used": np.ones(2), "unused": np.ones(3)})
    found = tape.gradients(total(watched["used"] * 3.0), watched)
    assert found["used"].tolist() == [3.0, 3.0]
    assert found["unused"].tolist() == [0.0, 0.0, 0.0]


def test_gradients_that_come_of_the_same_sum_are_arrays_of_their_own() -> None:
    tape = Tape()
    watched = tape.watch({"a": np.ones(3), "b": np.ones(3), "c": np.ones(2)})
    found = tape.gradients(total(watched["a"] + watched["b"]) + total(watched["c"]), watched)
    found["a"] *= 5.0
    found["c"] *= 3.0
    assert {name: each.tolist() for name, each in found.items()} == {"a": [5.0] * 3, "b": [1.0] * 3, "c": [3.0] * 2}


def test_what_is_passed_on_is_not_changed_by_what_comes_later() -> None:
    tape = Tape()
    watched = tape.watch({"a": np.ones(3), "b": np.ones(3)})
    a, b = watched["a"], watched["b"]
    found = tape.gradients(total(a * 10.0) + total(a * 100.0) + total(a + b), watched | {"sum": a})
    assert (found["a"].tolist(), found["b"].tolist()) == ([111.0] * 3, [1.0] * 3)


@pytest.mark.parametrize("shape", [(3,), (2, 3)])
def test_sigmoids_are_those_of_each_alone_to_the_last_bit(shape: tuple[int, ...]) -> None:
    arrays = np.random.default_rng(5).normal(0.0, 4.0, (3, *shape))
    assert all(np.array_equal(found, sigmoid(each)) for found, each in zip(sigmoids(*arrays), arrays, strict=True))


def test_arguments_go_by_position() -> None:
    with pytest.raises(TypeError, match="tanh takes its arguments by position"):
        tanh(x=np.ones(3))


def test_plain_arrays_stay_plain() -> None:
    assert type(affine(np.ones((2, 3)), np.ones(3), np.zeros(2))) is np.ndarray


@pytest.mark.parametrize("penalty", [0.0, 1.0])
@pytest.mark.parametrize("cell", CELLS)
def test_every_parameter_of_the_reader(cell: str, penalty: float) -> None:
    vocabulary = Vocabulary((UNKNOWN, "a", "b", "c", "d"))
    reader = Reader.create(vocabulary, ("no", "so", "yes"), np.random.default_rng(3), units=4, features=2, cell=cell)
    texts = [np.array(rows) for rows in ([1, 2, 2, 3, 4, 0, 1], [4, 3], [2], [0, 1, 4, 2])]
    batch = ReaderBatch.of(texts, [0, 2, 1, 2])
    errors = check_gradients(lambda p: reader.with_parameters(p).loss(batch, penalty), reader.parameters)
    assert set(errors) == set(reader.parameters)
    assert max(errors.values()) <= 1e-6
