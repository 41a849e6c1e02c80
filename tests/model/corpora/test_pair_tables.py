"""A user's own pairs: read as they are, or refused with the rows that are wrong."""

from pathlib import Path

import pytest

from model.corpora.pair_tables import read_pairs, split
from model.errors import DataError


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "pairs.tsv"
    path.write_bytes(text.encode(encoding))
    return path


def test_pairs_of_any_script_are_cut_and_stay_as_written(tmp_path: Path) -> None:
    path = written(
        tmp_path, "\ufeffHow are you?\tComment vas-tu ?\r\n\nThe accord.\tL’accord\tCC-BY\nRahul\tराहुल!\n你好\tmerhaba\n"
    )
    assert [(pair.source, pair.target) for pair in read_pairs(path)] == [
        (("How", "are", "you"), ("Comment", "vas-tu")),
        (("The", "accord"), ("L’", "accord")),
        (("Rahul",), ("राहुल",)),
        (("你好",), ("merhaba",)),
    ]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("no tab here", "line 2: there is no tab between a sentence and its translation"),
        ("\tbonjour", "line 2: the sentence is empty"),
        ("hello\t ", "line 2: the translation is empty"),
        ("hello\t!!!", "line 2: there is no word in '!!!'"),
        ("hello\t" + "oui " * 41, "line 2: the translation has 41 words, more than 40"),
    ],
)
def test_a_bad_row_is_named(row: str, fault: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=fault.replace("(", r"\(")) as error:
        read_pairs(written(tmp_path, f"good\tbon\n{row}\n"))
    assert "pairs.tsv" in str(error.value)


def test_ten_bad_rows_are_named_and_the_others_counted(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"line 10: .*; and 3 more"):
        read_pairs(written(tmp_path, "bad\n" * 13))


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"There is no file .*none"):
        read_pairs(tmp_path / "none.tsv")
    with pytest.raises(DataError, match="is not UTF-8 text, see its line 1: save"):
        read_pairs(written(tmp_path, "été\tsummer", "latin-1"))


def test_too_few_sentences_are_counted(tmp_path: Path) -> None:
    path = written(tmp_path, "one\tun\n" * 40 + "two\tdeux\n")
    with pytest.raises(DataError, match="mine has 2 different sentences; at least 30 are needed"):
        split(read_pairs(path), "mine")


def test_translations_of_one_sentence_stay_together(tmp_path: Path) -> None:
    path = written(tmp_path, "".join(f"word{n % 50}\tmot{n}\n" for n in range(100)))
    parts = split(read_pairs(path), "mine")
    assert [len(part) for part in parts] == [80, 10, 10]
    assert len({pair.source for part in parts for pair in part}) == 50
    for first, second in ((0, 1), (0, 2), (1, 2)):
        assert {pair.source for pair in parts[first]}.isdisjoint(pair.source for pair in parts[second])
