"""What stands in the header of a trace file: texts, flags and numbers, as the types of the fields declare them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, asdict, fields, is_dataclass
from itertools import chain
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, TypeVar, Union, get_args, get_origin
from unicodedata import category

from model.errors import TraceError, brief
from model.trace.axes import hints_of, is_array, is_record, marks_of

__all__ = [
    "Called",
    "Entry",
    "check_entries",
    "check_forms",
    "check_text",
    "entries",
    "fits",
    "read_entries",
    "read_record",
    "sign_fault",
    "texts_of",
    "write_entries",
]

RecordT = TypeVar("RecordT")

NAMES: dict[Any, tuple[str, str]] = {
    str: ("a text", "texts"),
    bool: ("true or false", "true or false"),
    int: ("a whole number", "whole numbers"),
    float: ("a number", "numbers"),
    NoneType: ("null", "null"),
}
"""What a value of each type is called: one of them, and several."""

LARGEST = 1e300
"""All numbers in headers are below it, so that they can be told, and counted with."""

UNWRITABLE = {"Cc", "Cs"}
"""What no text holds, but for blanks and ends of lines: control characters, and halves of letters."""

PRIVATE = "Co"
"""The category of signs that mean a letter to one program alone."""
BLANK_MARK = "\N{LOWER ONE EIGHTH BLOCK}"
"""What tokenizers write in place of a blank; no font of ours has it."""

SHOWN = 3
"""So many entries that nobody knows are named."""


class Called(str):
    """The name that an entry has in the header if that is not its field's, written into the type of the field."""

    __slots__ = ()


class Entry(NamedTuple):
    """An entry of the header: its name there, the field that holds it, the type of its value, and what it is.

    One that is not ``demanded`` may be left out; its field has a default then.
    """

    name: str
    field: str
    hint: Any
    meaning: str
    demanded: bool = True


def entries(kind: Any) -> tuple[Entry, ...]:
    """Return what a class has in the header: all of its fields that hold no arrays and are kept in files."""
    hints = hints_of(kind)
    kept = {each.name: each.default is MISSING for each in fields(kind) if each.metadata.get("kept", True)}
    named = {name: demanded for name, demanded in kept.items() if not is_array(hints[name]) and not is_record(hints[name])}
    return tuple(_entry(name, hints[name], demanded) for name, demanded in named.items())


def _entry(name: str, hint: Any, demanded: bool) -> Entry:
    meaning = next((mark for mark in marks_of(hint, str) if not isinstance(mark, Called)), "")
    bare = get_args(hint)[0] if get_origin(hint) is Annotated else hint
    return Entry(next(marks_of(hint, Called), name), name, bare, meaning, demanded)


def check_entries(record: Any, of: str = "") -> None:
    """Raise :class:`TraceError` unless every entry is of its type; ``of`` starts the names of a record within the header."""
    for entry in entries(type(record)):
        value = getattr(record, entry.field)
        if not fits(value, entry.hint):
            raise TraceError(f"{of}{entry.name} is {brief(value)}, it should be {described(entry.hint)}.")
        for text in value if isinstance(value, tuple) else (value,):
            check_text(of + entry.name, text)


def check_text(name: str, text: Any) -> None:
    """Raise :class:`TraceError` if ``text``, called ``name``, is a text, and some of it is neither a letter nor a blank."""
    if isinstance(text, str) and not text.isprintable() and any(map(_is_unwritable, text)):
        raise TraceError(f"{name} holds {brief(text)}, which cannot be written: leave its control characters out.")
    if isinstance(text, str) and (fault := sign_fault(text)):
        raise TraceError(f"{name} holds {brief(text)}, which cannot be shown, as {fault}.")


def sign_fault(text: str) -> str:
    """Return that a sign in ``text`` stands for something else, which readers would see in its place; or nothing."""
    if BLANK_MARK in text:
        return f"{BLANK_MARK} (U+{ord(BLANK_MARK):04X}) is a tokenizer's mark for a blank: leave it out"
    private = next((sign for sign in text if category(sign) == PRIVATE), "")
    return f"U+{ord(private):04X} means a letter to one program alone: leave it out" if private else ""


