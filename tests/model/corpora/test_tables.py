"""A user's table: what is accepted, and every way of saying no."""

import re
from itertools import combinations
from pathlib import Path

import pytest

from model.corpora import tables
from model.corpora.examples import Example
from model.corpora.findings import in_order
from model.corpora.rows import MARKS, Reading
from model.corpora.tables import read_table, split
from model.errors import DataError
from model.words import look_up_form


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
    assert str(error.value).removeprefix(str(table)) == (
        " has 5 bad rows, to put right or leave out (--skip-bad-rows): line 4: the text is empty; line 5: the label is empty; "
        "line 6: there is no word in '?!'; and 2 more."
    )


def test_what_is_wrong_with_many_rows_is_said_once(tmp_path: Path) -> None:
    table = write(tmp_path / "t.csv", "text,label\n" + ",a\n" * 25)
    with pytest.raises(DataError, match=r"has 25 bad rows, .*: lines 2, 3, 4 and 22 more: the text is empty\.$"):
        read_table(table)


def test_bad_rows_are_left_out_if_so_asked(tmp_path: Path) -> None:
    table = write(tmp_path / "t.csv", "text,label\nx,a\n,a\ny,b\n")
    said: list[str] = []
    examples = read_table(table, reading=Reading(skip_bad_rows=True, say=said.append))
    assert examples == (Example(("x",), "a"), Example(("y",), "b"))
    assert said[0] == "Left out 1 of 3 rows: line 3: the text is empty."


def test_a_text_may_have_so_many_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "WORDY", 3)
    assert len(read_table(write(tmp_path / "t.csv", "text,label\nx y z,a\n"))) == 1
    with pytest.raises(DataError, match="line 2: the text has 4 words, more than 3"):
        read_table(write(tmp_path / "t.csv", "text,label\nx y z z,a\n"))


@pytest.mark.parametrize("mark", ",;\t")
def test_commas_semicolons_and_tabs_part_columns(mark: str, tmp_path: Path) -> None:
    said: list[str] = []
    rows = [["id", "x", "text", "label"], ["1", "2", "good, very; good\tindeed", "yes"], ["1", "2", "bad", "no"]]
    text = "\n".join(mark.join(f'"{field}"' for field in row) for row in rows)
    found = read_table(write(tmp_path / "t.csv", text), reading=Reading(say=said.append))
    assert [(example.words, example.label) for example in found] == [
        (("good", "very", "good", "indeed"), "yes"),
        (("bad",), "no"),
    ]
    assert said[0].endswith(f"has 2 texts, parted by {MARKS[mark]}s, with 2 labels: 'yes' 1; 'no' 1.")


@pytest.mark.parametrize(
    ("labels", "order"),
    [
        ("10 stars|2 stars|1 star", "1 star|2 stars|10 stars"),
        ("1|-1|0.5|0", "-1|0|0.5|1"),
        ("b|B2|a|b10|b9", "B2|a|b|b9|b10"),
        ("positive|negative|neutral", "negative|neutral|positive"),
    ],
)
def test_labels_are_in_the_order_of_the_numbers_in_them(labels: str, order: str) -> None:
    assert in_order(labels.split("|")) == order.split("|")


def test_how_many_texts_have_each_label_is_told_by_number_or_the_commonest_first(tmp_path: Path) -> None:
    for labels, order in (("4 1 4 2", "'1' 1; '2' 1; '4' 2."), ("d a d b", "'d' 2; 'a' 1; 'b' 1.")):
        said: list[str] = []
        rows = "".join(f"{word} it,{label}\n" for word, label in zip("wxyz", labels.split(), strict=True))
        read_table(write(tmp_path / "t.csv", f"text,label\n{rows}"), reading=Reading(say=said.append))
        assert said[0].endswith(f"with 3 labels: {order}")


def test_a_decimal_comma_in_the_header_does_not_part_columns(tmp_path: Path) -> None:
    assert read_table(write(tmp_path / "t.csv", "text;weight, in kg;label\nwell, yes;1,5;a\n"))[0].label == "a"


