"""How the review reader is made, and readers of a user's own texts."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from model import zoo
from model.cells import CELLS
from model.corpora import reviews, tables
from model.corpora.examples import Example, Parts
from model.corpora.findings import in_order
from model.errors import brief
from model.networks import Model, Reader, ReaderBatch
from model.networks.reader import LARGEST
from model.recipes.base import Guess, Request, Task, Trained, about_own, register
from model.recipes.drawable import check_names, check_spaces, check_texts
from model.trace import Provenance
from model.training import Fit, Plan, fit, telling
from model.vocabulary import Vocabulary

__all__ = [
    "REVIEWS_PLAN",
    "SHIPPED_SEEDS",
    "bundled_name",
    "lent",
    "plan_for",
    "reader_batches",
    "train_bundled",
    "train_reader",
    "train_reviews",
    "whole",
]

SHIPPED_SEEDS = {"lstm": 1, "rnn": 1, "gru": 1, "gru_reset_after": 4, "lstm_coupled": 4}
"""The seed of the bundled reader with each cell; its model card tells by which rule it was chosen."""
HALVED = "rnn", "gru", "gru_reset_after", "lstm_coupled"
"""The bundled readers with these cells are rounded to float16, so that their files are small."""
LENDER = "reviews"
"""The bundled reader whose words, so far as it knows them, a reader of one's own texts begins with."""
UNITS = FEATURES = 8
REVIEWS_PLAN = Plan(rate=1.5e-2, penalty=1.5, unknown=0.03)
"""So many words are hidden that a verdict rests on all the words that tell it, which makes the state readable."""
RATES = {"rnn": 5e-3}
"""The rate of cells that learn less at the plan's; a plain cell learns less at 2e-3 and at 8e-3 too, as its model card tells."""
POOL = 16
"""So many batches are drawn together and then sorted by length, which saves padding."""


def train_reviews(request: Request) -> Trained[Reader]:
    """Train the review reader: on the bundled reviews, or on the texts of a table.

    Raises :class:`~model.errors.DataError` if the file cannot be used.
    """
    cell = request.cell or "lstm"
    request = replace(request, seed=SHIPPED_SEEDS.get(cell, 0) if request.seed is None else request.seed, cell=cell)
    if request.data is None:
        request.stage("writing")(0, 1)
        return train_bundled(reviews.make_reviews(), request)
    parts, labels = _own(request, request.data)
    return train_reader(
        parts, plan_for(len(parts.train)), labels, about_own(request.data, "labels of"), request, zoo.load(LENDER)
    )


def train_bundled(parts: Parts, request: Request, plan: Plan = REVIEWS_PLAN) -> Trained[Reader]:
    """Train the bundled reader with a request's cell and seed on the bundled reviews, and round it if it is to be halved."""
    cell = request.cell or "lstm"
    about = (bundled_name(cell), reviews.TASK)
    trained = train_reader(parts, plan, reviews.LABELS, about, request, halved=cell in HALVED)
    return replace(trained, network=replace(trained.network, language=reviews.LANGUAGE))


def bundled_name(cell: str) -> str:
    """Return the name in the zoo of the bundled reader with a cell."""
    return "reviews" if cell == "lstm" else f"reviews_{cell}"


def _own(request: Request, data: Path) -> tuple[Parts, list[str]]:
    """Return the texts of a table and its labels, and say what is to be known of them."""
    check_names(request, "file name", about_own(data, "labels of")[:1])
    examples = tables.read_table(data, request.text_column, request.label_column, request.reading)
    parts = tables.split(examples, str(data))
    labels = in_order({example.label for example in parts.train})
    check_names(request, "label", labels)
    texts = [example.words for example in examples]
    check_texts(request, "text", texts)
    check_spaces(request, "text", texts)
    request.say_parts(parts, "texts")
    return parts, labels


