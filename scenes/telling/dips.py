"""Where the last verdict of a network fell most, and what a film says of that: then, and once it is known what is left of it."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from model.trace.keeping import FELL
from scenes.mobjects.reading import Caption, Reading
from scenes.telling.bands import GONE, HELD, amount, which

__all__ = ["SLIGHT", "Dip", "asked_of", "became_of", "deepest_of", "fall_at", "hangs_on", "said_of"]

SLIGHT = 0.15
"""What is next to nothing, as a part of what there is of the word of which there is most."""

Dip = tuple[int, int]
"""A network and a word, by their indices."""

BIT_BY_BIT = "later words turned the verdict, bit by bit"
"""What is said where no single later word moved it much."""


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


def said_of(words: Sequence[str], fields: dict[str, Reading], whose: str) -> Caption:
    """Return what is said of the one of all ``words`` at which a verdict fell most; ``whose`` names one of two networks."""
    one = which(words, fields["word"].index[0])
    return f"{one.capitalize()}“{{word:short}}” took {whose}“{{label:short}}” down from {{before}} to {{after}}.", fields


def asked_of(words: Sequence[str], fields: dict[str, Reading]) -> Caption:
    """Return what is asked of that word as others are read."""
    return f"Is {which(words, fields['word'].index[0])}“{{word:short}}” forgotten?", {"word": fields["word"]}


def became_of(trace: Any, value: Callable[..., Reading], letter: str, time: int) -> Caption:
    """Return whether a word at which the last verdict fell is forgotten by the state that its cell carries, and what moved that.

    It is the answer to :func:`asked_of`. ``letter`` is that of the state.
    """
    wrote, left = np.diagonal(trace.remembered), value("held_percents", time)
    fields = {"word": value("tokens", time)}
    if wrote[time] < SLIGHT * wrote.max():
        end, more = _moved(trace, value, time)
        return f"Nothing to forget: “{{word:short}}” wrote next to nothing.{f' {end}.' if end else ''}", fields | more
    much = amount(left)
    known = {"left": left} if "{" in much else {}
    part = "forgotten" if float(left.value) < GONE else "mostly forgotten" if float(left.value) < HELD else ""
    if trace.by_showing(time):
        but = f"is {part}; and" if part else "is not forgotten; but"
        return f"“{{word:short}}” {but} its output gate, not {letter}, took the verdict down.", fields
    if part:
        return f"Later words let go of what “{{word:short}}” wrote: {much} is left. It is {part}.", fields | known
    if _stood(trace, time):
        return (
            f"{letter} still holds {much} of what “{{word:short}}” wrote: not forgotten, yet the verdict stands.",
            fields | known,
        )
    end, more = _moved(trace, value, time)
    return f"“{{word:short}}” is not forgotten: {much} is left. But {end or BIT_BY_BIT}.", fields | known | more


def hangs_on(trace: Any, value: Callable[..., Reading], letter: str, time: int) -> Caption:
    """Return the same of a cell that carries nothing: by whether its state still hangs on the word."""
    fields = {"word": value("tokens", time)}
    if trace.effect_shares[time] < SLIGHT:
        return f"Leave out “{{word:short}}”: {letter} ends up almost the same. It is forgotten.", fields
    if _stood(trace, time):
        return f"Leave out “{{word:short}}”: {letter} ends up elsewhere. Not forgotten, yet the verdict stands.", fields
    end, more = _moved(trace, value, time)
    return f"{letter} hangs on “{{word:short}}”: it is not forgotten. But {end or BIT_BY_BIT}.", fields | more


def _stood(trace: Any, time: int) -> bool:
    """Tell whether the last verdict was the verdict after a word and after every later one."""
    return all(each == trace.winners[-1] for each in trace.winners[time:])


def _moved(trace: Any, value: Callable[..., Reading], time: int) -> Caption:
    """Return which later word moved the last verdict most after it fell at a word, and how; nothing if none moved it much."""
    winner, later = trace.winners[-1], trace.rise_after(time)
    if later is None:
        return "", {}
    fields = {"later": value("tokens", later)}
    before = trace.winners[time - 1] == winner
    if before and trace.probabilities[later, winner] >= trace.previous_probabilities[time, winner] - FELL:
        return "“{later:short}” moved the verdict back", fields
    if trace.winners[later - 1] != winner == trace.winners[later]:
        return f"“{{later:short}}” turned the verdict{' back' if before else ''}", fields
    return "“{later:short}” lifted “{label:short}” again", fields | {"label": value("labels", winner)}
