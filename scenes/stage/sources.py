"""What a film shows: the trace of a job, saved or computed now, if it is of the kind that the film tells of."""

from typing import TYPE_CHECKING

from model.errors import FileError, UsageError
from model.trace import Trace
from scenes.stage import catalogue
from scenes.stage.jobs import RenderJob

if TYPE_CHECKING:
    from scenes.telling.scene import TraceScene

__all__ = ["strangers", "trace_of"]

DOES = {"reader": "reads and judges", "translation": "translates"}
"""What a model does, by the kind of its traces."""


def trace_of(job: RenderJob, story: "type[TraceScene]") -> Trace:
    """Return the trace of a job; raises :class:`~model.errors.UnrolledError` if there is none, or if it is of another kind."""
    if job.trace is not None:
        trace = Trace.load(job.trace)
        _check_kind(job, story, trace.kind, f"{job.trace} is of one")
        return trace
    from model import zoo  # here, so that filming a saved trace loads no model

    name, text = job.model or story.model, _text(job)
    network = zoo.load(name)
    _check_kind(job, story, network.kind, f"{name} is one")
    if text is not None or name == story.model:
        return network.run(story.text if text is None else text)
    try:
        return network.run(story.text)
    except UsageError:
        raise UsageError(f"{name} cannot read {job.scene}'s own sentence: give it one with --text.") from None


def _text(job: RenderJob) -> str | None:
    """Return the text that was given, if there is one; where lines end in a file means nothing."""
    if job.text_file is None:
        return job.text
    try:
        return " ".join(job.text_file.read_text(encoding="utf-8-sig").split())
    except OSError as error:
        raise FileError(f"The text {job.text_file} cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise FileError(f"{job.text_file} is no text in UTF-8.") from error


def _check_kind(job: RenderJob, story: "type[TraceScene]", kind: str, given: str) -> None:
    wanted = story.trace_type.kind
    if kind == wanted:
        return
    films = [each.name for each in catalogue.stories() if catalogue.load(each.name).trace_type.kind == kind]
    raise UsageError(
        f"{job.scene} shows a model that {DOES.get(wanted, wanted)}, such as {story.model}; "
        f"{given} that {DOES.get(kind, kind)}: film it with {' or '.join(films) or 'another film'}."
    )


def strangers(job: RenderJob, story: "type[TraceScene]", trace: Trace) -> tuple[str, ...]:
    """Return the words of a job's trace that its model does not know, each with near matches if the model is at hand."""
    unknown: tuple[str, ...] = trace.lookup("unknown")
    if not unknown or job.trace is not None:
        return unknown
    from model import zoo

    return zoo.load(job.model or story.model).vocabulary.introduce(unknown)
