"""The film of a sentence reads in step: words of which something is said later take longer, and all others alike."""

import numpy as np
import pytest
from unwatched import tell

from model import zoo
from scenes.lstm_sentence import MATTERS, LSTMSentence
from scenes.telling.scene import Brief

pytestmark = pytest.mark.usefixtures("manim_ready")


@pytest.mark.parametrize("text", [LSTMSentence.text, "not good", "The movie was terrible and I would not see it again"])
def test_words_that_matter_are_read_for_longer_and_all_others_in_step(text: str) -> None:
    scene = tell(LSTMSentence, Brief(zoo.load("reviews").run_for(text, ("memory",))))
    words = range(scene.count)
    steps = scene.steps(words)
    assert {time for time in words if steps[time] == MATTERS} == {*scene.picks.moments}
    assert {*steps} == {1.0, MATTERS}
    for share in (0.2, 0.6, 1.0):
        half, reached = scene.half_of(scene.count, share), np.cumsum(steps) / steps.sum()
        assert 1 <= half < scene.count
        assert abs(reached[half - 1] - share) == min(abs(each - share) for each in reached[:-1])
    assert scene.half_of(1, 0.5) == 1
