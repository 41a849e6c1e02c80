"""Every frame equals plain manim's in every pixel: for all that manim can do to a mobject, and for a film of ours."""

from collections.abc import Callable

import numpy as np
import pytest
from manim import (
    BLUE,
    DOWN,
    GREEN,
    LEFT,
    ORANGE,
    RED,
    RIGHT,
    UP,
    WHITE,
    AnimationGroup,
    Arrow,
    BackgroundRectangle,
    Circle,
    Create,
    DashedLine,
    Dot,
    FadeIn,
    FadeOut,
    Group,
    LaggedStart,
    LineJointType,
    Mobject,
    MoveAlongPath,
    PointCloudDot,
    Rectangle,
    ReplacementTransform,
    Rotate,
    RoundedRectangle,
    Scene,
    ShowIncreasingSubsets,
    Square,
    Star,
    Succession,
    Text,
    TracedPath,
    Transform,
    Triangle,
    UpdateFromAlphaFunc,
    ValueTracker,
    VGroup,
    VMobject,
    Write,
    always_redraw,
    tempconfig,
)
from manim.renderer.cairo_renderer import CairoRenderer

from model.trace import ReaderTrace
from scenes.lstm_sentence import LSTMSentence
from scenes.mobjects.motion import Appear, Arrive, Depart, Reveal, Shade, Vanish, meet, through
from scenes.mobjects.reading import Phrase
from scenes.mobjects.text import Label, Paragraph
from scenes.mobjects.theme import DARK, THEMES
from scenes.stage.drawing.renderer import FilmRenderer
from scenes.stage.shortcuts import shortcuts
from scenes.telling.scene import Brief

SIZE = {"pixel_width": 322, "pixel_height": 182, "frame_rate": 8}
WAITING = Triangle().add_updater(lambda each, dt: each.rotate(dt))
"""Made before any shortcut is taken; copies of it have its updater."""

Frames = list[tuple[np.ndarray, int]]


def frames(renderer_class: type[CairoRenderer], scene: Callable[[CairoRenderer], Scene]) -> Frames:
    """Return all pictures, and for how many frames each stays, as a renderer hands them over."""
    seen: Frames = []

    class Watching(renderer_class):  # type: ignore[valid-type,misc]
        def add_frame(self, frame: np.ndarray, num_frames: int = 1) -> None:
            self.time += num_frames / self.camera.frame_rate
            seen.append((frame.copy(), num_frames))

    with tempconfig(SIZE | {"dry_run": True}):
        scene(Watching()).render()
    return seen


def assert_alike(scene: Callable[[CairoRenderer], Scene]) -> None:
    with shortcuts(taken=False):
        plain = frames(CairoRenderer, scene)
    with shortcuts():
        ours = frames(FilmRenderer, scene)
    assert [count for _, count in ours] == [count for _, count in plain]
    assert len({frame.tobytes() for frame, _ in plain}) > 1, "nothing moves in this test"
    for number, ((expected, _), (got, _)) in enumerate(zip(plain, ours, strict=True)):
        np.testing.assert_array_equal(got, expected, err_msg=f"frame {number}")


def shapes() -> VGroup:
    return VGroup(
        Circle(color=BLUE, fill_opacity=0.4),
        Square(color=RED, stroke_width=9).shift(RIGHT),
        Triangle(color=GREEN, fill_opacity=1, stroke_width=0).shift(LEFT),
        Star(color=ORANGE, stroke_width=6).shift(2 * LEFT + UP),
        RoundedRectangle(color=WHITE, corner_radius=0.2, stroke_opacity=0.3).shift(2 * RIGHT + DOWN),
        Text("Wg").shift(UP),
    )


