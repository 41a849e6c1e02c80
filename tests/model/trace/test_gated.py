"""What a candidate would be without its reset gate: by hand, for the gate before the product and after it."""

import numpy as np
import pytest

from model import zoo
from model.errors import TraceError
from model.trace import ReaderTrace

TEXT = "this phone is not bad at all"


@pytest.mark.parametrize("model", ["reviews_gru", "reviews_gru_reset_after"])
def test_it_is_the_candidate_of_the_same_past_with_a_gate_of_one(model: str) -> None:
    trace = zoo.load(model).run(TEXT)
    assert isinstance(trace, ReaderTrace)
    weights = trace.cell_weights
    bias = weights.bias[2] + getattr(weights, "recurrent_bias", 0.0)
    by_hand = np.tanh(np.hstack([trace.previous_hidden, trace.inputs]) @ weights.weight[2].T + bias)
    np.testing.assert_allclose(trace.unmasked_candidate, by_hand, atol=1e-14)
    np.testing.assert_allclose(
        trace.unmasked_candidate[0], trace.candidate[0] if model == "reviews_gru" else by_hand[0], atol=1e-14
    )
    assert np.abs(trace.unmasked_candidate - trace.candidate).max() > 0.1


def test_a_cell_without_a_reset_gate_or_without_weights_has_none() -> None:
    with pytest.raises(TraceError, match="unmasked_candidate"):
        zoo.load("reviews").run(TEXT).lookup("unmasked_candidate")
    trace = zoo.load("reviews_gru").run(TEXT)
    with pytest.raises(TraceError, match="unmasked_candidate"):
        trace.without("weight", "bias").lookup("unmasked_candidate")
