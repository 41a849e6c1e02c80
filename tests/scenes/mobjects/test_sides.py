"""The sets of the film of a plain cell: slim rows, pushes to a side, what changed on one scale, and the large curve."""

from typing import Any

import numpy as np
import pytest
from from_traces import read, value

from model import zoo
from model.trace import ReaderTrace
from scenes.mobjects.arithmetic import FEWEST, adding, levelled
from scenes.mobjects.moves import Path
from scenes.mobjects.notation.rnn import NOTATION
from scenes.mobjects.reading import Reading, phrase
from scenes.mobjects.sets.plain_sum import MOST, PlainSum
from scenes.mobjects.sets.recurrent_cell import Over
from scenes.mobjects.sets.sides import Balance, SideTug
from scenes.mobjects.sets.slim_row import SlimRow
from scenes.mobjects.sets.tug import Pull
from scenes.mobjects.theme import DARK
from scenes.mobjects.values import Swatch
from scenes.telling.judging import denied

pytestmark = pytest.mark.usefixtures("manim_ready")

LOOK: dict[str, Any] = {"notation": NOTATION, "theme": DARK}
LABELS = Reading("labels", (2,), "positive"), Reading("labels", (0,), "negative")
GOOD, UNIT = 4, 6


@pytest.fixture(scope="module")
def trace() -> ReaderTrace:
    made = zoo.load("reviews_rnn").run("The food was not good but the service was wonderful")
    assert isinstance(made, ReaderTrace)
    return made


def pull(trace: ReaderTrace, own: str, whole: str) -> Pull:
    here = GOOD, UNIT
    return Pull(value(trace, own, *here), value(trace, f"{own}_of_others", *here), value(trace, whole, GOOD))


def side_tug(trace: ReaderTrace, parts: int = 1, wholes: int = 1) -> SideTug:
    return SideTug(
        (pull(trace, "previous_margin_pushes", "previous_margins"), pull(trace, "margin_pushes", "margins")),
        (value(trace, "previous_hidden", GOOD, UNIT), value(trace, "hidden", GOOD, UNIT)),
        value(trace, "margin_weights", GOOD, UNIT),
        labels=LABELS,
        verdicts=(phrase("before"), phrase("after")),
        unit=value(trace, "unit_numbers", UNIT),
        parts=parts,
        wholes=wholes,
        **LOOK,
    )


def balance(trace: ReaderTrace) -> Balance:
    change = pull(trace, "margin_changes", "swings")
    return Balance(
        (value(trace, "previous_margins", GOOD), value(trace, "margins", GOOD)),
        (change.own, change.others),
        labels=LABELS,
        names=("before", "unit", "the others", "after"),
        verdicts=(phrase("positive"), phrase("negative")),
        parts=1,
        wholes=1,
        theme=DARK,
    )


def test_each_number_of_a_slim_row_is_over_the_cell_of_its_unit(trace: ReaderTrace) -> None:
    row = SlimRow(
        read(trace, "hidden", GOOD), range(8), at=(3.8, 1.9), numbers=read(trace, "unit_numbers"), followed=UNIT, **LOOK
    )
    assert [said.phrase.text for said in row.numbers] == [f"{number + 1}" for number in range(8)]
    for unit, said in enumerate(row.numbers):
        assert said.get_x() == pytest.approx(row.cells[unit].get_x(), abs=0.03)
        assert said.get_bottom()[1] > row.frame.get_top()[1]
    inks = {str(said.get_fill_color()) for unit, said in enumerate(row.numbers) if unit != UNIT}
    assert len(inks) == 1
    assert str(row.numbers[UNIT].get_fill_color()) not in inks


def test_two_slim_rows_of_eight_stand_abreast(trace: ReaderTrace) -> None:
    how: dict[str, Any] = {"numbers": read(trace, "unit_numbers"), "followed": UNIT, **LOOK}
    left, right = (
        SlimRow(read(trace, name, GOOD), range(8), at=(x, 1.9), where=where, **how)
        for name, x, where in (("previous_hidden", -3.8, "right"), ("hidden", 3.8, "left"))
    )
    assert left.get_right()[0] < right.get_left()[0]
    assert all(isinstance(cell, Swatch) and hasattr(cell, "numeral") for cell in (*left.cells.values(), *right.cells.values()))


