"""Films of traces from which was left out what may be: refused without what they do show."""

from functools import cache
from pathlib import Path

import pytest

from model import zoo
from model.errors import TraceError
from model.trace import Trace
from scenes.stage import catalogue, worker
from scenes.telling.scene import Brief

FILMS = [story.name for story in catalogue.stories()]
NEEDS = [(film, key) for film in FILMS for key in catalogue.load(film).needs]


@cache
def computed(film: str) -> Trace:
    story = catalogue.load(film)
    names = story.models_for({})
    if not names:
        return story.own_brief().trace
    network = zoo.load(names[0])
    return network.run_for({"reader": "not bad", "wiring": "2 4 1"}.get(network.kind, "the boy works in a bank"), story.needs)


@pytest.mark.parametrize(("film", "key"), NEEDS)
def test_a_film_is_refused_without_what_it_shows(film: str, key: str) -> None:
    shown = "weight" if key == "bias" else key  # they go together
    with pytest.raises(TraceError, match=rf"^This film shows '{shown}', which this trace lacks: write it with .*\.$"):
        catalogue.load(film).check(Brief(computed(film).without(key)))


def test_some_films_need_what_may_be_left_out() -> None:
    assert set(FILMS) - {film for film, _ in NEEDS} == {"alignment", "squashing", "gru_vs_lstm", "long_range"}


@pytest.mark.parametrize("also", [(), ("probabilities", "readout_weight", "scorer_vector")], ids=["read-out", "no read-out"])
def test_without_its_decoder_a_translation_feeds_the_film_of_its_weights(also: tuple[str, ...], manim_ready: Path) -> None:
    trace = computed("alignment").without("decoder_hidden", *also)
    assert not [key for key in trace.keys() if key.startswith("decoder_")]  # noqa: SIM118 (not a mapping)
    for missing in ("previous_states", "decoder_inputs", "readout_inputs"):
        with pytest.raises(TraceError, match=f"has no '{missing}'"):
            trace.lookup(missing)
    scene, report = worker.rehearse(catalogue.load("alignment"), Brief(trace))
    assert report.problems == ()
    assert report.mark == ""
    assert any(identity.name.startswith("projected_annotations") for identity in report.identities) != bool(also)
    assert "looked at least as far right" in scene.beats[-1].caption
