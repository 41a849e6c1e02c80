"""What films say of words that a model does not know: which these are, which were read as another form, which are copied."""

from collections.abc import Callable, Iterator, Sequence

from model.trace import Trace
from scenes.mobjects.reading import Reading

__all__ = ["Remark", "remarks_on"]

FORMS_TOLD, AT_ONCE = 4, 2
"""So many words are named that were read as another form of theirs, and so many of them in one caption."""

Remark = tuple[str, dict[str, Reading]]
"""A caption, and its fields."""


def remarks_on(traces: Sequence[Trace], value: Callable[..., Reading]) -> Iterator[Remark]:
    """Yield captions about the words of traces; ``value`` returns a reading of one of them, as :class:`TraceScene` does."""
    strangers = [(of, word) for of, trace in enumerate(traces) for word in trace.lookup("unknown")]
    copied = [(of, word) for of, trace in enumerate(traces) for word in getattr(trace, "copied_words", ())]
    several = len({word for _, word in strangers}) > 1
    if strangers:
        whom = "to the model" if sum(bool(trace.given) for trace in traces) == 1 else "to a model"
        where = f"copied to where {'they are' if several else 'it is'} looked at most"
        all_copied = len(copied) == len(strangers)
        is_it = (
            "and others are hatched: unknown" if several else "is hatched: unknown" if all_copied else "is hatched: it is unknown"
        )
        became = f", and {where}" if all_copied else f" {whom}"
        yield f"“{{word:short}}” {is_it}{became}.", {"word": value("unknown", 0, of=strangers[0][0])}
    if copied and len(copied) < len(strangers):
        said = "and others are copied: to where they are" if len(copied) > 1 else "is copied: to where it is"
        yield f"“{{word:short}}” {said} looked at most.", {"word": value("copied_words", 0, of=copied[0][0])}
    yield from _inflected(traces, value)


def _inflected(traces: Sequence[Trace], value: Callable[..., Reading]) -> Iterator[Remark]:
    """Yield of which words another form was read."""
    found = {word: (of, number) for of, trace in enumerate(traces) for number, word in enumerate(trace.inflected)}
    told = list(found.values())[:FORMS_TOLD]
    for first in range(0, len(told), AT_ONCE):
        fields: dict[str, Reading] = {}
        for name, (of, number) in zip("ab", told[first : first + AT_ONCE], strict=False):
            fields |= {f"word_{name}": value("inflected", number, of=of), f"form_{name}": value("inflected_read", number, of=of)}
        said = ", ".join(f"“{{word_{name}:short}}” is read as “{{form_{name}:short}}”" for name in "ab"[: len(fields) // 2])
        others = ", and others so" if first + AT_ONCE >= len(told) < len(found) else ""
        yield f"{said}{others}: a form that is known.", fields
