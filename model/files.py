"""Writing files so that a reader finds the old one or the new one, whole, and never half of either; and where a cache belongs.

Folders that shall be gone with their process (:func:`temporary_folder`) are held by it; what one that was killed has left is
swept by the next that makes one beside it.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from shutil import rmtree
from stat import S_ISDIR, S_ISREG
from tempfile import TemporaryFile, gettempdir, mkdtemp

from model.errors import FileError, UnrolledError, UsageError, brief, named

try:
    from fcntl import LOCK_EX, LOCK_NB, flock
except ImportError:  # a platform without such locks: nothing is swept there
    flock = None  # type: ignore[assignment]

__all__ = [
    "cache_folder",
    "cache_obstacle",
    "content_of",
    "decoded",
    "obstacle",
    "path_of",
    "replacing",
    "require_file",
    "require_suffix",
    "temporary_folder",
    "written",
]

PREFIX = "unrolled-"
MARK = ".unrolled-held"
"""A file in every folder of ours that shall be gone with its process, which has it locked."""

MEANING = b"The process of Unrolled that has this file locked needs this folder; if there is none, it may be deleted.\n"
PROBE = 1 << 16
"""Bytes that a cache must have room for to be of any use."""


def cache_folder() -> Path:
    """Return where Unrolled keeps what it can make again: ``$UNROLLED_CACHE``, or a folder where the platform wants caches.

    Where there is no home it is a place that nothing can be written to.
    """
    if chosen := os.environ.get("UNROLLED_CACHE"):
        return Path(chosen).absolute()
    if sys.platform == "darwin":
        return _home() / "Library" / "Caches" / "unrolled"
    return Path(os.environ.get("XDG_CACHE_HOME") or _home() / ".cache") / "unrolled"


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError:  # a user whom the system does not know
        return Path(os.devnull)


def cache_obstacle() -> str:
    """Return why nothing can be kept in the cache, as a sentence that says what to do, or nothing."""
    folder = cache_folder()
    reason = obstacle(folder / "parts")
    if not reason:
        return ""
    return f"Nothing can be kept in {named(folder)} ({reason}): UNROLLED_CACHE names another place, --no-cache does without."


def obstacle(folder: Path) -> str:
    """Return why nothing can be put into a folder of a cache, which is made if need be, or nothing."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder) as file:
            file.write(bytes(PROBE))
    except OSError as error:
        return _reason(error)
    return ""


def content_of(path: Path, most: int) -> bytes | None:
    """Return what is in a file; nothing if there is none, if it has more than ``most`` bytes, or if it is no plain file."""
    try:
        known = path.stat()
        return path.read_bytes() if S_ISREG(known.st_mode) and known.st_size <= most else None
    except OSError:
        return None


def path_of(given: str | os.PathLike[str]) -> Path:
    """Return the path that a program gives; raises :class:`UsageError` for what is none."""
    if not isinstance(given, str | os.PathLike) or not isinstance(os.fspath(given), str):
        raise UsageError(f"A file is named by a text or a path, not by {brief(given)}.")
    return Path(given)


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
    if not S_ISREG(mode):
        raise refuse(f"{named(path)} is {'a folder' if S_ISDIR(mode) else 'a pipe or a device'}, not a {what}.")


def require_suffix(path: Path, suffix: str, what: str) -> None:
    """Raise :class:`UsageError` unless a file that is to be written ends in ``suffix``; ``what`` goes into it is said."""
    if path.suffix != suffix:
        raise UsageError(f"{what} go into a file whose name ends in {suffix}: {named(path)} does not.")


@contextmanager
def replacing(path: Path, *, folder: bool = False) -> Iterator[Path]:
    """Yield a path beside ``path`` to write to; it takes the place of ``path`` when the block succeeds.

    The path to write to has the name of ``path``, in a new folder beside it, so that the last step is a rename within one disk;
    no file is there yet. Missing parent folders are made. When the block fails or is interrupted, ``path`` is as it was and
    nothing is left beside it. With ``folder`` it is a folder that the block makes, and that takes the place of one.

    Raises :class:`FileError` if ``path`` is a folder and shall not be one, or a device, if its folder cannot be made or written
    to, and if the system refuses what the block does.
    """
    _check_place(path, folder)
    with _beside(path) as beside:
        aside = beside / path.name
        try:
            yield aside
        except OSError as error:
            raise FileError(f"{named(path)} cannot be written: {_reason(error)}.") from error
        if path.is_dir():  # a folder takes the place of an empty one only
            _put(path, Path(mkdtemp(dir=beside)) / path.name)
        _put(aside, path)


