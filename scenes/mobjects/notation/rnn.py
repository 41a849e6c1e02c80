"""The notation of the plain recurrent network: Elman 1990."""

from scenes.mobjects.notation.quantities import Notation, Quantity
from scenes.mobjects.notation.recurrent import RECURRENT

__all__ = ["NOTATION"]

NOTATION = Notation(
    RECURRENT,
    {
        "weight": Quantity("W", "proposes"),
        "turned_weight": Quantity("W^top", "proposes"),
        "bias": Quantity("b", "proposes"),
        "recurrent_weight": Quantity("U", "proposes"),
        "weighted_hidden": Quantity("U h_(t-1)", "state"),
        "weighted_words": Quantity("W x_t", "word"),
        "preactivation": Quantity("a_t", "proposes"),
        "hidden": Quantity("h_t", "state", equation="<hidden> = tanh(<weight> [<previous_hidden>, <inputs>] + <bias>)"),
    },
)
"""W stands for all weights, or where those of h(t-1) are told of by themselves, as U, for those of x(t)."""
