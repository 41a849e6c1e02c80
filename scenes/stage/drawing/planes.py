"""The picture in the encoder's own colours, brightness and two colour differences at half size, kept up to date by rectangle."""

from collections.abc import Iterable

import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import Interpolation, VideoReformatter

from scenes.stage.drawing.marks import Box

__all__ = ["Planes"]

REACH = 8
"""Pixels as far from which a colour is shaped: the filter that halves the size is as long as that."""

SIZES = 100
"""As many sizes of rectangles are remembered: the same ones come back in each frame of an animation."""

BT709 = 1
SCALING = Interpolation.LANCZOS | Interpolation.ACCURATE_RND | Interpolation.FULL_CHR_H_INT | Interpolation.FULL_CHR_H_INP


class Planes:
    """A picture of ``width`` x ``height`` pixels (even numbers) as YUV 4:2:0, BT.709, limited range.

    ``frame`` is ``(height * 3 / 2, width)``, 8 bits: all of Y, then all of U, then all of V.
    """

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.frame = np.zeros((height * 3 // 2, width), np.uint8)
        luma, chroma = width * height, width * height // 4
        flat = self.frame.reshape(-1)
        halves = (height // 2, width // 2)
        self._planes = (
            flat[:luma].reshape(height, width),
            flat[luma : luma + chroma].reshape(halves),
            flat[luma + chroma :].reshape(halves),
        )
        self._reformatters: dict[tuple[int, ...], VideoReformatter] = {}

    def update(self, pixels: np.ndarray, boxes: Iterable[Box]) -> None:
        """Bring the picture up to ``pixels``, the whole RGBA picture, which changed in ``boxes`` (even numbers) only."""
        for box in boxes:
            left, top, right, bottom = self._grown(box)
            outer_left, outer_top, outer_right, outer_bottom = self._grown((left, top, right, bottom))
            parts = self._converted(pixels[outer_top:outer_bottom, outer_left:outer_right])
            for step, plane, part in zip((1, 2, 2), self._planes, parts, strict=True):
                target = plane[top // step : bottom // step, left // step : right // step]
                rows, columns = (top - outer_top) // step, (left - outer_left) // step
                target[:] = part[rows : rows + target.shape[0], columns : columns + target.shape[1]]

    def _grown(self, box: Box) -> Box:
        left, top, right, bottom = box
        return max(left - REACH, 0), max(top - REACH, 0), min(right + REACH, self.width), min(bottom + REACH, self.height)

    def _converted(self, pixels: np.ndarray) -> list[np.ndarray]:
        frame = self._reformatter(pixels.shape[:2]).reformat(
            VideoFrame.from_numpy_buffer(pixels, format="rgba"),
            format="yuv420p",
            dst_colorspace=BT709,
            interpolation=int(SCALING),
            threads=1,
        )
        return [np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size) for plane in frame.planes]

    def _reformatter(self, size: tuple[int, ...]) -> VideoReformatter:
        """Return the converter of a size: to set one up takes as long as to convert 100 x 100 pixels."""
        if len(self._reformatters) > SIZES:
            self._reformatters.clear()
        return self._reformatters.setdefault(size, VideoReformatter())
