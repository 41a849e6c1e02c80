"""The moves: each begins where it should, ends at home with everything as it was, and does what it says in between."""

from collections.abc import Callable
from pathlib import Path as File

import numpy as np
import pytest
from manim import Square, VMobject

from scenes.mobjects.leaves import dimmed, leaves_of, opacities_of, set_opacities
from scenes.mobjects.moves import PULSE, Extend, Flow, Grow, Light, Path, Travel, retired, sent
from scenes.mobjects.reading import Reading
from scenes.mobjects.text import Label
from scenes.mobjects.theme import DARK
from scenes.mobjects.values import Swatch
from scenes.mobjects.wires import Operator, Wire
from scenes.telling.passage import box_of

pytestmark = pytest.mark.usefixtures("manim_ready")


@pytest.fixture
def cell(manim_ready: File) -> Callable[..., Swatch]:
    def made(*at: float) -> Swatch:
        reading = Reading("forget_gate", (1, 2), 0.4)
        return Swatch(reading, theme=DARK, scale="weight", size=(0.6, 0.3)).move_to((*at, 0))

    return made


def state(thing: VMobject) -> list[np.ndarray]:
    """Return all that can be seen of a thing: outlines, colours, opacities."""
    colours = [np.concatenate([leaf.fill_rgbas[0, :3], leaf.stroke_rgbas[0, :3]]) for leaf in leaves_of(thing)]
    return [
        np.concatenate([leaf.points.ravel(), paint, opacities_of(leaf)])
        for leaf, paint in zip(leaves_of(thing), colours, strict=True)
    ]


def same(one: list[np.ndarray], other: list[np.ndarray]) -> bool:
    return all(np.allclose(here, there, atol=1e-9) for here, there in zip(one, other, strict=True))


# -- paths -------------------------------------------------------------------------------------------------------------------


def test_a_path_leads_from_its_first_point_to_its_last_at_an_even_pace() -> None:
    path = Path((0, 0), (3, 0), (3, 4))
    assert np.allclose(path.at(0.0), (0, 0))
    assert np.allclose(path.at(1.0), (3, 4))
    assert np.allclose(path.end, (3, 4))
    steps = np.linalg.norm(np.diff(path.at(np.linspace(0, 1, 201)).T, axis=0), axis=1)
    assert steps.max() == pytest.approx(path.length / 200, rel=1e-6)
    assert steps.min() > 0.97 * steps.max()


def test_a_path_cuts_its_corners_and_no_more() -> None:
    path = Path((0, 0), (3, 0), (3, 4))
    places = path.at(np.linspace(0, 1, 1001)).T
    assert 6.8 < path.length < 7.0
    assert np.linalg.norm(places - (3, 0), axis=1).min() == pytest.approx(0.14 / 2 / np.sqrt(2), abs=0.001)
    off = np.minimum(np.abs(places[:, 1]), np.abs(places[:, 0] - 3))
    assert off.max() < 0.05


def test_a_short_side_of_a_path_gives_no_more_than_its_half_for_a_corner() -> None:
    places = Path((0, 0), (1, 0), (1, 0.1), (2, 0.1)).at(np.linspace(0, 1, 501)).T
    assert places[:, 1].min() >= 0
    assert places[:, 1].max() <= 0.1 + 1e-9
    assert np.all(np.diff(places[:, 0]) >= -1e-9)


def test_of_equal_points_of_a_path_one_counts_and_one_alone_leads_nowhere() -> None:
    assert Path((0, 0), (0, 0), (2, 0), (2, 0)).length == pytest.approx(2.0)
    nowhere = Path((1, 2))
    assert nowhere.length == 0
    assert np.allclose(nowhere.at(0.3), (1, 2))


# -- travel ------------------------------------------------------------------------------------------------------------------


def test_a_traveller_goes_along_its_path_and_is_at_home_as_it_was(cell: Callable[..., Swatch]) -> None:
    thing = cell(3.0, 1.0)
    home = state(thing)
    move = Travel(thing, Path((-3, 0), (3, 0), (3, 1)), run_time=1.0)
    move.begin()
    for share in (0.2, 0.5, 0.9):
        move.interpolate(share)
        assert np.allclose(thing.get_center()[:2], move.path.at(move.rate_func(share)), atol=1e-9)
        assert thing.width == pytest.approx(0.6)
    move.finish()
    assert same(state(thing), home)


