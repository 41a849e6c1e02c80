"""Where things are to be: a place is computed from the index of what a thing shows, and the audit holds the thing to it.

A set gives a place to all that it makes, so that the right value over the wrong word, two words exchanged, or a letter beside
another quantity can be told from what was meant.
"""

from collections.abc import Callable
from typing import Any, NamedTuple, Self, TypeVar
from weakref import ref

from manim import VGroup, VMobject

__all__ = ["Entry", "Place", "Where", "named", "placed", "stays"]

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


def named(letter: T, quantity: str) -> T:
    """Say which quantity a letter or an equation is to stand for where it is, and return it."""
    vars(letter)["names"] = quantity
    return letter
