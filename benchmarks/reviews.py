"""Trains a bundled review reader with several seeds, with and without the gate penalty, and writes the table into its model card.

Run by hand: ``python -m benchmarks.reviews`` is for the LSTM (about 25 minutes of a core), ``--cell gru --twins 0`` for a reader
with another cell, without twins. The seed to ship is the one with the best development accuracy, and among equals the least
development objective; the test part has no say in it. ``--weights`` says in which folder the chosen weights are saved, if so.
"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
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
SEEDS = range(5)
COLUMNS = "seed", "dev accuracy", "**test accuracy**", "keep on fillers", "write on fillers", "write on opinions", "AUC"


class Run(NamedTuple):
    """One training's scores; a cell without a state that is carried has nothing to ``read`` in its gates."""

    seed: int
    network: Reader
    dev: float
    objective: float
    test: float
    read: Readability | None

    @property
    def figures(self) -> tuple[float, ...]:
        """What the table shows."""
        return (self.dev, self.test, *(self.read or ()))


def train(parts: Parts, cell: str, seed: int, penalty: float) -> Run:
    """Train with one cell and seed, and score the outcome."""
    plan = replace(reviews.REVIEWS_PLAN, penalty=penalty)
    trained = reviews.train_bundled(parts, Request(seed=seed, cell=cell), plan)
    network = trained.network
    read = readability(network, parts.test) if isinstance(network.cell, Carrying) else None
    run = Run(seed, network, trained.best.accuracy, trained.best.objective, trained.accuracy, read)
    print(f"{cell}, penalty {penalty:g}, seed {seed}: {np.round(run.figures, 4)}", file=sys.stderr, flush=True)
    return run


def choose(runs: Iterable[Run]) -> Run:
    """Return the run to ship: by the development part alone."""
    return min(runs, key=lambda run: (-run.dev, run.objective))


def table(runs: Sequence[Run]) -> Iterable[str]:
    """Yield the lines of a markdown table, with means and sample standard deviations."""
    figures = np.array([run.figures for run in runs])
    columns = COLUMNS[: 1 + figures.shape[1]]
    yield f"| {' | '.join(columns)} |"
    yield "|---" * len(columns) + "|"
    for run in runs:
        yield f"| {run.seed} | " + " | ".join(f"{figure:.4f}" for figure in run.figures) + " |"
    spread = zip(figures.mean(axis=0), figures.std(axis=0, ddof=1), strict=True)
    yield "| mean ± s.d. | " + " | ".join(f"{mean:.4f} ± {deviation:.4f}" for mean, deviation in spread) + " |"


def card(ours: Sequence[Run], twins: Sequence[Run]) -> Iterable[str]:
    """Yield the lines of a card: the table, that of the twins, if there are any, and which seed is shipped."""
    best = choose(ours)
    yield (
        "With the gate penalty (shipped):\n"
        if best.read
        else "It has no gates, and so nothing that is penalised or read in them:\n"
    )
    yield from table(ours)
    if twins:
        yield "\nThe twin, without the penalty, all else equal:\n"
        yield from table(twins)
    yield f"\nSeed {best.seed} is shipped: it has the best development accuracy ({best.dev:.4f}; objective {best.objective:.4f})."


def write_card(name: str, lines: Iterable[str]) -> None:
    """Put the lines between the marks in the model card."""
    path = CARDS / f"{name}.md"
    before, after = (whole := path.read_text(encoding="utf-8")).split(START)[0], whole.split(END)[1]
    path.write_text("\n".join([before + START, "", *lines, "", END + after]), encoding="utf-8")


def main() -> None:
    """Train all, and write the tables into the cards."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cell", nargs="+", default=["lstm"], choices=CELLS, dest="cells", help="whose readers [lstm]")
    parser.add_argument("--twins", type=int, default=len(SEEDS), choices=(0, 2, 3, 4, 5), help="so many seeds have a twin [5]")
    parser.add_argument("--weights", type=Path, help="the folder in which the weights of the chosen seeds are saved")
    options = parser.parse_args()
    hold_memory()
    parts = make_reviews()
    for cell in options.cells:
        ours = [train(parts, cell, seed, reviews.REVIEWS_PLAN.penalty) for seed in SEEDS]
        twins = [train(parts, cell, seed, 0.0) for seed in SEEDS[: options.twins]]
        if options.weights:
            zoo.save(choose(ours).network, options.weights / f"{reviews.bundled_name(cell)}.safetensors")
        write_card(reviews.bundled_name(cell), card(ours, twins))


if __name__ == "__main__":
    main()
