"""Progress bars, one a film."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from tqdm import tqdm

from scenes.stage.jobs import Progress

__all__ = ["bars"]


@contextmanager
def bars(names: Sequence[str]) -> Iterator[Callable[[Progress], None]]:
    """Yield a function that shows progress, one bar a film; silent where standard error is not a terminal.

    How long a film is, is known when most of it is drawn.
    """
    tqdm.monitor_interval = 0  # or it starts a thread, and the process of a film must be able to fork
    early, late = "{desc} {n:.0f} s of film in {elapsed}", "{desc} {percentage:3.0f}% |{bar}| {elapsed}<{remaining}"
    bars = [tqdm(desc=name, position=row, disable=None, bar_format=early, leave=False) for row, name in enumerate(names)]

    def show(progress: Progress) -> None:
        bar = bars[progress.job]
        if progress.total is not None:
            bar.total, bar.bar_format = max(progress.total, progress.done), late
        bar.update(progress.done - bar.n)

    try:
        yield show
    finally:
        for bar in bars:
            bar.close()
