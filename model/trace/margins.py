"""What turns a verdict: at which word, from which label to which, and which units of the state do it.

A verdict is won by a margin: the centred logit of the label that wins, less that of its rival. Every unit has its part in the
margin, the difference of its pushes on the two, and so in the change of it at a word.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Annotated

import numpy as np

from model.trace.axes import Along, Array, Axes, read_only, softmax
from model.trace.equations import centred

__all__ = ["ENOUGH", "FELT", "MOVED", "Margins", "fewest"]

ENOUGH = 0.8
"""The part of a change that the fewest units must explain which are said to have made it."""
FELT = 0.5
"""The push (in logits) below which there is nothing to tell of a unit: it changes odds by less than two to one."""
MOVED = 0.1
"""How much probability goes from label to label at a word that is said to move the verdict."""


class Margins:
    """What a trace with pushes on verdicts says of how they turn."""

    labels: tuple[str, ...]
    probabilities: Array
    readout_weight: Array
    readout_bias: Array
    initial_hidden: Array
    previous_hidden: Array
    hidden: Array
    memory: Array | None

    @cached_property
    def initial_probabilities(self) -> Annotated[Array, Axes("label")]:
        """The verdict before any word is read, ``(label,)``."""
        return read_only(softmax(self.readout_weight @ self.initial_hidden + self.readout_bias))

    @cached_property
    def push_weights(self) -> Annotated[Array, Axes("label", "unit")]:
        """The read-out's weights, centred over the labels, ``(label, unit)``: what all logits share changes no probability."""
        return read_only(centred(self.readout_weight.T).T)

    @cached_property
    def push_biases(self) -> Annotated[Array, Axes("label")]:
        """The read-out's biases, centred over the labels, ``(label,)``."""
        return read_only(centred(self.readout_bias))

    @cached_property
    def pushes(self) -> Annotated[Array, Axes("time", "unit", "label")]:
        """How hard each unit of the state pushes each verdict, ``(time, unit, label)``: h times its centred read-out weight."""
        return read_only(self.hidden[:, :, None] * self.push_weights.T)

    @cached_property
    def centred_logits(self) -> Annotated[Array, Axes("time", "label")]:
        """What softmax reads, centred over the labels, ``(time, label)``: all pushes on a verdict and its centred bias."""
        return read_only(self.pushes.sum(axis=1) + self.push_biases)

    @cached_property
    def previous_probabilities(self) -> Annotated[Array, Axes("time", "label")]:
        """The probabilities before each word, ``(time, label)``."""
        return read_only(np.vstack([self.initial_probabilities, self.probabilities[:-1]]))

    @cached_property
    def previous_verdicts(self) -> Annotated[tuple[str, ...], Along("time")]:
        """The most probable label before each word."""
        return tuple(self.labels[winner] for winner in self.previous_probabilities.argmax(axis=1))

    @cached_property
    def previous_verdict_probabilities(self) -> Annotated[Array, Axes("time")]:
        """The probability of the most probable label before each word, ``(time,)``."""
        return read_only(self.previous_probabilities.max(axis=1))

    @cached_property
    def previous_pushes(self) -> Annotated[Array, Axes("time", "unit", "label")]:
        """How hard each unit pushed each verdict before each word, ``(time, unit, label)``."""
        return read_only(self.previous_hidden[:, :, None] * self.push_weights.T)

    @cached_property
    def previous_centred_logits(self) -> Annotated[Array, Axes("time", "label")]:
        """What softmax read before each word, centred over the labels, ``(time, label)``."""
        return read_only(self.previous_pushes.sum(axis=1) + self.push_biases)

    @cached_property
    def pushes_of_others(self) -> Annotated[Array, Axes("time", "unit", "label")]:
        """What all others and the bias push, seen from each unit, ``(time, unit, label)``: the centred logit less its push."""
        return read_only(self.centred_logits[:, None, :] - self.pushes)

    @cached_property
    def previous_pushes_of_others(self) -> Annotated[Array, Axes("time", "unit", "label")]:
        """What all other units and the bias pushed before each word, ``(time, unit, label)``."""
        return read_only(self.previous_centred_logits[:, None, :] - self.previous_pushes)

    @cached_property
    def winners(self) -> tuple[int, ...]:
        """The index of the most probable label after each word."""
        return tuple(map(int, self.probabilities.argmax(axis=1)))

    @cached_property
    def rivals(self) -> tuple[int, ...]:
        """The label that the winner after each word is measured by: what won before, or the best of the others where it stays."""
        before = self.previous_probabilities.argmax(axis=1)
        others = self.probabilities.copy()
        others[np.arange(len(others)), list(self.winners)] = -1.0
        best = others.argmax(axis=1)
        return tuple(int(old if old != new else second) for old, new, second in zip(before, self.winners, best, strict=True))

    @cached_property
    def rival_labels(self) -> Annotated[tuple[str, ...], Along("time")]:
        """What the rival of the winner after each word is called."""
        return tuple(self.labels[rival] for rival in self.rivals)

    @cached_property
    def pulled_labels(self) -> Annotated[tuple[tuple[str, ...], ...], Along("time", "unit")]:
        """Which of both labels each unit pulls the verdict to after each word: the winner, or its rival."""
        return self._pulled(self.margin_pushes)

    @cached_property
    def previous_pulled_labels(self) -> Annotated[tuple[tuple[str, ...], ...], Along("time", "unit")]:
        """Which of the same labels each unit pulled the verdict to before that word."""
        return self._pulled(self.previous_margin_pushes)

    def _pulled(self, pushes: Array) -> tuple[tuple[str, ...], ...]:
        both = zip(pushes, self.winners, self.rivals, strict=True)
        return tuple(tuple(self.labels[win if push > 0 else rival] for push in row) for row, win, rival in both)

    def _of_margin(self, values: Array) -> Array:
        """Return ``(time, ..., label)`` as what it makes of the margin of the winner after each word over its rival."""
        rows = np.arange(len(values))
        return read_only(values[rows, ..., list(self.winners)] - values[rows, ..., list(self.rivals)])

    @cached_property
    def margins(self) -> Annotated[Array, Axes("time")]:
        """By how much the winner after each word is above its rival, ``(time,)``: the difference of their logits."""
        return self._of_margin(self.centred_logits)

    @cached_property
    def previous_margins(self) -> Annotated[Array, Axes("time")]:
        """By how much the same label was above the same rival before that word, ``(time,)``."""
        return self._of_margin(self.previous_centred_logits)

    @cached_property
    def margin_pushes(self) -> Annotated[Array, Axes("time", "unit")]:
        """How hard each unit pushes the winner after each word above its rival, ``(time, unit)``."""
        return self._of_margin(self.pushes)

    @cached_property
    def previous_margin_pushes(self) -> Annotated[Array, Axes("time", "unit")]:
        """How hard each unit pushed the same label above the same rival before that word, ``(time, unit)``."""
        return self._of_margin(self.previous_pushes)

    @cached_property
    def margin_pushes_of_others(self) -> Annotated[Array, Axes("time", "unit")]:
        """How hard all others and the biases push that margin, seen from each unit, ``(time, unit)``."""
        return self._of_margin(self.pushes_of_others)

    @cached_property
    def previous_margin_pushes_of_others(self) -> Annotated[Array, Axes("time", "unit")]:
        """How hard all others and the biases pushed it before each word, ``(time, unit)``."""
        return self._of_margin(self.previous_pushes_of_others)

    @cached_property
    def margin_weights(self) -> Annotated[Array, Axes("time", "unit")]:
        """How much each unit counts in that margin, ``(time, unit)``: what it shows, times this, is its push on it."""
        return self._of_margin(np.broadcast_to(self.push_weights.T, self.pushes.shape))

    @cached_property
    def margin_changes(self) -> Annotated[Array, Axes("time", "unit")]:
        """How much each unit moves the margin of the winner over its rival at each word, ``(time, unit)``."""
        return read_only(self.margin_pushes - self.previous_margin_pushes)

    @cached_property
    def margin_changes_of_others(self) -> Annotated[Array, Axes("time", "unit")]:
        """How much all others move it, seen from each unit, ``(time, unit)``."""
        return read_only(self.margin_pushes_of_others - self.previous_margin_pushes_of_others)

    @cached_property
    def swings(self) -> Annotated[Array, Axes("time")]:
        """How much the margin changes at each word, ``(time,)``: what all units move it together."""
        return read_only(self.margins - self.previous_margins)

    @cached_property
    def margin_percents(self) -> Annotated[Array, Axes("time", "unit")]:
        """Each unit's part of the change of the margin, in percent, ``(time, unit)``; all nought where nothing changes."""
        total = self.margin_changes.sum(axis=1, keepdims=True)
        parts = np.divide(self.margin_changes, total, out=np.zeros_like(self.margin_changes), where=total != 0)
        return read_only(100 * parts)

    def movers(self, time: int) -> tuple[int, ...]:
        """Return the fewest units that make at least :data:`ENOUGH` of the change of the margin at a word, the foremost first."""
        return fewest(self.margin_percents[time])

    @cached_property
    def moved(self) -> Annotated[Array, Axes("time")]:
        """How much probability goes from label to label at each word, ``(time,)``."""
        return read_only(np.abs(self.probabilities - self.previous_probabilities).sum(axis=1) / 2)

    @cached_property
    def turning_point(self) -> int:
        """The index of the word that moves most probability."""
        return int(self.moved.argmax())

    @cached_property
    def turning_word(self) -> int:
        """The index of the word at which the verdict turns, which has another one before it if there is such a word.

        It is the one that moves most probability among those, but for the first word, after which another label wins; if there is
        none, among all but the first, if that is :data:`MOVED` or more; and else among all.
        """
        later = np.arange(1, len(self.moved))
        turns = [time for time in later if self.winners[time] != self.winners[time - 1]]
        for times in (turns, [time for time in later if self.moved[time] >= MOVED]):
            if times:
                return int(max(times, key=lambda time: self.moved[time]))
        return self.turning_point

    def cause(self, time: int) -> int | None:
        """Return the index of the word that made the verdict what it is before a word; None if it was so from the start."""
        for earlier in range(time - 1, -1, -1):
            if self.previous_verdicts[earlier] != self.previous_verdicts[time]:
                return earlier
        return None

    def writer(self, time: int, unit: int) -> int | None:
        """Return the index of the word that wrote most of what a unit carries to a word; None if none wrote half of it."""
        if self.memory is None or time == 0:
            return None
        parts = np.abs(self.memory[time - 1, :, unit])
        return int(parts.argmax()) if parts.max() >= parts.sum() / 2 > 0 else None

    def contested(self, time: int) -> tuple[int, int]:
        """Return the labels that a word decides between: the winner after it, and its rival."""
        return self.winners[time], self.rivals[time]

    def most_changed(self, time: int, unit: int) -> int:
        """Return on which of the contested labels a unit's push changes most at a word."""
        change = np.abs(self.pushes[time, unit] - self.previous_pushes[time, unit])
        return max(self.contested(time), key=lambda label: float(change[label]))

    def most_active(self, count: int, *, among: Sequence[int] = ()) -> tuple[int, ...]:
        """Return ``count`` units in their order, or all if there are fewer: of the largest states, and those ``among`` them."""
        sizes = np.abs(self.hidden).max(axis=0)
        sizes[list(among)] = np.inf
        return tuple(sorted(map(int, np.argsort(-sizes, kind="stable")[:count])))


def fewest(parts: Array, enough: float = ENOUGH) -> tuple[int, ...]:
    """Return the indices of the fewest parts that make at least ``enough`` of the sum of all, ``(n,)``, the foremost first."""
    order = np.argsort(-parts, kind="stable")
    reached = np.cumsum(parts[order]) >= enough * parts.sum()
    return tuple(map(int, order[: int(reached.argmax()) + 1]))
