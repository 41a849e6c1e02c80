"""How far back a network remembers: it learns to say the last word of sentences in which that hangs on a word long before.

Each network is trained *at* a gap: in every sentence so many words lie between the two (:mod:`model.corpora.gaps`). Nothing else
differs between cells: the same sentences, the same steps, the same number of units. An LSTM is trained with several forget
biases to begin with, for that alone decides what it holds before it has learned anything.
"""

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from typing import Any

import numpy as np

from model import zoo
from model.calling import study_file
from model.cells import CELLS
from model.corpora.gaps import ANSWERS, LANGUAGES, SORTS, WORDS, Example, choices, near
from model.errors import UsageError, brief
from model.networks import Reader
from model.networks.reader import ReaderBatch
from model.pacing import Pace
from model.recipes.base import Guess, Request, Task, Trained, register
from model.trace import GATES, Provenance, ReaderTrace, Study, Trace
from model.trace.recall import RecallTrace
from model.training import Fit, Plan, Told, fit, stages
from model.vocabulary import UNKNOWN, Vocabulary

__all__ = ["BIASES", "FRESH", "GAPS", "KINDS", "PLAN", "UNITS", "blank", "fresh", "right_over", "train_over"]

GAPS = (5, 20, 80)
"""So many words lie between the word that must be remembered and the one that is asked for."""
BIASES = {"lstm_bias_0": 0.0, "lstm": 1.0, "lstm_bias_3": 3.0}
"""The forget bias that an LSTM of a name begins with."""
KINDS = ("rnn", "gru", *BIASES)
UNITS = FEATURES = 16
PLAN = Plan(steps=3000, batch=32, rate=1e-2, check=100, penalty=0.0)
FRESH, DEV = 500, 200
NEAR_SHARE = 4
"""One sentence in so many is a near one, where there are such."""
GAP, SHOWN = 20, ("rnn", "gru", "lstm")
"""The gap that a film tells of unless somebody asks for another, and the kinds of networks: these are bundled."""
NEAR_ONE = Example(("the", "clouds", "are", "in", "the"), "sky", 1)
"""The near sentence that a film tells of."""
FAR_START = "i grew up in france "
"""How the far one begins."""
STEP = 0.05
"""The weights of networks that are shown are rounded to steps of at most this share of what is usual: a byte holds each."""
TEST_SEED = 1_000_003
"""New sentences to judge by are drawn with this seed, whatever the seed of a training."""


def blank(sort: str, kind: str, seed: int) -> Reader:
    """Return a network of a kind that has learned nothing, its forget bias as its name says."""
    rng = np.random.default_rng(seed)
    cell = "lstm" if kind in BIASES else kind
    words = Vocabulary((UNKNOWN, *WORDS[sort]))
    reader = Reader.create(words, ANSWERS[sort], rng, units=UNITS, features=FEATURES, cell=cell)
    return with_forget_bias(reader, BIASES[kind]) if kind in BIASES else reader


def with_forget_bias(reader: Reader, value: float) -> Reader:
    """Return an LSTM reader all of whose forget biases have this value."""
    cell: Any = reader.cell
    bias = cell.bias.copy()
    bias[GATES.index("forget")] = value
    return replace(reader, cell=replace(cell, bias=bias))


def batch_of(reader: Reader, examples: list[Example]) -> ReaderBatch:
    """Return sentences side by side, with the rows of their words and the labels that end them."""
    texts = [reader.encode(example.words) for example in examples]
    return ReaderBatch.of(texts, [reader.labels.index(example.answer) for example in examples])


def drawn(sort: str, gap: int, rng: np.random.Generator, count: int) -> list[Example]:
    """Draw sentences with a gap."""
    return [SORTS[sort](rng, gap) for _ in range(count)]


def fresh(sort: str, gap: int) -> list[Example]:
    """Return the new sentences with a gap that every network of that gap is judged by.

    At a gap of 80, and in agreement of 20, none of them was learned from; at a gap of 5 there are so few that all were.
    """
    return drawn(sort, gap, np.random.default_rng(TEST_SEED), FRESH)


def right_over(reader: Reader, sort: str, gap: int) -> float:
    """Return the share of the new sentences with a gap that a network ends rightly, whatever the gap that it was trained at."""
    return reader.assess(batch_of(reader, fresh(sort, gap))).accuracy


def batches(reader: Reader, sort: str, gap: int, rng: np.random.Generator) -> Iterator[ReaderBatch]:
    """Yield sentences to learn from: of recall one in four is a near one."""
    few = PLAN.batch // NEAR_SHARE if sort == "recall" else 0
    while True:
        far = drawn(sort, gap, rng, PLAN.batch - few)
        yield batch_of(reader, far + [near(rng) for _ in range(few)])


def train_over(sort: str, kind: str, gap: int, seed: int, progress: Told | None = None) -> Reader:
    """Return a network of a kind that was trained at a gap; its score is the share of new sentences that it ends rightly."""
    return judged(_fitted(sort, kind, gap, seed, progress).network, sort, kind, gap, seed)


