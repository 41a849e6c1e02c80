"""What an end card says of where the numbers come from: the model that computed them, or how they were measured."""

from collections.abc import Callable, Sequence
from dataclasses import fields
from functools import partial
from string import Formatter

from model.trace import Arithmetic, Given, Measurement, Provenance, Source, Trace
from scenes.mobjects.reading import Phrase, Reading, joined, phrase

__all__ = ["origin_of"]


def _lines(source: Source, value: Callable[[str], Reading]) -> list[Phrase]:
    """Return what is said of a source that is no model, in parts; ``value`` reads what has a key in the source's trace."""
    names = [field.name for field in fields(source) if isinstance(getattr(source, field.name), str | int | float)]
    entries = {name: value(f"provenance.{name}") for name in names}
    return [phrase(template, **entries) for template in _templates(source)]


def origin_of(traces: Sequence[Trace], value: Callable[..., Reading], weakened: Phrase | None = None) -> Phrase:
    """Return the one line that says where a film's numbers come from, and what weakens them: words that a model does not know.

    ``value`` reads what has a key in a trace, by default the first. What else weakens the result is said in ``weakened``.
    """
    several = {isinstance(trace.provenance, Measurement) for trace in traces} == {True, False}
    said = [(_terse if several else _origin)(trace.provenance, partial(value, of=of)) for of, trace in enumerate(traces)]
    parts = list({each.text: each for each in said}.values())
    if traces[0].unknown:
        parts.insert(0, phrase("{unknown:0} unknown word{unknown:s}", unknown=value("unknown_count")))
    return joined(" · ", *([weakened] if weakened else []), *parts)


def _origin(source: Source, value: Callable[[str], Reading]) -> Phrase:
    if not isinstance(source, Provenance):
        return joined(" · ", *_lines(source, value))
    names = ("model", "task", "score_name", "score", "score_count", "fingerprint", "notes")
    who = "{task}" if source.task.startswith(source.model) else "{model}: {task}" if source.task.strip() else "{model}"
    notes = " · {notes}" if source.notes.strip() else ""
    said = f"{who} · {{score_name}} {{score:3}} of {{score_count:0}} · {{fingerprint}}{notes}"
    return phrase(said, **{name: value(f"provenance.{name}") for name in names if f"{{{name}" in said})


def _terse(source: Source, value: Callable[[str], Reading]) -> Phrase:
    """Return as much of where numbers come from as there is room for where some were computed and others measured."""
    if isinstance(source, Measurement):
        said = "{command} · {date}, {machine}"
    elif isinstance(source, Provenance):
        said = "{model}: {score_name} {score:3} of {score_count:0} · {fingerprint}"
    else:
        return _origin(source, value)
    names = [name for _, name, *_ in Formatter().parse(said) if name]
    return phrase(said, **{name: value(f"provenance.{name}") for name in names})


def _templates(source: Source) -> list[str]:
    notes = " · {notes}" if getattr(source, "notes", "").strip() else ""
    if isinstance(source, Arithmetic):
        return ["{what}"]
    if isinstance(source, Given):
        return [f"{source.says}: {{origin}}, fingerprint {{fingerprint}}", *(["{notes}"] if source.notes else [])]
    if isinstance(source, Measurement):
        on = " · each on {examples:0} held-out example{examples:s}" if source.examples else ""
        return ["{measured}" + on, "{command}", "{date} · {machine} · {versions}" + notes]
    model = "model {model}: {score_name} {score:3} on {score_count:0} example{score_count:s}"
    task = ["{task}"] if getattr(source, "task", "").strip() else []
    return [*task, model, "weights {fingerprint}, seed {seed:0}" + notes]
