"""A user's own pairs of sentences: a sentence, a tab, its translation; or the first two columns of a table with other marks."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np

from model.corpora.cutting import cut_by
from model.corpora.headings import HEADINGS
from model.corpora.pairs import PairParts, SentencePair
from model.corpora.rows import DEFAULT, MARKS, Reading, Row, bare, collected, fields_of, lines_of, rows_of, too_long
from model.errors import DataError, brief, counted, named
from model.texts import text_of
from model.tokens import tokens_of
from model.words import look_up_form, words_of

__all__ = ["read_pairs", "split"]

FEWEST = 30
"""A table needs at least this many different sentences."""
WORDY = 40
"""The most words that a sentence may have, on either side."""
SHARE, MOST = 0.1, 2_000
"""The share of the sentences in the development part, and in the held-out part; and how many these have at most."""
GLANCE, LOOK = 20, 1_000
"""So many rows are looked at to see what parts the fields, and so many to see whether the columns hold sentences."""
NEARLY = 0.9
"""The share of the rows in which a column has a number or an id if it holds no sentences."""
ID = re.compile(r"[^\W\d_]{0,2}[\d.,]+|(?=\S*\d)(?:\S*[-_:#/]\S*|[0-9a-fA-F]{8,})")
"""A number, also with a letter or two before it; or a word with a figure in it that is hexadecimal or has a joint."""
LONGEST_ID = 200
"""So many letters it has at the most: of a line of joints the pattern takes the square of its length."""
FEW = 0.02
"""If so few of its texts are different, a column holds labels or codes."""
SIDES = ("sentence", "translation")


def read_pairs(path: Path, reading: Reading = DEFAULT, languages: Sequence[str] = ()) -> tuple[SentencePair, ...]:
    """Read all pairs: UTF-8 (a byte order mark is fine), one a row; further fields, and blank lines, are ignored.

    A first line that names columns, or the ``languages``, is left out. What is to be known of the table is said in sentences.
    Raises :class:`DataError` with the file, and the lines and reasons of the first rows that cannot be used; also if what should
    be sentences are numbers, ids, labels or codes.
    """
    lines = lines_of(text_of(path, patient=reading.skip_bad_rows))
    rows, mark = _rows(lines)
    look = list(islice(rows, LOOK))
    start = 0
    if look and (names := _header(look[0], languages)):
        reading.say(f"Line {look[0].line} of {named(path)} is left out as a header: it names {names}.")
        start = look.pop(0).line
    _check_columns(path, look)
    pairs = collected(path, _rows(lines, start)[0], len(lines), _pair, reading)
    reading.say(f"{named(path)} has {counted(len(pairs), 'pair')}, parted by {MARKS[mark]}s.")
    return tuple(pairs)


def _rows(lines: Sequence[str], start: int = 0) -> tuple[Iterator[Row], str]:
    """Return the rows, and what parts their fields: a tab, unless no line has one and all have as many commas or semicolons."""
    glance = list(islice((line for line in lines if line.strip() and not too_long(line)), GLANCE))
    if not any("\t" in line for line in glance):
        for mark in (";", ","):
            counts = {len(fields_of(line, mark)) for line in glance}
            if len(counts) == 1 and (columns := counts.pop()) > 1:
                return rows_of(lines, mark, columns, start), mark
    return _tabbed(lines, start), "\t"


def _tabbed(lines: Sequence[str], start: int) -> Iterator[Row]:
    """Yield a row for each line that is not blank, whatever its quotation marks: with tabs, most people have them as they are."""
    for number in range(start, len(lines)):
        line = lines[number]
        if line.strip():
            fault = too_long(line)
            yield Row(number + 1, () if fault else [bare(each) for each in line.split("\t")], fault)


def _header(row: Row, languages: Sequence[str]) -> str:
    """Return what a header names, or nothing if the row is none: its words name languages or columns, without a full stop."""
    fields = [field.strip() for field in row.fields[:2]]
    words = [[look_up_form(word) for word in words_of(field)] for field in fields]
    if len(fields) < 2 or len({look_up_form(field) for field in fields}) < 2 or not all(words):
        return ""
    names = HEADINGS.union(*(map(look_up_form, words_of(language)) for language in languages))
    ends = any(field.endswith(tuple(".!?।")) for field in fields)
    return "" if ends or not all(names.issuperset(each) for each in words) else " and ".join(map(brief, fields))


def _check_columns(path: Path, rows: Sequence[Row]) -> None:
    """Raise :class:`DataError` if one of the first two columns holds no sentences."""
    rows = [row for row in rows if len(row.fields) > 1]
    if len(rows) < GLANCE:  # too few to tell, and too few to learn from
        return
    for place, side in enumerate(SIDES):
        fields = [row.fields[place].strip() for row in rows]
        numbered = [field for field in fields if len(field) <= LONGEST_ID and ID.fullmatch(field)]
        different = len(set(fields))
        what = ""
        if different <= max(1, FEW * len(fields)):
            what = f"only {counted(different, 'different text')}"
        elif len(numbered) > NEARLY * len(fields):
            what = "a number or an id"
        if what:
            raise DataError(
                f"{named(path)} has {what} where a {side} should be, such as {brief((numbered or fields)[0])}: "
                "its first two columns must be the sentence and its translation."
            )


def _pair(row: Row) -> SentencePair | str:
    """Return a row as a pair, or what is wrong with it."""
    if len(row.fields) < 2:
        return "there is no tab between a sentence and its translation"
    sides: list[tuple[str, ...]] = []
    for name, text in zip(SIDES, row.fields, strict=False):
        words = cut_by(tokens_of, text)
        if not text.strip():
            return f"the {name} is empty"
        if not words:
            return f"there is no word in {brief(text.strip())}"
        if len(words) > WORDY:
            return f"the {name} has {counted(len(words), 'word')}, more than {WORDY}"
        sides.append(words)
    return SentencePair(sides[0], sides[1])


def split(pairs: Iterable[SentencePair], name: str) -> PairParts:
    """Deal the pairs to the three parts; all translations of one sentence go to the same part.

    Raises :class:`DataError`, which calls the table ``name``, if there are too few sentences.
    """
    sentences: dict[tuple[str, ...], list[SentencePair]] = defaultdict(list)
    for pair in pairs:
        sentences[tuple(map(look_up_form, pair.source))].append(pair)
    if len(sentences) < FEWEST:
        raise DataError(
            f"{named(name)} has {counted(len(sentences), 'different sentence')}; at least {FEWEST} are needed to learn from."
        )
    groups = list(sentences.values())
    order, share = np.random.default_rng(0).permutation(len(groups)), max(1, round(min(SHARE * len(groups), MOST)))
    places = order[2 * share :], order[:share], order[share : 2 * share]
    return PairParts(*(tuple(pair for place in part for pair in groups[place]) for part in places))
