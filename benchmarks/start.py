"""How long it takes until something happens: small commands, and each film's first drawn frame, beside what nothing can beat.

Run by hand, on a machine with nothing else to do: ``python -m benchmarks.start --docs docs/performance.md``. All are whole
processes, started from nothing, in turn; outlines of texts are in the cache, parts of films are not.
"""

import argparse
import os
import shlex
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from shutil import rmtree
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.rendering import sides, tables
from benchmarks.rendering.measuring import Run, run
from benchmarks.rendering.moments import MOMENTS, read
from benchmarks.rendering.records import here

QUALITY = "480p15"
MANIM, HELP, LIST = "import manim", "render.py --help", "render.py list"
FIRST, FINISHED = "first frame drawn", "finished"
COMMANDS = {
    "python -c pass": ["-c", "pass"],
    "import numpy": ["-c", "import numpy"],
    MANIM: ["-c", MANIM],
    HELP: ["render.py", "--help"],
    LIST: ["render.py", "list"],
}
AIM = 0.3
"""Seconds that commands may take which film nothing."""

Moments = dict[str, Run]
"""Seconds from the start of a film's process to each moment and to its end, and those of manim's import just before."""


def commands(repeat: int, folder: Path) -> dict[str, list[Run]]:
    """Run the small commands in turn; the first round, in which Python may have to compile, does not count."""
    log = folder / "start.log"
    rounds = [{name: run([sys.executable, *words], log) for name, words in COMMANDS.items()} for _ in range(repeat + 1)]
    return {name: [each[name] for each in rounds[1:]] for name in COMMANDS}


def start(film: str, folder: Path) -> Moments:
    """Make a film, no part of which was drawn before, and return when it got where; ``folder`` is for its files and cache."""
    log, notes, cache = folder / "start.log", folder / "moments.txt", folder / "cache"
    notes.unlink(missing_ok=True)
    rmtree(cache / "parts", ignore_errors=True)
    command = [sys.executable, "-m", "benchmarks.rendering.moments", str(notes), "render.py", film, "-q", QUALITY]
    floor = run([sys.executable, *COMMANDS[MANIM]], log)
    began = time.monotonic()
    whole = run([*command, "-o", str(folder / "films")], log, {"UNROLLED_CACHE": str(cache)})
    moments = {moment: Run(clock - began, spent) for moment, (clock, spent) in read(notes).items()}
    return {MANIM: floor, **moments, FINISHED: whole}


def starts(film: str, repeat: int) -> list[Moments]:
    """Return a film's moments several times, once its outlines are known."""
    with TemporaryDirectory(prefix="unrolled-") as name:
        folder = Path(name)
        settings = {"UNROLLED_CACHE": str(folder / "cache")}
        run([sys.executable, "render.py", "audit", film], folder / "start.log", settings)
        return [start(film, folder) for _ in range(repeat)]


def figures(runs: Sequence[Run]) -> list[str]:
    """Return the median and the least on the clock, and the median of CPU time."""
    walls = [each.wall for each in runs]
    return [f"{median(walls):.2f}", f"{min(walls):.2f}", f"{median(each.processor for each in runs):.2f}"]


def small(known: dict[str, list[Run]]) -> str:
    """Return the table of small commands, and whether they keep to their aim."""
    rows = [f"| `{name}` | {' | '.join(figures(runs))} |" for name, runs in known.items()]
    slow = [f"`{name}`" for name in (HELP, LIST) if median(each.wall for each in known[name]) > AIM]
    aim = f"- Aim, at most {AIM} s: " + (f"missed by {' and '.join(slow)}." if slow else f"met by `{HELP}` and `{LIST}`.")
    return "\n".join(["| | wall s | least | CPU s |", "|---|---|---|---|", *rows, "", aim])


def films(known: dict[str, list[Moments]]) -> str:
    """Return the table of films. In bold: how many times as long as manim's import it takes until the first frame is drawn."""
    ahead = [MANIM, *(moment for moment in MOMENTS if moment != FIRST)]
    head = [f"`{MANIM}` alone", *ahead[1:], FIRST, "least", "CPU s", f"beside `{MANIM}`", FINISHED]
    lines = [f"| film, s | {' | '.join(head)} |", "|---" * (len(head) + 1) + "|"]
    for film, made in known.items():
        walls = {moment: median(each[moment].wall for each in made) for moment in (*ahead, FIRST, FINISHED)}
        cells = [film, *(f"{walls[moment]:.2f}" for moment in ahead), *figures([each[FIRST] for each in made])]
        cells += [f"**{walls[FIRST] / walls[MANIM]:.2f}x**", f"{walls[FINISHED]:.2f}"]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    """Measure, and show or write the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--films", nargs="*", default=sides.SHIPPED, choices=sides.SHIPPED, help="default: all that are shipped")
    parser.add_argument("--repeat", type=int, default=3, help="how often each is started [%(default)s]")
    parser.add_argument("--docs", type=Path, help="the document whose table is replaced; default: it is printed")
    options = parser.parse_args()
    load = os.getloadavg()[0]
    with TemporaryDirectory(prefix="unrolled-") as folder:
        plain = commands(options.repeat, Path(folder))
    command = shlex.join(["python", "-m", "benchmarks.start", *sys.argv[1:]])
    parts = [f"`{command}`; {here()}; load before: {load:.1f}.", small(plain)]
    if options.films:
        parts.append(films({film: starts(film, options.repeat) for film in options.films}))
    text = "\n\n".join(parts)
    print(text)
    if options.docs is not None:
        tables.insert(options.docs, "benchmarks.start", text)


if __name__ == "__main__":
    main()
