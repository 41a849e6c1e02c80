"""What it takes to see a film again while it is written: with ``--watch`` from saving a file to the finished MP4, and without.

Run by hand, on a machine with nothing else to do: ``python -m benchmarks.preview --docs docs/performance.md``. Films are written
in a copy of ours in a temporary folder, with a cache of its own.
"""

import argparse
import os
import shlex
import sys
from pathlib import Path
from shutil import rmtree
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.rendering import sides, tables
from benchmarks.rendering.desk import CAPTION, COMMENT, TEXT, Desk, Made, watching
from benchmarks.rendering.measuring import run
from benchmarks.rendering.records import here
from scenes.mobjects import fonts

NOTHING, OUTLINES, ALL, WITHOUT = "nothing in the cache", "outlines of texts in the cache", "all in the cache", "`--no-cache`"


def rendered(desk: Desk, how: str) -> Made:
    """Run the plain command with so much in the cache; for :data:`ALL` the film must have been made before."""
    if how in (NOTHING, OUTLINES):
        rmtree(desk.cache if how == NOTHING else desk.cache / "parts", ignore_errors=True)
    options, before = ["--no-cache"] if how == WITHOUT else [], desk.parts()
    done = run([*desk.command, *options], desk.log, desk.environment)
    return Made(done.wall, done.processor, None if options else len(desk.parts() - before))


def measure(film: str, repeat: int) -> dict[str, list[Made]]:
    """Make a film in all ways, in turn."""
    known: dict[str, list[Made]] = {}
    with TemporaryDirectory(prefix="unrolled-") as name:
        desk = Desk(Path(name), film)
        for _ in range(repeat):
            for how in (NOTHING, OUTLINES, ALL, WITHOUT):
                known.setdefault(how, []).append(rendered(desk, how))
        with watching(desk) as watched:
            for _ in range(repeat):
                for what in (COMMENT, CAPTION, TEXT):
                    known.setdefault(f"`--watch`, {what}", []).append(watched.after(what))
    return known


def row(film: str, how: str, made: list[Made]) -> str:
    """Return the medians of one way."""
    drawn = tables.NONE if made[0].drawn is None else f"{median(each.drawn or 0 for each in made):g}"
    figures = [f"{median(getattr(each, figure) for each in made):.1f}" for figure in ("wall", "processor")]
    return f"| {' | '.join([film, how, *figures, drawn])} |"


def main() -> None:
    """Measure, and show or write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--films", nargs="+", default=["lstm_sentence"], choices=sides.SHIPPED, help="default: lstm_sentence")
    parser.add_argument("--repeat", type=int, default=3, help="how often each is measured; the median counts [%(default)s]")
    parser.add_argument("--docs", type=Path, help="the document whose table is replaced; default: it is printed")
    options = parser.parse_args()
    fonts.prepare()
    load, command = os.getloadavg()[0], shlex.join(["python", "-m", "benchmarks.preview", *sys.argv[1:]])
    lines = [
        f"`{command}`; {here()}; load before: {load:.1f}.",
        "",
        "| film | | wall s | CPU s | parts drawn |",
        "|---|---|---|---|---|",
    ]
    for film in options.films:
        lines += [row(film, how, made) for how, made in measure(film, options.repeat).items()]
    print("\n".join(lines))
    if options.docs is not None:
        tables.insert(options.docs, "benchmarks.preview", "\n".join(lines))


if __name__ == "__main__":
    main()
