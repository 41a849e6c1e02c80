"""Are odd files refused in one sentence, at once? ``python -m benchmarks.fuzz --count 100000``; run by hand, in one process.

For each loader (traces, weights, tables, texts, films) there is an odd file for each number: headers, arrays, zips and lines
with something wrong in them, and bytes that were lost. Each is loaded. It may be taken, or refused with one of the project's own
errors: one sentence of less than 300 letters, within a second, in no more memory than 256 MB or the file's own size. All else is
unclean, and is kept. What was tried is kept as well, so that a run that was interrupted goes on, unless the code has changed.

``--show LOADER NUMBER`` writes one such file, and says what becomes of it. ``--choose COUNT`` tries that many files of each
loader, and writes down which of them run through different code: those run in the tests.
"""

import argparse
import json
import resource
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.fuzzing.choosing import choose
from benchmarks.fuzzing.judging import Verdict, judged
from benchmarks.fuzzing.loaders import LOADERS

__all__ = ["tried"]

ROOT = Path(__file__).parents[1]
KEPT = Path("media/fuzz.jsonl")
CHOSEN = ROOT / "tests" / "data" / "fuzz.json"
SOURCES = ("model/errors.py", "model/headers.py", "model/files.py", "benchmarks/fuzzing/judging.py")
BATCH, LIMIT = 1000, 4 * 2**30


def tried(name: str, numbers: range, folder: Path) -> Iterator[tuple[int, Verdict]]:
    """Load the files of these numbers, and yield what became of each."""
    loader = LOADERS[name]
    path = folder / f"odd{loader.suffix}"
    for number in numbers:
        path.write_bytes(loader.file(name, number))
        yield number, judged(loader.load, path)


def digest(name: str) -> str:
    """Return a hash of the code of a loader, and of what judges it; whatever made the files, they were tried."""
    places = [ROOT / each for each in (*SOURCES, *LOADERS[name].code)]
    files = [path for place in places for path in (sorted(place.rglob("*.py")) if place.is_dir() else [place])]
    return sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()[:16]


def known(kept: Path, code: str) -> list[dict[str, Any]]:
    """Return the batches that were tried with this code."""
    lines = [json.loads(line) for line in kept.read_text(encoding="utf-8").splitlines()] if kept.exists() else []
    return [line for line in lines if line["code"] == code]


def fuzz(name: str, count: int, kept: Path) -> list[dict[str, Any]]:
    """Try as many files of a loader, those that were tried before included; keep and return what became of them, by batches."""
    code = digest(name)
    batches = [line for line in known(kept, code) if line["loader"] == name]
    done = {line["first"] for line in batches}
    kept.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="unrolled-") as folder:
        for first in (each for each in range(0, count, BATCH) if each not in done):
            found = list(tried(name, range(first, min(first + BATCH, count)), Path(folder)))
            batches.append(
                {
                    "code": code,
                    "loader": name,
                    "first": first,
                    "tried": len(found),
                    "loaded": sum(verdict.loaded for _, verdict in found),
                    "unclean": [[number, verdict.wrong] for number, verdict in found if verdict.wrong],
                }
            )
            with kept.open("a", encoding="utf-8") as file:
                print(json.dumps(batches[-1]), file=file)
    return batches


def show(name: str, number: int) -> None:
    """Write the file of a number, and say what becomes of it."""
    for _, verdict in tried(name, range(number, number + 1), Path.cwd()):
        print(verdict.wrong or verdict.said or "It is taken.")


def main() -> None:
    """Try files of all loaders, or of those that are named, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("loaders", nargs="*", metavar="LOADER", help=f"{', '.join(LOADERS)} [all]")
    parser.add_argument("--count", type=int, default=1000, help="files of each loader [%(default)s]")
    parser.add_argument("--kept", type=Path, default=KEPT, help="where results are kept [%(default)s]")
    parser.add_argument("--show", nargs=2, metavar=("LOADER", "NUMBER"))
    parser.add_argument("--choose", type=int, metavar="COUNT")
    given = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (LIMIT, LIMIT))  # an error, where otherwise the machine would suffer
    if given.show:
        show(given.show[0], int(given.show[1]))
        return
    names = given.loaders or list(LOADERS)
    if given.choose:
        CHOSEN.write_text(json.dumps({name: choose(name, given.choose, tried) for name in names}) + "\n", encoding="utf-8")
        return
    print("| loader | files | taken | refused | unclean |\n|---|---|---|---|---|")
    for name in names:
        batches = fuzz(name, given.count, given.kept)
        total, loaded = (sum(line[what] for line in batches) for what in ("tried", "loaded"))
        unclean = [each for line in batches for each in line["unclean"]]
        print(f"| {name} | {total} | {loaded} | {total - loaded - len(unclean)} | {len(unclean)} |", flush=True)
        for wrong, count in Counter(wrong for _, wrong in unclean).most_common(20):
            print(f"  {count} × {wrong} (such as {next(number for number, each in unclean if each == wrong)})")


if __name__ == "__main__":
    main()
