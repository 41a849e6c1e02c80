"""The picture in the encoder's own colours, brightness and two colour differences at half size, kept up to date by rectangle."""

from collections.abc import Iterable

import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import Interpolation, VideoReformatter

from scenes.stage.drawing.marks import Box

__all__ = ["Planes"]

REACH = 8
"""Pixels beyond a rectangle that shape the colours within it: the length of the filter that halves the size."""

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
        self._reformatter = VideoReformatter()

    def update(self, pixels: np.ndarray, boxes: Iterable[Box]) -> None:
        """Convert what lies in ``boxes`` (even numbers) of ``pixels``, the whole RGBA picture."""
        for left, top, right, bottom in boxes:
            outer_left, outer_top = max(left - REACH, 0), max(top - REACH, 0)
            parts = self._converted(pixels[outer_top : bottom + REACH, outer_left : right + REACH])
            for half, (plane, part) in enumerate(zip(self._planes, parts, strict=True)):
                step = 2 if half else 1
                target = plane[top // step : bottom // step, left // step : right // step]
                rows, columns = (top - outer_top) // step, (left - outer_left) // step
                target[:] = part[rows : rows + target.shape[0], columns : columns + target.shape[1]]

    def _converted(self, pixels: np.ndarray) -> list[np.ndarray]:
        frame = self._reformatter.reformat(
            VideoFrame.from_numpy_buffer(pixels, format="rgba"),
            format="yuv420p",
            dst_colorspace=BT709,
            interpolation=int(SCALING),
            threads=1,
        )
        return [np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size) for plane in frame.planes]
