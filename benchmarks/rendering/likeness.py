"""How alike films are to the lossless one: PSNR and SSIM of brightness."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import numpy as np
from av.video.frame import VideoFrame

from scenes.stage.formats.film import Film, opened

__all__ = ["BT601", "BT709", "STEP", "Likeness", "likeness", "ssim"]

BT601, BT709 = 5, 1
"""FFmpeg's numbers of the colour matrices of plain manim's films and of ours."""

STEP = Fraction(2, 3)
"""One frame in so many seconds is compared."""


class Likeness(NamedTuple):
    """How alike brightness is to the lossless film's: decibels over all compared frames, and the mean SSIM."""

    psnr: float
    ssim: float


def likeness(master: Path, films: Mapping[Path, int]) -> list[Likeness]:
    """Compare films, each given with the number of its colour matrix, with their lossless master, in one pass."""
    errors: list[list[float]] = [[] for _ in films]
    alike: list[list[float]] = [[] for _ in films]
    with ExitStack() as stack:
        reference, *others = (_sampled(stack.enter_context(opened(path))) for path in (master, *films))
        for expected, *shown in zip(reference, *others, strict=False):
            drawn = VideoFrame.from_ndarray(expected.to_ndarray(format="rgb24"), format="rgb24")
            for number, (got, colours) in enumerate(zip(shown, films.values(), strict=True)):
                first, second = brightness(got), brightness(drawn.reformat(format="yuv420p", dst_colorspace=colours))
                errors[number].append(float(((first - second) ** 2).mean()))
                alike[number].append(ssim(first, second))
    return [Likeness(psnr(error), float(np.mean(each))) for error, each in zip(errors, alike, strict=True)]


def psnr(errors: list[float]) -> float:
    """Return the peak signal-to-noise ratio of frames, given their mean squared errors, in decibels."""
    return float(10 * np.log10(255**2 / max(float(np.mean(errors)), 1e-9)))


def _sampled(film: Film) -> Iterator[VideoFrame]:
    film.stream.thread_type = "AUTO"
    return film.sampled(STEP)


def brightness(frame: VideoFrame) -> np.ndarray:
    """Return the Y plane, ``(height, width)``."""
    return frame.to_ndarray()[: frame.height].astype(np.float32)


def ssim(first: np.ndarray, second: np.ndarray, size: int = 8) -> float:
    """Return the structural similarity (Wang et al. 2004, equation 13), over blocks of ``size`` pixels."""

    def mean(picture: np.ndarray) -> np.ndarray:
        """Return the mean of each block."""
        rows, columns = (length // size for length in picture.shape)
        strips = (
            picture[: rows * size, : columns * size].reshape(rows, size, columns * size).sum(axis=1)
        )  # far faster than at once
        averages: np.ndarray = strips.reshape(rows, columns, size).sum(axis=2, dtype=float) / size**2
        return averages

    mean_1, mean_2 = mean(first), mean(second)
    variance_1, variance_2 = mean(first**2) - mean_1**2, mean(second**2) - mean_2**2
    shared = mean(first * second) - mean_1 * mean_2
    small_1, small_2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    above = (2 * mean_1 * mean_2 + small_1) * (2 * shared + small_2)
    below = (mean_1**2 + mean_2**2 + small_1) * (variance_1 + variance_2 + small_2)
    return float((above / below).mean())
