"""What a film shows: the trace of a job, saved or computed now, if it is of the kind that the film tells of."""

from typing import TYPE_CHECKING, NamedTuple

from model.errors import FileError, UsageError
from model.trace import TRACES, Trace
from scenes.stage import catalogue
from scenes.stage.jobs import RenderJob

if TYPE_CHECKING:
    from scenes.telling.scene import TraceScene

__all__ = ["Source", "source_of"]


class Source(NamedTuple):
    """A trace, and the words that its model does not know, each with near matches if the model is at hand."""

    trace: Trace
    unknown: tuple[str, ...]


def source_of(job: RenderJob, story: "type[TraceScene]") -> Source:
    """Return what a job films; raises :class:`~model.errors.UnrolledError` if there is no trace, or one of another kind."""
    if job.trace is not None:
        trace = Trace.load(job.trace)
        _check_kind(job, story, trace.kind, f"{job.trace} is of one")
        return Source(trace, trace.lookup("unknown"))
    from model import zoo  # here, so that filming a saved trace loads no model

    own, text = getattr(story, "model", None), _text(job)
    name = job.model or own
    if name is None:
        raise UsageError(f"{job.scene} has no model of its own: give it one with --model, or a trace with --trace.")
    network = zoo.load(name)
    _check_kind(job, story, network.kind, f"{name} is one")
    given = _own_text(job, story) if text is None else text
    try:
        trace = network.run(given)
    except UsageError:
        if text is not None or name == own:
            raise
        raise UsageError(f"{name} cannot read {job.scene}'s own sentence: give it one with --text.") from None
    return Source(trace, network.vocabulary.introduce(trace.lookup("unknown")))


def _own_text(job: RenderJob, story: "type[TraceScene]") -> str:
    text: str | None = getattr(story, "text", None)
    if text is None:
        raise UsageError(f"{job.scene} has no sentence of its own: give it one with --text.")
    return text


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
    wanted = story.trace_type
    if kind == wanted.kind:
        return
    model = getattr(story, "model", None)
    such = f", such as {model}" if model else ""
    films = " or ".join(catalogue.telling(kind)) or "another film"
    raise UsageError(
        f"{job.scene} shows a model that {wanted.does}{such}; {given} that {TRACES[kind].does}: film it with {films}."
    )
