"""A reading as a table: a row a word, and memory that runs down it in streams, one of which can be opened as with a lens."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

import numpy as np
from manim import Animation, VGroup, VMobject

from scenes.mobjects.moves import Grow
from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.places import named, placed, stays
from scenes.mobjects.reading import Readings, phrase
from scenes.mobjects.reshaping import Stretch
from scenes.mobjects.shapes import Box, Bundle, Shape, rectangle
from scenes.mobjects.streams import Held, Neck
from scenes.mobjects.text import Label, fitted, settled
from scenes.mobjects.theme import Theme
from scenes.mobjects.tokens import hatched

__all__ = ["MEMORY", "PANE", "ROOMY", "TALLEST", "TITLED", "WORDS", "ReadingTable", "Span", "heights_of"]

Span = tuple[float, float]
"""A left and a right edge."""

WORDS: Span = (-6.66, -5.1)
MEMORY: Span = (-4.82, 3.04)
"""Where the streams are, side by side."""
LENS: Span = (-2.55, -0.15)
"""Where the one stream is that is told of: all others are slivers at its edges then."""
PANE: Span = (-2.65, -0.05)
"""Where the frame of the lens is."""
WRITTEN = 0.72
"""What is written into a stream has room beside the lens for so much of the width of the widest stream."""
SLIVER = 0.004
TITLED = 0.62
"""How far above the table its title is."""
TALLEST, FILL, COLUMN = 2.0, 0.7, 0.86
"""The tallest row, in units; the part of a row that is not a neck; the part of a lane that its widest stream fills."""
RIM, THIN = 0.02, 0.12
"""How much higher what comes down is than the gap that it fills, so that no line of the ground is seen between them, and which
part of a row it is at most."""
LINE, APART, NARROWEST = 0.24, 0.36, 0.4
"""So far apart are words, in lower rows not all are written, and where rows are uneven; and so wide is a lane at least that has
a number."""
TICK = 0.12
"""How wide the frame of a word is that is not written."""
ROOMY, MOST = 0.46, 0.7
"""A row of which something is said is so tall if others are lower, and such rows take so much of a table at most."""
SIZES = ((0.44, "caption"), (0.36, "label"), (0.28, "small"), (0.0, "numeral"))


def heights_of(count: int, tall: Collection[int], room: float) -> np.ndarray:
    """Return how high so many rows are in some room: all alike, but where that is low the ``tall`` ones are less so."""
    even = min(room / count, TALLEST)
    heights = np.full(count, even)
    if even < ROOMY and 0 < len(tall) < count:
        heights[list(tall)] = high = max(even, min(ROOMY, MOST * room / len(tall)))
        heights[[time for time in range(count) if time not in tall]] = (room - high * len(tall)) / (count - len(tall))
    return heights


class ReadingTable(VGroup):
    """A table for the words of a reading: its frame and lanes, amid ``top`` and ``foot``; ``units`` have a lane each.

    Its title is its ``head``, which comes and goes by itself.
    ``rows`` has for each word what the quiet units hold, in one bundle, and ``columns`` by unit that of the ``followed`` ones: a
    piece of stream with what comes down to it. Where rows are low, only some words are written, foremost those that are ``told``:
    ``spoken`` are all that are. The rows of the ``tall`` ones are not as low as the others then.
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
        tall: Collection[int] = (),
        top: float,
        foot: float,
    ) -> None:
        super().__init__()
        self._notation, self._theme, self._read = notation, theme, read
        self.units, self.count = list(units), len(read("tokens"))
        self.heights = heights_of(self.count, {*tall}, top - foot)
        self._line = LINE if self.heights.min() == self.heights.max() else APART
        spare = (top - foot - float(self.heights.sum())) / 2
        self.top, self.foot = top - spare, foot + spare
        self.spans = self.divided()
        columns = [read("cell").values[:, self.units], read("written").values[:, list(followed)] / WRITTEN]
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
        chosen = set[int]()
        for time in [*told, self.count - 1, 0, *range(self.count)]:
            if all(abs(self.y(time) - self.y(each)) >= self._line - 1e-6 for each in chosen - {time}):
                chosen.add(time)
        return frozenset(chosen)

    def numbered(self, times: Collection[int]) -> frozenset[int]:
        """Return the words in whose rows there are numerals: these, or none where rows are too low for that."""
        return frozenset(time for time in times if self.heights[time] >= LINE)

    def _size_of_words(self) -> float:
        """Return the one size in which all words are written."""
        room = WORDS[1] - WORDS[0] - 0.1
        words = self._read("tokens").flat()
        return min(settled(each, theme=self._theme, size=self.size, room=room, colour="ink").style[1] for each in words)

    @property
    def size(self) -> float:
        """The size of what is written in a row."""
        apart = max(float(self.heights.min()), self._line)
        return float(getattr(self._theme, next(name for least, name in SIZES if apart >= least)))

    def high(self, time: int) -> float:
        """Return how high a cell of a word is."""
        return float(self.heights[time]) * FILL

    @property
    def lane_pitch(self) -> float:
        """How wide a lane is, as long as all are side by side."""
        return (MEMORY[1] - MEMORY[0]) / len(self.units)

    def y(self, time: int) -> float:
        """Return the height of a row's middle."""
        return self.top - float(self.heights[:time].sum() + self.heights[time] / 2)

    def between(self, time: int) -> float:
        """Return the height of the line between a row and the one above."""
        return self.top - float(self.heights[:time].sum())

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
            held = Held(values[unit], theme=self._theme, unit=self.measure(unit), height=self.high(time))
            cells.add(held.move_to((self.middle(unit), self.y(time), 0)))
            placed(held, lambda index: (self.middle(index[1]), self.y(index[0])))
            if time:
                cells.add(self.neck(time, unit))
        return cells

    def neck(self, time: int, unit: int) -> Neck:
        """Return what comes down to a word's cell of the one before, between the two."""
        kept, before = self._read("kept", time)[unit], self._read("cell", time - 1)[unit]
        y, high = self._joint(time)
        made = Neck(kept, before, theme=self._theme, unit=self.measure(unit), height=high)
        made.move_to((self.middle(unit), y, 0))
        return placed(made, lambda index: (self.middle(index[1]), self._joint(index[0])[0]))

    def _joint(self, time: int) -> tuple[float, float]:
        """Return where the middle is of what comes down to a word's cell of the one before, and how high it is."""
        both = self.heights[[time - 1, time]]
        above, below = (both * (1 - FILL) / 2).tolist()
        return self.between(time) + (above - below) / 2, above + below + min(RIM, THIN * float(both.min()))

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
        return (
            VGroup(label) if known else VGroup(hatched(label, theme=self._theme, high=min(self.room(time) * 0.85, 0.36)), label)
        )

    def around(self, word: VMobject | None, time: int) -> Box:
        """Return a frame of what is looked at, around a word, or one without a word between words and memory."""
        if word is None:
            return self.mark(TICK, float(self.heights[time]), WORDS[1] + TICK, time)
        wide, x = float(word.width), float(word.get_x())
        return self.mark(wide + 0.14, min(self.room(time), float(word.height) + 0.14), x, time)

    def room(self, time: int) -> float:
        """Return how tall what is written in a row may be."""
        return max(float(self.heights[time]), self._line)

    def mark(self, wide: float, high: float, x: float, time: int) -> Box:
        """Return a frame of what is looked at, so wide and so high, around an x in a row."""
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
        y, wide = self.top + TITLED, float(letter.width) + 0.18
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
