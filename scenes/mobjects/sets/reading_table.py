"""A reading as a table: a row a word, a strip a quantity; memory runs down the strip of C, which can be opened as with a lens."""

from collections.abc import Callable, Sequence

from manim import Animation, Line, VGroup, VMobject

from scenes.mobjects.bars import Bar, Shares
from scenes.mobjects.motion import Appear, Leave
from scenes.mobjects.moves import Grow, Path, Travel
from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.notation.vectors import swatch
from scenes.mobjects.places import Entry, named, placed, stays
from scenes.mobjects.reading import Phrase, Reading, Readings, phrase
from scenes.mobjects.reshaping import Stretch
from scenes.mobjects.shapes import Box, Bundle
from scenes.mobjects.text import Label, fitted, settled, settled_alike, within
from scenes.mobjects.theme import Theme
from scenes.mobjects.tokens import hatched
from scenes.mobjects.values import Gated, Neck, Patch

__all__ = ["GATES", "STRIPS", "VERDICT", "WORDS", "ReadingTable", "Span"]

Span = tuple[float, float]
"""A left and a right edge."""

STRIPS: dict[str, tuple[str, Span]] = {
    "forget_gate": ("forget", (-5.06, -4.22)),
    "input_gate": ("input", (-4.09, -3.25)),
    "candidate": ("candidate", (-3.12, -2.28)),
    "cell": ("cell: its memory", (-2.12, 0.4)),
    "output_gate": ("output", (0.56, 1.4)),
    "hidden": ("what it shows", (1.56, 3.6)),
}
"""The title of every strip, and where it is."""
GATES = ("forget_gate", "input_gate", "candidate", "output_gate")
LENS: Span = (-2.66, -1.56)
"""Where the one column of C is that is told of."""
WORDS: Span = (-6.66, -5.24)
VERDICT: Span = (3.78, 6.7)
"""Where the verdicts are, at the right end of which their numerals are."""
SHARED, NAME_ROOM = 3, 1.9
"""Of so many labels each has a column of bars; of more there is one bar, with the name beside it that has so much room."""
NUMBER, GAP = 0.42, 0.1
"""How much room the numeral of a verdict takes, and how much is between its columns."""
TALLEST, FILL, COLUMN = 0.52, 0.8, 0.86
"""The tallest row, in units; the parts of a row and of a column that a cell fills."""
RIM = 0.02
"""How much higher what comes down is than the gap that it fills, so that no line of the ground is seen where cells touch."""
SIZES = ((0.4, "label"), (0.3, "small"), (0.0, "numeral"))


