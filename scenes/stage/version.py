"""Which Unrolled this is, also where nobody installed it."""

import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

__all__ = ["own_version"]

PROJECT = Path(__file__).parents[2] / "pyproject.toml"


def own_version() -> str:
    """Return the version of the installed package, or the one that the checkout's ``pyproject.toml`` names."""
    try:
        return version("unrolled")
    except PackageNotFoundError:
        return str(tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["version"])