def test_printed_parts_add_up_to_the_printed_whole() -> None:
    assert adding([(-3.407, 2.789, -0.618)]) == 2
    assert adding([(3.2247, 1.6806, 4.9053)]) == 1  # 3.22 and 1.68 are not 4.91
    assert adding([(3.2247, 1.6806, 4.9053), (0.44, 0.44, 0.88)]) == 4  # not with fewer


def test_what_is_pushed_has_no_sign_and_the_colour_of_no_value(trace: ReaderTrace) -> None:
    made = side_tug(trace)
    for half in made.halves:
        assert [number.phrase.text for number in half.numbers] == [f"{abs(float(bar.reading.value)):.1f}" for bar in half.bars]
        assert [str(bar.get_fill_color()).lower() for bar in half.bars] == [DARK.ink.lower(), *[DARK.others.lower()] * 2]
        for number, bar in zip(half.numbers, half.bars, strict=True):
            beyond = number.get_left()[0] > bar.tip if float(bar.reading.value) > 0 else number.get_right()[0] < bar.tip
            assert beyond
        assert not any(denied(each, [trace], DARK) for number in half.numbers for each in number.phrase.displays)


def test_a_size_that_is_another_is_denied(trace: ReaderTrace) -> None:
    (display,) = phrase("{push:|1}", push=value(trace, "margin_pushes", GOOD, UNIT)).displays
    assert not denied(display, [trace], DARK)
    assert denied(display._replace(shown="9.9"), [trace], DARK)
    assert denied(display._replace(aspect="text", shown=str(display.shown)), [trace], DARK) == ""
    (other,) = phrase("{push:|1}", push=value(trace, "previous_margin_pushes", GOOD, UNIT)).displays
    assert not denied(other, [trace], DARK)
    assert "round" in denied(other._replace(aspect="text"), [trace], DARK)  # a number below nought has to say so elsewhere


def test_the_weight_is_said_to_be_for_the_label_that_it_is_for(trace: ReaderTrace) -> None:
    assert float(trace.margin_weights[GOOD, UNIT]) < 0  # against "negative", which is the verdict
    for half in side_tug(trace).halves:
        _, number, *said = half.weight
        assert number.phrase.text == f"{abs(float(trace.margin_weights[GOOD, UNIT])):.2f}"
        assert [each.phrase.text for each in said] == ["weight for “positive”", "minus for “negative”"]
        assert len({round(each.cap_height, 3) for each in said}) == 1


@pytest.mark.parametrize(("parts", "wholes"), [(1, 1), (2, 2), (2, 1), (3, 2)])
def test_what_a_unit_shows_times_its_weight_is_its_push_as_printed(trace: ReaderTrace, parts: int, wholes: int) -> None:
    for half in side_tug(trace, parts, wholes).halves:
        shown = abs(float(half.factors[0].numeral.text.replace("−", "-")))
        weight = float(half.weight[1].phrase.text)
        assert f"{shown * weight:.{parts}f}" == half.numbers[0].phrase.text
        assert [len(each.phrase.text.partition(".")[2]) for each in half.numbers] == [parts, parts, wholes]


def test_terms_have_the_first_decimals_with_which_they_come_to_nought() -> None:
    tried = (2, 2), (1, 1), (3, 2)
    assert levelled([[(3.2247, 0), (1.6806, 0), (-4.9053, 1)]], tried) == (1, 1)  # 3.22 and 1.68 are not 4.91
    assert levelled([[(3.407, 0), (-2.789, 0), (-0.618, 1)]], tried) == (2, 2)
    assert levelled([[(0.456, 0), (0.466, 0), (-0.922, 1)]], tried) == (3, 2)  # 0.46 and 0.47, 0.5 and 0.5 are too much


