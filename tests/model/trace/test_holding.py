"""Which word is held long, in which unit, and what did most to it on the way: by rules on the trace."""

from collections.abc import Callable
from types import SimpleNamespace

import numpy as np
import pytest

from model.trace import ReaderTrace
from model.trace.holding import VISIBLE, Leg, changes_of, forgetter_of, forgotten, held_of, legs_of
from model.trace.program import program_of

Read = Callable[[str], ReaderTrace]
LECTURE = "The food was not good but the service was wonderful"


def test_the_word_that_is_followed_wrote_early_and_is_held_long(read: Read) -> None:
    trace = read(LECTURE)
    held = held_of(trace)
    assert trace.tokens[held.word] == "not"
    since = np.arange(len(trace.tokens))[::-1]
    worth = np.abs(trace.memory[-1]) * since[:, None]
    assert worth[held.word, held.unit] == worth.max()


@pytest.mark.parametrize(("word", "unit"), [(0, None), (9, None), (None, 2), (4, 5)])
def test_a_word_and_a_unit_that_are_given_are_kept(word: int | None, unit: int | None, read: Read) -> None:
    held = held_of(read(LECTURE), word, unit)
    assert (held.word if word is None else word, held.unit if unit is None else unit) == held


def test_the_unit_of_a_given_word_is_the_one_that_holds_most_of_it(read: Read) -> None:
    trace = read(LECTURE)
    assert held_of(trace, 4).unit == np.abs(trace.memory[-1, 4]).argmax()


def kept_as(*shares: list[float]) -> SimpleNamespace:
    """Return of a trace what is held of its first word after each of its words, by unit; others write nothing."""
    memory = np.zeros((len(shares), len(shares), len(shares[0])))
    memory[:, 0] = shares
    return SimpleNamespace(tokens=["word"] * len(shares), memory=memory)


def test_a_unit_in_which_forgetting_is_seen_goes_before_one_that_holds_more() -> None:
    trace = kept_as([0.9, 0.6], [0.9, 0.55], [0.88, 0.3])
    assert held_of(trace) == (0, 1)
    assert held_of(trace, unit=0) == (0, 0)
    assert [forgetter_of(trace, 0, unit) for unit in (0, 1)] == [None, 2]
    assert held_of(kept_as([0.9, 0.6], [0.9, 0.55], [0.88, 0.52])) == (0, 0)  # in neither


def test_of_units_in_which_forgetting_is_seen_one_with_something_to_keep_goes_first(read: Read) -> None:
    trace = read("The awful food was not good but it was fun")
    word, unit = held_of(trace)
    assert abs(trace.previous_cell[word, unit]) >= VISIBLE
    assert forgetter_of(trace, word, unit) is not None
    twice = kept_as([0.5, 0.9], [0.5, 0.9], [0.5, 0.2], [0.5, 0.2])
    twice.memory[1:, 1, 0] = 0.4, 0.2, 0.2
    assert held_of(twice) == (1, 0)  # it found 0.5 there
    twice.memory[:, 0, 0] = 0.05
    assert held_of(twice) == (0, 1)


def test_the_word_that_erases_most_is_told_wherever_it_is(read: Read) -> None:
    trace = read(LECTURE)
    word, unit = held_of(trace)
    time = forgetter_of(trace, word, unit)
    assert time is not None
    held = np.abs(trace.memory[:, word, unit])
    erased = held[time - 1] - held[time]
    assert erased == pytest.approx(max(held[word:-1] - held[word + 1 :]))
    assert erased >= VISIBLE
    assert Leg(time, time, told=True) in legs_of(trace, word, unit, 2)


def test_of_a_word_that_is_followed_as_it_is_erased_enough_is_left_to_be_seen(read: Read) -> None:
    trace = read("I did not like the food but the service was wonderful")
    word, unit = held_of(trace)
    assert abs(trace.memory[-1, word, unit]) >= VISIBLE
    lost = np.abs(trace.memory[-1]) * (forgotten(trace).max(axis=0) >= VISIBLE)
    assert 0 < lost.max() < VISIBLE  # one that loses so much at once there is, but next to nothing is left of it


def test_of_one_word_there_is_one(read: Read) -> None:
    trace = read("good")
    assert held_of(trace) == (0, np.abs(trace.memory[0, 0]).argmax())
    assert legs_of(trace, 0, 0, 4) == ()


def test_what_a_word_changes_is_what_it_erases_and_what_it_writes(read: Read) -> None:
    trace = read(LECTURE)
    erased = (1 - trace.forget_gate) * np.abs(trace.previous_cell)
    np.testing.assert_allclose(changes_of(trace, 6), (erased + np.abs(trace.written))[:, 6], atol=1e-15)


@pytest.mark.parametrize("most", [1, 2, 4])
def test_legs_cover_the_way_and_tell_the_last_word_and_those_that_change_most(most: int, read: Read) -> None:
    trace = read("I like this product a lot but the battery that came with it could have been much better you know")
    legs = legs_of(trace, 1, 0, most)
    assert [time for leg in legs for time in range(leg.first, leg.last + 1)] == list(range(2, len(trace.tokens)))
    assert all(leg.told == (leg.first == leg.last) for leg in legs)
    assert legs[-1] == Leg(len(trace.tokens) - 1, len(trace.tokens) - 1, told=True)
    told = {leg.first for leg in legs[:-1] if leg.told}
    changes = changes_of(trace, 0)
    foremost = sorted(range(2, len(trace.tokens) - 1), key=lambda time: -changes[time])[: most - 1]
    assert told >= set(foremost)


def test_a_cell_without_a_program_has_none() -> None:
    with pytest.raises(AttributeError, match="program"):
        program_of("gru")