def check_forms(name: str, forms: Sequence[str], known: Sequence[bool]) -> None:
    """Raise :class:`TraceError` unless ``forms``, called ``name``, are none or one a word, of words that are ``known`` alone."""
    if forms and len(forms) != len(known):
        raise TraceError(f"{name} has {len(forms)} entries for {len(known)} tokens.")
    for form, each in zip(forms, known, strict=bool(forms)):
        if form and not each:
            raise TraceError(f"{name} says that a word was read as {brief(form)}, which is unknown all the same.")


def _is_unwritable(sign: str) -> bool:
    return category(sign) in UNWRITABLE and not sign.isspace()


def fits(value: Any, hint: Any) -> bool:
    """Tell whether a value is of a type: a text, a flag, a number, None, a record of such, or a tuple."""
    if get_origin(hint) in (Union, UnionType):
        return any(fits(value, each) for each in get_args(hint))
    if get_origin(hint) is tuple:
        inner = get_args(hint)
        wanted = (inner[0],) * len(value) if inner[-1] is ... and isinstance(value, tuple) else inner
        return isinstance(value, tuple) and len(value) == len(wanted) and all(map(fits, value, wanted))
    if isinstance(value, bool) or hint is bool:
        return isinstance(value, bool) and hint is bool
    if hint in (int, float):
        return isinstance(value, (int, hint)) and -LARGEST < value < LARGEST
    return isinstance(value, hint)


def described(hint: Any) -> str:
    """Return what a value of a type is called."""
    if get_origin(hint) in (Union, UnionType):
        return " or ".join(map(described, get_args(hint)))
    if get_origin(hint) is tuple:
        first, last = get_args(hint)[0], get_args(hint)[-1]
        return f"a list of {'' if last is ... else f'{len(get_args(hint))} '}{NAMES[first][1]}"
    return NAMES[hint][0] if hint in NAMES else "a group of entries"


def write_entries(record: Any) -> dict[str, Any]:
    """Return the entries of a record as plain JSON values."""
    return {entry.name: _plain(getattr(record, entry.field)) for entry in entries(type(record))}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value


def texts_of(value: Any) -> Iterator[str]:
    """Yield all texts in JSON values: the values of groups, but not their names."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from chain.from_iterable(map(texts_of, value.values()))
    elif isinstance(value, list | tuple):
        yield from chain.from_iterable(map(texts_of, value))


def read_entries(kind: Any, header: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that a header's entries make; raises KeyError for one that is missing and has no default."""
    found = [entry for entry in entries(kind) if entry.demanded or entry.name in header]
    return {entry.field: _parsed(header[entry.name], entry) for entry in found}


def _parsed(value: Any, entry: Entry) -> Any:
    return _record(value, entry) if is_dataclass(entry.hint) else _frozen(value)


def _record(value: Any, entry: Entry) -> Any:
    """Return a record within the header; raises :class:`TraceError` that names what it lacks, or what nobody knows."""
    if not isinstance(value, Mapping):
        raise TraceError(f"{entry.name} is {brief(value)}, it should be a group of entries.")
    known = {each.name: each for each in fields(entry.hint)}
    demanded = [name for name, each in known.items() if each.default is MISSING]
    if missing := [name for name in demanded if name not in value]:
        raise TraceError(f"its {entry.name} lacks {', '.join(map(repr, missing))}.")
    if extra := [name for name in value if name not in known]:
        raise TraceError(f"its {entry.name} has {', '.join(map(brief, extra[:SHOWN]))}, which nobody knows.")
    made = entry.hint(**{name: _frozen(each) for name, each in value.items()})
    check_entries(made, f"{entry.name}.")
    return made


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def read_record(kind: type[RecordT], header: Mapping[str, Any]) -> RecordT:
    """Return what a class of entries says of a header; other entries may stand there too.

    Raises KeyError for one that is missing and has no default, :class:`TraceError` for one that is of another type.
    """
    made = kind(**read_entries(kind, header))
    check_entries(made)
    return made
