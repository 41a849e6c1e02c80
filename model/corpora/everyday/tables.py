"""The lexicon's tables: tab-separated, a row a line, their columns named in the first."""

from pathlib import Path

__all__ = ["rows"]

FOLDER = Path(__file__).parent


def rows(name: str) -> list[list[str]]:
    """Return the rows of ``<name>.tsv`` without the line that names its columns; missing cells at the end are empty."""
    header, *lines = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    wide = header.count("\t") + 1
    cells = (line.split("\t") for line in lines)
    return [[*row, *[""] * (wide - len(row))] for row in cells]
