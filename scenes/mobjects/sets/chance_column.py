"""How probable one verdict is after each word: a column of bars beside a table, each in the row of its word."""

from collections.abc import Callable, Collection
from typing import Any

from manim import Animation, AnimationGroup, Line, VGroup, VMobject

from scenes.mobjects.bars import Bar
from scenes.mobjects.motion import Appear, Shade
from scenes.mobjects.moves import Grow
from scenes.mobjects.places import Entry, kept_for, placed, stays
from scenes.mobjects.reading import Readings, phrase
from scenes.mobjects.sets.reading_table import ReadingTable, Span
from scenes.mobjects.text import Label, settled
from scenes.mobjects.theme import Theme

__all__ = ["ChanceColumn"]

CHANCE: Span = (5.1, 6.7)
"""Where the column is, at the right end of which its numbers are."""
LONGEST = 0.8
"""How long the bar of a probability of one is: a number beside it has room to swell."""
HEADS = 0.16, 0.52
"""How far above the table the lines of heads are."""


class ChanceColumn:
    """The probability of a ``label`` in the rows of a ``table``; ``numbered`` words have it as a number, too.

    ``entries`` are those that have come, by the time of their words.
    """

    def __init__(
        self, read: Callable[..., Readings], table: ReadingTable, *, label: int, numbered: Collection[int], theme: Theme
    ) -> None:
        self._read, self._table, self._label, self._theme = read, table, label, theme
        self._numbered = frozenset(numbered)
        self.entries: dict[int, VGroup] = {}

    def heads(self) -> VGroup:
        """Return what stands above the column, and the line that its bars begin at."""
        theme, table, left = self._theme, self._table, CHANCE[0]
        look: dict[str, Any] = {"theme": theme, "size": theme.label, "room": CHANCE[1] - left, "colour": "ink"}
        name = settled(self._read("labels")[self._label], **look).sit(left, table.top + HEADS[0], -1)
        what = Label("probability", theme=theme, size=theme.small, colour="muted").sit(left, table.top + HEADS[1], -1)
        line = Line((left, table.top, 0), (left, table.foot, 0)).set_stroke(theme.line, theme.thin)
        return VGroup(line, kept_for(name, self._label), stays(what))

    def entry(self, time: int) -> VGroup:
        """Return the probability after a word: its bar, and its number if it has one."""
        table, theme, y = self._table, self._theme, self._table.y(time)
        share, high = self._read("probabilities", time)[self._label], min(table.high(time), 0.32)
        paint = theme.ink if time in self._numbered else theme.others
        bar = Bar(share, unit=LONGEST, height=high, left=CHANCE[0], y=y, paint=paint)
        placed(bar, lambda index: (CHANCE[0], table.y(index[0])), -1)
        self.entries[time] = made = VGroup(bar)
        if time in self._numbered:
            number = Label(phrase("{share}", share=share), theme=theme, size=min(table.size, theme.label))
            number.sit_amid(CHANCE[1], y, 1)
            self.entries[time] = made = Entry(bar, placed(number, lambda index: (CHANCE[1], table.y(index[0])), 1))
        return made

    def came(self, time: int, run_time: float) -> Animation:
        """Return an animation in which the probability after a word comes, unless it is there."""
        if time in self.entries:
            return Shade(self.entries[time], 1.0, run_time=run_time)
        bar, *number = self.entry(time)
        told = [Appear(each, run_time=0.3 * run_time) for each in number]
        return AnimationGroup(Grow(bar, "left", run_time=(0.7 if told else 1.0) * run_time), *told, lag_ratio=1.0)

    def everything(self) -> list[VMobject]:
        """Return all that has come, but for what stands above."""
        return [part for entry in self.entries.values() for part in entry]
