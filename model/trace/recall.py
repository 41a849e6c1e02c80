"""The trace of a network that ends a sentence whose last word hangs on one that was read long before."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, ClassVar

import numpy as np

from model.errors import TraceError, brief
from model.trace.axes import SHARE, Array, Axes, read_only
from model.trace.equations import Equation
from model.trace.forgetting import Forgetting
from model.trace.reader import ReaderTrace

__all__ = ["RecallTrace"]


@dataclass(frozen=True, kw_only=True)
class RecallTrace(Forgetting, ReaderTrace):
    """A recurrent cell read a sentence without its last word, and after each word it said how likely each last word is.

    It is the trace of a reader whose labels are words: :attr:`ending` is the right one, and hangs on the word with index
    :attr:`cue`. Sentences like it end in one of the :attr:`choices`.
    """

    kind: ClassVar[str] = "recall"
    does: ClassVar[str] = "ends a sentence"

    ending: Annotated[str, "the label that is the right last word"]
    cue: Annotated[int, "the index of the word that it hangs on, counted from 0"]
    choices: Annotated[tuple[str, ...], "the labels that sentences like it end in, the right one among them"]

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.ending not in self.labels:
            raise TraceError(f"the ending is {brief(self.ending)}, which is no label.")
        if not 0 <= self.cue < len(self.tokens):
            raise TraceError(f"the cue is {self.cue}, and there are {len(self.tokens)} tokens.")
        if self.ending not in self.choices or not set(self.choices) <= set(self.labels):
            raise TraceError(f"the choices are {brief(self.choices)}: they should be labels, the ending among them.")

    @property
    def gap(self) -> int:
        """How many words lie between the cue and the last word that is asked for."""
        return len(self.tokens) - self.cue - 1

    @property
    def guess(self) -> float:
        """How often somebody is right who guesses blindly among the choices."""
        return 1 / len(self.choices)

    @cached_property
    def ending_probabilities(self) -> Annotated[Array, Axes("time"), SHARE]:
        """The probability of the right last word after each word, ``(time,)``."""
        return read_only(np.asarray(self.probabilities)[:, self.labels.index(self.ending)])

    @property
    def is_right(self) -> bool:
        """Whether the right word is the most probable one at the end."""
        return self.verdicts[-1] == self.ending

    def equations(self) -> Iterator[Equation]:
        """Yield those of every reader, and how fast what was written at the cue is forgotten."""
        yield from super().equations()
        yield from self.forgetting()
