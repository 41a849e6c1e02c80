"""Things that pass are seen only on their way, and only before or behind the edge at which they are cut."""

from typing import Any

import numpy as np
import pytest
from manim import Rectangle

from scenes.mobjects.motion import Own
from scenes.mobjects.moves import Path
from scenes.mobjects.notation.lstm import NOTATION
from scenes.mobjects.notation.vectors import swatch
from scenes.mobjects.passing import Go, Pass, emitted, even, window
from scenes.mobjects.reading import Reading
from scenes.mobjects.theme import DARK
from scenes.mobjects.values import Swatch

pytestmark = pytest.mark.usefixtures("manim_ready")


def cell(key: str = "cell") -> Swatch:
    made: Swatch = swatch(Reading(key, (0, 0), 0.25), notation=NOTATION, theme=DARK, size=(0.6, 0.4))
    return made


def at(animation: Own, alpha: float) -> Any:
    animation.interpolate(alpha)
    return animation.mobject


def begun(animation: Any) -> Any:
    animation.begin()
    return animation


def test_a_window_is_a_part_of_the_whole() -> None:
    assert window(1.0, 2.0, 4.0) == (0.25, 0.75)
    assert window(3.0, 2.0, 4.0) == (0.75, 1.0)


def test_what_passes_is_seen_in_its_window_and_stays_or_leaves() -> None:
    for leaves in (False, True):
        going = begun(Pass(cell(), Path((0, 0), (4, 0)), window=(0.5, 0.75), leaves=leaves, rate_func=even))
        assert at(going, 0.25).patch.fill_rgbas[0, 3] == 0
        there = at(going, 0.625)
        assert (there.patch.fill_rgbas[0, 3], there.get_x()) == (1, pytest.approx(2))
        after = at(going, 1.0)
        assert after.patch.fill_rgbas[0, 3] == (0 if leaves else 1)
        assert after.get_x() == pytest.approx(4)
        assert going.window == (0.5, 0.75)


@pytest.mark.parametrize(
    ("side", "edge", "low", "high", "opaque"), [("left", 0.9, 0.7, 0.9, 2 / 3), ("right", 0.9, 0.9, 1.3, 1.0)]
)
def test_what_is_cut_is_seen_on_one_side_of_an_edge_only_and_fades_as_it_becomes_a_sliver(
    side: str, edge: float, low: float, high: float, opaque: float
) -> None:
    going = begun(Pass(cell(), Path((0, 0), (1, 0), (2, 0)), cut=(side, edge), rate_func=even))
    patch = at(going, 0.5).patch
    assert (patch.get_left()[0], patch.get_right()[0]) == pytest.approx((low, high))
    assert patch.fill_rgbas[0, 3] == pytest.approx(opaque)


def test_nothing_is_seen_of_what_is_beyond_the_edge_and_no_numeral_of_what_is_half_beyond() -> None:
    going = begun(Pass(cell(), Path((0, 0), (4, 0)), cut=("left", 1.0), rate_func=even))
    there = at(going, 0.25)
    assert there.patch.fill_rgbas[0, 3] == 1
    assert there.numeral.fill_rgbas[0, 3] == pytest.approx(0, abs=1e-6)
    assert at(going, 0.5).patch.fill_rgbas[0, 3] == 0


def test_what_comes_out_of_a_door_is_seen_behind_it_only_and_whole_once_its_way_turns() -> None:
    thing = cell()
    going = begun(Pass(thing, Path((0, 0), (0, 2), (2, 2), (2, 0)), door=("top", 0.3), rate_func=even))
    going.interpolate(0.0)
    assert max(leaf.get_fill_opacity() for leaf in thing.get_family() if leaf.has_points()) == 0
    going.interpolate(0.06)
    assert thing[0].get_bottom()[1] == pytest.approx(0.3, abs=1e-6)
    going.interpolate(1.0)  # its way led back over the edge
    assert thing[0].get_y() == pytest.approx(0.0, abs=1e-6)
    assert thing[0].height > 0


def test_a_vessel_that_is_cut_keeps_a_height_as_long_as_it_is_seen() -> None:
    going = begun(Pass(cell("forget_gate"), Path((0, 0), (0, 2)), cut=("bottom", 1.0)))
    for alpha in np.linspace(0.01, 1, 40):
        patch = at(going, float(alpha)).patch
        assert patch.fill_rgbas[0, 3] == 0 or patch.height > 0


def test_what_goes_begins_where_it_is_and_ends_as_large_as_it_is_told() -> None:
    thing = Rectangle(width=1, height=1).move_to((3, 1, 0))
    going = begun(Go(thing, Path((0, 0), (2, 0)), end=0.5))
    assert at(going, 0.0).get_x() == pytest.approx(3)
    there = at(going, 1.0)
    assert (there.get_x(), there.get_y(), there.width) == pytest.approx((5, 1, 0.5))


@pytest.mark.parametrize("ways", [(1, 0), (-1, 0), (0, 1), (0, -1)])
def test_what_comes_out_of_a_thing_never_lies_on_it_and_the_thing_stays_as_it_is(ways: tuple[int, int]) -> None:
    source = cell().move_to((2.0, 1.0, 0.0))
    axis, ahead, home = int(ways[0] == 0), np.array(ways, float), source.patch.points.copy()
    edge = np.array((2.0, 1.0)) + ahead * np.array((source.width, source.height)) / 2
    going = begun(emitted(source, tuple(edge), tuple(edge + 2 * ahead), start=0.8, rate_func=even))
    for alpha in np.linspace(0.02, 0.98, 25):
        patch = at(going, float(alpha)).patch
        if patch.fill_rgbas[0, 3] > 0:
            assert ((patch.points[:, axis] - edge[axis]) * ahead[axis] > -1e-6).all()
    assert at(going, 0.98).get_center()[:2] == pytest.approx(edge + 2 * ahead, abs=0.1)
    assert (source.patch.points == home).all()
