"""A user's own files: their text, and what they are where they are none."""

import re
from pathlib import Path

from model.errors import DataError, brief, named

__all__ = ["decoded", "text_of"]

LARGEST = 1 << 28
"""So many bytes of a file are read at most: a table of a million rows has less, and a device has no end."""
SAMPLE = 1 << 16
"""So many bytes are looked at to tell what is written in them."""
NO_TEXTS = {
    b"PK\x03\x04": "a zip archive, as spreadsheets and documents (.xlsx, .odt) are",
    b"\xd0\xcf\x11\xe0": "an Excel workbook",
    b"\x1f\x8b": "compressed by gzip",
    b"PAR1": "a Parquet file",
    b"%PDF": "a PDF",
}
"""What people take for a table, by how it begins."""
MARKS = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
"""The byte order marks of wide encodings; the longer ones first, for they begin with the shorter."""


def text_of(path: Path, *, patient: bool = False) -> str:
    """Return what a file says: UTF-8 (a byte order mark is fine), line ends as they are.

    A ``patient`` call takes bytes that are no UTF-8 as lone surrogates, so that the rows which hold them can be left out. Raises
    :class:`DataError` if there is no file, or if it holds anything else; UTF-16 and cp1252 are called by their names.
    """
    return decoded(_bytes_of(path), path, patient=patient)


def decoded(raw: bytes, path: Path, what: str = "the table as CSV", *, patient: bool = False) -> str:
    """Return the text that the bytes of a file are; raises what :func:`text_of` does, which says how ``what`` is to be saved."""
    for start, kind in NO_TEXTS.items():
        if raw.startswith(start):
            raise DataError(f"{named(path)} is {kind}, and no text: save {what} in UTF-8.")
    if wide := _wide(raw):
        raise DataError(f"{named(path)} is {wide} text, not UTF-8: save it as text in UTF-8.")
    try:
        text = raw.decode("utf-8-sig", errors="surrogateescape" if patient else "strict")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise DataError(
            f"{named(path)} is not UTF-8 text, see its line {line}{_western(raw, error.start)}: save it as text in UTF-8."
        ) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise DataError(f"{named(path)} is no text: there is a zero byte in its line {line}.")
    return text


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise DataError(f"There is no file {named(path)}.") from None
    except (OSError, ValueError) as error:  # a ValueError is a name that no file can have
        raise DataError(f"{named(path)} cannot be read: {getattr(error, 'strerror', None) or error}.") from error
    if len(raw) > LARGEST:
        raise DataError(f"{named(path)} has more than {LARGEST >> 20} MB, a table has less: take a part of it.")
    return raw


def _wide(raw: bytes) -> str:
    """Return the name of an encoding that takes two or four bytes for each letter, or nothing."""
    for mark, name in MARKS.items():
        if raw.startswith(mark):
            return name
    sample = raw[:SAMPLE]
    zeros = [sample[place::4].count(0) / (len(sample) / 4 or 1) for place in range(4)]
    if (min(zeros[2:]) > 0.98 and zeros[0] < 0.02) or (min(zeros[:2]) > 0.98 and zeros[3] < 0.02):
        return "UTF-32"
    even, odd = zeros[0] + zeros[2], zeros[1] + zeros[3]
    return "UTF-16" if max(even, odd) > 0.2 and min(even, odd) < 0.02 and sample.count(0) > 8 else ""


def _western(raw: bytes, place: int) -> str:
    """Return that a file which is no UTF-8 looks like cp1252, with a word of it as that; or nothing if it does not.

    Text of the west has some letters beyond ASCII among many others; where most are beyond it is another alphabet's.
    """
    sample = raw[max(0, place - SAMPLE // 2) : place + SAMPLE // 2]
    beyond, plain = sum(byte > 0x7F for byte in sample), sum(map(str.isalpha, sample.decode("ascii", "ignore")))
    try:
        sample.decode("cp1252")
    except UnicodeDecodeError:
        return ""
    if beyond > plain or any(byte < 9 or 13 < byte < 32 for byte in sample):
        return ""
    near = raw[max(0, place - 30) : place].decode("cp1252", "replace"), raw[place : place + 30].decode("cp1252", "replace")
    word = "".join(re.findall(r"\w*\Z", near[0])[:1] + re.findall(r"^\S\w*", near[1]))
    return f" (it looks like cp1252, as {brief(word)})"
