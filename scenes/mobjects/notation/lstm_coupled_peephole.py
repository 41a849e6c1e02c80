"""The notation of the LSTM with a coupled input and forget gate and peepholes: Greff et al. 2017, Gers and Schmidhuber 2000."""

from scenes.mobjects.notation import lstm_coupled, lstm_peephole
from scenes.mobjects.notation.lstm_peephole import seeing
from scenes.mobjects.notation.quantities import Notation

__all__ = ["NOTATION"]

NOTATION = Notation(
    lstm_coupled.NOTATION,
    {"peephole": lstm_peephole.NOTATION["peephole"]},
    seeing("input", 0, "i", "writes", "previous_cell"),
    seeing("output", 1, "o", "shows", "cell"),
)
