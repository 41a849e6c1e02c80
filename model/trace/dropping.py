"""What a text comes to while units are erased by chance: dropout, with a fresh mask at each word or one mask for all words.

A mask says of each unit whether its state is left as it is (1) or set to nought (0), all of it: what the cell hands on from word
to word as well as h. What is left is not scaled up, as it would be again at each word. One mask for a whole text is that of Moon
et al. 2015; Gal and Ghahramani 2016 have one as well, but erase only what the gates see of h, and Semeniuta et al. 2016 only what
is written: neither erases what is carried.
"""

from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any

import numpy as np

from model.errors import TraceError
from model.trace.axes import SHARE, Along, Array, Axes, read_only
from model.trace.equations import Equation, Estimate, softmax_of
from model.trace.omission import step_of
from model.trace.steps import StepKind

__all__ = ["MASKS", "DropRate", "DropSeed", "Dropped", "Dropping", "Masks", "dropping_of"]

MASKS = "fresh", "fixed"
"""The two kinds of masks, in the order of their axis: drawn anew at each word, or once for all words."""
Masks = Annotated[
    Array | None,
    Axes("mask", "draw", "time", "unit"),
    SHARE,
    "which units are left as they are after a word, 1, and which are erased, 0, in each of several draws: at first of masks that "
    "are fresh at each word, then of one that is the same at all words",
]
Dropped = Annotated[
    Array | None,
    Axes("mask", "draw", "time", "part", "unit"),
    "the state after each word, with what `dropout_masks` erases of it; its parts are those of the cell, h first",
]
DropRate = Annotated[float, "the chance with which `dropout_masks` erases a unit"]
DropSeed = Annotated[int, "the seed with which they were drawn"]
ZERO_OR_ONE = Equation(
    "dropout_masks",
    "0 or 1; of the second kind of masks at each word what it is at the first",
    ("dropout_masks",),
    lambda masks: _whole(masks),
)
SAYS = "dropout_masks times the step of inputs from states_dropped of the word before, or from the initial state"


def dropping_of(kind: StepKind) -> tuple[Equation, ...]:
    """Return what must hold of masks, and of what a cell reads with them: every state is one step from the one before it."""
    weights, parts = kind.weights._fields, kind.state._fields
    operands = ("states_dropped", "dropout_masks", "inputs", *weights, *(f"initial_{part}" for part in parts))

    def expected(states: Array, masks: Array, inputs: Array, *rest: Array) -> Estimate:
        first = np.broadcast_to(np.stack(rest[len(weights) :]), states[:, :, :1].shape)
        before = np.concatenate([first, states[:, :, :-1]], axis=2)
        found = {f"previous_{part}": before[..., number, :] for number, part in enumerate(parts)}
        words = np.broadcast_to(inputs, (*masks.shape[:3], inputs.shape[-1]))
        value, size = step_of(kind, {**found, **dict(zip(weights, rest, strict=False)), "inputs": words})
        return Estimate(value * masks[..., None, :], np.abs(before) + size)

    return ZERO_OR_ONE, Equation("states_dropped", SAYS, operands, expected)


def _whole(masks: Array) -> Estimate:
    value = np.round(masks)
    value[1:] = value[1:, :, :1]
    return Estimate(value, np.ones_like(value))


class Dropping:
    """What a trace says of dropout, if it has ``states_dropped``: of the first draw in full, of all draws what they come to."""

    labels: tuple[str, ...]
    dropout_masks: Any
    states_dropped: Any
    drop_rate: float
    readout_weight: Array
    readout_bias: Array
    probabilities: Array

    if TYPE_CHECKING:

        @property
        def declared(self) -> StepKind:
            """What is declared of the cell's kind."""

        @property
        def handed_on(self) -> str:
            """The name of the state that is handed on from word to word."""

    def check_dropping(self) -> None:
        """Raise :class:`TraceError` if the chance to be erased is none."""
        if not 0.0 <= self.drop_rate <= 1.0:
            raise TraceError(f"drop_rate is {self.drop_rate}, it should be a chance in 0..1.")

    def _dropped(self, part: str) -> Array:
        if self.states_dropped is None:
            raise AttributeError("states_dropped")
        states: Array = self.states_dropped[..., self.declared.state._fields.index(part), :]
        return states

    @cached_property
    def first_masks(self) -> Annotated[Array, Axes("mask", "time", "unit"), SHARE]:
        """The masks of the first draw, ``(mask, time, unit)``."""
        if self.dropout_masks is None:
            raise AttributeError("first_masks")
        return read_only(self.dropout_masks[:, 0])

    @cached_property
    def state_dropped(self) -> Annotated[Array, Axes("mask", "time", "unit")]:
        """The state that is handed on after each word in the first draw, ``(mask, time, unit)``."""
        return read_only(self._dropped(self.handed_on)[:, 0])

    @cached_property
    def spared_counts(self) -> Annotated[Array, Axes("mask")]:
        """How many units the masks of the first draw never erase, ``(mask,)``."""
        return read_only(self.first_masks.min(axis=1).sum(axis=-1))

    @cached_property
    def draw_count(self) -> int:
        """How often masks were drawn."""
        if self.dropout_masks is None:
            raise AttributeError("draw_count")
        return int(self.dropout_masks.shape[1])

    @cached_property
    def probabilities_dropped(self) -> Annotated[Array, Axes("mask", "draw", "label")]:
        """The probability of each label after the last word, ``(mask, draw, label)``."""
        hidden = self._dropped("hidden")[:, :, -1]
        return read_only(softmax_of(hidden @ self.readout_weight.T + self.readout_bias).value)

    @cached_property
    def verdicts_dropped(self) -> Annotated[tuple[str, ...], Along("mask")]:
        """The most probable label after the last word in the first draw, for each kind of masks."""
        return tuple(self.labels[winner] for winner in self.probabilities_dropped[:, 0].argmax(axis=-1))

    @cached_property
    def verdict_probabilities_dropped(self) -> Annotated[Array, Axes("mask")]:
        """The probability of that label, ``(mask,)``."""
        return read_only(self.probabilities_dropped[:, 0].max(axis=-1))

    @cached_property
    def kept_counts(self) -> Annotated[Array, Axes("mask")]:
        """In how many draws the last verdict is what it is without masks, ``(mask,)``."""
        same = self.probabilities_dropped.argmax(axis=-1) == self.probabilities[-1].argmax()
        return read_only(same.sum(axis=-1))
