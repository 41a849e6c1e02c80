"""Weights as anybody may have written them: what they say of themselves is refused before room is made for it."""

import json
import struct
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from model import zoo
from model.errors import UnrolledError, UsageError, WeightsError
from model.networks import Model, Reader, Sizes, Translator
from model.trace import END, START
from model.vocabulary import UNKNOWN, Vocabulary

Parts = tuple[dict[str, Any], dict[str, Any], bytes]
Change = Callable[[dict[str, Any], dict[str, Any]], Any]


def unpacked(network: Model, path: Path) -> Parts:
    """Return what a network's file is made of: what it says of tensors, what of the network, and all numbers."""
    zoo.save(network, path)
    whole = path.read_bytes()
    (length,) = struct.unpack_from("<Q", whole)
    tensors = json.loads(whole[8 : 8 + length])
    return tensors, json.loads(tensors.pop("__metadata__")["unrolled"]), whole[8 + length :]


def written(path: Path, parts: Parts) -> Path:
    tensors, says, data = parts
    text = json.dumps({"__metadata__": {"unrolled": says if isinstance(says, str) else json.dumps(says)}, **tensors}).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)
    return path


@pytest.fixture
def reader(tmp_path: Path) -> Parts:
    made = Reader.create(Vocabulary((UNKNOWN, "a")), ("no", "yes"), np.random.default_rng(0), units=3, features=2)
    return unpacked(made, tmp_path / "w.safetensors")


@pytest.fixture
def translator(tmp_path: Path) -> Parts:
    words = Vocabulary((UNKNOWN, "a")), Vocabulary((UNKNOWN, END, START, "p"))
    made = Translator.create(("A", "B"), *words, np.random.default_rng(0), Sizes(3, 2, 2, 3, 2))
    return unpacked(made, tmp_path / "w.safetensors")


@pytest.fixture
def little_memory() -> Iterator[None]:
    """Hold that no more than 20 MB are taken."""
    tracemalloc.start()
    yield
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 20 * 2**20


def refusal(path: Path, kind: type[UnrolledError] = WeightsError) -> str:
    """Return with which sentence a file is refused."""
    with pytest.raises(kind) as error:
        zoo.load(str(path))
    said = str(error.value)
    assert said.endswith(".")
    assert said.isprintable()
    assert len(said) < 300
    return said.removeprefix(f"{path} ")


SIZES = ("source_features", "target_features", "encoder", "decoder", "scorer")


@pytest.mark.parametrize("value", [100_000, 10**30, 0, -1])
@pytest.mark.parametrize("size", SIZES)
def test_a_size_that_no_array_has_is_refused(
    size: str, value: int, translator: Parts, tmp_path: Path, little_memory: None
) -> None:
    translator[1]["sizes"][size] = value
    said = refusal(written(tmp_path / "w.safetensors", translator))
    assert f"its header says that sizes.{size} is {value}; no array is of that size" in said


@pytest.mark.parametrize("value", [True, "3", 3.0, None, [3], {"of": 3}])
def test_a_size_that_is_no_number_is_refused(value: Any, translator: Parts, tmp_path: Path) -> None:
    translator[1]["sizes"]["decoder"] = value
    assert "it should be a whole number" in refusal(written(tmp_path / "w.safetensors", translator))


def test_sizes_that_do_not_go_together_are_refused(translator: Parts, tmp_path: Path) -> None:
    translator[1]["sizes"]["attention"] = False
    assert "sizes.encoder and sizes.decoder should be the same" in refusal(written(tmp_path / "w.safetensors", translator))


def test_tensors_that_are_wide_make_no_room_for_what_would_be_wider(reader: Parts, tmp_path: Path, little_memory: None) -> None:
    """Of so many features and units the weights of the cell would take 11 TB."""
    tensors, says, _ = reader
    first = 0
    for name, entry in tensors.items():
        shape = [1, 300_000] if name in ("embedding", "readout.weight") else entry["shape"]
        size = 8 * int(np.prod(shape))
        tensors[name] = {"dtype": "F64", "shape": shape, "data_offsets": [first, first + size]}
        first += size
    path = written(tmp_path / "w.safetensors", (tensors, says, b""))
    with path.open("ab") as file:
        file.truncate(path.stat().st_size + first)
    assert "embedding has the shape (1, 300000), it should be (2, 300000)" in refusal(path)


