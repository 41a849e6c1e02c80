"""Which notation a trace is told in."""

from model.trace import Trace
from scenes.mobjects.notation import NOTATION
from scenes.mobjects.notation.common import COMMON
from scenes.mobjects.notation.quantities import Notation

__all__ = ["notation_of"]


def notation_of(trace: Trace) -> Notation:
    """Return the notation of a trace: that of its kind of cell, or of its own kind; where there is none, the common signs."""
    return NOTATION.get(vars(trace).get("cell_kind", trace.kind), COMMON)
