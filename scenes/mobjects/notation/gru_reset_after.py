"""The notation of the GRU whose reset gate acts after the weights: that of PyTorch, cuDNN and Keras."""

from scenes.mobjects.notation import gru
from scenes.mobjects.notation.quantities import Notation, Quantity

__all__ = ["NOTATION"]

NOTATION = Notation(
    {name: each for name, each in gru.NOTATION.items() if name != "reset_hidden"},
    {
        "candidate_weighted": Quantity("W_h x", "proposes", key="weighted_inputs", index=(None, 2)),
        "recurrent_weight": Quantity("U_h", "masks"),
        "recurrent_bias": Quantity("c_h", "masks"),
        "candidate_input": Quantity(
            "v_t", "proposes", equation="<candidate_input> = <candidate_weight> <inputs> + <candidate_bias>"
        ),
        "candidate_recurrent": Quantity(
            "u_t", "masks", equation="<candidate_recurrent> = <recurrent_weight> <previous_hidden> + <recurrent_bias>"
        ),
        "reset_recurrent": Quantity("r_t dot.o u_t", "masks"),
        "candidate": Quantity(
            "tilde(h)_t",
            "proposes",
            equation="<candidate> = tanh(<candidate_weight> <inputs> + <candidate_bias>"
            " + <reset_gate> dot.o (<recurrent_weight> <previous_hidden> + <recurrent_bias>))",
        ),
    },
)
