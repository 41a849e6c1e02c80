"""One step of learning on one weight: how far each word moves it, as a bar in that word's row; for some of them written out."""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from manim import Animation, Line, VGroup, VMobject

from scenes.mobjects.bars import Push
from scenes.mobjects.moves import Grow, turns
from scenes.mobjects.places import kept_for, placed, stays
from scenes.mobjects.reading import Readings, phrase
from scenes.mobjects.sets.word_lanes import bed_of
from scenes.mobjects.sets.word_rows import Rows
from scenes.mobjects.text import BOLD, Label, settled, shrunk
from scenes.mobjects.theme import Theme

__all__ = ["ENDS", "LessonPanel"]

ENDS = 1.02, 6.66
"""From where to where the panel goes."""
MARGIN = 0.3
"""How far from the edges of the panel the longest bars end."""
TITLE, RULE, FIRST, LAST = 0.82, 0.47, 0.17, 0.24
"""How far above the rows the title is, the rule, and the product of the first word; and how far below them others are."""


class LessonPanel:
    """By how much each word would move a weight, beside its row: ``bars``, on one ``axis``; ``sums`` of the words ``told``.

    The ``head`` has a title, and the rule. It says what else than the error that a word feels has part in its gradient: of how
    many times less that is there is no number, for it lies near how many times less the word feels, and is another thing.
    """

    def __init__(self, read: Callable[..., Readings], told: Iterable[int], rows: Rows, *, title: str, theme: Theme) -> None:
        self._read, self._rows, self._theme = read, rows, theme
        self._changes, self._decimals = read("lesson_changes"), read("lesson_decimals").values
        left, right = ENDS[0] + MARGIN, ENDS[1] - MARGIN
        below, above = float(-self._changes.values.min(initial=0.0)), float(self._changes.values.max(initial=0.0))
        self.unit = (right - left) / max(below + above, np.finfo(float).tiny)
        self.home = left + below * self.unit
        self._middle, self._room = (left + right) / 2, ENDS[1] - ENDS[0]
        self.head, self.axis = self._head(title), self._axis()
        self.bars = {time: self._bar(time) for time in range(rows.count)}
        self.sums = {time: self._sum(time) for time in told}
        least = min(line.style[1] for line in self.sums.values())
        for line in self.sums.values():
            line.scale(least / line.style[1])

    @property
    def parts(self) -> list[VMobject]:
        """All that it is made of."""
        return [self.head, self.axis, *self.bars.values(), *self.sums.values()]

    def _head(self, title: str) -> VGroup:
        theme, top = self._theme, self._rows.top
        name = Label(title, theme=theme, size=theme.caption, weight=BOLD).sit(self._middle, top + TITLE)
        said = "−rate × gradient, which is error × slopes × input"
        rule = shrunk(said, theme=theme, size=theme.small, room=self._room, colour="muted").sit(self._middle, top + RULE)
        return VGroup(stays(name), stays(rule))

    def _axis(self) -> VGroup:
        """Return the bed of all bars, and the line that they begin at."""
        theme, rows = self._theme, self._rows
        line = Line((self.home, rows.top, 0), (self.home, rows.foot, 0), stroke_color=theme.line, stroke_width=theme.thin)
        return VGroup(bed_of(*ENDS, rows.foot, rows.top, theme), line)

    def _bar(self, time: int) -> Push:
        rows = self._rows
        look: dict[str, Any] = {"y": rows.y(time), "theme": self._theme, "loud": True}
        bar = Push(self._changes[time], unit=self.unit, height=rows.high, home=self.home, **look)
        return placed(bar, lambda index: (None, rows.y(index[-1])))

    def _sum(self, time: int) -> Label:
        """Return the line of the change that a word makes: above the rows that of the first of several, below them others."""
        theme, rows, gradient, many = self._theme, self._rows, self._read("lesson_gradients")[time], int(self._decimals[time])
        printed = f"{{gradient:{many - 1}}}"
        printed = printed if round(float(gradient.value), many - 1) >= 0 else f"({printed})"
        change, sign = self._changes[time], "+" if float(self._changes.values[time]) > 0 else ""
        said = phrase(
            f"“{{word:short}}”: −{{rate:1}} × {printed} = {sign}{{change:{many}}}",
            word=self._read("tokens")[time],
            rate=self._read("learning_rate").whole(),
            gradient=gradient,
            change=change,
        )
        label = settled(said, theme=theme, size=theme.label, room=self._room, colour="ink")
        above = time < rows.count - 1
        return kept_for(label.sit_amid(self._middle, rows.top + FIRST if above else rows.foot - LAST), time)

    def grown(self, times: Iterable[int], run_time: float) -> list[Animation]:
        """Return animations in which the bars of words grow, one after the other."""
        bars = [self.bars[time] for time in times]
        ways = zip(bars, turns(len(bars)), strict=True)
        return [Grow(bar, bar.edge, window=own, run_time=run_time) for bar, own in ways]
