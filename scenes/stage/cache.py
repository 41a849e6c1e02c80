"""A folder of things that can be made again: bounded, safe to delete at any time, and safe for several processes at once.

An entry is one file, written aside and renamed; it begins with the digest of its key and of what follows, so that one
that is damaged, or another's, is never taken.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from stat import S_ISREG

from model.errors import FileError
from model.files import content_of, replacing

__all__ = ["MOST", "Cache"]

MOST = 500_000_000
"""Bytes that a cache may have between two films."""

LARGEST = 20
"""An entry may take a part of that: one film shall not throw out all others."""

DIGEST = 20


class Cache:
    """Files by their keys, in ``folder``. What goes wrong on the disk is no error: then there is no such entry."""

    def __init__(self, folder: Path, most: int = MOST) -> None:
        self._folder, self._most = folder, most

    def fetch(self, key: str, target: Path) -> bool:
        """Copy an entry to ``target``; tell whether there is one, whole and of this key."""
        path = self._folder / key
        stored = content_of(path, self._most)
        if stored is None:
            return False
        with suppress(OSError):  # it may be another user's, only to be read
            os.utime(path) if (whole := _whole(key, stored)) else path.unlink()
        if whole:
            target.write_bytes(memoryview(stored)[DIGEST:])
        return whole

    def store(self, key: str, source: Path) -> None:
        """Keep a copy of ``source``, unless it is too large."""
        content = content_of(source, self._most // LARGEST)
        if content is not None:
            with suppress(FileError), replacing(self._folder / key) as aside:
                aside.write_bytes(_digest(key, content) + content)

    def trim(self) -> None:
        """Throw away what was not used for the longest time, until the rest is small enough."""
        kept = 0
        for _, size, path in sorted(self._entries(), reverse=True):
            if kept + size <= self._most:
                kept += size
                continue
            with suppress(OSError):  # another process was faster
                path.unlink()

    def _entries(self) -> Iterator[tuple[float, int, Path]]:
        """Yield when each file was used, how large it is, and where it is."""
        with suppress(OSError):
            for path in self._folder.iterdir():
                with suppress(OSError):
                    known = path.lstat()
                    if S_ISREG(known.st_mode):
                        yield known.st_mtime, known.st_size, path


def _digest(key: str, content: bytes | memoryview) -> bytes:
    digest = blake2b(key.encode(), digest_size=DIGEST)
    digest.update(content)
    return digest.digest()


def _whole(key: str, stored: bytes) -> bool:
    return len(stored) > DIGEST and _digest(key, memoryview(stored)[DIGEST:]) == stored[:DIGEST]
