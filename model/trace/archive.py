"""The file of a trace, as anybody may have written it: what it claims is judged before room is made for it.

An ``.npz`` is a zip of arrays. Its directory says how much is packed into each, and each begins with a header of its own that
says of what shape and type it is. Both are checked against each other and against :data:`MOST` first; then what is known is
read, a little at a time, straight into the float64 arrays that a trace keeps. So loading takes no more memory than the file has
bytes, or :data:`MOST`, whichever is more.
"""

import struct
import sys
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from io import BytesIO, FileIO
from math import prod
from os import fstat
from pathlib import Path
from typing import Any, NamedTuple
from warnings import catch_warnings
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

import numpy as np
from numpy.typing import NDArray

from model.calling import page
from model.errors import TraceError, brief, named, near_matches
from model.headers import LONGEST
from model.trace.axes import Array

__all__ = ["HEADER", "Archive", "coarsest", "compact", "no_trace", "opened"]

MOST = 256 * 2**20
"""So many bytes may the arrays of a file take as float64, or as many as the file has itself, if that is more."""

CHUNK = 2**20
"""So much is read at once, the directory of a file included: no honest one is as long."""

SUFFIX, HEADER = ".npy", "header"
ENCRYPTED = 0x1
MOST_ARRAYS, MOST_AXES, MOST_DESCRIBED = 1000, 32, 2**14
READERS = {(1, 0): np.lib.format.read_array_header_1_0, (2, 0): np.lib.format.read_array_header_2_0}
DAMAGE = (BadZipFile, zlib.error, struct.error, EOFError, OSError, KeyError, OverflowError, RuntimeError, ValueError)
"""All that a zip file may raise if it is damaged, or not meant for us."""


class Frugal(FileIO):
    """A file of which nobody reads more than :data:`CHUNK` at once: how long its directory is, a zip claims itself."""

    def read(self, size: int | None = -1) -> bytes:
        """Return the next bytes; raises BadZipFile if more are asked for than an honest file would need."""
        if size is None or size < 0:
            size = fstat(self.fileno()).st_size - self.tell()
        if size > CHUNK:
            raise BadZipFile("its directory is too long")
        return super().read(size) or b""


class Member(NamedTuple):
    """An array in a file: where it is packed, its type and shape, whether column by column, and where its numbers begin."""

    info: ZipInfo
    dtype: np.dtype[Any]
    shape: tuple[int, ...]
    columns: bool
    start: int

    @property
    def size(self) -> int:
        """How many numbers it has."""
        return prod(self.shape)


@contextmanager
def opened(path: Path) -> Iterator["Archive"]:
    """Open an ``.npz``; raises BadZipFile if it is none, :class:`TraceError` if it cannot be read or holds what is no array."""
    try:
        stream = Frugal(path)
    except OSError as error:
        raise TraceError(f"it cannot be read: {error.strerror}.") from error
    with stream:
        try:
            file = ZipFile(stream)
        except DAMAGE as error:
            raise BadZipFile(str(error)) from error
        with file:
            yield Archive(file, fstat(stream.fileno()).st_size)


