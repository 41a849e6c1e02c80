"""How columns become one: what rides grows in width alone, and rows level out to the weighted mean."""

from pathlib import Path as File

import numpy as np
import pytest
from manim import Scene, tempconfig

from scenes.mobjects.blending import Flag, Level, Ride
from scenes.mobjects.colours import signed
from scenes.mobjects.leaves import opacities_of
from scenes.mobjects.light import channels_of
from scenes.mobjects.moves import Path
from scenes.mobjects.reading import Reading
from scenes.mobjects.theme import DARK
from scenes.mobjects.values import Swatch

pytestmark = pytest.mark.usefixtures("manim_ready")


def cell(value: float, index: int = 0, *, numeral: bool = True) -> Swatch:
    reading = Reading("context", (0, index), value)
    made = Swatch(reading, theme=DARK, scale="signed", size=(2.0, 0.3), numeral=numeral)
    return made.shift((4.0, -0.3 * index, 0))


def test_what_rides_widens_on_its_way_and_its_number_comes_late() -> None:
    made = cell(0.4)
    ride = Ride(made, Path((0, 0), (4, 0)), narrow=0.25)
    ride.begin()
    ride.interpolate(0.001)
    assert made.patch.width == pytest.approx(0.5, abs=0.01)
    assert made.patch.height == pytest.approx(0.3)
    assert made.patch.get_x() == pytest.approx(0.0, abs=0.01)
    assert opacities_of(made.numeral)[0] == 0
    ride.interpolate(1)
    assert made.patch.width == pytest.approx(2.0)
    assert made.patch.get_x() == pytest.approx(4.0)
    assert opacities_of(made.numeral)[0] == 1
    np.testing.assert_allclose(ride.start, [0.25, 1.0])


@pytest.mark.parametrize(("there", "levels"), [(False, [0, 1, 1]), (True, [1, 1, 1])])
def test_a_flag_comes_in_on_its_way_unless_it_is_there(there: bool, levels: list[float]) -> None:
    made = cell(0.4)
    flag = Flag(made, Path((0, 1), (4, 1)), narrow=0.5, there=there)
    flag.begin()
    seen = []
    for share in (0.0, 0.5, 1.0):
        flag.interpolate(share)
        seen.append(opacities_of(made.patch)[0])
    assert seen == levels


def test_rows_level_out_to_the_weighted_mean() -> None:
    values, shares = np.array([[1.0, -0.5, 0.2], [-1.0, 2.0, 0.0]]), np.array([0.25, 0.6, 0.15])
    means = values @ shares
    cells = [cell(mean, number) for number, mean in enumerate(means)]
    level = Level(cells, values, shares, theme=DARK)
    level.begin()
    level.interpolate(0.0)
    pieces = list(level.smear)
    first = np.round(pieces[0].fill_rgbas[0, :3] * 255)
    assert tuple(first) == pytest.approx(channels_of(signed(1.0, DARK)), abs=1)
    np.testing.assert_allclose(level._rows.mean(axis=1), means, atol=1e-12)
    level.interpolate(level.DONE - 1e-9)
    for piece in pieces[:: level.ACROSS - 1]:
        row = pieces.index(piece) // level.ACROSS
        assert tuple(np.round(piece.fill_rgbas[0, :3] * 255)) == pytest.approx(channels_of(signed(means[row], DARK)), abs=6)
    level.interpolate(1.0)
    assert {opacities_of(piece)[0] for piece in pieces} == {0}
    assert {opacities_of(each.patch)[0] for each in cells} == {1}


def test_after_levelling_only_the_cells_are_left(manim_ready: File) -> None:
    del manim_ready
    cells = [cell(0.5)]
    with tempconfig({"dry_run": True}):
        scene = Scene(skip_animations=True)
        scene.play(Level(cells, np.array([[0.5, 0.5]]), np.array([0.5, 0.5]), theme=DARK, run_time=0.1))
    assert scene.mobjects == cells
