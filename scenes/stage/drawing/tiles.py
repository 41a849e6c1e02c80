"""Covering boxes of changed pixels with few rectangles, on a grid of square tiles."""

from collections.abc import Iterable

import numpy as np

from scenes.stage.drawing.marks import Box

__all__ = ["TILE", "Tiles"]

TILE = 32
"""Pixels a side: even, as the encoder's colour samples want it, and few enough that little is redrawn in vain."""

GAP = 2
"""Tiles between two changed ones of a row that are redrawn as well, to have one rectangle in place of two."""


class Tiles:
    """The grid of a picture of ``width`` x ``height`` pixels."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._rows, self._columns = -(-height // TILE), -(-width // TILE)

    def cover(self, boxes: Iterable[Box]) -> list[Box]:
        """Return rectangles within the picture, none overlapping another, that together cover all ``boxes``."""
        touched = np.zeros((self._rows, self._columns), bool)
        for left, top, right, bottom in boxes:
            if right > left and bottom > top and right > 0 and bottom > 0:
                touched[max(top, 0) // TILE : -(-bottom // TILE), max(left, 0) // TILE : -(-right // TILE)] = True
        return [self._pixels(*rectangle) for rectangle in _rectangles(touched)]

    def _pixels(self, left: int, top: int, right: int, bottom: int) -> Box:
        return left * TILE, top * TILE, min(right * TILE, self.width), min(bottom * TILE, self.height)


def _rectangles(touched: np.ndarray) -> list[Box]:
    """Return rectangles over the true cells: runs of each row, as far down as the rows below have the same runs."""
    done: list[Box] = []
    growing: dict[tuple[int, int], int] = {}
    for row in range(len(touched) + 1):
        runs = _runs(touched[row]) if row < len(touched) else []
        for left, right in [run for run in growing if run not in runs]:
            done.append((left, growing.pop((left, right)), right, row))
        for run in runs:
            growing.setdefault(run, row)
    return done


def _runs(cells: np.ndarray) -> list[tuple[int, int]]:
    """Return (start, end) of each run of true cells; gaps up to :data:`GAP` are part of a run."""
    places = np.flatnonzero(cells)
    if not len(places):
        return []
    breaks = np.flatnonzero(np.diff(places) > GAP + 1)
    starts, ends = places[np.append(0, breaks + 1)], places[np.append(breaks, len(places) - 1)] + 1
    return list(zip(starts.tolist(), ends.tolist(), strict=True))
