"""Attention as people have it, made a trace: an .npz of three arrays, an .npy and two lists of words, a table with words."""

from pathlib import Path
from typing import Any, NamedTuple
from zipfile import BadZipFile

import numpy as np

from model.calling import page
from model.errors import FileError, TraceError, UsageError, brief, named, near_matches, unusable
from model.files import require_file
from model.texts import text_of
from model.trace import archive
from model.trace.attention import AttentionTrace
from model.trace.base import Trace
from model.trace.matrices import traced

__all__ = ["FORMS", "Matrix", "opened"]

TABLES = (".csv", ".tsv", ".txt")
FORMS = (".npz", ".npy", *TABLES)
"""How the names of files end that can be opened here."""
DEMANDED, LEFT_TO_CHOICE = ("weights", "source", "target"), ("normalized", "notes")
"""The arrays of an .npz that is no trace, and what else may be in it."""
LARGEST = 2**24
"""So many bytes may a file have, unpacked: a matrix that can be filmed has some thousands."""


class Matrix(NamedTuple):
    """What a file does not say of the weights in it: the lists of words of an .npy, and whether rows need not add up to one."""

    source_words: Path | None = None
    target_words: Path | None = None
    unnormalized: bool = False


PLAIN = Matrix()
"""Nothing is said of a file."""


def opened(path: Path, about: Matrix = PLAIN) -> Trace:
    """Return the trace in a file, or one of the attention matrix in it.

    Raises :class:`FileError` with the file's name and, of a table, the line and the column of what is wrong, and
    :class:`UsageError` if what is said ``about`` a matrix does not go with the file.
    """
    form = path.suffix.lower()
    if (about.source_words or about.target_words) and form != ".npy":
        raise UsageError(f"{named(path)} has its own words: lists of words belong to an .npy.")
    if form not in FORMS or (form == ".npz" and not _is_matrix(path)):
        if about.unnormalized:
            raise UsageError(f"{named(path)} is a trace, and says itself what holds in it: leave --unnormalized out.")
        return Trace.load(path)
    _check_size(path)
    try:
        trace = _matrix(path, form, about)
    except TraceError as error:
        raise TraceError(unusable("The attention matrix ", path, error)) from error
    if about.unnormalized and trace.adds_up:
        raise UsageError(f"Each row of {named(path)} adds up to one: leave --unnormalized out.")
    return trace


def _matrix(path: Path, form: str, about: Matrix) -> AttentionTrace:
    if form in TABLES:
        return traced(text_of(path), normalized=not about.unnormalized, origin=path.name)
    return _of_arrays(path, about) if form == ".npz" else _of_lists(path, about)


def _is_matrix(path: Path) -> bool:
    """Tell whether an .npz is no trace, as it has no header; of what is no .npz at all, :meth:`Trace.load` tells."""
    try:
        require_file(path, "file", TraceError)  # nobody waits for a pipe
        with archive.opened(path) as file:
            return archive.HEADER not in file.names
    except (TraceError, ValueError, BadZipFile):
        return False


def _check_size(path: Path) -> None:
    require_file(path, "file", FileError)
    size = path.stat().st_size
    if size > LARGEST:
        raise FileError(f"{named(path)} has {size >> 20} MB, and no film has room for a matrix of more than {LARGEST >> 20}.")


def _of_lists(path: Path, about: Matrix) -> AttentionTrace:
    if about.source_words is None or about.target_words is None:
        raise TraceError(_lacking(about))
    weights = _array(path)
    if not isinstance(weights, np.ndarray):
        weights.close()
        raise TraceError("it is an .npz: call it so.")
    words = _list_of(about.source_words), _list_of(about.target_words)
    return AttentionTrace.of(weights, *words, normalized=not about.unnormalized, origin=path.name)


def _lacking(about: Matrix) -> str:
    """Return what an array is given no words for, and how they are given."""
    if about.source_words is None and about.target_words is None:
        return "it has no words: give --source-words and --target-words, two files with a word a line."
    lacking, option = ("rows", "--target-words") if about.target_words is None else ("columns", "--source-words")
    return f"its {lacking} have no words: give {option}, a file with a word a line."


def _list_of(path: Path) -> tuple[str, ...]:
    """Return the words of a list: one a line, or all in one line with spaces between."""
    _check_size(path)
    lines = [line.strip() for line in text_of(path).splitlines() if line.strip()]
    return tuple(lines[0].split()) if len(lines) == 1 else tuple(lines)


def _array(path: Path) -> Any:
    """Return what is in an .npy or, as a mapping, in an .npz; nothing is unpickled."""
    try:
        return np.load(path, allow_pickle=False)
    except Exception as error:  # whatever NumPy has to say of a header that is no Python literal, say
        raise TraceError("it is damaged, or no file of numbers that numpy.save or numpy.savez wrote.") from error


def _of_arrays(path: Path, about: Matrix) -> AttentionTrace:
    with archive.opened(path) as file:
        names = file.names
        absent = [name for name in DEMANDED if name not in names]
        if absent:
            near = near_matches(absent[0], filter(str.isidentifier, names))
            raise TraceError(f"it has no {absent[0]!r}{near}; {_wanted()}.")
        extra = [name for name in names if name not in (*DEMANDED, *LEFT_TO_CHOICE)]
        if extra:
            near = near_matches(extra[0], LEFT_TO_CHOICE)
            raise TraceError(f"it has {brief(extra[0])}, which nobody knows{near}; {_wanted()}.")
        found = _found(file)
    normalized = _single(found, "normalized", "b", True) and not about.unnormalized
    notes = _single(found, "notes", "U", "")
    return AttentionTrace.of(*(found[name] for name in DEMANDED), normalized=normalized, notes=notes, origin=path.name)


def _wanted() -> str:
    return f"a matrix has {', '.join(DEMANDED)}, and perhaps {' and '.join(LEFT_TO_CHOICE)} ({page('trace.md')})"


def _found(file: archive.Archive) -> dict[str, Any]:
    """Return all arrays of a file, if there is room for them."""
    found, room = {}, 0
    for name in file.names:
        try:
            member = file.member(name, "biufU")
            room += member.size * member.dtype.itemsize
            if room <= LARGEST:
                found[name] = file.content(name, member)
        except TraceError as error:
            how = f"numpy.array({name}, dtype={'float' if name == 'weights' else 'str'})"
            raise TraceError(f"its {name} is damaged, or holds neither numbers nor texts: save it as {how}.") from error
    if room > LARGEST:
        raise TraceError(f"it holds {room >> 20} MB; no film has room for a matrix of more than {LARGEST >> 20}.")
    return found


def _single(found: dict[str, Any], name: str, kind: str, default: Any) -> Any:
    """Return the one flag or text under a name."""
    if name not in found:
        return default
    array = found[name]
    if array.dtype.kind != kind or array.size != 1:
        raise TraceError(f"its {name} should be {'one text' if kind == 'U' else 'True or False'}.")
    return array.item()