def _fitted(sort: str, kind: str, gap: int, seed: int, progress: Told | None = None, pace: Pace | None = None) -> Fit[Reader]:
    reader, rng = blank(sort, kind, seed), np.random.default_rng((seed, gap))
    dev = batch_of(reader, drawn(sort, gap, rng, DEV))
    return fit(reader, batches(reader, sort, gap, rng), dev, PLAN, progress, pace)


def judged(reader: Reader, sort: str, kind: str, gap: int, seed: int, notes: str = "") -> Reader:
    """Return a network with where it comes from, and the share of new sentences that it ends rightly."""
    provenance = Provenance(
        model=f"{sort}_{kind}_{gap}",
        task=f"the last word, {gap} words after what it hangs on",
        score=right_over(reader, sort, gap),
        score_name="sentences ended rightly",
        score_count=FRESH,
        fingerprint=reader.fingerprint,
        seed=seed,
        notes=notes,
    )
    return replace(reader, provenance=provenance)


def train_recall(request: Request) -> Trained[Reader]:
    """Train a network for recall at the gap of the film, rounded as the bundled ones are."""
    kind = request.cell or SHOWN[-1]
    seed = median_seed(kind, GAP) if request.seed is None and kind in KINDS else request.seed or 0
    fitted = _fitted("recall", kind, GAP, seed, request.progress, request.pace)
    request.learned()
    known = judged(fitted.network.fixed(STEP), "recall", kind, GAP, seed, request.notes(fitted))
    return Trained(
        network=known,
        accuracy=known.provenance.score,
        train_count=len(fitted.losses) * PLAN.batch,
        dev_count=DEV,
        held_out=FRESH,
        losses=tuple(fitted.losses),
        best=fitted.best,
        interrupted=fitted.interrupted,
        examples="new sentences",
        advice=request.hurried(fitted, PLAN.steps),
        guess=Guess("a blind guess among four languages", 1 / len(LANGUAGES)),
    )


def traced(reader: Reader, example: Example) -> RecallTrace:
    """Return all that a network computes in a sentence."""
    trace = reader.read_words(example.words, reader.encode(example.words))
    taken = {each.name: getattr(trace, each.name) for each in fields(ReaderTrace)}
    return RecallTrace(**taken, ending=example.answer, cue=example.cue, choices=choices(example.answer))


def gap_of(text: str) -> int:
    """Return the gap that somebody asks for; raises :class:`UsageError` for one that no network was trained at."""
    if text not in map(str, GAPS):
        raise UsageError(f"Networks are trained at gaps of {', '.join(map(str, GAPS))} words, not of {brief(text)}.")
    return int(text)


def network_of(kind: str, gap: int = GAP, progress: Told | None = None) -> Reader:
    """Return the network of a kind that tells of a gap: a bundled one, or one that is trained now, with the seed of the study.

    Of the study's seeds it is that whose network is the median one: as good as any on the one side, as bad as any on the other.
    """
    if gap == GAP and kind in SHOWN:
        reader = zoo.load(f"recall_{kind}_{gap}")
        assert isinstance(reader, Reader)
        return reader
    seed = median_seed(kind, gap)
    return judged(_fitted("recall", kind, gap, seed, progress).network.fixed(STEP), "recall", kind, gap, seed)


def median_seed(kind: str, gap: int) -> int:
    """Return the seed of the study whose network is in the middle by its score; of several such, the first."""
    study = Trace.load(study_file("gaps"))
    assert isinstance(study, Study)
    scores = study.lookup("accuracy")[study.index("accuracy", task="recall", cell=kind, gap=gap)]
    middle = np.sort(scores)[len(scores) // 2]
    return int(study.lookup("seed")[int(np.flatnonzero(scores == middle)[0])])


def recall_traces(gap: int = GAP, kinds: Sequence[str] = SHOWN, progress: Told | None = None) -> tuple[RecallTrace, ...]:
    """Return what networks of some kinds compute in one near sentence, and then what they compute in one with a gap."""
    told = stages(progress, len(kinds))
    readers = [network_of(kind, gap, each) for kind, each in zip(kinds, told, strict=True)]
    return tuple(traced(reader, example) for example in (NEAR_ONE, far_one(gap)) for reader in readers)


def far_one(gap: int) -> Example:
    """Return the sentence with a gap that is told of: the first new one that begins with :data:`FAR_START`."""
    return next(each for each in fresh("recall", gap) if " ".join(each.words).startswith(FAR_START))


def untrained_traces(gap: int = GAP, kinds: Sequence[str] = tuple(BIASES), seed: int = 0) -> tuple[RecallTrace, ...]:
    """Return what networks that have learned nothing compute in a sentence with a gap, by default one for each forget bias."""
    return tuple(traced(blank("recall", kind, seed), far_one(gap)) for kind in kinds)


register(
    Task(
        name="recall",
        made="Sentences with a gap",
        train=train_recall,
        cells=CELLS,
    )
)
