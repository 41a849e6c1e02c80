"""The program of a cell as plain NumPy, as text: what a film prints of it is read here, from the very file that a test runs."""

from functools import cache
from pathlib import Path

__all__ = ["program_of"]

CELLS = Path(__file__).parents[1] / "cells"
"""Where the programs are, one file for each kind of cell that has one."""


@cache
def program_of(kind: str) -> tuple[str, ...]:
    """Return the lines of the program of a kind of cell, from its first function on, without empty ones and docstrings of a line.

    Raises AttributeError for a kind that has none.
    """
    path = CELLS / f"plain_{kind}.py"
    if not path.is_file():
        raise AttributeError("program")
    lines = path.read_text("utf-8").splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("def "))
    return tuple(line for line in lines[first:] if line and not line.strip().startswith('"""'))
