"""How one unit pushes a verdict, row by row, beside all others, and what comes of it."""

from collections.abc import Callable, Collection, Sequence
from itertools import zip_longest
from typing import Any

from manim import Animation, AnimationGroup, Line, VGroup, VMobject

from scenes.mobjects.bars import Push
from scenes.mobjects.motion import Appear, Vanish
from scenes.mobjects.places import about, placed
from scenes.mobjects.plays import Play
from scenes.mobjects.reading import Reading, Readings, phrase
from scenes.mobjects.reshaping import Swell
from scenes.mobjects.sets.chance_column import ChanceColumn
from scenes.mobjects.sets.push_scale import (
    PUSHES,
    TELLING,
    Scale,
    counting,
    number_of,
    others_of,
    ratio_of,
    within_pushes,
)
from scenes.mobjects.sets.reading_table import ReadingTable
from scenes.mobjects.text import Label, settled, shrunk
from scenes.mobjects.theme import Theme

__all__ = ["LINES", "OWN", "REST", "PushColumns", "scale_for"]

OWN, REST = range(2)
"""The columns: what the unit pushes, and what all others and the bias do."""
KEYS = "pushes", "pushes_of_others"
"""Their keys in a trace."""
CLEAR, BETWEEN, NUMBER, NARROWEST = 0.3, 0.45, 0.76, 1.2
"""How much is between heads, and between columns, and so between their axes at least; how much room the number of a bar takes,
and how wide a column is at least."""
TALLEST = 0.5
"""A bar is no taller than this."""
PLACES = 1
"""With so many decimals pushes are printed: times its weight, what the unit shows as printed makes no more of them."""
LINES = 0.16, 0.54
"""How far above the table the lines of heads are: what a column is, and what all of it is about."""


def scale_for(trace: Any, unit: int, labels: Sequence[int], first: int, loud: Collection[int]) -> Scale:
    """Return the scale of the pushes on some labels from a word on, of which those of ``loud`` words have numbers.

    They are those of a unit, and of all others.
    """
    columns = [getattr(trace, key)[first:, unit, labels] for key in KEYS]
    printed = [column[[time - first for time in sorted(loud) if time >= first]] for column in columns]
    return Scale(columns, printed, PUSHES, between=BETWEEN, number=NUMBER, narrowest=NARROWEST, one_sided=True)


