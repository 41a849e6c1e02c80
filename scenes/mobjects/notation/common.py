"""The signs that all notations share: operations, functions, the equals sign."""

from scenes.mobjects.notation.quantities import Notation, Quantity

__all__ = ["COMMON"]

COMMON = Notation(
    {
        "sigmoid": Quantity("sigma", "ink"),
        "sigmoid_from_one": Quantity("1 - sigma", "ink"),
        "tanh": Quantity("tanh", "ink"),
        "times": Quantity("times", "ink"),
        "plus": Quantity("+", "ink"),
        "equals": Quantity("=", "ink"),
        "differs": Quantity("eq.not", "ink"),
    }
)
