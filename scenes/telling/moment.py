"""The moment of a film: the few seconds that show its one idea, and that can be shown alone."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

__all__ = ["LENGTH", "Moment"]

LENGTH = 5.0, 12.0
"""How long the moment of a film should be at least, and at most, in seconds."""


class Moment:
    """Called by a film, ``with self.moment():``, around what it plays in its moment; a film has one at most.

    ``now`` returns the present second of the film. ``present`` says whether the film is in its moment; ``start`` and ``end``,
    in seconds, are None before it.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self.present = False
        self.start: float | None = None
        self.end: float | None = None

    @contextmanager
    def __call__(self) -> Iterator[None]:
        """Mark what is played in the block; raises :class:`ValueError` if the film has marked a moment already."""
        if self.start is not None:
            raise ValueError("a film marks one moment, this is its second")
        self.start, self.present = float(self._now()), True
        try:
            yield
        finally:
            self.end, self.present = float(self._now()), False
