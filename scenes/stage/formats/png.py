"""The film's poster: one frame as PNG, with the provenance as text that survives in the file."""

from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from scenes.stage.formats import Master
from scenes.stage.formats.film import opened

__all__ = ["write"]


def write(source: Master, path: Path) -> None:
    """Write the picture at ``poster_time`` to ``path``; raises :class:`~model.errors.RenderError` if the master holds none."""
    with opened(source.path) as film:
        picture = Image.fromarray(film.at(source.poster_time).to_ndarray(format="rgb24"))
    picture.save(path, optimize=True, pnginfo=_provenance(source))


def _provenance(source: Master) -> PngInfo:
    """Return title and comment under their registered names, and every (name, value) pair under its own (PNG, 11.3.3)."""
    info = PngInfo()
    for name, value in (("Title", source.title), ("Comment", source.comment), *source.metadata):
        info.add_itxt(name, value)
    return info
