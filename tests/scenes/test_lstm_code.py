"""The film of a plain program: what it says of what f keeps, by the trace, and how it ends for a text of one word."""

from collections.abc import Callable
from typing import Any

import pytest

from model.trace import ReaderTrace
from scenes.lstm_code import EMPTY, HARDLY, LITTLE, STAYS, LSTMCode
from scenes.telling.scene import Brief

pytestmark = pytest.mark.usefixtures("manim_ready")


def film(trace: ReaderTrace, **asked: Any) -> LSTMCode:
    made = LSTMCode(brief=Brief(trace, **asked))
    made.now = made.step
    return made


def test_what_is_said_of_f_goes_by_what_there_is_to_keep(read: Callable[[str], ReaderTrace]) -> None:
    trace = read(LSTMCode.text)
    unit = film(trace).unit
    said = {word: film(trace, word=word, unit=unit).of_the_old() for word in range(len(trace.tokens))}
    assert said[0] == (EMPTY, {})
    found = set()
    for word in range(1, len(trace.tokens)):
        held = abs(float(trace.previous_cell[word, unit]))
        assert said[word][0] == (HARDLY if held < LITTLE else STAYS)
        found.add(said[word][0])
    assert found == {HARDLY, STAYS}


def test_its_own_example_is_followed_to_a_word_that_keeps_what_the_one_before_wrote(read: Callable[[str], ReaderTrace]) -> None:
    trace = read(LSTMCode.text)
    own = film(trace)
    step, unit = own.step, own.unit
    assert abs(trace.written[step, unit]) > 0.5 * abs(trace.cell[step, unit]) > LITTLE
    assert trace.kept[step + 1, unit] > 0.9 * trace.cell[step, unit]
    assert [trace.declared.gates.index(gate) for gate in ("input", "forget", "candidate", "output")] == [0, 1, 2, 3]
