"""A film opens with its question: of what it finds out nothing is shown with that."""

from typing import Any

import pytest

from model import zoo
from scenes.stage import catalogue, worker
from scenes.telling.scene import Brief

pytestmark = pytest.mark.usefixtures("manim_ready")


@pytest.mark.parametrize(
    ("film", "known", "found"),
    [
        ("lstm_code", {"program_columns", "previous_cell"}, {"forget_gate", "cell", "hidden", "stacked"}),
        ("rnn_unrolled", {"weight", "tokens"}, {"hidden", "initial_hidden"}),
    ],
)
def test_what_is_found_out_comes_after_the_question(film: str, known: set[str], found: set[str]) -> None:
    story: Any = catalogue.load(film)
    scene, report = worker.rehearse(story, Brief(zoo.load(story.model).run("The food was not good")))
    assert not report.problems
    asked, *rest = ({each.reading.key for each in beat.displays} for beat in scene.beats)
    assert known <= asked
    assert asked.isdisjoint(found)
    assert found <= set().union(*rest)
