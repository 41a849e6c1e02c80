"""The sets of the film of one word: rows, crossings, the sum, and which way the verdict is pulled."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from from_traces import read, value
from manim import ManimColor, VMobject

from model import zoo
from model.trace import GATES, ReaderTrace
from scenes.mobjects.moves import Path
from scenes.mobjects.notation.lstm import NOTATION
from scenes.mobjects.passing import Pass
from scenes.mobjects.reading import Reading, phrase
from scenes.mobjects.sets.crossing import GAP, RING, TRAIN, Crossing, Lane
from scenes.mobjects.sets.lstm_road import ABREAST, ASIDE, BETWEEN, Road
from scenes.mobjects.sets.rows import Row
from scenes.mobjects.sets.same_machine import Source
from scenes.mobjects.sets.squash_plot import SquashPlot
from scenes.mobjects.sets.tug import Pull, Swung, Tug
from scenes.mobjects.sets.weighted_sum import WeightedSum
from scenes.mobjects.theme import DARK

pytestmark = pytest.mark.usefixtures("manim_ready")

LOOK: dict[str, Any] = {"notation": NOTATION, "theme": DARK}
BAD, UNIT = 4, 0


@pytest.fixture(scope="module")
def trace() -> ReaderTrace:
    made = zoo.load("reviews").run("This phone is not bad at all")
    assert isinstance(made, ReaderTrace)
    return made


def test_cells_of_a_row_are_where_their_unit_is(trace: ReaderTrace) -> None:
    row = Row(read(trace, "cell", BAD), (0, 3, 7), at=(1.0, 2.0), **LOOK)
    for unit, cell in row.cells.items():
        assert cell.get_center()[:2] == pytest.approx(row.place(unit))
        assert cell.patch.reading.index == (BAD, unit)
    assert row.get_left()[0] <= row.left < row.right <= row.get_right()[0]
    row.moved((0.0, 0.0))
    assert row.fresh(3).get_center()[:2] == pytest.approx((0.0, 0.0))


def test_a_thin_strip_has_all_units_where_some_of_many_are_left_out(trace: ReaderTrace) -> None:
    few, many = read(trace, "cell", BAD), read(trace, "stacked", BAD)
    assert not Row(few, range(8), at=(0, 0), **LOOK).strip.submobjects
    assert not Row(few, (0, 3), at=(0, 0), **LOOK).strip.submobjects  # of so few it is said how many there are
    strip: Any = Row(many, (0, 3), at=(0, 0), **LOOK).strip[0]
    assert len(strip.cells) == len(many) == 16


def crossing(trace: ReaderTrace) -> Crossing:
    rows = {name: Row(read(trace, name, BAD), range(8), at=at, **LOOK) for name, at in PLACES.items()}
    lanes = [
        Lane(rows["previous_cell"], "left", lambda place: [(place[0], 0.0)], "memory"),
        Lane(rows["forget_gate"], "bottom", lambda place: [(place[0], -1.0), (0.0, -1.0)], "keeps"),
    ]
    result = Lane(rows["kept"], "right", lambda place: [(place[0], 0.0)], "memory")
    return Crossing("times", (0.0, 0.0), lanes, result, role="keeps", theme=DARK)


PLACES = {"previous_cell": (-3.9, 1.0), "forget_gate": (-3.9, -1.5), "kept": (3.9, 1.0)}


def test_units_cross_one_after_the_other_as_far_apart_as_cells_are_wide(trace: ReaderTrace) -> None:
    times = crossing(trace).timetable(range(8), 3.0)
    assert list(times) == list(reversed(range(8)))  # the nearest first
    assert all(min(starts) >= -1e-9 and max(starts) < meets < ends for starts, meets, ends in times.values())
    assert max(ends for *_, ends in times.values()) == pytest.approx(3.0)
    lags = [after - before for (_, before, _), (_, after, _) in pairwise(times.values())]
    assert np.allclose(lags, lags[0])
    pace = lags[0] / GAP  # seconds for a unit of length
    assert pace * GAP > pace * Row.CELL[0]


def test_none_of_a_train_touches_the_next_one_not_in_a_corner_either(trace: ReaderTrace) -> None:
    made, wide, high = crossing(trace), *(TRAIN * side for side in Row.CELL)
    way = Path((-4.0, -1.0), (0.0, -1.0), (0.0, 0.0))
    for along in np.arange(0.0, way.length - GAP, 0.05):
        apart = np.abs(way.at((along + GAP) / way.length) - way.at(along / way.length))
        assert apart[0] > wide or apart[1] > high
    assert [each.end for each in made.stream(range(8), 3.0) if isinstance(each, Pass) and each.is_remover()] == [TRAIN] * 16


def test_a_lane_of_one_unit_straight_below_has_its_wire(trace: ReaderTrace) -> None:
    rows = {name: Row(read(trace, name, BAD), (UNIT,), at=(x, y), **LOOK) for name, (x, y) in PLACES.items()}
    rows["forget_gate"].moved((0.0, -1.5))
    below = Lane(rows["forget_gate"], "bottom", lambda place: [(place[0], -1.0), (0.0, -1.0)], "keeps")
    result = Lane(rows["kept"], "right", lambda place: [(place[0], 0.0)], "memory")
    wires: list[Any] = list(Crossing("times", (0.0, 0.0), [below], result, role="keeps", theme=DARK).wires())
    ends = [wire.corners[[0, -1]].ravel().tolist() for wire in wires]
    assert pytest.approx([0.0, -1.0, 0.0, -RING], abs=1e-6) in ends


def test_what_is_asked_for_is_asked_where_its_value_will_be(trace: ReaderTrace) -> None:
    made = crossing(trace)
    box, mark = made.blank()
    result = made.still(UNIT)[-1]
    assert box.get_center() == pytest.approx(result.get_center(), abs=0.02)
    assert mark.get_center() == pytest.approx(result.get_center(), abs=0.05)
    assert (box.width, box.height) == pytest.approx((result.width, result.height), abs=0.02)


def test_what_waits_at_an_operator_does_not_touch_it(trace: ReaderTrace) -> None:
    operator, *cells = list[Any](crossing(trace).still(UNIT))
    assert [cell.patch.reading.key for cell in cells] == list(PLACES)
    for cell in cells:
        apart = np.abs(cell.get_center() - operator.get_center())[:2]
        assert max(apart - [(operator.width + cell.width) / 2, (operator.height + cell.height) / 2]) > 0


def weighted(trace: ReaderTrace) -> WeightedSum:
    gate = GATES.index("forget")
    parts = value(trace, "weighted_hidden", BAD, gate, UNIT), value(trace, "weighted_words", BAD, gate, UNIT)
    return WeightedSum(
        read(trace, "weight", gate, UNIT),
        read(trace, "stacked", BAD),
        read(trace, "products", BAD, gate, UNIT),
        split=8,
        parts=parts,
        bias=value(trace, "bias", gate, UNIT),
        total=value(trace, "forget_preactivation", BAD, UNIT),
        result=value(trace, "forget_gate", BAD, UNIT),
        unit=value(trace, "unit_numbers", UNIT),
        name="forget_weight",
        **LOOK,
    )


def test_products_are_laid_end_to_end_and_end_at_the_sum(trace: ReaderTrace) -> None:
    made = weighted(trace)
    chain = [*made.bars, made.bias]
    assert chain[0].foot == pytest.approx(made.y(0.0))
    for before, after in pairwise(chain):
        assert after.foot == pytest.approx(before.tip, abs=1e-6)
    assert chain[-1].tip == pytest.approx(made.y(float(trace.forget_preactivation[BAD, UNIT])), abs=1e-6)
    assert made.parts[0].foot == pytest.approx(made.y(0.0))
    assert made.parts[1].foot == pytest.approx(made.parts[0].tip, abs=1e-6)
    assert made.parts[1].tip == pytest.approx(made.bars[-1].tip, abs=1e-6)
    assert made.parts[0].tip == pytest.approx(made.bars[7].tip, abs=1e-6)
    assert (made.whole.foot, made.whole.tip) == pytest.approx((made.y(0.0), chain[-1].tip), abs=1e-6)
    assert made.total.get_x() == pytest.approx(made.whole.get_x())


def test_each_product_stands_over_its_factors(trace: ReaderTrace) -> None:
    made = weighted(trace)
    for number, (weight, entry, bar) in enumerate(zip(made.weights, made.stack, made.bars, strict=True)):
        assert weight.get_x() == pytest.approx(entry.get_x()) == pytest.approx(bar.get_x())
        assert (weight.patch.reading.index[-1], entry.patch.reading.index[-1], bar.reading.index[-1]) == (number,) * 3
    assert made.largest(0) == int(np.abs(trace.products[BAD, 1, UNIT, :8]).argmax())


def pull(trace: ReaderTrace, own: str, whole: str) -> Pull:
    return Pull(value(trace, own, BAD, UNIT), value(trace, f"{own}_of_others", BAD, UNIT), value(trace, whole, BAD))


def tug(trace: ReaderTrace) -> Tug:
    return Tug(
        (pull(trace, "previous_margin_pushes", "previous_margins"), pull(trace, "margin_pushes", "margins")),
        (value(trace, "previous_hidden", BAD, UNIT), value(trace, "hidden", BAD, UNIT)),
        value(trace, "margin_weights", BAD, UNIT),
        labels=(Reading("labels", (0,), "negative"), Reading("labels", (2,), "positive")),
        verdicts=(phrase("before"), phrase("after")),
        unit=value(trace, "unit_numbers", UNIT),
        **LOOK,
    )


def test_pulls_go_from_their_axis_to_the_side_of_their_label_and_are_as_long_as_they_are_hard(trace: ReaderTrace) -> None:
    made = tug(trace)
    for half, when in ((made.before, "previous_"), (made.after, "")):
        wanted = [
            trace.lookup(when + key)[(BAD, UNIT)[: 1 if key == "margins" else 2]]
            for key in ("margin_pushes", "margin_pushes_of_others", "margins")
        ]
        assert [bar.foot for bar in half.bars] == pytest.approx([half.axis.get_x()] * 3)
        assert [(bar.tip - bar.foot) / bar.unit for bar in half.bars] == pytest.approx(list(map(float, wanted)), abs=1e-4)
        assert [bar.get_y() for bar in half.bars] == pytest.approx([name.get_y() for name in made.names], abs=0.05)
    assert max(bar.get_right()[0] for bar in made.before.bars) < made.names.get_left()[0]
    assert made.names.get_right()[0] < min(bar.get_left()[0] for bar in made.after.bars)


def test_what_a_unit_shows_and_its_weight_are_there_before_its_bar(trace: ReaderTrace) -> None:
    half, row = tug(trace).after, Row(read(trace, "hidden", BAD), range(8), at=(3.95, 2.05), **LOOK)
    plays: list[list[Any]] = half.weigh(row, UNIT, 2.0)
    (coming,), (weight,), (bar, _) = plays
    assert isinstance(coming, Pass)
    assert coming.path.corners[0] == pytest.approx(row.place(UNIT))
    assert [cell.patch.reading.key for cell in half.factors] == ["hidden", "margin_weights"]
    assert vars(coming)["mobject"] is half.factors[0]
    assert bar.mobject is half.bars[0]
    assert half.factors[1] in weight.mobject.submobjects
    product = float(half.factors[0].patch.reading.value) * float(half.factors[1].patch.reading.value)
    assert product == pytest.approx(float(half.bars[0].reading.value))


def test_a_side_is_no_sign_so_that_what_pulls_to_one_has_a_quiet_colour(trace: ReaderTrace) -> None:
    quiet = [ManimColor(each) for each in (DARK.ink, DARK.others, DARK.others)]
    assert all([bar.get_fill_color() for bar in half.bars] == quiet for half in tug(trace).halves)


def test_the_swing_and_the_part_of_a_unit_begin_at_one_line(trace: ReaderTrace) -> None:
    change, ends = pull(trace, "margin_changes", "swings"), (value(trace, "previous_margins", BAD), value(trace, "margins", BAD))
    part, unit = value(trace, "margin_percents", BAD, UNIT), value(trace, "unit_numbers", UNIT)
    made = Swung(change.own, change.whole, ends, part=part, unit=unit, theme=DARK)
    whole, own = made.bars
    assert whole.foot == pytest.approx(own.foot)
    assert (own.tip - own.foot) / (whole.tip - whole.foot) == pytest.approx(float(part.value) / 100)
    said: list[Any] = made.tell(1.0)[-1]
    assert [each.mobject for each in said] == list(made.share) != []
    assert not Swung(change.own, change.whole, ends, part=None, unit=unit, theme=DARK).tell(1.0)[-1]


def test_the_height_of_the_curve_over_a_sum_is_the_gate(trace: ReaderTrace) -> None:
    total, gate = value(trace, "forget_preactivation", BAD, UNIT), value(trace, "forget_gate", BAD, UNIT)
    plot = SquashPlot(total, gate, (1.0, -1.0), (2.0, 1.5), theme=DARK, colour="keeps")
    assert (plot.level.foot, plot.level.tip) == pytest.approx((1.0, plot.spot[0]))
    assert plot.upright.get_x() == pytest.approx(plot.spot[0])
    assert (plot.head[1] + 1.0) / 1.5 == pytest.approx(float(gate.value))
    curve = max((each for each in plot.submobjects if type(each) is VMobject), key=lambda each: len(each.points))
    assert np.interp(plot.head[0], *np.array(curve.get_anchors())[:, :2].T) == pytest.approx(plot.head[1], abs=0.01)
    far = SquashPlot(Reading("x", (), -40.0), Reading("y", (), 0.0), (1.0, -1.0), (2.0, 1.5), theme=DARK, colour="keeps")
    assert 0.0 < far.spot[0] < 1.0


def test_the_function_of_a_gate_is_wired_to_what_it_reads_and_to_its_row(trace: ReaderTrace) -> None:
    def rows(name: str, at: tuple[float, float], note: str = "", where: str = "above", **look: bool) -> Row:
        return Row(read(trace, name, BAD), range(8), at=at, note=note, where=where, **look, **LOOK)

    road = Road(rows, theme=DARK)
    word = Reading("tokens", (BAD,), "bad")
    gates = {"forget": (road.gate, ASIDE), "input": (road.entering, BETWEEN), "output": (road.shows, ABREAST)}
    for gate, (row, at) in {**gates, "candidate": (road.offer, BETWEEN)}.items():
        source = Source(read(trace, "stacked", BAD), 8, word, at, **LOOK)
        machine = road.machine(gate, source)
        for wire, ends in ((machine.into, (source, machine.squash)), (machine.out, (machine.squash, row.frame))):
            for end, thing in zip(wire.corners[[0, -1]], ends, strict=True):
                apart = np.abs(end - thing.get_center()[:2]) - [thing.width / 2, thing.height / 2]
                assert -0.02 < max(apart) < 0.1, (gate, end)


def test_the_line_of_zero_strikes_no_number_of_a_bar(trace: ReaderTrace) -> None:
    made = weighted(trace)
    assert made.numbers
    for number in made.numbers.values():
        assert not number.get_bottom()[1] < made.y(0.0) < number.get_top()[1]


def number(label: Any) -> float:
    return float(label.phrase.text.replace("−", "-"))


def test_the_numbers_of_what_is_added_come_to_the_printed_sum(trace: ReaderTrace) -> None:
    made = weighted(trace)
    assert round(sum(number(name[1]) for name in made.names), 2) == number(made.total.numeral)
    halves = tug(trace).halves
    for own, others, whole in (half.numbers for half in halves):
        assert round(number(own) + number(others), 2) == number(whole)
