"""A word that wrote early and is held long: which one a film follows with it, and in which unit."""

from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from model.trace.holding import held_of
from scenes.mobjects.sets.cards import Card, Stack
from scenes.mobjects.wires import Point

if TYPE_CHECKING:
    from scenes.telling.reader import ReaderFilm as Film
else:
    Film = object  # what films are is said where one is made, so that none is more than three classes deep

__all__ = ["HeldWord"]

UNITS = 8
"""So many units are drawn as cells at the most."""


class HeldWord(Film):
    """What a film has that follows a word in one unit of the cell state, beside what every film of a reader has."""

    cell_kinds = ("lstm",)
    longest = 40
    follows_a_word: ClassVar[bool] = True
    follows_a_unit: ClassVar[bool] = True
    text: ClassVar[str] = "The awful food was not good but it was fun"

    @cached_property
    def step(self) -> int:
        """The index of the word that is followed: the brief's, or the one that wrote early and is held long."""
        return held_of(self.trace, self.brief.word, self.brief.unit).word

    @cached_property
    def unit(self) -> int:
        """The unit that is followed: the brief's, or the one that holds most of that word."""
        return held_of(self.trace, self.step, self.brief.unit).unit

    @cached_property
    def units(self) -> tuple[int, ...]:
        """The units that are drawn as cells."""
        return tuple(self.trace.most_active(UNITS, among=(self.unit,)))

    @property
    def last(self) -> int:
        """The index of the last word."""
        return self.count - 1

    def card_at(self, name: str, time: int, at: Point, **options: Any) -> Card:
        """Return a quantity of a step as a card; ``options`` are those of :class:`Card`."""
        values = self.read(name, time)
        return Card(values, self.units, self.unit, at=at, notation=self.notation, theme=self.theme, **options)

    def stack_at(self, time: int, at: Point, **options: Any) -> Stack:
        """Return what all layers read at a step, [h; x]; ``options`` are those of :class:`Stack`."""
        split = self.trace.hidden.shape[-1]
        return Stack(self.read("stacked", time), split, at=at, notation=self.notation, theme=self.theme, **options)
