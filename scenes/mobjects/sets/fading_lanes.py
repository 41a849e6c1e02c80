"""What a cell state still holds of one word: a bar at each word, in a lane for each network."""

from collections.abc import Iterator, Mapping
from typing import Any

from manim import Animation, Line, VGroup

from scenes.mobjects.areas import Area
from scenes.mobjects.bars import Bar
from scenes.mobjects.dots import Mark, Scale
from scenes.mobjects.motion import Appear
from scenes.mobjects.moves import Grow, Light
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.notation.vectors import swatch
from scenes.mobjects.places import placed, stays
from scenes.mobjects.reading import Display, Phrase, Reading, Readings, phrase
from scenes.mobjects.sets.backward_lanes import Change
from scenes.mobjects.sets.word_lanes import bed_of
from scenes.mobjects.sets.word_rows import Rows
from scenes.mobjects.shifts import Hop, wave
from scenes.mobjects.text import BOLD, Label, shrunk
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Swatch
from scenes.mobjects.wires import Operator, Point

__all__ = ["BELOW", "VESSEL", "Depth", "FadingLane", "vessel"]

PAD = 0.14
"""How far things are from the edge of a lane."""
HEAD, VESSEL, AWAY = 0.36, (0.8, 0.48), 0.72
"""How far above the rows the head of a lane is; how large the gate in it is, and how far from its operator."""
LARGE, BESIDE, UNDER, SAID, FIRST = 1.9, 0.14, 0.76, 0.58, 0.22
"""How large a number that is the point of a lane is, times a title; how far it is from bars, and amid which depth below its row;
how far below its middle what it counts is, and below its row what it is."""
LEFT, COUNTS = "half left after", "words"
"""What a half-life is: what stands above its number, and below."""
BELOW, CLEAR = 0.17, 0.03
"""How far below the rows it is said where the half is; how far a number is from the level in its vessel."""
DRAWN = 0.5
"""In which part of the time it is drawn what a gate alone leaves."""
BEHIND, SLOW = 0.01, 0.4
"""By how much each row is behind the one before it, out of which it comes; how long a word takes at which the operator lights."""


def vessel(gate: Reading, at: Point, *, notation: Notation, theme: Theme) -> Swatch:
    """Return a gate as a vessel that stays at a place; its number is below its level where that would strike it."""
    made = swatch(gate, notation=notation, theme=theme, size=VESSEL)
    made.move_to((*at, 0))
    level, number = made.patch.get_bottom()[1] + made.patch.height * float(gate.value), made.numeral
    if number.get_bottom()[1] - CLEAR < level < number.get_top()[1] + CLEAR:
        number.set_y((level + made.patch.get_bottom()[1]) / 2)
    stays(made.patch)
    return made


class Depth(Line):
    """A line across bars, as many rows below the first one as its value says, which need be no whole number."""

    def __init__(self, reading: Reading, *, rows: Rows, left: float, right: float, theme: Theme) -> None:
        self.reading, self._rows = reading, rows
        y = self.top - self._long(float(reading.value))
        super().__init__((left, y, 0), (right, y, 0), stroke_color=theme.ink, stroke_width=theme.stroke)

    @property
    def top(self) -> float:
        """The height of the first row."""
        return self._rows.y(self._rows.start)

    def _long(self, value: float) -> float:
        return value * self._rows.pitch

    def displays(self) -> Iterator[Display]:
        """Yield the reading whose depth it has, with how far below the first row it really is."""
        yield Display(self.reading, "length", self.top - float(self.get_y()), self._long)


