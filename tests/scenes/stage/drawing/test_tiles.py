"""Rectangles cover what changed, stay within the picture, and do not overlap."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from scenes.stage.drawing.marks import Box
from scenes.stage.drawing.tiles import Tiles

WIDTH, HEIGHT = 350, 210
places = st.integers(-80, 430)
boxes = st.lists(st.tuples(places, places, places, places), max_size=12)


def painted(rectangles: list[Box]) -> np.ndarray:
    """Return how often each pixel is covered, ``(height, width)``."""
    counts = np.zeros((HEIGHT, WIDTH), int)
    for left, top, right, bottom in rectangles:
        counts[max(top, 0) : max(bottom, 0), max(left, 0) : max(right, 0)] += 1
    return counts


def cover(changed: list[Box], width: int = WIDTH, height: int = HEIGHT) -> list[Box]:
    return Tiles(width, height).cover(np.array(changed, int).reshape(-1, 4))


@given(boxes)
def test_cover(changed: list[Box]) -> None:
    covered = cover(changed)
    counts = painted(covered)
    assert counts.max(initial=0) <= 1
    assert (counts >= (painted(changed) > 0)).all()
    for left, top, right, bottom in covered:
        assert 0 <= left < right <= WIDTH
        assert 0 <= top < bottom <= HEIGHT
        assert left % 2 == right % 2 == top % 2 == bottom % 2 == 0


def test_nothing_changed_is_nothing_to_do() -> None:
    assert cover([]) == []
    assert cover([(0, 0, 0, 0), (WIDTH + 40, 0, WIDTH + 50, 5), (-9, -9, -1, -1)]) == []


def test_little_is_covered_in_vain() -> None:
    assert cover([(100, 100, 110, 110)], 1920, 1080) == [(96, 96, 128, 128)]
    assert len(cover([(0, 0, 10, 10), (1900, 1000, 1910, 1010)], 1920, 1080)) == 2
