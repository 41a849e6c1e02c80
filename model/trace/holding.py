"""What a carried state still holds of an early word, and which words on its way did most to it.

A film that follows one unit from the word that wrote into it to the end finds both by these rules, and never by position.
"""

from typing import Any, NamedTuple

import numpy as np

from model.trace.axes import Array

__all__ = ["Held", "Leg", "changes_of", "held_of", "legs_of"]


class Held(NamedTuple):
    """A word that wrote early and is held long: its index, and that of the unit that holds most of it."""

    word: int
    unit: int


def held_of(trace: Any, word: int | None = None, unit: int | None = None) -> Held:
    """Return the word and the unit for which what is held at the end, times the number of words since, is largest.

    Either may be given. Of the last word what is held counts as it is, so that one is found even where only one word is read.
    Raises AttributeError or TypeError for a trace without a memory.
    """
    count = len(trace.tokens)
    since = np.maximum(count - 1.0 - np.arange(count), 0.0 if word is None and count > 1 else 1.0)
    worth = np.abs(trace.memory[-1]) * since[:, None]
    words, units = (slice(None) if each is None else slice(each, each + 1) for each in (word, unit))
    best = np.unravel_index(worth[words, units].argmax(), worth[words, units].shape)
    return Held(int(best[0]) + (word or 0), int(best[1]) + (unit or 0))


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
    """Return the way from after a word to the end, in order: the last word and those that change a unit most are told.

    Of these there are ``most``, or as many as there are; words between that are alone are told as well.
    """
    after = range(word + 1, len(trace.tokens))
    ranked = sorted(after[:-1], key=lambda time: -float(changes_of(trace, unit)[time]))
    told = {*after[-1:], *ranked[: most - 1]}
    legs: list[Leg] = []
    for time in after:
        if time not in told and legs and not legs[-1].told:
            legs[-1] = Leg(legs[-1].first, time, told=False)
        else:
            legs.append(Leg(time, time, time in told))
    return tuple(Leg(first, last, told or first == last) for first, last, told in legs)
