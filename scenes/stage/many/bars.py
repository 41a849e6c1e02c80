"""Progress bars for films that are made, on standard error; silent where that is not a terminal."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from tqdm import tqdm

from scenes.stage.jobs import Progress

__all__ = ["bars"]

EARLY, LATE = "{desc} {n:.0f} s of film in {elapsed}", "{desc} {percentage:3.0f}% |{bar}| {elapsed}<{remaining}"
"""What a bar looks like before it is known how long a film is, which is when most of it is drawn, and afterwards."""


@contextmanager
def bars(names: Sequence[str]) -> Iterator[Callable[[Progress], None]]:
    """Yield a function that shows progress, one bar a film."""
    tqdm.monitor_interval = 0  # or it starts a thread, and the process of a film must be able to fork
    shown = [tqdm(desc=name, position=row, disable=None, bar_format=EARLY, leave=False) for row, name in enumerate(names)]

    def show(progress: Progress) -> None:
        bar = shown[progress.job]
        if progress.total is not None:
            bar.total, bar.bar_format = max(progress.total, progress.done), LATE
        bar.update(progress.done - bar.n)

    try:
        yield show
    finally:
        for bar in shown:
            bar.close()
