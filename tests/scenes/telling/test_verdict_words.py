"""What a film of a sentence says of a unit's part of the turn: how much it is, and of which total."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from model import zoo
from model.trace import ReaderTrace
from model.trace.margins import FELT
from scenes.lstm_sentence import LSTMSentence
from scenes.mobjects.reading import Reading, phrase
from scenes.stage.lectures import LECTURES
from scenes.telling.pace import LONGEST_CAPTION
from scenes.telling.verdict_words import VerdictWords


def words_of(trace: ReaderTrace) -> VerdictWords:
    """Return the captions of the answer of a trace."""

    def value(key: str, *index: int) -> Reading:
        found = trace.lookup(key)
        for place in index:
            found = found[place]
        return Reading(key, index, found if isinstance(found, str) else float(found))

    other = trace.answer.other_unit
    return VerdictWords(trace, value, units=[trace.answer.unit, *([] if other is None else [other])])


def said_of(trace: ReaderTrace) -> tuple[str, dict[str, Reading]]:
    """Return the caption of what turned the verdict, filled, and its readings."""
    said, fields = words_of(trace).turned()
    return phrase(said, **fields).text, fields


def test_a_units_part_is_said_beside_the_total_that_it_is_of_and_not_in_percent() -> None:
    text = LECTURES["recurrent"].text
    assert text is not None
    trace = zoo.load("reviews").run(text)
    turn, unit = trace.answer.turn, trace.answer.unit
    assert turn is not None
    said, fields = said_of(trace)
    moved = trace.margin_changes[turn]
    assert float(fields["part"].value) == pytest.approx(moved[unit])
    assert float(fields["total"].value) == pytest.approx(moved[moved > 0].sum())
    assert float(fields["total"].value) > trace.swings[turn]
    assert said == "At “wonderful” units push 6.5 from “negative” to “neutral”: 3.9 by unit 5."


@pytest.mark.parametrize("text", ["good", "not good", "bad", "The food was not good but the service was wonderful"])
def test_captions_of_what_turned_or_keeps_a_verdict_are_short(text: str) -> None:
    trace = zoo.load("reviews").run(text)
    said, _ = said_of(trace)
    assert len(said) <= LONGEST_CAPTION
    assert np.isfinite(trace.turn_parts).all()


def test_who_turned_a_verdict_most_is_named() -> None:
    for text in (LSTMSentence.text, "not bad", "it was great", "good"):
        trace = zoo.load("reviews").run_for(text, ("memory",))
        assert f"nit {trace.answer.unit + 1}" in said_of(trace)[0]


def test_the_answer_names_each_unit_with_the_way_it_pushes_or_the_winner_with_one() -> None:
    trace = zoo.load("reviews").run(LSTMSentence.text)
    answer = trace.answer
    assert answer.other_unit is not None
    assert answer.other is not None
    pairs = [(answer.unit, answer.rival), (answer.other_unit, answer.other)]
    said, fields = words_of(trace).result(pairs)
    assert phrase(said, **fields).text == "Unit 5 pushes “negative” down, unit 6 “positive”: “neutral” is left."
    said, fields = words_of(trace).result(pairs[:1])
    assert phrase(said, **fields).text == "“neutral” wins: unit 5 pushes “negative” down."


def test_that_a_verdict_is_left_is_said_only_if_all_others_are_pushed_down() -> None:
    trace = zoo.load("reviews").run(LSTMSentence.text)
    unit, winner = trace.answer.unit, int(trace.winners[-1])
    said, _ = words_of(trace).result([(unit, trace.answer.rival), (unit, winner)])
    assert "is left" not in said
    assert said.count("{label0:short}") == said.count("{label1:short}") == 1


def ordinary() -> list[str]:
    """Return ordinary sentences."""
    lines = (Path(__file__).parents[2] / "data" / "ordinary_reviews.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t")[1] for line in lines]


def test_that_a_verdict_is_left_is_said_only_if_no_rival_is_pushed_up_by_all_together() -> None:
    ends = set[str]()
    for text in ordinary():
        trace = zoo.load("reviews").run(text)
        answer = trace.answer
        if answer.other_unit is None or answer.other is None:
            continue
        said, _ = words_of(trace).result([(answer.unit, answer.rival), (answer.other_unit, answer.other)])
        sums = trace.centred_logits[-1, [answer.rival, answer.other]]
        pushes = trace.pushes[-1, [answer.unit, answer.other_unit], [answer.rival, answer.other]]
        assert said.endswith("“{winner:short}” is left.") == bool((pushes <= -FELT).all() and (sums <= 0).all())
        assert said.endswith("“{winner:short}” has most.") == bool((pushes <= -FELT).all() and not (sums <= 0).all())
        ends.add(said.rsplit(" ", 1)[1])
    assert {"left.", "most."} < ends


def test_a_unit_that_let_go_at_the_turn_is_said_no_longer_to_push_at_the_end() -> None:
    trace = zoo.load("reviews").run("I couldn't put this book down.")
    answer, positive = trace.answer, trace.labels.index("positive")
    assert answer.other_unit is not None
    assert answer.other is not None
    assert abs(trace.pushes[-1, answer.unit, positive]) < FELT <= -trace.pushes[-2, answer.unit, positive]
    said, fields = words_of(trace).result([(answer.unit, positive), (answer.other_unit, answer.other)])
    assert phrase(said, **fields).text == "Unit 7 no longer pushes “positive” down, unit 4 pushes “neutral” down."


def test_a_unit_that_pushes_a_rival_up_or_the_winner_down_is_no_reason_that_it_wins() -> None:
    trace = zoo.load("reviews").run(LSTMSentence.text)
    words, winner = words_of(trace), int(trace.winners[-1])
    for unit, label in np.ndindex(*trace.pushes.shape[1:]):
        push = float(trace.pushes[-1, unit, label])
        against = abs(push) >= FELT and (push > 0) != (label == winner)
        (one, _), (two, _) = words.result([(unit, label)]), words.result([(unit, label), (unit, winner)])
        assert one.startswith("“{winner:short}” wins: ") == (not against and abs(push) >= FELT)
        down = float(trace.pushes[-1, unit, winner]) <= -FELT
        assert two.endswith("; “{winner:short}” has most.") == (against or down)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("good", "“good” makes it “positive” at once, and there is no other word."),
        ("not good", "“not” makes it “negative” at once, and no later word turns it."),
        ("I", "It is “neutral” already before “I”, and it stays so."),
        ("the food was okay", "It is “neutral” already before “the”, and no word turns it."),
    ],
)
def test_of_a_verdict_that_no_later_word_turns_it_is_said_whether_the_first_one_made_it(text: str, said: str) -> None:
    trace = zoo.load("reviews").run(text)
    assert trace.answer.turn is None
    template, fields = words_of(trace).unturned()
    assert phrase(template, **fields).text == said


def test_of_more_labels_than_are_spoken_of_none_is_left() -> None:
    trace = zoo.load("reviews").run(LSTMSentence.text)
    answer, words = trace.answer, words_of(trace)
    pairs = [(answer.unit, answer.rival), (answer.other_unit, answer.other)]
    assert words.result(pairs)[0].endswith("is left.")

    class Wider:
        """The same trace, of a network that knows one label more."""

        labels = (*trace.labels, "mixed")

        def __getattr__(self, name: str) -> Any:
            return getattr(trace, name)

    words._trace = Wider()
    assert not words.result(pairs)[0].endswith("is left.")


def test_where_next_to_nothing_is_pushed_no_nought_is_printed() -> None:
    trace = zoo.load("reviews").run(LSTMSentence.text)
    said, _ = said_of(replace(trace, readout_weight=trace.readout_weight * 1e-3))
    assert said == "Units hardly push from “negative” to “neutral”, none more than unit 5."


def test_a_unit_that_hardly_pushes_is_said_to_do_so_beside_what_all_push() -> None:
    trace = zoo.load("reviews").run(LSTMSentence.text)
    idle = int(np.abs(trace.turn_parts).argmin())
    still = replace(trace, readout_weight=trace.readout_weight * (np.arange(trace.hidden.shape[1]) != idle))
    assert still.turn_parts[idle] == 0.0
    words = words_of(still)
    words._unit = idle
    said, fields = words.turned()
    assert phrase(said, **fields).text == f"Units push 6.5 from “negative” to “neutral”; unit {idle + 1} hardly does."
