"""Rows as people write them: quotation marks used well and badly, and what is said of rows that are no good."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.corpora.rows import LONGEST, Reading, Row, collected, lines_of, rows_of
from model.errors import DataError


def read(text: str, mark: str = ",", columns: int = 2) -> list[Row]:
    return list(rows_of(lines_of(text), mark, columns))


def fields(text: str, mark: str = ",", columns: int = 2) -> list[list[str]]:
    return [[*row.fields] for row in read(text, mark, columns)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_rows_that_keep_the_rules(end: str) -> None:
    rows = read(end.join(['"Well, ""he"" said', 'so",a', "", " , ", "plain,b"]))
    assert [(row.line, row.loose) for row in rows] == [(1, False), (5, False)]
    assert rows[0].fields == [f'Well, "he" said{end}so', "a"]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ('"Great" phone,a', ["Great phone", "a"]),
        ('"Great phone,a', ['"Great phone', "a"]),
        ('Great "phone",a', ['Great "phone"', "a"]),
        ('5" screen,a', ['5" screen', "a"]),
        ('"He said "yes" to me",a', ['He said yes" to me"', "a"]),
        ('"Well, "Great" it is",a', ['Well, Great" it is"', "a"]),
        ('"Great" phone,"a"', ["Great phone", "a"]),
    ],
)
def test_loose_quotation_marks_cost_no_row_before_or_behind(line: str, found: list[str]) -> None:
    assert fields(f'x,a\n{line}\ny,b\n"z",c\n') == [["x", "a"], found, ["y", "b"], ["z", "c"]]


def test_a_mark_that_is_never_closed_takes_no_other_row_along() -> None:
    rows = read('x,a\n"open, and never closed\ny,b\n"z, too",c\n')
    assert [(row.line, [*row.fields], row.fault) for row in rows] == [
        (1, ["x", "a"], ""),
        (2, ['"open', "and never closed"], ""),
        (3, ["y", "b"], ""),
        (4, ["z, too", "c"], ""),
    ]


@pytest.mark.parametrize(
    ("line", "mark", "fault"),
    [
        ("a,b,c", ",", "3 fields instead of 2 (a text with commas needs quotation marks)"),
        ("a;b;c", ";", "3 fields instead of 2 (a text with semicolons needs quotation marks)"),
        ("alone", ",", "1 field instead of 2"),
        ('"a, b, c', ",", "its quotation marks do not match"),
        ('"a" x, b, c', ",", "its quotation marks do not match"),
        ("x" * (LONGEST + 1), ",", f"it has {LONGEST + 1:,} characters, more than {LONGEST:,}"),
    ],
)
def test_a_fault_has_its_line(line: str, mark: str, fault: str) -> None:
    rows = read(f"x{mark}a\n{line}\ny{mark}b\n", mark)
    assert [(row.line, row.fault) for row in rows] == [(1, ""), (2, fault), (3, "")]


def test_with_tabs_a_line_that_has_all_its_fields_is_a_row() -> None:
    assert fields('"Go\ta\nIt is 5"\tb\n"two\nlines"\tc\n', "\t") == [['"Go', "a"], ['It is 5"', "b"], ["two\nlines", "c"]]


@given(st.text(alphabet='ab",;\n\r', max_size=60), st.integers(1, 4))
def test_no_line_is_lost_or_read_twice(text: str, columns: int) -> None:
    lines = lines_of(text)
    found = [row.line for row in rows_of(lines, ",", columns)]
    assert found == sorted(set(found))
    assert set(found) <= set(range(1, len(lines) + 1))
    plain = [number for number, line in enumerate(lines, 1) if '"' not in line and line.strip(" ,\r\n")]
    assert '"' in text or found == plain


def test_the_time_grows_with_the_lines_alone() -> None:
    # Each of these rows leaves a mark open that the next does not close; one that began anew with each would read all behind.
    lines = lines_of('a","c\n' * 2_000)
    asked = 0

    class Counting(list[str]):
        def __getitem__(self, place: int) -> str:  # type: ignore[override]
            nonlocal asked
            asked += 1
            return super().__getitem__(place)

    assert len(list(rows_of(Counting(lines), ",", 2))) == 2_000
    assert asked < 10 * 2_000


def understood(row: Row) -> str | tuple[str, ...]:
    return "its label is odd" if row.fields[1] == "odd" else tuple(row.fields)


TEXT = "x,a\nx,odd\nlone\ny,b\nlone\nz,odd\nlone\nlone\n"
FAULTS = "lines 2, 6: its label is odd; lines 3, 5, 7 and 1 more: 1 field instead of 2."


def test_bad_rows_are_errors_with_their_lines_and_reasons() -> None:
    with pytest.raises(DataError) as error:
        collected(Path("t.csv"), rows_of(lines_of(TEXT), ",", 2), 8, understood, Reading())
    assert str(error.value) == f"t.csv has 6 bad rows, to put right or leave out (--skip-bad-rows): {FAULTS}"


def test_or_they_are_left_out_which_is_said() -> None:
    said: list[str] = []
    reading = Reading(skip_bad_rows=True, say=said.append)
    rows = [*rows_of(lines_of(TEXT + '"a" b,c\n'), ",", 2), Row(10, ["caf\udce9", "a"])]
    assert collected(Path("t.csv"), rows, 8, understood, reading) == [("x", "a"), ("y", "b"), ("a b", "c")]
    assert said == [
        f"Left out 7 of 10 rows: {FAULTS[:-1]}; line 10: it is not UTF-8 text.",
        "Quotation marks that do not match are taken as they stand in line 9.",
    ]


@pytest.mark.parametrize(
    ("text", "said"), [("", "t.csv has no rows"), ("lone\n", "t.csv has no row that can be used: line 1: 1 field")]
)
def test_a_table_without_a_row_is_none(text: str, said: str) -> None:
    with pytest.raises(DataError, match=said):
        collected(Path("t.csv"), rows_of(lines_of(text), ",", 2), 1, understood, Reading(skip_bad_rows=True))


def test_it_is_told_how_many_lines_are_read() -> None:
    told: list[tuple[int, int]] = []
    collected(Path("t"), rows_of(["x,a\n"] * 250, ",", 2), 250, understood, Reading(progress=lambda *news: told.append(news)))
    assert told == [(1, 250), (101, 250), (201, 250), (250, 250)]


def test_of_very_many_bad_rows_no_more_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("model.corpora.rows.ENOUGH", 3)
    rows = iter([Row(number, ["x"], "it is odd") for number in range(1, 9)])
    with pytest.raises(DataError, match=r"^t\.csv has 3 bad rows or more, .*lines 1, 2, 3: it is odd\.$"):
        collected(Path("t.csv"), rows, 8, lambda row: row, Reading())
    assert next(rows).line == 5


@pytest.mark.parametrize("faults", [["it is odd"] * 3, ["it is odd", "it is even"] * 2])
def test_if_all_are_read_there_are_no_more(faults: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("model.corpora.rows.ENOUGH", 3)
    rows = [Row(number, ["x"], fault) for number, fault in enumerate(faults, 1)]
    with pytest.raises(DataError, match=rf"^t\.csv has {len(faults)} bad rows, "):
        collected(Path("t.csv"), rows, len(faults), lambda row: row, Reading())
