"""What a film of long memories says: who ends a sentence rightly, and how far back networks remember that were trained at a gap.

The rules: of networks with several seeds some are *sure* of a gap if each of them ends :data:`SURE` of all new sentences rightly;
they *guess* if none comes :data:`LITTLE` above what guessing does. They are sure *mostly* if that is so of more than half of
them, and *lucky* if it is so of some; else they are right in *part*.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby

import numpy as np

from model.trace import Array

__all__ = ["LITTLE", "SURE", "ended", "furthest", "listed", "reach_of", "reached"]

SURE, LITTLE = 0.9, 0.1
"""So large a share of new sentences is nearly all; what is that little above guessing is no better."""
QUANTITIES = {"sure": "all", "mostly": "most", "lucky": "some", "part": "no"}
"""Of how many of a kind it is said that they are right, by how they do; of those that guess that is said."""
ALIKE = {
    "sure": "all of them recall",
    "mostly": "most of each kind recall",
    "lucky": "some of each kind recall",
    "part": "none of them is safe",
    "guess": "all of them only guess",
}
"""What is said where all kinds do alike."""


def reach_of(shares: Array, guess: float) -> str:
    """Return how networks do at a gap, ``sure``, ``mostly``, ``lucky``, ``part`` or ``guess``, by what each has right."""
    if np.min(shares) >= SURE:
        return "sure"
    if sure := np.count_nonzero(shares >= SURE):
        return "mostly" if 2 * sure > len(shares) else "lucky"
    return "guess" if np.max(shares) < guess + LITTLE else "part"


def listed(names: Sequence[str]) -> str:
    """Return names in a row: "a, b and c"."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def reached(name: str, reaches: Sequence[str]) -> str:
    """Return what is said of one kind of network, by how it does at each gap: the gaps are fields, ``{gap0:0}`` and so on."""
    parts = list[str]()
    for reach, gaps in groupby(range(len(reaches)), key=lambda number: reaches[number]):
        over, many = listed([f"{{gap{number}:0}}" for number in gaps]), QUANTITIES.get(reach, "")
        if parts:
            parts.append(f"over {over} {'none' if many == 'no' else many or 'they guess'}")
        else:
            parts.append(f"Over {over} words {f'{many} {name}s are right' if many else f'all {name}s only guess'}")
    return f"{', '.join(parts)}."


def ended(names: Sequence[str], right: Sequence[bool]) -> str:
    """Return which networks end a sentence rightly, with fields ``gap``, ``ending`` and, of each that does not, ``said0``."""
    if all(right):
        return "After {gap:0} words, all say “{ending:short}”."
    wrong = [number for number, each in enumerate(right) if not each]
    if len(wrong) == len(right):
        return f"None says “{{ending:short}}”, but {listed([f'“{{said{number}:short}}”' for number in wrong])}."
    first, *others = wrong
    said = [f"the {names[first]} says “{{said{first}:short}}”", *(f"the {names[each]} “{{said{each}:short}}”" for each in others)]
    good = listed([f"the {name}" for name, each in zip(names, right, strict=True) if each])
    who = f"Only {good} says" if len(others) else f"{good[0].upper()}{good[1:]} say"
    return f"{who} “{{ending:short}}”; {', '.join(said)}."


def furthest(reaches: Mapping[str, str], *, short: bool = False) -> str:
    """Return who remembers over the largest gap, ``{gap:0}`` words, by how each does; a ``short`` one omits the worst."""
    if len({*reaches.values()}) == 1:
        return f"Over {{gap:0}} words, {ALIKE[next(iter(reaches.values()))]}."
    parts = list[str]()
    for reach in (*QUANTITIES, "guess"):
        if names := [f"{name}s" for name, each in reaches.items() if each == reach]:
            many = f"{QUANTITIES[reach]} " if reach in QUANTITIES else ""
            verb = " guess" if not many else "" if parts else " recall"
            parts.append(f"{many}{listed(names)}{verb}")
    return f"Over {{gap:0}} words {', '.join(parts[: -1 if short else None])}."
