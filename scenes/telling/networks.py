"""What networks with each kind of cell are called in films that tell of two side by side."""

from collections.abc import Sequence
from typing import Any

__all__ = ["NAMES", "SHORT", "name_of"]

NAMES = {
    "rnn": "plain RNN",
    "lstm": "LSTM",
    "lstm_peephole": "peephole LSTM",
    "lstm_coupled": "coupled LSTM",
    "gru": "GRU",
    "gru_reset_after": "PyTorch GRU",
}
"""By kind of cell, where two are told of that could be taken for one another: as long as captions of both have room for."""
BOTH = "lstm_coupled_peephole"
"""The kind that is a coupled LSTM and a peephole LSTM at once: the name of both is longer than captions of two have room for."""
SHORT = NAMES | {"rnn": "RNN", "lstm_peephole": "LSTM", "lstm_coupled": "LSTM", BOTH: "LSTM", "gru_reset_after": "GRU"}


def name_of(traces: Sequence[Any], of: int) -> str:
    """Return what one of two networks is called; two of one kind by their sides.

    One that is both coupled and has peepholes is called after that of the two which the other is not.
    """
    kinds = [str(trace.lookup("cell_kind")) for trace in traces]
    if len(set(kinds)) < len(kinds):
        return f"{('left', 'right')[of]} {SHORT.get(kinds[of], 'network')}"
    if kinds[of] == BOTH:
        return NAMES["lstm_peephole" if "lstm_coupled" in kinds else "lstm_coupled"]
    return NAMES.get(kinds[of], f"{kinds[of]} network")
