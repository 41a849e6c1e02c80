"""How networks of one kind of cell learn five tasks that differ in when they read and write: one or several digits in, and out.

Karpathy 2015 ("The unreasonable effectiveness of recurrent neural networks") drew these five wirings. Here each is a plain cell
(Elman 1990) of :data:`UNITS` units that reads digits, one-hot, and writes what anybody can check: the double of a digit, a count
down, a sum, the same digits backwards, the largest so far.

Of one digit there are five, and all of them are learned from; of several there are 775 texts, of which some are held out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, product
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from model.cells import unroll
from model.gradients import log_softmax, total
from model.networks.wired import DIGITS, FEWEST, MOST, NOTHING, WIRINGS, Wired, Wiring, steps_of
from model.recipes.base import Guess, Request, Task, Trained, register
from model.trace import Array, Provenance
from model.training import Assessment, Plan, fit

__all__ = ["SEED", "UNITS", "Parts", "Sequences", "Writer", "parts_of", "train_wiring"]

UNITS, SEED = 16, 1
CUT = 3
"""The first shuffle of the texts by which the one that the film tells of, 2 4 1, is held out."""
HELD = 0.15
"""The part of all texts that is held out, and the part by which the best moment is chosen."""
PLAN = Plan(steps=6000, batch=64, rate=1e-2, check=50, penalty=0.0)
FEW = replace(PLAN, steps=1000, rate=2e-2)
"""How it is learned, of several digits and of one."""

Digits = tuple[int, ...]


class Sequences(NamedTuple):
    """Texts side by side: rows of the embedding, which label is right, and whether one is asked for, each ``(time, text)``."""

    rows: NDArray[np.intp]
    targets: NDArray[np.intp]
    asked: NDArray[np.bool_]

    @classmethod
    def of(cls, network: Wired, texts: Sequence[Digits]) -> Self:
        """Return texts, with what is right to write, and steps that read nothing behind those that are shorter."""
        wiring = WIRINGS[network.wiring]
        read = [steps_of(wiring, digits) for digits in texts]
        shape = max(len(tokens) for tokens, _ in read), len(texts)
        rows = np.full(shape, network.encode([NOTHING])[0])
        targets, asked = np.zeros(shape, np.intp), np.zeros(shape, bool)
        for column, (digits, (tokens, first)) in enumerate(zip(texts, read, strict=True)):
            rows[: len(tokens), column] = network.encode(tokens)
            targets[first : len(tokens), column] = [network.labels.index(each) for each in wiring.expected(digits)]
            asked[first : len(tokens), column] = True
        return cls(rows, targets, asked)

    def some(self, columns: NDArray[np.intp]) -> Self:
        """Return some of the texts, by their columns."""
        return type(self)(self.rows[:, columns], self.targets[:, columns], self.asked[:, columns])


@dataclass(frozen=True)
class Writer:
    """A network that learns to write what is right; its embedding stays as it is."""

    network: Wired

    @property
    def parameters(self) -> dict[str, Array]:
        """What is learned, by name."""
        return {name: array for name, array in self.network.parameters.items() if name != "embedding"}

    def with_parameters(self, parameters: dict[str, Array]) -> Self:
        """Return the same network with other weights."""
        return replace(self, network=self.network.with_parameters({**parameters, "embedding": self.network.embedding}))

    def logits(self, texts: Sequences) -> Array:
        """Return the logits at each step, ``(time, text, label)``."""
        network = self.network
        return network.readout(unroll(network.cell, network.embedding[texts.rows], network.cell.rest(texts.rows.shape[1])).hidden)

    def loss(self, batch: Sequences, penalty: float = 0.0) -> Array:
        """Return the mean over all that is asked for of -log p(what is right); there is nothing to penalise."""
        times, columns = np.nonzero(batch.asked)
        right = log_softmax(self.logits(batch))[times, columns, batch.targets[times, columns]]
        return total(right) / -len(times)

    def right(self, batch: Sequences) -> NDArray[np.bool_]:
        """Tell of which texts all that is asked for is right, ``(text,)``."""
        right: NDArray[np.bool_] = ((self.logits(batch).argmax(axis=-1) == batch.targets) | ~batch.asked).all(axis=0)
        return right

    def assess(self, batch: Sequences, penalty: float = 0.0) -> Assessment:
        """Return the loss, and the share of the texts of which all is right."""
        return Assessment(float(self.loss(batch)), float(np.mean(self.right(batch))))


class Parts(NamedTuple):
    """The texts that are learned from, those by which the best moment is chosen, and those by which the network is judged."""

    learned: Sequence[Digits]
    chosen_by: Sequence[Digits]
    judged: Sequence[Digits]


def parts_of(wiring: Wiring) -> Parts:
    """Return all texts that a wiring can read, in three parts; if it reads one digit, all five are in each of them."""
    if wiring.one:
        alone = [(digit,) for digit in DIGITS]
        return Parts(alone, alone, alone)
    texts = [*chain.from_iterable(product(DIGITS, repeat=count) for count in range(FEWEST, MOST + 1))]
    shuffled = [texts[number] for number in np.random.default_rng(CUT).permutation(len(texts))]
    held = int(HELD * len(texts))
    return Parts(shuffled[2 * held :], shuffled[held : 2 * held], shuffled[:held])


def train_wiring(wiring: Wiring, request: Request) -> Trained[Wired]:
    """Train one of the bundled networks."""
    seed, plan, parts = SEED if request.seed is None else request.seed, FEW if wiring.one else PLAN, parts_of(wiring)
    if not wiring.one:
        request.say_parts(parts, "texts")
    rng = np.random.default_rng(seed)
    blank = Wired.of(wiring, UNITS, rng)
    learned, chosen_by, judged = (Sequences.of(blank, part) for part in parts)
    fitted = fit(Writer(blank), _batches(learned, plan.batch, rng), chosen_by, plan, request.progress, request.pace)
    request.learned()
    best = Writer(fitted.network.network.halved())
    score = float(np.mean(best.right(judged)))
    provenance = Provenance(
        model=wiring.called,
        task=wiring.does,
        score=score,
        score_name="right of all it can read" if wiring.one else "right of what it never saw",
        score_count=len(parts.judged),
        fingerprint=best.network.fingerprint,
        seed=seed,
        notes=request.notes(fitted),
    )
    return Trained(
        network=replace(best.network, provenance=provenance),
        accuracy=score,
        train_count=len(parts.learned),
        dev_count=len(parts.chosen_by),
        held_out=len(parts.judged),
        losses=tuple(fitted.losses),
        best=fitted.best,
        interrupted=fitted.interrupted,
        advice=request.hurried(fitted, plan.steps),
        guess=_guess(wiring, parts),
    )


def _batches(texts: Sequences, size: int, rng: np.random.Generator) -> Iterator[Sequences]:
    """Yield so many of the texts, at random, again and again; all of them if they are no more."""
    count = texts.rows.shape[1]
    while True:
        yield texts if count <= size else texts.some(rng.permutation(count)[:size])


def _guess(wiring: Wiring, parts: Parts) -> Guess:
    """Return what somebody gets right who writes, whatever is read, what is right most often of what was learned from."""
    answers = [wiring.expected(digits) for digits in parts.learned]
    usual = max(answers, key=answers.count)
    return Guess(f"always writing {' '.join(usual)!r}", float(np.mean([wiring.expected(each) == usual for each in parts.judged])))


def _registered(wiring: Wiring) -> None:
    register(
        Task(
            name=wiring.name,
            made="The digits",
            train=partial(train_wiring, wiring),
            cells=("rnn",),
        )
    )


for _wiring in WIRINGS.values():
    _registered(_wiring)
