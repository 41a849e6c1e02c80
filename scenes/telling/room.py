"""What a film has room for: how much of something a trace may have."""

from typing import Any, NamedTuple

from model.errors import UsageError, counted
from model.trace import Trace

__all__ = ["Room", "require_room"]


class Room(NamedTuple):
    """How many of what is called ``noun`` there may be along the last axis of ``key``, any number if ``most`` is None.

    ``advice`` says what to do where there are more.
    """

    noun: str
    key: str
    most: int | None
    advice: str = "film a smaller model"


def require_room(trace: Trace, *rooms: Room) -> None:
    """Raise :class:`UsageError` if a trace has more of something than a film has room for."""
    for noun, key, most, advice in rooms:
        if most is not None and (size := _size(trace.lookup(key))) > most:
            raise UsageError(f"This film has room for {counted(most, noun)}, the trace has {size:,}: {advice}.")


def _size(found: Any) -> int:
    return len(found) if isinstance(found, tuple) else int(found.shape[-1])
