"""How a film that was made shows itself: in a line, and as what a notebook plays."""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

__all__ = ["in_a_line", "in_a_page"]

SHOWN = {
    ".mp4": '<video controls loop muted playsinline style="max-width: 100%" src="{}"></video>',
    ".gif": '<img style="max-width: 100%" src="{}">',
    ".png": '<img style="max-width: 100%" src="{}">',
}
"""What plays or shows a file, by its suffix; of several kinds the first is shown."""
KINDS = {".mp4": "video/mp4", ".gif": "image/gif", ".png": "image/png"}
MOST = 24 * 1024 * 1024
"""No more bytes of films go into a page: a notebook keeps what it shows."""


def in_a_line(paths: Sequence[Path], duration: float, captions: int) -> str:
    """Return which files there are, how long they last in seconds, and how many captions there are."""
    files = ", ".join(map(str, paths))
    return f"<film of {duration:.1f} s with {captions} captions: {files}>"


def in_a_page(paths: Sequence[Path]) -> str:
    """Return HTML that holds the pictures themselves, so that it shows them wherever the page goes; too large ones are named."""
    kind = next((kind for kind in SHOWN for path in paths if path.suffix == kind), None)
    return "\n".join(_shown([path for path in paths if path.suffix == kind] if kind else paths))


def _shown(paths: Sequence[Path]) -> Iterator[str]:
    left = MOST
    for path in paths:
        size = path.stat().st_size if path.is_file() else MOST + 1
        if path.suffix in SHOWN and size <= left:
            left -= size
            yield SHOWN[path.suffix].format(f"data:{KINDS[path.suffix]};base64,{b64encode(path.read_bytes()).decode()}")
        else:
            yield f"<code>{escape(str(path))}</code>"
