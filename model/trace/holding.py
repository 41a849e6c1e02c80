"""What a carried state still holds of an early word, and which words on its way did most to it.

A film that follows one unit from the word that wrote into it to the end finds both by these rules, and never by position.
"""

from typing import Any, NamedTuple

import numpy as np

from model.trace.axes import Array

__all__ = ["VISIBLE", "Held", "Leg", "changes_of", "forgetter_of", "forgotten", "held_of", "legs_of"]

VISIBLE = 0.1
"""So much of a cell state must be erased at once for that to be seen."""


class Held(NamedTuple):
    """A word that wrote early and is held long: its index, and that of the unit that holds most of it."""

    word: int
    unit: int


def forgotten(trace: Any) -> Array:
    """Return how much every word erases of what each word wrote into each unit, ``(time, word, unit)``; nothing below nought."""
    held = np.abs(trace.memory)
    before = np.concatenate([np.zeros_like(held[:1]), held[:-1]])
    erased: Array = np.maximum(before - held, 0.0)
    return erased


def found(trace: Any) -> Array:
    """Return what each word finds in each unit, ``(word, unit)``: all that those before it wrote, and that is held."""
    carried: Array = trace.memory.sum(axis=1)
    return np.concatenate([np.zeros_like(carried[:1]), carried[:-1]])


def held_of(trace: Any, word: int | None = None, unit: int | None = None) -> Held:
    """Return the word and the unit for which what is held at the end, times the number of words since, is largest.

    If there are some of which as much as is :data:`VISIBLE` is erased by one word on the way, and as much is left, it is one of
    them, and of these one that finds as much in the unit, so that there is something to keep as it is read. Word or unit may be
    given. Of the last word what is held counts as it is, so that one is found even where only one word is read.
    Raises AttributeError or TypeError for a trace without a memory.
    """
    count = len(trace.tokens)
    since = np.maximum(count - 1.0 - np.arange(count), 0.0 if word is None and count > 1 else 1.0)
    words, units = (slice(None) if each is None else slice(each, each + 1) for each in (word, unit))
    worth = (np.abs(trace.memory[-1]) * since[:, None])[words, units]
    left = np.abs(trace.memory[-1])[words, units] >= VISIBLE
    seen = worth * left * (forgotten(trace).max(axis=0)[words, units] >= VISIBLE)
    both = seen * (np.abs(found(trace))[words, units] >= VISIBLE)
    best = np.unravel_index(next((each for each in (both, seen) if each.any()), worth).argmax(), worth.shape)
    return Held(int(best[0]) + (word or 0), int(best[1]) + (unit or 0))


def forgetter_of(trace: Any, word: int, unit: int) -> int | None:
    """Return the word that erases most of what a word wrote into a unit, if that is as much as is :data:`VISIBLE`."""
    erased = forgotten(trace)[:, word, unit]
    time = int(erased.argmax())
    return time if erased[time] >= VISIBLE else None


def changes_of(trace: Any, unit: int) -> Array:
    """Return how much each word does to a unit of an LSTM's cell state, ``(time,)``: what it erases and what it writes."""
    erased = np.abs(trace.previous_cell[:, unit] - trace.kept[:, unit])
    changes: Array = erased + np.abs(trace.written[:, unit])
    return changes


class Leg(NamedTuple):
    """A part of the way of a carried state: the words from ``first`` to ``last``, told one by one if it is ``told``."""

    first: int
    last: int
    told: bool


def legs_of(trace: Any, word: int, unit: int, most: int) -> tuple[Leg, ...]:
    """Return the way from after a word to the end, in order; some words of it are told one by one.

    These are the last one, the one that erases most of what the word wrote, and those that change the unit most: ``most`` in all,
    or as many as there are; words between that are alone are told as well.
    """
    after = range(word + 1, len(trace.tokens))
    forgetter, changes = forgetter_of(trace, word, unit), changes_of(trace, unit)
    ranked = sorted(after[:-1], key=lambda time: (time != forgetter, -float(changes[time])))
    told = {*after[-1:], *ranked[: most - 1]}
    legs: list[Leg] = []
    for time in after:
        if time not in told and legs and not legs[-1].told:
            legs[-1] = Leg(legs[-1].first, time, told=False)
        else:
            legs.append(Leg(time, time, time in told))
    return tuple(Leg(first, last, told or first == last) for first, last, told in legs)
