"""How many numbers a cell has that training found, in all and block by block, and how many operations they take."""

from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any

import numpy as np

from model.trace.axes import Array, Axes, read_only
from model.trace.steps import STEPS, StepKind

__all__ = ["Counting"]


def _blocks_of(kind: StepKind) -> int:
    return max(len(kind.gates), 1)


class Counting:
    """What a trace with weights says of their number."""

    cell_weights: Any

    if TYPE_CHECKING:

        @property
        def declared(self) -> StepKind:
            """What is declared of the cell's kind."""

    @cached_property
    def weight_count(self) -> int:
        """How many numbers a cell has that training found: its weights and biases, which every word meets."""
        if self.cell_weights is None:
            raise AttributeError("weight_count")
        return sum(int(np.size(array)) for array in self.cell_weights if array is not None)

    @cached_property
    def operation_count(self) -> int:
        """How many multiplications and additions a step makes with a cell's weights: one of each for each of them."""
        if self.cell_weights is None:
            raise AttributeError("operation_count")
        return 2 * int(np.size(self.cell_weights.weight))

    @cached_property
    def block_count(self) -> int:
        """In how many blocks a cell's weights are: one for each of its gates and its candidate."""
        return _blocks_of(self.declared)

    @cached_property
    def rnn_block_count(self) -> int:
        """In how many blocks the weights of a plain recurrent cell are, as its kind is declared: beside those of this cell."""
        return _blocks_of(STEPS["rnn"])

    @cached_property
    def lstm_block_count(self) -> int:
        """In how many blocks the weights of an LSTM are, as its kind is declared: beside those of this cell."""
        return _blocks_of(STEPS["lstm"])

    @cached_property
    def block_counts(self) -> Annotated[Array, Axes("gate")]:
        """How many numbers each of a cell's packed blocks has, ``(gate,)``: its weights and biases.

        Without weights, and of a cell that has but one block, there are none: AttributeError.
        """
        if self.cell_weights is None or not self.declared.gates:
            raise AttributeError("block_counts")
        weights, biases = self.cell_weights.weight, self.cell_weights.bias
        return read_only(np.array([weight.size + bias.size for weight, bias in zip(weights, biases, strict=True)], float))

    @cached_property
    def uncoupled_count(self) -> int:
        """How many numbers a cell had if its forget gate were not what another gate leaves: one block more.

        Of a cell whose forget gate has a block, or that has no such gate, there is none: AttributeError.
        """
        if "forget_gate" not in self.declared.step._fields or "forget" in self.declared.gates:
            raise AttributeError("uncoupled_count")
        return self.weight_count + int(self.block_counts[0])