def every_shape(scene: Scene) -> None:
    curve = VMobject(stroke_width=5, joint_type=LineJointType.ROUND).set_points_as_corners(
        np.random.default_rng(1).normal(size=(9, 3))
    )
    halo = Text("halo").set_stroke(RED, width=6, background=True).shift(DOWN)
    scene.add(shapes(), curve, halo, Arrow(LEFT, 2 * RIGHT), DashedLine(UP, DOWN), BackgroundRectangle(halo))
    scene.play(*(member.animate.shift(0.7 * UP).scale(0.8) for member in list(scene.mobjects)), run_time=0.5)
    scene.wait(0.5)


def gradients(scene: Scene) -> None:
    box = (
        Rectangle(width=3, fill_opacity=1)
        .set_fill([RED, GREEN, BLUE])
        .set_stroke([WHITE, ORANGE], width=8)
        .set_sheen_direction(UP)
    )
    shiny = Circle(fill_opacity=1, color=BLUE).set_sheen(0.5, LEFT).shift(2 * RIGHT)
    scene.add(box, shiny)
    scene.play(box.animate.shift(LEFT), shiny.animate.set_sheen_direction(UP), run_time=0.5)
    scene.play(box.animate.set_fill([BLUE, RED]), run_time=0.5)


def transforms(scene: Scene) -> None:
    first, second = Square(fill_opacity=0.5), Circle(color=RED).shift(RIGHT)
    scene.play(Create(first), Write(Text("in").shift(DOWN)), run_time=0.5)
    scene.play(Transform(first, second), run_time=0.5)
    scene.play(ReplacementTransform(first, Star()), FadeIn(Dot(2 * LEFT)), run_time=0.5)
    scene.play(*(FadeOut(each, shift=UP) for each in scene.mobjects), run_time=0.5)


def z_indices(scene: Scene) -> None:
    low, high = Circle(fill_opacity=0.8, z_index=-1), Square(fill_opacity=0.8, color=RED, z_index=2)
    middle = VGroup(Triangle(fill_opacity=0.9), Dot(radius=0.5, color=GREEN, z_index=3))
    scene.add(high, middle, low)
    scene.play(high.animate.shift(0.4 * RIGHT), run_time=0.5)
    low.set_z_index(5)
    scene.play(middle.animate.shift(LEFT), run_time=0.5)
    scene.bring_to_back(high)
    scene.wait(0.25)


def updaters(scene: Scene) -> None:
    tracker = ValueTracker(0.2)
    growing = always_redraw(lambda: Square(fill_opacity=0.5).scale(tracker.get_value()))
    turning = Triangle().shift(2 * LEFT).add_updater(lambda each, dt: each.rotate(2 * dt))
    following = Dot(radius=0.2).add_updater(lambda each: each.move_to(growing.get_corner(UP + RIGHT)))
    scene.add(Circle(fill_opacity=0.3), growing, turning, following, TracedPath(following.get_center, dissipating_time=0.5))
    scene.play(tracker.animate.set_value(1.5), run_time=0.75)
    scene.wait(0.5)
    turning.clear_updaters()
    scene.wait(0.5)


def updaters_in_mid_play(scene: Scene) -> None:
    """A mobject gets an updater while it is played, and one that was made before has one already."""
    dot, follower = Dot(radius=0.3), Square(0.5)

    def follow(mobject: Mobject, alpha: float) -> None:
        mobject.set_x(alpha)
        if alpha > 0.4 and not follower.updaters:
            follower.add_updater(lambda each: each.next_to(dot, UP))

    scene.add(dot, follower)
    scene.play(UpdateFromAlphaFunc(dot, follow), run_time=1)
    scene.play(dot.animate.shift(DOWN), FadeIn(WAITING.copy()), run_time=0.5)


