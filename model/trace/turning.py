"""Why a reader's last verdict is what it is: the word that brought it about, and the units that push it above its rivals.

A unit's push on the *margin* of a label over a rival is its push on the one less that on the other: all of them and the biases
add up to the difference of the two logits.
"""

from typing import Any, NamedTuple

import numpy as np

from model.trace.axes import Array
from model.trace.margins import FELT, Margins, fewest

__all__ = [
    "ERASED",
    "FELT",
    "SHAPERS",
    "WRITES",
    "Answer",
    "Balance",
    "Deed",
    "answer_of",
    "balance_of",
    "deeds_of",
    "earlier_of",
    "felt_by",
    "margins_of",
    "moved_by",
    "shapers_of",
    "writers_of",
]

WRITES = 0.25
"""A word writes into a unit if it writes this part of the most that the unit ever holds, and erases it if it held so much."""
SHAPERS = 3
"""The most words of which it is told what they did with a unit."""
LIKE = 0.5
"""A unit pushed a label before as it does after a word if it pushed to the same side, and at least so much of that."""
ERASED = 0.5
"""Below this a forget gate erases more than it keeps."""


class Answer(NamedTuple):
    """What the last verdict hangs on, all of them indices.

    ``winner`` is the last verdict, and ``turn`` the word from which on it stays: None if it was so from the first word on.
    ``rival`` is the label that led before the turn, or without one the second at the end; ``unit`` is the one that changes the
    margin over it most at the turn, or without one adds most to it at the end. ``helpers`` are the fewest units that explain
    :data:`~model.trace.margins.ENOUGH` of that. ``other`` is the strongest label besides these two, and ``other_unit`` the one
    that pushes it down most at the end; None where there is no such label, or where no unit pushes it down by :data:`FELT`.
    """

    winner: int
    turn: int | None
    rival: int
    unit: int
    helpers: tuple[int, ...]
    other: int | None
    other_unit: int | None


class Deed(NamedTuple):
    """What a word does with one unit of the cell state: ``does`` is "writes", "erases", "overwrites" (both) or "keeps"."""

    time: int
    does: str


class Balance(NamedTuple):
    """How one unit pushes a label after a word, and what comes of it together with all others.

    ``push`` is -1, 0 or 1: it holds the label down, is not felt (less than :data:`FELT`), or lifts it. ``others`` is
    "agree" if the others and the biases push to the same side, "yield" if they push to the other side but less, and "win" if they
    push to the other side and more, so that all together have the sign that the unit's push has not.
    """

    push: int
    others: str


def margins_of(trace: Margins, rival: int) -> Array:
    """Return how much each unit adds to the margin of the last verdict over a rival, after each word, ``(time, unit)``."""
    margins: Array = trace.pushes[:, :, trace.winners[-1]] - trace.pushes[:, :, rival]
    return margins


def answer_of(trace: Margins) -> Answer:
    """Return what the last verdict of a :class:`~model.trace.ReaderTrace` hangs on."""
    winner = trace.winners[-1]
    turned = np.flatnonzero(np.array(trace.winners) != winner)
    turn = int(turned[-1]) + 1 if len(turned) else None
    ranked = [int(label) for label in np.argsort(-trace.probabilities[-1], kind="stable") if label != winner]
    rival = ranked[0] if turn is None else trace.rivals[turn]
    helpers = fewest(moved_by(trace, turn, rival))
    others = [label for label in ranked if label != rival]
    other: int | None = None
    other_unit: int | None = None
    if others and (pushes := trace.pushes[-1, :, others[0]]).min() <= -FELT:
        other, other_unit = others[0], int(pushes.argmin())
    return Answer(winner, turn, rival, helpers[0], helpers, other, other_unit)


def moved_by(trace: Margins, turn: int | None, rival: int) -> Array:
    """Return by how much each unit moved the margin over a rival at the turn, or what it adds at the end, ``(unit,)``."""
    parts: Array = margins_of(trace, rival)[-1] if turn is None else trace.margin_changes[turn]
    return parts


