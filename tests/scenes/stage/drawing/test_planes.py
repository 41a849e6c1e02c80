"""The encoder's picture, kept up to date by rectangle, is what FFmpeg makes of the whole one, in the right colours."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise, product

import numpy as np
import pytest
from av.filter import Graph
from av.video.frame import VideoFrame

from scenes.stage.drawing.planes import Planes
from scenes.stage.formats.film import pumped
from scenes.stage.formats.mp4 import TO_YUV

WIDTH, HEIGHT = 322, 182
RED, GREEN, BLUE = 0.2126, 0.7152, 0.0722


@pytest.fixture
def picture() -> np.ndarray:
    """Return noise: whatever reaches across the edge of a rectangle shows."""
    return np.random.default_rng(3).integers(0, 256, (HEIGHT, WIDTH, 4), dtype=np.uint8)


def converted(pixels: np.ndarray, kind: str) -> np.ndarray:
    """Return what the MP4 format makes of a master's frame in a pixel format of this kind."""
    graph = Graph()
    source = graph.add_buffer(width=WIDTH, height=HEIGHT, format=kind, time_base=Fraction(1, 25))
    sink = graph.add("buffersink")
    graph.link_nodes(source, *(graph.add(name, options) for name, options in TO_YUV), sink).configure()
    frames: Iterator[VideoFrame] = pumped([VideoFrame.from_ndarray(pixels, format="rgba").reformat(format=kind)], source, sink)
    return next(frames).to_ndarray()


def ideal(pixels: np.ndarray) -> np.ndarray:
    """Return Y, U and V by definition, unrounded: U and V as the means of 2 x 2 pixels."""
    red, green, blue = np.moveaxis(pixels[..., :3].astype(float), -1, 0)
    luma = RED * red + GREEN * green + BLUE * blue
    differences = ((blue - luma) / (2 - 2 * BLUE), (red - luma) / (2 - 2 * RED))
    halves = [part.reshape(HEIGHT // 2, 2, WIDTH // 2, 2).mean((1, 3)) for part in differences]
    scaled = [16 + luma * 219 / 255, *(128 + part * 224 / 255 for part in halves)]
    return np.concatenate([part.reshape(-1) for part in scaled]).reshape(-1, WIDTH)


@pytest.mark.parametrize("kind", ["rgba", "gbrp"])  # as the pixels are drawn, and as the master is decoded
def test_whole_picture_has_the_colours_of_the_mp4(picture: np.ndarray, kind: str) -> None:
    planes = Planes(WIDTH, HEIGHT)
    planes.update(picture, [(0, 0, WIDTH, HEIGHT)])
    np.testing.assert_array_equal(planes.frame, converted(picture, kind))


def test_colours_are_those_of_bt709_and_means_of_2_x_2_pixels(picture: np.ndarray) -> None:
    planes = Planes(WIDTH, HEIGHT)
    planes.update(picture, [(0, 0, WIDTH, HEIGHT)])
    assert np.abs(planes.frame - ideal(picture)).max() < 1


def test_rectangles_leave_no_seams(picture: np.ndarray) -> None:
    planes, whole = Planes(WIDTH, HEIGHT), Planes(WIDTH, HEIGHT)
    planes.update(picture, [(0, 0, WIDTH, HEIGHT)])
    boxes = [(32, 32, 96, 64), (96, 64, 160, 160), (288, 160, WIDTH, HEIGHT), (0, 96, 32, 128)]
    for left, top, right, bottom in boxes:
        picture[top:bottom, left:right] = 255 - picture[top:bottom, left:right]
    planes.update(picture, boxes)
    whole.update(picture, [(0, 0, WIDTH, HEIGHT)])
    np.testing.assert_array_equal(planes.frame, whole.frame)


def test_picture_can_be_made_of_rectangles_of_all_sizes(picture: np.ndarray) -> None:
    planes, whole = Planes(WIDTH, HEIGHT), Planes(WIDTH, HEIGHT)
    columns, rows = pairwise((0, 4, 10, 32, 66, 160, WIDTH)), pairwise((0, 4, 10, 32, 96, HEIGHT))
    planes.update(picture, [(left, top, right, bottom) for (left, right), (top, bottom) in product(columns, rows)])
    whole.update(picture, [(0, 0, WIDTH, HEIGHT)])
    np.testing.assert_array_equal(planes.frame, whole.frame)


@pytest.mark.parametrize(("colour", "brightness"), [((0, 0, 0), 16), ((255, 255, 255), 235)])
def test_black_and_white_are_limited(colour: tuple[int, int, int], brightness: int) -> None:
    planes = Planes(64, 32)
    planes.update(np.full((32, 64, 4), (*colour, 255), np.uint8), [(0, 0, 64, 32)])
    assert np.unique(planes.frame[:32]).tolist() == [brightness]
    assert np.unique(planes.frame[32:]).tolist() == [128]
