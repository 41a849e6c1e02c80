"""The cells against other people's arithmetic, and against arithmetic by hand."""

from typing import Any

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto, helper
from onnx.reference import ReferenceEvaluator

from model import zoo
from model.cells import CELLS, LSTM, LSTMState, memory, unroll
from model.networks import Reader

SENTENCE = "Amazing! I like this product but the battery could have been better"
ONNX_ORDER = [0, 3, 1, 2]  # ONNX packs i, o, f, c; we pack i, f, g, o


@pytest.fixture(scope="module")
def reader() -> Reader:
    return zoo.load("reviews")


def onnx_lstm(reader: Reader, kind: int) -> onnx.ModelProto:
    """Wrap the reader's cell as an ONNX graph with one LSTM node, in float32 or float64."""
    dtype = helper.tensor_dtype_to_np_dtype(kind)
    units = reader.cell.bias.shape[1]
    packed = reader.cell.weight[ONNX_ORDER].reshape(1, 4 * units, -1).astype(dtype)
    bias = reader.cell.bias[ONNX_ORDER].reshape(1, -1).astype(dtype)
    constants = {
        "W": packed[:, :, units:],
        "R": packed[:, :, :units],
        "B": np.hstack([bias, np.zeros_like(bias)]),
    }
    node = helper.make_node("LSTM", ["X", "W", "R", "B"], ["Y", "Y_h", "Y_c"], hidden_size=units)
    graph = helper.make_graph(
        [node],
        "cell",
        [helper.make_tensor_value_info("X", kind, ["time", 1, reader.embedding.shape[1]])],
        [helper.make_tensor_value_info(name, kind, None) for name in ("Y", "Y_h", "Y_c")],
        [onnx.numpy_helper.from_array(array, name) for name, array in constants.items()],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 14)], ir_version=8)


def compare(reader: Reader, outputs: list[Any]) -> float:
    trace = reader.run(SENTENCE)
    hidden, last, cell = outputs
    pairs = [(hidden[:, 0, 0], trace.hidden), (last[0, 0], trace.hidden[-1]), (cell[0, 0], trace.cell[-1])]
    return max(float(np.abs(theirs - ours).max()) for theirs, ours in pairs)


def test_parity_with_onnxruntime_in_float32(reader: Reader) -> None:
    session = onnxruntime.InferenceSession(onnx_lstm(reader, TensorProto.FLOAT).SerializeToString())
    inputs = reader.run(SENTENCE).inputs[:, None].astype(np.float32)
    assert compare(reader, session.run(None, {"X": inputs})) <= 1e-6


def test_parity_with_the_onnx_reference_in_float64(reader: Reader) -> None:
    session = ReferenceEvaluator(onnx_lstm(reader, TensorProto.DOUBLE))
    assert compare(reader, session.run(None, {"X": reader.run(SENTENCE).inputs[:, None].copy()})) <= 1e-12


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


@pytest.mark.parametrize("kind", CELLS)
def test_forget_bias_starts_as_documented(kind: str) -> None:
    cell = CELLS[kind].create(3, 2, np.random.default_rng(0))
    expected = {gate: [cell.initial_bias.get(gate, 0.0)] * 3 for gate in cell.gates}
    assert dict(zip(cell.gates, cell.bias.tolist(), strict=True)) == expected


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
def test_memory_adds_up_to_the_state(kind: str) -> None:
    rng = np.random.default_rng(4)
    cell = CELLS[kind].create(4, 3, rng)
    steps = unroll(cell, rng.normal(size=(9, 3)), cell.rest())
    held = memory(*cell.carried(steps))
    np.testing.assert_allclose(held.sum(axis=1), steps.cell, atol=1e-12)
    assert not held[np.triu_indices(9, 1)].any()  # nothing is remembered before it is read


def test_memory_by_hand() -> None:
    held = memory(np.array([[0.9], [0.5], [0.25]]), np.array([[4.0], [1.0], [2.0]]))
    assert held[:, :, 0].tolist() == [[4.0, 0.0, 0.0], [2.0, 1.0, 0.0], [0.5, 0.25, 2.0]]
