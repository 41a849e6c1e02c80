"""The vector that a film multiplies and squashes: typed, saved in a trace, or its own."""

from collections.abc import Sequence

import numpy as np

from model.errors import UsageError
from model.trace import MOST_ENTRIES, SquashTrace, Trace, numbers_in
from scenes.telling.records import Brief
from scenes.telling.room import Room, require_room

__all__ = ["require_legible_sums", "vector_of"]

LONGEST = 1000.0
"""Sums from here on have more digits than a cell has room for."""


def vector_of(brief: Brief, own: Sequence[float]) -> SquashTrace:
    """Return the trace of the vector that a brief asks for, or of the film's ``own`` if it asks for none.

    Raises :class:`UsageError` if it asks for two, or for what is no vector that a film has room for.
    """
    typed = brief.asked.get("vector")
    if not isinstance(brief.trace, SquashTrace):
        return SquashTrace.of(own if typed is None else numbers_in(typed))
    if typed is not None:
        raise UsageError("The trace has a vector of its own: leave --vector out.")
    require_room(brief.trace, Room("number", "vector", MOST_ENTRIES, "leave some out"))
    return brief.trace


def require_legible_sums(trace: Trace) -> None:
    """Raise :class:`UsageError` if a sum of a plain recurrent cell has too many digits for a film that prints it in a cell."""
    largest = float(np.abs(trace.lookup("preactivation")).max())
    if largest >= LONGEST:
        raise UsageError(
            f"This film has room for sums below {LONGEST:g}, the trace has one of {largest:.0f}: film another model."
        )
