"""Attention matrices in files as people have them: what is read, and the place of each fault."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from model.errors import FileError, TraceError, UsageError
from model.trace import AttentionTrace, Matrix, Trace, opened, softmax

WORDS, ROWS = ("the", "cat"), ("le", "chat")
Put = Callable[[str, Any], Path]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Return a function that writes a file and returns its path."""

    def written(name: str, content: Any) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return written


def matrix(path: Path, **about: Any) -> AttentionTrace:
    trace = opened(path, Matrix(**about))
    assert isinstance(trace, AttentionTrace)
    assert trace.provenance.origin == path.name
    return trace


# -- tables --------------------------------------------------------------------------------------------------------------

TABLES = {
    "commas": ",the,cat\nle,0.9,0.1\nchat,0.25,0.75\n",
    "semicolons, as a spreadsheet writes them": "\ufeff;the;cat\r\nle;0,9;0,1\r\nchat;0,25;0,75\r\n",
    "semicolons and points": "x;the;cat\nle;.9;1e-1\nchat;0.25;0.75",
    "tabs": "\tthe\tcat\nle\t0.9\t0.1\nchat\t0,25\t0,75\n",
    "quotation marks": '"","the","cat"\n"le","0,9","0,1"\n"chat","0,25","0,75"\n',
    "blanks and empty lines": "\n , the , cat\n\nle, 0.9 ,0.1\nchat,0.25, 0.75\n\n",
    "old line ends": ",the,cat\rle,0.9,0.1\rchat,0.25,0.75\r",
}


@pytest.mark.parametrize("case", TABLES)
@pytest.mark.parametrize("name", ["t.csv", "t.TSV", "t.txt"])
def test_a_table_is_read(case: str, name: str, put: Put) -> None:
    trace = matrix(put(name, TABLES[case]))
    assert (trace.source_tokens, trace.target_tokens) == (WORDS, ROWS)
    assert trace.weights.tolist() == [[0.9, 0.1], [0.25, 0.75]]


@pytest.mark.parametrize(
    ("text", "source", "target"),
    [
        (',a,","\n;,0.5,0.5\n', ("a", ","), (";",)),
        (";a;,\n;1;0\n", None, None),
        (";a;,\n,;0,5;0,5\n", ("a", ","), (",",)),
        (',a,a\n"say ""a""",0.5,0.5\n', ("a", "a"), ('say "a"',)),
        ("\ta\t;\n,\t1\t0\n", ("a", ";"), (",",)),
        (",Straße,[SEP]\n##ing,1,0\n", ("Straße", "[SEP]"), ("##ing",)),
        (";2;3\n1;0,5;0,5\n", ("2", "3"), ("1",)),
        (",2\n1,1\n", ("2",), ("1",)),
        ("x;2;3;\n1;0,5;0,5;\n;;;\n", ("2", "3"), ("1",)),
        ("0;0;1\na;0;1\n", ("0", "1"), ("a",)),
    ],
)
def test_words_are_what_stands_there(text: str, source: Any, target: Any, put: Put) -> None:
    path = put("t.csv", text)
    if source is None:
        with pytest.raises(TraceError, match="line 2, column 1: the word is blank"):
            matrix(path)
    else:
        assert (matrix(path).source_tokens, matrix(path).target_tokens) == (source, target)


def printed(weights: Any, form: Callable[[Any], str]) -> str:
    lines = [",".join(["", *(f"w{column}" for column in range(weights.shape[1]))])]
    lines += [",".join([f"t{number}", *map(form, row)]) for number, row in enumerate(weights)]
    return "\n".join(lines)


FORMS: dict[str, tuple[Callable[[Any], str], float]] = {
    "two decimals": (lambda value: f"{value:.2f}", 0.005),
    "two decimals, as spreadsheets leave out noughts": (lambda value: f"{round(float(value), 2):g}", 0.005),
    "three decimals": (lambda value: f"{value:.3f}", 0.0005),
    "three digits": (lambda value: f"{value:.3g}", 0.0005),
    "all digits": (lambda value: repr(float(value)), 1e-15),
    "scientific": (lambda value: f"{value:.18e}", 1e-15),
}


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("form", FORMS)
def test_sums_are_judged_by_the_digits_that_are_printed(form: str, seed: int, put: Put, tmp_path: Path) -> None:
    spell, rounding = FORMS[form]
    weights = softmax(2 * np.random.default_rng(seed).normal(size=(9, 12)))
    trace = matrix(put("t.csv", printed(weights, spell)))
    assert trace.rounding <= rounding
    assert all(identity.holds for identity in trace.identities())
    trace.save(tmp_path / "t.npz")
    assert opened(tmp_path / "t.npz").header() == trace.header()
    with pytest.raises(TraceError, match=r"line 2 \(“t0”\) adds up to 0\.[89]\d*, not to 1: divide each row"):
        matrix(put("t.csv", printed(0.9 * weights, spell)))


