"""What many trainings came to along an axis, as dots, bands and lines."""

from functools import partial
from itertools import pairwise
from math import log
from typing import Any

import numpy as np
import pytest
from from_traces import read
from manim import LEFT, RIGHT

from model.trace import Study
from model.trace.measures import OF_EXAMPLES, Axis, Measure, Measurement
from scenes.mobjects.areas import Area
from scenes.mobjects.curves import Draw, Heights, Widen
from scenes.mobjects.motion import Appear
from scenes.mobjects.moves import Travel
from scenes.mobjects.reading import Display, Reading, phrase
from scenes.mobjects.sets.reach_curves import RIM, ReachCurves, Stretched
from scenes.mobjects.sets.reply import BETWEEN, replied
from scenes.mobjects.sets.study_curves import LINES, StudyCurves, Traced, apart
from scenes.mobjects.text import Label
from scenes.mobjects.theme import DARK

pytestmark = pytest.mark.usefixtures("manim_ready")

AREA = Area(-5.0, 4.0, -1.5, 2.0)
SHARES = np.array([[[1.0, 0.5, 0.75], [0.25, 0.25, 0.25]], [[1.0, 1.0, 1.0], [0.5, 1.0, 0.0]]])
"""Of two kinds at two gaps with three seeds."""


def study(values: np.ndarray, unit: str = OF_EXAMPLES) -> Study:
    coordinates: dict[str, tuple[Any, ...]] = {"cell": ("rnn", "gru"), "gap": (5, 80), "seed": (0, 1, 2)}
    axes = tuple(Axis(name=name, meaning="m", coordinates=each) for name, each in coordinates.items())
    measure = Measure(name="accuracy", meaning="m", unit=unit, axes=tuple(coordinates), values=values)
    source = Measurement(
        study="s", measured="m", command="c", machine="x", date="2026-11-30", versions="v", seeds=(0, 1, 2), examples=4, notes=""
    )
    return Study(provenance=source, axes=axes, measures=(measure,), repeats="seed")


def chart(of: Study, kind: type[StudyCurves] = StudyCurves, **more: Any) -> StudyCurves:
    kinds = [
        Traced((0,), Reading("cell", (0,), "rnn"), "RNN", "proposes"),
        Traced((1,), Reading("cell", (1,), "gru"), "GRU", "shows"),
    ]
    return kind(partial(read, of), "accuracy", "gap", kinds, AREA, theme=DARK, heads=("words", "right"), **more)


def wrong(displays: Any) -> list[Display]:
    return [each for each in displays if abs(float(each.shown) - float(each.rule(each.reading.value))) > 1e-6]


def test_every_run_is_as_high_as_its_value_beside_those_of_its_kind() -> None:
    made = chart(study(SHARES))
    for row, gap, run in np.ndindex(SHARES.shape):
        dot = made.dots[row][gap][run]
        assert float(dot.get_y()) == pytest.approx(AREA.bottom + AREA.height * SHARES[row, gap, run])
        assert dot.reading.index == (row, gap, run)
        assert not wrong(dot.displays())
    columns = [[float(dot.get_x()) for dot in made.dots[row][gap]] for gap in range(2) for row in range(2)]
    assert all(max(before) < min(after) for before, after in pairwise(columns))


def test_lines_go_through_means_and_bands_from_least_to_most() -> None:
    made = chart(study(SHARES))
    for row in range(2):
        assert made.lines[row].corners[:, 1] == pytest.approx(AREA.bottom + AREA.height * SHARES[row].mean(axis=1))
        heights = made.bands[row].submobjects[0].points[[0, 4, 8, 12], 1]
        low, high = SHARES[row].min(axis=1), SHARES[row].max(axis=1)
        assert heights == pytest.approx(AREA.bottom + AREA.height * np.array([low[0], low[1], high[1], high[0]]))
        assert not wrong(made.lines[row].displays())
        assert not wrong(made.bands[row].submobjects[0].displays())


def test_of_the_coordinates_the_first_ones_alone_may_be_shown() -> None:
    made = chart(study(SHARES), first=1)
    assert [each.value for each in made.along] == [5.0]
    assert {dot.reading.index[1] for row in made.dots for dots in row for dot in dots} == {0}
    assert [len(line.corners) for line in made.lines] == [1, 1]


def test_a_line_may_go_through_other_values_at_the_same_coordinates() -> None:
    made = chart(study(SHARES))
    other = [Reading("direct", (at,), value) for at, value in enumerate((0.9, 0.1))]
    line = made.through(0, other, width=1.0)
    assert line.corners[:, 0] == pytest.approx(made.lines[0].corners[:, 0])
    assert line.corners[:, 1] == pytest.approx([AREA.bottom + AREA.height * each for each in (0.9, 0.1)])
    assert not wrong(line.displays())


