"""A film file that is written in a thread: frames are copied in, and encoded while the next ones are drawn."""

from fractions import Fraction
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import cast

import av
import numpy as np
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from manim._config.video_encoder import VideoEncoderSpec

__all__ = ["Encoder"]

WAITING = 8
"""Pictures that may wait for the encoder: 66 MB at 1080p."""


class Encoder:
    """Writes RGBA pictures to ``path`` with the codec, size and rate of ``spec``.

    A picture that stays is written at the first and the last of its frames only; the gap between them is its duration.
    """

    def __init__(self, path: Path, spec: VideoEncoderSpec) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path, self._container = path, av.open(str(path), "w")
        self._stream = cast(VideoStream, self._container.add_stream(spec.codec, rate=spec.frame_rate, options=dict(spec.options)))
        self._stream.width, self._stream.height, self._stream.pix_fmt = spec.width, spec.height, spec.pixel_format
        self._step = 1 / Fraction(spec.frame_rate)
        self._frame, self._shown, self._picture = 0, -1, np.empty(0)  # frames in all, the last one written, and what it shows
        self._failure: BaseException | None = None
        self._queue: Queue[tuple[int, np.ndarray] | None] = Queue(WAITING)
        self._thread = Thread(target=self._work, name=f"encoder of {path.name}", daemon=True)
        self._thread.start()

    def show(self, pixels: np.ndarray, repeat: int, *, same: bool) -> None:
        """Add ``repeat`` frames of ``pixels``, which are ``same`` as in the last call or not; raises what the codec raised."""
        if not same:
            self._hold()
            self._picture = pixels.copy()
            self._put(self._frame)
        self._frame += repeat
        if self._failure is not None:
            raise self._failure

    def finish(self) -> None:
        """Write what is left and close the file; raises what the codec raised."""
        self._hold()
        self._end()
        if self._failure is not None:
            raise self._failure

    def abort(self) -> None:
        """Stop, and leave no file."""
        self._end()
        self._path.unlink(missing_ok=True)

    def _hold(self) -> None:
        """Show the last picture once more at its last frame, so that it lasts until then."""
        if self._frame - 1 > self._shown:
            self._put(self._frame - 1)

    def _put(self, number: int) -> None:
        self._shown = number
        self._queue.put((number, self._picture))

    def _end(self) -> None:
        self._queue.put(None)
        self._thread.join()

    def _work(self) -> None:
        """Encode until told to end; after a failure only empty the queue, so that nobody waits for room in it."""
        while (item := self._queue.get()) is not None:
            if self._failure is None:
                self._try(*item)
        self._try(None)
        self._container.close()

    def _try(self, number: int | None, picture: np.ndarray | None = None) -> None:
        try:
            self._container.mux(self._stream.encode(None if number is None or picture is None else self._timed(number, picture)))
        except BaseException as failure:  # it is raised in the thread that draws
            self._failure = self._failure or failure

    def _timed(self, number: int, picture: np.ndarray) -> VideoFrame:
        frame = VideoFrame.from_ndarray(picture, format="rgba")
        frame.pts, frame.time_base = number, self._step
        return frame
