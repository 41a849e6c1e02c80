"""What a film shows: the traces of a job, saved or computed now, if they are of the kind that the film tells of."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any, NamedTuple

from model.errors import FileError, UsageError, brief, counted, named, near_matches, there_are
from model.texts import decoded
from model.trace import FORMS, STEPS, TRACES, Matrix, ReaderTrace, Study, Trace, opened
from scenes.mobjects.fonts import require_letters
from scenes.stage import catalogue
from scenes.stage.jobs import RenderJob
from scenes.stage.training import heard

if TYPE_CHECKING:
    from scenes.telling.scene import TraceScene

__all__ = ["Sources", "is_saved", "require_count", "sources_in", "sources_of", "text_of"]

LONGEST, FEW = 100_000, 3
"""So many bytes are read of a text: no film has room for a hundredth of it; and so many films are named."""

Load = Callable[[str], Any]
"""Reads the weights of a model, by its name or file, once."""


class Sources(NamedTuple):
    """The traces of a job, and the words in them that a model does not know, each with near matches if the model is at hand.

    ``left_out`` is what of the text, such as emoji, is in none of its words. ``studies`` were given to be shown beside.
    """

    traces: tuple[Trace, ...]
    unknown: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    studies: tuple[Study, ...] = ()


def sources_of(job: RenderJob, story: "type[TraceScene]") -> Sources:
    """Return what a job films; raises :class:`~model.errors.UnrolledError` if a trace is missing, or of another kind."""
    for name in job.asked:
        if name not in story.takes:
            raise UsageError(f"{named(job.scene)} takes no --{name}: leave it out.")
    given = [_loaded(path, job, story) for path in job.traces]
    studies = tuple(each for each in given if story.studies and isinstance(each, Study))
    if told := [each for each in given if not (story.studies and isinstance(each, Study))]:
        return _saved(told)._replace(studies=studies)
    text = text_of(job)
    with heard() as progress:
        made = story.made(job.asked, progress)
    if made:
        if job.models or job.cells or text is not None:
            raise UsageError(f"{named(job.scene)} shows what is made for it: leave --text, --model and --cell out.")
        return _saved(made)._replace(studies=studies)
    if issubclass(story.trace_type, Study):
        if story.saved is None or job.models or job.cells or text is not None:
            raise UsageError(f"{named(job.scene)} shows a study, which is in a file: give it one with --trace.")
        return _saved([_loaded(story.saved, job, story)])
    from model import zoo  # here, so that filming a saved trace loads no model

    load = cache(zoo.load)
    traces, unknown, left_out = zip(*(_computed(name, text, job, story, load) for name in _models(job, story, load)), strict=True)
    return Sources(traces, _each_once(unknown), _each_once(left_out), studies)


def require_count(job: RenderJob, story: "type[TraceScene]") -> None:
    """Raise :class:`UsageError` if there are models, or cells, but not as many as a film tells of."""
    given, least, most = len(job.models or job.cells), story.traces, story.traces + story.companions
    if given and not least <= given <= most:
        wanted = counted(most, "model") if least == most else f"{least} to {counted(most, 'model')}"
        each = "give --model (or --cell) once for each" if most > 1 else "give --model (or --cell) once"
        raise UsageError(f"{named(job.scene)} tells of {wanted}, not of {given}: {each}.")


def is_saved(name: str) -> bool:
    """Tell whether a name is that of a file with numbers, by its end, and not that of a model."""
    return Path(name).suffix.lower() in FORMS


def sources_in(name: str, text: str | None, needs: Sequence[str] = (), **about: Any) -> Sources:
    """Return what is in a file, or what a model computes of a text; ``about`` is what a :class:`~model.trace.Matrix` says.

    ``needs`` names arrays that a model computes only where they are asked for.
    Raises :class:`~model.errors.UnrolledError` if the model or the file is missing or broken, or needs more, or less, than this.
    """
    matrix = Matrix(**about)
    if is_saved(name):
        if text is not None:
            raise UsageError(f"{named(name)} holds its own words: leave --text out.")
        if needs:
            raise UsageError(f"{named(name)} has what it has: leave --with out.")
        return _saved([opened(Path(name), matrix)])
    if text is None or any(matrix):
        raise UsageError("A model needs a text to read, and nothing that is said of an attention matrix.")
    from model import zoo  # as above

    network = zoo.load(name)
    trace = network.run_for(text, needs)
    if lacking := [each for each in needs if each not in trace.keys()]:  # noqa: SIM118 (not a mapping)
        others = [each for each in trace.named_arrays(trace.header()) if each not in lacking]
        raise UsageError(f"{named(name)} computes no array {brief(lacking[0])}{near_matches(lacking[0], others)}.")
    words = network.vocabulary
    return Sources((trace,), words.introduce(trace.lookup("unknown")), words.left_out(text, trace.given))


def _saved(traces: Sequence[Trace]) -> Sources:
    return Sources(tuple(traces), _each_once(trace.lookup("unknown") for trace in traces))


def _each_once(words: Iterable[Sequence[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(words)))


def _loaded(path: Path, job: RenderJob, story: "type[TraceScene]") -> Trace:
    trace = opened(path, Matrix(job.source_words, job.target_words, job.unnormalized))
    given = f"{named(path)} is" if trace.thing else f"{named(path)} is of"
    shown = f"list --for {quote(named(path))}"
    _check_kind(job, story, trace, given, shown)
    _check_cell(job, story, getattr(trace, "cell_kind", ""), f"{named(path)} is of {{}} cells", shown)
    require_letters(*trace.shown, of=named(path))
    return trace


def _computed(
    name: str, text: str | None, job: RenderJob, story: "type[TraceScene]", load: Load
) -> tuple[Trace, tuple[str, ...], tuple[str, ...]]:
    """Return what a model computes of a job's text, the words that it does not know, and what is in none of the words."""
    network = load(name)
    _check_kind(job, story, network, f"{named(name)} is", "list")
    _check_cell(job, story, network.cell_kind, f"{named(name)} has {{}} cells", "list")
    given, words = _own_text(job, story) if text is None else text, network.vocabulary
    require_letters(*words.words_in(given))  # before it is said that the model does not know such words
    try:
        trace = story.computed(network, given)
    except UsageError:
        if text is not None or name in story.models_for(job.asked):
            raise
        raise UsageError(f"{named(name)} cannot read {named(job.scene)}'s own sentence: give it one with --text.") from None
    return trace, words.introduce(trace.lookup("unknown")), words.left_out(given, trace.given)


