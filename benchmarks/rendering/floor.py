"""The encode-only floor: a film's frames, ready in YUV in memory, through our encoder's settings, on all cores at once.

``python -m benchmarks.rendering.floor FILM.mp4 RATE`` prints seconds on the clock and of all processors. The film is cut into
parts; as many processes as there are cores take them in turn. Each decodes its part of our own MP4 into memory, waits for the
others, and then encodes it into a file: only that is timed, so a film need not fit into memory. (Frames out of the lossless
master would take as long to encode, but far longer to decode and to convert.)
"""

import os
import sys
from collections.abc import Iterator
from fractions import Fraction
from itertools import islice
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, cast

import av
import numpy as np
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from benchmarks.rendering.measuring import Run, run
from scenes.stage.drawing.recipes import FILM
from scenes.stage.formats.film import opened

__all__ = ["encode_only", "floor"]

PART, ROOM = 240, 1.0e9
"""Frames in a part, and bytes in which a part of large frames has to fit."""


def encode_only(made: Path, rate: int, log: Path) -> Run:
    """Measure the floor of a film in processes of their own."""
    run([sys.executable, "-m", "benchmarks.rendering.floor", str(made), str(rate)], log)
    wall, processor = map(float, log.read_text().split())
    return Run(wall, processor)


def floor(made: Path, rate: int, cores: int) -> tuple[float, float]:
    """Return the seconds, on the clock and of all processors, that encoding a film takes."""
    context = get_context("spawn")
    barrier, times = context.Barrier(cores), context.SimpleQueue()
    workers = [context.Process(target=_work, args=(made, rate, core, cores, barrier, times)) for core in range(cores)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    walls, processors = zip(*(times.get() for _ in workers), strict=True)
    return max(walls), sum(processors)


def _work(made: Path, rate: int, core: int, cores: int, barrier: Barrier, times: Any) -> None:
    """Encode every ``cores``-th part, all processes at the same time; tell how long that took."""
    wall = processor = 0.0
    with TemporaryDirectory(prefix="unrolled-") as folder:
        for part in _parts(made, rate, core, cores):
            barrier.wait()
            start, used = perf_counter(), _used()
            _encode(part, rate, Path(folder) / "part.mp4")
            processor += _used() - used
            barrier.wait()
            wall += perf_counter() - start
    times.put((wall, processor))


def _parts(made: Path, rate: int, core: int, cores: int) -> Iterator[list[np.ndarray]]:
    """Yield the parts of one process, as often as the process with most of them has one: the last may be empty."""
    with opened(made) as film:
        size = max(1, min(PART, int(ROOM / (film.width * film.height * 1.5))))
        frames = film.sampled(Fraction(1, rate))
        while turn := list(_own_part(frames, core, cores, size)):
            yield [frame.to_ndarray() for frame in turn if frame is not None]


def _own_part(frames: Iterator[VideoFrame], core: int, cores: int, size: int) -> Iterator[VideoFrame | None]:
    """Yield the frames of a process's own part of this turn; None in place of those of the others."""
    for number, frame in enumerate(islice(frames, size * cores)):
        yield frame if number // size == core else None


def _encode(frames: list[np.ndarray], rate: int, path: Path) -> None:
    """Encode frames as the renderer does, into a file."""
    if not frames:
        return
    rows, width = frames[0].shape
    height = rows * 2 // 3
    with av.open(str(path), "w") as container:
        stream = cast(VideoStream, container.add_stream(FILM.codec, rate=rate, options=FILM.options(height)))
        stream.width, stream.height, stream.pix_fmt = width, height, FILM.written
        FILM.prepare(stream)
        for number, pixels in enumerate(frames):
            frame = VideoFrame.from_numpy_buffer(pixels, format=FILM.given)
            frame.pts, frame.time_base = number, Fraction(1, rate)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def _used() -> float:
    return sum(getrusage(RUSAGE_SELF)[:2])


if __name__ == "__main__":
    print(*floor(Path(sys.argv[1]), int(sys.argv[2]), os.cpu_count() or 1))