class FadingLane:
    """One network's lane in an ``area``: what C keeps of the word with which ``rows`` begin, as a bar after each word.

    ``shares`` is ``(time,)``; a bar of one goes to the edge of the lane. ``alone`` is what the ``gate`` in its head alone would
    leave, a line across each row; ``half_life`` is where the half of that is gone, which ``mark`` says if it is within the rows.
    """

    def __init__(
        self,
        shares: Readings,
        alone: Readings,
        *,
        rows: Rows,
        area: Area,
        half_life: Reading,
        name: Phrase,
        gate: Reading,
        notation: Notation,
        theme: Theme,
    ) -> None:
        self._rows, self._theme, self._notation = rows, theme, notation
        self.area, self.bed = area, bed_of(area.left, area.right, rows.foot, rows.top, theme)
        self.home, self.unit = area.left + PAD, area.width - 2 * PAD
        times = range(rows.start, rows.count)
        self.bars = {time: placed(self._bar(shares[time], time), self._where, -1) for time in times}
        self.alone = [self._alone(alone[time], time) for time in times if time > rows.start]
        self.head = self._head(name)
        self.times = Operator("times", (area.right - PAD - AWAY - VESSEL[0] / 2, rows.top + HEAD), theme=theme, colour="keeps")
        self.gate = self.gate_at(gate, self.gate_place)
        self.half = self._half()
        self.mark = self._mark(half_life)

    # -- what it is made of ------------------------------------------------------------------------------------------------

    @property
    def gate_place(self) -> Point:
        """Where the gate is, in the head."""
        return self.area.right - PAD - VESSEL[0] / 2, self._rows.top + HEAD

    def gate_at(self, gate: Reading, at: Point) -> Swatch:
        """Return the gate as a vessel that stays at a place."""
        return vessel(gate, at, notation=self._notation, theme=self._theme)

    def _head(self, name: Phrase) -> Label:
        label = Label(name, theme=self._theme, size=self._theme.caption * 1.1, weight=BOLD)
        return stays(label.sit_amid(self.area.left + PAD, self._rows.top + HEAD, -1))

    def _bar(self, share: Reading, time: int) -> Bar:
        """Return the bar of a share in the row of a word; the farther from where the rows begin, the farther behind it is."""
        paint, look = self._theme.colour("memory"), {"unit": self.unit, "left": self.home}
        bar = Bar(share, height=self._rows.high, y=self._rows.y(time), paint=paint, **look)
        return bar.set_z_index(-1 - BEHIND * (time - self._rows.start))

    def _alone(self, share: Reading, time: int) -> Mark:
        """Return a line where the bar of a word would end by the gate alone: those of all rows are one, in steps."""
        rows, theme = self._rows, self._theme
        mark = Mark(share, scale=Scale(self.home, 0.0, self.unit), y=rows.y(time), height=rows.pitch, theme=theme)
        return placed(mark.set_stroke(theme.keeps, theme.bold), lambda index: (None, rows.y(index[-1])))

    def _where(self, index: tuple[int, ...]) -> tuple[float, float]:
        return self.home, self._rows.y(index[-1])

    def _half(self) -> VGroup:
        """Return a line where bars of a half end."""
        x, rows, theme = self.home + self.unit / 2, self._rows, self._theme
        line = Line((x, rows.top, 0), (x, rows.foot, 0), stroke_color=theme.muted, stroke_width=theme.thin)
        places = {"half": (x, 0), "all": (self.home + self.unit, 1)}
        labels = {said: Label(said, theme=theme, size=theme.small, colour="muted") for said in places}
        return VGroup(
            line,
            *(stays(each.sit_amid(x, rows.foot - BELOW, side)) for said, each in labels.items() for x, side in [places[said]]),
        )

    def _mark(self, half_life: Reading) -> VGroup | None:
        """Return a line where the half is gone, with after how many words that is; None where that is not within the rows."""
        rows, depth = self._rows, float(half_life.value)
        if depth > rows.count - rows.start - 1:
            return None
        line = Depth(half_life, rows=rows, left=self.home, right=self.home + self.unit / 2, theme=self._theme)
        return VGroup(line, *self._large(phrase("{depth:1}", depth=half_life), float(line.get_y())))

    def _large(self, said: Phrase, top: float) -> VGroup:
        """Return a large half-life and in words what it is, below the height ``top`` and on the right of all bars there.

        It is in the colour of what the gate alone leaves: bars may be shorter, or longer.
        """
        theme = self._theme
        y = max(top - UNDER, self._rows.foot + SAID + UNDER / 4)
        x = self._beyond(self.bars, y)
        look: dict[str, Any] = {"theme": theme, "room": self.area.right - BESIDE / 2 - x, "colour": "keeps"}
        label = shrunk(said, size=LARGE * theme.title, weight=BOLD, **look)
        first, under = (shrunk(each, size=theme.label, **look) for each in (LEFT, COUNTS))
        lines = (first, y + UNDER - FIRST), (label, y), (under, y - SAID)
        return VGroup(*(stays(each.sit_amid(x, height, -1)) for each, height in lines))

    def _beyond(self, bars: Mapping[int, Bar], y: float) -> float:
        """Return the x on the right of the half, and of all bars and lines beside a large number amid the height ``y``."""
        rows = ((float(each.get_bottom()[1]), float(each.get_y()), each) for each in (*bars.values(), *self.alone))
        near = [each for foot, amid, each in rows if y - SAID - FIRST < amid and foot < y + UNDER]
        return max([self.home + self.unit / 2, *(float(bar.get_right()[0]) for bar in near)]) + BESIDE

    @property
    def everything(self) -> list[Any]:
        """All that there is of it."""
        marks = [] if self.mark is None else [self.mark]
        return [self.bed, self.head, self.times, self.gate, self.half, *self.bars.values(), *self.alone, *marks]

    # -- what happens ------------------------------------------------------------------------------------------------------

    def writes(self, run_time: float) -> list[Animation]:
        """Return the animation in which the first word writes: its bar grows."""
        return [Grow(self.bars[self._rows.start], "left", run_time=run_time)]

    def passes(self, time: int, run_time: float) -> list[Animation]:
        """Return animations in which what was left before a word comes into its row, and is there multiplied by the gate."""
        return [Change(self.bars[time], self.bars[time - 1], run_time=run_time), *self._lights(run_time)]

    def _lights(self, run_time: float) -> list[Animation]:
        return [Light(self.times, self._theme, window=(Hop.CAME, 1.0), run_time=run_time)] if run_time >= SLOW else []

    def halves(self, run_time: float) -> list[Animation]:
        """Return animations in which it is drawn what the gate alone leaves, and its half is marked, if it is there."""
        drawn = 1.0 if self.mark is None else DRAWN
        windows = wave(len(self.alone), drawn * run_time)
        made: list[Animation] = [
            Appear(each, window=(drawn * start, drawn * end), run_time=run_time)
            for each, (start, end) in zip(self.alone, windows, strict=True)
        ]
        if self.mark is None:
            return made
        line, *said = self.mark
        coming = [Appear(each, window=(0.75, 1.0), run_time=run_time) for each in said]
        return [*made, Grow(line, "left", window=(DRAWN, 0.8), run_time=run_time), *coming]
