"""Whole processes, measured from outside: the clock, the processors, and memory of the largest process and of all together."""

import os
import shlex
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from threading import Event, Thread
from time import perf_counter
from typing import NamedTuple

__all__ = ["ROOT", "Run", "best", "run"]

ROOT = Path(__file__).parents[2]
PROC = Path("/proc")
OFTEN = 0.1
"""Seconds between two looks at memory."""


class Run(NamedTuple):
    """One command run once: seconds on the clock, seconds of all processors, MB of the largest process, MB of all at a time."""

    wall: float
    processor: float
    largest: float = 0.0
    together: float = 0.0


def best(runs: list[Run]) -> Run:
    """Return the least time and the most memory of several runs: other work on the machine only adds time."""
    wall, processor, largest, together = zip(*runs, strict=True)
    return Run(min(wall), min(processor), max(largest), max(together))


def run(command: list[str], log: Path, environment: Mapping[str, str] | None = None) -> Run:
    """Run a command to its end, what it says going to ``log``; raises RuntimeError with the end of that if it fails."""
    settings = os.environ | {"PYTHONPATH": str(ROOT)} | dict(environment or {})
    with log.open("w") as said:
        start = perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, stdout=said, stderr=subprocess.STDOUT, env=settings)
        watch = Watch(process.pid)
        _, status, usage = os.wait4(process.pid, 0)
        wall = perf_counter() - start
        watch.stop()
    process.returncode = os.waitstatus_to_exitcode(status)
    if status:
        raise RuntimeError(f"{shlex.join(command)} failed ({process.returncode}):\n{log.read_text()[-2000:]}")
    return Run(wall, usage.ru_utime + usage.ru_stime, watch.largest, watch.together)


class Watch:
    """Looks at the memory of a process and all that it starts, where there is a ``/proc``; elsewhere it stays at nought.

    ``largest`` is the highest resident memory of any one process, which the system itself keeps. ``together`` is the highest sum
    over all processes at a time; a page that several share counts once.
    """

    def __init__(self, root: int) -> None:
        self.largest = self.together = 0.0
        self._root, self._over = root, Event()
        self._thread = Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(OFTEN):
            family = list(_family(self._root))
            self.largest = max([self.largest, *(_kilobytes(pid, "status", "VmHWM:") / 1024 for pid in family)])
            self.together = max(self.together, sum(_kilobytes(pid, "smaps_rollup", "Pss:") for pid in family) / 1024)


def _family(root: int) -> Iterator[int]:
    """Yield a process and everything that descends from it."""
    children: dict[int, list[int]] = {}
    for path in PROC.glob("[0-9]*/stat"):
        fields = _read(path).rpartition(")")[2].split()  # the name, in brackets, may hold anything
        if fields:
            children.setdefault(int(fields[1]), []).append(int(path.parent.name))
    waiting = [root]
    while waiting:
        pid = waiting.pop()
        yield pid
        waiting += children.get(pid, [])


def _kilobytes(pid: int, file: str, field: str) -> int:
    line = next((line for line in _read(PROC / str(pid) / file).splitlines() if line.startswith(field)), "")
    return int(line.split()[1]) if line else 0


def _read(path: Path) -> str:
    """Return what a file of ``/proc`` says; nothing if the process is gone."""
    try:
        return path.read_text()
    except OSError:
        return ""
