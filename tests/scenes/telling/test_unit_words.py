"""What a film of a sentence says of a unit: who outweighs it, who wrote it and after which word, by which weight it pushes."""

import numpy as np
import pytest
from unwatched import tell

from model import zoo
from model.trace import ReaderTrace
from model.trace.margins import FELT
from model.trace.turning import SHAPERS, balance_of, deeds_of, felt_by
from scenes.lstm_sentence import LSTMSentence
from scenes.mobjects.reading import Reading, phrase
from scenes.telling.pace import LONGEST_CAPTION
from scenes.telling.scene import Brief
from scenes.telling.unit_words import CHANGED, SHARE, UnitWords

TURNED = "The food was not good but the service was wonderful"


def reader(text: str) -> ReaderTrace:
    """Return what the bundled reader makes of a text."""
    return zoo.load("reviews").run_for(text, ("memory",))


def words_of(trace: ReaderTrace, unit: int, label: int) -> UnitWords:
    """Return the captions of a unit."""
    return UnitWords(trace, unit=unit, label=label)


def filled(trace: ReaderTrace, words: UnitWords, said: str, time: int) -> str:
    """Return a caption of a word with its fields."""

    def value(key: str, *index: int) -> Reading:
        found = trace.lookup(key)
        for place in index:
            found = found[place]
        return Reading(key, index, found if isinstance(found, str) else float(found))

    return phrase(said, **words.fields(time, value)).text


def test_the_weight_that_makes_a_push_of_what_a_unit_shows_is_said_with_its_sign() -> None:
    trace = reader(TURNED)
    unit, label, word = trace.answer.unit, trace.answer.rival, trace.tokens.index("not")
    words = words_of(trace, unit, label)
    said = filled(trace, words, words.weighing(deeds_of(trace, unit)[word]), word)
    assert said == f"“not” writes into unit 5: h times −{-trace.push_weights[label, unit]:.2f} pushes “negative” down."
    assert trace.pushes[word, unit, label] == pytest.approx(trace.hidden[word, unit] * trace.push_weights[label, unit])


def test_a_word_that_writes_against_its_own_sign_does_so_after_the_word_that_was_decisive() -> None:
    trace = reader(TURNED)
    unit, label = trace.answer.other_unit, trace.answer.other
    assert unit is not None
    assert label is not None
    words, word = words_of(trace, unit, label), trace.tokens.index("good")
    said = filled(trace, words, words.in_short(deeds_of(trace, unit)[word]), word)
    assert said.startswith("“good”, after “not”, writes into unit 6: it pushes “positive” down")
    said = filled(trace, words, words.writing(deeds_of(trace, unit)[word]), word)
    assert said == "“good”, after “not”, writes into unit 6: it pushes “positive” down."
    gate = trace.declared.gates.index("candidate")
    for time in range(len(trace.tokens)):
        state, whole = trace.weighted_hidden[time, gate, unit], trace.candidate_preactivation[time, unit]
        alone = whole - state
        assert words.turned_over(time) == (trace.cause(time) is not None and np.sign(state) == np.sign(whole) == -np.sign(alone))


@pytest.mark.parametrize(
    "text", ["good", "not good", TURNED, "a good zorble", "I like this but the battery could have been better"]
)
def test_no_caption_of_a_unit_is_too_long_or_lacks_a_field(text: str) -> None:
    trace = reader(text)
    for unit in range(trace.hidden.shape[1]):
        label = felt_by(trace, unit, trace.answer.rival, trace.answer.turn)
        words = words_of(trace, unit, label)
        for deed in deeds_of(trace, unit):
            told = [words.saying(deed), words.weighing(deed), words.in_short(deed), words.feeling(deed.time)]
            for said in told + ([words.before(deed.time)] if deed.time else []):
                assert len(filled(trace, words, said, deed.time)) <= LONGEST_CAPTION
            if balance_of(trace, deed.time, unit, label).others == "agree":
                assert "more" not in words.feeling(deed.time)


