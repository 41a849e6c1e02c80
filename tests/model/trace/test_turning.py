"""Why a last verdict is what it is: the word that turned it, the rivals, the units that push them down, and who wrote these."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from model.trace import ReaderTrace
from model.trace.margins import ENOUGH
from model.trace.turning import (
    FELT,
    LIKE,
    WRITES,
    answer_of,
    balance_of,
    deeds_of,
    earlier_of,
    felt_by,
    margins_of,
    shapers_of,
    writers_of,
)

Read = Callable[[str], ReaderTrace]
TURNED = "The food was not good but the service was wonderful"


def margin(trace: ReaderTrace, time: int, rival: int) -> float:
    """Return by how much the logit of the last verdict is above that of a rival, as softmax has it."""
    shares = np.log(trace.probabilities[time])
    return float(shares[trace.answer.winner] - shares[rival])


def test_a_verdict_stays_from_its_turn_on(read: Read) -> None:
    trace = read(TURNED)
    turn = trace.answer.turn
    assert turn is not None
    assert trace.verdicts[turn - 1] == trace.labels[trace.answer.rival]
    assert set(trace.verdicts[turn:]) == {trace.labels[trace.answer.winner]} != {trace.verdicts[turn - 1]}


def test_a_verdict_that_never_changes_has_no_turn_and_the_second_as_its_rival(read: Read) -> None:
    trace = read("good")
    assert trace.answer.turn is None
    assert trace.answer.rival == np.argsort(trace.probabilities[-1])[-2]
    assert trace.answer.unit == margins_of(trace, trace.answer.rival)[-1].argmax()


def test_the_margins_of_all_units_move_as_the_probabilities_do(read: Read) -> None:
    trace = read(TURNED)
    answer = trace.answer
    assert answer.turn is not None
    moved = margins_of(trace, answer.rival)[answer.turn] - margins_of(trace, answer.rival)[answer.turn - 1]
    wanted = margin(trace, answer.turn, answer.rival) - margin(trace, answer.turn - 1, answer.rival)
    assert moved.sum() == pytest.approx(wanted)
    assert trace.turn_total == pytest.approx(moved[moved > 0].sum())
    assert moved.min() < 0
    assert trace.turn_parts == pytest.approx(moved)
    assert answer.unit == moved.argmax()


def test_helpers_are_the_fewest_units_that_explain_enough(read: Read) -> None:
    trace = read(TURNED)
    helpers = list(trace.answer.helpers)
    assert helpers[0] == trace.answer.unit
    assert len(helpers) > 1
    assert trace.turn_parts[helpers].sum() >= ENOUGH * trace.turn_parts.sum() > trace.turn_parts[helpers[:-1]].sum()
    assert min(trace.turn_parts[helpers]) >= max(np.delete(trace.turn_parts, helpers))


def test_the_other_rival_is_held_down_most_by_its_unit(read: Read) -> None:
    trace = read(TURNED)
    answer = trace.answer
    assert {answer.winner, answer.rival, answer.other} == {0, 1, 2}
    assert answer.other is not None
    pushes = trace.pushes[-1, :, answer.other]
    assert answer.other_unit == pushes.argmin()
    assert pushes.min() <= -FELT


def test_of_all_units_the_one_that_is_named_pushes_the_other_label_down_most(read: Read) -> None:
    trace = read("The waiter was rude, but the soup was delicious! 😍")
    answer = trace.answer
    assert answer.other is not None
    assert answer.other_unit == trace.pushes[-1, :, answer.other].argmin() != margins_of(trace, answer.other)[-1].argmax()


def test_of_two_labels_there_is_no_other(read: Read) -> None:
    trace = read(TURNED)
    two = {name: getattr(trace, name)[:2] for name in ("labels", "readout_weight", "readout_bias")}
    two |= {name: getattr(trace, name)[:, :2] for name in ("logits", "probabilities")}
    answer = answer_of(replace(trace, **two))
    assert (answer.other, answer.other_unit) == (None, None)


def test_units_that_hardly_push_are_not_told_of(read: Read) -> None:
    trace = read(TURNED)
    answer = answer_of(replace(trace, readout_weight=trace.readout_weight * 1e-3))
    assert (answer.other, answer.other_unit) == (None, None)


def test_deeds_are_what_gates_do_with_a_unit(read: Read) -> None:
    trace = read(TURNED)
    unit = trace.answer.unit
    deeds = {trace.tokens[deed.time]: deed.does for deed in deeds_of(trace, unit)}
    assert (deeds["not"], deeds["good"], deeds["but"], deeds["wonderful"]) == ("writes", "erases", "keeps", "writes")
    most = np.abs(trace.cell[:, unit]).max()
    for deed in deeds_of(trace, unit):
        assert ("writes" in deed.does) == (abs(trace.written[deed.time, unit]) >= WRITES * most)


def test_a_word_that_erases_and_writes_overwrites(read: Read) -> None:
    trace = read("This phone is not terrible")
    assert deeds_of(trace, trace.answer.unit)[-1].does == "overwrites"


def test_a_unit_is_felt_by_the_label_that_it_moves_more(read: Read) -> None:
    trace = read(TURNED)
    answer, change = trace.answer, np.diff(trace.pushes, axis=0)
    for unit in range(trace.hidden.shape[1]):
        assert answer.turn is not None
        moved = np.abs(change[answer.turn - 1, unit])
        felt = felt_by(trace, unit, answer.rival, answer.turn)
        assert felt in (answer.winner, answer.rival)
        assert moved[felt] == max(moved[answer.winner], moved[answer.rival])


def test_a_push_is_weighed_against_what_all_others_push(read: Read) -> None:
    trace = read(TURNED)
    unit, label = trace.answer.unit, trace.answer.rival
    for time in range(len(trace.tokens)):
        push = trace.pushes[time, unit, label]
        others = np.delete(trace.pushes[time, :, label], unit).sum() + trace.push_biases[label]
        felt, side = balance_of(trace, time, unit, label)
        assert felt == (np.sign(push) if abs(push) >= FELT else 0)
        if side == "agree":
            assert push * others >= 0
        else:
            assert push * others < 0
            assert (abs(others) > abs(push)) == (side == "win")


def test_a_verdict_can_rise_while_the_unit_holds_it_down(read: Read) -> None:
    trace = read(TURNED)
    unit, label, turn = trace.answer.unit, trace.answer.rival, trace.answer.turn
    assert turn is not None
    assert balance_of(trace, trace.tokens.index("not"), unit, label) == (-1, "win")
    assert balance_of(trace, turn, unit, label) == (-1, "yield")


def test_all_words_of_which_a_unit_holds_something_are_its_writers(read: Read) -> None:
    trace = read(TURNED)
    unit = trace.answer.other_unit
    assert unit is not None
    writers, held, whole = writers_of(trace, unit), trace.memory[-1, :, unit], trace.cell[-1, unit]
    assert [trace.tokens[time] for time in writers] == ["good", "but", "wonderful"]
    assert min(held[list(writers)] / whole) >= WRITES > max(np.delete(held, list(writers)) / whole)
    assert writers_of(read("good"), 0) == (0,)


def test_writers_after_a_word_are_those_of_what_is_held_then(read: Read) -> None:
    trace = read(TURNED)
    time = trace.tokens.index("but")
    assert [trace.tokens[each] for each in writers_of(trace, trace.answer.unit, time)] == ["not"]


def test_who_shaped_a_unit_is_the_turn_and_who_wrote_a_good_part_of_what_is_held_then(read: Read) -> None:
    trace = read(TURNED)
    answer = trace.answer
    assert answer.turn is not None
    held = trace.memory[answer.turn, :, answer.unit] / trace.cell[answer.turn, answer.unit]
    earlier = earlier_of(trace, answer.unit, answer.turn)
    assert set(shapers_of(trace, answer.unit, answer.turn)) == {answer.turn, *earlier, *np.flatnonzero(held >= WRITES)}
    assert answer.other_unit is not None
    assert shapers_of(trace, answer.other_unit, None) == writers_of(trace, answer.other_unit)
    erased = trace.tokens.index("good")  # it erases what "not" wrote
    assert shapers_of(trace, answer.unit, erased) == (trace.tokens.index("not"), erased)


def test_a_unit_that_pushed_before_as_it_does_after_the_turn_was_written_and_undone(read: Read) -> None:
    trace = read(TURNED)
    unit, turn = trace.answer.unit, trace.answer.turn
    assert turn is not None
    wrote, undid = earlier_of(trace, unit, turn)
    assert [trace.tokens[wrote], trace.tokens[undid]] == ["not", "good"]
    pushes = trace.pushes[:, unit, trace.most_changed(turn, unit)] / trace.pushes[turn, unit, trace.most_changed(turn, unit)]
    assert min(pushes[wrote:undid]) >= LIKE > max(*pushes[undid:turn], *pushes[:wrote])


def test_a_unit_that_never_pushed_so_before_or_does_still_has_nothing_earlier(read: Read) -> None:
    trace = read("I like this product but the battery could have been better")
    assert trace.answer.turn is not None
    assert earlier_of(trace, trace.answer.unit, trace.answer.turn) == ()
    trace = read(TURNED)
    unit = trace.answer.unit
    assert earlier_of(trace, unit, trace.tokens.index("good")) == ()


@pytest.mark.parametrize("text", [TURNED, "not", "good"])
def test_two_units_and_what_remains_push_as_all_do(read: Read, text: str) -> None:
    trace = read(text)
    pushes, rest = trace.pushes[-1], trace.remaining_pushes
    for first, second in np.ndindex(*rest.shape[:2]):
        units = sorted({first, second})
        assert pushes[units].sum(axis=0) + rest[first, second] == pytest.approx(trace.centred_logits[-1])
