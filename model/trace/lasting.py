"""Why what a word did to a state lasts, or does not: by what is kept of it at each later word, and by what is made anew there.

What a word changed in the state that is handed on is its difference, ``state_differences``. A cell that carries its state
multiplies it at each later word by a gate, which is ``kept``; the rest is ``made``: later words keep, and write, something else
because the cell reads another state. A plain cell keeps nothing: its weights make of the difference a new one in its sums, which
is ``weighed``, and tanh makes of that what is left.
"""

from functools import cached_property
from typing import Annotated, Any

import numpy as np

from model.trace.axes import Array, Axes, read_only
from model.trace.equations import Equation, Estimate, tanh_of, weighed
from model.trace.omission import Omissions, step_of
from model.trace.steps import StepKind
from model.trace.steps.base import held

__all__ = ["Lasting", "lasting_of"]

MADE = (
    "{share} * made_differences of the word before + ({share} - what it is without the word) * state_without of the word before "
    "+ {written} - what it is without the word; 0 until the word is read"
)
SQUASHED = "tanh(preactivation) - tanh(preactivation - weighed_differences), after the word that is left out"


def lasting_of(kind: StepKind) -> Equation:
    """Return what must hold of the differences that a word makes: from word to word they follow from both runs' own numbers."""
    return _made_of(kind) if kind.carried else _squashed_of(kind)


def _made_of(kind: StepKind) -> Equation:
    """Return the equation of what is made anew: gates and writing of the run without the word are computed once more."""
    carried = kind.carried
    assert carried is not None
    weights, parts = kind.weights._fields, kind.state._fields
    own = (carried.share, carried.written, "state_differences", "states_without", "inputs")

    def expected(share: Array, written: Array, differences: Array, without: Array, inputs: Array, *rest: Array) -> Estimate:
        first = np.broadcast_to(np.stack(rest[len(weights) :]), without[:1].shape)
        before = np.concatenate([first, without[:-1]])
        known = {f"previous_{part}": before[:, :, number] for number, part in enumerate(parts)}
        known |= dict(zip(weights, rest, strict=False))
        known["inputs"] = np.broadcast_to(inputs[:, None], (*without.shape[:2], inputs.shape[-1]))
        _, size = step_of(kind, known)
        state = known[f"previous_{carried.state}"]
        new = (share[:, None] - known[carried.share]) * state + written[:, None] - known[carried.written]
        kept = held(share, _own(differences))
        made = np.zeros_like(differences)
        for time in range(1, len(share)):
            made[time, :time] = share[time] * (differences - kept.value)[time - 1, :time] + new[time, :time]
        return Estimate(made, np.abs(state) + size[..., 0] + kept.size + np.abs(kept.value))

    says = MADE.format(share=carried.share, written=carried.written)
    return Equation("made_differences", says, (*own, *weights, *(f"initial_{part}" for part in parts)), expected)


def _squashed_of(kind: StepKind) -> Equation:
    """Return the equation of what a plain cell makes of a difference: its sums differ by what weights make of that."""
    operands = ("state_differences", "preactivation", "weighed_differences", "weight", "bias", "stacked", "states_without")

    def expected(found: Array, sums: Array, moved: Array, weight: Array, bias: Array, stack: Array, without: Array) -> Estimate:
        value, words = found.copy(), stack[:, sums.shape[-1] :]
        after = np.tril(np.ones(found.shape[:2], bool), -1)
        value[after] = (tanh_of(sums[:, None] + 0 * moved).value - tanh_of(sums[:, None] - moved).value)[after]
        size = weighed(weight, bias, stack).size[:, None]
        before = np.concatenate([np.zeros_like(without[:1, :, 0]), without[:-1, :, 0]])
        other = weighed(weight, bias, before, np.broadcast_to(words[:, None], (*found.shape[:2], words.shape[-1])))
        return Estimate(value, 2.0 + 2 * size + other.size)

    return Equation("state_differences", SQUASHED, operands, expected)


def _own(differences: Array) -> Array:
    """Return what each word changes when it is read, ``(time, unit)``, of ``(time, source, unit)``."""
    rows = np.arange(len(differences))
    found: Array = differences[rows, rows]
    return found


def _over(parts: Array, wholes: Array) -> Array:
    """Return parts over wholes; nought where there is nothing."""
    return np.divide(parts, wholes, out=np.zeros_like(parts), where=wholes > 0)


