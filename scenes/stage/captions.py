"""Captions and chapters with their times, and the two text files that captions become.

Both writers are pure: cues in, text out. They put cues in order, cut a cue where the next one starts, and leave out what is
empty or too short to be written in milliseconds.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import category, normalize

__all__ = ["Chapter", "Cue", "srt", "tidy", "vtt"]

VTT_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


@dataclass(frozen=True, slots=True)
class Cue:
    """One caption: ``text`` (lines split by newlines) from ``start`` to ``end``, in seconds of the film."""

    start: float
    end: float
    text: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """One act of the film: ``title`` from ``start`` to ``end``, in seconds of the film."""

    start: float
    end: float
    title: str


def srt(cues: Iterable[Cue]) -> str:
    """Return the cues as a SubRip file. SubRip knows no escapes, so the text is written as it is."""
    blocks = (
        f"{number}\n{_clock(cue.start, ',')} --> {_clock(cue.end, ',')}\n{cue.text}\n"
        for number, cue in enumerate(tidy(cues), start=1)
    )
    return "\n".join(blocks)


def vtt(cues: Iterable[Cue]) -> str:
    """Return the cues as a WebVTT file; ``&``, ``<`` and ``>`` are escaped (W3C WebVTT, section 6.4)."""
    blocks = (f"\n{_clock(cue.start, '.')} --> {_clock(cue.end, '.')}\n{_escaped(cue.text)}\n" for cue in tidy(cues))
    return "WEBVTT\n" + "".join(blocks)


def tidy(cues: Iterable[Cue]) -> tuple[Cue, ...]:
    """Return the cues in order, to whole milliseconds, none overlapping the next, none empty, their text in NFC.

    Of cues that start within the same millisecond the last one stays.
    """
    whole = sorted((cue for cue in map(_in_milliseconds, cues) if cue.text), key=lambda cue: cue.start)
    return tuple(cue for cue in _without_overlap(whole) if cue.start < cue.end)


def _without_overlap(cues: list[Cue]) -> Iterator[Cue]:
    for cue, following in pairwise(cues):
        yield Cue(cue.start, min(cue.end, following.start), cue.text)
    yield from cues[-1:]


def _in_milliseconds(cue: Cue) -> Cue:
    return Cue(round(max(cue.start, 0.0), 3), round(max(cue.end, 0.0), 3), _text(cue.text))


def _text(text: str) -> str:
    """Return ``text`` in NFC without control characters and without the blank lines that would end a cue in either format."""
    lines = (" ".join(_printable(line).split()) for line in normalize("NFC", text).splitlines())
    return "\n".join(line for line in lines if line)


def _printable(line: str) -> str:
    return "".join(character for character in line if character == "\t" or category(character) != "Cc")


def _escaped(text: str) -> str:
    return "".join(VTT_ESCAPES.get(character, character) for character in text)


def _clock(seconds: float, point: str) -> str:
    """Return ``hh:mm:ss`` and milliseconds after ``point``."""
    minutes, milliseconds = divmod(round(seconds * 1000), 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{milliseconds // 1000:02}{point}{milliseconds % 1000:03}"
