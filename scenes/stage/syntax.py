"""What the source of a film says of it: read, never run, so that it takes no time, and a broken film breaks nothing else."""

import ast
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

__all__ = ["stated", "summary", "told_kinds"]


class Found(NamedTuple):
    """Something in a source: in which file it stands, for names mean something there only."""

    path: Path
    node: ast.AST


def summary(path: Path) -> str:
    """Return the first line of a file's docstring, or what is wrong with its syntax, in brackets."""
    try:
        docstring = ast.get_docstring(_tree(path)) or ""
    except SyntaxError as error:
        return f"({_place(error)}{error.msg})"
    return docstring.partition("\n")[0]


def told_kinds(path: Path) -> tuple[str, ...]:
    """Return the kinds of traces that the film in a file tells, as their headers name them; none if the source does not say."""
    try:
        if film := _film(path):
            types = _attribute(film, "trace_type"), *_members(_attribute(film, "also"))
            kinds = [_attribute(_resolved(each), "kind") for each in types if each]
            return tuple(str(ast.literal_eval(kind.node)) for kind in kinds if kind)
    except (SyntaxError, ValueError, OSError):
        pass
    return ()


def stated(path: Path, name: str) -> Any:
    """Return what the film in a file says of itself under a name; None if its source does not say, or computes it."""
    try:
        said = _attribute(_film(path), name)
        return ast.literal_eval(said.node) if said else None
    except (SyntaxError, ValueError, OSError):
        return None


def _film(path: Path) -> Found | None:
    """Return the first class in a file that says what it tells."""
    classes = (Found(path, node) for node in _tree(path).body if isinstance(node, ast.ClassDef))
    return next((each for each in classes if _attribute(each, "trace_type")), None)


def _members(found: Found | None) -> list[Found]:
    """Return what stands in a tuple."""
    return [Found(found.path, each) for each in found.node.elts] if found and isinstance(found.node, ast.Tuple) else []


def _place(error: SyntaxError) -> str:
    return f"line {error.lineno}: " if error.lineno else ""


@lru_cache
def _tree(path: Path) -> ast.Module:
    try:
        return ast.parse(path.read_bytes(), str(path))
    except ValueError as error:  # a file with null bytes
        raise SyntaxError(str(error)) from error
    except (MemoryError, RecursionError) as error:  # so the parser says it
        raise SyntaxError("nested too deeply") from error


def _attribute(found: Found | None, name: str) -> Found | None:
    """Return the value that a class, or one that it inherits from, gives to an attribute."""
    if found is None or not isinstance(found.node, ast.ClassDef):
        return None
    for target, value in (pair for node in found.node.body for pair in _assigned(node)):
        if isinstance(target, ast.Name) and target.id == name:
            return Found(found.path, value)
    bases = (_attribute(_resolved(Found(found.path, base)), name) for base in found.node.bases)
    return next(filter(None, bases), None)


def _assigned(node: ast.stmt) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Yield what a statement assigns to what, of tuples each member."""
    if isinstance(node, ast.AnnAssign) and node.value:
        yield node.target, node.value
    elif isinstance(node, ast.Assign):
        for target in node.targets:
            if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                yield from zip(target.elts, node.value.elts, strict=False)
            else:
                yield target, node.value


def _resolved(found: Found) -> Found | None:
    """Return the class that a name means."""
    return _class(found.path, found.node.id) if isinstance(found.node, ast.Name) else None


def _class(path: Path, name: str) -> Found | None:
    """Return the class of that name in a file: defined there, or imported."""
    for node in _tree(path).body:
        if isinstance(node, ast.ClassDef) and node.name == name:
            return Found(path, node)
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            original = next((alias.name for alias in node.names if (alias.asname or alias.name) == name), None)
            spec = find_spec(node.module) if original else None
            if original and spec and spec.origin:
                return _class(Path(spec.origin), original)
    return None
