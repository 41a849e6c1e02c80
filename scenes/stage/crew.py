"""The processes that draw one film together, part by part; what one of them that dies leaves undone is done again, once.

Where a process can safely fork (Linux), the film is told once: where a part begins the teller forks a helper, which has the very
state that the film is in, waits until the part is told, and draws it. Elsewhere, and for what is done again, helpers *replay*:
they tell the film themselves, and draw those parts on their way that are theirs.
"""

import gc
import os
import signal
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection, wait
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Protocol, Self

from model.errors import RenderError, UnrolledError
from scenes.stage.endings import serve, undisturbed

__all__ = ["ANY", "Crew", "Draw", "Forks", "Helper", "News", "Replays", "Slots", "crew_class", "garbage_left"]

CONTEXT = get_context("spawn")
"""How a helper begins that replays: from nothing, as every platform can."""

ANY = 1 << 20
"""More parts than any film has."""

Line = Connection
"""What two processes talk through."""


class News(NamedTuple):
    """So many frames of a part are drawn; whether that is the whole part, and its files are written."""

    part: int
    frames: int
    whole: bool


class Slots(Protocol):
    """A semaphore that films share: how many helpers there may be beyond the one that each film has in any case."""

    def acquire(self, block: bool, /) -> bool:
        """Take one, if there is one; do not wait."""

    def release(self) -> None:
        """Give one back."""


Draw = Callable[[Sequence[int], Path, Callable[[News], None]], None]
"""Tell a film and draw the parts with these numbers into a folder. It must survive the way to another process."""


class Helper(NamedTuple):
    """A process that draws: how to talk with it, to kill it, and to await its end."""

    line: Line
    kill: Callable[[], None]
    join: Callable[[], Any]
    beside: bool = False
    """Whether it has a slot more, for a thread that encodes."""


class Crew:
    """Hands (:class:`~scenes.stage.drawing.parts.Hands`) that leave the drawing to helpers. A subclass says who they are.

    ``draw`` is what a helper does that replays the film called ``name``; parts go to ``folder``; ``hear`` is told how many frames
    are drawn. Leaving the ``with`` block ends every helper.
    """

    beside = False

    def __init__(self, name: str, draw: Draw, folder: Path, slots: Slots, hear: Callable[[int], None]) -> None:
        self._name, self._draw, self._slots, self._hear = name, draw, slots, hear
        self.folder = folder
        self._helpers: dict[Line, Helper] = {}
        self._extra = 0
        self._frames: dict[int, int] = {}
        self._whole: set[int] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        helpers = list(self._helpers.values())
        for helper in helpers:  # all at once: each takes a while to go
            _kill(helper)
        for helper in helpers:
            self._end(helper)

    def begin(self, part: int) -> str | None:
        """Have a part drawn by somebody else."""
        self._listen(0)
        return None

    def drew(self, part: int, frames: int) -> None:
        """Nothing: the teller draws nothing itself."""

    def end(self, part: int, frames: int) -> None:
        """Nothing, as above."""

    def finish(self, parts: int) -> None:
        """Wait until all parts are drawn, those again that a helper who died has left; raises :class:`RenderError`."""
        self._wait()
        if missing := self._missing(parts):
            self._replay(missing, len(missing))
            self._wait()
        if self._missing(parts):
            raise RenderError(f"Two processes that drew {self._name} died, one after the other; was there enough memory?")

    def _missing(self, parts: int) -> list[int]:
        return [part for part in range(parts) if part not in self._whole]

    def _replay(self, parts: Sequence[int], most: int) -> None:
        """Share parts out among as many helpers as there may be, each of which tells the film itself."""
        while self._extra < most - 1 and self._slots.acquire(False):
            self._extra += 1
        for place in range(self._extra + 1):
            ours, theirs = Pipe()
            share = parts[place :: self._extra + 1]
            task = self._draw, share, self.folder, theirs, os.getpid()
            process = CONTEXT.Process(target=_replay, args=task, daemon=True)
            process.start()
            theirs.close()
            self._helpers[ours] = Helper(ours, process.kill, process.join)

    def _wait(self) -> None:
        while self._helpers:
            self._listen(None)

    def _listen(self, seconds: float | None) -> None:
        """Hear what helpers have to say; raise what went wrong there."""
        for line in wait(list(self._helpers), seconds):
            try:
                news = line.recv()  # type: ignore[union-attr, call-arg]
            except (EOFError, OSError):
                self._end(self._helpers[line])  # type: ignore[index]
                continue
            if isinstance(news, UnrolledError):
                raise news
            self._note(*news)

    def _note(self, part: int, frames: int, whole: bool) -> None:
        self._frames[part] = max(frames, self._frames.get(part, 0))
        if whole:
            self._whole.add(part)
        self._hear(sum(self._frames.values()))

    def _end(self, helper: Helper) -> None:
        """See a helper off, by force if it still runs."""
        _kill(helper)
        helper.join()
        helper.line.close()
        self._helpers.pop(helper.line, None)
        if helper.beside:
            self._slots.release()
        if self._extra > max(len(self._helpers) - 1, 0):
            self._extra -= 1
            self._slots.release()


