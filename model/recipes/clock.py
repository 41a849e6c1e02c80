"""How a network learns to count: it reads the same thing a number of times and must say when something else comes.

Gers and Schmidhuber 2000 ("Recurrent nets that time and count") asked whether an LSTM can tell a time lag, and gave its gates
peepholes for it. Here a clock ticks so many times and then tocks, over and over; a network reads one after the other, one-hot,
and predicts what comes next. Nothing but the number of ticks tells when the tock comes.
"""

from collections.abc import Iterable
from dataclasses import replace
from itertools import repeat
from typing import NamedTuple

import numpy as np

from model import zoo
from model.cells import CELLS
from model.errors import UsageError, brief
from model.networks import Reader
from model.pacing import Pace
from model.recipes.base import Guess, Request, Task, Trained, register
from model.recipes.next_item import Predictor, Rounds, blank_reader, traced
from model.trace import Provenance
from model.trace.order import OrderTrace
from model.training import Fit, Plan, Told, fit

__all__ = [
    "CLOCK",
    "FEWEST",
    "JUDGED",
    "MOST",
    "NAME",
    "SEED",
    "SEEDS",
    "TICKS",
    "Counted",
    "clock_trace",
    "first_on_time",
    "on_time",
    "round_of",
    "ticks_of",
    "train_clock",
    "train_to_count",
]

CLOCK = "tick", "tock"
NAME, CELL, TICKS = "clock", "lstm_peephole", 8
"""The bundled network, its cell, and how often the clock ticks that it has learned from."""
SEEDS, SEED = range(5), 1
"""The seeds of the study, and the first of them with which that network keeps time in all rounds that it is judged by."""
FEWEST, MOST = 2, 12
"""So many ticks may be told of."""
UNITS = 2
PLAN = Plan(steps=1500, rate=3e-2, check=25, penalty=0.0)
LEARNED, JUDGED = 3, 20
"""So many rounds a network learns from; of so many that follow them it is judged."""
ROUNDS = 2
"""So many rounds a film is told of."""


class Counted(NamedTuple):
    """What a training came to: the network, and the share of later rounds in which all is predicted, the tock and no other."""

    reader: Reader
    on_time: float


def round_of(ticks: int) -> tuple[str, ...]:
    """Return one round: so many ticks, then a tock."""
    return (CLOCK[0],) * ticks + (CLOCK[1],)


def train_to_count(cell: str, ticks: int, seed: int, progress: Told | None = None) -> Counted:
    """Return a network with a cell of this kind that learned when so many ticks are over, and how well it keeps time."""
    best = _learned(cell, ticks, seed, progress).network.reader
    return Counted(best, on_time(best, ticks))


def on_time(reader: Reader, ticks: int) -> float:
    """Return the share of the rounds after those that were learned from in which all is predicted."""
    order = round_of(ticks)
    after = Rounds.of(reader, order, LEARNED + JUDGED)
    right = Predictor(reader, memory=True).logits(after).argmax(axis=-1) == after.targets
    return float(np.mean(right.reshape(-1, len(order))[LEARNED:].all(axis=1)))


def _learned(cell: str, ticks: int, seed: int, progress: Told | None = None, pace: Pace | None = None) -> Fit[Predictor]:
    network = Predictor(blank_reader(CLOCK, cell, UNITS, seed), memory=True)
    rounds = Rounds.of(network.reader, round_of(ticks), LEARNED)
    return fit(network, repeat(rounds), rounds, PLAN, progress, pace)


def train_clock(request: Request) -> Trained[Reader]:
    """Train the bundled network that counts."""
    cell, seed = request.cell or CELL, SEED if request.seed is None else request.seed
    fitted = _learned(cell, TICKS, seed, request.progress, request.pace)
    request.learned()
    best = fitted.network.reader
    known = _known(best, TICKS, seed, request.notes(fitted))
    return Trained(
        network=known,
        accuracy=known.provenance.score,
        train_count=LEARNED,
        dev_count=LEARNED,
        held_out=JUDGED,
        losses=tuple(fitted.losses),
        best=fitted.best,
        interrupted=fitted.interrupted,
        examples="rounds",
        advice=request.hurried(fitted, PLAN.steps),
        guess=Guess(f"always saying {CLOCK[0]!r}", 0.0),
    )


def _known(reader: Reader, ticks: int, seed: int, notes: str = "") -> Reader:
    """Return a network with where it comes from, and how well it keeps time."""
    provenance = Provenance(
        model=NAME,
        task=f"{ticks} ticks, then a tock",
        score=on_time(reader, ticks),
        score_name="rounds on time",
        score_count=JUDGED,
        fingerprint=reader.fingerprint,
        seed=seed,
        notes=notes,
    )
    return replace(reader, provenance=provenance)


def first_on_time(ticks: int, seeds: Iterable[int] = SEEDS, progress: Told | None = None) -> Reader:
    """Return the network of the first of some seeds with which it keeps time in all rounds; if none does, of the last."""
    for seed in seeds:
        reader = _known(_learned(CELL, ticks, seed, progress).network.reader, ticks, seed)
        if reader.provenance.score == 1.0:
            break
    return reader


def ticks_of(text: str) -> int:
    """Return how many ticks somebody asks for; raises :class:`UsageError` for what is no such number."""
    if not (text.isdecimal() and len(text) <= len(str(MOST)) and FEWEST <= int(text) <= MOST):
        raise UsageError(f"A clock of a film ticks {FEWEST} to {MOST} times before it tocks, not {brief(text)}.")
    return int(text)


def clock_trace(ticks: int = TICKS, progress: Told | None = None) -> OrderTrace:
    """Return all that a network computes in two rounds of so many ticks: the bundled one, or one that is trained for it now."""
    reader = zoo.load(NAME) if ticks == TICKS else first_on_time(ticks, progress=progress)
    assert isinstance(reader, Reader)
    return traced(reader, round_of(ticks) * ROUNDS)


register(
    Task(
        name=NAME,
        made="A clock's rounds",
        train=train_clock,
        cells=CELLS,
    )
)
