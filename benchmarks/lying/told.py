"""Lies about what is shown, by kinds: each takes a scene at a moment, and chance, and tells one lie, or finds nothing to lie of.

A kind returns how to take the lie back, or None. What is altered is altered as a faulty film would.
"""

from benchmarks.lying import costs, exchanges, moving, others, shapes, sight, spreads, texts, values
from benchmarks.lying.altering import Kind

__all__ = ["KINDS", "MOVING"]


def _named(*kinds: Kind) -> dict[str, Kind]:
    return {tell.__name__.replace("_", " "): tell for tell in kinds}  # type: ignore[attr-defined]


MOVING = _named(*moving.LIES)
"""The kinds that are told within plays, of what moves, by their names."""
KINDS = _named(
    *values.LIES, *texts.LIES, *exchanges.LIES, *others.LIES, *shapes.LIES, *sight.LIES, *spreads.LIES, *costs.LIES, *moving.LIES
)
"""Every kind of lie by its name."""
