"""A user's table: what is accepted, and every way of saying no."""

from itertools import combinations
from pathlib import Path

import pytest

from model.corpora.examples import Example
from model.corpora.tables import read_table, split
from model.errors import DataError
from model.vocabulary import look_up_form


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def rows(count: int, labels: str = "ab") -> tuple[Example, ...]:
    return tuple(Example((f"word{number}", "good"), labels[number % len(labels)]) for number in range(count))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_quoted_fields_marks_and_other_columns(tmp_path: Path, encoding: str) -> None:
    table = write(
        tmp_path / "t.csv",
        'Label,id,TEXT\r\nsport,1,"Goal, at last! ""Yes""\nsaid she"\r\n\r\ncuisine,2,Une crème brûlée\r\n',
        encoding,
    )
    assert read_table(table) == (
        Example(("Goal", "at", "last", "Yes", "said", "she"), "sport"),
        Example(("Une", "crème", "brûlée"), "cuisine"),
    )


def test_bad_rows_are_named_by_line_and_reason(tmp_path: Path) -> None:
    table = write(tmp_path / "t.csv", 'text,label\n"two\nlines",a\n,a\nfine,\n?!,a\none,two,three\nlonely\n')
    with pytest.raises(DataError) as error:
        read_table(table)
    assert str(error.value) == (
        f"{table} has rows to put right or take out: line 4: the text is empty; line 5: the label is empty; "
        "line 6: there is no word in '?!'; line 7: 3 fields instead of 2 (a text with commas needs quotation marks); "
        "line 8: 1 fields instead of 2 (a text with commas needs quotation marks)."
    )


def test_only_ten_bad_rows_are_named(tmp_path: Path) -> None:
    table = write(tmp_path / "t.csv", "text,label\n" + ",a\n" * 25)
    with pytest.raises(DataError, match=r"line 11: the text is empty; and 15 more\.$") as error:
        read_table(table)
    assert "line 12" not in str(error.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", r"no column 'text': its first line names nothing"),
        (b"txt,label\n", r"no column 'text' \(did you mean txt\?\): its first line names txt, label"),
        (b"text,class\n", r"no column 'label': its first line names text, class"),
        (b"text,label\ncaf\xe9,a\n", r"not UTF-8 text, see its line 2: save it"),
        (b'text,label\n"never closed,a\n', r"not a CSV file: unexpected end of data"),
    ],
)
def test_files_that_are_no_tables(tmp_path: Path, content: bytes, message: str) -> None:
    table = tmp_path / "t.csv"
    table.write_bytes(content)
    with pytest.raises(DataError, match=message) as error:
        read_table(table)
    assert str(table) in str(error.value)


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="There is no file"):
        read_table(tmp_path / "none.csv")
    with pytest.raises(DataError, match="directory"):
        read_table(tmp_path)


def test_parts_are_disjoint_by_sentence_and_all_have_all_labels() -> None:
    examples = rows(60, "abc")
    shouted = tuple(Example(tuple(map(str.upper, example.words)), example.label) for example in examples)
    parts = split(examples + shouted, "t.csv")
    texts = [{tuple(map(look_up_form, example.words)) for example in part} for part in parts]
    assert all(one.isdisjoint(other) for one, other in combinations(texts, 2))
    assert all({example.label for example in part} == set("abc") for part in parts)
    assert sorted(example for part in parts for example in part) == sorted(examples + shouted)


@pytest.mark.parametrize(
    ("examples", "message"),
    [
        (rows(19), "t.csv has 19 different texts; at least 20 are needed"),
        (rows(10) * 5, "t.csv has 10 different texts"),
        (rows(30, "a"), "t.csv has only the label 'a'"),
        ((*rows(30), Example(("odd",), "z")), r"fewer than 3 different texts: 'z' \(1\)"),
        ((), "t.csv has 0 different texts"),
    ],
)
def test_tables_that_cannot_be_learned(examples: tuple[Example, ...], message: str) -> None:
    with pytest.raises(DataError, match=message):
        split(examples, "t.csv")
