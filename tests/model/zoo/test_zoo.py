"""Weights on disk: the same again, or one sentence that says what is wrong."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import numpy as np
import pytest
from safetensors import safe_open
from safetensors.numpy import load_file, save_file

from model import zoo
from model.cells import CELLS
from model.errors import FileError, UsageError, WeightsError
from model.networks import Reader
from model.vocabulary import UNKNOWN, Vocabulary

REVIEWS = Path(zoo.__file__).parent / "reviews.safetensors"
Change = Callable[[dict[str, Any], dict[str, Any]], Any]


def header(path: Path) -> dict[str, Any]:
    size = int.from_bytes(path.read_bytes()[:8], "little")
    return json.loads(json.loads(path.read_bytes()[8 : 8 + size])["__metadata__"]["unrolled"])


def rewritten(path: Path, change: Change) -> Path:
    tensors, metadata = load_file(REVIEWS), header(REVIEWS)
    change(tensors, metadata)
    save_file(tensors, path, {"unrolled": json.dumps(metadata)})
    return path


@pytest.mark.parametrize("name", zoo.names())
def test_round_trip_gives_the_same_bytes(name: str, tmp_path: Path) -> None:
    network = zoo.load(name)
    zoo.save(network, tmp_path / "again.safetensors")
    assert (tmp_path / "again.safetensors").read_bytes() == (Path(zoo.__file__).parent / f"{name}.safetensors").read_bytes()
    again = zoo.load(str(tmp_path / "again.safetensors"))
    assert zoo.fingerprint(again) == zoo.fingerprint(network) == network.provenance.fingerprint
    assert again.provenance == network.provenance


def test_weights_of_earlier_times_have_no_language(tmp_path: Path) -> None:
    assert zoo.load("reviews").language == "English"
    old = zoo.load(str(rewritten(tmp_path / "old.safetensors", lambda _, metadata: metadata.pop("language"))))
    assert old.language == ""
    assert old.run("the gadgets are good").known == (True, False, True, True)


def test_a_model_knows_how_it_is_called(tmp_path: Path) -> None:
    zoo.save(zoo.load("reviews"), tmp_path / "mine.safetensors")
    assert zoo.load("reviews").address == "reviews"
    with pytest.raises(
        UsageError, match=r"It knows 1,277 words: `list --words \S+mine\.safetensors` shows them\.$|--words FILE` shows them\.$"
    ):
        zoo.load(str(tmp_path / "mine.safetensors")).run("zork gork bork")


@pytest.mark.parametrize("name", zoo.names())
def test_every_bundled_model_has_a_card_and_float64(name: str) -> None:
    assert (Path(zoo.__file__).parent / f"{name}.md").exists()
    assert all(array.dtype == np.float64 for array in zoo.load(name).parameters.values())


@pytest.mark.parametrize("shorter", [np.float32, np.float16])
def test_numbers_that_are_of_a_shorter_type_take_less_room(tmp_path: Path, shorter: type) -> None:
    reader, short, long = zoo.load("reviews"), tmp_path / "short.safetensors", tmp_path / "long.safetensors"
    rounded = {name: array.astype(shorter).astype(np.float64) for name, array in reader.parameters.items()}
    zoo.save(reader.with_parameters(rounded), short)
    rounded["embedding"][0, 0] = np.nextafter(rounded["embedding"][0, 0], 9)
    zoo.save(reader.with_parameters(rounded), long)
    assert short.stat().st_size < 0.7 * long.stat().st_size
    assert zoo.fingerprint(zoo.load(str(long))) == zoo.fingerprint(reader.with_parameters(rounded))
    again = zoo.load(str(short))
    assert again.fingerprint == again.provenance.fingerprint != zoo.fingerprint(zoo.load(str(long)))
    assert all(array.dtype == np.float64 for array in again.parameters.values())


def test_numbers_in_fixed_point_take_a_byte_each(tmp_path: Path) -> None:
    reader = zoo.load("reviews")
    fixed, path = reader.fixed(0.125), tmp_path / "fixed.safetensors"
    zoo.save(fixed, path)
    with safe_open(path, framework="numpy") as file:
        assert {file.get_slice(name).get_dtype() for name in file.keys()} == {"I8"}  # noqa: SIM118 (not a mapping)
    again = zoo.load(str(path))
    assert again.fingerprint == zoo.fingerprint(fixed) != reader.fingerprint
    for name, array in again.parameters.items():
        assert np.array_equal(array, fixed.parameters[name])
        assert array.dtype == np.float64
        assert np.abs(array - reader.parameters[name]).max() <= 0.5 * max(
            0.125 * np.sqrt(np.mean(reader.parameters[name] ** 2)), 2 * np.abs(reader.parameters[name]).max() / 127
        )


def test_fingerprints_see_a_changed_bit_and_a_changed_shape() -> None:
    reader = zoo.load("reviews")
    embedding = reader.embedding.copy()
    embedding[0, 0] = np.nextafter(embedding[0, 0], 9)
    prints = {
        zoo.fingerprint(other) for other in (reader, replace(reader, embedding=embedding), replace(reader, embedding=embedding.T))
    }
    assert len(prints) == 3
    assert all(len(text) == 12 and int(text, 16) >= 0 for text in prints)


def test_an_unknown_name_has_near_matches() -> None:
    with pytest.raises(UsageError, match=r"no bundled model 'review' \(did you mean reviews, reviews_rnn, reviews_gru\?\)"):
        zoo.load("review")


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="There is no weights file"):
        zoo.load(str(tmp_path / "none.safetensors"))


@pytest.mark.parametrize("content", [b"", b"garbage", b"\x08\0\0\0\0\0\0\0not json", REVIEWS.read_bytes()[:-100]])
def test_what_is_no_safetensors_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "w.safetensors"
    path.write_bytes(content)
    with pytest.raises(WeightsError, match=r"w\.safetensors is not a safetensors file, or it is damaged\.$"):
        zoo.load(str(path))


def _safetensors(path: Path) -> None:
    save_file({"rnn.weight_ih_l0": np.ones(3)}, path, {"format": "pt"})


def _half_precision(path: Path) -> None:
    header = b'{"w":{"dtype":"BF16","shape":[4],"data_offsets":[0,8]}}'
    path.write_bytes(len(header).to_bytes(8, "little") + header + bytes(8))


def _zipped(path: Path) -> None:
    with ZipFile(path, "w") as file:
        file.writestr("archive/data.pkl", b"\x80\x02}q\x00.")


OTHERS = {
    "weights.safetensors": (_safetensors, r"holds another program's weights \(its metadata has no 'unrolled'\)"),
    "half.safetensors": (_half_precision, "holds another program's weights"),
    "weights.pt": (_zipped, "holds weights that PyTorch has pickled"),
    "renamed.safetensors": (_zipped, "holds weights that PyTorch has pickled"),
    "weights.npz": (lambda path: np.savez(path, weight=np.ones(3)), r"holds another program's weights \(arrays of NumPy\)"),
    "old.pth": (
        lambda path: path.write_bytes(b"\x80\x02\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19."),
        "holds weights that PyTorch has pickled",
    ),
}


@pytest.mark.parametrize("name", OTHERS)
def test_another_programs_weights_are_refused_with_what_to_do(name: str, tmp_path: Path) -> None:
    make, said = OTHERS[name]
    make(tmp_path / name)
    with pytest.raises(
        WeightsError, match=rf"{name} {said}[^.]*: run the network there.*\(docs/trace\.md\).*--trace\.$"
    ) as caught:
        zoo.load(str(tmp_path / name))
    assert len(str(caught.value).removeprefix(str(tmp_path))) < 250


def bad_fingerprint(tensors: dict[str, Any], _: dict[str, Any]) -> None:
    tensors["readout.bias"] = tensors["readout.bias"] + 1.0


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda t, m: (t.pop("cell.bias"), t.pop("embedding")), "it lacks embedding, cell.bias"),
        (
            lambda t, m: t.update({"cell.weight": t["cell.weight"][:, :, 1:].copy()}),
            r"cell\.weight has the shape \(4, 8, 15\), it should be",
        ),
        (lambda t, m: t.update({"embedding": np.ones(3)}), r"embedding has the shape \(3,\)"),
        (lambda t, m: t.update({"cell.bias": np.ones(())}), r"cell\.bias has the shape \(\)"),
        (lambda t, m: m["labels"].pop(), r"readout\.weight has the shape \(3, 8\), it should be \(2, 8\)"),
        (lambda t, m: t.update({"readout.bias": np.full(3, np.nan)}), r"readout\.bias holds a value that is not a finite number"),
        (
            lambda t, m: t.update({"readout.bias": np.ones(3, np.int32)}),
            r"readout\.bias holds I32, it should be F64 or F32 or F16",
        ),
        (bad_fingerprint, "its weights have the fingerprint"),
        (lambda t, m: m.update(cell="gru9"), "it holds a reader with the cell 'gru9'"),
        (lambda t, m: m.update(kind="dreamer"), "it holds a network of the kind 'dreamer'"),
        (lambda t, m: m.pop("vocabulary"), "its metadata lacks 'vocabulary'"),
        (lambda t, m: m.update(vocabulary=["a", "a"]), "metadata is incomplete or damaged"),
        (lambda t, m: m["provenance"].pop("task"), "its provenance lacks 'task'"),
    ],
)
def test_weights_that_do_not_fit(tmp_path: Path, change: Change, message: str) -> None:
    path = rewritten(tmp_path / "w.safetensors", change)
    with pytest.raises(WeightsError, match=message) as error:
        zoo.load(str(path))
    assert str(path) in str(error.value)


def test_nothing_half_written_when_saving_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "w.safetensors"
    path.write_bytes(b"before")

    def fail(*_: Any) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(FileError, match=r"w\.safetensors cannot be replaced: disk full\.$"):
        zoo.save(zoo.load("reviews"), path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["w.safetensors"]
    assert path.read_bytes() == b"before"


def test_saving_makes_the_folder(tmp_path: Path) -> None:
    path = tmp_path / "none" / "w.safetensors"
    zoo.save(zoo.load("reviews"), path)
    assert zoo.load(str(path)).fingerprint == zoo.load("reviews").fingerprint


def test_loading_gives_a_reader() -> None:
    assert isinstance(zoo.load("reviews"), Reader)


@pytest.mark.parametrize("kind", CELLS)
def test_a_reader_with_any_cell_is_kept(kind: str, tmp_path: Path) -> None:
    reader = Reader.create(Vocabulary((UNKNOWN, "a")), ("x", "y"), np.random.default_rng(0), units=3, features=2, cell=kind)
    zoo.save(reader, tmp_path / "w.safetensors")
    again = zoo.load(str(tmp_path / "w.safetensors"))
    assert isinstance(again, Reader)
    assert type(again.cell) is CELLS[kind]
    assert all(np.array_equal(array, again.parameters[name]) for name, array in reader.parameters.items())
    zoo.save(again, tmp_path / "again.safetensors")
    kept = replace(reader, provenance=replace(reader.provenance, fingerprint=reader.fingerprint))
    assert again.provenance == kept.provenance
    assert (tmp_path / "again.safetensors").read_bytes() == (tmp_path / "w.safetensors").read_bytes()


@pytest.mark.parametrize("kind", CELLS)
def test_every_parameter_of_a_cell_must_be_there(kind: str, tmp_path: Path) -> None:
    reader = Reader.create(Vocabulary((UNKNOWN, "a")), ("x", "y"), np.random.default_rng(0), cell=kind)
    zoo.save(reader, tmp_path / "w.safetensors")
    metadata, tensors = header(tmp_path / "w.safetensors"), load_file(tmp_path / "w.safetensors")
    for name in [name for name in tensors if name.startswith("cell.")]:
        fewer = {other: tensor for other, tensor in tensors.items() if other != name}
        save_file(fewer, tmp_path / "fewer.safetensors", {"unrolled": json.dumps(metadata)})
        with pytest.raises(WeightsError, match=rf"it lacks {re.escape(name)}\.$"):
            zoo.load(str(tmp_path / "fewer.safetensors"))
