"""The studies: what each measures, along which axes, and how a cell of it is run (by ``python -m benchmarks.studies``)."""

import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import numpy as np

from benchmarks.learning import erasing, gaps, one_step
from benchmarks.reviews import scores
from benchmarks.steps import told
from model.corpora.examples import Parts
from model.corpora.gaps import SORTS
from model.corpora.reviews import PARTS, make_reviews
from model.recipes import Request, clock, reviews
from model.recipes.gaps import FRESH, GAPS, KINDS, PLAN, UNITS
from model.trace.measures import OF_EXAMPLES, Axis
from model.training import Progress
from scenes.stage.training import hold_memory

__all__ = ["KEPT", "STUDIES", "Asked", "Sort", "Where"]

KEPT = Path(__file__).parents[2] / "media" / "studies"
SEEDS = (0, 1, 2, 3, 4)
DRAWS, ROUNDS = 20, 5
"""So often are masks drawn for all reviews; and so many rounds of timings are there, of which the median counts."""
STEPS, WARM, LEARNED = 300, 30, 20_000
"""So many steps of a training are timed, the first few of which do not count; and from so many reviews they take theirs."""
Where = Mapping[str, Any]


class Asked(NamedTuple):
    """What is measured: its meaning and its unit, and along which axes if it is the same along the others.

    ``head`` is what stands above it in the table; without one it is not told there. ``digits`` is how many decimals are.
    """

    meaning: str
    unit: str
    axes: tuple[str, ...] = ()
    head: str = ""
    digits: int = 2


class Sort(NamedTuple):
    """A study: what is measured, along which axes, on how many examples, and how one of its cells is run.

    The last axis is that along which the same is done again; of the first measure all of that is told. ``run`` takes where the
    cell is, and the folder in which what is measured is kept: it may keep what it trained there.
    """

    measured: str
    axes: tuple[Axis, ...]
    measures: Mapping[str, Asked]
    examples: int
    run: Callable[[Where, Path], Mapping[str, float]]
    notes: str = ""


def count(where: Where, _kept: Path) -> Mapping[str, float]:
    """Train one network to count."""
    return {"on_time": clock.train_to_count(where["cell"], int(where["ticks"]), int(where["seed"])).on_time}


@cache
def some_reviews() -> Parts:
    """Return the bundled reviews, so many of them to learn from as a few steps need."""
    return make_reviews(sizes=PARTS | {"train": LEARNED})


def read_reviews(where: Where, _kept: Path) -> Mapping[str, float]:
    """Return how good a reader with a cell and a seed is, as its model card says, and what a step of its training takes.

    Timed are the first steps of such a training; its accuracy took all of them (``python -m benchmarks.reviews``).
    """
    ends: list[float] = []

    def progress(done: Progress) -> None:
        """Remember when each step ended."""
        if done.stage == "learning":
            ends.append(time.process_time())

    hold_memory()
    request = Request(seed=int(where["seed"]), cell=where["cell"], progress=progress)
    trained = reviews.train_bundled(some_reviews(), request, replace(reviews.REVIEWS_PLAN, steps=STEPS))
    cell = trained.network.cell
    return {
        "accuracy": scores(where["cell"])[int(where["seed"])],
        "weights": one_step.numbers(cell),
        "blocks": one_step.blocks(cell),
        "step_milliseconds": 1e3 * median(np.diff(ends)[WARM:]),
    }


def take_steps(where: Where, _kept: Path) -> Mapping[str, float]:
    """Let an untrained cell take steps, in a process of its own on one thread."""
    return told([sys.executable, "-m", one_step.__name__, where["cell"], str(where["units"])], threads=1)


def remember(where: Where, kept: Path) -> Mapping[str, float]:
    """Return how much a network remembers that was trained at a gap."""
    return gaps.remembered(where, kept / "gaps")


def go_back(where: Where, kept: Path) -> Mapping[str, float]:
    """Return how large the gradients of a network are so many words before the end."""
    return gaps.faded(where, kept / "gaps")


def erase(where: Where, _kept: Path) -> Mapping[str, float]:
    """Let the bundled reader judge all held-out reviews while units are erased."""
    return {"accuracy": erasing.accuracy(where["place"], where["mask"], float(where["rate"]), int(where["draw"]))}


def _cells(*kinds: str) -> Axis:
    return Axis(name="cell", meaning="the kind of cell", coordinates=kinds)


def _seeds() -> Axis:
    return Axis(name="seed", meaning="the seed of the training", coordinates=SEEDS)


