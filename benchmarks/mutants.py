"""Which faults do the tests of a module notice? Each is put in, one at a time, and the tests that belong to the module are run.

Run by hand, on Linux: ``python -m benchmarks.mutants scenes/mobjects/reading.py``. Tests of a module are in the file of its name
in ``tests/``; ``--tests`` names others. What is known is kept in a file, so that a run that was interrupted, or one after new
tests, goes on from there: a fault is tried again when the module changes, and one that was not noticed also when a test does.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.mutating.changes import Mutant, mutants
from benchmarks.mutating.trials import ROOT, try_all

KEPT = Path("media/mutants.jsonl")


def tests_of(module: Path) -> list[str]:
    """Return the test file that belongs to a module, by its name."""
    found = ROOT / "tests" / module.parent / f"test_{module.stem}.py"
    if not found.exists():
        raise SystemExit(f"There is no {found.relative_to(ROOT)}: name the tests of {module} with --tests.")
    return [str(found.relative_to(ROOT))]


def digest(paths: Sequence[str | Path]) -> str:
    """Return a hash of what stands in files, in those of folders, and in the files of single tests."""
    found = [ROOT / str(path).partition("::")[0] for path in paths]
    files = [file for path in found for file in (sorted(path.rglob("*.py")) if path.is_dir() else [path])]
    return sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()[:16]


def known(kept: Path, module: Path, tests: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return what was found out about a module as it is now: all faults that were noticed, and those that these tests did not."""
    lines = [json.loads(line) for line in kept.read_text(encoding="utf-8").splitlines()] if kept.exists() else []
    own, judges = digest([module]), digest(tests)
    fitting = (line for line in lines if line["module"] == str(module) and line["digest"] == own)
    return {line["fault"]: line for line in fitting if line["noticed"] or line["tests"] == judges}


def examine(module: Path, faults: Sequence[Mutant], tests: Sequence[str], kept: Path, workers: int) -> dict[str, dict[str, Any]]:
    """Return what became of each fault, by its key; what is not known is tried, and kept."""
    found = known(kept, module, tests)
    untried = [fault for fault in faults if fault.key not in found]
    kept.parent.mkdir(parents=True, exist_ok=True)
    stamp = {"module": str(module), "digest": digest([module]), "tests": digest(tests)}
    for number, (fault, verdict) in enumerate(try_all(module, untried, tests, workers) if untried else (), start=1):
        line = {**stamp, "fault": fault.key, "noticed": verdict.noticed, "seconds": round(verdict.seconds, 2)}
        found[fault.key] = line
        print(f"{number}/{len(untried)} {'noticed ' if verdict.noticed else 'SURVIVED'} {fault.key}", file=sys.stderr, flush=True)
        with kept.open("a", encoding="utf-8") as file:
            print(json.dumps(line, ensure_ascii=False), file=file)
    return found


def table(module: Path, faults: Sequence[Mutant], found: dict[str, dict[str, Any]]) -> str:
    """Return a summary in Markdown: how many were noticed, by kind, and a row for each that was not.

    A comparison that differs only where both sides are equal is marked: of floats, it is often no fault.
    """
    left = [fault for fault in faults if not found[fault.key]["noticed"]]
    kinds = Counter(fault.kind for fault in faults)
    missed = Counter(fault.kind for fault in left)
    share = 1 - len(left) / len(faults)
    by_kind = ", ".join(f"{kind} {count - missed[kind]}/{count}" for kind, count in kinds.most_common())
    rows = [
        f"| {fault.line} | {fault.kind} | `{_cell(fault.before)}` | `{_cell(fault.after)}` | {_suspicion(fault)} |"
        for fault in left
    ]
    head = ["", "| line | kind | code | fault | |", "|---|---|---|---|---|", *rows] if rows else []
    return "\n".join([f"**{module}**: {len(faults) - len(left)} of {len(faults)} noticed ({share:.1%}): {by_kind}.", *head])


def _cell(code: str) -> str:
    return code.replace("|", "\\|")


def _suspicion(fault: Mutant) -> str:
    boundary = fault.kind == "comparison" and fault.before.replace("=", "") == fault.after.replace("=", "")
    return "equal but where both sides are" if boundary else ""


def main() -> None:
    """Try all faults of the modules that are named, and print a table for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("modules", nargs="+", type=Path, help="relative to the project")
    parser.add_argument("--tests", nargs="+", help="files or folders of tests, or single ones, in the order of running")
    parser.add_argument("--kept", type=Path, default=KEPT, help="where results are kept [%(default)s]")
    parser.add_argument("-j", "--jobs", type=int, default=2, help="trials at once [%(default)s]")
    parser.add_argument("--sample", type=int, metavar="COUNT", help="try only so many faults of a module, drawn with the seed 0")
    options = parser.parse_args()
    for module in options.modules:
        faults = list(mutants((ROOT / module).read_text(encoding="utf-8")))
        if options.sample is not None:
            faults = Random(0).sample(faults, min(options.sample, len(faults)))
        found = examine(module, faults, options.tests or tests_of(module), options.kept, options.jobs)
        print(table(module, faults, found), end="\n\n")


if __name__ == "__main__":
    main()
