"""A folder of things that can be made again: bounded, safe to delete at any time, and safe for several processes at once.

An entry is one file, written aside and renamed; it begins with the digest of its key and of what follows, so that one
that is damaged, or another's, is never taken.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from tempfile import mkstemp

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
        try:
            stored = path.read_bytes()
            if not _whole(key, stored):
                path.unlink()
                return False
            target.write_bytes(memoryview(stored)[DIGEST:])
            os.utime(path)  # it was used now
        except OSError:
            return False
        return True

    def store(self, key: str, source: Path) -> None:
        """Keep a copy of ``source``, unless it is too large."""
        with suppress(OSError):
            if source.stat().st_size * LARGEST <= self._most:
                content = source.read_bytes()
                self._put(key, _digest(key, content) + content)

    def trim(self) -> None:
        """Throw away what was not used for the longest time, until the rest is small enough."""
        kept = 0
        for _, size, path in sorted(self._entries(), reverse=True):
            kept += size
            if kept > self._most:
                with suppress(OSError):  # another process was faster
                    path.unlink()

    def _put(self, key: str, content: bytes) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        number, aside = mkstemp(dir=self._folder)
        try:
            with os.fdopen(number, "wb") as file:
                file.write(content)
            Path(aside).replace(self._folder / key)
        except OSError:
            Path(aside).unlink(missing_ok=True)

    def _entries(self) -> Iterator[tuple[float, int, Path]]:
        """Yield when each file was used, how large it is, and where it is; also those that a killed process left unfinished."""
        with suppress(OSError):
            for path in self._folder.iterdir():
                with suppress(OSError):
                    known = path.stat()
                    yield known.st_mtime, known.st_size, path


def _digest(key: str, content: bytes | memoryview) -> bytes:
    digest = blake2b(key.encode(), digest_size=DIGEST)
    digest.update(content)
    return digest.digest()


def _whole(key: str, stored: bytes) -> bool:
    return len(stored) > DIGEST and _digest(key, memoryview(stored)[DIGEST:]) == stored[:DIGEST]
