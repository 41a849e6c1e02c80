"""Which words of a translation are copied: the rule of a read-out for names and numbers that its model does not know."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from model.errors import TraceError, brief
from model.trace.axes import Array
from model.trace.texts import END

__all__ = ["check_copies", "copies"]


def copies(weights: Array, may_be: Sequence[bool], written: Sequence[str]) -> tuple[bool, ...]:
    """Return for each word written whether it is replaced by a copy of the source word that it looked at most.

    That is so at one step for each source word that ``may_be`` copied: the one at which this has the largest of its ``weights``,
    ``(target, source)``, of all steps but that of the end, if no other source word has a larger one there. It is empty if nothing
    is copied.
    """
    steps = [step for step, word in enumerate(written) if word != END]
    if not steps or not any(may_be):
        return ()
    most = np.array(steps)[weights[steps].argmax(axis=0)]
    chosen = {int(step) for source, step in enumerate(most) if may_be[source] and weights[step].argmax() == source}
    return tuple(step in chosen for step in range(len(written))) if chosen else ()


def check_copies(trace: Any) -> None:
    """Raise :class:`TraceError` unless every word that a translation copies is one by the rule, of an unknown source word."""
    if trace.copied and len(trace.copied) != len(trace.target_tokens):
        raise TraceError(f"copied has {len(trace.copied)} entries for {len(trace.target_tokens)} target tokens.")
    if not any(trace.copied):
        return
    if trace.attention is None:
        raise TraceError("it says that words are copied, and nothing of where it looked.")
    may_be = copies(trace.weights, [not known for known in trace.source_known], trace.target_tokens)
    for step, (word, copied) in enumerate(zip(trace.target_tokens, trace.copied, strict=True), start=1):
        if copied and not any(may_be[step - 1 : step]):
            reason = "no unknown word is looked at most there, and there more than anywhere else"
            raise TraceError(f"copied says that word {step}, {brief(word)}, is replaced by a copy, and {reason}.")
