"""Tables of weights, as spreadsheets and data frames write them: source words across, target words down."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from io import StringIO
from itertools import islice
from typing import NamedTuple

import numpy as np

from model.errors import TraceError, named
from model.trace.attention import DUST, AttentionTrace, quoted, range_fault, word_fault

__all__ = ["traced"]

DELIMITERS = "\t;,"
NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|\.\d+)([eE][+-]?\d{1,4})?", re.ASCII)
"""A number, its decimals behind a point or a comma: where commas stand between fields, this one stands in quotation marks."""
PERCENT = re.compile(rf"{NUMBER.pattern}\s?%", re.ASCII)
"""A number in percent."""
TRIED = 50
"""So many lines are looked at to find what stands between fields."""
SINGLE, AS_SINGLE = 9, 2.0**-23
"""So many decimal digits tell numbers of float32 apart; those with no more may be of that type, and are as coarse."""


class Line(NamedTuple):
    """A line of a table: its number, counted from 1, and its fields."""

    number: int
    fields: list[str]


def traced(text: str, *, normalized: bool, origin: str) -> AttentionTrace:
    """Return the trace of a table; raises :class:`TraceError` with the line, the column and the words of what is wrong.

    The first line has, behind a field that means nothing, the source words; each other line a target word and its weights. A
    table of numbers alone has no words.
    Between fields stand tabs, semicolons or commas, whichever make more numbers. If it is ``normalized``, each line adds up to
    one, but for what the digits explain that were printed.
    """
    lines = _trimmed(list(_lines(text, _delimiter(text))))
    if not lines or len(lines[0].fields) < 2:
        raise TraceError("its first line should name the source words, with tabs, semicolons or commas between them.")
    first, *rest = lines
    if not rest:
        raise TraceError(f"there is no line of weights below the source words, line {first.number}.")
    if all(NUMBER.fullmatch(field) for line in lines for field in line.fields):  # the first field too, which means nothing
        raise TraceError("it has numbers only: write the source words above the weights, and the target words before them.")
    if first.fields[0] and all(map(_is_share, first.fields[1:])) and any("." in each or "," in each for each in first.fields[1:]):
        raise TraceError(
            f"its line {first.number} has weights, {quoted(first.fields[1])} say: write the source words above them."
        )
    source = tuple(_word(first.number, column, word) for column, word in enumerate(first.fields[1:], start=2))
    target = tuple(_word(line.number, 1, line.fields[0]) for line in rest)
    numbers = [_numbers(line, source) for line in rest]
    rounding = _rounding([number for row in numbers for number in row])
    weights = np.array(numbers, dtype=np.float64)
    trace = AttentionTrace.of(weights, source, target, normalized=False, rounding=rounding, origin=origin)
    if normalized and (fault := trace.sums_fault()):
        row, reason = fault
        raise TraceError(f"line {rest[row].number} ({quoted(target[row])}) {reason}.")
    return replace(trace, normalized=normalized)


def _lines(text: str, delimiter: str) -> Iterator[Line]:
    """Yield each line that is not empty; raises :class:`TraceError` for quotation marks that are not in pairs."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for fields in reader:
            if any(field.strip() for field in fields):
                yield Line(reader.line_num, [field.strip() for field in fields])
    except csv.Error as error:
        raise TraceError(f"line {reader.line_num} cannot be read as fields ({named(str(error))}).") from error


def _trimmed(lines: list[Line]) -> list[Line]:
    """Return lines without last fields that are empty in all of them: spreadsheets write such."""
    while lines and all(len(line.fields) > 1 and not line.fields[-1] for line in lines):
        lines = [line._replace(fields=line.fields[:-1]) for line in lines]
    return lines


def _is_share(field: str) -> bool:
    return NUMBER.fullmatch(field) is not None and 0 <= Decimal(field.replace(",", ".")) <= 1


def _delimiter(text: str) -> str:
    """Return what stands between fields: that by which the first lines have most numbers behind their first field."""

    def numbers(delimiter: str) -> int:
        try:
            tried = list(islice(_lines(text, delimiter), TRIED))
        except TraceError:
            return 0
        return sum(NUMBER.fullmatch(field) is not None for line in tried for field in line.fields[1:])

    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(DELIMITERS, key=lambda each: (numbers(each), first.count(each)))


def _word(line: int, column: int, word: str) -> str:
    if fault := word_fault(word):
        raise TraceError(f"line {line}, column {column}: the word {fault}.")
    return word


def _numbers(line: Line, source: Sequence[str]) -> list[Decimal]:
    """Return the weights of a line."""
    word, *fields = line.fields
    if len(fields) != len(source):
        hints = {
            2 * len(source): ": decimal commas need semicolons, tabs or quotation marks",
            len(source) + 1: ": there is one above the target words too, which means nothing",
        }
        counts = f"{len(line.fields)} in line {line.number}, {len(source) + 1} in the first"
        raise TraceError(f"lines differ in how many fields they have, {counts}{hints.get(len(fields), '')}.")
    found = []
    for column, (field, of) in enumerate(zip(fields, source, strict=True), start=2):
        where = f"line {line.number}, column {column} ({quoted(word, of)})"
        if PERCENT.fullmatch(field):
            raise TraceError(f"{where} holds {quoted(field)}: write shares of one, such as 0.04 for 4%.")
        if not NUMBER.fullmatch(field):
            raise TraceError(f"{where} {f'holds {quoted(field)}, which is no number' if field else 'is empty'}.")
        number = Decimal(field.replace(",", "."))
        if number > 1 and _are_percents(fields):
            raise TraceError(f"{where} holds {quoted(field)}, and its line adds up to 100: divide all by 100.")
        if abs(number - (weight := min(max(number, Decimal(0)), Decimal(1)))) > DUST:
            raise TraceError(f"{where} {range_fault(float(number))}.")
        found.append(weight)
    return found


def _are_percents(fields: Sequence[str]) -> bool:
    """Tell whether numbers add up to a hundred, but for what is lost where each is rounded to a whole one."""
    numbers = [Decimal(field.replace(",", ".")) for field in fields if NUMBER.fullmatch(field)]
    total = sum(numbers, Decimal(0))
    return len(numbers) == len(fields) and all(each >= 0 for each in numbers) and 2 * abs(total - 100) <= len(fields)


def _rounding(numbers: Sequence[Decimal]) -> float:
    """Return half a unit of the last digit that was printed, of the largest number below one; nought of whole numbers.

    All may have as many decimals, or as many digits, ends of zeros left out: the coarser of both is believed.
    """
    parts = [number for number in numbers if 0 < number < 1]
    if not parts:
        return 0.0
    decimals = max(-int(number.as_tuple().exponent) for number in numbers)
    digits = max(len(number.as_tuple().digits) for number in parts)
    unit = max(10.0**-decimals, 10.0 ** (max(parts).adjusted() + 1 - digits))
    return max(unit / 2, AS_SINGLE if digits <= SINGLE else 0.0)
