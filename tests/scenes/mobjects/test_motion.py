"""Motion leaves everything true: at home, at its own opacity, each thing once."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from manim import Animation, AnimationGroup, Scene, VGroup, VMobject, tempconfig

from scenes.mobjects.motion import dimmed
from scenes.mobjects.motion import Appear, Arrive, Depart, Reveal, Shade, Vanish, ease, meet, through
from scenes.mobjects.reading import Readings
from scenes.mobjects.text import Label
from scenes.mobjects.theme import DARK
from scenes.mobjects.values import Vector
from scenes.mobjects.wires import Squash


@pytest.fixture
def scene(manim_ready: Path) -> Iterator[Scene]:
    with tempconfig({"dry_run": True}):
        yield Scene(skip_animations=True)


def vector(x: float, count: int = 4, **options: Any) -> Vector:
    made = Vector(Readings("cell", (0,), np.linspace(-1, 1, count)), theme=DARK, role="memory", **options)
    return made.move_to((x, 0, 0))


def state(*mobjects: VMobject) -> np.ndarray:
    """Return all that can be seen of mobjects as one row of numbers."""
    leaves = [leaf for mobject in mobjects for leaf in mobject.family_members_with_points()]
    return np.concatenate([part for leaf in leaves for part in (leaf.points.ravel(), paint(leaf))])


def paint(leaf: VMobject) -> np.ndarray:
    line = leaf.get_stroke_opacity() if leaf.get_stroke_width() else 0.0
    return np.array([leaf.get_fill_opacity(), line, *leaf.get_fill_color().to_rgb()])


def same(one: np.ndarray, other: np.ndarray) -> bool:
    return one.shape == other.shape and np.allclose(one, other, rtol=0, atol=1e-9)


def opacities(mobject: VMobject) -> set[float]:
    return {leaf.get_fill_opacity() for leaf in mobject.family_members_with_points() if leaf.get_fill_opacity()}


def at(animation: Any, alpha: float) -> None:
    animation.interpolate(alpha)


def test_arriving_cells_start_at_their_source_and_end_exactly_at_home(scene: Scene) -> None:
    made, source = vector(3.0), vector(-3.0)
    home, away = [cell.get_center() for cell in made.cells], [cell.get_center() for cell in source.cells]
    before, untouched = state(made), state(source)
    move = Arrive(made, made.cells, source.cells, lag=0.2)
    move.begin()
    assert np.allclose([cell.get_center() for cell in made.cells], away)
    at(move, 0.5)
    assert not np.allclose(made.cells[0].get_center(), home[0])
    at(move, 1.0)
    move.finish()
    assert same(state(made), before)
    assert same(state(source), untouched)


def test_arriving_at_another_size_fills_the_box_of_the_source() -> None:
    made, source = vector(3.0), vector(-3.0, across=True, size=(0.1, 0.2), numerals=False)
    move = Arrive(made, made.cells, source.cells)
    move.begin()
    assert [cell.width for cell in made.cells] == pytest.approx([cell.width for cell in source.cells])
    assert [cell.height for cell in made.cells] == pytest.approx([cell.height for cell in source.cells])


def test_later_cells_set_out_later_and_all_arrive() -> None:
    made = vector(3.0)
    starts = [cell.get_x() for cell in vector(-3.0).cells]
    move = Arrive(made, made.cells, vector(-3.0).cells, lag=0.5)
    move.begin()
    at(move, 0.3)
    way = [cell.get_x() - start for cell, start in zip(made.cells, starts, strict=True)]
    assert way == sorted(way, reverse=True)
    assert way[0] > 0.5
    assert way[-1] == pytest.approx(0.0)
    at(move, 1.0)
    assert [cell.get_x() for cell in made.cells] == pytest.approx([3.0] * 4)


def test_a_departing_copy_ends_at_its_goal_and_is_gone(scene: Scene) -> None:
    made, goal = vector(-3.0), vector(3.0)
    copy = VGroup(*(cell.copy() for cell in made.cells))
    before = state(made)
    scene.add(made)
    move = Depart(copy, copy.submobjects, goal.cells)
    move.begin()
    assert copy[0].get_x() == pytest.approx(-3.0)
    at(move, 1.0)
    assert copy[0].get_x() == pytest.approx(3.0)
    scene.play(Depart(copy.move_to(made), copy.submobjects, goal.cells))
    assert scene.mobjects == [made]
    assert same(state(made), before)


def test_a_product_appears_once_and_its_operands_stay(scene: Scene) -> None:
    left, right, product = vector(-4.0), vector(-2.0), vector(0.0)
    scene.add(left, right)
    before = state(left, right, product)
    scene.play(*meet(product, product.cells, left.cells, right.cells, lag=0.15, run_time=1.0))
    assert scene.mobjects == [left, right, product]
    assert same(state(left, right, product), before)


def test_values_go_through_a_gate_and_only_the_result_stays(scene: Scene) -> None:
    source, result = vector(-3.0), vector(3.0)
    gate = Squash("sigmoid", (0.0, 0.0), theme=DARK, colour="keeps")
    scene.add(source, gate)
    before = state(result)
    scene.play(through(result, result.cells, source.cells, gate.sign, lag=0.1, run_time=1.0))
    drawn = [each for each in scene.mobjects if each.family_members_with_points()]
    assert drawn == [source, gate, result]
    assert same(state(result), before)


@pytest.mark.parametrize(
    "kind", [Appear, lambda made: Reveal(made, made.cells, lag=0.3), lambda made: Reveal(made, made.cells, wait=0.7)]
)
def test_what_appears_was_unseen_and_ends_as_it_was_made(kind: Any, scene: Scene) -> None:
    made = vector(0.0)
    made.cells[0].set_opacity(0.4)
    before = state(made)
    fade = kind(made)
    fade.begin()
    at(fade, 0.0)
    assert opacities(made) == set()
    at(fade, 1.0)
    assert same(state(made), before)
    fresh = vector(0.0)
    scene.play(kind(fresh))
    assert scene.mobjects == [fresh]


def test_cells_are_revealed_one_after_the_other() -> None:
    made = vector(0.0)
    fade = Reveal(made, made.cells, lag=1.0)
    fade.begin()
    at(fade, 0.5)
    seen = [cell.patch.get_fill_opacity() for cell in made.cells]
    assert seen == sorted(seen, reverse=True)
    assert seen[0] == 1.0
    assert seen[-1] == 0.0


def test_shading_and_lighting_again_restores_what_was_drawn(scene: Scene) -> None:
    made = VGroup(vector(0.0), Label("good", theme=DARK))
    before = state(made)
    scene.add(made)
    scene.play(Shade(made, 0.5))
    assert opacities(made) == {0.5}
    outline = made[0][-1]
    assert (outline.get_fill_opacity(), outline.get_stroke_opacity()) == (0.0, 0.5)
    scene.play(Shade(made, 1.0))
    assert same(state(made), before)


def test_dimming_at_once_is_the_end_of_dimming_slowly(scene: Scene) -> None:
    one, other = vector(0.0), vector(0.0)
    scene.add(one)
    scene.play(Shade(one, 0.5))
    dimmed([other], 0.5)
    assert same(state(one), state(other))


def test_what_vanishes_leaves_the_scene_and_nothing_else(scene: Scene) -> None:
    gone, stays = vector(-1.0), vector(1.0)
    before = state(stays)
    scene.add(gone, stays)
    scene.play(Vanish(gone))
    assert scene.mobjects == [stays]
    assert same(state(stays), before)


def test_motion_is_eased_at_both_ends() -> None:
    assert (ease(0.0), ease(1.0)) == pytest.approx((0.0, 1.0))
    assert ease(0.01) < 0.005
    assert 1 - ease(0.99) < 0.005


class _Plain(Appear):
    """An animation that comes and goes as manim has it: each by itself."""

    def _setup_scene(self, scene: Scene) -> None:
        Animation._setup_scene(self, scene)

    def clean_up_from_scene(self, scene: Scene) -> None:
        Animation.clean_up_from_scene(self, scene)


def stage(kind: type[Appear], scene: Scene, tangled: bool) -> list[int]:
    """Let many things come and go; return which of them are in the scene, in their order, after each play."""
    leaves = [vector(float(place)) for place in range(8)]
    group, inner = VGroup(*leaves[:3]), VGroup(leaves[4], leaves[5])
    order: list[int] = []

    def play(come: list[VMobject], go: list[VMobject]) -> None:
        coming = [kind(each) for each in come]
        going = [kind(each, remover=True) for each in go]
        together = [AnimationGroup(*coming[:2])] if coming else []
        scene.play(*together, *coming[2:], *going)
        names = {id(each): place for place, each in enumerate([*leaves, group, inner])}
        order.extend([-1, *(names.get(id(each), len(names)) for each in scene.mobjects)])

    play([group, leaves[3], leaves[6]], [])
    play([leaves[1], inner, leaves[4], leaves[7]] if tangled else [inner, leaves[7]], [])
    play([], [leaves[1], group] if tangled else [leaves[6], leaves[3]])
    play([leaves[3], leaves[5]], [leaves[7], leaves[0]])
    scene.clear()
    return order


@pytest.mark.parametrize("tangled", [False, True])
def test_what_comes_and_goes_together_is_as_if_it_came_and_went_one_by_one(scene: Scene, tangled: bool) -> None:
    assert stage(Appear, scene, tangled) == stage(_Plain, scene, tangled)


def test_an_animation_can_be_played_again(scene: Scene) -> None:
    made = vector(1.0)
    coming, going = Appear(made), Vanish(made)
    for _ in range(2):
        scene.play(coming)
        assert scene.mobjects == [made]
        scene.play(going)
        assert scene.mobjects == []
