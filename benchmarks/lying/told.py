"""Lies about what is shown, by kinds: each takes a scene at a moment, and chance, and tells one lie, or finds nothing to lie of.

A kind returns how to take the lie back, or None. What is altered is altered as a faulty film would.
"""

from benchmarks.lying import exchanges, others, shapes, sight, texts, values
from benchmarks.lying.altering import Kind

__all__ = ["KINDS"]

KINDS: dict[str, Kind] = {
    tell.__name__.replace("_", " "): tell  # type: ignore[attr-defined]
    for tell in (*values.LIES, *texts.LIES, *exchanges.LIES, *others.LIES, *shapes.LIES, *sight.LIES)
}
"""Every kind of lie by its name."""