def test_an_axis_may_go_back_from_the_right_with_names_on_its_left_and_numbers_on_its_right() -> None:
    made, plain = chart(study(SHARES), back=True), chart(study(SHARES))
    assert [made.middle(at) for at in (0, 1)] == pytest.approx([plain.middle(at) for at in (1, 0)])
    assert made.lines[0].corners[:, 1] == pytest.approx(plain.lines[0].corners[:, 1])
    assert not wrong(made.lines[0].displays())
    assert all(float(name.get_right()[0]) < AREA.left for name in made.names)
    numbers = [each for each in made.ruled if isinstance(each, Label)]
    assert all(float(number.get_left()[0]) > AREA.right for number in numbers)
    assert float(made.head.get_right()[0]) == pytest.approx(AREA.right, abs=0.02)


def test_a_name_comes_from_where_it_was_to_the_end_of_its_line() -> None:
    made = chart(study(SHARES))
    other = [Reading("direct", (at,), value) for at, value in enumerate((0.9, 0.1))]
    [was] = made.names_of([made.through(0, other, width=1.0)])
    assert float(was.get_y()) == pytest.approx(AREA.bottom + 0.1 * AREA.height, abs=0.05)
    [way] = [each for each in made.draws(0, 1.0, was=was) if isinstance(each, Travel)]
    assert way.mobject is made.names[0]
    assert way.path.corners == [pytest.approx(each.get_center()[:2]) for each in (was, made.names[0])]


def test_a_band_is_behind_those_of_the_rows_before_it_and_its_rims_go_through_its_ends() -> None:
    made = chart(study(SHARES))
    assert made.bands[1].z_index < made.bands[0].z_index
    least, most = made.rims(0)
    assert least.corners[:, 1] == pytest.approx(AREA.bottom + AREA.height * SHARES[0].min(axis=1))
    assert most.corners[:, 1] == pytest.approx(AREA.bottom + AREA.height * SHARES[0].max(axis=1))


def test_a_name_may_have_a_reading_in_it() -> None:
    row = Traced((0,), Reading("cell", (0,), "rnn"), phrase("bias {bias:0}", bias=Reading("bias", (), 3.0)), "shows")
    made = StudyCurves(partial(read, study(SHARES)), "accuracy", "gap", [row], AREA, theme=DARK, heads=("words", "right"))
    [name] = made.names
    assert [(each.reading.key, each.shown) for each in name.displays()] == [("bias", "3"), ("cell", "bias 3")]
    assert not name.phrase.unbound


def test_a_bent_line_and_a_wide_band_are_found_out() -> None:
    made = chart(study(SHARES))
    made.lines[0].points[3, 1] += 0.2
    made.bands[0].submobjects[0].points[4, 1] += 0.2
    assert len(wrong(made.lines[0].displays())) == 1
    assert len(wrong(made.bands[0].submobjects[0].displays())) == 1


def test_a_line_says_no_more_than_is_drawn_of_it() -> None:
    line = chart(study(SHARES)).lines[0]
    drawing = Draw(line)
    drawing.begin()
    drawing.interpolate(0.5)
    assert line.reached == 0
    assert not wrong(line.displays())
    assert float(line.points[:, 0].max()) < line.corners[1, 0]
    drawing.interpolate(1.0)
    assert line.reached == 1
    assert not wrong(line.displays())


def test_a_band_widens_from_its_line() -> None:
    made = chart(study(SHARES))
    band, line = made.bands[1], made.lines[1]
    widening = Widen(band, line)
    widening.begin()
    widening.interpolate(0.0)
    assert {round(float(y), 6) for y in band.submobjects[0].points[[0, 4, 8, 12], 1]} == {
        round(float(y), 6) for y in line.corners[:, 1]
    }
    widening.interpolate(1.0)
    assert not wrong(band.submobjects[0].displays())


def test_on_a_tenfold_axis_ten_times_as_much_is_one_step_higher() -> None:
    values = np.array([[[1e-4, 0.5, 1e-3], [1e-12, 0.2, 0.3]], [[0.1, 0.1, 0.1], [0.01, 0.02, 0.03]]])
    made = chart(study(values, "magnitude"), tenfold=True, spaced=log)
    unit = made.heights.unit
    assert float(made.dots[0][0][2].get_y() - made.dots[0][0][0].get_y()) == pytest.approx(unit)
    assert float(made.dots[0][1][0].get_y()) == pytest.approx(AREA.bottom)
    assert made.heights.y(made.heights.most) == pytest.approx(AREA.top)
    assert made.heights.least == pytest.approx(1e-8)


def test_of_many_lines_across_every_other_one_has_its_number_the_topmost_among_them() -> None:
    values = np.array([[[1e-4, 0.5, 1e-3], [1e-5, 0.2, 0.3]], [[0.1, 0.1, 0.1], [0.01, 0.02, 0.03]]])
    for every, numbers in ((1, ["0.00001", "0.0001", "0.001", "0.01", "0.1", "1"]), (2, ["0.0001", "0.01", "1"])):
        made = chart(study(values, "magnitude"), tenfold=True, every=every)
        labels = [each for each in made.frame if isinstance(each, Label) and each not in made.below]
        assert [each.phrase.text for each in labels[:-1]] == numbers


