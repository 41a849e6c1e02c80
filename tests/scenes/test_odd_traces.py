"""Traces that load and that nobody would make on purpose: each is filmed and true, or refused in one sentence."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from model.errors import UnrolledError
from model.networks import Model, Reader, Sizes, Translator
from model.trace import END, START, Trace
from model.vocabulary import UNKNOWN, Vocabulary
from scenes.stage import catalogue, worker
from scenes.telling.scene import Brief

SIZES = {"one unit": Sizes(1, 1, 1, 1, 1), "without attention": Sizes(1, 1, 1, 1, 0, attention=False, bidirectional=False)}


def reader(units: int) -> Reader:
    return Reader.create(
        Vocabulary((UNKNOWN, "a", "b")), ("no", "yes"), np.random.default_rng(0), units=units, features=units, cell="lstm"
    )


def translator(sizes: Sizes) -> Translator:
    return Translator.create(
        ("A", "B"), Vocabulary((UNKNOWN, "a")), Vocabulary((UNKNOWN, END, START, "p")), np.random.default_rng(0), sizes
    )


def scaled(network: Any, factor: float) -> Any:
    return network.with_parameters({name: factor * array for name, array in network.parameters.items()})


def ending(network: Translator) -> Translator:
    """Return the same translator, which writes nothing but the end."""
    return replace(network, readout_bias=np.array([0.0, 100.0, 0.0, 0.0]))


def nameless(trace: Trace) -> Trace:
    return replace(trace, provenance=replace(trace.provenance, task="", notes=" "))


def steep(network: Reader) -> Model:
    """Return the same reader with weights so large that e to the power of its sums is more than a number can be."""
    return network.with_parameters(network.parameters | {"cell.weight": 3000.0 * network.cell.weight})


def odd_traces() -> Iterator[tuple[str, Trace]]:
    yield "nought of one unit", nameless(scaled(reader(1), 0.0).run("a"))
    yield "less than can be divided by", scaled(reader(2), 1e-160).run("a b")
    yield "steep", steep(reader(2)).run("a b")
    yield "saturated", steep(reader(8)).run("a b a")
    yield "one word", nameless(translator(SIZES["one unit"]).run("a"))
    yield "one word without attention", nameless(translator(SIZES["without attention"]).run("a"))
    yield "nothing written", ending(translator(SIZES["one unit"])).run("a")
    yield "nothing written without attention", ending(translator(SIZES["without attention"])).run("a")
    yield "nought", ending(scaled(translator(SIZES["one unit"]), 0.0)).run("a")


ODD = dict(odd_traces())
ODDITIES = {
    "lstm_gates": ("nought of one unit", "steep"),
    "lstm_sentence": ("nought of one unit", "less than can be divided by", "steep"),
    "lstm_overview": ("saturated", "steep"),
    "encoder_decoder": ("one word without attention", "nothing written without attention"),
    "attention_scores": ("nothing written",),
    "context_vector": ("nothing written",),
    "alignment": ("one word", "nothing written", "nothing written without attention", "nought"),
}
"""What has been too much for a film, or could be."""


@pytest.mark.some(("film", "name"), [(film, name) for film, names in ODDITIES.items() for name in names], take=5)
def test_an_odd_trace_is_filmed_or_refused(film: str, name: str, manim_ready: Path) -> None:
    story, brief = catalogue.load(film), Brief(ODD[name])
    try:
        story.admit(brief)
    except UnrolledError:
        return
    _, report = worker.rehearse(story, brief)
    assert report.problems == ()


GATED = {"lstm_gates": "lstm", "lstm_coupled": "lstm_coupled", "gru_gates": "gru", "rnn_cell": "rnn"}
"""Films of one step, with a kind of cell that they take."""


@pytest.mark.parametrize("film", GATED)
@pytest.mark.some("units", [9, 16, 40], take=1)
def test_a_cell_with_more_units_than_there_is_room_for_is_filmed(film: str, units: int, manim_ready: Path) -> None:
    words = "the room was small but the staff was nice"
    network = Reader.create(
        Vocabulary((UNKNOWN, *dict.fromkeys(words.split()))),
        ("negative", "positive"),
        np.random.default_rng(1),
        units=units,
        features=8,
        cell=GATED[film],
    )
    story, brief = catalogue.load(film), Brief(network.run(words))
    story.admit(brief)
    assert worker.rehearse(story, brief)[1].problems == ()


JUDGES = {**GATED, "lstm_sentence": "lstm", "lstm_overview": "lstm", "lstm_code": "lstm", "rnn_unrolled": "rnn"}
"""Films that show a verdict, with a kind of cell that they take."""
LABELS = "anger", "joy", "sadness", "surprise", "a long label for what is neither of these", "हर्ष", "ça va", "f", "g"


@pytest.mark.some(("film", "labels"), [(film, labels) for film in JUDGES for labels in (2, 4, 5, 6, 9)], take=6)
def test_any_number_of_labels_has_room(film: str, labels: int, manim_ready: Path) -> None:
    words = "my students never really liked the exam but they loved the lab"
    known, rng = Vocabulary((UNKNOWN, *dict.fromkeys(words.split()))), np.random.default_rng(labels)
    network = Reader.create(known, LABELS[:labels], rng, units=3, features=5, cell=JUDGES[film])
    story, brief = catalogue.load(film), Brief(scaled(network, 3.0).run(words))
    story.admit(brief)
    assert worker.rehearse(story, brief)[1].problems == ()
