"""One unit of the cell state, told word by word: who wrote it, who kept it, who erased it, and how it pushes a verdict."""

from collections.abc import Callable, Sequence

import numpy as np
from manim import Animation, AnimationGroup, Line, VGroup, VMobject

from model.trace.turning import Deed
from scenes.mobjects.bars import Push
from scenes.mobjects.motion import Appear, Vanish
from scenes.mobjects.moves import Extend, Fill, Grow, Path, Swell, Travel
from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.notation.vectors import swatch
from scenes.mobjects.places import placed
from scenes.mobjects.plays import Play
from scenes.mobjects.reading import Reading, Readings, phrase
from scenes.mobjects.sets.reading_table import WORDS, ReadingTable, Span
from scenes.mobjects.text import Label, settled
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Swatch
from scenes.mobjects.wires import Wire

__all__ = ["ColumnStory", "Scale"]

GATE, WRITE, SHOWN = -4.55, -2.95, 1.57
"""Where the forget gate of the unit is, from left to right, what is written into it, and what is shown of it."""
PUSHES: Span = (2.2, 4.38)
NUMBER = 0.66
"""How much room the number beside a bar takes."""
TALL, LARGER = 0.42, 1.2
"""From so tall rows on numerals are enlarged so much."""
TELLING = 0.05
"""A push below this has no numeral."""


class Scale:
    """Where the axis of pushes is, and how long a push of one is: by the most that these ``values`` push to either side."""

    def __init__(self, *values: np.ndarray) -> None:
        low = min(0.0, *(float(each.min()) for each in values))
        high = max(0.0, *(float(each.max()) for each in values))
        left, right = PUSHES[0] + NUMBER * (low < 0), PUSHES[1] - NUMBER * (high > 0)
        self.unit = (right - left) / max(high - low, 1e-6)
        self.axis = left - low * self.unit


