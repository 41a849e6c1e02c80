"""Trace files as nobody should write them: headers, arrays, what zips and arrays say of themselves, and bytes."""

import struct
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO
from math import prod
from random import Random
from typing import Any
from warnings import catch_warnings
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile, ZipInfo

import numpy as np

from benchmarks.fuzzing.values import broken_bytes, odd_entries, odd_name, written

__all__ = ["Parts", "claimed", "odd_zip", "packed"]

DTYPES = (
    "f2",
    "f4",
    "f8",
    ">f8",
    "f16",
    "i1",
    "i8",
    "u8",
    "c16",
    "?",
    "S3",
    "U3",
    "M8[s]",
    "O",
    "V5",
    [("a", "f8"), ("b", "i4")],
)
VALUES = (np.nan, np.inf, -np.inf, 1e308, -1e308, 5e-324, -1.0, 2.0, 0.0, 1.0 + 1e-9)
CLAIMS = (
    b"(100000, 100000)",
    b"(%d,)" % 2**62,
    b"(%d, %d)" % (2**40, 2**40),
    b"(0, %d)" % 10**30,
    b"(-1,)",
    b"(-2, -3)",
    b"(True,)",
    b"(1.0,)",
    b"('3',)",
    b"()",
    b"None",
    b"[1]",
    b"(1,) * 9",
    b"(" * 150 + b")" * 150,
    b"-" * 3000 + b"1",
    b"(" + b"1," * 100 + b")",
    b"\xff\xfe",
    b"\0",
)
LOCAL, CENTRAL, END = b"PK\3\4", b"PK\1\2", b"PK\5\6"
FIELDS = {LOCAL: ("<HHHHHIIIHH", 4), CENTRAL: ("<HHHHHHIIIHHHHHII", 4), END: ("<HHHHIIH", 4)}
"""What follows a mark in a zip: the numbers there, little-endian, and how many bytes the mark itself takes."""

PICKLED = 32
"""An array of objects can be saved with so many axes at the most."""