def plan_for(examples: int) -> Plan:
    """Return the plan for a table of this many training examples: seconds for a hundred, a minute for ten thousand.

    Of so few texts more words are hidden than of the bundled ones, so that none is learned by heart.
    """
    steps, batch = int(np.clip(examples // 2, 500, REVIEWS_PLAN.steps)), min(64, max(8, examples // 8))
    return Plan(steps=steps, batch=batch, unknown=0.1)


def lent(network: Reader, lender: Reader) -> Reader:
    """Return ``network`` with the features that ``lender`` has learned of the words that both know; its other words stay."""
    rows = lender.encode(network.vocabulary.words)
    return replace(network, embedding=np.where(rows[:, None] > 0, lender.embedding[rows], network.embedding))


def train_reader(
    parts: Parts,
    plan: Plan,
    labels: Sequence[str],
    about: tuple[str, str],
    request: Request,
    lender: Model | None = None,
    *,
    halved: bool = False,
) -> Trained[Reader]:
    """Train a reader on ``parts.train``, keep its best moment by ``parts.dev``, and score that on ``parts.test``.

    ``about`` is the model's name and its task, for the provenance; ``request`` has the seed, the cell, and who listens. Words
    that the reader ``lender`` knows begin with the features it has learned of them. If it is to be ``halved``, its weights are
    rounded to float16 in the end, and all that is said of how good it is, is of the rounded ones.
    """
    cell, seed = request.cell or "lstm", request.seed or 0
    plan, rng = replace(plan, rate=RATES.get(cell, plan.rate)), np.random.default_rng(seed)
    network = _new_reader(parts, labels, rng, cell, lender)
    batches = reader_batches(network, parts.train, plan, rng, request.stage("encoding"))
    fitted = fit(network, batches, whole(network, parts.dev), plan, request.progress, request.pace)
    request.learned()
    fitted = _halved(fitted, whole(network, parts.dev), plan) if halved else fitted
    accuracy = fitted.network.assess(whole(network, parts.test)).accuracy
    provenance = Provenance(
        model=about[0],
        task=about[1],
        score=accuracy,
        score_name="held-out accuracy",
        score_count=len(parts.test),
        fingerprint=fitted.network.fingerprint,
        seed=seed,
        notes="; ".join(filter(None, (_penalised(plan.penalty if network.cell.idle else 0.0), request.notes(fitted)))),
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
        advice=request.hurried(fitted, plan.steps),
        guess=_guess(parts),
    )


def _new_reader(parts: Parts, labels: Sequence[str], rng: np.random.Generator, cell: str, lender: Model | None) -> Reader:
    """Return an untrained reader that knows the words of the part to learn from."""
    vocabulary = Vocabulary.of((example.words for example in parts.train), at_least=2 if len(parts.train) > 1000 else 1)
    network = Reader.create(vocabulary, labels, rng, units=UNITS, features=FEATURES, cell=cell)
    return lent(network, lender) if isinstance(lender, Reader) else network


def _halved(fitted: Fit[Reader], dev: ReaderBatch, plan: Plan) -> Fit[Reader]:
    """Return a fit with its network rounded to float16, and judged anew on the development part."""
    network = fitted.network.halved()
    best = fitted.best._replace(**network.assess(dev, plan.penalty)._asdict())
    return replace(fitted, network=network, best=best)


def _guess(parts: Parts) -> Guess:
    """Return what it gives to say always what most texts to learn from are labelled."""
    label, _ = Counter(example.label for example in parts.train).most_common(1)[0]
    return Guess(f"always saying {brief(label)}", sum(example.label == label for example in parts.test) / len(parts.test))


def whole(network: Reader, examples: Sequence[Example]) -> ReaderBatch:
    """Return all examples as one batch."""
    return ReaderBatch.of(*_coded(network, examples))


def reader_batches(
    network: Reader,
    examples: Sequence[Example],
    plan: Plan,
    rng: np.random.Generator,
    coded: Callable[[int, int], None] = lambda done, total: None,
) -> Iterator[ReaderBatch]:
    """Return batches for ever: each round in a new order, texts of like length together, some words hidden as unknown.

    Of texts so long that a batch would not fit, it has fewer. ``coded`` is told how many of how many examples are turned into
    numbers, which is done first.
    """
    return _batches(*_coded(network, examples, coded), plan, rng)


def _batches(texts: list[np.ndarray], targets: list[int], plan: Plan, rng: np.random.Generator) -> Iterator[ReaderBatch]:
    lengths = np.array([len(text) for text in texts])
    while True:
        order = rng.permutation(len(texts))
        for pool in _pieces(order, plan.batch * POOL):
            by_length = pool[np.argsort(lengths[pool], kind="stable")]
            chunks = _pieces(by_length, min(plan.batch, max(1, LARGEST // lengths[pool].max())))
            for number in rng.permutation(len(chunks)):
                batch = ReaderBatch.of([texts[i] for i in chunks[number]], [targets[i] for i in chunks[number]])
                batch.rows[rng.random(batch.rows.shape) < plan.unknown] = 0
                yield batch


def _coded(
    network: Reader, examples: Sequence[Example], coded: Callable[[int, int], None] = lambda done, total: None
) -> tuple[list[np.ndarray], list[int]]:
    texts = [network.encode(example.words) for example in telling(examples, coded)]
    return texts, [network.labels.index(example.label) for example in examples]


def _pieces(order: np.ndarray, size: int) -> list[np.ndarray]:
    """Cut ``order`` into nearly equal pieces of about ``size``."""
    return np.array_split(order, max(1, len(order) // size))


def _penalised(penalty: float) -> str:
    return f"trained with a gate penalty of {penalty:g}" if penalty else "trained without a gate penalty"


register(
    Task(
        name="reviews",
        data="a table, its columns parted by commas, semicolons or tabs, that are named text and label or as options say",
        train=train_reviews,
        cells=CELLS,
        options=("text_column", "label_column", "skip_bad_rows"),
    ),
)
