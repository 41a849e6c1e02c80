"""The notation of a translator: encoder and decoder, and what passes between them, attention or a single state."""

from scenes.mobjects.notation import attention
from scenes.mobjects.notation.quantities import Notation, Quantity

__all__ = ["NOTATION"]

NOTATION = Notation(
    attention.NOTATION,
    {
        "source_inputs": Quantity("x_t", "word"),
        "target_inputs": Quantity("y_(i-1)", "word"),
        "previous_tokens": Quantity("y_(i-1)", "word"),
        "encoder_initial_hidden": Quantity("h_0", "state"),
        "forward_hidden": Quantity("h_t", "state"),
        "backward_hidden": Quantity("h_t", "state"),
        "decoder_initial_hidden": Quantity("s_0", "target"),
        "decoder_hidden": Quantity("s_i", "target"),
        "gold": Quantity("", "looks", "weight"),
    },
)