def felt_by(trace: Margins, unit: int, rival: int, turn: int | None) -> int:
    """Return the label by which a unit moves the margin over a rival more: the last verdict, or the rival.

    That is at the turn, or where there is none (None) at the end.
    """
    if turn is not None:
        return trace.most_changed(turn, unit)
    return max((trace.winners[-1], rival), key=lambda label: abs(float(trace.pushes[-1, unit, label])))


def deeds_of(trace: Any, unit: int) -> tuple[Deed, ...]:
    """Return what every word does with a unit of the cell state, in order."""
    before, most = trace.previous_cell[:, unit], max(float(np.abs(trace.cell[:, unit]).max()), 1e-12)
    writes = np.abs(trace.written[:, unit]) >= WRITES * most
    erases = (trace.forget_gate[:, unit] < ERASED) & (np.abs(before) >= WRITES * most)
    names = {(True, True): "overwrites", (True, False): "writes", (False, True): "erases", (False, False): "keeps"}
    return tuple(Deed(time, names[bool(w), bool(e)]) for time, (w, e) in enumerate(zip(writes, erases, strict=True)))


def balance_of(trace: Any, time: int, unit: int, label: int) -> Balance:
    """Return how a unit pushes a label after a word, against all others."""
    push, total = float(trace.pushes[time, unit, label]), float(trace.centred_logits[time, label])
    felt = 0 if abs(push) < FELT else 1 if push > 0 else -1
    if (total - push) * push >= 0:
        return Balance(felt, "agree")
    return Balance(felt, "win" if total * push < 0 else "yield")


def writers_of(trace: Any, unit: int, time: int = -1) -> tuple[int, ...]:
    """Return the words of which a unit of the cell state still holds something after the word at ``time``, in order.

    They are those of whose writing it holds at least :data:`WRITES` of all that it holds, and the one of which it holds most.
    """
    held, whole = trace.memory[time, :, unit], float(trace.cell[time, unit])
    counts = held * np.sign(whole) >= max(WRITES * abs(whole), 1e-12)
    counts[np.abs(held).argmax()] = True
    return tuple(map(int, np.flatnonzero(counts)))


def earlier_of(trace: Any, unit: int, turn: int) -> tuple[int, ...]:
    """Return the word that made a unit push before as it does after a turn, and the one after which it did so no longer.

    That is on the label by which the unit is felt at the turn, and the last time that it did so; empty if it never did, or did
    so until the turn.
    """
    pushes = trace.pushes[: turn + 1, unit, trace.most_changed(turn, unit)]
    like = pushes * np.sign(pushes[turn]) >= max(LIKE * abs(float(pushes[turn])), FELT)
    before = np.flatnonzero(like[:turn])
    if not len(before) or like[turn - 1] or not like[turn]:
        return ()
    last = int(before[-1])
    weaker = np.flatnonzero(~like[:last])
    return (int(weaker[-1]) + 1 if len(weaker) else 0), last + 1


def shapers_of(trace: Any, unit: int, turn: int | None, most: int = SHAPERS) -> tuple[int, ...]:
    """Return the words that made a unit of the cell state what it is at a turn, or at the end (None), in order.

    They are at most so many: the word of the turn, those of :func:`earlier_of`, and the :func:`writers_of` of what the
    unit holds after that word, or held before it if that erases it.
    """
    held, found = len(trace.tokens) - 1, list[int]()
    if turn is not None:
        held, found = turn - (deeds_of(trace, unit)[turn].does == "erases"), [turn, *earlier_of(trace, unit, turn)]
    parts = np.abs(trace.memory[held, :, unit])
    ranked = sorted(writers_of(trace, unit, held), key=lambda time: -parts[time])
    return tuple(sorted([*found, *(time for time in ranked if time not in found)][:most]))