def _own_text(job: RenderJob, story: "type[TraceScene]") -> str:
    text: str | None = getattr(story, "text", None)
    if text is None:
        raise UsageError(f"{named(job.scene)} has no sentence of its own: give it one with --text.")
    return text


def _models(job: RenderJob, story: "type[TraceScene]", load: Load) -> tuple[str, ...]:
    """Return the names of a job's models, in the order of its traces."""
    names = tuple(_model_with(cell, job, story, load) for cell in job.cells) or job.models or story.models_for(job.asked)
    if not names:
        raise UsageError(f"{named(job.scene)} has no model of its own: give it one with --model, or a trace with --trace.")
    return names


def _model_with(cell: str, job: RenderJob, story: "type[TraceScene]", load: Load) -> str:
    """Return the name of the bundled reader with this cell that judges as the story's own do; the own, if it has it."""
    from model import zoo

    if story.trace_type is not ReaderTrace:
        raise UsageError(f"{named(job.scene)} does not show a model that {ReaderTrace.does}: give it --model in place of --cell.")
    if cell not in STEPS:
        raise UsageError(f"There is no cell {brief(cell)}{near_matches(cell, STEPS)}; {there_are(tuple(STEPS))}.")
    own = story.models_for(job.asked)
    labels = {load(name).labels for name in own}
    for name in dict.fromkeys((*own, *zoo.names())):
        network = load(name)
        if network.kind == ReaderTrace.kind and network.cell.kind == cell and network.labels in labels:
            _check_cell(job, story, cell, "--cell asks for {}", "list")
            return name
    made = f"make one with `train reviews --cell {cell} -o {cell}.safetensors` and film it with"
    if cell in (story.cell_kinds or (cell,)):
        raise UsageError(f"No bundled model reads with the cell {cell!r}: {made} --model {cell}.safetensors.")
    shows, other = " or ".join(story.cell_kinds), catalogue.telling_alone(ReaderTrace.kind, cell)[0]
    raise UsageError(
        f"{named(job.scene)} shows {shows} cells; --cell asks for {cell}, and no bundled model reads with that: "
        f"{made} {other} --model {cell}.safetensors."
    )


def text_of(job: RenderJob) -> str | None:
    """Return the text that was given, if there is one; where lines end in a file means nothing."""
    if job.text_file is None:
        return job.text
    try:
        with job.text_file.open("rb") as file:  # a pipe, perhaps
            raw = file.read(LONGEST + 1)
        if len(raw) > LONGEST:
            raise FileError(f"{named(job.text_file)} is no sentence: it has more than {LONGEST} letters.")
    except (OSError, ValueError) as error:  # ValueError: a null byte in its name
        why = error.strerror if isinstance(error, OSError) else "no name has such letters"
        raise FileError(f"The text {named(job.text_file)} cannot be read: {why}.") from error
    if not (words := decoded(raw, job.text_file, "what it says as text").split()):
        raise FileError(f"{named(job.text_file)} is empty: write the sentence into it.")
    return " ".join(words)


def _check_kind(job: RenderJob, story: "type[TraceScene]", told: Any, given: str, shown: str) -> None:
    """Raise :class:`UsageError` if a film does not tell of such a trace or network; what has been ``shown`` knows all that do."""
    wanted, kind = story.trace_type, told.kind
    if kind in (wanted.kind, *(each.kind for each in story.also), *[Study.kind] * bool(story.studies)):
        return
    own = story.models_for(job.asked)
    such = f", such as {own[0]}" if own else ""
    shows = wanted.thing or f"a model that {wanted.does}{such}"
    one = TRACES[kind].thing or f"one that {TRACES[kind].does}"
    raise UsageError(
        f"{named(job.scene)} shows {shows}; {given} {one}: {_instead(job, kind, getattr(told, 'cell_kind', ''), shown)}."
    )


def _check_cell(job: RenderJob, story: "type[TraceScene]", cell: str, given: str, shown: str) -> None:
    """Raise :class:`UsageError` if a film shows cells of other kinds than this one; ``given`` says where that is from."""
    wanted = story.cell_kinds
    if cell and wanted and cell not in wanted:
        instead = _instead(job, story.trace_type.kind, cell, shown)
        raise UsageError(f"{named(job.scene)} shows {' or '.join(wanted)} cells; {given.format(cell)}: {instead}.")


def _instead(job: RenderJob, kind: str, cell: str, shown: str) -> str:
    """Return which other films tell of one trace of a kind with a ``cell``."""
    films = [each for each in catalogue.telling_alone(kind, cell) if each != job.scene]
    more = f" (`{shown}` shows all)" if len(films) > FEW else ""
    return f"film it with {' or '.join(films[:FEW]) or 'another film'}{more}"
