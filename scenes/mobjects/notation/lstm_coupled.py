"""The notation of the LSTM with a coupled input and forget gate: Greff et al. 2017."""

from scenes.mobjects.notation import lstm
from scenes.mobjects.notation.quantities import Notation, Quantity
from scenes.mobjects.notation.recurrent import block

__all__ = ["NOTATION"]

NOTATION = Notation(
    {name: each for name, each in lstm.NOTATION.items() if not name.startswith("forget_")},
    block("candidate", 1, "proposes", "C"),
    block("output", 2, "shows", "o"),
    {
        "forget_gate": Quantity("f_t", "keeps", "share", "<forget_gate> = 1 - <input_gate>"),
        "cell": Quantity(
            "C_t", "memory", equation="<cell> = (1 - <input_gate>) dot.o <previous_cell> + <input_gate> dot.o <candidate>"
        ),
    },
)
