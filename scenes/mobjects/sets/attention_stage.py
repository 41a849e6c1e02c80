"""Where attention happens: the encoder's states over their words, the scores and weights above them, the decoder beside them."""

from collections.abc import Sequence

from manim import Line, VGroup, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.bars import Pillar
from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.notation.translation import NOTATION
from scenes.mobjects.notation.vectors import vector
from scenes.mobjects.places import named, placed, stays
from scenes.mobjects.reading import Phrase, Reading, Readings, in_one_line, phrase
from scenes.mobjects.text import Label, fitted, within
from scenes.mobjects.theme import Theme
from scenes.mobjects.tokens import hatched
from scenes.mobjects.values import Vector
from scenes.mobjects.wires import Wire

__all__ = ["AttentionStage"]


class AttentionStage(VGroup):
    """The encoder's side of attention for a sentence, and places for everything that attention computes from it.

    It is as wide as ``area``. ``words`` and ``known`` are ``(source,)``, ``hidden`` is ``(source, annotation)``. Each h_j is a
    column of colours over its word. Words that are wider than their column stand on two levels by turns; those that the model
    does not know are hatched.
    """

    RIM, WIDEST = 0.1, 1.15  # what it leaves free at the left of its area; the pitch of its columns at the most
    WORD, LEVEL, FOOT, TALL = -2.46, 0.28, -2.14, 1.4  # heights: words, second level, foot of the columns and their length
    FLOOR, BAR, SCORE, STATE = -0.52, 1.3, 1.55, 2.6  # the bars' floor and a weight of one; scores; the state that asks
    ASKER, NAMED = (-0.15, 2.78), 0.4  # the state that asks where there are equations; how far below it its name is
    ASKED = 2.9  # how long the state that asks is, and at most its name
    SPILL = 0.2  # how far a word may reach beyond the columns
    NUMERAL, FAINT = 0.68, 0.05  # the least pitch with room for every number; weights below it stay without where there is none

    def __init__(self, words: Readings, hidden: Readings, area: Area, *, theme: Theme, known: Sequence[bool] = ()) -> None:
        super().__init__()
        self._theme = theme
        self.count = len(words)
        self.left, self.right = area.left + self.RIM, area.right
        self.pitch = min(self.WIDEST, (self.right - self.left) / self.count)
        self.wide = min(0.42, self.pitch * 0.62)
        self._start = (self.left + self.right - self.pitch * self.count) / 2
        self.crowded = self.pitch < self.NUMERAL
        labels = self._labels(words, theme.small, self.pitch - 0.12)
        uneven = any(label.text != in_one_line(str(word)) for label, word in zip(labels, words.values, strict=True))
        labels = self._labels(words, theme.numeral, 2 * self.pitch - 0.12) if uneven else labels
        self.words = [self._seated(label, number, uneven) for number, label in enumerate(labels)]
        self.hidden = [self.over(hidden.row(number)) for number in range(self.count)]
        left, right = self.x(0) - self.pitch / 2, self.x(self.count - 1) + self.pitch / 2
        self.floor = Line((left, self.FLOOR, 0), (right, self.FLOOR, 0), stroke_color=theme.line, stroke_width=theme.thin)
        strangers = [
            hatched(label, theme=theme, high=self.LEVEL)
            for label, familiar in zip(self.words, known, strict=False)
            if not familiar
        ]
        self.add(*strangers, *self.words, *self.hidden, self.floor)

    def x(self, source: int) -> float:
        """Return the middle of a source word's column."""
        return self._start + (source + 0.5) * self.pitch

    def _labels(self, words: Readings, size: float, room: float) -> list[Label]:
        left, right = self.left - self.SPILL, self.right + self.SPILL
        rooms = [min(room, 2 * (self.x(number) - left), 2 * (right - self.x(number))) for number in range(self.count)]
        return [
            fitted(word, theme=self._theme, size=size, room=wide, colour="source")
            for word, wide in zip(words.flat(), rooms, strict=True)
        ]

    def _seated(self, label: Label, number: int, uneven: bool) -> Label:
        label.sit_amid(self.x(number), self.WORD - (self.LEVEL if uneven and number % 2 else 0.0))
        return placed(label, self._over)

    def _over(self, index: tuple[int, ...]) -> tuple[float, None]:
        """Return where what belongs to a source word is: amid its column. The last of its indices is that of the word."""
        return self.x(index[-1]), None

    def over(self, values: Readings) -> Vector:
        """Return a vector of a source word, by the last of its indices, as a column over it."""
        return placed(self.column(values, self.x(values.index[-1])), self._over)

    def column(self, values: Readings, x: float) -> Vector:
        """Return a vector as a thin column whose foot is that of the encoder's states."""
        size = (self.wide, self.TALL / len(values))
        made = vector(values, notation=NOTATION, theme=self._theme, size=size, numerals=False)
        made.move_to((x, self.FOOT + self.TALL / 2, 0))
        return made

    def state(self, values: Readings) -> Vector:
        """Return the decoder's state that asks, as a strip above the scores."""
        size = (self.ASKED / len(values), 0.24)
        made = vector(values, notation=NOTATION, theme=self._theme, across=True, size=size, numerals=False)
        made.move_to(((self.x(0) + self.x(self.count - 1)) / 2, self.STATE, 0))
        return made

    def asker(self, values: Readings, before: Reading) -> tuple[Vector, Label]:
        """Return the state that asks, higher up at the right, and what names it by the word that was written before."""
        (x, y), theme = self.ASKER, self._theme
        said = phrase("after “{word:short}”", word=before)
        label = within(said, theme=theme, size=theme.small, room=self.ASKED, colour="muted").sit_amid(x, y - self.NAMED)
        return self.state(values).move_to((x, y, 0)), label

    def question(self, source: int) -> Wire:
        """Return the wire from the asking state to a source word's score."""
        middle = (self.x(0) + self.x(self.count - 1)) / 2
        start, bus = (middle, self.STATE - 0.2), self.STATE - 0.45
        x = self.x(source)
        bend = [] if abs(x - middle) < 0.02 else [(middle, bus), (x, bus)]
        return Wire(start, *bend, (x, self.SCORE + 0.2), theme=self._theme, colour="line", width=self._theme.thin)

    def score(self, reading: Reading, source: int) -> Label:
        """Return a score, printed above its column; on two levels by turns where columns are narrow."""
        level = self.LEVEL if self.crowded and source % 2 else 0.0
        made = self._number(phrase("{score}", score=reading), "ink").sit_amid(self.x(source), self.SCORE - level)
        return placed(made, self._over)

    def bar(self, weight: Reading, source: int) -> Pillar:
        """Return a weight as a bar that stands on the floor; a weight of one is ``BAR`` units high."""
        paint = self._theme.looks
        made = Pillar(weight, unit=self.BAR, width=self.wide, x=self.x(source), floor=self.FLOOR, paint=paint)
        return placed(made, self._over)

    def weight(self, reading: Reading, source: int) -> VGroup:
        """Return a weight's number, on top of its bar; nothing where columns are narrow and the weight is small."""
        if self.crowded and float(reading.value) < self.FAINT:
            return VGroup()
        height = self.FLOOR + self.BAR * float(reading.value)
        made = self._number(phrase("{weight}", weight=reading), "looks").sit(self.x(source), height + 0.08)
        return VGroup(placed(made, self._over))

    def _number(self, said: Phrase, colour: str) -> Label:
        return Label(said, theme=self._theme, size=self._theme.numeral, colour=colour)

    def letter(self, name: str, x: float, y: float) -> VMobject:
        """Return the letter of a quantity at a place of the stage."""
        made = Symbol(name, notation=NOTATION, theme=self._theme, size=self._theme.symbol * 0.85).move_to((x, y, 0))
        return named(stays(made), name)
