"""How cost grows: a frame's with the mobjects on screen, a film's time and memory with its length; plain manim and ours.

Run by hand: ``python -m benchmarks.growth --docs docs/performance.md``; the plot is written beside the document. What is known is
kept in a file; a run that was interrupted goes on from there.
"""

import argparse
import json
import shlex
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.rendering import sides, tables
from benchmarks.rendering.films import LENGTH
from benchmarks.rendering.measuring import run
from benchmarks.rendering.plotting import Chart, Line, draw
from benchmarks.rendering.records import here
from scenes.mobjects import fonts

COUNTS = (10, 30, 100, 300, 1000, 3000)
LENGTHS = (10, 30, 60, 120, 300, 600)
QUALITY = "480p15"
BOTH = {"plain manim": sides.plain, "ours": sides.ours}
PICTURE = "growth.png"


class Point(NamedTuple):
    """One measurement: ``kind`` is one, all (milliseconds a frame), or length; ``size`` mobjects, or seconds of film.

    Seconds on the clock and of all processors and the MB of all processes together are known of ``length`` only.
    """

    side: str
    kind: str
    size: int
    cost: float
    wall: float = 0.0
    memory: float = 0.0


def crowd(side: str, kind: str, count: int) -> Point:
    """Measure what a frame costs with ``count`` mobjects of which ``kind`` move."""
    frames = 30 if count < 1000 else 15
    with TemporaryDirectory(prefix="unrolled-") as folder:
        log = Path(folder) / "crowd.log"
        run([sys.executable, "-m", "benchmarks.rendering.crowd", side.split()[0], str(count), kind, str(frames)], log)
        return Point(side, kind, count, float(log.read_text().split()[-1]))


def length(side: str, seconds: int) -> Point:
    """Measure a film of short beats of that length, as a whole process."""
    with TemporaryDirectory(prefix="unrolled-") as folder:
        done, _ = BOTH[side]("loop", QUALITY, Path(folder), {LENGTH: str(seconds)})
    return Point(side, "length", seconds, done.processor, done.wall, done.together)


def measure(kept: Path, counts: Iterable[int], lengths: Iterable[int]) -> list[Point]:
    """Return all points, of which those that are not yet known are measured, and kept."""
    known = [Point(*json.loads(line)) for line in kept.read_text().splitlines()] if kept.exists() else []
    have = {point[:3] for point in known}
    wanted = [(side, kind, count) for count in counts for kind in ("one", "all") for side in BOTH]
    wanted += [(side, "length", seconds) for seconds in lengths for side in BOTH]
    kept.parent.mkdir(parents=True, exist_ok=True)
    for side, kind, size in wanted:
        if (side, kind, size) not in have:
            known.append(length(side, size) if kind == "length" else crowd(side, kind, size))
            print(known[-1], flush=True)
            with kept.open("a") as file:
                print(json.dumps(known[-1]), file=file)
    return known


def charts(points: list[Point]) -> list[Chart]:
    """Return the three charts of whatever is known."""

    def line(side: str, kind: str, figure: str, what: str = "", *, dashed: bool = False) -> Line:
        """Return one side's line of a figure over the sizes of a kind."""
        chosen = sorted(point for point in points if (point.side, point.kind) == (side, kind))
        return Line(side, [(point.size, getattr(point, figure)) for point in chosen], what, dashed)

    crowds = [line(side, kind, "cost", f"{kind} moving", dashed=kind == "all") for kind in ("one", "all") for side in BOTH]
    made = [
        Chart("CPU ms a frame", "mobjects on screen", crowds),
        Chart("CPU s a film", "seconds of film", [line(side, "length", "cost") for side in BOTH]),
        Chart("MB, all processes together", "seconds of film", [line(side, "length", "memory") for side in BOTH]),
    ]
    return [chart for chart in made if all(line.points for line in chart.lines)]


def table(points: list[Point]) -> str:
    """Return what the plot shows, in numbers; pairs are plain manim's figure and ours."""
    known = {point[:3]: point for point in points}

    def pair(kind: str, size: int, figure: str) -> str:
        """Return a figure of both sides."""
        found = (known.get((side, kind, size)) for side in BOTH)
        return " / ".join(f"{getattr(point, figure):.3g}" if point else tables.NONE for point in found)

    counts, lengths = (sorted({each.size for each in points if (each.kind == "length") == long}) for long in (False, True))
    crowds = [f"| {count} | {pair('one', count, 'cost')} | {pair('all', count, 'cost')} |" for count in counts]
    figures = [[pair("length", seconds, figure) for figure in ("wall", "cost", "memory")] for seconds in lengths]
    films = [f"| {seconds} | {' | '.join(row)} |" for seconds, row in zip(lengths, figures, strict=True)]
    head = ["| mobjects | CPU ms a frame, one moving | all moving |", "|---|---|---|"]
    return "\n".join([*head, *crowds, "", "| seconds of film | wall s | CPU s | together MB |", "|---|---|---|---|", *films])


def main() -> None:
    """Measure what is asked for, and write the plot and the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--counts", nargs="*", type=int, default=COUNTS, help="mobjects on screen [%(default)s]")
    parser.add_argument("--lengths", nargs="*", type=int, default=LENGTHS, help="seconds of film [%(default)s]")
    parser.add_argument("--kept", type=Path, default=Path("media/growth.jsonl"), help="where results are kept [%(default)s]")
    parser.add_argument("--docs", type=Path, default=Path("media/growth.md"), help="the document to write into [%(default)s]")
    options = parser.parse_args()
    fonts.prepare()
    points = measure(options.kept, options.counts, options.lengths)
    command = shlex.join(["python", "-m", "benchmarks.growth", *sys.argv[1:]])
    draw(options.docs.with_name(PICTURE), charts(points))
    tables.insert(options.docs, "benchmarks.growth", f"`{command}`; {here()}.\n\n![growth]({PICTURE})\n\n{table(points)}")


if __name__ == "__main__":
    main()