def _check_place(path: Path, folder: bool) -> None:
    if "\0" in str(path):
        raise FileError(f"{named(path)} cannot be written: no name has such letters.")
    try:
        if path.is_dir():
            if not folder:
                raise FileError(f"{named(path)} is a folder, it cannot be replaced by a file.")
        elif path.exists() and not path.is_file():
            raise FileError(f"{named(path)} is no file but a device, it cannot be replaced by one.")
    except OSError as error:
        raise FileError(f"{named(path)} cannot be written: {_reason(error)}.") from error


@contextmanager
def temporary_folder(inside: Path | None = None) -> Iterator[Path]:
    """Yield a new folder, inside of another or where the system has temporary files, that is gone afterwards.

    Raises :class:`FileError` if none can be made.
    """
    try:
        parent = Path(inside or gettempdir())
    except OSError as error:
        raise FileError("Temporary files can be written nowhere: let TMPDIR name a folder for them.") from error
    try:
        made = _made(PREFIX, parent)
    except OSError as error:
        raise FileError(
            f"No temporary file can be written to {named(parent)} ({_reason(error)}): TMPDIR names another place."
        ) from error
    with _passing(*made) as folder:
        yield folder


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """Yield a new folder beside ``path``, on the same disk, that is gone afterwards."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        made = _made(f".{PREFIX}", path.parent)
    except OSError as error:
        raise FileError(f"Nothing can be written to {named(path.parent)}: {_reason(error)}.") from error
    with _passing(*made) as folder:
        yield folder


@contextmanager
def _passing(folder: Path, lock: int) -> Iterator[Path]:
    try:
        yield folder
    finally:
        if flock is None:
            os.close(lock)  # there, what is open cannot be deleted
        rmtree(folder, ignore_errors=True)
        if flock is not None:
            os.close(lock)


def _made(prefix: str, parent: Path) -> tuple[Path, int]:
    """Make a folder and hold it: return it, and its file that is locked, which processes forked from this one hold too.

    Somebody who sweeps may be faster between the two: then it is gone, and another is made.
    """
    _sweep(parent)
    while True:
        folder = Path(mkdtemp(prefix=prefix, dir=parent))
        try:
            lock = _marked(folder)
        except OSError:
            rmtree(folder, ignore_errors=True)
            raise
        if _locked(lock) is not False and (folder / MARK).exists():
            return folder, lock
        os.close(lock)


def _marked(folder: Path) -> int:
    lock = os.open(folder / MARK, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        os.write(lock, MEANING)
    except OSError:
        os.close(lock)
        raise
    return lock


@cache  # once is enough for a process
def _sweep(parent: Path) -> None:
    """Delete the folders in ``parent`` that were made by us, for this user, and that no process holds any more."""
    if flock is None:
        return
    with suppress(OSError):
        for mark in parent.glob(f"*{PREFIX}????????/{MARK}"):
            with suppress(OSError):
                if mark.parent.is_symlink() or mark.lstat().st_uid != os.getuid() or not S_ISREG(mark.lstat().st_mode):
                    continue
                lock = os.open(mark, os.O_RDWR)
                if _locked(lock):
                    rmtree(mark.parent, ignore_errors=True)
                os.close(lock)


def _locked(lock: int) -> bool | None:
    """Lock a file; tell whether nobody else has it locked, or nothing where that cannot be known."""
    if flock is None:
        return None
    try:
        flock(lock, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a disk without locks
        return None
    return True


def written(name: str) -> str:
    """Return a name that the system gave as it can be written: what in it is no UTF-8, in hexadecimal digits."""
    return os.fsencode(name).decode(errors="backslashreplace")


def decoded(text: str) -> str:
    """Return a text as it was typed, where the system took it for another encoding; raises :class:`UsageError` for no UTF-8."""
    if text.isascii():
        return text
    try:
        return text.encode(errors="surrogateescape").decode()
    except UnicodeError as error:
        raise UsageError("The text is not in UTF-8, or LANG does not say how it was typed: put it in a file in UTF-8.") from error


def _reason(error: OSError) -> str:
    """Return what the system says, without numbers and paths."""
    return str(error.strerror or error).rstrip(".")


def _put(aside: Path, path: Path) -> None:
    try:
        aside.replace(path)
    except OSError as error:
        raise FileError(f"{named(path)} cannot be replaced: {_reason(error)}.") from error
