"""One unit of the cell state, told word by word: who wrote it, who kept it, who erased it, and how it pushes a verdict."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

import numpy as np
from manim import Animation, AnimationGroup, VGroup, VMobject

from scenes.mobjects.motion import Vanish
from scenes.mobjects.moves import Extend, Grow, Path, Travel
from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.notation.vectors import swatch
from scenes.mobjects.places import about, named, placed, stays
from scenes.mobjects.plays import Play
from scenes.mobjects.reading import Reading, Readings, phrase
from scenes.mobjects.reshaping import Fill, Widen
from scenes.mobjects.sets.push_columns import PushColumns
from scenes.mobjects.sets.push_scale import TELLING, Scale, ratio_of
from scenes.mobjects.sets.reading_table import PANE, WORDS, ReadingTable
from scenes.mobjects.shapes import Bundle
from scenes.mobjects.streams import Pool
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Swatch
from scenes.mobjects.wires import Point, Wire

__all__ = ["ColumnStory"]

WRITE, GATE = -4.2, -3.07
"""Where what is written into the unit is, and to the right of that its forget gate, left of the frame of the lens."""
ROOMY = 0.3
"""From so tall rows on there are numerals on a stream, or beside it."""
GATED, LARGE = 0.66, 1.3
"""How wide a forget gate is, and how many times as large as elsewhere a numeral in a cell."""
CLEAR, NEXT = 0.06, 0.03
"""How far a wire or a gate is from a numeral, and the frame of the lens from one inside it."""
LEAD = WORDS[1] + 0.1, 0.04
"""Where the wire begins that leads from a word to what it writes, and how long it is at least."""
SHOW, SHOWN = 0.58, 0.84
"""Where it is what the unit shows, h, and how wide that is."""
SHORTEST = 0.25
"""A wire that would be shorter is not drawn."""
FULL, LOSES = 0.9, 0.75
"""A forget gate that is open as far as this lets nearly all through, and is not drawn; one that keeps less loses some that is
told of, and has a number there."""


class Arrow(Wire):
    """A wire with a small head, which hides next to nothing of what it lies on."""

    HEAD = 0.1


class ColumnStory:
    """The story of one ``unit`` of the cell state in a :class:`ReadingTable`, with its push on the verdict ``label``.

    ``read`` reads the trace, ``scale`` is for the pushes; it is told from the ``first`` word on. What is ``loud`` has numerals.
    Of what is told there are animations, row by row; ``told`` is all that has come.
    """

    def __init__(
        self,
        read: Callable[..., Readings],
        table: ReadingTable,
        *,
        unit: int,
        label: int,
        first: int = 0,
        scale: Scale,
        loud: Collection[int],
        notation: Notation,
        theme: Theme,
    ) -> None:
        self._read, self._table, self.unit, self._loud = read, table, unit, frozenset(loud)
        self._notation, self._theme = notation, theme
        self._first, self.told = first, list[VMobject]()
        self.cells: list[Pool] = []
        told: dict[str, Any] = {"scale": scale, "loud": loud}
        self.pushes = PushColumns(read, table, unit=unit, label=label, theme=theme, **told)

    @property
    def label(self) -> int:
        """The label on which its pushes are told."""
        return self.pushes.label

    def value(self, key: str, time: int, *index: int) -> Reading:
        """Return a reading of the unit after a word."""
        return self._read(key, time, self.unit, *index).whole()

    def heads(self) -> VGroup:
        """Return what stands above the columns, and the axes of the pushes; nothing above what no word does."""
        theme, top = self._theme, self._table.top
        unit = phrase("unit {unit:0}", unit=self._read("unit_numbers")[self.unit])
        self._named = about(Label(unit, theme=theme, colour="memory").sit(self._table.middle(self.unit), top + 0.16), self.unit)
        writes = stays(Label("writes", theme=theme, size=theme.label, colour="writes").sit(WRITE, top + 0.16))
        gates = self._read("forget_gate").values[max(self._first, 1) :, self.unit] < FULL
        self._heads = VGroup(
            *([writes] if (np.abs(self._read("written").values[self._first :, self.unit]) >= TELLING).any() else []),
            *(self._head("forget_gate", "keeps", GATE, "keeps") if gates.any() else []),
            self._named,
            *self._head("hidden", "shows", SHOW, "state"),
            self.pushes.heads(),
        )
        return self._heads

    def _head(self, quantity: str, title: str, x: float, role: str) -> tuple[VMobject, VMobject]:
        theme, top = self._theme, self._table.top
        letter = Symbol(quantity, notation=self._notation, theme=theme, size=theme.symbol * 0.85).move_to((x, top + 0.58, 0))
        named(stays(letter), quantity)
        return letter, stays(Label(title, theme=theme, size=theme.label, colour=role).sit(x, top + 0.16))

    # -- rows ------------------------------------------------------------------------------------------------------------

    def run(self, deeds: Sequence[tuple[int, str]], run_time: float) -> Play:
        """Return all that some words do with the unit and what comes of it, word by word, in ``run_time`` seconds in all."""
        each = run_time / len(deeds)
        return Play([AnimationGroup(*(self._row(time, does, each) for time, does in deeds), lag_ratio=1.0)])

    def _row(self, time: int, does: str, run_time: float) -> Animation:
        told = [AnimationGroup(*play.animations) for play in self.told_of(time, does, 0.6 * run_time)]
        led = self.led(time, 0.1 * run_time)
        return AnimationGroup(*told, *led, self.felt(time, (0.3 if led else 0.4) * run_time), lag_ratio=1.0)

    def told_of(self, time: int, does: str, run_time: float) -> list[Play]:
        """Return what a word does with the unit, in about ``run_time`` seconds.

        It "writes", "erases", "overwrites" (both) or "keeps".
        """
        if does == "erases":
            return self._erased(time, run_time)
        if abs(float(self.value("written", time).value)) >= TELLING:
            return self._written(time, run_time)
        cell = self._pool("cell", time)
        self.cells.append(cell)
        passing = [Play(self._passes(time, 0.5 * run_time))] if time else []
        return [*passing, Play([self._filled(cell, 0.5 * run_time)])]

    def _filled(self, cell: Pool, run_time: float) -> Animation:
        """Return an animation in which a cell is filled from above, and has its numeral then."""
        self.told += [cell]
        return Fill(cell, "top", run_time=run_time)

    def _passes(self, time: int, run_time: float) -> list[Animation]:
        """Return animations in which what is kept comes down to a word, and the forget gate before that, unless it is open."""
        neck = self._table.neck(time, self.unit)
        self.told += [neck]
        made: list[Animation] = [Grow(neck, "top", run_time=run_time)]
        if float(self.value("forget_gate", time).value) < FULL:
            gate = self._gate(time)
            self.told += [gate]
            made.insert(0, Grow(gate, "bottom", run_time=run_time))
        return made

    def _gate(self, time: int) -> Swatch:
        """Return the forget gate of a word for the unit, between its row and the one above."""
        gate = self.value("forget_gate", time)
        told = time in self._loud and float(gate.value) < LOSES
        rise = self._table.between(time) - self._table.y(time) - self._sinks(time)
        return self._cell(gate, (GATE, rise), (GATED, self._tall(time)), numeral=told)

    def _tall(self, time: int) -> float:
        """Return how tall a forget gate of a word is."""
        return min(0.34, float(self._table.heights[time]) * 0.8)

    def _sinks(self, time: int) -> float:
        """Return how far below the line between its row and the one above a forget gate is: no gate reaches far into that one."""
        return max(0.0, self._tall(time) / 2 - 0.4 * float(self._table.heights[time - 1]))

    def _cell(self, reading: Reading, at: Point, size: tuple[float, float], *, numeral: bool) -> Swatch:
        """Return a value of a word for the unit as a cell, so far to the right and over the middle of the row as ``at`` says.

        It has a ``numeral`` where rows have room for that.
        """
        x, rise = at
        shown = numeral and self._table.heights[reading.index[0]] >= ROOMY
        small = size[0] / LARGE, size[1] / LARGE
        cell = swatch(reading, numeral=shown, notation=self._notation, theme=self._theme, size=small).scale(LARGE)
        cell.move_to((x, self._table.y(reading.index[0]) + rise, 0))
        placed(cell.patch, lambda index: (x, self._table.y(index[0]) + rise))
        return cell

    def _written(self, time: int, run_time: float) -> list[Play]:
        """Return plays in which a word writes into the unit: what is kept comes down, and what is written in from the left."""
        cell, kept = self._pool("cell", time), self._pool("kept", time, numeral=False)
        plays = [Play(self._passes(time, 0.15 * run_time))] if time else []
        held = abs(float(self.value("kept", time).value))
        if held >= TELLING:
            plays.append(Play([Fill(kept, "top", run_time=0.15 * run_time)]))
        plays += self.sent(time, 0.5 * run_time)
        self.cells.append(cell)
        self.told += [cell]
        before, after = (float(self.value(key, time).value) for key in ("kept", "cell"))
        times = ratio_of(before, after) if held >= TELLING else 0.0
        gone = [Vanish(kept, run_time=0.06 * run_time)] if held >= TELLING else []
        if times < 0:  # what is kept is gone before something of the other sign comes
            plays.append(Play(gone))
            gone = []
        return [*plays, Play([Widen(cell, max(times, 0.0), run_time=0.3 * run_time), *gone])]

    def sent(self, time: int, run_time: float) -> list[Play]:
        """Return plays in which a word sends what it writes: along a wire into its cell, and from there to the stream."""
        y, theme = self._table.y(time), self._theme
        written = self._pool("written", time, x=WRITE)
        x, half = float(written.patch.get_x()), self._half("written", time)
        end = x + half if written.beside is None else float(written.beside.get_right()[0]) + CLEAR
        bank = self._table.middle(self.unit) - max(self._half("cell", time), self._half("kept", time))
        lead = Wire((LEAD[0], y), (x - half, y), theme=theme, colour="writes", tip=False)
        arrow = Arrow((end, y), (bank, y), theme=theme, colour="writes")
        self.told += [lead, arrow, written]
        way = Path((WORDS[1] + 0.3, y), (x, y))
        first = [Extend(lead, run_time=0.6 * run_time), Travel(written, way, start=0.3, run_time=0.6 * run_time)]
        return [Play(first), Play([Extend(arrow, run_time=0.4 * run_time)])]

    def _half(self, key: str, time: int) -> float:
        """Return half the width of a stream of a value."""
        return abs(float(self.value(key, time).value)) * self._table.measure(self.unit) / 2

    def _erased(self, time: int, run_time: float) -> list[Play]:
        """Return plays in which the forget gate of a word lets next to nothing of the unit through."""
        bank = self._table.middle(self.unit) - (self._half("previous_cell", time) + self._half("kept", time)) / 2
        y = self._table.between(time) - min(self._sinks(time), 0.05)
        *gate, neck = self._passes(time, 0.4 * run_time)
        wire = Wire((GATE + GATED / 2 + CLEAR, y), (bank, y), theme=self._theme, colour="keeps", tip=False)
        self.told.append(wire)
        cell = self._pool("cell", time)
        self.cells.append(cell)
        return [
            Play([*gate, Extend(wire, run_time=0.4 * run_time)]),
            Play([neck]),
            Play([self._filled(cell, 0.2 * run_time)]),
        ]

    def led(self, time: int, run_time: float) -> list[Animation]:
        """Return an animation in which a wire leads from the stream to what it shows, where what a word does has numerals."""
        if time not in self._loud:
            return []
        y, bank = self._table.y(time), self._table.middle(self.unit) + self._half("cell", time)
        shown = self._cell(self.value("hidden", time), (SHOW, 0.0), (SHOWN, min(0.4, self._table.high(time))), numeral=True)
        made: list[Animation] = [Fill(shown, "left", run_time=0.5 * run_time)]
        self.told.append(shown)
        if (numeral := self.cells[-1].beside) is not None:
            bank = float(numeral.get_right()[0]) + 0.1
        if (end := SHOW - SHOWN / 2) - bank >= SHORTEST:
            wire = Wire((bank, y), (end, y), theme=self._theme, colour="state", tip=False)
            self.told.append(wire)
            made.insert(0, Extend(wire, run_time=0.5 * run_time))
        return [AnimationGroup(*made, lag_ratio=1.0)]

    def felt(self, time: int, run_time: float) -> Animation:
        """Return an animation in which the unit's push changes, then what all others push, and then the probability."""
        stages = [self.pushes.pushed(time, 0.35 * run_time), self.pushes.against(time, 0.35 * run_time)]
        return AnimationGroup(*stages, self.pushes.chances.came(time, 0.3 * run_time), lag_ratio=1.0, run_time=run_time)

    @property
    def column(self) -> list[Bundle]:
        """The cells of the column in the table."""
        return self._table.columns[self.unit]

    def named(self) -> list[VMobject]:
        """Return what is said of what is told, above the columns: which unit it is, and which verdict it pushes."""
        return [self._named, self.pushes.named]

    def everything(self) -> list[VMobject]:
        """Return all that has come so far."""
        return [self._heads, *self.told, *self.pushes.everything()]

    @property
    def _size(self) -> float:
        """The size of numerals beside bars and on streams."""
        return min(self._table.size, self._theme.caption)

    def _pool(self, key: str, time: int, *, numeral: bool = True, x: float | None = None) -> Pool:
        """Return what the unit holds after a word, or what it has kept, in its stream, or what is written, around ``x``."""
        table, loud = self._table, numeral and time in self._loud and self._table.heights[time] >= ROOMY
        size = self._size if loud else None
        pool = Pool(self.value(key, time), theme=self._theme, unit=table.measure(self.unit), height=table.high(time), size=size)
        pool.shift((table.middle(self.unit) if x is None else x, table.y(time), 0))
        home = self._beside(pool, time, written=x is not None)
        placed(pool.patch, lambda index: (table.middle(self.unit) if x is None else home, table.y(index[0])))
        return pool

    def _beside(self, pool: Pool, time: int, *, written: bool) -> float:
        """Let a numeral beside a pool have room, or let the pool go without it; return where the pool is.

        On a stream the room is that in the frame of the lens. What is ``written`` may give way to the left.
        """
        if pool.beside is not None:
            end = self._end(time, float(pool.beside.height)) if written else PANE[1] - NEXT
            over = float(pool.beside.get_right()[0]) - end
            if over > 0 and written and float(pool.patch.get_left()[0]) - over >= sum(LEAD):
                pool.shift((-over, 0, 0))
            elif over > 0:
                pool.hush()
        return float(pool.patch.get_x())

    def _end(self, time: int, high: float) -> float:
        """Return where a numeral so ``high`` of what a word writes is to end: before the lens, or a gate over or under it."""
        gates = self._read("forget_gate").values[max(time, 1) : time + 2, self.unit]
        between = (float(self._table.heights[time]) - self._tall(time) - high) / 2
        return (GATE - GATED / 2 if between < CLEAR and (gates < FULL).any() else PANE[0]) - CLEAR
