"""What an end card says of where the numbers come from: the model that computed them, or how they were measured."""

from collections.abc import Callable, Sequence
from dataclasses import fields

from model.trace import Given, Measurement, Source
from scenes.mobjects.reading import Phrase, Reading, phrase

__all__ = ["source_caption", "source_lines"]


def source_caption(sources: Sequence[Source]) -> str:
    """Return the caption under the end card of a film with these sources."""
    if isinstance(sources[0], Measurement):
        return "Every number was measured as told here."
    if isinstance(sources[0], Given):
        return f"Every weight was {sources[0].says}."
    return f"Every number was computed by the {'model' if len(sources) == 1 else 'models'} named here."


def source_lines(source: Source, value: Callable[[str], Reading]) -> list[Phrase]:
    """Return the lines of the end card; ``value`` reads what has a key in the source's trace."""
    names = [field.name for field in fields(source) if isinstance(getattr(source, field.name), str | int | float)]
    entries = {name: value(f"provenance.{name}") for name in names}
    return [phrase(template, **entries) for template in _templates(source)]


def _templates(source: Source) -> list[str]:
    notes = " · {notes}" if getattr(source, "notes", "").strip() else ""
    if isinstance(source, Given):
        return [f"{source.says}: {{origin}}, fingerprint {{fingerprint}}", *(["{notes}"] if source.notes else [])]
    if isinstance(source, Measurement):
        on = " · each on {examples:0} held-out example{examples:s}" if source.examples else ""
        return ["{measured}" + on, "{command}", "{date} · {machine} · {versions}" + notes]
    model = "model {model}: {score_name} {score:3} on {score_count:0} example{score_count:s}"
    task = ["{task}"] if getattr(source, "task", "").strip() else []
    return [*task, model, "weights {fingerprint}, seed {seed:0}" + notes]
