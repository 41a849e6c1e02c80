"""The fonts of every film: Inter and Noto Sans Devanagari from pinned packages, and no other that the machine may have.

Fontconfig is shown these files only, so that two machines draw the same outlines. Outlines are kept between films, in folders
named after a fingerprint of all that shapes them. Call :func:`prepare` before manim is imported.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from itertools import chain
from pathlib import Path
from shutil import copyfile
from typing import NamedTuple
from unicodedata import category, normalize
from xml.sax.saxutils import escape

from model.errors import RenderError
from model.files import replacing
from scenes.mobjects import outlines
from scenes.stage.cache import cache_folder

__all__ = [
    "Typesetting",
    "copied",
    "fingerprint",
    "font_files",
    "missing_glyphs",
    "prepare",
    "shelf",
    "typesetting",
]

PACKAGES = ("fontpkg_inter", "fontpkg_noto_sans_devanagari")
VARIATION_SELECTORS = range(0xFE00, 0xFE10)

CONFIGURATION = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
{folders}
<cachedir>{cache}</cachedir>
<config><rescan><int>0</int></rescan></config>
</fontconfig>
"""


class Typesetting(NamedTuple):
    """The folders in which manim keeps the outlines of texts and of formulas: its options ``text_dir`` and ``tex_dir``."""

    text_dir: Path
    tex_dir: Path


def prepare(cache: Path | None = None) -> None:
    """Let Pango see our fonts and no other, in this process and those it starts; a second call changes nothing.

    Raises :class:`RenderError` if manimpango is already imported, which may have looked at the machine's fonts, or if a font
    package is missing; :class:`~model.errors.FileError` if ``cache`` (default: our own) cannot be written.
    """
    configuration = _configuration_file(cache or cache_folder())
    if os.environ.get("FONTCONFIG_FILE") == str(configuration):
        return
    if "manimpango" in sys.modules:
        raise RenderError("The fonts must be prepared before manim is imported, but manimpango is already loaded.")
    os.environ["FONTCONFIG_FILE"] = str(configuration)
    os.environ["PANGOCAIRO_BACKEND"] = "fontconfig"  # macOS would ask CoreText, which shows every font of the machine


def font_files() -> tuple[Path, ...]:
    """Return the paths of all font files, in a fixed order; raises :class:`RenderError` if a package is missing."""
    try:
        folders = [Path(str(files(package))) / "files" for package in PACKAGES]
    except ModuleNotFoundError as error:
        raise RenderError(f"The font package {error.name} is not installed (python3 bootstrap.py installs it).") from error
    return tuple(path for folder in folders for path in sorted(folder.glob("*.ttf")))


@lru_cache
def fingerprint() -> str:
    """Return 16 hexadecimal digits that change when a font or a program that shapes text does; call :func:`prepare` first."""
    import manimpango

    programs = ["outlines 3", *(f"{name} {version(name)}" for name in ("manim", "manimpango", "typst"))]
    natives = [f"pango {manimpango.pango_version()}", f"cairo {manimpango.cairo_version()}"]
    fonts = [sha256(path.read_bytes()).hexdigest() for path in font_files()]
    return sha256("\n".join([*programs, *natives, *fonts]).encode()).hexdigest()[:16]


@contextmanager
def typesetting(scratch: Path, cache: Path | None = None) -> Iterator[Typesetting]:
    """Yield folders for manim's outlines in ``scratch``, filled from the cache; new outlines join the cache at the end.

    manim writes an outline under its final name, takes a file of that name to be whole, and rewrites it in place whenever it is
    used; so a process needs folders and copies of its own, and only whole outlines, of a block that succeeded, join the cache.
    ``scratch`` must be the caller's alone. Our own arrays, which nobody rewrites, stay on the :func:`shelf`.
    """
    cache = cache or cache_folder()
    prepare(cache)
    kept = Typesetting(*(cache / "outlines" / fingerprint() / name for name in Typesetting._fields))
    own = Typesetting(*(scratch / name for name in Typesetting._fields))
    for source, target in zip(kept, own, strict=True):
        _share(source, target, copyfile, "*.svg")
    yield own
    for source, target in zip(own, kept, strict=True):
        _share(source, target, _link, "*.svg", f"*{outlines.SUFFIX}")


def shelf(cache: Path | None = None) -> Path:
    """Return where the cache has the outlines of texts and formulas; they are only to be read there."""
    return (cache or cache_folder()) / "outlines" / fingerprint() / Typesetting._fields[0]


def copied(source: Path, target: Path) -> None:
    """Give ``target`` all outlines that manim has in ``source``, which nobody writes to meanwhile."""
    _share(source, target, copyfile, "*.svg")


def missing_glyphs(text: str) -> str:
    """Return the characters of ``text`` that none of our fonts can draw, each once, in order; empty if all is well."""
    return "".join(dict.fromkeys(character for character in normalize("NFC", text) if not _drawable(character)))


def _drawable(character: str) -> bool:
    """Tell whether a character is blank, invisible (joiners, selectors), in a font, or made of parts that are."""
    if character.isspace() or category(character) == "Cf" or ord(character) in VARIATION_SELECTORS:
        return True
    if character.isascii() and character.isprintable():  # Inter has them all; to read which it has takes 30 ms of each start
        return True
    return any(_repertoire().issuperset(map(ord, form)) for form in (character, normalize("NFD", character)))


@lru_cache
def _repertoire() -> frozenset[int]:
    """Return the code points that our fonts have glyphs for."""
    from fontTools.ttLib import TTFont

    repertoire: set[int] = set()
    for path in font_files():
        with TTFont(path, lazy=True) as font:
            repertoire.update(font.getBestCmap())
    return frozenset(repertoire)


def _configuration_file(cache: Path) -> Path:
    """Return a fontconfig file in ``cache`` that lists our folders only, named after its content; write it if need be."""
    folders = dict.fromkeys(f"<dir>{escape(str(path.parent))}</dir>" for path in font_files())
    content = CONFIGURATION.format(folders="\n".join(folders), cache=escape(str(cache / "fontconfig")))
    path = cache / f"fonts-{sha256(content.encode()).hexdigest()[:16]}.conf"
    if not path.exists():
        with replacing(path) as aside:
            aside.write_text(content, encoding="utf-8")
    return path


def _share(source: Path, target: Path, put: Callable[[Path, Path], object], *kinds: str) -> None:
    """Give ``target`` every whole outline, of some kinds of files, that only ``source`` has."""
    for folder in (source, target):
        folder.mkdir(parents=True, exist_ok=True)
    for path in chain.from_iterable(map(source.glob, kinds)):
        if not (target / path.name).exists() and _is_whole(path):
            put(path, target / path.name)


def _is_whole(path: Path) -> bool:
    """Tell whether an outline was written to its end; a cut-off one is taken for whole, and then no film can be made."""
    if path.suffix == outlines.SUFFIX:
        return outlines.read(path) is not None
    return path.read_bytes().rstrip().endswith(b"</svg>")


def _link(path: Path, target: Path) -> None:
    """Put a finished file into a folder that others read, at one stroke."""
    try:
        target.hardlink_to(path)
    except FileExistsError:
        pass  # another process was faster
    except OSError:  # another disk, or one without links
        with replacing(target) as aside:
            copyfile(path, aside)
