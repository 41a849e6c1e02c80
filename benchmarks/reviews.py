"""Trains a bundled review reader with several seeds, with and without the gate penalty, and writes the table into its model card.

Run by hand: ``python -m benchmarks.reviews`` is for the LSTM (about 25 minutes of a core), ``--cell gru --twins 0`` for a reader
with another cell, without twins. The seed to ship is the one with the best development accuracy, and among equals the least
development objective; the test part has no say in it. What is trained is put into the folder ``--kept``, if one is named; what is
there is not trained again, so that a run that was ended can go on. (Name a new one when the reviews or the plan have changed.)
"""

import argparse
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np

from model import zoo
from model.cells import CELLS, Carrying
from model.corpora.examples import Parts
from model.corpora.reviews import make_reviews
from model.evaluation import Readability, readability
from model.networks import Reader
from model.recipes import Request, reviews
from scenes.stage.training import hold_memory

CARDS = Path(zoo.__file__).parent
START, END = "<!-- scores: written by benchmarks/reviews.py -->", "<!-- end of scores -->"
SEEDS = 5
COLUMNS = "seed", "dev accuracy", "**test accuracy**", "keep on fillers", "write on fillers", "write on opinions", "AUC"


class Run(NamedTuple):
    """One training's scores; a cell without a state that is carried has nothing to ``read`` in its gates."""

    seed: int
    dev: float
    objective: float
    test: float
    read: Readability | None

    @property
    def figures(self) -> tuple[float, ...]:
        """What the table shows."""
        return (self.dev, self.test, *(self.read or ()))


def kept(folder: Path, cell: str, seed: int, penalty: float) -> Path:
    """Return the file of a training's network."""
    return folder / f"{reviews.bundled_name(cell)}_penalty_{penalty:g}_seed_{seed}.safetensors"


def train(parts: Parts, cell: str, seed: int, penalty: float, folder: Path) -> Run:
    """Train with one cell and seed, unless that was done before, and score the outcome."""
    plan, path = replace(reviews.REVIEWS_PLAN, penalty=penalty), kept(folder, cell, seed, penalty)
    if not path.exists():
        zoo.save(reviews.train_bundled(parts, Request(seed=seed, cell=cell), plan).network, path)
    network = zoo.load(str(path))
    assert isinstance(network, Reader)
    objective, dev = network.assess(reviews.whole(network, parts.dev), penalty)
    read = readability(network, parts.test) if isinstance(network.cell, Carrying) else None
    run = Run(seed, dev, objective, network.assess(reviews.whole(network, parts.test)).accuracy, read)
    print(f"{path.stem}: {np.round((objective, *run.figures), 4)}", file=sys.stderr, flush=True)
    return run


def choose(runs: Iterable[Run]) -> Run:
    """Return the run to ship: by the development part alone."""
    return min(runs, key=lambda run: (-run.dev, run.objective))


def table(runs: Sequence[Run]) -> Iterable[str]:
    """Yield the lines of a markdown table, with means and sample standard deviations if there are several runs."""
    figures = np.array([run.figures for run in runs])
    columns = COLUMNS[: 1 + figures.shape[1]]
    yield f"| {' | '.join(columns)} |"
    yield "|---" * len(columns) + "|"
    for run in runs:
        yield f"| {run.seed} | " + " | ".join(f"{figure:.4f}" for figure in run.figures) + " |"
    if len(runs) == 1:
        return
    spread = zip(figures.mean(axis=0), figures.std(axis=0, ddof=1), strict=True)
    yield "| mean ± s.d. | " + " | ".join(f"{mean:.4f} ± {deviation:.4f}" for mean, deviation in spread) + " |"


def card(ours: Sequence[Run], twins: Sequence[Run]) -> Iterable[str]:
    """Yield the lines of a card: the table, that of the twins, if there are any, and which seed is shipped."""
    best = choose(ours)
    yield "With the gate penalty (shipped):\n" if best.read else "Without gates, so that nothing is penalised or read in them:\n"
    yield from table(ours)
    if twins:
        yield "\nThe twin, without the penalty, all else equal:\n"
        yield from table(twins)
    yield f"\nSeed {best.seed} is shipped: it has the best development accuracy ({best.dev:.4f}; objective {best.objective:.4f})."


def write_card(name: str, lines: Iterable[str]) -> None:
    """Put the lines between the marks in the model card."""
    path = CARDS / f"{name}.md"
    whole = path.read_text(encoding="utf-8")
    before, after = whole.split(START)[0], whole.split(END)[1]
    path.write_text("\n".join([before + START, "", *lines, "", END + after]), encoding="utf-8")


def scores(cell: str) -> dict[int, float]:
    """Return how many of the test part the readers with a cell judge right, by their seeds, as their model card says."""
    text = (CARDS / f"{reviews.bundled_name(cell)}.md").read_text(encoding="utf-8")
    ours = text.partition(START)[2].partition(END)[0].partition("The twin")[0]
    return {int(seed): float(right) for seed, right in re.findall(r"^\| (\d+) \| [\d.]+ \| ([\d.]+) \|", ours, re.MULTILINE)}


def measured(cells: Sequence[str], seeds: int, twins: int, folder: Path) -> dict[str, tuple[list[Run], list[Run]]]:
    """Return of each cell the runs with so many seeds, and their twins without the penalty."""
    parts = make_reviews()
    runs: dict[str, tuple[list[Run], list[Run]]] = {cell: ([], []) for cell in cells}
    for seed, (cell, (ours, others)) in product(range(seeds), runs.items()):
        ours.append(train(parts, cell, seed, reviews.REVIEWS_PLAN.penalty, folder))
        if seed < twins:
            others.append(train(parts, cell, seed, 0.0, folder))
    return runs


def main() -> None:
    """Train all, and write the tables into the cards."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cell", nargs="+", default=["lstm"], choices=CELLS, dest="cells", help="whose readers [lstm]")
    parser.add_argument("--seeds", type=int, default=SEEDS, choices=range(1, SEEDS + 1), help="so many seeds, from 0 [5]")
    parser.add_argument("--twins", type=int, default=SEEDS, choices=range(SEEDS + 1), help="so many of them have a twin [5]")
    parser.add_argument("--kept", type=Path, help="the folder of what is trained")
    options = parser.parse_args()
    hold_memory()
    with TemporaryDirectory() as aside:
        runs = measured(options.cells, options.seeds, options.twins, options.kept or Path(aside))
    for cell, (ours, twins) in runs.items():
        write_card(reviews.bundled_name(cell), card(ours, twins))


if __name__ == "__main__":
    main()
