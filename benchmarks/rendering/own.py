"""Our command line, with the synthetic films and a lossless format: ``python -m benchmarks.rendering.own still -f lossless``.

It is `render.py` in all else, so what is measured is what a user gets. The processes that it spawns import this module again, and
so know the same films.
"""

from pathlib import Path
from shutil import copyfile
from types import MappingProxyType
from typing import Any

from scenes.stage import catalogue, formats
from scenes.stage.formats import Format, Master

NAMES = ("numerals", "still", "loop")

_load, _find = catalogue.load, catalogue.find


def load(name: str) -> Any:
    """Return a film's class, whether it is shipped or of the benchmark."""
    if name not in NAMES:
        return _load(name)
    from benchmarks.rendering.films import FILMS  # here, because it imports manim

    return FILMS[name]


def find(name: str) -> catalogue.Story:
    """Return a film's name and summary, as above."""
    return catalogue.Story(name, "made for measuring") if name in NAMES else _find(name)


def keep(source: Master, path: Path) -> None:
    """Write the lossless master itself."""
    copyfile(source.path, path)


LOSSLESS = Format("lossless", ".lossless.mp4", "the lossless master", "benchmarks.rendering.own:keep")


def extend() -> None:
    """Let the whole process know the films and the format; to be called before the command line is imported."""
    catalogue.load, catalogue.find = load, find
    formats.FORMATS = MappingProxyType({**formats.FORMATS, LOSSLESS.name: LOSSLESS})


if __name__ in ("__main__", "__mp_main__"):  # the command itself, and the processes that it spawns
    extend()

if __name__ == "__main__":
    import render

    render.main(prog_name="own")
