"""The fonts of every film: Inter and Noto Sans Devanagari from pinned packages, and no other that the machine may have.

Fontconfig is shown these files only, so that two machines draw the same outlines. It looks once, when Pango first asks it: so
:func:`prepare` is best called before manim is imported, and where that is too late our fonts join those that it has found.
"""

import atexit
import os
import sys
from contextlib import ExitStack
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from unicodedata import category, normalize
from xml.sax.saxutils import escape

from model.calling import SET_UP
from model.errors import FileError, RenderError, UsageError, among
from model.files import cache_folder, content_of, obstacle, replacing, temporary_folder

__all__ = ["alone", "fingerprint", "font_files", "foreign", "missing_glyphs", "prepare", "require_letters"]

PACKAGES = ("fontpkg_inter", "fontpkg_noto_sans_devanagari")
OURS, GENERIC = frozenset({"Inter", "Noto Sans Devanagari"}), frozenset({"Sans", "Serif", "Monospace", "System-ui"})
VARIATION_SELECTORS = range(0xFE00, 0xFE10)
DRAWN = ("Latin", "Greek", "Cyrillic", "Devanagari")
"""The scripts that our fonts have, but for rare letters."""
CALLED = {"Han": "Chinese", "Hiragana": "Japanese", "Katakana": "Japanese", "Hangul": "Korean"} | dict.fromkeys(
    ("Common", "Inherited", "Unknown"), "some signs"
)
"""What scripts are called that people know by another name."""
SHOWN = 3
"""So many letters of a script are named."""
MOST = 1 << 16
"""Bytes that a fontconfig file of ours may have."""

CONFIGURATION = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
{folders}
<cachedir>{cache}</cachedir>
<config><rescan><int>0</int></rescan></config>
<selectfont><rejectfont><pattern><patelt name="variable"><bool>true</bool></patelt></pattern></rejectfont></selectfont>
<match target="font">
<test name="family"><string>Inter</string></test>
<edit name="fontfeatures" mode="assign"><string>calt=0</string></edit>
</match>
</fontconfig>
"""
"""Named instances only, so one cut for all sizes: cairo rounds a regular outline otherwise by what was set before it.

