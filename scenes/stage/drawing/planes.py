"""The picture in the encoder's own colours, brightness and two colour differences at half size, kept up to date by rectangle."""

from collections.abc import Iterable

import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import Interpolation, VideoReformatter

from scenes.stage.drawing.marks import Box

__all__ = ["Planes"]

SIZES = 100
"""As many sizes of rectangles are remembered: the same ones come back in each frame of an animation."""

BT709 = 1
SCALING = Interpolation.AREA | Interpolation.FULL_CHR_H_INP | Interpolation.BITEXACT
"""How the colours are halved: each is the mean of its own 2 x 2 pixels, so that what is beside a rectangle does not matter.

``BITEXACT`` rounds it alike in every place and on every processor, in two thirds of the time that ``ACCURATE_RND`` takes for
the same picture, and ``FULL_CHR_H_INP`` goes a way that is a fifth shorter.
"""


class Planes:
    """A picture of ``width`` x ``height`` pixels (even numbers) as YUV 4:2:0, BT.709, limited range.

    ``frame`` is ``(height * 3 / 2, width)``, 8 bits: all of Y, then all of U, then all of V.
    """

    def __init__(self, width: int, height: int) -> None:
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
        """Bring the picture up to ``pixels``, the whole RGBA picture, which changed in ``boxes`` only.

        Their edges are even numbers, and they are no smaller than 4 x 4: swscale goes wrong about colours that are in one line.
        """
        for left, top, right, bottom in boxes:
            parts = self._converted(pixels[top:bottom, left:right])
            for step, plane, part in zip((1, 2, 2), self._planes, parts, strict=True):
                target = plane[top // step : bottom // step, left // step : right // step]
                target[:] = part[: target.shape[0], : target.shape[1]]

    def _converted(self, pixels: np.ndarray) -> list[np.ndarray]:
        """Return the planes of a rectangle, which may be wider than it."""
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
