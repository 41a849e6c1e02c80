"""What a reader would learn from a text: a label is taught after the last word, and its loss is felt at every word before.

What a user types has no true label, and the one that a network gives would teach it nothing: that loss is near 0. So the label
that is taught is the *least probable* one after the last word: the text is to be an example that the network gets wrong. The loss
is L = -log p of it, and the gradients that a trace may hold are those of that loss. Who knows what is right, a film of its own
sentence or another program, may teach another label.
"""

from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import numpy as np

from model.trace.axes import Array, Axes, read_only
from model.trace.steps import StepKind

__all__ = ["RATE", "Learning", "Lesson", "taught_index"]

RATE = 0.1
"""The learning rate of the one step of plain gradient descent that is told: w' = w - rate * dL/dw."""
DECIMALS = 3, 14
"""In so many decimals a step on a weight is printed at least and at most; its gradient in one less, as the rate is a tenth."""
FIGURES = 2
"""So many figures of a step are to be seen, if these decimals allow it."""
MOSTLY = 1.25
"""If the logarithms of two factors differ by no more than this factor, the one is mostly the reason of the other."""

LITTLE = 0.1
"""A word that moves a weight by less than this part of the largest move moves it little, if half of the words move it as much."""
LEADING = 0.1
"""The least part of the largest step on a weight that the last word makes, of a weight that is followed."""
TINY = 1e-300
"""What is smaller is as good as nought: no logarithm is taken of it, and nothing divided by it."""


class Lesson(NamedTuple):
    """One weight that is followed: its block of packed weights, or None; its unit, and its place in [h(t-1); x(t)]."""

    gate: int | None
    unit: int
    stacked: int


def taught_index(probabilities: Array) -> int:
    """Return the index of the label that is taught: the least probable one after the last word; ``(time, label)``."""
    return int(probabilities[-1].argmin())


def _decimals(steps: Array) -> Array:
    """Return with how many decimals steps are printed, for each: one of which nothing would be seen with the least."""
    least, most = DECIMALS
    sizes = np.maximum(np.abs(steps), TINY)
    many = FIGURES - 1 - np.floor(np.log10(sizes))
    return np.where(many > most, least, np.maximum(many, least))


def _sizes(vectors: Array) -> Array:
    """Return the length of each vector, ``(time,)`` of ``(time, unit)``."""
    sizes: Array = np.sqrt(np.square(vectors).sum(axis=1))
    return sizes


def _shares(parts: Array, wholes: Array) -> Array:
    """Return parts as shares of what they are parts of; 1 where there is nothing."""
    return np.divide(parts, wholes, out=np.ones_like(wholes), where=wholes > 0)


