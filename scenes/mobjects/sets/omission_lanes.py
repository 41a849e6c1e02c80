"""A network reads the words down a column, and once more without one of them: two strips of the state that it hands on.

Then their difference, and how large that is: in percent of what it is at the word itself.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from manim import Animation, Line, VGroup, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.bars import Bar
from scenes.mobjects.motion import Arrive, Leave
from scenes.mobjects.moves import Grow, Path, Travel
from scenes.mobjects.places import kept_for, placed, stays, tells
from scenes.mobjects.reading import Phrase, Reading, Readings, phrase
from scenes.mobjects.sets.reading_lanes import HEAD, SLOT, ReadingLane
from scenes.mobjects.sets.word_lanes import followed
from scenes.mobjects.sets.word_rows import Rows
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import BOLD, NORMAL, Label, settled
from scenes.mobjects.theme import Theme

__all__ = ["BARS", "BELOW", "OmissionLane", "percents", "ring"]

BARS = SLOT - 0.74
"""How long the longest bar is: a number has room beside it."""
WHOLE = 100.0
"""All of something, in percent."""
BESIDE = 0.08
"""How far a number is from the end of its bar."""
BELOW, RISE = 0.4, 0.3
"""How far below the rows there is what a lane comes to; how far that comes down to its place."""
VERDICT, FIGURE = 29.0, 46.0
"""The sizes of a verdict below a lane that is another one without the word, and of the number that says how much is left."""
AROUND = 0.12
"""How far a frame is from such a verdict."""


def percents(share: Reading) -> int:
    """Return with how many decimals a percentage is printed: one where it would be nought without, else none."""
    return 1 if 0.05 <= float(share.value) < 0.5 else 0


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

    ``carries`` says whether the cell carries its state, by a gate. A bar of one percent would be ``unit`` long. By word there are
    the states ``without`` the word, beside those with it, and ``differences`` and ``bars`` from that word on; ``ends`` are the
    last verdicts with the word and without it, and ``turned`` is a frame around the latter. ``whole`` is a line where the bar of
    the word itself ends, with its number; ``figure`` says how much is left at the end, with ``decimals``.
    """

    def __init__(
        self,
        read: Callable[..., Readings],
        *,
        side: int,
        rows: Rows,
        word: int,
        unit: float,
        carries: bool,
        decimals: int,
        **about: Any,
    ) -> None:
        self.side, self._word, self._unit, self.carries = side, word, unit, carries
        super().__init__(read, side=side, rows=rows, **about)
        times, late = range(rows.count), range(word, rows.count)
        self.without = [self.strip(self._read("state_without", time, word), column=1) for time in times]
        self.differences = {time: self.strip(self._read("state_differences", time, word)) for time in late}
        self.bars = {time: self.bar("percents_left", time) for time in late}
        self.whole = self._whole()
        last = rows.count - 1
        self.ends = self._end(self.first, "", last), self._end(self.second, "_without", word)
        self.turned = self._frame()
        self.state_head = self.above(f"state {self.letter}")
        self.heads = self.above(f"{self.letter} with “{{word:short}}”"), self.above(f"{self.letter} without it", column=1)
        self.minus = self._minus()
        self.heads_after = self.above(f"difference in {self.letter}"), self.above("its mean size", column=1)
        left = phrase(f"{{left:{decimals}}} %", left=self.effect("percents_left", last))
        self.figure = self.below(left, self.second, FIGURE, self.role, weight=BOLD)

    # -- what it is made of ----------------------------------------------------------------------------------------------

    @property
    def word(self) -> int:
        """The index of the word that is left out."""
        return self._word

    @property
    def rows(self) -> Rows:
        """The rows of words that it is beside."""
        return self._rows

    @property
    def unit(self) -> float:
        """How long a bar of one percent is."""
        return self._unit

    def effect(self, key: str, time: int) -> Reading:
        """Return what the trace says of the word that is left out after another one."""
        return self._read(key, time)[self._word]

    def of_word(self, key: str) -> Reading:
        """Return what the trace says of the word that is left out."""
        return self._read(key)[self._word]

    def above(self, said: str, *, column: int = 0, **fields: Reading) -> Label:
        """Return what stands above the first or the second column of the lane, which may name the word."""
        return super().above(said, column=column, word=self._read("tokens")[self._word], **fields)

    def below(self, said: Phrase, area: Area, size: float, colour: str = "ink", *, weight: str = NORMAL) -> Label:
        """Return what stands below the rows in an area."""
        label = settled(said, theme=self._theme, size=size, room=area.width, colour=colour)
        if weight != NORMAL:
            label = Label(label.phrase, theme=self._theme, size=0.95 * label.style[1], weight=weight, colour=colour)
        return stays(label.sit_amid(area.x, self._rows.foot - BELOW))

    def bar(self, key: str, time: int) -> Bar:
        """Return a bar of what the trace says of the word after another one, in percent."""
        effect, rows, left = self.effect(key, time), self._rows, self.second.left
        paint = self._theme.colour(self.role)
        bar = Bar(effect, unit=self._unit, height=rows.high, left=left, y=rows.y(time), paint=paint)
        return placed(bar, lambda index: ({self._word: left}[index[1]], rows.y(index[0])), -1)

    def _whole(self) -> VGroup:
        """Return a line where the bar of the word ends, and the number of that."""
        theme, rows, bar = self._theme, self._rows, self.bars[self._word]
        x = self.second.left + self._unit * WHOLE
        line = Line((x, rows.y(self._word) - rows.high / 2, 0), (x, rows.foot, 0))
        line.set_stroke(theme.muted, theme.thin)
        label = Label(phrase("{effect:0} %", effect=bar.reading), theme=theme, size=theme.small)
        label.sit_amid(float(bar.get_right()[0]) + BESIDE, rows.y(self._word), -1)
        return VGroup(line, tells(placed(label, lambda index: (None, rows.y(index[0]))), bar))

    def _minus(self) -> Label:
        """Return the sign between the heads of both strips."""
        label = Label("−", theme=self._theme, size=self._theme.label)
        return stays(label.sit((self.first.right + self.second.left) / 2, self._rows.top + HEAD))

    def _end(self, area: Area, which: str, at: int) -> Label:
        """Return the verdict at the end, with the word or without it, below a strip; bold if it is another one without it."""
        verdict, share = (self._read(f"{key}{which}")[at] for key in ("verdicts", "verdict_probabilities"))
        new = verdict.value != self._read("verdicts")[self._rows.count - 1].value
        said = phrase("{verdict:short}  {share}", verdict=verdict, share=share)
        label = self.below(said, area, VERDICT if new else self._theme.label, weight=BOLD if new else NORMAL)
        return kept_for(label, at)

    def _frame(self) -> Box:
        """Return a frame around the last verdict without the word."""
        theme, end = self._theme, self.ends[1]
        look: dict[str, Any] = {"stroke_color": theme.focus, "stroke_width": theme.stroke, "corner_radius": 0.08}
        box = Box(width=float(end.width) + 2 * AROUND, height=float(end.height) + 2 * AROUND, **look)
        return stays(box.move_to(end))

    @property
    def below_rows(self) -> list[VMobject]:
        """What stands below the rows when it has been read twice: both last verdicts, and the frame around one that is new."""
        return [*self.ends, *[self.turned] * self.says_otherwise]

    @property
    def says_otherwise(self) -> bool:
        """Whether the last verdict is another one without the word."""
        return bool(self.ends[1].phrase.displays[0].reading.value != self.ends[0].phrase.displays[0].reading.value)

    # -- what happens ----------------------------------------------------------------------------------------------------

    def read_without(self, time: int, run_time: float) -> list[Animation]:
        """Return the animations of the same, in the run without the word."""
        return [followed(self.without, time, run_time)]

    def subtract(self, time: int, run_time: float) -> list[Animation]:
        """Return the animations in which the two states of a word meet and become their difference."""
        new = self.differences[time]
        gone = [Leave(each, run_time=0.5 * run_time) for each in (self.states[time], self.without[time])]
        return [*gone, Arrive(new, list(new), list(self.without[time]), run_time=run_time)]

    def measured(self, run_time: float) -> list[Animation]:
        """Return the animations in which a bar grows beside each difference, one after the other, the first with its number."""
        times, first = list(self.bars), 0.25 if len(self.bars) > 1 else 1.0
        ends = np.linspace(first, 1.0, len(times)).tolist()
        windows = zip([0.0, *ends[:-1]], ends, strict=True)
        return [Grow(self.bars[time], "left", window=own, run_time=run_time) for time, own in zip(times, windows, strict=True)]

    def falls(self, thing: VMobject, run_time: float, high: float = RISE, **options: Any) -> Travel:
        """Return the animation in which something comes out from under the last row, down to its place, and grows."""
        x, y = (float(each) for each in thing.get_center()[:2])
        return Travel(thing, Path((x, y + high), (x, y)), start=0.5, run_time=run_time, **options)
