"""A network reads the words down a column, and once more without one of them: two strips of state, and their difference."""

from collections.abc import Callable, Sequence

from manim import Animation, VGroup, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.bars import Bar
from scenes.mobjects.motion import Arrive, Leave
from scenes.mobjects.moves import Grow
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.notation.vectors import swatch
from scenes.mobjects.places import placed, stays
from scenes.mobjects.reading import Phrase, Reading, Readings, phrase
from scenes.mobjects.sets.backward_lanes import Rows
from scenes.mobjects.shapes import Box, Bundle, Shape, rectangle
from scenes.mobjects.text import BOLD, Label, settled
from scenes.mobjects.theme import Theme

__all__ = ["BARS", "OmissionLane", "percents", "ring"]

NEAR, FAR = 1.2, 6.68
"""Where a lane begins and ends, from the middle of the picture."""
PAD, GAP = 0.14, 0.24
"""How far the strips are from the edge of their lane, and from one another."""
SLOT = (FAR - NEAR - 2 * PAD - GAP) / 2
"""How wide a strip is."""
BARS = SLOT - 0.62
"""How long the longest bar is: a number has room beside it."""
WHOLE = 100.0
"""All of something, in percent."""
FEWEST = 4
"""Cells of a state are as wide as those of a state of so many units at the most."""
NAME, HEAD = 0.44, 0.1
"""How high a network's name and the heads of its strips stand above the rows."""
LINE = 0.3
"""Rows that are so far apart have room for letters of the usual size."""
LOUD = 1.1
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