@dataclass
class Parts:
    """What a trace file is made of: the entries of its header, arrays by name, and how they are packed."""

    header: Any
    arrays: dict[str, Any]
    method: int = ZIP_STORED
    twice: list[str] = field(default_factory=list)
    raw: dict[str, bytes] = field(default_factory=dict)
    plain: dict[int, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Write arrays of samples once."""
        self.plain = self.plain or {id(array): _npy(array) for array in self.arrays.values()}


def packed(parts: Parts) -> bytes:
    """Return the file; the same parts make the same bytes."""
    whole = BytesIO()
    header = {} if parts.header is None else {"header": np.array(_text_of(parts.header))}
    members = {**header, **parts.arrays}
    with catch_warnings(action="ignore"), ZipFile(whole, "w") as file:
        for name in (*members, *(each for each in parts.twice if each in members)):
            info = ZipInfo(f"{name}.npy" if "." not in name else name)
            info.compress_type = parts.method
            file.writestr(info, parts.raw.get(name) or parts.plain.get(id(members[name])) or _npy(members[name]))
    return whole.getvalue()


def _text_of(header: Any) -> str:
    return header if isinstance(header, str) else written(header)


def _npy(array: Any) -> bytes:
    stream = BytesIO()
    kept = np.asanyarray(array)
    np.save(stream, kept.reshape(-1) if kept.dtype.hasobject and kept.ndim > PICKLED else kept, allow_pickle=True)
    return stream.getvalue()


def odd_zip(rng: Random, parts: Parts, other: bytes) -> bytes:
    """Return a trace file in which something is odd; ``other`` is a file from which bytes may come."""
    own = Parts(parts.header, dict(parts.arrays), rng.choice((*[ZIP_STORED] * 5, ZIP_DEFLATED)), plain=parts.plain)
    if (kind := rng.randrange(10)) < 8:
        for _ in range(rng.choice((1, 1, 2))):
            with suppress(Exception):  # not everything can be done to every array
                rng.choice(CHANGES)(rng, own)
    whole = packed(own)
    if kind in (7, 8):
        whole = _odd_directory(rng, whole)
    return broken_bytes(rng, whole, other) if kind == 9 else whole


def _entries(rng: Random, parts: Parts) -> None:
    if isinstance(parts.header, dict):
        parts.header = odd_entries(rng, parts.header)


def _text(rng: Random, parts: Parts) -> None:
    """Make something of the header's text, be it JSON still or not."""
    if parts.header is None:
        return
    text = _text_of(parts.header)
    place = rng.randrange(len(text) + 1)
    parts.header = rng.choice(
        (text[:place], text[place:], f"[{text}]", text + text, text[:place] + "\0" + text[place:], "[" * 100_000)
    )


def _dtype(rng: Random, parts: Parts) -> None:
    name = rng.choice(list(parts.arrays))
    with catch_warnings(action="ignore"), np.errstate(all="ignore"):
        parts.arrays[name] = np.zeros(np.shape(parts.arrays[name])).astype(rng.choice(DTYPES))


def _shape(rng: Random, parts: Parts) -> None:
    name = rng.choice(list(parts.arrays))
    array = np.asarray(parts.arrays[name])
    made = [
        array.T,
        array[None],
        array[..., None],
        array.ravel(),
        np.array(0.5),
        array[:0],
        np.zeros((1,) * 33),
        np.asfortranarray(array),
    ]
    if array.ndim:
        made += [array[1:], np.concatenate([array, array]), array[..., :-1], array[0]]
    parts.arrays[name] = rng.choice(made)


def _values(rng: Random, parts: Parts) -> None:
    name = rng.choice(list(parts.arrays))
    array = np.array(parts.arrays[name])
    if array.dtype != np.float64:
        array = np.zeros(array.shape)
    if array.size:
        array.flat[rng.randrange(array.size)] = rng.choice(VALUES)
    parts.arrays[name] = rng.choice((array, array, -array, np.zeros_like(array)))


def _members(rng: Random, parts: Parts) -> None:
    """Leave arrays out, have them twice, or under other names, or have some that nobody asked for."""
    name, kind = rng.choice(list(parts.arrays)), rng.randrange(5)
    if kind == 0:
        del parts.arrays[name]
    elif kind == 1:
        parts.twice.append(rng.choice((name, "header")))
    elif kind == 2:
        parts.arrays[_writable(odd_name(rng))] = parts.arrays.pop(name)
    elif kind == 3:
        parts.arrays[_writable(odd_name(rng))] = np.zeros(rng.choice((1, 1000)))
    else:
        parts.arrays |= {f"x{number}": np.zeros(1) for number in range(rng.choice((5, 5, 5, 1200)))}


def _writable(name: str) -> str:
    return name.encode("utf-8", "replace").decode()[:60_000].replace("header", "Header") or "empty"


def _claim(rng: Random, parts: Parts) -> None:
    """Let an array say something else of itself than it is."""
    name = rng.choice((*parts.arrays, "header"))
    parts.raw[name] = claimed(rng, _npy(parts.arrays[name] if name != "header" else np.array(written(parts.header))))


def claimed(rng: Random, raw: bytes) -> bytes:
    """Return an array as it is written, which says something else of itself."""
    claim = b"{'descr': '%s', 'fortran_order': %s, 'shape': %s, }" % (
        rng.choice((b"<f8", b"<f8", b"<f4", b"|O", b"<U999999999", b"<U0", b"|V99", b"x", b"<f3")),
        rng.choice((b"False", b"True", b"0", b"''")),
        rng.choice(CLAIMS),
    )
    version = rng.choice((b"\1\0", b"\1\0", b"\2\0", b"\3\0", b"\x09\0"))
    size = len(claim) + rng.choice((0, 0, 0, 1, -5))
    length = struct.pack("<H", max(size, 0) & 0xFFFF) if version == b"\1\0" else struct.pack("<I", max(size, 0))
    start = raw.find(b"\n") + 1
    return rng.choice((b"\x93NUMPY", b"\x93NUMPY", b"\x93NUMPX")) + version + length + claim + raw[start:]


def _bomb(rng: Random, parts: Parts) -> None:
    """Claim, and pack, far more zeros than there is room for on screen."""
    name = rng.choice(list(parts.arrays))
    shape = tuple(rng.choice((1, 3, 1000)) for _ in np.shape(parts.arrays[name]))
    if prod(shape) <= 2**21:
        parts.arrays[name], parts.method = np.zeros(shape), ZIP_DEFLATED


def _method(rng: Random, parts: Parts) -> None:
    parts.method = rng.choice((ZIP_BZIP2, ZIP_LZMA, ZIP_DEFLATED))


CHANGES: tuple[Callable[[Random, Parts], None], ...] = (
    *(_entries, _entries, _entries, _entries),
    *(_text, _dtype, _dtype, _shape, _shape, _values, _values, _members, _members, _claim, _claim, _claim, _bomb, _method),
)


def _odd_directory(rng: Random, whole: bytes) -> bytes:
    """Change a number that a zip says of itself: methods, flags, versions, sizes, places."""
    data = bytearray(whole)
    mark = rng.choice((LOCAL, CENTRAL, CENTRAL, END))
    form, skipped = FIELDS[mark]
    places, place = [], data.find(mark)
    while place >= 0:
        places.append(place)
        place = data.find(mark, place + 1)
    start = rng.choice(places) + skipped
    numbers = list(struct.unpack_from(form, data, start))
    which = rng.randrange(len(numbers))
    most = (1 << 8 * struct.calcsize(f"<{form[1 + which]}")) - 1
    numbers[which] = rng.choice(
        (0, 1, 2, 8, 9, 12, 14, 20, 45, 63, 64, 99, most, most >> 1, numbers[which] ^ 1, rng.randint(0, most))
    )
    struct.pack_into(form, data, start, *numbers)
    return bytes(data)
