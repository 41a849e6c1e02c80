"""The border between models and films: what one run of a model computed, named, checked and saved.

A model returns a :class:`Trace`; a film reads one and nothing else. ``docs/trace.md`` documents the file format, so that any
framework can write one. A kind of trace is a module here, and is found by its file.
"""

from importlib import import_module
from pkgutil import iter_modules

from model.trace.attention import AttentionTrace, Given
from model.trace.axes import SHARE, Along, Array, Axes, Between, Part, sigmoid, softmax
from model.trace.base import TRACES, Provenance, Source, Trace
from model.trace.declarations import axes_of, declared_arrays
from model.trace.entries import Called, read_record
from model.trace.equations import Equation, Estimate, Identity
from model.trace.given import FORMS, Matrix, opened
from model.trace.learning import taught_index
from model.trace.marks import END, START
from model.trace.measures import UNITS, Axis, Measure, Measurement
from model.trace.reader import ReaderTrace
from model.trace.squash import MOST_ENTRIES, Arithmetic, SquashTrace, numbers_in
from model.trace.steps import (
    GATES,
    GRU_GATES,
    STEPS,
    AdditiveAttention,
    GRUResetAfterStep,
    GRUStep,
    GRUWeights,
    HiddenState,
    LSTMState,
    LSTMStep,
    RNNStep,
    ScorerWeights,
    Step,
    StepKind,
)
from model.trace.study import SUMMARIES, Study
from model.trace.translation import TranslationTrace

__all__ = [
    "END",
    "FORMS",
    "GATES",
    "GRU_GATES",
    "MOST_ENTRIES",
    "SHARE",
    "START",
    "STEPS",
    "SUMMARIES",
    "TRACES",
    "UNITS",
    "AdditiveAttention",
    "Along",
    "Arithmetic",
    "Array",
    "AttentionTrace",
    "Axes",
    "Axis",
    "Between",
    "Called",
    "Equation",
    "Estimate",
    "GRUResetAfterStep",
    "GRUStep",
    "GRUWeights",
    "Given",
    "HiddenState",
    "Identity",
    "LSTMState",
    "LSTMStep",
    "Matrix",
    "Measure",
    "Measurement",
    "Part",
    "Provenance",
    "RNNStep",
    "ReaderTrace",
    "ScorerWeights",
    "Source",
    "SquashTrace",
    "Step",
    "StepKind",
    "Study",
    "Trace",
    "TranslationTrace",
    "axes_of",
    "declared_arrays",
    "numbers_in",
    "opened",
    "read_record",
    "sigmoid",
    "softmax",
    "taught_index",
]

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
