"""Runs every cell of a study, and writes what was measured into a file of its own and a table of docs/studies.md.

``python -m benchmarks.studies counting`` takes about 8 minutes of a core, ``reviews`` 2, ``costs`` 3, ``dropout`` a
quarter of one. What was measured is kept in ``media/studies/``, or in the folder ``--kept``, a line each, so that a run that was
ended goes on: name a new one when the recipe has changed. ``--only cell=lstm_peephole --only ticks=8 --only seed=0`` runs those
cells of the study alone, and prints what comes of them. What is done again, with another seed or in another round, is done when
all else was done once: a machine that grows slow is so for every kind of cell. Several studies are run one after the other:
``python -m benchmarks.studies gaps gradients``. A study's file can be filmed (docs/study.md).
"""

import argparse
import json
import shlex
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from platform import python_version
from typing import Any

import numpy as np

from benchmarks.learning.studied import KEPT, STUDIES, Asked, Sort
from benchmarks.rendering import tables
from benchmarks.rendering.records import machine
from model.calling import study_file
from model.trace import Study
from model.trace.measures import Axis, Measure, Measurement

PAGE = Path(__file__).parents[1] / "docs" / "studies.md"
Found = Mapping[tuple[Any, ...], Mapping[str, float]]


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
            found = sort.run(where, kept.parent)
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
    """Run studies, or some cells of each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("studies", nargs="+", choices=STUDIES, metavar="study", help=", ".join(STUDIES))
    parser.add_argument("--kept", type=Path, default=KEPT, help="the folder of what is measured [media/studies]")
    parser.add_argument("--only", action="append", default=[], metavar="AXIS=VALUE", help="a part of the study alone")
    options = parser.parse_args()
    only = {axis: value for axis, _, value in (each.partition("=") for each in options.only)}
    for name in options.studies:
        if not set(only) <= {axis.name for axis in STUDIES[name].axes} or not any(cells(STUDIES[name], only)):
            parser.error(f"--only names nothing of the study {name}: {', '.join(options.only)}.")
    for name in options.studies:
        conduct(name, only, options.kept)


def conduct(name: str, only: Mapping[str, str], kept: Path) -> None:
    """Run a study, and write its file and its table; or run those cells ``only`` that are asked for, and write nothing."""
    sort = STUDIES[name]
    found = measured(sort, only, kept / f"{name}.jsonl")
    if not only:
        study = study_of(name, sort, found, shlex.join(["python", "-m", "benchmarks.studies", name]))
        study.save(study_file(name))
        tables.insert(PAGE, f"studies {name}", table(study, sort))


if __name__ == "__main__":
    main()
