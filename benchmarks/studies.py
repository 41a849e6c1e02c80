"""Runs every cell of a study, and writes what was measured into a file of its own and a table of docs/studies.md.

``python -m benchmarks.studies counting`` takes about 8 minutes of a core, ``reviews`` 2 and ``costs`` 3. What was measured is
kept in ``media/studies/``, or in the folder ``--kept``, a line each, so that a run that was ended goes on: name a new one when
the recipe has changed. ``--only cell=lstm_peephole --only ticks=8 --only seed=0`` runs those cells of the study alone, and prints
what comes of them. What is done again, with another seed or in another round, is done when all else was done once: a machine
that grows slow is so for every kind of cell. A study's file can be filmed (docs/study.md).
"""

import argparse
import json
import shlex
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from itertools import product
from pathlib import Path
from platform import python_version
from statistics import median
from typing import Any, NamedTuple

import numpy as np

from benchmarks.learning import gaps, one_step
from benchmarks.rendering import tables
from benchmarks.rendering.records import machine
from benchmarks.reviews import scores
from benchmarks.steps import told
from model.calling import study_file
from model.corpora.examples import Parts
from model.corpora.gaps import SORTS
from model.corpora.reviews import PARTS, make_reviews
from model.recipes import Request, clock, reviews
from model.recipes.gaps import FRESH, GAPS, KINDS, PLAN, UNITS
from model.trace import Study
from model.trace.measures import OF_EXAMPLES, Axis, Measure, Measurement
from model.training import Progress
from scenes.stage.training import hold_memory

PAGE = Path(__file__).parents[1] / "docs" / "studies.md"
KEPT = Path(__file__).parents[1] / "media" / "studies"
SEEDS = (0, 1, 2, 3, 4)
ROUNDS = 5
"""So many rounds of timings: their median counts."""
STEPS, WARM, LEARNED = 300, 30, 20_000
"""So many steps of a training are timed, the first few of which do not count; and from so many reviews they take theirs."""
Where = Mapping[str, Any]
Found = Mapping[tuple[Any, ...], Mapping[str, float]]


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

    The last axis is that along which the same is done again; of the first measure all of that is told.
    """

    measured: str
    axes: tuple[Axis, ...]
    measures: Mapping[str, Asked]
    examples: int
    run: Callable[[Where], Mapping[str, float]]
    notes: str = ""


def count(where: Where) -> Mapping[str, float]:
    """Train one network to count."""
    return {"on_time": clock.train_to_count(where["cell"], int(where["ticks"]), int(where["seed"])).on_time}


@cache
def some_reviews() -> Parts:
    """Return the bundled reviews, so many of them to learn from as a few steps need."""
    return make_reviews(sizes=PARTS | {"train": LEARNED})


def read_reviews(where: Where) -> Mapping[str, float]:
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


def take_steps(where: Where) -> Mapping[str, float]:
    """Let an untrained cell take steps, in a process of its own on one thread."""
    return told([sys.executable, "-m", one_step.__name__, where["cell"], str(where["units"])], threads=1)


def remember(where: Where) -> Mapping[str, float]:
    """Return how much a network remembers that was trained at a gap."""
    return gaps.remembered(where, KEPT / "gaps")


def go_back(where: Where) -> Mapping[str, float]:
    """Return how large the gradients of a network are so many words before the end."""
    return gaps.faded(where, KEPT / "gaps")


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
}


def cells(sort: Sort, only: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Yield the coordinates of every cell of a study, or of those only that are asked for; what is done again comes last."""
    *axes, repeats = sort.axes
    for again, *values in product(repeats.coordinates, *(axis.coordinates for axis in axes)):
        where = {axis.name: value for axis, value in zip(sort.axes, (*values, again), strict=True)}
        if all(str(where[name]) == value for name, value in only.items()):
            yield where


def measured(sort: Sort, only: Mapping[str, str], kept: Path) -> dict[tuple[Any, ...], dict[str, float]]:
    """Return what was measured of each cell; what is not in the file of what is kept is run, and told."""
    lines = kept.read_text(encoding="utf-8").splitlines() if kept.exists() else []
    known = {tuple(where): found for where, found in map(json.loads, lines)}
    kept.parent.mkdir(parents=True, exist_ok=True)
    wanted = list(cells(sort, only))
    for number, where in enumerate(wanted, start=1):
        key = tuple(where.values())
        if key not in known:
            began = time.process_time()
            found = sort.run(where)
            known[key] = {"seconds": time.process_time() - began, **found}
            with kept.open("a", encoding="utf-8") as file:
                print(json.dumps([key, known[key]]), file=file)
        said = ", ".join(f"{name} {value:.4g}" for name, value in known[key].items())
        print(f"{number} of {len(wanted)}: {' '.join(map(str, key))}: {said}", file=sys.stderr, flush=True)
    return known


