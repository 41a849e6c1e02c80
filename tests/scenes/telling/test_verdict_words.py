"""What a film of a sentence says of a unit's part of the turn: which measure it is, beside that of the film of one word."""

import numpy as np
import pytest

from model import zoo
from model.trace import ReaderTrace
from scenes.mobjects.reading import Reading, phrase
from scenes.stage.lectures import LECTURES
from scenes.telling.pace import LONGEST_CAPTION
from scenes.telling.verdict_words import VerdictWords


def said_of(trace: ReaderTrace) -> tuple[str, dict[str, Reading]]:
    """Return the caption of what turned the verdict, filled, and its readings."""

    def value(key: str, *index: int) -> Reading:
        found = trace.lookup(key)
        for place in index:
            found = found[place]
        return Reading(key, index, found if isinstance(found, str) else float(found))

    said, fields = VerdictWords(trace, value, unit=trace.answer.unit).turned()
    return phrase(said, **fields).text, fields


def test_a_units_part_is_said_to_be_of_what_pushed_that_way_and_is_another_measure_than_that_of_the_swing() -> None:
    text = LECTURES["recurrent"].text
    assert text is not None
    trace = zoo.load("reviews").run(text)
    turn, unit = trace.answer.turn, trace.answer.unit
    assert turn is not None
    said, fields = said_of(trace)
    moved = trace.margin_changes[turn]
    assert float(fields["part"].value) == pytest.approx(100 * moved[unit] / moved[moved > 0].sum())
    assert float(fields["part"].value) < 100 * moved[unit] / trace.swings[turn]
    assert said == "2 of 8 units did most against “negative”; of what pushed that way, unit 5 did 61 %."
    assert round(100 * moved[unit] / trace.swings[turn]) == 62


@pytest.mark.parametrize("text", ["good", "not good", "bad", "The food was not good but the service was wonderful"])
def test_captions_of_what_turned_or_keeps_a_verdict_are_short(text: str) -> None:
    trace = zoo.load("reviews").run(text)
    said, _ = said_of(trace)
    assert len(said) <= LONGEST_CAPTION
    assert np.isfinite(trace.turn_percents).all()
    if "%" in said:
        assert ("that way" in said) or ("% of what" in said)
