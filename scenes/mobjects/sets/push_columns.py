"""How one unit pushes a verdict, row by row: its push, what all others push against it or with it, and what comes of it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import numpy as np
from manim import LEFT, RIGHT, Animation, AnimationGroup, Line, VGroup, VMobject

from scenes.mobjects.bars import Push
from scenes.mobjects.colours import ink_on
from scenes.mobjects.motion import Appear, Vanish
from scenes.mobjects.moves import Grow
from scenes.mobjects.places import about, placed, tells
from scenes.mobjects.plays import Play
from scenes.mobjects.reading import Reading, Readings, phrase
from scenes.mobjects.reshaping import Swell
from scenes.mobjects.sets.chance_column import ChanceColumn
from scenes.mobjects.sets.push_scale import PUSHES, TELLING, Scale, beside, number_of, ratio_of, within_pushes
from scenes.mobjects.sets.reading_table import ReadingTable
from scenes.mobjects.text import Label, settled
from scenes.mobjects.theme import Theme

__all__ = ["LINES", "PushColumns", "scale_for"]

OWN, OTHERS = range(2)
"""The columns: what the unit pushes, and what all others and the bias do."""
INSIDE = 0.02
"""How much of a bar is left on both sides of a number that is on it."""
WEIGHT, CLEAR = -0.3, 0.3
"""How far in the weight begins that makes a push of what the unit shows, and how far from it is what is said of pushes."""
BETWEEN, NUMBER, NARROWEST = 0.06, 0.84, 2.0
"""How much is between columns, how much room the number of a bar takes, and how wide a column is at least."""
AIR = 0.06
"""How far a name beside a bar is from its neighbours at least."""
LINES = 0.16, 0.5
"""How far above the table the lines of heads are: what a column is, and what all of it is about."""


def scale_for(
    trace: Any, unit: int, labels: Sequence[int], first: int, weighed: Collection[int], alone: Mapping[int, int]
) -> Scale:
    """Return the scale of the pushes of a unit on some labels from a word on, of which those of ``weighed`` words have numbers.

    ``alone`` has by words another unit, of which the push on the first label is drawn by itself.
    """
    columns = [values[first:, labels] for values in (trace.pushes[:, unit], trace.pushes_of_others[:, unit])]
    rows = [time - first for time in sorted(weighed) if time >= first]
    printed = [columns[OWN][:0], columns[OTHERS][rows]]
    lone = np.array([trace.pushes[time, other, labels[:1]] for time, other in alone.items()]).reshape(-1, 1)
    for each in (columns, printed):
        each[OTHERS] = np.concatenate([each[OTHERS].reshape(-1, 1), lone])
    return Scale(columns, printed, PUSHES, between=BETWEEN, number=NUMBER, narrowest=NARROWEST, one_sided=True)


class PushColumns:
    """Columns beside a :class:`ReadingTable`, with a row of bars for a word: ``unit`` pushes ``label``, and so do the others.

    ``read`` reads the trace; what is ``loud`` has the number of its push and of the probability that comes of it, ``chances``,
    what is ``weighed`` all numbers. ``bars`` are all that have come, column by column, and ``numbers`` what is written of
    them.
    """

    def __init__(
        self,
        read: Callable[..., Readings],
        table: ReadingTable,
        *,
        unit: int,
        label: int,
        scale: Scale,
        loud: Collection[int],
        weighed: Collection[int],
        theme: Theme,
    ) -> None:
        self._read, self._table, self._unit, self.label = read, table, unit, label
        self.scale, self._theme = scale, theme
        self._numbered = {OWN: frozenset(loud), OTHERS: frozenset(weighed)}
        self.chances = self._chances()
        self._lone: tuple[Push, list[Label]] | None = None
        self.bars: list[list[Push]] = [[], []]
        self.numbers: list[Label] = []

    # -- what stands above -----------------------------------------------------------------------------------------------

    def heads(self) -> VGroup:
        """Return what stands above the columns, and their axes."""
        theme, table = self._theme, self._table
        unit = phrase("unit {unit:0}", unit=self._read("unit_numbers")[self._unit])
        names = [about(Label(unit, theme=theme, size=theme.label, colour="memory"), self._unit)]
        names += [Label("others", theme=theme, size=theme.label)]
        for name, x in zip(names, self.scale.middles, strict=True):
            within_pushes(name.sit(x, table.top + LINES[0]))
        axes = [Line((x, table.top, 0), (x, table.foot, 0)).set_stroke(theme.muted, theme.thin) for x in self.scale.axes]
        self._about = self._what()
        self._heads = VGroup(*axes, *names, *self._about)
        return self._heads

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
        return [about(pushed, self.label), about(times, self.label, self._unit), self.chances.heads()]

    # -- rows ------------------------------------------------------------------------------------------------------------

    def pushed(self, time: int, run_time: float) -> Animation:
        """Return an animation in which the unit's push changes after a word."""
        return self._swollen(OWN, time, run_time)

    def against(self, time: int, run_time: float) -> Animation:
        """Return an animation in which what all others push changes after a word."""
        return self._swollen(OTHERS, time, run_time)

    def alone(self, time: int, unit: int, run_time: float) -> list[Animation]:
        """Return animations in which another unit's push after a word grows by itself, where all others will be.

        It is named if there is room for its name beside it.
        """
        bar = self._pushed(self._read("pushes", time, unit, self.label).whole(), OTHERS)
        self._lone = bar, self._name(bar, unit)
        named = [Appear(name, window=(0.5, 1.0), run_time=run_time) for name in self._lone[1]]
        return [Grow(bar, bar.edge, run_time=run_time), *named]

    def _name(self, bar: Push, unit: int) -> list[Label]:
        """Return the name of the unit whose push a bar is, on the side where numbers stand or on the other, if one is free."""
        said = phrase("unit {unit:0}", unit=self._read("unit_numbers")[unit])
        name = Label(said, theme=self._theme, size=self._theme.small, colour="memory")
        row = [each for each in (*self.bars[OWN][-1:], *self.numbers) if abs(each.get_y() - bar.get_y()) < self._table.pitch / 2]
        for side in (self.scale.sides[OTHERS], -self.scale.sides[OTHERS]):
            left, right = (float(beside(name, bar, side).get_edge_center(way)[0]) for way in (LEFT, RIGHT))
            free = (right + AIR < each.get_left()[0] or each.get_right()[0] + AIR < left for each in row)
            if PUSHES[0] <= left and right <= PUSHES[1] and all(free):
                return [about(name, unit)]
        return []

    def joined(self, time: int, run_time: float) -> list[Play]:
        """Return plays in which what all others push changes: if one of them is :meth:`alone`, its bar becomes theirs."""
        if self._lone is None:
            return [Play([self.against(time, run_time)])]
        (lone, names), self._lone = self._lone, None
        self.bars[OTHERS].append(bar := self._bar(OTHERS, time))
        ratio, axis = ratio_of(float(lone.reading.value), float(bar.reading.value)), self.scale.axes[OTHERS]
        paint, numbers = lone.get_fill_color().to_hex(), self._numbers(OTHERS, bar)
        swell = Swell(bar, axis=axis, times=ratio, rise=0.0, other=paint, left=True, run_time=0.45 * run_time)
        shown = [Appear(number, run_time=0.2 * run_time) for number in numbers]
        gone = [Vanish(name, window=(0.6, 1.0), run_time=0.35 * run_time) for name in names]
        return [*([Play(gone)] if gone else []), Play([swell], replaced=[lone]), *([Play(shown)] if shown else [])]

    def hushed(self, run_time: float) -> list[Animation]:
        """Return animations in which the numbers go of what all others push."""
        gone = [number for number in self.numbers if vars(number)["tells"]().column != OWN]
        self.numbers = [number for number in self.numbers if not any(number is one for one in gone)]
        return [Vanish(number, run_time=run_time) for number in gone]

    def _swollen(self, column: int, time: int, run_time: float) -> Animation:
        """Return an animation in which a bar comes out of the one of the row above, and has its number then."""
        bar, before = self._bar(column, time), self.bars[column][-1:]
        rise = self._table.pitch if before else 0.0
        ratio = ratio_of(float(before[0].reading.value), float(bar.reading.value)) if before else 1e-3
        paint = before[0].get_fill_color().to_hex() if before else ""
        self.bars[column].append(bar)
        numbers = self._numbers(column, bar)
        long = 0.75 if numbers else 1.0
        swell = Swell(bar, axis=self.scale.axes[column], times=ratio, rise=rise, other=paint, run_time=long * run_time)
        shown = [Appear(number, run_time=0.25 * run_time) for number in numbers]
        return AnimationGroup(swell, *shown, lag_ratio=1.0, run_time=run_time)

    def _bar(self, column: int, time: int) -> Push:
        """Return the bar of a column after a word."""
        return self._pushed(self._read(("pushes", "pushes_of_others")[column], time, self._unit, self.label).whole(), column)

    def _pushed(self, reading: Reading, column: int) -> Push:
        """Return a bar in a column, in the row of its word."""
        high, y, scale = self._table.high * 0.8, self._table.y(reading.index[0]), self.scale
        bar = Push(reading, unit=scale.unit, height=high, home=scale.axes[column], y=y, theme=self._theme, column=column)
        return placed(bar, lambda index: (None, self._table.y(index[0])))

    def _numbers(self, column: int, bar: Push) -> list[Label]:
        """Return the number of a bar, if it has one: of the unit's own on the bar, where there is room, else beside the axis."""
        reading: Reading = bar.reading
        if abs(float(reading.value)) < TELLING or reading.index[0] not in self._numbered[column]:
            return []
        theme, y = self._theme, self._table.y
        if column != OWN:
            size = min(self._table.size, theme.label)
            made = number_of(bar, size, lambda index: y(index[0]), theme=theme, side=self.scale.sides[column])
        elif (own := self._own(bar)) is not None:
            made = tells(placed(own, lambda index: (None, y(index[0]))), bar)
        else:
            return []
        self.numbers.append(made)
        return [made]

    def _own(self, bar: Push) -> Label | None:
        """Return the number of the unit's own bar, on it as large as there is room, or beside it; None where that has none."""
        reading, theme = bar.reading, self._theme
        said = phrase(("+" if float(reading.value) > 0 else "") + "{push}", push=reading)
        for size in (theme.label, theme.small, theme.numeral):
            made = Label(said, theme=theme, size=min(self._table.size, size))
            if made.width + 2 * INSIDE <= bar.width:
                ink = ink_on(bar.get_fill_color().to_hex(), theme)
                return made.set_fill(ink).sit_amid(float(bar.get_x()), float(bar.get_y()))
        beside(made, bar, 1 if bar.is_for else -1)
        return made if PUSHES[0] <= made.get_left()[0] and made.get_right()[0] <= self._ends else None

    @property
    def _ends(self) -> float:
        """How far the unit's own column goes to the right, so that its numbers keep off those of the others."""
        return 2 * self.scale.middles[OWN] - PUSHES[0]

    # -- another label ---------------------------------------------------------------------------------------------------

    def also(self, label: int, run_time: float) -> list[Play]:
        """Return plays in which the pushes on another verdict take the place of those that were told."""
        before, gone = self.bars, [*self.numbers, *self._about, *self.chances.everything()]
        self.bars, self.label, self.numbers = [[], []], label, []
        swells, numbers = list[Animation](), list[Label]()
        for column, olds in enumerate(before):
            for old in olds:
                bar = self._bar(column, old.reading.index[0])
                ratio = ratio_of(float(old.reading.value), float(bar.reading.value))
                axis = self.scale.axes[column]
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
            Play(swells, replaced=[bar for column in before for bar in column]),
            Play(coming),
        ]

    def everything(self) -> list[VMobject]:
        """Return all that has come so far, but for what stands above."""
        return [*(bar for column in self.bars for bar in column), *self.numbers, *self.chances.everything()]
