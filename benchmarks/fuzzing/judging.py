"""What becomes of a file that is loaded: taken, refused in one clear sentence, or anything unclean."""

import resource
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from warnings import catch_warnings

from model.errors import UnrolledError

__all__ = ["LONGEST", "Verdict", "judged"]

LONGEST = 300
"""So many letters has a message at most."""

SECONDS, HANGS, WAITS = 1.0, 20.0, 600.0
"""So long may it take, in seconds of the processor; after so many it is ended. By the clock that is done after many more, for how
long it waits on a busy machine says nothing of it."""

ROOM = 256 * 2**20
"""So much memory may be taken, or as much as the file has bytes, if that is more."""


class Verdict(NamedTuple):
    """What became of a file: the message with which it was refused, and what is wrong with that, if anything is."""

    said: str
    wrong: str

    @property
    def loaded(self) -> bool:
        """Whether it was taken."""
        return not self.said and not self.wrong


class Hanging(BaseException):
    """It takes too long by far."""


def judged(load: Callable[[Path], Any], path: Path) -> Verdict:
    """Load a file, and judge how; memory is the most that the process has taken so far, so the first that exceeds it is meant."""
    before, started, said, wrong = _taken(), time.process_time(), "", ""
    try:
        with _ended(), catch_warnings(action="error"):
            load(path)
    except UnrolledError as error:
        said = str(error)
        wrong = _unclear(said)
    except (Exception, Hanging) as error:
        wrong = f"{type(error).__name__}: {error}"[:LONGEST]
    took, more = time.process_time() - started, _taken() - before
    if took > SECONDS:
        wrong = wrong or f"it took {took:.1f} s"
    if more > max(ROOM, path.stat().st_size):
        wrong = wrong or f"it took {more >> 20} MB"
    return Verdict(said, wrong)


def _unclear(said: str) -> str:
    """Return what is wrong with a message, or nothing."""
    if len(said) > LONGEST:
        return f"a message of {len(said)} letters: {said[:100]}"
    if not said.isprintable():
        return f"a message of more than one line, or of odd letters: {said!r}"
    return "" if said.endswith(".") and said[:1] else f"no sentence: {said}"


def _taken() -> int:
    """Return the bytes of memory that this process had at the most."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


@contextmanager
def _ended() -> Iterator[None]:
    """End what hangs."""

    def end(*_: object) -> None:
        """Leave the block, wherever it is."""
        raise Hanging(f"no answer within {HANGS:.0f} s of the processor, or {WAITS:.0f} by the clock")

    timers = (signal.SIGPROF, signal.ITIMER_PROF, HANGS), (signal.SIGALRM, signal.ITIMER_REAL, WAITS)
    before = [signal.signal(number, end) for number, _, _ in timers]
    for _, timer, seconds in timers:
        signal.setitimer(timer, seconds)
    try:
        yield
    finally:
        for (number, timer, _), handler in zip(timers, before, strict=True):
            signal.setitimer(timer, 0)
            signal.signal(number, handler)
