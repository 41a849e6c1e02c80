"""Where things are to be: a place is computed from the index of what a thing shows, and the audit holds the thing to it.

A set gives a place to all that it makes, so that the right value over the wrong word, two words exchanged, or a letter beside
another quantity can be told from what was meant.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, Self, TypeVar
from weakref import ref

from manim import VGroup, VMobject

from scenes.mobjects.reading import Readings

__all__ = [
    "Entry",
    "Place",
    "Seats",
    "Where",
    "about",
    "kept_for",
    "named",
    "of_one",
    "placed",
    "seated",
    "side_by_side",
    "stays",
    "tells",
]

Where = Callable[[tuple[int, ...]], tuple[float | None, float | None]]
"""Returns the x and the y of what has an index, in units; None for one that is free."""

T = TypeVar("T", bound=VMobject)


class Place(NamedTuple):
    """Where a thing is to be, by the index of what it shows: its left edge (``align`` -1), its middle or its right edge (1).

    One that is ``fixed`` is the same whatever the thing shows.
    """

    where: Where
    align: float = 0.0
    fixed: bool = False

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """Return the place itself: where things are to be does not change with a copy, and a set is not to be copied with it."""
        return self


class Seats(NamedTuple):
    """Where in a group each of its values is, ``(column, row)``, wherever the group is and however large.

    Columns are counted to the right and rows downward. A value is known by its key, its index and its trace.
    """

    where: Mapping[tuple[str, tuple[int, ...], int], tuple[float, float]]

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """Return the seats themselves: a copy of the group has the same."""
        return self


class Entry(VGroup):
    """Things of one index side by side: a word, its bar, its number. They are at one height, and none is of another index.

    Each of them knows it by its attribute ``entry``, also where it is on screen without the others.
    """

    def __init__(self, *members: VMobject) -> None:
        super().__init__(*members)
        for member in self.get_family()[1:]:
            vars(member)["entry"] = ref(self)


def placed(thing: T, where: Where, align: float = 0.0) -> T:
    """Give a thing its place, and return it."""
    vars(thing)["place"] = Place(where, align)
    return thing


def stays(thing: T) -> T:
    """Let a thing that is at its place stay there, whatever it shows; return it."""
    x, y = float(thing.get_x()), float(thing.get_y())
    vars(thing)["place"] = Place(lambda _: (x, y), fixed=True)
    return thing


def about(thing: T, *index: int) -> T:
    """Let a thing show only what has an index that ends so, wherever it is; return it."""
    vars(thing)["place"] = Place(lambda shown: {index: (None, None)}[shown[-len(index) :]], fixed=True)
    return thing


def kept_for(thing: T, *index: int) -> T:
    """Let a thing that is at its place stay there, and show only what has an index that ends so; return it."""
    x, y = float(thing.get_x()), float(thing.get_y())
    vars(thing)["place"] = Place(lambda shown: {index: (x, y)}[shown[-len(index) :]], fixed=True)
    return thing


def tells(said: T, thing: VMobject) -> T:
    """Say that a text stands beside a thing to tell which value that shows: it is to be the very same; return the text."""
    vars(said)["tells"] = ref(thing)
    return said


def of_one(values: Readings, place: Callable[[int], tuple[float | None, float | None]]) -> Where:
    """Return where the values of one vector are, by their numbers; one of another vector is nowhere: KeyError."""

    def where(index: tuple[int, ...]) -> tuple[float | None, float | None]:
        if index[:-1] != values.index:
            raise KeyError(index)
        return place(index[-1])

    return where


def seated(group: T, values: Readings, where: Mapping[tuple[int, ...], tuple[float, float]]) -> T:
    """Say where in a group of cells each of some values is, by the end of its index, as ``(column, row)``; return the group."""
    vars(group)["seats"] = Seats({(values.key, (*values.index, *end), values.of): seat for end, seat in where.items()})
    return group


def side_by_side(group: T, values: Readings, numbers: Sequence[int], *, down: bool = False) -> T:
    """Say that some values of a vector, by their numbers, are side by side in a group, or one below the other; return it."""
    return seated(group, values, {(number,): (0, rank) if down else (rank, 0) for rank, number in enumerate(numbers)})


def named(letter: T, quantity: str) -> T:
    """Say which quantity a letter or an equation is to stand for where it is, and return it."""
    vars(letter)["names"] = quantity
    return letter
