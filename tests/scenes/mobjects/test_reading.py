"""How values are printed, and how texts account for the numbers in them."""

import copy
import math
import pickle
import re
from dataclasses import FrozenInstanceError
from operator import mul

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scenes.mobjects.arithmetic import holding, summing, worked
from scenes.mobjects.reading import (
    Phrase,
    Reading,
    Readings,
    decimals,
    fitting,
    in_one_line,
    joined,
    phrase,
    readings,
    shortened,
    spell,
    telling,
)

MINUS = "\N{MINUS SIGN}"
small = st.floats(-99.994, 99.994)


def number(text: str) -> float:
    return float(text.replace(MINUS, "-").replace(",", ""))


def reading(value: float | str, name: str = "value") -> Reading:
    return Reading(name, (0,), value)


@given(small)
@example(-0.004)
@example(-0.005)
@example(9.995)
@example(-9.995)
@example(99.949)
def test_a_number_is_at_most_five_characters_and_right(value: float) -> None:
    text = spell(value)
    assert re.fullmatch(rf"{MINUS}?\d+(\.\d+)?", text)
    assert len(text) <= 5
    places = len(text.partition(".")[2])
    assert abs(number(text) - value) <= 0.5 * 10.0**-places * (1 + 1e-9)


@given(st.floats(-0.005, 0.0, exclude_min=True), st.integers(0, 2))
def test_nought_has_no_sign(value: float, places: int) -> None:
    assert MINUS not in spell(value, places)
    assert "-" not in spell(value, places)


@given(st.floats(-1e6, 1e6))
def test_the_minus_sign_is_a_true_one(value: float) -> None:
    assert "-" not in spell(value)
    assert (MINUS in spell(value)) == (number(spell(value)) < 0)


@given(st.floats(0, 1000))
def test_larger_numbers_have_fewer_decimals(value: float) -> None:
    assert decimals(value) == decimals(-value) >= decimals(value * 10)


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (0.126, None, "0.13"),
        (-0.126, None, f"{MINUS}0.13"),
        (12.34, None, "12.3"),
        (-99.96, None, f"{MINUS}100"),
        (3.0, 0, "3"),
        (0.99987, 3, "1.000"),
        ("not", None, "not"),
        (8256.0, 0, "8256"),
        (9999.4, None, "9999"),
        (9999.6, None, "10,000"),
        (-9999.6, 0, f"{MINUS}10,000"),
        (2099200.0, 0, "2,099,200"),
        (24768.25, 1, "24,768.2"),
        (0.000076, 6, "0.000076"),
        (2.2e-6, 7, "2.2 × 10⁻⁶"),
        (-2.36e-16, 17, f"{MINUS}2.4 × 10⁻¹⁶"),
        (9.96e-21, 22, "1.0 × 10⁻²⁰"),
        (2.2e-6, 5, "0.00000"),
        (0.0, 20, "0.00000000000000000000"),
    ],
)
def test_spelling(value: float | str, places: int | None, text: str) -> None:
    assert spell(value, places) == text


@pytest.mark.parametrize(
    ("value", "places"), [(0, 2), (7, 2), (9.9949, 2), (9.995, 1), (70, 1), (99.949, 1), (99.95, 0), (1e6, 0)]
)
def test_five_characters_suffice(value: float, places: int) -> None:
    assert decimals(value) == decimals(-value) == places
    assert len(spell(value)) <= 5 or value > 99999


@pytest.mark.parametrize(
    ("value", "places"),
    [
        *[(0.5, 2), (0.006, 2), (0.004, 3), (0.0004, 4), (1e-9, 5), (0.994, 2), (0.996, 3), (0.9999, 4), (0.9999999, 5)],
        *[(1.0, 2), (1.004, 2), (1.999, 2), (12.3, 1)],
    ],
)
def test_neither_nought_nor_one_is_printed_for_what_is_not(value: float, places: int) -> None:
    assert telling(value) == places


