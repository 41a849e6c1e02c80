"""Plain shapes are what manim makes of the same words."""

from typing import Any

import numpy as np
import pytest
from manim import Rectangle, RoundedRectangle, VGroup, VMobject

from scenes.mobjects.shapes import Box, Bundle, Shape, rectangle

LOOKS: list[dict[str, Any]] = [
    {"fill_color": "#123456", "fill_opacity": 1, "stroke_width": 0},
    {"stroke_color": "#ABCDEF", "stroke_width": 2.5, "fill_opacity": 0},
    {"stroke_color": "#ABCDEF", "stroke_width": 1.5, "fill_color": "#FEDCBA", "fill_opacity": 0.5},
]


def same(ours: VMobject, theirs: VMobject) -> None:
    assert vars(ours).keys() == vars(theirs).keys()
    for name, value in vars(theirs).items():
        if name not in ("name", "points"):
            np.testing.assert_array_equal(vars(ours)[name], value, err_msg=name)


@pytest.mark.parametrize("look", LOOKS)
def test_a_shape_is_as_manim_would_make_it(look: dict[str, Any]) -> None:
    same(Shape(rectangle(2.0, 1.0), **look), VMobject(**look))
    same(Bundle(), VGroup())


def test_shapes_share_nothing_that_changes() -> None:
    one, other, before = (Bundle(Shape(rectangle(2.0, 1.0), **LOOKS[2])) for _ in range(3))
    one.shift((1, 0, 0)).set_fill("#000000", opacity=0.1).set_stroke("#000000", width=9, opacity=0.2)
    one.add(Shape(rectangle(1.0, 1.0)))
    one.add_updater(lambda mobject: None)
    same(other[0], before[0])
    np.testing.assert_array_equal(other[0].points, before[0].points)
    assert len(other) == 1
    assert not other.updaters
    np.testing.assert_array_equal(rectangle(2.0, 1.0), Rectangle(width=2.0, height=1.0).points)


@pytest.mark.parametrize(("width", "height", "radius"), [(2.0, 1.0, 0.1), (0.5, 3.0, 0.2), (0.4, 0.4, 0.2), (1.3, 0.25, 0.14)])
def test_a_box_has_manim_s_outline(width: float, height: float, radius: float) -> None:
    box, other = (kind(width=width, height=height, corner_radius=radius, **LOOKS[1]) for kind in (Box, RoundedRectangle))
    np.testing.assert_allclose(box.points, other.points, rtol=0, atol=1e-14)
    np.testing.assert_allclose(box.points[3::4], np.roll(box.points[::4], -1, axis=0), atol=1e-14, err_msg="it is closed")
