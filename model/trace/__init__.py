"""The border between models and films: what one run of a model computed, named, checked and saved.

A model returns a :class:`Trace`; a film reads one and nothing else. ``docs/trace.md`` documents the file format, so that any
framework can write one.
"""

from model.trace.axes import Array, Axes, declared_arrays, sigmoid, softmax
from model.trace.base import TRACES, Identity, Provenance, Trace
from model.trace.reader import GATES, STEPS, LSTMStep, ReaderTrace

__all__ = [
    "GATES",
    "STEPS",
    "TRACES",
    "Array",
    "Axes",
    "Identity",
    "LSTMStep",
    "Provenance",
    "ReaderTrace",
    "Trace",
    "declared_arrays",
    "sigmoid",
    "softmax",
]