def test_more_decimals_can_be_allowed() -> None:
    assert telling(1e-9, most=7) == 7
    assert telling(2e-7, most=9) == 7


@pytest.mark.parametrize(
    ("length", "printed"), [(1, "a"), (15, "a" * 15), (16, "a" * 16), (17, "a" * 15 + "…"), (40, "a" * 15 + "…")]
)
def test_a_long_word_ends_in_an_ellipsis(length: int, printed: str) -> None:
    assert shortened("a" * length) == printed
    said = phrase("{word:short}", word=reading("a" * length))
    assert said.text == printed
    assert [display.rule("a" * length) for display in said.displays] == [printed]
    assert shortened("a" * length, most=3) == ("a" if length == 1 else "aa…")


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("good", "good"),
        ("  very \n positive\t", "very positive"),
        ("", "␣"),
        (" \t", "␣⇥"),
        ("\r\n", "↵↵"),
        ("a\N{RIGHT-TO-LEFT OVERRIDE}b\N{SOFT HYPHEN}c", "abc"),
        ("क्\N{ZERO WIDTH JOINER}ष", "क्\N{ZERO WIDTH JOINER}ष"),
    ],
)
def test_a_text_stands_in_one_line_and_can_be_seen(value: str, line: str) -> None:
    assert in_one_line(value) == spell(value) == shortened(value) == line


@pytest.mark.parametrize(("count", "said"), [(1, "1 word, one unit"), (2, "2 words, one unit"), (0, "0 words, one unit")])
def test_what_is_counted_is_said_in_the_right_number(count: int, said: str) -> None:
    counted = phrase("{count:0} word{count:s}, one unit{units:s}", count=reading(float(count)), units=reading(1.0))
    assert counted.text == said
    assert [display.shown for display in counted.displays] == [str(count)]
    assert counted.unbound == ""


def test_words_of_a_phrase_are_shortened_where_they_stand() -> None:
    said = phrase("reads “{word}” as reads, {share}: {verdict}", word=reading("reads"), share=reading(0.5), verdict=reading("no"))
    cut = said.shortened(4)
    assert cut.text == "reads “rea…” as reads, 0.50: no"
    assert [(display.shown, display.rule(display.reading.value)) for display in cut.displays] == [
        (shown, shown) for shown in ("rea…", "0.50", "no")
    ]
    assert cut.bare == said.bare
    assert cut.shortened(3).text == "reads “re…” as reads, 0.50: no"


@pytest.mark.parametrize(
    ("room", "text"), [(20, "“abcdefgh”: ijklmn"), (17, "“abcdef…”: ijklmn"), (16, "“abcde…”: ijklmn"), (3, "“a…”: i…")]
)
def test_a_phrase_is_shortened_as_little_as_it_takes(room: int, text: str) -> None:
    said = phrase("“{word}”: {label}", word=reading("abcdefgh"), label=reading("ijklmn"))
    assert fitting(said, lambda each: len(each.text) <= room).text == text
    assert fitting(Phrase("typed", "typed"), lambda each: False).text == "typed"


def test_a_phrase_keeps_what_is_typed_apart() -> None:
    said = phrase("f is {f}, {g} or less", f=reading(0.5), g=reading("low"))
    assert said.bare == "f is ,  or less"
    assert [(display.aspect, display.shown, display.reading.value) for display in said.displays] == [
        ("text", "0.50", 0.5),
        ("text", "low", "low"),
    ]


def test_readings_never_change_and_are_small() -> None:
    for one in (reading(0.5), readings([0.5])):
        with pytest.raises(FrozenInstanceError):
            one.key = "other"
        assert not hasattr(one, "__dict__")


def test_a_phrase_knows_which_digits_are_bound() -> None:
    said = phrase("f is {f:3} of {c}, 8 parts", f=reading(0.12345), c=reading(-2.0))
    assert said.text == f"f is 0.123 of {MINUS}2.00, 8 parts"
    assert [display.shown for display in said.displays] == ["0.123", f"{MINUS}2.00"]
    assert [display.rule(display.reading.value) for display in said.displays] == ["0.123", f"{MINUS}2.00"]
    assert said.unbound == "8"
    assert phrase("all {parts:0}", parts=reading(8.0)).unbound == ""


