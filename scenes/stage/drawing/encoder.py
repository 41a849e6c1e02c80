"""A film file: frames are encoded as they come or, where another core is free, in a thread while the next ones are drawn."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import NamedTuple, cast

import av
import numpy as np
from av.packet import Packet
from av.video.frame import PictureType, VideoFrame
from av.video.stream import VideoStream

from scenes.stage.drawing.h264 import Repeats, parameters

__all__ = ["Encoder", "Recipe"]

WAITING = 8
"""Pictures that may wait for the encoder: 66 MB of RGBA at 1080p, 25 MB of YUV."""
KEYS = 250
"""Frames from one key frame to the next, at most, so that players can seek: x264's own measure, but it does not see repeats."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a film is encoded.

    ``options`` returns the codec's, for pictures of so many lines. ``given`` is the format of the arrays that come in (``rgba``
    or ``yuv420p``), ``written`` the one in the file. Unless ``every_frame`` is written, a picture that stays is written at the
    first and the last of its frames only; if it is, the repeats are made without the codec where its stream allows that
    (:func:`~scenes.stage.drawing.h264.parameters`). ``prepare`` sets what the options cannot.
    """

    codec: str
    given: str
    written: str
    options: Callable[[int], dict[str, str]]
    every_frame: bool = False
    prepare: Callable[[VideoStream], None] = lambda stream: None


class _Item(NamedTuple):
    """``picture`` is shown at the frames ``numbers``, all of them ``key`` frames or none, ``again`` or for the first time."""

    picture: np.ndarray
    numbers: range
    key: bool
    again: bool


class Encoder:
    """Writes pictures of ``width`` x ``height`` pixels to ``path``, ``rate`` a second; it raises what the codec raised.

    The file is the same whether it is encoded ``beside`` the drawing, in a thread, or not. If all cores are busy a thread takes
    longer: pictures have to be copied for it, and are no longer in the processor's cache when their turn comes.
    """

    def __init__(self, path: Path, recipe: Recipe, width: int, height: int, rate: Fraction, *, beside: bool = False) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path, self._recipe, self._step = path, recipe, 1 / rate
        self._container = av.open(str(path), "w")
        self._stream = cast(VideoStream, self._container.add_stream(recipe.codec, rate=rate, options=recipe.options(height)))
        self._stream.width, self._stream.height, self._stream.pix_fmt = width, height, recipe.written
        recipe.prepare(self._stream)
        self._picture, self._count, self._written = np.empty(0), 0, 0  # the picture shown now; frames in all, and in the file
        self._latest_key = 0
        self._failure: BaseException | None = None
        self._copies = beside or not recipe.every_frame
        self._queue: Queue[_Item | None] | None = None
        if beside:
            self._queue = Queue(WAITING)
            self._thread = Thread(target=self._work, args=(self._queue,), name=f"encoder of {path.name}", daemon=True)
            self._thread.start()

    def show(self, picture: np.ndarray, repeat: int, *, same: bool, key: bool = False) -> None:
        """Add ``repeat`` frames of ``picture``, which may be changed afterwards; or of the ``same`` as last time, unchanged."""
        if not same or key:
            self._hold()
            self._picture = picture.copy() if self._copies else picture
            self._put(range(self._count, self._count + 1), key=key, again=False)
        self._count += repeat
        if self._recipe.every_frame:
            self._hold()
        if self._failure is not None:
            raise self._failure

    def finish(self) -> None:
        """Write what is left and close the file."""
        self._hold()
        self._end()
        if self._failure is not None:
            raise self._failure

    def abort(self) -> None:
        """Stop, and leave no file."""
        self._end()
        self._path.unlink(missing_ok=True)

    def _hold(self) -> None:
        """Show the picture at the frames that it stayed for, or at the last of them."""
        first = self._written if self._recipe.every_frame else max(self._count - 1, self._written)
        if first < self._count:
            self._put(range(first, self._count), key=False, again=True)

    def _put(self, numbers: range, *, key: bool, again: bool) -> None:
        self._written = numbers.stop
        item = _Item(self._picture, numbers, key, again)
        if self._queue is None:
            self._try(item)
        else:
            self._queue.put(item)

    def _end(self) -> None:
        if self._queue is None:
            self._close()
        else:
            self._queue.put(None)
            self._thread.join()

    def _work(self, queue: "Queue[_Item | None]") -> None:
        """Encode until told to end; after a failure only empty the queue, so that nobody waits for room in it."""
        while (item := queue.get()) is not None:
            self._try(item)
        self._close()

    def _close(self) -> None:
        self._try(None)
        self._container.close()

    def _try(self, item: _Item | None) -> None:
        """Encode one, unless something went wrong before; None ends the film in any case."""
        if self._failure is not None and item is not None:
            return
        try:
            for packet in self._last_packets() if item is None else self._packets(item):
                self._container.mux(packet)
        except BaseException as failure:  # it is raised in the thread that draws
            self._failure = self._failure or failure

    def _packets(self, item: _Item) -> Iterator["Packet[VideoStream]"]:
        """Yield what can be written once the frames of ``item`` are known."""
        for number in item.numbers:
            due = number - self._latest_key >= KEYS and self._repeats is not None
            if item.again and not due and self._repeats is not None:
                self._repeats.add(number)
            else:
                self._latest_key = number if item.key or due else self._latest_key
                yield from self._encoded(self._frame(item.picture, number, item.key or due))

    def _last_packets(self) -> Iterator["Packet[VideoStream]"]:
        yield from self._encoded(None)
        if self._repeats is not None:
            yield from self._repeats.rest()

    def _encoded(self, frame: VideoFrame | None) -> Iterable["Packet[VideoStream]"]:
        packets = self._stream.encode(frame)
        return packets if self._repeats is None else self._repeats.among(packets)

    @cached_property
    def _repeats(self) -> Repeats | None:
        """What writes repeats, if the stream allows it: that is known once a frame was given to it."""
        about = parameters(self._stream.codec_context.extradata or b"") if self._recipe.every_frame else None
        return None if about is None else Repeats(about, self._stream, self._step)

    def _frame(self, picture: np.ndarray, number: int, key: bool) -> VideoFrame:
        frame = VideoFrame.from_numpy_buffer(picture, format=self._recipe.given)
        frame.pts, frame.time_base = number, self._step
        frame.pict_type = PictureType.I if key else PictureType.NONE
        return frame