class ColumnStory:
    """The story of one ``unit`` of the cell state in a :class:`ReadingTable`, with its push on the verdict ``label``.

    ``read`` reads the trace, ``verdicts`` are what comes after each word, none if it is there already, ``scale`` is for the pushes. Of what is told there are
    animations, row by row; ``told`` is all that has come so far.
    """

    def __init__(
        self,
        read: Callable[..., Readings],
        table: ReadingTable,
        *,
        unit: int,
        label: int,
        verdicts: Sequence[VMobject],
        scale: Scale,
        notation: Notation,
        theme: Theme,
    ) -> None:
        self._read, self._table, self.unit, self.label = read, table, unit, label
        self._verdicts, self.scale, self._notation, self._theme = verdicts, scale, notation, theme
        self.told: list[VMobject] = []
        self.cells: list[Swatch] = []
        self.bars: list[Push] = []
        self.numbers: list[Label] = []

    def value(self, key: str, time: int, *index: int) -> Reading:
        """Return a reading of the unit after a word."""
        return self._read(key, time, self.unit)._entry(()) if not index else self._read(key, time, self.unit)[index[0]]

    def heads(self) -> VGroup:
        """Return what stands above the columns, and the axis of the pushes."""
        theme, top = self._theme, self._table.top
        unit = phrase("unit {unit:0}", unit=self._read("unit_numbers")[self.unit])
        letter = Symbol("hidden", notation=self._notation, theme=theme, size=theme.symbol * 0.85)
        axis = Line((self.scale.axis, top, 0), (self.scale.axis, self._table.foot, 0))
        self._pushed = self._head_of_pushes()
        self._heads = VGroup(
            Label("writes", theme=theme, size=theme.small, colour="writes").sit(WRITE, top + 0.16),
            Label(unit, theme=theme, colour="memory").sit(self._table.middle(self.unit), top + 0.16),
            Label("shows", theme=theme, size=theme.small, colour="state").sit(SHOWN, top + 0.16),
            letter.move_to((SHOWN, top + 0.58, 0)),
            axis.set_stroke(theme.muted, theme.thin),
            self._pushed,
        )
        return self._heads

    def _head_of_pushes(self) -> VGroup:
        middle, wide, theme, top = sum(PUSHES) / 2, PUSHES[1] - PUSHES[0], self._theme, self._table.top
        above = Label("its push on", theme=theme, size=theme.small, colour="muted").sit(middle, top + 0.5)
        word = phrase("“{label}”", label=self._read("labels")[self.label])
        return VGroup(above, settled(word, theme=theme, size=theme.label, room=wide, colour="ink").sit(middle, top + 0.16))

    # -- rows ------------------------------------------------------------------------------------------------------------

    def told_of(self, deed: Deed, run_time: float) -> list[Play]:
        """Return what a word does with the unit, and what comes of it, in about ``run_time`` seconds."""
        if deed.does in ("writes", "overwrites"):
            return [*self._written(deed.time, 0.6 * run_time), Play([self._felt(deed.time, 0.4 * run_time)])]
        if deed.does == "erases":
            return [*self._erased(deed.time, 0.55 * run_time), Play([self._felt(deed.time, 0.45 * run_time)])]
        return [Play([AnimationGroup(self._kept(deed.time, run_time / 2), self._felt(deed.time, run_time / 2), lag_ratio=0.6)])]

    def _kept(self, time: int, run_time: float) -> Animation:
        cell = self._cell(self.value("cell", time))
        gate = [AnimationGroup(*self._passes(time, run_time / 2))] if time else []
        filled = self._filled(cell, "top", run_time / 2)
        self.cells.append(cell)
        return AnimationGroup(*gate, filled, lag_ratio=1.0)

    def _filled(self, cell: Swatch, edge: str, run_time: float) -> Animation:
        """Return an animation in which a cell is filled from an edge, and has its numeral then."""
        self.told += [cell]
        return Fill(cell, edge, run_time=run_time)

    def _passes(self, time: int, run_time: float) -> list[Animation]:
        """Return animations in which the forget gate of a word opens as far as it does, and lets through what is kept."""
        neck = self._table.neck(time, self.unit)
        size = (0.6, min(0.27, self._table.pitch * 0.8))
        gate = swatch(self.value("forget_gate", time), notation=self._notation, theme=self._theme, size=size)
        gate.move_to((GATE, self._table.y(time) + self._table.pitch / 2, 0))
        placed(gate.patch, lambda index: (GATE, self._table.y(index[0]) + self._table.pitch / 2))
        self.told += [neck, gate]
        return [Grow(gate, "bottom", run_time=run_time), Grow(neck, "top", run_time=run_time)]

    def _written(self, time: int, run_time: float) -> list[Play]:
        """Return plays in which a word writes into the unit: what is kept comes down, and what is written in from the left."""
        table, y = self._table, self._table.y(time)
        plays, kept = [], None
        if time and abs(float(self.value("kept", time).value)) >= TELLING:
            kept = self._cell(self.value("kept", time))
            passes = AnimationGroup(*self._passes(time, 0.15 * run_time))
            plays.append(Play([AnimationGroup(passes, self._filled(kept, "top", 0.2 * run_time), lag_ratio=1.0)]))
            self.told.remove(kept)
        elif time:
            plays.append(Play(self._passes(time, 0.15 * run_time)))
        written, cell = self._cell(self.value("written", time), wide=0.9, x=WRITE), self._cell(self.value("cell", time))
        edge = table.spans[self.unit][0] + 0.02
        lead = Wire((WORDS[1] + 0.1, y), (WRITE - 0.45, y), theme=self._theme, colour="writes", tip=False)
        arrow = Wire((WRITE + 0.45, y), (edge, y), theme=self._theme, colour="writes")
        self.told += [lead, arrow, written]
        way = Path((WORDS[1] + 0.3, y), (WRITE, y))
        inward = Path((WRITE, y), (edge - 0.4, y))
        plays.append(Play([Extend(lead, run_time=0.2 * run_time), Travel(written, way, start=0.3, run_time=0.3 * run_time)]))
        copy = written.copy().move_to((edge - 0.4, y, 0))
        plays.append(Play([Extend(arrow, run_time=0.15 * run_time)]))
        leaving = [Vanish(kept, run_time=0.12 * run_time)] if kept is not None else []
        plays.append(Play([Travel(copy, inward, leaves=True, end=0.6, run_time=0.25 * run_time)]))
        plays.append(Play([*leaving, self._filled(cell, "left", 0.25 * run_time)]))
        self.cells.append(cell)
        return plays

    def _erased(self, time: int, run_time: float) -> list[Play]:
        """Return plays in which the forget gate of a word lets next to nothing of the unit through."""
        neck, y = self._table.wide(self.unit) / 2, self._table.y(time) + self._table.pitch / 2
        passes = self._passes(time, 0.4 * run_time)
        wire = Wire((GATE + 0.3, y), (self._table.middle(self.unit) - neck, y), theme=self._theme, colour="keeps", tip=False)
        self.told.append(wire)
        cell = self._cell(self.value("cell", time))
        self.cells.append(cell)
        return [
            Play([passes[0], Extend(wire, run_time=0.4 * run_time)]),
            Play([passes[1]]),
            Play([self._filled(cell, "top", 0.3 * run_time)]),
        ]

    def _felt(self, time: int, run_time: float) -> Animation:
        """Return an animation in which h is shown of the unit, its push changes, and the verdict is handed down."""
        y, axis = self._table.y(time), self.scale.axis
        shown = self._cell(self.value("hidden", time), wide=0.8, x=SHOWN)
        out = Travel(shown, Path((self._table.middle(self.unit), y), (SHOWN, y)), start=0.6, run_time=0.3 * run_time)
        push, bar = self._bar(time)
        if self.bars:
            times, rise = self.bars[-1].reading, self._table.pitch
        else:
            times, rise = None, 0.0
        ratio = 1e-3 if times is None else _ratio(float(times.value), float(push.value))
        swell = Swell(bar, axis=axis, times=ratio, rise=rise, run_time=0.4 * run_time)
        down = Path((0.0, rise), (0.0, 0.0))
        after: list[Animation] = [Travel(each, down, run_time=0.3 * run_time) for each in self._verdicts[time : time + 1]]
        if abs(float(push.value)) >= TELLING:
            number = self._number(bar, push)
            self.numbers.append(number)
            after.append(Appear(number, run_time=0.2 * run_time))
        self.bars.append(bar)
        self.told += [shown]
        felt = [AnimationGroup(*after)] if after else []
        return AnimationGroup(out, swell, *felt, lag_ratio=1.0)

    def _bar(self, time: int) -> tuple[Reading, Push]:
        push = self.value("pushes", time, self.label)
        high, y = self._table.high * 0.8, self._table.y(time)
        bar = Push(push, unit=self.scale.unit, height=high, home=self.scale.axis, y=y, theme=self._theme)
        return push, placed(bar, lambda index: (None, self._table.y(index[0])))

    def also(self, label: int, run_time: float) -> list[Play]:
        """Return plays in which the pushes on another verdict take the place of those that were told."""
        before, self.bars, self.label = self.bars, [], label
        gone = [*self.numbers, self._pushed]
        self.numbers, swells = [], []
        for time, old in enumerate(before):
            push, bar = self._bar(time)
            ratio = _ratio(float(old.reading.value), float(push.value))
            swells.append(Swell(bar, axis=self.scale.axis, times=ratio, rise=0.0, run_time=0.6 * run_time))
            self.bars.append(bar)
            if abs(float(push.value)) >= TELLING:
                self.numbers.append(self._number(bar, push))
        self._pushed = self._head_of_pushes()
        self._heads.add(self._pushed)
        coming = [Appear(each, run_time=0.2 * run_time) for each in [*self.numbers, self._pushed]]
        return [
            Play([Vanish(each, run_time=0.2 * run_time) for each in gone]),
            Play(swells, replaced=before),
            Play(coming),
        ]

    def everything(self) -> list[VMobject]:
        """Return all that has come so far."""
        return [self._heads, *self.told, *self.bars, *self.numbers]

    def _number(self, bar: Push, push: Reading) -> Label:
        sign = "+" if float(push.value) > 0 else ""
        y = float(bar.get_y())
        said = Label(
            phrase(sign + "{push}", push=push), theme=self._theme, size=self._theme.small if self.is_tall else self._theme.numeral
        )
        if bar.is_for:
            said.sit_amid(float(bar.get_right()[0]) + 0.08, y, -1)
        else:
            said.sit_amid(float(bar.get_left()[0]) - 0.08, y, 1)
        return placed(said, lambda index: (None, self._table.y(index[0])))

    @property
    def is_tall(self) -> bool:
        """Whether rows are so tall that numerals are enlarged."""
        return self._table.pitch >= TALL

    def _cell(self, reading: Reading, *, wide: float | None = None, x: float | None = None) -> Swatch:
        """Return a value of a row in a cell with its numeral, by default in the column of the unit."""
        table, y = self._table, self._table.y(reading.index[0])
        size = (table.wide(self.unit) if wide is None else wide, table.high)
        cell = Swatch(reading, theme=self._theme, scale="signed", size=size)
        if self.is_tall:
            cell.numeral.scale(LARGER)
        cell.move_to((table.middle(self.unit) if x is None else x, y, 0))
        placed(cell.patch, lambda index: (table.middle(self.unit) if x is None else x, table.y(index[0])))
        return cell


def _ratio(before: float, now: float) -> float:
    """Return how many times as long as now a bar was, to either side."""
    return float(np.clip(before / now, -1e3, 1e3)) if abs(now) > 1e-9 else 1.0
