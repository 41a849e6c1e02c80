"""What an LSTM computes."""

from typing import Annotated, NamedTuple

from model.trace.axes import Array, Axes

__all__ = ["GATES", "LSTMStep"]

GATES = ("input", "forget", "candidate", "output")
"""The packed order of an LSTM's four blocks: i, f, g, o, as in PyTorch (the candidate g is not a gate)."""

TimeUnit = Annotated[Array, Axes("time", "unit")]


class LSTMStep(NamedTuple):
    """All that one LSTM step computes, each ``(unit,)``; or all steps stacked, each ``(time, unit)``.

    Hochreiter and Schmidhuber 1997 with the forget gate of Gers et al. 2000; the order of the fields is the order of the sums.
    """

    input_preactivation: TimeUnit
    forget_preactivation: TimeUnit
    candidate_preactivation: TimeUnit
    output_preactivation: TimeUnit
    input_gate: TimeUnit
    forget_gate: TimeUnit
    candidate: TimeUnit
    output_gate: TimeUnit
    kept: TimeUnit
    written: TimeUnit
    cell: TimeUnit
    squashed_cell: TimeUnit
    hidden: TimeUnit
