"""A network reads the words down a column, and once more without one of them: two strips of the state that it hands on.

Then their difference, and of a state that is carried what is left in it of the word, factor by factor.
"""

from collections.abc import Callable
from typing import Any

from manim import Animation, Line, VGroup, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.bars import Bar
from scenes.mobjects.motion import Appear, Arrive, Leave
from scenes.mobjects.moves import Grow
from scenes.mobjects.places import kept_for, placed, stays, tells
from scenes.mobjects.reading import Phrase, Reading, Readings, phrase
from scenes.mobjects.sets.reading_lanes import LINE, SLOT, ReadingLane
from scenes.mobjects.sets.word_lanes import followed
from scenes.mobjects.sets.word_rows import Rows
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import BOLD, Label, settled
from scenes.mobjects.theme import Theme

__all__ = ["BARS", "Carrying", "OmissionLane", "percents", "ring"]

BARS = SLOT - 0.62
"""How long the longest bar is: a number has room beside it."""
WHOLE = 100.0
"""All of something, in percent."""
LOUD = 0.95
"""The size of the number that says how much is left, in titles."""
BESIDE = 0.1
"""How far a number is from the end of its bar."""


def percents(share: Reading) -> int:
    """Return with how many decimals a percentage is printed: one below one, if that is more than nought, else none."""
    return 1 if 0.05 <= float(share.value) < 0.95 else 0


def ring(word: VMobject, theme: Theme, high: float) -> Box:
    """Return a box around a word that is followed."""
    box = Box(
        width=word.width + 0.16,
        height=high,
        corner_radius=0.06,
        stroke_color=theme.focus,
        stroke_width=theme.stroke,
    )
    label = next(each for each in word.get_family() if isinstance(each, Label))
    return box.move_to((word.get_x(), label.baseline + label.cap_height / 2, 0))


class OmissionLane(ReadingLane):
    """A lane that is read twice, with the word ``word`` and without it: two strips of its state side by side.

    A bar of one would be ``unit`` long. By word there are the states ``without`` the word, beside those with it, and
    ``differences`` and ``bars`` from that word on; ``numbers`` are those of the first and the last bar, ``ends`` what is said at
    the end with the word and without it.
    """

    def __init__(self, read: Callable[..., Readings], *, rows: Rows, word: int, unit: float, **about: Any) -> None:
        self._word, self._unit = word, unit
        super().__init__(read, rows=rows, **about)
        times, late = range(rows.count), range(word, rows.count)
        self.without = [self.strip(self._read("state_without", time, word), column=1) for time in times]
        self.differences = {time: self.strip(self._read("state_differences", time, word)) for time in late}
        self.bars = {time: self._bar(time) for time in late}
        self.numbers = {time: self._number(time) for time in sorted({word, rows.count - 1})}
        self.whole = self._whole()
        self.ends = (
            self._end("with “{word:short}”", self.first, "", rows.count - 1),
            self._end("without “{word:short}”", self.second, "_without", word),
        )
        letter = self.letter
        self.heads = self.above(f"{letter} with “{{word:short}}”"), self.above(f"{letter} without it", column=1)
        self.heads_after = (
            self.above(f"{letter} with it − {letter} without"),
            self.above("size, line: as at first", column=1),
        )

    # -- what it is made of ----------------------------------------------------------------------------------------------

    @property
    def _left_out(self) -> Reading:
        return self._read("tokens")[self._word]

    def above(self, said: str, *, column: int = 0, **fields: Reading) -> Label:
        """Return what stands above the first or the second column of the lane, which may name the word."""
        return super().above(said, column=column, word=self._left_out, **fields)

    def _bar(self, time: int) -> Bar:
        effect, rows, left = self._read("effects_left", time)[self._word], self._rows, self.second.left
        paint = self._theme.colour(self.role)
        bar = Bar(effect, unit=self._unit, height=rows.high, left=left, y=rows.y(time), paint=paint)
        return placed(bar, lambda index: ({self._word: left}[index[1]], rows.y(index[0])), -1)

    def _whole(self) -> VGroup:
        """Return a line where a bar of one ends: what there was at the word itself."""
        x, theme, rows = self.second.left + self._unit, self._theme, self._rows
        line = Line((x, rows.top, 0), (x, rows.foot, 0), stroke_color=theme.muted, stroke_width=theme.thin)
        return VGroup(line)

    def _number(self, time: int) -> Label:
        bar, rows = self.bars[time], self._rows
        label = Label(phrase("{effect}", effect=bar.reading), theme=self._theme, size=self._theme.small)
        label.sit_amid(max(float(bar.get_right()[0]), self.second.left + self._unit) + BESIDE, rows.y(time), -1)
        return tells(placed(label, lambda index: (None, rows.y(index[0]))), bar)

    def _end(self, said: str, area: Area, which: str, at: int) -> VGroup:
        """Return the verdict at the end, with the word or without it, below a strip; bold if it is another one without it."""
        verdict, share = (self._read(f"{key}{which}")[at] for key in ("verdicts", "verdict_probabilities"))
        theme, y = self._theme, self._rows.foot
        above = settled(phrase(said, word=self._left_out), theme=theme, size=theme.small, room=area.width, colour="muted")
        told = phrase("“{verdict:short}”  {share}", verdict=verdict, share=share)
        below = settled(told, theme=theme, size=theme.label, room=area.width, colour="ink")
        if verdict.value != self._read("verdicts")[self._rows.count - 1].value:
            below = Label(below.phrase, theme=theme, size=0.95 * below.style[1], weight=BOLD)
        own = [self._word] if above.phrase.displays else []
        return VGroup(kept_for(above.sit(area.x, y - 0.28), *own), kept_for(below.sit(area.x, y - 0.6), at))

    def loud(self) -> VGroup | None:
        """Return how much is left at the end in large type, where bars leave room for it; None where they do not."""
        theme, rows, last = self._theme, self._rows, self._rows.count - 1
        said, below = self._much(last)
        figure = Label(said, theme=theme, size=LOUD * theme.title, weight=BOLD, colour=self.role)
        under = Label(below, theme=theme, size=theme.label, colour="muted")
        high, wide = float(figure.height + under.height) + 0.12, max(float(figure.width), float(under.width))
        x = self.second.right - wide / 2 - 0.05
        foot = rows.y(last) + rows.pitch
        near = [bar.width for time, bar in self.bars.items() if foot - 0.1 < rows.y(time) < foot + high + rows.pitch]
        reach = self.second.left + max([self._unit, *map(float, near)])
        if foot + high > rows.y(self._word) - rows.pitch or reach + BESIDE > x - wide / 2:
            return None
        return VGroup(
            stays(figure.sit(x, foot + high - float(figure.height))),
            stays(under.sit(x, foot)),
        )

    def _much(self, last: int) -> tuple[Phrase, str]:
        """Return how much is left after the last word: in percent of what it was, or how many times that."""
        left, percent = (self._read(key, last)[self._word] for key in ("effects_left", "percents_left"))
        if float(left.value) > 1.0:
            return phrase("{left} times", left=left), "as much"
        return phrase(f"{{left:{percents(percent)}}} %", left=percent), "left"

    # -- what happens ----------------------------------------------------------------------------------------------------

    def read_without(self, time: int, run_time: float) -> list[Animation]:
        """Return the animations of the same, in the run without the word."""
        return [followed(self.without, time, run_time)]

    def subtract(self, time: int, run_time: float) -> list[Animation]:
        """Return the animations in which the two states of a word meet and become their difference, and then its bar."""
        new, bar = self.differences[time], self.bars[time]
        gone = [Leave(each, run_time=0.5 * run_time) for each in (self.states[time], self.without[time])]
        met = Arrive(new, list(new), list(self.without[time]), run_time=run_time, window=(0.0, 0.6))
        return [*gone, met, Grow(bar, "left", run_time=run_time, window=(0.6, 1.0))]


