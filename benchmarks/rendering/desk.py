"""A film while it is written: a copy of ours in which it can be changed, and the command with ``--watch`` that makes it anew."""

import os
import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from shutil import copyfile, copytree
from typing import NamedTuple

import psutil

from benchmarks.rendering.measuring import ROOT
from scenes.stage import catalogue

__all__ = ["CAPTION", "COMMENT", "TEXT", "Desk", "Made", "Watched", "recaptioned", "watching"]

QUALITY = "480p15"
WAITING = "Waiting for changes"
OFTEN = 0.005
"""Seconds between two looks whether the film is there."""

COMMENT, CAPTION, TEXT = "nothing visible changed", "one caption changed", "the text changed"


class Made(NamedTuple):
    """What a film took: seconds on the clock, seconds of all processors, how many parts were drawn (None: nobody knows)."""

    wall: float
    processor: float
    drawn: int | None


class Desk:
    """A copy of ours in ``folder``, in which one film can be written, and its text; ``parts`` are all of it that is kept."""

    def __init__(self, folder: Path, film: str) -> None:
        self._folder, self._project, self._film = folder, folder / "project", film
        for name in ("model", "scenes"):
            copytree(ROOT / name, self._project / name)
        for name in ("render.py", "pyproject.toml"):
            copyfile(ROOT / name, self._project / name)
        self.story, self.text = self._project / "scenes" / f"{film}.py", folder / "text.txt"
        self.cache, self.made, self.log = folder / "cache", folder / "films" / f"{film}.mp4", folder / "said.log"
        self.text.write_text(catalogue.load(film).text)
        (folder / "scratch").mkdir()

    @property
    def command(self) -> list[str]:
        """The command that makes the film, as a user would type it."""
        words = ["render.py", self._film, "-q", QUALITY, "-o", str(self.made.parent), "--text-file", str(self.text)]
        return [sys.executable, str(self._project / words[0]), *words[1:]]

    @property
    def environment(self) -> dict[str, str]:
        """What is added to the environment: all that is left behind stays here."""
        return {"UNROLLED_CACHE": str(self.cache), "TMPDIR": str(self._folder / "scratch")}

    def parts(self) -> set[str]:
        """Return what the cache has of films."""
        return {path.name for path in (self.cache / "parts").glob("*")}

    # -- changes ---------------------------------------------------------------------------------------------------------

    def change(self, what: str) -> None:
        """Save a change that was not made before: a comment, a caption or the text."""
        if what == TEXT:
            first, *others = self.text.read_text().split()
            self.text.write_text(" ".join([*others, first]))
        else:
            code = self.story.read_text()
            self.story.write_text(f"{code}# Saved.\n" if what == COMMENT else recaptioned(code))


def recaptioned(code: str) -> str:
    """Return a story with a word more in the first caption that stands in it, or, if others write them all, in an act's name."""
    for said in (r'((?:self\.beat\(|said = |says = )\s*f?")', r'(self\.act\(")'):
        changed, count = re.subn(said, r"\1So ", code, count=1)
        if count:
            return changed
    raise ValueError("The story has no caption that could be changed.")


class Watched:
    """The command with ``--watch``, while it runs."""

    def __init__(self, desk: Desk, process: "subprocess.Popen[bytes]") -> None:
        self._desk, self._process, self._waited = desk, process, 0

    def after(self, what: str) -> Made:
        """Save a change, and return what it took until the film was made anew; CPU time is that until all is quiet again."""
        spent, parts, old = self._spent(), self._desk.parts(), self._file()
        began = time.monotonic()
        self._desk.change(what)
        self._until(lambda: self._file() != old)
        wall = time.monotonic() - began
        self.wait()
        return Made(wall, self._spent() - spent, len(self._desk.parts() - parts))

    def wait(self) -> None:
        """Wait until it waits."""
        self._waited += 1
        self._until(self._quiet)

    def _until(self, true: Callable[[], bool]) -> None:
        """Wait for something; raise RuntimeError if it will not come any more."""
        while not true():
            if self._process.poll() is not None or (self._quiet(1) and not true()):
                raise RuntimeError(
                    f"{shlex.join(self._desk.command)} --watch made no film:\n{self._desk.log.read_text()[-2000:]}"
                )
            time.sleep(OFTEN)

    def _quiet(self, more: int = 0) -> bool:
        return self._desk.log.read_text().count(WAITING) >= self._waited + more

    def _file(self) -> int | None:
        """Return which file the film is: a finished one takes the place of the last one."""
        with suppress(FileNotFoundError):
            return self._desk.made.stat().st_ino
        return None

    def _spent(self) -> float:
        """Return the CPU time of all its processes, those that have ended included."""
        root = psutil.Process(self._process.pid)
        return sum(sum(each.cpu_times()[:4]) for each in (root, *root.children(recursive=True)))


@contextmanager
def watching(desk: Desk) -> Iterator[Watched]:
    """Start the command with ``--watch``; give it when the first film is made; end it with Ctrl-C, also in the background."""
    heard = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    with desk.log.open("w") as said:
        process = subprocess.Popen(
            [*desk.command, "--watch"], env=os.environ | desk.environment, stdout=said, stderr=said, preexec_fn=heard
        )
    try:
        watched = Watched(desk, process)
        watched.wait()
        yield watched
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()
