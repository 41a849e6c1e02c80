"""The rows of a table as people have them: which mark parts the fields, quotation marks used well or badly, and bad rows.

A row is read by the rules of RFC 4180 where it keeps them. Where it does not, say because a text begins with a quotation mark
that nobody closed, each of its lines is read alone and as it stands, so that one stray mark never takes the rows behind it along.
"""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TypeVar

from model.errors import LISTED, DataError, counted, listed, named

__all__ = [
    "DEFAULT",
    "LONGEST",
    "MARKS",
    "Reading",
    "Row",
    "at_lines",
    "bare",
    "collected",
    "fields_of",
    "lines_of",
    "rows_of",
    "too_long",
]

T = TypeVar("T")

MARKS = {",": "comma", ";": "semicolon", "\t": "tab"}
"""What may part the fields of a row."""
LONGEST = 131_072
"""The most characters that a line, or a quoted text of several lines, may have."""
OFTEN = 100
"""After so many rows it is told how many lines were read."""
ENOUGH = 50_000
"""Of so many rows with one fault no more are read."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """How a file of one's own is read.

    ``say`` is given each sentence about what was found; ``progress`` how many of how many lines are read. Rows that cannot be
    used are left out if ``skip_bad_rows``, else they are errors.
    """

    skip_bad_rows: bool = False
    say: Callable[[str], None] = lambda sentence: None
    progress: Callable[[int, int], None] = lambda done, total: None


DEFAULT = Reading()
"""Bad rows are errors, and nobody listens."""


class Row(NamedTuple):
    """A row of a table: the line on which it starts, counted from 1, and its fields, or what is wrong with it.

    ``loose`` says that its quotation marks were taken as they stand.
    """

    line: int
    fields: Sequence[str]
    fault: str = ""
    loose: bool = False


def lines_of(text: str) -> list[str]:
    """Return all lines with their ends, be they those of Unix, of Windows or of an old Mac."""
    return list(StringIO(text, newline=""))


def fields_of(line: str, mark: str) -> list[str]:
    """Return the fields of one line that is not longer than :data:`LONGEST`; quotation marks need not be right."""
    return next(csv.reader([line], delimiter=mark), [])


def rows_of(lines: Sequence[str], mark: str, columns: int, start: int = 0) -> Iterator[Row]:
    """Yield every row from ``lines[start]`` on that is not blank; those without just so many ``columns`` have a fault.

    The time that it takes grows with the lines alone, whatever their quotation marks.
    """
    at = start
    while at < len(lines):
        reader = csv.reader((lines[number] for number in range(at, len(lines))), delimiter=mark, strict=True)
        begun = at
        try:
            for fields in reader:
                after = at + reader.line_num
                if not any(map(str.strip, fields)):
                    pass
                elif len(fields) == columns and not _leaked(lines[begun], after - begun, mark, columns):
                    yield Row(begun + 1, fields)
                else:
                    yield from _alone(lines, begun, after, mark, columns)
                begun = after
            return
        except csv.Error:  # in the line that was read last, or at the end of all
            after = max(at + reader.line_num - 1, begun + 1)
            yield from _alone(lines, begun, after, mark, columns)
            at = after


def _leaked(line: str, lines: int, mark: str, columns: int) -> bool:
    """Tell whether a row has lines too many: with tabs, which no text holds, a line that has all its fields is a row."""
    return lines > 1 and mark == "\t" and line.count(mark) == columns - 1


def _alone(lines: Sequence[str], start: int, end: int, mark: str, columns: int) -> Iterator[Row]:
    """Yield a row for each of these lines that is not blank."""
    for number in range(start, end):
        if lines[number].strip(f" \r\n{mark}"):
            yield _row(number + 1, lines[number], mark, columns)


def _row(number: int, line: str, mark: str, columns: int) -> Row:
    """Return a line as a row: by the rules, else with loose quotation marks, else with marks that mean nothing."""
    if fault := too_long(line):
        return Row(number, (), fault)
    try:
        fields = next(csv.reader([line], delimiter=mark, strict=True))
    except csv.Error:
        plain = line.rstrip("\r\n").split(mark)
        for fields in (fields_of(line, mark), [bare(field) for field in plain]):
            if len(fields) == columns:
                return Row(number, fields, loose=True)
        return Row(number, (), "its quotation marks do not match")
    return Row(number, fields, "" if len(fields) == columns else _miscounted(len(fields), columns, mark))


def too_long(line: str) -> str:
    """Return that a line is too long to be a row, or nothing."""
    length = len(line.rstrip("\r\n"))
    return f"it has {counted(length, 'character')}, more than {LONGEST:,}" if length > LONGEST else ""


def bare(field: str) -> str:
    """Return a field without the quotation marks around it."""
    field = field.strip()
    return field[1:-1].replace('""', '"') if len(field) > 1 and field[0] == field[-1] == '"' else field


def _miscounted(found: int, columns: int, mark: str) -> str:
    quoting = f" (a text with {MARKS[mark]}s needs quotation marks)" if found > columns else ""
    return f"{counted(found, 'field')} instead of {columns}{quoting}"


def collected(path: Path, rows: Iterable[Row], lines: int, understand: Callable[[Row], T | str], reading: Reading) -> list[T]:
    """Return what ``understand`` makes of each row; it may return a string instead, which says what is wrong.

    Which rows are left out, and which have loose quotation marks, is said. Raises :class:`DataError` with the lines and reasons
    of the first bad rows if they are not to be left out, or if there are no others; with very many it reads no further.
    """
    good: list[T] = []
    bad: dict[str, list[int]] = defaultdict(list)
    loose: list[int] = []
    full = stopped = False
    for number, row in enumerate(rows):
        if full:
            stopped = True
            break
        if number % OFTEN == 0:
            reading.progress(row.line, lines)
        found = row.fault or ("it is not UTF-8 text" if _foreign(row) else understand(row))
        if isinstance(found, str):
            bad[found].append(row.line)
            full = not reading.skip_bad_rows and len(bad[found]) == ENOUGH
            continue
        good.append(found)
        if row.loose:
            loose.append(row.line)
    reading.progress(lines, lines)
    _settle(path, bad, len(good), reading, stopped=stopped)
    if loose:
        reading.say(f"Quotation marks that do not match are taken as they stand in {at_lines(loose)}.")
    return good


def _foreign(row: Row) -> bool:
    """Tell whether a field holds bytes that are no UTF-8, as a patient reading of the file leaves them."""
    text = "".join(row.fields)
    return not text.isascii() and any("\ud800" <= sign <= "\udfff" for sign in text)


def _settle(path: Path, bad: Mapping[str, Sequence[int]], good: int, reading: Reading, *, stopped: bool) -> None:
    """Say which rows are left out, or raise :class:`DataError`; ``bad`` has the lines on which each fault is.

    ``stopped`` says that there are rows which were not read.
    """
    rows = sum(map(len, bad.values()))
    if not rows + good:
        raise DataError(f"{named(path)} has no rows.")
    if not rows:
        return
    if not reading.skip_bad_rows:
        more = " or more" if stopped else ""
        begun = f"{named(path)} has {counted(rows, 'bad row')}{more}, to put right or leave out (--skip-bad-rows): "
    elif not good:
        begun = f"{named(path)} has no row that can be used: "
    else:
        begun = f"Left out {rows:,} of {counted(good + rows, 'row')}: "
    sentence = listed(begun, [f"{at_lines(lines)}: {fault}" for fault, lines in islice(bad.items(), LISTED)], len(bad))
    if not (good and reading.skip_bad_rows):
        raise DataError(sentence)
    reading.say(sentence)


def at_lines(lines: Sequence[int]) -> str:
    """Return how some lines are named, the first three of them."""
    more = f" and {len(lines) - 3:,} more" if len(lines) > 3 else ""
    return f"line{'s' if len(lines) > 1 else ''} {', '.join(map(str, lines[:3]))}{more}"
