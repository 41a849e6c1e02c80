"""How the networks are made that predict the next item of an order: with a memory and without, in a second, in the same call.

There are two orders of some items. The *plain* one goes through them in turn, for ever. In the *doubled* one the second item
comes again after the third: mango, banana, peanut, banana, apple. What follows a banana there depends on what came before it,
so that nobody can tell who sees the last item only.

All networks are plain cells (Elman 1990) with one-hot inputs, which are not learned. In one without memory the weights for h(t-1)
are 0 and stay so: the same machine, but for what it is told of the past. Names mean nothing to them, so what comes of a training
depends on the number of items alone.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from itertools import repeat
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from model.cells import unroll
from model.errors import UsageError, brief, counted
from model.gradients import log_softmax, total
from model.networks import Reader
from model.trace import Array, Provenance, ReaderTrace
from model.trace.order import OrderTrace
from model.training import Assessment, Plan, Told, fit, stages
from model.vocabulary import UNKNOWN, Vocabulary
from model.words import look_up_form

__all__ = [
    "FEWEST",
    "ITEMS",
    "LONGEST",
    "MOST",
    "Predictor",
    "Rounds",
    "blank_reader",
    "doubled",
    "items_of",
    "order_traces",
    "traced",
    "train_order",
]

ITEMS = "mango", "banana", "peanut", "apple"
"""The items of which the film tells when nobody says otherwise."""
FEWEST, MOST, LONGEST = 3, 8, 14
"""So many items there may be, and so many letters in one."""
ENOUGH = 1024
"""No more of a text is read: less than that names more or longer items than there may be."""
UNITS = 4
SEED = 0
"""The first seed with which orders of every size are learned. With seeds 0 to 4 that of four items always is, and those of all
sizes are in 28 of 30 trainings: twice, with three items and with eight, a network with a memory makes no use of it."""
PLAN = Plan(steps=300, rate=5e-2, check=25, penalty=0.0)
ROUNDS, JUDGED = 3, 10
"""So many rounds of an order a network learns from; of so many that follow it is judged."""


class Rounds(NamedTuple):
    """Some rounds of an order: the items' rows in the embedding, and which label comes next, each ``(time,)``."""

    rows: NDArray[np.intp]
    targets: NDArray[np.intp]

    @classmethod
    def of(cls, reader: Reader, order: Sequence[str], rounds: int) -> Self:
        """Return an order, read round after round."""
        read = [*order] * rounds
        return cls(reader.encode(read), np.array([reader.labels.index(item) for item in (*read[1:], order[0])]))


@dataclass(frozen=True)
class Predictor:
    """A reader that learns to predict: its embedding stays as it is, and without ``memory`` so do its weights for h(t-1)."""

    reader: Reader
    memory: bool

    @property
    def parameters(self) -> dict[str, Array]:
        """What is learned, by name."""
        return {name: array for name, array in self.reader.parameters.items() if name != "embedding"}

    def with_parameters(self, parameters: dict[str, Array]) -> Self:
        """Return the same network with other weights; without a memory, those for h(t-1) are 0 whatever is given."""
        weight = parameters["cell.weight"] * self._learned
        return replace(self, reader=self.reader.with_parameters({**parameters, "cell.weight": weight}))

    @property
    def _learned(self) -> Array:
        """1 for each weight of the cell that is learned, 0 for each that is held at 0, ``(..., unit, stacked)``."""
        weight = self.reader.cell.weights.weight
        units, stacked = weight.shape[-2:]
        return np.broadcast_to(np.arange(stacked) >= (0 if self.memory else units), weight.shape).astype(float)

    def logits(self, rounds: Rounds) -> Array:
        """Return the logits after each item, ``(time, label)``."""
        reader = self.reader
        return reader.readout(unroll(reader.cell, reader.embedding[rounds.rows], reader.cell.rest()).hidden)

    def loss(self, batch: Rounds, penalty: float = 0.0) -> Array:
        """Return the mean over all items of -log p(the item that comes next); there is nothing to penalise."""
        right = log_softmax(self.logits(batch))[np.arange(len(batch.targets)), batch.targets]
        return total(right) / -len(batch.targets)

    def assess(self, batch: Rounds, penalty: float = 0.0) -> Assessment:
        """Return the loss, and the share of the items that are predicted."""
        right = self.logits(batch).argmax(axis=-1) == batch.targets
        return Assessment(float(self.loss(batch)), float(np.mean(right)))


