"""A user's own files: how they are read and refused; and labelled texts, from a CSV file with the columns text and label."""

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from model.corpora.examples import Example, Parts
from model.errors import DataError, near_matches
from model.vocabulary import look_up_form, words_of

if TYPE_CHECKING:
    import _csv

__all__ = ["read_table", "refuse", "split", "text_of"]

COLUMNS = ("text", "label")
SHOWN = 10
"""So many bad rows are named in the message; the others are counted."""
FEWEST = 20
"""A table needs at least this many different texts."""
PER_LABEL = 3
"""Each label needs at least this many: one text to learn from, one to choose by, one to report on."""
SHARE = 0.15
"""The share of each label's texts in the development part, and in the held-out part."""


def text_of(path: Path) -> str:
    """Return what a file says: UTF-8 (a byte order mark is fine), line ends as they are; raises :class:`DataError`."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise DataError(f"There is no file {path}.") from None
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error.strerror}.") from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise DataError(f"{path} is not UTF-8 text, see its line {line}: save it as text in UTF-8.") from error


def refuse(path: Path, bad: Sequence[str]) -> None:
    """Raise :class:`DataError` with the first faults of a table's rows if there are any."""
    if bad:
        more = f"; and {len(bad) - SHOWN} more" if len(bad) > SHOWN else ""
        raise DataError(f"{path} has rows to put right or take out: {'; '.join(bad[:SHOWN])}{more}.")


def read_table(path: Path) -> tuple[Example, ...]:
    """Read all rows of a CSV file: UTF-8 (a byte order mark is fine), quoted fields, more columns are ignored.

    Raises :class:`DataError` with the file, and for bad rows the line number and reason of the first ten of them.
    """
    try:
        return _examples(path, csv.reader(StringIO(text_of(path), newline=""), strict=True))
    except csv.Error as error:
        raise DataError(f"{path} is not a CSV file: {error}.") from error


def _examples(path: Path, rows: "_csv.Reader") -> tuple[Example, ...]:
    header = [name.strip().casefold() for name in next(rows, [])]
    for column in COLUMNS:
        if column not in header:
            found = ", ".join(filter(None, header)) or "nothing"
            raise DataError(f"{path} has no column {column!r}{near_matches(column, header)}: its first line names {found}.")
    places = [header.index(column) for column in COLUMNS]
    good, bad = [], []
    for line, row in _numbered(rows):
        text, label = ((row[place].strip() if place < len(row) else "") for place in places)
        reason = _fault(text, label, len(row), len(header))
        if reason:
            bad.append(f"line {line}: {reason}")
        else:
            good.append(Example(words_of(text), label))
    refuse(path, bad)
    return tuple(good)


def _numbered(rows: "_csv.Reader") -> Iterator[tuple[int, list[str]]]:
    """Yield each row that is not blank with the line on which it starts (a quoted text may hold several lines)."""
    start = rows.line_num + 1
    for row in rows:
        if row:
            yield start, row
        start = rows.line_num + 1


def _fault(text: str, label: str, cells: int, columns: int) -> str:
    if cells != columns:
        return f"{cells} fields instead of {columns} (a text with commas needs quotation marks)"
    if not text:
        return "the text is empty"
    if not words_of(text):
        return f"there is no word in {text!r}"
    return "" if label else "the label is empty"


def split(examples: tuple[Example, ...], name: str) -> Parts:
    """Deal the examples to the three parts, label by label; equal texts go to the same part.

    Raises :class:`DataError`, which calls the table ``name``, if there is only one label or there are too few texts.
    """
    texts: dict[tuple[str, ...], list[Example]] = defaultdict(list)
    for example in examples:
        texts[tuple(map(look_up_form, example.words))].append(example)
    groups: dict[str, list[list[Example]]] = defaultdict(list)
    for same in texts.values():
        groups[same[0].label].append(same)
    _check_sizes(groups, len(texts), name)
    rng = np.random.default_rng(0)
    parts: Parts = Parts((), (), ())
    for label in sorted(groups):
        parts = Parts(*(old + new for old, new in zip(parts, _deal(groups[label], rng), strict=True)))
    return parts


def _deal(group: list[list[Example]], rng: np.random.Generator) -> Iterator[tuple[Example, ...]]:
    """Yield one label's examples for training, development and test."""
    order = rng.permutation(len(group))
    share = max(1, round(SHARE * len(group)))
    for places in (order[2 * share :], order[:share], order[share : 2 * share]):
        yield tuple(example for place in places for example in group[place])


def _check_sizes(groups: dict[str, list[list[Example]]], texts: int, name: str) -> None:
    if texts < FEWEST:
        raise DataError(f"{name} has {texts} different texts; at least {FEWEST} are needed to learn from.")
    if len(groups) < 2:
        raise DataError(f"{name} has only the label {next(iter(groups))!r}; there is nothing to tell apart.")
    rare = [f"{label!r} ({len(group)})" for label, group in groups.items() if len(group) < PER_LABEL]
    if rare:
        raise DataError(f"{name} has labels with fewer than {PER_LABEL} different texts: {', '.join(rare)}.")
