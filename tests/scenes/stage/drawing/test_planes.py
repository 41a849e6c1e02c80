"""The encoder's picture, kept up to date by rectangle, is what FFmpeg makes of the whole one, in the right colours."""

from collections.abc import Iterator
from fractions import Fraction

import numpy as np
import pytest
from av.filter import Graph
from av.video.frame import VideoFrame

from scenes.stage.drawing.planes import Planes
from scenes.stage.formats.film import pumped
from scenes.stage.formats.mp4 import TO_YUV

WIDTH, HEIGHT = 322, 182


@pytest.fixture
def picture() -> np.ndarray:
    """Return noise: whatever reaches across the edge of a rectangle shows."""
    return np.random.default_rng(3).integers(0, 256, (HEIGHT, WIDTH, 4), dtype=np.uint8)


def converted(pixels: np.ndarray) -> np.ndarray:
    """Return what the MP4 format makes of a master's frame."""
    graph = Graph()
    source = graph.add_buffer(width=WIDTH, height=HEIGHT, format="rgba", time_base=Fraction(1, 25))
    sink = graph.add("buffersink")
    graph.link_nodes(source, *(graph.add(name, options) for name, options in TO_YUV), sink).configure()
    frames: Iterator[VideoFrame] = pumped([VideoFrame.from_ndarray(pixels, format="rgba")], source, sink)
    return next(frames).to_ndarray()


def test_whole_picture_has_the_colours_of_the_mp4(picture: np.ndarray) -> None:
    planes = Planes(WIDTH, HEIGHT)
    planes.update(picture, [(0, 0, WIDTH, HEIGHT)])
    assert np.abs(planes.frame.astype(int) - converted(picture)).max() <= 1


def test_rectangles_leave_no_seams(picture: np.ndarray) -> None:
    planes, whole = Planes(WIDTH, HEIGHT), Planes(WIDTH, HEIGHT)
    planes.update(picture, [(0, 0, WIDTH, HEIGHT)])
    boxes = [(32, 32, 96, 64), (96, 64, 160, 160), (288, 160, WIDTH, HEIGHT), (0, 96, 32, 128)]
    for left, top, right, bottom in boxes:
        picture[top:bottom, left:right] = 255 - picture[top:bottom, left:right]
    planes.update(picture, boxes)
    whole.update(picture, [(0, 0, WIDTH, HEIGHT)])
    np.testing.assert_array_equal(planes.frame, whole.frame)


@pytest.mark.parametrize(("colour", "brightness"), [((0, 0, 0), 16), ((255, 255, 255), 235)])
def test_black_and_white_are_limited(colour: tuple[int, int, int], brightness: int) -> None:
    planes = Planes(64, 32)
    planes.update(np.full((32, 64, 4), (*colour, 255), np.uint8), [(0, 0, 64, 32)])
    assert np.unique(planes.frame[:32]).tolist() == [brightness]
    assert np.unique(planes.frame[32:]).tolist() == [128]