STUDIES = {
    "counting": Sort(
        "how often a clock is told right by a network that must count its ticks",
        (
            Axis(name="cell", meaning="the kind of cell, of two units", coordinates=("lstm", "lstm_peephole")),
            Axis(name="ticks", meaning="so many ticks before the tock", coordinates=(4, 8, 12, 16)),
            _seeds(),
        ),
        {
            "on_time": Asked(f"later rounds, of {clock.JUDGED}, in which all is predicted", OF_EXAMPLES),
            "seconds": Asked("CPU seconds of the training", "seconds"),
        },
        clock.JUDGED,
        count,
    ),
    "reviews": Sort(
        "how well networks with each kind of cell judge reviews, and what a step of their training takes",
        (_cells("rnn", "lstm", "lstm_coupled", "gru", "gru_reset_after"), _seeds()),
        {
            "accuracy": Asked("reviews judged right that were held out", OF_EXAMPLES, digits=3),
            "weights": Asked("numbers of the cell that training finds", "count", ("cell",), "numbers"),
            "blocks": Asked("blocks of weights that they are in", "count", ("cell",), "blocks"),
            "step_milliseconds": Asked(
                f"CPU time of a step of training, the median of {STEPS - WARM}", "milliseconds", head="ms a step"
            ),
        },
        PARTS["test"],
        read_reviews,
        f"accuracies are those of the model cards, after {reviews.REVIEWS_PLAN.steps:,} steps (python -m benchmarks.reviews); "
        f"{reviews.UNITS} units, {reviews.FEATURES} features a word, {reviews.REVIEWS_PLAN.batch} reviews a step",
    ),
    "gaps": Sort(
        "how often a network ends a sentence rightly in which that hangs on one word so many words before",
        (
            Axis(name="task", meaning="what is asked after the gap", coordinates=tuple(SORTS)),
            _cells(*KINDS),
            Axis(name="gap", meaning="words between what must be remembered and where it is asked for", coordinates=GAPS),
            _seeds(),
        ),
        {
            "accuracy": Asked("new sentences that are ended rightly", OF_EXAMPLES),
            "far_accuracy": Asked(
                f"new sentences with a gap of {gaps.GAP} that are ended rightly", OF_EXAMPLES, head=f"asked over {gaps.GAP}"
            ),
            "seconds": Asked("CPU seconds of the training", "seconds"),
        },
        FRESH,
        remember,
        f"{UNITS} units, {UNITS} features a word, {PLAN.steps:,} steps of {PLAN.batch} sentences at that gap; the number behind "
        "lstm_bias is the forget bias that it began with, which is 1 in the LSTM",
    ),
    "gradients": Sort(
        f"how large the gradient of a loss is so many words before the end, in sentences with a gap of {gaps.GAP}",
        (
            _cells(*KINDS),
            Axis(name="moment", meaning="before the training or after it", coordinates=gaps.MOMENTS),
            Axis(name="distance", meaning="words before the last one", coordinates=gaps.DISTANCES),
            _seeds(),
        ),
        {
            "carried_gradient": Asked(gaps.MEANING.format("C, in a cell without one in h"), "magnitude"),
            "hidden_gradient": Asked(gaps.MEANING.format("h"), "magnitude"),
        },
        gaps.SENTENCES,
        go_back,
        "the networks are those of the study of gaps; the task is recall",
    ),
    "costs": Sort(
        "what a step of each kind of cell costs that reads one word",
        (
            _cells("rnn", "gru", "gru_reset_after", "lstm"),
            Axis(name="units", meaning="units of the cell, and features of a word", coordinates=one_step.SIZES),
            Axis(name="round", meaning="the round of timings", coordinates=tuple(range(1, ROUNDS + 1))),
        ),
        {
            "step_microseconds": Asked(
                f"CPU time of a step, the median of {one_step.REPEATS}, on one thread",
                "microseconds",
                head="µs a step",
                digits=1,
            ),
            "cold_step_microseconds": Asked(
                f"the same, where {one_step.EMPTIED * 8 // 2**20} MiB were written before each step to empty caches",
                "microseconds",
                head="cold",
                digits=1,
            ),
            "weights": Asked("numbers of the cell that training finds", "count", ("cell", "units"), "numbers"),
            "operations": Asked(
                "multiplications and additions of a step, one of each for each entry of its weight matrices",
                "count",
                ("cell", "units"),
                "operations",
            ),
        },
        0,
        take_steps,
    ),
    "dropout": Sort(
        "how many reviews the bundled LSTM judges right while units are erased by chance",
        (
            Axis(
                name="place",
                meaning="what is erased: a unit’s whole state, C and h, or h before the gates",
                coordinates=erasing.PLACES,
            ),
            Axis(name="mask", meaning="fresh at each word, or fixed for a review", coordinates=erasing.MASKS),
            Axis(name="rate", meaning="the chance to be erased", coordinates=(0.1, 0.25, 0.5)),
            Axis(name="draw", meaning="the seed of the masks", coordinates=tuple(range(DRAWS))),
        ),
        {"accuracy": Asked("reviews judged right that were held out", OF_EXAMPLES, head="judged right", digits=3)},
        PARTS["test"],
        erase,
        "it learned without dropout, and judges 0.952 of them right if nothing is erased",
    ),
}
