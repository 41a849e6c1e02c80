"""How one unit pushes a verdict, row by row, beside the strongest other unit and all others, and what comes of it."""

from collections.abc import Callable, Collection, Sequence
from itertools import zip_longest
from typing import Any

import numpy as np
from manim import Animation, AnimationGroup, Line, VGroup, VMobject

from scenes.mobjects.bars import Push
from scenes.mobjects.colours import ink_on
from scenes.mobjects.motion import Appear, Vanish
from scenes.mobjects.places import about, placed, tells
from scenes.mobjects.plays import Play
from scenes.mobjects.reading import Reading, Readings, phrase
from scenes.mobjects.reshaping import Swell
from scenes.mobjects.sets.chance_column import ChanceColumn
from scenes.mobjects.sets.push_scale import (
    PUSHES,
    TELLING,
    Scale,
    beside,
    counting,
    number_of,
    others_of,
    ratio_of,
    within_pushes,
)
from scenes.mobjects.sets.reading_table import ReadingTable
from scenes.mobjects.text import Label, settled, shrunk
from scenes.mobjects.theme import Theme

__all__ = ["LINES", "NAMED", "OWN", "REST", "PushColumns", "scale_for"]

OWN, NAMED, REST = range(3)
"""The columns: what the unit pushes, what the strongest other unit does, if one is felt, and what all others and the bias do."""
INSIDE = 0.12
"""How much of a bar is left on both sides of a number that is on it."""
WEIGHT, CLEAR = -0.3, 0.3
"""How far in the weight begins that makes a push of what the unit shows, and how far from it is what is said of pushes."""
BETWEEN, NUMBER, NARROWEST = 0.45, 0.66, 1.2
"""How much is between columns, and so between their axes at least; how much room the number of a bar takes, and how wide a
column is at least."""
PLACES = 1
"""With so many decimals pushes are printed: times its weight, what the unit shows as printed makes no more of them."""
LINES = 0.16, 0.5
"""How far above the table the lines of heads are: what a column is, and what all of it is about."""


def scale_for(trace: Any, unit: int, labels: Sequence[int], first: int, weighed: Collection[int]) -> Scale:
    """Return the scale of the pushes on some labels from a word on, of which those of ``weighed`` words have numbers.

    They are those of a unit, of the strongest other one, if one is felt, and of the rest.
    """
    named = [(label, other) for label in labels if (other := trace.strongest_other(unit, label)) is not None]
    columns = [trace.pushes[first:, unit, labels], trace.pushes_of_rest[first:, unit, labels]]
    printed = [columns[0][:0], columns[1][[time - first for time in sorted(weighed) if time >= first]]]
    if named:
        columns.insert(NAMED, np.column_stack([trace.pushes[first:, other, label] for label, other in named]))
        printed.insert(NAMED, columns[NAMED][:0])
    return Scale(columns, printed, PUSHES, between=BETWEEN, number=NUMBER, narrowest=NARROWEST, one_sided=True)


