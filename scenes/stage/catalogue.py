"""Which films there are: every file in ``scenes/`` is one, found by its name, and so is a file of a user's own, by its path."""

import re
import sys
from dataclasses import dataclass
from functools import cache
from importlib import import_module, invalidate_caches
from importlib.util import find_spec
from pathlib import Path
from traceback import extract_tb
from types import ModuleType
from typing import TYPE_CHECKING

from model.errors import RenderError, UsageError, among, brief, clipped, named, near_matches, there_are
from model.files import require_file
from scenes.stage import syntax
from scenes.stage.endings import Told

if TYPE_CHECKING:
    from scenes.telling.scene import TraceScene

__all__ = ["Story", "fault", "find", "is_own", "load", "source", "stories", "telling", "telling_alone"]

FOLDER = Path(__file__).parent.parent
PACKAGE = __name__.removesuffix(".stage.catalogue")
LONGEST = 140
"""So many letters are quoted of what an error says that a film's author left there."""

OWN = re.compile(r"(.+\.py)(?::(\w+))?")
"""A file of a user's own, and the class of the film in it, which may be left out if there is only one."""


@dataclass(frozen=True, slots=True)
class Story:
    """A film that can be rendered: its name (``lstm_gates``, ``my.py:MyFilm``), and what it shows in one line."""

    name: str
    summary: str

    @property
    def stem(self) -> str:
        """What its files are called, without suffix."""
        own = OWN.fullmatch(self.name)
        return (own[2] or Path(own[1]).stem) if own else self.name


@cache
def stories() -> tuple[Story, ...]:
    """Return every film of ours, by name. Files are read, not imported: nothing here waits for manim."""
    files = sorted(path for path in FOLDER.glob("*.py") if not path.stem.startswith("_"))
    return tuple(Story(path.stem, syntax.summary(path)) for path in files)


def find(name: str) -> Story:
    """Return the film called ``name``; raises :class:`UsageError` that names near matches, or the file that is not there."""
    own = OWN.fullmatch(name)
    if own is not None:
        path = Path(own[1])
        require_file(path, "file", UsageError)
        if path.resolve().parent == FOLDER.resolve():
            return find(path.stem)
        return Story(name, syntax.summary(path))
    for story in stories():
        if story.name == name:
            return story
    names = [story.name for story in stories()]
    raise UsageError(f"There is no film {brief(name)}{near_matches(name, names)}; `list` shows all of them.")


def is_own(name: str) -> bool:
    """Tell whether a film is a user's own, in a file that is on this machine only."""
    return OWN.fullmatch(name) is not None


def source(name: str) -> Path:
    """Return the file of a film."""
    own = OWN.fullmatch(name)
    return Path(own[1]) if own else FOLDER / f"{name}.py"


def telling(kind: str) -> list[str]:
    """Return the names of our films that tell a kind of trace, as their sources say: one that is broken is no obstacle."""
    return [story.name for story in stories() if kind in syntax.told_kinds(source(story.name))]


def telling_alone(kind: str, cell: str) -> list[str]:
    """Return the names of our films that tell one trace of a kind and a ``cell`` alone, as :func:`telling` does; else of all."""
    names = telling(kind)
    said = {name: [syntax.stated(source(name), each) for each in ("traces", "cell_kinds")] for name in names}
    return [name for name, (traces, kinds) in said.items() if traces == 1 and (kinds == () or cell in (kinds or ()))] or names


def load(name: str) -> "type[TraceScene]":
    """Import a film and return its class.

    Raises :class:`UsageError` if its file has no such film, or several and none is named, and :class:`RenderError` if the file,
    or what that imports, is no Python that can be run.
    """
    from scenes.telling.scene import TraceScene  # here, because it imports manim

    story = find(name)
    path = source(story.name)
    module = _imported(story.name, path)
    own = [each for each in vars(module).values() if isinstance(each, type) and each.__module__ == module.__name__]
    tellers = [each for each in own if issubclass(each, TraceScene)]
    films = {each.__name__: each for each in tellers if not any(each in other.__bases__ for other in tellers)}
    return _complete(name, films[_chosen(story.name, path, list(films))])


def _imported(name: str, path: Path) -> ModuleType:
    module = _own_module(path) if is_own(name) else f"{PACKAGE}.{name}"
    try:
        return import_module(module)
    except (KeyboardInterrupt, Told):
        raise
    except BaseException as error:  # whatever its author has left there
        raise RenderError(f"The film {clipped(name, 60)} cannot be loaded ({fault(name, error)}).") from error


def _own_module(path: Path) -> str:
    """Let Python find a file of a user's own, and what it imports from beside it; return the name of the module.

    It is imported by its name, as it would be by a program beside it, so that other processes can unpickle what it defines.
    """
    folder = str(path.resolve().parent)
    if folder not in sys.path:
        sys.path.append(folder)
    invalidate_caches()
    try:
        spec = None if "." in path.stem else find_spec(path.stem)
    except ValueError:  # the module that runs as a program
        spec = None
    if spec is None or spec.origin is None or Path(spec.origin).resolve() != path.resolve():
        raise UsageError(f"{named(path)} has a name that another module has, or none can have: call it something else.")
    return path.stem


def fault(name: str, error: BaseException) -> str:
    """Return what went wrong in a film: the kind of error, its message, and the line of the film's file."""
    line = _line(error, source(name))
    told = ": ".join(filter(None, (clipped(type(error).__name__), clipped(" ".join(_said(error).split()), LONGEST))))
    return f"{told}, line {line}" if line else told


def _said(error: BaseException) -> str:
    """Return the message of an error; none where that is an error itself."""
    try:
        return str(error.msg if isinstance(error, SyntaxError) else error)
    except Exception:
        return ""


def _line(error: BaseException, path: Path) -> int | None:
    if isinstance(error, SyntaxError) and error.filename and Path(error.filename).resolve() == path.resolve():
        return error.lineno
    frames = [frame.lineno for frame in extract_tb(error.__traceback__) if Path(frame.filename).resolve() == path.resolve()]
    return frames[-1] if frames else None


def _chosen(name: str, path: Path, films: list[str]) -> str:
    """Return which of a file's films is meant."""
    own = OWN.fullmatch(name)
    wanted = own[2] if own else None
    if not films:
        raise UsageError(
            f"There is no film in {named(path)}: none of its classes inherits from ReaderFilm, TranslationFilm or TraceScene."
        )
    if wanted and wanted not in films:
        raise UsageError(f"There is no film {clipped(wanted)} in {clipped(str(path), 80)}; {there_are(tuple(films), 100)}.")
    if len(films) > 1 and not wanted:
        short, one = clipped(str(path), 80), clipped(films[0], 30)
        raise UsageError(f"There are several films in {short}, {among(films, room=50)}: name one, as {short}:{one}.")
    return wanted or films[0]


def _complete(name: str, film: "type[TraceScene]") -> "type[TraceScene]":
    """Return a film if it says what every film must."""
    missing = [each for each in ("title", "trace_type") if not hasattr(film, each)]
    if missing:
        raise UsageError(f"The film {named(name)} does not say its {' and its '.join(missing)}.")
    return film
