"""The program of a cell as plain NumPy, as text: what a film prints of it is read here, from the very file that a test runs."""

import re
from functools import cache
from pathlib import Path

__all__ = ["columns_of", "program_of"]

CELLS = Path(__file__).parents[1] / "cells"
"""Where the programs are, one file for each kind of cell that has one."""

ASSIGNMENT = re.compile(r"(\w+) (=) (.+)")
LAYER = re.compile(r"([\w.]+\()(W\[.+\]) (@ \w+) (\+) (b\[.+\]\))")
"""What is set, and to what; and that, where it is the function of a layer, of weights times a stack plus biases."""


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


@cache
def columns_of(kind: str) -> tuple[tuple[str, ...], ...]:
    """Return the lines of the program of a kind of cell without their indents, each cut where lines that are alike align."""
    return tuple(map(_columns, program_of(kind)))


def _columns(line: str) -> tuple[str, ...]:
    """Return the parts of a line: the name that it sets, the sign, and what that is, in parts if it is a layer; or all of it."""
    parts = ASSIGNMENT.fullmatch(line.strip())
    if parts is None:
        return (line.strip(),)
    layer = LAYER.fullmatch(parts[3])
    return (parts[1], parts[2], *(layer.groups() if layer else (parts[3],)))
