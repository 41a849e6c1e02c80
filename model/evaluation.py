"""How readable a reader's gates are: whether fillers pass without a trace, and whether the state remembers opinions.

The words' roles that this needs are gold marks of the corpus; no network is trained on them.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from model.cells import Carried, Carrying, memory
from model.corpora.examples import Example
from model.networks import Reader, ReaderBatch
from model.trace import Array

__all__ = ["Readability", "auc", "readability", "surviving"]


class Readability(NamedTuple):
    """Averages over the words of many texts.

    ``keep`` is the mean share of the state that is kept (forget gate, z) on filler words; ``write_filler`` and ``write_opinion``
    the mean share of what is new that is let in (input gate, 1 - z) on fillers and on opinion words; ``auc`` the probability that
    an opinion word survives in the last carried state with more than a filler does.
    """

    keep: float
    write_filler: float
    write_opinion: float
    auc: float


def surviving(carried: Carried) -> Array:
    """Return how much of each word's writing the last state still holds, ``(source,)``: the sum of |memory| over units."""
    amounts: Array = np.abs(memory(carried.share, carried.written)[-1]).sum(axis=-1)
    return amounts


def auc(higher: Array, lower: Array) -> float:
    """Return the probability that a draw from ``higher`` exceeds one from ``lower``; ties count half (Mann and Whitney 1947)."""
    ordered = np.sort(lower)
    below = np.searchsorted(ordered, higher, "left") + np.searchsorted(ordered, higher, "right")
    return float(below.mean() / 2 / len(ordered))


def readability(network: Reader, examples: Sequence[Example]) -> Readability:
    """Measure a reader on examples whose words have roles; raises TypeError if its cell carries no state."""
    if not isinstance(network.cell, Carrying):
        raise TypeError(f"A cell of kind {network.cell.kind} carries no state, so there is nothing to read in its gates.")
    keep, write, survive = defaultdict(list), defaultdict(list), defaultdict(list)
    batch = ReaderBatch.of([network.encode(example.words) for example in examples], [0] * len(examples))
    steps, _ = network.read(batch)
    for number, example in enumerate(examples):
        own = Carried(*(array[: len(example.words), number] for array in network.cell.carried(steps)))
        rows = zip(example.roles, own.share.mean(-1), own.opened.mean(-1), surviving(own), strict=True)
        for role, kept, written, amount in rows:
            keep[role].append(kept)
            write[role].append(written)
            survive[role].append(amount)
    return Readability(
        keep=float(np.mean(keep["filler"])),
        write_filler=float(np.mean(write["filler"])),
        write_opinion=float(np.mean(write["opinion"])),
        auc=auc(np.array(survive["opinion"]), np.array(survive["filler"])),
    )
