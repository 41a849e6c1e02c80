"""Bars that are multiplied and squashed: by one measure, broken where they leave the frame; and dots on the curve."""

import numpy as np
import pytest

from model.trace import SquashTrace
from scenes.mobjects.reading import Reading, Readings
from scenes.mobjects.sets.lanes import AXIS, ROOM, Lane, Torn, plain
from scenes.mobjects.sets.squash_curve import Curve, Dot
from scenes.mobjects.theme import DARK

pytestmark = pytest.mark.usefixtures("manim_ready")

TRACE = SquashTrace.of((5.0, 0.1, -0.5))


def torn(value: float) -> Torn:
    return Torn(Reading("grown", (0, 0), value), unit=0.1, height=0.3, home=AXIS, y=0.0, theme=DARK)


def lane(key: str = "squashed", *, squashes: bool = True) -> Lane:
    values = Readings(key, (), np.array(TRACE.lookup(key)))
    return Lane(values, factor=3.0, unit=3.0, foot=-1.0, top=1.0, theme=DARK, ticks=(-1, 1), squashes=squashes, places=3)


@pytest.mark.parametrize(("value", "long"), [(10.0, 1.0), (-10.0, -1.0), (1e30, ROOM), (-1e30, -ROOM)])
def test_a_bar_is_as_long_as_its_value_until_it_leaves_the_frame(value: float, long: float) -> None:
    bar = torn(value)
    [display] = bar.displays()
    assert display.shown == pytest.approx(long)
    assert display.rule(value) == pytest.approx(long)
    assert bar.leaves == (abs(long) == ROOM) == bool(len(bar.breaks(DARK)))


@pytest.mark.parametrize(
    ("value", "places"), [(5, 0), (-4.5, 1), (0.1 * 3**4, 1), (0.001, 3), (5 * 3**28, 0), (0.25, 2), (2.71828, 2), (123.45678, 0)]
)
def test_products_are_printed_whole(value: float, places: int) -> None:
    assert plain(value) == places


def test_a_lane_goes_on_with_bars_and_numbers_of_the_next_step() -> None:
    held = lane()
    old = [*held.bars, *held.numbers]
    play = held.go_on(1, 1.0)
    assert [bar.reading.index for bar in held.bars] == [(1, entry) for entry in range(3)]
    assert [number.text for number in held.numbers] == ["1.000", "0.291", "−0.905"]
    assert set(play.replaced) == set(old[:3])
    assert held.same == []
    assert [len(each) for each in held.breaks] == [0, 0, 0]


def test_what_is_printed_as_before_is_there_at_once() -> None:
    held = lane()
    held.go_on(20, 1.0)
    old = list(held.numbers)
    play = held.go_on(26, 1.0)
    assert held.same == held.numbers
    assert set(old) <= set(play.replaced)
    assert [number.phrase.displays[0].reading.index for number in held.same] == [(26, entry) for entry in range(3)]


def test_a_number_goes_while_its_bar_is_away_and_comes_again() -> None:
    held = lane()
    held.go_on(26, 1.0)
    old, play = list(held.numbers), held.go_on(27, 1.0)
    assert held.same == []
    assert [each.text for each in held.numbers] == [each.text for each in old]
    assert {*old, *held.numbers} <= {each.mobject for each in play.animations}


def test_a_bar_that_stays_out_of_the_frame_keeps_its_break() -> None:
    free = lane("grown", squashes=False)
    [first, *_] = free.breaks
    free.go_on(1, 1.0)
    assert free.breaks[0] is first
    assert len(first)


@pytest.mark.parametrize(("function", "result"), [("tanh", np.tanh(1.5)), ("sigmoid", 1 / (1 + np.exp(-1.5)))])
def test_a_dot_is_on_the_curve(function: str, result: float) -> None:
    curve = Curve(function, 3.0, (0.5, 0.25), (6.0, 2.0), theme=DARK, colour="keeps")
    dot = Dot(Reading("preactivation", (0, 0), 1.5), Reading("hidden", (0, 0), float(result)), curve, theme=DARK)
    assert all(display.shown == pytest.approx(display.rule(display.reading.value)) for display in dot.displays())
    assert dot.get_x() == pytest.approx(0.5 + 1.5)
    assert np.abs(np.array(curve.line.get_anchors())[:, :2] - dot.get_center()[:2]).sum(axis=1).min() < 0.06
