"""What a step of each kind computes, and the equations that hold between its quantities: a module a kind, found by its file."""

from importlib import import_module
from pkgutil import iter_modules

from model.trace.steps.attention import AdditiveAttention, ScorerWeights
from model.trace.steps.base import STEPS, CarriedState, Step, StepKind
from model.trace.steps.gru import GRU_GATES, GRUResetAfterStep, GRUStep, GRUWeights
from model.trace.steps.lstm import GATES, LSTMState, LSTMStep
from model.trace.steps.rnn import HiddenState, RNNStep

__all__ = [
    "GATES",
    "GRU_GATES",
    "STEPS",
    "AdditiveAttention",
    "CarriedState",
    "GRUResetAfterStep",
    "GRUStep",
    "GRUWeights",
    "HiddenState",
    "LSTMState",
    "LSTMStep",
    "RNNStep",
    "ScorerWeights",
    "Step",
    "StepKind",
]

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
