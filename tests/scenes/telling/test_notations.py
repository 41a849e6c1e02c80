"""A trace is told in the notation of its kind, and colours are judged by it."""

import numpy as np
import pytest

from model import zoo
from model.trace import Trace
from scenes.mobjects.notation import NOTATION
from scenes.mobjects.notation.common import COMMON
from scenes.mobjects.reading import Display, Reading
from scenes.mobjects.theme import DARK
from scenes.mobjects.values import SCALES
from scenes.telling.judging import judged
from scenes.telling.notations import notation_of


@pytest.fixture(scope="module")
def reader() -> Trace:
    return zoo.load("reviews").run("good")


def test_a_trace_has_the_notation_of_its_cell_or_of_its_kind(reader: Trace, monkeypatch: pytest.MonkeyPatch) -> None:
    assert notation_of(reader) is NOTATION["lstm"]
    assert notation_of(zoo.load("english_french").run("how was your day")) is NOTATION["translation"]
    monkeypatch.delitem(NOTATION, "lstm")
    assert {*notation_of(reader)} > {*COMMON}
    assert {"hidden", "written", "cell", "initial_cell", "memory"} <= {*notation_of(reader)}


@pytest.mark.parametrize(("key", "scale"), [("probabilities", "weight"), ("cell", "signed"), ("weight", "signed")])
def test_a_colour_of_another_scale_than_the_notation_s_is_red(reader: Trace, key: str, scale: str) -> None:
    array = np.asarray(reader.lookup(key))
    index = tuple(int(each) for each in np.unravel_index(np.abs(array).argmax(), array.shape))
    value = float(array[index])
    for name, colours in SCALES.items():
        shown = colours(value, DARK)
        lenient = Display(Reading(key, index, value), "fill", shown, lambda _, own=shown: own)  # its own rule would let it pass
        assert (judged(lenient, [reader], DARK)[1] == "") == (shown == SCALES[scale](value, DARK)), name


def test_a_gate_has_no_colour_of_its_own(reader: Trace) -> None:
    reading = Reading("forget_gate", (0, 0), float(reader.lookup("forget_gate")[0, 0]))
    shown = Display(reading, "fill", "#808080", lambda _: "#808080")
    assert "which is no colour: a share is as much as there is in a vessel" in judged(shown, [reader], DARK)[1]


def test_a_colour_that_no_notation_knows_is_judged_by_its_own_rule(reader: Trace) -> None:
    value = float(reader.lookup("word_numbers")[0])
    reading = Reading("word_numbers", (0,), value)
    assert judged(Display(reading, "fill", "#000000", lambda _: "#000000"), [reader], DARK) == (value, "")
    assert "should show #111111" in judged(Display(reading, "fill", "#000000", lambda _: "#111111"), [reader], DARK)[1]
