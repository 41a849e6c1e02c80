"""Which films there are: every file in ``scenes/`` is one, found by its name and told by its first docstring line."""

import ast
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from model.errors import RenderError, UsageError, near_matches

if TYPE_CHECKING:
    from scenes.telling.scene import TraceScene

__all__ = ["Story", "find", "load", "stories"]

FOLDER = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Story:
    """A film that can be rendered: its name, and what it shows in one line."""

    name: str
    summary: str

    @property
    def stem(self) -> str:
        """What its files are called, without suffix."""
        return self.name


@cache
def stories() -> tuple[Story, ...]:
    """Return every film, by name. Files are read, not imported: nothing here waits for manim."""
    files = sorted(path for path in FOLDER.glob("*.py") if not path.stem.startswith("_"))
    return tuple(Story(path.stem, _summary(path)) for path in files)


def _summary(path: Path) -> str:
    try:
        docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    except SyntaxError as error:
        return f"(line {error.lineno}: {error.msg})"
    return docstring.partition("\n")[0]


def find(name: str) -> Story:
    """Return the film called ``name``; raises :class:`UsageError` that names near matches."""
    for story in stories():
        if story.name == name:
            return story
    names = [story.name for story in stories()]
    raise UsageError(f"There is no film {name!r}{near_matches(name, names)}; `list` shows all of them.")


def load(name: str) -> "type[TraceScene]":
    """Import a film and return its class: the one TraceScene that its file defines.

    Raises :class:`RenderError` if its file, or what that imports, is no Python that can be run.
    """
    from scenes.telling.scene import TraceScene  # here, because it imports manim

    story = find(name)
    try:
        module = import_module(f"scenes.{story.name}")
    except Exception as error:  # whatever its author has left there
        raise RenderError(f"The film {name} cannot be loaded ({type(error).__name__}: {error}).") from error
    own = [each for each in vars(module).values() if isinstance(each, type) and each.__module__ == module.__name__]
    return next(each for each in own if issubclass(each, TraceScene))
