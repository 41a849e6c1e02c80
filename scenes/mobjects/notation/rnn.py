"""The notation of the plain recurrent network: Elman 1990."""

from scenes.mobjects.notation.quantities import Notation, Quantity
from scenes.mobjects.notation.recurrent import RECURRENT

__all__ = ["NOTATION"]

NOTATION = Notation(
    RECURRENT,
    {
        "weight": Quantity("W", "proposes"),
        "bias": Quantity("b", "proposes"),
        "preactivation": Quantity("a_t", "proposes"),
        "hidden": Quantity("h_t", "state", equation="<hidden> = tanh(<weight> [<previous_hidden>, <inputs>] + <bias>)"),
    },
)
