"""Films of traces from which was left out what may be: told without what they do not show, refused without what they do."""

from pathlib import Path

import pytest

from model import zoo
from model.errors import TraceError
from model.trace import Trace
from scenes.stage import catalogue, worker
from scenes.telling.scene import Brief

FILMS = [story.name for story in catalogue.stories()]
LEFT_OUT = {
    "reader": ("weight", "memory"),
    "translation": ("scorer_vector", "readout_weight", "readout_bias", "forward_bias", "backward_bias", "decoder_bias"),
}
SPARING = [
    film
    for film in FILMS
    if catalogue.load(film).cell_kinds != ("rnn",) and not set(LEFT_OUT["reader"]) <= set(catalogue.load(film).needs)
]
"""All films but those that show all that a trace has, as those of a plain cell do."""
NEEDS = [(film, key) for film in FILMS for key in catalogue.load(film).needs]


def computed(film: str) -> Trace:
    story = catalogue.load(film)
    names = story.models_for({})
    if not names:
        return story.own_brief().trace
    network = zoo.load(names[0])
    return network.run_for("not bad" if network.kind == "reader" else "how was your day", story.needs)


@pytest.mark.parametrize("film", SPARING)
def test_a_film_is_told_without_what_it_does_not_show(film: str, manim_ready: Path) -> None:
    story, whole = catalogue.load(film), computed(film)
    there = whole.keys()
    trace = whole.without(*(key for key in LEFT_OUT[whole.kind] if key in there and key not in story.needs))
    assert len(trace.keys()) < len(there)
    story.check(Brief(trace))
    _, report = worker.rehearse(story, Brief(trace, others=(trace,) * (story.traces - 1)))
    assert report.problems == ()
    own = [each for each in report.identities if not each.name.endswith("(trace 2)")]  # of what a film adds itself
    assert 4 < len(own) < len(list(whole.identities()))


@pytest.mark.parametrize(("film", "key"), NEEDS)
def test_a_film_is_refused_without_what_it_shows(film: str, key: str) -> None:
    shown = "weight" if key == "bias" else key  # they go together
    with pytest.raises(TraceError, match=rf"^This film shows '{shown}', which this trace lacks: write it with .*\.$"):
        catalogue.load(film).check(Brief(computed(film).without(key)))


def test_some_films_need_what_may_be_left_out() -> None:
    assert set(FILMS) - {film for film, _ in NEEDS} == {"alignment", "squashing"}


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
    assert " looked most at " in scene.beats[-1].caption
