"""One unit of the cell state, told word by word: who wrote it, who kept it, who erased it, and how it pushes a verdict."""

from collections.abc import Callable, Sequence

import numpy as np
from manim import Animation, AnimationGroup, Line, VGroup, VMobject

from scenes.mobjects.bars import Push
from scenes.mobjects.motion import Appear, Vanish
from scenes.mobjects.moves import Extend, Grow, Path, Travel
from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.notation.vectors import swatch
from scenes.mobjects.places import named, placed, stays
from scenes.mobjects.plays import Play
from scenes.mobjects.reading import Phrase, Reading, Readings, phrase
from scenes.mobjects.reshaping import Fill, Swell
from scenes.mobjects.sets.push_scale import PUSHES, TELLING, Scale
from scenes.mobjects.sets.reading_table import WORDS, ReadingTable
from scenes.mobjects.shapes import Bundle
from scenes.mobjects.text import Label, settled
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Swatch
from scenes.mobjects.wires import Wire

__all__ = ["ColumnStory"]

GATE, WRITE, SHOWN = -4.66, -3.5, -0.95
"""Where the forget gate of the unit is, from left to right, what is written into it, and what is shown of it."""
WIDE = 0.84
"""How wide what is written is."""
TALL, LARGER = 0.42, 1.2
"""From so tall rows on numerals are enlarged so much."""


class Arrow(Wire):
    """A wire with a small head, which hides next to nothing of what it lies on."""

    HEAD = 0.1


