"""Plain manim against ours, in turn: time, memory, bytes and likeness of every film, with the floors that nothing can get below.

Run by hand: ``python -m benchmarks.render --docs docs/performance.md``. Everything is a whole process, started from nothing.
Plain manim renders with its own settings (caching off, as for a film that was changed); ours is `python render.py FILM`, audit
and captions included. Each film is kept in a file as soon as it is measured; a run that was interrupted goes on from there.
"""

import argparse
import os
import shlex
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.rendering import sides, tables
from benchmarks.rendering.floor import encode_only
from benchmarks.rendering.likeness import BT601, BT709, Likeness, likeness
from benchmarks.rendering.measuring import Run, run
from benchmarks.rendering.records import Fidelity, Measured, Side, Store, here
from scenes.mobjects import fonts
from scenes.mobjects.theme import THEMES
from scenes.stage.formats.film import opened
from scenes.stage.jobs import QUALITIES

FILMS = (*sides.SHIPPED, *sides.SYNTHETIC)
USUAL = {"480p15": FILMS, "1080p60": FILMS, "1080p30": ("lstm_sentence", *sides.SYNTHETIC)}
"""What is measured if nobody says otherwise, what matters most first; half the frames a second take half the time."""

PARTS = ("plain", "likeness", "floors")


def measure(film: str, quality: str, *, repeat: int, skip: list[str], folder: Path, told: Run | None = None) -> Measured:
    """Make a film both ways, in turn, and compare what came out; ``told`` is how long telling takes, if that is known."""
    load = os.getloadavg()[0]
    theirs, mine = [], []
    for _ in range(repeat):
        if "plain" not in skip:
            theirs.append(sides.plain(film, quality, folder))
        mine.append(sides.ours(film, quality, folder))
    with opened(mine[-1][1]) as made:
        seconds = float(made.duration)
    floors, files = "floors" not in skip, [made[-1][1] for made in (mine, theirs) if made]
    alike = [] if "likeness" in skip else compare(sides.lossless(film, quality, folder), *files)
    return Measured(
        film=film,
        quality=quality,
        seconds=seconds,
        place=here(),
        load=round(load, 2),
        ours=side(mine, alike[0] if alike else None),
        plain=side(theirs, alike[-1] if alike else None) if theirs else None,
        encode=encode_only(files[0], QUALITIES[quality].rate, folder / "floor.log") if floors else None,
        tell=(told or sides.tell(film, folder)) if floors else None,
    )


def side(runs: list[tuple[Run, Path]], like: Likeness | None) -> Side:
    """Return the record of one side."""
    return Side([each for each, _ in runs], runs[-1][1].stat().st_size, like)


def compare(master: Path, *films: Path) -> list[Likeness]:
    """Return the likeness of our film, and of plain manim's if there is one, to the lossless one."""
    return likeness(master, dict(zip(films, (BT709, BT601), strict=False)))


def check(film: str, theme: str, quality: str, folder: Path) -> Fidelity:
    """Compare the pixels of our lossless film with plain manim's."""
    log = folder / "faithful.log"
    run([sys.executable, "-m", "benchmarks.rendering.faithful", film, theme, quality], log)
    frames, worst = map(int, log.read_text().split()[-2:])
    return Fidelity(film=film, theme=theme, quality=quality, frames=frames, worst=worst, place=here())


def measure_all(options: argparse.Namespace, store: Store) -> None:
    """Measure what is not yet known, and show each film's row; the document is written even if that is interrupted."""
    print(tables.HEAD)
    wanted = [(film, quality) for quality in options.qualities for film in options.films or USUAL.get(quality, FILMS)]
    try:
        for film, quality in wanted:
            if (film, quality) not in store:
                told = next((each.tell for each in store.measured() if each.film == film), None)
                with TemporaryDirectory(prefix="unrolled-") as name:
                    folder = Path(name)
                    store.add(measure(film, quality, repeat=options.repeat, skip=options.skip, folder=folder, told=told))
                print(tables.row(store.measured()[-1]), flush=True)
    finally:
        if store.measured():
            written(options.docs, "render", tables.report(store.measured(), _command()))


def check_all(options: argparse.Namespace, store: Store) -> None:
    """Compare the pixels of the shipped films in every theme, where that is not yet known."""
    for quality in options.qualities:
        for film in options.films or sides.SHIPPED:
            for theme in THEMES:
                if film in sides.SHIPPED and (film, theme, quality) not in store:
                    with TemporaryDirectory(prefix="unrolled-") as name:
                        store.add(check(film, theme, quality, Path(name)))
                    print(store.fidelity()[-1], flush=True)
    if store.fidelity():
        written(options.docs, "faithful", f"`{_command()}`\n\n{tables.fidelity(store.fidelity())}")


def written(docs: Path | None, name: str, text: str) -> None:
    """Put a table into the document, or show it."""
    if docs is None:
        print(f"\n{text}")
    else:
        tables.insert(docs, f"benchmarks.{name}", text)


def _command() -> str:
    return shlex.join(["python", "-m", "benchmarks.render", *sys.argv[1:]])


def arguments(words: list[str] | None = None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--films", nargs="+", metavar="FILM", choices=FILMS, help=", ".join(FILMS))
    parser.add_argument(
        "--qualities", nargs="+", metavar="QUALITY", choices=QUALITIES, help=f"default: {', '.join(USUAL)} (few films)"
    )
    parser.add_argument("--repeat", type=int, default=1, help="how often each side makes each film, in turn; the best counts")
    parser.add_argument("--skip", nargs="+", default=[], choices=PARTS, help="what to leave out")
    parser.add_argument("--faithful", action="store_true", help="compare lossless pixels instead, in all themes (at 480p15)")
    parser.add_argument("--kept", type=Path, default=Path("media/benchmark.jsonl"), help="where results are kept [%(default)s]")
    parser.add_argument("--docs", type=Path, help="the document whose tables are replaced; default: they are printed")
    options = parser.parse_args(words)
    options.qualities = options.qualities or (["480p15"] if options.faithful else list(USUAL))
    return options


def main() -> None:
    """Measure, and write the tables."""
    options = arguments()
    fonts.prepare()
    store = Store(options.kept)
    (check_all if options.faithful else measure_all)(options, store)


if __name__ == "__main__":
    main()
