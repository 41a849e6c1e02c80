"""What a film shows: the traces of a job, saved or computed now, if they are of the kind that the film tells of."""

from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from model.errors import FileError, UsageError, near_matches
from model.trace import STEPS, ReaderTrace, Study, Trace
from scenes.stage import catalogue
from scenes.stage.jobs import RenderJob

if TYPE_CHECKING:
    from scenes.telling.scene import TraceScene

__all__ = ["strangers", "traces_of"]

DOES = {"reader": "reads and judges", "translation": "translates"}
"""What a model does, by the kind of its traces."""


def traces_of(job: RenderJob, story: "type[TraceScene]") -> tuple[Trace, ...]:
    """Return the traces of a job; raises :class:`~model.errors.UnrolledError` if one is missing, or of another kind."""
    if job.traces:
        return tuple(_loaded(path, job, story) for path in job.traces)
    text = _text(job)
    if issubclass(story.trace_type, Study):
        if story.saved is None or job.models or job.cells or text is not None:
            raise UsageError(f"{job.scene} shows a study, which is in a file: give it one with --trace.")
        return (_loaded(story.saved, job, story),)
    return tuple(_computed(name, text, job, story) for name in _models(job, story))


def _loaded(path: Path, job: RenderJob, story: "type[TraceScene]") -> Trace:
    trace = Trace.load(path)
    _check_kind(job, story, trace.kind, f"{path} is" if trace.kind == Study.kind else f"{path} is of")
    return trace


def _computed(name: str, text: str | None, job: RenderJob, story: "type[TraceScene]") -> Trace:
    from model import zoo  # here, so that filming a saved trace loads no model

    network = zoo.load(name)
    _check_kind(job, story, network.kind, f"{name} is")
    if text is not None or name in _own(story):
        return network.run(story.text if text is None else text)
    try:
        return network.run(story.text)
    except UsageError:
        raise UsageError(f"{name} cannot read {job.scene}'s own sentence: give it one with --text.") from None


def _models(job: RenderJob, story: "type[TraceScene]") -> tuple[str, ...]:
    """Return the names of a job's models, in the order of its traces."""
    return tuple(_model_with(cell, job, story) for cell in job.cells) or job.models or _own(story)


def _own(story: "type[TraceScene]") -> tuple[str, ...]:
    return story.models or (story.model,)


def _model_with(cell: str, job: RenderJob, story: "type[TraceScene]") -> str:
    """Return the name of the bundled reader with this cell; the story's own, if it has it."""
    from model import zoo

    if not issubclass(story.trace_type, ReaderTrace):
        raise UsageError(f"{job.scene} does not show a model that {DOES[ReaderTrace.kind]}: give it --model in place of --cell.")
    if cell not in STEPS:
        raise UsageError(f"There is no cell {cell!r}{near_matches(cell, STEPS)}; there is {', '.join(STEPS)}.")
    for name in dict.fromkeys((*_own(story), *zoo.names())):
        network: Any = zoo.load(name)
        if network.kind == ReaderTrace.kind and network.cell.kind == cell:
            return name
    raise UsageError(
        f"No bundled model reads with the cell {cell!r}: make one with `train reviews --cell {cell} -o {cell}.safetensors` "
        f"and film it with --model {cell}.safetensors."
    )


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
    shows = "a study" if wanted == Study.kind else f"a model that {DOES.get(wanted, wanted)}, such as {story.model}"
    one = "a study" if kind == Study.kind else f"one that {DOES.get(kind, kind)}"
    raise UsageError(f"{job.scene} shows {shows}; {given} {one}: film it with {' or '.join(films) or 'another film'}.")


def strangers(job: RenderJob, story: "type[TraceScene]", traces: Sequence[Trace]) -> tuple[str, ...]:
    """Return the words of a job's traces that a model does not know, each with near matches if the model is at hand."""
    unknown = [trace.lookup("unknown") for trace in traces]
    if not any(unknown) or job.traces:
        return tuple(dict.fromkeys(chain(*unknown)))
    from model import zoo

    known = (zoo.load(name).vocabulary.introduce(words) for name, words in zip(_models(job, story), unknown, strict=True))
    return tuple(dict.fromkeys(chain(*known)))
