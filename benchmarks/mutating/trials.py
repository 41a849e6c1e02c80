"""Faults tried: a copy of the tree with one in it, and the tests that should notice, in a process of their own.

Each worker has a copy of the tree, and imports once what the tests take from other packages; a trial is forked from there.
"""

import os
import resource
import select
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from queue import SimpleQueue
from shutil import copytree, ignore_patterns
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.mutating.changes import Mutant

__all__ = ["ROOT", "Verdict", "try_all"]

ROOT = Path(__file__).parents[2]
MEMORY = 4 << 30  # bytes that a trial may take
LIMIT = (15.0, 5.0)
"""Seconds that a trial has in any case, and how many times what the tests take without a fault."""
OPTIONS = (
    "-x",
    "-q",
    "-p",
    "no:randomly",
    "-p",
    "no:cacheprovider",
    "-p",
    "no:xdist",
    "-W",
    "ignore::pytest.PytestAssertRewriteWarning",
)
NOT_OURS = (".git", ".venv", ".cache", ".*_cache", ".hypothesis", "build", "__pycache__", "*.egg-info", "*.mp4", "*.jsonl")
"""What is not copied: it belongs to a machine, or was made by a run."""
DRAWS = ("manim", "cairo", "typst")
"""What must find its fonts when it is imported, and so is imported by each trial anew."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a fault: which test noticed it (nothing: none did), and how long that took, in seconds."""

    noticed: str
    seconds: float


def try_all(
    module: Path, faults: Sequence[Mutant], tests: Sequence[str], workers: int, limit: tuple[float, float] = LIMIT
) -> Iterator[tuple[Mutant, Verdict]]:
    """Yield each fault of a module with what became of it, as soon as that is known.

    A trial is ended when it takes longer than ``limit``. Raises RuntimeError if the tests fail without a fault, or a worker ends.
    """
    waiting: SimpleQueue[tuple[Mutant, Verdict]] = SimpleQueue()
    with _benches(tests, workers, limit) as benches, ThreadPoolExecutor(workers) as pool:
        free: SimpleQueue[Any] = SimpleQueue()
        for bench in benches:
            free.put(bench)

        def tried(fault: Mutant) -> None:
            """Try a fault at the next bench that is free."""
            bench = free.get()
            try:
                bench.send((str(module), fault.source))
                waiting.put((fault, Verdict(*_answer(bench))))
            finally:
                free.put(bench)

        running = [pool.submit(tried, fault) for fault in faults]
        for done in as_completed(running):
            done.result()  # what went wrong is raised
            yield waiting.get()


@contextmanager
def _benches(tests: Sequence[str], count: int, limit: tuple[float, float]) -> Iterator[list[Any]]:
    """Yield connections to workers that have seen the tests pass."""
    context = get_context("spawn")
    with TemporaryDirectory(prefix="unrolled-mutants-") as folder:
        pairs = [context.Pipe() for _ in range(count)]
        processes = [
            context.Process(target=_serve, args=(pairs[number][1], Path(folder) / str(number), tuple(tests), limit), daemon=True)
            for number in range(count)
        ]
        try:
            for process in processes:
                process.start()
            for _, theirs in pairs:
                theirs.close()  # so that the end of a worker is the end of its connection
            connections = [ours for ours, _ in pairs]
            for connection in connections:
                if (failed := _answer(connection)) is not None:
                    raise RuntimeError(f"Without a fault, {failed} fails.")
            yield connections
        finally:
            for process in processes:
                process.terminate()
                process.join()


def _answer(connection: Any) -> Any:
    """Return what a worker answers. Raises RuntimeError if it has ended instead."""
    try:
        return connection.recv()
    except EOFError:
        raise RuntimeError("A worker ended before it could answer; what it said is above.") from None


