"""Hostile trace files: what they claim is refused in one sentence, before room is made for it."""

import io
import json
import struct
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from warnings import catch_warnings

import numpy as np
import pytest

from model.errors import TraceError
from model.networks import Reader
from model.trace import Study, Trace
from model.trace.base import FORMAT, VERSION
from model.vocabulary import UNKNOWN, Vocabulary

MB = 2**20
Members = dict[str, Any]


@pytest.fixture(scope="module")
def trace() -> Trace:
    return Reader.create(Vocabulary((UNKNOWN, "a", "b")), ("no", "yes"), np.random.default_rng(0), units=3).run("a b zork")


def npy(array: Any) -> bytes:
    stream = io.BytesIO()
    np.save(stream, array)
    return stream.getvalue()


def described(shape: str, dtype: str = "<f8", zeros: int = 0) -> bytes:
    """Return what an array says of itself, and so many zeros."""
    says = f"{{'descr': '{dtype}', 'fortran_order': False, 'shape': {shape}, }}".encode()
    return b"\x93NUMPY\1\0" + struct.pack("<H", len(says)) + says + b"\0" * zeros


def header_of(trace: Trace, **changes: Any) -> dict[str, Any]:
    return {"format": FORMAT, "version": VERSION, "kind": trace.kind, **trace.header(), **changes}


def members(trace: Trace, header: Any = None, **arrays: bytes) -> Members:
    text = header if isinstance(header, str) else json.dumps(header or header_of(trace))
    return {"header": npy(np.array(text)), **{name: npy(array) for name, array in trace.arrays().items()}, **arrays}


def written(path: Path, files: Members, method: int = zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(path, "w", method) as file:
        for name, content in files.items():
            file.writestr(f"{name}.npy", content)
    return path


def refusal(path: Path) -> str:
    """Return with which sentence a file is refused."""
    with pytest.raises(TraceError) as error:
        Trace.load(path)
    said = str(error.value)
    assert said.endswith(".")
    assert said.isprintable()
    assert len(said) < 300
    return said.removeprefix(f"The trace {path} ")


@pytest.fixture
def little_memory() -> Iterator[None]:
    """Hold that no more than 40 MB are taken."""
    tracemalloc.start()
    yield
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 40 * MB


# -- claims --------------------------------------------------------------------------------------------------------------

CLAIMS = [
    "(100000, 100000)",
    f"({2**62},)",
    f"({2**40}, {2**40})",
    f"(0, {10**30})",
    "(-1,)",
    "(-3, -2)",
    "(True,)",
    "(1.0,)",
    "('3',)",
    "3",
    "[3]",
    "None",
    "(" * 150 + ")" * 150,
    "-" * 3000 + "1",
    f"({'1,' * 100})",
]


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_shape_that_is_not_what_is_there_is_refused_before_it_is_made(
    claim: str, trace: Trace, tmp_path: Path, little_memory: None
) -> None:
    said = refusal(written(tmp_path / "t.npz", members(trace, inputs=described(claim, zeros=48))))
    assert "'inputs'" in said


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (described("(3, 8)", "|O"), "inputs holds Python objects, not numbers"),
        (described("(3, 8)", "<U4", 384), "inputs holds <U4, not numbers"),
        (described("(3, 8)", "|b1", 24), "inputs holds |b1, not numbers"),
        (described("(3, 8)", "<c16", 384), "inputs holds <c16, not numbers"),
        (described("(3, 8)", "<f9", 192), "its array 'inputs' is damaged"),
        (described("(3, 8)", zeros=191), "'inputs' claims the shape (3, 8), which is not what it holds"),
        (b"\x93NUMPY\x09\0" + b"\0" * 60, "its array 'inputs' is damaged"),
        (b"", "its array 'inputs' is damaged"),
        (npy(np.zeros((3, 8, 1))), "inputs has shape (3, 8, 1), it should have the axes (time, feature)"),
        (npy(np.zeros((2, 8))), "time is"),
        (npy(np.full((3, 8), np.inf)), "inputs holds a value that is not a finite number"),
        (npy(np.full((3, 8), np.nan, np.float16)), "inputs holds a value that is not a finite number"),
        (npy(np.full((3, 8), np.longdouble("1e4000"))), "inputs holds a value that is not a finite number"),
    ],
)
def test_an_array_that_is_none_is_named(content: bytes, says: str, trace: Trace, tmp_path: Path) -> None:
    assert says in refusal(written(tmp_path / "t.npz", members(trace, inputs=content)))


