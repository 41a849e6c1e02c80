"""The film of what recurrent means: laps of the loop, numbers that stay while they are compared, and how it ends."""

from functools import cache
from typing import Any

import numpy as np
import pytest
from unwatched import tell

from model import zoo
from model.networks import Reader
from model.trace import ReaderTrace
from model.vocabulary import UNKNOWN, Vocabulary
from scenes.rnn_unrolled import ANSWER, RNNUnrolled
from scenes.stage import worker
from scenes.telling.scene import Brief

pytestmark = pytest.mark.usefixtures("manim_ready")

BEFORE_THE_COPIES = "the question", "the loop"


@cache
def told(text: str) -> Any:
    trace = zoo.load("reviews_rnn").run(text)
    assert isinstance(trace, ReaderTrace)
    return tell(RNNUnrolled, Brief(trace), true=True)


def shown(beat: Any, key: str, aspect: str) -> set[tuple[int, ...]]:
    return {each.reading.index for each in beat.displays if (each.reading.key, each.aspect) == (key, aspect)}


@pytest.mark.parametrize(("text", "laps"), [("good", 1), ("not good", 2), ("good but good", 2)])
def test_the_loop_is_gone_round_with_a_second_word_if_there_is_one(text: str, laps: int) -> None:
    beats = [beat for beat in told(text).beats if beat.act in BEFORE_THE_COPIES]
    made = {time for beat in beats for time, _ in shown(beat, "hidden", "text")}
    assert made == set(range(laps))
    assert {time for beat in beats for time, _ in shown(beat, "inputs", "fill")} == set(range(laps))
    assert any("With a next word" in beat.caption for beat in beats) == (laps == 1)


def test_numbers_are_there_while_they_are_compared() -> None:
    scene = told("good but good")
    compared = [beat for beat in scene.beats if beat.act == "what came before"]
    assert len(compared) == 2
    for beat in compared:
        unit = scene.focus["unit"]
        assert {(time, unit) for time in range(3)} <= shown(beat, "hidden", "text")
        assert (unit,) in shown(beat, "initial_hidden", "text")


@pytest.mark.parametrize("text", ["good", "good but good"])
def test_at_the_end_there_is_one_cell_with_the_last_state_and_the_verdict(text: str) -> None:
    scene = told(text)
    end, last = scene.beats[-1], len(scene.trace.tokens) - 1
    assert end.caption == ANSWER
    assert {time for time, _ in shown(end, "hidden", "text")} == {last}
    assert {time for time, _ in shown(end, "probabilities", "length")} == {last}
    weights = [each.reading.index for each in end.displays if each.reading.key == "weight"]
    assert len(weights) == len(set(weights)) > 0


@pytest.mark.parametrize("labels", [2, 4, 5, 9])
@pytest.mark.parametrize("words", [2, 11, 12])
def test_the_verdict_has_room_whatever_the_number_of_labels(labels: int, words: int) -> None:
    known = Vocabulary((UNKNOWN, "a", "b"))
    reader = Reader.create(known, [f"label {each}" for each in range(labels)], np.random.default_rng(labels), cell="rnn", units=5)
    _, report = worker.rehearse(RNNUnrolled, Brief(reader.run(" ".join("ab"[time % 2] for time in range(words)))))
    assert report.problems == ()
