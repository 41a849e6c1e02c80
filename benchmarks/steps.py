"""What a step of training takes: ours beside PyTorch's, the same translator, weights, batches and type of numbers.

Run by hand: ``python -m benchmarks.steps --torch VENV/bin/python --docs docs/performance.md``, where the environment VENV has
torch 2.13.0 and numpy; it is no dependency of ours. Each side is a process of its own with so many threads; they take turns. Both
must find the same first loss; later ones drift apart, as PyTorch adds the epsilon of Adam at another place.
"""

import argparse
import json
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.learning import ours
from benchmarks.rendering import tables
from benchmarks.rendering.records import here

LEARNING = Path(ours.__file__).parent
PYTORCH = LEARNING / "torch_side.py"
WARM = 5
"""So many steps at the start of a run do not count."""


def sides(torch: str, folder: Path, threads: int) -> dict[str, list[str]]:
    """Return the command of each side."""
    count = str(threads)
    return {
        "ours": [sys.executable, "-m", "benchmarks.learning.ours", str(folder), count],
        "ours, without the read-out": [sys.executable, "-m", "benchmarks.learning.ours", str(folder), count, "unread"],
        "PyTorch": [torch, str(PYTORCH), str(folder), count],
    }


def told(command: list[str], threads: int) -> dict[str, Any]:
    """Run one side, and return what it says."""
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=ours.environment(threads))
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def measure(folder: Path, torch: str, threads: int, rounds: int) -> dict[str, list[dict[str, Any]]]:
    """Run all sides, in turn, so many times."""
    known: dict[str, list[dict[str, Any]]] = {}
    for _ in range(rounds):
        for side, command in sides(torch, folder, threads).items():
            known.setdefault(side, []).append(told(command, threads))
    return known


def milliseconds(runs: list[dict[str, Any]]) -> float:
    """Return the median time of a step, of the best run."""
    return 1000 * min(median(run["seconds"][WARM:]) for run in runs)


def rows(name: str, precision: str, threads: int, known: dict[str, list[dict[str, Any]]]) -> Iterator[str]:
    """Yield the line of one comparison; raise :class:`AssertionError` if the losses differ."""
    first, last = (abs(known["ours"][0]["losses"][step] - known["PyTorch"][0]["losses"][step]) for step in (0, -1))
    assert first < (1e-5 if precision == "float32" else 1e-10), f"the first losses differ by {first}"
    step, unread, theirs = (milliseconds(known[side]) for side in ("ours", "ours, without the read-out", "PyTorch"))
    figures = f"{step:.1f} | {theirs:.1f} | {step / theirs:.2f} | {1 - unread / step:.0%} | {first:.0e}, {last:.0e}"
    yield f"| {name} | {precision} | {threads} | {figures} |"


def main() -> None:
    """Measure, and show or write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", nargs="*", default=["english_french"], help="bundled translators [%(default)s]")
    parser.add_argument("--torch", required=True, help="the Python of an environment that has torch and numpy")
    parser.add_argument("--steps", type=int, default=60, help="steps of a run [%(default)s]")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each side, in turn; the best counts [%(default)s]")
    parser.add_argument("--docs", type=Path, help="the document whose table is replaced; default: it is printed")
    options = parser.parse_args()
    lines = [
        f"`{shlex.join(['python', '-m', 'benchmarks.steps', *sys.argv[1:]])}`; {here()}.",
        "",
        "| translator | numbers | threads | ours ms | PyTorch ms | ratio | read-out's share | losses apart, first and last |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name in options.models:
        for precision in ("float32", "float64"):
            with TemporaryDirectory(prefix="unrolled-") as folder:
                ours.leave(Path(folder), name, precision, options.steps)
                for threads in (1, 2):
                    known = measure(Path(folder), options.torch, threads, options.rounds)
                    lines += rows(name, precision, threads, known)
                    print(lines[-1], file=sys.stderr, flush=True)
    print("\n".join(lines))
    if options.docs is not None:
        tables.insert(options.docs, "benchmarks.steps", "\n".join(lines))


if __name__ == "__main__":
    main()