def subpaths(scene: Scene) -> None:
    """Outlines of several curves: closed, open, nearly closed, far from the middle, and with points left over."""
    random = np.random.default_rng(2)
    corners = random.normal(size=(5, 3))
    many = VMobject(fill_opacity=0.5, stroke_width=7)
    for shift in (0, 1e-6, 4e-6, 3e-5):
        many.start_new_path(corners[0] + 3 * RIGHT)
        many.add_points_as_corners([*(corners[1:] + 3 * RIGHT), corners[0] + (3 + shift) * RIGHT])
    broken = VMobject(stroke_width=5).set_points(random.normal(size=(14, 3)))
    joined = VMobject(stroke_width=5).set_points(np.repeat(random.normal(size=(8, 3)), 2, axis=0))
    scene.add(many, broken, joined)
    scene.play(*(each.animate.shift(0.31 * LEFT) for each in (many, broken, joined)), run_time=0.5)
    scene.play(many.animate.shift(UP), joined.animate.scale(2), run_time=0.5)


def shared_styles(scene: Scene) -> None:
    """Mobjects of one style, plain, as gradients, and with gradients behind, at different places."""
    rows = [VGroup(*(Square(0.6) for _ in range(3))).arrange(RIGHT).shift(y * UP) for y in (-1, 0, 1)]
    rows[0].set_fill(RED, 0.5)
    for each, text in zip(rows[1], rows[2], strict=True):
        each.set_fill([RED, GREEN], 0.7).set_sheen_direction(UP)
        text.set_stroke([BLUE, ORANGE], width=9, background=True)
    scene.add(*rows)
    scene.play(*(row.animate.shift(RIGHT) for row in rows), run_time=0.5)
    scene.play(*(row.animate.set_stroke(width=1) for row in rows), run_time=0.5)


def order(scene: Scene) -> None:
    first, second, third = (
        Circle(fill_opacity=0.7, color=colour).shift(x * RIGHT / 2) for x, colour in enumerate((RED, GREEN, BLUE))
    )
    scene.add(first, second, third)
    scene.wait(0.25)
    scene.bring_to_front(first)
    scene.play(second.animate.shift(UP), run_time=0.25)
    scene.remove(second)
    scene.wait(0.25)
    scene.add_foreground_mobject(third)
    scene.play(FadeIn(second), run_time=0.25)
    group = VGroup(first, second)
    group.remove(second)
    scene.play(group.animate.shift(DOWN), run_time=0.25)


def compositions(scene: Scene) -> None:
    parts = shapes()
    scene.play(LaggedStart(*(FadeIn(part) for part in parts), lag_ratio=0.3), run_time=0.75)
    scene.play(Succession(parts[0].animate.shift(DOWN), FadeOut(parts[1])), run_time=0.75)
    scene.play(AnimationGroup(MoveAlongPath(parts[2], Circle()), parts[3].animate.set_opacity(0.2)), run_time=0.5)


def background(scene: Scene) -> None:
    dot = Dot(radius=1, fill_opacity=0.5)
    scene.add(dot)
    scene.play(dot.animate.shift(RIGHT), run_time=0.25)
    scene.camera.background_color = "#204060"
    scene.play(dot.animate.shift(LEFT), run_time=0.25)
    scene.wait(0.25)


def clouds_among_outlines(scene: Scene) -> None:
    cloud = PointCloudDot(radius=1, color=BLUE)
    group, dot = Group(Circle(fill_opacity=0.5), cloud), Dot(radius=0.4, color=RED)
    scene.add(group, dot)
    scene.play(dot.animate.shift(RIGHT), run_time=0.5)
    scene.remove(group)
    scene.play(dot.animate.shift(2 * LEFT), run_time=0.5)


def outside(scene: Scene) -> None:
    """Shapes leave the picture, grow beyond it, shrink to a point, and hold what is not a number."""
    circle, square, lost = (
        Circle(fill_opacity=0.5),
        Square(stroke_width=20),
        Circle(fill_opacity=1).set_points(np.full((4, 3), np.nan)),
    )
    scene.add(circle, square, lost)
    scene.play(circle.animate.shift(12 * RIGHT), square.animate.scale(9), run_time=0.5)
    scene.play(circle.animate.shift(9 * LEFT).scale(0), run_time=0.5)