@pytest.mark.parametrize("kind", ["reader", "study"])
def test_arrays_of_another_shape_are_refused_before_they_are_read(
    kind: str, trace: Trace, study: Study, tmp_path: Path, little_memory: None
) -> None:
    name, which = {"reader": ("inputs", trace), "study": ("seconds", study)}[kind]
    path = written(tmp_path / "t.npz", members(which, **{name: described(f"(1, {8 * MB})", zeros=0)}))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for other, content in members(which).items():
            if other != name:
                file.writestr(f"{other}.npy", content)
        with file.open(f"{name}.npy", "w") as stream:
            stream.write(described(f"(1, {8 * MB})"))
            for _ in range(64):
                stream.write(b"\0" * MB)
    assert path.stat().st_size < MB
    said = refusal(path)
    assert ("time is" if kind == "reader" else "seconds has shape (1, 8388608)") in said


@pytest.mark.parametrize("name", ["inputs", "nobody_asked_for"])
def test_zeros_without_end_are_refused_for_their_size_or_their_name(
    name: str, trace: Trace, tmp_path: Path, little_memory: None
) -> None:
    path = written(tmp_path / "t.npz", members(trace, **{name: described(f"({40 * MB},)")}))
    content = bytearray(path.read_bytes())
    place = content.rfind(b"PK\1\2", 0, content.find(f"{name}.npy".encode(), content.find(b"PK\1\2")))
    size = 320 * MB + len(described(f"({40 * MB},)"))
    struct.pack_into("<I", content, place + 24, size)  # as a whole file of zeros would claim
    path.write_bytes(content)
    wanted = {
        "inputs": "320 MB of memory; what it may take is 256 MB",
        "nobody_asked_for": "holds 'nobody_asked_for', which nobody",
    }
    assert wanted[name] in refusal(path)


def test_a_header_without_end_is_refused(trace: Trace, tmp_path: Path, little_memory: None) -> None:
    files = members(trace)
    files["header"] = described("()", "<U4000001", 4 * 4_000_001)
    said = refusal(written(tmp_path / "t.npz", files, zipfile.ZIP_DEFLATED))
    assert "its header has 4000001 letters, 4000000 is the most" in said


# -- zips ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_of_packing_are_refused(method: int, trace: Trace, tmp_path: Path) -> None:
    said = refusal(written(tmp_path / "t.npz", members(trace), method))
    assert f"its array 'header' is packed as numpy.savez packs nothing (method {method})" in said


FIELDS: list[tuple[int, str, int, str]] = [
    (8, "<H", 0x1, "its array 'inputs' is encrypted"),
    (8, "<H", 0x40, "its array 'inputs' is damaged"),
    (10, "<H", 99, "packed as numpy.savez packs nothing (method 99)"),
    (6, "<H", 99, "is not a trace file, or it is damaged"),
    (16, "<I", 0, "its array 'inputs' is damaged"),
    (42, "<I", 2**31, "its array 'inputs' is damaged"),
]


@pytest.mark.parametrize(("offset", "form", "value", "says"), FIELDS)
def test_what_a_zip_says_of_an_array_is_judged(
    offset: int, form: str, value: int, says: str, trace: Trace, tmp_path: Path
) -> None:
    path = written(tmp_path / "t.npz", members(trace))
    content = bytearray(path.read_bytes())
    place = content.rfind(b"PK\1\2", 0, content.rfind(b"inputs.npy"))
    struct.pack_into(form, content, place + offset, value)
    path.write_bytes(content)
    assert says in refusal(path)


def test_a_directory_without_end_is_refused(trace: Trace, tmp_path: Path, little_memory: None) -> None:
    path = written(tmp_path / "t.npz", {f"{number:0200}": b"" for number in range(5000)})
    assert "is not a trace file, or it is damaged" in refusal(path)
    path = written(tmp_path / "t.npz", {f"x{number}": b"" for number in range(1001)})
    assert "it holds 1001 arrays, 1000 is the most" in refusal(path)


def doubled(path: Path, trace: Trace) -> None:
    written(path, members(trace))
    with catch_warnings(action="ignore"), zipfile.ZipFile(path, "a") as file:
        file.writestr("inputs.npy", npy(np.zeros((3, 8))))


def with_a_letter(path: Path, trace: Trace) -> None:
    written(path, members(trace))
    with zipfile.ZipFile(path, "a") as file:
        file.writestr("read me.txt", "hello")