def items_of(text: str) -> tuple[str, ...]:
    """Return the items that somebody names, with commas between them; one with a comma of its own stands in quotation marks.

    Raises :class:`UsageError` if there are too few or too many, if one is empty or too long, or named twice.
    """
    row = " ".join(text[:ENOUGH].split())
    items = tuple(" ".join(item.split()) for item in next(csv.reader([row], skipinitialspace=True), []) or [""])
    if not all(items):
        raise UsageError(f"An item is missing in {brief(text)}: put one before and after each comma.")
    if not FEWEST <= len(items) <= MOST:
        raise UsageError(f"An order has {FEWEST} to {MOST} items, with commas between them, not {len(items):,}.")
    for number, item in enumerate(items):
        if len(item) > LONGEST:
            raise UsageError(f"The item {brief(item)} has {counted(len(item), 'letter')}, and {LONGEST} is the most.")
        if look_up_form(item) in map(look_up_form, items[:number]) or item == UNKNOWN:
            raise UsageError(f"The item {brief(item)} is named twice: each item is named once, and comes again by itself.")
    return items


def doubled(items: Sequence[str]) -> tuple[str, ...]:
    """Return the order in which what follows the second item depends on what came before it: it comes again after the third."""
    return (*items[:3], items[1], *items[3:])


def train_order(
    items: Sequence[str], order: Sequence[str], *, memory: bool, seed: int = SEED, progress: Told | None = None
) -> Reader:
    """Return a network that has learned to predict the next item of an order of these items, with a memory or without."""
    blank = blank_reader(items, "rnn", UNITS, seed)
    network = Predictor(blank, memory).with_parameters(Predictor(blank, memory).parameters)
    learned = Rounds.of(blank, order, ROUNDS)
    best = fit(network, repeat(learned), learned, PLAN, progress).network
    return replace(best.reader, provenance=_judged(best, order, seed))


def blank_reader(items: Sequence[str], cell: str, units: int, seed: int) -> Reader:
    """Return a reader of items, one-hot, that has learned nothing."""
    rng = np.random.default_rng(seed)
    blank = Reader.create(Vocabulary((UNKNOWN, *items)), items, rng, units=units, features=len(items), cell=cell)
    return replace(blank, embedding=np.vstack([np.zeros(len(items)), np.eye(len(items))]))


def _judged(network: Predictor, order: Sequence[str], seed: int) -> Provenance:
    """Return where a network comes from, and how much it predicts of rounds that it did not learn from."""
    after = Rounds.of(network.reader, order, ROUNDS + JUDGED)
    right = network.logits(after).argmax(axis=-1) == after.targets
    judged = right[len(order) * ROUNDS :]
    return Provenance(
        model="with memory" if network.memory else "without memory",
        task=f"an order of {len(order)}",
        score=float(np.mean(judged)),
        score_name="predicted",
        score_count=len(judged),
        fingerprint="",
        seed=seed,
    )


def traced(reader: Reader, order: Sequence[str]) -> OrderTrace:
    """Return all that a network computes in one round of an order."""
    trace = reader.read_words(tuple(order), reader.encode(order))
    return OrderTrace(**{each.name: getattr(trace, each.name) for each in fields(ReaderTrace)}, expected=(*order[1:], order[0]))


def order_traces(items: Sequence[str] = ITEMS, progress: Told | None = None, seed: int = SEED) -> tuple[OrderTrace, ...]:
    """Train three networks and return what each computes in one round.

    The first has no memory and learned the plain order; of those that learned the doubled one the second has none, the third has.
    """
    twice = doubled(items)
    plans = [(tuple(items), False), (twice, False), (twice, True)]
    return tuple(
        traced(train_order(items, order, memory=memory, seed=seed, progress=told), order)
        for (order, memory), told in zip(plans, stages(progress, len(plans)), strict=True)
    )