class Lasting(Omissions):
    """What a trace with ``states_without`` says of how the difference that a word makes goes from one word to the next."""

    preactivation: Array
    cell_weights: Any

    @cached_property
    def kept_differences(self) -> Annotated[Array, Axes("time", "source", "unit")]:
        """What of each word's change of the carried state its gate alone leaves, ``(time, source, unit)``.

        It is the difference when the word is read, times the gate at each word after it. A plain cell has none: AttributeError.
        """
        if self.declared.carried is None:
            raise AttributeError("kept_differences")
        return read_only(held(getattr(self, self.declared.carried.share), _own(self.state_differences)).value)

    @cached_property
    def made_differences(self) -> Annotated[Array, Axes("time", "source", "unit")]:
        """The rest of the difference, ``(time, source, unit)``: what later words made of it, as the cell read another state."""
        return read_only(self.state_differences - self.kept_differences)

    @cached_property
    def weighed_differences(self) -> Annotated[Array, Axes("time", "source", "unit")]:
        """By what the sums of a plain cell differ because of each word read before, ``(time, source, unit)``: U times that."""
        if self.declared.carried is not None or self.declared.gates or self.cell_weights is None:
            raise AttributeError("weighed_differences")
        made = np.zeros_like(self.state_differences)
        made[1:] = self.state_differences[:-1] @ self.cell_weights.weight[:, : made.shape[-1]].T
        return read_only(made)

    def _percents(self, differences: Array) -> Array:
        """Return the mean size of differences in percent of what it is when the word is read, ``(time, source)``."""
        first = np.broadcast_to(np.diagonal(self.word_effects), self.word_effects.shape)
        return read_only(100 * _over(np.abs(differences).mean(axis=2), first))

    @cached_property
    def percents_kept(self) -> Annotated[Array, Axes("time", "source")]:
        """The mean size of :attr:`kept_differences`, measured as ``percents_left`` is, ``(time, source)``: it never grows."""
        return self._percents(self.kept_differences)

    @cached_property
    def percents_made(self) -> Annotated[Array, Axes("time", "source")]:
        """By how much later words made the difference larger, ``(time, source)``; below nought where they made it smaller.

        With :attr:`percents_kept` it adds up to ``percents_left``.
        """
        return read_only(self.percents_left - self.percents_kept)

    @cached_property
    def percents_weighed(self) -> Annotated[Array, Axes("time", "source")]:
        """The mean size of :attr:`weighed_differences`, measured as ``percents_left`` is, ``(time, source)``."""
        return self._percents(self.weighed_differences)

    @cached_property
    def effect_factors(self) -> Annotated[Array, Axes("time", "source")]:
        """What is left of the difference at each word, as a share of what was left at the one before, ``(time, source)``.

        It is 1 until the word is read, and may be more than that later.
        """
        left, factors = self.effects_left, np.ones_like(self.effects_left)
        after = np.tril(np.ones(left.shape, bool), -1)
        factors[after] = _over(left[1:], left[:-1])[after[1:]]
        return read_only(factors)

    @cached_property
    def words_after(self) -> Annotated[Array, Axes("source")]:
        """How many words come after each word, ``(source,)``."""
        return read_only(np.arange(len(self.effects_left))[::-1])

    def _mean(self, factors: Array) -> Array:
        """Return the geometric mean of factors, ``(time, source)``, over the words after each word, ``(source,)``."""
        after = np.tril(np.ones(factors.shape, bool), -1)
        return read_only(np.where(after, factors, 1.0).prod(axis=0) ** (1.0 / np.maximum(self.words_after, 1)))

    @cached_property
    def mean_effect_factors(self) -> Annotated[Array, Axes("source")]:
        """What is left of each word's difference from one word to the next on average, ``(source,)``: the geometric mean."""
        return self._mean(self.effect_factors)

    @cached_property
    def mean_weighed_factors(self) -> Annotated[Array, Axes("source")]:
        """What the weights of a plain cell make of each word's difference from one word to the next, ``(source,)``, likewise.

        With :attr:`mean_squashed_factors` it makes :attr:`mean_effect_factors`.
        """
        before = np.vstack([self.percents_left[:1], self.percents_left[:-1]])
        return self._mean(np.where(before > 0, _over(self.percents_weighed, before), 1.0))

    @cached_property
    def mean_squashed_factors(self) -> Annotated[Array, Axes("source")]:
        """What tanh leaves of that, ``(source,)``, likewise: never more than all."""
        sums = self.percents_weighed
        return self._mean(np.where(sums > 0, _over(self.percents_left, sums), 1.0))
