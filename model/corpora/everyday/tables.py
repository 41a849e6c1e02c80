"""The lexicon's tables: tab-separated, a row a line, their columns named in the first."""

from pathlib import Path

__all__ = ["rows"]

FOLDER = Path(__file__).parent


def rows(name: str, folder: Path = FOLDER) -> list[list[str]]:
    """Return the rows of a folder's ``<name>.tsv`` without its first line, the columns' names; missing cells are empty."""
    header, *lines = (folder / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    wide = header.count("\t") + 1
    cells = (line.split("\t") for line in lines)
    return [[*row, *[""] * (wide - len(row))] for row in cells]
