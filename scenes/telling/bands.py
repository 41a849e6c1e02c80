"""How much of something is left, in words: the bands of percentages that films share; and which of two like words is meant."""

from collections.abc import Sequence

from scenes.mobjects.reading import Reading

__all__ = ["GONE", "HELD", "LITTLE", "amount", "listed", "which"]

GONE, LITTLE, HELD = 5.0, 25.0, 50.0
"""Of what less than the first is left, in percent, it is said that it is forgotten; below the second there is little of it, and
from the third on it is known."""
NOTHING, ALL = 0.5, 99.5
"""A percentage below the first would be printed as nought, and from the second up to all as all."""


def amount(left: Reading, name: str = "left") -> str:
    """Return how much a percentage is that fills the field ``name`` of a caption; words for next to none, or nearly all."""
    share = float(left.value)
    if share < NOTHING:
        return "next to nothing"
    return "nearly all" if ALL <= share <= 100.0 else f"{{{name}:0}} %"


def which(words: Sequence[str], time: int) -> str:
    """Return what stands before a word so that it is not taken for the same word elsewhere; nothing, if it is there once."""
    same = [each for each, word in enumerate(words) if word == words[time]]
    if len(same) == 1:
        return ""
    return {same[0]: "the first ", same[-1]: "the last "}.get(time, "one ")


def listed(words: Sequence[str], times: Sequence[int]) -> tuple[str, dict[str, int]]:
    """Return some of all ``words`` as a list, for a caption, and the fields in it; one that is among them twice is named once."""
    said, names, fields = [words[time] for time in times], list[str](), dict[str, int]()
    for number, (time, word) in enumerate(zip(times, said, strict=True)):
        if word not in said[:number]:
            fields[f"word{number}"] = time
            one = which(words, time) if said.count(word) < words.count(word) else ""
            often = said.count(word)
            names.append(f"{one}“{{word{number}:short}}”{('', ' (both times)', ' (each time)')[min(often, 3) - 1]}")
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}", fields
