"""Moves of what is on screen begin where it was, and end at its home."""

import numpy as np
import pytest
from manim import RIGHT, Rectangle, Square, VMobject

from scenes.mobjects.bars import Link
from scenes.mobjects.moves import Path
from scenes.mobjects.reading import Reading
from scenes.mobjects.shifts import Breathe, Reshape, Slide, Swell, Topple, pointed
from scenes.mobjects.theme import DARK


def at(animation: object, share: float) -> None:
    animation.interpolate_mobject(share)  # type: ignore[attr-defined]


def test_a_thing_slides_along_its_path_to_its_home_and_is_seen_all_the_way() -> None:
    thing = Square(1.0).move_to((3, 1, 0))
    slide = Slide(thing, Path((0, 0), (3, 1)), start=0.5)
    slide.begin()
    assert thing.get_center()[:2] == pytest.approx((0, 0))
    assert thing.width == pytest.approx(0.5)
    assert thing.get_stroke_opacity() == 1
    at(slide, 1.0)
    assert thing.get_center()[:2] == pytest.approx((3, 1))
    assert thing.width == pytest.approx(1.0)


def test_a_bar_that_topples_stands_first_and_lies_at_last() -> None:
    standing, lying = Rectangle(width=0.5, height=2.0).move_to((0, 1, 0)), Rectangle(width=3.0, height=0.4).move_to((4, -2, 0))
    topple = Topple(lying, standing)
    topple.begin()
    assert (lying.width, lying.height) == pytest.approx((0.5, 2.0))
    assert lying.get_center() == pytest.approx(standing.get_center())
    at(topple, 1.0)
    assert (lying.width, lying.height) == pytest.approx((3.0, 0.4))
    assert lying.get_center() == pytest.approx((4, -2, 0))


def test_what_is_pointed_at_gets_narrower_where_it_is_and_is_again_as_it_was() -> None:
    bar = Rectangle(width=2.0, height=0.5).move_to((3, 1, 0))
    home = bar.points.copy()
    breathe = Breathe(bar)
    breathe.begin()
    at(breathe, 0.5)
    assert bar.width == pytest.approx(2.0 * Breathe.LEAST)
    assert bar.get_center() == pytest.approx((3, 1, 0))
    at(breathe, 1.0)
    assert bar.points == pytest.approx(home)


def test_outlines_take_the_shape_that_they_are_told() -> None:
    line = VMobject()
    line.points = np.zeros((4, 3))
    reshape = Reshape(line, [line], lambda share: [np.full((4, 3), share)])
    reshape.begin()
    at(reshape, 1.0)
    assert line.points == pytest.approx(np.ones((4, 3)))


def test_a_long_bar_that_topples_stays_above_where_it_will_lie() -> None:
    stood, lies = Square(1).stretch_to_fit_height(0.5).move_to((3, 0.5, 0)), Square(1).stretch_to_fit_width(8).move_to((0, -1, 0))
    floor = float(lies.get_bottom()[1])
    topple = Topple(lies, stood, rate_func=lambda share: share)
    topple.begin()
    for share in (0.25, 0.5, 0.75, 1.0):
        topple.interpolate(share)
        assert float(lies.points[:, 1].min()) >= floor - 1e-9


def sizes(things: list[VMobject]) -> list[float]:
    return [float(each.width) for each in things]


def test_things_that_are_pointed_at_swell_one_at_a_time_and_are_then_as_they_were() -> None:
    things: list[VMobject] = [Square(0.4 + 0.8 * number).shift(2.0 * number * RIGHT) for number in range(3)]
    before, points = sizes(things), [each.points.copy() for each in things]
    moves = pointed(things, 3.0)
    assert {move.run_time for move in moves} == {3.0}
    for move in moves:
        move.begin()
    for number in range(len(things)):
        for move in moves:
            move.interpolate((number + 0.5) / len(things))
        more = [now - was for now, was in zip(sizes(things), before, strict=True)]
        assert [rank for rank, each in enumerate(more) if each > 0.05] == [number]
        assert max(more) <= 2 * Swell.SPREAD + 1e-6
    for move in moves:
        move.interpolate(1.0)
    assert all((each.points == home).all() for each, home in zip(things, points, strict=True))


def test_what_is_large_or_tells_a_value_by_its_length_goes_dim_in_place_of_swelling() -> None:
    bar = Link(Reading("cell", (0,), 0.8), unit=1.0, home=0.0, across=0.0, thick=0.3, along="x", theme=DARK)
    for thing in (bar, Rectangle(width=6.0, height=0.5, fill_opacity=1.0)):
        (move,) = pointed([thing], 1.0)
        wide, opacity = float(thing.width), float(thing.get_fill_opacity())
        move.begin()
        move.interpolate(0.5)
        assert float(thing.width) == pytest.approx(wide)
        assert thing.get_fill_opacity() < opacity - 0.3


def test_a_thing_may_be_pointed_at_twice_in_a_play() -> None:
    thing = Square(0.5)
    moves = pointed([thing, thing], 2.0)
    for move in moves:
        move.begin()
    wide = []
    for share in (0.25, 0.5, 0.75, 1.0):
        for move in moves:
            move.interpolate(share)
        wide.append(float(thing.width))
    assert wide == pytest.approx([0.5 * Swell.MOST, 0.5, 0.5 * Swell.MOST, 0.5])
