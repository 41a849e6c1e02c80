"""What a run of a cell takes that keeps everything, and a step of training: ours beside PyTorch's, in float64, on one thread.

Run by hand: ``python -m benchmarks.cells --torch VENV/bin/python --docs docs/performance.md``, where the environment VENV has
torch 2.13.0 and numpy; it is no dependency of ours. A run reads one text; in PyTorch it is a loop by hand that keeps every gate.
A training is compared with PyTorch's own layer, where one has the same equations. Both sides start from the same weights and
must find the same h and the same first loss. Each is a process of its own; they take turns. Times are those of the processor.
"""

import argparse
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from benchmarks.learning import cells_ours
from benchmarks.rendering import tables
from benchmarks.rendering.records import here
from benchmarks.steps import told

PYTORCH = Path(cells_ours.__file__).parent / "cells_torch.py"
NEAR = 1e-10
"""So near to each other are the h and the first losses of both sides."""
WARM = 5
"""So many repetitions at the start do not count."""

Told = dict[str, Any]


def measure(folder: Path, torch: str, rounds: int) -> tuple[list[Told], list[Told]]:
    """Run both sides, in turn, so many times; return what ours and what PyTorch's says."""
    commands = [sys.executable, "-m", "benchmarks.learning.cells_ours", str(folder)], [torch, str(PYTORCH), str(folder)]
    found: tuple[list[Told], list[Told]] = [], []
    for number in range(rounds):
        for side, command in zip(found, commands, strict=True):
            side.append(told(command, 1))
        print(f"round {number + 1} of {rounds}", file=sys.stderr, flush=True)
    return found


def seconds(side: list[Told], part: str, key: str) -> float:
    """Return the median time of the best round."""
    return min(median(each[part][key]["seconds"][WARM:]) for each in side)


def check(mine: Told, theirs: Told) -> None:
    """Raise :class:`AssertionError` if both sides do not compute the same."""
    for key, ran in mine["run"].items():
        assert np.allclose(ran["hidden"], theirs["run"][key]["hidden"], rtol=0, atol=NEAR), f"h differs: {key}"
    for kind, trained in mine["trained"].items():
        assert abs(trained["losses"][0] - theirs["trained"][kind]["losses"][0]) < NEAR, f"first losses differ: {kind}"


def run_rows(mine: list[Told], theirs: list[Told]) -> Iterator[str]:
    """Yield the table of the runs."""
    heads = [f"{length} words: ours µs | PyTorch µs | ratio" for length in cells_ours.TIMES]
    yield f"| cell | units | {' | '.join(heads)} |"
    yield "|" + "---|" * (2 + 3 * len(heads))
    for kind in cells_ours.RUN:
        for units in cells_ours.UNITS:
            keys = [f"{kind} {units} {length}" for length in cells_ours.TIMES]
            yield f"| {kind} | {units} | " + " | ".join(_pair(mine, theirs, "run", key, 1e6, 0) for key in keys) + " |"


def training_rows(mine: list[Told], theirs: list[Told]) -> Iterator[str]:
    """Yield the table of the trainings."""
    yield "| cell | ours ms | PyTorch ms | ratio |"
    yield "|---|---|---|---|"
    for kind in cells_ours.TRAINED:
        yield f"| {kind} | {_pair(mine, theirs, 'trained', kind, 1e3, 2)} |"


def _pair(mine: list[Told], theirs: list[Told], part: str, key: str, scale: float, digits: int) -> str:
    own, other = (scale * seconds(side, part, key) for side in (mine, theirs))
    return f"{own:.{digits}f} | {other:.{digits}f} | {own / other:.2f}"


def main() -> None:
    """Measure, and show or write the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--torch", required=True, help="the Python of an environment that has torch and numpy")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each side, in turn; the best counts [%(default)s]")
    parser.add_argument("--docs", type=Path, help="the document whose tables are replaced; default: they are printed")
    options = parser.parse_args()
    with TemporaryDirectory(prefix="unrolled-") as folder:
        cells_ours.leave(Path(folder))
        mine, theirs = measure(Path(folder), options.torch, options.rounds)
    check(mine[0], theirs[0])
    sizes = f"{cells_ours.TRAINED_UNITS} units, {cells_ours.BATCH} texts of {cells_ours.TRAINED_TIME} words side by side"
    asked = ["VENV/bin/python" if each == options.torch else each for each in sys.argv[1:]]
    lines = [
        f"`{shlex.join(['python', '-m', 'benchmarks.cells', *asked])}`; {here()}.",
        f"\nA run over a text of {cells_ours.WORD} features a word, all kept, against a loop in PyTorch that keeps as much:\n",
        *run_rows(mine, theirs),
        f"\nA step of training, {sizes}, against PyTorch's own layer and its Adam:\n",
        *training_rows(mine, theirs),
    ]
    print("\n".join(lines))
    if options.docs is not None:
        tables.insert(options.docs, "benchmarks.cells", "\n".join(lines))


if __name__ == "__main__":
    main()
