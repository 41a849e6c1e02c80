"""The film of the cell state on its highway: what it says of forgetting, and when it shows what is left of a word."""

from collections.abc import Callable
from typing import Any

import pytest

from model.trace import ReaderTrace
from model.trace.holding import VISIBLE, forgetter_of
from scenes.lstm_overview import FORGETS, NOTHING_ERASED, LSTMOverview
from scenes.stage import worker
from scenes.telling.scene import Brief

pytestmark = pytest.mark.usefixtures("manim_ready")

Read = Callable[[str], ReaderTrace]


def told(trace: ReaderTrace, **asked: Any) -> Any:
    scene, report = worker.rehearse(LSTMOverview, Brief(trace, **asked))
    assert not report.problems
    return scene


def starts(scene: Any, said: str) -> list[int]:
    return [number for number, beat in enumerate(scene.beats) if beat.caption.startswith(said.split("{")[0])]


def test_the_question_is_asked_with_what_was_there_before_the_word(read: Read) -> None:
    scene = told(read(LSTMOverview.text))
    shown = {each.reading.key for each in scene.beats[0].displays}
    assert {"previous_cell", "previous_hidden"} <= shown
    assert shown.isdisjoint({"memory", "cell", "kept", "written", "hidden", "forget_gate"})


def test_forgetting_is_told_where_it_is_seen_and_nowhere_else(read: Read) -> None:
    trace = read(LSTMOverview.text)
    scene = told(trace)
    (beat,) = starts(scene, FORGETS)
    time = forgetter_of(trace, scene.step, scene.unit)
    assert trace.tokens[time] in scene.beats[beat].caption
    assert not starts(scene, NOTHING_ERASED)
    assert abs(trace.previous_cell[scene.step, scene.unit]) < VISIBLE
    assert any("nothing to forget yet" in each.caption for each in scene.beats)


def test_where_no_word_erases_much_that_is_said(read: Read) -> None:
    trace = read(LSTMOverview.text)
    word, unit = next(
        (word, unit) for word in range(3) for unit in range(trace.sizes.unit) if forgetter_of(trace, word, unit) is None
    )
    scene = told(trace, word=word, unit=unit)
    assert starts(scene, NOTHING_ERASED)
    assert not starts(scene, FORGETS)
