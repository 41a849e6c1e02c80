"""Time strips: quantities against time as a table, time running down, a row a word and a strip a quantity."""

from manim import VGroup, VMobject

from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.notation.vectors import vector
from scenes.mobjects.places import named, placed, stays
from scenes.mobjects.reading import Readings
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import Label, fitted
from scenes.mobjects.theme import Theme
from scenes.mobjects.tokens import hatched
from scenes.mobjects.values import Vector

__all__ = ["TimeStrips"]


class TimeStrips(VGroup):
    """An empty table for ``count`` rows: a frame, a letter and a title for each quantity.

    ``titles`` maps quantities to what is written above their strips; each strip begins ``pitch`` after the last, the first at
    ``left``, and has ``units`` cells. The rows lie amid ``top`` and ``foot``; the attribute ``top`` is where they really begin.
    :meth:`row` makes the cells of one quantity at one time, :meth:`word` the word.
    """

    WIDE, TALLEST, FILL = 1.176, 0.66, 0.88
    SIZES = ((0.36, "label"), (0.27, "small"), (0.0, "numeral"))  # the least height of a row for each size of words

    def __init__(
        self,
        titles: dict[str, str],
        *,
        notation: Notation,
        theme: Theme,
        count: int,
        units: int,
        left: float,
        pitch: float,
        top: float,
        foot: float,
    ) -> None:
        super().__init__()
        self._notation, self._theme, self._units, self._left = notation, theme, units, left
        self.pitch = min((top - foot) / count, self.TALLEST)
        self.top = (top + foot + self.pitch * count) / 2
        self._starts = {name: left + number * pitch for number, name in enumerate(titles)}
        self.frames = {name: self._frame(name, count) for name in titles}
        self.heads = {name: self._head(name, title) for name, title in titles.items()}
        self.add(*self.frames.values(), *self.heads.values())

    def y(self, time: int) -> float:
        """Return the height of a row's middle."""
        return self.top - (time + 0.5) * self.pitch

    def middle(self, name: str) -> float:
        """Return the x of a strip's middle."""
        return self._starts[name] + self.WIDE / 2

    def row(self, name: str, time: int, values: Readings) -> Vector:
        """Return the cells of a quantity at one time, ``(unit,)``, at their place."""
        size = (self.WIDE / self._units, self.pitch * self.FILL)
        made = vector(values, notation=self._notation, theme=self._theme, across=True, size=size, numerals=False, framed=False)
        made.move_to((self.middle(name), self.y(time), 0))
        return placed(made, lambda index: (self.middle(name), self.y(index[0])))

    def word(self, words: Readings, time: int, *, known: bool, room: float) -> VGroup:
        """Return a word at the left of its row, cut to ``room`` if need be; hatched behind if the model does not know it."""
        size = next(name for least, name in self.SIZES if self.pitch >= least)
        label = fitted(words[time], theme=self._theme, size=getattr(self._theme, size), room=room, colour="muted")
        label.sit_amid(self._left - 0.25, self.y(time), 1)
        placed(label, lambda index: (self._left - 0.25, self.y(index[-1])), 1)
        return VGroup(label) if known else VGroup(hatched(label, theme=self._theme, high=min(self.pitch * 0.85, 0.36)), label)

    def _frame(self, name: str, count: int) -> Box:
        return Box(
            width=self.WIDE + 0.1,
            height=self.pitch * count + 0.06,
            corner_radius=0.06,
            stroke_color=self._theme.colour(self._notation[name].role),
            stroke_width=self._theme.stroke,
            fill_opacity=0,
        ).move_to((self.middle(name), self.top - self.pitch * count / 2, 0))

    def _head(self, name: str, title: str) -> VMobject:
        letter = Symbol(name, notation=self._notation, theme=self._theme, size=self._theme.symbol * 0.9)
        named(stays(letter.move_to((self.middle(name), self.top + 0.62, 0))), name)
        said = Label(title, theme=self._theme, size=self._theme.small, colour=self._notation[name].role)
        return VGroup(letter, stays(said.sit(self.middle(name), self.top + 0.17)))