@pytest.mark.parametrize(
    ("spoil", "says"), [(doubled, "it holds 'inputs' twice"), (with_a_letter, "it holds 'read me.txt' and that")]
)
def test_what_a_zip_holds_besides_is_named(spoil: Callable[[Path, Trace], None], says: str, trace: Trace, tmp_path: Path) -> None:
    spoil(tmp_path / "t.npz", trace)
    assert says in refusal(tmp_path / "t.npz")


def test_what_numpy_compressed_or_stored_column_by_column_is_the_same(trace: Trace, tmp_path: Path) -> None:
    trace.save(tmp_path / "t.npz")
    with np.load(tmp_path / "t.npz") as file:
        np.savez_compressed(tmp_path / "u.npz", **{name: np.array(array, order="F") for name, array in file.items()})
    again = Trace.load(tmp_path / "u.npz")
    assert all(np.array_equal(again.lookup(name), array) for name, array in trace.arrays().items())
    assert not again.lookup("inputs").flags.writeable


# -- headers -------------------------------------------------------------------------------------------------------------

HEADERS: list[tuple[Callable[[Trace], Any], str]] = [
    (lambda trace: "[" * 100_000, "its header is nested too deeply"),
    (lambda trace: '{"a":' * 5000 + "1" + "}" * 5000, "its header is nested too deeply"),
    (lambda trace: "[]", "its header is [], it should be a group of entries"),
    (lambda trace: "{", "its header is no JSON"),
    (lambda trace: "", "its header is no JSON"),
    (lambda trace: '{"format": 1, "format": 2}', "its header has the entry 'format' twice"),
    (lambda trace: '{"seed": Infinity}', "its header holds Infinity, which is no number"),
    (lambda trace: '{"seed": ' + "1" * 5000 + "}", "its header is no JSON"),
    (lambda trace: header_of(trace, tokens=["a\0", "b", "c"]), "tokens holds 'a\\x00', which cannot be written"),
    (lambda trace: header_of(trace, tokens=["\ud800", "b", "c"]), "tokens holds '\\ud800', which cannot be written"),
    (lambda trace: header_of(trace, tokens="x" * 5000), "it should be a list of texts"),
    (lambda trace: header_of(trace, tokens=["a"] * 100_000), "the time axis is 3, it should be 100000"),
    (lambda trace: header_of(trace, known=[1, 1, 0]), "known is (1, 1, 0), it should be a list of true or false"),
    (lambda trace: header_of(trace, cell=["x" * 5000]), "its cell is"),
    (lambda trace: header_of(trace, kind="x" * 5000), "its kind is"),
    (lambda trace: header_of(trace, version="1"), "version '1', not"),
    (lambda trace: header_of(trace, version=True), "version True, not"),
]


@pytest.mark.parametrize(("header", "says"), HEADERS)
def test_a_header_that_is_none_is_refused(header: Callable[[Trace], Any], says: str, trace: Trace, tmp_path: Path) -> None:
    assert says in refusal(written(tmp_path / "t.npz", members(trace, header(trace))))


PROVENANCE: list[tuple[str, Any]] = [
    ("score", True),
    ("score", "0.5"),
    ("score_count", True),
    ("score_count", 10**400),
    ("seed", 10**400),
    ("seed", 1.0),
    ("seed", "3"),
    ("model", 3),
    ("task", None),
    ("x" * 5000, 1),
]


@pytest.mark.parametrize(("entry", "value"), PROVENANCE)
def test_what_stands_in_a_numbers_or_a_texts_place_is_named(entry: str, value: Any, trace: Trace, tmp_path: Path) -> None:
    header = header_of(trace)
    header["provenance"] = {**header["provenance"], entry: value}
    said = refusal(written(tmp_path / "t.npz", members(trace, header)))
    assert f"provenance.{entry} is" in said or "which nobody knows" in said


# -- paths ---------------------------------------------------------------------------------------------------------------


def test_names_that_no_file_has_and_what_is_no_file(tmp_path: Path) -> None:
    for path, says in (
        (Path("a\0b"), "There is no trace file a\\x00b: no name has such letters."),
        (Path("a\nb"), "There is no trace file a\\nb."),
        (Path("a" * 5000), "File name too long."),
        (tmp_path, "is a folder, not a trace file."),
    ):
        assert refusal(path).endswith(says)