class PushColumns:
    """Columns beside a :class:`ReadingTable`, with a row of bars for a word: ``unit`` pushes ``label``, and so do the others.

    ``read`` reads the trace. What is ``loud`` has the numbers of both pushes and of the probability that comes of them, in the
    column ``chances``.
    ``bars`` are all that have come, column by column, and ``numbers`` what is written of them.
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
        theme: Theme,
    ) -> None:
        self._read, self._table, self._unit, self.label = read, table, unit, label
        self.scale, self._theme = scale, theme
        self._loud = frozenset(loud)
        self.chances = self._chances()
        self.bars: list[list[Push]] = [[], []]
        self.numbers: list[Label] = []

    # -- what stands above -----------------------------------------------------------------------------------------------

    def heads(self) -> VGroup:
        """Return what stands above the columns, and their axes."""
        theme, table = self._theme, self._table
        axes = [Line((x, table.top, 0), (x, table.foot, 0)).set_stroke(theme.muted, theme.thin) for x in self.scale.axes]
        self._about = self._what()
        self._heads = VGroup(*axes, *self._about)
        return self._heads

    def _chances(self) -> ChanceColumn:
        """Return the column of probabilities of the label, of which those of loud words have a number."""
        return ChanceColumn(self._read, self._table, label=self.label, numbered=self._loud, theme=self._theme)

    def _what(self) -> list[VMobject]:
        """Return which label is pushed, by whom, and what stands above its probabilities."""
        theme, (low, high) = self._theme, (self._table.top + line for line in LINES)
        said = phrase("← down “{label}” up →", label=self._read("labels")[self.label])
        pushed = settled(said, theme=theme, size=theme.label, room=PUSHES[1] - PUSHES[0], colour="ink")
        self.named = about(pushed.sit(sum(PUSHES) / 2, high), self.label)
        numbers, (own, others) = self._read("unit_numbers"), self.scale.middles
        unit = Label(phrase("unit {unit:0}", unit=numbers[self._unit]), theme=theme, size=theme.label, colour="memory")
        about(within_pushes(unit.sit(own, low)), self._unit)
        room = PUSHES[1] - CLEAR - float(unit.get_right()[0])
        rest = shrunk(others_of(numbers, 1)[-1], theme=theme, size=theme.label, room=room)
        return [pushed, unit, counting(within_pushes(rest.sit(others, low))), self.chances.heads()]

    # -- rows ------------------------------------------------------------------------------------------------------------

    def pushed(self, time: int, run_time: float) -> Animation:
        """Return an animation in which the unit's push changes after a word."""
        return self._swollen(OWN, time, run_time)

    def against(self, time: int, run_time: float) -> Animation:
        """Return an animation in which what all others push changes after a word."""
        return self._swollen(REST, time, run_time)

    def _swollen(self, column: int, time: int, run_time: float) -> Animation:
        """Return an animation in which a bar comes out of the one of the row above, and has its number then.

        It comes out of its axis if it is the first, or if the one above has a number.
        """
        bar, before = self._bar(column, time), [each for each in self.bars[column][-1:] if self._is_clear(each)]
        rise = self._table.y(time - 1) - self._table.y(time) if before else 0.0
        ratio = ratio_of(float(before[0].reading.value), float(bar.reading.value)) if before else 1e-3
        paint = before[0].get_fill_color().to_hex() if before else ""
        self.bars[column].append(bar)
        numbers = self._numbers(column, bar)
        long = 0.75 if numbers else 1.0
        swell = Swell(bar, axis=self.scale.axes[column], times=ratio, rise=rise, other=paint, run_time=long * run_time)
        shown = [Appear(number, run_time=0.25 * run_time) for number in numbers]
        return AnimationGroup(swell, *shown, lag_ratio=1.0, run_time=run_time)

    def _is_clear(self, bar: Push) -> bool:
        """Tell whether a bar has no number, which one that comes out of it might cross."""
        return all(vars(number)["tells"]() is not bar for number in self.numbers)

    def _bar(self, column: int, time: int) -> Push:
        """Return the bar of a column after a word."""
        reading, axis = self._read(KEYS[column], time, self._unit, self.label).whole(), self.scale.axes[column]
        high, y = min(self._table.high(time) * 0.8, TALLEST), self._table.y(time)
        bar = Push(reading, unit=self.scale.unit, height=high, home=axis, y=y, theme=self._theme, column=column)
        return placed(bar, lambda index: (None, self._table.y(index[0])))

    def _numbers(self, column: int, bar: Push) -> list[Label]:
        """Return the number of a bar, beside it, if it has one."""
        reading: Reading = bar.reading
        if abs(float(reading.value)) < TELLING or reading.index[0] not in self._loud:
            return []
        size, side = min(self._table.size, self._theme.label), self.scale.sides[column]
        made = number_of(bar, size, lambda index: self._table.y(index[0]), theme=self._theme, side=side, places=PLACES)
        self.numbers.append(made)
        return [made]

    # -- another label ---------------------------------------------------------------------------------------------------

    def also(self, label: int, run_time: float) -> list[Play]:
        """Return plays in which the pushes on another verdict take the place of those that were told."""
        before, gone = self.bars, [*self.numbers, *self._about, *self.chances.everything()]
        self.bars, self.label, self.numbers = [[], []], label, []
        swells, numbers = list[Animation](), list[Label]()
        for column in (OWN, REST):
            for time, old in zip_longest([own.reading.index[0] for own in before[OWN]], before[column]):
                bar, axis = self._bar(column, time), self.scale.axes[column]
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
            Play(swells, replaced=[bar for column in before for bar in column]),
            Play(coming),
        ]

    def lately(self) -> list[VMobject]:
        """Return what was told last that has a number: these, of both pushes and of the probability, or else all three bars."""
        time = self.bars[OWN][-1].reading.index[0]
        told: list[VMobject] = [number for number in self.numbers if vars(number)["tells"]().reading.index[0] == time]
        return [*(told or [column[-1] for column in self.bars]), self.chances.entries[time][-1]]

    def own(self) -> VMobject:
        """Return the number of what the unit pushes after the word that was told last, or the bar that has none."""
        bar = self.bars[OWN][-1]
        return next((number for number in self.numbers if vars(number)["tells"]() is bar), bar)

    def everything(self) -> list[VMobject]:
        """Return all that has come so far, but for what stands above."""
        return [*(bar for column in self.bars for bar in column), *self.numbers, *self.chances.everything()]
