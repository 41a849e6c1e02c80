"""A recurrent cell laid out in time: a copy of it for every word, one tag with the weights of all, and h on the wires between.

The same cell folded: one box, whose state goes round a loop and comes in again with the next word.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from manim import VGroup, VMobject

from scenes.mobjects.motion import Own
from scenes.mobjects.moves import Path, glide
from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.notation.vectors import swatch
from scenes.mobjects.places import named, placed, stays
from scenes.mobjects.reading import Phrase, Reading, Readings, phrase
from scenes.mobjects.sets.encoder_row import chips_in
from scenes.mobjects.sets.rows import large_cell
from scenes.mobjects.shapes import Box, plate
from scenes.mobjects.text import BOLD, Label, fitted
from scenes.mobjects.theme import Theme
from scenes.mobjects.tokens import Chip, hatched
from scenes.mobjects.wires import Point, Wire

__all__ = ["Column", "Copy", "Folded", "Print", "Unroll", "Unrolled", "weighed_with"]

SHADED = 0.02
"""The room between a copy's box and the print in it, as a part of nothing: in units."""
FEATURES = 8
"""Of many word vectors' entries, so many are shown in the print of weights."""


def weighed_with(weights: np.ndarray, units: Sequence[int], features: int) -> list[int]:
    """Return which entries of [h; x] a print shows, of ``weights`` ``(unit, stacked)``: all, or of many those that matter most.

    They are those of the ``units`` that are drawn, and the :data:`FEATURES` of x with the largest weights to these.
    """
    count = weights.shape[1] - features
    sizes = np.abs(weights[list(units), count:]).sum(axis=0)
    chosen = np.argsort(-sizes, kind="stable")[:FEATURES]
    return [*units, *(count + int(each) for each in sorted(chosen))]


class Print(VGroup):
    """The weights of a cell as a small picture, by which one knows them again: the same in every copy.

    A column for each of the ``units``, a row for each of ``entries`` of [h; x]; of ``weights``, ``(unit, stacked)``. It fills
    ``size`` and is centred on the origin.
    """

    def __init__(
        self,
        weights: Readings,
        units: Sequence[int],
        entries: Sequence[int],
        size: tuple[float, float],
        *,
        notation: Notation,
        theme: Theme,
    ) -> None:
        super().__init__()
        wide, high = size[0] / len(units), size[1] / len(entries)
        for column, unit in enumerate(units):
            row = weights.row(unit)
            for number, entry in enumerate(entries):
                cell = swatch(row[entry], notation=notation, theme=theme, size=(wide, high), numeral=False)
                place = (column + 0.5) * wide - size[0] / 2, size[1] / 2 - (number + 0.5) * high
                self.add(cell.move_to((*place, 0)))


class Column(VGroup):
    """A vector as a column of cells for ``units``, framed in its role's colour, centred on ``at``; one of them may be ``spotted``.

    ``values`` is ``(n,)``, ``size`` that of a cell. With numerals, if it is as large as that.
    """

    def __init__(
        self,
        values: Readings,
        units: Sequence[int],
        at: Point,
        size: tuple[float, float],
        *,
        notation: Notation,
        theme: Theme,
        numerals: bool = False,
        spotted: int | None = None,
    ) -> None:
        super().__init__()
        self.at, self.size, self.units = at, size, tuple(units)
        self.cells = {
            unit: swatch(values[unit], notation=notation, theme=theme, size=size, numeral=numerals) for unit in self.units
        }
        for unit, cell in self.cells.items():
            cell.move_to((*self.place(unit), 0))
        look: dict[str, Any] = {"stroke_color": theme.colour(notation.of(values.key, values.index).role)}
        self.frame = Box(
            width=size[0] + 0.04,
            height=self.high + 0.04,
            corner_radius=min(0.05, size[0] / 4),
            stroke_width=theme.stroke if size[0] > 0.2 else theme.thin,
            **look,
        ).move_to((*at, 0))
        self.add(*self.cells.values(), self.frame)
        if spotted in self.cells and len(self.units) > 1:
            self.add(self.spot(spotted, theme))

    @property
    def high(self) -> float:
        """How high all cells are together."""
        return self.size[1] * len(self.units)

    def place(self, unit: int) -> Point:
        """Return the middle of a unit's cell."""
        return self.at[0], self.at[1] + self.high / 2 - (self.units.index(unit) + 0.5) * self.size[1]

    def spot(self, unit: int, theme: Theme) -> Box:
        """Return the frame around a unit's cell that is followed."""
        width, height = (each + 0.05 for each in self.size)
        width = max(width, 0.1)
        look = {"stroke_color": theme.focus, "stroke_width": theme.stroke}
        return Box(width=width, height=height, corner_radius=min(0.05, width / 4), **look).move_to((*self.place(unit), 0))


