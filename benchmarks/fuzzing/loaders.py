"""Every way in which a file comes in, and the odd file of each number for it."""

import json
import struct
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from benchmarks.fuzzing.tensors import odd_weights
from benchmarks.fuzzing.texts import odd_lines
from benchmarks.fuzzing.values import broken_bytes
from benchmarks.fuzzing.zips import Parts, claimed, odd_zip, packed
from model import zoo
from model.cells import CELLS
from model.corpora import pair_tables, tables
from model.networks import Model, Reader, Sizes, Translator
from model.trace import END, START, Axis, Matrix, Measure, Measurement, Study, Trace, opened
from model.trace.base import FORMAT, VERSION
from model.vocabulary import UNKNOWN, Vocabulary
from scenes.stage import catalogue
from scenes.stage.jobs import RenderJob
from scenes.stage.sources import text_of

__all__ = ["LOADERS", "Loader"]


@dataclass(frozen=True)
class Loader:
    """A way in: what files of it end in, what makes an odd one, what loads it, and where that code is, and what it needs."""

    suffix: str
    make: Callable[[Random], bytes]
    load: Callable[[Path], Any]
    code: tuple[str, ...]

    def file(self, name: str, number: int) -> bytes:
        """Return the file of a number; the same, as long as neither the makers nor the samples change."""
        return self.make(Random(f"{name} {number}"))


# -- samples -------------------------------------------------------------------------------------------------------------


@cache
def readers() -> tuple[Reader, ...]:
    """Return an untrained reader for each kind of cell."""
    words, rng = Vocabulary((UNKNOWN, "a", "b")), np.random.default_rng(0)
    return tuple(Reader.create(words, ("no", "yes"), rng, units=3, features=2, cell=kind) for kind in CELLS)


@cache
def translators() -> tuple[Translator, ...]:
    """Return an untrained translator with attention, and one without."""
    words, written = Vocabulary((UNKNOWN, "a", "b")), Vocabulary((UNKNOWN, END, START, "p"))
    sizes = Sizes(3, 2, 2, 3, 2), Sizes(3, 2, 3, 3, 0, attention=False, bidirectional=False)
    return tuple(Translator.create(("A", "B"), words, written, np.random.default_rng(0), each) for each in sizes)


def study() -> Study:
    """Return a small study."""
    values = np.array([[0.5, 0.25], [1.0, 0.75]])
    made = {"study": "s", "measured": "m", "command": "c", "machine": "a laptop", "date": "2026-11-29", "versions": "v"}
    return Study(
        provenance=Measurement(**made, seeds=(0, 1), examples=4),
        axes=(Axis(name="gap", meaning="words", coordinates=(2, 20)), Axis(name="seed", meaning="seed", coordinates=(0, 1))),
        measures=(
            Measure(name="right", meaning="right", unit="fraction of examples", axes=("gap", "seed"), values=values),
            Measure(name="seconds", meaning="time", unit="seconds", axes=("gap",), values=np.array([1.5, 2.5])),
        ),
        repeats="seed",
    )


@cache
def traces() -> tuple[Parts, ...]:
    """Return what traces of every kind are made of."""
    read = [reader.run("a b zork a") for reader in readers()]
    translated = [translator.run("a b zork b") for translator in translators()]
    translated[0] = replace(translated[0], gold=np.zeros_like(translated[0].lookup("weights")))
    return tuple(map(_parts, (*read, *translated, study(), study())))


def _parts(trace: Trace) -> Parts:
    return Parts({"format": FORMAT, "version": VERSION, "kind": trace.kind, **trace.header()}, trace.arrays())


@cache
def weights() -> tuple[tuple[dict[str, Any], dict[str, Any], bytes], ...]:
    """Return what weights are made of: the header of the tensors, what is said of the network, and all numbers."""
    with TemporaryDirectory(prefix="unrolled-") as folder:
        return tuple(_unpacked(network, Path(folder) / "w.safetensors") for network in (*readers(), *translators()))