def test_an_axis_of_equal_values_has_a_height() -> None:
    heights = Heights.tenfolds(AREA, np.ones(3))
    assert heights.unit > 0
    assert len([*heights.ticks()]) == 2


def test_names_can_be_read_where_lines_end_at_one_height() -> None:
    found = apart([0.0, 0.0, 0.05, 1.99], AREA)
    assert np.diff(found).min() >= LINES - 1e-9
    assert found[-1] <= AREA.top
    assert apart([], AREA) == []
    assert apart([0.0, 0.1], AREA) == pytest.approx([0.05 - LINES / 2, 0.05 + LINES / 2])
    assert apart([1.99, 2.0], AREA) == pytest.approx([2.0 - LINES, 2.0])
    assert apart([-1.5, -1.5], AREA) == pytest.approx([-1.5, -1.5 + LINES])


def test_lines_and_bands_are_where_the_coordinates_are_whatever_room_dots_need() -> None:
    for apart_by in (0.0, 0.4):
        made = chart(study(SHARES), apart=apart_by)
        places = [AREA.left + 0.75, AREA.right - 0.75]
        for row in range(2):
            assert made.lines[row].corners[:, 0] == pytest.approx(places)
            assert sorted({round(float(x), 6) for x in made.bands[row].submobjects[0].points[[0, 4, 8, 12], 0]}) == pytest.approx(
                places
            )


def test_names_are_at_the_ends_of_their_lines_or_have_a_leader_to_them() -> None:
    made = chart(study(SHARES))
    assert not made.leaders
    assert [float(name.get_y()) for name in made.names] == pytest.approx([float(line.corners[-1][1]) for line in made.lines])
    same = chart(study(np.full((2, 2, 3), 0.5)))
    assert {*same.leaders} == {0, 1}
    middle = AREA.bottom + AREA.height / 2
    assert sorted(float(name.get_y()) for name in same.names) == pytest.approx([middle - LINES / 2, middle + LINES / 2])
    for row, leader in same.leaders.items():
        assert leader.get_start() == pytest.approx(same.lines[row].corners[-1])
        assert leader.get_end()[1] == pytest.approx(same.names[row].get_y())
        assert leader.get_end()[0] < same.names[row].get_left()[0]
        assert id(leader) in [id(each.mobject) for each in same.draws(row, 1.0)]


def test_dots_come_in_at_their_places_but_for_those_that_are_there() -> None:
    made = chart(study(SHARES))
    there = made.dots[0][1][2]
    falling = made.falls(0, 1.0, but=[there])
    assert len(falling) == 5
    assert id(there) not in [id(each.mobject) for each in falling]
    assert all(isinstance(each, Appear) for each in falling)
    assert [each.window[0] for each in falling[:3]] == pytest.approx([0.0, 0.3, 0.6])  # type: ignore[attr-defined]


def test_where_bands_would_hide_one_another_the_spread_is_a_bar_at_each_coordinate() -> None:
    made = chart(study(SHARES), kind=ReachCurves)
    assert isinstance(made, ReachCurves)
    for row, gap in np.ndindex(SHARES.shape[:2]):
        bar = made.bars[row].submobjects[gap]
        ends = [float(bar.get_bottom()[1]) + RIM, float(bar.get_top()[1]) - RIM]
        reach = np.array([SHARES[row, gap].min(), SHARES[row, gap].max()])
        assert ends == pytest.approx(AREA.bottom + AREA.height * reach)
        assert not wrong(bar.displays())
        assert all(float(bar.get_left()[0]) < float(dot.get_x()) < float(bar.get_right()[0]) for dot in made.dots[row][gap])
    made.bars[0].submobjects[0].points[0, 1] += 0.3
    assert len(wrong(made.bars[0].submobjects[0].displays())) == 1


def test_such_a_bar_stretches_from_the_line() -> None:
    made = chart(study(SHARES), kind=ReachCurves)
    (stretching,) = made.spreads(1, 1.0)
    assert isinstance(stretching, Stretched)
    stretching.begin()
    stretching.interpolate(0.0)
    bars, line = made.bars[1].submobjects, made.lines[1]
    assert [float(bar.height) for bar in bars] == pytest.approx([0.0, 0.0], abs=1e-3)
    assert [float(bar.get_y()) for bar in bars] == pytest.approx(line.corners[:, 1], abs=1e-3)
    stretching.interpolate(1.0)
    assert not wrong(display for bar in bars for display in bar.displays())


def test_an_answer_stands_beside_its_question_in_one_row_amid_the_frame() -> None:
    row = replied("Which?", ["This one,", "or that."], 2.5, size=30, theme=DARK)
    lefts, rights = ([float(each.get_edge_center(side)[0]) for each in row] for side in (LEFT, RIGHT))
    assert lefts[0] == pytest.approx(-rights[-1], abs=0.02)
    assert lefts[1] - rights[0] == pytest.approx(BETWEEN, abs=0.02)
    assert 0 < lefts[2] - rights[1] < BETWEEN
    assert [each.baseline for each in row] == pytest.approx([2.5 - row[0].cap_height / 2] * 3, abs=1e-6)
