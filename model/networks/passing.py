"""What a translator passes on: a sentence as the decoder finds it, and one step of the decoder."""

from typing import NamedTuple

from model.gradients import concatenate
from model.trace import AdditiveAttention, Array, GRUStep

__all__ = ["Encoded", "Written", "bound"]


class Encoded(NamedTuple):
    """A sentence as the decoder finds it: all steps, the annotations h_j, U h_j if there is a scorer, and the first state."""

    inputs: Array
    forward: list[GRUStep]
    backward: list[GRUStep]
    annotations: Array
    prepared: Array | None
    state: Array


class Written(NamedTuple):
    """One step of the decoder: the word it was given, where it looked, and its new state."""

    inputs: Array
    look: AdditiveAttention | None
    step: GRUStep

    @property
    def seen(self) -> Array:
        """What the read-out sees: [s_i; c_i], or s_i alone."""
        return concatenate(self.step.hidden, self.look.context) if self.look else self.step.hidden


def bound(source: int) -> int:
    """Return how many words the decoder may write for so many source words before it is stopped."""
    return 2 * source + 8
