"""How the review reader is made, and readers of a user's own texts."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from model.cells import CELLS
from model.corpora import reviews, tables
from model.corpora.examples import Example, Parts
from model.files import written
from model.networks import Reader, ReaderBatch
from model.recipes.base import Task, Tell, Trained, register
from model.trace import Provenance
from model.training import Plan, fit
from model.vocabulary import Vocabulary

__all__ = ["REVIEWS_PLAN", "SHIPPED_SEED", "plan_for", "reader_batches", "train_reader", "train_reviews", "whole"]

SHIPPED_SEED = 1
"""The seed of ``zoo/reviews.safetensors``, an LSTM; the model card tells by which rule it was chosen."""
UNITS = FEATURES = 8
REVIEWS_PLAN = Plan()
RATES = {"rnn": 5e-3}
"""The rate of cells that learn less at the plan's: with it a plain cell gets 0.92 of the held-out reviews right, not 0.85."""
POOL = 16
"""So many batches are drawn together and then sorted by length, which saves padding."""


def train_reviews(
    seed: int | None = None, data: Path | None = None, progress: Tell = None, cell: str = "lstm"
) -> Trained[Reader]:
    """Train the review reader: on the bundled reviews, or on the texts of a CSV file.

    ``progress`` is called every :attr:`Plan.check` steps; without a seed it is that of the bundled model. Raises
    :class:`~model.errors.DataError` if the file cannot be used.
    """
    seed = SHIPPED_SEED if seed is None else seed
    if data is None:
        about = ("reviews" if cell == "lstm" else f"reviews_{cell}", reviews.TASK)
        return train_reader(reviews.make_reviews(), _plan_with(REVIEWS_PLAN, cell), seed, reviews.LABELS, about, progress, cell)
    parts = tables.split(tables.read_table(data), str(data))
    labels = sorted({example.label for example in parts.train})
    about = (written(data.stem), f"labels of {written(data.name)}")
    return train_reader(parts, _plan_with(plan_for(len(parts.train)), cell), seed, labels, about, progress, cell)


def _plan_with(plan: Plan, cell: str) -> Plan:
    return replace(plan, rate=RATES.get(cell, plan.rate))


def plan_for(examples: int) -> Plan:
    """Return the plan for a table of this many training examples: seconds for a hundred, a minute for ten thousand."""
    return replace(REVIEWS_PLAN, steps=int(np.clip(examples // 2, 500, REVIEWS_PLAN.steps)), batch=min(64, max(8, examples // 8)))


def train_reader(
    parts: Parts,
    plan: Plan,
    seed: int,
    labels: Sequence[str],
    about: tuple[str, str],
    progress: Tell = None,
    cell: str = "lstm",
) -> Trained[Reader]:
    """Train a reader on ``parts.train``, keep its best moment by ``parts.dev``, and score that on ``parts.test``.

    ``about`` is the model's name and its task, for the provenance.
    """
    rng = np.random.default_rng(seed)
    vocabulary = Vocabulary.of((example.words for example in parts.train), at_least=2 if len(parts.train) > 1000 else 1)
    network = Reader.create(vocabulary, labels, rng, units=UNITS, features=FEATURES, cell=cell)
    fitted = fit(network, reader_batches(network, parts.train, plan, rng), whole(network, parts.dev), plan, progress)
    accuracy = fitted.network.assess(whole(network, parts.test)).accuracy
    provenance = Provenance(
        model=about[0],
        task=about[1],
        score=accuracy,
        score_name="held-out accuracy",
        score_count=len(parts.test),
        fingerprint=fitted.network.fingerprint,
        seed=seed,
        notes=_notes(plan if network.cell.idle else replace(plan, penalty=0.0), len(fitted.losses), fitted.interrupted),
    )
    return Trained(
        network=replace(fitted.network, provenance=provenance),
        accuracy=accuracy,
        train_count=len(parts.train),
        dev_count=len(parts.dev),
        held_out=len(parts.test),
        losses=tuple(fitted.losses),
        best=fitted.best,
        interrupted=fitted.interrupted,
    )


def whole(network: Reader, examples: Sequence[Example]) -> ReaderBatch:
    """Return all examples as one batch."""
    return ReaderBatch.of(*_coded(network, examples))


def reader_batches(network: Reader, examples: Sequence[Example], plan: Plan, rng: np.random.Generator) -> Iterator[ReaderBatch]:
    """Yield batches for ever: each round in a new order, texts of like length together, some words hidden as unknown."""
    texts, targets = _coded(network, examples)
    lengths = np.array([len(text) for text in texts])
    while True:
        order = rng.permutation(len(texts))
        for pool in _pieces(order, plan.batch * POOL):
            by_length = pool[np.argsort(lengths[pool], kind="stable")]
            chunks = _pieces(by_length, plan.batch)
            for number in rng.permutation(len(chunks)):
                batch = ReaderBatch.of([texts[i] for i in chunks[number]], [targets[i] for i in chunks[number]])
                batch.rows[rng.random(batch.rows.shape) < plan.unknown] = 0
                yield batch


def _coded(network: Reader, examples: Sequence[Example]) -> tuple[list[np.ndarray], list[int]]:
    return [network.encode(example.words) for example in examples], [network.labels.index(example.label) for example in examples]


def _pieces(order: np.ndarray, size: int) -> list[np.ndarray]:
    """Cut ``order`` into nearly equal pieces of about ``size``."""
    return np.array_split(order, max(1, len(order) // size))


def _notes(plan: Plan, steps: int, interrupted: bool) -> str:
    note = f"trained with a gate penalty of {plan.penalty:g}" if plan.penalty else "trained without a gate penalty"
    return f"{note}; interrupted after {steps} of {plan.steps} steps" if interrupted else note


register(
    Task(name="reviews", data="a CSV file with the columns text and label", train=train_reviews, cells=CELLS),
)
