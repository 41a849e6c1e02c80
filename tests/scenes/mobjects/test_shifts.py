"""Moves of what is on screen begin where it was, and end at its home."""

import numpy as np
import pytest
from manim import Rectangle, Square, VMobject

from scenes.mobjects.moves import Path
from scenes.mobjects.shifts import Become, Reshape, Slide, Topple


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


def test_lines_become_others_in_course_and_width() -> None:
    old, new = VMobject(stroke_width=2.0), VMobject(stroke_width=10.0)
    old.points, new.points = np.zeros((4, 3)), np.ones((4, 3))
    become = Become(new, [new], [old])
    become.begin()
    assert (new.points == 0).all()
    assert new.stroke_width == pytest.approx(2.0)
    at(become, 1.0)
    assert new.points == pytest.approx(np.ones((4, 3)))
    assert new.stroke_width == pytest.approx(10.0)


def test_outlines_take_the_shape_that_they_are_told() -> None:
    line = VMobject()
    line.points = np.zeros((4, 3))
    reshape = Reshape(line, [line], lambda share: [np.full((4, 3), share)])
    reshape.begin()
    at(reshape, 1.0)
    assert line.points == pytest.approx(np.ones((4, 3)))