def test_what_is_said_while_later_words_go_by_is_so_after_each_of_them_or_says_after_which_word() -> None:
    trace = reader(TURNED)
    unit, label, word, last = trace.answer.other_unit, trace.labels.index("positive"), 4, len(trace.tokens) - 1
    assert unit is not None
    words = UnitWords(trace, unit=unit, label=label)
    told = words.balance(word)
    alike = [time for time in range(word + 1, last) if words.balance(time) == told]
    assert alike
    assert words.balance(last) != told
    assert words.feeling(word, alike) == words.feeling(word)
    assert words.feeling(word, [*alike, last]) == ("After “{word:short}” u" + words.feeling(word)[1:]).replace(" together", "")


def test_at_the_end_it_is_said_whether_the_others_let_a_unit_prevail() -> None:
    trace = reader(TURNED)
    unit, label, last = trace.answer.other_unit, trace.answer.other, len(trace.tokens) - 1
    assert unit is not None
    assert label is not None
    said = filled(trace, words := words_of(trace, unit, label), words.at_the_end(last - 1), last)
    assert said == "At the end unit 6 pushes “positive” down, more than all others push it up."
    assert abs(trace.pushes[last, unit, label]) > trace.pushes_of_others[last, unit, label] > 0


@pytest.mark.parametrize("text", ["good", TURNED, "The waiter was rude, but the soup was delicious!"])
def test_others_help_or_decide_only_where_what_they_push_together_is_felt(text: str) -> None:
    trace, told = reader(text), set()
    for unit in range(trace.hidden.shape[1]):
        for label in range(len(trace.labels)):
            words = words_of(trace, unit, label)
            for time in range(len(trace.tokens)):
                said = words.feeling(time)
                others = abs(trace.pushes_of_others[time, unit, label]) >= FELT
                told |= {others for each in ("all others decide", "others together help") if each in said}
                told |= {not others for each in ("nor do the others", "others together hardly push") if each in said}
    assert told == {True}


@pytest.mark.parametrize("text", ["good", TURNED, "The waiter was rude, but the soup was delicious!"])
def test_a_word_leaves_a_unit_as_it_is_only_if_it_writes_and_erases_next_to_nothing(text: str) -> None:
    trace, told = reader(text), set()
    for unit in range(trace.hidden.shape[1]):
        words = words_of(trace, unit, trace.answer.rival)
        for deed in deeds_of(trace, unit):
            said, held = words.saying(deed), abs(float(trace.previous_cell[deed.time, unit]))
            written = abs(float(trace.written[deed.time, unit]))
            lost = held - abs(float(trace.kept[deed.time, unit]))
            little = max(CHANGED, SHARE * held)
            told |= {each for each in ("leaves", "a little", "shrink") if each in said}
            assert "leaves" not in said or max(written, lost) < little
            assert "a little" not in said or written >= max(lost, little)
            assert "shrink" not in said or lost >= max(written, little)
            if " output gate: " in said:
                shown = np.abs(trace.hidden[[deed.time - 1, deed.time], unit])
                assert ("opens" in said) == bool(shown[1] > shown[0])
    assert ("leaves" in told) == (len(trace.tokens) > 1)


@pytest.mark.parametrize("text", ["good", "not good", TURNED, "The waiter was rude, but the soup was delicious!"])
def test_a_word_that_writes_makes_a_unit_push_or_push_more_only_if_that_is_felt(text: str) -> None:
    trace, told = reader(text), set()
    for unit, label in np.ndindex(*trace.pushes.shape[1:]):
        words = words_of(trace, unit, label)
        for deed in (each for each in deeds_of(trace, unit) if "writes" in each.does):
            said, push = words.writing(deed), float(trace.pushes[deed.time, unit, label])
            before = float(trace.previous_pushes[deed.time, unit, label])
            told.add(": it " in said)
            if ": it " in said:
                assert abs(push - before) >= FELT
                assert (" up" in said) == (push > 0)
                assert (" more" in said) == (before * push > 0 and abs(before) >= FELT)
                assert " more" not in said or abs(push) > abs(before)
    assert told == {True, False}