def test_a_traveller_is_not_seen_before_it_sets_out_and_a_copy_is_gone_when_it_arrives(cell: Callable[..., Swatch]) -> None:
    def seen(move: Travel) -> list[bool]:
        move.begin()
        said = []
        for share in (0.0, 0.01, 0.99, 1.0):
            move.interpolate(share)
            said.append(any(max(opacities_of(leaf)) > 0 for leaf in leaves_of(move.mobject)))
        return said

    assert seen(Travel(cell(), Path((0, 1), (0, 0)))) == [False, True, True, True]
    assert seen(Travel(cell(), Path((0, 1), (0, 0)), leaves=True)) == [False, True, True, False]
    assert Travel(cell(), Path((0, 1), (0, 0)), leaves=True).is_remover()
    assert not Travel(cell(), Path((0, 1), (0, 0))).is_remover()


def test_a_traveller_grows_or_shrinks_on_its_way_with_its_numeral(cell: Callable[..., Swatch]) -> None:
    thing = cell(2.0, 0.0)
    share = thing.numeral.width / thing.width
    move = Travel(thing, Path((0, 0), (2, 0)), start=2.0, end=0.5)
    move.begin()
    assert thing.width == pytest.approx(1.2)
    move.interpolate(0.5)
    assert thing.width == pytest.approx(0.75)
    assert thing.numeral.width / thing.width == pytest.approx(share)
    move.finish()
    assert thing.width == pytest.approx(0.3)


def test_a_traveller_says_where_its_middle_goes_and_how_large_it_is(cell: Callable[..., Swatch]) -> None:
    move = Travel(cell(1.0, 0.0), Path((0, 5), (2, 5)))
    move.begin()
    assert np.allclose(move.track[[0, -1]], [(-1, 0), (1, 0)])
    assert len(move.track) == 101
    assert np.allclose(move.half, (0.3, 0.15))


def test_a_convoy_sets_out_one_after_the_other_and_all_arrive(cell: Callable[..., Swatch]) -> None:
    things = [cell(2.0, 0.0) for _ in range(3)]
    flow = Flow(things, [Path((0, 0), (2, 0))] * 3, lag=0.5, run_time=2.0)
    assert flow.run_time == pytest.approx(2.0)
    assert [float(each.run_time) for each in flow.animations] == pytest.approx([1.0] * 3)
    flow.begin()
    flow.interpolate(0.5)
    first, second, third = (float(each.get_x()) for each in things)
    assert first == pytest.approx(2.0)
    assert first > second > third
    flow.finish()
    assert [float(each.get_x()) for each in things] == pytest.approx([2.0] * 3)


# -- bars and wires ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("edge", "stays"), [("left", 0), ("bottom", 1), ("right", 2), ("top", 3)])
def test_a_bar_grows_out_of_one_edge(edge: str, stays: int) -> None:
    bar = Square(2.0, fill_opacity=1)
    full = box_of(bar)
    move = Grow(bar, edge)
    move.begin()
    assert np.ptp(box_of(bar)[[stays % 2, stays % 2 + 2]]) < 0.001
    move.interpolate(0.5)
    assert box_of(bar)[stays] == pytest.approx(full[stays])
    assert np.ptp(box_of(bar)[[stays % 2, stays % 2 + 2]]) == pytest.approx(1.0, abs=2e-4)
    assert np.ptp(box_of(bar)[[1 - stays % 2, 3 - stays % 2]]) == pytest.approx(2.0)
    move.finish()
    assert np.allclose(box_of(bar), full)


def test_a_bar_grows_on_from_a_share_or_shrinks_and_goes() -> None:
    grown, gone = Square(2.0, fill_opacity=1), Square(2.0, fill_opacity=1)
    Grow(grown, "left", start=0.25).begin()
    assert grown.width == pytest.approx(0.5)
    move = Grow(gone, "left", leaves=True)
    move.begin()
    assert gone.width == pytest.approx(2.0)
    move.interpolate(0.999)
    assert gone.width < 0.01
    assert move.is_remover()
    assert not move.is_introducer()


def test_a_wire_is_drawn_from_its_start_and_its_head_comes_last() -> None:
    wire = Wire((0, 0), (3, 0), (3, 2), theme=DARK)
    whole, places = state(wire), wire.corners
    assert np.allclose(places[[0, -1]], [(0, 0), (3, 2)])
    head = wire.submobjects[1]
    move = Extend(wire, rate_func=lambda share: share)
    move.begin()
    assert box_of(wire.line)[2] < 0.1
    move.interpolate(0.5)
    assert 1.0 < box_of(wire.line)[2] <= 3.0
    assert box_of(wire.line)[3] < 1.0
    assert head.get_fill_opacity() == 0
    assert np.allclose(move.corners, places)
    move.interpolate(0.95)
    assert 0 < head.get_fill_opacity() < 1
    move.finish()
    assert same(state(wire), whole)


