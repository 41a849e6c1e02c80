"""What films say of words that a model does not know: which these are, which were read as other ones, which are copied."""

from collections.abc import Callable, Iterator, Sequence

from model.trace import Trace
from scenes.mobjects.reading import Reading

__all__ = ["Remark", "remarks_on"]

FORMS_TOLD = 2
"""So many words are named that were read as another form of theirs, in one caption: the others it only mentions."""

COPIED_AS_TYPED = ", and copied as typed"
"""What is said of numbers in the place of which other ones were read."""

Remark = tuple[str, dict[str, Reading]]
"""A caption, and its fields."""


def remarks_on(traces: Sequence[Trace], value: Callable[..., Reading]) -> Iterator[Remark]:
    """Yield captions about the words of traces; ``value`` returns a reading of one of them, as :class:`TraceScene` does."""
    strangers = [(of, word) for of, trace in enumerate(traces) for word in trace.lookup("unknown")]
    copied = [place for place in _copied(traces) if place[1] not in traces[place[0]].inflected]
    unknown, more = len({word for _, word in strangers}), len({word for _, word, _ in copied})
    several = unknown > 1
    if strangers:
        whom = "to the model" if sum(bool(trace.given) for trace in traces) == 1 else "to a model"
        where = f"copied to where {'they are' if several else 'it is'} looked at most"
        all_copied = len(copied) == len(strangers)
        is_it = (
            f"and {_others(unknown)} are hatched: unknown"
            if several
            else "is hatched: unknown"
            if all_copied
            else "is hatched: it is unknown"
        )
        became = f", and {where}" if all_copied else f" {whom}"
        yield f"“{{word:short}}” {is_it}{became}.", {"word": value("unknown", 0, of=strangers[0][0])}
    if copied and len(copied) < len(strangers):
        said = f"and {_others(more)} are copied: to where they are" if more > 1 else "is copied: to where it is"
        yield f"“{{word:short}}” {said} looked at most.", {"word": value("copied_words", copied[0][2], of=copied[0][0])}
    yield from _inflected(traces, value)


def _others(count: int) -> str:
    """Return what is said of all but one of so many words."""
    return "one more" if count == 2 else "others"


def _copied(traces: Sequence[Trace]) -> list[tuple[int, str, int]]:
    """Return every word that is copied: of which trace, which it is, and its place among them."""
    every = enumerate(getattr(trace, "copied_words", ()) for trace in traces)
    return [(of, word, place) for of, words in every for place, word in enumerate(words)]


def _inflected(traces: Sequence[Trace], value: Callable[..., Reading]) -> Iterator[Remark]:
    """Yield of which words another form was read; then of which numbers another one, those that are copied first."""
    found = {word: (of, number) for of, trace in enumerate(traces) for number, word in enumerate(trace.inflected)}
    copied = {word for _, word, _ in _copied(traces)}
    kinds: dict[str, list[tuple[int, int]]] = {": a form that is known": [], COPIED_AS_TYPED: [], ": a number that is known": []}
    for word, place in found.items():
        form, copy, number = kinds.values()
        (copy if word in copied else number if any(map(str.isdecimal, word)) else form).append(place)
    for kind, places in kinds.items():
        fields: dict[str, Reading] = {}
        for name, (of, at) in zip("ab", places[:FORMS_TOLD], strict=False):
            fields[f"word_{name}"] = value("inflected", at, of=of)
            fields[f"form_{name}"] = value("inflected_read", at, of=of)
        if fields:
            said = ", ".join(f"“{{word_{name}:short}}” is read as “{{form_{name}:short}}”" for name in "ab"[: len(fields) // 2])
            yield f"{said}{', and others so' * (len(places) > FORMS_TOLD)}{kind}.", fields
