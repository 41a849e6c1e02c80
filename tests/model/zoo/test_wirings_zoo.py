"""The bundled networks that read and write digits: what their cards promise, of every text that there is."""

from functools import cache
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from model import zoo
from model.networks.wired import DIGITS, FEWEST, MOST, WIRINGS, Wired
from model.recipes import wirings
from model.recipes.wirings import Sequences, Writer, parts_of

FOLDER = Path(zoo.__file__).parent
CARD = (FOLDER / "one_to_one.md").read_text(encoding="utf-8")
FLAT = " ".join(CARD.split())
TEXTS = [text for count in range(FEWEST, MOST + 1) for text in product(DIGITS, repeat=count) if max(text) > 1]
LARGEST = 25_000  # bytes of all five files


@cache
def bundled(name: str) -> Wired:
    found = zoo.load(name)
    assert isinstance(found, Wired)
    return found


@pytest.mark.parametrize("name", WIRINGS)
def test_the_card_says_how_much_each_gets_right(name: str) -> None:
    network, wiring = bundled(name), WIRINGS[name]
    judged = parts_of(wiring).judged
    right = int(Writer(network).right(Sequences.of(network, judged)).sum())
    assert network.provenance.score == right / len(judged)
    row = next(line for line in CARD.splitlines() if line.startswith(f"| `{name}`"))
    assert row.endswith(f"| {right} of {len(judged)}{'' if wiring.one else ' unseen'} |")
    trace = network.run("2 4 1")
    read = f"{' '.join(trace.read)}: " if wiring.one else ""
    assert f"| {read}{' '.join(trace.written)} |" in row
    assert trace.is_right
    own = " ".join((FOLDER / f"{name}.md").read_text(encoding="utf-8").split())
    assert f"`{network.fingerprint}`" in own
    assert f"train {name} -o {name}.safetensors" in own
    assert name == "one_to_one" or f"right on {right} of " in own


@pytest.mark.parametrize("name", WIRINGS)
def test_the_card_names_every_text_that_comes_out_wrong(name: str) -> None:
    network, wiring = bundled(name), WIRINGS[name]
    texts = [(digit,) for digit in DIGITS] if wiring.one else TEXTS
    right = Writer(network).right(Sequences.of(network, texts))
    wrong = ["".join(map(str, text)) for text, is_right in zip(texts, right, strict=True) if not is_right]
    said = f"`{name}` " + ("adds 6 wrong: " if name == "many_to_one" else "says 9 of them wrong, all of four digits: ")
    assert not wrong or f"{said}{', '.join(wrong[:-1])} and {wrong[-1]}." in FLAT
    assert bool(wrong) == (said in FLAT)


def test_all_have_one_kind_of_cell_of_one_size_and_one_seed() -> None:
    assert {(each.cell.kind, each.cell.weights.weight.shape) for each in map(bundled, WIRINGS)} == {("rnn", (16, 21))}
    assert {each.provenance.seed for each in map(bundled, WIRINGS)} == {wirings.SEED}
    learned = [sum(array.size for array in Writer(bundled(name)).parameters.values()) for name in ("one_to_one", "many_to_one")]
    assert f"{learned[0]} numbers that are learned, {learned[1]} in `many_to_one`" in FLAT
    for name in WIRINGS:
        np.testing.assert_array_equal(bundled(name).embedding[2:], np.eye(len(DIGITS)))


def test_all_five_files_are_small() -> None:
    assert sum((FOLDER / f"{name}.safetensors").stat().st_size for name in WIRINGS) <= LARGEST