class Copy(VGroup):
    """A cell as a box, ``at`` its middle, with the ``stamp`` of its weights in it."""

    ROOM = 0.05

    def __init__(self, at: Point, size: tuple[float, float], stamp: Print, *, theme: Theme) -> None:
        super().__init__()
        self.at, self.size = at, size
        self.box = plate(*size, "proposes", theme=theme, radius=min(0.1, size[0] / 4)).move_to((*at, 0))
        self.stamp = stamp.move_to((*at, 0))
        self.add(self.box, self.stamp)

    def port(self, side: str) -> Point:
        """Return where a wire joins it: at its ``left``, ``right``, ``top`` or ``bottom``."""
        across, up = {"left": (-1, 0), "right": (1, 0), "top": (0, 1), "bottom": (0, -1)}[side]
        return self.at[0] + across * self.size[0] / 2, self.at[1] + up * self.size[1] / 2


class Folded:
    """The one cell, large, with its loop: ``cell``, ``loop``, and the places of what goes round it.

    Columns are at ``LEFT`` before they go in, at ``RIGHT`` when they have come out; the word's is ``BELOW``.
    """

    AT, SIZE, INNER = (0.0, 0.1), (1.7, 2.2), (1.3, 1.84)
    LEFT, RIGHT, BELOW, TURN, TOP = (-2.15, 0.1), (2.15, 0.1), (0.0, -1.62), 3.3, 2.12
    CELL, ENTRY = (0.74, 0.25), (0.46, 0.085)  # cells of h, and of x
    MOST = 8 * 0.25  # how high a column is at the most

    def __init__(
        self, weights: Readings, units: Sequence[int], entries: Sequence[int], *, notation: Notation, theme: Theme
    ) -> None:
        self._look: dict[str, Any] = {"notation": notation, "theme": theme}
        self._theme, self._units = theme, units
        stamp = Print(weights, units, entries, self.INNER, **self._look)
        self.cell = Copy(self.AT, self.SIZE, stamp, theme=theme)
        self.loop = Wire(*self.way(), theme=theme, colour="state", width=theme.bold)
        bottom = self.cell.port("bottom")
        self.entrance = Wire((bottom[0], self.BELOW[1] + 0.36), bottom, theme=theme, colour="word")
        self.letters = VGroup(
            self._letter("previous_hidden", (self.LEFT[0], self.foot)),
            self._letter("hidden", (self.RIGHT[0], self.foot)),
            self._letter("inputs", (self.BELOW[0] + 0.62, self.BELOW[1])),
        )
        self.name = named(
            stays(Symbol("weight", **self._look, size=theme.symbol).move_to((self.AT[0] + 1.2, self.AT[1] + 0.86, 0))), "weight"
        )

    @property
    def foot(self) -> float:
        """The height of the letters below columns."""
        return self.LEFT[1] - self.MOST / 2 - 0.32

    def way(self) -> list[Point]:
        """Return the corners of the loop, from where h comes out of the cell to where it goes in again."""
        (x, y), half, turn = self.AT, self.SIZE[0] / 2, self.TURN
        return [(x + half, y), (x + turn, y), (x + turn, self.TOP), (x - turn, self.TOP), (x - turn, y), (x - half, y)]

    def column(self, values: Readings, at: Point, spotted: int | None = None) -> Column:
        """Return a state with its numbers at a place."""
        high = min(self.CELL[1], self.MOST / len(self._units))
        return Column(values, self._units, at, (self.CELL[0], high), numerals=high >= 0.24, spotted=spotted, **self._look)

    def word(self, values: Readings, entries: Sequence[int]) -> Column:
        """Return a word's vector below the cell."""
        return Column(values, entries, self.BELOW, (self.ENTRY[0], min(self.ENTRY[1], 0.7 / len(entries))), **self._look)

    def round(self) -> Path:
        """Return the way of h along the loop, from the right to the left."""
        _, *corners, _ = self.way()
        return Path(self.RIGHT, *corners, self.LEFT)

    def _letter(self, name: str, at: Point) -> VMobject:
        return named(stays(Symbol(name, **self._look, size=self._theme.symbol).move_to((*at, 0))), name)


