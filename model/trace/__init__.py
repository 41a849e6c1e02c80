"""The border between models and films: what one run of a model computed, named, checked and saved.

A model returns a :class:`Trace`; a film reads one and nothing else. ``docs/trace.md`` documents the file format, so that any
framework can write one.
"""

from model.trace.attention import AdditiveAttention, ScorerWeights
from model.trace.axes import Array, Axes, declared_arrays, sigmoid, softmax
from model.trace.base import TRACES, Identity, Provenance, Source, Trace
from model.trace.gru import GRU_GATES, GRUStep, GRUWeights
from model.trace.measures import UNITS, Axis, Measure, Measurement
from model.trace.reader import GATES, STEPS, LSTMStep, ReaderTrace
from model.trace.study import SUMMARIES, Study
from model.trace.translation import END, START, TranslationTrace

__all__ = [
    "END",
    "GATES",
    "GRU_GATES",
    "START",
    "STEPS",
    "SUMMARIES",
    "TRACES",
    "UNITS",
    "AdditiveAttention",
    "Array",
    "Axes",
    "Axis",
    "GRUStep",
    "GRUWeights",
    "Identity",
    "LSTMStep",
    "Measure",
    "Measurement",
    "Provenance",
    "ReaderTrace",
    "ScorerWeights",
    "Source",
    "Study",
    "Trace",
    "TranslationTrace",
    "declared_arrays",
    "sigmoid",
    "softmax",
]