def our_motion(scene: Scene) -> None:
    cells, gate = VGroup(*(Square(0.5, fill_opacity=0.8) for _ in range(4))).arrange(RIGHT), Circle().shift(2 * DOWN)
    product, third = cells.copy().shift(2 * UP), cells.copy().shift(2 * LEFT)
    scene.play(Appear(cells), Arrive(third, third, [gate] * 4, lag=0.3), run_time=0.5)
    scene.play(*meet(product, product.submobjects, cells, third, lag=0.2, run_time=0.75))
    scene.play(Shade(cells, 0.25), Depart(product, product, cells), run_time=0.5)
    scene.play(through(third.copy(), third, cells.submobjects, gate, lag=0.2, run_time=0.75))
    label = Label("Forget", theme=DARK)
    scene.play(Reveal(label, [label]), Vanish(cells), run_time=0.5)
    scene.add(Paragraph(Phrase("two short lines of words", ""), theme=DARK, size=24, width=3))
    scene.wait(0.25)


def many_rectangles(scene: Scene) -> None:
    """Cells that overlap, are there twice, fade, turn, get a line, and change places with what lies between them."""
    cells = VGroup(*(Rectangle(width=0.7, height=0.3, stroke_width=0, fill_opacity=0.8) for _ in range(12)))
    cells.arrange(RIGHT, buff=-0.1).set_color_by_gradient(RED, BLUE).shift(2 * UP)
    double, between, others = cells.copy(), Circle(fill_opacity=0.5), cells.copy().shift(2.2 * DOWN)
    scene.add(cells, double, between, others)
    scene.play(Depart(double, list(double), list(others), lag=0.1), run_time=0.5)
    scene.play(cells.animate.shift(1.13 * DOWN), Appear(others.copy().shift(DOWN)), run_time=0.5)
    scene.play(Rotate(cells[3], 1), cells[7].animate.set_stroke(WHITE, width=4), others[2].animate.scale(0), run_time=0.5)
    scene.play(Shade(others, 0), Reveal(cells, list(cells), lag=0.2), run_time=0.5)
    scene.bring_to_front(cells)
    others[5].set_fill([RED, GREEN], 0.9)
    scene.play(others.animate.shift(0.01 * RIGHT).set_opacity(1), run_time=0.5)
    cells.submobjects.reverse()
    scene.play(cells.animate.stretch(0.9, 1), run_time=0.25)
    scene.remove(between)
    scene.wait(0.25)


def members_that_come_and_go(scene: Scene) -> None:
    """While they are played, groups get more members, lose some, and members change their depth."""
    dots = VGroup(*(Dot(radius=0.3) for _ in range(5))).arrange(RIGHT)
    squares = VGroup(Square(fill_opacity=1), Circle(fill_opacity=1))

    def change(group: Mobject, alpha: float) -> None:
        group[0].set_z_index(2 * alpha)
        if alpha > 0.4 and len(group) < 3:
            group.add(Triangle(color=RED, fill_opacity=1))

    scene.play(ShowIncreasingSubsets(dots), run_time=0.75)
    scene.play(UpdateFromAlphaFunc(squares, change), Appear(Star()), run_time=0.75)


STORIES = [
    every_shape, gradients, transforms, z_indices, updaters, updaters_in_mid_play, subpaths, shared_styles, order, compositions,
    background, clouds_among_outlines, outside, our_motion, many_rectangles,
    members_that_come_and_go,
]  # fmt: skip


@pytest.mark.usefixtures("manim_ready")
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
def test_short_film_is_drawn_as_manim_draws_it(story: Callable[[Scene], None]) -> None:
    telling = type("Telling", (Scene,), {"construct": story})
    assert_alike(lambda renderer: telling(renderer=renderer))


@pytest.mark.usefixtures("manim_ready")
@pytest.mark.some("theme", [*THEMES], take=1)
def test_story_is_drawn_as_manim_draws_it(theme: str, read: Callable[[str], ReaderTrace]) -> None:
    brief = Brief(read("not good"), THEMES[theme])
    assert_alike(lambda renderer: LSTMSentence(brief=brief, renderer=renderer))
