"""Which notation a trace is told in."""

from functools import cache

from model.trace import STEPS, Trace
from scenes.mobjects.notation import NOTATION
from scenes.mobjects.notation.common import COMMON
from scenes.mobjects.notation.quantities import Notation, Quantity
from scenes.mobjects.notation.recurrent import RECURRENT

__all__ = ["notation_of"]


def notation_of(trace: Trace) -> Notation:
    """Return the notation of a trace: that of its kind of cell, or of its own kind; where there is none, the common signs.

    Those of a cell are those that all recurrent readers share, with what is declared of the state that it carries.
    """
    kind = vars(trace).get("cell_kind", trace.kind)
    if kind in NOTATION:
        return NOTATION[kind]
    return _declared(kind) if kind in STEPS else COMMON


@cache
def _declared(cell: str) -> Notation:
    """Return the notation of a cell that has none of its own: a state that it carries, if that is not h, has its initial."""
    carried = STEPS[cell].carried
    if carried is None:
        return RECURRENT
    written, state, letter = {carried.written: Quantity("", "writes")}, carried.state, carried.state[0].upper()
    if state in RECURRENT:
        return Notation(RECURRENT, written)
    own = {state: Quantity(f"{letter}_t", "memory"), f"initial_{state}": Quantity(f"{letter}_0", "memory")}
    return Notation(RECURRENT, written, own, {"memory": Quantity("", "memory")})
