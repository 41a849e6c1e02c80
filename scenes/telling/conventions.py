"""How a GRU is written: which model computes what a convention says, in which letters, and what a badge says of it."""

from collections.abc import Mapping
from typing import NamedTuple

from model.errors import UsageError, brief, there_are
from scenes.mobjects.notation import NOTATION
from scenes.mobjects.notation.gru import ADMITS
from scenes.mobjects.notation.quantities import Notation

__all__ = ["CONVENTIONS", "Convention", "convention_of"]


class Convention(NamedTuple):
    """One way to write a GRU: what a ``badge`` says, the bundled ``model`` and its ``kind`` of cell, and the letters.

    The update gate z ``keeps`` the old h, or else admits the candidate; the reset gate acts ``after`` the weights, or before.
    """

    badge: str
    model: str
    kind: str
    keeps: bool
    after: bool
    notation: Notation


CONVENTIONS: Mapping[str, Convention] = {
    "cho": Convention("as in Cho et al.", "reviews_gru", "gru", True, False, NOTATION["gru"]),
    "chung": Convention("as in Chung et al.", "reviews_gru", "gru", False, False, ADMITS),
    "pytorch": Convention(
        "as in PyTorch, a library", "reviews_gru_reset_after", "gru_reset_after", True, True, NOTATION["gru_reset_after"]
    ),
}
"""Cho et al. 2014 (v3), Chung et al. 2014, whose z is another name for what Cho's cell computes, and PyTorch's other cell."""


def convention_of(asked: str | None, kind: str | None = None) -> Convention:
    """Return the convention that was asked for, or the first of a kind of cell, or the first of all.

    Raises :class:`UsageError` if there is no such one, or if a cell of this kind is not written so.
    """
    fitting = [name for name, each in CONVENTIONS.items() if kind in (None, each.kind)]
    if asked is not None and asked not in CONVENTIONS:
        raise UsageError(f"There is no convention {brief(asked)}; {there_are(tuple(CONVENTIONS))}.")
    if asked is not None and asked not in fitting:
        raise UsageError(f"A cell of kind {kind} is not what {asked} computes: ask for {' or '.join(fitting)}.")
    return CONVENTIONS[asked or fitting[0]]
