"""Which words of a translation are copied: the rule of a read-out for names and numbers that its model does not know."""

from collections.abc import Sequence

import numpy as np

from model.trace.axes import Array
from model.trace.texts import END

__all__ = ["copies"]


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
