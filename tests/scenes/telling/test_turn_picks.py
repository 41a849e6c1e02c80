"""Which units and words a film of a sentence tells of."""

import pytest

from model import zoo
from model.trace import ReaderTrace
from model.trace.turning import felt_by, shapers_of
from scenes.lstm_sentence import LSTMSentence
from scenes.telling.turn_picks import Picks


def reader(text: str) -> ReaderTrace:
    """Return what the bundled reader makes of a text."""
    return zoo.load("reviews").run_for(text, ("memory",))


def test_the_unit_that_turned_the_verdict_is_followed_with_the_one_that_holds_the_other_verdict_down() -> None:
    trace = reader(LSTMSentence.text)
    picks, answer = Picks(trace, None), trace.answer
    assert answer.turn is not None
    assert picks.unit == answer.unit
    assert picks.followed == [answer.unit, answer.other_unit]
    assert picks.pairs[0] == (answer.unit, felt_by(trace, answer.unit, answer.rival, answer.turn))
    assert picks.pairs[1:] == [(answer.other_unit, answer.other)]
    first = min(picks.events(picks.unit))
    assert picks.tall == {*picks.moments, first - 1, min(picks.events(answer.other_unit)) - 1, len(trace.tokens) - 1}
    assert picks.shown == list(range(trace.hidden.shape[1]))


def test_all_words_are_told_that_wrote_what_a_unit_holds_at_the_turn_or_the_second_one_at_the_end() -> None:
    trace = reader(LSTMSentence.text)
    picks, answer = Picks(trace, None), trace.answer
    assert answer.other_unit is not None
    assert picks.events(picks.unit) == shapers_of(trace, picks.unit, answer.turn)
    assert picks.events(answer.other_unit) == shapers_of(trace, answer.other_unit, None)
    assert [trace.tokens[time] for time in picks.events(answer.other_unit)] == ["good", "but", "wonderful"]
    assert picks.words[0] == answer.turn
    assert {*picks.events(picks.unit), *picks.events(answer.other_unit)} <= {*picks.words}


@pytest.mark.parametrize("text", ["good", "a good zorble"])
def test_unknown_words_are_told(text: str) -> None:
    trace = reader(text)
    picks = Picks(trace, 3)
    assert picks.unit == 3
    assert {time for time, known in enumerate(trace.known) if not known} <= {*picks.words}
