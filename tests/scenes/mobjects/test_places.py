"""Things know where they are to be, and what they stand for there."""

from copy import deepcopy

import numpy as np
import pytest
from manim import Circle, Square, VGroup

from scenes.mobjects.places import Entry, Place, about, kept_for, named, of_one, placed, seated, side_by_side, stays, tells
from scenes.mobjects.reading import Readings

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


def test_what_is_kept_for_an_index_has_no_place_with_another() -> None:
    thing = Square(1).move_to((3, -2, 0))
    for keeps, there in ((kept_for, pytest.approx((3, -2))), (about, (None, None))):
        assert keeps(thing, 1, 2) is thing
        place = vars(thing)["place"]
        assert place.fixed
        assert place.where((1, 2)) == place.where((7, 1, 2)) == there
        for other in ((2,), (), (2, 1), (1, 2, 3)):
            with pytest.raises(KeyError):
                place.where(other)


def test_the_places_of_one_vector_are_those_of_its_own_index() -> None:
    values = Readings("cell", (4,), np.zeros(8))
    where = of_one(values, lambda number: (2.0 * number, None))
    assert where((4, 3)) == (6.0, None)
    for other in ((3,), (5, 3), (0, 4, 3)):
        with pytest.raises(KeyError):
            where(other)


def test_a_group_says_which_values_are_in_which_of_its_seats() -> None:
    values, group = Readings("cell", (4,), np.zeros(8), 1), VGroup()
    assert side_by_side(group, values, (2, 5)) is group
    assert dict(vars(group)["seats"].where) == {("cell", (4, 2), 1): (0, 0), ("cell", (4, 5), 1): (1, 0)}
    assert dict(vars(side_by_side(group, values, (2, 5), down=True))["seats"].where)[("cell", (4, 5), 1)] == (0, 1)
    assert seated(group, values, {(3,): (0.0, 2.0)}) is group
    seats = vars(group)["seats"]
    assert dict(seats.where) == {("cell", (4, 3), 1): (0.0, 2.0)}
    assert vars(group.copy())["seats"] is seats


def test_a_text_tells_of_the_thing_beside_it() -> None:
    text, thing = Square(1), Circle(1)
    assert tells(text, thing) is text
    assert vars(text)["tells"]() is thing


def test_all_of_an_entry_know_it() -> None:
    word, number = Square(1), VGroup(Circle(1))
    entry = Entry(word, number)
    assert entry.submobjects == [word, number]
    assert [vars(each)["entry"]() for each in (word, number, number[0])] == [entry] * 3
    assert "entry" not in vars(entry)
