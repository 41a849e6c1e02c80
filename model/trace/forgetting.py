"""How fast a forget gate forgets what was written at one word: by its bias alone, and as its network really does.

An LSTM's forget gate is the sigmoid of its bias and of what h(t-1) and x(t) add to that. With all that they add at nought it is
the same at every word, its *resting* value, and what was written is multiplied by it again and again.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Any

import numpy as np

from model.trace.axes import SHARE, Along, Array, Axes, read_only
from model.trace.equations import Equation, Estimate, sigmoid_of
from model.trace.keeping import HALF
from model.trace.margins import Margins

__all__ = ["Forgetting"]

GATE = "forget"


class Forgetting(Margins):
    """What a trace with forget gates says of how they forget what was written at the word :attr:`cue`.

    Where a network has no forget gate, or not the same bias in all of its units, there is none of the first four; without a
    memory none of the others: AttributeError.
    """

    cue: int
    tokens: Annotated[tuple[str, ...], Along("time"), "the words as they are shown, one per time step"]

    @cached_property
    def forget_bias(self) -> float:
        """The bias of the forget gate, if it is the same in all units, as it is before a training."""
        trace: Any = self
        if GATE not in trace.declared.gates or trace.cell_weights is None:
            raise AttributeError("forget_bias")
        biases = trace.bias[trace.declared.gates.index(GATE)]
        if np.ptp(biases):
            raise AttributeError("forget_bias")
        return float(biases[0])

    @cached_property
    def resting_gate(self) -> float:
        """What the forget gate is if h(t-1) and x(t) add nothing to its bias."""
        return float(0.5 * np.tanh(0.5 * self.forget_bias) + 0.5)

    @cached_property
    def half_life(self) -> float:
        """After so many words half of what was written is forgotten, if h(t-1) and x(t) add nothing: it is no whole number."""
        return float(np.log(HALF) / np.log(self.resting_gate))

    @cached_property
    def resting_shares(self) -> Annotated[Array, Axes("time"), SHARE]:
        """How much of what was written at the cue would be kept after each word with resting gates, ``(time,)``.

        Before the cue it is nought, for nothing has been written.
        """
        since = np.arange(len(self.tokens)) - self.cue
        return read_only(np.where(since < 0, 0.0, self.resting_gate ** np.maximum(since, 0)))

    @cached_property
    def cue_kept(self) -> Annotated[Array, Axes("time", "unit"), SHARE]:
        """How much of what each unit wrote at the cue the gates have kept after each word, ``(time, unit)``: their product.

        Before the cue it is nought.
        """
        trace: Any = self
        kept = np.ones_like(trace.forget_gate)
        kept[: self.cue] = 0.0
        kept[self.cue + 1 :] = np.cumprod(trace.forget_gate[self.cue + 1 :], axis=0)
        return read_only(kept)

    @cached_property
    def cue_shares(self) -> Annotated[Array, Axes("time")]:
        """How much of what was written at the cue the carried state really holds after each word, ``(time,)``.

        It is the sum of |memory| over the units, as a share of that at the cue; nought where nothing was written.
        """
        trace: Any = self
        sizes = trace.remembered[:, self.cue]
        whole = float(sizes[self.cue])
        return read_only(sizes / whole if whole else np.zeros_like(sizes))

    @cached_property
    def words_to_half(self) -> int:
        """After so many words the carried state really holds half of it or less; AttributeError if it never does."""
        halved = np.flatnonzero(self.cue_shares[self.cue :] <= HALF)
        if not len(halved):
            raise AttributeError("words_to_half")
        return int(halved[0])

    def forgetting(self) -> Iterator[Equation]:
        """Yield what must hold of these, each on another way than it was computed."""
        yield Equation("resting_gate", "sigmoid(forget_bias)", ("forget_bias",), sigmoid_of)
        yield Equation("resting_gate", "(1/2)^(1 / half_life)", ("half_life",), _halved)
        yield Equation(
            "resting_shares", "resting_gate, once for each word since the cue", ("resting_gate", "cue", "hidden"), _again
        )
        yield Equation(
            "memory",
            "cue_kept * written(cue)",
            ("cue_kept", "written", "cue"),
            _kept,
            lambda memory: np.asarray(memory[:, self.cue]),
            "{result} of the cue = {says}",
        )
        operands = ("forget_gate", "written", "cue")
        yield Equation(
            "cue_shares", "|written(cue)| * forget_gate, once for each word since, beside |written(cue)|", operands, _held
        )


def _halved(half_life: Array) -> Estimate:
    value = np.exp2(-1.0 / half_life)
    return Estimate(value, np.abs(value))


def _again(gate: Array, cue: Array, hidden: Array) -> Estimate:
    """Multiply word by word; each product may be rounded."""
    since = np.arange(len(hidden)) - int(cue)
    factors = np.where(since < 0, 0.0, np.where(since == 0, 1.0, gate))
    factors[: int(cue)] = 1.0
    value = np.where(since < 0, 0.0, np.cumprod(factors))
    return Estimate(value, value * (1 + np.maximum(since, 0)))


def _kept(shares: Array, written: Array, cue: Array) -> Estimate:
    """Multiply what was written by what is kept of it: in as many roundings as there are words since."""
    value = shares * written[int(cue)]
    return Estimate(value, np.abs(value) * (2 + np.arange(len(shares))[:, np.newaxis]))


def _held(gates: Array, written: Array, cue: Array) -> Estimate:
    word = int(cue)
    factors = np.concatenate([np.ones_like(gates[:1]), gates[word + 1 :]])
    held = (np.abs(written[word]) * np.cumprod(factors, axis=0)).sum(axis=1)
    value = np.concatenate([np.zeros(word), held / max(float(held[0]), np.finfo(float).tiny)])
    return Estimate(value, value * (2 + np.maximum(np.arange(len(gates)) - word, 0)))
