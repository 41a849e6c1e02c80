"""Rectangles drawn as a square at their places have the pixels that tracing them gives; what is none is not taken for one."""

import cairo
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from manim import BLUE, DOWN, RIGHT, UP, Camera, Circle, Mobject, Rectangle, Square, VMobject, tempconfig

from scenes.stage.drawing.canvas import Canvas
from scenes.stage.drawing.marker import Marker
from scenes.stage.drawing.marks import Mark, Plates, Trace
from scenes.stage.drawing.rectangles import Rectangles

WIDTH, HEIGHT = 60, 40
EDGE = 2

places = st.floats(-9, 9)
sizes = st.one_of(st.floats(1e-4, 8), st.sampled_from([1 / 256, 1 / 3, 1.0, 4.0]))
shares = st.floats(0, 1)
"""Of the way along a side: where the handles of its curve are."""


@pytest.fixture(scope="module")
def context() -> "cairo.Context[cairo.ImageSurface]":
    """Return a context with manim's transformation, for 8 units of height."""
    context = cairo.Context(cairo.ImageSurface(cairo.FORMAT_ARGB32, WIDTH, HEIGHT))
    scale = HEIGHT / 8
    context.set_matrix(cairo.Matrix(scale, 0, 0, -scale, WIDTH / 2, HEIGHT / 2))
    return context


def outline(corners: np.ndarray, first: float = 1 / 3, second: float = 2 / 3) -> np.ndarray:
    """Return four curves along the sides of a polygon, ``(16, 3)``, with their handles at some shares of the way."""
    ends = np.roll(corners, -1, axis=0)
    way = ends - corners
    return np.stack([corners, corners + first * way, corners + second * way, ends], axis=1).reshape(-1, 3)


def box(x: float, y: float, width: float, height: float, turn: int = 0, *, mirrored: bool = False) -> np.ndarray:
    """Return the corners of a rectangle, from one of them on, one way round or the other."""
    corners = np.array([(x, y, 0), (x + width, y, 0), (x + width, y + height, 0), (x, y + height, 0)])
    return np.roll(corners[::-1] if mirrored else corners, turn, axis=0)


def drawn(context: "cairo.Context[cairo.ImageSurface]", *marks: Mark) -> bytes:
    surface = context.get_target()
    assert isinstance(surface, cairo.ImageSurface)
    with_operator = context.get_operator()
    context.set_operator(cairo.OPERATOR_CLEAR)
    context.paint()
    context.set_operator(with_operator)
    for mark in marks:
        mark.draw(context, np.arange(mark.count))
    surface.flush()
    return bytes(surface.get_data())


def traced(context: "cairo.Context[cairo.ImageSurface]", points: np.ndarray, colour: tuple[float, ...]) -> bytes:
    """Return what manim's own calls draw."""
    matrix = context.get_matrix()
    blank = drawn(context)
    context.new_path()
    context.move_to(*points[0, :2])
    for curve in points.reshape(-1, 4, 3):
        context.curve_to(*curve[1:, :2].ravel())
    context.close_path()
    context.set_source_rgba(*colour)
    context.fill_preserve()
    assert context.get_matrix() == matrix
    surface = context.get_target()
    assert isinstance(surface, cairo.ImageSurface)
    surface.flush()
    assert len(blank) == WIDTH * HEIGHT * 4
    return bytes(surface.get_data())


@settings(max_examples=300)
@given(places, places, sizes, sizes, st.integers(0, 3), st.booleans(), shares, shares, st.floats(0.01, 1))
def test_pixels_are_those_of_the_traced_outline(
    context: "cairo.Context[cairo.ImageSurface]",
    x: float,
    y: float,
    width: float,
    height: float,
    turn: int,
    mirrored: bool,
    first: float,
    second: float,
    opacity: float,
) -> None:
    points = outline(box(x, y, width, height, turn, mirrored=mirrored), first, second)
    found = Rectangles(context, EDGE).find([points], [np.array([[0.2, 0.5, 0.9, opacity]])])
    if not found.good[0]:  # it is so small that cairo sees no area, or its handles were rounded beyond its corners
        assert min(width, height) < 0.1 or min(first, second, 1 - first, 1 - second) < 0.01
        return
    plates = Rectangles(context, EDGE).plates(found.rows, found.edges)
    got = drawn(context, plates)
    assert got == traced(context, points, (0.9, 0.5, 0.2, opacity))
    picture = np.frombuffer(got, np.uint8).reshape(HEIGHT, WIDTH, 4)
    left, top, right, bottom = found.edges[0]
    picture = picture.copy()
    picture[max(top, 0) : max(bottom, 0), max(left, 0) : max(right, 0)] = 0
    assert not picture.any()


