"""How a network learns to count: it reads the same thing a number of times and must say when something else comes.

Gers and Schmidhuber 2000 ("Recurrent nets that time and count") asked whether an LSTM can tell a time lag, and gave its gates
peepholes for it. Here a clock ticks so many times and then tocks, over and over; a network reads one after the other, one-hot,
and predicts what comes next. Nothing but the number of ticks tells when the tock comes.
"""

from collections.abc import Callable
from itertools import repeat
from typing import NamedTuple

import numpy as np

from model.networks import Reader
from model.recipes.next_item import Predictor, Rounds, blank_reader
from model.training import Plan, Progress, fit

__all__ = ["CLOCK", "JUDGED", "Counted", "round_of", "train_to_count"]

CLOCK = "tick", "tock"
UNITS = 2
PLAN = Plan(steps=1500, rate=3e-2, check=25, penalty=0.0)
LEARNED, JUDGED = 3, 20
"""So many rounds a network learns from; of so many that follow them it is judged."""


class Counted(NamedTuple):
    """What a training came to: the network, and the share of later rounds in which all is predicted, the tock and no other."""

    reader: Reader
    on_time: float


def round_of(ticks: int) -> tuple[str, ...]:
    """Return one round: so many ticks, then a tock."""
    return (CLOCK[0],) * ticks + (CLOCK[1],)


def train_to_count(cell: str, ticks: int, seed: int, progress: Callable[[Progress], None] | None = None) -> Counted:
    """Return a network with a cell of this kind that learned when so many ticks are over, and how well it keeps time."""
    network = Predictor(blank_reader(CLOCK, cell, UNITS, seed), memory=True)
    order = round_of(ticks)
    learned = Rounds.of(network.reader, order, LEARNED)
    best = fit(network, repeat(learned), learned, PLAN, progress).network
    after = Rounds.of(best.reader, order, LEARNED + JUDGED)
    right = best.logits(after).argmax(axis=-1) == after.targets
    return Counted(best.reader, float(np.mean(right.reshape(-1, len(order))[LEARNED:].all(axis=1))))
