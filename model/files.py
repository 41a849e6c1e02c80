"""Writing files so that a reader finds the old one or the new one, whole, and never half of either; and where a cache belongs."""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from model.errors import FileError, UnrolledError, named

__all__ = ["cache_folder", "replacing", "require_file"]


def cache_folder() -> Path:
    """Return where Unrolled keeps what it can make again: ``$UNROLLED_CACHE``, or a folder where the platform wants caches."""
    if chosen := os.environ.get("UNROLLED_CACHE"):
        return Path(chosen).absolute()
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "unrolled"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "unrolled"


def require_file(path: Path, what: str, refuse: type[UnrolledError]) -> None:
    """Raise ``refuse`` unless there is a file, on a disk, at ``path``; ``what`` it should be is said, as in "trace file"."""
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        raise refuse(f"There is no {what} {named(path)}.") from None
    except OSError as error:
        raise refuse(f"The {what} {named(path)} cannot be read: {error.strerror}.") from error
    except ValueError as error:  # a null byte
        raise refuse(f"There is no {what} {named(path)}: no name has such letters.") from error
    if not stat.S_ISREG(mode):
        raise refuse(f"{named(path)} is {'a folder' if stat.S_ISDIR(mode) else 'a pipe or a device'}, not a {what}.")


@contextmanager
def replacing(path: Path, *, folder: bool = False) -> Iterator[Path]:
    """Yield a path beside ``path`` to write to; it takes the place of ``path`` when the block succeeds.

    The path to write to has the name of ``path``, in a new folder beside it, so that the last step is a rename within one disk;
    no file is there yet. Missing parent folders are made. When the block fails or is interrupted, ``path`` is as it was and
    nothing is left beside it. With ``folder`` it is a folder that the block makes, and that takes the place of one.

    Raises :class:`FileError` if ``path`` is a folder and shall not be one, or if its folder cannot be made or written to.
    """
    if path.is_dir() and not folder:
        raise FileError(f"{path} is a folder, it cannot be replaced by a file.")
    with _folder_beside(path) as beside:
        aside = Path(beside) / path.name
        yield aside
        if path.is_dir():  # a folder takes the place of an empty one only
            _put(path, Path(mkdtemp(dir=beside)) / path.name)
        _put(aside, path)


def _folder_beside(path: Path) -> TemporaryDirectory[str]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return TemporaryDirectory(prefix=".unrolled-", dir=path.parent)
    except OSError as error:
        raise FileError(f"Nothing can be written to {path.parent}: {error.strerror or error}.") from error


def _put(aside: Path, path: Path) -> None:
    try:
        aside.replace(path)
    except OSError as error:
        raise FileError(f"{path} cannot be replaced: {error.strerror or error}.") from error
