"""The sets of the plain recurrent cell: the print of its weights, columns, the loop, the copies, and the table of a step."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from from_traces import read

from model import zoo
from model.trace import ReaderTrace
from scenes.mobjects.moves import Enter, Light, Travel
from scenes.mobjects.notation.rnn import NOTATION
from scenes.mobjects.reading import Reading
from scenes.mobjects.sets.cell_table import CellTable
from scenes.mobjects.sets.opening import Opening, Unroll
from scenes.mobjects.sets.read_along import ReadAlong
from scenes.mobjects.sets.recurrent_cell import FEATURES, Column, Folded, Print, weighed_with
from scenes.mobjects.sets.squash_plot import SquashPlot
from scenes.mobjects.sets.unrolled import Unrolled
from scenes.mobjects.theme import DARK
from scenes.mobjects.wires import Wire

pytestmark = pytest.mark.usefixtures("manim_ready")

LOOK: dict[str, Any] = {"notation": NOTATION, "theme": DARK}
UNITS, ENTRIES = range(8), range(16)


@pytest.fixture(scope="module")
def trace() -> ReaderTrace:
    made = zoo.load("reviews_rnn").run("The food was not good")
    assert isinstance(made, ReaderTrace)
    return made


def unrolled(trace: ReaderTrace, count: int) -> Unrolled:
    return Unrolled(read(trace, "weight"), UNITS, ENTRIES, 3, count, **LOOK)


def test_all_entries_are_shown_of_few_and_of_many_those_that_matter_most() -> None:
    weights = np.zeros((4, 4 + 20))
    weights[1, 4 + np.array([2, 19])] = 1.0, -2.0
    chosen = weighed_with(weights, (1, 3), 20)
    assert chosen[:2] == [1, 3]
    assert len(chosen) == 2 + FEATURES
    assert {6, 23} <= set(chosen)
    assert chosen == sorted(chosen)
    assert weighed_with(np.ones((8, 16)), tuple(UNITS), 8) == list(ENTRIES)


def test_a_print_has_a_column_for_each_unit_and_a_row_for_each_entry(trace: ReaderTrace) -> None:
    cells = list[Any](Print(read(trace, "weight"), UNITS, ENTRIES, (0.8, 1.6), **LOOK))
    assert [cell.patch.reading.index for cell in cells] == [(unit, entry) for unit in UNITS for entry in ENTRIES]
    for cell in cells:
        unit, entry = cell.patch.reading.index
        assert cell.get_center()[:2] == pytest.approx([0.1 * (unit + 0.5) - 0.4, 0.8 - 0.1 * (entry + 0.5)])


@pytest.mark.parametrize("count", [1, 5, 10, 11, 40])
def test_copies_and_states_stand_in_turn_on_one_line_within_the_picture(count: int, trace: ReaderTrace) -> None:
    made = unrolled(trace, count)
    places = [made.state_x(-1)]
    for time in range(count):
        places += [made.x(time), made.state_x(time)]
    assert all(before < after for before, after in pairwise(places))
    assert np.allclose(np.diff(places), made.pitch / 2)
    assert places[0] - made.thick / 2 > -6.9
    assert places[-1] + max(made.thick, made.NUMBER[0] * made.roomy) / 2 < 6.9
    assert made.wide + made.thick < made.pitch


@pytest.mark.parametrize("count", [5, 40])
def test_every_copy_has_the_same_print(count: int, trace: ReaderTrace) -> None:
    prints = [[cell.patch.reading for cell in list[Any](copy.stamp)] for copy in unrolled(trace, count).copies]
    assert len(prints) == count
    assert all(each == prints[0] for each in prints)
    assert {reading.index[0] for reading in prints[0]} == (set(UNITS) if count == 5 else {3})


def test_the_state_on_a_wire_is_that_after_the_word_before_it(trace: ReaderTrace) -> None:
    made = unrolled(trace, 5)
    for time in range(5):
        column = made.state(read(trace, "hidden", time), time)
        wire = made.link(time + 1)
        assert wire[0][0] < column.at[0] < (wire[1][0] + 1e-6 if time < 4 else 9.0)
        assert column.at[1] == wire[0][1]
        for unit, cell in column.cells.items():
            assert cell.patch.reading == read(trace, "hidden", time)[unit]
            assert vars(cell.patch)["place"].where((time, unit)) == pytest.approx(cell.get_center()[:2])
        assert vars(column.cells[0].patch)["place"].where((time + 1, 0))[0] != pytest.approx(column.at[0])


def test_words_are_upright_where_there_is_room_and_else_turned(trace: ReaderTrace) -> None:
    for count, turned in ((5, False), (40, True)):
        made = unrolled(trace, count)
        words = list[Any](made.words(read(trace, "tokens"), [True, True, False, True, True]))
        assert [word[-1].slanted for word in words] == [turned] * 5
        assert [len(word) for word in words] == [1, 1, 2, 1, 1]  # what is not known is hatched
        assert all(word[-1].get_x() == pytest.approx(made.x(time)) for time, word in enumerate(words))
        assert made.roomy != turned


def test_the_loop_ends_as_a_straight_line_and_begins_as_it_is_drawn(trace: ReaderTrace) -> None:
    folded = Folded(read(trace, "weight"), UNITS, ENTRIES, **LOOK)
    line = Wire((0, 0), (1, 0), theme=DARK, tip=False)
    opening: Any = Unroll(line, folded.way(), (-5.0, 0.3), (6.0, 0.3), widths=(4.0, 2.0))
    opening.interpolate_mobject(0.0)
    assert line.line.points[0][:2] == pytest.approx(folded.way()[0])
    assert line.line.points[-1][:2] == pytest.approx(folded.way()[-1], abs=0.05)
    assert line.line.stroke_width == 4.0
    for alpha in (0.2, 0.4, 0.5, 0.6, 0.8):
        opening.interpolate_mobject(alpha)
        assert line.line.points[:, 1].max() < 3.6  # it stays in the picture
        ends = line.line.points.reshape(-1, 4, 3)[:, [0, 3], :2]
        slanted = np.linalg.norm(np.diff(ends, axis=1)[:, 0], axis=1)[~np.isclose(ends[:, 0], ends[:, 1]).any(axis=1)]
        assert max(slanted, default=0.0) < 0.1  # all but the rounding of corners is upright or level
    opening.interpolate_mobject(1.0)
    assert np.allclose(line.line.points[:, 1], 0.3)
    assert line.line.points[-1][0] == pytest.approx(6.0)
    assert line.line.stroke_width == 2.0


@pytest.mark.parametrize("count", [1, 2, 5, 40])
def test_no_state_goes_past_the_cell_while_the_loop_opens_and_closes(count: int, trace: ReaderTrace) -> None:
    folded, row, time = Folded(read(trace, "weight"), UNITS, ENTRIES, **LOOK), unrolled(trace, count), min(1, count - 1)
    values = read(trace, "hidden", 0), read(trace, "hidden", 1)
    large = [folded.column(each, at, 3) for each, at in zip(values, (folded.left, folded.right), strict=True)]
    small = [row.state(each, time - 1 + number) for number, each in enumerate(values)]
    opening = Opening(folded, row, time, theme=DARK)
    pairs = list(zip(large, small, strict=True))
    for plays, moving in (
        (opening.opens(pairs, 1.0), [small[0], opening.small, small[1]]),
        (opening.closes(pairs, 1.0), [large[0], folded.cell, large[1]]),
    ):
        for each in plays:
            each.begin()
        for alpha in np.linspace(0.0, 1.0, 9):
            for each in plays:
                each.interpolate(float(alpha))
            sides = [side for each in moving for side in (each.get_left()[0], each.get_right()[0])]
            assert sides == sorted(sides)
            heights = [points[:, 1].min() for line in opening.lines if len(points := line.points)]
            assert all(low == pytest.approx(moving[1].get_y()) for low in heights)  # the cell is on the wire all the time


@pytest.mark.parametrize("count", [1, 2, 5, 40])
def test_copies_go_to_their_words_over_all_states(count: int, trace: ReaderTrace) -> None:
    row, here = unrolled(trace, count), min(1, count - 1)
    opening = Opening(Folded(read(trace, "weight"), UNITS, ENTRIES, **LOOK), row, here, theme=DARK)
    plays: list[Any] = opening.deal(1.0)
    assert {id(play.mobject) for play in plays} == {id(copy) for time, copy in enumerate(row.copies) if time != here}
    above = row.COPY + (row.STATE + row.HIGH) / 2
    for play in plays:
        ends = row.x(here), float(play.path.end[0])
        between = [y for x, y in play.path.at(np.linspace(0.0, 1.0, 60)).T if min(abs(x - end) for end in ends) > 0.15]
        assert min(between, default=above) >= above
    assert [play.path.end[0] for play in opening.gather(1.0) if isinstance(play, Travel)] == [row.x(here)] * (count - 1)


def test_a_word_is_read_when_the_state_before_it_is_there_and_the_mark_is_under_it(trace: ReaderTrace) -> None:
    row = unrolled(trace, 5)

    def value(key: str, *index: int) -> Reading:
        return Reading(key, index, float(np.asarray(trace.lookup(key))[index]))

    along = ReadAlong(row, lambda *of: read(trace, *of), value, range(8), trace.known, theme=DARK)
    along.state(0)
    along.rise(range(5), 1.0)
    plays: list[Any] = along.steps([1, 2, 3, 4], 4.0)
    assert sorted(along.states) == [0, 1, 2, 3, 4]
    assert sorted(along.numbers) == [1, 2, 3, 4]
    made = {id(play.mobject): play for play in plays if isinstance(play, Travel)}
    for time in (2, 3, 4):
        before, after = made[id(along.states[time - 1])], made[id(along.states[time])]
        entering = [made[id(each)] for each in after.causes]
        assert len(entering) == 2
        for each in entering:
            assert before.window[1] <= each.window[0] < each.window[1] < after.window[0]
    marked, copies = plays[0], [play for play in plays if isinstance(play, Light)]
    assert marked.mobject is along.marker
    for copy, time in zip(copies, (1, 2, 3, 4), strict=True):
        share = marked.rate_func(sum(copy.window) / 2)
        assert marked.path.at(share)[0] == pytest.approx(row.x(time))
    ghosts = len([play for play in plays if isinstance(play, Enter)])
    layers = along.layers(plays, [1, 2, 3, 4])
    assert len(layers) == ghosts + 1 + 4 + 4  # of the states only the one that is there already
    assert layers[ghosts] is along.states[0]


def test_a_column_has_its_units_from_top_to_bottom(trace: ReaderTrace) -> None:
    column = Column(read(trace, "hidden", 2), (1, 4, 6), (1.0, 2.0), (0.5, 0.2), spotted=4, **LOOK)
    heights = [float(column.cells[unit].get_y()) for unit in (1, 4, 6)]
    assert heights == pytest.approx([2.2, 2.0, 1.8])
    assert column.submobjects[-1].get_center()[:2] == pytest.approx(column.place(4))


def table(trace: ReaderTrace) -> CellTable:
    parts = (read(trace, "preactivation", 3), read(trace, "hidden", 3), tuple(UNITS), tuple(ENTRIES), 8)
    return CellTable(read(trace, "stacked", 3), read(trace, "weight"), read(trace, "bias"), *parts, **LOOK)


def test_every_weight_is_below_what_it_is_times_and_in_the_row_of_its_unit(trace: ReaderTrace) -> None:
    made = table(trace)
    for unit in UNITS:
        row = [*made.weights[unit], made.bias[unit], made.sums[unit], made.hidden[unit]]
        assert np.ptp([cell.get_y() for cell in row]) == pytest.approx(0.0)
        for entry, (cell, above) in enumerate(zip(made.weights[unit], made.stack, strict=True)):
            assert cell.patch.reading.index == (unit, entry)
            assert above.patch.reading.index == (3, entry)
            assert cell.get_x() == pytest.approx(above.get_x())
    assert made.part(0) == list(range(8))
    assert made.part(1) == list(range(8, 16))


def test_no_new_value_leaves_tanh_before_its_sum_is_in_it(trace: ReaderTrace) -> None:
    plays: list[Any] = table(trace).squash(UNITS, 2.0)
    coming = [each for each in plays if each.causes]
    assert len(coming) == 8
    for each in coming:
        (cause,) = (play for play in plays if play.mobject is each.causes[0])
        assert cause.window[1] <= each.window[0]
        assert cause.mobject.patch.reading.index == each.mobject.patch.reading.index


@pytest.mark.parametrize("total", [-2.3, 0.4, 3.9])
def test_tanh_is_drawn_between_minus_one_and_one_and_read_from_nought(total: float) -> None:
    value = float(np.tanh(total))
    look: dict[str, Any] = {"theme": DARK, "colour": "state", "function": "tanh"}
    plot: Any = SquashPlot(Reading("a", (), total), Reading("h", (), value), (1.0, -1.0), (2.0, 1.5), **look)
    assert plot.spot[1] == -1.0
    assert 0.0 <= plot.spot[0] <= 2.0
    assert (plot.spot[0] > 1.0) == (total > 0)
    assert plot.head[1] == pytest.approx(-0.25 + 0.75 * value)
    assert (plot.upright.foot, plot.upright.tip) == pytest.approx((-0.25, plot.head[1]))
    assert plot.level.get_y() == pytest.approx(-0.25)
    assert plot.said not in plot.get_family()  # it comes once the value has gone by