def _serve(connection: Any, tree: Path, tests: tuple[str, ...], limit: tuple[float, float]) -> None:
    """Try what comes in over a connection: pairs of a module's path and its text with a fault."""
    _copy(tree)
    os.chdir(tree)
    os.environ |= {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    sys.dont_write_bytecode = True
    sys.path[:] = [str(tree), *(each for each in sys.path if each not in ("", str(ROOT)))]
    for name in _ours(ROOT):  # what was imported on the way here is that of the tree itself: no fault is in it
        del sys.modules[name]
    noticed, seconds, imported = _trial(tests, 600.0)
    connection.send(noticed or None)
    _import(imported)
    longest = max(limit[0], limit[1] * seconds)
    while True:
        name, text = connection.recv()
        sound = Path(name).read_text(encoding="utf-8")
        Path(name).write_text(text, encoding="utf-8")
        noticed, seconds, _ = _trial(tests, longest)
        Path(name).write_text(sound, encoding="utf-8")
        connection.send((noticed, seconds))


def _ours(tree: Path) -> list[str]:
    """Return the names of all modules that were imported from a tree."""
    places = {name: getattr(module, "__file__", None) for name, module in sys.modules.items() if name != "__main__"}
    return [name for name, place in places.items() if place and tree in Path(place).parents and ".venv" not in Path(place).parts]


def _copy(tree: Path) -> None:
    copytree(ROOT, tree, ignore=ignore_patterns(*NOT_OURS))


def _import(names: Sequence[str]) -> None:
    for name in names:
        try:
            __import__(name)
        except Exception:
            continue  # it is imported where it is needed


def _trial(tests: tuple[str, ...], limit: float) -> tuple[str, float, list[str]]:
    """Run the tests in a forked process; return which one failed, how long it took, and what was imported from elsewhere."""
    reading, writing = os.pipe()
    start = time.monotonic()
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        os.close(reading)
        _run(tests, writing)
    os.close(writing)
    said = _heard(reading, start + limit)
    seconds = time.monotonic() - start
    _end(child)
    if said is None:
        return "(took too long)", seconds, []
    noticed, _, imported = said.partition("\n")
    return noticed if imported else "(ended the process)", seconds, imported.split()


def _heard(pipe: int, until: float) -> str | None:
    """Return all that comes through a pipe; None if that takes too long."""
    said = b""
    while select.select([pipe], [], [], max(until - time.monotonic(), 0))[0]:
        if not (more := os.read(pipe, 1 << 16)):
            os.close(pipe)
            return said.decode()
        said += more
    os.close(pipe)
    return None


def _end(child: int) -> None:
    try:
        os.killpg(child, signal.SIGKILL)
    except ProcessLookupError:
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


class _Watch:
    """Notes the first test that fails."""

    def __init__(self) -> None:
        self.failed = ""

    def pytest_runtest_logreport(self, report: Any) -> None:
        """Remember the first test that failed."""
        if report.failed:
            self.failed = self.failed or report.nodeid

    def pytest_collectreport(self, report: Any) -> None:
        """Remember it where tests cannot be imported."""
        if report.failed:
            self.failed = self.failed or f"{report.nodeid} (cannot be imported)"


def _run(tests: tuple[str, ...], pipe: int) -> None:
    """Run tests, say into a pipe which one failed and what was imported, and leave."""
    noticed = "(ended the process)"
    try:
        silence = os.open(os.devnull, os.O_RDWR)
        for number in range(3):
            os.dup2(silence, number)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        import pytest

        watch = _Watch()
        status = pytest.main([*OPTIONS, *tests], plugins=[watch])
        noticed = watch.failed or ("" if status == 0 else f"(pytest ended with {status})")
    except BaseException as error:
        noticed = f"({type(error).__name__} outside of a test)"
    finally:
        here = str(Path.cwd())
        elsewhere = [
            name
            for name, module in list(sys.modules.items())
            if name != "__main__"
            and not name.startswith(DRAWS)
            and not str(getattr(module, "__file__", here) or here).startswith(here)
        ]
        os.write(pipe, "\n".join([noticed, *elsewhere, "end"]).encode())
        os._exit(0)