Letters stay what they are: Inter's contextual alternates make a multiplication sign of the x in "2x4", and an arrow of "->".
"""


class _Here:
    """What this process has done about fonts: whether they are prepared, and which families of the machine Pango sees beside."""

    prepared = False
    others: frozenset[str] = frozenset()


def prepare(cache: Path | None = None) -> None:
    """Let Pango see our fonts and no other, in this process and those it starts; a second call changes nothing.

    Where somebody has used Pango before, in a process in which manim was loaded first, it sees ours too, and :func:`alone` is
    false. What fontconfig reads is in ``cache`` (default: our own) or, if that cannot be written, among the temporary files.
    Raises :class:`RenderError` if a font package is missing, and :class:`~model.errors.FileError` if there is no such folder.
    """
    configuration = _configuration_file(cache or cache_folder())
    _Here.prepared = True
    if os.environ.get("FONTCONFIG_FILE") == str(configuration):
        return
    os.environ["FONTCONFIG_FILE"] = str(configuration)
    os.environ["PANGOCAIRO_BACKEND"] = "fontconfig"  # macOS would ask CoreText, which shows every font of the machine
    if "manimpango" in sys.modules:
        _join()


def _join() -> None:
    """Add our fonts to those that fontconfig knows, if it has looked before it was told where to."""
    from manimpango import list_fonts, register_font

    others = frozenset(list_fonts()) - OURS - GENERIC
    if others:
        for path in font_files():
            register_font(str(path))
        _Here.others = others


def alone() -> bool:
    """Tell whether Pango sees our fonts and no other in this process."""
    return not _Here.others


def font_files() -> tuple[Path, ...]:
    """Return the paths of all font files, in a fixed order; raises :class:`RenderError` if a package is missing."""
    try:
        folders = [Path(str(files(package))) / "files" for package in PACKAGES]
    except ModuleNotFoundError as error:
        raise RenderError(f"The font package {error.name} is not installed: `{SET_UP}` brings it.") from error
    return tuple(path for folder in folders for path in sorted(folder.glob("*.ttf")))


@lru_cache
def fingerprint() -> str:
    """Return 16 hexadecimal digits that change when a font or a program that shapes text does; prepare them if nobody has."""
    import manimpango

    if not _Here.prepared:
        prepare()
    programs = ["outlines 6", *(f"{name} {version(name)}" for name in ("manim", "manimpango", "typst"))]
    natives = [f"pango {manimpango.pango_version()}", f"cairo {manimpango.cairo_version()}"]
    fonts = [sha256(path.read_bytes()).hexdigest() for path in font_files()]
    return sha256("\n".join([*programs, *natives, *fonts, *sorted(_Here.others)]).encode()).hexdigest()[:16]


def missing_glyphs(text: str) -> str:
    """Return the characters of ``text`` that none of our fonts can draw, each once, in order; empty if all is well."""
    return "".join(dict.fromkeys(character for character in normalize("NFC", text) if not _drawable(character)))


def foreign(text: str) -> str:
    """Return what of ``text`` none of our fonts can draw, by the names of scripts: ``Arabic (س, ل), emoji (👍)``; or nothing."""
    missing = missing_glyphs(text)
    if not missing:
        return ""
    from fontTools import unicodedata  # here, since it is hardly ever needed

    scripts: dict[str, list[str]] = {}
    for character in missing:
        if character.isprintable():
            name = unicodedata.script_name(unicodedata.script(character))
            called = f"some {name} letters" if name in DRAWN else CALLED.get(name, name)
            scripts.setdefault(called, []).append(character)
        else:
            scripts.setdefault("what is no letter", []).append(f"U+{ord(character):04X}")
    shown = [f"{name} ({', '.join(found[:SHOWN])}{', …' if len(found) > SHOWN else ''})" for name, found in scripts.items()]
    return among(shown)


def require_letters(*texts: str, of: str = "") -> None:
    """Raise :class:`UsageError`, which names the scripts, if there is a letter in some texts that none of our fonts can draw.

    ``of`` is the name of the file that has the texts, if they are in one.
    """
    if lacking := foreign(" ".join(texts)):
        where = f", which is in {of}{' or its name' * bool(foreign(of))}" if of else ""
        raise UsageError(f"The fonts cannot draw {lacking}{where}: films show {', '.join(DRAWN[:-1])} and {DRAWN[-1]} letters.")


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
    """Return a fontconfig file that lists our folders only, in ``cache`` or, if that cannot be, in a folder of this process."""
    given = Path(os.environ.get("FONTCONFIG_FILE", ""))  # that of a process which started this one, perhaps
    return _configured(cache) or _configured(given.parent, missing=False) or _own()


def _configured(folder: Path, *, missing: bool = True) -> Path | None:
    """Return a fontconfig file in a folder, named after its content, if it is there or can be written, being ``missing``."""
    lines = dict.fromkeys(f"<dir>{escape(str(path.parent))}</dir>" for path in font_files())
    text = CONFIGURATION.format(folders="\n".join(lines), cache=escape(str(folder / "fontconfig")))
    content = text.encode(errors="surrogateescape")
    path = folder / f"fonts-{sha256(content).hexdigest()[:16]}.conf"
    if not folder.is_absolute() or not str(folder).isprintable():
        return None  # XML cannot name it
    if missing and obstacle(folder / "fontconfig"):
        return None  # fontconfig would say so on standard error
    if content_of(path, MOST) == content:
        return path
    if not missing:
        return None
    try:
        with replacing(path) as aside:
            aside.write_bytes(content)
    except FileError:
        return None
    return path


@lru_cache
def _own() -> Path:
    """Return a fontconfig file in a folder that is gone when this process is."""
    stack = ExitStack()
    atexit.register(stack.close)
    configured = _configured(stack.enter_context(temporary_folder()))
    if configured is None:
        raise RenderError("Fontconfig's files are in UTF-8: let TMPDIR or UNROLLED_CACHE be a folder with a name that is too.")
    return configured