class ReadingTable(VGroup):
    """A table for the words of a reading: frames and titles; ``units`` are those that have a column, amid ``top`` and ``foot``.

    ``rows`` has for each word its cells by the name of their strip; of C there are the columns that are ``followed`` in
    ``columns``, by unit, a cell with what comes down to it for each word, and the others in the rows.
    """

    def __init__(
        self,
        read: Callable[..., Readings],
        *,
        notation: Notation,
        theme: Theme,
        units: Sequence[int],
        followed: Sequence[int],
        top: float,
        foot: float,
    ) -> None:
        super().__init__()
        self._notation, self._theme, self._read = notation, theme, read
        self.units, self.count = list(units), len(read("tokens"))
        self.pitch = min((top - foot) / self.count, TALLEST)
        self.top, self.foot = top, top - self.pitch * self.count
        self.spans = self.divided()
        self.frames = {name: self._frame(name) for name in STRIPS}
        self.heads = {name: self._head(name) for name in STRIPS}
        self.columns = {unit: [self._memory(time, [unit]) for time in range(self.count)] for unit in dict.fromkeys(followed)}
        self.rows = [self._row(time) for time in range(self.count)]
        self._size = self._size_of_words()
        self.add(*self.frames.values(), *self.heads.values())

    def _size_of_words(self) -> float:
        """Return the one size in which all words are written."""
        room, size = WORDS[1] - WORDS[0] - 0.1, getattr(self._theme, next(name for least, name in SIZES if self.pitch >= least))
        words = self._read("tokens").flat()
        return min(settled(each, theme=self._theme, size=size, room=room, colour="ink").style[1] for each in words)

    @property
    def high(self) -> float:
        """How high a cell is."""
        return self.pitch * FILL

    def y(self, time: int) -> float:
        """Return the height of a row's middle."""
        return self.top - (time + 0.5) * self.pitch

    def middle(self, unit: int) -> float:
        """Return the x of the middle of a unit's column of C, as it is now."""
        left, right = self.spans[unit]
        return (left + right) / 2

    # -- what it is made of ----------------------------------------------------------------------------------------------

    def _row(self, time: int) -> dict[str, Bundle]:
        quiet = [unit for unit in self.units if unit not in self.columns]
        row = {name: self._cells(name, time) for name in STRIPS if name != "cell"}
        if quiet:
            row["cell"] = self._memory(time, quiet)
        return row

    def _cells(self, name: str, time: int) -> Bundle:
        """Return the cells of one strip at one time, side by side."""
        (left, right), values = STRIPS[name][1], self._read(name, time)
        pitch = (right - left) / len(self.units)
        middles = {unit: left + (number + 0.5) * pitch for number, unit in enumerate(self.units)}
        size, gates, cells = (pitch * COLUMN, self.high), self._read("input_gate", time), Bundle()
        for unit in self.units:
            if name == "candidate":
                cell: VMobject = Gated(values[unit], gates[unit], theme=self._theme, width=size[0], height=size[1])
                patch = cell
            else:
                cell = swatch(values[unit], notation=self._notation, theme=self._theme, size=size, numeral=False)
                patch = cell.patch
            cells.add(cell.move_to((middles[unit], self.y(time), 0)))
            placed(patch, lambda index: (middles[index[1]], self.y(index[0])))
        return cells

    def _memory(self, time: int, units: Sequence[int]) -> Bundle:
        """Return cells of C at one time, and what comes down to each of the one before."""
        values, cells = self._read("cell", time), Bundle()
        for unit in units:
            size = (self.wide(unit), self.high)
            cell = swatch(values[unit], notation=self._notation, theme=self._theme, size=size, numeral=False).patch
            cells.add(cell.move_to((self.middle(unit), self.y(time), 0)))
            placed(cell, lambda index: (self.middle(index[1]), self.y(index[0])))
            if time:
                cells.add(self.neck(time, unit))
        return cells

    def wide(self, unit: int) -> float:
        """Return how wide the cells of a unit's column of C are, as it is now."""
        left, right = self.spans[unit]
        return (right - left) * COLUMN

    def neck(self, time: int, unit: int) -> Neck:
        """Return what comes down to a word's cell of the one before, between the two."""
        kept, gate = self._read("kept", time)[unit], self._read("forget_gate", time)[unit]
        made = Neck(kept, gate, theme=self._theme, span=self.wide(unit), height=self.pitch - self.high + RIM)
        made.move_to((self.middle(unit), self.y(time) + self.pitch / 2, 0))
        return placed(made, lambda index: (self.middle(index[1]), self.y(index[0]) + self.pitch / 2))

    def word(self, time: int, *, known: bool) -> VGroup:
        """Return a word at the left of its row; hatched behind if the model does not know it."""
        room = WORDS[1] - WORDS[0] - 0.1
        label = fitted(self._read("tokens")[time], theme=self._theme, size=self._size, room=room, colour="ink")
        label.sit_amid(WORDS[1], self.y(time), 1)
        placed(label, lambda index: (WORDS[1], self.y(index[-1])), 1)
        return VGroup(label) if known else VGroup(hatched(label, theme=self._theme, high=min(self.pitch * 0.85, 0.36)), label)

    def verdict(self, time: int, shares: Sequence[Reading], said: Phrase, share: Reading) -> VGroup:
        """Return the probabilities after a word: a bar each below its label, and the number of the greatest.

        Of more than :data:`SHARED` labels there is one bar with a segment each, and what is ``said`` of the greatest.
        """
        high, y, theme = min(self.high, 0.24), self.y(time), self._theme
        size = theme.small if self.pitch >= SIZES[1][0] else theme.numeral
        if len(shares) > SHARED:
            bar = Shares(shares, theme=theme, width=0.7, height=high, left=VERDICT[0], y=y)
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
        number = Label(phrase("{share}", share=share), theme=theme, size=size).sit_amid(VERDICT[1], y, 1)
        return VGroup(*bars, placed(number, lambda index: (VERDICT[1], self.y(index[0])), 1))

    @staticmethod
    def _lefts(count: int) -> list[float]:
        """Return where the column of each label begins, and where that of one more would."""
        pitch = (VERDICT[1] - NUMBER - VERDICT[0]) / count
        return [VERDICT[0] + number * pitch for number in range(count + 1)]

    def verdict_heads(self) -> VGroup:
        """Return what stands above the verdicts: the labels, each over its column with the line that its bars begin at."""
        theme, labels, low, high = self._theme, list(self._read("labels").flat()), self.top + 0.16, self.top + 0.46
        above = stays(Label("verdict", theme=theme, size=theme.small, colour="muted").sit(VERDICT[1], high, 1))
        if len(labels) > SHARED:
            return VGroup(above)
        lefts = self._lefts(len(labels))
        room = 2 * (lefts[1] - lefts[0]) - 0.12  # every second one is a line higher
        names = settled_alike(labels, ["ink"] * len(labels), theme=theme, size=theme.small, room=min(room, 1.4))
        for number, (name, left) in enumerate(zip(names, lefts, strict=False)):
            stays(name.sit(left, high if number % 2 else low, -1))
        lines = [Line((left, self.top, 0), (left, self.foot, 0)).set_stroke(theme.line, theme.thin) for left in lefts[:-1]]
        return VGroup(*lines, above, *names)

    def around(self, thing: VMobject, time: int, room: float = 0.1) -> Box:
        """Return a frame of what is looked at, around a thing in a row."""
        frame = Box(
            width=thing.width + 2 * room,
            height=min(self.pitch, thing.height + 2 * room),
            corner_radius=0.06,
            stroke_color=self._theme.focus,
            stroke_width=self._theme.stroke,
        )
        return frame.move_to((thing.get_x(), self.y(time), 0))

    def around_verdict(self, time: int) -> Box:
        """Return a frame of what is looked at, around the verdict after a word."""
        wide, high = VERDICT[1] - VERDICT[0] + 0.14, min(self.pitch, 0.38)
        frame = Box(width=wide, height=high, corner_radius=0.06, stroke_color=self._theme.focus, stroke_width=self._theme.stroke)
        return frame.move_to((sum(VERDICT) / 2, self.y(time), 0))

    def marked(self, time: int, unit: int) -> Box:
        """Return a frame of what is looked at, around a cell of C."""
        made = Box(
            width=self.wide(unit) + 0.06,
            height=self.high + 0.06,
            corner_radius=0.05,
            stroke_color=self._theme.focus,
            stroke_width=self._theme.bold,
        )
        return made.move_to((self.middle(unit), self.y(time), 0))

    def _frame(self, name: str) -> Box:
        left, right = STRIPS[name][1]
        main = name in ("cell", "hidden")
        return Box(
            width=right - left + 0.1,
            height=self.top - self.foot + 0.08,
            corner_radius=0.07,
            stroke_color=self._theme.colour(self._notation[name].role),
            stroke_width=self._theme.bold if main else self._theme.thin,
        ).move_to(((left + right) / 2, (self.top + self.foot) / 2, 0))

    def _head(self, name: str) -> VGroup:
        title, (left, right) = STRIPS[name]
        letter = Symbol(name, notation=self._notation, theme=self._theme, size=self._theme.symbol * 0.85)
        named(stays(letter.move_to(((left + right) / 2, self.top + 0.58, 0))), name)
        count = self._read("sizes.unit").whole()
        some = name == "cell" and len(self.units) < float(count.value)
        said = phrase("the busiest of {count:0} units", count=count) if some else title
        line = Label(said, theme=self._theme, size=self._theme.small, colour=self._notation[name].role)
        return VGroup(letter, stays(line.sit((left + right) / 2, self.top + 0.16)))

    # -- reading ---------------------------------------------------------------------------------------------------------

    def rewound(self, run_time: float) -> list[Animation]:
        """Return animations in which all rows go."""
        return [Leave(each, run_time=run_time) for time in range(self.count) for each in self.parts(time)]

    def parts(self, time: int) -> list[Bundle]:
        """Return all cells of a word, strip by strip."""
        return [*self.rows[time].values(), *(column[time] for column in self.columns.values())]

    def came(self, time: int, run_time: float) -> list[list[Animation]]:
        """Return what comes of a word, in this order: gates and candidate; C, from the row above; what it shows."""
        row, drop = self.rows[time], Path((0.0, self.pitch), (0.0, 0.0))
        memory = [row["cell"]] if "cell" in row else []
        memory += [column[time] for column in self.columns.values()]
        falls: list[Animation] = [
            Travel(each, drop, run_time=run_time) if time else Appear(each, run_time=run_time) for each in memory
        ]
        gates: list[Animation] = [Grow(row[name], "left", run_time=run_time) for name in GATES[:3]]
        shows: list[Animation] = [Grow(row[name], "left", run_time=run_time) for name in ("output_gate", "hidden")]
        return [gates, falls, shows]

    # -- the lens --------------------------------------------------------------------------------------------------------

    def divided(self) -> dict[int, Span]:
        """Return the columns of C side by side in its strip, all as wide."""
        left, right = STRIPS["cell"][1]
        pitch = (right - left) / len(self.units)
        return {unit: (left + number * pitch, left + (number + 1) * pitch) for number, unit in enumerate(self.units)}

    def opened(self, unit: int | None, run_time: float) -> list[Animation]:
        """Return animations in which one column of C takes the place of a lens, or with None goes back to where it was.

        The frame of C goes with it, and what it is after that is what the table goes by from now on.
        """
        before, self.spans = self.spans, self.divided() | ({} if unit is None else {unit: LENS})
        frame, strip = self.frames["cell"], STRIPS["cell"][1]
        here, there = ((left - 0.05, right + 0.05) for left, right in ((LENS, strip) if unit is None else (strip, LENS)))
        made: list[Animation] = [Stretch(frame, [(frame, here, there)], run_time=run_time)]
        for each in [each for each in self.columns if before[each] != self.spans[each]]:
            for bundle in self.columns[each]:
                cells = [leaf for leaf in bundle if isinstance(leaf, Patch)]
                made.append(Stretch(bundle, [(leaf, before[each], self.spans[each]) for leaf in cells], run_time=run_time))
                for leaf in cells:
                    if isinstance(leaf, Neck):
                        leaf.span = self.wide(each)
        return made
