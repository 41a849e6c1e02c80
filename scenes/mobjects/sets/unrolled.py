"""A recurrent cell laid out in time: a copy of it for every word, one tag with the weights of all, and h on the wires between."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from manim import VGroup, VMobject

from scenes.mobjects.moves import Path
from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.passing import Pass
from scenes.mobjects.places import named, placed, stays
from scenes.mobjects.reading import Reading, Readings, phrase
from scenes.mobjects.sets.recurrent_cell import Column, Copy, Print
from scenes.mobjects.sets.rows import large_cell
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import BOLD, Label, fitted, settled_alike
from scenes.mobjects.theme import Theme
from scenes.mobjects.tokens import hatched
from scenes.mobjects.wires import Point, Wire

__all__ = ["Unrolled"]


class Unrolled:
    """Where all copies and columns are, for ``count`` words: column -1 is the state before the first one.

    Where there is room, words stand below their copies in chips; where there is little, they are turned. Of many units' weights
    narrow copies show those of the ``followed`` one.
    """

    WIDTH, PITCH, MIDDLE = 12.05, 2.3, 0.28  # of all columns; of one at the most; the x of their middle
    ROOMY, LEAST = 1.0, 0.032  # a pitch with words upright; the least width of a column of a print
    COPY, HIGH = 0.33, 1.5  # the height of copies, and how high they are
    TOLD, WORD, WORDS, TURNED = -0.83, -1.48, -2.2, -1.92  # heights: numbers, word vectors, words; where turned ones end
    TAG, RAIL, STAMP = (-6.25, 2.45), 1.4, (0.6, 1.2)  # the tag, the rail to all copies, and the print on the tag
    STATE, ENTRIES, ROW = 1.8, 0.66, -6.42  # how high states and word vectors are; the least x of what rows are called
    BESIDE = 0.9  # how far left of the first state that is
    NUMBER = 0.68, 0.32  # the size of a number
    CLEAR = 0.08  # between the first number and whose it is
    MARK = 0.05, -2.52, -2.9  # how thick the mark under a word is, and where: below upright words, and below turned ones
    AROUND = 0.12  # how much larger a frame is than what is in it
    EACH, PRINTED = 0.4, 0.3  # the part of the time in which a print goes to the tag, and how large it is at first
    SHARES = 0.42, 0.2, 0.3  # of the pitch, the widths of a copy, of a state and of a word's vector

    def __init__(
        self,
        weights: Readings,
        units: Sequence[int],
        entries: Sequence[int],
        followed: int,
        count: int,
        *,
        notation: Notation,
        theme: Theme,
    ) -> None:
        self._look: dict[str, Any] = {"notation": notation, "theme": theme}
        self._theme, self._units, self._entries, self.followed = theme, tuple(units), tuple(entries), followed
        self._weights, self.count = weights, count
        self.pitch = min(self.WIDTH / (count + 0.25), self.PITCH)
        self.start = self.MIDDLE * (count > 8) - self.pitch * count / 2
        copy, state, word = (share * self.pitch for share in self.SHARES)
        self.wide, self.thick, self._wordy = min(copy, 0.8), min(state, 0.42), min(word, 0.5)
        inner = self.wide - 2 * min(Copy.ROOM, self.wide / 6)
        self._inner = inner, self.HIGH - 2 * Copy.ROOM
        self.stamped = self._units if inner / len(self._units) >= self.LEAST else (followed,)
        self.copies = [Copy(self.at(time), (self.wide, self.HIGH), self.stamp(), theme=theme) for time in range(count)]
        self.threads = [
            Wire(*self.thread(time), theme=theme, colour="proposes", width=theme.thin, tip=False) for time in range(count)
        ]
        tips = self.pitch >= 0.9
        self.between = [Wire(*self.link(time), theme=theme, colour="state", tip=tips) for time in range(count + 1)]
        self.entrances = [self._entrance(time, tip=tips) for time in range(count)]

    @property
    def roomy(self) -> bool:
        """Whether words are upright, and numbers below states."""
        return self.pitch >= self.ROOMY

    def x(self, time: int) -> float:
        """Return the middle of a copy."""
        return self.start + (time + 0.5) * self.pitch

    def state_x(self, time: int) -> float:
        """Return the middle of the state after a word; -1 is before the first."""
        return self.start + (time + 1) * self.pitch

    def at(self, time: int) -> Point:
        """Return the middle of a copy."""
        return self.x(time), self.COPY

    def whole(self, time: int) -> Copy:
        """Return a copy with the weights of all units: one that is there, or a closer one where those have but one column."""
        if self.stamped == self._units:
            return self.copies[time]
        stamp = Print(self._weights, self._units, self._entries, self._inner, **self._look)
        return Copy(self.at(time), (self.wide, self.HIGH), stamp, theme=self._theme)

    def stamp(self) -> Print:
        """Return the print of the weights as it is in every copy."""
        return Print(self._weights, self.stamped, self._entries, self._inner, **self._look)

    def tag(self) -> Print:
        """Return the print of the weights as it is on the tag."""
        made = Print(self._weights, self._units, self._entries, self.STAMP, **self._look)
        return made.move_to((*self.TAG, 0))

    def tag_told(self, numbers: Reading, fingerprint: Reading) -> VGroup:
        """Return what stands beside the tag: the letter of the weights, how many numbers they are, and their fingerprint."""
        theme, left = self._theme, self.TAG[0] + self.STAMP[0] / 2 + 0.22
        sign = Symbol("weight", **self._look, size=theme.symbol)
        sign.move_to((left + sign.width / 2, self.TAG[1] + 0.36, 0))
        said = phrase("and b: {numbers:0} numbers", numbers=numbers)
        first = Label(said, theme=theme, size=theme.label, weight=BOLD).sit_amid(
            sign.get_right()[0] + 0.14, self.TAG[1] + 0.36, -1
        )
        second = Label("the same in every copy", theme=theme, size=theme.label, colour="proposes")
        third = Label(phrase("fingerprint {mark}", mark=fingerprint), theme=theme, size=theme.small, colour="muted")
        rows = VGroup(named(stays(sign), "weight"), stays(first))
        for line, lower in ((second, 0.02), (third, 0.38)):
            rows.add(stays(line.sit_amid(left, self.TAG[1] - lower, -1)))
        return rows

    def thread(self, time: int) -> list[Point]:
        """Return the corners of the wire from a copy to the tag."""
        x, foot = self.TAG[0], self.TAG[1] - self.STAMP[1] / 2
        return [(self.x(time), self.COPY + self.HIGH / 2), (self.x(time), self.RAIL), (x, self.RAIL), (x, foot)]

    def link(self, time: int) -> list[Point]:
        """Return the ends of the wire into a copy, from the one before or the first state; and of that out of the last one."""
        before = self.state_x(-1) if time == 0 else self.x(time - 1) + self.wide / 2
        after = self.state_x(time - 1) if time == self.count else self.x(time) - self.wide / 2
        return [(before, self.COPY), (after, self.COPY)]

    def _entrance(self, time: int, *, tip: bool) -> Wire:
        x = self.x(time)
        ends = (x, self.WORD + self.ENTRIES / 2 + 0.03), (x, self.COPY - self.HIGH / 2)
        return Wire(*ends, theme=self._theme, colour="word", tip=tip)

    # -- what goes along -----------------------------------------------------------------------------------------------------

    def state(self, values: Readings, time: int) -> Column:
        """Return the state after a word, ``(unit,)``, on its wire; -1 is before the first word."""
        at, size = (self.state_x(time), self.COPY), (self.thick, self.STATE / len(self._units))
        made = Column(values, self._units, at, size, spotted=self.followed, **self._look)
        for cell in made.cells.values():
            placed(cell.patch, lambda index: (self.state_x(index[0] if len(index) > 1 else -1), made.place(index[-1])[1]))
        return made

    def told(self, value: Reading, time: int) -> VMobject:
        """Return the followed unit's number below a state."""
        made = large_cell(value, self.NUMBER, wide=self.NUMBER[0], **self._look).move_to((*self.told_at(time), 0))
        placed(made.patch, lambda index: self.told_at(index[0] if len(index) > 1 else -1))
        return made

    def told_at(self, time: int) -> Point:
        """Return where that number is."""
        return self.state_x(time), self.TOLD

    def vector(self, values: Readings, entries: Sequence[int], time: int) -> Column:
        """Return a word's vector, ``(feature,)``, below its copy."""
        at, size = (self.x(time), self.WORD), (self._wordy, self.ENTRIES / len(entries))
        made = Column(values, entries, at, size, **self._look)
        for cell in made.cells.values():
            placed(cell.patch, lambda index: (self.x(index[0]), made.place(index[-1])[1]))
        return made

    def words(self, words: Readings, known: Sequence[bool]) -> list[VGroup]:
        """Return all words below their copies, in one size; turned, where there is no room for them otherwise."""
        if not self.roomy:
            return [self._turned(words[time], known[time], time) for time in range(len(words))]
        how: dict[str, Any] = {"theme": self._theme, "size": self._theme.caption, "room": self.pitch - 0.12}
        made = []
        for time, label in enumerate(settled_alike(list(words.flat()), ["ink"] * len(words), **how)):
            placed(label.sit_amid(self.x(time), self.WORDS), lambda index: (self.x(index[-1]), self.WORDS))
            made.append(VGroup(*([] if known[time] else [hatched(label, theme=self._theme)]), label))
        return made

    @staticmethod
    def letters_of(word: VGroup) -> float:
        """Return how high the capitals of a word are."""
        label = word[-1]
        return label.cap_height if isinstance(label, Label) else 1.0

    def mark(self, time: int) -> Box:
        """Return the line under a word that is read: it goes from word to word, and crosses none."""
        wide, (thick, below, turned) = min(0.6 * self.pitch, 0.7), self.MARK
        look: dict[str, Any] = {"fill_color": self._theme.focus, "fill_opacity": 1}
        line = Box(width=wide, height=thick, corner_radius=thick / 2, **look)
        return line.move_to((self.x(time), below if self.roomy else turned, 0))

    def around(self, thing: VMobject) -> Box:
        """Return a frame around a column, or a number, that is looked at."""
        look = {"stroke_color": self._theme.focus, "stroke_width": self._theme.bold}
        width, height = thing.width + self.AROUND, thing.height + self.AROUND
        return Box(width=width, height=height, corner_radius=min(0.1, width / 4), **look).move_to(thing)

    def called(self, unit: Reading) -> VGroup:
        """Return what the rows of states and of words' vectors are called, and the numbers of a unit, where there are such."""
        theme, look = self._theme, self._look
        x = max(self.ROW, self.start - self.BESIDE)
        made = VGroup()
        for name, y in (("hidden", self.COPY), ("inputs", self.WORD)):
            made.add(named(stays(Symbol(name, **look, size=theme.symbol).move_to((x, y, 0))), name))
        if self.roomy:
            said = Label(phrase("unit {unit:0}", unit=unit), theme=theme, size=theme.numeral, colour="muted")
            number = self.start - self.NUMBER[0] / 2
            made.add(stays(said.sit_amid(min(x + said.width / 2, number - self.CLEAR), self.TOLD, 1)))
        return made

    def _turned(self, word: Reading, known: bool, time: int) -> VGroup:
        label = fitted(word, theme=self._theme, size=self._theme.numeral, room=0.92, colour="ink").sit_amid(0.0, 0.0)
        label.slanted = True
        behind = [] if known else [hatched(label, theme=self._theme, high=min(0.26, self.pitch - 0.03))]
        made = VGroup(*behind, label).rotate(np.pi / 2)
        top = float(label.get_top()[1])
        made.shift((self.x(time) - float(label.get_x()), self.TURNED - top, 0))
        middle = float(label.get_y())
        placed(label, lambda index: (self.x(index[-1]), middle))
        return made

    # -- ways ----------------------------------------------------------------------------------------------------------------

    def in_by_state(self, time: int) -> list[Point]:
        """Return the way of a state into a copy, to its door."""
        return [(self.state_x(time - 1), self.COPY), (self.x(time) - self.wide / 2, self.COPY)]

    def in_by_word(self, time: int) -> list[Point]:
        """Return the way of a word's vector into a copy."""
        return [(self.x(time), self.WORD), (self.x(time), self.COPY - self.HIGH / 2)]

    def out(self, time: int) -> Path:
        """Return the way of a new state out of its copy."""
        return Path((self.x(time) + self.wide / 2, self.COPY), (self.state_x(time), self.COPY))

    def up(self, time: int) -> Path:
        """Return the way of the print out of a copy to the tag."""
        return Path(*self.thread(time), self.TAG)

    def merge(self, seconds: float) -> list[Pass]:
        """Return animations in which the prints of all copies go along their wires to the tag, and come to lie on one another.

        The first is that of the print which stays there.
        """
        plays, each = list[Pass](), self.EACH if self.count > 1 else 1.0
        for time in range(self.count):
            begin = (1 - each) * time / max(self.count - 1, 1)
            how: dict[str, Any] = {"window": (begin, begin + each), "along": [self.threads[time]], "run_time": seconds}
            thing = self.stamp().move_to((*self.TAG, 0)) if time else self.tag()
            plays.append(Pass(thing, self.up(time), start=self.PRINTED, sized=(0.75, 1.0), leaves=time > 0, **how))
        return plays
