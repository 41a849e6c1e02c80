"""A command line that notes when it gets where: ``python -m benchmarks.rendering.moments FILE render.py FILM ...``.

A line of FILE is the clock, which all processes of a Linux machine share, the CPU time until then, and the name of a moment.
Every process that gets there writes one; :func:`read` takes the first. Nothing is imported earlier than it would be otherwise.
"""

import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial, wraps
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from operator import attrgetter
from pathlib import Path
from runpy import run_path
from types import ModuleType
from typing import Any

__all__ = ["MOMENTS", "read"]

MOMENTS = {
    "manim imported": ("manim", ""),
    "model run": ("scenes.stage.worker", "sources_of"),
    "first part told": ("scenes.stage.crew", "Forks._become"),
    "first frame drawn": ("scenes.stage.drawing.canvas", "Canvas.show"),
}
"""When each moment is, in order: a module is imported, or a function of it (perhaps a method) returns. There is one a module."""

PROCESSOR = 2
"""What the kernel calls the clock of the CPU time of a process, together with the number of that process."""


class Notes:
    """The file, and what this process has written there."""

    def __init__(self, path: Path) -> None:
        self._path, self._first, self._noted = path, os.getpid(), set[str]()

    def take(self, moment: str) -> None:
        """Write down a moment, if it is the first time here. It is one write, so processes do not get into each other's way."""
        if moment not in self._noted:
            self._noted.add(moment)
            line = f"{time.monotonic()} {self._spent()} {moment}\n"
            with self._path.open("a") as file:
                file.write(line)

    def _spent(self) -> float:
        """Return the CPU time of this process, and of the first one, which has told what is drawn here."""
        return sum(time.clock_gettime(~pid << 3 | PROCESSOR) for pid in {self._first, os.getpid()})


class Hooks(MetaPathFinder):
    """Does ``then`` with a module as soon as it is imported, by the name of the module."""

    def __init__(self, then: Mapping[str, Callable[[ModuleType], None]]) -> None:
        self._then = dict(then)

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        """Let others find a module that is waited for, and add to what they do to import it."""
        then = self._then.pop(fullname, None)
        if then is None or (spec := find_spec(fullname)) is None or spec.loader is None:
            return None
        execute = spec.loader.exec_module

        def imported(module: ModuleType) -> None:
            """Run the module, then what waits for it."""
            execute(module)
            then(module)

        spec.loader.exec_module = imported  # type: ignore[method-assign]
        return spec


def watch(notes: Notes, moment: str, name: str, module: ModuleType) -> None:
    """Note a moment now, or whenever the function called ``name`` of a module returns."""
    if not name:
        notes.take(moment)
        return
    place, _, last = name.rpartition(".")
    owner: Any = attrgetter(place)(module) if place else module
    function = getattr(owner, last)

    @wraps(function)
    def noting(*args: Any, **kwargs: Any) -> Any:
        """Do what the function does, and note that it was done."""
        result = function(*args, **kwargs)
        notes.take(moment)
        return result

    setattr(owner, last, noting)


def read(path: Path) -> dict[str, tuple[float, float]]:
    """Return when each moment first was, in seconds on the clock, and the seconds of CPU time until then."""
    fields = [line.split(maxsplit=2) for line in path.read_text().splitlines()]
    known = sorted((float(clock), float(spent), moment) for clock, spent, moment in fields)
    return {moment: (clock, spent) for clock, spent, moment in reversed(known)}


def main() -> None:
    """Run the command line as if it was typed without us."""
    notes = Notes(Path(sys.argv[1]))
    sys.argv = sys.argv[2:]
    then = {module: partial(watch, notes, moment, name) for moment, (module, name) in MOMENTS.items()}
    sys.meta_path.insert(0, Hooks(then))
    run_path(sys.argv[0], run_name="__main__")


if __name__ == "__main__":
    main()
