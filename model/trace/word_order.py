"""How the order of words turns in a translation, and which number of a state a sentence changes most: rules on a trace."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["Order", "arrived", "busiest_unit", "counterparts", "order_of"]

ARTICLES = "a", "an", "the"
"""Words that have none of their own in languages that know no articles."""


class Order(NamedTuple):
    """What there is to tell of the order of words, all of them indices.

    ``links`` are the pairs (source, target) of words of one meaning, in the order in which they were written. ``moved`` is the
    one that goes furthest from its place among them, if one does, and ``where`` says where it comes: "first" or "last" of all
    words, else "earlier" or "later". ``silent`` are the source words, of those that are known, that got no word of their own.
    """

    links: tuple[tuple[int, int], ...]
    moved: tuple[int, int] | None
    where: str
    silent: tuple[int, ...]


def counterparts(trace: Any) -> tuple[int | None, ...]:
    """Return for each word written the source word that is its gloss, the first one that is free, or None."""
    free = [word.casefold() for word in trace.source_tokens]
    found: list[int | None] = []
    for gloss in trace.glosses:
        source = free.index(gloss.casefold()) if gloss and gloss.casefold() in free else None
        if source is not None:
            free[source] = ""
        found.append(source)
    return tuple(found)


def order_of(trace: Any) -> Order | None:
    """Return what there is to tell of the order of words, or None if that is nothing, or if the glosses do not say.

    That a source word got no word of its own is only known if every word written has a gloss, and each of these is one that was
    read.
    """
    found = counterparts(trace)
    links = tuple((source, target) for target, source in enumerate(found) if source is not None)
    written = trace.written_steps
    told = bool(links) and len(links) == len(written)
    left = set(np.flatnonzero(trace.source_known).tolist()) - {source for source, _ in links}
    silent = sorted(left) if told else []
    ways = np.arange(len(links)) - np.argsort(np.argsort([source for source, _ in links]))
    moved = links[max(range(len(links)), key=lambda link: (abs(ways[link]), ways[link]))] if ways.any() else None
    if moved is None and not silent:
        return None
    return Order(links, moved, _where(moved, links, written), tuple(silent))


def _where(moved: tuple[int, int] | None, links: Sequence[tuple[int, int]], written: Sequence[int]) -> str:
    """Return where a word comes that moves: first or last of all that were written, or earlier or later than others."""
    if moved is None:
        return ""
    if moved[1] in (written[0], written[-1]):
        return "first" if moved[1] == written[0] else "last"
    return "later" if sorted(links).index(moved) < links.index(moved) else "earlier"


def arrived(trace: Any) -> bool:
    """Tell whether all that was read came out: every word written means one of it, and no other is left than articles."""
    found = counterparts(trace)
    links = {source for source in found if source is not None}
    left = [word.casefold() for source, word in enumerate(trace.source_tokens) if source not in links]
    return 0 < len(links) == len(trace.written_steps) and set(left) <= set(ARTICLES)


def busiest_unit(states: NDArray[Any]) -> int:
    """Return the unit that changes most in all from row to row of ``(time, unit)``."""
    return int(np.abs(np.diff(states, axis=0)).sum(axis=0).argmax())
