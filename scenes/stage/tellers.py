"""What `list` shows: which films can tell a trace, and why the others cannot; and the words that a model knows."""

from pathlib import Path
from typing import Any, NamedTuple

from model.errors import UnrolledError, UsageError
from model.trace import Matrix, Trace, opened
from scenes.stage import catalogue
from scenes.stage.catalogue import Story

__all__ = ["Teller", "tellers", "words"]


class Teller(NamedTuple):
    """A film, and in a sentence why it cannot tell a trace; empty if it can."""

    story: Story
    reason: str


def tellers(path: Path | None, **about: Any) -> tuple[Teller, ...]:
    """Return every film of ours with what it says of the trace in a file; without a file all of them, and none is imported.

    ``about`` is what a :class:`~model.trace.Matrix` says. Raises :class:`~model.errors.UnrolledError` if the file has no trace.
    """
    if path is None:
        if any(about.values()):
            raise UsageError("--source-words, --target-words and --unnormalized are of a matrix in a file: name that with --for.")
        return tuple(Teller(story, "") for story in catalogue.stories())
    from scenes.mobjects import fonts  # here and below, because they import manim

    trace = opened(path, Matrix(**about))
    fonts.prepare()
    return tuple(Teller(story, _reason(story, trace)) for story in catalogue.stories())


def words(model: str, path: Path | None, **about: Any) -> tuple[str, ...]:
    """Return the words that a model knows, bundled or in a file, in alphabetical order; nothing may be said of a trace then.

    Raises :class:`~model.errors.UnrolledError` if the model is missing or broken, or if something is said.
    """
    from model import zoo

    if path is not None or any(about.values()):
        raise UsageError("--words is of a model: leave --for, and what is said of a matrix, out.")
    return zoo.load(model).vocabulary.alphabet


def _reason(story: Story, trace: Trace) -> str:
    from scenes.telling.records import Brief

    try:
        catalogue.load(story.name).admit(Brief(trace))
    except UnrolledError as error:
        return str(error)
    return ""