class OmissionLane:
    """One network's side of the picture, left (``side`` -1) or right (1): two strips of ``units`` of h side by side.

    ``read`` reads its trace, ``word`` is the one that is left out; a bar of one would be ``unit`` long. By word there are the
    states ``with_it`` and ``without`` it, ``differences`` and ``bars`` from that word on, and ``verdicts``; ``numbers`` are those
    of the first and the last bar, ``ends`` what is said at the end with the word and without it.
    """

    def __init__(
        self,
        read: Callable[..., Readings],
        *,
        side: int,
        notation: Notation,
        theme: Theme,
        rows: Rows,
        word: int,
        name: Phrase,
        units: Sequence[int],
        unit: float,
    ) -> None:
        self._read, self._notation, self._theme, self._rows, self._word, self._units = read, notation, theme, rows, word, units
        left = NEAR if side > 0 else -FAR
        self.first = Area(left + PAD, left + PAD + SLOT, rows.foot, rows.top)
        self.second = Area(self.first.right + GAP, self.first.right + GAP + SLOT, rows.foot, rows.top)
        self.bed, self.head = self._bed(), self._head(name)
        times, late = range(rows.count), range(word, rows.count)
        self.with_it = [self._strip(self._read("hidden", time), self.first) for time in times]
        self.without = [self._strip(self._read("hidden_without", time, word), self.second) for time in times]
        self.differences = {time: self._strip(self._read("hidden_differences", time, word), self.first) for time in late}
        self.bars = {time: self._bar(time, unit) for time in late}
        self.numbers = {time: self._number(time) for time in sorted({word, rows.count - 1})}
        self.verdicts = self._verdicts()
        self.ends = (
            self._end("with “{word:short}”", self.first, "", rows.count - 1),
            self._end("without “{word:short}”", self.second, "_without", word),
        )
        self.heads = (self._above("h with “{word:short}”", self.first), self._above("h without it", self.second))
        self.heads_after = (self._above("h with it − h without", self.first), self._above("mean size of that", self.second))
        self.verdict_head = self._above("verdict so far", self.second)

    # -- what it is made of ----------------------------------------------------------------------------------------------

    @property
    def _left_out(self) -> Reading:
        return self._read("tokens")[self._word]

    def _bed(self) -> Shape:
        bed = Shape(rectangle(FAR - NEAR, self.first.height), fill_color=self._theme.panel, fill_opacity=1)
        return bed.move_to(((self.first.left + self.second.right) / 2, self.first.y, 0))

    def _head(self, name: Phrase) -> Label:
        head = Label(name, theme=self._theme, size=self._theme.caption, weight=BOLD)
        return stays(head.sit((self.first.left + self.second.right) / 2, self._rows.top + NAME))

    def _above(self, said: str, area: Area) -> Label:
        head = settled(
            phrase(said, word=self._left_out), theme=self._theme, size=self._theme.small, room=area.width, colour="muted"
        )
        return stays(head.sit(area.x, self._rows.top + HEAD))

    def _strip(self, values: Readings, area: Area) -> Bundle:
        """Return the units that are drawn of one row of values as cells side by side."""
        rows, cells = self._rows, Bundle()
        pitch = area.width / max(len(self._units), FEWEST)
        place = {unit: area.left + (number + 0.5) * pitch for number, unit in enumerate(self._units)}
        for unit in self._units:
            size = (pitch * 0.94, rows.high * 1.3)
            cell = swatch(values[unit], notation=self._notation, theme=self._theme, size=size, numeral=False)
            cell.move_to((place[unit], rows.y(values.index[0]), 0))
            cells.add(placed(cell.patch, lambda index: (place[index[-1]], rows.y(index[0]))))
        return cells

    def _bar(self, time: int, unit: float) -> Bar:
        effect, rows, left = self._read("word_effects", time)[self._word], self._rows, self.second.left
        paint = self._theme.colour("state")
        bar = Bar(effect, unit=unit, height=rows.high, left=left, y=rows.y(time), paint=paint)
        return placed(bar, lambda index: (left, rows.y(index[0])), -1)

    def _number(self, time: int) -> Label:
        bar, rows = self.bars[time], self._rows
        label = Label(phrase("{effect}", effect=bar.reading), theme=self._theme, size=self._theme.small)
        label.sit_amid(float(bar.get_right()[0]) + BESIDE, rows.y(time), -1)
        return placed(label, lambda index: (None, rows.y(index[0])))

    def _verdicts(self) -> dict[int, Label]:
        """Return the verdict after each word, where there is room; one that is new stands out."""
        says, rows, made = self._read("verdicts"), self._rows, {}
        size = self._theme.small if rows.pitch > LINE else self._theme.numeral
        for time in sorted(rows.spoken):
            new = time == 0 or says[time].value != says[time - 1].value
            said = phrase("{verdict:short}  {share}", verdict=says[time], share=self._read("verdict_probabilities")[time])
            label = settled(said, theme=self._theme, size=size, room=self.second.width, colour="ink" if new else "muted")
            label.sit_amid(self.second.left + 0.05, rows.y(time), -1)
            made[time] = placed(label, lambda index: (None, rows.y(index[0])))
        return made

    def _end(self, said: str, area: Area, which: str, at: int) -> VGroup:
        """Return the verdict at the end, with the word or without it, below a strip; bold if it is another one without it."""
        verdict, share = (self._read(f"{key}{which}")[at] for key in ("verdicts", "verdict_probabilities"))
        theme, y = self._theme, self._rows.foot
        above = settled(phrase(said, word=self._left_out), theme=theme, size=theme.small, room=area.width, colour="muted")
        told = phrase("“{verdict:short}”  {share}", verdict=verdict, share=share)
        below = settled(told, theme=theme, size=theme.label, room=area.width, colour="ink")
        if verdict.value != self._read("verdicts")[self._rows.count - 1].value:
            below = Label(below.phrase, theme=theme, size=0.95 * below.style[1], weight=BOLD)
        return VGroup(stays(above.sit(area.x, y - 0.28)), stays(below.sit(area.x, y - 0.6)))

    def loud(self) -> VGroup | None:
        """Return how much is left at the end in large type, where bars leave room for it; None where they do not."""
        theme, rows, last = self._theme, self._rows, self._rows.count - 1
        left = self._read("percents_left", last)[self._word]
        figure = Label(phrase(f"{{left:{percents(left)}}} %", left=left), theme=theme, size=LOUD * theme.title, weight=BOLD)
        under = Label("left" if float(left.value) <= WHOLE else "it grew", theme=theme, size=theme.label, colour="muted")
        high, wide = float(figure.height + under.height) + 0.12, max(float(figure.width), float(under.width))
        x = self.second.right - wide / 2 - 0.05
        foot = rows.y(last) + rows.pitch
        near = [bar.width for time, bar in self.bars.items() if foot - 0.1 < rows.y(time) < foot + high + rows.pitch]
        if foot + high > rows.y(self._word) - rows.pitch or self.second.left + max(map(float, near)) + 0.2 > x - wide / 2:
            return None
        return VGroup(
            stays(figure.sit(x, foot + high - float(figure.height))),
            stays(under.sit(x, foot)),
        )

    # -- what happens ----------------------------------------------------------------------------------------------------

    def read_on(self, time: int, run_time: float) -> list[Animation]:
        """Return the animations in which the state after a word comes out of the one before, and its verdict after it."""
        return [self._next(self.with_it, time, run_time)]

    def read_without(self, time: int, run_time: float) -> list[Animation]:
        """Return the animations of the same, in the run without the word."""
        return [self._next(self.without, time, run_time)]

    @staticmethod
    def _next(strips: Sequence[Bundle], time: int, run_time: float) -> Animation:
        cells = strips[time]
        if time == 0:
            return Grow(cells, "left", run_time=run_time)
        return Arrive(cells, list(cells), list(strips[time - 1]), run_time=run_time)

    def subtract(self, time: int, run_time: float) -> list[Animation]:
        """Return the animations in which the two states of a word meet and become their difference, and then its bar."""
        new, bar = self.differences[time], self.bars[time]
        gone = [Leave(each, run_time=0.5 * run_time) for each in (self.with_it[time], self.without[time])]
        met = Arrive(new, list(new), list(self.without[time]), run_time=run_time, window=(0.0, 0.6))
        return [*gone, met, Grow(bar, "left", run_time=run_time, window=(0.6, 1.0))]