# -- operators ---------------------------------------------------------------------------------------------------------------


def test_an_operator_lights_and_is_as_before() -> None:
    operator = Operator("times", (0, 0), theme=DARK, colour="line")
    before = state(operator)
    move = Light(operator, DARK)
    move.begin()
    move.interpolate(0.5)
    ink = [int(DARK.ink[each : each + 2], 16) / 255 for each in (1, 3, 5)]
    assert all(np.allclose(leaf.stroke_rgbas[0, :3], ink) for leaf in leaves_of(operator) if leaf.get_stroke_width())
    move.finish()
    assert same(state(operator), before)


def test_lines_that_are_as_bright_as_light_grow_wider_and_what_has_none_goes_dim() -> None:
    bright = Operator("plus", (0, 0), theme=DARK, colour="ink")
    plain = Label("word", theme=DARK)
    for thing, look in (
        (bright, lambda leaf: leaf.get_stroke_width()),
        (plain, lambda leaf: leaf.get_fill_opacity()),
    ):
        before, was = state(thing), [look(leaf) for leaf in leaves_of(thing)]
        move = Light(thing, DARK)
        move.begin()
        move.interpolate(0.5)
        changed = [look(leaf) / old for leaf, old in zip(leaves_of(thing), was, strict=True) if old]
        assert changed == pytest.approx([2.0 if thing is bright else PULSE] * len(changed))
        move.finish()
        assert same(state(thing), before)


def test_what_has_done_its_part_is_dimmed_and_stays(cell: Callable[..., Swatch]) -> None:
    things, faded = [cell(), cell()], cell()
    dimmed([faded], DARK.dimmed)
    for each in retired(things, DARK, 0.5):
        each.begin()
        each.finish()
        assert each.run_time == 0.5
        assert not each.is_remover()
    assert all(same(state(thing), state(faded)) for thing in things)
    assert not same(state(faded), state(cell()))


# -- leaves ------------------------------------------------------------------------------------------------------------------


def test_leaves_are_what_has_an_outline(cell: Callable[..., Swatch]) -> None:
    thing = cell()
    assert leaves_of(thing) == [thing.patch, thing.numeral]


def test_opacities_of_a_line_without_a_width_are_none() -> None:
    assert opacities_of(Square(fill_opacity=0.3, stroke_opacity=0.6)) == pytest.approx((0.3, 0.6))
    assert opacities_of(Square(fill_opacity=0.3, stroke_opacity=0.6, stroke_width=0)) == pytest.approx((0.3, 0.0))


def test_opacities_that_are_set_are_there_and_colours_stay() -> None:
    square = Square(fill_color=DARK.ink, fill_opacity=1)
    before = square.fill_rgbas[:, :3].copy()
    set_opacities(square, 0.25, 0.5)
    assert opacities_of(square) == (0.25, 0.5)
    assert (square.get_fill_opacity(), square.get_stroke_opacity()) == (0.25, 0.5)
    assert np.array_equal(square.fill_rgbas[:, :3], before)


def test_what_is_dimmed_at_once_keeps_what_it_does_not_draw() -> None:
    label, frame = Label("word", theme=DARK), Square()
    dimmed([label, frame], 0.4)
    assert label.get_fill_opacity() == 0.4
    assert opacities_of(frame) == (0.0, 0.4)


def test_what_is_sent_is_a_copy_that_keeps_its_size_till_it_is_near_and_is_gone_in_the_door(cell: Callable[..., Swatch]) -> None:
    thing = cell(0.0, 0.0)
    before = state(thing)
    move = sent(thing, (0, 0), (4, 0), rate_func=lambda alpha: alpha)
    move.begin()
    wide = []
    for alpha in (0.01, 0.5, 0.99):
        move.interpolate(alpha)
        wide.append(float(move.mobject.width))
    assert wide[0] == pytest.approx(0.6, rel=0.01)
    assert wide[1] > 0.9 * wide[0]
    assert wide[2] < 0.12 * wide[0]
    move.interpolate(1.0)
    assert all(opacities_of(leaf) == (0, 0) for leaf in leaves_of(move.mobject))
    assert same(state(thing), before)
