"""A trace of words that were counted."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from model.trace.axes import Array, Axes
from model.trace.base import Trace
from model.trace.equations import Equation, equal


@dataclass(frozen=True, kw_only=True)
class CountingTrace(Trace):
    kind: ClassVar[str] = "counting"
    does: ClassVar[str] = "counts"
    words: tuple[str, ...]
    counts: Annotated[Array, Axes("word"), "how often"]
    again: Annotated[Array, Axes("word")]

    @property
    def given(self):
        return self.words

    @property
    def unknown(self):
        return ()

    def equations(self):
        yield Equation("again", "counts", ("counts",), equal)
