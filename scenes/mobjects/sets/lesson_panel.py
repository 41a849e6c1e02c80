"""One step of learning on one weight: how far each word moves it and what that is made of, as bars in that word's row."""

from collections.abc import Callable, Iterable, Sequence
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
COLUMNS = {"lesson_errors": (1.02, 2.72), "lesson_inputs": (2.84, 4.32), "lesson_changes": (4.44, 6.66)}
"""From where to where the columns go, by what their bars are: a factor, another one, and what they make with the rate."""
HEADS = "error × slopes", "× input", "× −rate = change"
MARGIN = 0.24
"""How far from the edges of a column its longest bars end."""
TITLE, RULE, HEAD = 0.82, 0.5, 0.14
"""How far above the rows the title is, the rule, and the heads of columns."""
SUMS = 0.24, 0.6
"""How far below the rows the first line of a product is, and the second."""


class Column:
    """One value of each word as a ``bar`` beside its row, on an axis of its own, with a ``head``, a ``bed`` and a ``line``."""

    def __init__(self, values: Readings, number: int, rows: Rows, theme: Theme) -> None:
        (start, end), sizes = COLUMNS[values.key], values.values
        left, right = start + MARGIN, end - MARGIN
        below, above = float(-sizes.min(initial=0.0)), float(sizes.max(initial=0.0))
        self.unit = (right - left) / max(below + above, np.finfo(float).tiny)
        self.home = left + below * self.unit
        self.bed = bed_of(start, end, rows.foot, rows.top, theme)
        look: dict[str, Any] = {"stroke_color": theme.line, "stroke_width": theme.thin}
        self.line = Line((self.home, rows.top, 0), (self.home, rows.foot, 0), **look)
        name = shrunk(HEADS[number], theme=theme, size=theme.small, room=end - start, colour="ink")
        self.head = stays(name.sit((start + end) / 2, rows.top + HEAD))
        look = {"unit": self.unit, "height": rows.high, "home": self.home, "theme": theme, "column": number, "loud": True}
        self.bars = {
            time: placed(Push(values[time], y=rows.y(time), **look), lambda index: (None, rows.y(index[-1])))
            for time in range(rows.count)
        }


class LessonPanel:
    """By how much each word would move a weight, beside its row: ``bars``; and what that is made of: ``errors``, ``inputs``.

    Each of the three has an axis of its own; ``sums`` are those of the words ``told``, the last one at the most and another.
    The ``head`` has a title, and the rule. It says what else than the error that a word feels has part in its gradient: of how
    many times less that is there is no number, for it lies near how many times less the word feels, and is another thing.
    """

    def __init__(self, read: Callable[..., Readings], told: Iterable[int], rows: Rows, *, title: str, theme: Theme) -> None:
        self._read, self._rows, self._theme = read, rows, theme
        self._changes, self._decimals = read("lesson_changes"), read("lesson_decimals").values
        self._middle, self._room = (ENDS[0] + ENDS[1]) / 2, ENDS[1] - ENDS[0]
        self.columns = [Column(read(key), number, rows, theme) for number, key in enumerate(COLUMNS)]
        self.errors, self.inputs, self.bars = (each.bars for each in self.columns)
        self.unit = self.columns[-1].unit
        self.head, self.axis = self._head(title), VGroup(*(part for each in self.columns for part in (each.bed, each.line)))
        self.sums = {time: self._sum(time) for time in told}
        least = min(line.style[1] for line in self.sums.values())
        for line in self.sums.values():
            line.scale(least / line.style[1])

    @property
    def parts(self) -> list[VMobject]:
        """All that it is made of."""
        columns = [part for each in self.columns for part in (each.head, *each.bars.values())]
        return [self.head, self.axis, *columns, *self.sums.values()]

    def _head(self, title: str) -> VGroup:
        theme, top = self._theme, self._rows.top
        name = Label(title, theme=theme, size=theme.caption, weight=BOLD).sit(self._middle, top + TITLE)
        said = "−rate × gradient, which is error × slopes × input"
        rule = shrunk(said, theme=theme, size=theme.small, room=self._room, colour="muted").sit(self._middle, top + RULE)
        return VGroup(stays(name), stays(rule))

    def _sum(self, time: int) -> Label:
        """Return the line of the change that a word makes, below the rows: that of the last of several is the lower one."""
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
        return kept_for(label.sit_amid(self._middle, rows.foot - SUMS[0 < time == rows.count - 1]), time)

    def grown(self, times: Sequence[int], run_time: float) -> list[Animation]:
        """Return animations in which bars of words grow, one after the other: their errors, their inputs, and then changes."""
        moves: list[Animation] = []
        for number, column in enumerate(self.columns):
            for time, (start, end) in zip(times, turns(len(times)), strict=True):
                bar, own = column.bars[time], tuple((number + each) / len(self.columns) for each in (start, end))
                moves.append(Grow(bar, bar.edge, window=own, run_time=run_time))
        return moves
