"""The sets of the film of the forget bias: biases that go up a sigmoid, and lanes in which what was written fades."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from from_traces import value

from model.recipes.gaps import untrained_traces
from model.trace.recall import RecallTrace
from scenes.mobjects.areas import Area
from scenes.mobjects.moves import Travel
from scenes.mobjects.notation import NOTATION
from scenes.mobjects.reading import Reading, Readings, phrase
from scenes.mobjects.sets.beside_alone import BesideAlone, TallRows
from scenes.mobjects.sets.bias_curve import GATE, BiasCurve, Resting
from scenes.mobjects.sets.fading_lanes import FadingLane
from scenes.mobjects.sets.run_chart import RunChart, Traced
from scenes.mobjects.sets.run_dots import RunDots, Sizes
from scenes.mobjects.sets.word_rows import LINE, Rows
from scenes.mobjects.shifts import Hop
from scenes.mobjects.theme import DARK

pytestmark = pytest.mark.usefixtures("manim_ready")

LOOK: dict[str, Any] = {"notation": NOTATION["lstm"], "theme": DARK}
TOP, FOOT = 2.3, -2.66


@pytest.fixture(scope="module")
def traces() -> tuple[RecallTrace, ...]:
    return untrained_traces()


def rows_of(trace: RecallTrace, **options: Any) -> Rows:
    words = Readings("tokens", (), np.array(trace.tokens))
    return Rows(words, trace.known, theme=DARK, top=TOP, foot=FOOT, **options)


def lane(trace: RecallTrace) -> FadingLane:
    return FadingLane(
        Readings("cue_shares", (), trace.cue_shares),
        Readings("resting_shares", (), trace.resting_shares),
        rows=rows_of(trace, start=trace.cue, x=-5.75),
        area=Area(-4.5, -0.9, FOOT, TOP),
        half_life=value(trace, "half_life"),
        name=phrase("bias {bias:0}", bias=value(trace, "forget_bias")),
        gate=value(trace, "resting_gate"),
        **LOOK,
    )


def test_rows_may_begin_with_a_later_word_and_stand_elsewhere(traces: tuple[RecallTrace, ...]) -> None:
    trace = traces[0]
    rows = rows_of(trace, start=4, x=-5.75)
    assert rows.y(4) == pytest.approx(TOP - rows.pitch / 2)
    assert rows.y(24) == pytest.approx(FOOT + rows.pitch / 2)
    assert sorted(rows.words) == [*range(4, 25)]
    assert {round(float(word.get_x()), 2) for word in rows.words.values()} == {-5.75}
    whole = rows_of(trace)
    assert whole.pitch < LINE
    assert min(whole.words) == 0


def test_bars_are_in_the_rows_of_their_words_and_a_bar_of_one_fills_the_lane(traces: tuple[RecallTrace, ...]) -> None:
    trace = traces[1]
    made = lane(trace)
    rows = rows_of(trace, start=trace.cue)
    assert [*made.bars] == [*range(4, 25)]
    for time, bar in made.bars.items():
        assert float(bar.get_y()) == pytest.approx(rows.y(time))
        assert float(bar.width) == pytest.approx(made.unit * trace.cue_shares[time])
    assert float(made.bars[4].get_right()[0]) == pytest.approx(made.area.right - 0.14)


def beside(trace: RecallTrace, measured: dict[int, float]) -> tuple[FadingLane, BesideAlone]:
    """Return the lane of a trace, and tall rows of what was measured at some distances."""
    made = lane(trace)
    far = {each: Reading("distance", (at,), each) for at, each in enumerate(measured)}
    found = {each: Reading("carried_gradient_median", (2, 0, at), measured[each]) for at, each in enumerate(measured)}
    ends = {"least": 0.9, "most": 1.1}
    spread = {
        each: tuple(Reading(f"carried_gradient_{name}", (2, 0, at), by * measured[each]) for name, by in ends.items())
        for at, each in enumerate(measured)
    }
    alone = {each: value(trace, "resting_shares", trace.cue + each) for each in measured}
    rows = TallRows(far, top=TOP, foot=FOOT, x=-5.75, theme=DARK)
    look: dict[str, Any] = {"area": made.area, "home": made.home, "unit": made.unit, "theme": DARK}
    return made, BesideAlone(found, spread, alone, dict.fromkeys(measured, 2), rows=rows, **look)


def test_what_was_measured_is_a_bar_and_what_a_gate_alone_leaves_a_slim_one_above_it(traces: tuple[RecallTrace, ...]) -> None:
    trace, measured = traces[2], {1: 0.9, 5: 0.5, 20: 0.6}
    made, own = beside(trace, measured)
    heights = [own.rows.y(far) for far in measured]
    assert heights == sorted(heights)
    for far, share in measured.items():
        bar, slim, number, half = own.bars[far], own.alone[far], own.numbers[far], own.rows.pitch / 2
        assert float(bar.width) == pytest.approx(made.unit * share)
        assert float(slim.width) == pytest.approx(made.unit * trace.resting_gate**far)
        assert float(bar.get_left()[0]) == pytest.approx(made.home) == float(slim.get_left()[0])
        ends = [float(end) for each in (bar, slim) for end in (each.get_bottom()[1], each.get_top()[1])]
        assert own.rows.y(far) - half < ends[0] < ends[1] < ends[2] < ends[3] < own.rows.y(far) + half
        assert float(number.get_right()[0]) < made.area.right
        assert ends[0] < float(number.get_bottom()[1]) < float(number.get_top()[1]) < ends[2]
    assert made.home < float(own.numbers[1].get_left()[0]) < float(own.numbers[1].get_right()[0]) < own.bars[1].get_right()[0]
    assert float(own.numbers[20].get_left()[0]) > float(own.bars[20].get_right()[0])
    for far, band in own.bands.items():
        ends = [made.home + made.unit * by * measured[far] for by in (0.9, 1.1)]
        assert [float(band.get_left()[0]), float(band.get_right()[0])] == pytest.approx(ends)
        number = own.numbers[far]
        assert float(number.get_right()[0]) < ends[0] or float(number.get_left()[0]) > ends[1]
    assert {id(each.mobject) for each in own.measures(5, 1.0)} == {id(each[5]) for each in (own.bars, own.bands, own.numbers)}


def test_an_error_goes_up_from_row_to_row_and_its_bar_stays_as_it_was_there(traces: tuple[RecallTrace, ...]) -> None:
    made, own = beside(traces[1], {0: 1.0, 1: 0.7, 5: 0.3})
    assert [name.text for name in own.rows.names.values()] == ["the error", "1 word back", "5 words back"]
    assert 0 not in own.bands
    one, five = (own.rows.y(far) - own.rows.y(before) for before, far in ((0, 1), (1, 5)))
    assert own.rows.pitch <= one < five  # the more words, the farther
    assert {far: len(marks) for far, marks in own.rows.between.items()} == {1: 0, 5: 3}
    assert [*own.alone] == [*own.rows.upward] == [1, 5]
    for before, far, old in ((0, 1, own.bars[0]), (1, 5, own.alone[1])):
        going, light = own.returns(before, far, made.times, 1.0)
        assert [going.mobject, light.mobject] == [own.alone[far], made.times]
        home, long = going.mobject.get_center().copy(), float(going.mobject.width)
        going.begin()
        going.interpolate(Hop.CAME)
        assert float(going.mobject.width) == pytest.approx(float(old.width))
        assert float(going.mobject.get_y()) == pytest.approx(home[1])
        going.interpolate(1.0)
        assert float(going.mobject.width) == pytest.approx(long)
        assert going.mobject.get_center() == pytest.approx(home)


def test_the_key_says_what_a_line_a_bar_and_a_band_are_side_by_side(traces: tuple[RecallTrace, ...]) -> None:
    _, own = beside(traces[1], {0: 1.0, 1: 0.7, 5: 0.3})
    made = own.key([phrase("line"), phrase("bar"), phrase("band")], -4.5, -2.8)
    assert [each[1].text for each in made] == ["line", "bar", "band"]
    assert all(float(one.get_right()[0]) < float(other.get_left()[0]) for one, other in pairwise(made))


def test_the_operator_lights_at_a_word_that_is_read_slowly(traces: tuple[RecallTrace, ...]) -> None:
    made = lane(traces[0])
    changes, light = made.passes(6, 1.0)
    assert changes.mobject is made.bars[6]
    assert light.window[0] == Hop.CAME
    assert len(made.passes(6, 0.1)) == 1


def columns(runs: int, many: Reading | None = None) -> tuple[RunChart, RunDots]:
    """Return a chart, and on its left half the columns of two kinds of networks, each of so many trainings."""
    values = np.linspace(0.1, 0.9, 2 * runs).reshape(2, runs)
    cells, gap = Readings("cell", (), np.array(["lstm", "rnn"])), Readings("gap", (), np.array([20.0, 80.0]))
    kinds = [Traced((row,), cells[row], str(cells[row].value), "memory") for row in range(2)]
    chart = RunChart(kinds, Area(-5.0, 5.0, -2.0, 1.0), gap[1], Reading("guess", (), 0.25), theme=DARK)
    read = [Readings("accuracy", (row, 0), values[row]) for row in range(2)]
    said = [phrase("over {gap:0}", gap=gap[0])]
    return chart, RunDots(chart, read, chart.middles(2)[0], Sizes(1.4, 0.2, 0.09, 22), gap[0], said, many)


def test_dots_of_each_kind_are_in_a_column_of_their_own_and_rise_from_nought() -> None:
    chart, made = columns(5)
    assert made.x(0) < made.x(1) < chart.area.x
    for row, dots in enumerate(made.dots):
        moves = made.rises(1.0, rows=[row])
        for dot, move in zip(dots, moves, strict=True):
            assert float(dot.get_y()) == pytest.approx(-2.0 + 3.0 * float(dot.reading.value))
            assert abs(float(dot.get_x()) - made.x(row)) < 0.5
            assert isinstance(move, Travel)
            assert move.path.corners[0] == pytest.approx((float(dot.get_x()), -2.0))
            assert move.path.end == pytest.approx(dot.get_center()[:2])
    assert len(made.rises(1.0)) == 10
    assert len(made.rises(1.0, but=made.dots[0][:2])) == 8


def test_the_spread_of_a_kind_is_a_band_from_its_least_training_to_its_most() -> None:
    chart, made = columns(5)
    for row, values in enumerate(np.linspace(0.1, 0.9, 10).reshape(2, 5)):
        band = made.spread(row)
        ends = [chart.heights.y(float(each)) for each in (values.min(), values.max())]
        assert [float(band.get_bottom()[1]), float(band.get_top()[1])] == pytest.approx(ends)
        assert float(band.get_x()) == pytest.approx(made.x(row))


def test_as_many_trainings_as_there_are_have_room_in_a_column() -> None:
    for runs in (1, 5, 20):
        _, made = columns(runs)
        xs = [float(dot.get_x()) for dot in made.every]
        assert min(np.diff(xs)) > float(made.every[0].width)
        assert xs[runs - 1] - xs[0] < 1.4


def test_a_bar_is_as_long_as_the_gap_and_who_recalls_is_counted_only_if_that_is_told() -> None:
    chart, made = columns(5)
    assert float(made.span.width) == pytest.approx(20 * chart.unit)
    assert made.counts == []
    _, counted = columns(5, Reading("seed_count", (), 5))
    assert [count.text for count in counted.counts] == ["0 of 5", "1 of 5"]


def test_a_mark_is_as_deep_as_the_half_life_and_there_is_none_beyond_the_rows(traces: tuple[RecallTrace, ...]) -> None:
    for trace in traces:
        made, rows = lane(trace), rows_of(trace, start=trace.cue)
        assert made.mark is not None
        line, first, number, counts = made.mark
        assert [first.text, counts.text] == ["half left after", "words"]
        assert float(line.get_y()) == pytest.approx(rows.y(4) - rows.pitch * trace.half_life)
        assert number.text == f"{trace.half_life:.1f}"
        beside = [bar for time, bar in made.bars.items() if abs(rows.y(time) - float(line.get_y())) < rows.pitch / 2]
        assert all(float(number.get_left()[0]) > float(bar.get_right()[0]) for bar in beside)
        assert float(number.height) > 2 * rows.pitch or float(number.get_right()[0]) > made.area.right - 0.2
    assert lane(untrained_traces(5)[2]).mark is None


def test_the_mark_of_the_half_comes_whole_if_there_is_one(traces: tuple[RecallTrace, ...]) -> None:
    made = lane(traces[2])
    assert made.mark is not None
    assert {id(member) for each in made.halves(1.0) for member in each.mobject.get_family()} >= {id(each) for each in made.mark}
    short = lane(untrained_traces(5)[2])
    assert [each.mobject for each in short.halves(1.0)] == short.alone


def test_what_the_gate_alone_would_leave_is_a_line_in_each_row_after_the_first(traces: tuple[RecallTrace, ...]) -> None:
    trace = traces[2]
    made, rows = lane(trace), rows_of(trace, start=trace.cue)
    assert len(made.alone) == len(made.bars) - 1
    for words, mark in enumerate(made.alone, 1):
        assert float(mark.get_x()) == pytest.approx(made.home + made.unit * trace.resting_gate**words)
        assert float(mark.get_y()) == pytest.approx(rows.y(trace.cue + words))


def test_gates_stand_as_high_as_the_curve_above_their_biases(traces: tuple[RecallTrace, ...]) -> None:
    rest = [
        Resting(value(trace, "forget_bias"), value(trace, "resting_gate"), colour)
        for trace, colour in zip(traces, ("keeps", "keeps", "keeps"), strict=True)
    ]
    real = [[(value(trace, "forget_preactivation", 5, 2), value(trace, "forget_gate", 5, 2))] for trace in traces]
    made = BiasCurve(rest, real, said="stays at each word", called="forget bias", key=["a dot"], **LOOK)
    for number, trace in enumerate(traces):
        x, y = made.curve.x(trace.forget_bias), made.curve.y(trace.resting_gate)
        assert made.dots[number].get_center()[:2] == pytest.approx([x, y])
        assert made.gates[number].get_center()[:2] == pytest.approx([GATE, y])
        assert float(made.biases[number].get_x()) == pytest.approx(x)
        [dot] = made.real[number]
        assert dot.get_center()[:2] == pytest.approx(
            [made.curve.x(trace.forget_preactivation[5, 2]), made.curve.y(trace.forget_gate[5, 2])]
        )
    assert made.gates[0] in [each.mobject for each in made.opens(0, 1.0)]
    assert [each.mobject for each in made.scatter(number, 1.0)] == [dot]
