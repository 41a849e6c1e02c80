"""How processes of ours end: as those of Unix do, told to or because nobody reads; and with the one that began them."""

import atexit
import io
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import current_thread, main_thread
from types import FrameType
from typing import Any, NoReturn

__all__ = [
    "GENTLE",
    "Told",
    "as_unix",
    "clean_up_if_told",
    "deaf",
    "end_with_origin",
    "end_with_parent",
    "explained",
    "serve",
    "undisturbed",
    "unheard",
]

GENTLE = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
"""What a process is asked with to end; it cleans up first."""


class Told(SystemExit):
    """The end of a process that was told to: not by a film, whose ``sys.exit`` is a fault of that."""


PR_SET_PDEATHSIG = 1
"""What prctl is asked for (linux/prctl.h)."""

_ending: list[int] = []
"""The signal that this process ends by, when everything else is done."""


@contextmanager
def as_unix() -> Iterator[None]:
    """Let the block, the whole of a program, end as those of Unix do.

    Who is told to end (SIGTERM, SIGHUP) cleans up as after Ctrl-C, and the status tells of the signal; so it does if nobody reads
    what is printed any more. What cannot be printed is an error, in a sentence, but for what goes to standard error. It may be
    closed, as may be the other two.
    """
    printed = _standard_streams()
    clean_up_if_told()
    try:
        yield
    except SystemExit as end:
        if isinstance(printed.failure, BrokenPipeError):
            _end_by("SIGPIPE")
        if not end.code:
            _ending.clear()  # it was asked to end, and had something to give
        raise
    except KeyboardInterrupt:
        sys.exit(1)
    except OSError as error:
        where = "Standard output cannot be written to" if error is printed.failure else error.filename
        sys.stderr.write(f"Error: {': '.join(filter(None, (where, error.strerror or str(error))))}.\n")
        _silence()
        sys.exit(1)


def clean_up_if_told() -> None:
    """Let all signals that ask this process to end do so as Ctrl-C does, unless somebody else has a say in that."""
    for each in GENTLE:
        if signal.getsignal(each) is signal.SIG_DFL:
            signal.signal(each, _interrupt)
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _interrupt)


def end_with_parent(number: int, parent: int) -> None:
    """Send this process a signal as soon as the one called ``parent`` is gone, which began it, even if it was killed."""
    if sys.platform == "linux":
        from ctypes import CDLL

        CDLL(None).prctl(PR_SET_PDEATHSIG, number, 0, 0, 0)
        if os.getppid() != parent:  # it is gone already
            os.kill(os.getpid(), number)
        return
    end_with_origin(number)


def end_with_origin(number: int) -> None:
    """Send this process a signal as soon as the one is gone that began it, be it by way of a server that has forked it."""
    from multiprocessing import parent_process
    from multiprocessing.process import BaseProcess
    from threading import Thread

    def await_end(process: BaseProcess) -> None:
        process.join()
        os.kill(os.getpid(), number)

    if (origin := parent_process()) is not None:
        Thread(target=await_end, args=(origin,), daemon=True).start()


def serve(parent: int) -> None:
    """Let this process be a helper: deaf to Ctrl-C, and to a terminal that goes, which its parent hears; gone with that."""
    for each in (signal.SIGINT, *GENTLE):
        signal.signal(each, signal.SIG_DFL if each == signal.SIGTERM else signal.SIG_IGN)
    end_with_parent(getattr(signal, "SIGKILL", signal.SIGTERM), parent)