def test_others_still_push_where_they_push_to_the_same_side_as_before_but_less() -> None:
    trace, told = reader(TURNED), set()
    for unit, label in np.ndindex(*trace.pushes.shape[1:]):
        words = words_of(trace, unit, label)
        for time in range(1, len(trace.tokens)):
            before, now = trace.pushes_of_others[[time - 1, time], unit, label]
            if words.balance(time).others == "yield" and words.balance(time).push:
                said = words.feeling(time)
                told.add(still := " still push " in said or ("The others push “{label:short}” " in said and " less, too" in said))
                assert still == bool(before * now > 0 and abs(before) >= abs(now) + FELT)
    assert told == {True, False}


@pytest.mark.parametrize(
    "text", [TURNED, "The waiter was rude, but the soup was delicious!", "The plot was boring, the acting was great"]
)
def test_others_push_less_too_where_the_unit_pushes_more_by_the_same_word_and_who_does_so_most_is_named(text: str) -> None:
    trace = reader(text)
    for unit, label in np.ndindex(*trace.pushes.shape[1:]):
        words = words_of(trace, unit, label)
        for time in range(1, len(trace.tokens)):
            said, helper = words.feeling(time), words.helper(time)
            assert (" less, too, above all unit {helper:0}" in said) == (helper is not None)
            if helper is None:
                continue
            change, push = trace.pushes[time, :, label] - trace.pushes[time - 1, :, label], trace.pushes[time, unit, label]
            assert push * trace.pushes_of_others[time, unit, label] < 0 < push * trace.centred_logits[time, label]
            assert min(np.sign(push) * change[[unit, helper]]) >= FELT
            assert np.sign(push) * change[helper] == max(np.delete(np.sign(push) * change, unit))


def test_who_lets_go_at_the_turn_is_named_only_if_it_is_shown() -> None:
    trace = reader(TURNED)
    turn, unit, label = trace.answer.turn, trace.answer.unit, trace.answer.rival
    assert turn is not None
    words = words_of(trace, unit, label)
    said = filled(trace, words, words.feeling(turn), turn)
    assert said == "The others push “negative” up less, too, above all unit 7: unit 5 is stronger."
    few = UnitWords(trace, unit=unit, label=label, shown=[unit, 0, 1])
    said = filled(trace, few, few.feeling(turn), turn)
    assert said == "Unit 5 pushes “negative” down, more than all others still push it up."


@pytest.mark.parametrize("text", ["terribly good", "nothing special, but nice and clean", "The table was dirty and nobody cared"])
def test_what_is_not_so_any_more_at_the_end_is_said_at_the_end(text: str) -> None:
    trace = reader(text)
    unit, last = trace.answer.unit, len(trace.tokens) - 1
    words = words_of(trace, unit, felt_by(trace, unit, trace.answer.rival, trace.answer.turn))
    for time in range(last):
        pushes = [words.balance(each).push for each in (time, last)]
        assert words.ends_apart(time, brief=True) == (pushes[0] != pushes[1])
        assert words.ends_apart(time, brief=False) == (not words.alike(time, last))
        assert words.ends_apart(time, brief=False) or not words.ends_apart(time, brief=True)
    scene = tell(LSTMSentence, Brief(trace))
    *_, told = (beat.caption for beat in scene.beats if beat.act == "one unit")
    events = scene.picks.events(unit)
    assert told.startswith("At the end") == words.ends_apart(events[-1], brief=len(events) >= SHAPERS)


def test_a_unit_that_pushes_no_longer_does_so_after_a_word_that_is_named_or_at_the_end() -> None:
    trace = reader("it costs 20 dollars and is not bad")
    turn, unit = trace.answer.turn, trace.answer.unit
    assert turn is not None
    words = words_of(trace, unit, trace.labels.index("positive"))
    said = filled(trace, words, words.feeling(turn), turn)
    assert said == "After “bad” unit 7 no longer pushes “positive” down; all others decide."
    assert filled(trace, words, words.at_the_end(turn - 1), turn) == "At the end" + said[len("After “bad”") :]
    assert filled(trace, words, words.at_the_end(turn), turn) == "At the end unit 7 hardly pushes “positive”; all others decide."
