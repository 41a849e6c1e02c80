"""What is seen of a training while it runs: a bar on a terminal, elsewhere a line now and then; and what films cannot draw."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from ctypes import CDLL
from multiprocessing import parent_process
from pathlib import Path
from time import monotonic
from typing import Any, Protocol

from tqdm import tqdm

from model.errors import UsageError, named
from model.files import replacing, require_suffix
from scenes.mobjects.fonts import foreign
from scenes.stage.endings import unheard

__all__ = ["attended", "heard", "hold_memory", "shown"]

FIRST, QUIET = 1.0, 10.0
"""So many seconds pass before the first line, and between lines."""
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD, HELD = -1, -3, 1 << 30
"""What glibc's ``mallopt`` is asked for (malloc.h), and bytes: of no array that is smaller is the memory given back."""


class Progress(Protocol):
    """How far a training is."""

    @property
    def stage(self) -> str:
        """What it does: read, encode, learn."""

    @property
    def step(self) -> int:
        """How many steps of the stage are done."""

    @property
    def total(self) -> int:
        """Of how many."""

    @property
    def accuracy(self) -> float | None:
        """The latest score on what it does not learn from, in 0..1."""


@contextmanager
def attended(output: Path, data: Path | None) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield a file that will be ``output``, and those whom a training tells what, by the names of a request for one.

    When it has learned, no signal takes that away. Raises :class:`UsageError` if the ``output`` does not end as files of weights
    do, or is where the ``data`` are, and as :func:`~model.files.replacing` does, before anything is trained.
    """
    if data is not None and output.resolve() == data.resolve():
        raise UsageError(f"{named(output)} holds your own data: give the weights another name.")
    require_suffix(output, ".safetensors", "Weights")
    hold_memory()
    with unheard() as deafen, replacing(output) as aside, shown() as (progress, say):
        yield aside, {"progress": progress, "say": say, "undrawable": foreign, "learned": deafen}


@contextmanager
def shown() -> Iterator[tuple[Callable[[Progress], None], Callable[[str], None]]]:
    """Yield what shows on standard error how far a training is, from now on, and what prints a sentence there."""
    with tqdm(desc="beginning", disable=None, leave=False, bar_format="{desc} {elapsed}") as bar:
        lines = _Lines()

        def progress(news: Progress) -> None:
            right = "" if news.accuracy is None else f"{news.accuracy:.0%} right"
            if bar.disable:
                lines.show(f"{news.stage}: {news.step:,} of {news.total:,} {right}")
                return
            if bar.desc != news.stage:
                bar.bar_format = None
                bar.set_description_str(news.stage, refresh=False)
                bar.reset(news.total)
            bar.total = news.total  # which changes where a time is to be kept
            bar.set_postfix_str(right, refresh=False)
            bar.update(news.step - bar.n)

        def say(sentence: str) -> None:
            bar.clear()
            _print(sentence)

        yield progress, say


@contextmanager
def heard() -> Iterator[Callable[[Progress], None] | None]:
    """Yield what shows on a terminal how far a training is with which a film begins, from the first that it is told on.

    None where there is no terminal, or where many films are made, each in a process of its own: these have bars already.
    """
    with ExitStack() as stack:
        show: list[Callable[[Progress], None]] = []

        def progress(news: Progress) -> None:
            if not show:
                tqdm.monitor_interval = 0  # or it starts a thread, and the process of a film must be able to fork
                show.append(stack.enter_context(shown())[0])
            show[0](news)

        alone = parent_process() is None and sys.stderr is not None and sys.stderr.isatty()
        yield progress if alone else None


def hold_memory() -> None:
    """Keep the memory of arrays that are done with, as the next step of a training needs as much; otherwise nothing changes.

    glibc gives that of large ones back to the system and gets it again page by page: a fifth to two fifths of the time of a step.
    """
    if sys.platform == "linux":
        with suppress(AttributeError):  # another C library
            for setting in (M_MMAP_THRESHOLD, M_TRIM_THRESHOLD):
                CDLL(None).mallopt(setting, HELD)


class _Lines:
    """Prints a line if none was printed for some time."""

    def __init__(self) -> None:
        self._due = monotonic() + FIRST

    def show(self, line: str) -> None:
        """Print a line, or not."""
        if monotonic() >= self._due:
            self._due = monotonic() + QUIET
            _print(line.rstrip())


def _print(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