def test_what_changed_is_laid_end_to_end_from_what_was_to_what_is(trace: ReaderTrace) -> None:
    before, own, others, after = balance(trace).bars
    assert before.foot == pytest.approx(after.foot)
    assert own.foot == pytest.approx(before.tip)
    assert others.foot == pytest.approx(own.tip)
    assert others.tip == pytest.approx(after.tip, abs=1e-5)
    made = balance(trace)
    assert [number.phrase.text for number in made.numbers] == ["0.6", "6.6 →", "← 1.1", "4.9"]
    told = [each.mobject for play in made.tell(4.0) for each in play]
    assert [bar for bar in told if bar in made.bars] == made.bars[1:]


def plain_sum(trace: ReaderTrace, time: int = GOOD, unit: int = UNIT) -> PlainSum:
    here = time, unit
    return PlainSum(
        read(trace, "weight", unit),
        read(trace, "stacked", time),
        read(trace, "products", *here),
        split=8,
        parts=(value(trace, "weighted_hidden", *here), value(trace, "weighted_words", *here)),
        bias=value(trace, "bias", unit),
        total=value(trace, "preactivation", *here),
        result=value(trace, "hidden", *here),
        name="weight",
        function="tanh",
        **LOOK,
    )


def numbered(label: Any) -> float:
    return float(label.text.replace("−", "-"))


@pytest.mark.parametrize("text", ["The food was not good but the service was wonderful", "I would never buy this again"])
def test_rows_of_products_come_to_what_is_printed_of_them(text: str) -> None:
    trace = zoo.load("reviews_rnn").run(text)
    assert isinstance(trace, ReaderTrace)
    for time, unit in ((time, unit) for time in range(len(trace.tokens)) for unit in (0, UNIT)):
        made = plain_sum(trace, time, unit)
        for group, (_, part) in zip(made.groups, made.names[:2], strict=True):
            digits = len(part.text.partition(".")[2])
            near = 0.5 if digits < MOST else 1.5  # there is no room for more
            assert abs(sum(numbered(made.numbers[column]) for column in group) - numbered(part)) < near * 10.0**-digits
        for column, number in made.numbers.items():
            if len(number.text.partition(".")[2]) == FEWEST:
                factors = numbered(made.weights[column].numeral) * numbered(made.stack[column].numeral)
                assert abs(factors - numbered(number)) < 0.5 * 10.0**-FEWEST


def test_x_goes_on_to_the_right_of_the_bar_of_h(trace: ReaderTrace) -> None:
    made = plain_sum(trace)
    made.go_aside(1.0)
    place = vars(made.parts[0])["place"].where(())
    assert place[0] < made.bars[8].get_left()[0]
    assert made.bars[-1].get_right()[0] < made.parts[1].get_left()[0]
    assert made.bars[8].foot == pytest.approx(made.parts[0].tip)
    for column in made.groups[1]:
        at = [each[column].get_x() for each in (made.weights, made.stack, made.bars)]
        assert at == pytest.approx([made.columns[column]] * 3)


def test_a_dot_goes_along_the_curve_to_over_the_sum_before_its_height_is_read(trace: ReaderTrace) -> None:
    made = plain_sum(trace)
    _, (level, riding), rising, *_ = list[Any](made.squashed(5.0))
    assert level.mobject is made.plot.level
    assert riding.mobject is made.dot
    assert riding.path.end == pytest.approx(made.plot.head, abs=1e-3)
    assert rising[0].mobject is made.plot.upright
    for x, y in riding.path.corners:
        assert np.tanh((x - made.plot.level.home) / made.plot.level.unit) * made.plot.upright.unit == pytest.approx(
            y - made.plot.upright.home, abs=1e-6
        )


def test_h_is_small_where_it_passes_over_the_cell(trace: ReaderTrace) -> None:
    row = SlimRow(
        read(trace, "hidden", GOOD), range(8), at=(0.0, 0.0), numbers=read(trace, "unit_numbers"), followed=UNIT, **LOOK
    )
    whole, moved = row.height, Over(row, Path((0.0, 0.0), (4.0, 0.0)), run_time=1.0)
    moved.begin()
    heights = []
    for alpha in (0.0, 0.5, 1.0):
        moved.interpolate(alpha)
        heights.append(row.height / whole)
    assert heights == pytest.approx([1.0, Over.SMALL, 1.0], abs=1e-3)
