"""Which Unrolled this is, also where nobody installed it, and with what else it draws."""

import sys
import tomllib
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from model.calling import INSTALLED

__all__ = ["own_version", "surroundings"]

ROOT = Path(__file__).parents[2]
PROJECT = ROOT / "pyproject.toml"
SHAPING = ("manim", "numpy", "av", "pycairo", "manimpango", "typst", "fonttools", "fontpkg-inter", "fontpkg-noto-sans-devanagari")
"""The packages that have a hand in pictures."""


def own_version() -> str:
    """Return the version of the installed package, or the one that the checkout's ``pyproject.toml`` names."""
    if INSTALLED:
        return version("unrolled")
    return str(tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["version"])


def surroundings() -> dict[str, str]:
    """Return the version of everything that shapes a picture: two machines for which it is equal draw the same film.

    ``source`` is a fingerprint of our own code, for two checkouts may be of one version.
    """
    import cairo
    import manimpango

    libraries = {"cairo": cairo.cairo_version_string(), "Pango": manimpango.pango_version()}
    packages = {name: version(name) for name in SHAPING}
    return {
        "Unrolled": own_version(),
        "source": _source(),
        "Python": f"{sys.version_info.major}.{sys.version_info.minor}",
        **packages,
        **libraries,
    }


def _source() -> str:
    """Return 16 hexadecimal digits that change with our code."""
    digest = sha256()
    for path in sorted(path for folder in ("model", "scenes") for path in (ROOT / folder).rglob("*.py")):
        digest.update(f"{path.relative_to(ROOT).as_posix()}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:16]
