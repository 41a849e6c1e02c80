"""How this program is called, and where what its messages speak of is found: in a checkout, or where it is installed."""

from pathlib import Path

__all__ = ["INSTALLED", "PROGRAM", "SET_UP", "page", "study_file"]

INSTALLED = __name__.startswith("unrolled.")
"""Whether this is the package that the wheel installs; in a checkout, ``model`` is at the top."""

PROGRAM = "unrolled" if INSTALLED else "python render.py"
"""What a user types to call the command line."""

SET_UP = "pip install 'unrolled[cluster]'" if INSTALLED else "python3 bootstrap.py setup --dev"
"""What brings every package that may be missing."""


def page(name: str) -> str:
    """Return where a page of the documentation is."""
    return str(Path(__file__).parents[1] / "docs" / name) if INSTALLED else f"docs/{name}"


def study_file(name: str) -> Path:
    """Return where the file of a study of ours is: beside the documentation, in a checkout and where it is installed."""
    return Path(__file__).parents[1] / "docs" / "studies" / f"{name}.npz"