class ColumnStory:
    """The story of one ``unit`` of the cell state in a :class:`ReadingTable`, with its push on the verdict ``label``.

    ``read`` reads the trace, ``verdicts`` are what comes after each word, none if it is there already, ``scale`` is for the
    pushes. Of what is told there are animations, row by row; ``told`` is all that has come so far.
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
        self.bars: list[list[Push]] = [[], []]
        self.numbers: list[Label] = []

    def value(self, key: str, time: int, *index: int) -> Reading:
        """Return a reading of the unit after a word."""
        return self._read(key, time, self.unit, *index).whole()

    def heads(self) -> VGroup:
        """Return what stands above the columns, and the axes of the pushes."""
        theme, top = self._theme, self._table.top
        unit = phrase("unit {unit:0}", unit=self._read("unit_numbers")[self.unit])
        axes = [Line((x, top, 0), (x, self._table.foot, 0)).set_stroke(theme.muted, theme.thin) for x in self.scale.axes]
        said: list[str | Phrase] = [unit, "all units and bias"]
        titles = zip(said, self.scale.middles, strict=True)
        self._pushed = self._head_of_pushes()
        self._heads = VGroup(
            *self._head("forget_gate", "forget", GATE, "keeps"),
            Label("writes", theme=theme, size=theme.small, colour="writes").sit(WRITE, top + 0.16),
            Label(unit, theme=theme, colour="memory").sit(self._table.middle(self.unit), top + 0.16),
            *self._head("hidden", "shows", SHOWN, "state"),
            *axes,
            *(_within_pushes(Label(each, theme=theme, size=theme.small, colour="ink").sit(x, top + 0.16)) for each, x in titles),
            self._pushed,
        )
        return self._heads

    def _head(self, quantity: str, title: str, x: float, role: str) -> tuple[VMobject, VMobject]:
        theme, top = self._theme, self._table.top
        letter = Symbol(quantity, notation=self._notation, theme=theme, size=theme.symbol * 0.85).move_to((x, top + 0.58, 0))
        named(stays(letter), quantity)
        return letter, stays(Label(title, theme=theme, size=theme.small, colour=role).sit(x, top + 0.16))

    def _head_of_pushes(self) -> Label:
        word, theme = phrase("pushes on “{label}”", label=self._read("labels")[self.label]), self._theme
        said = settled(word, theme=theme, size=theme.label, room=PUSHES[1] - PUSHES[0], colour="ink")
        return said.sit(sum(PUSHES) / 2, self._table.top + 0.5)

    # -- rows ------------------------------------------------------------------------------------------------------------

    def row(self, time: int, does: str, run_time: float) -> list[Play]:
        """Return all that a word does with the unit and what comes of it, with few numerals, in about ``run_time`` seconds."""
        told = self.told_of(time, does, 0.55 * run_time, calm=True)
        return [*told, Play([self.shown(time, 0.15 * run_time, calm=True)]), Play([self.felt(time, 0.3 * run_time, calm=True)])]

    def told_of(self, time: int, does: str, run_time: float, *, calm: bool = False) -> list[Play]:
        """Return what a word does with the unit, in about ``run_time`` seconds: with the numeral of its gate, if not ``calm``.

        It "writes", "erases", "overwrites" (both) or "keeps".
        """
        if does in ("writes", "overwrites"):
            return self._written(time, run_time)
        if does == "erases":
            return self._erased(time, run_time)
        return self._kept(time, run_time, calm)

    def _kept(self, time: int, run_time: float, calm: bool) -> list[Play]:
        writes = abs(float(self.value("written", time).value)) >= TELLING
        cell, gate = self._cell(self.value("cell", time)), self._passes(time, run_time / 3, calm) if time else []
        sending = self.sent(time, 0.6 * run_time) if writes else []
        self.cells.append(cell)
        plays = [*sending, *([Play(gate)] if gate and not sending else [])]
        if gate and sending:
            plays[0] = Play([*gate, *sending[0].animations])
        return [*plays, Play([self._filled(cell, "left" if writes else "top", run_time / 3)])]

    def _filled(self, cell: Swatch, edge: str, run_time: float) -> Animation:
        """Return an animation in which a cell is filled from an edge, and has its numeral then."""
        self.told += [cell]
        return Fill(cell, edge, run_time=run_time)

    def _passes(self, time: int, run_time: float, calm: bool = False) -> list[Animation]:
        """Return animations in which the forget gate of a word opens as far as it does, and lets through what is kept."""
        neck, gate = self._table.neck(time, self.unit), self._gate(time, calm)
        self.told += [neck, gate]
        return [Grow(gate, "bottom", run_time=run_time), Grow(neck, "top", run_time=run_time)]

    def _gate(self, time: int, calm: bool) -> Swatch:
        """Return the forget gate of a word for the unit, between its row and the one above."""
        size = (0.6, min(0.27, self._table.pitch * 0.8))
        gate = swatch(self.value("forget_gate", time), notation=self._notation, theme=self._theme, size=size, numeral=not calm)
        gate.move_to((GATE, self._table.y(time) + self._table.pitch / 2, 0))
        placed(gate.patch, lambda index: (GATE, self._table.y(index[0]) + self._table.pitch / 2))
        return gate

    def _written(self, time: int, run_time: float) -> list[Play]:
        """Return plays in which a word writes into the unit: what is kept comes down, and what is written in from the left."""
        plays, leaving = [], []
        if time and abs(float(self.value("kept", time).value)) >= TELLING:
            kept = self._cell(self.value("kept", time))
            passes = AnimationGroup(*self._passes(time, 0.15 * run_time))
            plays.append(Play([AnimationGroup(passes, self._filled(kept, "top", 0.2 * run_time), lag_ratio=0.85)]))
            self.told.remove(kept)
            leaving.append(Vanish(kept, run_time=0.12 * run_time))
        elif time:
            plays.append(Play(self._passes(time, 0.15 * run_time)))
        cell = self._cell(self.value("cell", time))
        sending, arriving = self.sent(time, 0.5 * run_time)
        self.cells.append(cell)
        coming = Play([*arriving.animations, *leaving])
        return [*plays, sending, coming, Play([self._filled(cell, "left", 0.25 * run_time)])]

    def sent(self, time: int, run_time: float) -> list[Play]:
        """Return plays in which a word sends what it writes: along a wire into its cell, and from there to the column."""
        y, theme = self._table.y(time), self._theme
        written = self._cell(self.value("written", time), wide=WIDE, x=WRITE)
        lead = Wire((WORDS[1] + 0.1, y), (WRITE - WIDE / 2, y), theme=theme, colour="writes", tip=False)
        arrow = Arrow((WRITE + WIDE / 2, y), (self._table.spans[self.unit][0] + 0.06, y), theme=theme, colour="writes")
        self.told += [lead, arrow, written]
        way = Path((WORDS[1] + 0.45, y), (WRITE, y))
        first = [Extend(lead, run_time=0.6 * run_time), Travel(written, way, start=0.3, run_time=0.6 * run_time)]
        return [Play(first), Play([Extend(arrow, run_time=0.4 * run_time)])]

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

    def shown(self, time: int, run_time: float, *, calm: bool = False) -> Animation:
        """Return an animation in which h is shown of the unit: with its numeral, if not ``calm``."""
        y = self._table.y(time)
        shown = self._cell(self.value("hidden", time), wide=0.76, x=SHOWN, numeral=not calm)
        self.told += [shown]
        start = (self._table.spans[self.unit][1] + 0.25, y)
        return Travel(shown, Path(start, (SHOWN, y)), start=0.6, run_time=run_time)

    def felt(self, time: int, run_time: float, *, calm: bool = False) -> Animation:
        """Return an animation in which the unit's push changes, then what all push together, and then the verdict.

        If it is ``calm``, the push itself has no numeral.
        """
        stages: list[Animation] = []
        for column, each in enumerate(self._bars(time)):
            before, rise = self.bars[column][-1:], self._table.pitch if self.bars[column] else 0.0
            ratio = _ratio(float(before[0].reading.value), float(each.reading.value)) if before else 1e-3
            paint = before[0].get_fill_color().to_hex() if before else ""
            self.bars[column].append(each)
            swell = Swell(each, axis=self.scale.axes[column], times=ratio, rise=rise, other=paint, run_time=0.35 * run_time)
            stages.append(swell)
            after: list[Animation] = []
            if abs(float(each.reading.value)) >= TELLING and (column or not calm):
                self.numbers.append(self._number(each))
                after.append(Appear(self.numbers[-1], run_time=0.15 * run_time))
            if column:
                after += [Appear(verdict, run_time=0.2 * run_time) for verdict in self._verdicts[time : time + 1]]
            if after:
                stages.append(AnimationGroup(*after))
        return AnimationGroup(*stages, lag_ratio=1.0, run_time=run_time)

    def _bars(self, time: int) -> list[Push]:
        """Return how the unit pushes after a word, and how all units do together."""
        readings = self.value("pushes", time, self.label), self._read("centred_logits", time, self.label).whole()
        high, y, scale = self._table.high * 0.8, self._table.y(time), self.scale
        bars = [
            Push(each, unit=scale.unit, height=high, home=axis, y=y, theme=self._theme)
            for each, axis in zip(readings, scale.axes, strict=True)
        ]
        return [placed(bar, lambda index: (None, self._table.y(index[0]))) for bar in bars]

    def also(self, label: int, run_time: float) -> list[Play]:
        """Return plays in which the pushes on another verdict take the place of those that were told."""
        before, self.bars, self.label = self.bars, [[], []], label
        gone = [*self.numbers, self._pushed]
        self.numbers, swells = [], []
        for time in range(len(before[0])):
            for column, bar in enumerate(self._bars(time)):
                ratio = _ratio(float(before[column][time].reading.value), float(bar.reading.value))
                swells.append(Swell(bar, axis=self.scale.axes[column], times=ratio, rise=0.0, run_time=0.6 * run_time))
                self.bars[column].append(bar)
                if abs(float(bar.reading.value)) >= TELLING:
                    self.numbers.append(self._number(bar))
        self._pushed = self._head_of_pushes()
        self._heads.add(self._pushed)
        coming = [Appear(each, run_time=0.2 * run_time) for each in [*self.numbers, self._pushed]]
        return [
            Play([Vanish(each, run_time=0.2 * run_time) for each in gone]),
            Play(swells, replaced=[bar for column in before for bar in column]),
            Play(coming),
        ]

    @property
    def column(self) -> list[Bundle]:
        """The cells of the column in the table."""
        return self._table.columns[self.unit]

    def everything(self) -> list[VMobject]:
        """Return all that has come so far."""
        return [self._heads, *self.told, *self.bars[0], *self.bars[1], *self.numbers]

    def _number(self, bar: Push) -> Label:
        push = bar.reading
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

    def _cell(self, reading: Reading, *, wide: float | None = None, x: float | None = None, numeral: bool = True) -> Swatch:
        """Return a value of a row in a cell with its numeral, by default in the column of the unit."""
        table, y = self._table, self._table.y(reading.index[0])
        size = (table.wide(self.unit) if wide is None else wide, table.high)
        cell = swatch(reading, notation=self._notation, theme=self._theme, size=size, numeral=numeral)
        if self.is_tall and numeral:
            cell.numeral.scale(LARGER)
        cell.move_to((table.middle(self.unit) if x is None else x, y, 0))
        placed(cell.patch, lambda index: (table.middle(self.unit) if x is None else x, table.y(index[0])))
        return cell


def _within_pushes(head: Label) -> Label:
    """Move what stands above a column of pushes as far to the left as it has to be to stay among them."""
    return head.shift((min(0.0, PUSHES[1] - 0.08 - float(head.get_right()[0])), 0, 0))


def _ratio(before: float, now: float) -> float:
    """Return how many times as long as now a bar was, to either side."""
    return float(np.clip(before / now, -1e3, 1e3)) if abs(now) > 1e-9 else 1.0