def test_a_text_with_digits_that_is_filled_in_is_bound() -> None:
    assert phrase("“{word}”", word=reading("10th")).unbound == ""
    assert Phrase("10th", "10th").unbound == "10"


def test_braces_and_words_from_outside_are_never_templates() -> None:
    assert phrase("{word}", word=reading("{oops}")).text == "{oops}"


def test_a_missing_field_is_an_error() -> None:
    with pytest.raises(KeyError, match="nowhere"):
        phrase("{nowhere}", elsewhere=reading(1.0))


def test_readings_remember_where_they_come_from() -> None:
    array = np.arange(24.0).reshape(2, 3, 4)
    block = Readings("weight", (), array)
    assert block.row(1).row(2)[3] == Reading("weight", (1, 2, 3), 23.0)
    flat = list(block.row(1).flat())
    assert [each.index for each in flat] == [(1, row, column) for row in range(3) for column in range(4)]
    assert all(array[each.index] == each.value for each in flat)
    assert len(block) == 2
    assert readings(block) is block
    assert readings([1.0, 2.0])[1] == Reading("", (1,), 2.0)


def test_words_are_readings_too() -> None:
    assert Readings("tokens", (), np.array(["not", "good"]))[1] == Reading("tokens", (1,), "good")


def test_readings_survive_copies_and_workers() -> None:
    one = reading(0.5)
    assert copy.deepcopy(one) is one
    assert pickle.loads(pickle.dumps(one)) == one


# -- arithmetic on paper -------------------------------------------------------------------------------------------------

MOST = 6  # decimals of an operand
OPERATIONS = {
    "sum": ("{left} + {right} = {result}", lambda left, right: left + right, 2.0),
    "product": ("{left} × {right} = {result}", lambda left, right: left * right, 8.0),
}
PRINTED = rf"{MINUS}?\d+\.\d+"


def on_the_edge(result: float, error: float) -> bool:
    """Tell whether a result lies so near to where rounding changes that operands of six decimals may fall on the other side."""
    cents = abs(result) * 100
    return abs(cents - math.floor(cents) - 0.5) <= error * 100


@pytest.mark.parametrize("operation", OPERATIONS)
@given(left=st.floats(-4, 4), right=st.floats(-4, 4))
def test_printed_arithmetic_holds_on_paper(operation: str, left: float, right: float) -> None:
    template, compute, slope = OPERATIONS[operation]
    result = compute(left, right)
    said = worked(template, compute, "result", left=reading(left), right=reading(right), result=reading(result))
    text = said.text.replace(" − ", " + −") if "+" in template else said.text  # a part below nought is taken off
    one, other, printed = re.findall(PRINTED, text)
    assert said.unbound == ""
    assert len(printed.partition(".")[2]) == 2
    assert abs(number(printed) - result) <= 0.005 + 1e-9
    assert max(len(each.partition(".")[2]) for each in (one, other)) <= MOST
    if not on_the_edge(result, slope * 0.5 * 10.0**-MOST):
        assert f"{compute(number(one), number(other)) + 0.0:.2f}".removeprefix("-") == printed.removeprefix(MINUS)


@given(total=st.floats(-20, 20))
def test_printed_squashing_holds_on_paper(total: float) -> None:
    said = worked("tanh({total}) = {result}", math.tanh, "result", total=reading(total), result=reading(math.tanh(total)))
    operand, printed = re.findall(PRINTED, said.text)
    if not on_the_edge(math.tanh(total), 0.5 * 10.0**-MOST):
        assert spell(math.tanh(number(operand)), 2) == printed