@pytest.mark.parametrize(
    ("header", "columns", "found"),
    [
        ("review,sentiment", ("review", "sentiment"), ("one", "two")),
        ("Review , SENTIMENT", ("review", "sentiment"), ("one", "two")),
        ("Text,text", ("text", "Text"), ("two", "one")),
        ("text,label", ("label", "text"), ("two", "one")),
        ("\nsep=,\r\ntext,label", (None, None), ("one", "two")),
        (" TEXT\u200b,Label ", (None, None), ("one", "two")),
    ],
)
def test_columns_are_named(header: str, columns: tuple[str | None, str | None], found: tuple[str, str], tmp_path: Path) -> None:
    examples = read_table(write(tmp_path / "t.csv", f"{header}\none,two\n"), *columns)
    assert examples == (Example((found[0],), found[1]),)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "t.csv is empty"),
        (b"\n \n", "t.csv is empty"),
        (b"text,label\n", "t.csv has no rows"),
        (b",,\nx,y\n", "another; it has nothing"),
        (
            b"txt,label\n",
            r"no column 'text' \(did you mean txt\?\): its first .* or --text-column another; it has txt; label\.$",
        ),
        (b"text,class\n", r"no column 'label': its first line must name it, or --label-column another; it has text; class\.$"),
        (
            b"text|label\na|b\n",
            r"no column 'text': its first line is one column, 'text\|label'; commas, semicolons or tabs part columns\.$",
        ),
        (b"text\nnot good\n", "no column 'label': its first line is one column, 'text'; commas, semicolons or tabs"),
        (b"text,label,TEXT\n", "has 2 columns 'text', at places 1 and 3"),
        (b"text,label,text\n", "has 2 columns 'text', at places 1 and 3"),
        (b"x" * 131_072 + b"\n", "no column 'text': its first line is one column"),
        (b"x" * 131_073 + b"\n", "is no table: its first line has 131,073 characters"),
        (b"x" * 200_000, "is no table: its first line has 200,000 characters"),
        (b",".join([b"a" * 1_000] * 100), r"it has a{16}.*; and \d\d more\.$"),
        (b"text,label\ncaf\xe9,a\n", r"not UTF-8 text, see its line 2 \(it looks like cp1252, as 'caf\xe9'\): save it"),
    ],
)
def test_files_that_are_no_tables(tmp_path: Path, content: bytes, message: str) -> None:
    table = tmp_path / "t.csv"
    table.write_bytes(content)
    with pytest.raises(DataError, match=message) as error:
        read_table(table)
    assert str(table) in str(error.value)
    assert len(str(error.value)) < 300 + len(str(tmp_path))


def test_one_column_cannot_be_both(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"The column 'label' of .* cannot be both the text and the label"):
        read_table(write(tmp_path / "t.csv", "text,label\n"), "label", "label")


def test_what_is_odd_about_labels_is_said(tmp_path: Path) -> None:
    said: list[str] = []
    text = "text,label\nx,Very good\ny,very  good\nz,very good\nz!,bad\nv,very good \nZ,BAD\nw,bad\nv,very good"
    examples = read_table(write(tmp_path / "t.csv", text), reading=Reading(say=said.append))
    assert [example.label for example in examples] == [*["very good"] * 3, "bad", "very good", "bad", "bad", "very good"]
    assert said[0].endswith("t.csv has 8 texts, parted by commas, with 2 labels: 'very good' 5; 'bad' 3.")
    assert sorted(said[1].rpartition(": ")[2].strip(".").split("; ")) == [
        "'BAD' as 'bad'",
        "'Very good' as 'very good'",
        "'very  good' as 'very good'",
    ]
    assert said[2:] == ["1 text has more than one label, which nothing can learn: 'z' in line 4 ('very good') and 5 ('bad')."]


@pytest.mark.parametrize(("header", "order"), [("text,label", "{0},{1}"), ("label,text", "{1},{0}")])
def test_a_text_that_may_have_swallowed_a_row_is_said(header: str, order: str, tmp_path: Path) -> None:
    rows = [('"Well, well', "a"), ('It is 5"', "b"), ("fine", "a"), ("fair", "b"), ('"two, b\nlines"', "a"), ('"a, b, c"', "b")]
    said: list[str] = []
    text = "\n".join([header, *(order.format(*row) for row in rows)])
    assert len(read_table(write(tmp_path / "t.csv", text), reading=Reading(say=said.append))) == 5
    where = "lines 2, 6" if header == "text,label" else "line 2"
    assert said[1] == f"A text holds what looks like the row behind it, as if a quotation mark were not closed, in {where}."


def test_many_odd_labels_are_counted(tmp_path: Path) -> None:
    said: list[str] = []
    text = "text,label\n" + "".join(f"t{n % 500},{'l' * 100}{n}\n" for n in range(1_000))
    read_table(write(tmp_path / "t.csv", text), reading=Reading(say=said.append))
    assert len(said) == 2
    assert all(re.search(r"; and \d{3} more\.$", sentence) for sentence in said)
    assert max(map(len, said)) < 300 + len(str(tmp_path))


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="There is no file"):
        read_table(tmp_path / "none.csv")
    with pytest.raises(DataError, match="directory"):
        read_table(tmp_path)


def test_of_a_large_table_some_thousand_texts_are_held_out() -> None:
    assert [len(part) for part in split(rows(40_000), "t.csv")] == [36_000, 2_000, 2_000]


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
        ((*rows(30), Example(("odd",), "z")), r"fewer than 3 different texts: 'z' \(1\)\.$"),
        (tuple(Example((f"w{n}",), f"l{n}") for n in range(99)), r"'l9' \(1\); and 89 more\.$"),
        ((), "t.csv has 0 different texts"),
    ],
)
def test_tables_that_cannot_be_learned(examples: tuple[Example, ...], message: str) -> None:
    with pytest.raises(DataError, match=message):
        split(examples, "t.csv")