class Carrying:
    """What a carried state still holds of what was written at a word, in a ``lane``: row by row, times what its gate keeps.

    ``share`` is the key of that gate, ``unit`` the one whose arithmetic is written. By word there are ``strips``, and ``sums``
    in rows that have room; ``around`` is a frame around the unit's column.
    """

    def __init__(
        self, lane: OmissionLane, read: Callable[..., Readings], *, share: str, unit: int, rows: Rows, theme: Theme
    ) -> None:
        self._lane, self._read, self._share, self._unit, self._rows, self._theme = lane, read, share, unit, rows, theme
        late = range(min(lane.bars), rows.count)
        self.word = late[0]
        self.strips = {time: lane.strip(read("memory", time, self.word)) for time in late}
        self.sums = {time: self._sum(time) for time in late if time in rows.spoken}
        letter, gate = lane.letter, share.replace("_", " ")
        self.heads = (
            lane.above(f"in {letter} of “{{word:short}}”"),
            lane.above(f"unit {{unit:0}} × {gate}", column=1, unit=read("unit_numbers")[unit]),
        )
        self.around = self._around()

    @property
    def parts(self) -> list[VMobject]:
        """All that is seen of it."""
        return [*self.strips.values(), *self.sums.values(), *self.heads, self.around]

    def _sum(self, time: int) -> Label:
        held, rows, left = self._read("memory", time, self.word)[self._unit], self._rows, self._lane.second.left
        said = phrase("wrote {held}", held=held)
        if time > self.word:
            said = phrase("× {share}  =  {held}", share=self._read(self._share, time)[self._unit], held=held)
        size = self._theme.small if rows.pitch > LINE else self._theme.numeral
        label = settled(said, theme=self._theme, size=size, room=self._lane.second.width, colour="ink")
        return placed(label.sit_amid(left + 0.05, rows.y(time), -1), lambda index: (None, rows.y(index[0])))

    def _around(self) -> Box:
        """Return a frame around the column of the unit, from the word on."""
        theme = self._theme
        members: list[list[Any]] = [list(strip) for strip in self.strips.values()]
        cells = [next(each for each in row if each.reading.index[-1] == self._unit) for row in members]
        top, foot = float(cells[0].get_top()[1]) + 0.03, float(cells[-1].get_bottom()[1]) - 0.03
        look = {"stroke_color": theme.focus, "stroke_width": theme.stroke}
        box = Box(width=float(cells[0].width) + 0.05, height=top - foot, corner_radius=0.04, **look)
        return box.move_to((float(cells[0].get_x()), (top + foot) / 2, 0))

    def passes(self, time: int, run_time: float) -> list[Animation]:
        """Return the animations in which what is held after a word comes out of what was held before it, and its arithmetic."""
        strip, sums = self.strips[time], [self.sums[time]] if time in self.sums else []
        coming: Animation = Grow(strip, "left", run_time=run_time)
        if time > self.word:
            before = self.strips[time - 1]
            coming = Arrive(strip, list(strip), list(before), run_time=run_time, window=(0.0, 0.6))
        return [coming, *(Appear(each, run_time=run_time, window=(0.5, 1.0)) for each in sums)]