def _unpacked(network: Model, path: Path) -> tuple[dict[str, Any], dict[str, Any], bytes]:
    zoo.save(network, path)
    whole = path.read_bytes()
    (length,) = struct.unpack_from("<Q", whole)
    header = json.loads(whole[8 : 8 + length])
    return header, json.loads(header.pop("__metadata__")["unrolled"]), whole[8 + length :]


def given() -> Parts:
    """Return what an attention matrix of one's own is made of."""
    weights = np.array([[0.5, 0.25, 0.25], [0.0, 1.0, 0.0]])
    words = {"source": np.array(["a", "b", "c"]), "target": np.array(["p", "q"])}
    return Parts(None, {"weights": weights, **words, "notes": np.array("of mine"), "normalized": np.array(True)})


TABLE = ",a,b,c\np,0.5,0.25,0.25\nq,0.0,1.0,0.0\n"
REVIEWS = "text,label\n" + "".join(f'"good {word}, I say",yes\nbad {word},no\n' for word in "abcdefghijkl")
PAIRS = "".join(f"the {word} is good\tle {word} est bon\n" for word in "abcdefghijklmnopqrstuvwxyzäöüßéèêñ")
TEXT = "The screen is bright,\nbut the “battery” isn't.\n"
FILM = '''"""A film."""

from unrolled.making import ReaderFilm


class Mine(ReaderFilm):
    """Nothing much."""

    title = "Mine"
    text = "not good"

    def construct(self) -> None:
        self.act("one")
'''


# -- loaders -------------------------------------------------------------------------------------------------------------


def _trace(rng: Random) -> bytes:
    parts, other = rng.choice(traces()), rng.choice(traces())
    return odd_zip(rng, parts, packed(other) if rng.random() < 0.1 else b"")


def _bare(rng: Random) -> bytes:
    stream = BytesIO()
    np.save(stream, given().arrays["weights"])
    whole = stream.getvalue()
    return claimed(rng, whole) if rng.random() < 0.6 else broken_bytes(rng, whole)


def _opened_bare(path: Path) -> None:
    lists = [path.with_name(f"{name}.txt") for name in ("source", "target")]
    for each, words in zip(lists, ("a b c", "p q"), strict=True):
        each.write_text(words)
    opened(path, Matrix(*lists))


def _weights(rng: Random) -> bytes:
    header, metadata, data = rng.choice(weights())
    return odd_weights(rng, header, metadata, data, rng.choice(weights())[2])


def _split_reviews(path: Path) -> None:
    tables.split(tables.read_table(path), path.name)


def _split_pairs(path: Path) -> None:
    pair_tables.split(pair_tables.read_pairs(path), path.name)


def _text_of(path: Path) -> None:
    text_of(RenderJob(scene="lstm_sentence", formats=(), folder=path.parent, text_file=path))


LOADERS = {
    "traces": Loader(".npz", _trace, Trace.load, ("model/trace",)),
    "weights": Loader(".safetensors", _weights, lambda path: zoo.load(str(path)), ("model/zoo", "model/networks", "model/trace")),
    "matrices": Loader(".npz", lambda rng: odd_zip(rng, given(), b""), opened, ("model/trace",)),
    "matrix-tables": Loader(".csv", lambda rng: odd_lines(rng, TABLE), opened, ("model/trace",)),
    "matrix-arrays": Loader(".npy", _bare, _opened_bare, ("model/trace",)),
    "reviews": Loader(".csv", lambda rng: odd_lines(rng, REVIEWS), _split_reviews, ("model/corpora",)),
    "pairs": Loader(".tsv", lambda rng: odd_lines(rng, PAIRS), _split_pairs, ("model/corpora",)),
    "texts": Loader(".txt", lambda rng: odd_lines(rng, TEXT), _text_of, ("scenes/stage/sources.py",)),
    "films": Loader(
        ".py",
        lambda rng: odd_lines(rng, FILM),
        lambda path: catalogue.find(str(path)),
        ("scenes/stage/syntax.py", "scenes/stage/catalogue.py"),
    ),
}
"""Every loader by its name."""
