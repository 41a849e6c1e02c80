"""A reading as a table: a row a word, and memory that runs down it in streams, one of which can be opened as with a lens."""

from collections.abc import Callable, Collection, Iterable, Sequence
from math import ceil
from typing import Any

import numpy as np
from manim import Animation, Line, VGroup, VMobject

from scenes.mobjects.bars import Bar, Shares
from scenes.mobjects.moves import Grow
from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.places import Entry, kept_for, named, placed, stays
from scenes.mobjects.reading import Phrase, Reading, Readings, phrase
from scenes.mobjects.reshaping import Stretch
from scenes.mobjects.shapes import Box, Bundle, Shape, rectangle
from scenes.mobjects.streams import Held, Neck
from scenes.mobjects.text import Label, fitted, settled, settled_alike, within
from scenes.mobjects.theme import Theme
from scenes.mobjects.tokens import hatched

__all__ = ["MEMORY", "PANE", "VERDICT", "WORDS", "ReadingTable", "Span"]

Span = tuple[float, float]
"""A left and a right edge."""

WORDS: Span = (-6.66, -5.1)
MEMORY: Span = (-4.82, 3.04)
"""Where the streams are, side by side."""
LENS: Span = (-3.1, -1.75)
"""Where the one stream is that is told of: all others are slivers at its edges then."""
PANE: Span = (-3.26, -1.16)
"""Where the frame of the lens is: at the right of the stream there is room for the widest numeral that is not on it."""
SLIVER = 0.004
VERDICT: Span = (3.2, 6.7)
"""Where the verdicts are, at the right end of which their numerals are."""
SHARED, NAME_ROOM = 3, 2.0
"""Of so many labels each has a column of bars; of more there is one bar, with the name beside it that has so much room."""
NUMBER, GAP = 0.5, 0.09
"""How much room the numeral of a verdict takes, and how much is between its columns."""
TALLEST, FILL, COLUMN = 1.6, 0.7, 0.86
"""The tallest row, in units; the part of a row that is not a neck; the part of a lane that its widest stream fills."""
RIM = 0.02
"""How much higher what comes down is than the gap that it fills, so that no line of the ground is seen where they touch."""
LINE, NARROWEST = 0.24, 0.4
"""So far apart are words and numerals, in lower rows not all have one; and so wide is a lane at least that has a number."""
SIZES = ((0.44, "caption"), (0.36, "label"), (0.28, "small"), (0.0, "numeral"))


