"""A film opens with its question: of what it finds out nothing is shown with that, and of what it reads no more than the end."""

from typing import Any

import pytest
from unwatched import tell

from model import zoo
from scenes.stage import catalogue
from scenes.telling.scene import Brief

pytestmark = pytest.mark.usefixtures("manim_ready")


@pytest.mark.parametrize(
    ("film", "known", "found"),
    [
        ("lstm_code", {"program_columns", "tokens"}, {"forget_gate", "cell", "hidden", "stacked", "previous_cell"}),
        (
            "review_memory",
            {"tokens", "initial_cell"},
            {"probabilities", "cell", "written", "memory", "held_shares"},
        ),
        ("rnn_unrolled", {"weight", "tokens"}, {"hidden", "initial_hidden"}),
        ("lstm_sentence", {"tokens"}, {"cell", "probabilities", "pushes"}),
    ],
)
def test_what_is_found_out_comes_after_the_question(film: str, known: set[str], found: set[str]) -> None:
    story: Any = catalogue.load(film)
    scene = tell(story, Brief(zoo.load(story.model).run("The food was not good")), true=True)
    asked, *rest = ({each.reading.key for each in beat.displays} for beat in scene.beats)
    assert known <= asked
    assert asked.isdisjoint(found)
    assert found <= set().union(*rest)


@pytest.mark.parametrize(
    ("film", "keys"),
    [
        ("rnn_vs_lstm", {"hidden", "cell"}),
    ],
)
def test_of_what_is_read_word_by_word_the_question_shows_the_end_alone_and_the_word_that_it_is_about(
    film: str, keys: set[str]
) -> None:
    story: Any = catalogue.load(film)
    names = story.models or (story.model,)
    networks = [zoo.load(name) for name in names]
    first, *others = (story.computed(network, "The food was not good but the service was wonderful") for network in networks)
    scene = tell(story, Brief(first, others=tuple(others)), true=True)
    asked, *rest = scene.beats
    last = len(first.given) - 1
    known = {last, scene.word} if film == "rnn_vs_lstm" else {last}
    for key in keys & {each.reading.key for beat in scene.beats for each in beat.displays}:
        assert {each.reading.index[0] for each in asked.displays if each.reading.key == key} <= known
        assert {each.reading.index[0] for beat in rest for each in beat.displays if each.reading.key == key} >= {0, last}
    assert {each.reading.key for each in asked.displays} & keys
