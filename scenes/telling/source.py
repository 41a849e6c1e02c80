"""What an end card says of where the numbers come from: the model that computed them, or how they were measured."""

from collections.abc import Callable, Sequence
from dataclasses import fields
from functools import partial
from string import Formatter

from model.trace import Arithmetic, Given, Measurement, Provenance, Source, Trace
from scenes.mobjects.reading import Phrase, Reading, joined, phrase

__all__ = ["origin_of"]

MANY = 3
"""So many models that were judged alike are told of in rows, not one after the other; with more traces words are few."""
TERSE = {
    "measured": ("{command} · {date}, {machine}", ("command",)),
    "judged": ("{model}: {score_name} {score:3} of {score_count:0} · {fingerprint}", ()),
    "rows": ("{model}: scores {score:3} of {score_count:0} · {fingerprint}", ("model", "score", "fingerprint")),
    "untrained": ("{model}: {fingerprint}", ("fingerprint",)),
}
"""What is said of a source where there is little room, with the entries that are listed of several that are told of together."""


def _lines(source: Source, value: Callable[[str], Reading]) -> list[Phrase]:
    """Return what is said of a source that is no model, in parts; ``value`` reads what has a key in the source's trace."""
    names = [field.name for field in fields(source) if isinstance(getattr(source, field.name), str | int | float)]
    entries = {name: value(f"provenance.{name}") for name in names}
    return [phrase(template, **entries) for template in _templates(source)]


def origin_of(
    traces: Sequence[Trace], value: Callable[..., Reading], weakened: Phrase | None = None, *, brief: bool = False
) -> Phrase:
    """Return the one line that says where a film's numbers come from, and what weakens them: words that a model does not know.

    ``value`` reads what has a key in a trace, by default the first. What else weakens the result is said in ``weakened``. Of
    several studies beside models, how each is made again and when they were is said in ``brief``, without the machine.
    """
    said = [_origin(trace.provenance, partial(value, of=of)) for of, trace in enumerate(traces)]
    if {isinstance(trace.provenance, Measurement) for trace in traces} == {True, False}:
        said = _gathered(traces, value, brief)
    parts = list({each.text: each for each in said}.values())
    if traces[0].unknown:
        words = "" if len(traces) > MANY else " word{unknown:s}"
        parts.insert(0, phrase(f"{{unknown:0}} unknown{words}", unknown=value("unknown_count")))
    return joined(" · ", *([weakened] if weakened else []), *parts)


def _origin(source: Source, value: Callable[[str], Reading]) -> Phrase:
    if not isinstance(source, Provenance):
        return joined(" · ", *_lines(source, value))
    names = ("model", "task", "score_name", "score", "score_count", "fingerprint", "notes")
    who = "{task}" if source.task.startswith(source.model) else "{model}: {task}" if source.task.strip() else "{model}"
    notes = " · {notes}" if source.notes.strip() else ""
    said = f"{who} · {{score_name}} {{score:3}} of {{score_count:0}} · {{fingerprint}}{notes}"
    return phrase(said, **{name: value(f"provenance.{name}") for name in names if f"{{{name}" in said})


def _gathered(traces: Sequence[Trace], value: Callable[..., Reading], brief: bool) -> list[Phrase]:
    """Return as much of where numbers come from as there is room for where some were computed and others measured.

    What was measured by one machine is told together, and so are models that were judged alike, and those that were not judged.
    """
    found: dict[tuple[str, ...], dict[Source, int]] = {}
    for of, trace in enumerate(traces):
        found.setdefault(_alike(trace.provenance), {}).setdefault(trace.provenance, of)
    said = []
    for (kind, *_), members in found.items():
        if kind not in TERSE:
            said += [_origin(source, partial(value, of=of)) for source, of in members.items()]
        elif brief and kind == "measured" and len(members) > 1 and (again := _again(members, value)) is not None:
            said.append(again)
        elif kind == "judged" and len(members) < MANY:
            said += [_together(*TERSE[kind], [of], value) for of in members.values()]
        else:
            says, listed = TERSE["rows" if kind == "judged" else kind]
            days = {source.date for source in members if isinstance(source, Measurement)}
            said.append(_together(says, (*listed, "date") if len(days) > 1 else listed, [*members.values()], value))
    return said


def _together(says: str, listed: Sequence[str], members: Sequence[int], value: Callable[..., Reading]) -> Phrase:
    """Return what is said of the sources of some traces, by their numbers: ``listed`` entries of all, others of the first."""
    template, fields = "", dict[str, Reading]()
    for literal, name, digits, _ in Formatter().parse(says):
        own = {f"{name}{of}": value(f"provenance.{name}", of=of) for of in (members if name in listed else members[:1])}
        template += literal + ", ".join(f"{{{each}:{digits}}}" if digits else f"{{{each}}}" for each in own)
        fields |= own
    return phrase(template, **fields)


def _again(members: dict[Source, int], value: Callable[..., Reading]) -> Phrase | None:
    """Return the command that makes several studies again, and their dates; None if theirs differ in more than the study."""
    (first, of), *others = ((source, of) for source, of in members.items() if isinstance(source, Measurement))
    begins = first.command.removesuffix(first.study)
    if any(source.command != begins + source.study for source, _ in ((first, of), *others)):
        return None
    fields = {"command": value("provenance.command", of=of)}
    fields |= {f"study{of}": value("provenance.study", of=of) for _, of in others}
    days = {source.date: of for source, of in members.items() if isinstance(source, Measurement)}
    dates = {f"date{of}": value("provenance.date", of=of) for of in days.values()}
    says = " ".join(f"{{{name}}}" for name in fields) + " · " + ", ".join(f"{{{name}}}" for name in dates)
    return phrase(says, **fields, **dates)


def _alike(source: Source) -> tuple[str, ...]:
    """Return what is equal of sources that are told of together: first, how they are told of."""
    if isinstance(source, Measurement):
        return "measured", source.machine
    if isinstance(source, Provenance):
        return ("judged", source.score_name, str(source.score_count)) if source.score_count else ("untrained", source.model)
    return "otherwise", source.title


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
