"""Where the last verdict of a network fell most, and what a film says of that."""

from collections.abc import Callable, Sequence
from typing import Any

from scenes.mobjects.reading import Caption, Reading

__all__ = ["Dip", "asked_of", "deepest_of", "fall_at", "said_of"]

Dip = tuple[int, int]
"""A network and a word, by their indices."""


def deepest_of(traces: Sequence[Any]) -> Dip | None:
    """Return in which of several networks the last verdict fell most, and at which word; None where it fell little in all."""
    falls = {(of, trace.deepest_fall): trace.falls for of, trace in enumerate(traces) if trace.deepest_fall is not None}
    return max(falls, key=lambda dip: float(falls[dip][dip[1]]), default=None)


def fall_at(value: Callable[..., Reading], winner: int, dip: Dip) -> dict[str, Reading]:
    """Return a word, the verdict that fell at it, and how probable that was before and after, as ``value`` reads them."""
    of, time = dip
    return {
        "word": value("tokens", time),
        "label": value("labels", winner, of=of),
        "before": value("previous_probabilities", time, winner, of=of),
        "after": value("probabilities", time, winner, of=of),
    }


def said_of(fields: dict[str, Reading], whose: str) -> Caption:
    """Return what is said of the word at which a verdict fell most; ``whose`` names one of two networks."""
    return f"“{{word:short}}” took {whose}“{{label:short}}” down from {{before}} to {{after}}.", fields


def asked_of(fields: dict[str, Reading]) -> Caption:
    """Return what is asked of that word as others are read."""
    return "Is “{word:short}” forgotten?", {"word": fields["word"]}
