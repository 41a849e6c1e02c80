"""A trace of words that were counted."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar

from model.trace.axes import Array, Axes
from model.trace.base import Trace
from model.trace.equations import Equation, equal

__all__ = ["CountingTrace"]


@dataclass(frozen=True, kw_only=True)
class CountingTrace(Trace):
    """The words of a text, each once, with how often it comes."""

    kind: ClassVar[str] = "counting"
    does: ClassVar[str] = "counts"

    words: tuple[str, ...]
    counts: Annotated[Array, Axes("word"), "how often"]
    again: Annotated[Array, Axes("word")]

    @property
    def given(self) -> tuple[str, ...]:
        """The words."""
        return self.words

    @property
    def unknown(self) -> tuple[str, ...]:
        """None: every word can be counted."""
        return ()

    def equations(self) -> Iterator[Equation]:
        """Yield that what was counted again is what was counted."""
        yield Equation("again", "counts", ("counts",), equal)