def test_single_precision_is_recognized_however_it_is_printed(put: Put) -> None:
    weights = softmax(2 * np.random.default_rng(1).normal(size=(40, 15))).astype(np.float32)
    for form in (str, lambda value: repr(float(value)), lambda value: f"{value:.9g}"):
        assert matrix(put("t.csv", printed(weights, form))).weights.shape == (40, 15)


def test_a_weight_that_rounding_took_below_nought_is_nought(put: Put) -> None:
    text = ",the,cat\nle,1.000000000001,-1e-12\nchat,0.25,0.75\n"
    assert matrix(put("t.csv", text)).weights.tolist() == [[1.0, 0.0], [0.25, 0.75]]
    assert matrix(put("u.csv", text.replace("0.25", "0.2")), unnormalized=True).weights[0].tolist() == [1.0, 0.0]


FAULTS = {
    "a letter": (",the,cat\nle,0.9,0.1\nchat,x,0.8\n", r"line 3, column 2 \(“chat”, “the”\) holds “x”, which is no number"),
    "an empty field": (",the,cat\nle,0.9,\n", r"line 2, column 3 \(“le”, “cat”\) is empty"),
    "nan": (",the,cat\nle,0.9,nan\n", r"line 2, column 3 \(“le”, “cat”\) holds “nan”, which is no number"),
    "percent": (",the,cat\nle,90%,10%\n", "column 2 .* holds “90%”: write shares of one, such as 0.04 for 4%"),
    "percents without a sign": (";the;cat\nle;93,7;6\n", "column 2 .* holds “93,7”, and its line adds up to 100: divide all by"),
    "weights above": ("le,0.9,0.1\nchat,0.2,0.8\n", "its line 1 has weights, “0.9” say: write the source words above them"),
    "too large": (",the,cat\nle,0.9,3.25\n", r"line 2, column 3 \(“le”, “cat”\) is 3\.25, it should lie in 0\.\.1: of scores,"),
    "far too large": (",the,cat\nle,0.9,1e999\n", "line 2, column 3 .* is not a finite number"),
    "a number without end": (",the,cat\nle,0.9,1e99999999999999999999\n", "column 3 .* holds “1e9999.*, which is no number"),
    "negative": (
        ";the;cat\nle;-0,5;1\n",
        r"line 2, column 2 .* is -0\.5, it should lie in 0\.\.1: no weight is negative; of scores",
    ),
    "a field too few": (
        ",the,cat\nle,0.9,0.1\nchat,1\n",
        "lines differ in how many fields they have, 2 in line 3, 3 in the first$",
    ),
    "no field above the target words": (
        "the,cat\nle,0.9,0.1\n",
        "3 in line 2, 2 in the first: there is one above the target words t",
    ),
    "decimal commas between commas": (
        ",the,cat\nle,0,9,0,1\n",
        "they have, 5 in line 2, 3 in the first: decimal commas need semicolons, tabs or quotation marks",
    ),
    "a blank source word": (",the,\nle,0.9,0.1\n", "line 1, column 3: the word is blank"),
    "a blank target word": (",the,cat\nle,0.9,0.1\n ,0.2,0.8\n", "line 3, column 1: the word is blank"),
    "a tokenizer's blank": (
        ",the,▁cat\nle,0.9,0.1\n",
        r"line 1, column 3: the word “▁cat” cannot be shown, as ▁ \(U\+2581\) is a tokenizer's mark for a blank: leave it out",
    ),
    "a private letter": (",the,cat\n\ue000le,0.9,0.1\n", r"line 2, column 1: the word .* as U\+E000 means a letter to"),
    "a line break in a word": (',the,"c\nat"\nle,0.9,0.1\n', r"line 2, column 3: the word \('c\\nat'\) holds a line break"),
    "an open quotation mark": (',the,cat\n"le,0.9,0.1\n', "line 2 cannot be read as fields"),
    "a field without end": (",the,cat\nle,0.9," + "9" * 140_000, "line 2 cannot be read as fields"),
    "blanks between fields": (
        "the cat\nle 0.9 0.1\n",
        "its first line should name the source words, with tabs, semicolons or com",
    ),
    "nothing": ("", "its first line should name the source words"),
    "no words": (".7,.2,.1\n.1,.8,.1\n", "it has numbers only: write the source words above the weights, and"),
    "no words, of zeros and ones": ("1;0\n0;1\n", "it has numbers only"),
    "words only": ("\n,the,cat\n", "there is no line of weights below the source words, line 2"),
    "transposed": (
        ",a,b,c\nx,0.2,0.3,0.5\ny,0.8,0.7,0.5\n",
        r"line 3 \(“y”\) adds up to 2, not to 1, and every column does: it loo",
    ),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_in_a_table_has_its_place(case: str, put: Put) -> None:
    text, message = FAULTS[case]
    path = put("t.csv", text)
    with pytest.raises(TraceError, match=message.removesuffix("$") + (r"\.$" if message.endswith("$") else "")) as error:
        opened(path)
    assert str(error.value).startswith(f"The attention matrix {path} cannot be used: ")
    assert str(error.value).endswith(".")
    assert len(str(error.value)) < 300 + len(str(path))
    assert "\n" not in str(error.value)


# -- arrays --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def arrays() -> dict[str, Any]:
    return {"weights": [[0.9, 0.1], [0.25, 0.75]], "source": [*WORDS], "target": [*ROWS]}


def test_three_arrays_are_a_matrix(arrays: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "look.npz"
    np.savez(path, **arrays, notes="layer 3")
    assert matrix(path).weights.tolist() == arrays["weights"]
    assert matrix(path).provenance.notes == "layer 3"
    np.savez(path, **arrays | {"weights": [[0.9, 0.9], [0.3, 0.2]]}, normalized=False)
    assert not matrix(path).normalized
    assert not matrix(path, unnormalized=True).normalized


CHANGES: dict[str, tuple[dict[str, Any], str]] = {
    "another name": (
        {"weights": None, "weight": [[1.0]]},
        r"it has no 'weights' \(did you mean weight\?\); a matrix has weights, so",
    ),
    "no words": ({"source": None}, "it has no 'source'"),
    "a stranger": ({"normalised": False}, r"it has 'normalised', which nobody knows \(did you mean normalized\?\)"),
    "a name in two lines": (
        {"weights": None, "w\nights": [[1.0]]},
        "it has no 'weights'; a matrix has weights, source, target, and",
    ),
    "objects": (
        {"source": np.array([*WORDS], dtype=object)},
        r"its source is damaged, or holds neither numbers nor texts: save it as numpy\.array\(source, dtype=str\)\.$",
    ),
    "bytes": ({"target": np.array(ROWS, "S")}, r"save it as numpy\.array\(target, dtype=str\)\.$"),
    "weights as objects": (
        {"weights": np.array([[0.9, 0.1], [0.25, 0.75]], dtype=object)},
        r"save it as numpy\.array\(weights, dtype=float\)\.$",
    ),
    "complex weights": ({"weights": np.eye(2) + 0j}, r"save it as numpy\.array\(weights, dtype=float\)\.$"),
    "numbers as words": ({"target": [1, 2]}, "target holds int64"),
    "a matrix of words": ({"target": [[*ROWS]]}, r"target holds <U4 of shape \(1, 2\)"),
    "a text as a flag": ({"normalized": "no"}, "its normalized should be True or False"),
    "several notes": ({"notes": ["a", "b"]}, "its notes should be one text"),
    "words of the other side": ({"target": ["a", "b", "c"]}, r"weights has shape \(2, 2\), and there are 3 target words"),
}


@pytest.mark.parametrize("case", CHANGES)
def test_a_fault_among_arrays_is_named(case: str, arrays: dict[str, Any], tmp_path: Path) -> None:
    changes, message = CHANGES[case]
    np.savez(tmp_path / "look.npz", **{name: array for name, array in (arrays | changes).items() if array is not None})
    with pytest.raises(TraceError, match=rf"^The attention matrix .*look\.npz cannot be used: .*{message}") as error:
        opened(tmp_path / "look.npz")
    assert str(error.value).endswith(".")


def test_an_array_takes_two_lists_of_words(arrays: dict[str, Any], put: Put, tmp_path: Path) -> None:
    path = tmp_path / "w.npy"
    np.save(path, arrays["weights"])
    lists = {"source_words": put("s.txt", "the cat\n"), "target_words": put("t.txt", "\ufeffle\r\n\r\nchat\r\n")}
    trace = matrix(path, **lists)
    assert (trace.source_tokens, trace.target_tokens) == (WORDS, ROWS)
    with pytest.raises(TraceError, match=r"w\.npy cannot be used: it has no words: give --source-words and --target-words, two"):
        matrix(path)
    with pytest.raises(TraceError, match=r": its rows have no words: give --target-words, a file with a word a line\.$"):
        matrix(path, source_words=lists["source_words"])
    with pytest.raises(TraceError, match=r": its columns have no words: give --source-words, a file with a word a line\.$"):
        matrix(path, target_words=lists["target_words"])
    with pytest.raises(FileError, match=r"^.*none\.txt\.$"):
        matrix(path, source_words=tmp_path / "none.txt", target_words=tmp_path / "none.txt")
    with pytest.raises(TraceError, match="there are 3 target words"):
        matrix(path, **lists | {"target_words": put("t.txt", "a b c")})
    np.savez(tmp_path / "z.npz", weights=arrays["weights"])
    with pytest.raises(TraceError, match=r"w\.npy cannot be used: it is an \.npz: call it so\.$"):
        matrix((tmp_path / "z.npz").replace(path), **lists)
    np.save(path, np.array([None]), allow_pickle=True)
    with pytest.raises(TraceError, match=r"it is damaged, or no file of numbers that numpy\.save or numpy\.savez wrote\.$"):
        matrix(path, **lists)


def test_what_is_said_of_a_matrix_must_go_with_the_file(arrays: dict[str, Any], put: Put, tmp_path: Path) -> None:
    words = put("s.txt", "the cat")
    with pytest.raises(UsageError, match=r"t\.csv has its own words: lists of words belong to an \.npy\.$"):
        matrix(put("t.csv", TABLES["tabs"]), source_words=words)
    AttentionTrace.of(arrays["weights"], WORDS, ROWS).save(tmp_path / "t.npz")
    with pytest.raises(UsageError, match=r"t\.npz is a trace, and says itself what holds in it: leave --unnormalized out\.$"):
        matrix(tmp_path / "t.npz", unnormalized=True)


def test_rows_that_add_up_to_one_are_not_called_unnormalized(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(",the,cat\nle,0.9,0.1\nchat,0.25,0.75\n")
    with pytest.raises(UsageError, match=r"^Each row of .*t\.csv adds up to one: leave --unnormalized out\.$"):
        opened(path, Matrix(unnormalized=True))
    for off in ("0.2,0.7", "0.25,0.749"):  # the second may be rounded, or not
        path.write_text(f",the,cat\nle,0.9,0.1\nchat,{off}\n")
        assert not opened(path, Matrix(unnormalized=True)).normalized
    weights = np.float32([[1 / 3] * 3, [0.1, 0.2, 0.7]])
    np.savez(tmp_path / "t.npz", weights=weights, source=list("abc"), target=list("de"))
    with pytest.raises(UsageError, match="leave --unnormalized out"):
        opened(tmp_path / "t.npz", Matrix(unnormalized=True))


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("t.csv", None, r"There is no file .*t\.csv\.$"),
        ("t.npy", None, r"There is no file .*t\.npy\.$"),
        ("t.npz", None, r"^There is no trace file .*t\.npz\.$"),
        ("t.npz", b"PK", r"t\.npz is not a trace file"),
        ("t.json", b"{}", r"t\.json is not a trace file"),
        ("t.csv", b"," * 2**25, r"t\.csv has 32 MB, and no film has room for a matrix of more than 16\.$"),
        ("t.csv", ",a\nb,1\n".encode("utf-16"), r"t\.csv .*UTF-"),
        ("t.csv", ",Stra\xdfe\nb,1\n".encode("cp1252"), r"t\.csv .*UTF-8"),
    ],
)
def test_what_is_no_matrix_is_refused(name: str, content: bytes | None, message: str, put: Put, tmp_path: Path) -> None:
    path = put(name, content) if content else tmp_path / name
    with pytest.raises(FileError, match=message):
        opened(path)


def test_a_large_matrix_is_not_unpacked(tmp_path: Path) -> None:
    np.savez_compressed(tmp_path / "look.npz", weights=np.zeros(2**22), source=["a"], target=["b"])
    with pytest.raises(TraceError, match=r"it holds 32 MB; no film has room for a matrix of more than 16\.$"):
        opened(tmp_path / "look.npz")


def test_a_trace_is_opened_as_it_is(tmp_path: Path) -> None:
    trace: Trace = AttentionTrace.of([[1.0]], ["a"], ["b"])
    trace.save(tmp_path / "t.npz")
    assert opened(tmp_path / "t.npz").header() == Trace.load(tmp_path / "t.npz").header() == trace.header()
