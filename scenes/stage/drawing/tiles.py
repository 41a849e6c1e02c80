"""Covering boxes of changed pixels with few rectangles, on a grid of square tiles."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

import numpy as np

from scenes.stage.drawing.marks import Box

__all__ = ["TILE", "Tiles"]

TILE = 32
"""Pixels a side: even, as the encoder's colour samples want it, and few enough that little is redrawn in vain."""

GAP = 2
"""Tiles between two changed ones of a row that are redrawn as well, to have one rectangle in place of two."""

SIDE = 1 << 15
"""More tiles than a picture has in a row."""
PLACES = SIDE ** np.arange(4)
"""Makes one number of the four of a box of tiles."""

Run = tuple[int, int]
"""Start and end, the latter exclusive, of changed tiles in a row."""


class Tiles:
    """The grid of a picture of ``width`` x ``height`` pixels."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._rows, self._columns = -(-height // TILE), -(-width // TILE)

    def cover(self, boxes: np.ndarray) -> list[Box]:
        """Return rectangles within the picture, none overlapping another, that together cover all ``boxes``, ``(count, 4)``."""
        rows = [0] * self._rows  # a bit for each tile: much faster than an array, for there are few
        for left, top, right, bottom in self._tiled(boxes).tolist():
            tiles = (1 << right) - (1 << left)
            for row in range(top, bottom):
                rows[row] |= tiles
        return [self._pixels(*rectangle) for rectangle in _rectangles(rows)]

    def _tiled(self, boxes: np.ndarray) -> np.ndarray:
        """Return boxes of pixels as boxes of tiles within the grid, each once, without those of which nothing is there."""
        low, high = np.maximum(boxes[:, :2], 0), np.minimum(boxes[:, 2:], (self.width, self.height))
        seen = (high > low).all(axis=1)
        tiled = np.hstack([low[seen] // TILE, -(-high[seen] // TILE)])
        return np.unique(tiled @ PLACES)[:, np.newaxis] // PLACES % SIDE  # single numbers are compared far faster than rows

    def _pixels(self, left: int, top: int, right: int, bottom: int) -> Box:
        return left * TILE, top * TILE, min(right * TILE, self.width), min(bottom * TILE, self.height)


def _rectangles(rows: Sequence[int]) -> list[Box]:
    """Return rectangles over the set bits: runs of each row, as far down as the rows below have the same runs."""
    done: list[Box] = []
    growing: dict[Run, int] = {}
    for number, tiles in enumerate(chain(rows, [0])):
        runs = _runs(tiles)
        for left, right in [run for run in growing if run not in runs]:
            done.append((left, growing.pop((left, right)), right, number))
        for run in runs:
            growing.setdefault(run, number)
    return done


@lru_cache(maxsize=4096)
def _runs(tiles: int) -> tuple[Run, ...]:
    """Return each run of set bits; gaps up to :data:`GAP` are part of a run. The same rows come back frame after frame."""
    runs: list[Run] = []
    for place in (place for place in range(tiles.bit_length()) if tiles >> place & 1):
        if runs and place - runs[-1][1] <= GAP:
            runs[-1] = runs[-1][0], place + 1
        else:
            runs.append((place, place + 1))
    return tuple(runs)