@contextmanager
def explained(sentence: str | Callable[[], str]) -> Iterator[None]:
    """Say what became of the block if it is interrupted, in a sentence or one that is made then; the program ends as it would."""
    try:
        yield
    except KeyboardInterrupt:
        sys.stderr.write(f"{sentence if isinstance(sentence, str) else sentence()}\n")
        sys.exit(1)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Put signals off: what a Ctrl-C raises in the middle of a fork, which takes a while, is ignored by Python.

    A process that is forked meanwhile has to say what it does with them.
    """
    came: list[int] = []
    handlers = {each: handler for each in (signal.SIGINT, *GENTLE) if callable(handler := signal.getsignal(each))}
    if current_thread() is not main_thread():
        handlers = {}  # only the main thread hears them
    process = os.getpid()
    for each in handlers:
        signal.signal(each, lambda number, _: came.append(number))
    try:
        yield
    finally:
        if os.getpid() == process:
            for each, handler in handlers.items():
                signal.signal(each, handler)
    if came and os.getpid() == process:
        signal.raise_signal(came[0])


@contextmanager
def unheard() -> Iterator[Callable[[], None]]:
    """Yield what lets this process hear no signal that asks it to end, until the block is over: it will soon be done."""
    before: dict[int, Any] = {}

    def ignore() -> None:
        if current_thread() is main_thread():  # only that hears them
            before.update({each: signal.signal(each, deaf) for each in (signal.SIGINT, *GENTLE)})

    try:
        yield ignore
    finally:
        for each, handler in before.items():
            signal.signal(each, signal.SIG_DFL if handler is None else handler)


def deaf(number: int, _: FrameType | None) -> None:
    """Do nothing about a signal. Were it ignored, Python would complain of one that has come and was not handled yet."""


def _interrupt(number: int, _: FrameType | None) -> NoReturn:
    """End what is being done; while it cleans up, it is not asked again in a gentle way."""
    for each in GENTLE:
        signal.signal(each, deaf)
    _ending.append(number)
    raise KeyboardInterrupt


def _end_by(name: str) -> NoReturn:
    _silence()
    if hasattr(signal, name):
        _ending.append(getattr(signal, name))
    sys.exit(1)


@atexit.register  # as the first of all, so that it comes last
def _end() -> None:
    if _ending:
        signal.signal(_ending[0], signal.SIG_DFL)
        os.kill(os.getpid(), _ending[0])


def _silence() -> None:
    """Let nothing more be written to standard output, where it would be an error again."""
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.close(nowhere)


class _Printed(io.BufferedWriter):
    """Standard output, which remembers what was wrong with it."""

    failure: OSError | None = None

    def write(self, data: Any) -> int:
        """Take data; raises what the system says."""
        with self._remembering():
            return super().write(data)

    def flush(self) -> None:
        """Write what was taken; raises what the system says."""
        with self._remembering():
            super().flush()

    @contextmanager
    def _remembering(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self.failure = error
            raise


class _Lossy(io.BufferedWriter):
    """Standard error: that it cannot be written to is no error."""

    def write(self, data: Any) -> int:
        """Take data, if it can be written."""
        with suppress(OSError):
            return super().write(data)
        return len(data)

    def flush(self) -> None:
        """Write what can be."""
        with suppress(OSError):
            super().flush()


def _standard_streams() -> _Printed:
    """Open what is closed of the three, so that no other file gets its number, and return standard output.

    Where it is closed, or what it leads to is, writing to it is an error.
    """
    for number, mode in ((0, os.O_RDONLY), (1, os.O_RDONLY), (2, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, mode), True)
    sys.stdin = sys.stdin or open(0, closefd=False)  # noqa: SIM115 - for the rest of the process
    printed, lossy = _Printed(io.FileIO(1, "w", closefd=False)), _Lossy(io.FileIO(2, "w", closefd=False))
    if os.name == "posix":  # elsewhere consoles have streams of their own
        sys.stdout, sys.stderr = _text(printed, sys.stdout), _text(lossy, sys.stderr)
    return printed


def _text(stream: Any, was: Any) -> io.TextIOWrapper:
    """Return a stream of text in place of another, which is none if it was closed."""
    encoding, errors = (was.encoding, was.errors) if was else ("utf-8", "backslashreplace")
    return io.TextIOWrapper(stream, encoding, errors, line_buffering=stream.isatty() or stream.fileno() == 2, write_through=True)
