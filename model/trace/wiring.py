"""The trace of a reader that is wired in one of several ways: when it reads, when it writes, and what it should write."""

from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, ClassVar

import numpy as np

from model.errors import TraceError
from model.trace.axes import Along
from model.trace.reader import ReaderTrace

__all__ = ["WiringTrace"]


@dataclass(frozen=True, kw_only=True)
class WiringTrace(ReaderTrace):
    """A plain reader read a digit or several, one a step, and wrote one or several, one a step, from some step on.

    A step that reads nothing has nothing but zeros in ``inputs``, and such steps are behind all that read. At each step from
    ``first`` on the verdict is written; what was said before that was not asked for. So both arities are those of the arrays.
    """

    kind: ClassVar[str] = "wiring"
    does: ClassVar[str] = "reads and writes digits"

    wiring: Annotated[str, "how it is wired: `one_to_one`, `one_to_many`, `many_to_one`, `many_to_many_lagged` or `many_to_many`"]
    first: Annotated[int, "the index of the first step that writes"]
    expected: Annotated[tuple[str, ...], "what would be right to write"]

    def __post_init__(self) -> None:
        super().__post_init__()
        steps = len(self.tokens)
        if not 0 <= self.first < steps:
            raise TraceError(f"first is {self.first}, it should be the index of one of the {steps} steps.")
        reads = np.any(self.inputs != 0.0, axis=1)
        if not reads[0] or np.any(np.diff(reads.astype(int)) > 0):
            raise TraceError("a step that reads comes behind one that reads nothing, or none reads.")
        if np.any(~reads[: self.first]):
            raise TraceError("a step before the first that writes reads nothing.")

    @property
    def reads(self) -> int:
        """How many steps read."""
        return int(np.count_nonzero(np.any(self.inputs != 0.0, axis=1)))

    @property
    def writes(self) -> int:
        """How many steps write."""
        return len(self.tokens) - self.first

    @cached_property
    def read(self) -> Annotated[tuple[str, ...], Along("read")]:
        """What was read, in the order in which it was."""
        return self.tokens[: self.reads]

    @cached_property
    def written(self) -> Annotated[tuple[str, ...], Along("written")]:
        """What was written."""
        return self.verdicts[self.first :]

    @property
    def is_right(self) -> bool:
        """Whether it wrote what is right."""
        return self.written == self.expected
