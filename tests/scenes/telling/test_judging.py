"""What is shown of a value is judged by rules of the audit's own, kept by the truth and broken by what is just beside it."""

from collections.abc import Callable
from typing import Any

import pytest

from model.trace import ReaderTrace
from scenes.mobjects.reading import MINUS, Display, Reading
from scenes.mobjects.scales import SCALE_ENDS
from scenes.mobjects.theme import DARK
from scenes.mobjects.values import SCALES
from scenes.telling.judging import judged, look_up, misprint

Problem = Callable[..., str]


@pytest.fixture(scope="module")
def trace(read: Callable[[str], ReaderTrace]) -> ReaderTrace:
    return read("not good at all")


@pytest.fixture
def problem(trace: ReaderTrace) -> Problem:
    """Return a function that says what is wrong with what is shown of a value, by a rule that says that it is right."""

    def told(key: str, index: tuple[int, ...], aspect: str, shown: Any, rule: Any = None, *, of: int = 0) -> str:
        return judged(Display(Reading(key, index, 0.5, of), aspect, shown, rule or (lambda value: shown)), (trace,), DARK)[1]

    return told


@pytest.mark.parametrize("aspect", ["fill", "text", "length", "width", "angle"])
@pytest.mark.parametrize(
    ("key", "index", "of"),
    [
        ("forgetgate", (1, 2), 0),
        ("probabilities", (1, 99), 0),
        ("probabilities", (1,), 0),
        ("probabilities", (1, 2, 0), 0),
        ("probabilities", (1, 2), 1),
        ("scale.share", (2,), 0),
    ],
)
def test_what_is_in_no_trace_was_not_computed(key: str, index: tuple[int, ...], of: int, aspect: str, trace: ReaderTrace) -> None:
    display = Display(Reading(key, index, 0.25, of), aspect, "0.25", lambda value: "0.25")
    assert judged(display, (trace,), DARK) == (0.25, "is in no trace: nothing computed it")


def test_a_value_is_looked_up_in_the_trace_that_it_is_of(trace: ReaderTrace) -> None:
    changed = trace.probabilities.copy()
    changed[1, 2] = 0.5
    traces = trace, trace.with_arrays(probabilities=changed)
    for of, value in enumerate((float(trace.probabilities[1, 2]), 0.5)):
        colour = SCALES["weight"](value, DARK)
        for aspect, shown in (("fill", colour), ("text", f"{value:.2f}")):
            display = Display(Reading("probabilities", (1, 2), 0.0, of), aspect, shown, lambda value: "nothing")
            assert judged(display, traces, DARK) == (value, "")


def test_values_are_looked_up_to_their_last_index(trace: ReaderTrace) -> None:
    assert look_up(trace, "tokens", (2,)) == "at"
    found = look_up(trace, "probabilities", (1, 2))
    assert type(found) is float
    assert found == trace.probabilities[1, 2]
    for key, ends in SCALE_ENDS.items():
        assert tuple(look_up(trace, key, (end,)) for end in range(len(ends))) == ends


def test_a_colour_is_that_of_the_scale_of_its_quantity(trace: ReaderTrace, problem: Problem) -> None:
    value = float(trace.probabilities[1, 2])
    right, other = SCALES["weight"](value, DARK), SCALES["signed"](value, DARK)
    assert problem("probabilities", (1, 2), "fill", right, lambda value: other) == ""
    assert problem("probabilities", (1, 2), "fill", other) == f"is {value!r} and should show {right}, not {other}"
    assert problem("tokens", (0,), "fill", right) == "is 'not', which has no colour"


def test_a_colour_without_a_scale_is_that_of_its_own_rule(problem: Problem) -> None:
    assert problem("scale.share", (1,), "fill", "#010203", lambda value: "#010203" if value == 1.0 else "#040506") == ""
    said = problem("scale.share", (0,), "fill", "#010203", lambda value: "#010203" if value == 1.0 else "#040506")
    assert said == "is 0.0 and should show #040506, not #010203"


def test_a_word_may_be_cut_and_is_otherwise_itself(problem: Problem) -> None:
    for shown in ("good", "go…", "g…"):
        assert problem("tokens", (1,), "text", shown) == "", shown
    for shown in ("goods", "god…", "…", "", "oo…", "go", "go.", "goo!"):
        assert problem("tokens", (1,), "text", shown) == f"is 'good' and should show good, not {shown}"