SAYS: list[tuple[Change, str]] = [
    (lambda t, m: m.update(labels="no"), "labels is 'no', it should be a list of texts"),
    (lambda t, m: m.update(labels=["no", 1]), "it should be a list of texts"),
    (lambda t, m: m.update(labels=["no", "\ud800"]), "labels holds '\\ud800', which cannot be written"),
    (lambda t, m: m.update(vocabulary="a"), "vocabulary is 'a', it should be a list of texts"),
    (lambda t, m: m.update(vocabulary=["x" * 5000]), "its metadata is incomplete or damaged"),
    (lambda t, m: m.update(cell=["lstm"]), "cell is ('lstm',), it should be a text"),
    (lambda t, m: m.update(kind=["reader"]), "it holds a network of the kind ['reader']"),
    (lambda t, m: m.update(kind="x" * 5000), "which this version does not know"),
    (lambda t, m: m.update(fingerprint="x" * 5000), "its metadata says 'xxx"),
    (lambda t, m: m["provenance"].update(score=True), "provenance.score is True, it should be a number"),
    (lambda t, m: m["provenance"].update(seed="3"), "provenance.seed is '3', it should be a whole number"),
    (lambda t, m: m.pop("labels"), "its metadata lacks 'labels'"),
    (lambda t, m: t["embedding"].update(dtype="I64"), "embedding holds I64, it should be F64 or F32 or F16"),
    (lambda t, m: m.update(steps={"embedding": -3}), "embedding holds F64, it should be I8"),
    (lambda t, m: m.update(steps={"embedding": 10**6}), "it should be a group of whole numbers up to 200"),
    (lambda t, m: m.update(steps={"embedding": True}), "it should be a group of whole numbers up to 200"),
    (lambda t, m: m.update(steps=["embedding"]), "it should be a group of whole numbers up to 200"),
    (lambda t, m: t.update({"x" * 5000: t.pop("embedding")}), "it lacks embedding"),
    (lambda t, m: t.update(x={"dtype": "F64", "shape": [0, 10**12], "data_offsets": [0, 0]}), "which is empty|not a safetensors"),
    (lambda t, m: t["embedding"].update(shape=[10**12, 10**12]), "is not a safetensors file, or it is damaged"),
    (lambda t, m: t["embedding"].update(shape=[-1, 2]), "is not a safetensors file, or it is damaged"),
    (lambda t, m: t["embedding"].update(data_offsets=[0, 10**15]), "is not a safetensors file, or it is damaged"),
]


@pytest.mark.parametrize(("change", "says"), SAYS)
def test_what_a_file_says_that_cannot_be(change: Change, says: str, reader: Parts, tmp_path: Path) -> None:
    change(*reader[:2])
    said = refusal(written(tmp_path / "w.safetensors", reader))
    assert any(each in said for each in says.split("|"))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[" * 100_000, "its header is nested too deeply"),
        ("[]", "its header is [], it should be a group of entries"),
        ("{", "its header is no JSON"),
        ('{"kind": 1, "kind": 2}', "its header has the entry 'kind' twice"),
        ('{"kind": NaN}', "its header holds NaN, which is no number"),
        ("{}", "its metadata lacks 'kind'"),
    ],
)
def test_metadata_that_are_none(text: Any, says: str, reader: Parts, tmp_path: Path) -> None:
    assert says in refusal(written(tmp_path / "w.safetensors", (reader[0], text, reader[2])))


def test_a_header_without_end_is_refused(tmp_path: Path, little_memory: None) -> None:
    path = tmp_path / "w.safetensors"
    path.write_bytes(struct.pack("<Q", 90_000_000))
    with path.open("ab") as file:
        file.truncate(100_000_000)
    assert "its header takes 85 MB, 15 MB is the most" in refusal(path)


def test_tensors_without_end_are_refused(reader: Parts, tmp_path: Path) -> None:
    many = {f"x{n}": {"dtype": "F64", "shape": [1], "data_offsets": [8 * n, 8 * n + 8]} for n in range(1001)}
    path = written(tmp_path / "w.safetensors", (many, reader[1], bytes(8 * 1001)))
    assert "it holds 1001 tensors, 1000 is the most" in refusal(path)


def test_a_translator_without_an_end_to_write_is_refused(translator: Parts, tmp_path: Path) -> None:
    translator[1]["target"][1] = "q"
    assert "its target words lack <start> or <end>" in refusal(written(tmp_path / "w.safetensors", translator))


def test_names_that_no_file_has_and_what_is_no_file(tmp_path: Path) -> None:
    assert "There is no bundled model 'a\\x00b'" in refusal(Path("a\0b"), UsageError)
    assert "There is no bundled model 'aaaa" in refusal(Path("a" * 5000), UsageError)
    assert "There is no weights file a\\x00b.safetensors: no name has such letters." in refusal(Path("a\0b.safetensors"))
    assert "cannot be read: File name too long." in refusal(Path("a" * 5000 + ".safetensors"))
    assert "is a folder, not a weights file." in refusal(tmp_path)
