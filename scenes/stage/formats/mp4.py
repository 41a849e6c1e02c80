"""The film as MP4: H.264 in 4:2:0, the one kind of video that every player, browser and slide program shows.

BT.709, limited range; the index stands at the front (faststart); every act is a chapter and starts with a key frame; captions
are a soft track, which players show only when asked. The same master gives the same bytes every time and on every machine: what
the encoder would otherwise choose by the machine, the number of its threads and some arithmetic, is fixed.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from mmap import mmap
from pathlib import Path
from typing import TYPE_CHECKING

import av
from av.codec.context import ThreadType
from av.container import OutputContainer
from av.packet import Packet
from av.stream import Stream
from av.subtitles.stream import SubtitleStream
from av.video.frame import PictureType, VideoFrame
from av.video.stream import VideoStream

from scenes.stage.captions import Chapter, Cue, tidy
from scenes.stage.formats import Master
from scenes.stage.formats.film import Film, filtered, opened

if TYPE_CHECKING:
    from av.container.core import Chapter as ChapterEntry

__all__ = ["encoder", "prepare", "write"]

X264 = (
    "bframes={bframes}:b-adapt=0:partitions=i4x4,i8x8:subme=0:scenecut=0:rc-lookahead=0:no-deblock=1:aq-mode=0:weightp=0:weightb=0"
    ":ipratio={ipratio}:cpu-independent=1"
)

LARGE = 720
"""Lines from which edges are so small a part of a picture that a coarser quantiser, without B-frames, keeps it above 50 dB."""
TO_YUV = (
    ("scale", "out_color_matrix=bt709:out_range=limited:flags=area+full_chroma_inp+bitexact"),
    ("format", "yuv420p"),
)
"""As :mod:`scenes.stage.drawing.planes` does it: a film has the same colours, whichever of the two makes them."""
BT709, LIMITED = 1, 1
MILLISECONDS = Fraction(1, 1000)
CAPTION_TRACK = 1

ASS_HEADER = b"[V4+ Styles]\nFormat: Name, Fontname, Fontsize\nStyle: Default,Arial,18\n"


def write(source: Master, path: Path) -> None:
    """Write ``source`` to ``path`` as MP4; raises :class:`~model.errors.RenderError` if its master cannot be read."""
    with opened(source.encoded or source.path) as film, av.open(str(path), "w", options={"movflags": "+faststart"}) as container:
        container.metadata.update(title=source.title, comment=source.comment, description=source.comment)
        container.set_chapters([_chapter(number, chapter) for number, chapter in enumerate(source.chapters)])
        video, captions = _video_stream(container, film, source), _caption_stream(container, source.cues)
        if captions is not None:
            container.mux(list(_caption_packets(captions, source.cues)))
        for packet in _copied(film, video) if source.encoded else _video_packets(film, video, source.chapters):
            container.mux(packet)
    if captions is not None:
        _switch_off(path, CAPTION_TRACK)


def _video_stream(container: OutputContainer, film: Film, source: Master) -> VideoStream:
    if source.encoded is not None:
        return container.add_stream_from_template(film.stream)
    stream = container.add_stream("libx264", rate=film.rate, options=encoder(film.height))
    stream.width, stream.height, stream.pix_fmt = film.width, film.height, "yuv420p"
    stream.codec_context.time_base = film.time_base
    prepare(stream)
    return stream


def encoder(height: int) -> dict[str, str]:
    """Return x264's options for pictures of so many lines.

    Flat graphics need little search: about 50 dB, with the few tools that make such files small, at a quarter of medium's time.
    They are those of the preset ``ultrafast``, but its key frames would be a quarter larger, for it predicts whole macroblocks.
    """
    quantiser, bframes, ipratio = ("22", 0, 1.25) if height >= LARGE else ("19", 3, 1.4)  # key frames 2 or 3 steps finer
    return {"qp": quantiser, "preset": "superfast", "threads": "1", "x264-params": X264.format(bframes=bframes, ipratio=ipratio)}


def prepare(stream: VideoStream) -> None:
    """Set what the options of the encoder cannot: how it shares its work, and what the colours mean."""
    context = stream.codec_context
    context.thread_type = ThreadType.FRAME  # slices, PyAV's default, make files a fifth larger, and not the same each time
    context.color_range, context.colorspace, context.color_primaries, context.color_trc = LIMITED, BT709, BT709, BT709


def _copied(film: Film, stream: VideoStream) -> Iterator["Packet[VideoStream]"]:
    """Yield the packets of a film that is encoded already."""
    for packet in film.container.demux(film.stream):
        if packet.dts is not None:  # the last one is empty
            packet.stream = stream
            yield packet


def _video_packets(film: Film, stream: VideoStream, chapters: Iterable[Chapter]) -> Iterator["Packet[VideoStream]"]:
    starts = sorted(chapter.start for chapter in chapters)
    for frame in filtered(film, (picture.frame for picture in film.pictures()), *TO_YUV):
        frame.pict_type = _picture_type(frame, starts)
        yield from stream.encode(frame)
    yield from stream.encode(None)


def _picture_type(frame: VideoFrame, starts: list[float]) -> PictureType:
    """Ask for a key frame where an act starts (and strike the start off the list), else let the encoder choose."""
    if starts and frame.time is not None and frame.time >= starts[0] - float(MILLISECONDS):
        del starts[0]
        return PictureType.I
    return PictureType.NONE


def _chapter(number: int, chapter: Chapter) -> "ChapterEntry":
    start, end = round(chapter.start * 1000), round(chapter.end * 1000)
    return {"id": number, "start": start, "end": end, "time_base": MILLISECONDS, "metadata": {"title": chapter.title}}


def _caption_stream(container: OutputContainer, cues: Iterable[Cue]) -> SubtitleStream | None:
    """Add a track for ``cues`` if there are any; its header, in ASS, only tells the encoder that it is asked for plain text."""
    if not tidy(cues):
        return None
    stream = container.add_stream("mov_text")
    stream.codec_context.subtitle_header = ASS_HEADER
    stream.codec_context.time_base = MILLISECONDS
    return stream


def _caption_packets(stream: SubtitleStream, cues: Iterable[Cue]) -> Iterator["Packet[Stream]"]:
    """Yield one 3GPP timed text sample a cue: the length of the UTF-8 text in two bytes, and the text."""
    for cue in tidy(cues):
        text = cue.text.encode()
        packet = Packet(len(text).to_bytes(2, "big") + text)
        packet.stream, packet.time_base = stream, MILLISECONDS
        packet.pts = packet.dts = round(cue.start * 1000)
        packet.duration = round((cue.end - cue.start) * 1000)
        yield packet


def _switch_off(path: Path, track: int) -> None:
    """Clear the flag *enabled* of a track (ISO 14496-12, 8.3.2), which FFmpeg sets for captions and some players obey at once."""
    with path.open("r+b") as file, mmap(file.fileno(), 0) as content:
        place = -1
        for _ in range(track + 1):
            place = content.find(b"tkhd", place + 1)
        content[place + 7] &= ~1
