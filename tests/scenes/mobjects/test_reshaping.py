"""Things that change their shape are not seen before their turn."""

from collections.abc import Callable

import pytest

from scenes.mobjects.bars import Push
from scenes.mobjects.reading import Reading
from scenes.mobjects.reshaping import Fill, Swell, Widen
from scenes.mobjects.streams import Pool
from scenes.mobjects.theme import DARK

pytestmark = pytest.mark.usefixtures("manim_ready")


def bar() -> Push:
    return Push(Reading("pushes", (0, 0, 0), 2.0), unit=0.5, height=0.3, home=0.0, y=0.0, theme=DARK)


def test_a_bar_that_follows_another_one_is_seen_from_its_turn_on_and_in_its_place_at_once() -> None:
    """Bars of later rows would else stand a row above their own, each before its cause."""
    for left, seen in ((False, 0.0), (True, 1.0)):
        push = bar()
        move = Swell(push, axis=0.0, times=0.5, rise=0.4, left=left)
        move.begin()
        assert push.get_fill_opacity() == seen
        move.interpolate(0.5)
        assert push.get_fill_opacity() == 1.0


@pytest.mark.parametrize("move", [lambda cell: Fill(cell, "top"), lambda cell: Widen(cell, 0.5)])
def test_a_cell_is_seen_from_its_turn_on(move: Callable[[Pool], Fill]) -> None:
    cell = Pool(Reading("cell", (0, 0), 0.5), theme=DARK, unit=1.0, height=0.3, size=None)
    animation = move(cell)
    animation.begin()
    assert cell.patch.get_fill_opacity() == 0.0
    animation.interpolate(0.5)
    assert cell.patch.get_fill_opacity() == 1.0
