"""For how long a film stands still, as it is seen: of films made up, whose pictures are known."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from benchmarks import stillness
from scenes.stage.drawing.encoder import Encoder
from scenes.stage.drawing.recipes import RECIPES

HIGH, WIDE = 200, 320


def pictures(*, at: int = 0, pixels: int = 12, level: int = 40, times: int = 2) -> Iterator[np.ndarray]:
    """Yield a dark picture, and then some in which so many pixels of the row ``at`` are brighter and brighter."""
    for number in range(times):
        picture = np.zeros((HIGH, WIDE, 3), np.uint8)
        picture[at, :pixels, 1] = number * level
        yield picture


@pytest.mark.parametrize(
    ("change", "stays"),
    [
        ({}, False),
        ({"pixels": stillness.PIXELS - 1}, True),
        ({"level": stillness.LEVELS}, True),
        ({"level": stillness.LEVELS + 1}, False),
        ({"at": 172}, False),
        ({"at": 173}, True),  # where captions are
    ],
)
def test_a_change_is_seen_if_it_is_large_enough_and_no_caption(change: dict[str, int], stays: bool) -> None:
    assert list(stillness.unmoved(pictures(**change))) == [stays]


def test_the_still_frames_of_a_film_are_counted(tmp_path: Path) -> None:
    encoder = Encoder(tmp_path / "film.mp4", RECIPES["film"], WIDE, HIGH, Fraction(10))
    for level, repeat in ((40, 5), (90, 11), (140, 1), (190, 3)):
        planes = np.full((HIGH * 3 // 2, WIDE), 128, np.uint8)
        planes[:HIGH] = level
        for number in range(repeat):
            encoder.show(planes, 1, same=number > 0, key=number == 0)
    encoder.finish()
    assert stillness.measure(tmp_path / "film.mp4") == pytest.approx((16 / 19, 1.0), abs=1e-9)
