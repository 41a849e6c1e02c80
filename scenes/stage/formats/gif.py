"""The film as a looping GIF: one palette of 255 colours for the whole film, no dither, only what changed in each frame.

The palette is made in a first pass over the lossless master, so flat areas keep their colour and long films need no more memory
than short ones.
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain
from pathlib import Path

import av
from av.filter import Graph
from av.filter.context import FilterContext
from av.video.frame import VideoFrame

from scenes.stage.formats import Master
from scenes.stage.formats.film import Film, filtered, opened, pumped

__all__ = ["frame_step", "write"]

WIDEST = 640
"""The largest width, in pixels; smaller films keep theirs."""

DELAYS = (8, 10)
"""Frame delays in hundredths of a second, the unit of GIF: 12.5 and 10 frames a second (20 would double the size)."""


def write(source: Master, path: Path) -> None:
    """Write ``source`` to ``path`` as GIF; raises :class:`~model.errors.RenderError` if its master cannot be read."""
    with opened(source.path) as film:
        step = frame_step(film.rate)
        palette = _palette(_small(film, step))
        _encode(_painted(_small(film, step), palette), step, path)
    path.write_bytes(_with_comment(path.read_bytes(), "\n".join(filter(None, (source.title, source.comment)))))


def frame_step(rate: Fraction) -> Fraction:
    """Return how long each frame of the GIF is shown, in seconds, for a film of ``rate`` pictures a second.

    It is the first of :data:`DELAYS` that is a whole number of the film's pictures, so that motion stays even; else the first.
    """
    steps = [Fraction(delay, 100) for delay in DELAYS]
    return next((step for step in steps if (step * rate).denominator == 1), steps[0])


def _with_comment(gif: bytes, text: str) -> bytes:
    """Return ``gif`` with ``text`` as a comment before its first frame (GIF89a, section 24); FFmpeg writes none."""
    if not text:
        return gif
    head = 13 + (3 * 2 ** ((gif[10] & 7) + 1) if gif[10] & 0x80 else 0)
    data = text.encode()
    blocks = (data[start : start + 255] for start in range(0, len(data), 255))
    comment = b"\x21\xfe" + b"".join(bytes([len(block)]) + block for block in blocks) + b"\x00"
    return gif[:head] + comment + gif[head:]


def _small(film: Film, step: Fraction) -> Iterator[VideoFrame]:
    """Yield the GIF's frames in full colour."""
    width = min(WIDEST, film.width)
    height = round(film.height * width / film.width)
    scale = ("scale", f"{width}:{height}:flags=lanczos+accurate_rnd+full_chroma_int+full_chroma_inp")
    for number, frame in enumerate(filtered(film, film.sampled(step), scale, ("format", "bgra"))):
        frame.pts, frame.time_base = number, step
        yield frame


def _palette(frames: Iterator[VideoFrame]) -> VideoFrame:
    """Return the 256 colours, one of them transparent, that serve all frames best, as a picture of 16 by 16 pixels."""
    graph, first = Graph(), next(frames)
    source, sink = _input(graph, first), graph.add("buffersink")
    graph.link_nodes(source, graph.add("palettegen", "stats_mode=full"), sink).configure()
    return next(pumped(chain([first], frames), source, sink))


def _painted(frames: Iterator[VideoFrame], palette: VideoFrame) -> Iterator[VideoFrame]:
    """Yield the frames with every pixel given its nearest colour of the palette."""
    graph, first = Graph(), next(frames)
    pictures, colours, sink = _input(graph, first), _input(graph, palette), graph.add("buffersink")
    painter = graph.add("paletteuse", "dither=none:diff_mode=rectangle")
    pictures.link_to(painter, 0, 0)
    colours.link_to(painter, 0, 1)
    painter.link_to(sink)
    graph.configure()
    colours.push(palette)
    colours.push(None)
    yield from pumped(chain([first], frames), pictures, sink)


def _input(graph: Graph, frame: VideoFrame) -> FilterContext:
    return graph.add_buffer(width=frame.width, height=frame.height, format=frame.format, time_base=frame.time_base)


def _encode(frames: Iterator[VideoFrame], step: Fraction, path: Path) -> None:
    """Write painted frames; the options of stream and container are FFmpeg's own: loop for ever, write only what changed."""
    first = next(frames)
    with av.open(str(path), "w", format="gif", options={"loop": "0"}) as container:
        stream = container.add_stream("gif", rate=1 / step)
        stream.width, stream.height, stream.pix_fmt = first.width, first.height, "pal8"
        for number, frame in enumerate(chain([first], frames)):
            frame.pts, frame.time_base = number, step
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
