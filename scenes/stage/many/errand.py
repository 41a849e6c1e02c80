"""A call that is made far away, in a process of its own.

On its way it is bytes, so that only its receiver needs Unrolled. There it gets a fresh process: manim's configuration belongs to
a whole process, the receiver may have several threads, and it may be one that is not allowed helpers of multiprocessing's.
"""

import os
import pickle
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from shutil import rmtree
from subprocess import DEVNULL, PIPE, Popen, TimeoutExpired
from threading import Thread
from typing import Any

from model.errors import UnrolledError
from model.files import temporary_folder
from scenes.mobjects import fonts

__all__ = ["Call", "alone", "serve"]

OFTEN = 0.2
"""Seconds between two looks whether the call is still wanted."""

CHILD = f"from {__name__} import serve; serve()"


class Call:
    """A function and what it is called with; pickled, it becomes the result where it is unpickled."""

    def __init__(self, function: Callable[..., Any], *args: Any) -> None:
        self._function, self._args = function, args

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return self._function, self._args

    def packed(self) -> bytes:
        """Return the call as bytes; ``pickle.loads`` makes it."""
        return pickle.dumps(self)


def alone(call: bytes, wanted: Callable[[], bool]) -> bytes:
    """Make a packed call in a fresh process; return its pickled result, an :class:`UnrolledError` that it raised included.

    The process is ended when the call is no longer ``wanted``, and ends by itself when this one dies. Raises RuntimeError if it
    ended without a result.
    """
    with temporary_folder() as folder:
        (folder / "call").write_bytes(call)
        path = os.pathsep.join(entry or str(Path.cwd()) for entry in sys.path)
        surroundings = os.environ | {"PYTHONPATH": path, "TMPDIR": str(folder)}
        with (folder / "said").open("wb") as said:
            command = [sys.executable, "-c", CHILD, str(folder)]
            child = Popen(command, stdin=PIPE, stdout=DEVNULL, stderr=said, env=surroundings)
        with child:
            _await(child, wanted)
        if child.returncode:
            raise RuntimeError(_last_words(folder / "said") or f"the process ended with status {child.returncode}")
        return (folder / "result").read_bytes()


def serve() -> None:
    """Make the call that lies in the folder named on the command line, unless the process that waits for it dies first."""
    folder = Path(sys.argv[1])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is for the one who waits
    fonts.prepare()  # unpickling what a film shows imports manim
    Thread(target=_end_with, args=(folder,), daemon=True).start()
    try:
        result = pickle.loads((folder / "call").read_bytes())
    except UnrolledError as error:
        result = error
    (folder / "result").write_bytes(pickle.dumps(result))


def _await(child: "Popen[bytes]", wanted: Callable[[], bool]) -> None:
    try:
        while child.poll() is None and wanted():
            with suppress(TimeoutExpired):
                child.wait(OFTEN)
    finally:
        child.kill()


def _last_words(path: Path) -> str:
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "")


def _end_with(folder: Path) -> None:
    """Wait until nobody holds the other end of standard input any more."""
    while os.read(0, 1):
        pass
    rmtree(folder, ignore_errors=True)
    os._exit(1)
