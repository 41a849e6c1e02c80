"""What a text would have come to without one of its words: it is read once more for each word, and that word is left out.

This can be asked of any cell, one that carries a state and one that does not, by one formula: the state that it hands on from
word to word, less that without the word. What a carried state holds of what *was written at* a word (``memory``) is another
question, and the two never share a scale.
"""

from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any

import numpy as np

from model.trace.axes import Along, Array, Axes, read_only
from model.trace.equations import Equation, Estimate, softmax_of
from model.trace.keeping import HALF, shares_of
from model.trace.margins import fewest
from model.trace.steps import StepKind

__all__ = ["Omissions", "Without", "omission_of", "step_of"]

Without = Annotated[
    Array | None,
    Axes("time", "source", "part", "unit"),
    "the state after each word (time) if one word (source) were left out; its parts are those of the cell, h first",
]
"""The type of what is read without each word in turn."""
SAYS = (
    "the step of inputs from states_without of the word before, or of the initial state; at the word left out, that state itself"
)


def omission_of(kind: StepKind) -> Equation:
    """Return what must hold of what a cell reads without each word: every state is one step from the state before it."""
    weights, parts = kind.weights._fields, kind.state._fields
    operands = ("states_without", "inputs", *weights, *(f"initial_{part}" for part in parts))

    def expected(without: Array, inputs: Array, *rest: Array) -> Estimate:
        first = np.stack(rest[len(weights) :])
        before = np.concatenate([np.broadcast_to(first, without[:1].shape), without[:-1]])
        found = {f"previous_{part}": before[:, :, number] for number, part in enumerate(parts)}
        words = np.broadcast_to(inputs[:, None], (*without.shape[:2], inputs.shape[-1]))
        value, size = step_of(kind, {**found, **dict(zip(weights, rest, strict=False)), "inputs": words})
        rows = np.arange(len(without))
        value[rows, rows] = before[rows, rows]
        return Estimate(value, np.abs(before) + size)

    return Equation("states_without", SAYS, operands, expected)


def step_of(kind: StepKind, known: dict[str, Array]) -> tuple[Array, Array]:
    """Return the parts of the state after a step, ``(..., part, unit)``, by the cell's equations; and the size of all of it.

    A sum of weights is off by units in the last place of its size S. A gate, whose slope is at most 1/4, hands a quarter of that
    on, times the state that it keeps or what it lets in; where it masks what another sum weighs, times that sum's size.
    """
    sums = np.zeros((*known["inputs"].shape[:-1], 1, 1))
    for equation in kind.equations:
        found = equation.expected(*(known[name] for name in equation.operands))
        known[equation.result] = found.value
        if "inputs" in equation.operands or "weight" in equation.operands:
            sums = np.maximum(sums, found.size.max(axis=-1)[..., None, None])
    before = np.stack([known[f"previous_{part}"] for part in kind.state._fields], axis=-2)
    most = np.abs(before).max(axis=(-2, -1), keepdims=True)
    value = np.stack([known[part] for part in kind.state._fields], axis=-2)
    return value, 1.0 + sums * (1.0 + sums / 4 + (1.0 + most) / 4)


