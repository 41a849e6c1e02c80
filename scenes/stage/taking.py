"""What the arguments of :func:`unrolled.film` and :func:`unrolled.trace` take, and what is made of what Python hands over."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from inspect import signature
from numbers import Integral, Real
from operator import index
from os import PathLike, fsencode, fspath
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from model.errors import UnrolledError, UsageError, brief
from model.trace import Trace

__all__ = ["FILM", "TRACE", "Takes", "arguments_named", "understood"]


OPTION = re.compile("--([a-z][a-z-]*)")
CALLED = {"map": "weights", "format": "formats", "output": "folder"}
"""What arguments are called whose options have other names."""


class Takes(NamedTuple):
    """What an argument takes, in words; what is made of a value; and, for a value that does not fit, what else there is.

    ``made`` raises TypeError or ValueError for a value that does not fit.
    """

    what: str
    made: Callable[[Any], Any]
    hint: str = ""


def understood(function: Callable[..., Any], rows: Mapping[str, Takes], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is made of all that a function was ``given``, without what is None by default, and is.

    Raises :class:`UsageError` that names the first argument that does not fit, what it takes and what it was.
    """
    optional = {name for name, each in signature(function).parameters.items() if each.default is None}
    return {name: _made(name, rows[name], value) for name, value in given.items() if value is not None or name not in optional}


@contextmanager
def arguments_named(rows: Mapping[str, Takes]) -> Iterator[None]:
    """Name arguments where what is said of an error names options of the command line that are called the same."""

    def argument(option: re.Match[str]) -> str:
        name = CALLED.get(option[1], option[1].replace("-", "_"))
        return name if name in rows else option[0]

    try:
        yield
    except UnrolledError as error:
        parts = str(error).split("`")  # what is between two of these is a command
        error.args = ("`".join((OPTION.sub(argument, part), part)[number % 2] for number, part in enumerate(parts)),)
        raise


def _made(name: str, takes: Takes, value: Any) -> Any:
    try:
        return takes.made(value)
    except (TypeError, ValueError):
        raise UsageError(f"{name} takes {takes.what}, not {brief(value)}{takes.hint}.") from None


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return str(value)


def _place(value: Any) -> str:
    name = _text(fspath(value))
    if b"\0" in fsencode(name):
        raise ValueError
    return name


def _path(value: Any) -> Path:
    return Path(_place(value))


def _trace(value: Any) -> Trace | Path:
    return value if isinstance(value, Trace) else _path(value)


def _flag(value: Any) -> bool:
    if value not in (False, True):
        raise ValueError
    return bool(value)


def _function(value: Any) -> Any:
    if not callable(value):
        raise TypeError
    return value


def _whole(value: Any) -> int:
    if isinstance(value, bool):
        raise TypeError
    return index(value)


def _positive(value: Any) -> int:
    if _whole(value) < 1:
        raise ValueError
    return _whole(value)


def _digits(value: Any) -> str:
    """Return a whole number as it is typed; a text as it is."""
    return value if isinstance(value, str) else str(_whole(value))


def _row(value: Any) -> str:
    """Return numbers or texts as they are typed, with commas between them; a text as it is."""
    if isinstance(value, str):
        return value
    return ",".join(map(_entry, value))


def _entry(value: Any) -> str:
    """Return a number, without an exponent, or a text, as it is typed: in quotation marks if there is a comma in it."""
    if isinstance(value, bool) or not isinstance(value, str | Real):
        raise TypeError
    if isinstance(value, str) and "," in value:
        return '"{}"'.format(value.replace('"', '""'))
    if isinstance(value, str | Integral):
        return str(value)
    return np.format_float_positional(value if isinstance(value, np.floating) else float(value), trim="-")


def _several(made: Callable[[Any], Any]) -> Callable[[Any], tuple[Any, ...]]:
    """Return what makes a tuple of one value, or of several."""

    def all_made(value: Any) -> tuple[Any, ...]:
        one = isinstance(value, str | PathLike | Trace) or not isinstance(value, Iterable)
        return tuple(map(made, (value,) if one else value))

    return all_made


FLAG = Takes("True or False", _flag)
TEXT = Takes("one text, with blanks between its words", _text)
MATRIX = ": unrolled.attention makes a trace of weights and words"
WORDS = Takes("a file with a word a line", _path, ": a list of words belongs to unrolled.attention")
FILM = {
    "name": Takes("the name of a film, or its file", _place),
    "text": TEXT,
    "model": Takes("the name or file of a model, or several", _several(_place)),
    "cell": Takes("the kind of a cell, or several", _several(_text)),
    "trace": Takes("a trace or its file, or several", _several(_trace), MATRIX),
    "source_words": WORDS,
    "target_words": WORDS,
    "unnormalized": FLAG,
    "word": Takes("the number of a word, from 1 on", _whole),
    "unit": Takes("the number of a unit, from 1 on", _whole),
    "convention": Takes("the name of a convention", _text),
    "vector": Takes("numbers in a row, or a text such as '5,0.1'", _row),
    "items": Takes("names in a row, or a text such as 'a,b,c'", _row),
    "ticks": Takes("a whole number", _digits),
    "gap": Takes("a whole number", _digits),
    "formats": Takes("the name of a format, or several", _several(_text)),
    "folder": Takes("a folder, or the name of one film", _place),
    "quality": Takes("the name of a quality, such as '480p15'", _text),
    "theme": Takes("the name or file of a theme", _place),
    "weights": Takes("the name of a map, such as 'hue'", _text, MATRIX),
    "jobs": Takes("a number of processes, from 1 on", _positive),
    "cache": FLAG,
    "moment": FLAG,
    "act": Takes("the name of an act", _text),
    "clips": FLAG,
    "progress": Takes("a function of two numbers", _function),
}
"""What each argument of :func:`unrolled.film` takes."""
TRACE = {"model": Takes("the name or file of a model", _place), "text": TEXT}
"""What each argument of :func:`unrolled.trace` takes."""
