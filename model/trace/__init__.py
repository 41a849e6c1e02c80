"""The border between models and films: what one run of a model computed, named, checked and saved.

A model returns a :class:`Trace`; a film reads one and nothing else. ``docs/trace.md`` documents the file format, so that any
framework can write one.
"""

from model.trace.axes import Array, Axes, declared_arrays, sigmoid, softmax
from model.trace.base import TRACES, Identity, Provenance, Trace
from model.trace.reader import ReaderTrace
from model.trace.steps import GATES, GRU_GATES, STEPS, AdditiveAttention, GRUStep, GRUWeights, LSTMStep, ScorerWeights
from model.trace.translation import END, START, TranslationTrace

__all__ = [
    "END",
    "GATES",
    "GRU_GATES",
    "START",
    "STEPS",
    "TRACES",
    "AdditiveAttention",
    "Array",
    "Axes",
    "GRUStep",
    "GRUWeights",
    "Identity",
    "LSTMStep",
    "Provenance",
    "ReaderTrace",
    "ScorerWeights",
    "Trace",
    "TranslationTrace",
    "declared_arrays",
    "sigmoid",
    "softmax",
]
