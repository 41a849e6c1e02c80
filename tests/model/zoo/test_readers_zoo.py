"""The bundled readers of reviews with other cells than the LSTM: what their cards promise."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from model import zoo
from model.cells import CELLS, Carrying
from model.corpora.examples import Parts
from model.evaluation import readability
from model.networks import Reader
from model.recipes.reviews import REVIEWS_PLAN, SHIPPED_SEEDS, bundled_name, whole

FOLDER = Path(zoo.__file__).parent
CELLS_SHIPPED = [cell for cell in CELLS if bundled_name(cell) in zoo.names()]
OTHERS = [cell for cell in CELLS_SHIPPED if cell != "lstm"]
ROW = re.compile(r"^\| (\d) \| ([\d.]+) \| ([\d. |]+) \|$", re.MULTILINE)


def bundled(cell: str) -> Reader:
    reader = zoo.load(bundled_name(cell))
    assert isinstance(reader, Reader)
    return reader


def card(cell: str) -> str:
    return (FOLDER / f"{bundled_name(cell)}.md").read_text(encoding="utf-8")


def test_there_is_a_reader_with_every_cell() -> None:
    assert set(CELLS_SHIPPED) == {"rnn", "lstm", "lstm_coupled", "gru", "gru_reset_after"} == set(SHIPPED_SEEDS)


@pytest.mark.parametrize("cell", CELLS_SHIPPED)
def test_a_reader_is_what_its_name_says(cell: str) -> None:
    reader, lstm = bundled(cell), bundled("lstm")
    assert (reader.cell.kind, reader.provenance.model) == (cell, bundled_name(cell))
    assert reader.provenance.seed == SHIPPED_SEEDS[cell]
    assert (reader.vocabulary.words, reader.labels, reader.language) == (lstm.vocabulary.words, lstm.labels, lstm.language)


@pytest.mark.some("cell", OTHERS, take=2)
def test_the_cards_of_other_cells_tell_what_is_measured_here_again(cell: str, parts: Parts) -> None:
    reader = bundled(cell)
    score = reader.assess(whole(reader, parts.test)).accuracy
    read = readability(reader, parts.test) if isinstance(reader.cell, Carrying) else ()
    assert (score, len(parts.test)) == (reader.provenance.score, reader.provenance.score_count)
    found = {seed: (dev, row) for seed, dev, row in ROW.findall(card(cell))}
    dev = reader.assess(whole(reader, parts.dev), REVIEWS_PLAN.penalty).accuracy
    assert found[str(reader.provenance.seed)] == (f"{dev:.4f}", " | ".join(f"{figure:.4f}" for figure in (score, *read)))
    assert f"`{reader.fingerprint}`" in card(cell)


@pytest.mark.parametrize("cell", CELLS_SHIPPED)
def test_the_seed_that_is_shipped_has_the_best_development_accuracy(cell: str) -> None:
    devs = {int(seed): float(dev) for seed, dev, _ in ROW.findall(card(cell).split("The twin")[0])}
    assert sorted(devs) == [*range(5)]
    assert devs[SHIPPED_SEEDS[cell]] == max(devs.values())


@pytest.mark.parametrize("cell", OTHERS)
def test_readers_with_other_cells_are_rounded_and_their_files_small(cell: str) -> None:
    assert all(np.array_equal(each, each.astype(np.float16)) for each in bundled(cell).parameters.values())
    assert (FOLDER / f"{bundled_name(cell)}.safetensors").stat().st_size < 200_000


@pytest.mark.parametrize("cell", OTHERS)
def test_identities_hold_for_readers_with_other_cells(cell: str, parts: Parts, some: Callable[..., Sequence[Any]]) -> None:
    for example in some(parts.test[:100], take=25):
        for identity in bundled(cell).run(" ".join(example.words)).identities():
            assert identity.holds, (identity, example.words)
