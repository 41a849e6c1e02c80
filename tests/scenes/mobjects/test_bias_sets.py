"""The sets of the film of the forget bias: biases that go up a sigmoid, and lanes in which what was written fades."""

from typing import Any

import numpy as np
import pytest
from from_traces import value

from model.recipes.gaps import untrained_traces
from model.trace.recall import RecallTrace
from scenes.mobjects.areas import Area
from scenes.mobjects.notation import NOTATION
from scenes.mobjects.reading import Readings, phrase
from scenes.mobjects.sets.bias_curve import GATE, BiasCurve, Resting
from scenes.mobjects.sets.fading_lanes import FadingLane
from scenes.mobjects.sets.two_ways import TwoWays
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
        Readings("cue_kept", (), trace.cue_kept),
        Readings("cue_shares", (), trace.cue_shares),
        rows=rows_of(trace, start=trace.cue, x=-5.75),
        area=Area(-4.5, -0.9, FOOT, TOP),
        half_life=value(trace, "half_life"),
        name=phrase("bias {bias:0}", bias=value(trace, "forget_bias")),
        gate=value(trace, "resting_gate"),
        colour="memory",
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


def test_cells_and_bars_are_in_the_rows_of_their_words_and_a_bar_of_one_fills_its_column(traces: tuple[RecallTrace, ...]) -> None:
    trace = traces[1]
    made = lane(trace)
    rows = rows_of(trace, start=trace.cue)
    assert [*made.bars] == [*made.strips] == [*range(4, 25)]
    for time, bar in made.bars.items():
        assert float(bar.get_y()) == pytest.approx(rows.y(time))
        assert float(bar.width) == pytest.approx(made.unit * trace.cue_shares[time])
        assert {round(float(cell.get_y()) - rows.y(time), 6) for cell in made.strips[time]} == {0.0}
    assert float(made.bars[4].get_right()[0]) == pytest.approx(made.area.right - 0.14)


def test_a_row_is_copied_from_behind_the_one_before_it_and_only_then_multiplied(traces: tuple[RecallTrace, ...]) -> None:
    made = lane(traces[0])
    copied, own, changes, light = made.passes(6, 1.0)
    assert [each.reading.index[0] for each in copied.mobject] == [5] * 16
    assert own.mobject is made.strips[6]
    assert own.window[0] == light.window[0] == Hop.CAME
    assert changes.mobject is made.bars[6]
    for parts in (made.strips, made.bars):
        depths = [float(parts[time].z_index) for time in (4, 5, 6)]
        assert depths == sorted(depths, reverse=True)
        assert len({*depths}) == 3
    copied.begin()
    copied.interpolate(Hop.CAME)
    assert copied.mobject.get_center() == pytest.approx(made.strips[6].get_center())
    assert copied.mobject[0].get_fill_color() == made.strips[5][0].get_fill_color()
    assert len(made.passes(6, 0.1)) == 3


def test_a_mark_is_as_deep_as_the_half_life_and_there_is_none_beyond_the_rows(traces: tuple[RecallTrace, ...]) -> None:
    for trace in traces:
        made, rows = lane(trace), rows_of(trace, start=trace.cue)
        assert made.mark is not None
        line, number, *_ = made.mark
        assert float(line.get_y()) == pytest.approx(rows.y(4) - rows.pitch * trace.half_life)
        assert number.text == f"{trace.half_life:.1f}"
        beside = [bar for time, bar in made.bars.items() if abs(rows.y(time) - float(line.get_y())) < rows.pitch / 2]
        assert all(float(number.get_left()[0]) > float(bar.get_right()[0]) for bar in beside)
    assert lane(untrained_traces(5)[2]).mark is None


def test_the_mark_of_the_half_comes_whole_if_there_is_one(traces: tuple[RecallTrace, ...]) -> None:
    made = lane(traces[2])
    assert made.mark is not None
    assert {id(member) for each in made.halves(1.0) for member in each.mobject.get_family()} >= {id(each) for each in made.mark}
    assert lane(untrained_traces(5)[2]).halves(1.0) == []


def test_gates_stand_as_high_as_the_curve_above_their_biases(traces: tuple[RecallTrace, ...]) -> None:
    rest = [
        Resting(value(trace, "forget_bias"), value(trace, "resting_gate"), colour)
        for trace, colour in zip(traces, ("writes", "shows", "memory"), strict=True)
    ]
    real = [[(value(trace, "forget_preactivation", 5, 2), value(trace, "forget_gate", 5, 2))] for trace in traces]
    made = BiasCurve(rest, real, said="stays at each word", **LOOK)
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
    assert len(made.scatter(1.0)) == 3


def test_both_ways_back_lead_from_c_to_c_before_it_the_one_through_the_gate_the_other_through_h() -> None:
    made = TwoWays((1.0, -1.0), **LOOK)
    first, second = made.direct
    assert first.corners[0][0] < made.now.get_left()[0]
    assert first.corners[-1] == pytest.approx(made.times.port("right"))
    assert second.corners[0] == pytest.approx(made.times.port("left"))
    assert made.before.get_right()[0] < second.corners[-1][0] < second.corners[0][0]
    down, back, up = made.around
    assert down.corners[0][0] == pytest.approx(float(made.now.get_x()))
    assert down.corners[-1] == pytest.approx(made.gates.get_right()[:2])
    assert back.corners[0] == pytest.approx(made.gates.get_left()[:2])
    assert made.hidden.get_right()[0] < back.corners[-1][0]
    assert up.corners[0][1] < up.corners[-1][1] < made.before.get_bottom()[1]
    box = made.ground[0]
    for each in made.everything[1:]:
        assert abs(each.get_x() - box.get_x()) + each.width / 2 < box.width / 2
        assert abs(each.get_y() - box.get_y()) + each.height / 2 < box.height / 2