UPRIGHT = box(0.0, 0.0, 2.0, 1.0)


@pytest.mark.parametrize(
    ("what", "points"),
    [
        ("turned a little", outline(UPRIGHT @ [[1, 0.01, 0], [-0.01, 1, 0], [0, 0, 1]])),
        ("a trapezium", outline(UPRIGHT + np.array([(0, 0, 0), (0, 0, 0), (-0.5, 0, 0), (0.5, 0, 0)]))),
        ("round", Circle(num_components=5).points),
        ("open", outline(UPRIGHT) - np.repeat([[0, 0, 0], [0.5, 0, 0], [0, 0, 0]], [3, 1, 12], axis=0)),
        ("bulging", outline(UPRIGHT) + np.eye(1, 16, 1).T * [0, -0.2, 0]),
        ("overshooting", outline(UPRIGHT, 1 / 3, 1.2)),
        ("there and back along one side", outline(UPRIGHT[[0, 1, 0, 3]])),
        ("out and back", outline(UPRIGHT[[0, 1, 2, 1]])),
        ("flat", outline(UPRIGHT * [1, 0, 0])),
        ("a point", np.zeros((16, 3))),
        ("far away", outline(UPRIGHT + np.array([1e7, 0, 0]))),
        ("not numbers", np.full((16, 3), np.nan)),
        ("endless", np.full((16, 3), np.inf)),
    ],
)
def test_other_outlines_are_no_rectangles(context: "cairo.Context[cairo.ImageSurface]", what: str, points: np.ndarray) -> None:
    colour = np.array([[1.0, 1.0, 1.0, 1.0]])
    with np.errstate(invalid="ignore"):
        found = Rectangles(context, EDGE).find([outline(UPRIGHT), points, outline(UPRIGHT)], [colour] * 3)
    assert found.good.tolist() == [True, False, True], what


def test_what_cannot_be_seen_touches_nothing(context: "cairo.Context[cairo.ImageSurface]") -> None:
    found = Rectangles(context, EDGE).find([outline(UPRIGHT)], [np.array([[1.0, 1.0, 1.0, 0.0]])])
    assert found.edges.tolist() == [[0, 0, 0, 0]]


@pytest.fixture
def marker() -> Marker:
    with tempconfig({"pixel_width": WIDTH, "pixel_height": HEIGHT}):
        camera = Camera()
    return Marker(camera, Canvas(camera).context)


def cells(count: int) -> list[Mobject]:
    return [Square(0.5, stroke_width=0, fill_opacity=1, color=BLUE).shift(0.4 * number * RIGHT) for number in range(count)]


def kinds(marks: list[Mark]) -> list[tuple[type[Mark], int]]:
    return [(type(mark), mark.count) for mark in marks]


@pytest.mark.usefixtures("manim_ready")
def test_runs_of_rectangles_are_one_mark(marker: Marker) -> None:
    mobjects = [*cells(5), Square(), *cells(6), Circle(), *cells(2)]
    expected = [(Plates, 5), (Trace, 1), (Plates, 6), (Trace, 1), (Trace, 1), (Trace, 1)]
    assert kinds(marker.marks(mobjects)) == expected
    assert kinds(marker.marks(list(mobjects))) == expected


@pytest.mark.usefixtures("manim_ready")
def test_unchanged_runs_keep_their_mark(marker: Marker) -> None:
    mobjects = [*cells(5), Square(), *cells(6)]
    first = marker.marks(mobjects)
    assert all(new is old for new, old in zip(marker.marks(mobjects), first, strict=True))
    mobjects[-1].shift(DOWN)
    second = marker.marks(mobjects)
    assert [new is old for new, old in zip(second, first, strict=True)] == [True, True, False]


@pytest.mark.usefixtures("manim_ready")
def test_what_is_no_rectangle_any_more_is_traced(marker: Marker) -> None:
    mobjects = cells(5)
    marker.marks(mobjects)
    mobjects[2].rotate(0.1)
    assert kinds(marker.marks(mobjects)) == [(Trace, 1)] * 5
    mobjects[2].rotate(-0.1).move_to(UP)
    again = marker.marks(mobjects)
    assert kinds(again) in ([(Plates, 5)], [(Trace, 1)] * 5)  # rounding may keep it from being upright
    assert isinstance(mobjects[1], VMobject)
    mobjects[1].set_stroke(BLUE, width=2)
    assert kinds(marker.marks(mobjects))[1:2] == [(Trace, 1)]
    mobjects[1].become(Rectangle(stroke_width=0, fill_opacity=1).set_points(np.zeros((8, 3))))
    assert len(marker.marks(mobjects)) == len(mobjects)
