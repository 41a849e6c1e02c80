"""What may be put in the place of anything: values, entries of JSON, letters and bytes."""

import copy
import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from random import Random
from typing import Any

__all__ = ["broken_bytes", "odd_entries", "odd_name", "odd_text", "written"]

TEXTS = (
    "",
    " ",
    "a",
    "\0",
    "a\0b",
    "two\nlines",
    "\r",
    "\t",
    "\u2028",
    "\ud800",
    "\x1b[2J",
    "{a}",
    "%s",
    "漢字",
    "שלום",
    "é" * 40,
    "🙂",
)
NUMBERS = (
    0,
    1,
    -1,
    2,
    3,
    0.5,
    -0.0,
    1.5,
    1e308,
    -1e308,
    1e-320,
    10**18,
    10**30,
    10**400,
    -(2**63),
    2**63,
    2**64,
    100_000,
    224 << 30,
)
CONSTANTS = (None, True, False, float("nan"), float("inf"), float("-inf"))
AS_TEXT = ("3", "1", "true", "null", "0.5", "NaN", "[]")
BOM = "\N{BYTE ORDER MARK}"


class Raw(str):
    """JSON that stands in the file as it is, in the place of a value."""

    __slots__ = ()


def odd_text(rng: Random) -> str:
    """Return a text that nobody expects, now and then a long one."""
    return rng.choice(TEXTS) if rng.random() < 0.9 else rng.choice(("x", "a b ", "{", "\\", "'", '"')) * rng.choice((300, 5000))


def odd_name(rng: Random) -> str:
    """Return the name of an array that nobody asked for."""
    return rng.choice(("x", "weight ", "Hidden", "hidden/", "../hidden", "__class__", "header", "memory.npy", odd_text(rng)))


def odd_value(rng: Random, depth: int = 0) -> Any:
    """Return a value of any type that JSON has."""
    kind = rng.randrange(9 if depth < 3 else 5)
    if kind < 2:
        return rng.choice(NUMBERS)
    if kind < 5:
        return (odd_text(rng), rng.choice(CONSTANTS), rng.choice(AS_TEXT))[kind - 2]
    if kind == 5:
        return [odd_value(rng, depth + 1) for _ in range(rng.choice((0, 1, 2, 3, 50)))]
    if kind == 6:
        return {odd_text(rng): odd_value(rng, depth + 1) for _ in range(rng.choice((0, 1, 2)))}
    deep = rng.choice((10, 600, 2000))
    return Raw(rng.choice(("[" * deep + "]" * deep, '{"a":' * deep + "1" + "}" * deep, "1" * deep, "-" * deep, "1e999", "{}{}")))


def odd_entries(rng: Random, entries: Any) -> Any:
    """Return a copy of some JSON in which one to three things are odd."""
    changed = copy.deepcopy(entries)
    for _ in range(rng.choice((1, 1, 2, 3))):
        places = list(_places(changed))
        if not places:
            return odd_value(rng)
        with suppress(Exception):  # not everything can be done to every value
            rng.choice(CHANGES)(rng, *rng.choice(places))
    return changed


def _places(found: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every container within some JSON, with each of the keys or places that it has."""
    for key in list(found) if isinstance(found, dict) else range(len(found)) if isinstance(found, list) else ():
        yield found, key
        yield from _places(found[key])


def _replace(rng: Random, inside: Any, key: Any) -> None:
    inside[key] = odd_value(rng)


def _retype(rng: Random, inside: Any, key: Any) -> None:
    """Put what looks alike in the place of a value: true for 1, "3" for 3, a text for a list of texts."""
    value = inside[key]
    alike = [str(value), [value], {"0": value}, bool(value)]
    if isinstance(value, bool):
        alike += [int(value), str(value).lower()]
    if isinstance(value, int | float) and abs(value) < 1e300:
        alike += [-value, value + 1, value * 100_000, float(value), value / 3]
    if isinstance(value, list):
        alike += ["".join(map(str, value)), value * 2, value[:-1], value[::-1], dict(enumerate(map(str, value)))]
    inside[key] = rng.choice(alike)


def _remove(rng: Random, inside: Any, key: Any) -> None:
    del inside[key]


def _rename(rng: Random, inside: Any, key: Any) -> None:
    if isinstance(inside, dict):
        inside[rng.choice((odd_name(rng), key.upper(), key + " "))] = inside.pop(key)


def _repeat(rng: Random, inside: Any, key: Any) -> None:
    if isinstance(inside, dict):
        inside[Raw(json.dumps(key))] = odd_value(rng)
    else:
        inside.insert(key, inside[key])


CHANGES: tuple[Callable[[Random, Any, Any], None], ...] = (_replace, _replace, _retype, _retype, _remove, _rename, _repeat)


def written(entries: Any) -> str:
    """Return some JSON as a text, :class:`Raw` parts as they are; letters that cannot be written are escaped."""
    if isinstance(entries, Raw):
        return str(entries)
    if isinstance(entries, dict):
        rows = (f"{key if isinstance(key, Raw) else json.dumps(str(key))}:{written(value)}" for key, value in entries.items())
        return "{" + ",".join(rows) + "}"
    if isinstance(entries, list | tuple):
        return "[" + ",".join(map(written, entries)) + "]"
    return json.dumps(entries)


def broken_bytes(rng: Random, whole: bytes, other: bytes = b"") -> bytes:
    """Return bytes some of which are changed, lost, doubled or from somewhere else."""
    data = bytearray(whole)
    kind, place = rng.randrange(7), rng.randrange(len(data) + 1)
    if kind == 0:
        return bytes(data[:place])
    if kind == 1:
        return bytes(data[place:])
    if kind == 2:
        return bytes(data[:place] + data[place + rng.choice((1, 2, 8, 100)) :])
    if kind == 3:
        return bytes(data[:place] + rng.randbytes(rng.choice((1, 4, 8, 100))) + data[place:])
    if kind == 4 and other:
        return bytes(data[:place]) + other[rng.randrange(len(other)) :]
    for _ in range(rng.choice((1, 1, 2, 8, 64))):
        if data:
            data[rng.randrange(len(data))] = rng.choice((0, 1, 0x7F, 0x80, 0xFF, rng.randrange(256)))
    return bytes(data)