def study_of(name: str, sort: Sort, found: Found, command: str) -> Study:
    """Return all that was measured, with where it comes from."""
    last = sort.axes[-1]
    return Study(
        provenance=Measurement(
            study=name,
            measured=sort.measured,
            command=command,
            machine=machine(),
            date=datetime.now(UTC).date().isoformat(),
            versions=f"Python {python_version()}, NumPy {np.__version__}",
            seeds=tuple(map(int, last.coordinates)) if last.name == "seed" else (),
            examples=sort.examples,
            notes=sort.notes,
        ),
        axes=sort.axes,
        measures=tuple(_measure(each, asked, sort.axes, found) for each, asked in sort.measures.items()),
        repeats=last.name,
    )


def _measure(name: str, asked: Asked, axes: Sequence[Axis], found: Found) -> Measure:
    """Return a measure; raise ValueError if it is not the same along the axes that it is said not to depend on."""
    own = [axis for axis in axes if not asked.axes or axis.name in asked.axes]
    values: dict[tuple[Any, ...], float] = {}
    for key in product(*(axis.coordinates for axis in axes)):
        place = tuple(value for axis, value in zip(axes, key, strict=True) if axis in own)
        if values.setdefault(place, found[key][name]) != found[key][name]:
            raise ValueError(f"{name} is another one along an axis that is none of its own: {key}.")
    shaped = np.array([*values.values()]).reshape([len(axis.coordinates) for axis in own])
    return Measure(name=name, meaning=asked.meaning, unit=asked.unit, axes=tuple(axis.name for axis in own), values=shaped)


def table(study: Study, sort: Sort) -> str:
    """Return the table of a study: a row for each cell; all seeds with their mean and spread, of rounds the median and range."""
    *axes, last = sort.axes
    names = list(sort.measures)
    seeds = [f"seed {each}" for each in last.coordinates] + ["mean ± s.d."] if last.name == "seed" else []
    told_of = [name for name in names if sort.measures[name].head]
    head = [*(axis.name for axis in axes), *seeds, *(sort.measures[name].head for name in told_of)]
    lines = [f"| {' | '.join(head)} |", "|---" * len(head) + "|"]
    for place in product(*(range(len(axis.coordinates)) for axis in axes)):
        said = [str(axis.coordinates[at]) for axis, at in zip(axes, place, strict=True)]
        said += _seeds_told(study, names[0], place, sort.measures[names[0]].digits) if seeds else []
        lines.append(f"| {' | '.join([*said, *(_told(study, name, place, sort.measures[name]) for name in told_of)])} |")
    source = study.provenance
    notes = f" {source.notes[0].upper()}{source.notes[1:]}." if source.notes else ""
    return "\n".join([f"`{source.command}`; {source.date}, {source.machine}, {source.versions}.{notes}", "", *lines])


def _seeds_told(study: Study, name: str, place: tuple[int, ...], digits: int) -> list[str]:
    """Return what each seed gave, and their mean and sample standard deviation."""
    mean, spread = study.lookup(f"{name}_mean")[place], study.lookup(f"{name}_deviation")[place]
    form = f".{digits}g" if study.lookup(f"{name}_unit") == "magnitude" else f".{digits}f"
    return [*(f"{value:{form}}" for value in study.lookup(name)[place]), f"{mean:{form}} ± {spread:{form}}"]


def _told(study: Study, name: str, place: tuple[int, ...], asked: Asked) -> str:
    """Return a number that is the same each time, or the median of several and from where to where they are."""
    axes = next(each.axes for each in study.measures if each.name == name)
    if study.repeats not in axes:
        return f"{study.lookup(name)[place[: len(axes)]]:,.0f}"
    median, least, most = (f"{study.lookup(f'{name}_{end}')[place]:,.{asked.digits}f}" for end in ("median", "least", "most"))
    return f"{median} ({least} to {most})"


def main() -> None:
    """Run a study, or some cells of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("study", choices=STUDIES)
    parser.add_argument("--kept", type=Path, default=KEPT, help="the folder of what is measured [media/studies]")
    parser.add_argument("--only", action="append", default=[], metavar="AXIS=VALUE", help="a part of the study alone")
    options = parser.parse_args()
    sort, only = STUDIES[options.study], {axis: value for axis, _, value in (each.partition("=") for each in options.only)}
    if not set(only) <= {axis.name for axis in sort.axes} or not any(cells(sort, only)):
        parser.error(f"--only names nothing of this study: {', '.join(options.only)}.")
    found = measured(sort, only, options.kept / f"{options.study}.jsonl")
    if not only:
        study = study_of(options.study, sort, found, shlex.join(["python", "-m", "benchmarks.studies", options.study]))
        study.save(study_file(options.study))
        tables.insert(PAGE, f"studies {options.study}", table(study, sort))


if __name__ == "__main__":
    main()
