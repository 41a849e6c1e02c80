"""What the parts of an encoder-decoder are called in a trace, and the equations that hold between them."""

from collections.abc import Iterator, Sequence

import numpy as np

from model.trace.axes import Part
from model.trace.equations import Equation, equal, softmax_of, weighed
from model.trace.steps.attention import ATTENTION, DETAIL, sum_is_one
from model.trace.steps.base import STEPS
from model.trace.steps.gru import GRUStep, GRUWeights

__all__ = ["BACKWARD", "DECODER", "EQUATIONS", "FORWARD", "SCORER", "SUMMARY", "composition"]

FORWARD = Part("forward", time="source")
BACKWARD = Part("backward", time="source")
DECODER = Part("decoder", time="target", unit="state")
SCORER = Part("scorer", scorer="scorer", state="state", annotation="annotation")
READ = {
    FORWARD: {"inputs": "source_inputs", "previous_hidden": "forward_previous_hidden"},
    BACKWARD: {"inputs": "source_inputs", "previous_hidden": "backward_previous_hidden"},
    DECODER: {"inputs": "decoder_inputs", "previous_hidden": "previous_states"},
}
"""What each cell reads, by the names that the trace has for it."""
READOUT = (
    Equation(
        "logits", "readout_weight readout_inputs + readout_bias", ("readout_weight", "readout_bias", "readout_inputs"), weighed
    ),
    Equation("probabilities", "softmax(logits)", ("logits",), softmax_of),
    sum_is_one("probabilities"),
    Equation(
        "chosen_probabilities",
        "the largest of probabilities, for each word written",
        ("probabilities",),
        lambda shares: equal(shares.max(axis=1)),
    ),
)
SUMMARY = Equation("decoder_initial_hidden", "the last forward_hidden", ("forward_hidden",), lambda states: equal(states[-1]))
"""Where the decoder starts that is handed a summary."""
COMPOSED = {"forward": "forward_hidden", "backward": "backward_hidden", "embedding": "source_inputs"}
"""The quantities that an annotation may be composed of, by the names that a trace's header has for them."""


def composition(annotation: Sequence[str]) -> Equation:
    """Return what the annotations are, composed of these parts in order."""
    parts = tuple(COMPOSED[part] for part in annotation)
    return Equation("encoder_hidden", f"[{'; '.join(parts)}]", parts, lambda *arrays: equal(np.hstack(arrays)))


def _of_cell(part: Part) -> Iterator[Equation]:
    """Yield the equations of one of the GRUs, in the names of the trace."""
    names = {name: part.name(name) for name in (*GRUStep._fields, *GRUWeights._fields)} | READ[part]
    return (equation.renamed(names) for equation in STEPS["gru"].equations)


EQUATIONS = (*_of_cell(FORWARD), *_of_cell(BACKWARD), *ATTENTION, *DETAIL, *_of_cell(DECODER), *READOUT)
"""What holds in every trace of a translation, of the parts that it has."""
