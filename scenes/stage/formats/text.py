"""The captions of a film as text files."""

from pathlib import Path

from scenes.stage.captions import srt, vtt
from scenes.stage.formats import Master

__all__ = ["write_srt", "write_vtt"]


def write_srt(source: Master, path: Path) -> None:
    """Write the master's captions to ``path`` as SubRip, UTF-8."""
    path.write_text(srt(source.cues), encoding="utf-8", newline="\n")


def write_vtt(source: Master, path: Path) -> None:
    """Write the master's captions to ``path`` as WebVTT, UTF-8."""
    path.write_text(vtt(source.cues), encoding="utf-8", newline="\n")
