"""Recurrent cells: each is its equations, written once."""

from typing import Any

from model.cells.base import Carried, Carrying, Cell, memory, stacked, steps, unroll
from model.cells.gru import GRU, GRUResetAfter
from model.cells.lstm import LSTM
from model.cells.lstm_coupled import CoupledLSTM
from model.cells.lstm_coupled_peephole import CoupledPeepholeLSTM
from model.cells.lstm_peephole import PeepholeLSTM
from model.cells.rnn import RNN

__all__ = [
    "CELLS",
    "GRU",
    "LSTM",
    "RNN",
    "Carried",
    "Carrying",
    "Cell",
    "CoupledLSTM",
    "CoupledPeepholeLSTM",
    "GRUResetAfter",
    "PeepholeLSTM",
    "memory",
    "stacked",
    "steps",
    "unroll",
]

CELLS: dict[str, type[Cell[Any, Any]]] = {
    cell.kind: cell for cell in (RNN, LSTM, PeepholeLSTM, CoupledLSTM, CoupledPeepholeLSTM, GRU, GRUResetAfter)
}
"""Every cell by its kind; tests, networks and the command line find newcomers here."""
