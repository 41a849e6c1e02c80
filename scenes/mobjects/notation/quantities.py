"""What a notation is made of: how each quantity is written and drawn, and which readings of a trace it stands for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Self

__all__ = ["Notation", "Quantity"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """How one quantity is written and drawn, whoever draws it.

    Attributes
    ----------
    letter
        Its letter, as Typst source; empty where it has none and is called by its name.
    role
        What it does, or is: the name of a colour of the theme.
    scale
        The colour map of its values, a name in ``SCALES``.
    equation
        What it is computed by, as Typst source in which ``<name>`` stands for the letter of another quantity.
    parts
        Parts of the equation that films light one by one: which of its glyphs, counted in reading order.
    key
        Where a trace has it, if not under its own name.
    index
        Where in that array it is: what leads the index of its readings, None for any position.
    name
        Its name, which the notation gives it.
    """

    letter: str
    role: str
    scale: str = "signed"
    equation: str = ""
    parts: Mapping[str, tuple[slice, ...]] = field(default_factory=dict)
    key: str = ""
    index: tuple[int | None, ...] = ()
    name: str = ""

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """Return the quantity itself: it never changes, and manim copies mobjects all the time."""
        return self

    def holds(self, index: tuple[int, ...]) -> bool:
        """Tell whether a reading at ``index``, or a part of an array there, is one of this quantity."""
        known = len(index) >= len(self.index)
        return known and all(own in (None, there) for own, there in zip(self.index, index, strict=False))


class Notation(Mapping[str, Quantity]):
    """The quantities of one kind of cell, or of attention, by name; a later one of a name takes the place of an earlier one."""

    def __init__(self, *groups: Mapping[str, Quantity]) -> None:
        every = {name: each for group in groups for name, each in group.items()}
        named = {name: replace(each, name=name, key=each.key or name) for name, each in every.items()}
        self._quantities = MappingProxyType(named)
        self._by_key: dict[str, list[Quantity]] = {}
        for each in named.values():
            self._by_key.setdefault(each.key, []).append(each)

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """Return the notation itself, for the same reason."""
        return self

    def __getitem__(self, name: str) -> Quantity:
        return self._quantities[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._quantities)

    def __len__(self) -> int:
        return len(self._quantities)

    def of(self, key: str, index: tuple[int, ...] = ()) -> Quantity:
        """Return the quantity that a trace has under ``key`` at ``index``: the one that says most of where it is.

        Raises KeyError where there is none.
        """
        there = [each for each in self._by_key.get(key, ()) if each.holds(index)]
        if not there:
            raise KeyError(key)
        return max(there, key=lambda each: len(each.index))

    @property
    def equations(self) -> tuple[str, ...]:
        """The names of all quantities with an equation."""
        return tuple(name for name, each in self.items() if each.equation)

    @property
    def letters(self) -> tuple[str, ...]:
        """The names of all quantities with a letter."""
        return tuple(name for name, each in self.items() if each.letter)
