"""All that a film says, one line a caption."""

from pathlib import Path

from scenes.stage.formats import Master

__all__ = ["write"]


def write(source: Master, path: Path) -> None:
    """Write the captions of a film as plain text."""
    path.write_text("".join(f"{cue.text}\n" for cue in source.cues), encoding="utf-8", newline="\n")
