"""The sets of the film of one word: rows, crossings, the sum and the pushes."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from model import zoo
from model.trace import GATES, ReaderTrace
from scenes.mobjects.areas import Area
from scenes.mobjects.notation.lstm import NOTATION
from scenes.mobjects.reading import Reading, Readings
from scenes.mobjects.sets.crossing import GAP, Crossing, Lane
from scenes.mobjects.sets.push_rows import PushRows, State
from scenes.mobjects.sets.rows import Row
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


def read(trace: ReaderTrace, key: str, *index: int) -> Readings:
    values = np.asarray(trace.lookup(key))
    return Readings(key, index, values[index] if index else values)


def value(trace: ReaderTrace, key: str, *index: int) -> Reading:
    return Reading(key, index, float(np.asarray(trace.lookup(key))[index]))


def test_cells_of_a_row_are_where_their_unit_is(trace: ReaderTrace) -> None:
    row = Row(read(trace, "cell", BAD), (0, 3, 7), at=(1.0, 2.0), **LOOK)
    for unit, cell in row.cells.items():
        assert cell.get_center()[:2] == pytest.approx(row.place(unit))
        assert cell.patch.reading.index == (BAD, unit)
    assert row.get_left()[0] <= row.left < row.right <= row.get_right()[0]
    row.moved((0.0, 0.0))
    assert row.fresh(3).get_center()[:2] == pytest.approx((0.0, 0.0))


def test_a_thin_strip_has_all_units_where_some_are_left_out(trace: ReaderTrace) -> None:
    values = read(trace, "cell", BAD)
    assert not Row(values, range(8), at=(0, 0), **LOOK).strip.submobjects
    strip: Any = Row(values, (0, 3), at=(0, 0), **LOOK).strip[0]
    assert len(strip.cells) == 8


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
        function="sigmoid",
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
    assert made.parts[1].tip == pytest.approx(made.bars[-1].tip, abs=1e-6)
    assert made.parts[0].tip == pytest.approx(made.bars[7].tip, abs=1e-6)
    assert made.total.get_y() == pytest.approx(chain[-1].tip, abs=1e-6)


def test_each_product_stands_over_its_factors(trace: ReaderTrace) -> None:
    made = weighted(trace)
    for number, (weight, entry, bar) in enumerate(zip(made.weights, made.stack, made.bars, strict=True)):
        assert weight.get_x() == pytest.approx(entry.get_x()) == pytest.approx(bar.get_x())
        assert (weight.patch.reading.index[-1], entry.patch.reading.index[-1], bar.reading.index[-1]) == (number,) * 3
    assert made.largest(0, 8) == int(np.abs(trace.products[BAD, 1, UNIT, :8]).argmax())


def test_a_unit_s_push_begins_where_that_of_the_others_ends(trace: ReaderTrace) -> None:
    names = "pushes", "pushes_of_others", "centred_logits", "probabilities"
    states = []
    for when in ("previous_", ""):
        own, others, sums, shares = (read(trace, when + name, BAD, *((UNIT,) if "pushes" in name else ())) for name in names)
        states.append(State(own, others, sums, shares))
    area, number = Area(-6.6, 6.6, -1.98, 0.95), value(trace, "unit_numbers", UNIT)
    before, after = states
    made = PushRows(read(trace, "labels"), before, after, area, unit=number, must=(0, 2), theme=DARK)
    assert made.labels == [0, 1, 2]
    for rows, state in zip(made.rows, states, strict=True):
        for label, row in rows.items():
            assert row.own.foot == pytest.approx(row.others.tip, abs=1e-6)
            assert row.others.foot == pytest.approx(made.axis.get_x())
            assert row.tick.get_x() == pytest.approx(row.own.tip, abs=1e-6)
            assert (row.own.tip - made.axis.get_x()) / row.own.unit == pytest.approx(float(state.sums.values[label]), abs=1e-4)


def test_of_many_labels_those_that_are_contested_are_shown() -> None:
    shares = np.linspace(0.2, 0.0, 10)
    own, others, sums = (Readings(key, (0,), np.linspace(-1, 1, 10)) for key in ("pushes", "others", "sums"))
    state = State(own, others, sums, Readings("shares", (0,), shares))
    labels = Readings("labels", (), np.array([f"label {letter}" for letter in "abcdefghij"]))
    made = PushRows(
        labels, state, state, Area(-6.6, 6.6, -2, 1), unit=Reading("unit_numbers", (0,), 1.0), must=(9, 1), theme=DARK
    )
    assert made.labels == [0, 1, 2, 3, 9]
