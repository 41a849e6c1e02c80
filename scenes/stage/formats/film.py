"""Reading a master film: its pictures with their exact times, one after the other, never all at once."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import NamedTuple, cast

import av
from av.container import InputContainer
from av.filter import Graph
from av.filter.context import FilterContext
from av.video.frame import VideoFrame

from model.errors import RenderError

__all__ = ["Film", "Picture", "filtered", "opened", "pumped"]

TOLERANCE = Fraction(1, 2000)
"""By how much, in seconds, the times of a Matroska film are off: they are rounded to milliseconds."""


class Picture(NamedTuple):
    """One picture of a film and the time, in seconds, from which it is shown."""

    time: Fraction
    frame: VideoFrame


class Film:
    """An open master film; ``width`` and ``height`` in pixels, ``rate`` in pictures a second, ``time_base`` in seconds."""

    def __init__(self, container: InputContainer) -> None:
        self.container = container
        self.stream = container.streams.video[0]
        self.width, self.height = self.stream.width, self.stream.height
        self.rate = _fraction(self.stream.guessed_rate) or Fraction(25)
        self.time_base = _fraction(self.stream.time_base) or Fraction(1, 1000)

    @property
    def duration(self) -> Fraction:
        """How long the film lasts, in seconds, its last picture included."""
        if self.stream.duration:
            return self.stream.duration * self.time_base
        return Fraction(self.container.duration or 0, av.time_base)

    def pictures(self, start: float = 0.0) -> Iterator[Picture]:
        """Yield the pictures to the end, from the one shown at ``start`` seconds or from one before it."""
        self.container.seek(int(start * av.time_base))
        picture = None
        for frame in self.container.decode(self.stream):
            picture = Picture((frame.pts or 0) * self.time_base, frame)
            yield picture
        if picture is None:
            raise RenderError(f"The master film {self.container.name} holds no picture.")

    def at(self, time: float) -> VideoFrame:
        """Return the picture shown at ``time`` seconds, the last one if the film is over by then."""
        return next(shown.frame for shown, until in self._shown(time) if until is None or time + TOLERANCE < until)

    def sampled(self, step: Fraction) -> Iterator[VideoFrame]:
        """Yield what is shown at 0, ``step``, 2 ``step``, ... seconds, as often as fits the duration best, at least once."""
        number, count = 0, max(round(self.duration / step), 1)
        for picture, until in self._shown():
            while number < count and (until is None or number * step + TOLERANCE < until):
                yield picture.frame
                number += 1

    def _shown(self, start: float = 0.0) -> Iterator[tuple[Picture, Fraction | None]]:
        """Yield pictures, each with the time at which the next one replaces it; the last one stays."""
        pictures = self.pictures(start)
        shown = next(pictures)
        for picture in pictures:
            yield shown, picture.time
            shown = picture
        yield shown, None


@contextmanager
def opened(path: Path) -> Iterator[Film]:
    """Open the master film at ``path``; raises :class:`RenderError` if it cannot be read, or if a codec fails in the block.

    What the system says of another file, one that the block writes, is left as it is.
    """
    try:
        with av.open(str(path)) as container:
            if not container.streams.video:
                raise RenderError(f"The master film {path} holds no pictures.")
            yield Film(container)
    except av.FFmpegError as error:
        if isinstance(error, OSError) and error.filename not in (None, str(path)):
            raise
        raise RenderError(f"The master film {path} cannot be turned into another format: {error.strerror}.") from error


def filtered(film: Film, frames: Iterable[VideoFrame], *steps: tuple[str, str]) -> Iterator[VideoFrame]:
    """Yield ``frames`` of ``film`` after the FFmpeg filters ``steps``, each a (name, options) pair."""
    graph = Graph()
    source, sink = graph.add_buffer(template=film.stream), graph.add("buffersink")
    graph.link_nodes(source, *(graph.add(name, options) for name, options in steps), sink).configure()
    yield from pumped(frames, source, sink)


def pumped(frames: Iterable[VideoFrame], source: FilterContext, sink: FilterContext) -> Iterator[VideoFrame]:
    """Push ``frames`` and then the end into ``source``, and yield whatever comes out of ``sink``."""
    for frame in chain(frames, [None]):
        source.push(frame)
        with suppress(av.BlockingIOError, av.EOFError):
            while True:
                yield cast(VideoFrame, sink.pull())


def _fraction(value: Fraction | None) -> Fraction | None:
    """Return PyAV's own kind of fraction (from version 19 on) as Python's."""
    return None if value is None else Fraction(value.numerator, value.denominator)
