"""Trains a network for every cell of a study, and writes what was measured into a file of its own and a table of docs/studies.md.

``python -m benchmarks.studies counting`` (about 8 minutes of a core). What was measured is kept in ``media/studies/``, or in the
folder ``--kept``, a line each, so that a run that was ended goes on: name a new one when the recipe has changed.
``--only cell=lstm_peephole --only ticks=8 --only seed=0`` runs those cells of the study alone, and prints what comes of them. A
study's file can be filmed (docs/study.md).
"""

import argparse
import json
import shlex
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from platform import python_version
from typing import Any, NamedTuple

import numpy as np

from benchmarks.rendering import tables
from benchmarks.rendering.records import machine
from model.recipes import clock
from model.trace import Study
from model.trace.measures import OF_EXAMPLES, Axis, Measure, Measurement

PAGE = Path(__file__).parents[1] / "docs" / "studies.md"
FOLDER = Path(__file__).parents[1] / "docs" / "studies"
KEPT = Path(__file__).parents[1] / "media" / "studies"
Where = Mapping[str, Any]


class Sort(NamedTuple):
    """A study: what is measured, along which axes, on how many examples, and how one of its cells is run."""

    measured: str
    axes: tuple[Axis, ...]
    measures: Mapping[str, tuple[str, str]]
    examples: int
    run: Callable[[Where], Mapping[str, float]]


def count(where: Where) -> Mapping[str, float]:
    """Train one network to count."""
    return {"on_time": clock.train_to_count(where["cell"], int(where["ticks"]), int(where["seed"])).on_time}


STUDIES = {
    "counting": Sort(
        "how often a clock is told right by a network that must count its ticks",
        (
            Axis(name="cell", meaning="the kind of cell, of two units", coordinates=("lstm", "lstm_peephole")),
            Axis(name="ticks", meaning="so many ticks before the tock", coordinates=(4, 8, 12, 16)),
            Axis(name="seed", meaning="the seed of the training", coordinates=(0, 1, 2, 3, 4)),
        ),
        {"on_time": (f"later rounds, of {clock.JUDGED}, in which all is predicted", OF_EXAMPLES)},
        clock.JUDGED,
        count,
    ),
}


def cells(sort: Sort, only: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Yield the coordinates of every cell of a study, or of those only that are asked for."""
    for values in product(*(axis.coordinates for axis in sort.axes)):
        where = {axis.name: value for axis, value in zip(sort.axes, values, strict=True)}
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
            known[key] = {**sort.run(where), "seconds": time.process_time() - began}
            with kept.open("a", encoding="utf-8") as file:
                print(json.dumps([key, known[key]]), file=file)
        said = ", ".join(f"{name} {value:.4g}" for name, value in known[key].items())
        print(f"{number} of {len(wanted)}: {' '.join(map(str, key))}: {said}", file=sys.stderr, flush=True)
    return known


def study_of(name: str, sort: Sort, found: Mapping[tuple[Any, ...], Mapping[str, float]], command: str) -> Study:
    """Return all that was measured, with where it comes from."""
    shape = [len(axis.coordinates) for axis in sort.axes]
    meanings = {**sort.measures, "seconds": ("CPU seconds of the training", "seconds")}
    values = {
        each: np.array([found[tuple(where.values())][each] for where in cells(sort, {})]).reshape(shape) for each in meanings
    }
    names = tuple(axis.name for axis in sort.axes)
    return Study(
        provenance=Measurement(
            study=name,
            measured=sort.measured,
            command=command,
            machine=machine(),
            date=datetime.now(UTC).date().isoformat(),
            versions=f"Python {python_version()}, NumPy {np.__version__}",
            seeds=tuple(int(seed) for seed in sort.axes[-1].coordinates),
            examples=sort.examples,
        ),
        axes=sort.axes,
        measures=tuple(
            Measure(name=each, meaning=says, unit=unit, axes=names, values=values[each])
            for each, (says, unit) in meanings.items()
        ),
        repeats="seed",
    )


def table(study: Study, sort: Sort) -> str:
    """Return the table of a study's first measure: a row for each cell of two axes, a column for each seed, mean and spread."""
    [first, *_], (rows, columns, seeds) = sort.measures, sort.axes
    head = [rows.name, columns.name, *(f"seed {seed}" for seed in seeds.coordinates), "mean ± s.d."]
    lines = [f"| {' | '.join(head)} |", "|---" * len(head) + "|"]
    for i, j in product(range(len(rows.coordinates)), range(len(columns.coordinates))):
        values = study.lookup(first)[i, j]
        mean, spread = study.lookup(f"{first}_mean")[i, j], study.lookup(f"{first}_deviation")[i, j]
        told = [rows.coordinates[i], columns.coordinates[j], *(f"{value:.2f}" for value in values), f"{mean:.2f} ± {spread:.2f}"]
        lines.append(f"| {' | '.join(map(str, told))} |")
    source = study.provenance
    return "\n".join([f"`{source.command}`; {source.date}, {source.machine}, {source.versions}.", "", *lines])


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
        FOLDER.mkdir(exist_ok=True)
        study.save(FOLDER / f"{options.study}.npz")
        tables.insert(PAGE, f"studies {options.study}", table(study, sort))


if __name__ == "__main__":
    main()
