"""How the bundled models are made: data, plan and seed in one call, so that the same call gives the same weights again."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from model.corpora import reviews, tables
from model.corpora.examples import Example, Parts
from model.networks import Reader, ReaderBatch
from model.trace import Provenance
from model.training import Check, Plan, Progress, fit
from model.translating import TrainedTranslator, train_translation
from model.vocabulary import Vocabulary

__all__ = [
    "SHIPPED_SEED",
    "Trained",
    "plan_for",
    "reader_batches",
    "report",
    "train",
    "train_reader",
    "train_reviews",
    "train_translation",
    "whole",
]

SHIPPED_SEED = 1
"""The seed of ``zoo/reviews.safetensors``; the model card tells by which rule it was chosen."""
UNITS = FEATURES = 8
REVIEWS_PLAN = Plan()
POOL = 16
"""So many batches are drawn together and then sorted by length, which saves padding."""


@dataclass(frozen=True, kw_only=True)
class Trained:
    """A trained network and how it was come by.

    ``accuracy`` is the share of the ``held_out`` examples that it gets right; ``best`` is the look at the development part by
    which the best moment of the training was chosen. ``interrupted`` says that Ctrl-C ended the training early.
    """

    network: Reader
    accuracy: float
    train_count: int
    dev_count: int
    held_out: int
    losses: tuple[float, ...]
    best: Check
    interrupted: bool


def train(
    task: str,
    seed: int | None = None,
    data: Path | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Trained | TrainedTranslator:
    """Train for "reviews" or "translation", on the bundled data or on a file; without a seed, with that of the bundled model.

    Raises :class:`~model.errors.DataError` if the file cannot be used.
    """
    if task == "reviews":
        return train_reviews(SHIPPED_SEED if seed is None else seed, data, progress)
    return train_translation(seed, data, progress)


def report(trained: Trained | TrainedTranslator) -> Iterator[str]:
    """Yield what there is to say of a training: the score on what was held out, and what speaks against trusting it."""
    translates = isinstance(trained, TrainedTranslator)
    name, examples = ("held-out exact match", "pairs") if translates else ("held-out accuracy", "texts")
    yield f"{name} {trained.accuracy:.3f} on {trained.held_out} {examples}"
    if trained.interrupted:
        yield f"Interrupted after {len(trained.losses)} steps: the best weights so far are kept."
    if isinstance(trained, TrainedTranslator) and trained.advice:
        yield trained.advice


def train_reviews(
    seed: int = SHIPPED_SEED,
    data: Path | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Trained:
    """Train the review reader: on the bundled reviews, or on the texts of a CSV file.

    ``progress`` is called every :attr:`Plan.check` steps. Raises :class:`~model.errors.DataError` if the file cannot be used.
    """
    if data is None:
        return train_reader(reviews.make_reviews(), REVIEWS_PLAN, seed, reviews.LABELS, ("reviews", reviews.TASK), progress)
    parts = tables.split(tables.read_table(data), str(data))
    labels = sorted({example.label for example in parts.train})
    return train_reader(parts, plan_for(len(parts.train)), seed, labels, (data.stem, f"labels of {data.name}"), progress)


def plan_for(examples: int) -> Plan:
    """Return the plan for a table of this many training examples: seconds for a hundred, a minute for ten thousand."""
    return replace(REVIEWS_PLAN, steps=int(np.clip(examples // 2, 500, REVIEWS_PLAN.steps)), batch=min(64, max(8, examples // 8)))


def train_reader(
    parts: Parts,
    plan: Plan,
    seed: int,
    labels: Sequence[str],
    about: tuple[str, str],
    progress: Callable[[Progress], None] | None = None,
) -> Trained:
    """Train a reader on ``parts.train``, keep its best moment by ``parts.dev``, and score that on ``parts.test``.

    ``about`` is the model's name and its task, for the provenance.
    """
    rng = np.random.default_rng(seed)
    vocabulary = Vocabulary.of((example.words for example in parts.train), at_least=2 if len(parts.train) > 1000 else 1)
    network = Reader.create(vocabulary, labels, rng, units=UNITS, features=FEATURES)
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
        notes=_notes(plan, len(fitted.losses), fitted.interrupted),
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
