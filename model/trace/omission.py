"""What a text would have come to without one of its words: it is read once more for each word, and that word is left out.

This can be asked of any cell, one that carries a state and one that does not, by one formula: h less h without the word. What a
carried state holds of what *was written at* a word (``memory``) is another question, and the two never share a scale.
"""

from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any

import numpy as np

from model.trace.axes import Along, Array, Axes, read_only
from model.trace.equations import Equation, Estimate, softmax_of

__all__ = ["OMISSION", "Omissions", "Without"]

Without = Annotated[
    Array | None,
    Axes("time", "source", "unit"),
    "h after each word (time) if one word (source) were left out: before that word as it was, at it as before it",
]
"""The type of what is read without each word in turn."""


def until_omitted(hidden: Array, previous: Array) -> Estimate:
    """Expect h as it was for every word before the one that is left out, and at that one still the state before it."""
    early = np.arange(len(hidden))[:, None] < np.arange(len(hidden))
    value = np.where(early[:, :, None], hidden[:, None], 0.0)
    rows = np.arange(len(hidden))
    value[rows, rows] = previous
    return Estimate(value, np.abs(value))


def early_part(without: Array) -> Array:
    """Return the same array, with nought for every word behind the one that is left out."""
    times = np.arange(len(without))
    return np.where((times[:, None] <= times)[:, :, None], without, 0.0)


OMISSION = Equation(
    "hidden_without",
    "hidden before the word, and at it previous_hidden",
    ("hidden", "previous_hidden"),
    until_omitted,
    of=early_part,
    sentence="{result}, up to the word that is left out = {says}",
)
"""What must hold of what is read without a word; what comes after that is another run, which the trace does not hold whole."""


class Omissions:
    """What a trace says of each word by what would have come without it, if it has ``hidden_without``."""

    labels: tuple[str, ...]
    hidden_without: Any
    readout_weight: Array
    readout_bias: Array
    probabilities: Array

    if TYPE_CHECKING:

        @property
        def hidden(self) -> Array:
            """The hidden state after each word, ``(time, unit)``."""

    @cached_property
    def hidden_differences(self) -> Annotated[Array, Axes("time", "source", "unit")]:
        """What each word makes of h: h after every word, less what it would be without the one, ``(time, source, unit)``."""
        if self.hidden_without is None:
            raise AttributeError("hidden_differences")
        return read_only(self.hidden[:, None] - self.hidden_without)

    @cached_property
    def word_effects(self) -> Annotated[Array, Axes("time", "source")]:
        """How far h is from what it would be without a word, ``(time, source)``: the mean size of the difference over the units.

        It is 0 before the word is read, and at most 2, as each unit of h is within -1 and 1.
        """
        return read_only(np.abs(self.hidden_differences).mean(axis=2))

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
        if self.hidden_without is None:
            raise AttributeError("probabilities_without")
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
