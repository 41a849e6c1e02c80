"""Bars that are multiplied and squashed: by one measure, broken where they leave the frame; and dots on the curve."""

from functools import partial
from typing import Any

import numpy as np
import pytest

from model.trace import SquashTrace
from scenes.mobjects.areas import Area
from scenes.mobjects.motion import Own
from scenes.mobjects.reading import Reading, Readings
from scenes.mobjects.sets.digit_wall import PER_LINE, DigitWall
from scenes.mobjects.sets.lanes import AXIS, ROOM, Lane, Torn, plain
from scenes.mobjects.sets.squash_curve import Curve, Dot
from scenes.mobjects.theme import DARK

pytestmark = pytest.mark.usefixtures("manim_ready")

TRACE = SquashTrace.of((5.0, 0.1, -0.5))


def torn(value: float) -> Torn:
    return Torn(Reading("grown", (0, 0), value), unit=0.1, height=0.3, home=AXIS, y=0.0, theme=DARK)


def readings(key: str) -> Readings:
    return Readings(key, (), np.array(TRACE.lookup(key)))


def lane(key: str = "squashed", *, squashes: bool = True) -> Lane:
    look: dict[str, Any] = {"stretched": readings("stretched"), "places": 3} if squashes else {}
    return Lane(readings(key), unit=3.0, foot=-1.0, top=1.0, theme=DARK, ticks=(-1, 1), **look)


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


def test_a_lane_is_multiplied_and_then_squashed() -> None:
    held = lane()
    for move, key, index, printed in (
        (partial(held.stretch, 1), "stretched", 0, ["15", "0.3", "−1.5"]),
        (held.squash, "squashed", 1, ["1.000", "0.291", "−0.905"]),
        (partial(held.stretch, 2), "stretched", 1, ["3.000", "0.874", "−2.715"]),
        (held.squash, "squashed", 2, ["0.995", "0.703", "−0.991"]),
    ):
        old = list(held.bars)
        play = move(1.0)
        assert [(bar.reading.key, bar.reading.index) for bar in held.bars] == [(key, (index, entry)) for entry in range(3)]
        assert [number.text for number in held.numbers] == printed
        assert list(play.replaced) == old


def test_a_lane_without_squashing_goes_on_as_it_is() -> None:
    free = lane("grown", squashes=False)
    free.stretch(2, 1.0)
    assert [number.text for number in free.numbers] == ["45", "0.9", "−4.5"]
    assert [bar.reading.index for bar in free.bars] == [(2, entry) for entry in range(3)]


@pytest.mark.parametrize("squashes", [False, True])
def test_a_number_gives_way_to_the_next_at_the_middle_of_its_bars_move_and_is_never_gone(*, squashes: bool) -> None:
    it = lane("squashed" if squashes else "grown", squashes=squashes)
    old = list(it.numbers)
    moves = [each for each in it.stretch(1, 1.0).animations if isinstance(each, Own)]
    windows: dict[Any, tuple[float, float]] = {each.mobject: each.window for each in moves}
    middle = {sum(windows[bar]) / 2 for bar in it.bars}
    turns = {windows[number] for number in [*it.numbers, *old]}
    assert {start for start, _ in turns} == middle
    assert all(end - start < 1e-3 for start, end in turns)  # of a second: no frame is between


def test_no_number_crosses_a_wall() -> None:
    held = lane()
    for play in (held.stretch, lambda step, seconds: held.squash(seconds)):
        play(1, 1.0)
        assert all(
            abs(float(edge[0]) - AXIS) > held.unit for each in held.numbers for edge in (each.get_left(), each.get_right())
        )


def test_it_is_told_what_all_were_at_first() -> None:
    assert [each.text for each in lane().origins()] == ["from 5", "from 0.1", "from −0.5"]


def test_a_bar_that_stays_out_of_the_frame_keeps_its_break() -> None:
    free = lane("grown", squashes=False)
    [first, *_] = free.breaks
    free.stretch(1, 1.0)
    assert free.breaks[0] is first
    assert len(first)


@pytest.mark.parametrize(("function", "result"), [("tanh", np.tanh(1.5)), ("sigmoid", 1 / (1 + np.exp(-1.5)))])
def test_a_dot_is_on_the_curve(function: str, result: float) -> None:
    curve = Curve(function, 3.0, (0.5, 0.25), (6.0, 2.0), theme=DARK, colour="keeps")
    dot = Dot(Reading("preactivation", (0, 0), 1.5), Reading("hidden", (0, 0), float(result)), curve, theme=DARK)
    assert all(display.shown == pytest.approx(display.rule(display.reading.value)) for display in dot.displays())
    assert dot.get_x() == pytest.approx(0.5 + 1.5)
    assert np.abs(np.array(curve.line.get_anchors())[:, :2] - dot.get_center()[:2]).sum(axis=1).min() < 0.06


def test_a_number_is_written_out_in_lines_and_what_has_no_room_is_an_ellipsis() -> None:
    whole: Any = DigitWall(readings("power"), Area(-5.0, 5.0, 0.0, 2.0), theme=DARK)
    assert "".join(digit.text for digit in whole) == str(3**500)
    heights = [float(digit.baseline) for digit in whole]
    assert heights == sorted(heights, reverse=True)
    assert [heights.count(each) for each in dict.fromkeys(heights)][:-1] == [PER_LINE] * 3
    count, factor = readings("repetitions")[500], Reading("factor", (), TRACE.factor)
    head, long = whole.head(factor, count), whole.length(readings("digits")[500])
    assert head.text == "each number × 3 × 3 × 3 …  (500 times)  =  each number ×"
    assert long.text == "a factor of 239 digits"
    assert head.get_bottom()[1] > whole.get_top()[1] > whole.get_bottom()[1] > long.get_top()[1]
    cut: Any = DigitWall(readings("power"), Area(-5.0, 5.0, 0.0, 0.5), theme=DARK)
    assert "".join(digit.text for digit in cut) == str(3**500)[: PER_LINE - 1] + "…"
