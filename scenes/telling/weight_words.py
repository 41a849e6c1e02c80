"""What captions say of the weights of a word that is written: how much of a column each word fills."""

from collections.abc import Sequence

from scenes.mobjects.reading import Caption, Reading, Readings

__all__ = ["fillings_of"]


def fillings_of(more: Sequence[int], rest: Sequence[int], weights: Readings, words: Readings) -> Caption:
    """Return what the words that follow the first one fill: ``more`` one by one, and the ``rest`` as one, what is left."""
    if not more and len(rest) > 1:
        return "Then all others together fill the rest.", {}
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
