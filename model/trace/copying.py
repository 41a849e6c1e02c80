"""Which words of a translation are copied: the rule of a read-out for names and numbers that its model does not know."""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

from model.errors import TraceError, brief
from model.numerals import number_of
from model.trace.axes import Array
from model.trace.marks import END

__all__ = ["check_copies", "copies", "copies_of"]

CLOSE = 0.5
"""A step at which a stranger has so much of its largest weight may be that at which it is named."""


def copies(
    weights: Array, tokens: Sequence[str], read: Sequence[str], strangers: Sequence[bool], written: Sequence[str]
) -> dict[int, int]:
    """Return which of the ``tokens`` of the source is written, as typed, in the place of which word: sources by steps.

    *A number that was read as another one* (``read``) is put right wherever that other one is ``written``. Where several
    numbers of the source may be meant, each has a step of its own, those first that have the largest of the ``weights``,
    ``(target, source)``. If it is not written, the copy goes to a step that writes another number, else to one of any word:
    always to that of these at which the typed number has its largest weight, if no other source word has a larger one there.

    *A stranger*, a word that was read as the unknown one, is copied at one step: the last of those at which it has at least half
    of its largest weight, if no other source word has a larger one there, and no number was put right there. Articles and
    prepositions come before a name, and are looked for at the same place: Zorblax's car, la voiture *de* Zorblax.

    Where the very number that was typed is written, in other figures or not (1,234: 1234), there is nothing to copy.
    """
    spoken = [step for step, word in enumerate(written) if word != END]
    numbers = [step for step in spoken if number_of(written[step])]
    mended = [source for source, form in enumerate(read) if number_of(form)]
    as_read = [form or token for form, token in zip(read, tokens, strict=True)]
    found = {step: source for step, source in _put_right(weights, as_read, written) if source in mended}
    for source, is_stranger in enumerate(strangers):
        if source in found.values() or not (is_stranger or source in mended):
            continue
        for steps in filter(None, (numbers, spoken) if source in mended else (spoken,)):
            largest = max(float(weights[step, source]) for step in steps)
            share = 1.0 if source in mended else CLOSE
            step = max(step for step in steps if weights[step, source] >= share * largest)
            if step not in found and weights[step].argmax() == source:
                found[step] = source
                break
    return {step: source for step, source in found.items() if not _is_same(tokens[source], written[step])}


def _put_right(weights: Array, read: Sequence[str], written: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the steps that write a number of the source as it was read, each with its source word.

    Each number has one step, if there are enough; those that are left write one of the numbers once more.
    """
    same = product(_numbers(written).items(), _numbers(read).items())
    pairs = [(step, source) for (step, number), (source, other) in same if number == other]
    pairs.sort(key=lambda pair: -float(weights[pair]))
    steps: set[int] = set()
    sources: set[int] = set()
    for once_more in (False, True):
        for step, source in pairs:
            if step not in steps and (once_more or source not in sources):
                yield step, source
                steps.add(step)
                sources.add(source)


def _is_same(typed: str, written: str) -> bool:
    number = number_of(typed)
    return number is not None and number == number_of(written)


def _numbers(words: Sequence[str]) -> dict[int, Any]:
    """Return the numbers among words, by their places."""
    return {place: number for place, number in enumerate(map(number_of, words)) if number}


def copies_of(trace: Any) -> dict[int, int]:
    """Return which source word may be copied in the place of which word of a translation, by the rule: sources by steps.

    A trace may have been written when a stranger was copied at the step at which it has its largest weight: if it says so, it is.
    """
    read = trace.source_read or ("",) * len(trace.source_tokens)
    strangers = [not known for known in trace.source_known]
    found = copies(trace.weights, trace.source_tokens, read, strangers, trace.target_tokens)
    for source in (source for source, is_stranger in enumerate(strangers) if is_stranger):
        once = int(trace.weights[[word != END for word in trace.target_tokens], source].argmax())
        said = [step for step, copied in enumerate(trace.copied) if copied and found.get(step) == source]
        if not said and any(trace.copied[once : once + 1]) and trace.weights[once].argmax() == source and once not in found:
            found = {step: other for step, other in found.items() if other != source} | {once: source}
    return found


def check_copies(trace: Any) -> None:
    """Raise :class:`TraceError` unless every word that a translation copies is one by the rule, of a word that was not read."""
    if trace.copied and len(trace.copied) != len(trace.target_tokens):
        raise TraceError(f"copied has {len(trace.copied)} entries for {len(trace.target_tokens)} target tokens.")
    if not any(trace.copied):
        return
    if trace.attention is None:
        raise TraceError("it says that words are copied, and nothing of where it looked.")
    may_be = copies_of(trace)
    for step, (word, copied) in enumerate(zip(trace.target_tokens, trace.copied, strict=True)):
        if copied and step not in may_be:
            reason = "no unknown word is named there, by where it looked"
            raise TraceError(f"copied says that word {step + 1}, {brief(word)}, is replaced by a copy, and {reason}.")
