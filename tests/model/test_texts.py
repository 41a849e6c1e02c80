"""A user's own files: UTF-8, or called by the name of what they are."""

import gzip
from pathlib import Path

import pytest

from model import texts
from model.errors import DataError
from model.texts import text_of

ENGLISH = "text,label\nA fine café.,good\n"
MARATHI = "text,label\nमी आज घरी आहे,छान\n" * 5
GERMAN = "Text;Urteil\nDas Frühstück war übel;schlecht\n"


def written(folder: Path, content: bytes) -> Path:
    path = folder / "t.csv"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf_8_is_read_with_its_line_ends(encoding: str, tmp_path: Path) -> None:
    assert text_of(written(tmp_path, "é\r\nन\n".encode(encoding))) == "é\r\nन\n"


@pytest.mark.parametrize("text", [ENGLISH, MARATHI])
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
def test_wide_encodings_are_named(encoding: str, text: str, tmp_path: Path) -> None:
    name = encoding[:6].upper()
    with pytest.raises(DataError, match=rf"t\.csv is {name} text, not UTF-8: save it as text in UTF-8\.$"):
        text_of(written(tmp_path, text.encode(encoding)))


@pytest.mark.parametrize(("text", "line", "word"), [(ENGLISH, 2, "café"), (GERMAN, 2, "Frühstück"), ("x\ny\n“Hi”,a\n", 3, "“Hi")])
def test_cp1252_is_named_with_a_word_of_it(text: str, line: int, word: str, tmp_path: Path) -> None:
    with pytest.raises(
        DataError, match=rf"is not UTF-8 text, see its line {line} \(it looks like cp1252, as '{word}'\): save it"
    ):
        text_of(written(tmp_path, text.encode("cp1252")))


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("Привет мир,да\n" * 9, "cp1251"), ("こんにちは,a\n" * 9, "shift-jis"), ("Καλημέρα κόσμε,α\n" * 9, "cp1253")],
)
def test_what_has_mostly_letters_of_another_alphabet_is_not_taken_for_cp1252(text: str, encoding: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"is not UTF-8 text, see its line 1: save it as text in UTF-8\.$"):
        text_of(written(tmp_path, text.encode(encoding)))


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"PK\x03\x04rest", "a zip archive, as spreadsheets"),
        (gzip.compress(b"text,label", mtime=0), "compressed by gzip"),
        (b"%PDF-1.7", "a PDF"),
        (b"text,label\na\0b,c\n", "no text: there is a zero byte in its line 2"),
    ],
)
def test_what_is_no_text_is_named(content: bytes, what: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=f"is {what}"):
        text_of(written(tmp_path, content))


def test_a_file_without_end_is_not_read_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "LARGEST", 10)
    assert text_of(written(tmp_path, b"0123456789")) == "0123456789"
    with pytest.raises(DataError, match="a table has less"):
        text_of(written(tmp_path, b"0123456789a"))


@pytest.mark.parametrize("name", ["none.csv", ".", "a\0b", "x" * 5_000])
def test_what_cannot_be_opened_is_one_short_sentence(name: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"\.$") as error:
        text_of(tmp_path / name)
    assert len(str(error.value)) < 300
    assert str(error.value).isprintable()


def test_the_patient_leave_what_is_no_utf_8_to_be_found_in_its_row(tmp_path: Path) -> None:
    assert text_of(written(tmp_path, b"fine\ncaf\xe9\n"), patient=True) == "fine\ncaf\udce9\n"