class Learning:
    """What a trace with gradients says of how the loss of a label is felt at each word."""

    labels: tuple[str, ...]
    taught: str
    inputs: Array
    probabilities: Array
    hidden: Array
    cell_weights: Any

    if TYPE_CHECKING:  # properties of every trace of a reader

        @property
        def declared(self) -> StepKind:
            """What is declared of the cell's kind."""

        @property
        def stacked(self) -> Array:
            """[h(t-1); x(t)] for every t, ``(time, stacked)``."""

    @cached_property
    def taught_probability(self) -> float:
        """The probability of :attr:`taught` after the last word."""
        return float(self.probabilities[-1, self._taught])

    @property
    def _taught(self) -> int:
        if not self.taught:
            raise AttributeError("taught")
        return self.labels.index(self.taught)

    @cached_property
    def loss(self) -> float:
        """-log of :attr:`taught_probability`, in nats: the loss of which gradients are taken."""
        return float(-np.log(self.taught_probability))

    @cached_property
    def last_error(self) -> Annotated[Array, Axes("label")]:
        """The gradient of the loss in the last logits, ``(label,)``: the probabilities, less 1 for the label that is taught."""
        error = self.probabilities[-1].copy()
        error[self._taught] -= 1.0
        return read_only(error)

    @cached_property
    def felt(self) -> Annotated[Array, Axes("time", "unit")]:
        """The gradient of the loss in what goes from word to word, ``(time, unit)``: in C of an LSTM, in h of other cells."""
        carried = self.declared.carried
        gradient: Array = getattr(self, f"{carried.state if carried else 'hidden'}_gradient")
        return gradient

    @cached_property
    def felt_sizes(self) -> Annotated[Array, Axes("time")]:
        """How strongly the loss is felt at each word, ``(time,)``: the length of :attr:`felt`, over all units."""
        return read_only(_sizes(self.felt))

    @cached_property
    def felt_shares(self) -> Annotated[Array, Axes("time")]:
        """The same as a share of the last word's, ``(time,)``: it may be above 1, and all are nought where that is nought."""
        last = float(self.felt_sizes[-1])
        return read_only(self.felt_sizes / last if last > 0 else np.zeros_like(self.felt_sizes))

    @cached_property
    def times_weaker(self) -> Annotated[Array, Axes("time")]:
        """How many times weaker the loss is felt at each word than at the last one, ``(time,)``; nought where it is not felt."""
        shares = self.felt_shares
        return read_only(np.divide(1.0, shares, out=np.zeros_like(shares), where=shares > TINY))

    @cached_property
    def hop_factors(self) -> Annotated[Array, Axes("time")]:
        """What is felt at each word as a multiple of what is felt at the next one, ``(time,)``; 1 at the last word."""
        later = np.append(self.felt_sizes[1:], self.felt_sizes[-1])
        return read_only(np.divide(self.felt_sizes, later, out=np.ones_like(later), where=later > 0))

    @property
    def hop_count(self) -> int:
        """How many hops there are from the last word back to the first one."""
        return len(self.felt_shares) - 1

    @cached_property
    def mean_hop(self) -> float:
        """By what the gradient is multiplied from word to word on average, the geometric mean of all hops; 1 of one word."""
        return float(self.felt_shares[0] ** (1 / self.hop_count)) if self.hop_count else 1.0

    @cached_property
    def mean_kept(self) -> float:
        """The mean share of the carried state that is kept from word to word, over all units: the forget gate of an LSTM.

        There is none in a cell that carries no state.
        """
        if self.declared.carried is None:
            raise AttributeError("mean_kept")
        shares: Array = getattr(self, self.declared.carried.share)
        return float(shares[1:].mean() if len(shares) > 1 else shares.mean())

    # -- one step back ---------------------------------------------------------------------------------------------------

    @cached_property
    def typical_hop(self) -> int:
        """The word at which :attr:`hop_factors` is nearest to their geometric mean; 0 of one word."""
        factors = np.maximum(self.hop_factors[:-1], TINY)
        return int(np.abs(np.log(factors) - np.log(max(self.mean_hop, TINY))).argmin()) if len(factors) else 0

    @cached_property
    def tanh_slopes(self) -> Annotated[Array, Axes("time", "unit")]:
        """The slope of tanh at each unit of a plain cell, 1 - h * h, ``(time, unit)``; other cells have none."""
        if self.declared.carried is not None or self.declared.gates:
            raise AttributeError("tanh_slopes")
        return read_only(1.0 - np.square(self.hidden))

    @cached_property
    def slope_factors(self) -> Annotated[Array, Axes("time")]:
        """What slopes of tanh leave of what is felt at each word of a plain cell, ``(time,)``: in length, over all units."""
        return read_only(_shares(_sizes(self.felt * self.tanh_slopes), self.felt_sizes))

    @cached_property
    def weight_factors(self) -> Annotated[Array, Axes("time")]:
        """What weights make of that on the way to each word from the next, ``(time,)``; 1 at the last word.

        Together with the next word's :attr:`slope_factors` they are :attr:`hop_factors`.
        """
        sloped = _sizes(self.felt * self.tanh_slopes)
        return read_only(_shares(self.felt_sizes, np.append(sloped[1:], self.felt_sizes[-1])))

    @cached_property
    def gated_back(self) -> Annotated[Array, Axes("time", "unit")]:
        """What of :attr:`felt` goes on to the word before through the gate that keeps the state, ``(time, unit)``."""
        if self.declared.carried is None:
            raise AttributeError("gated_back")
        share: Array = getattr(self, self.declared.carried.share)
        return read_only(self.felt * share)

    @cached_property
    def other_back(self) -> Annotated[Array, Axes("time", "unit")]:
        """The rest of :attr:`felt`, ``(time, unit)``: what reaches each word by other ways than the next one's gate."""
        return read_only(self.felt - np.append(self.gated_back[1:], np.zeros_like(self.felt[:1]), axis=0))

    @cached_property
    def gate_factors(self) -> Annotated[Array, Axes("time")]:
        """What the gate leaves of what is felt at each word, ``(time,)``: in length, over all units."""
        return read_only(_shares(_sizes(self.gated_back), self.felt_sizes))

    # -- one step of learning --------------------------------------------------------------------------------------------

    @property
    def learning_rate(self) -> float:
        """The rate of the step of plain gradient descent that is told, :data:`RATE` (models here are trained with Adam)."""
        return RATE

    @cached_property
    def lesson(self) -> Lesson:
        """The weight of which it is told what a step of learning does to it.

        It is one of those that x is multiplied with, and that the last word moves much, :data:`LEADING` of what it moves most:
        that one whose steps by the first word and by the last differ most nearly as what these feel does, :attr:`felt_shares`.
        A step is what is felt times slopes, and times an entry of the word's own x: so most weights have steps that differ more,
        or less.
        """
        units, sums = self.stacked.shape[1] - self.inputs.shape[1], self._sums()
        first, last = (
            np.abs(np.stack([each[time] for each in sums.values()])[:, :, np.newaxis] * self.inputs[time]) for time in (0, -1)
        )
        share = max(float(self.felt_shares[0]), TINY)
        away = np.abs(np.log(np.maximum(first, TINY)) - np.log(np.maximum(last, TINY)) - np.log(share))
        away[last < LEADING * last.max()] = np.inf
        block, unit, entry = np.unravel_index(int(away.argmin()), away.shape)
        return Lesson(list(sums)[block], int(unit), units + int(entry))

    @cached_property
    def lesson_weight(self) -> float:
        """The weight of :attr:`lesson` as it is."""
        return self._weight(self.lesson)

    @cached_property
    def lesson_gradients(self) -> Annotated[Array, Axes("time")]:
        """What each word has part in the gradient of the loss in that weight, ``(time,)``: the sum is the gradient.

        It is the gradient of the sum that the weight is in, times the entry that it is multiplied with.
        """
        return read_only(self.lesson_errors * self.lesson_inputs)

    @cached_property
    def lesson_errors(self) -> Annotated[Array, Axes("time")]:
        """The gradient at each word in the sum that this weight is in, ``(time,)``: what its unit feels, times slopes."""
        return read_only(self._sums()[self.lesson.gate][:, self.lesson.unit])

    @cached_property
    def lesson_inputs(self) -> Annotated[Array, Axes("time")]:
        """The entry of each word's x that this weight is multiplied with, ``(time,)``."""
        return read_only(self.inputs[:, self.lesson.stacked - self.stacked.shape[1] + self.inputs.shape[1]])

    @cached_property
    def lesson_steps(self) -> Annotated[Array, Axes("time")]:
        """By how much each word would lower that weight, ``(time,)``: the learning rate times its part in the gradient."""
        return read_only(RATE * self.lesson_gradients)

    @cached_property
    def lesson_changes(self) -> Annotated[Array, Axes("time")]:
        """By how much each word would change that weight, ``(time,)``: less :attr:`lesson_steps`."""
        return read_only(-self.lesson_steps)

    @cached_property
    def lesson_weights(self) -> Annotated[Array, Axes("time")]:
        """What the weight would be if it learned from one word alone, for each word, ``(time,)``: w - :attr:`lesson_steps`."""
        return read_only(self.lesson_weight - self.lesson_steps)

    @property
    def lesson_decimals(self) -> Annotated[Array, Axes("time")]:
        """With how many decimals each word's step on that weight is printed, ``(time,)``; its gradient with one less."""
        return read_only(_decimals(self.lesson_steps))

    @property
    def is_mostly_error(self) -> bool:
        """Whether the first word moves the weight of :attr:`lesson` less than the last one mostly because it feels less.

        The gradient is what is felt, times slopes, times an input: these two make little of how many tenfolds less it is.
        """
        steps, share = np.abs(self.lesson_steps[[0, -1]]), float(self.felt_shares[0])
        if not (TINY < share < 1.0) or not (TINY < steps[0] < steps[1]):
            return False
        part = float(np.log(steps[0] / steps[1]) / np.log(share))
        return 1 / MOSTLY <= part <= MOSTLY

    @property
    def moves_little(self) -> bool:
        """Whether the first word moves the weight of :attr:`lesson` little: far less than some word, and no more than half do."""
        first, *others = np.abs(self.lesson_steps)
        return bool(others and first < LITTLE * max(others) and first <= np.median(others))

    @property
    def most_moving(self) -> int:
        """The word that moves the weight of :attr:`lesson` most."""
        return int(np.abs(self.lesson_steps).argmax())

    @property
    def less_moving(self) -> int:
        """The word of the largest error, or of the largest input if :attr:`most_moving` has that error; itself if it has both."""
        (errors, inputs), most = (np.abs(each) for each in (self.lesson_errors, self.lesson_inputs)), self.most_moving
        return next((int(each.argmax()) for each in (errors, inputs) if each[most] < each.max()), most)

    def _sums(self) -> dict[int | None, Array]:
        """Return the gradients of the sums in which weights of x are, each ``(time, unit)``, by the number of the block."""
        gates = self.declared.gates[: len(self.declared.weighs)]
        if self.cell_weights is None or not self.declared.weighs:
            raise AttributeError("lesson")
        if not gates:
            return {None: self.preactivation_gradient}  # type: ignore[attr-defined]  # found by the trace's __getattr__
        return {number: getattr(self, f"{gate}_preactivation_gradient") for number, gate in enumerate(gates)}

    def _weight(self, lesson: Lesson) -> float:
        own = self.cell_weights.weight if lesson.gate is None else self.cell_weights.weight[lesson.gate]
        return float(own[lesson.unit, lesson.stacked])
