"""A user's own pairs: read as they are, or refused with the rows that are wrong."""

from pathlib import Path

import pytest

from model.corpora.pair_tables import read_pairs, split
from model.corpora.rows import LONGEST, Reading
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


def test_what_is_wrong_with_many_rows_is_said_once(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"has 13 bad rows, .*: lines 1, 2, 3 and 10 more: there is no tab"):
        read_pairs(written(tmp_path, "bad\n" * 13))


def test_bad_rows_are_left_out_if_so_asked(tmp_path: Path) -> None:
    said: list[str] = []
    path = written(tmp_path, f"good\tbon\nbad\n{'x' * 200_000}\ty\nday\tjour\n")
    pairs = read_pairs(path, Reading(skip_bad_rows=True, say=said.append))
    assert [pair.target for pair in pairs] == [("bon",), ("jour",)]
    assert said == [
        "Left out 2 of 4 rows: line 2: there is no tab between a sentence and its translation; "
        "line 3: it has 200,002 characters, more than 131,072.",
        f"{path} has 2 pairs, parted by tabs.",
    ]


def test_a_line_may_be_as_long_as_is_documented_whatever_ends_it(tmp_path: Path) -> None:
    for end in ("\n", "\r\n", "\r"):
        pairs = read_pairs(written(tmp_path, f"good\t{'x' * (LONGEST - 5)}{end}day\tjour{end}"))
        assert [len(pair.target[0]) for pair in pairs] == [LONGEST - 5, 4]
        with pytest.raises(DataError, match=f"line 1: it has {LONGEST + 1:,} characters, more than {LONGEST:,}"):
            read_pairs(written(tmp_path, f"good\t{'x' * (LONGEST - 4)}{end}day\tjour{end}"))


def test_so_long_a_line_says_what_parts_the_fields(tmp_path: Path) -> None:
    assert len(read_pairs(written(tmp_path, f"good;{'x' * (LONGEST - 5)}\n"))) == 1


@pytest.mark.parametrize(
    "header",
    [
        "English\tFrench\tLicence",
        "source\ttarget",
        "en\tfr",
        "English sentence\tFrench translation",
        "मराठी\tEnglish",
        "Elbisch\tText",
    ],
)
def test_a_header_is_left_out_which_is_said(header: str, tmp_path: Path) -> None:
    said: list[str] = []
    assert len(read_pairs(written(tmp_path, f"{header}\nGo.\tVa.\n"), Reading(say=said.append), ("Elbisch", "Quenya"))) == 1
    first, second = header.split("\t")[:2]
    assert said[0].endswith(f"pairs.tsv is left out as a header: it names {first!r} and {second!r}.")


@pytest.mark.parametrize("first", ["No\tNo", "English.\tFrench.", "Target practice\tExercice", "Go\tVa", "De\t", "French"])
def test_a_first_pair_is_no_header(first: str, tmp_path: Path) -> None:
    said: list[str] = []
    reading = Reading(skip_bad_rows=True, say=said.append)
    read_pairs(written(tmp_path, f"{first}\nGo.\tVa.\n"), reading)
    assert not any(sentence.startswith("Line 1 of") for sentence in said)


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("{n}\tgo {n}\t{n}\tva {n}", r"a number or an id where a sentence should be, such as '0':"),
        ("go {n}\t{n}\tva {n}", r"a number or an id where a translation should be, such as '0':"),
        ("train-{n}\tgo {n}\tva {n}", r"a number or an id where a sentence should be, such as 'train-0':"),
        ("Q{n}\tgo {n}\tva {n}", r"a number or an id where a sentence should be, such as 'Q0':"),
        ("eng\tgo {n}\tfra\tva {n}", r"only 1 different text where a sentence should be, such as 'eng':"),
        ("go {n}\tfra\tva {n}", r"only 1 different text where a translation should be, such as 'fra':"),
    ],
)
def test_columns_of_ids_and_codes_are_no_sentences(row: str, what: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=f"has {what} its first two columns must be the sentence and its translation"):
        read_pairs(written(tmp_path, "".join(f"{row}\n".format(n=n) for n in range(40))))


def test_labels_are_no_translations(tmp_path: Path) -> None:
    rows = "".join(f"text {number},{'good' if number % 2 else 'bad'}\n" for number in range(200))
    with pytest.raises(DataError, match="has only 2 different texts where a translation should be, such as 'bad'"):
        read_pairs(written(tmp_path, f"text,label\n{rows}"))


@pytest.mark.parametrize("mark", ",;")
def test_pairs_may_be_a_table_with_other_marks(mark: str, tmp_path: Path) -> None:
    path = written(tmp_path, f'English{mark}French\n"Go, go"{mark}"Va, va; va"\nDay{mark}Jour\n'.replace("Day", '"A ""day"""'))
    assert [len(pair.target) for pair in read_pairs(path)] == [3, 1]


def test_with_tabs_quotation_marks_are_as_they_are(tmp_path: Path) -> None:
    path = written(tmp_path, '"Go, he said.\tVa.\n"Stop!"\t"Arrête!"\n5"\t5"\n')
    assert [pair.source for pair in read_pairs(path)] == [("Go", "he", "said"), ("Stop",), ("5",)]


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


def test_a_long_line_of_joints_is_no_id_and_does_not_take_the_square_of_its_length(tmp_path: Path) -> None:
    rows = "".join(f"sentence {number}\tphrase {number}\n" for number in range(30))
    path = written(tmp_path, f"{rows}{'-' * 100_000}1 x\tx\n")
    assert len(read_pairs(path)) == 31