class Archive:
    """An open trace file, ``size`` bytes long: its header, and the arrays that are asked for."""

    def __init__(self, file: ZipFile, size: int) -> None:
        self._file, self._size = file, size
        self._infos: dict[str, ZipInfo] = {}
        if len(file.infolist()) > MOST_ARRAYS:
            raise TraceError(f"it holds {len(file.infolist())} arrays, {MOST_ARRAYS} is the most.")
        for info in file.infolist():
            name = info.filename.removesuffix(SUFFIX)
            if name == info.filename or name in self._infos:
                raise TraceError(f"it holds {brief(name)} {'twice' if name in self._infos else 'and that is no array'}.")
            self._infos[name] = info

    def header(self) -> str:
        """Return the text called ``header``; raises KeyError if there is none, :class:`TraceError` if it is none."""
        member = self.member(HEADER, "U")
        if member.shape:
            raise TraceError(f"its header has the shape {brief(member.shape)}, it should be one text.")
        if member.dtype.itemsize > 4 * LONGEST:
            raise TraceError(f"its header has {member.dtype.itemsize // 4} letters, {LONGEST} is the most.")
        with _damage(HEADER):
            return self._packed(member).decode("utf-32-be" if member.dtype.str[0] == ">" else "utf-32-le").rstrip("\0")

    def content(self, name: str, member: Member) -> NDArray[Any]:
        """Return an array of texts, flags or numbers as it is; raises :class:`TraceError` if it is damaged."""
        with _damage(name):
            flat = np.frombuffer(self._packed(member), member.dtype)
            return flat.reshape(member.shape[::-1]).T if member.columns else flat.reshape(member.shape)

    def _packed(self, member: Member) -> bytes:
        """Return the bytes of an array, read a little at a time."""
        with self._file.open(member.info) as stream:
            return b"".join(iter(partial(stream.read, CHUNK), b""))[member.start :]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all arrays, in the order of the file."""
        return tuple(self._infos)

    def members(self, known: Collection[str]) -> dict[str, Member]:
        """Return what all arrays are said to be, by their names.

        Raises :class:`TraceError` if there is one whose name is not ``known``, one that holds no numbers, or too many of them.
        """
        names = [name for name in self._infos if name != HEADER]
        for name in names:
            if name not in known:
                raise TraceError(f"it holds {brief(name)}, which nobody knows{near_matches(name, known)}.")
        members = {name: self.member(name, "fiu") for name in names}
        room, most = 8 * sum(member.size for member in members.values()), max(self._size, MOST)
        if room > most:
            raise TraceError(f"its arrays would take {room >> 20} MB of memory; what it may take is {most >> 20} MB.")
        return members

    def member(self, name: str, kinds: str) -> Member:
        """Return what an array of one of these kinds of numbers, or texts, is said to be.

        Raises KeyError if there is none, :class:`TraceError` if it is of another kind or cannot be what it is said to be.
        """
        info = self._infos[name]
        if info.flag_bits & ENCRYPTED:
            raise TraceError(f"its array {brief(name)} is encrypted.")
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise TraceError(f"its array {brief(name)} is packed as numpy.savez packs nothing (method {info.compress_type}).")
        with _damage(name), self._file.open(info) as stream:
            member = _described(info, BytesIO(stream.read(MOST_DESCRIBED)))
        if member.dtype.kind not in kinds:
            raise TraceError(f"{named(name)} holds {_called(member.dtype)}, not {'a text' if kinds == 'U' else 'numbers'}.")
        if not _possible(member.shape) or member.start + member.size * member.dtype.itemsize != info.file_size:
            raise TraceError(f"{brief(name)} claims the shape {brief(member.shape)}, which is not what it holds.")
        return member

    def numbers(self, name: str, member: Member) -> Array:
        """Return an array as float64, read a little at a time; raises :class:`TraceError` if it is damaged."""
        flat, filled, at_once = np.empty(member.size), 0, CHUNK // member.dtype.itemsize
        with _damage(name), self._file.open(member.info) as stream, np.errstate(over="ignore", invalid="ignore"):
            stream.read(member.start)
            while filled < member.size:
                packed = stream.read(min(at_once, member.size - filled) * member.dtype.itemsize)
                flat[filled : filled + at_once] = np.frombuffer(packed, member.dtype)
                filled += at_once
        flat.flags.writeable = False
        return flat.reshape(member.shape[::-1]).T if member.columns else flat.reshape(member.shape)


@contextmanager
def _damage(name: str) -> Iterator[None]:
    try:
        yield
    except DAMAGE as error:
        raise TraceError(f"its array {brief(name)} is damaged.") from error


def _described(info: ZipInfo, stream: BytesIO) -> Member:
    """Read what stands before an array's numbers; raises one of :data:`DAMAGE`."""
    read = READERS[np.lib.format.read_magic(stream)]
    try:
        with catch_warnings(action="ignore"):  # of what Python 2 has written
            shape, columns, dtype = read(stream)
    except Exception as error:  # a text that shall be a Python literal: whatever is wrong with that
        raise ValueError(str(error)) from error
    return Member(info, dtype, shape, columns, stream.tell())


def _called(dtype: np.dtype[Any]) -> str:
    return "Python objects" if dtype.hasobject else dtype.str


def _possible(shape: Sequence[int]) -> bool:
    """Tell whether an array can have a shape; True is no size."""
    return len(shape) <= MOST_AXES and all(type(size) is int and 0 <= size < sys.maxsize for size in shape)


def coarsest(members: Iterable[Member]) -> str:
    """Return the name of the floating-point type with the fewest digits; it is float64 at the best."""
    kinds = (member.dtype for member in members if member.dtype.kind == "f" and member.dtype.itemsize < 8)
    return min(kinds, key=lambda kind: kind.itemsize, default=np.dtype(np.float64)).name


def no_trace(path: Path) -> str:
    """Return what is said of a file that is no archive: weights belong elsewhere."""
    if path.suffix == ".safetensors":
        return "holds weights, and no trace: give it with --model"
    return f"is not a trace file, or it is damaged: it should be an .npz with a JSON header ({page('trace.md')})"


def compact(array: Array, precision: str) -> NDArray[Any]:
    """Return an array as it came, in numbers of ``precision``, or as it is if that would change it."""
    with np.errstate(over="ignore"):
        coarse = array.astype(precision)
    return coarse if np.array_equal(coarse, array) else array
