"""The sets of the film of a cell that counts: stairs, sums with what a gate sees of C, and trainings side by side."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from model.recipes.clock import clock_trace
from model.trace.order import OrderTrace
from scenes.mobjects.areas import Area
from scenes.mobjects.moves import Grow
from scenes.mobjects.notation import NOTATION
from scenes.mobjects.reading import Reading, Readings, phrase
from scenes.mobjects.sets.count_lanes import CLEAR, CountLanes, Lane
from scenes.mobjects.sets.peephole_cell import FOOT, TOP, PeepholeCell
from scenes.mobjects.sets.study_bars import StudyBars
from scenes.mobjects.theme import DARK

pytestmark = pytest.mark.usefixtures("manim_ready")

AREA, STAIR = Area(-6.0, 6.7, -2.45, 2.1), Area(-6.0, 6.7, 0.4, 2.1)
LOOK: dict[str, Any] = {"notation": NOTATION["lstm_peephole"], "theme": DARK}
TIMES, UNIT = range(9, 18), 1


@pytest.fixture(scope="module")
def trace() -> OrderTrace:
    return clock_trace()


def value(trace: OrderTrace, key: str, *index: int) -> Reading:
    found = trace.lookup(key)
    for each in index:
        found = found[each]
    return Reading(key, index, found if isinstance(found, str) else float(found))


def lanes(trace: OrderTrace, *, whole: bool = True) -> CountLanes:
    more: dict[str, Any] = {
        "gates": [value(trace, "output_gate", time, UNIT) for time in TIMES],
        "shares": [value(trace, "probabilities", time, 1) for time in TIMES],
        "bottom": Area(-6.0, 6.7, -2.6, -1.5),
        "marks": [value(trace, "opening_cells", time, UNIT) for time in TIMES[:-1]],
        "marked": "o half open",
    }
    items = [value(trace, "tokens", time) for time in TIMES]
    cells = [value(trace, "cell", time, UNIT) for time in TIMES]
    return CountLanes(items, cells, AREA, y=2.6, stair=STAIR, **(more if whole else {}), **LOOK)


def test_all_that_is_of_an_item_is_in_its_column(trace: OrderTrace) -> None:
    made = lanes(trace)
    for number, time in enumerate(TIMES):
        column = made.chips[number], made.steps[number], made.numbers[number], made.gates[number], made.pillars[number]
        assert [float(each.get_x()) for each in column] == pytest.approx([made.x(time)] * 5, abs=0.02)
    assert made.x(TIMES[0]) - made.pitch / 2 == pytest.approx(AREA.left)
    assert made.x(TIMES[-1]) + made.pitch / 2 == pytest.approx(AREA.right)


def test_steps_hang_from_nought_by_one_measure_and_their_numbers_are_on_no_line(trace: OrderTrace) -> None:
    made = lanes(trace)
    cell = trace.cell[TIMES.start : TIMES.stop, UNIT]
    assert made.zero == pytest.approx(STAIR.top)
    assert [float(step.get_bottom()[1]) for step in made.steps] == pytest.approx(made.zero + made.unit * cell)
    assert made.zero + made.unit * cell.min() == pytest.approx(STAIR.bottom)
    for place, number in enumerate(made.numbers):
        y = number.baseline + number.cap_height / 2
        away = (y - made.zero) / made.unit
        assert abs(away - round(away)) * made.unit > CLEAR - 0.01
        if place in made.marks:
            assert abs(float(made.marks[place].get_y()) - y) > CLEAR - 0.01


def test_marks_are_at_their_values_where_the_stair_has_them(trace: OrderTrace) -> None:
    made = lanes(trace)
    values = trace.opening_cells[TIMES.start : TIMES.stop, UNIT]
    assert {*made.marks} == {number for number in range(8) if values[number] >= trace.cell[TIMES.start :, UNIT].min()}
    for number, mark in made.marks.items():
        assert (float(mark.get_y()) - made.zero) / made.unit == pytest.approx(values[number])
        [shown] = mark.displays()
        assert shown.shown == pytest.approx(shown.rule(values[number]))
    assert made.said is not None
    assert 0.1 < made.said.get_y() - made.marks[0].get_y() < 0.3  # over it, on the side of nought
    assert lanes(trace, whole=False).marks == {}


def test_a_step_begins_where_the_one_before_ended_and_not_before_its_turn(trace: OrderTrace) -> None:
    made = lanes(trace, whole=False)
    [grown] = [each for each in made.tick(3, (0.5, 1.0), 2.0) if isinstance(each, Grow)]
    cell = trace.cell[TIMES.start :, UNIT]
    assert grown.least == pytest.approx(cell[2] / cell[3])
    grown.begin()
    assert made.steps[3].get_fill_opacity() == 0.0
    grown.interpolate(0.6)
    assert made.steps[3].get_fill_opacity() == 1.0
    assert float(made.steps[3].height) >= made.unit * abs(cell[2]) - 1e-6
    [back] = [each for each in made.tick(8, (0.0, 1.0), 2.0) if isinstance(each, Grow)]
    assert back.least == pytest.approx(cell[7] / cell[8])  # it falls back from where it was
    [first] = [each for each in made.tick(0, (0.0, 1.0), 2.0) if isinstance(each, Grow)]
    assert first.least < 0.01


def test_items_are_read_one_after_the_other(trace: OrderTrace) -> None:
    made = lanes(trace)
    spans = [each.window for each in made.read(2, 6, 4.0) if isinstance(each, Grow) and each.mobject in made.steps]
    assert len(spans) == 4
    assert all(before[1] < after[0] for before, after in pairwise(spans))


def test_chips_are_as_large_as_there_is_room_for(trace: OrderTrace) -> None:
    items = [value(trace, "tokens", time) for time in TIMES]
    wide, narrow = (Lane(items, Area(-5.0, end, 0.0, 1.0), y=0.0, theme=DARK, large=1.6) for end in (5.0, 0.0))
    assert wide.chips[0].height > narrow.chips[0].height
    assert all(chip.width <= narrow.pitch for chip in narrow.chips)


def cell(trace: OrderTrace) -> PeepholeCell:
    def single(name: str, *index: int, fixed: bool = False) -> Reading:
        return value(trace, name, *(() if fixed else (16,)), *index, UNIT)

    return PeepholeCell(single, {"input": 0, "forget": 1, "output": 3}, **LOOK)


def test_the_bars_of_a_gate_end_at_its_sum_and_all_gates_have_one_measure(trace: OrderTrace) -> None:
    made = cell(trace)
    ends = [bar.tip for each in made.gates.values() for bar in each.bars]
    assert max(ends) == pytest.approx(TOP)
    assert min(ends) == pytest.approx(FOOT)
    units = {bar.unit for each in made.gates.values() for bar in each.bars}
    assert len(units) == 1
    for gate, each in made.gates.items():
        total = trace.lookup(f"{gate}_preactivation")[16, UNIT]
        assert (each.bars[-1].tip - each.bars[0].home) / units.copy().pop() == pytest.approx(total)


def test_a_peephole_leads_from_the_cell_state_that_its_gate_sees_to_its_bar(trace: OrderTrace) -> None:
    made = cell(trace)
    for gate, source in (("forget", made.old), ("input", made.old), ("output", made.new)):
        start, end = made.peepholes[gate].corners[[0, -1]]
        assert start == pytest.approx(source.get_bottom()[:2], abs=0.01)
        assert float(end[0]) == pytest.approx(float(made.gates[gate].bars[-1].get_x()))
    assert made.new.patch.reading.key == "cell"
    assert made.old.patch.reading.key == "previous_cell"


def test_trainings_stand_by_size_and_kind_with_their_means_over_them() -> None:
    shares = np.linspace(0.0, 1.0, 12).reshape(2, 2, 3)
    read = Readings("on_time", (), shares)

    def mean(kind: int, size: int) -> Reading:
        return Reading("on_time_mean", (kind, size), float(shares[kind, size].mean()))

    kinds = [(0, "without", "muted"), (1, "with", "memory")]
    sizes = [phrase("{ticks:0} ticks", ticks=Reading("ticks", (number,), 4.0 + number)) for number in range(2)]
    made = StudyBars(read, mean, kinds, sizes, Area(-4.0, 4.0, -1.0, 1.0), theme=DARK)
    xs = [made.x(kind, size, run) for size in range(2) for kind in range(2) for run in range(3)]
    assert xs == sorted(xs)
    assert [float(pillar.get_x()) for pillar in made.pillars] == pytest.approx(xs)
    assert [float(pillar.height) / 2 for pillar in made.pillars] == pytest.approx(shares.transpose(1, 0, 2).ravel(), abs=1e-5)
    assert (xs[0] - made.pitch / 2, xs[-1] + made.pitch / 2) == pytest.approx((-4.0, 4.0))
    assert [label.text for label in made.numbers] == ["0.09", "0.64", "0.36", "0.91"]
    turns = [each.window for each in made.grow(4.0)]
    assert turns == sorted(turns)
