"""Things know where they are to be, and what they stand for there."""

from copy import deepcopy

import pytest
from manim import Circle, Square, VGroup

from scenes.mobjects.places import Entry, Place, named, placed, stays

pytestmark = pytest.mark.usefixtures("manim_ready")


def column(index: tuple[int, ...]) -> tuple[float | None, float | None]:
    return 2.0 * index[-1], None


def test_a_thing_is_given_a_place_by_its_index() -> None:
    assert Place(column) == Place(column, align=0.0, fixed=False)
    thing = Square(1)
    assert placed(thing, column) is thing
    assert vars(thing)["place"] == Place(column)
    assert vars(placed(thing, column, -1))["place"] == Place(column, align=-1)


def test_what_stays_is_to_be_where_it_is_whatever_it_shows() -> None:
    thing = Square(1).move_to((3, -2, 0))
    assert stays(thing) is thing
    place = vars(thing)["place"]
    assert (place.align, place.fixed) == (0.0, True)
    thing.shift((1, 1, 0))
    assert place.where(()) == place.where((4, 2)) == pytest.approx((3, -2))


def test_a_copy_is_to_be_at_the_same_place() -> None:
    thing = placed(Square(1), column)
    place = vars(thing)["place"]
    assert vars(thing.copy())["place"] is place
    assert deepcopy([place])[0] is place


def test_a_thing_is_named_by_the_quantity_that_it_stands_for() -> None:
    thing = Square(1)
    assert named(thing, "cell") is thing
    assert vars(thing)["names"] == "cell"


def test_all_of_an_entry_know_it() -> None:
    word, number = Square(1), VGroup(Circle(1))
    entry = Entry(word, number)
    assert entry.submobjects == [word, number]
    assert [vars(each)["entry"]() for each in (word, number, number[0])] == [entry] * 3
    assert "entry" not in vars(entry)
