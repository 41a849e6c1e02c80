"""What is said where a film reads what a trace has not: an index of which there are fewer, or several values as one."""

from typing import Any

from model.errors import UsageError, brief, clipped, counted

__all__ = ["misplaced"]


def misplaced(key: str, index: tuple[Any, ...], found: Any) -> UsageError:
    """Return the error that says which index is not in what was ``found`` under a key, or that there is more than one value."""
    for depth, position in enumerate(index):
        where, at = _place(key, index[:depth]), brief(position)
        if isinstance(found, str) or not hasattr(found, "__len__") or not getattr(found, "shape", (1,)):
            return UsageError(f"{where} is one value, there is nothing at {at} in it: leave that index out.")
        try:
            found = found[position]
        except (IndexError, TypeError):
            return UsageError(f"{where} has {counted(len(found), 'value')}, there is none at {at}: they count from 0.")
    return UsageError(f"{_place(key, index)} is no single number or text: give an index more, or read it whole.")


def _place(key: str, index: tuple[Any, ...]) -> str:
    return f"{clipped(key)} at {', '.join(map(brief, index))}" if index else clipped(key)
