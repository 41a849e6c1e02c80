"""Recurrent cells: each is its equations, written once."""

from model.cells.base import Cell, State, memory, unroll
from model.cells.gru import GRU, stacked_steps
from model.cells.lstm import LSTM, LSTMState

__all__ = ["CELLS", "GRU", "LSTM", "Cell", "LSTMState", "State", "memory", "stacked_steps", "unroll"]

CELLS: dict[str, type[Cell]] = {cell.kind: cell for cell in (LSTM,)}
"""Every cell by its kind; tests and networks find newcomers here."""
