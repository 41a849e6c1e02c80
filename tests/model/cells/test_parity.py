"""The cells against other people's arithmetic: every cell as one node of an ONNX graph."""

from typing import Any

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto, helper
from onnx.reference import ReferenceEvaluator

from model.cells import CELLS, GRU, RNN, Cell, GRUResetAfter, unroll
from model.cells.lstm import LongShortTerm
from model.cells.lstm_coupled import Coupled
from model.cells.lstm_peephole import Peepholed
from model.networks import Reader
from model.parameters import parameters_of, with_parameters
from model.vocabulary import UNKNOWN, Vocabulary

SENTENCE = "a c d b a d d zork c a b"
LSTM_ORDER = [0, 3, 1, 2]  # ONNX packs i, o, f, c; we pack i, f, g, o
COUPLED_ORDER = [0, 2, 1]  # ONNX packs i, o, c here as well, and a block for f that it does not read
PEEPHOLE_ORDER = [0, 2, 1]  # ONNX packs i, o, f; we pack i, f, o
OPERATORS = (RNN, LongShortTerm, GRU, GRUResetAfter)
"""The cells of which ONNX has an operator."""
GRU_ORDER = [1, 0, 2]  # ONNX packs z, r, h; we pack r, z, n


def onnx_weights(cell: Cell[Any, Any]) -> tuple[str, np.ndarray, np.ndarray, np.ndarray, dict[str, int]]:
    """Return an ONNX operator, our weights and both halves of its bias in its order, ``(block * unit, ...)``, and its options."""
    if isinstance(cell, RNN):
        return "RNN", cell.weight, cell.bias, np.zeros_like(cell.bias), {}
    if isinstance(cell, LongShortTerm):
        return "LSTM", *lstm_blocks(cell), {"input_forget": int(isinstance(cell, Coupled))}
    weight, bias, recurrent = cell.weight[GRU_ORDER], cell.bias[GRU_ORDER], np.zeros_like(cell.bias)
    if isinstance(cell, GRUResetAfter):
        recurrent[2] = cell.recurrent_bias
    options = {"linear_before_reset": int(isinstance(cell, GRUResetAfter))}
    return "GRU", weight.reshape(-1, weight.shape[-1]), bias.ravel(), recurrent.ravel(), options


