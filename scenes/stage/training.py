"""What is seen of a training while it runs: a bar on a terminal, elsewhere a line now and then; and what films cannot draw."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Protocol

from tqdm import tqdm

from scenes.mobjects.scripts import foreign

__all__ = ["foreign", "shown"]

FIRST, QUIET = 1.0, 10.0
"""So many seconds pass before the first line, and between lines."""


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
            bar.set_postfix_str(right, refresh=False)
            bar.update(news.step - bar.n)

        def say(sentence: str) -> None:
            bar.clear()
            _print(sentence)

        yield progress, say


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
