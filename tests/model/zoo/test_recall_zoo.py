"""The bundled networks that end a sentence: what their cards promise."""

import re
from pathlib import Path

import numpy as np
import pytest

from model import zoo
from model.calling import study_file
from model.corpora.gaps import near
from model.networks import Reader
from model.parameters import parameters_of
from model.recipes import gaps
from model.trace import Study, Trace


def bundled(kind: str) -> tuple[Reader, str]:
    name = f"recall_{kind}_{gaps.GAP}"
    reader = zoo.load(name)
    assert isinstance(reader, Reader)
    return reader, " ".join((Path(zoo.__file__).parent / f"{name}.md").read_text(encoding="utf-8").split())


def right(reader: Reader, gap: int) -> float:
    some = gaps.drawn("recall", gap, np.random.default_rng(5), 200)
    return reader.assess(gaps.batch_of(reader, some)).accuracy


@pytest.mark.parametrize("kind", gaps.SHOWN)
def test_the_seed_is_that_of_the_median_network_of_the_study(kind: str) -> None:
    reader, card = bundled(kind)
    study = Trace.load(study_file("gaps"))
    assert isinstance(study, Study)
    scores = study.lookup("accuracy")[study.index("accuracy", task="recall", cell=kind, gap=gaps.GAP)]
    seed = gaps.median_seed(kind, gaps.GAP)
    assert (reader.provenance.seed, reader.provenance.score) == (seed, float(np.median(scores)))
    assert f"--cell {kind} --seed {seed} -o recall_{kind}_20.safetensors" in card
    said = re.sub(r"\*", "", card)
    assert ", ".join(f"{score:.2f}" for score in scores) in said or (np.all(scores == 1.0) and "1.00 with all" in said)


@pytest.mark.parametrize("kind", gaps.SHOWN)
def test_it_gets_as_much_right_as_its_card_says(kind: str) -> None:
    reader, card = bundled(kind)
    new = gaps.batch_of(reader, gaps.fresh("recall", gaps.GAP))
    rng = np.random.default_rng(7)
    close = gaps.batch_of(reader, [near(rng) for _ in range(200)])
    assert reader.assess(new).accuracy == reader.provenance.score
    assert reader.assess(close).accuracy == 1.0
    assert ("all of 500 new sentences rightly" in card) == (reader.provenance.score == 1.0)
    assert f"{sum(each.size for each in reader.parameters.values()):,} numbers" in card
    assert f"{sum(each.size for each in parameters_of(reader.cell).values()):,} of them in the cell" in card
    assert f"fingerprint `{reader.fingerprint[:12]}`" in card
    assert reader.fixed(gaps.STEP).fingerprint == reader.fingerprint


def test_the_plain_one_takes_france_for_spain() -> None:
    reader, card = bundled("rnn")
    trace = gaps.traced(reader, gaps.far_one(gaps.GAP))
    shares = dict(zip(reader.labels, trace.probabilities[-1], strict=True))
    assert f"*spanish* gets {shares['spanish']:.2f} and *french* {shares['french']:.2f}" in card
    logits = reader.read(gaps.batch_of(reader, gaps.fresh("recall", gaps.GAP)))[1]
    said = [reader.labels[at] for at in logits.argmax(axis=-1)]
    for example, verdict in zip(gaps.fresh("recall", gaps.GAP), said, strict=True):
        assert verdict == ("spanish" if example.answer == "french" else example.answer)


@pytest.mark.parametrize("kind", ["gru", "lstm"])
def test_the_others_keep_longer_than_they_were_taught(kind: str) -> None:
    reader, card = bundled(kind)
    assert right(reader, 5) == right(reader, 40) == 1.0
    assert right(reader, 80) == (0.995 if kind == "gru" else 1.0)
    assert ("of 80 words 0.995" in card) == (kind == "gru")
