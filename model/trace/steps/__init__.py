"""What a step of each kind computes, and the equations that hold between its quantities."""

from model.trace.steps.attention import AdditiveAttention, ScorerWeights
from model.trace.steps.gru import GRU_GATES, GRUStep, GRUWeights
from model.trace.steps.lstm import GATES, LSTMStep

__all__ = ["GATES", "GRU_GATES", "STEPS", "AdditiveAttention", "GRUStep", "GRUWeights", "LSTMStep", "ScorerWeights"]

STEPS: dict[str, type[LSTMStep]] = {"lstm": LSTMStep}
"""The step type of each kind of cell, by the name that a trace's header gives."""
