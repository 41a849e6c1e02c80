"""What films say of words that a model does not know: which these are, which were read as another form, which are copied."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

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
    if strangers:
        said = "is hatched: it is" if len({word for _, word in strangers}) == 1 else "and others are hatched:"
        whom = "the model" if len(traces) == 1 else "a model"
        yield f"“{{word:short}}” {said} unknown to {whom}.", {"word": value("unknown", 0, of=strangers[0][0])}
    for of, trace in enumerate(traces):
        yield from _copied(trace, lambda *where, of=of: value(*where, of=of))
    yield from _inflected(traces, value)


def _copied(trace: Any, value: Callable[..., Reading]) -> Iterator[Remark]:
    """Yield that words will be copied, with the first of them."""
    copied = [step for step, each in enumerate(getattr(trace, "copied", ())) if each]
    if copied:
        source = int(trace.weights[copied[0]].argmax())
        several = len({trace.written_tokens[step] for step in copied}) > 1
        said = " and others will be copied: to where they are" if several else " will be copied: to where it is"
        yield f"“{{word:short}}”{said} looked at most.", {"word": value("source_tokens", source)}


def _inflected(traces: Sequence[Trace], value: Callable[..., Reading]) -> Iterator[Remark]:
    """Yield of which words another form was read."""
    found: dict[str, tuple[Reading, Reading]] = {}
    for of, trace in enumerate(traces):
        for word, place in trace.inflected.items():
            typed, form = (value(key, place, of=of) for key in trace.forms)
            found.setdefault(word, (typed, form))
    told = list(found.values())[:FORMS_TOLD]
    for first in range(0, len(told), AT_ONCE):
        pairs = told[first : first + AT_ONCE]
        said = ", ".join(f"“{{word_{number}:short}}” is read as “{{form_{number}:short}}”" for number in range(len(pairs)))
        fields = {f"word_{number}": typed for number, (typed, _) in enumerate(pairs)}
        fields |= {f"form_{number}": form for number, (_, form) in enumerate(pairs)}
        others = ", and others so" if first + AT_ONCE >= len(told) < len(found) else ""
        yield f"{said}{others}: a form that is known.", fields
