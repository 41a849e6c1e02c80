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

Run = tuple[int, int]
"""Start and end, the latter exclusive, of changed tiles in a row."""


class Tiles:
    """The grid of a picture of ``width`` x ``height`` pixels."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._rows, self._columns = -(-height // TILE), -(-width // TILE)

    def cover(self, boxes: np.ndarray) -> list[Box]:
        """Return rectangles within the picture, none overlapping another, that together cover all ``boxes``, ``(count, 4)``."""
        rows = np.packbits(self._touched(boxes), axis=1, bitorder="little")
        return [self._pixels(*rectangle) for rectangle in _rectangles([int.from_bytes(row, "little") for row in rows])]

    def _touched(self, boxes: np.ndarray) -> np.ndarray:
        """Return which tiles some boxes touch, ``(rows, columns)``."""
        left, top, right, bottom = np.ascontiguousarray(boxes.T)
        left, right = np.maximum(left, 0) // TILE, -(-np.minimum(right, self.width) // TILE)
        top, bottom = np.maximum(top, 0) // TILE, -(-np.minimum(bottom, self.height) // TILE)
        seen = (right > left) & (bottom > top)
        # how many boxes a tile is in, as steps up and down at their corners, which are then added up
        steps = np.zeros((self._rows + 1) * (self._columns + 1), int)
        for line, column, step in ((top, left, 1), (top, right, -1), (bottom, left, -1), (bottom, right, 1)):
            steps += step * np.bincount((line * (self._columns + 1) + column)[seen], minlength=len(steps))
        touched: np.ndarray = steps.reshape(self._rows + 1, -1).cumsum(axis=0).cumsum(axis=1)[:-1, :-1] > 0
        return touched

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