class Omissions:
    """What a trace says of each word by what would have come without it, if it has ``states_without``."""

    labels: tuple[str, ...]
    states_without: Any
    readout_weight: Array
    readout_bias: Array
    probabilities: Array

    if TYPE_CHECKING:

        @property
        def hidden(self) -> Array:
            """The hidden state after each word, ``(time, unit)``."""

        @property
        def declared(self) -> StepKind:
            """What is declared of the cell's kind."""

    @cached_property
    def hidden_without(self) -> Annotated[Array, Axes("time", "source", "unit")]:
        """What h would be after every word if one word had not been read, ``(time, source, unit)``."""
        if self.states_without is None:
            raise AttributeError("hidden_without")
        return read_only(self.states_without[:, :, self.declared.state._fields.index("hidden")])

    @property
    def handed_on(self) -> str:
        """The name of the state that is handed on from word to word: the one that the cell carries, else h."""
        return self.declared.carried.state if self.declared.carried else "hidden"

    @cached_property
    def state_without(self) -> Annotated[Array, Axes("time", "source", "unit")]:
        """What the state that is handed on would be after every word, had one not been read, ``(time, source, unit)``."""
        if self.states_without is None:
            raise AttributeError("state_without")
        return read_only(self.states_without[:, :, self.declared.state._fields.index(self.handed_on)])

    @cached_property
    def state_differences(self) -> Annotated[Array, Axes("time", "source", "unit")]:
        """What each word makes of that state: it, less what it would be without the word, ``(time, source, unit)``."""
        state: Array = getattr(self, self.handed_on)
        return read_only(state[:, None] - self.state_without)

    @cached_property
    def word_effects(self) -> Annotated[Array, Axes("time", "source")]:
        """How far that state is from what it would be without a word, ``(time, source)``: the mean size of the difference.

        The mean is over the units. It is 0 before the word is read.
        """
        return read_only(np.abs(self.state_differences).mean(axis=2))

    @cached_property
    def effects_left(self) -> Annotated[Array, Axes("time", "source")]:
        """The same as a share of what it is when the word is read, ``(time, source)``; it may be above 1."""
        first = np.diagonal(self.word_effects)
        return read_only(np.divide(self.word_effects, first, out=np.zeros_like(self.word_effects), where=first > 0))

    @cached_property
    def percents_left(self) -> Annotated[Array, Axes("time", "source")]:
        """:attr:`effects_left` in percent, ``(time, source)``."""
        return read_only(100 * self.effects_left)

    @cached_property
    def probabilities_without(self) -> Annotated[Array, Axes("time", "source", "label")]:
        """The probability of each label after every word, had one word not been read, ``(time, source, label)``."""
        return read_only(softmax_of(self.hidden_without @ self.readout_weight.T + self.readout_bias).value)

    @cached_property
    def verdict_effects(self) -> Annotated[Array, Axes("time", "source")]:
        """How much probability goes to other labels without a word, ``(time, source)``: half the sum of all changes' sizes."""
        return read_only(np.abs(self.probabilities[:, None] - self.probabilities_without).sum(axis=2) / 2)

    @cached_property
    def verdicts_without(self) -> Annotated[tuple[str, ...], Along("source")]:
        """The most probable label after the last word, had one word not been read, for each word."""
        return tuple(self.labels[winner] for winner in self.probabilities_without[-1].argmax(axis=1))

    @cached_property
    def verdict_probabilities_without(self) -> Annotated[Array, Axes("source")]:
        """The probability of that label, ``(source,)``."""
        return read_only(self.probabilities_without[-1].max(axis=1))

    @cached_property
    def telling_word(self) -> int:
        """The index of the word of the first half whose leaving-out moves the verdict most when it is read; the first such."""
        effects = np.diagonal(self.verdict_effects)
        return int(effects[: (len(effects) + 1) // 2].argmax())

    @cached_property
    def effect_shares(self) -> Annotated[Array, Axes("time")]:
        """How much the last state depends on each word, ``(time,)``, as a share of that on the word it depends on most.

        It is the last row of ``word_effects`` over the largest entry of that row; where no word does anything all are nought.
        """
        return shares_of(self.word_effects[-1])

    @cached_property
    def missed(self) -> tuple[int, ...]:
        """The indices of the fewest words that make up half of all effects on the last state, the largest first."""
        return fewest(self.word_effects[-1], HALF)

    @cached_property
    def missed_count(self) -> int:
        """How many words :attr:`missed` has."""
        return len(self.missed)

    @cached_property
    def forgotten(self) -> int:
        """The index of the word whose effect on the state shrank most from when it was read to the end, the first of several."""
        return int((np.diagonal(self.word_effects) - self.word_effects[-1]).argmax())
