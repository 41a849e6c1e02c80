"""Whatever is printed of the unit of a held word, a viewer who adds and multiplies it gets what is printed."""

from collections.abc import Iterator
from math import tanh

import numpy as np
import pytest

from model import zoo
from model.networks import Reader
from model.trace import ReaderTrace
from model.trace.holding import Leg, held_of, legs_of
from model.vocabulary import UNKNOWN, Vocabulary
from scenes.mobjects.agreeing import Printed
from scenes.telling.held_numbers import FINEST, SAYS, held_numbers

FEW, NEAR = 3, 0.5


def traces() -> Iterator[ReaderTrace]:
    """Yield what the bundled reader makes of random words, and then what untrained ones do."""
    network, rng = zoo.load("reviews"), np.random.default_rng(11)
    assert isinstance(network, Reader)
    words = [word for word in network.vocabulary.words if word.isalpha()]
    for count in [*range(1, 14)] * 6:
        made = network.run(" ".join(rng.choice(words, count)))
        assert isinstance(made, ReaderTrace)
        yield made
    for seed in range(40):
        few = Vocabulary((UNKNOWN, *"abcdefgh"))
        other = Reader.create(few, ("no", "yes"), np.random.default_rng(seed), units=3, features=3, cell="lstm")
        scaled = other.with_parameters({name: 3 * array for name, array in other.parameters.items()})
        made = scaled.run(" ".join(rng.choice(list("abcdefgh"), 1 + seed % 12)))
        assert isinstance(made, ReaderTrace)
        yield made


class Page:
    """What is printed of a unit."""

    def __init__(self, trace: ReaderTrace, printed: Printed, word: int, unit: int) -> None:
        self.trace, self.printed, self.word, self.unit = trace, printed, word, unit

    def seen(self, time: int, *keys: str) -> list[tuple[float, int]] | None:
        """Return numbers as printed, each with its decimals; None if one of them is not."""
        made = []
        for key in keys:
            index = (time, self.word, self.unit) if key.startswith("memory") else (time, self.unit)
            if (key, index) in self.printed.without:
                return None
            places = self.printed.places.get((key, index), 2)
            made.append((round(float(np.asarray(self.trace.lookup(key))[index]), places), places))
        return made

    def check(self, made: float, result: tuple[float, int]) -> None:
        assert abs(made - result[0]) < NEAR * 10.0 ** -result[1]

    def touched(self, time: int, held: tuple[float, int]) -> int:
        """Check a step; return how much of it is printed."""
        if both := self.seen(time, "forget_gate", "kept"):
            self.check(held[0] * both[0][0], both[1])
        if all_three := self.seen(time, "kept", "written", "cell"):
            self.check(all_three[0][0] + all_three[1][0], all_three[2])
        through = self.seen(time, "forget_gate", "written", "cell")
        if through and not self.seen(time, "kept"):  # where that is printed, it is gone on with
            self.check(held[0] * through[0][0] + through[1][0], through[2])
        return bool(both) + bool(all_three) + bool(through)

    def map(self) -> None:
        """Check what is on the map."""
        (held,) = self.seen(self.word, "previous_cell") or [None]
        assert held is not None
        self.touched(self.word, held)
        if offered := self.seen(self.word, "input_gate", "candidate", "written"):
            self.check(offered[0][0] * offered[1][0], offered[2])
        if squashed := self.seen(self.word, "cell", "squashed_cell"):
            self.check(tanh(squashed[0][0]), squashed[1])
        if shown := self.seen(self.word, "squashed_cell", "output_gate", "hidden"):
            self.check(shown[0][0] * shown[1][0], shown[2])
        through = self.seen(self.word, "cell", "output_gate", "hidden")
        if through and not self.seen(self.word, "squashed_cell"):
            self.check(tanh(through[0][0]) * through[1][0], through[2])

    def leg(self, leg: Leg) -> int:
        """Check a leg, and the column after it; return how much of it is printed."""
        (held, *_) = self.seen(leg.first - 1, "cell") or []
        if leg.told:
            printed = self.touched(leg.first, held)
        elif leg.last - leg.first < FEW and self.seen(leg.first, "written"):
            value = held[0]
            for time in range(leg.first, leg.last + 1):
                touch = self.seen(time, "forget_gate", "written")
                assert touch is not None
                value = value * touch[0][0] + touch[1][0]
            self.check(value, (self.seen(leg.last, "cell") or [held])[0])
            printed = 1
        else:
            printed = 0
        self.column(leg.last)
        return printed

    def column(self, time: int) -> None:
        """Check that both parts of a column come to what stands below it."""
        if parts := self.seen(time, "memory", "memory_of_others", "cell"):
            self.check(parts[0][0] + parts[1][0], parts[2])


def test_all_printed_sums_and_products_hold_for_many_sentences_and_networks() -> None:
    printed = stations = 0
    for trace in traces():
        word, unit = held_of(trace)
        legs = legs_of(trace, word, unit, 4)
        page = Page(trace, held_numbers(trace, word, unit, legs, FEW), word, unit)
        page.map()
        if legs:
            page.column(word)
        printed += sum(page.leg(leg) > 0 for leg in legs)
        stations += len(legs)
        assert all(places <= FINEST for places in page.printed.places.values())
    assert printed > 0.75 * stations


def test_what_says_nothing_has_no_number_and_the_column_of_the_word_has_all_that_hold() -> None:
    for trace in traces():
        word, unit = held_of(trace)
        legs = legs_of(trace, word, unit, 4)
        without = held_numbers(trace, word, unit, legs, FEW).without
        for leg in legs:
            if leg.told and abs(trace.written[leg.first, unit]) < SAYS:
                assert ("written", (leg.first, unit)) in without
        assert not {key for key, _ in without} & {"cell", "previous_cell", "memory", "hidden", "candidate"}
        assert ("written", (word, unit)) not in without


@pytest.mark.parametrize("text", ["not good", "the food was good and the staff was kind but it is far"])
def test_few_numbers_have_more_decimals_than_usual(text: str) -> None:
    trace = zoo.load("reviews").run(text)
    assert isinstance(trace, ReaderTrace)
    word, unit = held_of(trace)
    places = held_numbers(trace, word, unit, legs_of(trace, word, unit, 4), FEW).places
    assert sum(each > 2 for each in places.values()) <= len(places) / 2


def test_what_is_left_of_the_word_has_as_many_decimals_everywhere_so_that_it_is_not_seen_to_grow() -> None:
    for trace in traces():
        word, unit = held_of(trace)
        places = held_numbers(trace, word, unit, legs_of(trace, word, unit, 4), FEW).places
        assert len({many for (key, _), many in places.items() if key == "memory"}) <= 1
