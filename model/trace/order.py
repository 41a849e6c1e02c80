"""The trace of a network that predicts, after each item of an order, which one comes next."""

from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, ClassVar

import numpy as np

from model.errors import TraceError
from model.trace.axes import Along, Array, Axes, read_only
from model.trace.reader import ReaderTrace

__all__ = ["OrderTrace"]


@dataclass(frozen=True, kw_only=True)
class OrderTrace(ReaderTrace):
    """A recurrent cell read the items of an order one by one, and predicted after each which one comes next.

    It is the trace of a reader whose words are items, and so are its labels. The inputs are one-hot: 1 at the item that is read,
    in the order of the labels, 0 elsewhere. A network without memory is a plain cell whose weights for h(t-1) are all 0.
    """

    kind: ClassVar[str] = "order"
    does: ClassVar[str] = "predicts the next item of an order"

    expected: Annotated[tuple[str, ...], Along("time"), "for each item, the one that comes next in the order"]

    def __post_init__(self) -> None:
        super().__post_init__()
        if len(self.expected) != len(self.tokens):
            raise TraceError(f"expected has {len(self.expected)} entries for {len(self.tokens)} tokens.")
        if strange := [item for item in self.expected if item not in self.labels]:
            raise TraceError(f"an item is expected that is no label: {strange[0]!r}.")

    @cached_property
    def hits(self) -> Annotated[Array, Axes("time")]:
        """1 where the most probable label is the item that comes next, 0 elsewhere, ``(time,)``."""
        pairs = zip(self.verdicts, self.expected, strict=True)
        return read_only(np.array([float(said == true) for said, true in pairs]))

    @cached_property
    def hit_count(self) -> float:
        """How many items are predicted."""
        return float(self.hits.sum())

    @cached_property
    def opening_cells(self) -> Annotated[Array, Axes("time", "unit")]:
        """The C with which the output gate would be just half open, all else being as it is, ``(time, unit)``.

        There the part of the sum that it gets from C is as large as h, item and bias, and of the other sign. It is infinite for a
        unit whose output gate does not weigh its C. A cell without peepholes has none: AttributeError.
        """
        if "output_peek" not in self.declared.step._fields or self.cell_weights is None:
            raise AttributeError("opening_cells")
        others, weight = self.output_preactivation - self.output_peek, self.cell_weights.peephole[-1]  # the output gate's
        return read_only(np.divide(-others, weight, out=np.full_like(others, np.inf), where=weight != 0))
