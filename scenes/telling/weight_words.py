"""What captions say of the weights of a word that is written: how much of a column each word fills."""

from collections.abc import Sequence

from scenes.mobjects.reading import Caption, Reading, Readings

__all__ = ["fillings_of", "ribbons_of"]

NOTHING = 0.005
"""A part of a column that is less is next to nothing: its two decimals are noughts."""


def ribbons_of(words: int) -> tuple[str, str, str, str]:
    """Return what is said of the c of a written word, of ribbons, of what stays below them, and at the end, of so many words."""
    if words == 1:
        return (
            "With this c the decoder wrote “{word:short}”",
            "A ribbon is as wide as its weight, and the one column always gets all of it.",
            "The column below stays the same, and so does c.",
            "The decoder sees one column: here that of the only word, every time.",
        )
    return (
        "This c was made for “{word:short}” alone",
        "Each written word has its own weights: a ribbon is as wide as its weight.",
        "The columns below stay the same; the weights are new for each word.",
        "The decoder sees one column: a blend of all, anew for every word.",
    )


def fillings_of(more: Sequence[int], rest: Sequence[int], weights: Readings, words: Readings) -> Caption:
    """Return what the words that follow the first one fill: ``more`` one by one, and the ``rest`` as one, what is left."""
    little = bool(rest) and float(weights.values[list(rest)].sum()) < NOTHING
    if not more and len(rest) > 1:
        return f"Then {'next to nothing is left for all others' if little else 'all others together fill the rest'}.", {}
    if little:
        said, fields = _listed(more, "fills", weights, words)
        fields |= {"one": words[rest[0]]} if len(rest) == 1 else {}
        left = f"next to nothing is left for {'“{one:short}”' if len(rest) == 1 else 'the others'}"
        return f"Then {said}{'; ' if more else ''}{left}.", fields
    if not more or not rest:
        *before, last = more or rest
        said, fields = _listed(before, "fills", weights, words)
        return f"Then {said}{' and ' if before else ''}“{{last:short}}” fills the rest.", fields | {"last": words[last]}
    said, fields = _listed(more, "fills", weights, words)
    if len(rest) == 1:
        return f"Then {said}, and “{{last:short}}” fills the rest.", fields | {"last": words[rest[0]]}
    return f"Then {said}, and the others fill the rest.", fields


def _listed(sources: Sequence[int], does: str, weights: Readings, words: Readings) -> Caption:
    """Return words and their weights as a list: what the first one does, the others do."""
    said, fields = list[str](), dict[str, Reading]()
    for name, source in zip("abc", sources, strict=False):
        said.append(f"“{{word_{name}:short}}” {'' if said else does + ' '}{{weight_{name}:2}}")
        fields |= {f"word_{name}": words[source], f"weight_{name}": weights[source]}
    return ", ".join(said), fields
