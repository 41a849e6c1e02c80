"""Outlines as arrays of numbers: made once, then read from files, by helpers and by later films.

A file begins with the digest of its name and of what follows, so one that is damaged, not yet written to its end, or another's is
never taken. It is written aside and renamed, so two processes can make the same one at once.
"""

import os
from collections.abc import Callable
from hashlib import blake2b, sha256
from pathlib import Path

import numpy as np

from model.files import content_of
from scenes.mobjects import fonts

__all__ = ["SUFFIX", "kept", "read", "shelves"]

SUFFIX = ".outline"
DIGEST = 16
MOST = 1 << 26
"""Bytes that a file may have; one with more is nobody's outline."""

shelves: list[Path] = []
"""Folders with outlines that were made before; they are only read."""


def kept(make: Callable[..., np.ndarray], *what: str | float, own: Path) -> np.ndarray:
    """Return the ``(n, 3)`` numbers that ``make`` makes of ``what``, from a file if there is one, else put them into ``own``.

    All that shapes them must be in ``what``, but for the fonts, which are prepared if nobody has.
    """
    name = sha256("\n".join((fonts.fingerprint(), make.__name__, *map(str, what))).encode()).hexdigest()[:32] + SUFFIX
    for folder in (*shelves, own):
        outline = read(folder / name)
        if outline is not None:
            return outline
    made = make(*what)
    _write(own / name, made)
    return made


def read(path: Path) -> np.ndarray | None:
    """Return the numbers in a file, not to be changed; nothing if it is not there, not whole, or another's."""
    stored = content_of(path, MOST)
    if stored is None:
        return None
    content = memoryview(stored)[DIGEST:]
    return np.frombuffer(content).reshape(-1, 3) if content and _digest(path, content) == stored[:DIGEST] else None


def _write(path: Path, outline: np.ndarray) -> None:
    content = np.ascontiguousarray(outline, dtype=float).tobytes()
    aside = path.with_suffix(f".{os.getpid()}")
    aside.write_bytes(_digest(path, content) + content)
    aside.replace(path)


def _digest(path: Path, content: bytes | memoryview) -> bytes:
    digest = blake2b(path.name.encode(), digest_size=DIGEST)
    digest.update(content)
    return digest.digest()
