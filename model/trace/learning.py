"""What a reader would learn from a text: a label is taught after the last word, and its loss is felt at every word before.

What a user types has no true label, and the one that a network gives would teach it nothing: that loss is near 0. So the label
that is taught is the *least probable* one after the last word: the text is to be an example that the network gets wrong. The loss
is L = -log p of it, and the gradients that a trace may hold are those of that loss. Another program may teach another label.
"""

from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import numpy as np

from model.trace.axes import Array, Axes, read_only
from model.trace.steps import StepKind

__all__ = ["RATE", "Learning", "Lesson", "taught_index"]

RATE = 0.1
"""The learning rate of the one step of plain gradient descent that is told: w' = w - rate * dL/dw."""
DECIMALS = 5
"""In so many decimals the weights of that step are printed; what is taken off them too, and gradients in one less."""


class Lesson(NamedTuple):
    """One weight that is followed: its block of packed weights, or None; its unit, and its place in [h(t-1); x(t)]."""

    gate: int | None
    unit: int
    stacked: int


def taught_index(probabilities: Array) -> int:
    """Return the index of the label that is taught: the least probable one after the last word; ``(time, label)``."""
    return int(probabilities[-1].argmin())


class Learning:
    """What a trace with gradients says of how the loss of a label is felt at each word."""

    labels: tuple[str, ...]
    taught: str
    inputs: Array
    probabilities: Array
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
        return read_only(np.sqrt(np.square(self.felt).sum(axis=1)))

    @cached_property
    def felt_shares(self) -> Annotated[Array, Axes("time")]:
        """The same as a share of the last word's, ``(time,)``: it may be above 1, and all are nought where that is nought."""
        last = float(self.felt_sizes[-1])
        return read_only(self.felt_sizes / last if last > 0 else np.zeros_like(self.felt_sizes))

    @cached_property
    def times_weaker(self) -> Annotated[Array, Axes("time")]:
        """How many times weaker the loss is felt at each word than at the last one, ``(time,)``; nought where it is not felt."""
        shares = self.felt_shares
        return read_only(np.divide(1.0, shares, out=np.zeros_like(shares), where=shares > 1e-300))

    @cached_property
    def hop_factors(self) -> Annotated[Array, Axes("time")]:
        """What is felt at each word as a multiple of what is felt at the next one, ``(time,)``; 1 at the last word."""
        later = np.append(self.felt_sizes[1:], self.felt_sizes[-1])
        return read_only(np.divide(self.felt_sizes, later, out=np.ones_like(later), where=later > 0))

    @cached_property
    def mean_hop(self) -> float:
        """By what the gradient is multiplied from word to word on average, the geometric mean of all hops; 1 of one word."""
        hops = len(self.felt_shares) - 1
        return float(self.felt_shares[0] ** (1 / hops)) if hops else 1.0

    @cached_property
    def mean_kept(self) -> float:
        """The mean share of the carried state that is kept from word to word, over all units: the forget gate of an LSTM.

        There is none in a cell that carries no state.
        """
        if self.declared.carried is None:
            raise AttributeError("mean_kept")
        shares: Array = getattr(self, self.declared.carried.share)
        return float(shares[1:].mean() if len(shares) > 1 else shares.mean())

    # -- one step of learning --------------------------------------------------------------------------------------------

    @property
    def learning_rate(self) -> float:
        """The rate of the step of plain gradient descent that is told, :data:`RATE` (models here are trained with Adam)."""
        return RATE

    @cached_property
    def lesson(self) -> Lesson:
        """The weight of which it is told what a step of learning does to it.

        It is one of those that x is multiplied with: the entry of x is the one that is largest in both the first word and the
        last, so that a difference between them is one of the gradient. The unit, and the block, is the one that the last word
        moves most, among those of which rounding spoils no sum that is printed, if there are such.
        """
        units = self.stacked.shape[1] - self.inputs.shape[1]
        place = units + int(np.minimum(*np.abs(self.inputs[[0, -1]])).argmax())
        last = [np.abs(gradient[-1]) for gradient in self._sums().values()]
        order = np.argsort(-np.array(last), axis=None, kind="stable")
        blocks = list(self._sums())
        lessons = [Lesson(blocks[block], int(unit), place) for block, unit in zip(*divmod(order, len(last[0])), strict=True)]
        return next((each for each in lessons if self._prints(each)), lessons[0])

    @cached_property
    def lesson_weight(self) -> float:
        """The weight of :attr:`lesson` as it is."""
        return self._weight(self.lesson)

    @cached_property
    def lesson_gradients(self) -> Annotated[Array, Axes("time")]:
        """What each word has part in the gradient of the loss in that weight, ``(time,)``: the sum is the gradient.

        It is the gradient of the sum that the weight is in, times the entry that it is multiplied with.
        """
        return read_only(self._gradients(self.lesson))

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

    def _gradients(self, lesson: Lesson) -> Array:
        entry: Array = self.inputs[:, lesson.stacked - self.stacked.shape[1] + self.inputs.shape[1]]
        return self._sums()[lesson.gate][:, lesson.unit] * entry

    def _prints(self, lesson: Lesson) -> bool:
        """Tell whether the sums of a lesson are right as they are printed, of the first word and of the last."""
        weight, steps = self._weight(lesson), RATE * self._gradients(lesson)[[0, -1]]
        printed = round(weight, DECIMALS) - np.round(steps, DECIMALS)
        return bool(np.allclose(printed, np.round(weight - steps, DECIMALS), rtol=0, atol=1e-9))
