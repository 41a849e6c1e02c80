"""A recurrent network unrolled, time running down: a row a step, the same cell in each, its state handed from row to row."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from manim import Dot, VGroup, VMobject

from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.notation.translation import NOTATION
from scenes.mobjects.notation.vectors import vector
from scenes.mobjects.places import named, placed, stays
from scenes.mobjects.reading import Reading, Readings
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import MEDIUM, Label, settled
from scenes.mobjects.theme import Theme
from scenes.mobjects.tokens import hatched
from scenes.mobjects.values import Vector
from scenes.mobjects.wires import Wire

__all__ = ["Columns", "Unrolled"]


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the things of a row stand, in units: the right edge of its word and the room for it, the middles of its cells.

    ``strips`` maps names to the left edge and the width of a strip; the one called ``state`` is what the cells make.
    """

    word: float
    room: float
    cells: tuple[float, ...]
    strips: Mapping[str, tuple[float, float]] = field(default_factory=dict)


class Unrolled(VGroup):
    """A network's heads, and places for ``rows`` steps below them, between ``TOP`` and ``FOOT``.

    ``first`` leaves a row, number -1, for the state before the first step; ``reserve`` is room that is kept free at the foot.
    More rows than there is room for begin outside: :meth:`overflow` tells by how many rows all must be pushed up.
    """

    TITLE, LETTER, TOP, FOOT = 2.9, 2.47, 2.22, -2.76
    TALLEST, LEAST = 0.84, 0.29  # a row
    SIZES = ((0.36, "label"), (0.27, "small"))  # the least height of a row for each size of words
    WIDE, NARROW, LOW = 0.7, 0.52, 0.3  # a cell that is the only one in its row, and one of two; one with a small name
    THICK, HIGH, GAP = 0.34, 0.5, 0.03  # a strip, a cell, and what a wire leaves free before a strip's frame

    def __init__(
        self, columns: Columns, rows: int, *, theme: Theme, colour: str, title: str, first: bool = True, reserve: float = 0.0
    ) -> None:
        super().__init__()
        self.columns, self._theme, self._colour, self._first = columns, theme, colour, int(first)
        room = self.TOP - self.FOOT - reserve
        self.pitch = max(self.LEAST, min(self.TALLEST, room / (rows + self._first)))
        self.room = int(room / self.pitch + 1e-6) - self._first
        self._pushed = 0
        self.thick, self.high = min(self.THICK, self.pitch * 0.56), min(self.HIGH, self.pitch * 0.76)
        self.wide = self.WIDE if len(columns.cells) == 1 else self.NARROW
        middle = (columns.word - columns.room / 2 + sum(columns.strips["state"])) / 2
        self.add(stays(Label(title, theme=theme, colour=colour, weight=MEDIUM).sit_amid(middle, self.TITLE)))

    @property
    def size(self) -> float:
        """The font size for which its rows are high enough."""
        name = next((name for least, name in self.SIZES if self.pitch >= least), "numeral")
        size: float = getattr(self._theme, name)
        return size

    def y(self, row: int) -> float:
        """Return the height of a row's middle; of those that there is no room for, that of the last."""
        return self.TOP - (min(row, self.room - 1) + self._first + 0.5) * self.pitch

    def at(self, row: int) -> float:
        """Return the height of a row's middle as it is now, after rows were pushed up."""
        return self.TOP - (row + self._first + 0.5 - self._pushed) * self.pitch

    def overflow(self, row: int) -> bool:
        """Tell whether the rows must be pushed up to make room for this one."""
        return row >= self.room

    def push_up(self, rows: VMobject) -> None:
        """Push some rows up by one."""
        rows.shift((0, self.pitch, 0))
        self._pushed += 1

    def letter(self, name: str, strip: str) -> VMobject:
        """Return the letter of a strip, at its head."""
        left, width = self.columns.strips[strip]
        made = Symbol(name, notation=NOTATION, theme=self._theme, size=self._theme.symbol)
        return named(stays(made.move_to((left + width / 2, self.LETTER, 0))), name)

    def word(self, reading: Reading, row: int, *, known: bool = True) -> VGroup:
        """Return the word of a row, smaller if it is long; hatched behind if the model does not know it."""
        label = settled(reading, theme=self._theme, size=self.size, room=self.columns.room, colour=self._colour)
        label.sit_amid(self.columns.word, self.y(row), 1)
        placed(label, lambda index: (self.columns.word, self.at(index[-1])), 1)
        return VGroup(label) if known else VGroup(hatched(label, theme=self._theme, high=min(self.pitch * 0.85, 0.36)), label)

    def strip(self, name: str, row: int, values: Readings) -> Vector:
        """Return a vector in its column, as a strip of thin cells."""
        left, width = self.columns.strips[name]
        made = self._strip(values, width).move_to((left + width / 2, self.y(row), 0))
        return placed(made, lambda index: (left + width / 2, self.at(index[-1])))

    def start(self, values: Readings) -> Vector:
        """Return the state before the first step, above the first cell."""
        width = self.columns.strips["state"][1]
        made = self._strip(values, width).move_to((self.columns.cells[0], self.y(-1), 0))
        return placed(made, lambda _: (self.columns.cells[0], self.at(-1)))

    def _strip(self, values: Readings, width: float) -> Vector:
        size = (width / len(values), self.thick)
        return vector(values, notation=NOTATION, theme=self._theme, across=True, size=size, numerals=False)

    def cell(self, row: int, number: int = 0) -> VGroup:
        """Return a row's cell: its box, with wires to the strips beside it if it is the only one; and its name."""
        x, y = self.columns.cells[number], self.y(row)
        size = min(self.size, self._theme.small if self.wide > self.NARROW and self.high > self.LOW else self._theme.numeral)
        box = Box(
            width=self.wide,
            height=self.high,
            corner_radius=0.08,
            stroke_color=self._theme.colour(self._colour),
            stroke_width=self._theme.stroke,
            fill_color=self._theme.panel,
            fill_opacity=1,
        ).move_to((x, y, 0))
        name = Label("GRU", theme=self._theme, size=size, colour=self._colour).sit_amid(x, y)
        return VGroup(VGroup(*self._feeds(y), box), name)

    def _feeds(self, y: float) -> list[Wire]:
        """Return the wires into a cell and out of it, where it stands between two strips."""
        if len(self.columns.cells) > 1:
            return []
        [x], half = self.columns.cells, self.wide / 2
        before = max(left + width for left, width in self.columns.strips.values() if left < x)
        after = self.columns.strips["state"][0]
        ends = ((before + self.GAP, x - half), (x + half, after - self.GAP))
        return [Wire((start, y), (end, y), theme=self._theme, colour=self._colour, width=self._theme.thin) for start, end in ends]

    def link(self, row: int, number: int = 0, *, up: bool = False) -> Wire:
        """Return the wire on which a state enters a row's cell: from the cell above, or with ``up`` from the one below."""
        x, way = self.columns.cells[number], -1 if up else 1
        before = self.thick / 2 + self.GAP if row == 0 and self._first else self.high / 2
        start, end = self.y(row) + way * (self.pitch - before), self.y(row) + way * self.high / 2
        return Wire((x, start), (x, end), theme=self._theme, colour=self._colour, tip=abs(start - end) > Wire.HEAD)

    def core(self, row: int, number: int = 0) -> Dot:
        """Return the point inside of a cell where what goes in meets, and what it makes comes from."""
        return Dot((self.columns.cells[number], self.y(row), 0), radius=0.02)
