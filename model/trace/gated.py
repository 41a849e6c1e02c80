"""What a trace of a GRU says of its gates: the other way to count, and what the reset gate is for."""

from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any

import numpy as np

from model.trace.axes import SHARE, Array, Axes, read_only
from model.trace.steps import StepKind

__all__ = ["Gated"]


class Gated:
    """What a trace of a cell with an update gate and a reset gate says of them."""

    cell_weights: Any
    update_gate: Array

    if TYPE_CHECKING:

        @property
        def declared(self) -> StepKind:
            """What is declared of the cell's kind."""

    @cached_property
    def admitting_gate(self) -> Annotated[Array, Axes("time", "unit"), SHARE]:
        """1 - ``update_gate``, ``(time, unit)``: how much of its candidate a GRU lets in, h = (1 - z) * h' + z * candidate.

        This is the z of Chung et al. 2014, whose update gate *admits*; a cell without an update gate has none: AttributeError.
        """
        if "update_gate" not in self.declared.step._fields:
            raise AttributeError("admitting_gate")
        return read_only(1.0 - self.update_gate)

    @cached_property
    def unmasked_candidate(self) -> Annotated[Array, Axes("time", "unit")]:
        """What :attr:`candidate` would be with a reset gate of 1 for all units, by the same equations, ``(time, unit)``.

        A cell without a reset gate has none, nor has a trace without weights: AttributeError.
        """
        if "reset_gate" not in self.declared.step._fields or self.cell_weights is None:
            raise AttributeError("unmasked_candidate")
        known: dict[str, Array] = {}
        for equation in self.declared.equations:
            operands = (known[name] if name in known else getattr(self, name) for name in equation.operands)
            known[equation.result] = equation.expected(*operands).value
            if equation.result == "reset_gate":
                known["reset_gate"] = np.ones_like(known["reset_gate"])
            if equation.result == "candidate":
                break
        return read_only(known["candidate"])
