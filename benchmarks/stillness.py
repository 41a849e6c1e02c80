"""For how long films stand still, measured on the films as they are seen: decoded, without the strip of their captions.

``python -m benchmarks.stillness --docs docs/performance.md``. A frame is still if fewer than 12 of its pixels differ by more than
14 of 255, in any colour, from the frame before it; the lower 13.5 % of the picture, where captions are, is left out. What is
measured while a film is told (``scenes/telling/stillness.py``) knows what moves, this sees it. Each film is made of two
sentences, or once if it reads none, at 480p15.
"""

import argparse
import shlex
import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np

from benchmarks.rendering import sides, tables
from benchmarks.rendering.measuring import run
from benchmarks.rendering.records import here
from model.trace import ReaderTrace, Trace, TranslationTrace
from scenes.mobjects import fonts
from scenes.stage import catalogue
from scenes.stage.formats.film import opened

QUALITY = "480p15"
CAPTION, PIXELS, LEVELS = 0.135, 12, 14
"""The part of the picture that is left out; how many pixels differ, and by how much of 255, where something moves."""

OTHERS: Mapping[type[Trace], str] = {
    ReaderTrace: "I like this product but the battery could have been better",
    TranslationTrace: "how was your day",
}
"""What films of a kind of trace tell of besides what is their own; those of other kinds read no sentence."""


class Still(NamedTuple):
    """The part (0..1) of a film in which it stands still, and for how long it does at most, in seconds."""

    share: float
    longest: float


def measure(film: Path) -> Still:
    """Return for how long a finished film stands still."""
    with opened(film) as seen:
        rate = float(seen.rate)
        stays = list(unmoved(picture.frame.to_ndarray(format="rgb24") for picture in seen.pictures()))
    runs = [len(list(run)) for still, run in groupby(stays) if still]
    return Still(sum(runs) / len(stays), max(runs, default=0) / rate)


def unmoved(pictures: Iterable[np.ndarray]) -> Iterator[bool]:
    """Yield of each picture, ``(height, width, 3)``, but the first whether it is the one before it, but for the captions."""
    for before, after in pairwise(pictures):
        high = round(len(before) * (1 - CAPTION))
        change = np.abs(after[:high].astype(np.int16) - before[:high]).max(axis=2)
        yield int((change > LEVELS).sum()) < PIXELS


def made(film: str, text: str, folder: Path) -> Path:
    """Make a film of a text, or of its own if that is empty, and return it."""
    path = folder / f"{film}.mp4"
    command = [sys.executable, "render.py", film, "-q", QUALITY, "-o", str(path), *(["--text", text] if text else [])]
    run(command, folder / "log")
    return path


def rows(films: Iterable[str]) -> Iterator[str]:
    """Make films of both sentences, or as they are if they read none, and yield a row of the table for each."""
    with TemporaryDirectory(prefix="unrolled-") as name:
        for film in films:
            story = catalogue.load(film)
            for text in ("", *(other for kind, other in OTHERS.items() if story.trace_type is kind)):
                share, longest = measure(made(film, text, Path(name)))
                yield f"| {film} | {text or getattr(story, 'text', '-')} | {share:.0%} | {longest:.1f} |"


def main() -> None:
    """Measure, and show or write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--films", nargs="+", default=sides.SHIPPED, choices=sides.SHIPPED, help="default: all")
    parser.add_argument("--docs", type=Path, help="the document whose table is replaced; default: it is printed")
    options = parser.parse_args()
    fonts.prepare()
    command = shlex.join(["python", "-m", "benchmarks.stillness", *sys.argv[1:]])
    lines = [f"`{command}`; {here()}.", "", "| film | sentence | still | longest, s |", "|---|---|---|---|", *rows(options.films)]
    print("\n".join(lines))
    if options.docs is not None:
        tables.insert(options.docs, "benchmarks.stillness", "\n".join(lines))


if __name__ == "__main__":
    main()
