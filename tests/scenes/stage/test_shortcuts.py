"""Every shortcut returns what manim returns, to the last bit, and goes when its block ends."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from manim import BLUE, RED, Arrow, Circle, Dot, Line, Mobject, RoundedRectangle, Square, Star, VGroup, VMobject, tempconfig
from manim.scene import scene as scene_module

from model import zoo
from scenes.context_vector import ContextVector
from scenes.mobjects.theme import DARK
from scenes.mobjects.values import Vector
from scenes.stage import shortcuts as module
from scenes.stage.shortcuts import WAYS, shortcuts
from scenes.telling.scene import Brief

pytestmark = pytest.mark.usefixtures("manim_ready")


def shapes() -> Any:
    shared = Square()
    gradient: Any = Square()
    return VGroup(
        Circle(color=BLUE, fill_opacity=0.4),
        Star(color=RED).shift((1.5, 2, 0)),
        VGroup(Arrow((0, 0, 0), (1, 1, 0)), RoundedRectangle(fill_color="#abcdef"), shared, VGroup()),
        Vector([0.25, -0.5], theme=DARK, role="memory"),
        VGroup(shared, Dot((3, -1, 0))),
        gradient.set_fill([RED, BLUE], opacity=0.5).set_sheen(0.3, (1, 0, 0)),
    )


def circular() -> Any:
    """Return a group with itself two steps below."""
    inner, outer = VGroup(Dot()), VGroup(Line())
    outer.add(inner)
    inner.add(outer)
    return outer


def lost() -> Any:
    return VGroup(Square(), VMobject().set_points(np.full((4, 3), np.nan)))


def drawn(mobject: Any) -> tuple[Any, ...]:
    """Return all that shapes the picture of one member."""
    arrays = [mobject.points, mobject.fill_rgbas, mobject.stroke_rgbas, mobject.background_stroke_rgbas]
    if len(mobject.fill_rgbas) > 1:
        arrays.append(np.asarray(mobject.sheen_direction, float))
    return (*(array.tobytes() for array in arrays), mobject.stroke_width, mobject.z_index, mobject.joint_type)


def both(ask: Callable[[], Any]) -> tuple[Any, Any]:
    """Return what manim answers, and what the shortcuts do."""
    with shortcuts(taken=False):
        plain = ask()
    with shortcuts():
        return plain, ask()


@pytest.mark.parametrize("make", [shapes, circular, VGroup, Square], ids=lambda make: make.__name__)
def test_families_are_the_same_members_in_the_same_order(make: Callable[[], Any]) -> None:
    mobject = make()
    plain, short = both(lambda: [id(member) for member in mobject.get_family()])
    assert short == plain


@pytest.mark.parametrize("only_those_with_points", [False, True])
def test_scenes_list_the_same_members(only_those_with_points: bool) -> None:
    mobjects: list[Any] = [shapes(), Dot(z_index=-1), Square(z_index=2)]
    mobjects.append(mobjects[0][2])
    listed = both(
        lambda: scene_module.extract_mobject_family_members(
            mobjects, use_z_index=True, only_those_with_points=only_those_with_points
        )
    )
    assert list(map(id, listed[0])) == list(map(id, listed[1]))


@pytest.mark.parametrize("make", [shapes, lost, VGroup, Square, Mobject], ids=lambda make: make.__name__)
@pytest.mark.parametrize("side", [(0, 0, 0), (1, 0, 0), (-1, 1, 0)])
def test_boxes_are_the_same(make: Callable[[], Any], side: tuple[int, int, int]) -> None:
    mobject = make()
    plain, short = both(lambda: (mobject.width, mobject.height, *mobject.get_critical_point(side)))
    np.testing.assert_array_equal(np.array(short), np.array(plain))


def test_mobjects_are_made_and_copied_alike() -> None:
    made = both(lambda: list(map(drawn, shapes().get_family())))
    copied = both(lambda: list(map(drawn, shapes().copy().get_family())))
    assert made[0] == made[1] == copied[0] == copied[1]


def test_a_copy_shares_no_array_and_refers_to_its_own_parts() -> None:
    mobject = shapes()
    mobject.named = mobject[0]
    with shortcuts():
        copy = mobject.copy()
    assert copy.named is copy[0]
    assert copy[2][2] is copy[4][0]
    for old, new in zip(mobject.get_family(), copy.get_family(), strict=True):
        assert old is not new
        assert not any(
            np.shares_memory(getattr(old, name), getattr(new, name)) for name in ("points", "fill_rgbas", "stroke_rgbas")
        )


@pytest.mark.parametrize("colour", [None, "#123456", RED, [RED, BLUE]], ids=str)
@pytest.mark.parametrize("opacity", [None, 0, 0.25, np.float64(0.5), [0.1, 0.9]], ids=str)
@pytest.mark.parametrize("sheen", [0, 0.4])
def test_colours_are_the_same(colour: Any, opacity: Any, sheen: float) -> None:
    mobject = Square().set_sheen(sheen)
    plain, short = both(lambda: mobject.generate_rgbas_array(colour, opacity))
    np.testing.assert_array_equal(short, plain)
    plain, short = both(lambda: drawn(Square(fill_color="#fedcba").set_sheen(sheen).set_fill(colour, opacity)))
    assert short == plain


def test_updaters_run() -> None:
    with shortcuts():
        dot = Dot().add_updater(lambda each, dt: each.shift((dt, 0, 0)))
        VGroup(Square(), VGroup(dot)).update(0.5)
    assert dot.get_x() == 0.5


def test_a_film_is_told_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything in the scene has the same points and paints at the end of every play."""
    brief = Brief(zoo.load(ContextVector.model).run("the cat sleeps"))
    monkeypatch.setattr(ContextVector, "_remember", lambda *_: None)

    class Told(ContextVector):
        def play(self, *animations: Any, **kwargs: Any) -> None:
            super().play(*animations, **kwargs)
            members = [member for each in self.mobjects for member in each.get_family() if isinstance(member, VMobject)]
            self.looks = [*getattr(self, "looks", []), hash(tuple(map(drawn, members)))]

    def told() -> list[int]:
        with tempconfig({"dry_run": True}):
            scene = Told(brief=brief, skip_animations=True)
            scene.render()
        return scene.looks

    plain, short = both(told)
    assert short == plain


def test_shortcuts_end_with_their_block(monkeypatch: pytest.MonkeyPatch) -> None:
    def there() -> list[bool]:
        return [vars(owner)[name] is way for (owner, name), way in WAYS.items()]

    with shortcuts(taken=False):
        with shortcuts():
            assert all(there())
        assert not any(there())
        monkeypatch.setattr(module, "COMPARED_WITH", "0.0.0")
        with shortcuts():
            assert not any(there())
