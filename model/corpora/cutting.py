"""Many texts cut into words: as fast as what they have in common allows."""

from collections.abc import Callable
from functools import lru_cache

__all__ = ["Cut", "cut_by"]

Cut = Callable[[str], tuple[str, ...]]
SHORT = 40
"""Pieces of a text that are not longer are remembered."""


def cut_by(cut: Cut, text: str) -> tuple[str, ...]:
    """Return ``cut(text)``, for a cut that parts words where there is space.

    So it can be asked piece by piece; and what it says of a piece that texts have in common is remembered, for they have most.
    """
    return tuple(word for piece in text.split() for word in (_known(cut, piece) if len(piece) <= SHORT else cut(piece)))


@lru_cache(maxsize=1 << 16)
def _known(cut: Cut, piece: str) -> tuple[str, ...]:
    return cut(piece)
