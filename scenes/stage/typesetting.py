"""Where manim sets texts and formulas for a film, and the shelf of outlines that films share."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import copyfile
from typing import NamedTuple

from model.errors import FileError, RenderError
from model.files import cache_folder, replacing
from scenes.mobjects import fonts, outlines

__all__ = ["Typesetting", "copied", "shelf", "typesetting"]


class Typesetting(NamedTuple):
    """The folders in which manim sets texts and formulas: its options ``text_dir`` and ``tex_dir``."""

    text_dir: Path
    tex_dir: Path


@contextmanager
def typesetting(scratch: Path, cache: Path | None = None) -> Iterator[Typesetting]:
    """Yield empty folders for manim in ``scratch``; outlines that were made there join the :func:`shelf` at the end.

    Only whole outlines, of a block that succeeded, do. What manim leaves there itself (``.svg``) it rewrites in place whenever it
    is used, so every process has folders of its own, and no film gets another's. Raises :class:`RenderError` if this process has
    shown Pango other fonts than ours: what it draws would depend on the machine.
    """
    fonts.prepare(cache)
    if not fonts.alone():
        raise RenderError("The machine's own fonts are in use in this process already: make the film in a fresh one.")
    own = Typesetting(*(scratch / name for name in Typesetting._fields))
    for folder in own:
        folder.mkdir(parents=True, exist_ok=True)
    yield own
    for path in own.text_dir.glob(f"*{outlines.SUFFIX}"):
        if outlines.read(path) is not None:
            with suppress(OSError, FileError):  # a shelf that cannot be written to is as good as none
                _put(path, shelf(cache) / path.name)


def shelf(cache: Path | None = None) -> Path:
    """Return where the cache has the outlines of texts and formulas; they are only to be read there."""
    return (cache or cache_folder()) / "outlines" / fonts.fingerprint()


def copied(source: Path, target: Path) -> None:
    """Give ``target``, a new folder, all that manim has set in ``source``, which nobody writes to meanwhile."""
    target.mkdir(parents=True, exist_ok=True)
    for path in source.glob("*.svg"):
        copyfile(path, target / path.name)


def _put(path: Path, target: Path) -> None:
    """Put a finished file where others read, at one stroke; one that is there already was taken for damaged, or is the same."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists():
        try:
            target.hardlink_to(path)
            return
        except OSError:
            pass  # another process was faster, it is another disk, or one without links
    with replacing(target) as aside:
        copyfile(path, aside)
