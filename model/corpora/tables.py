"""Labelled texts of a user's own: from a table with a column of texts and a column of labels, named in its first line."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np

from model.corpora.cutting import cut_by
from model.corpora.examples import Example, Parts
from model.corpora.findings import Labelled, folded, of_labels, spellings
from model.corpora.rows import DEFAULT, MARKS, Reading, Row, collected, fields_of, lines_of, rows_of, too_long
from model.errors import DataError, brief, counted, listed, named, near_matches
from model.texts import text_of
from model.words import look_up_form, words_of

__all__ = ["read_table", "split"]

USUAL = ("text", "label")
"""What the two columns are called if nobody says otherwise."""
FEWEST = 20
"""A table needs at least this many different texts."""
PER_LABEL = 3
"""Each label needs at least this many: one text to learn from, one to choose by, one to report on."""
WORDY = 10_000
"""The most words of a text."""
SHARE, MOST = 0.15, 2_000
"""The share of each label's texts in the development part, and in the held-out part; and how many texts these have at most."""


SHORT = 16
"""So many letters of a column's name are shown."""


class Columns(NamedTuple):
    """Where in a table its texts and labels are: the line of its header, what parts fields, how many there are, and which two."""

    line: int
    mark: str
    fields: int
    text: int
    label: int


def read_table(
    path: Path, text_column: str | None = None, label_column: str | None = None, reading: Reading = DEFAULT
) -> tuple[Example, ...]:
    """Read all rows of a table: UTF-8, parted by commas, semicolons or tabs; more columns are ignored.

    Labels that differ only in case or space are one, in the spelling that most rows have. What is to be known of the table is
    said in sentences. Raises :class:`DataError` with the file, and the lines and reasons of the first rows that cannot be used.
    """
    lines = lines_of(text_of(path, patient=reading.skip_bad_rows))
    columns = _columns(path, lines, (text_column, label_column))
    rows = rows_of(lines, columns.mark, columns.fields, columns.line)
    good = collected(path, rows, len(lines), partial(_labelled, columns=columns), reading)
    spelt = spellings(row.label for row in good)
    for sentence in of_labels(named(path), MARKS[columns.mark], good, spelt):
        reading.say(sentence)
    return tuple(Example(row.words, spelt[row.label]) for row in good)


def _columns(path: Path, lines: Sequence[str], wanted: tuple[str | None, str | None]) -> Columns:
    """Find the header, and the mark by which it has most of the two columns, then most columns."""
    line, header = next(((number, line) for number, line in enumerate(lines) if line.strip() and not _names_mark(line)), (0, ""))
    if not header:
        raise DataError(f"{named(path)} is empty.")
    if too_long(header):
        raise DataError(f"{named(path)} is no table: its first line has {counted(len(header.rstrip()), 'character')}.")

    def suits(mark: str) -> tuple[int, int]:
        names = fields_of(header, mark)
        return sum(bool(_places(names, *each)) for each in zip(wanted, USUAL, strict=True)), len(names)

    mark = max(MARKS, key=suits)
    names = fields_of(header, mark)
    text, label = (_place(path, names, *each) for each in zip(wanted, USUAL, strict=True))
    if text == label:
        raise DataError(f"The column {brief(names[text])} of {named(path)} cannot be both the text and the label.")
    return Columns(line + 1, mark, len(names), text, label)


def _names_mark(line: str) -> bool:
    """Tell whether a line is for spreadsheets only: it says what parts the fields, ``sep=;``."""
    return line.casefold().startswith("sep=") and len(line.strip()) <= len("sep=;")


def _places(names: Sequence[str], wanted: str | None, usual: str) -> list[int]:
    """Return where a column is: by the very name that is wanted, else by a name without regard to case and space."""
    exact = [place for place, name in enumerate(names) if wanted is not None and name.strip() == wanted.strip()]
    return exact or [place for place, name in enumerate(names) if folded(name) == folded(wanted or usual)]


def _place(path: Path, names: Sequence[str], wanted: str | None, usual: str) -> int:
    """Return where a column is; raises :class:`DataError` if there is none of that name, or more than one."""
    places, column = _places(names, wanted, usual), wanted or usual
    if len(places) == 1:
        return places[0]
    if places:
        where = " and ".join(f"{place + 1}" for place in places[:5])
        raise DataError(
            f"{named(path)} has {len(places)} columns {brief(column)}, at places {where}: "
            f"rename all but one, or name it as it is written by --{usual}-column."
        )
    if len(names) == 1:
        parted = f"its first line is one column, {brief(names[0].strip()[:SHORT])}; commas, semicolons or tabs part columns"
        raise DataError(f"{named(path)} has no column {brief(column)}: {parted}.")
    choices = [folded(name) for name in names[:50] if name.isprintable() and max(len(name), len(column)) <= SHORT]
    near = near_matches(folded(column), choices, most=1)
    begun = (
        f"{named(path)} has no column {brief(column)}{near}: its first line must name it, or --{usual}-column another; it has "
    )
    raise DataError(listed(begun, [brief(name.strip()[:SHORT])[1:-1] for name in names if name.strip()] or ["nothing"]))


def _labelled(row: Row, columns: Columns) -> Labelled | str:
    """Return a row's text and label, or what is wrong with them."""
    text, label = row.fields[columns.text].strip(), row.fields[columns.label].strip()
    if not text:
        return "the text is empty"
    if not label:
        return "the label is empty"
    words = cut_by(words_of, text)
    if not words:
        return f"there is no word in {brief(text)}"
    if len(words) > WORDY:
        return f"the text has {counted(len(words), 'word')}, more than {WORDY:,}"
    return Labelled(row.line, words, label, _edges(text, columns))


def _edges(text: str, columns: Columns) -> tuple[str, ...]:
    """Return the fields in a text of several lines where labels would be if its lines were rows."""
    last, lines = columns.label > columns.text, text.splitlines()
    rows = [line.split(columns.mark) for line in (lines[:-1] if last else lines[1:])]
    return tuple(row[-1 if last else 0].strip() for row in rows if len(row) > 1)


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
    rng, held = np.random.default_rng(0), min(SHARE, MOST / len(texts))
    parts: Parts = Parts((), (), ())
    for label in sorted(groups):
        parts = Parts(*(old + new for old, new in zip(parts, _deal(groups[label], held, rng), strict=True)))
    return parts


def _deal(group: list[list[Example]], held: float, rng: np.random.Generator) -> Iterator[tuple[Example, ...]]:
    """Yield one label's examples for training, development and test; ``held`` is the share of each of the latter."""
    order = rng.permutation(len(group))
    share = max(1, round(held * len(group)))
    for places in (order[2 * share :], order[:share], order[share : 2 * share]):
        yield tuple(example for place in places for example in group[place])


def _check_sizes(groups: dict[str, list[list[Example]]], texts: int, name: str) -> None:
    if texts < FEWEST:
        raise DataError(f"{named(name)} has {counted(texts, 'different text')}; at least {FEWEST} are needed to learn from.")
    if len(groups) < 2:
        raise DataError(f"{named(name)} has only the label {brief(next(iter(groups)))}; there is nothing to tell apart.")
    rare = [f"{brief(label)} ({len(group)})" for label, group in groups.items() if len(group) < PER_LABEL]
    if rare:
        raise DataError(listed(f"{named(name)} has labels with fewer than {PER_LABEL} different texts: ", rare))
