"""What the notations of all recurrent readers share: the word that is read, the state, and the blocks with their weights."""

from scenes.mobjects.notation.common import COMMON
from scenes.mobjects.notation.quantities import Notation, Quantity

__all__ = ["RECURRENT", "block"]

RECURRENT = Notation(
    COMMON,
    {
        "inputs": Quantity("x_t", "word"),
        "hidden": Quantity("h_t", "state"),
        "previous_hidden": Quantity("h_(t-1)", "state"),
        "initial_hidden": Quantity("h_0", "state"),
        "memory": Quantity("", "state"),
        "kept_since": Quantity("", "keeps", "share"),
        "hidden_without": Quantity("", "state"),
        "state_without": Quantity("", "state"),
        "state_differences": Quantity("", "state"),
        "state_dropped": Quantity("", "state"),
        "stacked": Quantity("[h_(t-1), x_t]", "state"),
        "weight": Quantity("W", "ink"),
        "bias": Quantity("b", "ink"),
        "weighted_inputs": Quantity("W [h, x]", "ink"),
        "products": Quantity("", "ink"),
        "margin_weights": Quantity("", "ink"),
        "readout_weight": Quantity("V", "ink"),
        "readout_bias": Quantity("c", "ink"),
        "logits": Quantity("V h_t + c", "ink"),
        "probabilities": Quantity("p_t", "ink", "weight"),
        "held_shares": Quantity("", "ink", "strength"),
        "effect_shares": Quantity("", "ink", "strength"),
    },
)
"""Of a reader with any cell."""


def block(name: str, number: int, role: str, subscript: str, read: str = "h, x") -> dict[str, Quantity]:
    """Return the weights, bias and sums of one of a cell's blocks.

    ``number`` is where it stands in packed weights, ``subscript`` what its letters bear, ``read`` what its weights are times.
    """
    return {
        f"{name}_weight": Quantity(f"W_{subscript}", role, key="weight", index=(number,)),
        f"{name}_bias": Quantity(f"b_{subscript}", role, key="bias", index=(number,)),
        f"{name}_weighted": Quantity(f"W_{subscript} [{read}]", role, key="weighted_inputs", index=(None, number)),
        f"{name}_from_hidden": Quantity("", "state", key="weighted_hidden", index=(None, number)),
        f"{name}_from_words": Quantity("", "word", key="weighted_words", index=(None, number)),
        f"{name}_products": Quantity("", role, key="products", index=(None, number)),
        f"{name}_preactivation": Quantity(f"a_{subscript}", role),
    }