def lstm_blocks(cell: LongShortTerm[Any]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return weights and both halves of the bias in the order of ONNX; what stands for f in coupled gates is not read."""
    if isinstance(cell, Coupled):
        weight, bias = (np.insert(array[COUPLED_ORDER], 2, 7.0, axis=0) for array in (cell.weight, cell.bias))
    else:
        weight, bias = cell.weight[LSTM_ORDER], cell.bias[LSTM_ORDER]
    return weight.reshape(-1, weight.shape[-1]), bias.ravel(), np.zeros(bias.size)


def onnx_peepholes(cell: Peepholed[Any]) -> np.ndarray:
    """Return what the gates see of the cell state in the order of ONNX; what stands for f in coupled gates is not read."""
    return (
        np.append(cell.peephole, 7.0 + np.zeros((1, cell.peephole.shape[1])), axis=0)
        if isinstance(cell, Coupled)
        else cell.peephole[PEEPHOLE_ORDER]
    )


def onnx_model(cell: Any, kind: int, direction: str = "forward") -> onnx.ModelProto:
    """Wrap a cell as an ONNX graph with one node, in float32 or float64."""
    dtype = helper.tensor_dtype_to_np_dtype(kind)
    operator, packed, bias, recurrent, options = onnx_weights(cell)
    units = cell.bias.shape[-1]
    constants = {"W": packed[:, units:], "R": packed[:, :units], "B": np.concatenate([bias, recurrent])}
    wires = ["X", "W", "R", "B"]
    if isinstance(cell, Peepholed):
        constants["P"] = onnx_peepholes(cell).ravel()
        wires += ["", "", "", "P"]  # no lengths, no first states
    node = helper.make_node(operator, wires, ["Y", "Y_h"], hidden_size=units, direction=direction, **options)
    graph = helper.make_graph(
        [node],
        "cell",
        [helper.make_tensor_value_info("X", kind, ["time", 1, packed.shape[1] - units])],
        [helper.make_tensor_value_info(name, kind, None) for name in ("Y", "Y_h")],
        [onnx.numpy_helper.from_array(array[None].astype(dtype), name) for name, array in constants.items()],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 14)], ir_version=8)


KINDS = [kind for kind, cell in CELLS.items() if issubclass(cell, OPERATORS)]
COUPLED = {kind for kind, cell in CELLS.items() if issubclass(cell, Coupled)}
"""The kinds whose ``input_forget`` the reference evaluator passes over."""
LSTMS = [kind for kind, cell in CELLS.items() if issubclass(cell, LongShortTerm)]


@pytest.fixture(params=KINDS)
def reader(request: pytest.FixtureRequest) -> Reader:
    """Return a reader with weights and biases that all matter."""
    rng = np.random.default_rng(5)
    made = Reader.create(Vocabulary((UNKNOWN, *"abcd")), ("x", "y"), rng, units=7, features=5, cell=request.param)
    return made.with_parameters({name: array + rng.normal(0.0, 0.5, array.shape) for name, array in made.parameters.items()})


def compare(reader: Reader, outputs: list[Any]) -> float:
    hidden, last = outputs
    ours = reader.run(SENTENCE).hidden
    return max(float(np.abs(hidden[:, 0, 0] - ours).max()), float(np.abs(last[0, 0] - ours[-1]).max()))


def test_parity_with_onnxruntime_in_float32(reader: Reader) -> None:
    session = onnxruntime.InferenceSession(onnx_model(reader.cell, TensorProto.FLOAT).SerializeToString())
    inputs = reader.run(SENTENCE).inputs[:, None].astype(np.float32)
    assert compare(reader, session.run(None, {"X": inputs})) <= 1e-6


@pytest.mark.parametrize("reader", [kind for kind in KINDS if kind not in COUPLED], indirect=True)
def test_parity_with_the_onnx_reference_in_float64(reader: Reader) -> None:
    session = ReferenceEvaluator(onnx_model(reader.cell, TensorProto.DOUBLE))
    assert compare(reader, session.run(None, {"X": reader.run(SENTENCE).inputs[:, None].copy()})) <= 1e-12


def test_of_lstms_all_four_kinds_are_there_with_peepholes_or_without_and_coupled_or_not() -> None:
    assert {(issubclass(CELLS[kind], Peepholed), issubclass(CELLS[kind], Coupled)) for kind in LSTMS} == {
        (False, False),
        (False, True),
        (True, False),
        (True, True),
    }


@pytest.mark.parametrize("direction", ["forward", "reverse"])
@pytest.mark.parametrize("kind", LSTMS)
def test_parity_of_every_lstm_with_onnxruntime_over_weights_sizes_and_lengths(kind: str, direction: str) -> None:
    for seed, (units, features, length) in enumerate([(1, 1, 1), (3, 2, 2), (8, 5, 12), (17, 9, 30), (32, 16, 60)]):
        rng = np.random.default_rng(seed)
        made = CELLS[kind].create(units, features, rng)
        cell = with_parameters(
            made, {name: each + rng.normal(0.0, 0.3, each.shape) for name, each in parameters_of(made).items()}
        )
        words = rng.normal(size=(length, features)).astype(np.float32)
        session = onnxruntime.InferenceSession(onnx_model(cell, TensorProto.FLOAT, direction).SerializeToString())
        theirs = session.run(None, {"X": words[:, None]})[0][:, 0, 0]
        order = slice(None, None, 1 if direction == "forward" else -1)
        ours = unroll(cell, words[order].astype(np.float64), cell.rest()).hidden[order]
        np.testing.assert_allclose(theirs, ours, rtol=0, atol=1e-6)


def test_the_two_places_of_the_reset_gate_differ() -> None:
    rng = np.random.default_rng(1)
    before = GRU.create(4, 3, rng)
    after, inputs = GRUResetAfter(before.weight, before.bias, np.zeros(4)), rng.normal(size=3)
    state = before.rest()._replace(hidden=rng.normal(size=4))
    assert np.abs(before.step(inputs, state).hidden - after.step(inputs, state).hidden).max() > 1e-3
