"""One step of learning on one weight, written out for some words: what each alone would make of it."""

from collections.abc import Callable, Sequence

from manim import Line, VGroup

from scenes.mobjects.areas import Area
from scenes.mobjects.bars import Push, unit_for
from scenes.mobjects.places import kept_for, placed, stays, tells
from scenes.mobjects.reading import Reading, Readings, phrase
from scenes.mobjects.text import BOLD, Label, settled
from scenes.mobjects.theme import Theme

__all__ = ["LessonPanel"]

PITCH, RULE = 1.36, 0.5
"""From the entry of one word to that of the next; from the title to the rule below it."""
BELOW = 0.78
"""How far below the line of a word's sum its bar is."""
LONGEST = 2.3
"""How long the longest bar is, in units."""
GRADIENT, SUM = 0.37, 1.0
"""From the rule to what a gradient is made of, and to the line of the first word."""
APART = 0.14
"""How far a number is from the axis of its bar."""


class LessonPanel:
    """What words would do to a weight, in an area: a ``head`` with the rule, for each word a product, and a bar of that change.

    The head says what else than the error that a word feels has part in its gradient: of how many times less that is there is no
    number, for it lies near how many times less the word feels, and is another thing.
    """

    def __init__(self, read: Callable[..., Readings], words: Sequence[int], area: Area, *, title: str, theme: Theme) -> None:
        self._read, self._area, self._theme, self._words = read, area, theme, list(words)
        self._changes, self.decimals = read("lesson_changes"), read("lesson_decimals").values
        self.unit = unit_for(LONGEST, self._changes.values[self._words])
        self.head = self._head(title)
        self.sums = {time: self._sum(time) for time in self._words}
        self.bars = {time: self._bar(time) for time in self._words}
        self.numbers = {time: self._number(time) for time in self._words}

    def y(self, time: int) -> float:
        """Return the height of the line of a word's sum."""
        return self._area.top - RULE - SUM - PITCH * self._words.index(time)

    def _head(self, title: str) -> VGroup:
        theme, area = self._theme, self._area
        name = Label(title, theme=theme, size=theme.caption, weight=BOLD).sit(area.x, area.top)
        rule = Label("change of weight = −rate × gradient", theme=theme, colour="muted").sit(area.x, area.top - RULE)
        made = Label("gradient = error it feels × slopes × its input", theme=theme, size=theme.small, colour="muted")
        return VGroup(stays(name), stays(rule), stays(made.sit(area.x, area.top - RULE - GRADIENT)))

    def _value(self, key: str, *index: int) -> Reading:
        read = self._read(key)
        return read[index[0]] if index else read.whole()

    def _sum(self, time: int) -> VGroup:
        theme, y, left = self._theme, self.y(time), self._area.left
        gradient, many = self._value("lesson_gradients", time), int(self.decimals[time]) - 1
        printed = f"{{gradient:{many}}}"
        printed = printed if round(float(gradient.value), many) >= 0 else f"({printed})"
        said = phrase(f"−{{rate:1}} × {printed}", rate=self._value("learning_rate"), gradient=gradient)
        word = settled(
            phrase("from “{word}”", word=self._value("tokens", time)),
            theme=theme,
            size=theme.label,
            room=self._area.width,
            colour="ink",
        )
        line = Label(said, theme=theme, size=theme.caption)
        return VGroup(kept_for(word.sit(left, y, -1), time), stays(line.sit(left, y - 0.44, -1)))

    def _bar(self, time: int) -> Push:
        y = self.y(time) - BELOW
        bar = Push(
            self._changes[time],
            unit=self.unit,
            height=0.28,
            home=self._area.x,
            y=y,
            theme=self._theme,
            loud=True,
        )
        return placed(bar, lambda index: (None, self.y(index[-1]) - BELOW))

    def _number(self, time: int) -> VGroup:
        """Return the number of a change, on the other side of its axis than its bar, with that axis."""
        bar, theme = self.bars[time], self._theme
        y, side = float(bar.get_y()), 1 if bar.is_for else -1
        axis = Line((bar.home, y + 0.24, 0), (bar.home, y - 0.24, 0), stroke_color=theme.line, stroke_width=theme.thin)
        sign = "+" if float(bar.reading.value) > 0 else ""
        said = phrase(f"= {sign}{{change:{int(self.decimals[time])}}}", change=bar.reading)
        label = Label(said, theme=theme, size=theme.caption)
        label.sit_amid(bar.home - side * APART, y, side)
        return VGroup(axis, tells(placed(label, lambda index: (None, self.y(index[-1]) - BELOW)), bar))