class PushColumns:
    """Columns beside a :class:`ReadingTable`, with a row of bars for a word: ``unit`` pushes ``label``, and so do the others.

    ``read`` reads the trace, and ``strongest`` has by label the other unit that has a column of its own, or None. What is
    ``loud`` has the number of its push and of the probability that comes of it, ``chances``, what is ``weighed`` all numbers.
    ``bars`` are all that have come, column by column, and ``numbers`` what is written of them.
    """

    def __init__(
        self,
        read: Callable[..., Readings],
        table: ReadingTable,
        *,
        unit: int,
        label: int,
        strongest: Callable[[int], int | None],
        scale: Scale,
        loud: Collection[int],
        weighed: Collection[int],
        theme: Theme,
    ) -> None:
        self._read, self._table, self._unit, self.label = read, table, unit, label
        self.scale, self._theme, self._strongest = scale, theme, strongest
        self._numbered = {OWN: frozenset(loud), NAMED: frozenset(loud), REST: frozenset(weighed)}
        self.chances = self._chances()
        self.bars: list[list[Push]] = [[], [], []]
        self.numbers: list[Label] = []

    # -- what stands above -----------------------------------------------------------------------------------------------

    def heads(self) -> VGroup:
        """Return what stands above the columns, and their axes."""
        theme, table = self._theme, self._table
        axes = [Line((x, table.top, 0), (x, table.foot, 0)).set_stroke(theme.muted, theme.thin) for x in self.scale.axes]
        self._about = self._what()
        self._heads = VGroup(*axes, *self._about)
        return self._heads

    def _unit_head(self, unit: int, column: int) -> Label:
        """Return the name of a unit above its column."""
        theme, x = self._theme, self.scale.middles[self._at(column)]
        said = phrase("unit {unit:0}", unit=self._read("unit_numbers")[unit])
        head = Label(said, theme=theme, size=theme.label, colour="memory").sit(x, self._table.top + LINES[0])
        return about(within_pushes(head), unit)

    def _rest_head(self, named: Sequence[Label]) -> Label:
        """Return who the others are, above their column, right of the units that are ``named``."""
        theme, x = self._theme, self.scale.middles[self._at(REST)]
        room = PUSHES[1] - CLEAR - float(named[-1].get_right()[0])
        said = others_of(self._read("unit_numbers"), len(named))[-1]
        head = shrunk(said, theme=theme, size=theme.label, room=room).sit(x, self._table.top + LINES[0])
        return counting(within_pushes(head))

    def _at(self, column: int) -> int:
        """Return at which of the places side by side a column is."""
        return min(column, len(self.scale.axes) - 1)

    def _shown(self) -> list[int]:
        """Return the columns in which there are bars."""
        return [column for column in (OWN, NAMED, REST) if column != NAMED or self._strongest(self.label) is not None]

    def _chances(self) -> ChanceColumn:
        """Return the column of probabilities of the label, of which those of loud words have a number."""
        return ChanceColumn(self._read, self._table, label=self.label, numbered=self._numbered[OWN], theme=self._theme)

    def _what(self) -> list[VMobject]:
        """Return which label is pushed, by which weight times what the unit shows, and what stands above its probabilities."""
        theme, y = self._theme, self._table.top + LINES[1]
        weight = self._read("push_weights", self.label)[self._unit]
        times = Label(phrase("× {weight}", weight=weight), theme=theme, size=theme.label).sit(PUSHES[0] + WEIGHT, y, -1)
        left, label = float(times.get_right()[0]), self._read("labels")[self.label]
        said = phrase("← down “{label}” up →", label=label)
        pushed = settled(said, theme=theme, size=theme.label, room=PUSHES[1] - left - CLEAR, colour="ink")
        pushed.sit((left + CLEAR + PUSHES[1]) / 2, y)
        other = self._strongest(self.label)
        named = [self._unit_head(self._unit, OWN), *([] if other is None else [self._unit_head(other, NAMED)])]
        heads = [*named, self._rest_head(named), self.chances.heads()]
        return [about(pushed, self.label), about(times, self.label, self._unit), *heads]

    # -- rows ------------------------------------------------------------------------------------------------------------

    def pushed(self, time: int, run_time: float) -> Animation:
        """Return an animation in which the unit's push changes after a word."""
        return self._swollen(OWN, time, run_time)

    def against(self, time: int, run_time: float) -> Animation:
        """Return an animation in which what all others push changes after a word: the strongest of them, and then the rest."""
        others = self._shown()[1:]
        return AnimationGroup(*(self._swollen(column, time, run_time / len(others)) for column in others), lag_ratio=1.0)

    def hushed(self, run_time: float) -> list[Animation]:
        """Return animations in which the numbers go of what the rest push."""
        gone = [number for number in self.numbers if vars(number)["tells"]().column == REST]
        self.numbers = [number for number in self.numbers if not any(number is one for one in gone)]
        return [Vanish(number, run_time=run_time) for number in gone]

    def _swollen(self, column: int, time: int, run_time: float) -> Animation:
        """Return an animation in which a bar comes out of the one of the row above, and has its number then.

        It comes out of its axis if it is the first, or if the one above has a number of a unit.
        """
        bar, before = self._bar(column, time), [each for each in self.bars[column][-1:] if column == REST or self._is_clear(each)]
        rise = self._table.pitch if before else 0.0
        ratio = ratio_of(float(before[0].reading.value), float(bar.reading.value)) if before else 1e-3
        paint = before[0].get_fill_color().to_hex() if before else ""
        self.bars[column].append(bar)
        numbers = self._numbers(column, bar)
        long = 0.75 if numbers else 1.0
        swell = Swell(bar, axis=self.scale.axes[self._at(column)], times=ratio, rise=rise, other=paint, run_time=long * run_time)
        shown = [Appear(number, run_time=0.25 * run_time) for number in numbers]
        return AnimationGroup(swell, *shown, lag_ratio=1.0, run_time=run_time)

    def _is_clear(self, bar: Push) -> bool:
        """Tell whether a bar has no number, which one that comes out of it might cross."""
        return all(vars(number)["tells"]() is not bar for number in self.numbers)

    def _bar(self, column: int, time: int) -> Push:
        """Return the bar of a column after a word."""
        at = {OWN: ("pushes", self._unit), NAMED: ("pushes", self._strongest(self.label)), REST: ("pushes_of_rest", self._unit)}
        key, unit = at[column]
        reading, axis = self._read(key, time, unit, self.label).whole(), self.scale.axes[self._at(column)]
        high, y = self._table.high * 0.8, self._table.y(time)
        bar = Push(reading, unit=self.scale.unit, height=high, home=axis, y=y, theme=self._theme, column=column)
        return placed(bar, lambda index: (None, self._table.y(index[0])))

    def _numbers(self, column: int, bar: Push) -> list[Label]:
        """Return the number of a bar, if it has one: of one unit on the bar, where there is room, else beside it."""
        reading: Reading = bar.reading
        if abs(float(reading.value)) < TELLING or reading.index[0] not in self._numbered[column]:
            return []
        theme, y = self._theme, self._table.y
        if column == REST:
            size, side = min(self._table.size, theme.label), self.scale.sides[self._at(column)]
            made = number_of(bar, size, lambda index: y(index[0]), theme=theme, side=side, places=PLACES)
        elif (own := self._own(bar)) is not None:
            made = tells(placed(own, lambda index: (None, y(index[0]))), bar)
        else:
            return []
        self.numbers.append(made)
        return [made]

    def _own(self, bar: Push) -> Label | None:
        """Return the number of a unit's bar, on it or else beside it, in the largest size that has room there; None without."""
        reading, theme = bar.reading, self._theme
        said = phrase(("+" if float(reading.value) > 0 else "") + f"{{push:{PLACES}}}", push=reading)
        left, right = self.scale.spans[self._at(bar.column)]
        way = 1 if bar.is_for else -1
        for size in (theme.label, theme.small, theme.numeral):
            made = Label(said, theme=theme, size=min(self._table.size, size))
            if made.width + 2 * INSIDE <= bar.width:
                ink = ink_on(bar.get_fill_color().to_hex(), theme)
                return made.set_fill(ink).sit_amid(float(bar.get_x()), float(bar.get_y()))
            for side in (way, -way):
                beside(made, bar, side)
                if left <= made.get_left()[0] and made.get_right()[0] <= right:
                    return made
        return None

    # -- another label ---------------------------------------------------------------------------------------------------

    def also(self, label: int, run_time: float) -> list[Play]:
        """Return plays in which the pushes on another verdict take the place of those that were told."""
        before, gone = self.bars, [*self.numbers, *self._about, *self.chances.everything()]
        self.bars, self.label, self.numbers = [[], [], []], label, []
        swells, numbers = list[Animation](), list[Label]()
        if NAMED not in self._shown():
            gone += before[NAMED]
        for column in self._shown():
            for time, old in zip_longest([own.reading.index[0] for own in before[OWN]], before[column]):
                bar, axis = self._bar(column, time), self.scale.axes[self._at(column)]
                ratio = ratio_of(float(old.reading.value), float(bar.reading.value)) if old is not None else 0.0
                swells.append(Swell(bar, axis=axis, times=ratio, rise=0.0, left=True, run_time=0.6 * run_time))
                self.bars[column].append(bar)
                numbers += self._numbers(column, bar)
        times, self.chances = list(self.chances.entries), self._chances()
        self._about = self._what()
        self._heads.add(*self._about)
        entries = [self.chances.entry(time) for time in times]
        coming = [Appear(each, run_time=0.2 * run_time) for each in [*numbers, *self._about, *entries]]
        return [
            Play([Vanish(each, run_time=0.2 * run_time) for each in gone]),
            Play(swells, replaced=[bar for column in self._shown() for bar in before[column]]),
            Play(coming),
        ]

    def everything(self) -> list[VMobject]:
        """Return all that has come so far, but for what stands above."""
        return [*(bar for column in self.bars for bar in column), *self.numbers, *self.chances.everything()]