class Unroll(Own):
    """A loop opens and becomes a straight line, which ends at ``end``; it begins at ``start`` then."""

    STEPS, LIFT = 48, 2.4  # pieces of the line; how high its end is lifted on its way

    def __init__(self, wire: Wire, corners: Sequence[Point], start: Point, end: Point, **kwargs: Any) -> None:
        kwargs.setdefault("rate_func", glide)
        shares = np.linspace(0.0, 1.0, self.STEPS + 1)
        looped = Path(*corners).at(shares).T
        straight = np.array(start) + shares[:, None] * (np.array(end) - np.array(start))
        lifted = straight + np.column_stack([np.zeros(len(shares)), self.LIFT * shares])
        self._shapes = looped, lifted, straight
        super().__init__(wire.line, introducer=True, **kwargs)

    def interpolate_mobject(self, alpha: float) -> None:
        share = self.rate_func(alpha)
        first, second, third = self._shapes
        dots = (1 - share) ** 2 * first + 2 * share * (1 - share) * second + share**2 * third
        self.mobject.set_points_as_corners(np.column_stack([dots, np.zeros(len(dots))]))


class Unrolled:
    """Where all copies and columns are, for ``count`` words: column -1 is the state before the first one.

    Where there is room, words stand below their copies in chips; where there is little, they are turned. Of many units' weights
    narrow copies show those of the ``followed`` one.
    """

    WIDTH, PITCH, ROOMY, LEAST = 12.5, 2.3, 1.0, 0.04  # of all columns; of one at the most; with words upright; of a print
    COPY, HIGH = 0.2, 1.2  # the height of copies, and how high they are
    TOLD, WORD, CHIPS, TURNED = -0.93, -1.5, -2.25, -1.98  # heights: numbers, word vectors, words; where turned ones end
    TAG, RAIL, STAMP = (-6.3, 2.42), 1.5, (0.56, 1.14)  # the tag, the rail to all copies, and the print on the tag
    STATE, ENTRIES = 1.5, 0.66  # how high states and word vectors are
    NUMBER = (0.64, 0.34)

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
        self.start = -self.pitch * count / 2
        self.wide, self.thick = min(0.5 * self.pitch, 0.8), min(0.27 * self.pitch, 0.42)
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
        """Return the corners of the wire from the tag to a copy."""
        x, foot = self.TAG[0], self.TAG[1] - self.STAMP[1] / 2
        return [(x, foot), (x, self.RAIL), (self.x(time), self.RAIL), (self.x(time), self.COPY + self.HIGH / 2)]

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
        size = (min(self.NUMBER[0], max(self.pitch - 0.1, 0.62)), self.NUMBER[1])
        made = large_cell(value, size, **self._look).move_to((*self.told_at(time), 0))
        placed(made.patch, lambda index: self.told_at(index[0] if len(index) > 1 else -1))
        return made

    def told_at(self, time: int) -> Point:
        """Return where that number is."""
        return self.state_x(time), self.TOLD

    def vector(self, values: Readings, entries: Sequence[int], time: int) -> Column:
        """Return a word's vector, ``(feature,)``, below its copy."""
        at, size = (self.x(time), self.WORD), (min(0.4 * self.pitch, 0.5), self.ENTRIES / len(entries))
        made = Column(values, entries, at, size, **self._look)
        for cell in made.cells.values():
            placed(cell.patch, lambda index: (self.x(index[0]), made.place(index[-1])[1]))
        return made

    def words(self, words: Readings, known: Sequence[bool]) -> list[VMobject]:
        """Return all words below their copies: in chips, or turned where there is no room for them."""
        if not self.roomy:
            return [self._turned(words[time], known[time], time) for time in range(len(words))]
        said: list[Phrase] = [phrase("{word}", word=word) for word in words.flat()]
        made: list[Chip] = chips_in(said, self.pitch - 0.1, theme=self._theme, known=known)
        for time, chip in enumerate(made):
            chip.shift((self.x(time), self.CHIPS, 0))
            placed(chip.word, lambda index: (self.x(index[-1]), None))
        return list(made)

    def _turned(self, word: Reading, known: bool, time: int) -> VMobject:
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

    def down(self, time: int) -> Path:
        """Return the way of the print from the tag into a copy."""
        x, rail = self.TAG[0], self.RAIL
        return Path((x, self.TAG[1] - self.STAMP[1] / 2), (x, rail), (self.x(time), rail), self.at(time))