def test_few_decimals_where_few_suffice() -> None:
    fields = {"left": reading(0.5), "right": reading(0.25), "result": reading(0.75)}
    said = worked("{left} + {right} = {result}", lambda left, right: left + right, "result", **fields)
    assert said.text == "0.50 + 0.25 = 0.75"


def test_more_decimals_where_two_would_lie() -> None:
    fields = {"left": reading(0.004), "right": reading(0.004), "result": reading(0.008)}
    said = worked("{left} + {right} = {result}", lambda left, right: left + right, "result", **fields)
    assert said.text == "0.004 + 0.004 = 0.01"


def test_a_field_that_is_named_like_another_is_kept_apart() -> None:
    fields = {"left": reading(1.0), "left_right": reading(2.0), "result": reading(3.0)}
    said = worked("{left} + {left_right} = {result}", lambda left, left_right: left + left_right, "result", **fields)
    assert said.text == "1.00 + 2.00 = 3.00"


def test_no_half_is_left_to_rounding() -> None:
    product = 0.98916 * 0.65  # 0.99 × 0.65 is 0.6435: read as 0.644 or as 0.643
    said = worked(
        "{left} × {right} = {result}", mul, "result", 3, left=reading(0.98916), right=reading(0.65), result=reading(product)
    )
    left, right, result = (float(part) for part in re.split(" [×=] ", said.text))
    assert abs(left * right - result) < 0.4999e-3


def test_joined_phrases_are_one_that_keeps_every_reading_in_its_place() -> None:
    word, count = Reading("tokens", (0,), "good"), Reading("unknown_count", (), 2.0)
    one, other = phrase("“{word}” is it", word=word), phrase("{count:0} of them", count=count)
    said = joined(" · ", one, other)
    assert said.text == "“good” is it · 2 of them"
    assert said.bare == "“” is it ·  of them"
    assert [display.reading for display in said.displays] == [word, count]
    assert [said.text[start:] for start in said.starts] == ["good” is it · 2 of them", "2 of them"]
    assert said.shortened(3).text == "“go…” is it · 2 of them"
    assert said.unbound == ""


def test_what_is_joined_alone_is_as_it_was() -> None:
    one = phrase("{word}!", word=Reading("tokens", (0,), "good"))
    assert joined(" · ", one) == one
    assert joined(" · ").text == ""


def test_operands_of_several_equations_have_as_few_decimals_as_let_all_of_them_hold() -> None:
    assert holding([(mul, (0.5, 0.5), 0.25)], 4) == (2, 2)
    close = (mul, (0.3931, 0.9158), 0.36), (mul, (0.0752, 0.9902), 0.07446)
    places = holding(close, 4)
    assert 2 < max(places) <= 4
    for operation, operands, result in close:
        assert round(operation(*map(round, operands, places)), 2) == round(result, 2)
    assert holding([(mul, (0.5, 0.5), 0.7)], 3) == (3, 3)


def test_printed_parts_come_to_the_printed_sum_whatever_they_are() -> None:
    dice = np.random.default_rng(7)
    for count in (2, 3, 5):
        for parts in dice.normal(0, 3, (200, count)).tolist():
            places = summing([[*parts, sum(parts)]])
            assert 2 <= places <= 6
            assert spell(sum(round(part, places) for part in parts)) == spell(sum(parts))


def test_a_sum_that_holds_as_it_is_gets_no_more_decimals() -> None:
    assert summing([(0.57, -0.13, 0.44)]) == 2
    assert summing([(0.4554, -0.0041, 0.4513)]) == 3  # 0.46 and 0.00 are not 0.45


def test_a_part_below_nought_is_taken_off() -> None:
    def said(right: float) -> str:
        fields = {"left": reading(0.57), "right": reading(right), "sum": reading(0.57 + right)}
        return worked("{left} + {right} = {sum}", lambda left, right: left + right, "sum", **fields).text

    assert said(-0.13) == "0.57 − 0.13 = 0.44"
    assert said(0.13) == "0.57 + 0.13 = 0.70"
    assert said(-0.001) == "0.57 + 0.00 = 0.57"
