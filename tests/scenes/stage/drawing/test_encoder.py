"""Frames arrive in the file as they were shown, for as long; what goes wrong is raised where the film is drawn."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from scenes.stage.drawing.encoder import Encoder, Recipe
from scenes.stage.drawing.recipes import RECIPES
from scenes.stage.formats.film import opened

WIDTH, HEIGHT, RATE = 64, 48, Fraction(15)
MASTER = RECIPES["master"]
SHOWN = [(0, 1, True), (1, 5, False), (2, 1, False), (3, 2, True), (4, 9, False)]
"""Picture, frames, whether a part begins there."""


def picture(number: int) -> np.ndarray:
    return np.random.default_rng(number).integers(0, 256, (HEIGHT, WIDTH, 4), dtype=np.uint8)


def written(path: Path, recipe: Recipe, *, beside: bool = False) -> Path:
    encoder = Encoder(path, recipe, WIDTH, HEIGHT, RATE, beside=beside)
    shown = np.empty((HEIGHT, WIDTH, 4), np.uint8)
    for number, repeat, key in SHOWN:
        shown[:] = picture(number)
        encoder.show(shown, 1, same=False, key=key)
        if repeat > 1:
            encoder.show(shown, repeat - 1, same=True)
    encoder.finish()
    return path


@pytest.mark.parametrize("beside", [True, False])
@pytest.mark.parametrize("every_frame", [True, False])
def test_pictures_stay_as_long_as_they_are_shown(tmp_path: Path, every_frame: bool, beside: bool) -> None:
    path = written(tmp_path / "film.mp4", replace(MASTER, every_frame=every_frame), beside=beside)
    expected = [number for number, repeat, _ in SHOWN for _ in range(repeat)]
    with opened(path) as film:
        assert film.duration == len(expected) / RATE
        frames = list(film.sampled(1 / RATE))
        assert len(list(film.pictures())) == (len(expected) if every_frame else 8)
    for frame, number in zip(frames, expected, strict=True):
        np.testing.assert_array_equal(frame.to_ndarray(format="rgb24"), picture(number)[..., :3])


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
def test_a_thread_makes_the_same_file(tmp_path: Path, recipe: Recipe) -> None:
    recipe = replace(recipe, given="rgba")
    first, second = written(tmp_path / "first.mp4", recipe), written(tmp_path / "second.mp4", recipe, beside=True)
    assert first.read_bytes() == second.read_bytes()


def test_parts_begin_with_key_frames(tmp_path: Path) -> None:
    path = written(tmp_path / "film.mp4", replace(MASTER, every_frame=True))
    with av.open(str(path)) as container:
        keys = {frame.pts * frame.time_base * RATE for frame in container.decode(video=0) if frame.key_frame}
    assert {0, 7} <= keys


@pytest.mark.parametrize("beside", [True, False])
def test_a_failure_is_raised_and_does_not_block(tmp_path: Path, beside: bool) -> None:
    encoder = Encoder(tmp_path / "film.mp4", replace(MASTER, given="no such format"), WIDTH, HEIGHT, RATE, beside=beside)
    with pytest.raises(ValueError, match="format"):  # noqa: PT012  # after which call it is known depends on the thread
        for number in range(30):
            encoder.show(picture(number), 1, same=False)
        encoder.finish()


@pytest.mark.parametrize("beside", [True, False])
def test_an_aborted_film_leaves_no_file(tmp_path: Path, beside: bool) -> None:
    encoder = Encoder(tmp_path / "film.mp4", MASTER, WIDTH, HEIGHT, RATE, beside=beside)
    encoder.show(picture(0), 3, same=False)
    encoder.abort()
    assert list(tmp_path.iterdir()) == []