class ReadingTable(VGroup):
    """A table for the words of a reading: its frame and lanes, amid ``top`` and ``foot``; ``units`` have a lane each.

    Its title is its ``head``, which comes and goes by itself.
    ``rows`` has for each word what the quiet units hold, in one bundle, and ``columns`` by unit that of the ``followed`` ones: a
    piece of stream with what comes down to it. Where rows are low, only some words are written, foremost those that are ``told``:
    ``spoken`` are all that are.
    """

    def __init__(
        self,
        read: Callable[..., Readings],
        *,
        notation: Notation,
        theme: Theme,
        units: Sequence[int],
        followed: Sequence[int],
        told: Iterable[int],
        top: float,
        foot: float,
    ) -> None:
        super().__init__()
        self._notation, self._theme, self._read = notation, theme, read
        self.units, self.count = list(units), len(read("tokens"))
        self.pitch = min((top - foot) / self.count, TALLEST)
        self.top, self.foot = top, top - self.pitch * self.count
        self.spans = self.divided()
        columns = [read("cell").values[:, self.units], read("written").values[:, list(followed)]]
        self._most = max(1e-9, *(float(np.abs(each).max()) for each in columns))
        self.spoken = self._spoken(told)
        self.frame, self.head = self._frame(), self._head()
        self.lanes = {unit: self._lane(unit) for unit in self.units}
        self.numbers = {unit: self._number(unit) for unit in self.units if self.lane_pitch >= NARROWEST}
        self.columns = {unit: [self._memory(time, [unit]) for time in range(self.count)] for unit in dict.fromkeys(followed)}
        quiet = [unit for unit in self.units if unit not in self.columns]
        self.rows = [self._memory(time, quiet) for time in range(self.count)] if quiet else []
        self._size = self._size_of_words()
        self.add(self.frame, *self.lanes.values(), *self.numbers.values())

    def _spoken(self, told: Iterable[int]) -> frozenset[int]:
        """Return the words that are written: as many as have room, the foremost first."""
        apart, chosen = ceil(LINE / self.pitch - 1e-6), set[int]()
        for time in [*told, self.count - 1, 0, *range(self.count)]:
            if all(abs(time - each) >= apart for each in chosen):
                chosen.add(time)
        return frozenset(chosen)

    def numbered(self, times: Collection[int]) -> frozenset[int]:
        """Return the words in whose rows there are numerals: these, or none where rows are too low for that."""
        return frozenset(times if self.pitch >= LINE else ())

    def _size_of_words(self) -> float:
        """Return the one size in which all words are written."""
        room = WORDS[1] - WORDS[0] - 0.1
        words = self._read("tokens").flat()
        return min(settled(each, theme=self._theme, size=self.size, room=room, colour="ink").style[1] for each in words)

    @property
    def size(self) -> float:
        """The size of what is written in a row."""
        return float(getattr(self._theme, next(name for least, name in SIZES if self.pitch >= least)))

    @property
    def high(self) -> float:
        """How high a cell is."""
        return self.pitch * FILL

    @property
    def lane_pitch(self) -> float:
        """How wide a lane is, as long as all are side by side."""
        return (MEMORY[1] - MEMORY[0]) / len(self.units)

    def y(self, time: int) -> float:
        """Return the height of a row's middle."""
        return self.top - (time + 0.5) * self.pitch

    def middle(self, unit: int) -> float:
        """Return the x of the middle of a unit's lane, as it is now."""
        left, right = self.spans[unit]
        return (left + right) / 2

    def measure(self, unit: int) -> float:
        """Return how wide a stream of one is in a unit's lane, as it is now."""
        left, right = self.spans[unit]
        return (right - left) * COLUMN / self._most

    # -- what it is made of ----------------------------------------------------------------------------------------------

    def _memory(self, time: int, units: Sequence[int]) -> Bundle:
        """Return what units hold at one time, and what comes down to each of the time before."""
        values, cells = self._read("cell", time), Bundle()
        for unit in units:
            held = Held(values[unit], theme=self._theme, unit=self.measure(unit), height=self.high)
            cells.add(held.move_to((self.middle(unit), self.y(time), 0)))
            placed(held, lambda index: (self.middle(index[1]), self.y(index[0])))
            if time:
                cells.add(self.neck(time, unit))
        return cells

    def neck(self, time: int, unit: int) -> Neck:
        """Return what comes down to a word's cell of the one before, between the two."""
        kept, before = self._read("kept", time)[unit], self._read("cell", time - 1)[unit]
        high = self.pitch - self.high + RIM
        made = Neck(kept, before, theme=self._theme, unit=self.measure(unit), height=high)
        made.move_to((self.middle(unit), self.y(time) + self.pitch / 2, 0))
        return placed(made, lambda index: (self.middle(index[1]), self.y(index[0]) + self.pitch / 2))

    def _lane(self, unit: int) -> Shape:
        """Return the bed of a stream."""
        left, right = self.spans[unit]
        wide, high = (right - left) * (1 + COLUMN) / 2, self.top - self.foot
        bed = Shape(rectangle(wide, high), fill_color=self._theme.well, fill_opacity=1)
        return bed.move_to(((left + right) / 2, (self.top + self.foot) / 2, 0))

    def _number(self, unit: int) -> Label:
        """Return the number of a unit over its lane."""
        theme, said = self._theme, phrase("{unit:0}", unit=self._read("unit_numbers")[unit])
        label = Label(said, theme=theme, size=theme.label, colour="memory").sit(self.middle(unit), self.top + 0.16)
        y = float(label.get_y())
        return placed(label, lambda index: (self.middle(index[-1]), y))

    def word(self, time: int, *, known: bool) -> VGroup:
        """Return a word at the left of its row; hatched behind if the model does not know it."""
        room = WORDS[1] - WORDS[0] - 0.1
        label = fitted(self._read("tokens")[time], theme=self._theme, size=self._size, room=room, colour="ink")
        label.sit_amid(WORDS[1], self.y(time), 1)
        placed(label, lambda index: (WORDS[1], self.y(index[-1])), 1)
        return VGroup(label) if known else VGroup(hatched(label, theme=self._theme, high=min(self.pitch * 0.85, 0.36)), label)

    def verdict(self, time: int, shares: Sequence[Reading], said: Phrase, share: Reading, *, loud: bool) -> VGroup:
        """Return the probabilities after a word: a bar each below its label; ``loud``, with the number of the greatest.

        Of more than :data:`SHARED` labels there is one bar with a segment each, and what is ``said`` of the greatest.
        """
        high, y, theme = min(self.high, 0.28), self.y(time), self._theme
        if len(shares) > SHARED:
            bar = Shares(shares, theme=theme, width=0.7, height=high, left=VERDICT[0], y=y)
            if time not in self.spoken:
                return VGroup(bar)
            size = min(self.size, theme.small)
            name = within(said, theme=theme, size=size, room=NAME_ROOM).sit_amid(VERDICT[0] + 0.8, y, -1)
            return Entry(bar, placed(name, lambda index: (None, self.y(index[0]))))
        lefts = self._lefts(len(shares))
        wide = lefts[1] - lefts[0] - GAP
        largest = max(range(len(shares)), key=lambda label: float(shares[label].value))
        paints = [theme.ink if label == largest else theme.others for label in range(len(shares))]
        bars = [
            placed(
                Bar(each, unit=wide, height=high, left=left, y=y, paint=paint),
                lambda index: (lefts[index[-1]], self.y(index[0])),
                -1,
            )
            for each, left, paint in zip(shares, lefts[:-1], paints, strict=True)
        ]
        if time not in self.spoken or not loud:
            return VGroup(*bars)
        number = Label(phrase("{share}", share=share), theme=theme, size=min(self.size, theme.small)).sit_amid(VERDICT[1], y, 1)
        return VGroup(*bars, placed(number, lambda index: (VERDICT[1], self.y(index[0])), 1))

    @staticmethod
    def _lefts(count: int) -> list[float]:
        """Return where the column of each label begins, and where that of one more would."""
        pitch = (VERDICT[1] - NUMBER - VERDICT[0]) / count
        return [VERDICT[0] + number * pitch for number in range(count + 1)]

    def verdict_heads(self) -> VGroup:
        """Return what stands above the verdicts: the labels, each over its column with the line that its bars begin at."""
        theme, labels, low = self._theme, list(self._read("labels").flat()), self.top + 0.16
        if len(labels) > SHARED:
            return VGroup(stays(Label("verdict", theme=theme, colour="muted").sit(VERDICT[0], low, -1)))
        lefts = self._lefts(len(labels))
        wide = lefts[1] - lefts[0] - GAP
        names = settled_alike(labels, ["ink"] * len(labels), theme=theme, size=theme.label, room=wide)
        for label, (name, left) in enumerate(zip(names, lefts, strict=False)):
            kept_for(name.sit(left + wide / 2, low), label)
        names.append(
            stays(Label("probability", theme=theme, size=theme.small, colour="muted").sit(VERDICT[1], self.top + 0.5, 1))
        )
        lines = [Line((left, self.top, 0), (left, self.foot, 0)).set_stroke(theme.line, theme.thin) for left in lefts[:-1]]
        return VGroup(*lines, *names)

    def around(self, word: VMobject | None, time: int) -> Box:
        """Return a frame of what is looked at, around a word, or where one would be."""
        wide, x = (0.3, WORDS[1] - 0.15) if word is None else (float(word.width), float(word.get_x()))
        tall = self.pitch if word is None else min(max(self.pitch, LINE), float(word.height) + 0.14)
        return self._mark(wide + 0.14, tall, x, time)

    def around_verdict(self, time: int) -> Box:
        """Return a frame of what is looked at, around the verdict after a word."""
        wide, high = VERDICT[1] - VERDICT[0] + 0.14, min(self.pitch, 0.42)
        return self._mark(wide, high, sum(VERDICT) / 2, time)

    def _mark(self, wide: float, high: float, x: float, time: int) -> Box:
        look = {"stroke_color": self._theme.focus, "stroke_width": self._theme.stroke}
        return Box(width=wide, height=high, corner_radius=min(0.06, high / 3), **look).move_to((x, self.y(time), 0))

    def _frame(self) -> Box:
        left, right = MEMORY
        return Box(
            width=right - left + 0.1,
            height=self.top - self.foot + 0.08,
            corner_radius=0.07,
            stroke_color=self._theme.colour(self._notation["cell"].role),
            stroke_width=self._theme.bold,
        ).move_to(((left + right) / 2, (self.top + self.foot) / 2, 0))

    def _head(self) -> VGroup:
        """Return the title of the memory, its letter before it."""
        theme, count = self._theme, self._read("sizes.unit").whole()
        some = len(self.units) < float(count.value)
        units = "the busiest of {count:0} units" if some else "{count:0} unit{count:s}"
        said = phrase(f"cell state: {units}", count=count)
        line = Label(said, theme=theme, size=theme.caption, colour=self._notation["cell"].role)
        letter = Symbol("cell", notation=self._notation, theme=theme, size=theme.symbol)
        y, wide = self.top + 0.62, float(letter.width) + 0.18
        line.sit_amid(sum(MEMORY) / 2 + wide / 2, y)
        letter.move_to((float(line.get_left()[0]) - wide + float(letter.width) / 2, y, 0))
        named(stays(letter), "cell")
        return VGroup(letter, stays(line))

    # -- reading ---------------------------------------------------------------------------------------------------------

    def parts(self, time: int) -> list[Bundle]:
        """Return what is held after a word, of all units."""
        return [*self.rows[time : time + 1], *(column[time] for column in self.columns.values())]

    def came(self, time: int, run_time: float) -> list[Animation]:
        """Return animations in which all memory runs down into the row of a word."""
        return [Grow(each, "top", run_time=run_time) for each in self.parts(time)]

    # -- the lens --------------------------------------------------------------------------------------------------------

    def divided(self) -> dict[int, Span]:
        """Return the lanes side by side, all as wide."""
        left, pitch = MEMORY[0], self.lane_pitch
        return {unit: (left + number * pitch, left + (number + 1) * pitch) for number, unit in enumerate(self.units)}

    def opened(self, unit: int | None, run_time: float) -> list[Animation]:
        """Return animations in which one stream takes the place of a lens, or with None goes back to where it was.

        The frame goes with it, and what it is after that is what the table goes by from now on.
        """
        before, self.spans = self.spans, self.divided() if unit is None else self._beside(unit)
        edges = (PANE, (MEMORY[0] - 0.05, MEMORY[1] + 0.05))
        here, there = edges if unit is None else edges[::-1]
        made: list[Animation] = [Stretch(self.frame, [(self.frame, here, there)], run_time=run_time)]
        beds = [Stretch(bed, [(bed, before[each], self.spans[each])], run_time=run_time) for each, bed in self.lanes.items()]
        bundles: list[Any] = [*self.rows, *(cells for column in self.columns.values() for cells in column)]
        for bundle in bundles:
            ways = [(leaf, before[leaf.reading.index[-1]], self.spans[leaf.reading.index[-1]]) for leaf in bundle]
            made.append(Stretch(bundle, ways, run_time=run_time))
            for leaf in bundle:
                leaf.unit = self.measure(leaf.reading.index[-1])
        return [*beds, *made]

    def _beside(self, unit: int) -> dict[int, Span]:
        """Return one lane in the place of a lens, and all others as slivers at its edges, on the side where they were."""
        at, count = self.units.index(unit), len(self.units)
        lefts = [LENS[0] + SLIVER * number if number < at else LENS[1] - SLIVER * (count - number) for number in range(count)]
        return {each: (left, left + SLIVER) for each, left in zip(self.units, lefts, strict=True)} | {unit: LENS}

    def besides(self, *units: int) -> list[VMobject]:
        """Return all that is seen of the memory of units other than these, the beds of their streams first."""
        lanes = [lane for each, lane in self.lanes.items() if each not in units]
        return [*lanes, *self.rows, *(cells for each, column in self.columns.items() if each not in units for cells in column)]