class Replays(Crew):
    """Helpers that all tell the film themselves, from the beginning, each with its own turns."""

    def __enter__(self) -> Self:
        self._replay(range(ANY), ANY)
        return self


class Forks(Crew):
    """Helpers that are forked where their part begins. In one of them, this is its own hands."""

    def __init__(self, *args: Any, settle: Callable[[], None], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._settle = settle
        self._next: Helper | None = None
        self._teller: Line | None = None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._teller is not None:
            with suppress(OSError):
                self._teller.send(error)
            os._exit(1)
        if self._next is not None:
            self._helpers[self._next.line] = self._next
        super().__exit__(kind, error, trace)

    def begin(self, part: int) -> str | None:
        """Fork a helper: in the teller, return nothing; in the helper, when the part has been told, what it is to draw."""
        self._set_off()
        teller = os.getpid()
        with undisturbed():
            ours, theirs = Pipe()
            pid = _fork()
            if pid:
                theirs.close()
                self._next = Helper(ours, partial(os.kill, pid, signal.SIGKILL), partial(os.waitpid, pid, 0))
        if pid:
            return None
        serve(teller)
        self._become(theirs, ours)
        return str(self.folder / f"{part:04}")

    def drew(self, part: int, frames: int) -> None:
        """Tell the teller."""
        assert self._teller is not None
        self._teller.send(News(part, frames, whole=False))

    def end(self, part: int, frames: int) -> None:
        """Tell the teller, and be gone, with nothing cleaned up: all that is here belongs to the teller."""
        assert self._teller is not None
        self._teller.send(News(part, frames, whole=True))
        os._exit(0)

    def finish(self, parts: int) -> None:
        """Wait for all parts, the last of which has been told now."""
        self._set_off()
        super().finish(parts)

    def _set_off(self) -> None:
        """Let the helper begin that was forked last, as soon as there is room for it."""
        if self._next is None:
            return
        self._listen(0)
        while self._helpers:
            if self._slots.acquire(False):
                self._extra += 1
                break
            self._listen(None)
        helper, self._next = self._next._replace(beside=self._spare()), None
        self._helpers[helper.line] = helper
        with suppress(OSError):  # it died; that is noticed in time
            helper.line.send(helper.beside)

    def _spare(self) -> bool:
        """Take a slot, if there are two: one is for the next helper."""
        if not self._slots.acquire(False):
            return False
        if not self._slots.acquire(False):
            self._slots.release()
            return False
        self._slots.release()
        return True

    def _become(self, line: Line, *others: Line) -> None:
        """Be a helper, with nothing in common; then wait for the word."""
        self._teller = line
        for other in (*others, *self._helpers):
            other.close()
        self._helpers, self._next = {}, None
        gc.freeze()
        self.beside = line.recv()
        self._settle()


def _kill(helper: Helper) -> None:
    with suppress(ProcessLookupError):
        helper.kill()


def crew_class() -> type[Crew]:
    """Return who draws on this platform. macOS can fork as well, but its own libraries may not survive it."""
    return Forks if sys.platform == "linux" else Replays


def _fork() -> int:
    """Fork, and ignore that Python 3.12 warns of threads: those that are left here belong to libraries that know about forks."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


@contextmanager
def garbage_left() -> Iterator[None]:
    """Let Python look for cyclic garbage rarely, and not among what is there already: that takes longer than it is worth.

    It also writes into every object, of which helpers that were forked would then each need a copy.
    """
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def _replay(draw: Draw, parts: Sequence[int], folder: Path, line: Line, teller: int) -> None:
    """Be a helper that replays."""
    serve(teller)
    try:
        draw(parts, folder, line.send)
    except UnrolledError as error:
        line.send(error)
