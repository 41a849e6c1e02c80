"""The table of export formats: every file that can be made from one lossless master film.

A new format is one row in :data:`FORMATS` and the function that the row names. Importing the table imports no codec, so that the
command line can read its names at once; each row's function is imported when it is first called.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from pkgutil import resolve_name
from types import MappingProxyType
from typing import Literal

from model.files import replacing
from scenes.stage.captions import Chapter, Cue

__all__ = ["FORMATS", "Format", "Master"]


@dataclass(frozen=True, slots=True)
class Master:
    """A finished film as the renderer leaves it, from which every format is written.

    ``path`` is the lossless video (libx264rgb, rgb24, crf 0; any frame rate, even sizes). ``metadata`` is the provenance, as
    (name, value) pairs in the order to be shown. ``poster_time``, in seconds, says which frame stands for the film. ``encoded``
    is the same film as the MP4 has it, if it was encoded while it was drawn; if no format needs ``path``, it is not there.
    """

    path: Path
    title: str
    chapters: tuple[Chapter, ...] = ()
    cues: tuple[Cue, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()
    poster_time: float = 0.0
    encoded: Path | None = None

    @property
    def comment(self) -> str:
        """The provenance as text, one ``name: value`` a line: what every format carries where it has room for a comment."""
        return "\n".join(f"{name}: {' '.join(value.split())}" for name, value in self.metadata)


@dataclass(frozen=True, slots=True)
class Format:
    """One row of the table: a file, or folder of files, that a master can be turned into.

    ``function`` is ``module:name`` of a function that takes the master and the path to write to. ``needs`` says what is drawn for
    it: the lossless ``master``, the ``film`` as the MP4 has it, or ``nothing``. A ``folder`` of files is made by the function.
    """

    name: str
    suffix: str
    description: str
    function: str
    needs: Literal["master", "film", "nothing"] = "master"
    folder: bool = False

    def write(self, source: Master, path: Path) -> None:
        """Write ``source`` to ``path`` in this format, replacing what is there only when the new file is whole.

        Raises :class:`~model.errors.RenderError` if the master cannot be read or encoded, and :class:`~model.errors.FileError`
        if ``path`` cannot be written.
        """
        function: Callable[[Master, Path], None] = resolve_name(self.function)
        with replacing(path, folder=self.folder) as aside:
            function(source, aside)


def _table(*rows: Format) -> MappingProxyType[str, Format]:
    return MappingProxyType({row.name: row for row in rows})


FORMATS = _table(
    Format("mp4", ".mp4", "H.264 with chapters and captions, plays everywhere", f"{__name__}.mp4:write", needs="film"),
    Format("gif", ".gif", "looping animation for web pages, at most 640 pixels wide", f"{__name__}.gif:write"),
    Format("png", ".png", "poster: one frame as a lossless picture", f"{__name__}.png:write"),
    Format("srt", ".srt", "captions for video players", f"{__name__}.text:write_srt", needs="nothing"),
    Format("vtt", ".vtt", "captions for web pages", f"{__name__}.text:write_vtt", needs="nothing"),
)
"""Every export format by its name on the command line."""
