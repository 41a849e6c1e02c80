"""What a film says of the words that count most in each of two networks."""

from collections.abc import Sequence

from scenes.mobjects.reading import Caption, Reading
from scenes.telling.bands import which
from scenes.telling.remains import Remains

__all__ = ["most_of_both"]


def most_of_both(remainders: Sequence[Remains], names: Sequence[str], words: Sequence[Reading]) -> Caption:
    """Return which of the ``words`` counts most in each of two networks, which have ``names``; if one does in both, that."""
    fields = dict(zip(("one", "other"), words, strict=True))
    (one, other), times = (left.most for left in remainders), [int(word.index[0]) for word in words]
    same = times[0] != times[1] and words[0].value == words[1].value  # and so it is to be said which of them is meant
    ones = [which(remainders[0].trace.tokens, time) if same else "" for time in times]
    first, second = (f"{each}“{{{name}:short}}”" for each, name in zip(ones, fields, strict=True))
    if times[0] == times[1]:
        said = f"{remainders[0].both} {first}." if one == other else f"In both, {first} counts most, each by its own measure."
        return said, {"one": words[0]}
    short = other.rpartition(" ")[2] if one == other else other
    return f"The {names[0]} {one} {first}, the {names[1]} {short} {second}.", fields