def test_a_number_is_text_that_rounds_to_it(trace: ReaderTrace, problem: Problem) -> None:
    value = float(trace.probabilities[1, 2])
    assert problem("probabilities", (1, 2), "text", f"{value:.4f}") == ""
    assert problem("probabilities", (1, 2), "text", f"{value + 0.01:.2f}").startswith(f"is {value!r}, which does not round to ")
    assert problem("probabilities", (1, 2), "text", "good") == f"is {value!r}, which 'good' does not print"


@pytest.mark.parametrize("aspect", ["length", "width", "angle"])
@pytest.mark.parametrize("long", [0.1, -0.1, 1.0, 10.0, -10.0])
def test_a_length_is_that_of_its_rule_to_millionths(long: float, aspect: str, trace: ReaderTrace, problem: Problem) -> None:
    value, size = float(trace.probabilities[1, 2]), max(1.0, abs(long))
    for off in (3e-6, -3e-6):
        assert problem("probabilities", (1, 2), aspect, long + off * size, lambda value: long) == ""
    for off in (5e-6, -5e-6):
        said = problem("probabilities", (1, 2), aspect, long + off * size, lambda value: long)
        assert said == f"is {value!r} and should be {long:.4f} long, not {long + off * size:.4f}"
    assert problem("probabilities", (1, 2), aspect, long * value, lambda value: long * value) == ""


def test_what_is_neither_colour_text_nor_length_is_as_its_rule_says(trace: ReaderTrace, problem: Problem) -> None:
    value = float(trace.probabilities[1, 2])
    assert problem("probabilities", (1, 2), "role", "keeps") == ""
    assert problem("probabilities", (1, 2), "role", "keeps", lambda value: "writes") == (
        f"is {value!r} and should show writes, not keeps"
    )
    assert (
        problem("probabilities", (1, 2), "role", 0.5, lambda value: "writes") == f"is {value!r} and should show writes, not 0.5"
    )
    assert problem("probabilities", (1, 2), "role", "0.5", lambda value: 0.5) == f"is {value!r} and should show 0.5, not 0.5"


def test_a_number_is_printed_as_far_as_half_of_its_last_digit() -> None:
    for sign, minus in ((1, ""), (-1, MINUS)):
        for beyond in (-1e-4, 0.0, 3e-12):  # half a unit is printed both ways, as it is rounded to even
            assert misprint(f"{minus}0.12", sign * (0.125 + beyond)) == ""
            assert misprint(f"{minus}0.13", sign * (0.125 - beyond)) == ""
        for beyond in (6e-12, 1e-4):
            value = sign * (0.125 + beyond)
            assert misprint(f"{minus}0.12", value) == f"is {value!r}, which does not round to {minus}0.12"
    assert misprint("3", 3.4) == misprint("12.345", 12.3451) == misprint("0", -0.4) == misprint("0.00", 0.004) == ""
    assert misprint("3", 3.6) == "is 3.6, which does not round to 3"
    assert misprint("12.345", 12.3456) != ""
    assert misprint("-0.12", -0.12) == "is -0.12, which '-0.12' does not print"


def test_a_word_is_shown_whole_or_cut(problem: Problem) -> None:
    assert (
        problem("tokens", (1,), "text", "good")
        == problem("tokens", (1,), "text", "goo…")
        == problem("tokens", (1,), "text", "g…")
        == ""
    )
    for wrong in ("good…", "…", "", "go", "bad", "goof…"):
        assert problem("tokens", (1,), "text", wrong) != "", wrong


def test_a_letter_of_a_word_is_no_value(problem: Problem) -> None:
    assert problem("tokens", (1, 0), "text", "g") == "is in no trace: nothing computed it"


def test_a_power_of_ten_is_judged_by_its_own_decimals() -> None:
    assert [misprint("2.4 × 10⁻¹⁶", value) for value in (2.35e-16, 2.449e-16)] == ["", ""]
    assert misprint("−2.4 × 10⁻¹⁶", -2.4e-16) == ""
    for text, value in (("2.4 × 10⁻¹⁶", 2.46e-16), ("2.4 × 10⁻¹⁵", 2.4e-16), ("2.4 × 10¹⁶", 2.4e-16)):
        assert "does not round to" in misprint(text, value)
    assert "does not print" in misprint("2.4 × 10⁻", 2.4)
